import { flattenedTables, TABLE_CAPTION } from "./flattened-table.ts";
import { inlineTables } from "./inline-tables.ts";
import { monthsWithoutHeading } from "./months-without-heading.ts";
import { spacedRows } from "./spaced-rows.ts";
import { spacedTable } from "./spaced-table.ts";
import { tableOfLines } from "./stacked-cells.ts";
import { isYear } from "./table-cells.ts";
import { joinBrokenWord, looksScanned, type Block, type Layout, type Paragraph, type TableRow } from "./layout.ts";

const MARKS = "-–—•▪▸»*+●◆■▲○◦·🟢🟡🔴\uE000-\uF8FF";
const LIST_ITEM = new RegExp(`^\\s*([${MARKS}])\\s+(.*)$`, "u");
const LIST_POINT = /^\s*[•▪▸●○◦·–-]\t+\p{L}[^\t]*$/u;
const LEADING_MARK = new RegExp(`^\\s*([●◆■▲○◦🟢🟡🔴\uE000-\uF8FF])\\s*`, "u");
const TABLE_RULE = /^[\s|:\-–—+=\t]+$/;
const CONTENTS_HEADING = /^(innehåll|innehållsförteckning)$/i;
const CONTENTS_LINE = /^(.*?)(\.{2,}|…|\s{2,}|\t+)\s*\d{1,3}\s*$/;
const MAX_HEADING_LENGTH = 110;
/** A page's number on a line of its own: "12", "Sida 12 (40)". */
const PAGE_NUMBER = /^(sid(?:a|an)?\.?\s+)?\d{1,3}(\s*\(\d{1,3}\)|\s+av\s+\d{1,3})?$/i;

