import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold, isParagraph, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { dayOf, ISO_DAY, WRITTEN_DAY } from "./written-days.ts";

const KINDS = [
  { name: "slutar", heading: /loper ut|galler (?:till|t o m|tom)|till och med|t o m|slutdatum|avtalsslut|avtalet slutar|upphor|sista dag|giltig(?:t)? till/ },
  { name: "börjar", heading: /galler fran|fran och med|fr o m|startdatum|avtalsstart|avtalet borjar|giltig(?:t)? fran/ },
] as const;
interface DatedColumn { readonly heading: string; readonly days: ReadonlyMap<string, { readonly day: string; readonly line: number; readonly quote: string }> }
/** So many columns of days are put beside each other. */
const MOST_COLUMNS = 60;
const [FEWEST_AGREED, LEAST_NAME] = [2, 4];

/** The columns of a table that tell when each of its rows begins or ends; a row's name stands once. */
function datedColumns({ blocks }: Layout, pattern: RegExp): DatedColumn[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => head!.cells.flatMap((cell, at): DatedColumn[] => {
    if (at < 1 || !pattern.test(fold(oneLine(cell)))) return [];
    const dated = rows.flatMap(({ cells, line }) => (ISO_DAY.test(oneLine(cells[at])) ? [{ name: fold(oneLine(cells[0])), day: oneLine(cells[at]), line, quote: quoteOfCells(cells) }] : []));
    const once = dated.filter(({ name }) => name.length >= LEAST_NAME && dated.filter((other) => other.name === name).length === 1);
    return once.length ? [{ heading: oneLine(cell), days: new Map(once.map(({ name, ...rest }) => [name, rest])) }] : [];
  }));
}

/** Two tables that tell when the same contracts end: alike for most, and otherwise for one. */
export function contractEndFindings(layout: Layout): Finding[] {
  return KINDS.flatMap(({ heading: pattern, name: what }) => {
    const columns = datedColumns(layout, pattern).slice(0, MOST_COLUMNS);
    return columns.flatMap((one, at) => columns.slice(at + 1).flatMap((other): Finding[] => {
      const both = [...one.days].flatMap(([name, a]) => { const b = other.days.get(name); return b ? [{ a, b }] : []; });
      const wrong = both.filter(({ a, b }) => a.day !== b.day);
      const [first] = wrong;
      if (!first || wrong.length > 1 || both.length - 1 < FEWEST_AGREED) return [];
      return [{ code: "statements-differ", severity: "warning", line: first.b.line, quote: first.b.quote, expected: first.a.day, message: `»${other.heading}« är ${first.b.day} här, men på rad ${first.a.line} ${what} samma avtal ${first.a.day}; de andra raderna stämmer överens.`, evidence: [{ line: first.a.line, quote: first.a.quote }] }];
    }));
  });
}

