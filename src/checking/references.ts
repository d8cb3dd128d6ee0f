import { fold, isHeading, isTable, type Layout } from "../reading/layout.ts";
import { oneLine } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const STEM = 7;
const COMMON = /^(?:tabell|avsnitt|redovis|framgar|beskriv|kommune|namnden|verksam|forvalt|arbetet|narmare|samtlig|januari|februar|augusti|septemb|oktober|novembe|decembe|perioden|procent|kronor|jamfort|jamford|foljand|ovansta|nedanst|beslut|beslutad)/;
const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => /^[A-Za-zÀ-ÿ]{6,}$/u.test(word)).map((word) => word.slice(0, STEM)).filter((word) => !COMMON.test(word)));
const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((word) => b.has(word)).length;

interface Part { readonly number: string; readonly title: string; readonly line: number; readonly words: ReadonlySet<string> }
const CAPTION = /^(?:\*\*)?tabell\s+(?<number>\d{1,2})\s*[.:–-]?\s+(?<title>\p{Lu}.{3,120})$/iu;
/** Tables by the numbers of their captions, with the words of the caption, the columns and the rows. */
function numberedTables({ blocks, lines }: Layout): Part[] {
  return lines.flatMap((line, at): Part[] => {
    const { number, title } = CAPTION.exec(line.trim().replaceAll("*", ""))?.groups ?? {};
    if (!number || !title) return [];
    const table = blocks.find((block) => isTable(block) && block.line > at && block.line <= at + NEAR);
    const words = wordsOf(`${title} ${isTable(table) ? table.rows.map(({ cells }, row) => (row === 0 ? cells.map(oneLine).join(" ") : oneLine(cells[0]))).join(" ") : ""}`);
    return [{ number, title, line: at + 1, words }];
  });
}
const NEAR = 6;

const TO_CHAPTER = /(?<![a-zà-ÿ])(?:i|se|enligt|under)\s+(?:kapitlet|avsnittet|rubriken)\s+[»"”]?(?<name>\p{Lu}[\p{L}-]+(?:\s+(?:och|i|för|av|till|per)\s+[\p{L}-]+|\s+[\p{L}-]+){0,4}?)[»"”«]?(?=[,.;:)]|\s+(?:nedan|ovan|samt|där|som|och\s+i|beskrivs|redovisas|framgår|finns|har|är)|$)/gu;
/** "Lokaler i kommunens årsredovisning": a chapter of another document. */
const IN_ANOTHER = /\si\s+(?:\p{L}+s\s|(?:års|delårs|verksamhets|intern|bokslut|budget|plan|rapport|bilaga))/iu;
const FEWEST_NAMED = 1;
/** "Redovisas i kapitlet Lokaler", where no heading is called so, and other chapters that are named have theirs. */
function chapterFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const headings = new Set(blocks.filter(isHeading).map(({ text }) => fold(text.replace(/^[\d.\s]+/u, ""))));
  const told = sentences.filter(({ inCell }) => !inCell).flatMap((sentence) => [...sentence.text.matchAll(TO_CHAPTER)].filter(({ groups }) => !IN_ANOTHER.test(groups!["name"]!)).map((match) => ({ sentence, at: match.index, name: match.groups!["name"]!, there: [...headings].some((heading) => heading === fold(match.groups!["name"]!) || heading.startsWith(`${fold(match.groups!["name"]!)} `) || heading.endsWith(` ${fold(match.groups!["name"]!)}`)) })));
  if (told.filter(({ there }) => there).length < FEWEST_NAMED) return [];
  return told.filter(({ there }) => !there).map(({ at, name, sentence }): Finding => ({ code: "part-missing", severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected: name, message: `Texten hänvisar till »${name}«, men ingen rubrik heter så.`, evidence: [] }));
}

const TO_PART = /\((?:se\s+)?(?:paragraf|avsnitt|kapitel|punkt)\s+(?<number>\d{1,2}\.\d{1,2})\)/giu;
const NUMBERED_HEADING = /^(?<number>\d{1,2}\.\d{1,2})\.?\s+(?<title>\p{Lu}.{3,80})$/u;
/** "Den digitala portalen (paragraf 4.6)", where 4.6 is of something else and 4.7 is the digital portal. */
function numberedPartFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const parts = new Map(blocks.flatMap((block) => { const match = isTable(block) ? null : NUMBERED_HEADING.exec(block.text.trim()); return match ? [[match.groups!["number"]!, { line: block.line, title: match.groups!["title"]!, words: fold(match.groups!["title"]!).split(" ").filter((word) => word.length > 3) }] as const] : []; }));
  const named = (words: readonly string[], text: string): boolean => words.length > 0 && words.every((word) => fold(text).split(" ").some((other) => other.slice(0, STEM - 1) === word.slice(0, STEM - 1)));
  return parts.size < 3 ? [] : sentences.flatMap((sentence) => [...sentence.text.matchAll(TO_PART)].flatMap((match): Finding[] => {
    // What is referred to stands right before it.
    const before = sentence.text.slice(0, match.index).split(/[.,;:]/u).at(-1)!;
    const told = parts.get(match.groups!["number"]!);
    const others = [...parts].filter(([number, { words }]) => number !== match.groups!["number"] && words.length > 1 && named(words, before));
    const [other] = others;
    if (!told || !other || others.length > 1 || told.words.some((word) => named([word], sentence.text))) return [];
    return [{ code: "part-missing", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: other[0], message: `Texten hänvisar till ${match.groups!["number"]}, »${told.title}«, men det som meningen handlar om står i ${other[0]}, »${other[1].title}«.`, evidence: [{ line: told.line, quote: told.title }, { line: other[1].line, quote: other[1].title }] }];
  }));
}

const TO_TABLE = /(?<![a-zà-ÿ])(?:framgår av|redovisas i|visas i|återfinns i|presenteras i|se)\s+tabell\s+(?<number>\d{1,2})(?!\d)/giu;

/** References to what is not there, or is not what the sentence tells of. */
export const referenceFindings = (layout: Layout, sentences: readonly CheckedSentence[]): Finding[] => [...chapterFindings(layout, sentences), ...tableFindings(layout, sentences), ...numberedPartFindings(layout, sentences)];
/** References to a numbered table that has none of the sentence's words, where the caption of another has. */
function tableFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const parts = numberedTables(layout);
  if (parts.length < 3 || new Set(parts.map(({ number }) => number)).size !== parts.length) return [];
  return sentences.flatMap((sentence) => (sentence.inCell ? [] : [...sentence.text.matchAll(TO_TABLE)].flatMap((match): Finding[] => {
    const told = parts.find(({ number }) => number === match.groups!["number"]);
    if (!told) return [];
    const words = wordsOf(sentence.text.slice(0, match.index).split(/[.;:]/).at(-1)!);
    // Words of one title only lead there.
    const telling = new Set([...words].filter((word) => !told.words.has(word) && parts.filter((part) => wordsOf(part.title).has(word)).length === 1));
    // Two of its words and more are told of where it leads.
    if (shares(words, told.words) >= 2) return [];
    const others = parts.filter((part) => part !== told && shares(telling, wordsOf(part.title)) > 0);
    const [other] = others;
    if (!other || others.length > 1) return [];
    return [{ code: "part-missing", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `tabell ${other.number}`, message: `Texten hänvisar till tabell ${told.number}, »${told.title}«, men det som meningen handlar om står i tabell ${other.number}, »${other.title}«.`, evidence: [{ line: told.line, quote: told.title }, { line: other.line, quote: other.title }] }];
  })));
}

