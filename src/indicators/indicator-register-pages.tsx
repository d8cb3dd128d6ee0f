import type { Context, Hono } from "hono";
import { namesOn, pageHref, type Scope } from "../organisation/scope.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { spokenOfOn } from "../organisation/unit.ts";
import { today } from "../platform/clock.ts";
import { figure } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, unaccented } from "../platform/swedish.ts";
import { FigureLink, TableScroll } from "../platform/ui/figures.tsx";
import { askedUnit, isUnits, ownersOf, UnitChoice } from "./indicator-choice-pages.tsx";
import { FREQUENCY_WORDS, periodName } from "./indicator-period.ts";
import { listIndicators, listLatest } from "./indicator-reads.ts";
import { registerOf, type RegisterIndicator } from "./indicator-register.ts";
import { statedText, valueRow } from "./indicator.ts";

/** What a measure is used in, told by those who use it. */
export type UsedIn = (c: Context, scope: Scope) => Promise<(indicatorId: number) => readonly { readonly text: string; readonly href: string }[]>;

/** All measures of a committee: whose they are, what they last said, what is late, and where they are used. */
export function indicatorRegisterPages(app: Hono, tools: PageTools<Scope>, usedIn: UsedIn): void {
  app.get("/:committee/:year{[0-9]{4}}/matt/register", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const latest = await listLatest(db, scope.committee.id, scope.year);
    const all = (await listIndicators(db, scope.committee.id, { bare: true })).map((indicator) => registerOf(indicator, latest.get(indicator.id) ?? null, scope.year, today()));
    const units = await listUnits(db);
    const query = (c.req.query("sok") ?? "").trim();
    const unitId = askedUnit(c);
    const show = ["sena", "utan"].find((one) => one === c.req.query("visa")) ?? "";
    const words = unaccented(query).split(/\s+/).filter(Boolean);
    // By group, as the groups first come; those of none last.
    const groups = [...new Set(all.map(({ indicator }) => indicator.group))];
    const placeOf = (group: string | null) => (group === null ? groups.length : groups.indexOf(group));
    const rows = all.toSorted((a, b) => placeOf(a.indicator.group) - placeOf(b.indicator.group)).filter(({ behind, indicator, late }) =>
      words.every((word) => unaccented(`${indicator.group ?? ""} ${indicator.name} ${indicator.responsible ?? ""}`).includes(word)) &&
      isUnits(indicator, units, unitId) && (show === "" || (show === "sena" ? late : behind > 0)));
    const used = await usedIn(c, scope);
    const owners = ownersOf(all.map(({ indicator }) => indicator), units);
    const nameOf = (id: number | null) => (id === null ? null : (units.find((unit) => unit.id === id) ?? null));
    return tools.page(c, {
      title: "Register över mått", active: "matt", live: ["indicator@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a></p>
          <h1>Register över mått {scope.year}</h1>
          <p class="small muted">Att ändra i ett kalkylblad: <a href={pageHref(scope, "matt", "/definitioner.xlsx")}>definitioner och riktvärden som Excel</a>, <a href={pageHref(scope, "matt", "/definitioner.csv")}>som CSV</a>{tools.may(c, "indicator.define", scope.committee.id) && <>; <a href={pageHref(scope, "matt", "/import")}>läs in filen igen</a></>}.</p>
          <form class="filters" method="get">
            <label>Sök<input class="ds-input" type="search" name="sok" value={query} /></label>
            <UnitChoice namedOn={namesOn(scope)} owners={owners} unitId={unitId} />
            <label>Visa<select name="visa">{[["", "Alla"], ["utan", "Med perioder kvar"], ["sena", "Bara försenade"]].map(([value, label]) => <option value={value} selected={value === show}>{label}</option>)}</select></label>
            <button class="ds-button" data-variant="secondary">Visa</button>
          </form>
          {rows.length === 0 ? <p>{all.length === 0 ? "Inga mått finns ännu." : <>Inget av {counted(all.length, "mått", "mått")} passar. <a href={pageHref(scope, "matt", "/register")}>Visa alla</a>.</>}</p> : (
            <TableScroll label="Register över mått">
              <table class="figures">
                <caption>{counted(rows.length, "mått", "mått")} av {all.length}</caption>
                <thead><tr><th scope="col">Mått</th><th scope="col">Ansvarig</th><th scope="col">Period</th><th scope="col" class="number">Senaste värde</th><th scope="col">Avser</th><th scope="col" class="number">Riktvärde {scope.year}</th><th scope="col">Läge</th><th scope="col">Används i</th></tr></thead>
                <tbody>{rows.map((row) => <RegisterRow row={row} scope={scope} unit={nameOf(row.indicator.unitId)} used={used(row.indicator.id)} />)}</tbody>
              </table>
            </TableScroll>
          )}
        </>
      ),
    }, scope);
  });
}

function RegisterRow({ row: { behind, dueOn, indicator, last, late }, scope, unit, used }: { row: RegisterIndicator; scope: Scope; unit: Parameters<typeof spokenOfOn>[0] | null; used: readonly { text: string; href: string }[] }) {
  const target = indicator.targets.find(({ year }) => year === scope.year);
  return (
    <tr>
      <th scope="row"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>{indicator.group && <span class="muted small">, {indicator.group}</span>}</th>
      <td>{[indicator.responsible, unit && spokenOfOn(unit, namesOn(scope)).name].filter(Boolean).join(", ") || "–"}</td>
      <td>{FREQUENCY_WORDS[indicator.frequency]}</td>
      <td class="number">{last ? <FigureLink figure={figure(last.value, indicator.decimals, [valueRow(indicator, last)], indicator.unit)} /> : "–"}</td>
      <td class="when">{last ? `${periodName(indicator.frequency, last.period)}${last.preliminary ? ", preliminärt" : ""}` : "–"}</td>
      <td class="number">{target ? statedText(target) : "–"}</td>
      <td>{late ? <strong>Försenat sedan {dueOn}</strong> : behind > 0 ? `${counted(behind, "period", "perioder")} kvar${dueOn ? `, klart senast ${dueOn}` : ""}` : "Aktuellt"}</td>
      <td>{used.length === 0 ? "–" : <ul class="plain">{used.map(({ href, text }) => <li><a href={href}>{text.slice(0, 60)}{text.length > 60 && "…"}</a></li>)}</ul>}</td>
    </tr>
  );
}
