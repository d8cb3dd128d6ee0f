import { compare, isZero, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells, readNumberCell, STATUS_MARK } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";

const TARGET = /^(?:mal(?:varde|tal|niva)?|riktvarde|krav)(?: (?:ar )?\d{4})?$/;
const OUTCOME = /^(?:senaste )?(?:utfall|resultat|varde|matvarde|prognos)(?: .*)?$|^\d{4}$/;
/** "Jan–okt 2023": how far it has come. */
const SO_FAR = /^jan(?:uari)? [a-z]{3,9} \d{4}$/;
const STATUS = /^(?:bedomning|status|prognos|maluppfyllelse|maluppfyllnad|uppfyllt|uppfyllelse|uppnatt|natt)(?: \d{4}| helar| for helaret)?$/;
const REACHED = /^(?:mal(?:et)? )?(?:ar )?(?:uppfyllt|uppfylls|uppnatt|uppnas|natt|nas|ja|gron|helt uppfyllt)(?: i ar)?$/;
const NOT_REACHED = /^(?:mal(?:et)? )?(?:ar )?(?:ej|inte) (?:uppfyllt|uppnatt|natt)|^(?:uppfylls|uppnas|nas) (?:ej|inte)|^(?:nej|rod)$/;
/** What is better lower, where the target does not say. */
const LOWER = /utskrivningsklar|timavlon|vikari|hyrpersonal|inhyrd|fallolyck|matsvinn|liggtid|kotid|(?:antal )?personal som|skuld|sjukfran|kostnad|vantetid|klagomal|avvikels|olyck|vrak|handlaggningstid|dagar|antal fall|arbetslos|franvaro|restid|utslapp|forbrukning|personalomsattning|(?<!(?:inte|ej) )ateraktualis|(?<!(?:inte|ej) )aterkom|(?:barn|elever|personal) per |kontinuitet/;

/** What is better higher. */
const HIGHER = /nojd|andel|procent|trygg|behor|uppfyll|upplev|delaktig|resultat|soliditet|index|nki|hme|betyg|meritvarde|genomfor|bemot|rekommend|trivs|godkan|examen|tackning|antal (?!fall|klagomal|avvik|olyck|vrak)/;

const BALANCE = /(?:ingen|hogst|ej|inga) (?:negativ )?(?:budget)?(?:avvikelse|underskott)|^avvikelse hogst|budget i balans/;

/** A row of a table that has a target and an outcome; `said` is which way is better, where the target says so. */
export interface CheckedTarget { readonly label: string; readonly target: Decimal; readonly said: "least" | "most" | null; readonly outcome: Decimal; /** The outcome is of a part of the year. */ readonly isSoFar: boolean; readonly line: number; readonly table: number; readonly quote: string }
interface TargetRow extends CheckedTarget { readonly reached: boolean; readonly status: string }

function targetOf(cell: string): Pick<TargetRow, "target" | "said"> | null {
  const words = fold(cell);
  // A target of the whole year is not one of a part of it.
  if (/\(helår(?:et)?\)/iu.test(cell)) return null;
  const number = readNumberCell(cell.replace(/^[^\d−-]*(?=[−-]?\d)/u, "")).value;
  // A budget in balance: what is better is more, and nought is enough.
  if (BALANCE.test(words) && (number === null || isZero(number))) return { target: "0", said: "least" };
  if (number === null) return null;
  return { target: number, said: /(?:^| )(?:minst|lagst|over)(?: |$)/.test(words) || /^[≥>]/.test(cell.trim()) ? "least" : /(?:^| )(?:hogst|max|under)(?: |$)/.test(words) || /^[≤<]/.test(cell.trim()) ? "most" : null };
}