const ENTITIES: Readonly<Record<string, string>> = { "&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** Takes away markup that text from PDFs carries: HTML tags, bold and italic marks, links. Paragraph tags become line breaks. */
export function cleanText(text: string): string {
  return text
    .replaceAll("\u0000", "")
    .replace(/<\/p>\s*<p>|<br\s*\/?>/gi, "\n")
    .replace(/<sup>[^<]{0,4}<\/sup>/gi, "")
    .replace(/<\/?(?:p|b|i|u|em|strong|sup|sub|span|td|th)(?:\s[^<>]{0,200})?>/gi, "")
    .replace(/&(?:nbsp|amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!)
    .replace(/\[([^\][]{0,200})\]\([^()\s]{0,300}\)/g, "$1")
    .replace(/\*\*|__/g, "")
    .replace(/(^|[\s(])\*(\S[^*\n]*?)\*(?=$|[\s.,;:)])/g, "$1$2")
    .replace(/[ \u00a0]+/g, " ")
    .trim();
}

const FEWEST_PAGES = 3;
/** A line but for its numbers; years stay, which tell one table from another. */
const withoutNumbers = (line: string): string => line.trim().replace(/\d+/g, (number) => (isYear(number) ? number : "0"));

/** "Tabell 3: " in front of a caption. */
export const CAPTION_PREFIX = /^(tabell|diagram|figur)\s*\d*\s*[:.–-]\s*/i;

/** As {@link cleanText}, and without the mark of a list or a status in front. */
export const cleanCell = (text: string): string => {
  const clean = cleanText(text);
  return LEADING_MARK.test(clean) ? clean : joinBrokenWord(clean.replace(/\n/g, "\u0001")).replace(/\s?\u0001\s?/g, "\n");
};

const looksLikeHeading = (text: string): boolean =>
  text.length > 0 &&
  text.length <= MAX_HEADING_LENGTH &&
  !/[.:;,!?…-]$/.test(text) &&
  /^[\p{Lu}\d§]/u.test(text) &&
  /\p{L}{2}/u.test(text) &&
  text.split(/\s+/).length <= 14;

/** "3.2.1<tab>Nämndmål" is a numbered heading that lost its space, not a row of two cells. */
const NUMBERED_HEADING = /^\d{1,2}(\.\d{1,2}){0,3}\.?\t+(\p{Lu}[^\t]*)$/u;
const UNESCAPED_PIPE = /(?<!\\)\|/;

/** `inTable`: the line before is a row. A point of a list may have a tab after its mark; in a table a dash is a cell with nothing in it. */
function splitRow(line: string, inTable = false): string[] | null {
  if (line.includes("\t")) return NUMBERED_HEADING.test(line.trim()) || (LIST_POINT.test(line) && !(inTable && /^\s*[–-]/.test(line))) ? null : line.split("\t");
  const piped = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
  return piped === undefined ? null : piped.split(UNESCAPED_PIPE).map((cell) => cell.replaceAll("\\|", "|"));
}

/** "| 2016 | 2015": a first cell with nothing in it, and no pipe about the row. */
const hasOuterPipes = (line: string): boolean => line.trim().startsWith("|") && (line.trim().endsWith("|") || line.startsWith("|"));
const pipesIn = (line: string): number => (hasOuterPipes(line) || !/\s\|(?:\s|$)/.test(line) ? 0 : line.split(UNESCAPED_PIPE).length - 1);
const FEWEST_PIPED = 3;
/** "Not 1 Skatteintäkter": the name of a group, alone on a line between rows. */
const isGroupName = (line: string): boolean => line.trim().length < 60 && /^\s*\p{Lu}/u.test(line) && !/[.:!?]\s*$/.test(line);
/** Lines in a row with as many pipes each, names of groups between them, and no rule under the first. */
function pipedRuns(lines: readonly string[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  let [from, pipes] = [0, 0];
  for (let at = 0; at <= lines.length; at++) {
    const here = at < lines.length ? pipesIn(lines[at]!) : -1;
    if (here === pipes || (here === 0 && pipes > 0 && isGroupName(lines[at]!) && pipesIn(lines[at + 1] ?? "") === pipes)) continue;
    if (pipes > 0 && at - from >= FEWEST_PIPED) runs.push([from, at]);
    [from, pipes] = [at, here];
  }
  return runs;
}

const FIGURE_CELL = /^\s*(?:[-−–+]?\s?\d[\d\s.,]*\s*%?|[-–]?)\s*$/u;
/** "Ram 2024|405,8", "Kostnader;-232,4;-226,1": lines in a row with as many marks each, where all but the first cell are figures but in the heading. */
function tightRuns(lines: readonly string[], mark: "|" | ";"): [from: number, to: number][] {
  const isRow = (line: string): boolean => { const [first, ...cells] = line.split(mark); return first!.trim() !== "" && cells.some((cell) => /\d/.test(cell)) && cells.every((cell) => FIGURE_CELL.test(cell)); };
  const marksIn = (line: string): number => line.split(mark).length - 1;
  const runs: [number, number][] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!lines[at]!.includes(mark) || lines[at]!.trim().startsWith(mark) || !isRow(lines[at]!)) continue;
    const marks = marksIn(lines[at]!);
    let to = at;
    while (to < lines.length && marksIn(lines[to]!) === marks && isRow(lines[to]!)) to++;
    const head = at > 0 && marksIn(lines[at - 1]!) === marks && !/[.:?!]\s*$/.test(lines[at - 1]!) ? at - 1 : at;
    if (to - at >= FEWEST_PIPED - 1 && to - head >= FEWEST_PIPED) runs.push([head, to]);
    at = to - 1;
  }
  return runs;
}

/** Tables may leave out their outer pipes: the rule under the heading row tells them from prose, or that every line has as many. */
function withOuterPipes(lines: readonly string[]): string[] {
  const result = [...lines];
  for (const [from, to] of pipedRuns(lines)) for (let at = from; at < to; at++) if (pipesIn(lines[at]!) > 0) result[at] = `|${lines[at]!.trimEnd()}|`;
  for (const mark of ["|", ";"] as const) for (const [from, to] of tightRuns(result, mark)) for (let at = from; at < to; at++) result[at] = `|${result[at]!.trim().split(mark).join("|")}|`;
  lines.forEach((line, index) => {
    const above = lines[index - 1] ?? "";
    if (!/^\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$/.test(line) || !above.includes("|") || above.trim().startsWith("|")) return;
    for (let at = index - 1; at < lines.length && lines[at]!.includes("|"); at++) result[at] = `|${lines[at]!.trim()}|`;
  });
  return result;
}

/**
 * Reads text or Markdown into headings, paragraphs and tables. Rows are lines with tabs, or between pipes; a line of
 * its own that looks like a heading is one, with its level unknown.
 */
export function layoutOfText(content: string): Layout {
  const source = content.replace(/^\ufeff/, "").normalize("NFC").replaceAll("\u0000", "");
  const lines = source.split(/\r\n|\r|\n|\u2028|\u2029/).map((line) => line.replace(/\f/g, ""));
  const rowLines = withOuterPipes(lines);
  const blocks: Block[] = [];
  let rows: TableRow[] = [];
  let open: { text: string; line: number; raw: string }[] = [];
  let inContents = false;

  const closeTable = () => {
    const first = rows[0];
    if (first) blocks.push({ kind: "table", rows, caption: null, strict: true, line: first.line });
    rows = [];
  };
  const closeParagraph = () => {
    if (open.length) blocks.push(...paragraphOrHeading(open));
    open = [];
  };

  const scanned = looksScanned(source);
  // The head and the foot of a page stand on each, but for the number.
  const seen = Map.groupBy(lines.map(withoutNumbers), (text) => text);
  const isRepeated = (text: string): boolean => PAGE_NUMBER.test(text) || (seen.get(withoutNumbers(text))?.length ?? 0) >= FEWEST_PAGES;
  const flattenedAt = flattenedTables(lines, isRepeated);
  let spacedUntil = 0;
  let rejectedUntil = 0;
  let labelStart = "";
  rowLines.forEach((raw, index) => {
    const line = index + 1;
    if (index < spacedUntil) return;
    const spaced = inContents || index < rejectedUntil ? null : spacedTable(rowLines, index);
    if (spaced && !spaced.isTable) rejectedUntil = spaced.end;
    if (spaced?.isTable) {
      const spacedEnd = spaced.end;
      closeTable();
      closeParagraph();
      const set = spacedRows(rowLines.slice(index, spacedEnd), line, cleanCell);
      if (set.length) blocks.push({ kind: "table", rows: set, caption: null, strict: false, line });
      spacedUntil = spacedEnd;
      return;
    }
    const stacked = inContents || rows.length ? null : tableOfLines(lines, index);
    if (stacked) {
      closeTable();
      closeParagraph();
      blocks.push({ kind: "table", rows: stacked.rows.map((row) => ({ ...row, cells: row.cells.map(cleanCell) })), caption: null, strict: true, line });
      spacedUntil = stacked.end;
      return;
    }
    // Machine-read pictures have readers of their own.
    const flattened = inContents || rows.length ? null : (monthsWithoutHeading(lines, index) ?? (scanned ? null : flattenedAt(index)));
    if (flattened) {
      closeParagraph();
      const above = lines.slice(Math.max(0, index - 2), index).findLast((text) => text.trim())?.trim() ?? "";
      const caption = flattened.caption ?? (TABLE_CAPTION.test(above) ? above : null);
      blocks.push({ kind: "table", rows: flattened.rows.map((row) => ({ ...row, cells: row.cells.map(cleanCell) })), caption: caption && cleanText(caption).replace(CAPTION_PREFIX, ""), strict: false, line: flattened.rows[0]!.line });
      spacedUntil = flattened.end;
      return;
    }
    const text = raw.trim().replace(NUMBERED_HEADING, (whole) => whole.replace(/\t+/, " "));
    if (!text) {
      closeTable();
      closeParagraph();
      return;
    }
    const pageNumber = PAGE_NUMBER.test(text) && !lines[index - 1]?.trim() && !lines[index + 1]?.trim();
    if (pageNumber) return;
    const contentsLine = inContents && raw.length < 300 ? CONTENTS_LINE.test(raw) || /^\d{1,3}$/.test(text) : false;
    if (contentsLine) return;
    const cells = TABLE_RULE.test(raw) && /[-=|]/.test(raw) ? [] : splitRow(raw, rows.at(-1)?.line === line - 1);
    if (cells) {
      closeParagraph();
      // A second rule: the row before it is another table's heading.
      const heading = cells.length === 0 && raw.includes("|") && rows.length > 2 && rows.at(-1)!.line === line - 1 && isHeadingRow(rows.at(-1)!) ? rows.at(-1) : undefined;
      if (heading) {
        rows = rows.slice(0, -1);
        closeTable();
        rows = [heading];
      }
      if (cells.some((cell) => cell.trim())) {
        const [label = "", ...rest] = (raw.endsWith("||") ? cells.slice(0, -1) : cells).map(cleanCell);
        rows.push({ cells: [labelStart ? `${labelStart} ${label}` : label, ...rest], line });
      }
      labelStart = "";
      return;
    }
    // A label that a narrow column broke: its other line stands alone between the rows.
    const next = rows.length > 0 ? splitRow(rowLines[index + 1] ?? "") : null;
    const between = rows.length > 1 && text.length < 70 && /^\p{L}/u.test(text) && !/[.:]$/.test(text) && rows.at(-1)!.line === line - 1;
    const nextIsHeading = next !== null && next.length > 1 && next.slice(1).every((cell) => !cell.trim() || /^\D*(19|20)\d\d\D*$/.test(cell) || !/\d/.test(cell));
    if (between && next && !nextIsHeading && /^\p{Ll}/u.test((next[0] ?? "").trim())) {
      labelStart = cleanCell(text);
      return;
    }
    if (between && text.length <= 30 && /^(?!varav|därav)\p{Ll}/u.test(text)) {
      const last = rows.at(-1)!;
      rows[rows.length - 1] = { ...last, cells: [`${last.cells[0]} ${cleanCell(text)}`, ...last.cells.slice(1)] };
      return;
    }
    if (next && !nextIsHeading && rows.at(-1)!.line === line - 1 && text.length < 60 && /^\p{Lu}/u.test(text) && !/[.:!?]$/.test(text) && rows[0]!.cells.length > 1) {
      rows.push({ cells: [cleanCell(text)], line });
      return;
    }
    closeTable();
    const markdown = /^(#{1,6})\s+(.*)$/.exec(text);
    if (markdown) {
      closeParagraph();
      const heading = cleanText(markdown[2]!);
      if (heading) blocks.push({ kind: "heading", text: heading, level: markdown[1]!.length, line });
      inContents = CONTENTS_HEADING.test(heading);
      return;
    }
    inContents = CONTENTS_HEADING.test(cleanText(text));
    const item = LIST_ITEM.exec(raw);
    if (item && !raw.trimStart().startsWith("**")) {
      closeParagraph();
      const body = cleanText(item[2]!);
      if (body) blocks.push(paragraph([{ text: body, line }], item[1]!, false));
      return;
    }
    open.push({ text: cleanText(text), line, raw: text });
  });
  closeTable();
  closeParagraph();
  return { format: "text", blocks: scanned ? blocks : blocks.flatMap(withInlineTables), lines, scanned };
}

/** Words and years over columns: a row of figures before the rule over a sum is none. */
const isHeadingRow = ({ cells: [, ...own] }: TableRow): boolean => own.some((cell) => cell.trim() !== "") && own.every((cell) => !/\d/.test(cell) || /^\D*(?:19|20)\d\d\D*$/u.test(cell));

/** A paragraph, and the tables that stand in its lines. */
const withInlineTables = (block: Block): Block[] => (block.kind !== "paragraph" ? [block] : [block, ...block.lines.flatMap(({ line, text }) => inlineTables(text, line).map((rows): Block => ({ kind: "table", rows: rows.map((row) => ({ ...row, cells: row.cells.map(cleanCell) })), caption: null, strict: false, line })))]);

function paragraph(lines: { text: string; line: number }[], marker: string | null, bold: boolean): Paragraph {
  return { kind: "paragraph", text: lines.map(({ text }) => text).join(" "), lines, marker, bold, line: lines[0]!.line };
}

/** "5.3 Kulturnämnden": more than one level of numbers, and a name. */
const NUMBERED = /^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\p{Lu}[^\d.]{2,70}$/u;
/** A sentence that goes on in the next line is no heading. */
const GOES_ON = /\s(?:är|har|ska|skall|kan|får|blir|redovisar|beslutar|ansvarar|innebär|omfattar|gäller)\s|\s(?:är|har|ska|med|att|och|för|i|på|av|som|till|om|samt|den|det|de|en|ett|vid|från|hos|eller|enligt|under|inom)$/iu;
/** "Ungdom, 13–20 år**Familjehemsvård**": a group heading and a heading that lost the break between them. */
const TWO_HEADINGS = /^([^*]{2,80}?)\*\*([^*]{2,90})\*\*$/;

function paragraphOrHeading(lines: { text: string; line: number; raw: string }[]): Block[] {
  const [first] = lines;
  if (lines.length === 1 && first) {
    const two = TWO_HEADINGS.exec(first.raw);
    if (two && looksLikeHeading(two[1]!.trim()) && looksLikeHeading(two[2]!.trim())) {
      return [two[1]!, two[2]!].map((text) => ({ kind: "heading", text: cleanText(text), level: null, line: first.line }));
    }
    if (looksLikeHeading(first.text)) return [{ kind: "heading", text: first.text, level: null, line: first.line }];
  }
  // "5.3 Kulturnämnden", and the text right under it.
  if (lines.length > 1 && first && NUMBERED.test(first.text) && !GOES_ON.test(first.text) && looksLikeHeading(first.text) && /^\p{Lu}/u.test(lines[1]!.text)) return [{ kind: "heading", text: first.text, level: null, line: first.line }, ...paragraphOrHeading(lines.slice(1))];
  const bold = lines.every(({ raw }) => /^\*\*.*\*\*$|^<b>.*<\/b>$/i.test(raw));
  return [paragraph(lines, null, bold)];
}
