import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FOREIGN_TABLES, GLOSSARY } from "../src/glossary.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const SRC = path.join(ROOT, "src");
const MAX_LINES = 400;

const files = (fs.readdirSync(SRC, { recursive: true, encoding: "utf8" }) as string[])
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
  .sort();
const sources = files.filter((file) => !/\.test\.tsx?$/.test(file));
const text = (file: string) => fs.readFileSync(path.join(SRC, file), "utf8");

/** The order of slices as ARCHITECTURE.md prints it: a slice may ask those before it, never those after. */
const ORDER = /<!-- slices: ([^>]+) -->/.exec(fs.readFileSync(path.join(ROOT, "ARCHITECTURE.md"), "utf8"))![1]!.trim().split(/\s+/);

type Role = "rule" | "store" | "commands" | "reads" | "pages" | "api" | "island" | "adapter" | "renderer" | "host";
const ROLES: readonly (readonly [Role, RegExp])[] = [
  ["store", /-store\.ts$/],
  ["commands", /-commands\.ts$/],
  ["reads", /-reads\.ts$/],
  ["pages", /-pages\.tsx$/],
  ["api", /-api\.ts$/],
  ["island", /\.island\.ts$/],
  ["adapter", /-adapter\.ts$/],
  ["renderer", /-renderer\.tsx?$/],
  ["host", /-host\.ts$/],
  ["rule", /^[^/]+\/[a-z][a-z0-9-]*\.ts$/],
];
const sliceOf = (file: string): string | null => (file.includes("/") ? file.split("/")[0]! : null);
const roleOf = (file: string): Role | null => ROLES.find(([, pattern]) => pattern.test(file))?.[0] ?? null;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}
function importsOf(file: string): Import[] {
  const pattern = /(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"(\.{1,2}\/[^"]+)"|import\("(\.{1,2}\/[^"]+)"\)/g;
  return [...text(file).matchAll(pattern)].map((match) => ({
    from: file,
    to: path.posix.normalize(path.posix.join(path.posix.dirname(file), (match[2] ?? match[3])!)),
    typeOnly: match[1] !== undefined,
  }));
}
const imports = sources.flatMap(importsOf);
const told = (found: Import[]) => found.map(({ from, to }) => `${from} imports ${to}`);
const inSlice = (file: string) => ORDER.includes(sliceOf(file) ?? "");

