import { fold, isHeading, isParagraph, isTable, type Block, type Heading, type Layout, type Table } from "./layout.ts";
import { mergeHeadingRows } from "./heading-rows.ts";
import { datedIndicator, readIndicators } from "./indicator-table.ts";
import type { ReadFreeIndicator, Reading, ReadReportBack, ReadSection, ReadSeries, ReadTable } from "./reading.ts";
import { readDocumentHead } from "./document-head.ts";
import { readAssignments, readGoals } from "./goal-sections.ts";
import { withLabels } from "./labelled-lines.ts";
import { readMonthlySeries } from "./monthly-series.ts";
import { readDeclarations, readFees, readReportBackProse, readReportBackTable } from "./register-tables.ts";
import { isRiskTableToo, readControlResults, readRisks } from "./risk-tables.ts";
import { readScannedGoals } from "./scanned-goals.ts";
import { readNumberedGoals } from "./numbered-goals.ts";
import { readScannedStatements } from "./scanned-statements.ts";
import { readStatement } from "./statement-table.ts";
import { isNumberCell, isYear, refuseExtraCells } from "./table-cells.ts";
import { isMonthHeading, kindOfHeading, kindOfTable, type TableKind } from "./table-kind.ts";

/** Kinds whose rows are words: a table of these without a heading row goes on from the page before. */
const CONTINUED: ReadonlySet<TableKind> = new Set(["risks", "control-results", "activities", "declarations", "fees", "indicators", "report-backs"]);

/** Joins what a page broke: the same heading row again, or rows without one right after a table of words. */
export function joinBrokenTables(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (isTable(block) && isTable(last) && last.strict && !block.caption) {
      const header = last.rows[0]!.cells;
      const repeated = block.rows[0]!.cells.map(fold).join("|") === header.map(fold).join("|");
      const kind = kindOfHeading(header);
      const newHeading = kindOfHeading(block.rows[0]!.cells) !== null;
      const yearsGoOn = kind === "monthly-series" && block.rows.every(({ cells }) => isYear(cells[0] ?? "") && cells.length === header.length);
      const wordsGoOn = kind !== null && CONTINUED.has(kind) && Math.max(...block.rows.map(({ cells }) => cells.length)) >= Math.min(header.length, Math.max(3, header.length - 2));
      const figuresGoOn = kind === "statement" && block.rows[0]!.cells.slice(1).some(isNumberCell) && block.rows.every(({ cells }) => cells.length === header.length && !isNumberCell(cells[0] ?? ""));
      // Risks carry scores; words alone after them are of something else, unless they end what was begun.
      const scored = kind !== "risks" || block.rows.some(({ cells }) => cells.some(isNumberCell)) || !block.rows[0]!.cells[0]?.trim() || /^\p{Ll}/u.test(block.rows[0]!.cells[0] ?? "");
      const goesOn = !newHeading && ((wordsGoOn && scored) || yearsGoOn || figuresGoOn);
      if ((repeated && kind !== "monthly-series") || (goesOn && block.rows.every((row) => row.cells.length <= header.length))) {
        joined[joined.length - 1] = { ...last, rows: [...last.rows, ...block.rows.slice(repeated ? 1 : 0)] };
        continue;
      }
    }
    joined.push(block);
  }
  return joined;
}

/** Two tables that lost the blank line between them are told apart by the second one's heading of months. */
function splitAtHeadings(block: Block): Block[] {
  if (!isTable(block)) return [block];
  const starts = isMonthHeading(block.rows[0]!.cells) ? block.rows.flatMap((row, index) => (index > 0 && isMonthHeading(row.cells) ? [index] : [])) : [];
  if (!starts.length) return [block];
  return [0, ...starts].map((from, at) => ({ ...block, caption: block.rows[from]!.cells[0]?.trim() || (at === 0 ? block.caption : null), rows: block.rows.slice(from, starts[at]), line: block.rows[from]!.line }));
}

/** The same measure in two tables, as a page break in a PDF makes it: their years are put together where none is twice. */
function joinSeries(series: readonly ReadSeries[]): ReadSeries[] {
  const joined: ReadSeries[] = [];
  for (const one of series) {
    const last = joined.at(-1);
    const same = last && last.name === one.name && last.group === one.group && Object.keys(one.years).every((year) => !(year in last.years));
    if (same) joined[joined.length - 1] = { ...last, years: { ...last.years, ...one.years }, lines: { ...last.lines, ...one.lines }, sure: last.sure && one.sure };
    else joined.push(one);
  }
  return joined;
}

