import type { Context, Hono } from "hono";
import { STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import type { LedgerLineMonths } from "../ledger/ledger-statement.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { compare, isZero, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { compareSwedish, formatNumber, formatSigned, MONTHS, parseNumber } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { activityName, listActivities, type LedgerActivities } from "./activity-reads.ts";
import { setUnitBudget } from "./budget-commands.ts";
import { listBudgetRows, listBaseRows, listBudgets, listRowsInForce } from "./budget-reads.ts";
import { budgetUnits, frameOf, type BudgetUnit } from "./budget-unit-reads.ts";
import { budgetTotals, leftOfFrame, readSeenBudget, seenBudget, yearOfRow, type BudgetRow, type BudgetVersion } from "./budget.ts";
import { listMonthsByLine, listMonthsByUnit } from "./economy-reads.ts";
import { oddBudgetSigns } from "./kronor.ts";
import { evenly, shapeOf, spread, SPREADING_KEYS, type SpreadingKey } from "./spreading.ts";

const kronor = (amount: Decimal): string => (isZero(amount) ? "" : formatNumber(amount));

interface UnitPage {
  readonly scope: Scope;
  readonly activities: LedgerActivities | null;
  /** The one that is shown; null for no activity in particular. */
  readonly activity: string | null;
  readonly base: readonly BudgetRow[];
  /** With what has been moved since it was decided. */
  readonly inForce: readonly BudgetRow[];
  readonly budget: BudgetVersion;
  readonly unit: BudgetUnit;
  readonly rows: readonly BudgetRow[];
  readonly all: readonly BudgetRow[];
  /** Last year's actuals by line, the unit's own where the ledger tells units apart: income plus, cost minus. Null where there are none. */
  readonly lastYear: LedgerLineMonths | null;
}

/** Where a unit's budget is entered, line by line and month by month, of an activity where the ledger tells them apart. */
export function budgetUnitPages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/budget");
  const loadUnit = async (c: Context): Promise<UnitPage | null> => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const budget = (await listBudgets(db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("budget")));
    const unit = (await budgetUnits(db, scope)).find(({ id }) => id === Number(c.req.param("unit")));
    if (!budget || !unit) return null;
    const all = await listBudgetRows(db, budget.id);
    const units = await listMonthsByUnit(db, scope.committee, scope.year - 1);
    const lastYear = units ? (units.get(unit.id) ?? null) : await listMonthsByLine(db, scope.committee, scope.year - 1);
    const activities = await listActivities(db, scope.committee.id);
    const asked = c.req.query("verksamhet");
    const activity = asked && (activities?.names.has(asked) || all.some((row) => row.activity === asked)) ? asked : null;
    const base = await listBaseRows(db, budget);
    const inForce = (await listRowsInForce(db, budget.id)).filter((row) => row.unitId === unit.id && row.activity === activity);
    return { scope, budget, unit, inForce, all, rows: all.filter((row) => row.unitId === unit.id && row.activity === activity), lastYear, activities, activity, base: base.filter((row) => row.unitId === unit.id && row.activity === activity) };
  };
  const showUnit = async (c: Context, { activities, activity, all, base, budget, inForce, lastYear, rows, scope, unit }: UnitPage, failure: Failure | null = null, sent: FormData | null = null) => {
    const may = tools.may(c, "budget.plan", scope.committee.id) && budget.decision === null;
    const odd = oddBudgetSigns(rows.map((row) => ({ line: row.line, amount: yearOfRow(row) })));
    const frame = await frameOf(tools.db(c), scope);
    const moved = inForce.some((row) => !isZero(subtract(yearOfRow(row), rows.find(({ line }) => line === row.line) ? yearOfRow(rows.find(({ line }) => line === row.line)!) : "0")));
    const codes = [...new Set([...(activities?.names.keys() ?? []), ...all.flatMap((row) => (row.unitId === unit.id ? (row.activity ?? []) : []))])].sort(compareSwedish);
    const used = new Map([...Map.groupBy(all.filter((row) => row.unitId === unit.id), (row) => row.activity)].map(([code, some]) => [code, budgetTotals(some).net]));
    // Where somebody else has changed it meanwhile, what one has not touched is shown as it is now; the rest stands as it was typed.
    const began = failure?.code === "changed" && sent ? readSeenBudget(String(sent.get("sett") ?? "")) : null;
    const untouched = (field: string, text: string): boolean => {
      const [, kind, key = "", at] = /^(ar|m)-([a-z-]+?)(?:-(\d+))?$/.exec(field) ?? [];
      const was = began?.get(key);
      return began !== null && text === (was ? kronor(kind === "ar" ? sum([...was]) : was[Number(at)]!) : "");
    };
    const typed = (field: string, value: string): string => { const text = sent?.has(field) ? (sentField(sent, field) ?? "") : null; return text === null || untouched(field, text) ? value : text; };
    const others = began ? STATEMENT_LINES.flatMap(({ key, label }) => { const [was, now] = [began.get(key), rows.find(({ line }) => line === key)]; const year = (own: readonly Decimal[] | undefined): string => formatNumber(own ? sum([...own]) : "0"); return JSON.stringify(was ?? []) === JSON.stringify(now?.months ?? []) ? [] : [`${label}: ${year(now?.months)} kr (var ${year(was)} kr)`]; }) : [];
    const shaped = (line: StatementLineKey): boolean => shapeOf(lastYear?.get(line) ?? []) !== null;
    return tools.page(c, {
      title: `${unit.name}, ${budget.name}`, active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, writing: true, islands: may ? ["paste-grid"] : [],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={`${home(scope)}?version=${budget.id}`}>{budget.name}</a></p>
          <h1>{unit.name}: {budget.name}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {others.length > 0 && <div class="notice"><p>Så är det nu, efter den andras ändring:</p><ul class="plain">{others.map((words) => <li>{words}</li>)}</ul><p>Det du inte har rört visas som det är nu, och det du har skrivit står kvar. Spara igen om det ska gälla.</p></div>}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {odd.length > 0 && <p class="notice"><strong>Stämmer tecknet?</strong> {odd.join(". ")}.</p>}
          <p>Kronor; intäkter skrivs med plus och kostnader med minus. {frame && <>Av nämndens ram är {thousandsSigned(leftOfFrame(frame.amount, all))} tkr kvar.</>} {budget.decision !== null && "Budgeten är beslutad och ändras inte."}</p>
          {codes.length > 0 && <form class="filters" method="get"><label>{activities?.name ?? "Verksamhet"}<select name="verksamhet"><option value="">utan verksamhet{used.has(null) && `: ${thousands(used.get(null)!)} tkr`}</option>{codes.map((code) => <option value={code} selected={code === activity}>{activityName(activities, code)}{used.has(code) && `: ${thousands(used.get(code)!)} tkr`}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
          {!may && (rows.length + inForce.length === 0 ? <p>Inga belopp{activity === null && codes.length > 0 ? " utan verksamhet" : ""}.</p> : (
            <TableScroll label={`${unit.name}, budget`}>
              <table class="figures">
                <caption class="visually-hidden">Budget per rad och månad, kr{activity === null ? "" : `, ${activityName(activities, activity)}`}</caption>
                <thead><tr><th scope="col">Rad</th>{moved && <th scope="col" class="number">Beslutat</th>}{moved && <th scope="col" class="number">Omfördelat</th>}<th scope="col" class="number">{moved ? "Gäller nu" : "Året"}</th>{MONTHS.map((month) => <th scope="col" class="number">{month}</th>)}</tr></thead>
                <tbody>{STATEMENT_LINES.flatMap(({ key, label }) => { const [was, own] = [rows, inForce].map((some) => some.find(({ line }) => line === key)); const decided = was ? yearOfRow(was) : "0"; return own ? [<tr><th scope="row">{label}</th>{moved && <td class="number">{formatNumber(decided)}</td>}{moved && <td class="number">{isZero(subtract(yearOfRow(own), decided)) ? "" : formatSigned(subtract(yearOfRow(own), decided))}</td>}<td class="number">{formatNumber(yearOfRow(own))}</td>{own.months.map((amount) => <td class="number">{kronor(amount)}</td>)}</tr>] : []; })}</tbody>
              </table>
            </TableScroll>
          ))}
          {may && <form method="post" data-paste-grid>
            <input type="hidden" name="sett" value={seenBudget(rows)} />
            <TableScroll label={`${unit.name}, budget`}>
              <table class="figures budget-grid">
                <caption class="visually-hidden">Budget per rad och månad, kr{activity === null ? "" : `, ${activityName(activities, activity)}`}</caption>
                <thead><tr><th scope="col">Rad</th>{base.length > 0 && <th scope="col" class="number">Utgår från</th>}<th scope="col" class="number">Året</th><th scope="col">Fördelas</th>{MONTHS.map((month) => <th scope="col" class="number">{month}</th>)}</tr></thead>
                <tbody>
                  {STATEMENT_LINES.map(({ key, label }) => {
                    const own = rows.find(({ line }) => line === key);
                    const chosen = sent ? (sentField(sent, `nyckel-${key}`) ?? "own") : own ? "own" : "even";
                    return (
                      <tr>
                        <th scope="row">{label}</th>
                        {base.length > 0 && <td class="number">{(() => { const was = base.find(({ line }) => line === key); return was ? formatNumber(yearOfRow(was)) : ""; })()}</td>}
                        <td><input class="ds-input" name={`ar-${key}`} size={11} inputmode="decimal" autocomplete="off" aria-label={`${label}, året`} value={typed(`ar-${key}`, own ? kronor(yearOfRow(own)) : "")} {...fieldOf(failure, `ar-${key}`)} /></td>
                        <td><select name={`nyckel-${key}`} aria-label={`Hur ${label.toLowerCase()} fördelas`}>{Object.entries(SPREADING_KEYS).filter(([name]) => name !== "shape" || shaped(key)).map(([name, words]) => <option value={name} selected={name === chosen}>{words}</option>)}</select></td>
                        {MONTHS.map((month, index) => <td><input class="ds-input" name={`m-${key}-${index}`} size={11} inputmode="decimal" autocomplete="off" aria-label={`${label}, ${month}`} value={typed(`m-${key}-${index}`, own ? kronor(own.months[index]!) : "")} {...fieldOf(failure, `m-${key}-${index}`)} /></td>)}
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </TableScroll>
            <p class="hint">Väljer du <q>lika varje månad</q> {STATEMENT_LINES.some(({ key }) => shaped(key)) && <>eller <q>som förra årets utfall</q> </>}räknas månaderna av årets belopp. Väljer du <q>egna månader</q> räknas året av månaderna; ändrar du bara året behåller månaderna sin form. En rad utan belopp tas bort. <span data-paste-help hidden>Klistra in rader och kolumner ur ett kalkylblad i en ruta; pilarna flyttar mellan rutorna.</span></p>
            <p class="actions"><button class="ds-button">Spara</button> <a href={`${home(scope)}?version=${budget.id}`}>Avbryt</a></p>
          </form>}
        </>
      ),
    }, scope);
  };
  const unitAddress = "/:committee/:year{[0-9]{4}}/ekonomi/budget/:budget{[0-9]{1,9}}/enhet/:unit{[0-9]{1,9}}";
  app.get(unitAddress, guard("read"), async (c) => {
    const loaded = await loadUnit(c);
    return loaded ? showUnit(c, loaded) : tools.notFound(c);
  });
  app.post(unitAddress, guard("budget.plan"), async (c) => {
    const loaded = await loadUnit(c);
    if (!loaded) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const read = readUnit(form, loaded);
    if (read.failure) return showUnit(c, loaded, read.failure, form);
    const saved = await setUnitBudget(tools.command(c), { budgetId: loaded.budget.id, unitId: loaded.unit.id, activity: loaded.activity, rows: read.rows, seen: String(form.get("sett") ?? "") });
    return saved.ok ? c.redirect(`${c.req.path}?${loaded.activity === null ? "" : `verksamhet=${encodeURIComponent(loaded.activity)}&`}sparat=1`, 303) : showUnit(c, loaded, saved.failure, form);
  });
}

/** A unit's lines as a form sent them; the first cell that cannot be read is told. */
function readUnit(form: FormData, { activity, lastYear, rows: known, unit }: UnitPage): { rows: BudgetRow[]; failure: Failure | null } {
  let failure: Failure | null = null;
  const number = (field: string, what: string): Decimal | null => {
    const text = sentField(form, field);
    if (text === null) return null;
    const value = parseNumber(text.replace(/\s*kr$/i, ""));
    if (value === null || (value.split(".")[1]?.length ?? 0) > 2) failure ??= { code: "bad-number", field, message: `${what}: »${text.slice(0, 40)}« är inget belopp i kronor.` };
    return value;
  };
  const rows = STATEMENT_LINES.flatMap(({ key, label }): BudgetRow[] => {
    const year = number(`ar-${key}`, `${label}, året`);
    const typed = MONTHS.map((month, index) => number(`m-${key}-${index}`, `${label}, ${month}`));
    const chosen = (sentField(form, `nyckel-${key}`) ?? "own") as SpreadingKey;
    const shape = chosen === "shape" ? shapeOf(lastYear?.get(key) ?? []) : null;
    const own = typed.map((amount) => amount ?? "0");
    const was = known.find(({ line }) => line === key);
    // Who changes the year alone means the year: its months keep their shape.
    const yearOnly = was !== undefined && year !== null && compare(year, yearOfRow(was)) !== 0 && own.every((amount, at) => compare(amount, was.months[at]!) === 0);
    const months = chosen === "own" ? (yearOnly ? spread(year, was.months) : own) : shape ? spread(year ?? "0", shape) : evenly(year ?? "0");
    return months.every(isZero) ? [] : [{ unitId: unit.id, line: key, activity, months }];
  });
  return { rows, failure };
}
