import { isHeading, isParagraph, type Block, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, readNumberCell } from "../reading/table-cells.ts";

/** A sentence of a document, where it begins. */
export interface CheckedSentence {
  readonly text: string;
  readonly line: Place;
  /** The heading over it, and where that stands; 0 before the first. */
  readonly section: { readonly line: Place; readonly heading: string };
}
type SentenceLine = Pick<CheckedSentence, "text" | "line">;

/** A number as it is printed in prose, as a part of a pattern: spaces between thousands, comma before decimals. */
export const NUMBER = String.raw`(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?`;

const END = /(?<=[.!?])\s+(?=["”»(]?\p{Lu})/u;

function sentencesOf(lines: readonly SentenceLine[]): SentenceLine[] {
  const text = lines.map((line) => line.text).join(" ");
  let at = 0;
  return text.split(END).map((sentence) => {
    const begins = text.indexOf(sentence, at);
    at = begins + sentence.length;
    let passed = 0;
    const line = lines.find((part) => (passed += part.text.length + 1) > begins) ?? lines.at(-1)!;
    return { text: sentence, line: line.line };
  });
}

function saidBy(block: Block): SentenceLine[] {
  if (isParagraph(block)) return sentencesOf(block.lines.length ? block.lines : [block]);
  if (isHeading(block)) return [{ text: block.text, line: block.line }];
  return block.rows.flatMap(({ cells, line }) => cells.map(oneLine).filter((cell) => readNumberCell(cell).text && cell.includes(" ")).flatMap((text) => sentencesOf([{ text, line }])));
}

/** All that a document says in words: its paragraphs, headings and the cells that hold sentences. */
export function checkedSentences({ blocks }: Layout): CheckedSentence[] {
  let section: CheckedSentence["section"] = { line: 0, heading: "" };
  return blocks.flatMap((block) => {
    if (isHeading(block)) section = { line: block.line, heading: block.text };
    const own = section;
    return saidBy(block).map((sentence) => ({ ...sentence, section: own }));
  });
}
