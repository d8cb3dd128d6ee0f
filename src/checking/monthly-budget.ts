import { absolute, compare, divide, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { lineAt } from "./checked-sentences.ts";
import { FIGURE_UNITS, kronor, moneyUnitOf, type FigureUnit } from "./figure-unit.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const MONTHS = 12;
const ROW = /^(?<role>budget|utfall(?: och prognos)?|prognos)\s+(?<year>(?:19|20)\d\d)$/;
/** Twelve months of cost under a budget and under an outcome of the same year. */
interface BudgetYear { readonly year: string; readonly planned: Decimal; readonly became: Decimal; readonly unit: FigureUnit | null; readonly line: number; readonly name: string }
function budgetYears({ line, name, years }: ReadSeries): BudgetYear[] {
  const rows = Object.entries(years).flatMap(([label, values]) => { const { role, year } = ROW.exec(fold(label))?.groups ?? {}; const all = values.filter((value) => value !== null); return role && year && all.length === MONTHS ? [{ role, year, total: sum(all) }] : []; });
  return rows.filter(({ role }) => role === "budget").flatMap(({ total: planned, year }) => rows.filter((other) => other.role !== "budget" && other.year === year).map(({ total: became }) => ({ year, planned, became, unit: moneyUnitOf(name), line, name })));
}

const UNDER = /(?<![a-zà-ÿ])(?<less>under|lägre\s+än|mindre\s+än|minskade|minskat|överskott|bättre\s+än)(?![a-zà-ÿ])|(?<more>över|högre\s+än|mer\s+än|ökade|ökat|underskott|sämre\s+än)(?![a-zà-ÿ])/iu;
const OF_BUDGET = /^[^.;,\d]{0,40}?(?:under|över|lägre\s+än|högre\s+än|mer\s+än|mindre\s+än|j[äa]mf[a-zà-ÿ]{1,2}rt\s+med|mot)\s+(?:[a-zà-ÿ]+\s+){0,2}?budget[a-zà-ÿ]*/iu;
const FAR = ["2.5", "0.4"] as const;

/** "Utbetalningarna beräknas stanna 1,9 mnkr under budget", beside the months of both: how far apart the year's two sums are, and which is the larger. */
export function monthlyBudgetFindings(sentences: readonly ToldSentence[], series: readonly ReadSeries[], tables: readonly FigureTable[]): Finding[] {
  const known = series.flatMap(budgetYears).map((one) => ({ ...one, section: tables.find(({ line }) => Math.abs(line - one.line) <= 1)?.section }));
  if (!known.length) return [];
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }) => (inCell || !/budget/iu.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    const after = OF_BUDGET.exec(text.slice(number.end))?.[0];
    if (!isMoney(number.unit) || after === undefined) return [];
    const way = (UNDER.exec(after) ?? UNDER.exec(text.slice(0, number.at)))?.groups;
    const beside = known.filter((one) => one.section === section.line);
    const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(after)?.[0] ?? number.year;
    const [only, ...more] = beside.filter((one) => year === null || one.year === year);
    if (!way || !only || more.length) return [];
    const by = subtract(only.became, only.planned);
    const unit = only.unit ?? "tkr";
    const amount = kronor(absolute(by), unit);
    const said = kronor(number.value, number.unit as FigureUnit);
    // What a table says no unit of is taken to be in thousands, where it is then of the number's size.
    if (compare(said, multiply(amount, FAR[0])) > 0 || compare(said, multiply(amount, FAR[1])) < 0) return [];
    const isMore = compare(by, "0") > 0;
    const same = meets({ low: amount, high: amount }, spanOfTold(number));
    if (same && isMore === (way["more"] !== undefined)) return [];
    // "Cirka 15,3" is closer than "cirka 15".
    if (!same && number.about && compare(absolute(subtract(said, amount)), multiply(amount, scale(number.value) > 0 ? "0.05" : "0.1")) <= 0) return [];
    const shown = `${formatNumber(round(divide(amount, FIGURE_UNITS[number.unit as FigureUnit]), 1))} ${number.unit}`;
    const right = `${shown} ${isMore ? "över" : "under"} budget`;
    return [{ code: same ? "told-way" : "told-movement", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: right, message: `Texten säger ${number.written} ${way["more"] ? "över" : "under"} budget, men månaderna ${only.year} är tillsammans ${formatNumber(only.became)} mot budgetens ${formatNumber(only.planned)}: ${right}.`, evidence: [{ line: only.line, quote: only.name }] }];
  }));
}
