import { absolute, compare, divide, mean, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { isSum, monthColumns, tablesBeside, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { meets, spanOf } from "./shown-span.ts";
import { hasWords, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

const IN_MEAN = /(?<![a-zà-ÿ])(?:i\s+(?:genomsnitt|snitt|medeltal)|genomsnittligt|genomsnittet)(?![a-zà-ÿ])/iu;
const A_MONTH = /^\s+(?<what>[a-zà-ÿ]{4,})\s+(?:i\s+månaden|per\s+månad|varje\s+månad)(?![a-zà-ÿ])/iu;
/** What is said of a part of the year, or of some only, is no mean of all months. */
const OF_SOME = /januari|februari|mars|april|(?<![a-zà-ÿ])maj(?![a-zà-ÿ])|juni|juli|augusti|september|oktober|november|december|kvartal|halvår|(?<![a-zà-ÿ])(?:varav|av\s+dem|våren|hösten|sommaren|förra|föregående|fjol|tidigare|budget|plan)/iu;
const [MONTHS, FAR] = [12, "1"];

interface YearOfMonths { readonly name: string; readonly values: readonly Decimal[]; readonly line: number }
/** How far a told mean is from the right one, per cent. */
const off = (told: Decimal, right: Decimal): Decimal => divide(multiply(absolute(subtract(told, right)), "100"), right);

/** "I genomsnitt fick 371 hushåll i månaden bistånd", where the one measure of households by month has another mean. */
function ofSeries({ numbers, sentence, sentence: { inCell, text } }: ToldSentence, series: readonly ReadSeries[], written: string | null): Finding[] {
  return (inCell || !IN_MEAN.test(text) || OF_SOME.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    const what = number.unit === "count" ? A_MONTH.exec(text.slice(number.end))?.groups!["what"] : undefined;
    const year = number.year ?? written;
    if (!what || year === null || number.way !== null) return [];
    const known = series.flatMap(({ line, lines, name, years }): YearOfMonths[] => {
      const values = (years[year] ?? []).filter((value) => value !== null);
      return values.length === MONTHS && tellingWords(name).some((word) => isSameWord(word, fold(what))) && !/\sper\s|(?<![a-zà-ÿ])snitt/iu.test(name) ? [{ name, values, line: lines[year] ?? line }] : [];
    });
    const [only] = known;
    if (!only || known.length > 1) return [];
    const right = mean(only.values)!;
    if (meets(spanOf(number.value), { low: right, high: right }) || compare(off(number.value, right), number.about ? "5" : FAR) <= 0) return [];
    const expected = formatNumber(round(right, scale(number.value)));
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Texten säger ${number.written} i genomsnitt per månad, men medelvärdet av månaderna ${year} för »${only.name}« är ${expected}.`, evidence: [{ line: only.line, quote: `${only.name}: ${only.values.map(formatNumber).join(", ")}` }] }];
  });
}

const FEWEST_MONTHS = 5;
const COUNT = String.raw`(?:\d{1,2}|${Object.keys(NUMBER_WORDS).join("|")})`;
/** "Årets tio första månader": of all that the table has, where it has so many. */
const FIRST_MONTHS = new RegExp(String.raw`(?<![a-zà-ÿ])(?:årets|de)\s+(?<count>${COUNT})\s+första\s+månader(?:na)?|(?<![a-zà-ÿ])(?:årets|de)\s+första\s+(?<other>${COUNT})\s+månader(?:na)?`, "iu");
const MEAN_TOLD = new RegExp(String.raw`(?<![\d,])(?<value>${NUMBER})\s+(?<what>[a-zà-ÿ]{4,})\s+(?:[a-zà-ÿ]+\s+){0,3}?(?:i\s+månaden|per\s+månad|varje\s+månad)(?![a-zà-ÿ])`, "giu");
/** A mean is not so many times smaller or larger than the months that it is of. */
const [LEAST_TIMES, MOST_TIMES] = ["0.5", "2"];

/** "I genomsnitt utfördes 14 860 timmar per månad under årets tio första månader", beside a table of those months whose mean is 17 830. */
function ofTable(sentence: CheckedSentence, tables: readonly FigureTable[], written: string | null): Finding[] {
  const { inCell, text } = sentence;
  if (inCell || !IN_MEAN.test(text)) return [];
  const told = [...text.matchAll(MEAN_TOLD)];
  const [match] = told;
  const beside = tablesBeside(tables, sentence);
  const [table] = beside;
  if (!match || told.length > 1 || !table || beside.length > 1) return [];
  const { rows } = table;
  const months = monthColumns(table);
  const { count, other } = FIRST_MONTHS.exec(text)?.groups ?? {};
  if (OF_SOME.test(text.replace(FIRST_MONTHS, "")) || months.length < FEWEST_MONTHS || ((count ?? other) !== undefined && countOf((count ?? other)!) !== months.length)) return [];
  const words = sentenceWords(text);
  // "Hushåll 2023": the row of what is told, in the year that is told.
  const years = new Set(text.slice(0, match.index).match(/(?<![\d:/-])20\d\d(?![\d:/-])/gu));
  const [year = written] = years;
  const ofYear = rows.filter(({ label }) => year !== null && label.includes(year) && !/(?<![a-zà-ÿ])per\s/iu.test(label) && tellingWords(label).some((word) => isSameWord(word, fold(match.groups!["what"]!))));
  const isTotal = (label: string): boolean => isSum(label) || /^(?:alla|samtliga|totalt?)$/.test(fold(label));
  const named = rows.filter(({ label }) => !isTotal(label) && tellingWords(label).length > 0 && hasWords(tellingWords(label), words));
  const [row] = years.size <= 1 && ofYear.length === 1 ? ofYear : named.length === 1 ? named : named.length === 0 ? (rows.length === 1 ? rows : rows.filter(({ label }) => isTotal(label))) : [];
  const values = months.map((at) => row?.cells[at] ?? null).filter((value) => value !== null);
  const value = parseNumber(match.groups!["value"]!);
  if (!row || value === null || values.length !== months.length) return [];
  const right = mean(values)!;
  if (compare(right, "0") <= 0 || compare(off(value, right), "1") <= 0 || compare(value, multiply(right, LEAST_TIMES)) < 0 || compare(value, multiply(right, MOST_TIMES)) > 0) return [];
  const expected = formatNumber(round(right, scale(value)));
  return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected, message: `Texten säger ${match.groups!["value"]} i genomsnitt per månad, men medelvärdet av de ${months.length} månaderna för »${row.label}« är ${expected}.`, evidence: [{ line: row.line, quote: row.quote }] }];
}

const FROM_TO = new RegExp(String.raw`(?<![a-zà-ÿ])från\s+(?<from>${NUMBER})\s*(?:kr(?:onor)?)?\s+(?:[a-zà-ÿ]+\s+)?(?:(?:19|20)\d\d\s+)?till\s+(?<to>${NUMBER})(?![\d,])`, "giu");
const A_MEAN = /(?<![a-zà-ÿ])(?:medel|snitt|genomsnitt)[a-zà-ÿ]*/iu;
const CLOSE = "3";
/** "Medelbiståndet har ökat från 8 591 till 9 348 kronor": of the one measure whose months have one of the two for a mean, two years beside each other have another for the other. */
function ofTwoYears(sentence: CheckedSentence, series: readonly ReadSeries[]): Finding[] {
  if (sentence.inCell || !A_MEAN.test(sentence.text)) return [];
  return [...sentence.text.matchAll(FROM_TO)].flatMap((match): Finding[] => {
    const told = [match.groups!["from"]!, match.groups!["to"]!].map((text) => parseNumber(text)!) as [Decimal, Decimal];
    if (told.some((value) => value.replace(/\D/g, "").length < FEWEST_TOLD) || !A_MEAN.test(sentence.text.slice(0, match.index))) return [];
    const found = series.flatMap(({ lines, name, years }) => Object.keys(years).flatMap((year) => {
      const ends = [String(Number(year) - 1), year].map((one) => (years[one] ?? []).filter((value) => value !== null));
      if (ends.some((values) => values.length !== MONTHS)) return [];
      const means = ends.map((values) => mean(values)!) as [Decimal, Decimal];
      const fits = means.map((right, at) => meets(spanOf(told[at as 0 | 1]), { low: right, high: right }));
      return [{ name, year, means, fits, lines: [lines[String(Number(year) - 1)], lines[year]] }];
    }));
    if (found.some(({ fits }) => fits[0] && fits[1])) return [];
    const half = found.filter(({ fits, means }) => fits[0] !== fits[1] && [0, 1].every((at) => compare(off(told[at as 0 | 1], means[at as 0 | 1]), CLOSE) <= 0));
    const [only] = half;
    if (!only || half.length > 1) return [];
    const at = only.fits[0] ? 1 : 0;
    const expected = formatNumber(round(only.means[at], scale(told[at])));
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected, message: `Texten säger ${formatNumber(told[at])}, men medelvärdet av månaderna ${Number(only.year) - 1 + at} för »${only.name}« är ${expected}; det andra talet stämmer.`, evidence: [{ line: only.lines[at]!, quote: only.name }] }];
  });
}
const FEWEST_TOLD = 3;

/** Means over months that sentences tell, against the months. */
export const monthlyMeanFindings = (told: readonly ToldSentence[], sentences: readonly CheckedSentence[], tables: readonly FigureTable[], series: readonly ReadSeries[], written: string | null): Finding[] => {
  const found = told.flatMap((one) => [...ofSeries(one, series, written), ...ofTwoYears(one.sentence, series)]);
  const monthly = tables.filter((table) => monthColumns(table).length >= FEWEST_MONTHS);
  return [...found, ...sentences.flatMap((sentence) => ofTable(sentence, monthly, written)).filter(({ line }) => !found.some((one) => one.line === line))];
};
