import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Resvg } from "@resvg/resvg-js";
import {
  AlignmentType, BorderStyle, Document, FootnoteReferenceRun, Footer, Header, HeadingLevel, ImageRun, LevelFormat, Packer, PageNumber, Paragraph,
  SequentialIdentifier, TabStopType, Table, TableCell, TableLayoutType, TableOfContents, TableRow, TextRun, VerticalAlign, WidthType,
  type ParagraphChild,
} from "docx";
import { STATUS_COLOURS } from "./palette.ts";
import { estimatePageNumbersWith } from "docx/layout";
import { figureGaps, figureWidths, headingLabel } from "./table-widths.ts";
import { PLAIN_LOOK, TYPEFACES, type DocumentLook } from "./document-look.ts";
import { cellText, enclosureList, enclosureSheet, inlineText, leadsOn, type Block, type Cell, type DocumentModel, type Inline, type Status, type TableBlock } from "./document.ts";

const FONT = "Source Sans 3";
/** Twentieths of a point between the margins of an A4 page. */
const TEXT_WIDTH = 9070;
/** Twentieths of a point of an em in a table. */
const TABLE_EM = 170;
const SHAPES = { circle: "●", diamond: "◆", square: "■", ring: "○" } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const HAIR = { style: BorderStyle.SINGLE, size: 3, color: "D1D5DB" } as const;
const RULE = { style: BorderStyle.SINGLE, size: 8, color: "111827" } as const;
const THREAD = { style: BorderStyle.SINGLE, size: 12, color: "B91C1C", space: 6 } as const;
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

const listLevel = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string, hanging: number) => ({ level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 360, hanging } } } });

/** Makes a Word document with styles, heading rows that repeat, alt texts, footnotes and a table of contents, in Swedish. */
export async function renderDocx(model: DocumentModel, look: DocumentLook = PLAIN_LOOK): Promise<Uint8Array> {
  const footnotes: Record<number, { children: Paragraph[] }> = {};
  const note = (value: string): FootnoteReferenceRun => {
    const number = Object.keys(footnotes).length + 1;
    footnotes[number] = { children: [new Paragraph({ style: "FootnoteText", children: [new TextRun(` ${value}`)] })] };
    return new FootnoteReferenceRun(number);
  };
  const body = model.blocks.flatMap((block, index) => renderBlock(block, { note, afterTable: model.blocks[index - 1]?.kind === "table", keepsNext: leadsOn(block, model.blocks[index + 1]), place: index }));
  const document = new Document({
    title: model.title,
    creator: model.organisation,
    lastModifiedBy: model.organisation,
    hyphenation: { autoHyphenation: true, consecutiveHyphenLimit: 2 },
    description: `${model.committee}, ${model.organisation}`,
    ...(model.diaryNumber ? { keywords: model.diaryNumber, subject: model.diaryNumber } : {}),
    pageNumbers: estimatePageNumbersWith({ fonts: ["400Regular", "700Bold"].map((name) => ({ data: font(name) })), guess: true }),
    footnotes,
    styles: styles(look),
    numbering: {
      config: [{ reference: "dash", levels: [listLevel(LevelFormat.BULLET, "–", 220)] }, ...[...new Set(model.blocks.flatMap((block) => (block.kind === "list" && block.start !== undefined ? [block.start] : block.kind === "enclosures" ? [1] : [])))].map((start) => ({ reference: `number-${start}`, levels: [{ ...listLevel(LevelFormat.DECIMAL, "%1.", 300), start }] }))],
    },
    sections: [
      {
        properties: { titlePage: true, page: { size: { width: 11906, height: 16838 }, margin: { top: 1700, bottom: 1470, left: 1470, right: 1360 } } },
        headers: { first: new Header({ children: [new Paragraph("")] }), default: runningHead(model) },
        footers: { first: new Footer({ children: [new Paragraph("")] }), default: pageFoot() },
        children: [...titlePage(model, look), ...contents(), ...body],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function titlePage(model: DocumentModel, { logo }: DocumentLook): Paragraph[] {
  const threaded = { border: { left: THREAD }, indent: { left: 140 } };
  const height = 60;
  return [
    ...(logo ? [new Paragraph({ children: [new ImageRun({ type: "png", data: Buffer.from(logo.png, "base64"), transformation: { width: Math.round((height * logo.width) / logo.height), height }, altText: { name: model.organisation, title: model.organisation, description: model.organisation } })] })] : []),
    new Paragraph({ ...threaded, spacing: { before: logo ? 2200 : 3200 }, children: [new TextRun({ text: model.organisation, bold: true, size: 24 })] }),
    new Paragraph({ ...threaded, heading: HeadingLevel.TITLE, children: [new TextRun(model.title)] }),
    new Paragraph({ ...threaded, children: [new TextRun({ text: model.committee, size: 28 })] }),
    ...(model.diaryNumber ? [new Paragraph({ ...threaded, children: [new TextRun(`Diarienummer ${model.diaryNumber}`)] })] : []),
    new Paragraph({ spacing: { before: 5600 }, children: [new TextRun({ text: model.status, color: "4B5563" })] }),
  ];
}

/** The table of contents, with page numbers reckoned as Word would set them. */
function contents(): (Paragraph | TableOfContents)[] {
  return [
    new Paragraph({ style: "TOCHeading", pageBreakBefore: true, children: [new TextRun("Innehåll")] }),
    new TableOfContents("Innehåll", { hyperlink: true, headingStyleRange: "1-2" }),
  ];
}

function runningHead(model: DocumentModel): Header {
  const right = [model.title, model.diaryNumber].filter(Boolean).join(" · ");
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        children: [new TextRun({ text: `${model.organisation} · ${model.committee}\t${right}`, size: 17, color: "4B5563" })],
      }),
    ],
  });
}

