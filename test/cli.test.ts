import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase, temporaryFolder } from "./database.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const CLI = path.join(ROOT, "dist", "cli.js");
const EXAMPLE = path.join(ROOT, "example", "amn-arsredovisning-2021.md");
const { folder, remove } = temporaryFolder();
const url = (name: string) => `pglite://${path.join(folder, name)}`;

function rodtrad(args: string[], environment: Record<string, string> = {}) {
  const result = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: "utf8", env: { ...process.env, DATABASE_URL: url("data"), ...environment }, maxBuffer: 1e9 });
  return { status: result.status, out: result.stdout, said: result.stderr.trim() };
}
const write = (name: string, content: string | Uint8Array): string => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
};

beforeAll(() => {
  if (!fs.existsSync(CLI)) throw new Error("dist/cli.js is missing: npm test builds it first");
});
afterAll(remove);

describe("rodtrad read", () => {
  test("prints one JSON object and nothing else; numbers are text, missing is null, every item has its line", () => {
    const { status, out, said } = rodtrad(["read", EXAMPLE, "--json"]);
    expect([status, said]).toEqual([0, ""]);
    const read = JSON.parse(out);
    expect(Object.keys(read)).toEqual(["document", "goals", "assignments", "series", "statements", "risks", "controlResults", "declarations", "fees", "reportBacks", "indicators", "tables"]);
    expect(read.document).toMatchObject({ kind: "annual-report", organisation: "Ekhamns kommun", committee: "Arbetsmarknadsnämnden", year: "2021" });
    for (const items of Object.values(read).slice(1) as { line: unknown; sure: unknown }[][]) {
      for (const item of items) expect(item).toMatchObject({ line: expect.any(Number), sure: expect.any(Boolean) });
    }
    expect(read.series[0].years["2021"]).toHaveLength(12);
  });
  test("says in words what was understood", () => expect(rodtrad(["read", EXAMPLE]).out).toContain("2 månadsserier"));
});

describe("rodtrad check", () => {
  test("prints a line of JSON for each finding, and ends with 1 when something is wrong", () => {
    const { status, out, said } = rodtrad(["check", EXAMPLE, "--json"]);
    expect([status, said]).toEqual([1, ""]);
    const found = out.trim().split("\n").map((line) => JSON.parse(line));
    expect(found.map(({ code, line, severity }) => [code, severity, line])).toEqual([["table-difference-sign", "error", 86], ["grade-mild", "warning", 131]]);
    for (const finding of found) {
      expect(Object.keys(finding)).toEqual(["code", "severity", "line", "quote", "expected", "message", "evidence"]);
      expect(finding.evidence[0]).toEqual({ line: expect.any(Number), quote: expect.any(String) });
    }
  });
  test("says in words what is wrong, with the counts; nothing wrong is 0, and a warning is no error", () => {
    expect(rodtrad(["check", EXAMPLE]).out).toMatch(/^rad 86: fel \(table-difference-sign\): .*\n {4}.*\nrad 131: varning \(grade-mild\): .*\n {4}.*\namn-arsredovisning-2021\.md: 1 fel, 1 varning, 0 saker att se efter\.\n$/);
    expect(rodtrad(["check", path.join(ROOT, "example", "amn-verksamhetsplan-2023.md")])).toMatchObject({ status: 0, out: expect.stringContaining("1 varning") });
    expect(rodtrad(["check", write("ren.md", "# Plan 2024\n\nNämnden arbetar vidare.")])).toMatchObject({ status: 0, out: "ren.md: 0 fel, 0 varningar, 0 saker att se efter.\n" });
    expect(rodtrad(["check", path.join(folder, "saknas.md")])).toMatchObject({ status: 2, out: "" });
  });
  test("puts a document beside others, and says which it differs from", () => {
    const months = "År\tjan\tfeb\tmar\tapr\tmaj\tjun\tjul\taug\tsep\tokt\tnov\tdec\n2022\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t";
    const [now, before] = [write("nu.md", `# Årsredovisning 2023\n\n## Besök\n\nBesök, antal\n\n${months}12\n`), write("da.md", `# Årsredovisning 2022\n\n## Besök\n\nBesök, antal\n\n${months}13\n`)];
    expect(rodtrad(["check", now])).toMatchObject({ status: 0, out: expect.stringContaining("0 varningar") });
    expect(rodtrad(["check", now, "--against", before])).toMatchObject({ status: 0, out: expect.stringMatching(/varning \(other-months\): .*da\.md: dec 12 \(13\)/) });
    expect(rodtrad(["check", now, before])).toMatchObject({ status: 2 });
  });
});

