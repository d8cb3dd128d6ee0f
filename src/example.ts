import fs from "node:fs";
import path from "node:path";
import type { App } from "./app.ts";
import { ROOT } from "./root.ts";
import { addGoal, planGoal } from "./goals/goal-plan-commands.ts";
import { listGoals } from "./goals/goal-reads.ts";
import { READY_MODELS } from "./goals/ready-models.ts";
import { addDocument, setSteeringModel } from "./goals/steering-model-commands.ts";
import { steeringModel } from "./goals/steering-model-reads.ts";
import { addUnit } from "./organisation/unit-commands.ts";
import { changeControlCheck } from "./internal-control/control-plan-edit-commands.ts";
import { findSample, listControlChecks } from "./internal-control/control-plan-reads.ts";
import { addAction, answerSample, drawSample, enterResult } from "./internal-control/control-round-commands.ts";
import { loadEconomy } from "./finance/economy-reads.ts";
import { forecastGrounds } from "./finance/economy.ts";
import { addFeeRate } from "./finance/fee-rate-commands.ts";
import { makeForecasts } from "./finance/forecast-commands.ts";
import { listForecasts } from "./finance/forecast-reads.ts";
import { latestForecasts, proposeForecasts } from "./finance/forecast.ts";
import { addFrame } from "./finance/frame-commands.ts";
import { addInvestment, setInvestmentAmounts } from "./finance/investment-commands.ts";
import { listInvestments } from "./finance/investment-reads.ts";
import { contractsExample } from "./example-contracts.ts";
import { inspectionsExample } from "./example-inspections.ts";
import { oversightExample } from "./example-oversight.ts";
import { mattersExample } from "./example-matters.ts";
import { registersExample } from "./example-registers.ts";
import { seenInvestments } from "./finance/investment.ts";
import { explainVariance } from "./finance/variance-commands.ts";
import { importLedger } from "./ledger/ledger-import-commands.ts";
import { bytesOfFile } from "./ledger/ledger-file-adapter.ts";
import { changeUnitMap } from "./ledger/unit-map-commands.ts";
import { listCommittees, unitsUnder } from "./organisation/unit-reads.ts";
import { program, type Context } from "./platform/command.ts";
import type { Log } from "./platform/log.ts";
import { inTransaction } from "./platform/db/transaction.ts";
import { subtract, sum } from "./platform/decimal.ts";
import { Refused, valueOf } from "./platform/outcome.ts";
import { defaultChoice } from "./reading/acceptance.ts";
import { readFile } from "./reading/file-adapter.ts";
import { acceptReading, proposeReading } from "./reading/reading-commands.ts";

export const EXAMPLE = path.join(ROOT, "example");

/** The example's council: a vision, an overall goal for each year and a plan that they answer to. Ours, invented. */
const COUNCIL = {
  vision: "Ekhamn är en kommun där alla kan växa, bidra och känna sig hemma.",
  overall: ["Ekhamn ska ge stöd i tid åt den som behöver det.", "Ekhamn ska hushålla med sina resurser."],
  plan: "Program för ett jämlikt Ekhamn",
  years: [2021, 2023],
} as const;
/** The units of the example's first committee. Ours, invented. */
const UNITS = { committee: "Individ- och familjenämnden", names: ["Barn- och ungdomsenheten", "Vuxenenheten", "Ekonomienheten"], from: "2015-01-01" } as const;
/** What is posted, made so that it sums to what the annual report states. */
const LEDGERS = [{ committee: UNITS.committee, files: ["ifn-huvudbok-2020.se", "ifn-huvudbok-2021.se"] }] as const;
const OBJECTS = { dimension: "20", codes: [["100", UNITS.committee], ["140", UNITS.committee], ["110", UNITS.names[0]], ["120", UNITS.names[1]], ["130", UNITS.names[2]]] } as const;
const MONEY = {
  year: 2021, month: 8, plan: 2023,
  explanation: { explanation: "Färre placeringar på institution än budgeten räknade med, och fler i egna öppna insatser.", action: "Placeringarna följs varje månad, och behovet av platser prövas på nytt inför nästa års budget." },
  frame: { name: "Förslag", opening: "226200000", population: [null, null, null, null], steps: [{ kind: "index" as const, label: "Generell uppräkning", values: ["2", "1", "1"], note: null }, { kind: "index" as const, label: "Effektiviseringskrav", values: ["-1.53", "-1.53", "-1.53"], note: null }] },
  investment: { name: "Kapitalinventarier", kind: "renewal", status: "ongoing" }, investmentBudgets: [[2022, "200000"], [2023, "100000"]] as const,
  fee: { name: "Tillsyn, försäljning av tobaksfria nikotinprodukter", basis: "percent", value: "2.15", per: "år", valid_from: "2023-01-01", reduction: "25", reduced_when: "näringsidkaren också säljer andra varor som tillsynas", decision: null },
};
const CONTROL = {
  year: 2023,
  schedules: [
    { method: "sample", months: "4,8,12", responsible: "Enhetschef, barn och ungdom" }, { method: "all", months: "1,2,3,4,5,6,7,8,9,10,11,12", responsible: "Enhetschef, barn och ungdom" }, { method: "all", months: "6,12", responsible: "Kvalitetscontroller" },
  ],
  questions: ["Finns beslutet i akten?", "Är den enskilde hörd?"],
  population: "Ärenden som avslutades i april, i diarienummerordning", answers: ["yy", "yy", "yn", "yy", "yy", "yx", "yy", "yy"],
  findings: "I ett av de dragna ärendena framgår inte att den enskilde är hörd.", action: "Gå igenom rutinen på enhetens möte och lägg till en påminnelse i mallen.",
} as const;
const VISION_MODEL = READY_MODELS.find(({ key }) => key === "vision-committee")!;

