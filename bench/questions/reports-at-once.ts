/**
 * What a long report costs the server: how soon its pages answer, how long its PDF takes, and what twenty PDFs asked for at once do to everybody else's pages and to
 * memory. The program runs as it is shipped, in a process of its own.
 */
import { loadExample } from "../../src/example.ts";
import { writeSection } from "../../src/documents/section-text-commands.ts";
import { listSectionTexts } from "../../src/documents/section-text-reads.ts";
import { checkPdfUa } from "../../src/documents/pdf-ua-adapter.ts";
import { findCommittee } from "../../src/organisation/unit-reads.ts";
import { createLog } from "../../src/platform/log.ts";
import { valueOf } from "../../src/platform/outcome.ts";
import { appOver, personWith } from "../../test/town.ts";
import { startServer, withDatabase } from "../../test/server.ts";
import { newDatabase } from "../places.ts";
import { median, memoryOf, result, type Bench, type Options } from "../result.ts";

const HOME = "/individ-och-familjenamnden/2021";
const REPORT = `${HOME}/dokument/annual-report`;
const AT_ONCE = 20;
/** Sections that are written long, so that the report has some sixty pages. */
const LONG = ["events", "steering", "responsibility", "international", "equal-treatment", "environment", "outlook", "competition", "contract-review"];
const PARAGRAPH = "Under året har nämnden arbetat med att utveckla verksamheten tillsammans med dem den är till för. Antalet anställda har {{förändring: Antal anställda | 2020 | 2021}}, och nettokostnaden blev {{belopp utan tecken: Resultaträkning | Verksamhetens nettokostnader | 2021}}. ";
const longText = (section: string): string => Array.from({ length: 18 }, (_, index) => `### ${section} ${index + 1}\n\n${PARAGRAPH.repeat(3)}\n\n- Första punkten\n- Andra punkten\n\nTabell: Läget ${index + 1}\n| Vad | 2020 | 2021 |\n| Anställda | {{mått: Antal anställda | 2020}} | {{mått: Antal anställda | 2021}} |\n\n${PARAGRAPH.repeat(2)}`).join("\n\n");

export default async function* reportsAtOnce({ rounds }: Options): Bench {
  for (const engine of ["embedded", "server"] as const) {
    const name = engine === "server" ? "PostgreSQL" : "inbyggd";
    const url = await newDatabase(engine, "reports");
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
    const memory = (): number => memoryOf(server.child.pid!);
    const ask = async (path: string): Promise<{ ms: number; bytes: Uint8Array; status: number }> => {
      const started = performance.now();
      const answer = await fetch(`${server.origin}${path}`, { headers: { cookie } });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { ms: performance.now() - started, bytes, status: answer.status };
    };
    const often = async (path: string, times = rounds): Promise<number> => {
      for (let round = 0; round < 3; round++) await ask(path);
      const all: number[] = [];
      for (let round = 0; round < times; round++) all.push((await ask(path)).ms);
      return median(all);
    };
    const { bytes } = await ask(`${REPORT}.pdf`);
    const size = `${(await checkPdfUa(bytes)).pages} sidor, ${name}`;
    const alone = await often(`${REPORT}.pdf`, 5);
    for (const [words, path] of [["ett avsnitt att skriva i", `${REPORT}/avsnitt/events`], ["ett avsnitts kommentarer", `${REPORT}/avsnitt/events/kommentarer`], ["alla avsnitt", `${REPORT}/avsnitt`], ["hela rapporten på en sida", REPORT], ["från utkast till beslut", `${REPORT}/beslut`]] as const) yield result(words, size, "ms", await often(path), "dess PDF", alone);
    const page = `${HOME}/oversikt`;
    const before = await often(page, 40);
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
    if (answers.some(({ status }) => status !== 200)) throw new Error("A report was not made");
    yield result(`${AT_ONCE} PDF:er på en gång`, size, "ms", performance.now() - started, `${AT_ONCE} en och en`, alone * AT_ONCE);
    yield result("Överblick medan de görs", size, "ms", median(during), "ensam", before);
    yield result("minne medan de görs, som mest", size, "MB", peak, "före", quiet);
    yield result("minne när de är gjorda", size, "MB", memory(), "före", quiet);
    server.child.kill("SIGTERM");
    await server.exited;
  }
}
