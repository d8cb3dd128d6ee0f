/**
 * What a long report costs the server: how soon its pages answer, how long its PDF takes, and what twenty PDFs asked for at once
 * do to everybody else's pages and to memory. The program runs as it is shipped, in a process of its own. Run: build once
 * (`node bin/build.js`), then `node_modules/.bin/tsx bench/reports.ts`; with TEST_POSTGRES_URL also on PostgreSQL.
 */
import fs from "node:fs";
import { loadExample } from "../src/example.ts";
import { writeSection } from "../src/documents/section-text-commands.ts";
import { listSectionTexts } from "../src/documents/section-text-reads.ts";
import { checkPdfUa } from "../src/documents/pdf-ua-adapter.ts";
import { findCommittee } from "../src/organisation/unit-reads.ts";
import { createLog } from "../src/platform/log.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { appOver, personWith } from "../test/town.ts";
import { temporaryFolder } from "../test/database.ts";
import { databaseAddress, startServer, withDatabase } from "../test/server.ts";

const HOME = "/individ-och-familjenamnden/2021";
const REPORT = `${HOME}/dokument/annual-report`;
const ROUNDS = 15;
const AT_ONCE = 20;
/** Sections that are written long, so that the report has some sixty pages. */
const LONG = ["events", "steering", "responsibility", "international", "equal-treatment", "environment", "outlook", "competition", "contract-review"];
const PARAGRAPH = "Under året har nämnden arbetat med att utveckla verksamheten tillsammans med dem den är till för. Antalet anställda har {{förändring: Antal anställda | 2020 | 2021}}, och nettokostnaden blev {{belopp utan tecken: Resultaträkning | Verksamhetens nettokostnader | 2021}}. ";
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const most = (values: readonly number[]) => Math.max(...values);
const longText = (section: string): string => Array.from({ length: 18 }, (_, index) => `### ${section} ${index + 1}\n\n${PARAGRAPH.repeat(3)}\n\n- Första punkten\n- Andra punkten\n\nTabell: Läget ${index + 1}\n| Vad | 2020 | 2021 |\n| Anställda | {{mått: Antal anställda | 2020}} | {{mått: Antal anställda | 2021}} |\n\n${PARAGRAPH.repeat(2)}`).join("\n\n");

const { folder, remove } = temporaryFolder();
const print = (text: string) => process.stdout.write(`${text}\n`);
for (const engine of process.env["TEST_POSTGRES_URL"] ? (["embedded", "server"] as const) : (["embedded"] as const)) {
  const url = await databaseAddress(engine, folder, "bench_reports");
  const cookie = await withDatabase(url, async (database) => {
    await loadExample(appOver(database), createLog("silent"));
    const person = await personWith(database, "controller", null);
    const committee = await valueOf(findCommittee(database.db, "Individ- och familjenämnden", 2021));
    const place = { committeeId: committee.id, year: 2021, documentKind: "annual-report" };
    const known = await listSectionTexts(database.db, place);
    for (const section of LONG) await valueOf(writeSection(person.context, { ...place, section, version: known.find((one) => one.section === section)?.version ?? 0, body: longText(section) }));
    return person.cookie;
  });
  const server = (await startServer(url))!;
  const memory = (): number => Math.round(Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${server.child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
  const ask = async (path: string): Promise<{ ms: number; bytes: Uint8Array; status: number }> => {
    const started = performance.now();
    const answer = await fetch(`${server.origin}${path}`, { headers: { cookie } });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { ms: performance.now() - started, bytes, status: answer.status };
  };
  const timed = async (path: string, rounds = ROUNDS): Promise<number> => {
    for (let round = 0; round < 3; round++) await ask(path);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push((await ask(path)).ms);
    return median(times);
  };
  const { bytes } = await ask(`${REPORT}.pdf`);
  print(`\n${engine}: a report of ${(await checkPdfUa(bytes)).pages} pages, ${Math.round(bytes.length / 1024)} kB`);
  for (const [name, path] of [["a section, to write in", `${REPORT}/avsnitt/events`], ["a section's comments", `${REPORT}/avsnitt/events/kommentarer`], ["all sections, listed", `${REPORT}/avsnitt`], ["the whole report on one page", REPORT], ["from draft to decision", `${REPORT}/beslut`]] as const) print(`  ${name.padEnd(34)}${(await timed(path)).toFixed(0).padStart(7)} ms`);
  const alone = await timed(`${REPORT}.pdf`, 5);
  print(`  ${"its PDF, warm".padEnd(34)}${alone.toFixed(0).padStart(7)} ms`);
  const page = `${HOME}/oversikt`;
  const before = await timed(page, 40);
  const quiet = memory();
  const state = { running: true };
  const started = performance.now();
  const all = Promise.all(Array.from({ length: AT_ONCE }, () => ask(`${REPORT}.pdf`))).then((answers) => { state.running = false; return answers; });
  const during: number[] = [];
  let peak = quiet;
  while (state.running) {
    during.push((await ask(page)).ms);
    peak = Math.max(peak, memory());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const answers = await all;
  print(`  ${`${AT_ONCE} PDFs at once`.padEnd(34)}${(performance.now() - started).toFixed(0).padStart(7)} ms in all, ${answers.filter(({ status }) => status === 200).length} made`);
  print(`  ${"the overview, alone".padEnd(34)}${before.toFixed(0).padStart(7)} ms`);
  print(`  ${"the overview, meanwhile".padEnd(34)}${median(during).toFixed(0).padStart(7)} ms median of ${during.length}, ${most(during).toFixed(0)} at most; ${(median(during) / before).toFixed(2)} times`);
  print(`  ${"memory".padEnd(34)}${String(quiet).padStart(7)} MB before, ${peak} at most, ${memory()} after`);
  server.child.kill("SIGTERM");
  await server.exited;
}
remove();
