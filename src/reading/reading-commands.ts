import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import { followUpDate } from "../calendar/follow-up-point.ts";
import type { AssessmentSubject } from "../assessment/assessment.ts";
import type { AssignmentInput, GoalInput } from "../goals/goal.ts";
import type { IndicatorInput } from "../indicators/indicator.ts";
import type { StatementInput } from "../finance/statement.ts";
import type { FeeInput } from "../finance/fee.ts";
import type { ControlCheckInput, RiskInput } from "../internal-control/control-plan.ts";
import type { ServiceDeclarationInput } from "../quality/service-declaration.ts";
import type { ReportBackInput } from "../matters/report-back.ts";
import { today } from "../platform/clock.ts";
import { command, outcomeCommand, type CommandContext, type Context } from "../platform/command.ts";
import { emptyTally, type Saved, type Tally } from "../platform/db/upsert.ts";
import { Refused } from "../platform/outcome.ts";
import { keepOrigins } from "../platform/origin/origin-store.ts";
import { EXCERPT_LENGTH, type Origin } from "../platform/origin/origin.ts";
import {
  chosen, freeDrafts, goalDrafts, seriesDraft, staffDrafts, withOwnTitles, yearlyDrafts, yearlyTables, type IndicatorDraft, type ItemKey, type Part,
} from "./acceptance.ts";
import type { ReadFile } from "./file-adapter.ts";
import { fold } from "./layout.ts";
import { keepReading, holdReading, markAccepted, removeReading, type ReadDocument } from "./reading-store.ts";

export const READER = "rodtrad-läsare 2";

interface Place {
  readonly municipalityId: number;
  readonly committeeId: number;
  readonly year: number;
}

/** What the slices that own the registers do with what was read; wired in compose.ts. */
export interface Receivers {
  ensureCommittee(context: Context, names: { municipality: string; committee: string; year: number; example?: boolean }): Promise<Omit<Place, "year">>;
  openCurrentYears(context: Context, municipalityIds: readonly number[], today: string): Promise<void>;
  openPlanningYear(context: Context, input: { municipalityId: number; year: number }): Promise<FollowUpPoint[]>;
  assess(
    context: Context,
    input: { committeeId: number; subjectKind: AssessmentSubject; subjectId: number; followUpPointId: number; label: string; reasoning: string | null; originId: number },
  ): Promise<Saved | null>;
  saveIndicators(context: Context, input: { committeeId: number; indicators: readonly IndicatorInput[] }): Promise<{ tally: Tally; ids: readonly number[] }>;
  saveGoals(context: Context, input: Place & { goals: readonly GoalInput[] }): Promise<{ tally: Tally; ids: readonly number[] }>;
  saveAssignments(context: Context, input: Place & { assignments: readonly AssignmentInput[] }): Promise<{ tally: Tally; ids: readonly number[] }>;
  saveStatements(
    context: Context,
    input: { committeeId: number; year: number; reportKind: string; statements: readonly StatementInput[] },
  ): Promise<Tally>;
  saveControlPlan(context: Context, input: Omit<Place, "municipalityId"> & { risks: readonly RiskInput[] }): Promise<Tally>;
  saveControlChecks(
    context: Context,
    input: Omit<Place, "municipalityId"> & { checks: readonly ControlCheckInput[] },
  ): Promise<{ tally: Tally; ids: readonly number[] }>;
  saveFees(context: Context, input: Omit<Place, "municipalityId"> & { rows: readonly FeeInput[] }): Promise<Tally>;
  saveServiceDeclarations(context: Context, input: Omit<Place, "municipalityId"> & { rows: readonly ServiceDeclarationInput[] }): Promise<Tally>;
  saveReportBacks(context: Context, input: Omit<Place, "municipalityId"> & { rows: readonly ReportBackInput[] }): Promise<Tally>;
  saveReadSections(
    context: Context,
    input: {
      committeeId: number;
      year: number;
      documentKind: string;
      title: string;
      diaryNumber: string | null;
      originId: number;
      sections: readonly { heading: string; paragraphs: readonly string[]; originId: number }[];
    },
  ): Promise<Tally>;
}

