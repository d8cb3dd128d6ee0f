import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDocument } from "../src/checking/check-document.ts";
import { receivers } from "../src/compose.ts";
import { makeDocument } from "../src/documents/document-reads.ts";
import { PLAIN_LOOK } from "../src/documents/document-look.ts";
import { renderDocument } from "../src/documents/document-renderer.ts";
import { PdfRenderer } from "../src/documents/pdf-renderer.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { changeIndicator } from "../src/indicators/indicator-commands.ts";
import { listIndicators } from "../src/indicators/indicator-reads.ts";
import { findCommittee } from "../src/organisation/unit-reads.ts";
import { program } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { MONTHS, MONTH_NAMES } from "../src/platform/swedish.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { defaultChoice } from "../src/reading/acceptance.ts";
import { readFile, type ReadFile } from "../src/reading/file-adapter.ts";
import { isTable, type Block, type Layout } from "../src/reading/layout.ts";
import { recognise } from "../src/reading/recognise.ts";
import { acceptReading, proposeReading } from "../src/reading/reading-commands.ts";
import { CLEAN_NAME, cleanReport } from "./clean-report.ts";
import { freshDatabase } from "./database.ts";
import { numbers } from "./random.ts";

const YEAR = 2021;
const COMMITTEE = "Individ- och familjenämnden";
const TIMES = 500;
/** At least so many of a hundred changes are found, over all. */
const LEAST = 85;

let database: Database;
let word: ReadFile;
let pdf: ReadFile;
const renderer = new PdfRenderer();

/** An annual report whose figures do not contradict each other, made by the ready template and read back as anyone would. */
beforeAll(async () => {
  database = await freshDatabase("embedded");
  const context = { db: database.db, actor: program("start") };
  const read = await readFile(CLEAN_NAME, Buffer.from(cleanReport()));
  if (!read.ok) throw new Error(read.failure.message);
  const readingId = await proposeReading(context, read.value);
  await valueOf(acceptReading(context, { receivers, readingId, items: defaultChoice(read.value.reading, true) }));
  const committee = await findCommittee(database.db, COMMITTEE);
  if (!committee.ok) throw new Error(committee.failure.message);
  for (const { frequency, id, name, version } of await listIndicators(database.db, committee.value.id)) {
    if (frequency === "month") await valueOf(changeIndicator(context, { indicatorId: id, version, fields: { aggregation: name.includes("vårddygn") ? "sum" : "mean" } }));
  }
  const model = await makeDocument(database.db, committee.value, YEAR, (await findPlannedDocument(database.db, committee.value, YEAR, "annual-report"))!, { charts: false });
  const back = async (format: "docx" | "pdf"): Promise<ReadFile> => {
    const made = await valueOf(renderDocument(model, format, renderer, PLAIN_LOOK));
    const file = await readFile(`ren.${format}`, made.bytes);
    if (!file.ok) throw new Error(file.failure.message);
    return file.value;
  };
  [word, pdf] = [await back("docx"), await back("pdf")];
}, 120_000);
afterAll(async () => {
  await renderer.close();
  await database.close();
});

const findingsOf = (layout: Layout): string[] => checkDocument({ layout, reading: recognise(layout) }, YEAR + 1).map(({ code, line, message, severity }) => `${line} ${severity} ${code}: ${message}`);

/** One text of a document, and the document with another in its place. */
interface Spot { readonly text: string; readonly heading: string | null; readonly label: string | null; readonly with: (text: string) => Layout }
function spotsOf(layout: Layout): Spot[] {
  const replaced = (at: number, block: Block): Layout => ({ ...layout, blocks: layout.blocks.with(at, block) });
  return layout.blocks.flatMap((block, at): Spot[] => {
    if (!isTable(block)) return [{ text: block.text, heading: null, label: null, with: (text) => replaced(at, block.kind === "paragraph" ? { ...block, text, lines: [{ text, line: block.line }] } : { ...block, text }) }];
    return block.rows.flatMap((row, index) => row.cells.flatMap((cell, column): Spot[] => (cell
      ? [{ text: cell, heading: index > 0 && column > 0 ? block.rows[0]!.cells[column]! : null, label: row.cells[0]!, with: (text) => replaced(at, { ...block, rows: block.rows.with(index, { ...row, cells: row.cells.with(column, text) }) }) }]
      : [])));
  });
}

interface Place { readonly spot: Spot; readonly at: number; readonly found: string; readonly instead: string }
type Random = () => number;
const one = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
const places = (spots: readonly Spot[], pattern: RegExp, instead: (found: string) => string | null): Place[] => spots.flatMap((spot) => [...spot.text.matchAll(pattern)].flatMap((match): Place[] => {
  const other = instead(match[0]);
  return other === null ? [] : [{ spot, at: match.index, found: match[0], instead: other }];
}));