describe("bad input gets one Swedish sentence, exit code 2, no result and nothing stored", () => {
  const row = ["", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"].join("\t");
  const CASES: [string, () => string, RegExp][] = [
    ["an empty file", () => write("tom.txt", ""), /är tom/],
    ["a picture", () => write("bild.txt", Buffer.from("89504e470d0a1a0a0000000d", "hex")), /varken text, PDF eller Word/],
    ["a 404 page saved as text", () => write("404.txt", "<html><head><title>404 Not Found</title></head><body>nginx</body></html>"), /webbsida med rubriken »404 Not Found«/],
    ["fifty megabytes of text", () => write("stor.txt", Buffer.alloc(50 * 1024 * 1024, "a ")), /är 50 MB men högst 10 MB/],
    ["data for programs", () => write("data.json", '{"mål": ["Nämnden ska vara bra"]}'), /»data.json« innehåller data för program \(JSON\)/],
    ["a text that is no report", () => write("lista.md", "# Att köpa\n\n- Mjölk\n- Bröd\n\nOch kaffe till mötet."), /kändes inga mål, mått, belopp eller risker igen; inget sparades/],
    ["a damaged PDF", () => write("trasig.pdf", "%PDF-1.7\n1 0 obj <<"), /PDF-filen »trasig.pdf« är skadad/],
    ["a table with a broken row", () => write("rad.txt", `Antal\n\n${row}\n2021${"\t1".repeat(11)}`), /Rad 4: .* »2021« har 12/],
    ["a file that is not there", () => path.join(folder, "saknas.txt"), /finns inte/],
    ["a folder", () => folder, /är ingen fil/],
  ];
  test.each(CASES)("%s", (_, make, sentence) => {
    const { status, out, said } = rodtrad(["read", make(), "--save"], { DATABASE_URL: url("bad") });
    expect([status, out]).toEqual([2, ""]);
    expect(said).toMatch(sentence);
    expect(said.split("\n")).toHaveLength(1);
    expect(fs.existsSync(path.join(folder, "bad"))).toBe(false);
  });
  test("a PDF with a password", () => {
    const made = rodtrad(["read", EXAMPLE, "--save"]);
    expect(made.status).toBe(0);
    expect(rodtrad(["report", "annual-report", "--committee", "Arbetsmarknadsnämnden", "--year", "2021", "--format", "pdf", "--out", path.join(folder, "a.pdf")]).status).toBe(0);
    spawnSync("qpdf", ["--encrypt", "hemligt", "hemligt", "256", "--", path.join(folder, "a.pdf"), path.join(folder, "last.pdf")]);
    const { status, said } = rodtrad(["read", path.join(folder, "last.pdf"), "--json"]);
    expect([status, said]).toEqual([2, "PDF-filen »last.pdf« är skyddad med lösenord; spara den utan lösenord och läs in igen."]);
  });
  test.each([
    [["read"], /Ange filen/],
    [["nej"], /Kommandot »nej« finns inte/],
    [["read", EXAMPLE, "--bort"], /Flaggan --bort finns inte/],
    [["report", "brev"], /Ange --committee/],
    [["report", "brev", "--committee", "Arbetsmarknadsnämnden", "--year", "2021", "--format", "pdf", "--out", "x.pdf"], /»brev« är inget av nämndens dokument för 2021; skriv .*annual-report/],
    [["unit", "rename", "abc", "X", "--from", "2026-01-01"], /inget enhetsnummer/],
    [["unit", "list", "--from", "2026-02-31"], /ingen dag/],
    [["report", "annual-report", "--committee", "Arbetsmarknadsnämnden", "--year", "1999", "--format", "pdf", "--out", "x.pdf"], /inga uppgifter för 1999/],
    [["report", "annual-report", "--committee", "Vägnämnden", "--year", "2021", "--format", "pdf", "--out", "x.pdf"], /»Vägnämnden« finns inte/],
  ])("the words %j", (args, sentence) => {
    const { status, out, said } = rodtrad(args as string[]);
    expect([status, out]).toEqual([2, ""]);
    expect(said).toMatch(sentence as RegExp);
  });
  test("settings that cannot be used", () => {
    expect(rodtrad(["unit", "list"], { DATABASE_URL: "mysql://x" })).toMatchObject({ status: 2, said: expect.stringContaining("DATABASE_URL ska börja med pglite:// eller postgres://") });
  });
});

describe("rodtrad read --save", () => {
  test("twice changes nothing the second time", () => {
    expect(rodtrad(["read", EXAMPLE, "--save"], { DATABASE_URL: url("twice") }).said).toMatch(/^Sparat: \d+ nya poster, 0 ändrade, 0 oförändrade/);
    expect(rodtrad(["read", EXAMPLE, "--save"], { DATABASE_URL: url("twice") }).said).toMatch(/^Sparat: 0 nya poster, 0 ändrade, \d+ oförändrade/);
  });
  test("a report made from it and read again changes nothing either", () => {
    const file = path.join(folder, "igen.pdf");
    rodtrad(["report", "annual-report", "--committee", "Arbetsmarknadsnämnden", "--year", "2021", "--format", "pdf", "--out", file], { DATABASE_URL: url("twice") });
    expect(rodtrad(["read", file, "--save"], { DATABASE_URL: url("twice") }).said).toMatch(/^Sparat: 0 nya poster, 0 ändrade/);
  });
});

test("rodtrad openapi prints an OpenAPI 3.1 document without touching a database", () => {
  const { status, out } = rodtrad(["openapi"], { DATABASE_URL: url("never") });
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ openapi: "3.1.0", paths: expect.objectContaining({ "/committees": expect.anything() }) });
  expect(fs.existsSync(path.join(folder, "never"))).toBe(false);
});

