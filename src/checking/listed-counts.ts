import { fold, isParagraph, isTable, type Layout } from "../reading/layout.ts";
import { oneLine } from "../reading/table-cells.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { isSum } from "./figure-table.ts";

const COUNT = String.raw`(?<count>${Object.keys(NUMBER_WORDS).filter((word) => NUMBER_WORDS[word] !== "1").join("|")}|[2-9]|1[0-2])`;
/** What is told a number of, before what they are: "tre prioriterade områden". */
const NOUN = String.raw`(?:\s+\p{Ll}+){0,3}?\s+(?<noun>\p{Ll}{3,}(?:ar|or|er|n|en|na)|\p{Ll}*(?:mål|områden|spår|projekt|beslut|krav|steg|skäl|orsaker|delar|barn|ben|råd|skolor|enheter|avdelningar|bolag|hus|program|avtal))`;
const NO_NOUN = /^(?:procent|procentenheter|mnkr|mkr|tkr|kronor|kr|år|åren|månader|månaderna|dagar|timmar|veckor|gånger|procentenheterna|miljoner|tusen|minuter|personer|platser|meter|kilometer|ton|av|andra|första)$/u;
/** "Tre områden: a, b och c", "… fyra enheter – a, b, c och d – som". */
const LISTED = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])${COUNT}${NOUN}(?:(?:(?!(?<![A-Za-zÀ-ÿ])(?:${Object.keys(NUMBER_WORDS).join("|")})(?![A-Za-zÀ-ÿ]))[^:;.,\d–]){0,90}:\s*(?<items>[^:;.()\d–]{6,400})(?=[.;]|$)|\s+[–-]\s+(?<between>[^:;.()\d–]{6,300}?)\s+[–-]\s)`, "giu");
const OPEN = /bland annat|bl\.a|till exempel|t\.ex|framför allt|främst|däribland|exempelvis|med flera|m\.fl|m\.m/iu;
/** What stands in a subordinate clause is not one of those that are listed. */
const CLAUSE = /(?<![a-zà-ÿ])(?:som|vilket|vilka|där|när|att|om|eftersom|men|ska|är|har|kan|var|blev)(?![a-zà-ÿ])/iu;
const MOST_WORDS = 6;

/** "Fem från hemtjänsten, fyra från boendet": they are counted, not listed. */
const COUNTED = new RegExp(String.raw`(?:^|,\s*|(?<![a-zà-ÿ])och\s+)(?:${Object.keys(NUMBER_WORDS).join("|")}|\d+)\s`, "giu");
/** How many are listed; null where the list may be read in more than one way. */
function listedIn(items: string): number | null {
  if (/^\s*\p{Lu}[\p{L}-]+\s+och\s+\p{Lu}[\p{L}-]+(?:\s+\p{Ll}+)?\s*$/u.test(items)) return 2;
  const parts = items.replace(/,\s+(?:på grund av|till följd av|efter|tack vare)\s[^,]+,(?=\s+(?:och|samt)\s)/giu, "").replace(/([a-zà-ÿ]+-)\s+(?:och|samt|eller)\s+/giu, "$1").split(",").map((part) => part.trim()).filter(Boolean);
  const last = parts.at(-1) ?? "";
  const joined = parts.map((part) => part.match(/(?<![a-zà-ÿ-])(?:och|samt)(?![a-zà-ÿ-])/giu)?.length ?? 0);
  if (parts.length < 2 || joined.slice(0, -1).some((many) => many > 0) || joined.at(-1) !== 1 || CLAUSE.test(items) || (items.match(COUNTED)?.length ?? 0) >= 2) return null;
  const all = [...parts.slice(0, -1), ...last.split(/(?<![a-zà-ÿ])(?:och|samt)(?![a-zà-ÿ])/iu).map((part) => part.trim())].filter(Boolean);
  return all.every((item) => item.split(/\s+/).length <= MOST_WORDS) ? all.length : null;
}
const differs = (line: number, quote: string, count: string, noun: string, found: number): Finding => ({
  code: "count-listed", severity: "warning", line, quote, expected: formatNumber(String(found)), message: `Texten säger ${count.toLowerCase()} ${noun}, men räknar upp ${formatNumber(String(found))}.`, evidence: [],
});

function inSentence(sentence: CheckedSentence): Finding[] {
  if (!/[:–]|\s-\s/u.test(sentence.text)) return [];
  return [...sentence.text.matchAll(LISTED)].flatMap((match): Finding[] => {
    const { between, count, items, noun } = match.groups!;
    const listed = (items ?? between)!;
    const found = NO_NOUN.test(noun!) || OPEN.test(listed) || OPEN.test(sentence.text.slice(0, match.index)) ? null : listedIn(listed);
    return found === null || found === countOf(count!) ? [] : [differs(lineAt(sentence, match.index), sentence.text, count!, noun!, found)];
  });
}

const TOGETHER = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])${COUNT}\s+(?<noun>\p{Ll}*(?:partner|partners|parter|aktörer|kommuner|huvudmän|myndigheter))(?![A-Za-zÀ-ÿ])`, "iu");
const BETWEEN = /(?:samarbete|samverkan|överenskommelse|samarbetet)\s+mellan\s+(?<items>[^.;()\d]{10,300})[.;]?$/iu;
/** "Drivs av nio samverkanspartners. … ett samarbete mellan A, B, C, D samt E": as many are named as are told. */
function together(sentence: CheckedSentence, next: CheckedSentence | undefined): Finding[] {
  const match = TOGETHER.exec(sentence.text);
  const items = match && next && next.section.line === sentence.section.line && !next.inCell ? BETWEEN.exec(next.text)?.groups!["items"] : undefined;
  const found = items === undefined || OPEN.test(items) ? null : listedIn(items);
  return !match || found === null || found === countOf(match.groups!["count"]!) ? [] : [differs(lineAt(sentence, match.index), sentence.text, match.groups!["count"]!, match.groups!["noun"]!, found)];
}

