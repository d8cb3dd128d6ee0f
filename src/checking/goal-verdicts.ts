import { fold, isHeading, isParagraph, isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells, readNumberCell, STATUS_MARK } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { latestOf } from "./status-counts.ts";

/** How far a goal has come, whatever the words for it. */
const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/^(?:malet )?(?:uppfylls|uppnas|nas|ar uppfyllt|bedoms uppfyllas) (?:ej|inte)|^(?:ej|inte) (?:uppfyllt|uppnatt|nadd)/, "inte"], [/^(?:malet )?(?:uppfylls|uppnas|nas) till stor del|^till stor del/, "till stor del"],
  [/^(?:malet )?(?:uppfylls|uppnas|nas) (?:delvis|till viss del)|^delvis|^till viss del/, "delvis"], [/^(?:malet )?(?:uppfylls|uppnas|nas|ar uppfyllt|ar uppnatt)(?: i ar| helt)?$|^(?:helt )?(?:uppfyllt|uppnatt)$/, "helt"],
];
const levelOf = (text: string): string | null => { const words = fold(text.replace(STATUS_MARK, "")).replace(/ i ar$/, ""); return words.split(" ").length > 7 ? null : (LEVELS.find(([pattern]) => pattern.test(words))?.[1] ?? null); };
const nameOf = (text: string): string => fold(text.replace(/^\s*(?:mål\s*)?\d+(?:\.\d+)*[.:]?\s*/iu, ""));
const [LEAST_NAME, MOST_AFTER] = [15, 4];

/** "… och målet bedöms som ej uppnått." */
const JUDGED = /(?<![a-zà-ÿ])målet\s+bedöms\s+(?:som\s+)?(?<level>[a-zà-ÿ ]{4,40}?)(?=[.,;])/iu;
interface ToldVerdict { readonly name: string; readonly level: string; readonly line: number; readonly quote: string }
function inTables({ blocks }: Layout): ToldVerdict[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const at = latestOf(head!.cells.map((cell) => fold(oneLine(cell))), /^(?:bedomning|maluppfyllelse|status|uppfyllelse|resultat)(?: \d{4})?$|^(?:19|20)\d\d$/);
    return at < 1 ? [] : rows.flatMap(({ cells, line }): ToldVerdict[] => {
      const name = cells.slice(0, at).map(oneLine).find((cell) => readNumberCell(cell).text && nameOf(cell).length >= LEAST_NAME);
      const level = levelOf(oneLine(cells[at]));
      return name && level ? [{ name: nameOf(name), level, line, quote: quoteOfCells(cells) }] : [];
    });
  });
}
/** A goal's own heading, and the line right under it that says how far it has come. */
function underHeadings({ blocks }: Layout): ToldVerdict[] {
  return blocks.flatMap((block, at): ToldVerdict[] => {
    // "Mål 4. En ekonomi i balans", and right under it what is told of it: one paragraph.
    const [own, ...rest] = isParagraph(block) ? block.lines : [];
    const said = own && rest.length && /^mål\s+\d/iu.test(own.text) && nameOf(own.text).length >= LEAST_NAME ? JUDGED.exec(rest.map(({ text }) => text).join(" ").replace(/\s+/gu, " ")) : null;
    const judged = said ? levelOf(said.groups!["level"]!) : null;
    if (said && judged) return [{ name: nameOf(own!.text), level: judged, line: rest.findLast(({ text }) => text.includes(said.groups!["level"]!.split(" ").at(-1)!))?.line ?? block.line, quote: said[0] }];
    if (!(isHeading(block) || isParagraph(block)) || nameOf(block.text).length < LEAST_NAME || block.text.length > 160) return [];
    for (const next of blocks.slice(at + 1, at + 1 + MOST_AFTER)) {
      if (isTable(next) || isHeading(next)) return [];
      const level = levelOf(next.text) ?? levelOf(JUDGED.exec(next.text.replace(/\s+/gu, " "))?.groups!["level"] ?? "");
      if (level) return [{ name: nameOf(block.text), level, line: next.line, quote: next.text }];
    }
    return [];
  });
}

