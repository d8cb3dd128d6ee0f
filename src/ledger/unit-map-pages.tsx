import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listUnits, unitsDuring } from "../organisation/unit-reads.ts";
import { sum } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { compareSwedish } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { mapOn } from "./account-map.ts";
import { ledgerStatement } from "./ledger-statement.ts";
import { listAccountMaps, listDimensions, listObjectAmounts, listObjectNames, listUnitMaps } from "./ledger-reads.ts";
import { thousands } from "./shown-amount.ts";
import { changeUnitMap } from "./unit-map-commands.ts";
import { dimensionOfUnits, seenUnits, unitMapIn, unitNamedAs, unitOfObject, type UnitMap } from "./unit-map.ts";

const FIELD = "enhet-";

/** Where it is said which unit the ledger's objects belong to. */
export function unitMapPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/utfall/enheter";
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/utfall/enheter");
  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: UnitMap | null = null) => {
    const { committee, year } = scope;
    const { db } = tools.command(c);
    const dimensions = await listDimensions(db, committee.id);
    const maps = await listUnitMaps(db, committee.id);
    const held = unitMapIn(maps, year);
    const wanted = sent?.dimension ?? c.req.query("dimension") ?? held?.dimension;
    const dimension = dimensions.find(({ number }) => number === wanted) ?? dimensionOfUnits(dimensions);
    const fromYear = sent?.fromYear ?? held?.fromYear ?? year;
    const during = await unitsDuring(db, committee.id, year);
    const tied = new Set(held?.rows.map(({ unitId }) => unitId));
    const ended = (await listUnits(db)).flatMap((unit) => (tied.has(unit.id) && unit.id !== committee.id && !during.some(({ id }) => id === unit.id) ? [{ id: unit.id, name: `${unit.spells.at(-1)!.name} (upphörd)` }] : []));
    const units = [{ id: committee.id, name: `${committee.name}, gemensamt` }, ...during, ...ended];
    const may = tools.may(c, "ledger.import", committee.id);
    const names = dimension ? await listObjectNames(db, committee.id, dimension.number) : new Map<string, string>();
    const amounts = dimension ? await listObjectAmounts(db, committee.id, dimension.number, `${year}-01`, `${year}-12`) : [];
    const map = mapOn(await listAccountMaps(db, committee.municipalityId), `${year}-12-31`);
    const current = sent ?? (held && held.dimension === dimension?.number ? held : null);
    const codes = [...new Set([...names.keys(), ...amounts.flatMap(({ code }) => code ?? []), ...(current?.rows.map(({ code }) => code) ?? [])])].sort(compareSwedish);
    const rows = codes.map((code) => {
      const chosen = current ? unitOfObject(current, code) : unitNamedAs(names.get(code) ?? "", units.slice(1));
      return { code, name: names.get(code) ?? "", chosen, proposed: !current && chosen !== null, net: ledgerStatement(amounts.filter((one) => one.code === code), map).at(-1)!.amount };
    });
    const proposed = rows.filter((row) => row.proposed).length;
    const loose = sum(rows.filter(({ chosen }) => chosen === null).map(({ net }) => net));
    return tools.page(c, {
      title: "Enheterna i huvudboken", active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a> · <a href={pageHref(scope, "ekonomi", "/utfall")}>Utfall ur huvudboken</a> · <a href={pageHref(scope, "ekonomi", "#enheter")}>Per enhet</a></p>
          <h1>Enheterna i huvudboken</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat. <a href={pageHref(scope, "ekonomi", "#enheter")}>Ekonomi per enhet</a></p>}
          {!dimension ? <p>Huvudboken har inga objekt. De kommer med när en fil med kostnadsställen, ansvar eller andra dimensioner läses in. <a href={pageHref(scope, "ekonomi", "/inlasning")}>Läs in utfall</a></p> : (
            <>
              <p>Säger vilken enhet ett objekt hör till, så att utfallet kan visas, budgeteras och prognostiseras per enhet. Objekt utan enhet visas för sig.</p>
              {dimensions.length > 1 && <form class="filters" method="get"><label>Enheterna finns i<select name="dimension">{dimensions.map(({ name, number }) => <option value={number} selected={number === dimension.number}>{name || `dimension ${number}`}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
              {maps.length > 1 && <p class="muted">Andra år: {maps.filter((one) => one !== held).map((one, index) => <>{index > 0 && ", "}<a href={pageHref({ ...scope, year: one.fromYear }, "ekonomi", "/utfall/enheter")}>från {one.fromYear}</a></>)}.</p>}
              {proposed > 0 && <p class="notice">{proposed === 1 ? "Ett objekt heter" : `${proposed} objekt heter`} som en enhet, och är förvalt. Inget är sparat förrän du sparar.</p>}
              <form method="post" action={home(scope)}>
                <input type="hidden" name="dimension" value={dimension.number} /><input type="hidden" name="sett" value={seenUnits(maps.find((one) => one.fromYear === fromYear) ?? null)} />
                <div class="filters"><label>Gäller från och med år<input class="ds-input" name="fromYear" size={6} inputmode="numeric" required value={String(fromYear)} disabled={!may} {...fieldOf(failure, "fromYear")} /></label></div>
                <table class="figures stack entry" role="table">
                  <caption>Objekten och deras enheter<span class="unit">, netto {year} i tkr</span></caption>
                  <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">{dimension.name || `Dimension ${dimension.number}`}</th><th scope="col" role="columnheader" class="number">Netto {year}</th><th scope="col" role="columnheader">Enhet</th></tr></thead>
                  <tbody role="rowgroup">
                    {rows.map(({ chosen, code, name, net }) => (
                      <tr role="row">
                        <th scope="row" role="rowheader">{code}{name && ` ${name}`}</th>
                        <td role="cell" class="number" data-label={`Netto ${year}, tkr`}>{thousands(net, 1)}</td>
                        <td role="cell" data-label="Enhet"><select name={`${FIELD}${code}`} aria-label={`Enhet för ${code}${name && ` ${name}`}`} disabled={!may} {...fieldOf(failure, `${FIELD}${code}`)}><option value="">ingen</option>{units.map((unit) => <option value={String(unit.id)} selected={unit.id === chosen}>{unit.name}</option>)}</select></td>
                      </tr>
                    ))}
                    <tr role="row" class="total"><th scope="row" role="rowheader">Utan enhet</th><td role="cell" class="number" data-label={`Netto ${year}, tkr`}>{thousands(loose, 1)}</td><td role="cell"></td></tr>
                  </tbody>
                </table>
                {may ? <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "ekonomi", "#enheter")}>Avbryt</a></p> : <p class="notice">{c.get("identity").actor.refusal("ledger.import")}</p>}
              </form>
            </>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("ledger.import"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const rows = [...form.keys()].filter((name) => name.startsWith(FIELD)).flatMap((name) => { const unitId = sentNumber(form, name); return unitId ? [{ code: name.slice(FIELD.length), unitId }] : []; });
    const sent: UnitMap = { fromYear: Number(sentField(form, "fromYear") ?? 0) || 0, dimension: sentField(form, "dimension") ?? "", rows };
    const saved = await changeUnitMap(tools.command(c), { committeeId: scope.committee.id, ...sent, seen: String(form.get("sett") ?? "") });
    return saved.ok ? c.redirect(`${home(scope)}?sparat=1`, 303) : show(c, scope, saved.failure, sent);
  });
}