/** Keeps what was read of a file, so that it can be looked through before anything is accepted. */
export const proposeReading = command("reading.propose", async (context, file: ReadFile): Promise<number> => {
  context.permit("anywhere");
  const id = await keepReading(context.db, {
    fileName: file.fileName,
    fileHash: file.hash,
    format: file.layout.format,
    lines: file.layout.lines,
    reading: file.reading,
    readBy: context.actor.key,
  });
  context.record({ action: "reading.proposed", subject: `read_document:${id}`, details: { fileName: file.fileName, hash: file.hash } });
  return id;
});

/** Forgets a file that was read by mistake. One that something was accepted of is the origin of figures, and stays. */
export const forgetReading = outcomeCommand("reading.propose", async (context, readingId: number): Promise<null> => {
  context.permit("anywhere");
  if (!(await removeReading(context.db, readingId, context.actor.key))) {
    throw new Refused({ code: "in-use", message: "Filen är borttagen redan, eller så är den källa till uppgifter i registret och kan inte tas bort." });
  }
  context.record({ action: "reading.forgotten", subject: `read_document:${readingId}` });
  return null;
});

export interface AcceptanceInput {
  /** Who takes care of what the reading holds. */
  readonly receivers: Receivers;
  readonly readingId: number;
  readonly items: ReadonlySet<ItemKey>;
  /** The version that was looked through; none for who reads and accepts in one go. */
  readonly version?: number | undefined;
  /** Given where the document does not say, or says it wrong. */
  readonly municipality?: string | undefined;
  readonly committee?: string | undefined;
  readonly year?: number | undefined;
  readonly example?: boolean;
}
export interface Acceptance extends Place {
  readonly tallies: Readonly<Partial<Record<Part | "assessments", Tally>>>;
  /** Assessments whose words are on no scale: kept out, in words for the user. */
  readonly unplaced: readonly string[];
}

/** Takes the chosen items of a reading into the registers, all or nothing; the same again changes nothing. */
export const acceptReading = outcomeCommand("reading.accept", (context, input: AcceptanceInput): Promise<Acceptance> => accept(context, input));