const CONTENTS = /^(innehåll|innehållsförteckning)$/i;

const isOver = (block: Block, level: number): boolean => isHeading(block) && block.level !== null && block.level < level;

/** The nearest heading above, and the heading it stands under when the two follow each other or their levels tell. */
function headingsOver(blocks: readonly Block[], index: number): { nearest: Heading | null; over: Heading | null; adjacent: boolean } {
  let at = index - 1;
  while (at >= 0 && !isHeading(blocks[at])) at--;
  const nearest = at >= 0 ? (blocks[at] as Heading) : null;
  const before = blocks[at - 1];
  if (nearest && isHeading(before)) return { nearest, over: before, adjacent: true };
  let over = nearest?.level ? at - 1 : -1;
  while (over >= 0 && !isOver(blocks[over]!, nearest!.level!)) over--;
  return { nearest, over: over >= 0 ? (blocks[over] as Heading) : null, adjacent: false };
}

function footnotesAfter(blocks: readonly Block[], index: number): string[] {
  const notes: string[] = [];
  let started = false;
  for (const block of blocks.slice(index + 1, index + 8)) {
    if (!isParagraph(block)) break;
    if (/^fotnot(er)?:?$/i.test(block.text)) started = true;
    else if (started || /^[*¹²³]/.test(block.text)) notes.push(block.text);
    else break;
  }
  return notes;
}

/** What the heading above says of a table whose own heading row leaves it open. */
const kindUnder = (heading: string, table: Table): TableKind | null =>
  /kvalitetsdeklaration|tjanstegaranti/.test(fold(heading)) && table.rows[0]!.cells.some((cell) => /^beslut|^status/.test(fold(cell))) ? "declarations" : null;

/** Figures without a heading of their own, as wide as the table before: it was broken, and what is between tells not by what. */
function goesOnElsewhere(blocks: readonly Block[], index: number): boolean {
  const next = blocks.slice(index + 1, index + 6).find(isTable);
  const width = (blocks[index] as Table).rows[0]!.cells.length;
  return next !== undefined && kindOfTable(next) === null && next.rows.every(({ cells }) => cells.length === width) && next.rows[0]!.cells.slice(1).some(isNumberCell);
}