const pageFoot = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ size: 17, color: "4B5563", children: ["Sida ", PageNumber.CURRENT, " av ", PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });

type Note = (text: string) => FootnoteReferenceRun;
interface Surroundings {
  readonly note: Note;
  readonly afterTable: boolean;
  readonly keepsNext: boolean;
  /** Which block of the body it is: the first begins a page, after the contents. */
  readonly place: number;
}

const renderInline = (inline: Inline, note: Note): ParagraphChild =>
  inline.kind === "footnote" ? note(inline.text) : new TextRun({ text: inlineText(inline), bold: inline.kind === "text" && inline.strong === true, ...(inline.kind === "text" && inline.change === "added" ? { underline: {} } : {}), strike: inline.kind === "text" && inline.change === "removed" });

function renderBlock(block: Block, { note, afterTable, keepsNext, place }: Surroundings): (Paragraph | Table)[] {
  const spacing = afterTable ? { spacing: { before: 200 } } : {};
  switch (block.kind) {
    case "heading":
      return [new Paragraph({ heading: HEADINGS[block.level], pageBreakBefore: place === 0, children: [new TextRun(block.text)] })];
    case "paragraph":
      return [new Paragraph({ ...spacing, keepNext: keepsNext, children: block.inlines.map((inline) => renderInline(inline, note)) })];
    case "list":
      return block.items.map((item) => new Paragraph({ numbering: block.start !== undefined ? { reference: `number-${block.start}`, level: 0, instance: place } : { reference: "dash", level: 0 }, children: item.map((inline) => renderInline(inline, note)) }));
    case "enclosures":
      return renderBlock(enclosureList(block), { note, afterTable, keepsNext, place });
    case "enclosure":
      return [new Paragraph({ heading: HEADINGS[2], children: [new TextRun(block.heading)] }), new Paragraph({ children: [new TextRun(enclosureSheet(block))] })];
    case "status":
      return [new Paragraph({ ...spacing, keepNext: keepsNext, children: statusRuns(block.status) })];
    case "table":
      return [caption("Tabell", block.caption, true), renderTable(block, keepsNext), ...block.notes.map((value) => new Paragraph({ style: "Tabelltext", spacing: { before: 80, after: 160 }, children: [new TextRun({ text: value, color: "4B5563" })] }))];
    case "chart":
      return [chart(block), caption("Diagram", block.title, false)];
  }
}

const statusRuns = (status: Status): TextRun[] => [
  new TextRun({ text: `${SHAPES[status.shape]} `, color: STATUS_COLOURS[status.colour].slice(1).toUpperCase() }),
  new TextRun({ text: status.label, bold: true }),
];

const caption = (kind: "Tabell" | "Diagram", value: string, keepNext: boolean): Paragraph =>
  new Paragraph({ style: "Caption", keepNext, children: [new TextRun(`${kind} `), new SequentialIdentifier(kind), new TextRun(`: ${value}`)] });

function chart(block: Extract<Block, { kind: "chart" }>): Paragraph {
  const [width, height] = [600, 204];
  return new Paragraph({
    keepNext: true,
    spacing: { before: 160 },
    children: [
      new ImageRun({
        type: "svg",
        data: Buffer.from(block.svg),
        transformation: { width, height },
        fallback: { type: "png", data: rasterise(block.svg) },
        altText: { name: block.title, title: block.title, description: block.description },
      }),
    ],
  });
}

const font = (name: string): Buffer => fs.readFileSync(path.join(fontFolder(), name, `SourceSans3_${name}.ttf`));

const fontFolder = (): string => path.dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/source-sans-3/package.json"));

/** For older Word, which does not draw SVG. */
const rasterise = (svg: string): Buffer =>
  new Resvg(svg, {
    fitTo: { mode: "width", value: 1400 },
    font: { fontFiles: ["400Regular/SourceSans3_400Regular.ttf", "700Bold/SourceSans3_700Bold.ttf"].map((file) => path.join(fontFolder(), file)).filter((file) => fs.existsSync(file)), loadSystemFonts: false, defaultFontFamily: FONT },
  }).render().asPng();

