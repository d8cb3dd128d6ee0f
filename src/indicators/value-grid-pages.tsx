import type { Context, Hono } from "hono";
import { namesOn, pageHref, type Scope } from "../organisation/scope.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { swedishTime, today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused } from "../platform/outcome.ts";
import { counted, MONTH_NAMES, MONTHS, slug } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { keptEach, onceEach } from "../platform/ui/once.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { listOriginsOf } from "../platform/origin/origin-reads.ts";
import { askedUnit, isUnits, ownersOf, UnitChoice } from "./indicator-choice-pages.tsx";
import { enteredText } from "./indicator-entry.ts";
import { periodName, yearBefore } from "./indicator-period.ts";
import { listIndicators } from "./indicator-reads.ts";
import { nameInGroup, reachOf, statedText, type Indicator } from "./indicator.ts";
import { enterGrid, type GridCell } from "./value-grid-commands.ts";
import { listQuestions } from "./plausibility-reads.ts";
import { askedFile, valuesFile } from "./value-file-pages.tsx";
import { GRID_FREQUENCIES, gridOf, monthToEnter, periodEnding, type GridAnswer, type GridIndicator } from "./value-grid.ts";

/** So many measures stand on one page, where there are many more: a page of thousands of cells is slow on a slow machine. */
const [A_PAGE, MOST_ON_ONE] = [100, 150];
/** A row that nobody has just sent, of a measure that is remembered. */
const rowOnce = onceEach<Indicator>();
const gridKept = keptEach<readonly Indicator[], readonly GridIndicator[]>();

const CELL = /^v-(\d{1,9})-(\d{4}-\d\d-01)$/;