describe("the house", () => {
  test("every slice stands in the order of ARCHITECTURE.md, and every room there exists", () => {
    const rooms = [...new Set(sources.map(sliceOf).filter((slice): slice is string => slice !== null))].sort();
    expect(rooms).toEqual([...ORDER].sort());
  });

  test("a slice's file fits a role by its name; split it or name it for what it does", () => {
    expect(sources.filter((file) => inSlice(file) && sliceOf(file) !== "platform" && roleOf(file) === null)).toEqual([]);
  });

  test(`no source file is longer than ${MAX_LINES} lines; one that is does two things`, () => {
    expect(sources.filter((file) => text(file).split("\n").length > MAX_LINES)).toEqual([]);
  });

  test("rule files import only rule files and the platform's pure parts: no I/O, no SQL", () => {
    const pure = /^platform\/(decimal|days|swedish|figure|outcome|chart\/line-chart|origin\/origin|audit\/row-change|edit\/conflict|edit\/step|edit\/text-merge)\.ts$/;
    const rules = imports.filter(({ from, to, typeOnly }) => sliceOf(from) !== "platform" && inSlice(from) && roleOf(from) === "rule" && !typeOnly && !pure.test(to) && roleOf(to) !== "rule");
    expect(told(rules)).toEqual([]);
    const io = sources.filter((file) => inSlice(file) && sliceOf(file) !== "platform" && roleOf(file) === "rule" && /from "(node:|kysely|hono)/.test(text(file)));
    expect(io).toEqual([]);
  });

  test("what an older program needs is taken away only by a migration that says so in its name, and so waits for it to end", () => {
    const folder = path.join(ROOT, "migrations");
    const later = fs.readdirSync(folder).filter((name) => name >= "0055" && !/^\d{4}-contract-/.test(name));
    const widened = (sql: string): string => sql.replace(/drop constraint (\w+), add constraint \1\b/g, "");
    expect(later.filter((name) => /\b(drop (table|column|constraint|view|function)|rename (to|column)|set not null|alter column \w+ (set data )?type)\b/i.test(widened(fs.readFileSync(path.join(folder, name), "utf8"))))).toEqual([]);
  });

  test("only stores, and the platform, speak SQL", () => {
    const speaking = sources.filter(
      (file) => sliceOf(file) !== "platform" && roleOf(file) !== "store" && /from "kysely"|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(text(file)),
    );
    expect(speaking).toEqual([]);
  });

  test("pages, API and command line call commands and reads, never stores", () => {
    const doors = imports.filter(({ from, to }) => (["pages", "api"].includes(roleOf(from) ?? "") || sliceOf(from) === null) && roleOf(to) === "store" && sliceOf(to) !== "platform");
    expect(told(doors.filter(({ from }) => sliceOf(from) !== "platform"))).toEqual([]);
  });

  test("across slices only rules and reads are asked, and renderers for a form", () => {
    const across = imports.filter(({ from, to }) => {
      const [a, b] = [sliceOf(from), sliceOf(to)];
      if (!a || !b || a === b || b === "platform" || a === "platform") return false;
      return !["rule", "reads", "renderer"].includes(roleOf(to) ?? "");
    });
    expect(told(across)).toEqual([]);
  });

  test("slices ask only those before them, so there are no cycles", () => {
    const backwards = imports.filter(({ from, to }) => {
      const [a, b] = [ORDER.indexOf(sliceOf(from) ?? ""), ORDER.indexOf(sliceOf(to) ?? "")];
      return a >= 0 && b >= 0 && b > a;
    });
    expect(told(backwards)).toEqual([]);
  });

  test("no two files import each other in a ring", () => {
    const next = Map.groupBy(imports.filter(({ typeOnly }) => !typeOnly), ({ from }) => from);
    const rings: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, trail: readonly string[]) => {
      if (trail.includes(file)) {
        rings.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
        return;
      }
      if (done.has(file)) return;
      for (const { to } of next.get(file) ?? []) walk(to, [...trail, file]);
      done.add(file);
    };
    for (const file of sources) walk(file, []);
    expect(rings).toEqual([]);
  });

  test("the platform knows no slice, and nobody but the entries knows how things are wired", () => {
    expect(told(imports.filter(({ from, to }) => sliceOf(from) === "platform" && sliceOf(to) !== "platform"))).toEqual([]);
    expect(imports.filter(({ to, from }) => to === "compose.ts" && !["main.ts", "cli.ts"].includes(from)).map(({ from }) => from)).toEqual([]);
  });

  test("imports name the file itself: no barrels, no index files", () => {
    expect(sources.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([]);
  });
});

describe("the glossary", () => {
  const tables = fs
    .readdirSync(path.join(ROOT, "migrations"))
    .flatMap((file) => [...fs.readFileSync(path.join(ROOT, "migrations", file), "utf8").matchAll(/create table (?:if not exists )?([a-z_]+)/g)].map((match) => match[1]!));

  test("every table is named in the glossary", () => {
    const known = new Set([...GLOSSARY.flatMap((term) => term.tables ?? []), ...FOREIGN_TABLES]);
    expect(tables.filter((table) => !known.has(table))).toEqual([]);
  });

  test("the glossary names no table that does not exist", () => {
    expect(GLOSSARY.flatMap((term) => term.tables ?? []).filter((table) => !tables.includes(table))).toEqual([]);
  });

  test("every domain type carries a word of the glossary in its name", () => {
    const words = GLOSSARY.map((term) => term.identifier);
    const slices = sources.filter((file) => inSlice(file) && sliceOf(file) !== "platform" && roleOf(file) === "rule");
    const technical = /^(Read|Place|Found|Block|Heading|Paragraph|Table|Inline|Status|Item|Part|Tally|Glyphs|Series|Numbered|Bound|Pdf|TableRow|Structure|Content|Mark)/;
    const unnamed = slices.flatMap((file) =>
      [...text(file).matchAll(/^export (?:interface|type) ([A-Z]\w*)/gm)]
        .map((match) => match[1]!)
        .filter((name) => !technical.test(name) && !words.some((word) => name.includes(word)))
        .map((name) => `${file}: ${name}`),
    );
    expect(unnamed).toEqual([]);
  });
});
