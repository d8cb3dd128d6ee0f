import type { Block } from "./layout.ts";
import { tableRows, type TableSegment } from "./positioned-rows.ts";
import { isNumberCell } from "./table-cells.ts";
import { cleanCell, cleanText } from "./text-layout.ts";

/** A run of letters on a page, in points, y upwards. */
export interface Glyphs {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
  readonly page: number;
}

interface Line {
  readonly segments: readonly TableSegment[];
  readonly y: number;
  readonly height: number;
  readonly bold: boolean;
  readonly page: number;
}

const SAME_LINE = 0.4;
const CELL_GAP = 0.85;
const WORD_GAP = 0.12;

/** Puts letters together to lines, and the pieces of a line that stand well apart to cells. */
export function linesOfPage(glyphs: readonly Glyphs[]): Line[] {
  const rows: Glyphs[][] = [];
  for (const glyph of [...glyphs].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.find(([first]) => Math.abs(first!.y - glyph.y) < Math.max(first!.height, glyph.height) * SAME_LINE);
    if (row) row.push(glyph);
    else rows.push([glyph]);
  }
  return rows.map((row) => {
    const segments: { text: string; from: number; to: number }[] = [];
    for (const glyph of row.sort((a, b) => a.x - b.x)) {
      const last = segments.at(-1);
      const gap = last ? glyph.x - last.to : Infinity;
      if (last && gap < glyph.height * CELL_GAP) {
        last.text += (gap > glyph.height * WORD_GAP && !/\s$/.test(last.text) ? " " : "") + glyph.text;
        last.to = glyph.x + glyph.width;
      } else segments.push({ text: glyph.text, from: glyph.x, to: glyph.x + glyph.width });
    }
    const [first] = row;
    return { segments, y: first!.y, height: Math.max(...row.map(({ height }) => height)), bold: row.every(({ bold }) => bold), page: first!.page };
  });
}

/** Running heads and page numbers: the same words, figures apart, at the same height on most pages. */
function withoutRunningHeads(pages: readonly (readonly Line[])[]): Line[][] {
  const key = (line: Line) => `${Math.round(line.y)} ${line.segments.map(({ text }) => text).join(" ").replace(/\d+/g, "#")}`;
  const counts = new Map<string, number>();
  for (const page of pages) for (const name of new Set(page.map(key))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return pages.map((page) => (pages.length < 3 ? [...page] : page.filter((line) => counts.get(key(line))! < pages.length * 0.5)));
}

/** Reads untagged pages: sizes tell headings, gaps tell tables. Everything found in a table is a judgement, so unsure. */
export function layoutOfPages(pages: readonly (readonly Glyphs[])[]): Block[] {
  const lines = withoutRunningHeads(pages.map(linesOfPage)).flat();
  const body = mostCommonHeight(lines);
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const end = tableEnd(lines, index);
    if (end > index) {
      const rows = tableRows(lines.slice(index, end).map((line) => ({ segments: line.segments, line: line.page })), cleanCell);
      if (rows.length) blocks.push({ kind: "table", rows, caption: null, strict: false, line: lines[index]!.page });
      index = end;
      continue;
    }
    const line = lines[index]!;
    const text = cleanText(line.segments.map((segment) => segment.text).join(" "));
    if (!text || /^(sida\s+)?\d{1,3}(\s*(av|\/|\()\s*\d+\)?)?$/i.test(text)) {
      index++;
      continue;
    }
    const large = line.height > body * 1.12;
    if ((large || line.bold) && text.length < 140 && !/[.:;,]$/.test(text)) {
      blocks.push({ kind: "heading", text, level: large ? headingLevel(line.height / body) : null, line: line.page });
      index++;
      continue;
    }
    index = addParagraph(blocks, lines, index);
  }
  return blocks;
}

const headingLevel = (ratio: number): number => (ratio > 1.8 ? 1 : ratio > 1.35 ? 2 : 3);

function mostCommonHeight(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const height = Math.round(line.height * 2) / 2;
    counts.set(height, (counts.get(height) ?? 0) + line.segments.reduce((sum, segment) => sum + segment.text.length, 0));
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

function addParagraph(blocks: Block[], lines: readonly Line[], start: number): number {
  const first = lines[start]!;
  const item = /^\s*([-–•▪●◆■○*\uE000-\uF8FF])\s+(.*)$/u;
  const textOf = (line: Line) => line.segments.map((segment) => segment.text).join(" ");
  const marker = item.exec(textOf(first))?.[1] ?? null;
  const parts = [{ text: cleanText(item.exec(textOf(first))?.[2] ?? textOf(first)), line: first.page }];
  let at = start + 1;
  for (; at < lines.length; at++) {
    const line = lines[at]!;
    const above = lines[at - 1]!;
    const near = line.page === above.page && above.y - line.y < above.height * 1.75 && Math.abs(line.height - first.height) < 1;
    if (!near || line.bold !== first.bold || item.test(textOf(line)) || tableEnd(lines, at) > at) break;
    parts.push({ text: cleanText(textOf(line)), line: line.page });
  }
  const text = parts.reduce((joined, part) => (/\p{L}-$/u.test(joined) ? joined.slice(0, -1) + part.text : `${joined} ${part.text}`.trim()), "");
  blocks.push({ kind: "paragraph", text, lines: parts, marker, bold: first.bold, line: first.page });
  return at;
}

/** A table is two lines or more of at least three pieces, or of a label and a figure; lines of one piece may stand between. */
function tableEnd(lines: readonly Line[], start: number): number {
  const isRow = (line: Line | undefined) => line !== undefined && (line.segments.length >= 3 || (line.segments.length === 2 && isNumberCell(line.segments[1]!.text)));
  if (!isRow(lines[start])) return start;
  let end = start + 1;
  let rows = 1;
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at]!;
    const above = lines[at - 1]!;
    if (line.page !== above.page || above.y - line.y > above.height * 3.2) break;
    if (isRow(line)) {
      rows++;
      end = at + 1;
    } else if (line.segments.length === 1 && above.y - line.y > above.height * 1.9) break;
    else if (at - end >= 3) break;
  }
  return rows >= 2 ? end : start;
}
