import { compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { tellingWords } from "./telling-words.ts";
import { sharedWords } from "./word-sets.ts";
import type { VolumeTable } from "./volume-tables.ts";

/*
 * A machine that reads pictures has other letters for ö and ä, or two: "féorvantad 6kning".
 */
/** What is thought to grow: "förväntad ökning av …", "antagandet att … kommer att öka". */
const GROWS = /(?<![a-zà-ÿ])(?:f.{1,2}rv.{1,2}ntad|ber.{1,2}knad|prognostiserad|befarad)\s+[oö60]kning\s+av\s+(?<of>[^.;]{5,120})|(?<![a-zà-ÿ])antagande(?:t|n)?\s+(?:om\s+)?att\s+(?<that>[^.;]{5,120}?)\s+(?:kommer\s+att\s+|ska\s+|v.{1,2}ntas\s+)?[oö6]ka(?:r)?(?![a-zà-ÿ])/iu;
/** What is not: "ser inte några tydliga tendenser till ökning av …", "ingen ökning av … väntas". */
const GROWS_NOT = /(?<![a-zà-ÿ])(?:inte|ej|inga|ingen)\s+(?:n[aå]gra\s+|n[aå]gon\s+)?(?:tydliga?\s+)?(?:tendens(?:er)?\s+till|tecken\s+p[aå]|indikation(?:er)?\s+p[aå])\s+(?:en\s+)?[oö6]kning(?:ar)?\s+(?:av|i|f[oö6]r)\s+(?<of>[^.;,]{5,80})|(?<![a-zà-ÿ])ingen\s+[oö6]kning\s+(?:av|i)\s+(?<that>[^.;,]{5,80}?)\s+(?:f.{1,2}rv.{1,2}ntas|v.{1,2}ntas|ber.{1,2}knas|planeras)/iu;
const [STEM, LEAST_WORD] = [6, 6];
const COMMON = /^(?:verksa|kommun|kostna|behov|antale|forvan|okning|utifra|befint|kommer|stora|brukar|insats|medel)/;
/** A machine has read letters otherwise; what a word begins with is most often right. */
const stems = (text: string): Set<string> => new Set(tellingWords(text).filter((word) => word.length >= LEAST_WORD).map((word) => fold(word).slice(0, STEM)).filter((stem) => !COMMON.test(stem)));
const said = (pattern: RegExp, text: string): string | null => { const groups = pattern.exec(text)?.groups; return groups ? (groups["of"] ?? groups["that"] ?? null) : null; };
const NEAR = 12;

/** "Budgeten utökas på grund av förväntad ökning av … externt placerade", beside a table whose next year has fewer of them, and less money. */
function againstTables(sentences: readonly CheckedSentence[], tables: readonly VolumeTable[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const grows = sentence.inCell ? null : said(GROWS, sentence.text);
    const beside = grows === null ? [] : tables.filter(({ table }) => table.section === sentence.section.line && Math.abs(table.line - sentence.line) <= NEAR && sharedWords(stems(grows), stems(`${table.caption ?? ""} ${table.heading}`)).length > 0);
    const [only, ...more] = beside;
    const [now, next] = only?.years.slice(-2) ?? [];
    if (!only || more.length || !now?.count || !next?.count || next.kind !== "budget" || now.budget === null || next.budget === null) return [];
    if (compare(next.count, now.count) >= 0 || compare(next.budget, now.budget) >= 0) return [];
    return [{ code: "told-way", severity: "warning", line: sentence.line, quote: sentence.text, expected: null, message: `Texten räknar med fler, men i tabellen går »${only.counted}« från ${formatNumber(now.count)} till ${formatNumber(next.count)} och budgeten från ${formatNumber(now.budget)} till ${formatNumber(next.budget)} ${only.unit} (${now.year} till ${next.year}).`, evidence: [{ line: next.row.line, quote: `${now.row.quote} | ${next.row.quote}` }] }];
  });
}

/** "Ramen ökar utifrån antagandet att antalet hushåll med bistånd kommer att öka", and in the same part "inte några tendenser till ökning av bistånd". */
function againstWords(sentences: readonly CheckedSentence[]): Finding[] {
  const prose = sentences.filter(({ inCell }) => !inCell);
  const growing = prose.flatMap((sentence) => { const of = said(GROWS, sentence.text); return of === null ? [] : [{ sentence, of: stems(of) }]; });
  return growing.length === 0 ? [] : prose.flatMap((sentence): Finding[] => {
    const not = said(GROWS_NOT, sentence.text);
    const other = not === null ? undefined : growing.find((one) => one.sentence.section.line === sentence.section.line && one.sentence !== sentence && sharedWords(one.of, stems(not)).length > 0);
    return other ? [{ code: "statements-differ", severity: "warning", line: sentence.line, quote: sentence.text, expected: null, message: `Här väntas ingen ökning, men på rad ${other.sentence.line} bygger samma avsnitt på att det ökar.`, evidence: [{ line: other.sentence.line, quote: other.sentence.text }] }] : [];
  });
}

/** What is thought to grow, in a part of a document that has less of it or says that it does not. */
export const expectedGrowthFindings = (sentences: readonly CheckedSentence[], tables: readonly VolumeTable[]): Finding[] => [...againstTables(sentences, tables), ...againstWords(sentences)];
