import { isHeading, isParagraph, isTable, type Block, type Heading, type Layout, type Paragraph, type Place } from "../reading/layout.ts";
import { oneLine, readNumberCell } from "../reading/table-cells.ts";

/** A sentence of a document, where it begins. */
export interface CheckedSentence {
  readonly text: string;
  readonly line: Place;
  /** Where each line of the source begins in it. */
  readonly starts: readonly { readonly at: number; readonly line: Place }[];
  /** It stands in a table's cell, or is a table's row that has kept only its figures. */
  readonly inCell: boolean;
  /** The heading over it, and where that stands; 0 before the first. */
  readonly section: { readonly line: Place; readonly heading: string };
}
type SentenceLine = Pick<CheckedSentence, "text" | "line">;
type Sentence = Omit<CheckedSentence, "section" | "inCell">;

/*
 * Letters in the patterns of this slice are written [A-Za-zÀ-ÿ]: every letter of Swedish and its neighbours. `\p{L}` without
 * regard to case takes four milliseconds to compile, for each of some three hundred patterns: half of the time for a document.
 */

/** A number as it is printed in prose, as a part of a pattern: spaces between thousands, comma before decimals. */
export const NUMBER = String.raw`(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?`;

const END = /(?<=[.!?])\s+(?=["”»(]?\p{Lu})/u;

/** No sentence is as long: it is a table that has lost its borders, or no text at all. */
const LONGEST = 1500;
const PIECES = new RegExp(String.raw`.{1,${LONGEST}}(?=\s|$)|.{1,${LONGEST}}`, "gsu");
const inPieces = (sentence: string): string[] => (sentence.length <= LONGEST ? [sentence] : (sentence.match(PIECES) ?? []));

function sentencesOf(lines: readonly SentenceLine[]): Sentence[] {
  const text = lines.map((line) => line.text).join(" ");
  let passed = 0;
  const begins = lines.map(({ line, text: own }) => { const at = passed; passed += own.length + 1; return { at, line }; });
  let from = 0;
  return text.split(END).flatMap(inPieces).map((sentence) => {
    const at = text.indexOf(sentence, from);
    from = at + sentence.length;
    const first = Math.max(0, begins.findLastIndex((one) => one.at <= at));
    const starts = begins.slice(first).filter((one, index) => index === 0 || one.at < from).map((one) => ({ at: Math.max(0, one.at - at), line: one.line }));
    return { text: sentence, line: starts[0]?.line ?? lines[0]!.line, starts };
  });
}
/** The sentences right before one that stand in its own part, and in no cell; so many are looked at. */
export const sentencesBefore = (sentences: readonly CheckedSentence[], at: number, count: number): CheckedSentence[] => sentences.slice(Math.max(0, at - count), at).filter(({ inCell, section }) => !inCell && section.line === sentences[at]!.section.line);
/** The line of the source that some place in a sentence stands in. */
export const lineAt = ({ line, starts }: Pick<CheckedSentence, "line" | "starts">, at: number): Place => starts.findLast((one) => one.at <= at)?.line ?? line;

const linesOf = (block: Paragraph): Paragraph["lines"] => (block.lines.length ? block.lines : [block]);
function saidBy(block: Block): Sentence[] {
  if (isParagraph(block)) return sentencesOf(linesOf(block));
  if (isHeading(block)) return sentencesOf([block]);
  return block.rows.flatMap(({ cells, line }) => cells.map(oneLine).filter((cell) => readNumberCell(cell).text && cell.includes(" ")).flatMap((text) => sentencesOf([{ text, line }])));
}

const [FEWEST_FIGURES, MOST_WORDS] = [6, 1.5];
/** Rows of a table whose borders and heading are lost: as many figures as words. */
const isFigures = (text: string): boolean => {
  const words = text.split(/\s+/);
  const figures = words.filter((word) => /^[+−–-]?\d+(?:,\d+)?%?$/.test(word)).length;
  return figures >= FEWEST_FIGURES && words.length - figures <= figures * MOST_WORDS;
};
/** "Tabell 7. Rektorsbudget per grundskola": what stands over a table is no part of the document, though it may be written as a heading. */
const CAPTION = /^(?:tabell|diagram|figur)\s+\d+[a-z]?\s*[.:–-]/iu;
/** @param heads where tables without borders have their headings: a machine takes those for headings of the text. */
export const opensSection = ({ line, text }: Pick<Heading, "line" | "text">, heads: ReadonlySet<Place> = new Set()): boolean => !CAPTION.test(text) && !heads.has(line);
const MOST_LINES = 60;
/** A page's end, or a blank line that a machine read into the text, has broken a sentence: "cirka 15,3", and "mnkr jämfört med budget." in the next. */
const goesOn = (before: Block | undefined, block: Block): before is Paragraph =>
  before !== undefined && isParagraph(before) && isParagraph(block) && before.marker === null && block.marker === null && before.lines.length < MOST_LINES && /[\p{L}\d,]$/u.test(before.text) && /^(?:\p{Ll}{2}|\d[\d ]*(?:,\d+)?\s*(?:mnkr|mkr|tkr|procent)(?!\p{L}))/u.test(block.text);
function joined(blocks: readonly Block[]): Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    const before = all.at(-1);
    if (isParagraph(block) && goesOn(before, block)) all[all.length - 1] = { ...before, text: `${before.text} ${block.text}`, lines: [...linesOf(before), ...linesOf(block)] };
    else all.push(block);
  }
  return all;
}
/** All that a document says in words: its paragraphs, headings and the cells that hold sentences. */
export function checkedSentences({ blocks }: Layout, heads: ReadonlySet<Place> = new Set()): CheckedSentence[] {
  let section: CheckedSentence["section"] = { line: 0, heading: "" };
  return joined(blocks).flatMap((block) => {
    if (isHeading(block) && opensSection(block, heads)) section = { line: block.line, heading: block.text };
    const [own, inCell] = [section, isTable(block)];
    return saidBy(block).map((sentence) => ({ ...sentence, section: own, inCell: inCell || isFigures(sentence.text) }));
  });
}
