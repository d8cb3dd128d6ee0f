import type { ReadIndicator } from "./reading.ts";
import { isScannedNumber, scannedValue, splitGroupedNumbers } from "./scanned-values.ts";

export interface NumberedLine {
  readonly text: string;
  readonly line: number;
}
interface ValueLine {
  readonly index: number;
  readonly line: number;
  readonly name: string;
  /** Target values from the left, and a baseline if one stood on the line. */
  readonly targets: readonly string[];
  readonly baseline: string | null;
  /** A star or its remains stand where the baseline would: there is none. */
  readonly noBaseline: boolean;
}

const SOURCE = /\s*(egen-?|kontroll?|hr|erp|sbk|inkdp|-9)$/i;
const HEADING_NOISE = /^\W*(ing\p{L}*|rikt?v\p{L}*|virde|v.rde|kalla|20\d\d|N)(\W+(ing\p{L}*|rikt?v\p{L}*|virde|v.rde|kalla|20\d\d))*\W*$/iu;
const STARTS_INDICATOR = /^(antal|andel|genomf|v.ntetid|tillg|medarbetar|personal|heltid|sjuk|budget|avtals|fossil|drivmedel|r.ttss)/i;

/** Takes the values off the end of a line, from the right: as many as there are target years, then a baseline. */
function readValueLine(text: string, years: number): Omit<ValueLine, "index" | "line"> | null {
  let rest = text.replace(/\|/g, " ").replace(/(\d) - (\d)/g, "$1-$2").replace(/(\d) %/g, "$1%").replace(/\s+/g, " ").trim();
  while (SOURCE.test(rest)) rest = rest.replace(SOURCE, "");
  const tokens = rest.split(" ").filter((token) => !/^[-–|,]$/.test(token));
  const values: string[] = [];
  let at = tokens.length - 1;
  let skipped = 0;
  while (at >= 0 && values.length < years) {
    const token = tokens[at]!;
    const value = scannedValue(token) ?? (/^\d+-\d+$/.test(token) ? token : null);
    if (value !== null) values.unshift(value);
    else if (values.length > 0 || skipped++ > 0) break;
    at--;
  }
  if (values.length < 2) return null;
  let baseline: string | null = null;
  const noBaseline = /^(\*|N|["”’.])$/.test(tokens[at] ?? "");
  for (let back = at; back >= Math.max(0, at - 2) && baseline === null; back--) {
    const value = scannedValue(tokens[back]!);
    if (isScannedNumber(value)) {
      baseline = value;
      at = back - 1;
    }
  }
  const name = tokens.slice(0, at + 1).filter((token) => /[\p{L}\d(]/u.test(token) && token !== "N").join(" ");
  return { name, targets: values, baseline, noBaseline };
}

/** Numbers alone on the line beside a value line belong to it, printed a little higher or lower. */
function looseNumbers(lines: readonly NumberedLine[], index: number): string[] {
  for (const step of [-1, 1]) {
    const text = lines[index + step]?.text.replace(/^ca\s|\(.*\)|\b(egen-?|med \d+ %|ca)\b|\|/gi, " ").trim() ?? "";
    const tokens = text.split(/\s+/).filter(Boolean);
    if (!tokens.length || tokens.length > 5 || !/^[+-]?\d/.test(tokens[0]!) ) continue;
    const numbers = tokens.slice(0, tokens.findIndex((token) => !/^[+-]?\d/.test(token)) >>> 0);
    const found = splitGroupedNumbers(numbers, 1)[0] ?? splitGroupedNumbers(numbers, 2)[0];
    if (found) return found;
  }
  return [];
}

/** Reads indicators out of the lines of a scanned table. Everything is unsure: letters and figures may be misread. */
export function readScannedIndicators(region: readonly NumberedLine[], years: readonly string[]): ReadIndicator[] {
  const lines = region.filter(({ text }) => !HEADING_NOISE.test(text.replace(/\|/g, " ").trim()));
  const values = lines.flatMap(({ text, line }, index): ValueLine[] => {
    const read = readValueLine(text, years.length);
    if (!read) return [];
    const directionsOnly = !read.targets.some(isScannedNumber) && read.baseline === null;
    const doubled = figuresFollow(lines, index, years.length);
    return directionsOnly && doubled && read.name.length < 12 ? [] : [{ index, line, ...read }];
  });
  const claimed = new Set(values.map(({ index }) => index));
  return values.map((value, position) => {
    const from = (values[position - 1]?.index ?? -1) + 1;
    const to = values[position + 1]?.index ?? lines.length;
    const before = lines.slice(from, value.index).filter((_, offset) => !claimed.has(from + offset));
    const after: NumberedLine[] = [];
    for (let index = value.index + 1; index < to; index++) {
      const next = lines[index]!;
      const adjacent = next.line === lines[index - 1]!.line + 1;
      if (!adjacent || STARTS_INDICATOR.test(next.text)) break;
      after.push(next);
      claimed.add(index);
    }
    const name = [...before.map(({ text }) => text), value.name, ...after.map(({ text }) => text)]
      .map((text) => text.replace(/\|/g, " ").replace(SOURCE, "").replace(/\(?(nov|dec|okt|snitt|prognos) ?(20\d\d)?\)?/gi, "").trim())
      .filter((text) => /\p{L}{3}/u.test(text) && !/^(egen-?|kontroll?)$/i.test(text))
      .join(" ")
      .replace(/\s+/g, " ")
      .replace(/^[\s*.,]+|[\s*.,]+$/g, "");
    const loose = value.baseline === null && !value.noBaseline ? looseNumbers(lines, value.index) : [];
    const given = loose.length === 2 && value.targets.length < years.length ? [loose[1]!, ...value.targets] : value.targets;
    const padded = [...Array<string | null>(Math.max(0, years.length - given.length)).fill(null), ...given];
    const targets = Object.fromEntries(years.flatMap((year, index) => (padded[index] ? [[year, padded[index]!]] : [])));
    const block = lines.slice(from, Math.min(to, value.index + 3)).map(({ text }) => text).join(" ");
    const source = /\b(HR|ERP|SBK)\b/.exec(block)?.[1] ?? (/egen|kontrol/i.test(block) ? "Egenkontroll" : null);
    return { name, baseline: value.baseline ?? loose[0] ?? null, targets, values: {}, source, line: value.line, sure: false };
  }).filter((indicator) => indicator.name.length > 3);
}

/** The next line carries the same cells with its figures: this one only holds what the picture doubled. */
function figuresFollow(lines: readonly NumberedLine[], index: number, years: number): boolean {
  const next = lines[index + 1];
  return next !== undefined && (readValueLine(next.text, years)?.targets.some(isScannedNumber) ?? false);
}