const FIGURE = /(?<![\d:/\p{L}–-])\d[\d\u00a0\u202f]*(?:,\d+)?(?![\d:/–-])/gu;
const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text);
/** The same number with another digit in one place. */
function otherDigit(random: Random, figure: string): string {
  const digits = [...figure].flatMap((sign, at) => (/\d/.test(sign) ? [at] : []));
  for (;;) {
    const at = one(random, digits);
    const digit = String(Math.floor(random() * 10));
    if (digit !== figure[at] && !(digit === "0" && at === 0 && digits.length > 1)) return `${figure.slice(0, at)}${digit}${figure.slice(at + 1)}`;
  }
}
const WAYS = [["ökade", "minskade"], ["ökat", "minskat"], ["ökning", "minskning"], ["högre", "lägre"], ["bättre", "sämre"]] as const;
const UNITS = [["mkr", "tkr"], ["procentenheter", "procent"], [" %", " procentenheter"]] as const;
const turned = (pairs: readonly (readonly [string, string])[], found: string): string => { const pair = pairs.find((both) => both.includes(found.toLowerCase()))!; return pair[0] === found.toLowerCase() ? pair[1] : pair[0]; };
const isTotal = ({ heading, label }: Spot): boolean => heading !== null && (/^(?:Summa|Totalt|Sammanlagt|Verksamhetens nettokostnader)/.test(label!) || /^(?:Summa|Medel)$/.test(heading));

/** How each kind of slip is made: where it may be, and what stands there instead. */
const KINDS: Readonly<Record<string, (spots: readonly Spot[], random: Random) => Place[]>> = {
  "en siffra": (spots, random) => places(spots.filter(({ heading, label }) => heading !== null || label === null), FIGURE, (found) => (isYear(found) ? null : otherDigit(random, found))),
  "ett ord för riktning": (spots) => places(spots.filter(({ label }) => label === null), new RegExp(String.raw`(?<!\p{L})(?:${WAYS.flat().join("|")})(?!\p{L})`, "giu"), (found) => turned(WAYS, found)),
  "ett tecken": (spots) => places(spots.filter(({ heading, text }) => heading !== null && /^[−]?\d+,\d$/.test(text) && !/^−?0,0$/.test(text)), /^−?/g, (found) => (found ? "" : "−")),
  "en enhet": (spots) => places(spots, /(?<!\p{L})(?:mkr|tkr|procentenheter|procent)(?!\p{L})| %/giu, (found) => turned(UNITS, found)),
  "en period": (spots, random) => [
    ...places(spots, /(?<![\d:/–-])20\d\d(?![\d:/–-])/gu, (found) => String(Number(found) + (random() < 0.5 ? 1 : -1))),
    ...places(spots, new RegExp(String.raw`(?<!\p{L})(?:${[...MONTH_NAMES, ...MONTHS].join("|")})(?!\p{L})`, "gu"), (found) => { const names: readonly string[] = (MONTHS as readonly string[]).includes(found) ? MONTHS : MONTH_NAMES; return one(random, names.filter((name) => name !== found)); }),
  ],
  "en summa": (spots, random) => places(spots.filter(isTotal), FIGURE, (found) => otherDigit(random, found)),
};

describe("an annual report made by the ready template", () => {
  test.each([["docx", () => word], ["pdf", () => pdf]] as const)("contradicts itself nowhere where its data do not, read as %s", (_, file) => expect(findingsOf(file().layout).filter((finding) => !/ note /.test(finding))).toEqual([]));

  test(`of ${TIMES} slips at random, at least ${LEAST} of a hundred are found`, { timeout: 600_000 }, () => {
    const random = numbers(20211231);
    const spots = spotsOf(word.layout);
    const before = new Set(findingsOf(word.layout));
    const kinds = Object.keys(KINDS);
    const tally = new Map(kinds.map((kind) => [kind, { made: 0, found: 0 }]));
    const missed: string[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const kind = kinds[time % kinds.length]!;
      const { at, found, instead, spot } = one(random, KINDS[kind]!(spots, random));
      const seen = findingsOf(spot.with(`${spot.text.slice(0, at)}${instead}${spot.text.slice(at + found.length)}`)).some((finding) => !before.has(finding));
      const own = tally.get(kind)!;
      own.made += 1;
      if (seen) own.found += 1;
      else missed.push(`${kind}: ${spot.label ?? ""} ${spot.heading ?? ""} …${spot.text.slice(Math.max(0, at - 40), at)}»${found}« → »${instead}«`);
    }
    const share = ({ found, made }: { found: number; made: number }): string => `${found} av ${made} (${((100 * found) / made).toFixed(0)} %)`;
    const all = [...tally.values()].reduce((sum, { found, made }) => ({ found: sum.found + found, made: sum.made + made }), { found: 0, made: 0 });
    process.stdout.write(`${[...tally].map(([kind, own]) => `  ${kind}: ${share(own)}`).join("\n")}\n  alla: ${share(all)}\n${process.env["MISSED"] ? missed.join("\n") : ""}\n`);
    expect((100 * all.found) / all.made).toBeGreaterThanOrEqual(LEAST);
  });
});
