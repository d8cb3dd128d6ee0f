import { MONTH_NAMES } from "../platform/swedish.ts";
import { isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const DAY = String.raw`(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})(?:\s+(?<year>20\d\d))?`;
/** "Öppnar den 1 september", "flyttar in den 1 november", "tas i drift den 1 mars". */
const OPENS = new RegExp(String.raw`(?<![a-zà-ÿ])(?:öppna(?:r|s|t|de|des)?|flyttar?\s+in|flyttade\s+in|inflyttning(?:en)?|tas\s+i\s+(?:bruk|drift)|togs\s+i\s+(?:bruk|drift)|invigs|invigdes|startar|startade)\s+(?:[a-zà-ÿ]+\s+){0,3}?(?:den\s+)${DAY}(?!\s*\d)`, "iu");
/** "Ängsbacken (från 1 september)", as a row is called. */
const FROM = new RegExp(String.raw`^(?<name>\p{Lu}[a-zà-ÿ]{4,})\s+\((?:öppnar|från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?)\s+(?:den\s+)?${DAY}\)`, "u");
const NAME = /(?<=[A-Za-zÀ-ÿ,:;»"(]\s)\p{Lu}[a-zà-ÿ]{4,}/gu;

interface Opening { readonly name: string; readonly day: string; readonly month: string; readonly year: string | null; readonly line: Place; readonly quote: string }

/** One and the same that opens on the first of September here, and where they move in on the first of November there: another month has the same day. */
export function openingDayFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const rows = blocks.filter(isTable).flatMap(({ rows: all }) => all.flatMap(({ cells, line }): Opening[] => cells.map(oneLine).flatMap((cell) => { const groups = FROM.exec(cell)?.groups; return groups ? [{ name: groups["name"]!, day: groups["day"]!, month: groups["month"]!.toLowerCase(), year: groups["year"] ?? null, line, quote: quoteOfCells(cells) }] : []; })));
  const told = sentences.flatMap((sentence, at): Opening[] => {
    const match = sentence.inCell ? null : OPENS.exec(sentence.text);
    if (!match) return [];
    const names = (text: string): string[] => [...new Set([...text.matchAll(NAME)].map(([name]) => name))];
    const own = names(sentence.text);
    // Of whom, where the sentence has no name of its own, is told by the first of its paragraph.
    const first = sentences.slice(Math.max(0, at - 3), at).find(({ line }) => line === sentence.line);
    const said = own.length || !first ? own : names(first.text);
    const { day, month, year } = match.groups!;
    return said.length === 1 ? [{ name: said[0]!, day: day!, month: month!.toLowerCase(), year: year ?? null, line: lineAt(sentence, match.index), quote: sentence.text }] : [];
  });
  const known = [...rows, ...told].map((one) => ({ ...one, name: one.name.replace(/s$/u, "") }));
  return [...Map.groupBy(known, ({ name }) => name).values()].flatMap((same): Finding[] => {
    const days = [...Map.groupBy(same, ({ month }) => month).values()].toSorted((a, b) => a.length - b.length);
    const [odd, others] = days;
    const [one, other] = [odd?.at(-1), others?.[0]];
    if (!one || !other || days.length !== 2 || one.day !== other.day || (one.year !== null && other.year !== null && one.year !== other.year)) return [];
    return [{ code: "statements-differ", severity: "warning", line: one.line, quote: one.quote, expected: `${other.day} ${other.month}`, message: `${one.name} öppnar den ${one.day} ${one.month} här, men den ${other.day} ${other.month} på rad ${other.line}.`, evidence: others!.map(({ line, quote }) => ({ line, quote })) }];
  });
}
