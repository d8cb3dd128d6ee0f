import { fold, isHeading, isParagraph, isTable, type Block, type Paragraph, type Table } from "./layout.ts";
import type { ReadActivity, ReadAssignment, ReadGoal, ReadIndicator } from "./reading.ts";
import { kindOfTable } from "./table-kind.ts";
import { readIndicators } from "./indicator-table.ts";
import { columnOf, oneLine, padRow, STATUS_MARK } from "./table-cells.ts";

const GOAL_ASSESSMENT = /^(namnd)?mal(et)?( bedoms| ar| har)? (.*(uppfyll|uppna)|(inte |delvis |ej )?nas|nas( inte| delvis| ej)?$|(ar |ej |inte |delvis )*natt$)|^(helt |delvis |till stor del |i hog grad |inte |ej )?(uppfyll[td]|uppnat[td]?|uppnas|uppfylls)( i ar| delvis| helt| inte)?$/;
const ASSIGNMENT_STATUS = /^uppdraget (ar|har|pagar|avbrutet|avbrots|slutfor)|^(slutfor[td]|genomfor[td]|pagar|pagar enligt plan|pagar med avvikelse|avbrutet|ej paborja[td]|inte startat)$/;
const ASSIGNMENT = /\b(får|ges|ges i|har fått) i uppdrag att\b|^uppdrag(et)? (att|till)\b/i;
const LEVEL_HEADING = /(övergripande mål|nämndmål|nämndens mål|inriktningsmål|effektmål|fullmäktigemål|kommunfullmäktiges mål|målområde)/i;
const ACTIVITIES_FOLLOW = /aktiviteter.*:$|^viktiga aktiviteter/i;
const MEASURES_WORD = /^(mått|indikatorer|nyckeltal)$/i;

/** "Bedömning: Målet uppfylls" says the same as the phrase alone. */
const STATUS_LABEL = /^(måluppfyllelse|bedömning|status)\s*:\s*/i;
const plainText = (block: Block): string => (block.kind === "table" ? "" : block.text.replace(STATUS_MARK, "").replace(STATUS_LABEL, "").trim());
/** A status is a phrase by itself; a sentence of reasoning goes on, or gives a reason. */
const isPhrase = (text: string): boolean => text.length <= 70 && !/[.!?]\s/.test(text) && !/\b(därför|eftersom|då|men|vilket)\b/i.test(text);
export const isGoalAssessment = (text: string): boolean => isPhrase(text) && GOAL_ASSESSMENT.test(fold(text));
export const isAssignmentStatus = (text: string): boolean => isPhrase(text) && ASSIGNMENT_STATUS.test(fold(text));

/** "The goal is met …" four times in a row explains the scale; it assesses nothing. */
function isLegend(blocks: readonly Block[], index: number, test: (text: string) => boolean): boolean {
  const next = (step: number) => blocks[index + step] !== undefined && test(plainText(blocks[index + step]!));
  return next(1) || (index > 0 && next(-1));
}

interface OpenGoal {
  readonly text: string;
  readonly line: number;
  readonly level: string | null;
  assessment: string | null;
  readonly comment: string[];
  readonly activities: ReadActivity[];
  readonly measures: string[];
  readonly indicators: ReadIndicator[];
  activitiesFollow: boolean;
  sure: boolean;
}

const looksLikeGoal = (text: string): boolean => / ska(ll)? /.test(` ${text} `) && text.length >= 25 && text.length <= 400 && !text.endsWith(':');

/** What comes next that tells that a line is a goal: its assessment, or a table of activities, measures or indicators. */
function goalBlock(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index]!;
  const text = plainText(block);
  if (block.kind === "table" || !text || isGoalAssessment(text) || text.length > 400) return false;
  let at = index + 1;
  while (at < blocks.length && at < index + 6 && isParagraph(blocks[at]) && !/\p{L}/u.test(plainText(blocks[at]!))) at++;
  const next = blocks[at];
  if (!next) return false;
  if (isTable(next)) {
    const kind = kindOfTable(next);
    const belongs = kind === "activities" || kind === "measures" || kind === "indicators";
    return belongs && (looksLikeGoal(text) || (isHeading(block) && text.split(" ").length > 4));
  }
  const assessed = isGoalAssessment(plainText(next)) && !isLegend(blocks, at, isGoalAssessment);
  return assessed && (looksLikeGoal(text) || isHeading(block));
}

