import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "./config.ts";
import type { App } from "./app.ts";
import type { ChainCheck } from "./platform/audit/verify-chain.ts";
import type { Actor } from "./platform/command.ts";
import { isDay } from "./platform/clock.ts";
import { counted } from "./platform/swedish.ts";
import { Ended } from "./cli-ended.ts";
import { loadFile } from "./cli-file.ts";
import { USAGE } from "./cli-usage.ts";

const tell = (text: string): void => void fs.writeSync(2, `${text}\n`);

/** Whoever runs the command line has the database itself: nothing is refused, and it is told who they were. */
async function operator(app: App): Promise<Actor> {
  const { program } = await import("./platform/command.ts");
  const name = process.env["USER"] ?? process.env["USERNAME"] ?? "kommandoraden";
  const id = await app.people.ensureOperator({ db: app.database.db, actor: program("command-line") }, { name });
  return { ...program("command-line"), key: `user:${id}`, name };
}

async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  if (!config.ok) throw new Ended(config.failure.message);
  const { compose } = await import("./compose.ts");
  const app = await openOrEnd(() => compose(config.value.databaseUrl));
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

async function openOrEnd(open: () => Promise<App>): Promise<App> {
  try {
    return await open();
  } catch (error) {
    const { databaseSentence } = await import("./platform/db/failure.ts");
    const sentence = databaseSentence(error);
    if (sentence) throw new Ended(sentence, 1);
    throw error;
  }
}