/** The rows of tables that have a target and an outcome, with the verdict where there is one. */
function readTargets({ blocks }: Layout): (CheckedTarget & { readonly status: string | null })[] {
  return blocks.filter(isTable).flatMap(({ line: table, rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const isNumbers = (at: number): boolean => { const cells = rows.map(({ cells: own }) => oneLine(own[at])).filter(Boolean); return cells.filter((cell) => targetOf(cell) !== null).length * 2 >= Math.max(1, cells.length); };
    const target = heads.findIndex((one, at) => at > 0 && TARGET.test(one) && isNumbers(at));
    // A forecast in words is a verdict.
    const status = heads.findIndex((one, at) => STATUS.test(one) && rows.every(({ cells }) => readNumberCell(oneLine(cells[at])).value === null));
    const targetYear = /\d{4}/.exec(heads[target] ?? "")?.[0];
    const outcomes = heads.flatMap((one, at) => (at > 0 && at !== target && (OUTCOME.test(one) || SO_FAR.test(one)) ? [{ at, year: /\d{4}/.exec(one)?.[0] ?? null }] : []));
    // The outcome of the target's year, else one that says no year, else the latest.
    const outcome = (outcomes.find(({ year }) => targetYear !== undefined && year === targetYear) ?? outcomes.find(({ year }) => year === null) ?? (targetYear === undefined ? outcomes.toSorted((a, b) => Number(b.year) - Number(a.year))[0] : undefined))?.at;
    if (target < 1 || outcome === undefined) return [];
    return rows.flatMap(({ cells, line }) => {
      const aim = targetOf(oneLine(cells[target]));
      const value = readNumberCell(oneLine(cells[outcome]).replace(/^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ\s]*(?=[−–-]?\d)/u, "")).value;
      // "Minskning minst 3 procent", and −3,9: how far it went, and not which way.
      if (/minskning|okning|forandring/.test(fold(oneLine(cells[target])))) return [];
      const name = oneLine(cells.slice(0, target).findLast((cell) => readNumberCell(oneLine(cell)).text) ?? cells[0]);
      const inName = /(?<![a-zà-ÿ])(?:högst|max)(?![a-zà-ÿ])|\((?:lägre|låg|ska minska)[^)]*\)/iu.test(name) ? "most" : /(?<![a-zà-ÿ])(?:lägst|minst)(?![a-zà-ÿ])|\((?:högre|hög|ska öka)[^)]*\)/iu.test(name) ? "least" : null;
      return aim && value !== null ? [{ ...aim, said: aim.said ?? inName, label: name, outcome: value, isSoFar: SO_FAR.test(heads[outcome]!), line, table, quote: quoteOfCells(cells), status: status < 1 ? null : oneLine(cells[status]).replace(STATUS_MARK, "") }] : [];
    });
  });
}
/** Every row of a document that has a target and an outcome. */
export const checkedTargets = (layout: Layout): readonly CheckedTarget[] => readTargets(layout);
const targetRows = (layout: Layout): TargetRow[] => readTargets(layout).flatMap(({ status, ...row }): TargetRow[] => {
  const verdict = fold(status ?? "");
  const reached = REACHED.test(verdict) ? true : NOT_REACHED.test(verdict) ? false : null;
  // What is judged for the whole year may be reached by then.
  return status === null || reached === null || row.isSoFar ? [] : [{ ...row, reached, status }];
});

/** How many of them are done in time is better higher, whatever the time is of. */
const IN_TIME = /inom (?:\S+ ){0,3}(?:arbets)?(?:dag|veck|manad|tid|timm)|(?:i|halln?a) tid/;
/** A committee that has money left is not worse for it. */
const OF_BUDGET = /budgetavvik|avvikelse mot budget/;
const wayOf = ({ label, said }: CheckedTarget): "least" | "most" => said ?? (OF_BUDGET.test(fold(label)) ? "least" : null) ?? (!IN_TIME.test(fold(label)) && LOWER.test(fold(label)) ? "most" : "least");
export const isReached = (row: CheckedTarget): boolean => (wayOf(row) === "least" ? compare(row.outcome, row.target) >= 0 : compare(row.outcome, row.target) <= 0);

/** A target that is said to be reached and is not, or the other way round. */
export function targetFindings(layout: Layout): Finding[] {
  const rows = targetRows(layout);
  const wrong = rows.filter((row) => isReached(row) !== row.reached);
  // Where the target does not say which way is better, most others must agree with the way that it is read, and its name must say it.
  const sure = (row: TargetRow): boolean => row.said !== null || (wrong.length * 3 <= rows.length && (compare(row.outcome, row.target) === 0 || HIGHER.test(fold(row.label.replace("%", " procent "))) || LOWER.test(fold(row.label))));
  return wrong.filter(sure).map(({ label, line, outcome, quote, reached, status, target, said }): Finding => ({
    code: "target-status", severity: "warning", line, quote, expected: reached ? "inte uppfyllt" : "uppfyllt",
    message: `»${label}« bedöms som »${status}«, men utfallet ${formatNumber(outcome)} ${reached ? "når inte" : "når"} målet ${said === "least" ? "minst " : said === "most" ? "högst " : ""}${formatNumber(target)}.`, evidence: [],
  }));
}