/** A table before its chart is not parted from it. */
function renderTable(block: TableBlock, keepsNext: boolean): Table {
  const widths = columnWidths(block);
  const gaps = figureGaps(block);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    tableLook: { firstRow: true, firstColumn: true, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    borders: { top: NONE, left: NONE, right: NONE, bottom: NONE, insideHorizontal: NONE, insideVertical: NONE },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: block.columns.map((column, index) => cell(headingRuns(headingLabel(block, column.label)), { width: widths[index]!, right: column.align === "number", heading: true, total: false, keepNext: true, gap: 0 })),
      }),
      ...block.rows.map(
        (row, at) =>
          new TableRow({
            cantSplit: true,
            children: row.cells.map((value, index) => cell(cellRuns(value, row.total), { gap: Math.round(gaps[at]![index]! * TABLE_EM), width: widths[index]!, right: block.columns[index]!.align === "number", heading: false, total: row.total, keepNext: block.unbroken && (keepsNext || at < block.rows.length - 1) })),
          }),
      ),
    ],
  });
}

const MILLIMETRE = 56.7;

function columnWidths(block: TableBlock): number[] {
  const monthly = block.columns.length > 12;
  const figures = figureWidths(block).map((width) => (width === null ? null : monthly ? 670 : Math.round(width * MILLIMETRE)));
  const weights = block.columns.reduce((sum, column, index) => sum + (figures[index] === null ? (column.weight ?? 1) : 0), 0);
  const left = TEXT_WIDTH - figures.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  return block.columns.map((column, index) => figures[index] ?? Math.floor((left * (column.weight ?? 1)) / weights));
}

/** A broken heading word keeps its line break. */
const headingRuns = (label: string): TextRun[] => label.split("\n").map((text, index) => new TextRun({ text, bold: true, ...(index ? { break: 1 } : {}) }));

function cellRuns(value: Cell, total: boolean): TextRun[] {
  if (value.kind !== "status") return [new TextRun({ text: cellText(value), bold: total })];
  return [...statusRuns(value.status), ...(value.text ? [new TextRun({ text: `. ${value.text}` })] : [])];
}

function cell(children: TextRun[], look: { width: number; right: boolean; heading: boolean; total: boolean; keepNext: boolean; gap: number }): TableCell {
  return new TableCell({
    width: { size: look.width, type: WidthType.DXA },
    verticalAlign: look.heading ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
    margins: { top: 40, bottom: 40, left: 50, right: 80 },
    borders: { top: look.total ? RULE : NONE, left: NONE, right: NONE, bottom: look.heading ? RULE : HAIR },
    children: [new Paragraph({ style: "Tabelltext", keepNext: look.keepNext, alignment: look.right ? AlignmentType.RIGHT : AlignmentType.LEFT, ...(look.gap ? { indent: { right: look.gap } } : {}), children })],
  });
}

function styles({ accent, typeface }: DocumentLook) {
  const [font, headingColour] = [TYPEFACES[typeface], accent?.slice(1).toUpperCase() ?? "111827"];
  // Borders that differ do not run together over the gap between two headings.
  const heading = (size: number, before: number, after: number, rule: number) => ({
    run: { font, size, bold: true, color: headingColour },
    paragraph: { spacing: { before, after, line: 250, lineRule: "auto" as const }, keepNext: true, border: { left: { ...THREAD, size: rule } }, indent: { left: 140 } },
  });
  return {
    default: {
      document: { run: { font, size: 21, language: { value: "sv-SE" } }, paragraph: { spacing: { after: 140, line: 288, lineRule: "auto" as const } } },
      title: { run: { font, size: 60, bold: true, color: headingColour }, paragraph: { spacing: { line: 240, lineRule: "auto" as const, after: 200 } } },
      heading1: heading(40, 680, 240, 12),
      heading2: heading(28, 400, 160, 11),
      heading3: heading(23, 280, 120, 10),
    },
    paragraphStyles: [
      { id: "TOCHeading", name: "TOC Heading", basedOn: "Normal", next: "Normal", quickFormat: true, run: { font, size: 40, bold: true, color: headingColour }, paragraph: { spacing: { after: 240 }, border: { left: THREAD }, indent: { left: 140 } } },
      { id: "TOC1", name: "toc 1", basedOn: "Normal", next: "Normal", run: { bold: true }, paragraph: { spacing: { before: 60, after: 20, line: 250, lineRule: "auto" as const } } },
      { id: "TOC2", name: "toc 2", basedOn: "Normal", next: "Normal", paragraph: { spacing: { after: 10, line: 245, lineRule: "auto" as const }, indent: { left: 240 } } },
      { id: "FootnoteText", name: "footnote text", basedOn: "Normal", run: { size: 17 }, paragraph: { spacing: { after: 40, line: 240, lineRule: "auto" as const } } },
      { id: "Caption", name: "caption", basedOn: "Normal", next: "Normal", quickFormat: true, run: { size: 19, bold: true, color: "111827" }, paragraph: { spacing: { before: 220, after: 80 } } },
      { id: "Tabelltext", name: "Tabelltext", basedOn: "Normal", quickFormat: true, run: { size: 17 }, paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: "auto" as const } } },
    ],
  };
}