/** Writes the whole of a long text, also when standard output is a slow pipe. */
function out(text: string): void {
  const bytes = Buffer.from(text.endsWith("\n") ? text : `${text}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(1, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Who reads has seen enough.
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}

async function read(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, {
    json: { type: "boolean" }, save: { type: "boolean" }, unsure: { type: "boolean" },
    municipality: { type: "string" }, committee: { type: "string" }, year: { type: "string" },
  });
  const [file] = positionals;
  if (!file) throw new Ended("Ange filen som ska läsas: rodtrad read FIL.");
  const year = values["year"] === undefined ? undefined : yearOf(String(values["year"]));
  const found = await loadFile(file);
  if (values["save"]) await save(found, { ...values, year });
  if (values["json"]) {
    const { readingJson } = await import("./reading/reading-json.ts");
    out(JSON.stringify(readingJson(found.reading), null, 2));
  } else if (!values["save"]) {
    const { summaryOf } = await import("./reading/reading-summary.ts");
    out(summaryOf(found.reading));
  }
}

async function save(found: Awaited<ReturnType<typeof loadFile>>, options: Record<string, unknown> & { year: number | undefined }): Promise<void> {
  const { acceptReading, proposeReading } = await import("./reading/reading-commands.ts");
  const { defaultChoice, itemsOf, PARTS } = await import("./reading/acceptance.ts");
  if (!PARTS.some((part) => part !== "sections" && itemsOf(found.reading, part).length > 0)) {
    throw new Ended(`I »${found.fileName}« kändes inga mål, mått, belopp eller risker igen; inget sparades.`);
  }
  await withApp(async (app) => {
    const { inTransaction } = await import("./platform/db/transaction.ts");
    const { Refused } = await import("./platform/outcome.ts");
    const items = defaultChoice(found.reading, options["unsure"] === true);
    const actor = await operator(app);
    try {
      const accepted = await inTransaction(app.database.db, async (db) => {
        const context = { db, actor };
        const readingId = await proposeReading(context, found);
        const result = await acceptReading(context, {
          receivers: app.receivers, readingId, items, year: options.year,
          municipality: options["municipality"] as string | undefined, committee: options["committee"] as string | undefined,
        });
        if (!result.ok) throw new Refused(result.failure);
        return result.value;
      });
      const { addTally, emptyTally } = await import("./platform/db/upsert.ts");
      const total = Object.values(accepted.tallies).reduce((sum, tally) => addTally(sum, tally), emptyTally());
      tell(`Sparat: ${counted(total.added, "ny post", "nya poster")}, ${counted(total.changed, "ändrad", "ändrade")}, ${counted(total.unchanged, "oförändrad", "oförändrade")}.`);
      if (total.kept) tell(`${counted(total.kept, "uppgift", "uppgifter")} som skrivits för hand säger annat än dokumentet och behölls.`);
      const left = PARTS.flatMap((part) => itemsOf(found.reading, part)).filter(({ key }) => !items.has(key)).length;
      if (left) tell(`${counted(left, "osäker post", "osäkra poster")} sparades inte; granska dem på sidan Läs in eller ange --unsure.`);
      for (const label of accepted.unplaced) tell(`Bedömningen »${label}« finns inte på skalan och sparades inte.`);
    } catch (error) {
      if (error instanceof Refused) throw new Ended(error.failure.message);
      throw error;
    }
  });
}

function yearOf(text: string): number {
  if (!/^(19|20)\d\d$/.test(text)) throw new Ended(`»${text}« är inget år; skriv fyra siffror, till exempel 2021.`);
  return Number(text);
}

async function report(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, {
    committee: { type: "string" }, year: { type: "string" }, format: { type: "string" }, out: { type: "string" }, charts: { type: "boolean" },
  });
  const [kind = ""] = positionals;
  const { committee, format, out: target } = values as Record<string, string | undefined>;
  if (!committee || !values["year"] || !format || !target) throw new Ended("Ange --committee, --year, --format och --out.");
  if (!["pdf", "docx", "html"].includes(format)) throw new Ended(`»${format}« är inget format; skriv pdf, docx eller html.`);
  const year = yearOf(String(values["year"]));
  await withApp(async (app) => {
    const { findCommittee } = await import("./organisation/unit-reads.ts");
    const { loadDocumentData } = await import("./documents/document-reads.ts");
    const { listPlannedDocuments } = await import("./documents/template-reads.ts");
    const { buildDocument, isEmpty } = await import("./documents/build-document.ts");
    const { renderDocument } = await import("./documents/document-renderer.ts");
    const { findLook } = await import("./documents/document-look-reads.ts");
    const found = await findCommittee(app.database.db, committee, year);
    if (!found.ok) throw new Ended(found.failure.message);
    const documents = await listPlannedDocuments(app.database.db, found.value, year);
    const planned = documents.find(({ key }) => key === kind);
    if (!planned) throw new Ended(`»${kind}« är inget av nämndens dokument för ${year}; skriv ${documents.map(({ key }) => key).join(", ")}.`);
    const data = await loadDocumentData(app.database.db, found.value, year, planned);
    if (isEmpty(data)) throw new Ended(`${found.value.name} har inga uppgifter för ${year}; läs in en rapport för året först.`);
    const model = buildDocument(planned, data, { charts: values["charts"] === true });
    const rendered = await renderDocument(model, format as "pdf" | "docx" | "html", app.pdf, await findLook(app.database.db, found.value.municipalityId));
    if (!rendered.ok) throw new Ended(rendered.failure.message, 1);
    try {
      fs.mkdirSync(path.dirname(path.resolve(target)), { recursive: true });
      fs.writeFileSync(target, rendered.value.bytes);
    } catch {
      throw new Ended(`Filen »${target}« går inte att skriva; kontrollera mappen och rättigheterna.`);
    }
    tell(`${model.title} för ${model.committee} är skriven till ${target}.`);
  });
}

async function checkPdf(args: string[]): Promise<void> {
  const [file] = args;
  if (!file) throw new Ended("Ange PDF-filen som ska kontrolleras: rodtrad check-pdf FIL.");
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) throw new Ended(`»${file}« är ingen fil; ange en PDF.`);
  const bytes = fs.readFileSync(file);
  if (!bytes.subarray(0, 1024).includes("%PDF")) throw new Ended(`Filen »${path.basename(file)}« är ingen PDF.`);
  const { checkPdfUa } = await import("./documents/pdf-ua-adapter.ts");
  const found = await checkPdfUa(bytes);
  for (const { rule, message } of found.findings) out(`${rule}: ${message}`);
  tell(found.findings.length ? counted(found.findings.length, "brist", "brister") : "Inga brister.");
  if (found.findings.length) process.exitCode = 1;
}

async function check(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { json: { type: "boolean" }, against: { type: "boolean" } });
  const [file, ...others] = positionals;
  if (!file || (others.length > 0) !== (values["against"] === true)) throw new Ended("Ange handlingen som ska granskas: rodtrad check FIL [--against ANNAN …] [--json].");
  const { tellFindings } = await import("./cli-check.ts");
  const [own, ...against] = await Promise.all([file, ...others].map((one) => loadFile(one, "readFileToCheck")));
  const { text, errors } = tellFindings(own!, { json: values["json"] === true, year: new Date().getFullYear(), against });
  if (text) out(text);
  if (errors) process.exitCode = 1;
}

const UNIT_ACTIONS = ["list", "add", "rename", "merge", "split", "move", "end"] as const;

async function unit(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { from: { type: "string" }, under: { type: "string" }, kind: { type: "string" }, "goes-on": { type: "boolean" } });
  const [action, first = "", second = ""] = positionals;
  if (!UNIT_ACTIONS.some((known) => known === action)) throw new Ended("Skriv unit list, unit add, unit rename, unit merge, unit split, unit move eller unit end.");
  const from = values["from"] === undefined ? null : String(values["from"]);
  if (from !== null && !isDay(from)) throw new Ended(`»${from}« är ingen dag; skriv ÅÅÅÅ-MM-DD.`);
  const numbers = (text: string) => {
    if (!/^\d{1,9}(,\d{1,9})*$/.test(text)) throw new Ended(`»${text}« är inget enhetsnummer; rodtrad unit list visar numren.`);
    return text.split(",").map(Number);
  };
  await withApp(async (app) => {
    const { listUnits, UNIT_KINDS, unitsOn } = await import("./organisation/unit-reads.ts");
    const { addUnit, endUnit, mergeUnits, moveUnit, renameUnit, splitUnit } = await import("./organisation/unit-commands.ts");
    const { db } = app.database;
    if (action === "list") {
      if (from !== null) for (const { id, kind, name } of await unitsOn(db, from)) out(`${id}\t${UNIT_KINDS[kind]}\t${name}`);
      else for (const { id, kind, spells } of await listUnits(db)) for (const spell of spells) out(`${id}\t${UNIT_KINDS[kind]}\t${spell.name}\t${spell.from ?? ""}\t${spell.to ?? ""}`);
      return;
    }
    if (from === null) throw new Ended("Ange från vilken dag det gäller: --from ÅÅÅÅ-MM-DD.");
    const context = { db, actor: await operator(app) };
    const change = async () => {
      switch (action) {
        case "add": {
          const { ADDED_UNIT_KINDS } = await import("./organisation/unit.ts");
          const kind = ADDED_UNIT_KINDS.find((one) => one === values["kind"]);
          if (!kind) throw new Ended("Ange vad det är: --kind committee, company, joint-authority, administration eller unit.");
          return addUnit(context, { kind, name: first, parentId: numbers(String(values["under"] ?? ""))[0]!, from });
        }
        case "rename":
          return renameUnit(context, { unitId: numbers(first)[0]!, name: second, from });
        case "merge":
          return mergeUnits(context, { unitIds: numbers(first), intoId: numbers(second)[0]!, from });
        case "split":
          return splitUnit(context, { unitId: numbers(first)[0]!, names: second.split(",").map((name) => name.trim()).filter(Boolean), from, goesOn: values["goes-on"] === true });
        case "move":
          return moveUnit(context, { unitId: numbers(first)[0]!, parentId: numbers(String(values["under"] ?? ""))[0]!, from });
        default:
          return endUnit(context, { unitId: numbers(first)[0]!, from });
      }
    };
    const result = await change();
    if (!result.ok) throw new Ended(result.failure.message);
    tell(action === "add" ? `Enhet ${result.value} är tillagd.` : "Ändringen är gjord.");
  });
}

async function user(args: string[]): Promise<void> {
  const { positionals } = parse(args, {});
  const [what, email] = positionals;
  if (what !== "link" || !email) throw new Ended("Skriv user link och användarens e-postadress.");
  await withApp(async (app) => {
    const { findUserByEmail } = await import("./people/user-reads.ts");
    const { Refused } = await import("./platform/outcome.ts");
    const found = await findUserByEmail(app.database.db, email);
    if (!found) throw new Refused({ code: "no-user", message: `Ingen användare har adressen ${email}.` });
    const token = await app.people.makeLink({ db: app.database.db, actor: await operator(app) }, { userId: found.id, purpose: "recovery" });
    const config = readConfig(process.env);
    const origin = config.ok ? (config.value.publicUrl?.origin ?? `http://127.0.0.1:${config.value.port}`) : "";
    out(`Länken till ${found.name} fungerar en gång:\n${origin}/lank/${token}`);
  });
}

