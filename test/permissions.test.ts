import fs from "node:fs";
import path from "node:path";
import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newYear, people, receivers } from "../src/compose.ts";
import { READY_MODELS } from "../src/goals/ready-models.ts";
import { addUnit } from "../src/organisation/unit-commands.ts";
import { addRole } from "../src/people/user-store.ts";
import { addBudget } from "../src/finance/budget-commands.ts";
import { addFrame } from "../src/finance/frame-commands.ts";
import { explainVariance, type ExplanationInput } from "../src/finance/variance-commands.ts";
import { addFeeRate } from "../src/finance/fee-rate-commands.ts";
import { addGrant } from "../src/finance/grant-commands.ts";
import { addMatterEnclosure } from "../src/matters/matter-enclosure-commands.ts";
import { addMatter, setDiaryPrefix } from "../src/matters/matter-commands.ts";
import type { RegisterCommands } from "../src/platform/edit/register.ts";
import { addInvestment } from "../src/finance/investment-commands.ts";
import { listNotices } from "../src/finance/variance-reads.ts";
import type { VolumePriceInput } from "../src/finance/volume-price.ts";
import { addVolumePrice } from "../src/finance/volume-price-commands.ts";
import { proposeLedger } from "../src/ledger/ledger-upload-commands.ts";
import { nobody } from "../src/people/user-actor.ts";
import { isAction, OPEN_ACTIONS, permits } from "../src/permission/permission.ts";
import { ROLE_NAMES, type Role } from "../src/permission/role.ts";
import { addEnclosure } from "../src/documents/enclosure-commands.ts";
import { addIndicator } from "../src/indicators/indicator-commands.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { proposeImport } from "../src/indicators/value-import-commands.ts";
import { program, type Actor, type Command, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { inTransaction } from "../src/platform/db/transaction.ts";
import { createLog } from "../src/platform/log.ts";
import { Refused, valueOf } from "../src/platform/outcome.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, reloaded, YEAR, type Town } from "./town.ts";

const SRC = path.resolve(import.meta.dirname, "../src");
const files = (fs.readdirSync(SRC, { recursive: true, encoding: "utf8" }) as string[]).map((file) => file.replaceAll("\\", "/")).filter((file) => file.endsWith("-commands.ts"));

/** Functions beside the commands, that change nothing but through them, or only the program's own rows. */
const PARTS = new Set(["openCurrentYears", "leaveFeedback", "leaveNotice", "answerNotice", "makeArchivePackage", "askDueLetters", "signInWithPassword", "enterByLink", "enterGrid", "fetchComparison", "changePassword", "tidy", "makeMissingSections", "beginPasskey", "beginPasskeySignIn", "signInWithPasskey"]);

let database: Database;
let town: Town;
let importId: number;
let enclosureId: number;
let uploadId: number;
let frameId: number;
let budgetId: number;
let volumeId: number;
let noticeId: number;
let investmentId: number;
let grantId: number;
let feeId: number;
let matterId: number;
let fileId: number;
const MATTER = { title: "Yttrande", kind: "matter", opened_on: "2026-01-11", secrecy: "open" };
/** The registers that a committee keeps, by what their commands are called after, and a row that could be kept in each. */
const REGISTERS: Readonly<Record<string, { readonly subject: string; readonly year: number | null; readonly fields: Readonly<Record<string, string>>; readonly many?: string; readonly reported?: true; readonly ofCompany?: true }>> = {
  UnexecutedDecision: { subject: "unexecuted_decision", year: null, fields: { act: "sol", sex: "boy", assistance: "Kontaktfamilj", decided_on: "2021-03-04" }, many: "UnexecutedDecisions" },
  UserSurvey: { subject: "user_survey", year: YEAR, fields: { name: "Besökarna", status: "planned" } },
  OwnControl: { subject: "own_control", year: YEAR, fields: { name: "Journaler" } },
  CourtRuling: { subject: "court_ruling", year: null, fields: { ruled_on: "2026-02-03", court: "Förvaltningsrätten", act: "SoL", concerning: "Boende", outcome: "granted", appealed: "no" } },
  ServiceDeclaration: { subject: "service_declaration", year: YEAR, fields: { service: "Budgetrådgivning", published: "no" }, many: "ServiceDeclarations" },
  ServicePromise: { subject: "service_promise", year: YEAR, fields: { declaration_id: "1", promise: "Svar inom tre dagar", published: "no" } },
  TimedCase: { subject: "timed_case", year: null, fields: { kind: "preliminary-assessment", started_on: "2026-01-10", ended_on: "2026-01-20" }, many: "TimedCases" },
  OversightReport: { subject: "oversight_report", year: YEAR, fields: { follow_up_point_id: "1", goals_met: "3" }, many: "OversightReports", ofCompany: true },
  Feedback: { subject: "feedback", year: null, fields: { received_on: "2026-02-03", channel: "phone", kind: "complaint", subject: "time", body: "Det dröjde.", wants_answer: "no" } },
  Incident: { subject: "incident", year: null, fields: { occurred_on: "2026-02-03", category: "safety", description: "Fall" }, reported: true },
  Contract: { subject: "contract", year: null, fields: { name: "Boende", form: "lou", valid_from: "2024-01-01" }, many: "Contracts" },
  ReviewForm: { subject: "review_form", year: null, fields: { name: "Boenden", questions: "1. Område\n1.1 Fråga" } },
  ContractSupplier: { subject: "contract_supplier", year: null, fields: { contract_id: "1", name: "Ett bolag", placed: "no" } },
  ContractObligation: { subject: "contract_obligation", year: null, fields: { contract_id: "1", interval: "week", name: "Boendemöten" }, many: "ContractObligations" },
  ProcurementNeed: { subject: "procurement_need", year: YEAR, fields: { kind: "new", name: "Städning" } },
  ContractReview: { subject: "contract_review", year: YEAR, fields: { contract_id: "1", kind: "full", form_id: "1" } },
  LicensedPlace: { subject: "licensed_place", year: null, fields: { name: "Krogen", orientation: "evening" }, many: "LicensedPlaces" },
  Licence: { subject: "licence", year: null, fields: { place_id: "1", kind: "serving-public", holder: "Krogen AB", valid_from: "2024-01-01" }, many: "Licences" },
  LicenceEvent: { subject: "licence_event", year: null, fields: { kind: "warning", on_date: "2026-02-03", number: "1" } },
  LicenceTotal: { subject: "licence_total", year: YEAR, fields: { measure: "warning", number: "2" }, many: "LicenceTotals" },
  InspectionTarget: { subject: "inspection_target", year: YEAR, fields: { what: "round", rule: "number", number: "10" } },
  Inspection: { subject: "inspection", year: null, fields: { place_id: "1", what: "outer", on_date: "2026-02-03", kinds: "serving-public", evening: "no", in_round: "no", with_police: "no", result: "good" } },
  LicenceNotice: { subject: "licence_notice", year: null, fields: { place_id: "1", received_on: "2026-02-03", kind: "staff", body: "Ny serveringsansvarig." } },
  Meeting: { subject: "meeting", year: null, fields: { on_date: "2026-02-21", kind: "committee" } },
  AgendaItem: { subject: "agenda_item", year: null, fields: { meeting_id: "1", position: "1", title: "Årsredovisning", proposal: "Godkänns." }, many: "AgendaItems" },
  Dispatch: { subject: "dispatch", year: null, fields: { item_id: "1", recipient: "Kommunstyrelsen" } },
  DecisionReport: { subject: "decision_report", year: null, fields: { item_id: "1", responsible: "Förvaltningschef" } },
  PartyAgreement: { subject: "party_agreement", year: null, fields: { name: "Överenskommelse", rule: "all" } },
  AgreementParty: { subject: "agreement_party", year: null, fields: { agreement_id: "1", name: "Grannkommunen" } },
  LexSarah: { subject: "lex_sarah", year: null, fields: { occurred_on: "2026-02-03", kind: "risk", provider: "own", description: "Låst dörr" }, reported: true },
};
let companyId: number;
const withPoint = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> => (fields["follow_up_point_id"] ? { ...fields, follow_up_point_id: String(town.pointId) } : fields);
const rowIds = new Map<string, number>();
const registerSamples = (): Record<string, unknown> => Object.fromEntries(Object.entries(REGISTERS).flatMap(([one, { fields: told, many, ofCompany, reported, year }]) => {
  const at = { committeeId: ofCompany ? companyId : town.committeeId, year };
  const fields = withPoint(told);
  const row = { id: rowIds.get(one)!, version: 1 };
  return [[`${reported ? "report" : "add"}${one}`, { ...at, fields }], [`change${one}`, { ...row, fields }], [`remove${one}`, { ...row, reason: "Fel" }], ...(many ? [[`take${many}`, { ...at, rows: [], fileName: "rader.csv" }]] : [])];
}));
const GRANT = { name: "Bidrag", kind: "grant", scope: "general", in_budget: "true", status: "expected" };
const FEE = { name: "Avgift", basis: "kronor", value: "5", valid_from: "2026-01-01" };
let web: Hono;
const commands = new Map<string, Command<never, unknown>>();
const stray: string[] = [];
const persons = new Map<string, Awaited<ReturnType<typeof personWith>>>();

beforeAll(async () => {
  // The server, where there is one: it answers several at once.
  database = await freshDatabase(ENGINES.at(-1)!);
  town = await foundTown(database);
  importId = await proposeImport({ db: database.db, actor: program("start") }, { committeeId: town.committeeId, year: YEAR, fileName: "v.csv", fileHash: "0".repeat(64), rows: [["Mått", "Period", "Värde"]] });
  enclosureId = (await valueOf(addEnclosure({ db: database.db, actor: program("start") }, { committeeId: town.committeeId, year: YEAR, documentKind: "annual-report", title: "Karta", file: { fileName: "k.pdf", hash: "b".repeat(64), bytes: new Uint8Array([1]), pageCount: 1, findings: [] } }))).id;
  budgetId = (await valueOf(addBudget({ db: database.db, actor: program("start") }, { committeeId: town.committeeId, year: YEAR, name: "Utkast", basedOn: null }))).id;
  frameId = (await valueOf(addFrame({ db: database.db, actor: program("start") }, { committeeId: town.committeeId, year: YEAR, input: { name: "Förslag", opening: "100", population: [null, null, null, null], steps: [] } }))).id;
  uploadId = (await valueOf(proposeLedger({ db: database.db, actor: program("start") }, { committeeId: town.committeeId, source: "Huvudbok", fileName: "u.se", bytes: Buffer.from("#FLAGGA 0\n#SIETYP 4\n#RAR 0 20260101 20261231\n#PSALDO 0 202601 5010 {} 1\n") }))).id;
  for (const file of files) {
    for (const [name, value] of Object.entries((await import(path.join(SRC, file))) as Record<string, unknown>)) {
      if (typeof value !== "function") continue;
      if ("action" in value) commands.set(name, value as Command<never, unknown>);
      else if (!PARTS.has(name)) stray.push(`${file}: ${name}`);
    }
  }
  for (const role of ROLE_NAMES) {
    persons.set(role, await personWith(database, role, town.committeeId));
    persons.set(`${role} elsewhere`, await personWith(database, role, town.otherId));
  }
  const asProgram = { db: database.db, actor: program("start") };
  investmentId = (await valueOf(addInvestment(asProgram, { committeeId: town.committeeId, year: null, fields: { name: "Lås", kind: "new", status: "planned" } }))).id;
  companyId = await valueOf(addUnit(asProgram, { kind: "company", name: "Bostäder i Ekby AB", parentId: town.municipalityId, from: "2020-01-01" }));
  for (const role of ROLE_NAMES) {
    const person = persons.get(role)!;
    await addRole(database.db, { userId: person.id, role, unitId: companyId, validFrom: "2020-01-01", validTo: null, givenBy: "program" });
    persons.set(role, { ...person, ...(await reloaded(database, person)) });
  }
  for (const [one, { fields, ofCompany, reported, year }] of Object.entries(REGISTERS)) rowIds.set(one, (await valueOf((commands.get(`${reported ? "report" : "add"}${one}`) as unknown as RegisterCommands["add"])(asProgram, { committeeId: ofCompany ? companyId : town.committeeId, year, fields: withPoint(fields) }))).id);
  await valueOf(setDiaryPrefix(asProgram, { committeeId: town.committeeId, prefix: "KN" }));
  matterId = (await valueOf(addMatter(asProgram, { committeeId: town.committeeId, year: YEAR, fields: MATTER }))).id;
  fileId = (await valueOf(addMatterEnclosure(asProgram, { matterId, fileName: "k.txt", bytes: new Uint8Array([97]), input: { title: "K", secrecy: "open", secrecyGround: null } }))).id;
  grantId = (await valueOf(addGrant(asProgram, { committeeId: town.committeeId, year: YEAR, fields: GRANT }))).id;
  feeId = (await valueOf(addFeeRate(asProgram, { committeeId: town.committeeId, year: null, fields: FEE }))).id;
  volumeId = (await valueOf(addVolumePrice({ db: database.db, actor: program("start") }, { committeeId: town.committeeId, year: YEAR, input: volume() }))).id;
  await valueOf(explainVariance({ db: database.db, actor: program("start") }, explanation("Först")));
  noticeId = (await listNotices(database.db, town.committeeId, YEAR))[0]!.id;
  web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
});
afterAll(() => database.close());

const volume = (name = "Besök"): VolumePriceInput => ({ name, line: "purchases", indicatorId: town.indicatorId, budgetVolume: "10", budgetPrice: "5", price: "6", method: "rate", ownVolume: null, note: null });
const explanation = (words: string): ExplanationInput => ({ committeeId: town.committeeId, unitId: null, year: YEAR, month: 4, line: "staff", variance: "-1", explanation: words, action: null, responsible: null, dueOn: null, major: true, send: null });
/** An input that each command could be given; what it says is of no matter, only where it would be done. */
const sampleOf = (name: string): unknown => {
  const place = { committeeId: town.committeeId, municipalityId: town.municipalityId, year: YEAR };
  const step = { ...place, documentKind: "annual-report", seen: 0, hash: null, onDate: null, note: null };
  const user = persons.get("reader")!.id;
  const samples: Record<string, unknown> = {
    assess: { ...place, subjectKind: "goal", subjectId: town.goalId, followUpPointId: town.pointId, label: "Målet uppfylls inte i år", reasoning: null, originId: town.originId },
    makeAssessment: { ...place, subjectKind: "goal", subjectId: town.goalId, followUpPointId: town.pointId, levelId: 2, reasoning: null, current: null },
    openPlanningYear: { municipalityId: town.municipalityId, year: 2031 },
    saveSectionTexts: { ...place, documentKind: "annual-report", sections: [] }, saveReadSections: { ...place, documentKind: "annual-report", title: "A", diaryNumber: null, originId: town.originId, sections: [] },
    changeTemplate: { municipalityId: town.municipalityId, key: null, seen: 0, input: { title: "Egen mall", purpose: "", per: "any", moneyUnit: null, moneyColumns: [], sections: [{ key: null, heading: "Text", level: 1, guidance: "", required: false, writer: null, perUnit: false, whenEmpty: "hide", blocks: [] }] } },
    changeLook: { municipalityId: town.municipalityId, seen: 0, look: { accent: "#0b4f71", typeface: "source-sans", logo: null, email: null } }, restoreTemplate: { municipalityId: town.municipalityId, key: "annual-report", seen: 0 }, planDocument: { ...place, templateKey: "free-document", name: "Fritt", dueOn: null }, setDueDay: { ...place, key: "annual-report", version: 0, dueOn: "2026-12-01" },
    setDiaryNumber: { ...place, documentKind: "annual-report", diaryNumber: "KN/2026:1" }, carryTexts: { ...place, documentKind: "annual-report" }, rereadPart: { ...place, documentKind: "annual-report", section: `summary.${town.unitId}`, shown: "" }, writePart: { ...place, documentKind: "annual-report", section: `summary.${town.unitId}`, version: 0, body: "Text" }, writeSection: { ...place, documentKind: "annual-report", section: "summary", version: 0, body: "Text" },
    rereadSection: { ...place, documentKind: "annual-report", section: "summary", shown: "" }, writeOnDocument: { ...step, kind: "reviewed" }, approveDocument: { ...step, kind: "approved" }, decideDocument: { ...step, kind: "proposed", onDate: "2026-02-15" }, answerFinding: { ...place, documentKind: "annual-report", key: "0".repeat(64), reason: "Det är rätt." },
    addEnclosure: { ...place, documentKind: "annual-report", title: "Avtal", file: { fileName: "a.pdf", hash: "a".repeat(64), bytes: new Uint8Array([1]), pageCount: 1, findings: [] } }, changeEnclosure: { enclosureId: enclosureId, version: 1, title: "Annat", file: null }, moveEnclosure: { enclosureId: enclosureId, step: 1 }, removeEnclosure: { enclosureId: enclosureId },
    addFrame: { ...place, input: { name: "Ny ram", opening: "100", population: [null, null, null, null], steps: [] } }, changeFrame: { frameId, version: 1, input: { name: "Annan", opening: "100", population: [null, null, null, null], steps: [] } }, setFrameDecision: { frameId, version: 1, decision: "KF 2025-11-24, § 1" }, removeFrame: { frameId, version: 1 },
    addInvestment: { ...place, year: null, fields: { name: "Hyllor", kind: "new", status: "planned" } }, changeInvestment: { id: investmentId, version: 1, fields: { note: "Ny" } }, removeInvestment: { id: investmentId, version: 1, reason: "Fel" }, setInvestmentAmounts: { ...place, rows: [], seen: `${investmentId}=//` },
    addGrant: { ...place, fields: GRANT }, changeGrant: { id: grantId, version: 1, fields: { note: "Ny" } }, removeGrant: { id: grantId, version: 1, reason: "Fel" }, addFeeRate: { ...place, fields: FEE }, changeFeeRate: { id: feeId, version: 1, fields: { per: "år" } }, removeFeeRate: { id: feeId, version: 1, reason: "Fel" }, ...registerSamples(), takeFeedbackStep: { id: rowIds.get("Feedback")!, kind: "closed", seen: 0, onDate: null, note: null }, beginReview: { id: rowIds.get("ContractReview")! }, answerReview: { id: rowIds.get("ContractReview")!, seen: "", answers: [] }, reportObligations: { id: rowIds.get("ContractReview")!, seen: "", rows: [] }, takeNoticeStep: { id: rowIds.get("LicenceNotice")!, kind: "noted", seen: 0, onDate: null, note: null }, makeLicenceLink: { placeId: rowIds.get("LicensedPlace")! }, addInspection: { committeeId: town.committeeId, fields: REGISTERS["Inspection"]!.fields, sentKey: null }, noteArchive: { committeeId: town.committeeId, package: "p", year: YEAR, documents: 0, matters: 1, files: 1 }, enterTimedMeasures: { ...place, receivers: { addIndicator, enterValues } }, addMatterEnclosure: { matterId, fileName: "a.txt", bytes: new Uint8Array([97, 98]), input: { title: "A", secrecy: "open", secrecyGround: null } }, changeMatterEnclosure: { id: fileId, version: 1, input: { title: "B", secrecy: "open", secrecyGround: null } }, removeMatterEnclosure: { id: fileId, version: 1, reason: "Fel" }, setDiaryPrefix: { ...place, prefix: "KN" }, addMatter: { ...place, fields: MATTER }, changeMatter: { id: matterId, version: 1, fields: { note: "Ny" } }, decideAgendaItem: { id: rowIds.get("AgendaItem")!, version: 1, outcome: "as-proposed", decision: null, reservations: null }, takeIncidentStep: { id: rowIds.get("Incident")!, kind: "assessed", seen: 0, onDate: null, note: null }, takeLexSarahStep: { id: rowIds.get("LexSarah")!, kind: "received", seen: 0, onDate: null, note: null },
    setPriceBaseAmount: { ...place, year: 2041, amount: "80000" },
    indexBudget: { budgetId, version: 1, indexing: {} }, explainBudget: { budgetId, notes: [] }, transferBudget: { budgetId, from: { unitId: town.unitId, line: "staff", activity: null }, to: { unitId: town.committeeId, line: "staff", activity: null }, amount: "1", fromMonth: 1, decision: "§ 1" },
    changeUnitMap: { ...place, fromYear: YEAR, dimension: "1", rows: [], seen: "" }, explainVariance: explanation("Sedan"), setVarianceThreshold: { ...place, amount: "1", percent: "1" }, seeVariance: { noticeId, userId: persons.get("executive-office")!.id }, noteVarianceLetter: { noticeId, failure: null },
    addVolumePrice: { ...place, input: volume("Ny") }, changeVolumePrice: { id: volumeId, version: 1, input: volume() }, removeVolumePrice: { id: volumeId, version: 1 },
    makeForecasts: { ...place, month: 4, forecasts: [{ line: "staff", amount: "-1", method: "rate", proposed: "-1", reason: null }] }, addBudget: { ...place, name: "Budget", basedOn: null }, setUnitBudget: { budgetId, unitId: town.unitId, rows: [{ unitId: town.unitId, line: "staff", months: Array(12).fill("-1") }], seen: "" }, setBudgetDecision: { budgetId, version: 1, decision: "KN 2025-12-10, § 90" },
    importLedger: { committeeId: town.committeeId, source: "Huvudbok", fileName: "u.se", bytes: [Buffer.from("#FLAGGA 0\n#SIETYP 4\n")], seenHash: null }, proposeLedger: { committeeId: town.committeeId, source: "Huvudbok", fileName: "u.se", bytes: Buffer.from("#FLAGGA 0\n#SIETYP 4\n") }, mapLedger: { uploadId, mapping: { headerRow: 0, columns: ["account", "date", "amount"], sign: "ledger" } }, acceptLedger: { uploadId }, dropLedger: { uploadId },
    changeAccountMap: { municipalityId: town.municipalityId, validFrom: "2026-01-01", rows: [{ from: "5", to: "5", line: "staff" }], seen: "" },
    withholdDocument: { ...place, documentKind: "annual-report", edition: 1, withheld: [], seen: "[]" }, addComment: { ...place, documentKind: "annual-report", section: "summary", answersId: null, quote: "", body: "Stämmer det?", asked: [] }, resolveComment: { commentId: town.commentId, resolved: true }, noteWriting: { ...place, documentKind: "annual-report", section: "summary", writes: true }, notePartWriting: { ...place, documentKind: "annual-report", section: `summary.${town.unitId}`, writes: true },
    saveFees: { ...place, rows: [] }, saveServiceDeclarations: { ...place, rows: [] }, saveReportBacks: { ...place, rows: [] }, saveStatements: { ...place, reportKind: "annual-report", statements: [] },
    saveGoals: { ...place, goals: [] }, saveAssignments: { ...place, assignments: [] }, changeGoal: { goalId: town.goalId, version: 1, text: "Nytt" },
    saveIndicators: { ...place, indicators: [] }, addIndicator: { committeeId: town.committeeId, fields: { name: "Nytt mått" } }, setTargets: { indicatorId: town.indicatorId, targets: [{ year: YEAR, text: "minska", version: 1 }] },
    proposeImport: { committeeId: town.committeeId, year: YEAR, fileName: "v.csv", fileHash: "0".repeat(64), rows: [["Mått", "Period", "Värde"]] }, mapImport: { importId, version: 1, mapping: { headerRow: 0, columns: [] } }, acceptImport: { importId, version: 1, year: YEAR, seen: "" }, acceptDefinitions: { importId, version: 1, seen: "", units: [] },
    answerQuestion: { indicatorId: town.indicatorId, period: `${YEAR}-01-01`, rule: "jump", about: "", reason: "Stämmer" }, relateIndicators: { indicatorId: town.indicatorId, kind: "part-of", otherId: town.indicatorId, remove: false },
    stepFollowUp: { committeeId: town.committeeId, pointId: town.pointId, kind: "opened", reason: null }, delegateTasks: { committeeId: town.committeeId, pointId: town.pointId, tasks: [`goal:${town.goalId}`], userId: null },
    changeIndicator: { indicatorId: town.indicatorId, version: 1, fields: { note: "x" } }, enterValues: { indicatorId: town.indicatorId, cells: [{ period: `${YEAR}-02-01`, text: "1", version: 0 }] },
    addGoal: { ownerId: town.committeeId, year: YEAR, fields: { text: "Nytt mål", level_id: "1" } }, planGoal: { goalId: town.goalId, version: 1, fields: { text: "Nytt" } }, moveGoal: { goalId: town.goalId, step: 1 },
    retirePlanned: { table: "goal", id: town.goalId, version: 1, on: "2026-06-01", reason: "Klart" }, addActivity: { goalId: town.goalId, fields: { title: "Ny aktivitet" } }, changeActivity: { activityId: town.activityId, version: 1, fields: { title: "Annan" } },
    addAssignment: { committeeId: town.committeeId, year: YEAR, fields: { text: "Nytt uppdrag" } }, changeAssignment: { assignmentId: town.assignmentId, version: 1, fields: { text: "Annat" } },
    setSteeringModel: { municipalityId: town.municipalityId, year: YEAR, seen: {}, levels: READY_MODELS[1]!.levels }, addDocument: { municipalityId: town.municipalityId, name: "Biblioteksplan", kind: "plan", fromYear: null, toYear: null },
    addRisk: { ...place, fields: { description: "Ny risk" } }, changeRisk: { riskId: town.riskId, version: 1, fields: { description: "Annan" } }, judgeRisks: { ...place, judgements: [{ riskId: town.riskId, likelihood: 2, consequence: 3 }] }, agreeRisks: { ...place, agreed: [] },
    addControlCheck: { ...place, fields: { description: "Ny kontroll" } }, changeControlCheck: { checkId: town.checkId, version: 1, fields: { description: "Annan" } }, retireControl: { table: "risk", id: town.riskId, version: 1, on: "2026-06-01", reason: "Borta" },
    drawSample: { checkId: town.checkId, month: 4, population: "Lista", populationSize: 10, sampleSize: 1 }, answerSample: { sampleId: town.sampleId, items: [] }, enterResult: { checkId: town.checkId, month: 8, version: 0, checked: 1, correct: 1, findings: null },
    addAction: { checkId: town.checkId, riskId: null, fields: { description: "Gör", responsible: "Chef", due_on: "2026-09-01" } }, changeAction: { actionId: town.actionId, version: 1, fields: { outcome: "Klart" } },
    decideSuccession: { ...place, decided: [{ checkId: town.checkId, kind: "kept", reason: "Kvar" }] }, makeNextPlan: place, answerControlQuestion: { checkId: town.checkId, rule: "no-action", about: "1", reason: "Så är det" },
    remindNow: { committeeId: town.committeeId, pointId: town.pointId, send: null }, remindDue: { send: async () => undefined }, askDueLettersOf: { committee: { id: town.committeeId, slug: "n", name: "N", municipality: "K", municipalityId: town.municipalityId, example: false }, people: [], on: "2026-06-01", send: async () => undefined }, noteDueLetter: { letterId: 0, failure: null }, noteLetter: { reminderId: 1, failure: null }, makeFeed: { userId: user, remove: false },
    chooseComparison: { committeeId: town.committeeId, definitions: [], municipalities: null }, keepComparison: { committeeId: town.committeeId, definitions: [], values: [] }, settleMeasure: { measureId: town.measureId, remove: false },
    carryPlan: { ownerId: town.committeeId, year: YEAR, goals: [], droppedGoals: [], assignments: [], droppedAssignments: [] }, planNewYear: { parts: newYear, ownerId: town.committeeId, year: YEAR, goals: [], droppedGoals: [], assignments: [], droppedAssignments: [], aims: [] },
    saveControlPlan: { ...place, risks: [] }, saveControlChecks: { ...place, checks: [] },
    ensureCommittee: { municipality: "Ny kommun", committee: "Ny nämnd", year: YEAR }, addUnit: { kind: "unit", name: "Ny enhet", parentId: town.committeeId, from: "2026-01-01" },
    renameUnit: { unitId: town.unitId, name: "Nytt namn", from: "2026-01-01" }, mergeUnits: { unitIds: [town.unitId], intoId: town.unitId, from: "2026-01-01" }, endUnit: { unitId: town.unitId, from: "2026-01-01" },
    splitUnit: { unitId: town.unitId, names: ["En", "Två"], from: "2026-01-01", goesOn: false }, moveUnit: { unitId: town.unitId, parentId: town.committeeId, from: "2026-01-01" },
    proposeReading: { fileName: "a.md", hash: "0".repeat(64), layout: { format: "text", lines: ["a"] }, reading: {} }, forgetReading: 0, acceptReading: { receivers, readingId: 0, items: new Set() },
    inviteUser: { name: "Ny Person", email: "ny@ekby.example", first: { role: "reader", unitId: town.unitId } }, giveRole: { userId: user, role: "reporter", unitId: town.unitId }, endRole: { roleId: 1 }, renewRole: { roleId: 1 },
    changeUserNames: { userId: user, name: "Annat Namn", email: "annat@ekby.example" }, closeAccount: { userId: user, closed: true }, eraseUser: { userId: user }, makeLink: { userId: user, purpose: "recovery" },
    ensureExampleUser: { role: "reader", unitId: town.committeeId }, ensureOperator: { name: "drift" }, ensureFirstAdministrator: null,
    openSession: { userId: user, method: "password", browser: null }, noteFailedSignIn: { userId: null, method: "password" },
    signOut: { sessionId: 0 }, endOwnSessions: { except: 0 }, removePasskey: { passkeyId: 0 }, makeApiKey: { name: "prov" }, endApiKey: { keyId: 0 },
    beginFlow: { token: `prov-${Math.random()}`, content: {} }, endFlow: { tokenHash: "0" }, keepPasskey: { site: { origin: "http://127.0.0.1" }, challenge: "a", response: {}, name: "prov" },
    admitUser: { issuer: "https://id.example", subject: "s", claims: {}, rules: [], trustEmail: false },
    checkAudit: { job: `prov-${Math.random()}`, askedBy: "program" }, noteExport: { events: 0, filter: {} }, requestAuditCheck: { send: () => Promise.resolve("job") },
  };
  if (!Object.hasOwn(samples, name)) throw new Error(`The command ${name} has no sample: add one, so that it is tried as every role`);
  return samples[name];
};

/** What is not one's own is not there: that is a refusal too. */
const KEPT_OUT = new Set(["forbidden", "no-goal", "no-activity", "no-assignment", "no-import", "no-indicator", "no-subject", "no-risk", "no-check", "no-sample", "no-action", "no-point", "no-measure", "no-comment", "no-enclosure", "no-upload", "no-frame", "no-budget", "no-notice", "no-volume", "no-investment", "no-grant", "no-fee-rate", "no-matter", "no-matter-enclosure", ...Object.values(REGISTERS).map(({ subject }) => `no-${subject.replaceAll("_", "-")}`)]);

class Undone extends Error {}
/** Whether the command lets the actor in; whatever it did is undone. */
async function letsIn(name: string, context: Context): Promise<boolean> {
  let forbidden = false;
  const run = inTransaction(context.db, async (db) => {
    try {
      const result = (await commands.get(name)!({ ...context, db }, sampleOf(name) as never)) as { ok?: boolean; failure?: { code: string } } | null;
      forbidden = result?.ok === false && KEPT_OUT.has(result.failure!.code);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      forbidden = KEPT_OUT.has(error.failure.code);
    }
    throw new Undone();
  });
  await run.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw new Error(`${name} as ${context.actor.key}`, { cause: error });
  });
  return !forbidden;
}

