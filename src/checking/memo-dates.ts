import { MONTH_NAMES } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { dayOf } from "./written-days.ts";

/** "Tjänsteskrivelse 2025-11-03", on a line of its own with what the matter is called. */
const MEMO = /^\s*(?:#+\s*)?\*{0,2}Tjänsteskrivelse\*{0,2}(?:[\s,.:|]+(?:daterad|datum|den))?[\s,.:|]+(?<iso>20\d\d-\d\d-\d\d)/iu;
const HELD = new RegExp(String.raw`(?<![a-zà-ÿ])(?:hölls|genomfördes|ägde\s+rum|besöktes|skedde|inkom|lämnades|undertecknades|avslutades|träffade(?:s)?|intervjuades|fattades)\s+(?:[a-zà-ÿ]+\s+){0,3}?(?:den\s+)?(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})(?:\s+(?<year>20\d\d))?(?!\s*\d)`, "giu");
/** A memorandum is no longer than this, in lines. */
const LONGEST = 120;
/** Over the turn of a year a day without its year is of the year before. */
const MONTHS_AHEAD = 6;
const LONGEST_LINE = 500;

const HEAD = /^\s*(?:#+\s*)?\*{0,2}Tjänsteskrivelse\*{0,2}\s*$/iu;
const DAY_LINE = /^\s*(?:datum:?\s*|den\s+)?(?<iso>20\d\d-\d\d-\d\d)\s*$/iu;
const LISTED = /^\s*(?:[-•*–]|\d{1,2}[.)])\s*tjänsteskrivelse(?:[\s,]+(?:daterad|datum|den|av\s+den))?[\s,:]+(?<iso>20\d\d-\d\d-\d\d)\s*\.?\s*$/iu;
const HEAD_LINES = 6;
/** "Datum: 2024-03-04", at the head of a paper; its list of papers has it as "Tjänsteskrivelse, 2024-03-04". */
const DATED = /^\s*datum:\s*(?<iso>20\d\d-\d\d-\d\d)\s*$/iu;
const BARE = /^\s*tjänsteskrivelse,\s+(?<iso>20\d\d-\d\d-\d\d)\s*$/iu;
const TOP = 12;
/** A memorandum of one day, which the list of its papers has with another. */
export function listedMemoFindings({ lines }: Layout): Finding[] {
  const heads = lines.flatMap((text, at) => {
    const own = text.length > LONGEST_LINE ? undefined : MEMO.exec(text)?.groups!["iso"];
    if (own) return [{ day: own, line: at + 1, quote: text.trim() }];
    if (text.length > LONGEST_LINE || !HEAD.test(text)) return [];
    const day = lines.slice(at + 1, at + 1 + HEAD_LINES).map((line) => DAY_LINE.exec(line)?.groups!["iso"]).find((iso) => iso !== undefined);
    return day ? [{ day, line: at + 1, quote: `${text.trim()} ${day}` }] : [];
  });
  const dated = lines.slice(0, TOP).findIndex((text) => DATED.test(text));
  if (dated >= 0) heads.unshift({ day: DATED.exec(lines[dated]!)!.groups!["iso"]!, line: dated + 1, quote: lines[dated]!.trim() });
  return heads.length === 0 ? [] : lines.flatMap((text, at): Finding[] => {
    const day = text.length > LONGEST_LINE ? undefined : (LISTED.exec(text) ?? (dated >= 0 ? BARE.exec(text) : null))?.groups!["iso"];
    const memo = day ? heads.findLast(({ line }) => line <= at) : undefined;
    if (!day || !memo || memo.day === day || at + 1 - memo.line > LONGEST) return [];
    return [{ code: "statements-differ", severity: "warning", line: at + 1, quote: text.trim(), expected: memo.day, message: `Tjänsteskrivelsen är daterad ${memo.day} på rad ${memo.line}, men ${day} här.`, evidence: [{ line: memo.line, quote: memo.quote }] }];
  });
}

/** A meeting that "hölls den 20 november", in a memorandum of the 3rd: what has been is dated after it was told of. */
export function memoDateFindings({ lines }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const memos = lines.flatMap((text, at) => { const day = text.length > LONGEST_LINE ? undefined : MEMO.exec(text)?.groups!["iso"]; return day ? [{ day, line: at + 1, quote: text.trim() }] : []; });
  return memos.length === 0 ? [] : sentences.flatMap((sentence) => (sentence.inCell ? [] : [...sentence.text.matchAll(HELD)]).flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index);
    const memo = memos.findLast((one) => one.line <= line);
    if (!memo || line - memo.line > LONGEST) return [];
    const { day, month, year } = match.groups!;
    const held = dayOf({ day, month, year: year ?? memo.day.slice(0, 4) });
    const ahead = Number(held.slice(5, 7)) - Number(memo.day.slice(5, 7)) + 12 * (Number(held.slice(0, 4)) - Number(memo.day.slice(0, 4)));
    if (held <= memo.day || ahead > MONTHS_AHEAD) return [];
    return [{ code: "dates-turned", severity: "warning", line, quote: sentence.text, expected: null, message: `Det som redan har skett är daterat ${held}, men tjänsteskrivelsen är skriven ${memo.day}.`, evidence: [{ line: memo.line, quote: memo.quote }] }];
  }));
}