async function accept(context: CommandContext, input: AcceptanceInput): Promise<Acceptance> {
  const { receivers } = input;
  context.permit("anywhere");
  const document = await holdReading(context.db, input.readingId);
  if (!document) throw new Refused({ code: "no-reading", message: "Läsningen finns inte; läs in filen igen." });
  if (input.version !== undefined && input.version !== document.version) {
    throw new Refused({ code: "changed", message: "Någon annan har sparat ur filen, eller läst in den på nytt, sedan du öppnade sidan. Det de sparade är förkryssat tillsammans med ditt; gå igenom det och spara igen." });
  }
  // What was saved to one committee is moved to another only by who may save to both.
  if (document.acceptedPlace) context.permit(document.acceptedPlace.committeeId);
  const { reading } = document;
  const head = reading.document;
  const municipality = input.municipality ?? head.organisation;
  const committee = input.committee ?? head.committee;
  const year = input.year ?? (head.year ? Number(head.year) : undefined);
  const missing = !municipality ? "vilken kommun det gäller" : !committee ? "vilken nämnd det gäller" : !year ? "vilket år det gäller" : null;
  if (missing || !municipality || !committee || !year) {
    throw new Refused({ code: "no-place", message: `I »${document.fileName}« framgår inte ${missing}; ange det och spara igen.` });
  }
  const take = <T>(items: readonly T[], part: Part): T[] => chosen(items, part, input.items);
  const places = await receivers.ensureCommittee(context, { municipality, committee, year, example: input.example ?? false });
  const place = { ...places, year };
  context.permit(place.committeeId);
  await receivers.openCurrentYears(context, [places.municipalityId], today());
  const points = await receivers.openPlanningYear(context, { municipalityId: places.municipalityId, year });
  const on = followUpDate(head.kind, head.title, year) ?? `${year}-12-31`;
  const followUpPointId = points.find((point) => point.onDate === on)!.id;
  const origins = new OriginBook(context, document, input.example ?? false);
  const tallies: Partial<Record<Part | "assessments", Tally>> = {};
  const unplaced: string[] = [];
  const assessments = emptyTally();
  const assess = async (subjectKind: AssessmentSubject, subjectId: number, label: string, reasoning: string | null, line: number) => {
    const saved = await receivers.assess(context, { committeeId: place.committeeId, subjectKind, subjectId, followUpPointId, label, reasoning, originId: await origins.at(line) });
    if (saved === null) unplaced.push(label);
    else assessments[saved]++;
  };

  const statements = withOwnTitles(take(reading.statements, "statements"));
  const drafts = [
    ...take(reading.series, "series").map(seriesDraft),
    ...statements.filter(({ kind }) => kind === "staff").flatMap(staffDrafts),
    ...take(yearlyTables(reading), "yearlyTables").flatMap(yearlyDrafts),
    ...goalDrafts(reading, input.items),
    ...freeDrafts(reading, input.items),
  ];
  await origins.prepare([
    ...drafts.flatMap((draft) => [draft.line, ...draft.values.map(({ line }) => line)]),
    ...reading.goals.flatMap((goal) => [goal.line, ...goal.activities.map(({ line }) => line), ...goal.indicators.map(({ line }) => line)]),
    ...reading.statements.flatMap((statement) => [statement.line, ...statement.rows.map(({ line }) => line)]),
    ...[reading.assignments, reading.indicators, reading.risks, reading.controlResults, reading.fees, reading.declarations, reading.reportBacks, reading.sections].flatMap((items) => items.map(({ line }) => line)),
  ]);
  const indicators: IndicatorInput[] = drafts.map((draft) => withOrigins(draft, origins, year));
  // What is not there asks for no permission: each part asks for its own.
  const none = { tally: emptyTally(), ids: [] as readonly number[] };
  const savedIndicators = indicators.length ? await receivers.saveIndicators(context, { committeeId: place.committeeId, indicators }) : none;
  tallies.indicators = savedIndicators.tally;
  const ids = new Map(drafts.map((draft, index) => [draft.key ?? draft.name, savedIndicators.ids[index]!]));
  const idOf = (goal: number, name: string) => ids.get(`${goal}/${name}`) ?? ids.get(name) ?? [];

  const goals = take(reading.goals, "goals");
  const savedGoals = !goals.length ? none : await receivers.saveGoals(context, {
    ...place,
    goals: goals.map((goal, position) => ({
      text: goal.text,
      level: goal.level ?? "Nämndmål",
      parentText: goal.parent,
      activities: goal.activities.map(({ title, description, line }) => ({ title, description, originId: origins.known(line) })),
      indicatorIds: [...goal.measures, ...goal.indicators.map(({ name }) => name)].flatMap((name) => idOf(position, name)),
      originId: origins.known(goal.line),
    })),
  });
  tallies.goals = savedGoals.tally;
  for (const [index, goal] of goals.entries()) {
    if (goal.assessment) await assess("goal", savedGoals.ids[index]!, goal.assessment, goal.comment, goal.line);
  }

  const assignments = take(reading.assignments, "assignments");
  const savedAssignments = !assignments.length ? none : await receivers.saveAssignments(context, { ...place, assignments: assignments.map(({ text, line }) => ({ text, originId: origins.known(line) })) });
  tallies.assignments = savedAssignments.tally;
  for (const [index, assignment] of assignments.entries()) {
    if (assignment.status) await assess("assignment", savedAssignments.ids[index]!, assignment.status, assignment.comment, assignment.line);
  }

  const money = statements.filter(({ kind }) => kind !== "staff");
  tallies.statements = !money.length ? emptyTally() : await receivers.saveStatements(context, {
    committeeId: place.committeeId,
    year,
    reportKind: head.kind,
    statements: money.map(({ kind, title, unit, columns, rows, line }) => ({
      kind: kind as StatementInput["kind"], title, unit, columns, originId: origins.known(line),
      rows: rows.map((row) => ({ label: row.label, cells: row.cells, originId: origins.known(row.line) })),
    })),
  });

  const risks = take(reading.risks, "risks");
  tallies.risks = !risks.length ? emptyTally() : await receivers.saveControlPlan(context, {
    ...place,
    risks: risks.map((risk) => ({
      category: risk.category, process: risk.process, description: risk.risk, riskIndex: risk.riskIndex, check: risk.check,
      // A scale of five steps does not fit the 4 × 4 matrix: the index is kept, the factors are not forced into it.
      likelihood: inMatrix(risk.likelihood),
      consequence: inMatrix(risk.consequence),
      originId: origins.known(risk.line),
    })),
  });
  const results = take(reading.controlResults, "controlResults");
  const checks = !results.length ? none : await receivers.saveControlChecks(context, {
    ...place,
    checks: results.map(({ category, process, check, line }) => ({ category, process, description: check, originId: origins.known(line) })),
  });
  tallies.controlResults = checks.tally;
  for (const [index, result] of results.entries()) {
    if (result.grade) await assess("control-check", checks.ids[index]!, result.grade, result.text, result.line);
  }
  tallies.assessments = assessments;

  const withOrigin = <T extends { line: number }>(row: T) => ({ ...row, originId: origins.known(row.line) });
  const fees = take(reading.fees, "fees").map((fee) => ({ ...withOrigin(fee), name: fee.fee }));
  const declarations = take(reading.declarations, "declarations").map(withOrigin);
  const reportBacks = take(reading.reportBacks, "reportBacks").map(withOrigin);
  if (fees.length) tallies.fees = await receivers.saveFees(context, { ...place, rows: fees });
  if (declarations.length) tallies.declarations = await receivers.saveServiceDeclarations(context, { ...place, rows: declarations });
  if (reportBacks.length) tallies.reportBacks = await receivers.saveReportBacks(context, { ...place, rows: reportBacks });
  // The lines of the title page are no prose.
  const titles = new Set([head.title, head.organisation, head.committee, municipality, committee].flatMap((name) => (name ? [fold(name)] : [])));
  tallies.sections = await receivers.saveReadSections(context, {
    committeeId: place.committeeId, year, documentKind: head.kind, title: head.title ?? document.fileName, diaryNumber: head.diaryNumber,
    originId: await origins.at(head.line), sections: take(reading.sections, "sections").filter(({ heading }) => !titles.has(fold(heading))).map(withOrigin),
  });
  await markAccepted(context.db, document, [...input.items], { municipality, committee, committeeId: place.committeeId, year });
  context.record({ action: "reading.accepted", subject: `read_document:${input.readingId}`, details: { items: input.items.size, year } });
  return { ...place, tallies, unplaced };
}

