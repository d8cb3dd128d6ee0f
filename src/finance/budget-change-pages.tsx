import { isStatementLine, lineLabel, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { swedishTime } from "../platform/clock.ts";
import { isZero, sum, type Decimal } from "../platform/decimal.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted, formatNumber, formatSigned, MONTH_NAMES, parseNumber } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { fieldOf } from "../platform/ui/page.tsx";
import { thousands } from "../ledger/shown-amount.ts";
import { activityName, type LedgerActivities } from "./activity-reads.ts";
import type { BudgetNoteInput, TransferInput } from "./budget-commands.ts";
import type { BudgetUnit } from "./budget-unit-reads.ts";
import { budgetKey, needsNote, yearOfRow, type BudgetDifference, type BudgetIndexing, type BudgetPlace, type BudgetRow, type BudgetTransfer, type BudgetVersion } from "./budget.ts";

interface Part {
  readonly action: string;
  readonly budget: BudgetVersion;
  readonly failure: Failure | null;
  readonly sent: FormData | null;
}
const decimalOf = (form: FormData, field: string): Decimal => parseNumber((sentField(form, field) ?? "").replace(/\s*(kr|%)$/i, "")) ?? (sentField(form, field) === null ? "" : "fel");
const NOTE = "varfor-";
const SEEN = "sett-";
const hidden = (budget: BudgetVersion, what: string) => <><input type="hidden" name="gor" value={what} /><input type="hidden" name="budget" value={String(budget.id)} /><input type="hidden" name="version" value={String(budget.version)} /></>;

/** Where a draft is indexed for wages and prices, from what it is made of. */
export function IndexForm({ action, base, baseRows, budget, failure, sent }: Part & { base: BudgetVersion; baseRows: readonly BudgetRow[] }) {
  const lines = STATEMENT_LINES.filter(({ key }) => baseRows.some(({ line }) => line === key) || budget.indexing[key] !== undefined);
  if (!lines.length) return null;
  const own = sent && sentField(sent, "gor") === "index" ? sent : null;
  return (
    <details open={own !== null}>
      <summary>Räkna upp löner och priser</summary>
      <form method="post" action={action}>
        {hidden(budget, "index")}
        <p class="hint">Procent av beloppen i {base.name}, rad för rad. Det som är ändrat för sig ligger kvar, och samma procent igen ändrar ingenting.</p>
        <div class="filters">{lines.map(({ key, label }) => <label>{label}, %<input class="ds-input" name={`index-${key}`} size={6} inputmode="decimal" autocomplete="off" value={own ? (sentField(own, `index-${key}`) ?? "") : budget.indexing[key] ? formatNumber(budget.indexing[key]) : ""} {...fieldOf(failure, `index-${key}`)} /></label>)}</div>
        <p class="actions"><button class="ds-button" data-variant="secondary">Räkna upp</button></p>
      </form>
    </details>
  );
}
export const readIndexing = (form: FormData): BudgetIndexing => Object.fromEntries(STATEMENT_LINES.flatMap(({ key }) => { const value = decimalOf(form, `index-${key}`); return value === "" || /^-?0*(\.0*)?$/.test(value) ? [] : [[key, value]]; }));

/** What a version has otherwise than what it is made of, and why. */
export function BudgetChanges({ action, activityOf, base, budget, differences, failure, may, nameOf, sent }: Part & { base: BudgetVersion; differences: readonly BudgetDifference[]; nameOf: ReadonlyMap<number, string>; activityOf: (code: string | null) => string | null; may: boolean }) {
  if (!differences.length) return <p class="muted">Lika med {base.name}.</p>;
  const own = sent && sentField(sent, "gor") === "varfor" ? sent : null;
  const left = differences.filter(needsNote).length;
  const indexed = differences.some(({ indexing }) => !isZero(indexing));
  const cell = (amount: Decimal): string => (isZero(amount) ? "" : formatSigned(amount));
  const table = (
    <TableScroll label={`Ändrat mot ${base.name}`}>
      <table class="figures">
        <caption>Ändrat mot {base.name}<span class="unit">, kr</span></caption>
        <thead><tr><th scope="col">Enhet</th><th scope="col">Rad</th><th scope="col" class="number">{base.name}</th>{indexed && <th scope="col" class="number">Löner och priser</th>}<th scope="col" class="number">{indexed ? "Ändrad verksamhet" : "Ändring"}</th><th scope="col" class="number">{budget.name}</th><th scope="col">Varför</th></tr></thead>
        <tbody>
          {differences.map((one) => {
            const field = NOTE + budgetKey(one);
            const activity = activityOf(one.activity);
            const where = `${lineLabel(one.line).toLowerCase()}, ${nameOf.get(one.unitId) ?? "en enhet som har upphört"}`;
            return (
              <tr>
                <th scope="row">{nameOf.get(one.unitId) ?? "en enhet som har upphört"}</th><td>{lineLabel(one.line)}{activity && <span class="muted small">, {activity}</span>}</td><td class="number">{formatNumber(one.before)}</td>{indexed && <td class="number">{cell(one.indexing)}</td>}
                <td class="number">{isZero(one.change) ? "andra månader" : cell(one.activityChange)}</td><td class="number">{formatNumber(one.after)}</td>
                <td>{may && (needsNote(one) || one.note !== null) ? <><input type="hidden" name={`${SEEN}${budgetKey(one)}`} value={own ? (sentField(own, `${SEEN}${budgetKey(one)}`) ?? "") : (one.note ?? "")} /><input class="ds-input" name={field} size={24} maxlength={500} autocomplete="off" aria-label={`Varför ${where}`} value={own ? (sentField(own, field) ?? "") : (one.note ?? "")} {...fieldOf(failure, field)} /></> : (one.note ?? (needsNote(one) ? "" : isZero(one.change) ? "" : "uppräkning"))}</td>
              </tr>
            );
          })}
          <tr class="total"><th scope="row">Summa ändrat</th><td></td><td></td>{indexed && <td class="number">{formatSigned(sum(differences.map(({ indexing }) => indexing)))}</td>}<td class="number">{formatSigned(sum(differences.map(({ activityChange }) => activityChange)))}</td><td></td><td></td></tr>
        </tbody>
      </table>
    </TableScroll>
  );
  if (!may) return table;
  return (
    <form method="post" action={action}>
      {hidden(budget, "varfor")}
      {table}
      {left > 0 && <p class="hint">{counted(left, "ändring har", "ändringar har")} ingen förklaring ännu; budgeten kan inte beslutas utan den.</p>}
      {differences.some((one) => needsNote(one) || one.note !== null) && <p class="actions"><button class="ds-button" data-variant="secondary">Spara förklaringarna</button></p>}
    </form>
  );
}
export const readNotes = (form: FormData): BudgetNoteInput[] => [...form.keys()].flatMap((field) => {
  const place = field.startsWith(NOTE) ? placeOf(field.slice(NOTE.length)) : null;
  return place?.unitId ? [{ ...place, note: sentField(form, field), seen: sentField(form, `${SEEN}${field.slice(NOTE.length)}`) }] : [];
});

/** What has been moved between units within a decided budget, and where more is. */
export function Transfers({ action, activities, budget, failure, inForce, may, nameOf, sent, transfers, units, who }: Part & { activities: LedgerActivities | null; transfers: readonly BudgetTransfer[]; inForce: readonly BudgetRow[]; units: readonly BudgetUnit[]; nameOf: ReadonlyMap<number, string>; may: boolean; who: (key: string) => string }) {
  const own = sent && sentField(sent, "gor") === "omfordela" ? sent : null;
  const typed = (field: string): string => (own ? (sentField(own, field) ?? "") : "");
  const where = ({ activity, line, unitId }: BudgetPlace): string => `${nameOf.get(unitId) ?? "en enhet som har upphört"}, ${lineLabel(line).toLowerCase()}${activity === null ? "" : `, ${activityName(activities, activity)}`}`;
  const givers = units.map(({ id, name }) => ({ name, rows: inForce.filter((row) => row.unitId === id) })).filter(({ rows }) => rows.length > 0);
  if (!transfers.length && !may) return null;
  return (
    <section>
      <h3>Omfördelat mellan enheter</h3>
      {transfers.length > 0 && (
        <TableScroll label="Omfördelat mellan enheter">
          <table class="figures">
            <caption class="visually-hidden">Omfördelat mellan enheter, kr</caption>
            <thead><tr><th scope="col">Från</th><th scope="col">Till</th><th scope="col">Gäller från</th><th scope="col">Beslut</th><th scope="col">Infört</th><th scope="col" class="number">Belopp, kr</th></tr></thead>
            <tbody>{transfers.map((one) => <tr><th scope="row">{where(one.from)}</th><td>{where(one.to)}</td><td>{MONTH_NAMES[one.fromMonth - 1]}</td><td>{one.decision}</td><td>{swedishTime(one.madeAt)} av {who(one.madeBy)}</td><td class="number">{formatNumber(one.amount)}</td></tr>)}</tbody>
          </table>
        </TableScroll>
      )}
      {may && (
        <details open={own !== null}>
          <summary>Omfördela</summary>
          <form method="post" action={action}>
            {hidden(budget, "omfordela")}
            <div class="filters">
              <label>Från<select name="from" {...fieldOf(failure, "from")}><option value="">välj</option>{givers.map(({ name, rows }) => <optgroup label={name}>{rows.map((row) => <option value={budgetKey(row)} selected={typed("from") === budgetKey(row)}>{lineLabel(row.line)}{row.activity === null ? "" : `, ${activityName(activities, row.activity)}`}: {thousands(yearOfRow(row))} tkr</option>)}</optgroup>)}</select></label>
            </div>
            <div class="filters">
              <label>Till enhet<select name="toUnit" {...fieldOf(failure, "toUnit")}><option value="">välj</option>{units.map(({ id, name }) => <option value={String(id)} selected={typed("toUnit") === String(id)}>{name}</option>)}</select></label>
              <label>Till rad<select name="toLine" {...fieldOf(failure, "toLine")}>{STATEMENT_LINES.map(({ key, label }) => <option value={key} selected={(typed("toLine") || "other-costs") === key}>{label}</option>)}</select></label>
              {activities && <label>Till verksamhet<select name="toActivity"><option value="">ingen särskild</option>{[...activities.names].map(([code, name]) => <option value={code} selected={typed("toActivity") === code}>{code} {name}</option>)}</select></label>}
            </div>
            <div class="filters">
              <label>Belopp, kr<input class="ds-input" name="amount" size={12} inputmode="decimal" required value={typed("amount")} {...fieldOf(failure, "amount")} /></label>
              <label>Från och med<select name="fromMonth">{MONTH_NAMES.map((words, at) => <option value={String(at + 1)} selected={typed("fromMonth") === String(at + 1)}>{words}</option>)}</select></label>
              <label>Beslut<input class="ds-input" name="decision" size={30} maxlength={200} required placeholder="dag och paragraf, eller delegation" value={typed("decision")} {...fieldOf(failure, "decision")} /></label>
            </div>
            <p class="hint">Beloppet tas ur de månader som är kvar, som de är fördelade hos den som lämnar, och läggs i samma månader hos den som får. Nämndens budget är densamma; en omfördelning som är fel förs tillbaka med en ny.</p>
            <p class="actions"><button class="ds-button" data-variant="secondary">Omfördela</button></p>
          </form>
        </details>
      )}
    </section>
  );
}
/** A place as budgetKey() tells it; a unit that is none where it tells no place. */
function placeOf(key: string): BudgetPlace {
  const [, unit, line = "", activity] = /^(\d{1,9})\/([a-z-]+)\/(.*)$/.exec(key) ?? [];
  return { unitId: Number(unit ?? 0), line: isStatementLine(line) ? line : "other-costs", activity: activity || null };
}
export const readTransfer = (form: FormData): Omit<TransferInput, "budgetId"> => ({
  from: placeOf(sentField(form, "from") ?? ""), to: { unitId: sentNumber(form, "toUnit") ?? 0, line: (sentField(form, "toLine") ?? "") as StatementLineKey, activity: sentField(form, "toActivity") }, amount: decimalOf(form, "amount"), fromMonth: sentNumber(form, "fromMonth") ?? 0, decision: sentField(form, "decision") ?? "",
});