/** Where a unit's due measures of a month are entered, all on one page: typed, or pasted from a spreadsheet. */
export function valueGridPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/matt/inmatning";
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const { db } = tools.command(c);
    const units = await listUnits(tools.db(c));
    const asked = Number(/^\d{1,2}$/.exec(c.req.query("manad") ?? "")?.[0] ?? 0);
    const month = asked >= 1 && asked <= 12 ? asked : monthToEnter(scope.year, today());
    const periods = GRID_FREQUENCIES.flatMap((frequency) => periodEnding(frequency, scope.year, month) ?? []);
    const listed = await listIndicators(db, scope.committee.id, { periods: [...periods, ...periods.map(yearBefore)] });
    // Many measures are of few units.
    const reached = new Map<number, boolean>();
    const may = (one: Indicator): boolean => {
      const reach = reachOf(one);
      const known = reached.get(reach) ?? tools.may(c, "indicator.enter", reach);
      reached.set(reach, known);
      return known;
    };
    const indicators = listed.filter(may);
    const unitId = askedUnit(c);
    const left = c.req.query("visa") === "kvar";
    const grid = gridKept(listed, `${scope.year} ${month} ${today()}`, () => gridOf(listed, scope.year, month, today()));
    const all = grid.filter(({ indicator }) => may(indicator) && isUnits(indicator, units, unitId));
    const owners = ownersOf(indicators, units);
    const rows = left ? all.filter(({ done }) => !done) : all;
    // Cut from all, also where only those that are left are shown: each page stays the same while its rows are saved one by one.
    const parts = c.req.query("sida") === "alla" || rows.length <= MOST_ON_ONE ? 1 : Math.ceil(all.length / A_PAGE);
    const part = Math.min(parts, Math.max(1, Number(/^\d{1,4}$/.exec(c.req.query("sida") ?? "")?.[0] ?? 1)));
    const shown = parts === 1 ? rows : all.slice((part - 1) * A_PAGE, part * A_PAGE).filter((row) => !left || !row.done);
    return { scope, mayAny: indicators.length > 0 || tools.may(c, "indicator.enter", scope.committee.id), month, unitId, left, all, rows, shown, part, parts, owners, origins: await listOriginsOf(db, shown.flatMap(({ value }) => value?.origin ?? [])) };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

  const show = async (c: Context, loaded: Loaded, answers: ReadonlyMap<string, GridAnswer> | null, sent: FormData | null) => {
    const { all, left, month, origins, owners, part, parts, rows, scope, shown, unitId } = loaded;
    const done = all.filter((row) => row.done).length;
    const failed = answers ? [...answers.values()].filter(({ state }) => state === "refused" || state === "conflict") : [];
    const saved = answers ? [...answers.values()].filter(({ state }) => state === "saved").length : 0;
    const who = await tools.who(c, [...new Set(origins.values())].flatMap(({ actor }) => actor ?? []));
    const groups = Map.groupBy(shown, ({ indicator }) => indicator.group ?? "");
    const href = (to: number, page: number | "alla" = 1) => pageHref(scope, "matt", `/inmatning?manad=${to}${unitId ? `&enhet=${unitId}` : ""}${left ? "&visa=kvar" : ""}${page === 1 ? "" : `&sida=${page}`}`);
    // Which of many stand here, and where the others are.
    const turn = parts === 1 ? null : (
      <p class="small">Mått {(part - 1) * A_PAGE + 1}–{Math.min(part * A_PAGE, all.length)} av {all.length}{left && `, varav ${shown.length} kvar`}.{part > 1 && <> <a href={href(month, part - 1)}>Föregående {A_PAGE}</a> ·</>}{part < parts && <> <a href={href(month, part + 1)}>Nästa {Math.min(A_PAGE, all.length - part * A_PAGE)}</a> ·</>} <a href={href(month, "alla")}>Alla på en sida</a></p>
    );
    return tools.page(c, {
      title: "För in värden", active: "matt", live: ["indicator@here"], writing: true, islands: ["value-grid"], status: failed.length ? (failed.some(({ state }) => state === "conflict") ? 409 : 422) : 200,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a></p>
          <h1>För in värden: {MONTH_NAMES[month - 1]} {scope.year}</h1>
          {failed.length > 0 && <FailureBox heading={counted(failed.length, "värde är inte sparat", "värden är inte sparade")} field={`v-${failed[0]!.indicatorId}-${failed[0]!.period}`} message={failed[0]!.message!} />}
          {!answers && c.req.query("sparat") && <p class="notice" role="status">{counted(Number(/^\d{1,5}$/.exec(c.req.query("sparat") ?? "")?.[0] ?? 0), "värde sparat", "värden sparade")}.{Number(c.req.query("fragor") ?? 0) > 0 && <> Några väcker en fråga: <a href={pageHref(scope, "matt", "/rimlighet")}>stämmer de?</a></>}</p>}
          {answers && saved > 0 && <p class="notice" role="status">{counted(saved, "värde sparat", "värden sparade")}.</p>}
          <form class="filters" method="get">
            <label>Månad<select name="manad">{MONTH_NAMES.map((name, index) => <option value={String(index + 1)} selected={index + 1 === month}>{name}</option>)}</select></label>
            <UnitChoice namedOn={namesOn(scope)} owners={owners} unitId={unitId} />
            <label>Visa<select name="visa"><option value="">Alla mått</option><option value="kvar" selected={left}>Bara de som är kvar</option></select></label>
            <button class="ds-button" data-variant="secondary">Visa</button>
            <a href={pageHref(scope, "matt", `/aret${unitId ? `?enhet=${unitId}` : ""}`)}>Hela året</a>
          </form>
          <p>{all.length === 0 ? "Inga mått ska föras in för den månaden." : <><span data-done-of="all" data-done-before={String(done - shown.filter((row) => row.done).length)}>{done}</span> av {counted(all.length, "mått", "mått")} är införda.</>}{all.length > 0 && <> Skriv ett tal, eller <q>saknas: därför att …</q>. En tom ruta är inget värde. <span data-grid-help hidden>Klistra in en kolumn från ett kalkylblad; Enter och pilarna flyttar, Ctrl+Z ångrar. Varje ruta sparas för sig.</span></>}</p>
          {rows.length === 0 && all.length > 0 && <p>Allt är infört. <a href={href(month === 12 ? 12 : month + 1)}>{month === 12 ? "Visa året" : `Gå till ${MONTH_NAMES[month]}`}</a>.</p>}
          {rows.length > 0 && (
            <form method="post" data-grid>
              <p class="notice grid-faults" data-grid-faults role="status" hidden><span></span> <button type="button">Visa den första</button></p>
              {turn}
              {[...groups].map(([name, own]) => (
                <details open={groups.size < 4 || own.some((row) => !row.done)} class="grid-section">
                  <summary>{name || "Utan grupp"}: <span data-done-of="group">{own.filter((row) => row.done).length}</span> av {own.length}</summary>
                  <TableScroll label={name || "Värden"}>
                    <table class="figures entry values-grid">
                      <caption class="visually-hidden">{name || "Värden"}, {MONTH_NAMES[month - 1]} {scope.year}</caption>
                      <thead><tr><th scope="col">Mått</th><th scope="col" class="number">{MONTHS[month - 1]} {scope.year - 1}</th><th scope="col" class="number">Riktvärde</th><th scope="col">{MONTHS[month - 1]} {scope.year}</th><th scope="col">Kommentar</th><th scope="col">Läge</th></tr></thead>
                      <tbody>{own.map((row) => {
                        const told = row.value ? tellOrigin(origins.get(row.value.origin) ?? null, who) : "";
                        const make = () => <Row row={row} scope={scope} answer={answers?.get(`${row.indicator.id}/${row.period}`) ?? null} sent={sent} told={told} />;
                        return answers ? make() : rowOnce(row.indicator, `${scope.committee.slug} ${scope.year} ${row.period} ${row.dueOn} ${row.late} ${told}`, make);
                      })}</tbody>
                    </table>
                  </TableScroll>
                </details>
              ))}
              <div class="narrow"><label>Varför ändras det?<span class="hint"> (krävs när ett värde ur ett inläst dokument ändras; syns i historiken)</span><input class="ds-input" name="reason" maxlength={1000} value={sent ? (sentField(sent, "reason") ?? "") : ""} /></label></div>
              {turn}
              <p class="actions"><button class="ds-button">{parts === 1 ? "Spara allt" : "Spara sidan"}</button> {month > 1 && <a href={href(month - 1)}>{MONTH_NAMES[month - 2]}</a>} {month < 12 && <a href={href(month + 1)}>{MONTH_NAMES[month]}</a>}</p>
            </form>
          )}
        </>
      ),
    }, loaded.scope);
  };
  const tellOrigin = (origin: { actor: string | null; kind: string; fileName: string | null; recordedAt: string } | null, who: (key: string) => string): string =>
    origin === null ? "" : origin.kind === "typed" ? `${origin.actor ? who(origin.actor) : ""} ${swedishTime(origin.recordedAt)}`.trim() : (origin.fileName ?? "");

  const refuse = (c: Context, { mayAny }: Loaded): void => {
    if (!mayAny) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("indicator.enter") });
  };
  app.get(address, guard("indicator.enter"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    refuse(c, loaded);
    const kind = askedFile(c);
    if (kind) return valuesFile(c, kind, `varden-${slug(loaded.scope.committee.name)}-${loaded.scope.year}-${MONTH_NAMES[loaded.month - 1]!}`, loaded.rows);
    return show(c, loaded, null, null);
  });
  app.post(address, guard("indicator.enter"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    refuse(c, loaded);
    const form = await c.req.formData().catch(() => new FormData());
    const answers = await enterSent(tools, c, loaded.scope, form);
    if (c.req.header("accept")?.includes("application/json")) return c.json({ cells: answers });
    if (answers.every(({ state }) => state === "saved" || state === "unchanged")) return c.redirect(`${c.req.path}?${new URLSearchParams({ manad: String(loaded.month), ...(loaded.unitId ? { enhet: String(loaded.unitId) } : {}), ...(loaded.left ? { visa: "kvar" } : {}), ...(c.req.query("sida") ? { sida: c.req.query("sida")! } : {}), sparat: String(answers.filter(({ state }) => state === "saved").length), fragor: String(answers.filter(({ question }) => question).length) })}`, 303);
    return show(c, (await load(c))!, new Map(answers.map((one) => [`${one.indicatorId}/${one.period}`, one])), form);
  });
}