describe("every command asks the one table", () => {
  test("each exported function that changes anything is a command with a row", () => {
    expect(stray).toEqual([]);
    expect([...commands].filter(([, { action }]) => !isAction(action)).map(([name]) => name)).toEqual([]);
  });

  test.each(ROLE_NAMES)("as %s, at home and elsewhere", async (role) => {
    const home = persons.get(role)!;
    const elsewhere = persons.get(`${role} elsewhere`)!;
    for (const [name, { action }] of commands) {
      // What is asked of the whole installation, or of all roles that a user has, is for who has it all.
      const installation = ["ensureCommittee", "ensureFirstAdministrator", "setSteeringModel", "changeTemplate", "changeLook", "restoreTemplate", "changeAccountMap", "setPriceBaseAmount", "addDocument", "remindDue", "askDueLettersOf", "noteDueLetter", "noteLetter", "noteVarianceLetter"].includes(name);
      const own = action === "own-account" || action === "sign-in";
      expect(await letsIn(name, home.context), `${name} (${action}) as ${role}`).toBe(own || (permits(role, action) && !installation));
      // Looking files through and the trail's chain are no committee's own.
      const anywhere = ["proposeReading", "forgetReading", "acceptReading", "openPlanningYear", "checkAudit", "noteExport", "requestAuditCheck"].includes(name);
      expect(await letsIn(name, elsewhere.context), `${name} (${action}) as ${role} of another committee`).toBe(own || (permits(role, action) && anywhere));
    }
  });

  test("as nobody: only signing in", async () => {
    const actor = nobody("web") as Actor;
    const context = { db: database.as({ reads: [], actor: actor.key }), actor };
    for (const [name, { action }] of commands) expect(await letsIn(name, context), name).toBe(action === "sign-in");
  });
});