const [FROM, UNTIL, LENGTH] = [/^(?:fran|fr o m|fran och med|start(?:datum)?|galler fran|avtalsstart)$/, /^(?:till|t o m|till och med|slut(?:datum)?|galler till|galler till och med|avtalsslut)$/, /^(?:avtalstid|tid|langd|avtalsperiod)$/];
/** So many years, where a contract runs from a day to the day before the same of another year. */
function yearsBetween(from: string, until: string): number | null {
  const next = new Date(`${until}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const day = next.toISOString().slice(0, 10);
  return day.slice(4) === from.slice(4) ? Number(day.slice(0, 4)) - Number(from.slice(0, 4)) : null;
}
interface Contract { readonly line: number; readonly quote: string; readonly said: string; readonly between: number; readonly ok: boolean; readonly days: string }
function contractOf(from: string, until: string, said: string, line: number, quote: string): Contract[] {
  const years = /^(\d{1,2})\s+år$/u.exec(said)?.[1];
  const between = ISO_DAY.test(from) && ISO_DAY.test(until) && from < until ? yearsBetween(from, until) : null;
  return years === undefined || between === null ? [] : [{ line, quote, said, between, ok: String(between) === years, days: `${from}–${until}` }];
}
/** A row that has kept its words and figures only: "Familjerådgivning Samtalsgården AB 2021-09-01 2024-08-31 4 år". */
const IN_LINE = /(?<!\d)(?<from>(?:19|20)\d\d-\d\d-\d\d)\s+(?:[–-]\s+)?(?<until>(?:19|20)\d\d-\d\d-\d\d)\s+(?<said>\d{1,2}\s+år)(?![a-zà-ÿ])/u;
const MONTH = MONTH_NAMES.join("|");
const DAY = (name: string): string => String.raw`(?:den\s+)?(?:(?<${name}Iso>20\d\d-\d\d-\d\d)|(?<${name}Day>\d{1,2})\s+(?<${name}Month>${MONTH})\s+(?<${name}Year>20\d\d))`;
/** "Gäller i två år, från och med 1 oktober 2024 till och med 30 september 2027". */
const IN_PROSE = new RegExp(String.raw`(?<![a-zà-ÿ])(?:gäller|löper|är\s+tecknat|är)\s+(?:i|på|för)\s+(?<years>\d{1,2}|${Object.keys(NUMBER_WORDS).join("|")})\s+år,?\s+(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?)\s+${DAY("from")}\s+(?:till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?)\s+${DAY("until")}(?!\d)`, "iu");
/** So many years in a sentence, and two days that are another number of years apart. */
export function proseContractLengthFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const groups = sentence.inCell ? undefined : IN_PROSE.exec(sentence.text)?.groups;
    if (!groups) return [];
    const [from, until] = ["from", "until"].map((name) => dayOf({ iso: groups[`${name}Iso`], day: groups[`${name}Day`], month: groups[`${name}Month`], year: groups[`${name}Year`] })) as [string, string];
    const between = from < until ? yearsBetween(from, until) : null;
    const said = countOf(groups["years"]!);
    if (between === null || between === said) return [];
    return [{ code: "dates-turned", severity: "error", line: lineAt(sentence, sentence.text.indexOf(groups["years"]!)), quote: sentence.text, expected: `${between} år`, message: `Texten säger ${groups["years"]} år, men ${from} till ${until} är ${between} år.`, evidence: [] }];
  });
}

/** "2021-09-01 | 2024-08-31 | 4 år": the days are three years apart, and in the other rows they are as many as is said. */
export function contractLengthFindings({ blocks }: Layout): Finding[] {
  const inTables = blocks.filter(isTable).map(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const [from, until, length] = [FROM, UNTIL, LENGTH].map((pattern) => heads.findIndex((one) => pattern.test(one))) as [number, number, number];
    return from < 0 || until < 0 || length < 0 ? [] : rows.flatMap(({ cells, line }) => contractOf(oneLine(cells[from]), oneLine(cells[until]), oneLine(cells[length]), line, quoteOfCells(cells)));
  });
  const inLines = blocks.filter(isParagraph).map(({ lines }) => lines.flatMap(({ line, text }) => { const { from, said, until } = IN_LINE.exec(text)?.groups ?? {}; return from && until && said ? contractOf(from, until, said, line, text) : []; }));
  return [...inTables, ...inLines].flatMap((contracts): Finding[] => {
    const wrong = contracts.filter(({ ok }) => !ok);
    if (!wrong.length || contracts.length - wrong.length < Math.max(FEWEST_AGREED, wrong.length * 2)) return [];
    return wrong.map(({ between, days, line, quote, said }): Finding => ({ code: "dates-turned", severity: "warning", line, quote, expected: `${between} år`, message: `Avtalstiden sägs vara ${said}, men ${days} är ${between} år; för de andra avtalen stämmer det.`, evidence: contracts.filter(({ ok }) => ok).slice(0, 2).map((one) => ({ line: one.line, quote: one.quote })) }));
  });
}

const FROM_DAY = new RegExp(String.raw`(?:gälla\s+|gäller\s+|löper\s+)?från\s+(?:och\s+med\s+)?${WRITTEN_DAY}`, "iu");
const SO_LONG = new RegExp(String.raw`(?<![a-zà-ÿ])(?:avtalstiden|avtalsperioden|löptiden)\s+är\s+(?<years>${Object.keys(NUMBER_WORDS).join("|")})\s+år`, "iu");
const ENDS = new RegExp(String.raw`(?<![a-zà-ÿ])(?:löper|gäller|upphör|går)\s+[^.;]{0,40}?(?:ut|till\s+och\s+med|t\.o\.m\.|upphör)?\s*${WRITTEN_DAY}`, "iu");
const PROLONGED = /förläng|option/iu;
/** "Från och med den 1 juli 2023. Avtalstiden är två år. Det löper ut den 30 juni 2026". */
export const toldContractLengthFindings = (all: readonly CheckedSentence[]): Finding[] => all.flatMap((sentence, at): Finding[] => {
  const years = sentence.inCell ? undefined : SO_LONG.exec(sentence.text)?.groups!["years"];
  const [before, after] = [all[at - 1], all[at + 1]];
  const [from, to] = [before ? FROM_DAY.exec(before.text)?.groups : undefined, after ? ENDS.exec(after.text)?.groups : undefined];
  if (!years || !from || !to || [before, after].some((one) => one!.section.line !== sentence.section.line) || (PROLONGED.test(sentence.text) && !/utan\s+[^.;]{0,30}förläng/iu.test(sentence.text))) return [];
  const [start, end] = [dayOf(from), dayOf(to)];
  const day = new Date(`${start}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + countOf(years));
  const last = new Date(day.getTime() - 86_400_000).toISOString().slice(0, 10);
  return end === last || end === day.toISOString().slice(0, 10) ? [] : [{ code: "dates-turned", severity: "warning", line: lineAt(after!, 0), quote: after!.text, expected: last, message: `${years[0]!.toUpperCase()}${years.slice(1)} år från ${start} slutar ${last}, men texten säger ${end}.`, evidence: [{ line: sentence.line, quote: sentence.text }] }];
});
