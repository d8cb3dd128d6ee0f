import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellText, inlineText, type DocumentModel, type TableBlock } from "../src/documents/document.ts";
import { makeDocument } from "../src/documents/document-reads.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { addUnit, ensureCommittee } from "../src/organisation/unit-commands.ts";
import { findCommittee } from "../src/organisation/unit-reads.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { readRegisterTable } from "../src/platform/edit/register-import.ts";
import { registerCommands, type Register, type RegisterCommands } from "../src/platform/edit/register.ts";
import { addContract, addReviewForm, CONTRACT_OBLIGATIONS, takeContractObligations } from "../src/contracts/contract-commands.ts";
import { OBLIGATION_INTERVALS } from "../src/contracts/contract-obligation.ts";
import { answersSeen, findWholeReview, questionLevels, statusesSeen, taskLevels } from "../src/contracts/contract-reads.ts";
import { addContractReview, answerReview, beginReview, changeContractReview, reportObligations } from "../src/contracts/contract-review-commands.ts";
import { addInspectionTarget, LICENCE_TOTALS, takeLicenceTotals } from "../src/inspections/inspection-commands.ts";
import { addAgendaItem, addDecisionReport, addMeeting, decideAgendaItem, setDiaryPrefix } from "../src/matters/matter-commands.ts";
import { SERVICE_DECLARATIONS, takeServiceDeclarations } from "../src/quality/service-declaration-commands.ts";
import { USER_SURVEYS } from "../src/quality/user-survey-commands.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { takeUnexecutedDecisions, UNEXECUTED_DECISIONS } from "../src/quality/unexecuted-decision-commands.ts";
import { corpusFile, HAS_CORPUS, SKIPPED } from "./corpus.ts";
import { freshDatabase } from "./database.ts";

/** The lines of a published document's table: those under the line that begins with its headings, as cells. */
function tableUnder(lines: readonly string[], heads: string, from = 0): string[][] {
  const at = lines.findIndex((line, index) => index >= from && line.startsWith(heads));
  if (at < 0) throw new Error(`No table ${heads}`);
  const end = lines.findIndex((line, index) => index > at && !line.includes("\t"));
  return lines.slice(at, end < 0 ? undefined : end).map((line) => line.split("\t").map((cell) => cell.trim()));
}
const shown = (table: TableBlock): string[][] => table.rows.map(({ cells }) => cells.map((cell) => cellText(cell).replaceAll("\u00a0", " ")));

