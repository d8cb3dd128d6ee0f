import { fold, type Block, type Table } from "./layout.ts";
import type { ReadDeclaration, ReadFee, ReadReportBack } from "./reading.ts";
import { columnOf, oneLine, padRow } from "./table-cells.ts";

type Cell = (column: number | null) => string | null;

/** The body rows as functions from column to text; a row without its first cell continues the one above. */
function eachRow<T extends { line: number }>(table: Table, read: (cell: Cell, line: number) => T | null): T[] {
  const width = table.rows[0]?.cells.length ?? 0;
  return table.rows.slice(1).flatMap((row) => {
    const cells = padRow(row.cells, width, "right");
    const item = read((column) => (column === null ? null : oneLine(cells[column]) || null), row.line);
    return item ? [item] : [];
  });
}

/** Service declarations (kvalitetsdeklarationer): what is promised, when it was decided, whether it changed. */
export function readDeclarations(table: Table): ReadDeclaration[] {
  const header = table.rows[0]?.cells ?? [];
  const decided = columnOf(header, /beslut|datum/);
  const status = columnOf(header, /status/);
  return eachRow(table, (cell, line) => {
    const service = cell(0);
    return service ? { service, decided: cell(decided), status: cell(status), line, sure: table.strict } : null;
  });
}

/** Fees (taxor och avgifter): who decided and when, whether a new decision is due, from when it holds. */
export function readFees(table: Table): ReadFee[] {
  const header = table.rows[0]?.cells ?? [];
  const newDecision = columnOf(header, /nytt beslut|ny beslut/);
  // Who decided and when may stand in two columns.
  const decided = header.flatMap((cell, column) => (column > 0 && column !== newDecision && /^beslut(ad|sdatum|at|ande)?( |$)|^faststalld/.test(fold(cell)) ? [column] : []));
  const status = columnOf(header, /status/);
  const validFrom = columnOf(header, /galler|fran och med|giltig/);
  return eachRow(table, (cell, line) => {
    const fee = cell(0);
    return fee
      ? { fee, decided: decided.flatMap((column) => cell(column) ?? []).join(", ") || null, status: cell(status), newDecision: cell(newDecision), validFrom: cell(validFrom), line, sure: table.strict }
      : null;
  });
}

export function readReportBackTable(table: Table): ReadReportBack[] {
  const header = table.rows[0]?.cells ?? [];
  const meeting = columnOf(header, /sammantrade|datum|mote/);
  const matter = columnOf(header, /arende/);
  const decision = columnOf(header, /^beslut/);
  const report = columnOf(header, /aterrapportering|atgard/);
  let held: string | null = null;
  return eachRow(table, (cell, line) => {
    held = cell(meeting) ?? held;
    const subject = cell(matter);
    return subject ? { meeting: held, matter: subject, decision: cell(decision), report: cell(report), line, sure: table.strict } : null;
  });
}

const MATTER = /^ärende\s*:\s*/i;
const DECISION = /^beslut\s*:\s*/i;
// The word is long and often misspelt or misread: å, ä, t and p vary.
const REPORT = /^[åä]t+er+ap+or*t*er+ing(?:en)?\s*:\s*/i;
const MEETING = /^(?:\p{Lu}{1,5}[\s/-]*\d{4}-\d{2}-\d{2}(?:\s*§+\s*\d+)?|sammanträde(?:t)?(?: den)? \d{1,2} \p{Ll}+ \d{4})$/iu;

/** Decisions reported back as runs of "Ärende: … Beslut: … Återrapportering: …" under the meeting's date. */
export function readReportBackProse(blocks: readonly Block[]): { reportBacks: ReadReportBack[]; taken: ReadonlySet<Block> } {
  const found: ReadReportBack[] = [];
  const taken = new Set<Block>();
  let meeting: string | null = null;
  let open: { matter: string; line: number; decision: string | null; report: string | null } | null = null;
  const close = () => {
    if (open) found.push({ meeting, ...open, sure: open.decision !== null && open.report !== null });
    open = null;
  };
  // Ärende, Beslut and Återrapportering may stand on lines of one paragraph.
  const parts = blocks.flatMap((block): { kind: Block["kind"]; text: string; line: number; block: Block }[] =>
    block.kind === "paragraph" && block.lines.length > 1 && block.lines.some(({ text }) => MATTER.test(text))
      ? block.lines.map(({ text, line }) => ({ kind: block.kind, text, line, block }))
      : [{ kind: block.kind, text: block.kind === "table" ? "" : block.text, line: block.line, block }],
  );
  for (const part of parts) {
    const { block } = part;
    const { text } = part;
    if (part.kind === "table") {
      close();
      continue;
    }
    if (MEETING.test(text) || MATTER.test(text) || (open && part.kind !== "heading")) taken.add(block);
    if (MEETING.test(text)) {
      close();
      meeting = text;
    } else if (MATTER.test(text)) {
      close();
      open = { matter: text.replace(MATTER, ""), line: part.line, decision: null, report: null };
    } else if (open && DECISION.test(text)) open.decision = text.replace(DECISION, "");
    else if (open && REPORT.test(text)) open.report = text.replace(REPORT, "");
    else if (part.kind === "heading") close();
    else if (open) {
      // A further paragraph of the part that came last.
      if (open.report !== null) open.report = `${open.report} ${text}`;
      else if (open.decision !== null) open.decision = `${open.decision} ${text}`;
    }
  }
  close();
  return { reportBacks: found.filter((item) => item.decision !== null || item.report !== null), taken };
}