const closes = (block: Block): boolean => isHeading(block) && !MEASURES_WORD.test(block.text) && !/^aktiviteter$/i.test(block.text);

/**
 * Reads goals with what hangs on them: assessment, reasoning, activities, measures, indicators. Answers the blocks that
 * became a part of a goal too: what is left around them is prose.
 */
export function readGoals(blocks: readonly Block[], scanned: boolean): { goals: ReadGoal[]; taken: ReadonlySet<Block> } {
  const taken = new Set<Block>();
  const goals: OpenGoal[] = [];
  let open: OpenGoal | null = null;
  let level: string | null = null;
  let overarching = false;

  const start = (text: string, line: number, sure: boolean): OpenGoal => {
    const goal: OpenGoal = {
      text, line, level, assessment: null, comment: [], activities: [], measures: [], indicators: [], activitiesFollow: false, sure,
    };
    goals.push(goal);
    return goal;
  };

  blocks.forEach((block, index) => {
    if (goalBlock(blocks, index)) {
      taken.add(block);
      open = start(plainText(block), block.line, !scanned);
      return;
    }
    const strongLine = isHeading(block) || (isParagraph(block) && block.bold);
    if (overarching && strongLine && looksLikeGoal(block.text) && block.text.endsWith('.')) {
      open = null;
      taken.add(block);
      start(plainText(block), block.line, !scanned);
      return;
    }
    if (isHeading(block)) {
      const named = LEVEL_HEADING.exec(block.text)?.[1];
      if (named) level = named[0]!.toUpperCase() + named.slice(1);
      overarching = /övergripande mål/i.test(block.text);
    }
    if (isTable(block)) {
      if (open) taken.add(block);
      readGoalTable(block, open);
      return;
    }
    if (!open) return;
    const text = plainText(block);
    if (!closes(block)) taken.add(block);
    if (isGoalAssessment(text) && open.assessment === null) {
      open.assessment = text.replace(/\.$/, "");
    } else if (isParagraph(block) && MEASURES_WORD.test(block.lines[0]?.text ?? "") && block.lines.length > 1) {
      open.measures.push(...block.lines.slice(1).map((line) => line.text).filter((name) => !name.endsWith('saknas')));
    } else if (closes(block)) {
      open = null;
    } else if (isParagraph(block) && block.marker && open.activitiesFollow) {
      open.activities.push({ title: block.text, description: null, line: block.line, sure: !scanned });
    } else if (isParagraph(block) && ACTIVITIES_FOLLOW.test(block.text)) {
      open.activitiesFollow = true;
    } else if (isParagraph(block) && /\p{L}{2}/u.test(block.text)) {
      open.comment.push(text);
    }
  });
  const tables = blocks.filter(isTable).filter((table) => kindOfTable(table) === "goal-assessments");
  return { goals: merged([...goals.map(close), ...tables.flatMap((table) => readGoalAssessments(table, level))]), taken };
}

const close = (goal: OpenGoal): ReadGoal => ({
  text: goal.text,
  level: goal.level,
  parent: null,
  assessment: goal.assessment,
  comment: goal.comment.length ? goal.comment.join("\n\n") : null,
  activities: goal.activities,
  measures: goal.measures,
  indicators: goal.indicators,
  line: goal.line,
  sure: goal.sure,
});

/** A goal told twice, in a summary table and in its section, is one goal: what the first lacks the second gives. */
function merged(goals: readonly ReadGoal[]): ReadGoal[] {
  const found = new Map<string, ReadGoal>();
  for (const goal of goals) {
    const key = fold(goal.text);
    const first = found.get(key);
    if (!first) found.set(key, goal);
    else found.set(key, { ...first, assessment: first.assessment ?? goal.assessment, comment: first.comment ?? goal.comment });
  }
  return [...found.values()];
}