describe.runIf(HAS_CORPUS)(`the tables of published documents, entered in their registers and out of a document again${SKIPPED}`, () => {
  let database: Database;
  let context: Context;
  let committeeId: number;
  const units = new Map<string, number>();
  beforeAll(async () => {
    database = await freshDatabase("embedded");
    context = { db: database.db, actor: program("start") };
    ({ committeeId } = await ensureCommittee(context, { municipality: "Prov kommun", committee: "Socialnämnden", year: 2021 }));
    for (const name of ["Barn- och ungdom"]) units.set(name, await valueOf(addUnit(context, { kind: "unit", name, parentId: committeeId, from: "2020-01-01" })));
  });
  afterAll(() => database?.close());

  /** A document of a year as it would be made now. */
  const documentOf = async (key: string, year: number): Promise<DocumentModel> => {
    const committee = await valueOf(findCommittee(database.db, "socialnamnden", year));
    const planned = (await findPlannedDocument(database.db, committee, year, key))!;
    return makeDocument(database.db, committee, year, planned, { charts: false });
  };
  const tablesOf = ({ blocks }: DocumentModel): TableBlock[] => blocks.filter((block) => block.kind === "table");
  /** Enters rows as a file of another program would bring them. */
  const enter = async (register: Register, take: RegisterCommands["take"], year: number | null, table: readonly (readonly string[])[]) => {
    const read = readRegisterTable(table, register.fields, { unit_id: [...units].map(([name, id]) => [String(id), name] as const) }, [], (row) => register.fault?.(row) ?? null);
    expect(read.faults).toEqual([]);
    return valueOf(take(context, { committeeId, year, rows: read.rows, fileName: "tabell.csv" }));
  };

  test("004: favourable decisions that were reported before, and what had become of them", async () => {
    const lines = corpusFile("004").text.split("\n");
    const from = lines.findIndex((line) => line.startsWith("Ej verkställda beslut som tidigare inrapporterats"));
    const [, ...rows] = tableUnder(lines, "Nr\tKön", from);
    expect(rows.length).toBe(2);
    const entered = await enter(UNEXECUTED_DECISIONS, takeUnexecutedDecisions, null, [
      ["Kön", "Enhet", "Beslutsdatum", "Verkställigheten avbröts", "Typ av bistånd eller insats", "Skäl till att beslutet inte är verkställt", "Verkställt", "Hur det verkställdes", "Lag"],
      ...rows.map(([, sex = "", unit = "", decided = "", interrupted = "", assistance = "", reason = "", executed = ""]) => [sex, unit, decided, interrupted, assistance, reason, executed.slice(0, 10), executed.slice(11), "SoL"]),
    ]);
    expect(entered).toEqual({ added: 2, changed: 0, unchanged: 0 });
    const report = await documentOf("unexecuted-decisions-4", 2021);
    const tables = tablesOf(report);
    // Nothing new that quarter, and the two that were reported in the second quarter.
    expect(tables.length).toBe(1);
    expect(shown(tables[0]!)).toEqual(rows.map((row) => Array.from({ length: 9 }, (_, index) => row[index] ?? "")));
    expect(JSON.stringify(report.blocks)).toContain("inga nya beslut att rapportera för kvartal 4 2021 och 2 tidigare rapporterade beslut");
    expect(tablesOf(await documentOf("unexecuted-decisions-2", 2021)).map((table) => table.rows.length)).toEqual([2]);
    expect(tablesOf(await documentOf("unexecuted-decisions-1", 2022))).toEqual([]);
  });

  test("004: the follow-up of a contract, every question with its grade and comment, and what is to be watched the next time", async () => {
    const lines = corpusFile("004").text.split("\n");
    const from = lines.findIndex((line) => line.startsWith("Avtalsuppföljning – Grupp- och träningsbostäder"));
    const to = lines.findIndex((line, index) => index > from && line.startsWith("6. Sammanfattning"));
    const part = lines.slice(from, to);
    const rows = part.filter((line) => /^\d\.\d\. [^\t]+\t/.test(line)).map((line) => line.split("\t").map((cell) => cell.trim()));
    const form = part.flatMap((line) => (/^\d\. \S/.test(line) ? [line.trim()] : /^\d\.\d\. [^\t]+\t/.test(line) ? [line.split("\t")[0]!] : []));
    expect([rows.length, form.length - rows.length]).toEqual([24, 5]);
    const place = { committeeId, year: null };
    const { id: contract } = await valueOf(addContract(context, { ...place, fields: { name: "Gruppboenden", area: "Gruppboenden för psykiskt funktionsnedsatta", form: "lou", contractor: "Nytida AB", diary_number: "SN/2016:39", valid_from: "2017-03-01" } }));
    const { id: ofForm } = await valueOf(addReviewForm(context, { ...place, fields: { name: "Boenden", questions: form.join("\n") } }));
    const { id } = await valueOf(addContractReview(context, { committeeId, year: 2021, fields: { contract_id: String(contract), form_id: String(ofForm), kind: "full" } }));
    expect(await valueOf(beginReview(context, { id }))).toEqual({ questions: 24 });
    const levels = await questionLevels(database.db);
    const answers = rows.map(([, grade = "", comment = ""], index) => { const level = levels.find(({ label }) => label === grade)!; return { ordinal: index + 1, levelId: level.id, comment, remark: level.rank > 1 ? "Kan utvecklas" : null, followOn: null, evidence: null }; });
    const before = (await findWholeReview(database.db, committeeId, 2021, id))!;
    // What works and could be better is not kept without a recommendation.
    expect(await answerReview(context, { id, seen: answersSeen(before.answers), answers: answers.map((answer) => ({ ...answer, remark: null })) })).toMatchObject({ ok: false, failure: { field: "remark-3" } });
    expect(await valueOf(answerReview(context, { id, seen: answersSeen(before.answers), answers }))).toEqual({ changed: 24 });
    const report = await documentOf(`contract-review-${id}`, 2021);
    const tables = tablesOf(report).filter(({ caption }) => caption.startsWith("Bedömningar i område"));
    expect(tables.map(({ rows: own }) => own.length)).toEqual([9, 2, 6, 3, 4]);
    expect(tables.flatMap(shown)).toEqual(rows.map((row) => row.slice(0, 3)));
    expect(JSON.stringify(report.blocks)).toContain("bedömdes 24 frågor: 21 som mycket väl fungerande, 3 som fungerande");
    // The three are what a simplified follow-up the next year begins with.
    const { version } = (await findWholeReview(database.db, committeeId, 2021, id))!.review;
    await valueOf(changeContractReview(context, { id, version, fields: { reviewed_on: "2021-12-15", summary: "I enlighet med avtalet." } }));
    const { id: next } = await valueOf(addContractReview(context, { committeeId, year: 2022, fields: { contract_id: String(contract), form_id: String(ofForm), kind: "simplified", presentation: "på socialnämndens sammanträde i december 2022" } }));
    expect(await valueOf(beginReview(context, { id: next }))).toEqual({ questions: 3 });
    expect((await findWholeReview(database.db, committeeId, 2022, next))!.answers.map(({ question }) => question.slice(0, 4))).toEqual(["1.3.", "1.7.", "1.8."]);
  });

  test("004: the plan of follow-ups, area by area with the contracts and the meetings", async () => {
    const place = { committeeId, year: null };
    for (const [name, area, form, diary, kind, presentation] of [
      ["Familjerådgivning", "Familjerådgivning", "lov", "SN/2020:104", "full", "på socialnämndens sammanträde i juni 2022"],
      ["Boendetjänster ensamkommande", "Boenden för ensamkommande flyktingbarn", "dis", "SN/2017:68", "full", "på socialnämndens första sammanträde år 2023"],
    ]) {
      const { id } = await valueOf(addContract(context, { ...place, fields: { name: name!, area: area!, form: form!, diary_number: diary!, valid_from: "2020-01-01" } }));
      await valueOf(addContractReview(context, { committeeId, year: 2022, fields: { contract_id: String(id), kind: kind!, presentation: presentation! } }));
    }
    await valueOf(addContract(context, { ...place, fields: { name: "Insatser för barn och unga", form: "framework", host: "STIC", valid_from: "2020-01-01" } }));
    const plan = (await documentOf("contract-review-plan", 2022)).blocks.map((block) => (block.kind === "heading" ? block.text : block.kind === "list" ? block.items.map((item) => item.map(inlineText).join("")) : block.kind === "paragraph" ? block.inlines.map(inlineText).join("") : ""));
    expect(plan.slice(plan.indexOf("Plan för uppföljning") + 1)).toEqual([
      "Gruppboenden för psykiskt funktionsnedsatta – Förenklad avtalsuppföljning", ["Gruppboenden (Nytida AB), upphandlat (LOU) SN/2016:39"], "Redovisas på socialnämndens sammanträde i december 2022.",
      "Familjerådgivning – Ordinarie avtalsuppföljning", ["Familjerådgivning, valfrihetssystem (LOV) SN/2020:104"], "Redovisas på socialnämndens sammanträde i juni 2022.",
      "Boenden för ensamkommande flyktingbarn – Ordinarie avtalsuppföljning", ["Boendetjänster ensamkommande, dynamiskt inköpssystem (DIS) SN/2017:68"], "Redovisas på socialnämndens första sammanträde år 2023.",
      "Gemensamma avtal", ["STIC följer upp Insatser för barn och unga."],
    ]);
  });

  test("004: the running obligations of a contractor, interval by interval", async () => {
    const lines = corpusFile("004").text.split("\n");
    const heads = Object.values(OBLIGATION_INTERVALS);
    const from = lines.findIndex((line) => line.startsWith("Pågår ej – "));
    const tables = heads.map((head) => tableUnder(lines, `${head}\tStatus`, from).slice(1));
    expect(tables.map((rows) => rows.length)).toEqual([6, 4, 1, 4, 9, 5, 8]);
    const { id: contract } = await valueOf(addContract(context, { committeeId, year: null, fields: { name: "Driften av gruppboenden", form: "lou", valid_from: "2017-03-01" } }));
    const { id } = await valueOf(addContractReview(context, { committeeId, year: 2021, fields: { contract_id: String(contract), kind: "full" } }));
    const file = [["Intervall", "Åtagande", "Avtal"], ...tables.flatMap((rows, index) => rows.map(([name = ""]) => [heads[index]!, name, String(contract)]))];
    const read = readRegisterTable(file, CONTRACT_OBLIGATIONS.fields, { contract_id: [[String(contract), "Driften av gruppboenden"]] }, [], () => null);
    expect(read.faults).toEqual([]);
    expect(await valueOf(takeContractObligations(context, { committeeId, year: null, rows: read.rows, fileName: "checklista.csv" }))).toMatchObject({ added: 37 });
    const levels = await taskLevels(database.db);
    // One cell tells of two parts that go differently; what the source writes in the plural is the same level.
    const levelIn = (words: string) => levels.findLast(({ label }) => words.startsWith(label))!;
    const review = (await findWholeReview(database.db, committeeId, 2021, id))!;
    const rows = tables.flat().map(([name = "", words = "", comment = ""]) => { const level = levelIn(words); const rest = words.slice(level.label.length).replace(/^r/, "").trim(); return { obligationId: review.obligations.find((one) => one.name === name)!.id, levelId: level.id, otherLevelId: rest ? levelIn(rest).id : null, comment }; });
    expect(await valueOf(reportObligations(context, { id, seen: statusesSeen(review.statuses), rows }))).toEqual({ changed: 37 });
    const shownTables = tablesOf(await documentOf(`contract-review-${id}`, 2021)).filter(({ caption }) => caption.startsWith("Åtaganden, "));
    expect(shownTables.map(({ columns }) => columns[0]!.label)).toEqual(heads);
    const plain = (cell: string): string => cell.replace(/avvikelser$/, "avvikelse").replace("avvikelse Pågår", "avvikelse. Pågår");
    expect(shownTables.flatMap(shown)).toEqual(tables.flat().map((row) => [row[0]!, plain(row[1]!), row[2]!]));
  });

  test("000: the competition plan of a year with nothing to procure says so, and one with something has it in its tables", async () => {
    const told = async (year: number): Promise<string> => JSON.stringify((await documentOf("operational-plan", year)).blocks);
    const published = corpusFile("000").text;
    for (const sentence of ["Nämnden har inga befintliga avtal som ska upphandlas på nytt 2023", "Nämnden har inga nya upphandlingsbehov för 2023"]) {
      expect(published).toContain(sentence);
      expect(await told(2023)).toContain(sentence);
    }
    await valueOf(addContract(context, { committeeId, year: null, fields: { name: "Personliga ombud", form: "lou", diary_number: "SN/2018:7", valid_from: "2018-05-01", valid_to: "2024-04-30", procure_year: "2024" } }));
    const tables = tablesOf(await documentOf("operational-plan", 2024));
    expect(shown(tables.find(({ caption }) => caption.startsWith("Avtal som ska upphandlas"))!)).toEqual([["Personliga ombud", "SN/2018:7"]]);
  });

  test("000: what the committee promises of its services, when it was decided and whether it has changed", async () => {
    const [heads = [], ...rows] = tableUnder(corpusFile("000").text.split("\n"), "Kvalitetsdeklarationer\tBeslutsdatum");
    expect(rows.length).toBe(10);
    expect(await enter(SERVICE_DECLARATIONS, takeServiceDeclarations, 2023, [["Tjänst", "Beslutad", "Status", "Visas på webben"], ...rows.map((row) => [...row, "nej"])])).toEqual({ added: 10, changed: 0, unchanged: 0 });
    const table = tablesOf(await documentOf("operational-plan", 2023)).find(({ caption }) => caption === "Nämndens kvalitetsdeklarationer")!;
    expect([table.columns.map(({ label }) => label), ...shown(table)]).toEqual([heads, ...rows]);
  });

  test("004: the year's plan of surveys", async () => {
    const [heads = [], ...rows] = tableUnder(corpusFile("004").text.split("\n"), "Uppföljning\tInnehåll");
    expect(await enter(USER_SURVEYS, registerCommands(USER_SURVEYS).take, 2022, [[...heads, "Läge"], ...rows.map((row) => [...row, "planerad"])])).toMatchObject({ added: 3 });
    const [plan] = tablesOf(await documentOf("survey-plan", 2022));
    expect([plan!.columns.map(({ label }) => label), ...shown(plan!)]).toEqual([heads, ...rows]);
  });

  test("004: three years of licences and inspections, stated for the years before the register, in the tables of the yearly report", async () => {
    const lines = corpusFile("004").text.split("\n");
    const published = [tableUnder(lines, "Ansökan, anmälan och andra händelser\t2021"), tableUnder(lines, "Serveringstillstånd\t2021"), tableUnder(lines, "Antal registrerade försäljningsställen")];
    // The source has an empty line under the heads of two tables, and marks its notes with stars.
    const rowsOf = (table: readonly string[][], heads: string): string[][] => (table.length > 1 ? table.slice(1) : tableUnder(lines, lines[lines.findIndex((line) => line.startsWith(heads)) + 2]!.split("\t")[0]!)).map(([name = "", ...numbers]) => [name.replace("*", ""), ...numbers]);
    const tables = [rowsOf(published[0]!, "Ansökan"), rowsOf(published[1]!, "Serveringstillstånd\t2021"), rowsOf(published[2]!, "Antal registrerade")];
    expect(tables.map((rows) => rows.length)).toEqual([14, 3, 5]);
    for (const [index, year] of [2021, 2020, 2019].entries()) await enter(LICENCE_TOTALS, takeLicenceTotals, year, [["Vad", "Antal"], ...tables.flat().map(([name = "", ...numbers]) => [name, numbers[index]!])]);
    const report = tablesOf(await documentOf("inspection-report", 2021));
    expect(report.slice(0, 3).map(shown)).toEqual(tables);
    const said = (await documentOf("inspection-report", 2021)).blocks.flatMap((block) => (block.kind === "paragraph" ? [block.inlines.map(inlineText).join("")] : []));
    expect(said.join(" ")).toContain("fanns 173 serveringstillstånd, 155 till allmänheten och 18 till slutna sällskap, och 81 försäljningsställen");
    expect(said.join(" ")).toContain("110 tillsynsbesök på restauranger och 96 inre tillsyner");
  });

  test("004: the plan of inspections for 2022, all of it as targets of the year", async () => {
    for (const fields of [
      { what: "inner", rule: "number", number: "100", kind: "serving-public" }, { what: "round", rule: "number", number: "10", note: "fem under vår och sommar, fem under höst och vinter" }, { what: "joint-round", rule: "number", number: "4" },
      { what: "outer", rule: "all", kind: "serving-public" }, { what: "outer", rule: "all", kind: "folk-beer" }, { what: "inner", rule: "half", kind: "tobacco" }, { what: "outer", rule: "all", kind: "tobacco" }, { what: "outer", rule: "third", kind: "medicines" }, { what: "training", rule: "number", number: "2" },
    ]) await valueOf(addInspectionTarget(context, { committeeId, year: 2022, fields: fields as unknown as Record<string, string> }));
    const [plan] = tablesOf(await documentOf("inspection-plan", 2022));
    expect(shown(plan!).map((row) => row.slice(0, 3).join(" | "))).toEqual([
      "inre tillsyn | servering till allmänheten | 100", "tillsynsomgångar | alla slag | 10", "tillsynsomgångar tillsammans med polisen | alla slag | 4", "yttre tillsynsbesök | servering till allmänheten | alla varje år", "yttre tillsynsbesök | folköl | alla varje år",
      "inre tillsyn | tobak | hälften varje år", "yttre tillsynsbesök | tobak | alla varje år", "yttre tillsynsbesök | receptfria läkemedel | en tredjedel varje år (alla på tre år)", "utbildningar | alla slag | 2",
    ]);
  });

  test("004: decisions that were to be reported back, kept as decisions of meetings, in the annual report as it tells of them", async () => {
    const lines = corpusFile("004").text.split("\n");
    const from = lines.findIndex((line) => line.startsWith("Åtterrapporering av vissa nämndbeslut"));
    const part = lines.slice(from, lines.findIndex((line, index) => index > from && line.startsWith("Socialförvaltningen Tillståndsgruppen")));
    const told = (label: RegExp): string[] => part.flatMap((line) => (label.test(line) ? [line.replace(label, "").trim()] : []));
    const [days, matters, decisions, reports] = [part.flatMap((line) => /^SN[ /](\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? []), told(/^Ärende: /), told(/^Beslut: /), told(/^Åt+errappor[a-z]*ing: /)];
    expect([days.length, matters.length, decisions.length, reports.length]).toEqual([3, 3, 3, 3]);
    await valueOf(setDiaryPrefix(context, { committeeId, prefix: "SN" }));
    for (const [index, onDate] of days.entries()) {
      const { id: meeting } = await valueOf(addMeeting(context, { committeeId, year: null, fields: { on_date: onDate, kind: "committee" } }));
      const { id } = await valueOf(addAgendaItem(context, { committeeId, year: null, fields: { meeting_id: String(meeting), position: "1", title: matters[index]!, proposal: decisions[index]! } }));
      expect((await valueOf(decideAgendaItem(context, { id, version: 1, outcome: "as-proposed", decision: null, reservations: null }))).paragraph).toBe(index + 1);
      await valueOf(addDecisionReport(context, { committeeId, year: null, fields: { item_id: String(id), responsible: "Socialchef", report: reports[index]!, reported_on: "2021-12-31", done_on: "2021-12-31" } }));
    }
    const words = (await documentOf("annual-report", 2021)).blocks.flatMap((block) => (block.kind === "paragraph" ? [block.inlines.map(inlineText).join("")] : []));
    for (const index of days.keys()) expect(words.slice(words.indexOf(`Ärende: ${matters[index]}`)).slice(0, 3)).toEqual([`Ärende: ${matters[index]}`, `Beslut: ${decisions[index]}`, `Återrapportering: ${reports[index]}`]);
    // The next year's report has them no more: they were done.
    expect(JSON.stringify((await documentOf("annual-report", 2022)).blocks)).not.toContain(matters[0]);
  });
});