const inMatrix = (value: string | null): number | null => (value !== null && /^[1-4]$/.test(value) ? Number(value) : null);

const withOrigins = (draft: IndicatorDraft, origins: OriginBook, year: number): IndicatorInput => ({
  ...draft,
  values: draft.values.map(({ period, value, line }) => ({ period, value, originId: origins.known(line) })),
  targets: draft.targets.map(({ year, stated, line }) => ({ year, stated, originId: origins.known(line) })),
  baseline: draft.baseline && { year, stated: draft.baseline.stated, originId: origins.known(draft.baseline.line) },
  originId: origins.known(draft.line),
});

/** The document's places as rows of origin, each asked for once. */
class OriginBook {
  readonly #ids = new Map<number, number>();
  readonly #context: Context;
  readonly #document: ReadDocument;
  readonly #example: boolean;
  constructor(context: Context, document: ReadDocument, example: boolean) {
    this.#context = context;
    this.#document = document;
    this.#example = example;
  }
  async prepare(lines: readonly number[]): Promise<void> {
    const wanted = [...new Set(lines)].filter((line) => !this.#ids.has(line));
    const ids = await keepOrigins(this.#context, wanted.map((line) => this.#origin(line)));
    wanted.forEach((line, index) => this.#ids.set(line, ids[index]!));
  }
  async at(line: number): Promise<number> {
    await this.prepare([line]);
    return this.known(line);
  }
  known(line: number): number {
    const id = this.#ids.get(line);
    if (id === undefined) throw new Error(`The origin of line ${line} was not prepared`);
    return id;
  }
  #origin(line: number): Origin {
    const { fileName, fileHash, format, lines } = this.#document;
    const placeKind = format === "pdf" ? "page" : format === "docx" ? "paragraph" : "line";
    const excerpt = format === "pdf" ? null : (lines[line - 1]?.trim().slice(0, EXCERPT_LENGTH).toWellFormed() ?? null);
    return { kind: this.#example ? "example" : "file", fileName, fileHash, place: line, placeKind, excerpt, reader: READER };
  }
}
