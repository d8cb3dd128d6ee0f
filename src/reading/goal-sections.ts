import { fold, isHeading, isParagraph, isTable, type Block, type Paragraph, type Table } from "./layout.ts";
import type { ReadActivity, ReadAssignment, ReadGoal, ReadIndicator } from "./reading.ts";
import { GOAL_COLUMN, kindOfTable } from "./table-kind.ts";
import { readIndicators } from "./indicator-table.ts";
import { STATUS_LABEL } from "./labelled-lines.ts";
import { BLANK, columnOf, isNumberCell, oneLine, padRow, STATUS_MARK, yearOf } from "./table-cells.ts";

const GOAL_ASSESSMENT = /^(namnd)?mal(et)?( bedoms| ar| har)? (.*(uppfyll|uppna)|(inte |delvis |ej )?nas|nas( inte| delvis| ej)?$|(ar |ej |inte |delvis )*natt$)|^(helt |delvis |till stor del |till viss del |i hog grad |i huvudsak |i stort sett |inte |ej |icke )?(uppfyll[td]|uppnat[td]?|uppnas|uppfylls)( i ar| delvis| helt| inte)?$/;
const ASSIGNMENT_STATUS = /^uppdraget (ar|har|pagar|avbrutet|avbrots|slutfor)|^(slutfor[td]|genomfor[td]|klart?|fardigt?|avslutat?d?|forsenat?d?|pagar|pagar enligt plan|pagar med (avvikelse|forsening)|klart? med avvikelse|avbrutet|ej paborja[td]|inte startat)$/;
const ASSIGNMENT = /\b(får|ges|ges i|har fått) i uppdrag att\b|^uppdrag(et)? (att|till)\b/i;
const LEVEL_HEADING = /(övergripande mål|nämndmål|nämndens mål|inriktningsmål|effektmål|fullmäktigemål|kommunfullmäktiges mål|målområde)/i;
const ACTIVITIES_FOLLOW = /aktiviteter.*:$|^viktiga aktiviteter/i;
/** Under these, what stands is no goal, whatever heading of goals was passed before. */
const NO_GOALS = /uppdrag|ekonomi|budget|personal|intern ?kontroll|kvalitet|investering|^aktiviteter|bilaga/;
const GOAL_LIST = /^((namndens|kommunfullmaktiges|overgripande|prioriterade|vara) )?(namnd|inriktnings|effekt|verksamhets|resultat|fullmaktige|utvecklings)?mal(en)?( for (namnden|perioden|aret))?( \d{4}( \d{4})?)?$/;
const MEASURES_WORD = /^(mått|indikatorer|nyckeltal)$/i;

const COLOUR = /^(gron|gul|rod)$/;
/** "Mål 2: …", "Nämndens mål: …": the words say what the line is. */
const GOAL_PREFIX = /^((?:nämndens |kommunfullmäktiges )?(?:nämnd|inriktnings|effekt|verksamhets|resultat|utvecklings)?mål)\s*(?:(?:\d{1,2}(?:\.\d{1,2})?)?\s*[:.–-]|\d{1,2}(?:\.\d{1,2})?)\s+(?=\p{Lu})/iu;
const plainText = (block: Block): string => (block.kind === "table" ? "" : block.text.replace(STATUS_MARK, "").replace(STATUS_LABEL, "").replace(STATUS_MARK, "").trim());
/** A status is a phrase by itself; a sentence of reasoning goes on, or gives a reason. */
const isPhrase = (text: string): boolean => text.length <= 70 && !/[.!?]\s/.test(text) && !/\b(därför|eftersom|då|men|vilket)\b/i.test(text);
export const isGoalAssessment = (text: string): boolean => isPhrase(text) && (GOAL_ASSESSMENT.test(fold(text)) || COLOUR.test(fold(text)));

/** An assessment on a line of its own: a phrase that says so, or any short words after "Måluppfyllelse:". */
function assessmentIn(block: Block): string | null {
  if (block.kind === "table") return null;
  const text = plainText(block);
  const labelled = STATUS_LABEL.test(block.text.replace(STATUS_MARK, "")) && text.length <= 40 && !/[.!?]\s|\d/.test(text);
  const coloured = COLOUR.test(fold(text)) && !STATUS_MARK.test(block.text) && !STATUS_LABEL.test(block.text) && !(isParagraph(block) && block.marker);
  return (labelled || isGoalAssessment(text)) && !coloured ? text.replace(/\.$/, "") : null;
}
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
  /** True where its own words say that it is a goal. */
  named: boolean;
  sure: boolean;
}

const looksLikeGoal = (text: string): boolean => / ska(ll)? /.test(` ${text} `) && text.length >= 25 && text.length <= 400 && !text.endsWith(':');