async function audit(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { expect: { type: "string" } });
  if (positionals[0] !== "verify") throw new Ended("Skriv audit verify.");
  const expected = values["expect"] === undefined ? null : /^(\d{1,15}):([0-9a-f]{64})$/.exec(String(values["expect"]));
  if (values["expect"] !== undefined && !expected) throw new Ended("Skriv --expect som NR:SUMMA, så som audit verify skrev dem.");
  const config = readConfig(process.env);
  const { askRunning } = await import("./control.ts");
  const running = config.ok ? await askRunning(config.value.databaseUrl, `/audit-verify${expected ? `?event=${expected[1]}` : ""}`) : null;
  const tellOf = (check: ChainCheck) => {
    if (check.brokenAt !== null) throw new Ended(`Kedjan är bruten: händelse ${check.brokenAt} följer inte av den före; de ${check.events} första håller.`, 1);
    if (expected && check.hashAt !== expected[2]) throw new Ended(`Händelse ${expected[1]} är inte den som antecknades: loggen är en annan, eller har kortats.`, 1);
    out(`Kedjan håller: ${counted(check.events, "händelse", "händelser")}. Anteckna ${check.events}:${check.lastHash} för att senare kunna visa att inget före har ändrats.`);
  };
  if (running) return tellOf((await running.json()) as ChainCheck);
  await withApp(async (app) => {
    const { verifyChain } = await import("./platform/audit/verify-chain.ts");
    tellOf(await verifyChain(app.database.db, expected ? Number(expected[1]) : null));
  });
}

