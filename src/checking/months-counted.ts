import { MONTH_NAMES } from "../platform/swedish.ts";
import { isHeading, isParagraph, type Layout } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { NUMBER_WORDS } from "./number-words.ts";
import { monthNumber } from "./written-days.ts";

const MONTH = `(?<month>${MONTH_NAMES.join("|")})`;
/** "Januari–augusti", "till och med september", "efter april", "budgetuppföljning oktober 2025": the months of the year that are over. */
const UNTIL = new RegExp(String.raw`(?<![a-zà-ÿ])(?:januari\s*(?:[–-]|till(?:\s+och\s+med)?)\s*|till\s+och\s+med\s+|t\.?\s?o\.?\s?m\.?\s+|per\s+(?:den\s+)?(?:\d{1,2}\s+)?|efter\s+|(?:budget|månads|ekonomisk\s+|ekonomi)?(?:uppföljning|rapport)(?:en)?\s+(?:per\s+|efter\s+|för\s+)?)${MONTH}(?![a-zà-ÿ])`, "iu");
const WORD = Object.keys(NUMBER_WORDS).filter((word) => word.length > 2).join("|");
const FIRST = new RegExp(String.raw`(?<![a-zà-ÿ])(?:årets\s+(?:första\s+)?(?<of>${WORD}|\d{1,2})\s+(?:första\s+)?månader|(?:för|under)\s+de\s+(?:första\s+)?(?<the>${WORD}|\d{1,2})\s+(?:första\s+)?månaderna)(?![a-zà-ÿ])`, "iu");
const AFTER = new RegExp(String.raw`(?<![a-zà-ÿ])efter\s+(?<after>${WORD}|\d{1,2})\s+månader(?![a-zà-ÿ])`, "iu");
/** What is reckoned from the beginning of the year, and not from a decision or a day. */
const OF_YEAR = /prognos|utfall|riktpunkt|riktvärde|underskott|överskott|budget|nettokostnad/iu;
const OTHERWISE = /(?<![a-zà-ÿ])(?:inom|senast|kommande|närmaste|följande|senaste|anställning|utredning[a-zà-ÿ]*|verkställ[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;

const countOf = (text: string): number => Number(NUMBER_WORDS[text.toLowerCase()] ?? text);
const monthsIn = (text: string): number | null => { const month = UNTIL.exec(text)?.groups!["month"]; return month ? monthNumber(month) : null; };
const FEW = 3;
/** The period that the document's own head names: one, and no other. */
function ownMonths({ blocks }: Layout): { readonly months: number; readonly quote: string; readonly line: number } | null {
  const heads = blocks.slice(0, FEW).flatMap((block) => (isHeading(block) || (isParagraph(block) && block.text.length < 120) ? [block] : [])).flatMap((block) => { const months = monthsIn(block.text); return months === null ? [] : [{ months, quote: block.text, line: block.line }]; });
  return heads.length > 0 && new Set(heads.map(({ months }) => months)).size === 1 ? heads[0]! : null;
}

/** "Årets första åtta månader", in a report until September; "efter fyra månader", right after "till och med mars". */
export function monthsCountedFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const own = ownMonths(layout);
  return sentences.flatMap((sentence, at): Finding[] => {
    const { inCell, section, text } = sentence;
    if (inCell || OTHERWISE.test(text)) return [];
    const match = FIRST.exec(text) ?? (OF_YEAR.test(`${text} ${sentences[at - 1]?.text ?? ""}`) ? AFTER.exec(text) : null);
    // What it was at another time, and what it is reckoned from.
    if (match && /bygger\s+på|(?<![a-zà-ÿ])(?:var|hade|blev)(?![a-zà-ÿ])/iu.test(text) && !FIRST.test(text)) return [];
    const told = match ? countOf(match.groups!["of"] ?? match.groups!["the"] ?? match.groups!["after"]!) : 0;
    if (!match || told < 2 || told > 11) return [];
    // The sentence's own period, that of the one before it, that of its heading, or the document's.
    const before = sentences[at - 1];
    const near = [{ text, line: sentence.line }, ...(before && before.section.line === section.line && sentence.line - before.line <= FEW ? [{ text: before.text, line: before.line }] : []), { text: section.heading, line: section.line }].flatMap((one) => { const months = monthsIn(one.text.replace(match[0], "")); return months === null ? [] : [{ months, quote: one.text, line: one.line }]; });
    const periods = near.length ? near : own ? [own] : [];
    const [period] = periods;
    // "Årets tre första månader" of eight are a part: one more or less is a slip.
    if (!period || Math.abs(period.months - told) !== 1 || periods.some(({ months }) => months === told) || own?.months === told) return [];
    return [{ code: "other-period", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: `${period.months} månader`, message: `Texten säger »${match[0]}«, men perioden är ${period.months} månader (»${UNTIL.exec(period.quote)![0]}«).`, evidence: [{ line: period.line, quote: period.quote }] }];
  });
}