/** What comes next that tells that a line is a goal: its assessment, or a table of activities, measures or indicators. */
function goalBlock(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index]!;
  const text = plainText(block);
  if (block.kind === "table" || !text || assessmentIn(block) !== null || text.length > 400) return false;
  let at = index + 1;
  while (at < blocks.length && at < index + 6 && isParagraph(blocks[at]) && !/\p{L}/u.test(plainText(blocks[at]!))) at++;
  const next = blocks[at];
  if (!next) return false;
  if (isTable(next)) {
    const kind = kindOfTable(next);
    const belongs = kind === "activities" || kind === "measures" || kind === "indicators";
    return belongs && (looksLikeGoal(text) || (isHeading(block) && text.split(" ").length > 4));
  }
  const assessment = assessmentIn(next);
  if (assessment === null || isLegend(blocks, at, isGoalAssessment) || /^uppdrag\b/i.test(text)) return false;
  if (looksLikeGoal(text) || GOAL_PREFIX.test(text)) return !isAssignmentStatus(assessment) || isGoalAssessment(assessment);
  // Free words after "Status:" assess many things; a heading over them is a goal only where they say so.
  return isHeading(block) && isGoalAssessment(assessment) && !NO_GOALS.test(fold(headingAbove(blocks, index)));
}

/** The heading that a heading stands under: the nearest above that is higher, or any where levels are not known. */
function headingAbove(blocks: readonly Block[], index: number): string {
  const own = blocks[index]!;
  const level = isHeading(own) ? own.level : null;
  for (let at = index - 1; at >= 0; at--) {
    const block = blocks[at]!;
    if (isHeading(block) && (level === null || block.level === null || block.level < level)) return block.text;
  }
  return "";
}

/** "Nämndmål: …" says itself that it is a goal, where anything of a goal's follows before the next. */
function namedGoal(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index]!;
  if (isTable(block) || !GOAL_PREFIX.test(plainText(block)) || plainText(block).length > 300 || isGoalAssessment(plainText(block))) return false;
  for (const next of blocks.slice(index + 1, index + 13)) {
    if (isTable(next)) return ["activities", "measures", "indicators"].includes(kindOfTable(next) ?? "");
    if (GOAL_PREFIX.test(plainText(next))) return false;
    if (assessmentIn(next) !== null) return true;
    if (isHeading(next) && isHeading(block) && next.level !== null && block.level !== null && next.level <= block.level) return false;
  }
  return false;
}

/** Lines of a list under a heading of goals, or after "Övergripande mål:", are goals. */
function listedGoals(blocks: readonly Block[], index: number): Paragraph[] {
  const over = blocks[index]!;
  if (isTable(over) || !GOAL_LIST.test(fold(over.text)) || (isParagraph(over) && (over.marker || !over.text.endsWith(":")))) return [];
  const from = isParagraph(blocks[index + 1]) && !(blocks[index + 1] as Paragraph).marker ? index + 2 : index + 1;
  const rest = blocks.slice(from);
  const end = rest.findIndex((block) => !isParagraph(block) || !block.marker);
  const items = (end < 0 ? rest : rest.slice(0, end)) as Paragraph[];
  const stated = items.length >= 2 && items.every((item) => item.text.length >= 15 && item.text.length <= 300 && assessmentIn(item) === null && !isAssignmentStatus(item.text) && !item.text.endsWith(":"));
  return stated ? items : [];
}

const closes = (block: Block): boolean => isHeading(block) && !MEASURES_WORD.test(block.text) && !/^aktiviteter$/i.test(block.text);

/**
 * Reads goals with what hangs on them: assessment, reasoning, activities, measures, indicators. Answers the blocks that
 * became a part of a goal too: what is left around them is prose.
 */