/** How some of the example's checks are carried out, one draw with its answers, and what is done about it. Ours, invented. */
async function controlExample(context: Context, committeeId: number): Promise<void> {
  const checks = await listControlChecks(context.db, committeeId, CONTROL.year);
  for (const [index, check] of checks.slice(0, CONTROL.schedules.length).entries()) {
    await valueOf(changeControlCheck(context, { checkId: check.id, version: check.version, fields: { ...CONTROL.schedules[index]!, reported_to: "nämnden, i årsredovisningen", ...(index === 0 ? { checklist: CONTROL.questions.join("\n") } : {}) } }));
  }
  const [first] = checks;
  if (!first) return;
  const { id } = await valueOf(drawSample(context, { checkId: first.id, month: 4, population: CONTROL.population, populationSize: 86, sampleSize: CONTROL.answers.length }));
  const sample = await findSample(context.db, id);
  await valueOf(answerSample(context, { sampleId: id, items: sample!.items.map(({ number, version }, index) => ({ number, version, answers: [...CONTROL.answers[index]!], note: null })) }));
  await valueOf(enterResult(context, { checkId: first.id, month: 4, version: 0, checked: null, correct: null, findings: CONTROL.findings }));
  await valueOf(addAction(context, { checkId: first.id, riskId: null, fields: { description: CONTROL.action, responsible: "Enhetschef, barn och ungdom", due_on: `${CONTROL.year}-09-30` } }));
}

/** What no document of the example says: its steering model, the council's goals, and where the committees' hang. */
async function planExample({ database }: App): Promise<void> {
  await inTransaction(database.db, async (db) => {
    const context = { db, actor: program("start") };
    const committees = await listCommittees(db);
    const municipalityId = committees[0]!.municipalityId;
    const document = await valueOf(addDocument(context, { municipalityId, name: COUNCIL.plan, kind: "programme", fromYear: 2020, toYear: 2026 }));
    const family = committees.find(({ currentName }) => currentName === UNITS.committee);
    if (family) for (const name of UNITS.names) await valueOf(addUnit(context, { kind: "unit", name, parentId: family.id, from: UNITS.from }));
    if (family) await controlExample(context, family.id);
    for (const year of COUNCIL.years) {
      await valueOf(setSteeringModel(context, { municipalityId, year, seen: {}, levels: VISION_MODEL.levels }));
      const { levels } = await steeringModel(db, municipalityId, year);
      const add = async (level: number, text: string, parentId: number | null) => (await valueOf(addGoal(context, { ownerId: municipalityId, year, fields: { text, level_id: String(levels[level]!.levelId), parent_id: parentId === null ? null : String(parentId) } }))).id;
      const vision = await add(0, COUNCIL.vision, null);
      const overall: number[] = [];
      for (const text of COUNCIL.overall) overall.push(await add(1, text, vision));
      for (const { id } of committees) {
        for (const goal of await listGoals(db, id, year)) {
          await valueOf(planGoal(context, { goalId: goal.id, version: goal.version, fields: { parent_id: String(overall[0]) }, links: { documents: { base: [], mine: [document.id] } } }));
        }
      }
    }
  });
}

