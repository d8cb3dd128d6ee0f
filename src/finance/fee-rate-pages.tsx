import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { round, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { compareSwedish, formatNumber, parseNumber } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addFeeRate, changeFeeRate, FEE_RATES, removeFeeRate, setPriceBaseAmount } from "./fee-rate-commands.ts";
import { listFeeRates, priceBaseAmount } from "./fee-rate-reads.ts";
import { feeAmount, feesDuring, feesIn, PRICE_BASE_AMOUNTS } from "./fee-rate.ts";

/** What the committee takes for its services, by year: in kronor, or as a share of the price base amount. */
export function feeRatePages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/ekonomi/taxor";
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/taxor");
  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: FormData | null = null) => {
    const db = tools.db(c);
    const { committee, year } = scope;
    const rates = await listFeeRates(db, committee.id);
    const fees = feesDuring(rates, year).sort((a, b) => compareSwedish(a.name, b.name) || a.validFrom.localeCompare(b.validFrom));
    const bases = [await priceBaseAmount(db, committee.municipalityId, year), await priceBaseAmount(db, committee.municipalityId, year + 1)] as const;
    const next = new Map(feesIn(rates, year + 1).map((fee) => [fee.name, fee]));
    const may = tools.may(c, "money.enter", committee.id);
    const kronor = (amount: Decimal | null | undefined): string => (amount === null || amount === undefined ? "" : formatNumber(round(amount, 0), 0));
    const coming = feesIn(rates, year + 1).filter(({ name }) => !fees.some((fee) => fee.name === name));
    return tools.page(c, {
      title: "Taxor och avgifter", active: "ekonomi", status: failure ? 422 : 200, live: ["fee_rate@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a></p>
          <h1>Taxor och avgifter {year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {fees.length + coming.length === 0 ? <p>Här förs nämndens avgifter in, i kronor eller i procent av prisbasbeloppet, med när de gäller och hur de sätts ned. Ingen gäller {year}. {may && <a href={`${home(scope)}/ny`}>Lägg till den första</a>}</p> : (
            <>
              <p>Prisbasbeloppet är {bases[0] === null ? `inte känt för ${year}` : `${formatNumber(bases[0])} kr ${year}`}{bases[1] === null ? ` och inte känt för ${year + 1}` : ` och ${formatNumber(bases[1])} kr ${year + 1}`}.</p>
              <TableScroll label="Taxor och avgifter">
                <table class="figures">
                  <caption>Avgifterna<span class="unit">, kr</span></caption>
                  <thead><tr><th scope="col">Avgift</th><th scope="col">Räknas som</th><th scope="col" class="number">{year}</th><th scope="col" class="number">Nedsatt {year}</th><th scope="col" class="number">{year + 1}</th><th scope="col">Gäller från</th><th scope="col">Beslut</th></tr></thead>
                  <tbody>
                    {[...fees, ...coming].map((fee) => {
                      const now = coming.includes(fee) ? null : feeAmount(fee, bases[0]);
                      const later = next.get(fee.name);
                      return (
                        <tr id={`rad-${fee.id}`}>
                          <th scope="row">{may ? <a href={`${home(scope)}/${fee.id}/andring`}>{fee.name}</a> : fee.name}</th><td>{fee.basis === "percent" ? `${formatNumber(fee.value)} % av prisbasbeloppet` : "kronor"}{fee.per && `, per ${fee.per}`}{fee.reduction !== null && <span class="muted small">; {formatNumber(fee.reduction)} % lägre om {fee.reducedWhen}</span>}</td>
                          <td class="number">{kronor(now?.whole)}</td><td class="number">{kronor(now?.reduced)}</td><td class="number">{later === fee ? kronor(feeAmount(later, bases[1])?.whole) : ""}</td><td class="when">{fee.validFrom}</td><td>{fee.decision ?? ""}</td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </TableScroll>
              <p class="table-note">Visas i hela kronor. En ändrad avgift läggs till med sitt namn och den dag den gäller från; den gamla gäller till dess.</p>
            </>
          )}
          {may && <p class="actions"><a class="ds-button" href={`${home(scope)}/ny`}>Ny avgift</a></p>}
          {[year, year + 1].filter((one) => PRICE_BASE_AMOUNTS[one] === undefined).map((one) => tools.may(c, "account-map.change", committee.municipalityId) && (
            <form method="post" action={home(scope)} class="filters"><input type="hidden" name="year" value={String(one)} /><label>Prisbasbelopp {one}, kr<input class="ds-input" name="amount" size={10} inputmode="decimal" required value={sent && sentField(sent, "year") === String(one) ? (sentField(sent, "amount") ?? "") : (bases[one - year] ? formatNumber(bases[one - year]!) : "")} {...fieldOf(failure, "amount")} /></label><button class="ds-button" data-variant="secondary">Spara</button></form>
          ))}
        </>
      ),
    }, scope);
  };
  app.get(path, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(path, guard("account-map.change"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const saved = await setPriceBaseAmount(tools.command(c), { municipalityId: scope.committee.municipalityId, year: Number(/^\d{4}$/.exec(sentField(form, "year") ?? "")?.[0] ?? 0), amount: parseNumber((sentField(form, "amount") ?? "").replace(/\s*kr$/i, "")) ?? "" });
    return saved.ok ? c.redirect(`${home(scope)}?sparat=1`, 303) : show(c, scope, saved.failure, form);
  });
  registerPages(app, tools, {
    path, active: "ekonomi", register: FEE_RATES, commands: { add: addFeeRate, change: changeFeeRate, remove: removeFeeRate }, newTitle: "Ny avgift", home, trail: (scope) => <><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={home(scope)}>Taxor och avgifter</a></>,
    placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: ({ year }) => ({ basis: "kronor", valid_from: `${year}-01-01` }),
  });
}