function readGoalTable(table: Table, goal: OpenGoal | null): void {
  if (!goal) return;
  const kind = kindOfTable(table);
  if (kind === "activities") {
    const description = columnOf(table.rows[0]!.cells, /beskrivning|kommentar|uppfoljning/) ?? 1;
    for (const row of table.rows.slice(1)) {
      const title = oneLine(row.cells[0]);
      const text = oneLine(row.cells[description]);
      const last = goal.activities.at(-1);
      if (!title && last) {
        // The page broke the row: its text goes on.
        goal.activities[goal.activities.length - 1] = { ...last, description: `${last.description ?? ""} ${text}`.trim() };
      } else if (title) goal.activities.push({ title, description: text || null, line: row.line, sure: table.strict });
    }
  } else if (kind === "measures") {
    const names = table.rows.slice(1).map((row) => row.cells.find((cell) => cell.trim())?.trim() ?? "");
    goal.measures.push(...names.filter((name) => name && !name.endsWith('saknas')));
  } else if (kind === "indicators") goal.indicators.push(...readIndicators(table));
}

function readGoalAssessments(table: Table, level: string | null): ReadGoal[] {
  const header = table.rows[0]!.cells;
  const goal = columnOf(header, /mal(et)?$/) ?? 0;
  const assessment = columnOf(header, /bedomning|maluppfyllelse|status|uppfyllelse/) ?? 1;
  return table.rows.slice(1).flatMap((row): ReadGoal[] => {
    const cells = padRow(row.cells, header.length, "right");
    const text = oneLine(cells[goal]);
    if (!text) return [];
    const given = (cells[assessment] ?? "").replace(STATUS_MARK, "").trim() || null;
    return [{ text, level, parent: null, assessment: given, comment: null, activities: [], measures: [], indicators: [], line: row.line, sure: table.strict }];
  });
}

/** Reads assignments from the council, each with the status that follows it, and the blocks that became a part of one. */
export function readAssignments(blocks: readonly Block[], scanned: boolean): { assignments: ReadAssignment[]; taken: ReadonlySet<Block> } {
  const found: ReadAssignment[] = [];
  const taken = new Set<Block>();
  blocks.forEach((block, index) => {
    if (isTable(block) && kindOfTable(block) === "assignments") {
      const header = block.rows[0]!.cells;
      const status = columnOf(header, /status|bedomning/);
      for (const row of block.rows.slice(1)) {
        const text = oneLine(row.cells[0]);
        if (text) {
          const given = status === null ? null : (row.cells[status] ?? "").replace(STATUS_MARK, "").trim() || null;
          found.push({ text, status: given, comment: null, line: row.line, sure: block.strict });
        }
      }
      return;
    }
    const text = plainText(block);
    const next = blocks[index + 1];
    if (!next || isTable(block) || isAssignmentStatus(text)) return;
    const status = plainText(next);
    const stated = isAssignmentStatus(status) && !isLegend(blocks, index + 1, isAssignmentStatus);
    if (stated && (ASSIGNMENT.test(text) || text.length > 30)) {
      const prose = proseAfter(blocks, index + 2);
      for (const part of [block, next, ...prose]) taken.add(part);
      found.push({ text, status: status.replace(/\.$/, ""), comment: prose.map((part) => part.text).join("\n\n") || null, line: block.line, sure: !scanned });
    }
  });
  return { assignments: found, taken };
}

/** The paragraphs from here to the next heading, table or assignment. */
function proseAfter(blocks: readonly Block[], from: number): Paragraph[] {
  const parts: Paragraph[] = [];
  for (const [offset, block] of blocks.slice(from).entries()) {
    const next = blocks[from + offset + 1];
    if (!isParagraph(block) || (next && isAssignmentStatus(plainText(next)))) break;
    if (/\p{L}{2}/u.test(block.text)) parts.push(block);
  }
  return parts;
}
