import { isHeading, isParagraph, isTable, type Block, type Paragraph } from "./layout.ts";

/** "Bedömning: Målet uppfylls" says the same as the phrase alone. */
export const STATUS_LABEL = /^(måluppfyllelse|bedömning|status)\s*:\s*/i;
const STATUS = /^(status|bedömning|måluppfyllelse)$/i;
const REMARK = /^(kommentar|analys|beskrivning|motivering)$/i;
const LABELLED = /^(status|bedömning|måluppfyllelse|kommentar|analys|motivering)\s*:\s*\S/i;

const bare = (text: string): string => text.replace(/\s*:\s*$/, "").trim();
const isAlone = (block: Block | undefined, label: RegExp): boolean => block !== undefined && !isTable(block) && label.test(bare(block.text));

/** "Status: …" and "Kommentar: …" on lines of one paragraph are lines of their own; so are a label and what it labels. */
function linesApart(block: Block): Block[] {
  if (!isParagraph(block) || block.lines.length < 2 || !block.lines.some(({ text }) => LABELLED.test(text) || STATUS.test(bare(text)))) return [block];
  const parts: Paragraph[] = [];
  for (const line of block.lines) {
    const last = parts.at(-1);
    const starts = LABELLED.test(line.text) || STATUS.test(bare(line.text)) || REMARK.test(bare(line.text));
    const afterLabel = last !== undefined && (STATUS.test(bare(last.text)) || REMARK.test(bare(last.text)) || STATUS_LABEL.test(last.text));
    if (last && !starts && !afterLabel) parts[parts.length - 1] = { ...last, text: `${last.text} ${line.text}`, lines: [...last.lines, line] };
    else parts.push({ ...block, text: line.text, lines: [line], line: line.line });
  }
  return parts;
}

/**
 * A label alone on a line, as a heading or bold or plain, is put before the words that follow: "Status" over "Delvis
 * uppfyllt" is "Status: Delvis uppfyllt". One that only announces a comment after a status is taken away.
 */
export function withLabels(blocks: readonly Block[]): Block[] {
  const apart = blocks.flatMap(linesApart);
  const joined: Block[] = [];
  let assessed = 0;
  for (let index = 0; index < apart.length; index++) {
    const block = apart[index]!;
    const next = apart[index + 1];
    assessed = Math.max(0, assessed - 1);
    if (isAlone(block, STATUS) && (isParagraph(next) || isHeading(next)) && next.text.length <= 60 && !isAlone(next, REMARK)) {
      const text = `${bare((block as Paragraph).text)}: ${next.text}`;
      joined.push({ kind: "paragraph", text, lines: [{ text, line: next.line }], marker: null, bold: false, line: next.line });
      assessed = 8;
      index++;
    } else if (!(isAlone(block, REMARK) && (assessed > 0 || isParagraph(joined.at(-1)) && LABELLED.test((joined.at(-1) as Paragraph).text)))) joined.push(block);
  }
  return joined;
}
