import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused } from "../platform/outcome.ts";
import { counted, MONTHS, slug } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { ChoiceForm, chosenIndicators } from "./indicator-choice-pages.tsx";
import { enteredText } from "./indicator-entry.ts";
import { lastMonthOf, periodName, periodsOf } from "./indicator-period.ts";
import { listIndicators, withValues } from "./indicator-reads.ts";
import { nameInGroup, reachOf, statedText, valueAt, type Indicator } from "./indicator.ts";
import { askedFile, valuesFile } from "./value-file-pages.tsx";
import { enterSent } from "./value-grid-pages.tsx";
import type { GridAnswer } from "./value-grid.ts";

/** So many measures are entered on one page; more are chosen among by group. */
const MOST_ROWS = 60;

/** Where a unit's measures of a whole year are entered: measures down, months across. */
export function valueYearPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/matt/aret";
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const units = await listUnits(tools.db(c));
    const all = (await listIndicators(tools.command(c).db, scope.committee.id, { bare: true })).filter((one) => one.frequency !== "year" && tools.may(c, "indicator.enter", reachOf(one)));
    if (!all.length && !tools.may(c, "indicator.enter", scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("indicator.enter") });
    const choice = chosenIndicators(c, scope, all, units, MOST_ROWS);
    return { scope, choice: { ...choice, shown: await withValues(tools.command(c).db, choice.shown, { from: scope.year - 1, to: scope.year }) } };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

  const show = (c: Context, { choice, scope }: Loaded, answers: ReadonlyMap<string, GridAnswer> | null, sent: FormData | null) => {
    const { shown: rows, unitId } = choice;
    const aims = rows.some(({ targets }) => targets.some(({ year }) => year === scope.year));
    const failed = answers ? [...answers.values()].filter(({ state }) => state === "refused" || state === "conflict") : [];
    const saved = answers ? [...answers.values()].filter(({ state }) => state === "saved").length : 0;
    return tools.page(c, {
      title: `För in värden ${scope.year}`, active: "matt", live: ["indicator@here"], writing: true, islands: ["value-grid"], status: failed.length ? (failed.some(({ state }) => state === "conflict") ? 409 : 422) : 200,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a> · <a href={pageHref(scope, "matt", "/inmatning")}>En månad i taget</a></p>
          <h1>För in värden: hela {scope.year}</h1>
          {failed.length > 0 && <FailureBox heading={counted(failed.length, "värde är inte sparat", "värden är inte sparade")} field={`v-${failed[0]!.indicatorId}-${failed[0]!.period}`} message={failed[0]!.message!} />}
          {!answers && c.req.query("sparat") && <p class="notice" role="status">{counted(Number(/^\d{1,5}$/.exec(c.req.query("sparat") ?? "")?.[0] ?? 0), "värde sparat", "värden sparade")}.</p>}
          {answers && saved > 0 && <p class="notice" role="status">{counted(saved, "värde sparat", "värden sparade")}.</p>}
          <ChoiceForm choice={choice} />
          {rows.length === 0 ? <p>Inga mått förs in under året{unitId === null ? "" : " för enheten"}.</p> : (
            <>
              <p>Skriv tal, eller <q>saknas: därför att …</q>. En tom ruta är inget värde. <span data-grid-help hidden>Klistra in ett block från ett kalkylblad; Enter, tabb och pilarna flyttar, Ctrl+Z ångrar. Varje ruta sparas för sig; raden under tabellen tar en kommentar till rutan du står i (Skift+F2).</span></p>
              <form method="post" data-grid>
                <p class="notice grid-faults" data-grid-faults role="status" hidden><span></span> <button type="button">Visa den första</button></p>
                <TableScroll label={`Värden ${scope.year}`}>
                  <table class="figures entry year-grid" style={`--digits: ${digitsIn(rows, scope.year)}`}>
                    <caption class="visually-hidden">Värden per månad {scope.year}</caption>
                    <thead><tr><th scope="col">Mått</th>{aims && <th scope="col" class="number">Riktvärde</th>}{MONTHS.map((month) => <th scope="col" class="number">{month}</th>)}</tr></thead>
                    {[...Map.groupBy(rows, ({ group }) => group)].map(([group, own]) => (
                      <tbody>
                        {group !== null && <tr class="group"><th scope="rowgroup" colspan={(aims ? 2 : 1) + MONTHS.length}><span>{group}</span></th></tr>}
                        {own.map((indicator) => <YearRow indicator={indicator} aims={aims} scope={scope} answers={answers} sent={sent} />)}
                      </tbody>
                    ))}
                  </table>
                </TableScroll>
                <div class="cell-comment" data-cell-comment hidden>
                  <label><span data-cell-name>Kommentar</span><input class="ds-input" maxlength={500} autocomplete="off" /></label>
                  <label class="small tick"><input type="checkbox" /> preliminärt</label>
                </div>
                <div class="narrow"><label>Varför ändras det?<span class="hint"> (krävs när ett värde ur ett inläst dokument ändras; syns i historiken)</span><input class="ds-input" name="reason" maxlength={1000} value={sent ? (sentField(sent, "reason") ?? "") : ""} /></label></div>
                <p class="actions"><button class="ds-button">Spara allt</button></p>
              </form>
            </>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("indicator.enter"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const kind = askedFile(c);
    if (kind) return valuesFile(c, kind, `varden-${slug(loaded.scope.committee.name)}-${loaded.scope.year}`, loaded.choice.shown.flatMap((indicator) => periodsOf(indicator.frequency, loaded.scope.year).map((period) => ({ indicator, period }))));
    return show(c, loaded, null, null);
  });
  app.post(address, guard("indicator.enter"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const answers = await enterSent(tools, c, loaded.scope, form);
    if (c.req.header("accept")?.includes("application/json")) return c.json({ cells: answers });
    if (answers.every(({ state }) => state === "saved" || state === "unchanged")) {
      const { group, unitId } = loaded.choice;
      return c.redirect(`${c.req.path}?${new URLSearchParams({ ...(unitId ? { enhet: String(unitId) } : {}), ...(group === null ? {} : { grupp: group }), sparat: String(answers.filter(({ state }) => state === "saved").length) })}`, 303);
    }
    return show(c, (await load(c))!, new Map(answers.map((one) => [`${one.indicatorId}/${one.period}`, one])), form);
  });
}

/** How many signs the longest value of a year has, so that months are as narrow as their figures. */
function digitsIn(indicators: readonly Indicator[], year: number): number {
  const texts = indicators.flatMap((indicator) => periodsOf(indicator.frequency, year).map((period) => enteredText(valueAt(indicator, period)) ?? ""));
  return Math.min(9, Math.max(4, ...texts.map(({ length }) => length)));
}

function YearRow({ aims, answers, indicator, scope, sent }: { indicator: Indicator; aims: boolean; scope: Scope; answers: ReadonlyMap<string, GridAnswer> | null; sent: FormData | null }) {
  const target = indicator.targets.find(({ year }) => year === scope.year);
  const periods = periodsOf(indicator.frequency, scope.year);
  return (
    <tr>
      <th scope="row"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>{indicator.unit && !indicator.name.includes(indicator.unit) && <span class="muted small">, {indicator.unit}</span>}</th>
      {aims && <td class="number muted">{target ? statedText(target) : "–"}</td>}
      {periods.map((period) => {
        const key = `${indicator.id}-${period}`;
        const answer = answers?.get(`${indicator.id}/${period}`) ?? null;
        const failed = answer !== null && (answer.state === "refused" || answer.state === "conflict");
        const value = valueAt(indicator, period);
        const before = valueAt(indicator, `${scope.year - 1}${period.slice(4)}`);
        const name = `${nameInGroup(indicator)}, ${periodName(indicator.frequency, period)}`;
        const beside = [before && `${scope.year - 1}: ${enteredText(before)}`, value?.preliminary && "Preliminärt", value?.comment].filter(Boolean).join(". ");
        return (
          <td data-row={key} data-line={String(indicator.id)} data-column={String(lastMonthOf(indicator.frequency, period))} colspan={12 / periods.length} data-label={`${periodName(indicator.frequency, period)}: `} data-comment={value?.comment ?? ""} data-preliminary={value?.preliminary ? "yes" : "no"}>
            <input class="ds-input" name={`v-${key}`} id={`falt-v-${key}`} value={failed && sent ? (sentField(sent, `v-${key}`) ?? "") : (enteredText(value) ?? "")} inputmode="decimal" autocomplete="off" aria-label={name} title={beside || undefined} aria-invalid={failed ? "true" : undefined} aria-describedby={`lage-${key}`} />
            <input type="hidden" name={`n-${key}`} value={String(answer?.state === "conflict" ? answer.version : (failed && sent ? (sentField(sent, `n-${key}`) ?? "0") : (value?.version ?? 0)))} />
            <span id={`lage-${key}`} class="small state" data-state>{failed ? answer.message : ""}</span>
          </td>
        );
      })}
    </tr>
  );
}