test("a second process on the same data folder is told so and ends with 1", async () => {
  const server = spawn(process.execPath, [path.join(ROOT, "dist", "main.js")], { env: { ...process.env, DATABASE_URL: url("shared"), PORT: "0", LOG_LEVEL: "error" } });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on("data", (text: Buffer) => /http:\/\/127\.0\.0\.1:\d+/.test(text.toString()) && resolve());
    server.on("exit", () => reject(new Error("the server ended")));
  });
  const second = rodtrad(["unit", "list"], { DATABASE_URL: url("shared") });
  expect(second).toMatchObject({ status: 1, said: expect.stringContaining("används redan av en annan Rödtråd") });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  server.kill("SIGTERM");
  expect(await ended).toBe(0);
});

test("killed in the middle of saves, the register holds whole documents only", async () => {
  const source = fs.readFileSync(EXAMPLE, "utf8");
  let whole = 0;
  for (let round = 0; round < 4; round++) {
    const file = write(`dodad-${round}.md`, source.replaceAll("Arbetsmarknadsnämnden", `Nämnd${"abcd"[round]}nämnden`));
    const child = spawn(process.execPath, [CLI, "read", file, "--save"], { env: { ...process.env, DATABASE_URL: url("killed") } });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    // The moments are spread over the start, the migration and the saving.
    setTimeout(() => child.kill("SIGKILL"), 1500 + round * 1200);
    await ended;
  }
  const { openDatabase } = await import("../src/platform/db/database.ts");
  const { migrate } = await import("../src/platform/db/migrate.ts");
  const { MIGRATIONS } = await import("./database.ts");
  const database = await openDatabase(url("killed"));
  await migrate(database, MIGRATIONS);
  const accepted = await database.db.selectFrom("read_document").select("accepted_at").execute();
  const committees = await database.db.selectFrom("unit").select("id").where("kind", "=", "committee").execute();
  const statements = await database.db.selectFrom("statement").select("id").execute();
  whole = accepted.length;
  expect(accepted.every((row) => row["accepted_at"] !== null)).toBe(true);
  expect([committees.length, statements.length]).toEqual([whole, whole]);
  await database.close();
});

test("the same command works on a server", async () => {
  if (!process.env["TEST_POSTGRES_URL"]) return;
  const database = await freshDatabase("server");
  const { sql } = await import("kysely");
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.db);
  const server = process.env["TEST_POSTGRES_URL"]!.replace(/\/[^/]*$/, `/${rows[0]!.name}`);
  expect(rodtrad(["read", EXAMPLE, "--save"], { DATABASE_URL: server }).said).toMatch(/^Sparat: \d+ nya poster/);
  expect(rodtrad(["unit", "list"], { DATABASE_URL: server }).out).toContain("Arbetsmarknadsnämnden");
  await database.close();
});