/** Understands a document by the kind of its tables and sentences, never by its name or its line numbers. Pure. */
export function recognise(layout: Layout): Reading {
  const joined = joinBrokenTables(layout.blocks.map((block) => (isTable(block) ? mergeHeadingRows(block) : block)).flatMap(splitAtHeadings));
  const blocks = withLabels(joined);
  const document = readDocumentHead(layout);
  const tables: ReadTable[] = [];
  const reading = {
    series: [] as Reading["series"][number][],
    statements: [] as Reading["statements"][number][],
    risks: [] as Reading["risks"][number][],
    controlResults: [] as Reading["controlResults"][number][],
    declarations: [] as Reading["declarations"][number][],
    fees: [] as Reading["fees"][number][],
    reportBacks: [] as ReadReportBack[],
  };
  let group: string | null = null;

  blocks.forEach((block, index) => {
    if (isHeading(block) && block.level !== null && block.level <= 2) group = null;
    if (!isTable(block)) return;
    const { nearest, over, adjacent } = headingsOver(blocks, index);
    const kind = kindOfTable(block) ?? kindUnder(nearest?.text ?? "", block);
    const heading = nearest?.text ?? null;
    if (kind) refuseExtraCells(block, heading);
    switch (kind) {
      case "monthly-series": {
        const name = block.caption ?? heading ?? "";
        group = block.caption ? heading : adjacent ? over!.text : (group ?? over?.text ?? null);
        reading.series.push(...readMonthlySeries(block, { name, group, year: document.year, footnotes: footnotesAfter(blocks, index) }));
        break;
      }
      case "statement": {
        const broken = goesOnElsewhere(blocks, index);
        const statement = readStatement(block, heading, broken ? [] : footnotesAfter(blocks, index));
        reading.statements.push(broken ? { ...statement, sure: false } : statement);
        break;
      }
      case "risks":
        reading.risks.push(...readRisks(block));
        break;
      case "control-results":
        reading.controlResults.push(...readControlResults(block));
        if (isRiskTableToo(block.rows[0]!.cells)) reading.risks.push(...readRisks(block));
        break;
      case "declarations":
        reading.declarations.push(...readDeclarations(block));
        break;
      case "fees":
        reading.fees.push(...readFees(block));
        break;
      case "report-backs":
        reading.reportBacks.push(...readReportBackTable(block));
        break;
      default:
    }
    tables.push(asTable(block, block.caption ?? heading, kind));
  });

  const scanned = layout.scanned ? readScannedGoals(layout) : [];
  const numbered = readNumberedGoals(blocks);
  const found = readGoals(blocks, layout.scanned, document.year);
  const goals = scanned.length ? scanned : found.goals.map((goal) => ({ ...goal, indicators: goal.indicators.map((indicator) => datedIndicator(indicator, document)) }));
  const assigned = readAssignments(blocks, layout.scanned);
  const told = readReportBackProse(blocks);
  const data = new Set<Block>([found.taken, assigned.taken, told.taken].flatMap((taken) => [...taken]));
  const statements = layout.scanned ? [...reading.statements, ...readScannedStatements(layout)] : reading.statements;
  return {
    document,
    goals: [...goals, ...numbered.filter((goal) => !goals.some((other) => fold(other.text) === fold(goal.text)))],
    indicators: layout.scanned ? [] : readFreeIndicators(blocks, found.taken).map((indicator) => datedIndicator(indicator, document)),
    assignments: assigned.assignments,
    ...reading,
    series: joinSeries(reading.series),
    statements,
    reportBacks: [...reading.reportBacks, ...told.reportBacks],
    sections: sectionsOf(blocks.filter((block) => !data.has(block)), document.line, new Set([...statements.flatMap(({ footnotes }) => footnotes), ...reading.series.flatMap(({ footnotes }) => footnotes)])),
    tables,
  };
}

/** Tables of indicators that stand under no goal, each in the group of its heading. */
const readFreeIndicators = (blocks: readonly Block[], taken: ReadonlySet<Block>): ReadFreeIndicator[] =>
  blocks.flatMap((block, index) =>
    isTable(block) && !taken.has(block) && kindOfTable(block) === "indicators"
      ? readIndicators(block).map((indicator) => ({ ...indicator, group: block.caption ?? headingsOver(blocks, index).nearest?.text ?? null }))
      : [],
  );

const asTable = (table: Table, heading: string | null, kind: TableKind | null): ReadTable => ({
  heading,
  header: table.rows[0]?.cells ?? [],
  rows: table.rows.slice(1).map((row) => row.cells),
  rowLines: table.rows.slice(1).map((row) => row.line),
  recognisedAs: kind,
  line: table.line,
  sure: table.strict,
});

/** The prose of the document itself: from its title to the next paper in the same file. */
function sectionsOf(blocks: readonly Block[], from: number, footnotes: ReadonlySet<string>): ReadSection[] {
  const sections: (ReadSection & { paragraphs: string[] })[] = [];
  for (const block of blocks) {
    if (block.line < from) continue;
    if (isHeading(block)) {
      if (/^tjänsteskrivelse$/i.test(block.text)) break;
      if (!CONTENTS.test(block.text)) sections.push({ heading: block.text, paragraphs: [], line: block.line, sure: block.level !== null });
    } else if (isParagraph(block) && /\p{L}{2}/u.test(block.text) && !footnotes.has(block.text) && !/^fotnot(er)?:$/i.test(block.text)) {
      const paragraphs = sections.at(-1)?.paragraphs;
      const last = paragraphs?.at(-1);
      // A page broke the sentence in two.
      const goesOn = last !== undefined && !block.marker && !/^– |[.:!?]$/.test(last) && /^\p{Ll}/u.test(block.text);
      if (goesOn) paragraphs![paragraphs!.length - 1] = `${last} ${block.text}`;
      else paragraphs?.push(block.marker ? `– ${block.text}` : block.text);
    }
  }
  return sections.filter((section) => section.paragraphs.length > 0);
}
