import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { scale } from "../platform/decimal.ts";
import { counted, formatNumber } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { chooseComparison, settleMeasure } from "./comparison-commands.ts";
import { COMPARISON_GENDERS, comparisonIds, municipalityCodes, placeOf, type ComparisonGender, type ComparisonMeasure, type ComparisonMunicipality, type ComparisonValue } from "./comparison.ts";
import { listComparisonMeasures, listComparisonMunicipalities, listComparisonValues } from "./comparison-reads.ts";
import { fetchComparison } from "./comparison-fetch-commands.ts";
import { KoladaFailure, type Kolada } from "./kolada-adapter.ts";

const YEARS_SHOWN = 6;
const SOURCE = "Källa: Kolada";

/** Where a committee compares its measures with other municipalities', by Kolada's numbers. */
export function comparisonPages(app: Hono, tools: PageTools<Scope>, kolada: Kolada | null): void {
  const address = "/:committee/:year{[0-9]{4}}/matt/jamforelse";
  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: FormData | null = null) => {
    const db = tools.db(c);
    const measures = await listComparisonMeasures(db, scope.committee.id);
    const municipalities = await listComparisonMunicipalities(db, scope.committee.id);
    const values = await listComparisonValues(db, measures.map(({ id }) => id));
    const gender = (Object.hasOwn(COMPARISON_GENDERS, c.req.query("kon") ?? "") ? c.req.query("kon") : "T") as ComparisonGender;
    const may = tools.may(c, "indicator.define", scope.committee.id);
    const drifted = measures.filter(({ otherTitle }) => otherTitle !== null);
    const field = (name: string, standing: string) => (sent ? (sentField(sent, name) ?? "") : standing);
    return tools.page(c, {
      title: "Jämförelse", active: "matt", status: failure ? 422 : 200, live: [`comparison:${scope.committee.id}`], writing: may,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a></p>
          <h1>Jämförelse med andra kommuner</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">{c.req.query("sparat") === "1" ? "Sparat." : `${counted(Number(/^\d{1,7}$/.exec(c.req.query("sparat") ?? "")?.[0] ?? 0), "värde hämtat", "värden hämtade")} ur Kolada.`}</p>}
          {drifted.map((measure) => (
            <div class="notice">
              <p><strong>{measure.kpi}</strong> heter nu »{measure.otherTitle}« i Kolada, förr »{measure.title}«. Kontrollera att det mäter samma sak innan åren jämförs.</p>
              {may && <form method="post" class="inline"><input type="hidden" name="matt" value={String(measure.id)} /><button class="ds-button" data-variant="secondary" name="gor" value="godta">Det mäter samma sak: ta det nya namnet</button></form>}
            </div>
          ))}
          {measures.some(({ byGender }) => byGender) && (
            <form class="filters" method="get"><label>Kön<select name="kon">{Object.entries(COMPARISON_GENDERS).map(([key, words]) => <option value={key} selected={key === gender}>{words}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>
          )}
          {measures.length === 0 && <p>Här ställs nämndens mått bredvid andra kommuners, med Koladas nyckeltal. {may ? "Skriv vilka nyckeltal och kommuner det gäller." : "Inget är valt ännu."}</p>}
          {measures.map((measure) => <Compared measure={measure} municipalities={municipalities} values={values.filter(({ gender: own, measureId }) => measureId === measure.id && own === (measure.byGender ? gender : "T"))} year={scope.year} />)}
          {measures.length > 0 && <p class="small muted">{SOURCE}. Ett streck är ett värde som saknas där; det är inte noll. En plats säger bara ordningen, högst först.</p>}
          {may && (
            <>
              <h2>Vad som jämförs</h2>
              {!kolada && <p class="notice">Hämtningen ur Kolada är inte inställd: den som sköter driften anger KOLADA_URL.</p>}
              <form method="post" class="narrow">
                <label>Lägg till nyckeltal<span class="hint"> (Koladas nummer, till exempel N31807 U30455)</span><input class="ds-input" name="nyckeltal" autocomplete="off" value={field("nyckeltal", "")} {...fieldOf(failure, "nyckeltal")} /></label>
                <label>Kommuner<span class="hint"> (fyrsiffriga koder; 0000 är riket)</span><input class="ds-input" name="kommuner" autocomplete="off" value={field("kommuner", municipalities.map(({ code }) => code).join(" "))} {...fieldOf(failure, "kommuner")} /></label>
                <label>Den egna kommunens kod<input class="ds-input" name="egen" inputmode="numeric" maxlength={4} autocomplete="off" value={field("egen", municipalities.find(({ own }) => own)?.code ?? "")} {...fieldOf(failure, "egen")} /></label>
                <p class="actions"><button class="ds-button" name="gor" value="valj" disabled={!kolada}>Spara och hämta</button>{measures.length > 0 && <button class="ds-button" data-variant="secondary" name="gor" value="hamta" disabled={!kolada}>Hämta på nytt</button>}</p>
              </form>
              {measures.length > 0 && <details><summary>Ta bort ur jämförelsen</summary><ul class="rows">{measures.map((measure) => <li><div>{measure.kpi} {measure.title}</div><form method="post" class="inline"><input type="hidden" name="matt" value={String(measure.id)} /><button class="link" name="gor" value="bort" aria-label={`Ta bort ${measure.kpi}`}>Ta bort</button></form></li>)}</ul></details>}
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
  app.post(address, guard("indicator.define"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    if (!tools.may(c, "indicator.define", scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("indicator.define") });
    const sent = await c.req.formData().catch(() => new FormData());
    const wrong = (code: string, message: string, field?: string) => show(c, scope, field === undefined ? { code, message } : { code, message, field }, sent);
    const what = String(sent.get("gor") ?? "");
    if (what === "godta" || what === "bort") {
      const saved = await settleMeasure(tools.command(c), { measureId: sentNumber(sent, "matt"), remove: what === "bort" });
      return saved.ok ? c.redirect(`${c.req.path}?sparat=1`, 303) : show(c, scope, saved.failure);
    }
    if (!kolada) return wrong("no-kolada", "Hämtningen ur Kolada är inte inställd; den som sköter driften anger KOLADA_URL.");
    try {
      if (what === "valj") {
        const ids = comparisonIds(sentField(sent, "nyckeltal") ?? "");
        const codes = municipalityCodes(sentField(sent, "kommuner") ?? "");
        const own = sentField(sent, "egen") ?? "";
        if (!ids) return wrong("bad-kpi", "Ett nyckeltal i Kolada är N eller U och fem siffror, till exempel N31807.", "nyckeltal");
        if (!codes?.length) return wrong("bad-code", "Skriv kommunernas koder med fyra siffror var, till exempel 0184 0181 0000.", "kommuner");
        if (own && !codes.includes(own)) return wrong("bad-own", "Den egna kommunen ska vara en av dem som jämförs.", "egen");
        const [definitions, towns] = [ids.length ? await kolada.definitions(ids) : [], await kolada.municipalities(codes)];
        const unknown = ids.filter((id) => !definitions.some((one) => one.id === id));
        if (unknown.length) return wrong("unknown-kpi", `Kolada känner inte till ${unknown.join(", ")}.`, "nyckeltal");
        const lost = codes.filter((code) => !towns.some((one) => one.code === code));
        if (lost.length) return wrong("unknown-code", `Kolada känner ingen kommun med koden ${lost.join(", ")}.`, "kommuner");
        const chosen = await chooseComparison(tools.command(c), { committeeId: scope.committee.id, definitions, municipalities: towns.map(({ code, name }): ComparisonMunicipality => ({ code, name, own: code === own })) });
        if (!chosen.ok) return show(c, scope, chosen.failure, sent);
      }
      const fetched = await fetchComparison(tools.command(c), { committeeId: scope.committee.id, kolada, year: scope.year });
      return fetched.ok ? c.redirect(`${c.req.path}?sparat=${Math.max(2, fetched.value.values)}`, 303) : show(c, scope, fetched.failure, sent);
    } catch (error) {
      if (!(error instanceof KoladaFailure)) throw error;
      return wrong("kolada", error.message);
    }
  });
}

/** A measure, its years across and municipalities down; one's own first and in bold. */
function Compared({ measure, municipalities, values, year }: { measure: ComparisonMeasure; municipalities: readonly ComparisonMunicipality[]; values: readonly ComparisonValue[]; year: number }) {
  const years = [...new Set(values.filter((one) => one.year <= year).map((one) => one.year))].sort((a, b) => a - b).slice(-YEARS_SHOWN);
  const last = years.at(-1);
  const own = municipalities.find((one) => one.own);
  const place = own && last !== undefined ? placeOf(values.filter((one) => one.year === last && one.code !== "0000"), own.code) : null;
  const decimals = Math.min(2, Math.max(0, ...values.flatMap(({ value }) => (value === null ? [] : [scale(value)]))));
  return (
    <section>
      <h2>{measure.title} <span class="muted small">{measure.kpi}</span></h2>
      {measure.description && <details><summary>Vad det mäter</summary><p>{measure.description}</p></details>}
      {years.length === 0 ? <p>Inga värden {measure.fetchedAt ? "finns för de valda kommunerna" : "är hämtade ännu"}.</p> : (
        <TableScroll label={measure.title}>
          <table class="figures">
            <caption class="visually-hidden">{measure.title}, per kommun och år. {SOURCE}</caption>
            <thead><tr><th scope="col">Kommun</th>{years.map((one) => <th scope="col" class="number">{one}</th>)}</tr></thead>
            <tbody>{municipalities.map(({ code, name, own: mine }) => (
              <tr>
                <th scope="row">{mine ? <strong>{name}</strong> : name}</th>
                {years.map((one) => {
                  const found = values.find((value) => value.code === code && value.year === one);
                  return <td class="number">{found?.value ? (mine ? <strong>{formatNumber(found.value, decimals)}</strong> : formatNumber(found.value, decimals)) : <span class="muted"><span aria-hidden="true">–</span><span class="visually-hidden">saknas</span></span>}</td>;
                })}
              </tr>
            ))}</tbody>
          </table>
        </TableScroll>
      )}
      {place && place.of > 1 && <p class="small">{own!.name} har det {place.place === 1 ? "högsta" : `${place.place}:e högsta`} värdet av {place.of} kommuner {last}.</p>}
      {measure.fetchedAt && <p class="small muted">{SOURCE}, hämtat {swedishTime(measure.fetchedAt)}.</p>}
    </section>
  );
}