export function readGoals(blocks: readonly Block[], scanned: boolean, year: string | null): { goals: ReadGoal[]; taken: ReadonlySet<Block> } {
  const taken = new Set<Block>();
  const goals: OpenGoal[] = [];
  let open: OpenGoal | null = null;
  let level: string | null = null;
  let overarching = false;

  /** Words in front that say what the line is give the level, and are no part of the goal. */
  const begin = (text: string, line: number, sure: boolean): OpenGoal => {
    const named = GOAL_PREFIX.exec(text)?.[1];
    if (named && !/^mål$/i.test(named)) level = named[0]!.toUpperCase() + named.slice(1);
    return start(text.replace(GOAL_PREFIX, ""), line, sure);
  };
  const start = (text: string, line: number, sure: boolean): OpenGoal => {
    const goal: OpenGoal = {
      text, line, level, assessment: null, comment: [], activities: [], measures: [], indicators: [], activitiesFollow: false, named: false, sure,
    };
    goals.push(goal);
    return goal;
  };

  blocks.forEach((block, index) => {
    if (taken.has(block)) return;
    const named = namedGoal(blocks, index);
    // Under a goal that is named as one, prose before a table is prose.
    const prose = open?.named === true && isParagraph(block) && !GOAL_PREFIX.test(plainText(block));
    if (named || (!prose && goalBlock(blocks, index))) {
      taken.add(block);
      open = begin(plainText(block), block.line, !scanned);
      open.named = named;
      return;
    }
    const strongLine = isHeading(block) || (isParagraph(block) && block.bold);
    if (overarching && strongLine && looksLikeGoal(block.text) && block.text.endsWith('.')) {
      open = null;
      taken.add(block);
      start(plainText(block), block.line, !scanned);
      return;
    }
    const listed = listedGoals(blocks, index);
    if (!isTable(block) && (isHeading(block) || listed.length)) {
      const named = LEVEL_HEADING.exec(block.text)?.[1];
      if (named) level = named[0]!.toUpperCase() + named.slice(1);
      else if (isHeading(block) && NO_GOALS.test(fold(block.text))) level = null;
      overarching = /övergripande mål/i.test(block.text);
    }
    for (const item of listed) {
      taken.add(item);
      open = null;
      begin(item.text, item.line, !scanned && looksLikeGoal(item.text));
    }
    if (listed.length && isParagraph(block)) {
      taken.add(block);
      return;
    }
    if (isTable(block)) {
      if (open) taken.add(block);
      readGoalTable(block, open);
      return;
    }
    if (!open) return;
    const text = plainText(block);
    if (!closes(block)) taken.add(block);
    const assessment = assessmentIn(block);
    if (assessment !== null && open.assessment === null) {
      open.assessment = assessment;
    } else if (assessment !== null && open.comment.length > 0 && (open.comment.at(-1)?.length ?? 0) < 200) {
      // A second assessment is another goal's: the line before it was that goal.
      open = begin(open.comment.pop()!, block.line, false);
      open.assessment = assessment;
    } else if (isParagraph(block) && MEASURES_WORD.test(block.lines[0]?.text ?? "") && block.lines.length > 1) {
      open.measures.push(...block.lines.slice(1).map((line) => line.text).filter((name) => !name.endsWith('saknas')));
    } else if (closes(block)) {
      open = null;
    } else if (isParagraph(block) && block.marker && open.activitiesFollow) {
      open.activities.push({ title: block.text, description: null, line: block.line, sure: !scanned });
    } else if (isParagraph(block) && ACTIVITIES_FOLLOW.test(block.text)) {
      open.activitiesFollow = true;
    } else if (isParagraph(block) && /\p{L}{2}/u.test(block.text)) {
      if (!block.marker) open.activitiesFollow = false;
      open.comment.push(text);
    }
  });
  const tables = blocks.filter(isTable).filter((table) => kindOfTable(table) === "goal-assessments");
  return { goals: merged([...goals.map(close), ...tables.flatMap((table) => readGoalAssessments(table, level, year))]), taken };
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

const weight = ({ activities, comment, indicators, measures }: ReadGoal): number => activities.length + measures.length + indicators.length + (comment ? 1 : 0);

/** A goal told twice, in a summary and in its section, is one goal, where it says the most: what that lacks the other gives. */
function merged(goals: readonly ReadGoal[]): ReadGoal[] {
  const found = new Map<string, ReadGoal>();
  for (const goal of goals) {
    const key = fold(goal.text);
    const first = found.get(key);
    if (!first) found.set(key, goal);
    else {
      const [more, less] = weight(goal) > weight(first) ? [goal, first] : [first, goal];
      found.set(key, {
        ...more, level: more.level ?? less.level, assessment: more.assessment ?? less.assessment, comment: more.comment ?? less.comment,
        activities: more.activities.length ? more.activities : less.activities, measures: more.measures.length ? more.measures : less.measures,
        indicators: more.indicators.length ? more.indicators : less.indicators,
      });
    }
  }
  return [...found.values()];
}

function readGoalTable(table: Table, goal: OpenGoal | null): void {
  if (!goal) return;
  const kind = kindOfTable(table);
  if (kind === "activities") {
    const header = table.rows[0]!.cells;
    const description = columnOf(header, /beskrivning|kommentar|uppfoljning/);
    for (const row of table.rows.slice(1)) {
      const title = oneLine(row.cells[0]);
      // Without a description, who does it and when are what there is to say.
      const others = row.cells.slice(1).flatMap((cell, index) => (oneLine(cell) ? [`${oneLine(header[index + 1])}: ${oneLine(cell)}`] : []));
      const text = description === null ? others.join(". ") : oneLine(row.cells[description]);
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

/** The column of the document's year among those that match; else the latest year's, else the first. */
function columnOfYear(header: readonly string[], pattern: RegExp, year: string | null): number | null {
  const columns = header.flatMap((cell, column) => (pattern.test(fold(cell)) ? [{ column, year: yearOf(cell) ?? "" }] : []));
  const latest = [...columns].sort((a, b) => b.year.localeCompare(a.year))[0];
  return (columns.find((other) => other.year === year) ?? latest)?.column ?? null;
}

/** A table of goals: each with its assessment and comment, or with the activities and indicators of its rows. */
function readGoalAssessments(table: Table, heading: string | null, year: string | null): ReadGoal[] {
  const header = table.rows[0]!.cells;
  const goal = columnOf(header, GOAL_COLUMN) ?? 0;
  const named = /^\p{L}+mål(?:et|en)?$|^\p{L}+s mål$/iu.exec(header[goal]!.trim())?.[0];
  const level = named && !/^mål(et)?$/i.test(named) ? named : heading;
  const measure = columnOf(header, /^(indikator|nyckeltal|matt)(er|en)?$/);
  // A status beside an indicator is the indicator's.
  const assessment = measure === null ? columnOfYear(header, /bedomning|maluppfyllelse|status|uppfyllelse/, year) : null;
  const comment = columnOf(header, /kommentar|motivering|analys/);
  const activity = columnOf(header, /^aktivitet(er)?$/);
  // Outcomes and targets beside the indicator make a table of indicators within the table of goals.
  const valued = measure !== null && header.slice(measure + 1).some((cell) => /utfall|resultat|utgangs|nulage|basvarde|malvarde|riktvarde|malniva|^mal\b|^\d{4}$/.test(fold(cell)));
  const goals: (ReadGoal & { activities: ReadActivity[]; measures: string[]; indicators: ReadIndicator[] })[] = [];
  for (const row of table.rows.slice(1)) {
    const cells = padRow(row.cells, header.length, "right");
    const at = (column: number | null) => (column === null ? "" : oneLine(cells[column]).replace(STATUS_MARK, "").trim());
    const text = at(goal).replace(GOAL_PREFIX, "");
    if (text) {
      const given = isNumberCell(at(assessment)) || BLANK.test(at(assessment)) ? "" : at(assessment);
      goals.push({
        text, level, parent: null, assessment: given || null, comment: at(comment) || null, activities: [], measures: [], indicators: [], line: row.line, sure: table.strict,
      });
    }
    const open = goals.at(-1);
    if (open && at(activity)) open.activities.push({ title: at(activity), description: null, line: row.line, sure: table.strict });
    if (!open || !at(measure)) continue;
    if (valued) open.indicators.push(...readIndicators({ ...table, rows: [{ ...table.rows[0]!, cells: header.slice(measure!) }, { ...row, cells: cells.slice(measure!) }] }));
    else open.measures.push(at(measure));
  }
  return goals;
}

/** Reads assignments from the council, each with the status that follows it, and the blocks that became a part of one. */
export function readAssignments(blocks: readonly Block[], scanned: boolean): { assignments: ReadAssignment[]; taken: ReadonlySet<Block> } {
  const found: ReadAssignment[] = [];
  const taken = new Set<Block>();
  let heading = "";
  blocks.forEach((block, index) => {
    // An assignment may be a heading itself, under the one that says what they are.
    if (isHeading(block)) heading = [heading.split("\n").at(-1), block.text].join("\n");
    if (isTable(block) && kindOfTable(block) === "assignments") {
      const header = block.rows[0]!.cells;
      const subject = columnOf(header, /^uppdrag/) ?? columnOf(header, /^fokusomrade/) ?? 0;
      const status = columnOf(header, /status|bedomning/);
      const comment = columnOf(header, /kommentar|beskrivning|aterrapportering|uppfoljning/);
      for (const row of block.rows.slice(1)) {
        const at = (column: number | null) => (column === null ? null : oneLine(row.cells[column]).replace(STATUS_MARK, "").trim() || null);
        const text = at(subject);
        if (text) found.push({ text, status: at(status), comment: comment === subject ? null : at(comment), line: row.line, sure: block.strict });
      }
      return;
    }
    const text = plainText(block);
    const inline = ASSIGNMENT.test(text) ? /^(.{15,400}?)[.;]?\s+Status\s*:\s*([^.:]{3,60})\.?$/i.exec(text) : null;
    if (inline && isAssignmentStatus(inline[2]!)) {
      taken.add(block);
      found.push({ text: inline[1]!, status: inline[2]!.trim(), comment: null, line: block.line, sure: !scanned });
      return;
    }
    const next = blocks[index + 1];
    if (!next || isTable(block) || isAssignmentStatus(text)) return;
    const status = plainText(next);
    const stated = isAssignmentStatus(status) && !isLegend(blocks, index + 1, isAssignmentStatus);
    if (stated && (ASSIGNMENT.test(text) || (text.length > 30 && /uppdrag/i.test(heading)))) {
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