const ALL_BUT = /^(?:samtliga|alla)\s+(?:[a-zà-ÿ]+\s+)?mål\s+utom\s+(?:ett|två|tre)\s+(?:bedöms|är|har)(?![a-zà-ÿ])/iu;
const ALL_GOALS = /^(?:samtliga|alla)\s+(?:(?:kommunens|nämndens|styrelsens|övergripande|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+){0,2}mål\s+(?:bedöms|är|har|bedömdes)\s+(?:som\s+|nu\s+)?(?:uppfyll|uppnå|nåtts|nådda)[a-zà-ÿ]*(?:\s+under\s+året)?\.?$/iu;
/** "Målet uppfylls delvis i år", on a line of its own; where several stand after each other they are what the words mean. */
function ownLines({ blocks }: Layout): ToldVerdict[] {
  const levels = blocks.map((block) => (isParagraph(block) && /^målet\s/iu.test(block.text) ? levelOf(block.text) : null));
  return blocks.flatMap((block, at): ToldVerdict[] => {
    const level = levels[at];
    return level && isParagraph(block) && !levels[at - 1] && !levels[at + 1] ? [{ name: "", level, line: block.line, quote: block.text }] : [];
  });
}
const OF_ALL = /sammanfatt|inledning|korthet|översikt|skrivelse|årsredovisning|samlad|måluppfyllelse/iu;
/** "Samtliga mål bedöms som uppfyllda", where the table has one that is not, or a goal's own line says that it is so in part. */
export function allGoalFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const all = sentences.filter(({ inCell, text }) => !inCell && ALL_GOALS.test(text));
  const known = inTables(layout);
  const not = known.length < 2 ? undefined : known.find(({ level }) => level === "inte");
  const lines = ownLines(layout);
  // What one part says of all its goals is said of no other's.
  const whole = all.find(({ section }) => OF_ALL.test(section.heading) || section.line === 0);
  const less = lines.length < 2 ? [] : lines.filter(({ level }) => level !== "helt");
  const but = sentences.filter(({ inCell, text }) => !inCell && ALL_BUT.test(text));
  const told = (line: Place, quote: string, expected: string | null, message: string, evidence: FindingEvidence): Finding => ({ code: "verdicts-differ", severity: "warning", line, quote, expected, message, evidence: [evidence] });
  return [
    ...(whole ? but : []).map((sentence) => told(lineAt(sentence, 0), sentence.text, whole!.text, `Här är inte alla mål uppfyllda, men på rad ${whole!.line} är de det.`, { line: whole!.line, quote: whole!.text })),
    ...(not ? all : []).map((sentence) => told(lineAt(sentence, 0), sentence.text, null, `Texten säger att alla mål är uppfyllda, men ett är det inte på rad ${not!.line}.`, { line: not!.line, quote: not!.quote })),
    ...(whole ? less : []).map(({ line, quote }) => told(line, quote, null, `Här är målet inte helt uppfyllt, men på rad ${whole!.line} är alla mål det.`, { line: whole!.line, quote: whole!.text })),
  ];
}

/** A goal that the overview says is reached, and its own part says is reached in part. */
export function goalVerdictFindings(layout: Layout): Finding[] {
  const told = inTables(layout);
  return told.length < 2 ? [] : underHeadings(layout).flatMap((own): Finding[] => {
    const same = told.filter(({ name }) => name === own.name);
    const [other] = same;
    return other && same.every(({ level }) => level !== own.level) ? [{ code: "verdicts-differ", severity: "warning", line: own.line, quote: own.quote, expected: null, message: `Här bedöms målet som »${own.quote}«, men annorlunda i tabellen på rad ${other.line}.`, evidence: [{ line: other.line, quote: other.quote }] }] : [];
  });
}
