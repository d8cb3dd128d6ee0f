import type { Context, Hono } from "hono";
import { lineLabel, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { nameInGroup, type Indicator } from "../indicators/indicator.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { round, sum, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure, Outcome } from "../platform/outcome.ts";
import { formatNumber, MONTH_NAMES, monthNumbered, MONTHS, parseNumber } from "../platform/swedish.ts";
import { sentField, sentNumber, sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addVolumePrice, changeVolumePrice, removeVolumePrice } from "./volume-price-commands.ts";
import { loadPricedVolumes, type PricedVolume } from "./volume-price-reads.ts";
import { VOLUME_METHODS, type VolumeMethod, type VolumePriceInput } from "./volume-price.ts";

/** Where a cost is seen as a volume times a price, and a deviation is divided into the two. */
export function volumePricePages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/volymer";
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/volymer");
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const last = await lastLedgerMonth(db, scope.committee.id, scope.year);
    const month = monthNumbered(c.req.query("efter")) || Number(last?.slice(5) ?? 12);
    return { scope, month, ...(await loadPricedVolumes(db, scope.committee.id, scope.year, month)) };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const show = async (c: Context, { measures, month, rows, scope }: Loaded, failure: Failure | null = null, sent: FormData | null = null) => {
    const { committee, year } = scope;
    const may = tools.may(c, "budget.plan", committee.id);
    const asked = sent ? sentNumber(sent, "id") : Number(c.req.query("andra") ?? 0);
    const changed = rows.find(({ input }) => input.id === asked) ?? null;
    const totals = rows.every(({ split }) => split !== null) ? rows.map(({ split }) => split!) : null;
    const whole = (amount: Decimal | null): string => (amount === null ? "" : formatNumber(round(amount, 0), 0));
    return tools.page(c, {
      title: "Volym och pris", active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["volume_price@here"], writing: sent !== null || changed !== null,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a> · <a href={pageHref(scope, "ekonomi", `/prognos?efter=${month}`)}>Prognos</a></p>
          <h1>Volym och pris {year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {rows.length === 0 && <p>Här räknas en kostnad som volym gånger pris, till exempel vårddygn per placeringsform gånger dygnskostnaden. Volymen hämtas ur ett mått som nämnden följer varje månad, och prognosen för raden kan sedan göras med metoden <q>volym × pris</q>. {measures.length === 0 && <>Nämnden har inga mått per månad. <a href={pageHref(scope, "matt")}>Mått</a></>}</p>}
          {rows.length > 0 && (
            <>
              <form class="filters" method="get"><label>Efter<select name="efter">{MONTH_NAMES.map((name, index) => <option value={String(index + 1)} selected={index + 1 === month}>{name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>
              <TableScroll label="Volym och pris">
                <table class="figures">
                  <caption>Efter {MONTH_NAMES[month - 1]}: budget, prognos och vad avvikelsen beror på<span class="unit">, kostnader och avvikelser i tkr</span></caption>
                  <thead><tr><th scope="col">Vad</th><th scope="col" class="number">Volym jan–{MONTHS[month - 1]}</th><th scope="col" class="number">Budget, volym</th><th scope="col" class="number">Prognos, volym</th><th scope="col" class="number">Budget, pris kr</th><th scope="col" class="number">Pris nu, kr</th><th scope="col" class="number">Budget</th><th scope="col" class="number">Prognos</th><th scope="col" class="number">Avvikelse</th><th scope="col" class="number">varav volym</th><th scope="col" class="number">varav pris</th></tr></thead>
                  <tbody>
                    {rows.map(({ input, split, told, volume }) => (
                      <tr>
                        <th scope="row">{may ? <a href={`${home(scope)}?efter=${month}&andra=${input.id}#volym`}>{input.name}</a> : input.name}</th>
                        <td class="number">{whole(told.soFar)}</td><td class="number">{whole(input.budgetVolume)}</td><td class="number">{volume === null ? <span class="muted">kan inte räknas</span> : whole(volume)}</td><td class="number">{formatNumber(input.budgetPrice)}</td><td class="number">{formatNumber(input.price)}</td>
                        {split ? <><td class="number">{thousands(split.budget)}</td><td class="number">{thousands(split.forecast)}</td><td class="number">{thousandsSigned(split.variance)}</td><td class="number">{thousandsSigned(split.volumePart)}</td><td class="number">{thousandsSigned(split.pricePart)}</td></> : <><td></td><td></td><td></td><td></td><td></td></>}
                      </tr>
                    ))}
                    {totals && <tr class="total"><th scope="row">Summa</th><td></td><td></td><td></td><td></td><td></td><td class="number">{thousands(sum(totals.map(({ budget }) => budget)))}</td><td class="number">{thousands(sum(totals.map(({ forecast }) => forecast)))}</td><td class="number">{thousandsSigned(sum(totals.map(({ variance }) => variance)))}</td><td class="number">{thousandsSigned(sum(totals.map(({ volumePart }) => volumePart)))}</td><td class="number">{thousandsSigned(sum(totals.map(({ pricePart }) => pricePart)))}</td></tr>}
                  </tbody>
                </table>
              </TableScroll>
              <p class="table-note">Volymdelen är skillnaden i volym gånger det budgeterade priset; prisdelen är skillnaden i pris gånger prognosens volym. Tillsammans är de hela avvikelsen. Plus är bättre.</p>
              <details><summary>Så är volymen räknad</summary><ul>{rows.map(({ indicator, input, told }) => <li>{input.name}: {told.formula}. Rad: {lineLabel(input.line)}. Volymen är måttet {indicator ? <a href={pageHref(scope, "matt", `/${indicator.id}`)}>{nameInGroup(indicator)}</a> : "som inte längre finns"}.{input.note && ` ${input.note}`}</li>)}</ul></details>
            </>
          )}
          {may && measures.length > 0 && <VolumeForm key="form" action={`${home(scope)}?efter=${month}`} away={`${home(scope)}?efter=${month}`} changed={changed} failure={failure} measures={measures} sent={sent} />}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("budget.plan"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { month, scope } = loaded;
    const form = await c.req.formData().catch(() => new FormData());
    const id = sentNumber(form, "id");
    const version = sentVersion(form);
    const input = readForm(form);
    const saved: Outcome<unknown> = sentField(form, "gor") === "bort" && id ? await removeVolumePrice(tools.command(c), { id, version })
      : id ? await changeVolumePrice(tools.command(c), { id, version, input })
      : await addVolumePrice(tools.command(c), { committeeId: scope.committee.id, year: scope.year, input });
    return saved.ok ? c.redirect(`${home(scope)}?efter=${month}&sparat=1`, 303) : show(c, loaded, saved.failure, form);
  });
}

/** What a form sent; a number that cannot be read is no number, and is refused as that. */
function readForm(form: FormData): VolumePriceInput {
  const number = (field: string): string => parseNumber((sentField(form, field) ?? "").replace(/\s*kr$/i, "")) ?? "";
  return {
    name: sentField(form, "name") ?? "", line: (sentField(form, "line") ?? "") as StatementLineKey, indicatorId: sentNumber(form, "indicatorId") ?? 0, budgetVolume: number("budgetVolume"), budgetPrice: number("budgetPrice"), price: number("price"), method: (sentField(form, "method") ?? "rate") as VolumeMethod,
    ownVolume: sentField(form, "ownVolume") === null ? null : number("ownVolume"), note: sentField(form, "note"),
  };
}

function VolumeForm({ action, away, changed, failure, measures, sent }: { action: string; away: string; changed: PricedVolume | null; failure: Failure | null; measures: readonly Indicator[]; sent: FormData | null }) {
  const input = changed?.input ?? null;
  const typed = (field: string, value: string | null | undefined): string => (sent ? (sentField(sent, field) ?? "") : (value ?? ""));
  const plain = (value: Decimal | null | undefined): string => (value ? formatNumber(value) : "");
  return (
    <section id="volym">
      <h2>{input ? `Ändra ${input.name}` : "Lägg till"}</h2>
      <form method="post" action={action}>
        <input type="hidden" name="id" value={input ? String(input.id) : ""} /><input type="hidden" name="version" value={String(input?.version ?? 0)} />
        <div class="filters">
          <label>Vad<input class="ds-input" name="name" size={26} maxlength={100} required placeholder="HVB, dygn" value={typed("name", input?.name)} {...fieldOf(failure, "name")} /></label>
          <label>Volymen är måttet<select name="indicatorId" {...fieldOf(failure, "indicatorId")}>{measures.map((one) => <option value={String(one.id)} selected={typed("indicatorId", String(input?.indicatorId ?? "")) === String(one.id)}>{nameInGroup(one)}</option>)}</select></label>
          <label>Rad<select name="line" {...fieldOf(failure, "line")}>{STATEMENT_LINES.map(({ key, label }) => <option value={key} selected={typed("line", input?.line ?? "purchases") === key}>{label}</option>)}</select></label>
        </div>
        <div class="filters">
          <label>Budgeterad volym, året<input class="ds-input" name="budgetVolume" size={12} inputmode="decimal" required value={typed("budgetVolume", plain(input?.budgetVolume))} {...fieldOf(failure, "budgetVolume")} /></label>
          <label>Budgeterat pris, kr<input class="ds-input" name="budgetPrice" size={12} inputmode="decimal" required value={typed("budgetPrice", plain(input?.budgetPrice))} {...fieldOf(failure, "budgetPrice")} /></label>
          <label>Pris nu, kr<input class="ds-input" name="price" size={12} inputmode="decimal" required value={typed("price", plain(input?.price))} {...fieldOf(failure, "price")} /></label>
        </div>
        <div class="filters">
          <label>Årets volym bedöms som<select name="method" {...fieldOf(failure, "method")}>{Object.entries(VOLUME_METHODS).map(([key, words]) => <option value={key} selected={typed("method", input?.method ?? "rate") === key}>{words}</option>)}</select></label>
          <label>Egen bedömning, volym<input class="ds-input" name="ownVolume" size={12} inputmode="decimal" value={typed("ownVolume", plain(input?.ownVolume))} {...fieldOf(failure, "ownVolume")} /></label>
          <label>Anteckning<input class="ds-input" name="note" size={30} maxlength={500} value={typed("note", input?.note)} {...fieldOf(failure, "note")} /></label>
        </div>
        <p class="actions"><button class="ds-button">Spara</button> {input && <><button class="ds-button" data-variant="tertiary" name="gor" value="bort" formnovalidate>Ta bort<span class="visually-hidden"> {input.name}</span></button> <a href={away}>Avbryt</a></>}</p>
      </form>
    </section>
  );
}
