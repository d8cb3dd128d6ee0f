import type { Context, Hono } from "hono";
import { lineLabel, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { compare, isZero, sum, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure, Outcome } from "../platform/outcome.ts";
import { formatNumber, formatSigned, MONTHS, parseNumber } from "../platform/swedish.ts";
import { sentField, sentNumber, sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addBudget, setBudgetDecision, setUnitBudget } from "./budget-commands.ts";
import { listBudgetRows, listBudgets } from "./budget-reads.ts";
import { budgetDifferences, budgetTotals, leftOfFrame, seenBudget, yearOfRow, type BudgetRow, type BudgetVersion } from "./budget.ts";
import type { LedgerLineMonths } from "../ledger/ledger-statement.ts";
import { listMonthsByLine, listMonthsByUnit } from "./economy-reads.ts";
import { listFrames } from "./frame-reads.ts";
import { frameYears } from "./frame.ts";
import { evenly, shapeOf, spread, SPREADING_KEYS, type SpreadingKey } from "./spreading.ts";

interface BudgetUnit {
  readonly id: number;
  readonly name: string;
}
const kronor = (amount: Decimal): string => (isZero(amount) ? "" : formatNumber(amount));

/** Where a year's budget is made, unit by unit and month by month, with what is left of the frame in sight. */
export function budgetPages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/budget");
  const unitsOf = async (c: Context, { committee, year }: Scope): Promise<BudgetUnit[]> => [{ id: committee.id, name: `${committee.name}, gemensamt` }, ...(await unitsUnder(tools.db(c), committee.id, year))];
  /** The frame that the council decided; what it may be where it has not. */
  const frameOf = async (c: Context, { committee, year }: Scope) => {
    const frames = await listFrames(tools.db(c), committee.id, year);
    const [first] = frames;
    return first ? { name: first.name, decided: first.decision !== null, amount: frameYears(first, year)[0]!.closing } : null;
  };

  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: FormData | null = null) => {
    const db = tools.db(c);
    const { committee, year } = scope;
    const budgets = await listBudgets(db, committee.id, year);
    const asked = c.req.query("version");
    const chosen = budgets.find(({ id }) => String(id) === asked) ?? budgets.at(-1) ?? null;
    const rows = chosen ? await listBudgetRows(db, chosen.id) : [];
    const base = chosen?.basedOn ? budgets.find(({ id }) => id === chosen.basedOn) : null;
    const differences = base ? budgetDifferences(await listBudgetRows(db, base.id), rows) : [];
    const units = await unitsOf(c, scope);
    const nameOf = new Map(units.map(({ id, name }) => [id, name]));
    const frame = await frameOf(c, scope);
    const may = tools.may(c, "budget.plan", committee.id);
    const totals = budgetTotals(rows);
    const left = frame ? leftOfFrame(frame.amount, rows) : null;
    return tools.page(c, {
      title: "Budget", active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["budget@here", "frame@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a> · <a href={pageHref(scope, "ekonomi", "/ramar")}>Ramar</a></p>
          <h1>Budget {year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {budgets.length === 0 && <p>Här fördelas nämndens ram på enheter, rader och månader. Ingen budget är gjord för {year}.</p>}
          {budgets.length > 1 && <p>Versioner: {budgets.map((one, index) => <>{index > 0 && " · "}{one === chosen ? <strong>{one.name}</strong> : <a href={`${home(scope)}?version=${one.id}`}>{one.name}</a>}{one.decision !== null && <span class="muted"> beslutad</span>}</>)}</p>}
          {chosen && (
            <section>
              <h2>{chosen.name}</h2>
              {chosen.decision !== null && <p><strong>Beslutad</strong>: {chosen.decision}. En beslutad budget ändras inte; gör en ny version av den.</p>}
              {frame ? <p>Ramen ({frame.name}{frame.decided ? ", beslutad" : ", inte beslutad"}) är {thousands(frame.amount)} tkr. {compare(left!, "0") < 0 ? <strong class="bad">Budgeten är {thousands(left!.slice(1))} tkr över ramen.</strong> : isZero(left!) ? <strong>Hela ramen är fördelad.</strong> : <strong>{thousands(left!)} tkr är kvar att fördela.</strong>}</p> : <p class="muted">Ingen ram är gjord för {year}. <a href={pageHref(scope, "ekonomi", "/ramar")}>Ramar</a></p>}
              <TableScroll label="Budgeten per enhet">
                <table class="figures">
                  <caption>Per enhet<span class="unit">, tkr</span></caption>
                  <thead><tr><th scope="col">Enhet</th><th scope="col" class="number">Intäkter</th><th scope="col" class="number">Kostnader</th><th scope="col" class="number">Netto</th></tr></thead>
                  <tbody>
                    {units.map((unit) => { const own = budgetTotals(rows.filter(({ unitId }) => unitId === unit.id)); return <tr><th scope="row"><a href={`${home(scope)}/${chosen.id}/enhet/${unit.id}`}>{unit.name}</a></th><td class="number">{thousands(own.income)}</td><td class="number">{thousands(own.costs)}</td><td class="number">{thousands(own.net)}</td></tr>; })}
                    <tr class="total"><th scope="row">Summa</th><td class="number">{thousands(totals.income)}</td><td class="number">{thousands(totals.costs)}</td><td class="number">{thousands(totals.net)}</td></tr>
                  </tbody>
                </table>
              </TableScroll>
              {base && (differences.length === 0 ? <p class="muted">Lika med {base.name}.</p> : (
                <TableScroll label={`Ändrat mot ${base.name}`}>
                  <table class="figures">
                    <caption>Ändrat mot {base.name}<span class="unit">, kr</span></caption>
                    <thead><tr><th scope="col">Enhet</th><th scope="col">Rad</th><th scope="col" class="number">{base.name}</th><th scope="col" class="number">{chosen.name}</th><th scope="col" class="number">Ändring</th></tr></thead>
                    <tbody>{differences.map((one) => <tr><th scope="row">{nameOf.get(one.unitId) ?? "en enhet som har upphört"}</th><td>{lineLabel(one.line)}</td><td class="number">{formatNumber(one.before)}</td><td class="number">{formatNumber(one.after)}</td><td class="number">{isZero(one.change) ? "andra månader" : formatSigned(one.change)}</td></tr>)}<tr class="total"><th scope="row">Summa</th><td></td><td></td><td></td><td class="number">{formatSigned(sum(differences.map(({ change }) => change)))}</td></tr></tbody>
                  </table>
                </TableScroll>
              ))}
              {may && chosen.decision === null && (
                <form method="post" action={home(scope)} class="filters">
                  <input type="hidden" name="gor" value="beslut" /><input type="hidden" name="budget" value={String(chosen.id)} /><input type="hidden" name="version" value={String(chosen.version)} />
                  <label>Nämndens beslut: dag och paragraf<input class="ds-input" name="decision" size={32} maxlength={200} required value={sent ? (sentField(sent, "decision") ?? "") : ""} {...fieldOf(failure, "decision")} /></label><button class="ds-button">Budgeten är beslutad</button>
                </form>
              )}
            </section>
          )}
          {may && (
            <section>
              <h2>{budgets.length ? "Ny version" : "Ny budget"}</h2>
              <form method="post" action={home(scope)} class="filters">
                <label>Namn<input class="ds-input" name="name" size={28} maxlength={80} required value={sent ? (sentField(sent, "name") ?? "") : budgets.length === 0 ? `Budget ${year}` : budgets.at(-1)!.decision === null ? "" : `Reviderad budget ${year}`} {...fieldOf(failure, "name")} /></label>
                {budgets.length > 0 && <label>Görs av<select name="basedOn"><option value="">ingen, tom</option>{budgets.map(({ id, name }) => <option value={String(id)} selected={id === chosen?.id}>{name}</option>)}</select></label>}
                <button class="ds-button" data-variant="secondary">Gör budgeten</button>
              </form>
            </section>
          )}
        </>
      ),
    }, scope);
  };
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/budget";
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("budget.plan"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const budgetId = sentNumber(form, "budget");
    const saved: Outcome<unknown> = sentField(form, "gor") === "beslut"
      ? await setBudgetDecision(tools.command(c), { budgetId, version: sentVersion(form), decision: sentField(form, "decision") ?? "" })
      : await addBudget(tools.command(c), { committeeId: scope.committee.id, year: scope.year, name: sentField(form, "name") ?? "", basedOn: sentNumber(form, "basedOn") || null });
    return saved.ok ? c.redirect(`${home(scope)}?sparat=1`, 303) : show(c, scope, saved.failure, form);
  });

  interface UnitPage {
    readonly scope: Scope;
    readonly budget: BudgetVersion;
    readonly unit: BudgetUnit;
    readonly rows: readonly BudgetRow[];
    readonly all: readonly BudgetRow[];
    /** Last year's actuals by line, the unit's own where the ledger tells units apart: income plus, cost minus. Null where there are none. */
    readonly lastYear: LedgerLineMonths | null;
  }
  const loadUnit = async (c: Context): Promise<UnitPage | null> => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const budget = (await listBudgets(db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("budget")));
    const unit = (await unitsOf(c, scope)).find(({ id }) => id === Number(c.req.param("unit")));
    if (!budget || !unit) return null;
    const all = await listBudgetRows(db, budget.id);
    const units = await listMonthsByUnit(db, scope.committee, scope.year - 1);
    const lastYear = units ? (units.get(unit.id) ?? null) : await listMonthsByLine(db, scope.committee, scope.year - 1);
    return { scope, budget, unit, all, rows: all.filter(({ unitId }) => unitId === unit.id), lastYear };
  };
  const showUnit = async (c: Context, { all, budget, lastYear, rows, scope, unit }: UnitPage, failure: Failure | null = null, sent: FormData | null = null) => {
    const may = tools.may(c, "budget.plan", scope.committee.id) && budget.decision === null;
    const frame = await frameOf(c, scope);
    const typed = (field: string, value: string): string => (sent?.has(field) ? (sentField(sent, field) ?? "") : value);
    const shaped = (line: StatementLineKey): boolean => shapeOf(lastYear?.get(line) ?? []) !== null;
    return tools.page(c, {
      title: `${unit.name}, ${budget.name}`, active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={`${home(scope)}?version=${budget.id}`}>{budget.name}</a></p>
          <h1>{unit.name}: {budget.name}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          <p>Kronor; intäkter skrivs med plus och kostnader med minus. {frame && <>Av nämndens ram är {thousandsSigned(leftOfFrame(frame.amount, all))} tkr kvar.</>} {budget.decision !== null && "Budgeten är beslutad och ändras inte."}</p>
          <form method="post">
            <input type="hidden" name="sett" value={seenBudget(rows)} />
            <TableScroll label={`${unit.name}, budget`}>
              <table class="figures budget-grid">
                <caption class="visually-hidden">Budget per rad och månad, kr</caption>
                <thead><tr><th scope="col">Rad</th><th scope="col" class="number">Året</th><th scope="col">Fördelas</th>{MONTHS.map((month) => <th scope="col" class="number">{month}</th>)}</tr></thead>
                <tbody>
                  {STATEMENT_LINES.map(({ key, label }) => {
                    const own = rows.find(({ line }) => line === key);
                    const chosen = sent ? (sentField(sent, `nyckel-${key}`) ?? "own") : own ? "own" : "even";
                    return (
                      <tr>
                        <th scope="row">{label}</th>
                        <td><input class="ds-input" name={`ar-${key}`} size={11} inputmode="decimal" autocomplete="off" aria-label={`${label}, året`} value={typed(`ar-${key}`, own ? kronor(yearOfRow(own)) : "")} disabled={!may} {...fieldOf(failure, `ar-${key}`)} /></td>
                        <td><select name={`nyckel-${key}`} aria-label={`Hur ${label.toLowerCase()} fördelas`} disabled={!may}>{Object.entries(SPREADING_KEYS).filter(([name]) => name !== "shape" || shaped(key)).map(([name, words]) => <option value={name} selected={name === chosen}>{words}</option>)}</select></td>
                        {MONTHS.map((month, index) => <td><input class="ds-input" name={`m-${key}-${index}`} size={11} inputmode="decimal" autocomplete="off" aria-label={`${label}, ${month}`} value={typed(`m-${key}-${index}`, own ? kronor(own.months[index]!) : "")} disabled={!may} {...fieldOf(failure, `m-${key}-${index}`)} /></td>)}
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </TableScroll>
            {may && <p class="hint">Väljer du <q>lika varje månad</q> eller <q>som förra årets utfall</q> räknas månaderna av årets belopp. Väljer du <q>egna månader</q> räknas året av månaderna. En rad utan belopp tas bort.</p>}
            {may && <p class="actions"><button class="ds-button">Spara</button> <a href={`${home(scope)}?version=${budget.id}`}>Avbryt</a></p>}
          </form>
        </>
      ),
    }, scope);
  };
  const unitAddress = `${address}/:budget{[0-9]{1,9}}/enhet/:unit{[0-9]{1,9}}`;
  app.get(unitAddress, guard("read"), async (c) => {
    const loaded = await loadUnit(c);
    return loaded ? showUnit(c, loaded) : tools.notFound(c);
  });
  app.post(unitAddress, guard("budget.plan"), async (c) => {
    const loaded = await loadUnit(c);
    if (!loaded) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const read = readUnit(form, loaded.unit.id, loaded.lastYear);
    if (read.failure) return showUnit(c, loaded, read.failure, form);
    const saved = await setUnitBudget(tools.command(c), { budgetId: loaded.budget.id, unitId: loaded.unit.id, rows: read.rows, seen: String(form.get("sett") ?? "") });
    return saved.ok ? c.redirect(`${c.req.path}?sparat=1`, 303) : showUnit(c, loaded, saved.failure, form);
  });
}

/** A unit's lines as a form sent them; the first cell that cannot be read is told. */
function readUnit(form: FormData, unitId: number, lastYear: LedgerLineMonths | null): { rows: BudgetRow[]; failure: Failure | null } {
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
    const months = chosen === "own" ? typed.map((amount) => amount ?? "0") : shape ? spread(year ?? "0", shape) : evenly(year ?? "0");
    return months.every(isZero) ? [] : [{ unitId, line: key, months }];
  });
  return { rows, failure };
}