interface Route {
  readonly method: string;
  readonly path: string;
  readonly action: string;
}
function routes(): { guarded: Route[]; bare: string[] } {
  const own = web.routes.filter(({ method }) => method !== "ALL");
  const byPlace = Map.groupBy(own, ({ method, path: place }) => `${method} ${place}`);
  const guarded: Route[] = [];
  const bare: string[] = [];
  for (const [place, handlers] of byPlace) {
    const actions = handlers.flatMap(({ handler }) => {
      const composed = (handler as unknown as Record<string, unknown>)["__COMPOSED_HANDLER"] ?? handler;
      return (composed as { action?: string }).action ?? [];
    });
    const [method = "", ...rest] = place.split(" ");
    // The API's description is guarded by path.
    if (rest.join(" ") === "/api/v1/openapi.json") guarded.push({ method, path: rest.join(" "), action: "own-account" });
    else if (actions.length) guarded.push({ method, path: rest.join(" "), action: actions.at(-1)! });
    else bare.push(place);
  }
  return { guarded, bare };
}
const PUBLIC = new Set(["GET /halsa", "GET /redo", "GET /metrics"]);
const fill = (place: string): string =>
  place.replace(/:committee(?=\/|$)/, "kulturnamnden").replace(/\{committee\}/, "kulturnamnden").replace(/:year\{[^}]*\}+|\{year\}/, String(YEAR))
    .replace(/:file\{handelser[^/]*$/, "handelser.csv").replace(/:file\{[^/]*$/, "annual-report").replace(/:kind\{\[a-z_\]\+\}\/:id\{[^/]*\}$/, `goal/${town.goalId}`).replace(/:kind\{[^}]*\}/, "annual-report")
    .replace(/:kind(?=\/|$)|\{kind\}/, "annual-report").replace(/:section\{[^}]*\}|\{section\}|:section(?=\/|$)/, "summary").replace(/:code\{[^}]*\}+/, "AAAA-AAAA-AAAA").replace(/:token\{[^}]*\}+/, "A".repeat(43)).replace(/:unit\{[^}]*\}+/, String(town.unitId)).replace(/:key\{[^}]*\}+/, "annual-report").replace(/:hash\{[^}]*\}+/, "0".repeat(64))
    .replace(/(mal\/):id\{[^}]*\}+/, `$1${town.goalId}`).replace(/(uppdrag\/):id\{[^}]*\}+/, `$1${town.assignmentId}`).replace(/(matt\/):id\{[^}]*\}+/, `$1${town.indicatorId}`)
    .replace(/(goals\/):id/, `$1${town.goalId}`).replace(/(indicators\/):id/, `$1${town.indicatorId}`).replace(/:budget\{[^}]*\}+/, String(budgetId)).replace(/:import\{[^}]*\}+/, "1").replace(/:own\{[^}]*\}+/, "1").replace(/:ordinal\{[^}]*\}+/, "1").replace(/:line\{[^}]*\}+/, "staff").replace(/:account\{[^}]*\}+/, "5010").replace(/:edition\{[^}]*\}+/, "upplaga-1").replace(/:edition|\{edition\}/, "1").replace(/:committee/, "kulturnamnden").replace(/:year/, String(YEAR)).replace(/:id\{[^}]*\}+|:id/, "999999");