/** The cells of a form of values; what is not said of a value is left as it was. */
function sentCells(form: FormData): GridCell[] {
  return [...form.keys()].flatMap((name): GridCell[] => {
    const match = CELL.exec(name);
    if (!match) return [];
    const [, id, period] = match as unknown as [string, string, string];
    const said = form.has(`k-${id}-${period}`) ? { comment: sentField(form, `k-${id}-${period}`), preliminary: form.get(`p-${id}-${period}`) !== null } : {};
    return [{ indicatorId: Number(id), period, text: sentField(form, name) ?? "", ...said, version: sentNumber(form, `n-${id}-${period}`) }];
  });
}

/** Enters what was sent, and answers each cell, with what it makes one ask. */
export async function enterSent(tools: PageTools<Scope>, c: Context, scope: Scope, form: FormData): Promise<GridAnswer[]> {
  const entered = await enterGrid(tools.command(c), { cells: sentCells(form), reason: sentField(form, "reason") });
  const asked = entered.some(({ state }) => state === "saved") ? (await listQuestions(tools.command(c).db, scope.committee.id, scope.year)).filter(({ answer }) => answer === null) : [];
  return entered.map((one) => {
    const question = one.state === "saved" ? asked.find(({ indicatorId, period }) => indicatorId === one.indicatorId && period === one.period)?.words : undefined;
    return question === undefined ? one : { ...one, question };
  });
}

