import { absolute, compare, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthOf } from "../reading/table-cells.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** How far from the budget a year was thought to end, each time it was looked at: a row for each, and the outcome last. */
interface ForecastRow { readonly key: number | "outcome"; readonly label: string; readonly value: Decimal; readonly line: number; readonly quote: string; readonly table: FigureTable }
const OUTCOME = /^(?:bokslut|utfall|resultat|arets resultat)/;
function forecastRows(table: FigureTable): ForecastRow[] {
  return inColumns(table) ?? inRows(table);
}
/** "April | Augusti | Bokslut" over the deviation of each unit: those of all of them, in the sum. */
function inColumns(table: FigureTable): ForecastRow[] | null {
  const total = table.rows.findLast(({ label }) => isSum(label));
  const keys = table.columns.map(({ heading }) => (OUTCOME.test(fold(heading)) ? "outcome" as const : monthOf(heading.replace(/^prognos(?:en)?\s+(?:i\s+|per\s+)?/iu, ""))));
  if (!total || table.unit === null || !keys.includes("outcome") || keys.length < 2 || keys.includes(null) || !/prognos|avvik/.test(fold(`${table.corner} ${table.caption ?? ""} ${table.heading} ${table.columns.map(({ heading }) => heading).join(" ")}`))) return null;
  return table.columns.flatMap(({ heading }, at) => { const value = total.cells[at] ?? null; return value === null ? [] : [{ key: keys[at]!, label: heading, value, line: total.line, quote: total.quote, table }]; });
}
function inRows(table: FigureTable): ForecastRow[] {
  if (table.columns.length !== 1 || table.unit === null || !/prognos|avvik/.test(fold(`${table.columns[0]!.heading} ${table.corner} ${table.caption ?? ""}`))) return [];
  const rows = table.rows.flatMap((row): ForecastRow[] => {
    const month = monthOf(row.label);
    const value = row.cells[0] ?? null;
    const key = OUTCOME.test(fold(row.label)) ? "outcome" : month;
    return key === null || value === null ? [] : [{ key, label: row.label, value, line: row.line, quote: row.quote, table }];
  });
  return rows.length >= 2 && rows.length === table.rows.length ? rows : [];
}

const BETTER = /^\s*(?<better>bättre)|^\s*(?<worse>sämre)/iu;
const MONTHS = MONTH_NAMES.join("|");
const THAN = new RegExp(String.raw`^\s*(?:bättre|sämre)\s+än\s+(?:i\s+|vid\s+)?(?:prognosen\s+(?:i|per|efter)\s+)?(?<month>${MONTHS})`, "iu");
const SUBJECT = new RegExp(String.raw`(?<!(?<![a-zà-ÿ])än\s)(?<![a-zà-ÿ])(${MONTHS})prognosen(?![a-zà-ÿ])`, "iu");
/** "I delårsrapporten per den 31 augusti räknade nämnden med": as it was thought then. */
const THEN = new RegExp(String.raw`(?<![a-zà-ÿ])(?:i|per)\s+(?:den\s+\d{1,2}\s+)?(${MONTHS})(?![a-zà-ÿ])`, "iu");

/** "Bokslutet blev 1,1 mkr sämre än augustiprognosen", where the rows of forecasts say better. */
export function forecastRowFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const known = tables.map(forecastRows).filter((rows) => rows.length > 0);
  if (known.length !== 1) return [];
  const [rows] = known as [ForecastRow[]];
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => numbers.flatMap((number): Finding[] => {
    const after = text.slice(number.end);
    const way = BETTER.exec(after)?.groups;
    const month = THAN.exec(after)?.groups!["month"];
    if (!way || !month || inCell || !isMoney(number.unit)) return [];
    const from = rows.find(({ key }) => key === monthOf(month));
    const subject = SUBJECT.exec(text.slice(0, number.at))?.[1];
    const then = THEN.exec(text.slice(0, number.at))?.[1];
    const to = (subject ?? then) !== undefined ? rows.find(({ key }) => key === monthOf((subject ?? then)!)) : rows.find(({ key }) => key === "outcome");
    if (!from || !to || from === to) return [];
    const by = subtract(to.value, from.value);
    const better = compare(by, "0") > 0;
    const matches = meets(inKronor(movedSpan(from.value, to.value), from.table.unit!), spanOfTold(number));
    if (better === (way["better"] !== undefined) && matches) return [];
    // Another amount the right way may be of something else.
    if (!matches && better === (way["better"] !== undefined) && number.about) return [];
    const right = `${formatNumber(absolute(by))} ${from.table.unit} ${better ? "bättre" : "sämre"}`;
    return [{ code: matches ? "told-way" : "level-change", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: right, message: `»${to.label}« är ${formatNumber(to.value)} och »${from.label}« ${formatNumber(from.value)}: det är ${right}.`, evidence: [from, to].map(({ line, quote }) => ({ line, quote })) }];
  }));
}