const BEFORE_LIST = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])${COUNT}${NOUN}[^.:;\d]{0,80}:\s*$`, "iu");
/** "Följande fyra mål:", and below it a list of five. */
function overLists({ blocks }: Layout): Finding[] {
  return blocks.flatMap((block, at): Finding[] => {
    const match = isParagraph(block) && block.marker === null ? BEFORE_LIST.exec(block.text) : null;
    // "Fyra enheter och en stab:" are more than four.
    if (!match || !isParagraph(block) || /\s(?:och|samt|plus)\s+(?:en|ett|två|tre|fyra)\s+[a-zà-ÿ]+:\s*$|(?<![a-zà-ÿ])(?:en|ett|två|tre)\s+[a-zà-ÿ]+\s+(?:och|samt|plus)\s+[a-zà-ÿ]+\s+[a-zà-ÿ]+:\s*$/iu.test(block.text) || OPEN.test(block.text) || NO_NOUN.test(match.groups!["noun"]!)) return [];
    const rest = blocks.slice(at + 1);
    const end = rest.findIndex((one) => !isParagraph(one) || one.marker === null);
    const items = (end < 0 ? rest : rest.slice(0, end)).filter(isParagraph);
    // Where the marks are of two kinds, one list is inside the other.
    if (items.length < 2 || isTable(rest[0]) || new Set(items.map(({ marker }) => (/\d/.test(marker!) ? "1" : marker))).size > 1 || items.length === countOf(match.groups!["count"]!)) return [];
    return [differs(block.lines.at(-1)?.line ?? block.line, block.text, match.groups!["count"]!, match.groups!["noun"]!, items.length)];
  });
}

const THESE_ARE = /(?<![a-zà-ÿ])(?:dessa|de)\s+(?<noun>\p{Ll}{4,})\s+är\s*[:;]\s*$/iu;
/** "Fem huvudsakliga områden har valts. … Dessa områden är:", and below it a list of six. */
function toldBeforeLists({ blocks }: Layout): Finding[] {
  return blocks.flatMap((block, at): Finding[] => {
    const noun = isParagraph(block) && block.marker === null ? THESE_ARE.exec(block.text)?.groups!["noun"] : undefined;
    if (!noun || !isParagraph(block)) return [];
    const counts = [...block.text.matchAll(new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])${COUNT}(?:\s+\p{Ll}+){0,2}?\s+${noun}(?![A-Za-zÀ-ÿ])`, "giu"))];
    const [only] = counts;
    const rest = blocks.slice(at + 1);
    const end = rest.findIndex((one) => !isParagraph(one) || one.marker === null);
    const items = end < 0 ? rest : rest.slice(0, end);
    if (!only || counts.length > 1 || items.length < 2 || items.length === countOf(only.groups!["count"]!)) return [];
    return [differs(block.lines.at(-1)?.line ?? block.line, block.text, only.groups!["count"]!, noun, items.length)];
  });
}

const SAYS_COUNT = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])${COUNT}\s+(?<noun>\p{Ll}{5,})[.:]?\s*$`, "iu");
/** "Planen innehåller fem åtgärder.", and below it a table of four. */
function overTables({ blocks }: Layout): Finding[] {
  return blocks.flatMap((block, at): Finding[] => {
    const next = blocks[at + 1];
    if (!isParagraph(block) || !isTable(next)) return [];
    const match = SAYS_COUNT.exec(block.text);
    if (!match || OPEN.test(block.text) || NO_NOUN.test(match.groups!["noun"]!)) return [];
    const [head, ...rows] = next.rows;
    const corner = fold(oneLine(head!.cells[0]));
    const found = rows.filter(({ cells }) => oneLine(cells[0]) && !isSum(oneLine(cells[0]))).length;
    if (!corner || corner.slice(0, STEM) !== fold(match.groups!["noun"]!).slice(0, STEM) || found < 2 || found === countOf(match.groups!["count"]!)) return [];
    return [differs(block.line, block.text, match.groups!["count"]!, match.groups!["noun"]!, found)];
  });
}
const STEM = 5;

/** A number of things that is told before they are listed, and is not how many are listed. */
export const listedCountFindings = (layout: Layout, sentences: readonly CheckedSentence[]): Finding[] => [...sentences.flatMap((sentence, at) => [...inSentence(sentence), ...together(sentence, sentences[at + 1])]), ...overLists(layout), ...toldBeforeLists(layout), ...overTables(layout)];