function Row({ answer, row: { before, done, dueOn, indicator, late, period, value }, scope, sent, told }: { row: GridIndicator; scope: Scope; answer: GridAnswer | null; sent: FormData | null; told: string }) {
  const key = `${indicator.id}-${period}`;
  const failed = answer !== null && (answer.state === "refused" || answer.state === "conflict");
  const text = failed && sent ? (sentField(sent, `v-${key}`) ?? "") : (enteredText(value) ?? "");
  const comment = failed && sent ? (sentField(sent, `k-${key}`) ?? "") : (value?.comment ?? "");
  const target = indicator.targets.find(({ year }) => year === scope.year);
  const name = `${nameInGroup(indicator)}, ${periodName(indicator.frequency, period)}`;
  return (
    <tr data-row={key} data-done={done ? "yes" : "no"}>
      <th scope="row"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>{indicator.frequency !== "month" && <span class="muted small"> ({periodName(indicator.frequency, period)})</span>}{indicator.unit && !indicator.name.includes(indicator.unit) && <span class="muted small">, {indicator.unit}</span>}</th>
      <td class="number muted" data-label={`${scope.year - 1}: `}>{enteredText(before) ?? "–"}</td>
      <td class="number muted" data-label="Riktvärde: ">{target ? statedText(target) : "–"}</td>
      <td>
        <input class="ds-input" name={`v-${key}`} id={`falt-v-${key}`} value={text} inputmode="decimal" autocomplete="off" aria-label={name} title={told} aria-invalid={failed ? "true" : undefined} aria-describedby={`lage-${key}`} />
        <input type="hidden" name={`n-${key}`} value={String(answer?.state === "conflict" ? answer.version : (failed && sent ? (sentField(sent, `n-${key}`) ?? "0") : (value?.version ?? 0)))} />
      </td>
      <td class="said"><input class="ds-input comment" name={`k-${key}`} value={comment} maxlength={500} autocomplete="off" aria-label={`Kommentar: ${name}`} /><label class="small tick"><input type="checkbox" name={`p-${key}`} checked={value?.preliminary ?? false} /> preliminärt</label></td>
      <td id={`lage-${key}`} class="small state" data-state>{failed ? answer.message : value ? (value.value === null ? "Saknas" : value.preliminary ? "Preliminärt" : "Infört") : late ? `Försenat, skulle vara klart ${dueOn}` : dueOn ? `Klart senast ${dueOn}` : ""}</td>
    </tr>
  );
}