const ask = (route: Route, cookie: string | null) =>
  web.request(`http://127.0.0.1${fill(route.path)}`, {
    method: route.method,
    headers: { ...(cookie ? { cookie } : {}), origin: "http://127.0.0.1", ...(route.method === "GET" ? {} : { "content-type": route.path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded" }) },
    ...(route.method === "GET" ? {} : { body: route.path.startsWith("/api/") ? "{}" : "" }),
  });

describe("every page and operation asks the one table", () => {
  test("none is without a row", () => {
    const { bare, guarded } = routes();
    expect(bare.filter((place) => !PUBLIC.has(place))).toEqual([]);
    expect(guarded.length).toBeGreaterThan(50);
    expect(guarded.filter(({ action }) => !isAction(action))).toEqual([]);
  });

  test("nobody gets to the sign-in, and nothing else", async () => {
    for (const route of routes().guarded) {
      const answer = await ask(route, null);
      const toSignIn = answer.status === 302 && answer.headers.get("location")?.split("?")[0] === "/logga-in";
      const isPage = route.method === "GET" && !route.path.startsWith("/api/");
      const asItShould = OPEN_ACTIONS.has(route.action) ? ![401, 403].includes(answer.status) : isPage ? toSignIn : answer.status === 401;
      expect(asItShould, `${route.method} ${route.path}: ${answer.status}`).toBe(true);
    }
  });

  test.each(ROLE_NAMES)("as %s", async (role: Role) => {
    for (const route of routes().guarded) {
      // Signing out would end the walk; so would ending all sessions.
      if (route.method === "POST" && /utloggning|inloggningar|passnycklar/.test(route.path)) continue;
      const { status } = await ask(route, persons.get(role)!.cookie);
      const own = OPEN_ACTIONS.has(route.action) || route.action === "own-account";
      expect(status === 403, `${route.method} ${route.path} (${route.action}) as ${role}: ${status}`).toBe(!own && !permits(role, route.action));
      expect(status, `${route.method} ${route.path} as ${role}`).toBeLessThan(500);
    }
  });

  test("another committee's rows are found on no page and in no operation, by whoever may see most", async () => {
    const asked = routes().guarded.filter(({ method, path: at }) => method === "GET" && !/handelser|granskning|anvandare|konto/.test(at));
    // As few roles as may together see each of them: a role that may less is shown less.
    const left = new Set(asked.map(({ action }) => action));
    const reach = (role: Role): number => [...left].filter((action) => permits(role, action)).length;
    const roles: Role[] = [];
    while (left.size) {
      const widest = ROLE_NAMES.toSorted((a, b) => reach(b) - reach(a))[0]!;
      expect(reach(widest), `nobody may: ${[...left].join(", ")}`).toBeGreaterThan(0);
      for (const action of left) if (permits(widest, action)) left.delete(action);
      roles.push(widest);
    }
    for (const role of roles) {
      for (const route of asked) {
        const answer = await ask(route, persons.get(`${role} elsewhere`)!.cookie);
        expect(!/[:{]committee/.test(route.path) || OPEN_ACTIONS.has(route.action) || [403, 404].includes(answer.status), `${route.path} as ${role}: ${answer.status}`).toBe(true);
        expect(await answer.text(), `${route.path} as ${role}`).not.toMatch(/Hemligt/);
      }
    }
  });
});

test("the database itself shows no row of a committee that one has no role in, whatever is asked", async () => {
  const { db } = persons.get("controller elsewhere")!.context;
  const hidden = ["goal", "assignment", "indicator", "indicator_value", "indicator_target", "goal_indicator", "assessment"];
  for (const table of hidden) {
    expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    expect((await persons.get("reader")!.context.db.selectFrom(table).selectAll().execute()).length, table).toBeGreaterThan(0);
  }
  const versions = await db.selectFrom("row_version").select("committee_id").distinct().execute();
  expect(versions.filter((row) => row["committee_id"] === town.committeeId)).toEqual([]);
  await expect(db.insertInto("goal").values({ committee_id: town.committeeId, level_id: 1, year: YEAR, text: "Smög in", position: 1, origin_id: town.originId }).execute()).rejects.toThrow(/row-level security/);
  expect((await db.updateTable("goal").set({ text: "Ändrat" }).executeTakeFirst()).numUpdatedRows).toBe(0n);
});

test("the first administrator and the command line are the program's own, made where nobody is refused", () => {
  expect(Object.keys(people).sort()).toEqual(["admitUser", "changeUserNames", "ensureExampleUser", "ensureFirstAdministrator", "ensureOperator", "makeLink"]);
});
