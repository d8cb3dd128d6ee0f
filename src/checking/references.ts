import { fold, isHeading, isTable, type Layout } from "../reading/layout.ts";
import { oneLine } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const STEM = 7;
const COMMON = /^(?:tabell|avsnitt|redovis|framgar|beskriv|kommune|namnden|verksam|forvalt|arbetet|narmare|samtlig|januari|februar|augusti|septemb|oktober|novembe|decembe|perioden|procent|kronor|jamfort|jamford|foljand|ovansta|nedanst|beslut|beslutad)/;
const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => /^\p{L}{6,}$/u.test(word)).map((word) => word.slice(0, STEM)).filter((word) => !COMMON.test(word)));
const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((word) => b.has(word)).length;

interface Part { readonly number: string; readonly title: string; readonly line: number; readonly words: ReadonlySet<string> }
const CAPTION = /^(?:\*\*)?tabell\s+(?<number>\d{1,2})\s*[.:–-]?\s+(?<title>\p{Lu}.{3,120})$/iu;
/** Tables by the numbers of their captions, with the words of the caption, the columns and the rows. */
function numberedTables({ blocks, lines }: Layout): Part[] {
  return lines.flatMap((text, at): Part[] => {
    const { number, title } = CAPTION.exec(text.trim().replaceAll("*", ""))?.groups ?? {};
    if (!number || !title) return [];
    const table = blocks.find((block) => isTable(block) && block.line > at && block.line <= at + NEAR);
    return [{ number, title, line: at + 1, words: wordsOf(`${title} ${isTable(table) ? table.rows.map(({ cells }, row) => (row === 0 ? cells.map(oneLine).join(" ") : oneLine(cells[0]))).join(" ") : ""}`) }];
  });
}
const NEAR = 6;

/** Parts by the numbers of their headings, with all the words under them. */
function numberedParts({ blocks }: Layout): Part[] {
  const heads = blocks.flatMap((block, at) => { const { number, title } = (isHeading(block) ? /^(?<number>\d{1,2}(?:\.\d{1,2})?)\.?\s+(?<title>\p{Lu}.{2,})$/u.exec(block.text)?.groups : undefined) ?? {}; return number && title ? [{ number, title, line: block.line, at }] : []; });
  return heads.map(({ at, line, number, title }) => {
    const next = heads.find((one) => one.at > at && (number.includes(".") || !one.number.includes(".")))?.at ?? blocks.length;
    const text = blocks.slice(at, next).map((block) => (isTable(block) ? block.rows.map(({ cells }) => cells.map(oneLine).join(" ")).join(" ") : block.text)).join(" ");
    return { number, title, line, words: wordsOf(text) };
  });
}

const TO_TABLE = /(?<!\p{L})(?:se|av|i|enligt|tabell)\s+tabell\s+(?<number>\d{1,2})(?!\d)/giu;
const TO_PART = /(?<!\p{L})(?:se|se även|mer i|i|framgår av|beskrivs i|redovisas i)\s+avsnitt\s+(?<number>\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)/giu;

/** A reference to a numbered table or part that has none of the sentence's words, where another has. */
function misled(sentences: readonly CheckedSentence[], parts: readonly Part[], pattern: RegExp, what: string): Finding[] {
  if (parts.length < 3 || new Set(parts.map(({ number }) => number)).size !== parts.length) return [];
  return sentences.flatMap((sentence, at) => (sentence.inCell ? [] : [...sentence.text.matchAll(pattern)].flatMap((match): Finding[] => {
    const told = parts.find(({ number }) => number === match.groups!["number"]);
    if (!told) return [];
    const before = sentences[at - 1];
    // "Mer i avsnitt 7": what it is about stands in the sentence before.
    const clause = sentence.text.slice(0, match.index).split(/[.;:]/).at(-1)!;
    const own = wordsOf(clause);
    const words = own.size >= 1 ? own : before && before.line === sentence.line ? wordsOf(before.text) : own;
    if (!words.size || shares(words, told.words) > 0) return [];
    // Words that several parts have lead nowhere.
    const telling = new Set([...words].filter((word) => parts.filter((part) => part.words.has(word)).length === 1));
    const others = parts.filter((part) => part !== told && !(sentence.line >= part.line && part.number === sentence.section.heading.split(" ")[0]) && shares(telling, part.words) > 0);
    const [other] = others;
    if (!other || others.length > 1 || sentence.section.heading.startsWith(other.number)) return [];
    return [{ code: "part-missing", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${what} ${other.number}`, message: `Texten hänvisar till ${what} ${told.number}, »${told.title}«, men det som meningen handlar om står i ${what} ${other.number}, »${other.title}«.`, evidence: [{ line: told.line, quote: told.title }, { line: other.line, quote: other.title }] }];
  })));
}

/** References within a document that lead to another part than they speak of. */
export const referenceFindings = (layout: Layout, sentences: readonly CheckedSentence[]): Finding[] => [...misled(sentences, numberedTables(layout), TO_TABLE, "tabell"), ...misled(sentences, numberedParts(layout), TO_PART, "avsnitt")];