/** Which unit the objects of the example's ledger belong to. */
async function unitsExample({ database }: App): Promise<void> {
  const context = { db: database.db, actor: program("start") };
  const family = (await listCommittees(database.db)).find(({ name }) => name === UNITS.committee);
  if (!family) return;
  const units = [family, ...(await unitsUnder(database.db, family.id, 2021))];
  const rows = OBJECTS.codes.flatMap(([code, name]) => { const unit = units.find((one) => one.name === name); return unit ? [{ code, unitId: unit.id }] : []; });
  await valueOf(changeUnitMap(context, { committeeId: family.id, fromYear: 2020, dimension: OBJECTS.dimension, rows, seen: "" }));
}

/** What was forecast in the year that the ledger is of, and what is planned for the next plan's year. Forecasts are by the program's own method, words ours; the index and the demand for efficiency, the investments and the fee are what the published plan states. */
async function moneyExample({ database }: App): Promise<void> {
  const context = { db: database.db, actor: program("start") };
  const family = (await listCommittees(database.db)).find(({ name }) => name === UNITS.committee);
  if (!family) return;
  const { month, plan, year } = MONEY;
  const economy = await loadEconomy(database.db, family, year);
  for (const unitId of [null, ...economy.units.keys()]) {
    const months = unitId === null ? economy.whole : economy.units.get(unitId)!;
    const forecasts = [...forecastGrounds(months, month)].flatMap(([line, ground]) => { const proposal = proposeForecasts(ground).find(({ method }) => method === "budget"); return proposal ? [{ line, method: proposal.method, amount: proposal.amount, proposed: proposal.amount, reason: null }] : []; });
    await valueOf(makeForecasts(context, { committeeId: family.id, unitId, year, month, forecasts }));
  }
  const purchases = { forecast: latestForecasts(await listForecasts(database.db, family.id, year), month).get("purchases"), budget: economy.whole.budget?.get("purchases") };
  if (purchases.forecast && purchases.budget) await valueOf(explainVariance(context, { committeeId: family.id, unitId: null, year, month, line: "purchases", variance: subtract(purchases.forecast.amount, sum([...purchases.budget])), ...MONEY.explanation, responsible: "Enhetschef, barn och ungdom", dueOn: null, major: false, send: null }));
  await valueOf(addFrame(context, { committeeId: family.id, year: plan, input: MONEY.frame }));
  const { id } = await valueOf(addInvestment(context, { committeeId: family.id, year: null, fields: MONEY.investment }));
  for (const [ofYear, budget] of MONEY.investmentBudgets) await valueOf(setInvestmentAmounts(context, { committeeId: family.id, year: ofYear, rows: [{ investmentId: id, budget, actual: null, forecast: null }], seen: seenInvestments(await listInvestments(database.db, family.id), ofYear) }));
  await valueOf(addFeeRate(context, { committeeId: family.id, year: null, fields: MONEY.fee }));
}

/**
 * Loads the example municipality into an installation that has no committee yet: its documents are read and accepted
 * like any others, all or nothing.
 */
export async function loadExample(app: App, log: Log, folder: string = EXAMPLE): Promise<boolean> {
  if ((await listCommittees(app.database.db)).length > 0) return false;
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md").sort();
  await inTransaction(app.database.db, async (db) => {
    const context = { db, actor: program("start") };
    for (const file of files) {
      const read = await readFile(file, fs.readFileSync(path.join(folder, file)));
      if (!read.ok) throw new Refused(read.failure);
      const readingId = await proposeReading(context, read.value);
      const accepted = await acceptReading(context, { receivers: app.receivers, readingId, items: defaultChoice(read.value.reading, true), example: true });
      if (!accepted.ok) throw new Refused(accepted.failure);
    }
  });
  for (const { committee, files: ledgers } of LEDGERS) {
    const found = (await listCommittees(app.database.db)).find(({ name }) => name === committee);
    for (const file of found && folder === EXAMPLE ? ledgers : []) await valueOf(importLedger({ db: app.database.db, actor: program("start") }, { committeeId: found!.id, source: "Huvudbok", fileName: file, bytes: bytesOfFile(path.join(folder, file)), seenHash: null }));
  }
  await planExample(app);
  if (folder === EXAMPLE) await unitsExample(app);
  if (folder === EXAMPLE) {
    await moneyExample(app);
    await registersExample(app);
    await contractsExample(app);
    await inspectionsExample(app);
    await mattersExample(app);
    await oversightExample(app);
  }
  log.info({ files: files.length }, "example municipality loaded");
  return true;
}