async function ledger(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { json: { type: "boolean" }, committee: { type: "string" }, source: { type: "string" } });
  const [action, file] = positionals;
  if ((action !== "read" && action !== "import") || !file) throw new Ended("Skriv ledger read FIL eller ledger import FIL --committee NÄMND.");
  const { enterLedger, readLedger } = await import("./cli-ledger.ts");
  const json = values["json"] === true;
  if (action === "read") return out(await readLedger(file, json).catch((error: Error) => { throw new Ended(error.message); }));
  const committee = values["committee"];
  if (typeof committee !== "string") throw new Ended("Ange vems utfall det är: --committee NÄMND.");
  await withApp(async (app) => {
    const { findCommittee } = await import("./organisation/unit-reads.ts");
    const { valueOf } = await import("./platform/outcome.ts");
    const found = await valueOf(findCommittee(app.database.db, committee));
    out(await enterLedger({ db: app.database.db, actor: await operator(app) }, { committeeId: found.id, source: typeof values["source"] === "string" ? values["source"] : "Huvudbok", file, json }));
  });
}

async function economy(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { json: { type: "boolean" }, to: { type: "string" } });
  const [committee, year] = positionals;
  const to = values["to"];
  if (!committee || !/^(19|20)\d\d$/.test(year ?? "") || (to !== undefined && !/^([1-9]|1[0-2])$/.test(String(to)))) throw new Ended("Skriv economy NÄMND ÅR [--to MÅNAD 1–12] [--json].");
  await withApp(async (app) => {
    const { findCommittee } = await import("./organisation/unit-reads.ts");
    const { valueOf } = await import("./platform/outcome.ts");
    const { tellEconomy } = await import("./cli-economy.ts");
    out(await tellEconomy(app.database.db, { committee: await valueOf(findCommittee(app.database.db, committee, Number(year))), year: Number(year), to: to === undefined ? null : Number(to), json: values["json"] === true }));
  });
}

async function archive(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { out: { type: "string" } });
  const [committee, year] = positionals;
  if (!committee || !/^(19|20)\d\d$/.test(year ?? "")) throw new Ended("Skriv archive NÄMND ÅR [--out MAPP].");
  await withApp(async (app) => {
    const { findCommittee } = await import("./organisation/unit-reads.ts");
    const { valueOf } = await import("./platform/outcome.ts");
    const { writeArchive } = await import("./cli-archive.ts");
    out(await writeArchive(app, await operator(app), { committee: await valueOf(findCommittee(app.database.db, committee, Number(year))), year: Number(year), folder: String(values["out"] ?? ".") }));
  });
}

type Options = Record<string, { type: "boolean" | "string" }>;
function parse(args: string[], options: Options): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  try {
    return parseArgs({ args, options, allowPositionals: true }) as never;
  } catch (error) {
    const option = /'(-[^']*)'/.exec((error as Error).message)?.[1]?.split(/[ ,]/)[0];
    throw new Ended(option ? `Flaggan ${option} finns inte eller saknar värde; skriv rodtrad --help.` : "Kommandot går inte att förstå; skriv rodtrad --help.");
  }
}

async function run([command, ...args]: string[]): Promise<void> {
  if (args.includes("--help") || args.includes("-h")) return out(USAGE);
  switch (command) {
    case "read":
      return read(args);
    case "report":
      return report(args);
    case "check":
      return check(args);
    case "check-pdf":
      return checkPdf(args);
    case "unit":
      return unit(args);
    case "ledger":
      return ledger(args);
    case "economy":
      return economy(args);
    case "archive":
      return archive(args);
    case "user":
      return user(args);
    case "audit":
      return audit(args);
    case "backup":
    case "restore":
    case "move": {
      const { backup, move, restore } = await import("./cli-backup.ts");
      const { values, positionals } = parse(args, { "key-file": { type: "string" }, to: { type: "string" } });
      const told = await { backup, restore, move }[command]({ file: positionals[0], keyFile: values["key-file"] as string | undefined, to: values["to"] as string | undefined });
      return out(told);
    }
    case "openapi": {
      const { openApiDocument } = await import("./api.ts");
      return out(JSON.stringify(openApiDocument(), null, 2));
    }
    case "start": {
      await import("./main.ts");
      return;
    }
    case undefined:
    case "--help":
    case "-h":
    case "help":
      return out(USAGE);
    default:
      throw new Ended(`Kommandot »${command}« finns inte; skriv rodtrad --help.`);
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const { Refused } = await import("./platform/outcome.ts");
  if (!(error instanceof Ended) && !(error instanceof Refused)) throw error;
  tell(error.message);
  process.exitCode = error instanceof Ended ? error.status : 1;
}
