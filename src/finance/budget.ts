import { STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { compare, divide, isDecimal, isZero, multiply, negate, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { MONTHS_A_YEAR, shapeOf, spread } from "./spreading.ts";

/** A line of a unit's budget, month by month, in kronor: income plus, cost minus. */
export interface BudgetRow {
  readonly unitId: number;
  readonly line: StatementLineKey;
  /** The ledger's code of an activity; null for no activity in particular. */
  readonly activity: string | null;
  readonly months: readonly Decimal[];
}
/** By how many per cent each line is indexed. */
export type BudgetIndexing = Readonly<Partial<Record<StatementLineKey, Decimal>>>;
export interface BudgetVersion {
  readonly id: number;
  readonly committeeId: number;
  readonly year: number;
  readonly name: string;
  readonly basedOn: number | null;
  /** The last transfer in what it is based on that it was made with; null where there was none. */
  readonly basedOnTransfer: number | null;
  /** From what it is based on. */
  readonly indexing: BudgetIndexing;
  /** The day and the paragraph of the decision; null for a draft. */
  readonly decision: string | null;
  readonly version: number;
}

/** The budget that a year is held against: the latest that is decided, else the latest; null where none is made. */
export const budgetThatHolds = (budgets: readonly BudgetVersion[]): BudgetVersion | null => budgets.findLast(({ decision }) => decision !== null) ?? budgets.at(-1) ?? null;
export type BudgetPlace = Pick<BudgetRow, "unitId" | "line" | "activity">;
export const budgetKey = ({ activity, line, unitId }: BudgetPlace): string => `${unitId}/${line}/${activity ?? ""}`;
export const yearOfRow = ({ months }: Pick<BudgetRow, "months">): Decimal => sum(months);
/** Income, costs and net of some rows. */
export function budgetTotals(rows: readonly BudgetRow[]): { readonly income: Decimal; readonly costs: Decimal; readonly net: Decimal } {
  const of = (side: "income" | "cost") => sum(rows.filter(({ line }) => STATEMENT_LINES.find(({ key }) => key === line)!.side === side).map(yearOfRow));
  const [income, costs] = [of("income"), of("cost")];
  return { income, costs, net: sum([income, costs]) };
}
/** What is left of a frame when a budget is taken from it: a frame is what may be cost net, and a net cost is minus. */
export const leftOfFrame = (frame: Decimal, rows: readonly BudgetRow[]): Decimal => sum([frame, budgetTotals(rows).net]);

/** What indexing adds to a row's months: the year's is reckoned once, to whole öre, and shared as the months are. */
const indexedMonths = (row: BudgetRow, indexing: BudgetIndexing): Decimal[] => spread(round(divide(multiply(yearOfRow(row), indexing[row.line] ?? "0"), "100"), 2), row.months);
/** Rows when the percentages of indexing are changed from one to another: what else has been changed in them stays. */
export function reindexed(rows: readonly BudgetRow[], base: readonly BudgetRow[], from: BudgetIndexing, to: BudgetIndexing): BudgetRow[] {
  const was = new Map(base.map((row) => [budgetKey(row), row]));
  return rows.map((row) => {
    const before = was.get(budgetKey(row));
    if (!before) return row;
    const [less, more] = [indexedMonths(before, from), indexedMonths(before, to)];
    return { ...row, months: row.months.map((amount, at) => sum([amount, negate(less[at]!), more[at]!])) };
  });
}

export interface BudgetDifference extends BudgetPlace {
  readonly before: Decimal;
  readonly after: Decimal;
  readonly change: Decimal;
  /** What of the change is indexing of wages and prices. */
  readonly indexing: Decimal;
  /** What is left: the change of the activity itself. */
  readonly activityChange: Decimal;
  readonly note: string | null;
}
/** A difference that is more than indexing is to be explained; where only the months are others nothing has to be. */
export const needsNote = ({ activityChange, note }: BudgetDifference): boolean => note === null && !isZero(activityChange);
/** What two versions have otherwise, line by line of each unit, over the year; also where only the months differ the line is told, with no change. */
export function budgetDifferences(before: readonly BudgetRow[], after: readonly BudgetRow[], indexing: BudgetIndexing = {}, notes: ReadonlyMap<string, string> = new Map()): BudgetDifference[] {
  const was = new Map(before.map((row) => [budgetKey(row), row]));
  const now = new Map(after.map((row) => [budgetKey(row), row]));
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((key): BudgetDifference[] => {
    const [a, b] = [was.get(key), now.get(key)];
    const { activity, line, unitId } = (a ?? b)!;
    const [from, to] = [a ? yearOfRow(a) : "0", b ? yearOfRow(b) : "0"];
    const same = Array.from({ length: MONTHS_A_YEAR }, (_, month) => subtract(b?.months[month] ?? "0", a?.months[month] ?? "0")).every(isZero);
    const change = subtract(to, from);
    const index = a && b ? sum(indexedMonths(a, indexing)) : "0";
    return same ? [] : [{ unitId, line, activity, before: from, after: to, change, indexing: index, activityChange: subtract(change, index), note: notes.get(key) ?? null }];
  });
}

/** What is moved within a decided budget: the one unit has less to cost, the other more, from a month on. */
export interface BudgetTransfer {
  readonly id: number;
  readonly budgetId: number;
  readonly from: BudgetPlace;
  readonly to: BudgetPlace;
  /** Kronor, more than nought. */
  readonly amount: Decimal;
  readonly fromMonth: number;
  readonly decision: string;
  readonly madeBy: string;
  /** ISO time. */
  readonly madeAt: string;
}
/** A budget as it is when what has been moved is moved: taken of the months that are left as the giver's are, and put in the same months, so that the committee's every month is as it was. */
export function withTransfers(rows: readonly BudgetRow[], transfers: readonly Pick<BudgetTransfer, "from" | "to" | "amount" | "fromMonth">[]): BudgetRow[] {
  const known = new Map(rows.map((row) => [budgetKey(row), row]));
  const rowAt = ({ activity, line, unitId }: BudgetPlace): BudgetRow => known.get(budgetKey({ unitId, line, activity })) ?? { unitId, line, activity, months: Array.from({ length: MONTHS_A_YEAR }, () => "0") };
  const add = (place: BudgetPlace, parts: readonly Decimal[], fromMonth: number): void => {
    const row = rowAt(place);
    known.set(budgetKey(row), { ...row, months: row.months.map((own, at) => (at + 1 < fromMonth ? own : sum([own, parts[at + 1 - fromMonth]!]))) });
  };
  for (const { amount, from, fromMonth, to } of transfers) {
    const left = rowAt(from).months.slice(fromMonth - 1);
    const parts = spread(amount, shapeOf(left) ?? left.map(() => "1"));
    add(from, parts, fromMonth);
    add(to, parts.map(negate), fromMonth);
  }
  return [...known.values()];
}

/** A unit's rows in one line: what was seen is held against what is. */
export const seenBudget = (rows: readonly BudgetRow[]): string => rows.map(({ activity, line, months }) => `${line}${activity === null ? "" : `/${activity}`}=${months.join(",")}`).sort().join(" ");

/** The months of each line as seenBudget() told them of one activity: what somebody began from. */
export const readSeenBudget = (seen: string): ReadonlyMap<string, readonly Decimal[]> => new Map(seen.split(" ").flatMap((row) => { const [place = "", months = ""] = row.split("="); const line = place.split("/")[0]!; const own = months.split(","); return own.length === MONTHS_A_YEAR && own.every(isDecimal) ? [[line, own] as const] : []; }));

const MOST_PERCENT = "100";
/** What makes a percentage unfit to index by; null where nothing does. */
export const indexingFault = (indexing: BudgetIndexing): StatementLineKey | null => STATEMENT_LINES.find(({ key }) => { const percent = indexing[key]; return percent !== undefined && (!isDecimal(percent) || compare(percent, MOST_PERCENT) > 0 || compare(percent, `-${MOST_PERCENT}`) < 0); })?.key ?? null;
