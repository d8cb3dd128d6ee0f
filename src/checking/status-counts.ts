import { formatNumber } from "../platform/swedish.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, readNumberCell, STATUS_MARK } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { judgedLines } from "./judged-lines.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { checkedTargets, isReached } from "./target-status.ts";

/** What a verdict comes to, whatever the words for it. */
const CLASSES = [
  { name: "delvis", cell: /^(?:delvis|till (?:viss|stor) del|gul|pa vag|(?:uppfyll[a-z]*|uppna[a-z]*|nas|natt) (?:delvis|till (?:viss|stor) del))/, text: String.raw`delvis(?:\s+(?:uppfyll|uppnå|nå)[A-Za-zÀ-ÿ]*)?|(?:uppfyll|uppnå|nå)[A-Za-zÀ-ÿ]*\s+(?:delvis|till (?:viss|stor) del)|till (?:viss|stor) del|gul(?:a|t)?|på väg` },
  { name: "inte", cell: /^(?:ej|inte|nej|rod|nar inte|uppfylls (?:ej|inte)|uppnas (?:ej|inte)|nas (?:ej|inte))/, text: String.raw`(?:ej|inte)(?:\s+(?:bedöms\s+)?(?:uppfyll|uppnå|nå)[A-Za-zÀ-ÿ]*)?|röd(?:a|t)?|(?:uppfylls|uppnås|nås|uppnåddes|nåddes|uppfylldes)\s+(?:ej|inte)` },
  { name: "uppfyllt", cell: /^(?:uppfyll|uppna|nas$|natt|nar malet|ja$|gron|helt|i hog grad|mal(?:et)? (?:uppfyll|uppna|natt))/, text: String.raw`(?:helt\s+)?(?:uppfyll|uppnå|nå)[A-Za-zÀ-ÿ]*|grön(?:a|t)?` },
  { name: "försumbar", cell: /^ingen|forsumbar|utan avvikelse/, text: String.raw`utan(?:\s+avvikelse|\s+anmärkning)?|ingen|inga avvikelser|försumbar[A-Za-zÀ-ÿ]*` },
  { name: "lindrig", cell: /lindrig|mindre avvikelse/, text: String.raw`lindrig[A-Za-zÀ-ÿ]*|mindre avvikelse[A-Za-zÀ-ÿ]*` },
  { name: "kännbar", cell: /kannbar/, text: String.raw`kännbar[A-Za-zÀ-ÿ]*` },
  { name: "allvarlig", cell: /allvarlig/, text: String.raw`allvarlig[A-Za-zÀ-ÿ]*` },
  { name: "pågår", cell: /^pagar|^pagaende/, text: String.raw`pågår|pågående` },
  { name: "klar", cell: /^(?:klar|genomford|genomfort|avslutad|avslutat|slutford|slutfort)/, text: String.raw`klara|genomförda|genomförts|avslutade|slutförda` },
] as const;
type StatusClass = (typeof CLASSES)[number]["name"];
/** Which verdicts are of one kind. */
const FAMILIES: readonly (readonly StatusClass[])[] = [["uppfyllt", "delvis", "inte"], ["försumbar", "lindrig", "kännbar", "allvarlig"], ["klar", "pågår", "inte"]];
const STATUS = /^(?:bedomning|status|maluppfyllelse|maluppfyllnad|resultat|uppfyllelse|uppfyllt|uppnatt|natt|avvikelse|grad|prognos)(?: \d{4}| helar| for helaret)?$/;

/** Of several columns of verdicts, that of the latest year; else the last. */
export function latestOf(heads: readonly string[], pattern: RegExp): number {
  const found = heads.flatMap((one, at) => (at > 0 && pattern.test(one) ? [{ at, year: Number(/\d{4}/.exec(one)?.[0] ?? 0) }] : []));
  return found.toSorted((a, b) => b.year - a.year || b.at - a.at)[0]?.at ?? -1;
}
/** "Målet uppfylls delvis i år" is "uppfylls delvis". */
const verdictOf = (cell: string): string => fold(cell).replace(/^(?:malet|matt(?:et)?|uppdraget) /, "").replace(/ i ar$/, "");
interface StatusTable { /** What stands over its rows. */ readonly head: string; /** Its verdicts put none and negligible together. */ readonly graded?: boolean; readonly line: number; readonly rows: number; readonly counts: ReadonlyMap<StatusClass, number>; readonly kind: string }
/** What the rows of a table are: goals, controls, decisions. */
const KINDS = [{ kind: "mått", heading: /^indikator|^matt|^nyckeltal/, noun: /indikator|mått|nyckeltal/iu }, { kind: "mål", heading: /^(?:namnd|kommun|effekt|resultat|fullmaktige(?:s )?|verksamhets)?mal(?!varde)|^inriktning/, noun: /mål(?:en)?$/iu }, { kind: "kontroll", heading: /kontroll|moment|granskning|process/, noun: /kontroll|moment|granskning/iu }, { kind: "uppdrag", heading: /uppdrag|beslut|aktivitet|atgard|insats|projekt/, noun: /uppdrag|beslut|aktivitet|åtgärd|insats|projekt/iu }] as const;

const FEWEST_ROWS = 3;
function statusTables({ blocks }: Layout): StatusTable[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows], line }): StatusTable[] => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    // A deviation in kronor is no verdict.
    const at = latestOf(heads.map((one, column) => (rows.some(({ cells }) => readNumberCell(oneLine(cells[column])).value !== null) ? "" : one)), STATUS);
    const kind = KINDS.find(({ heading }) => heading.test(heads.find((one) => one && !/^(?:nr|nummer|id)$/.test(one)) ?? ""))?.kind;
    if (at < 1 || !kind) return [];
    const found = rows.filter(({ cells }) => cells.length > at && !/^(?:summa|totalt?|(?:samtliga|alla)(?: [a-z]+)?$)(?: |$)/.test(fold(oneLine(cells[0])))).map(({ cells }) => CLASSES.find(({ cell }) => cell.test(verdictOf(oneLine(cells[at]).replace(STATUS_MARK, ""))))?.name);
    // A verdict that is not known may be any.
    if (!found.length || found.includes(undefined)) return [];
    const counts = new Map<StatusClass, number>();
    for (const name of found) counts.set(name!, (counts.get(name!) ?? 0) + 1);
    return [{ head: heads.join(" "), line, rows: found.length, counts, kind, graded: rows.some(({ cells }) => /ingen eller/.test(fold(oneLine(cells[at])))) }];
  });
}

/** Goals that have a target and an outcome, and no verdict of their own: how many reach it. */
function reachedTables(layout: Layout, known: readonly StatusTable[]): StatusTable[] {
  return [...Map.groupBy(checkedTargets(layout).filter(({ isSoFar }) => !isSoFar), ({ table }) => table)].flatMap(([line, rows]): StatusTable[] => {
    if (rows.length < 3 || rows.some(({ said }) => said === null) || known.some((table) => table.line === line)) return [];
    const reached = rows.filter(isReached).length;
    return ["mål", "mått"].map((kind) => ({ head: "", line, rows: rows.length, counts: new Map([["uppfyllt", reached], ["inte", rows.length - reached]]), kind }));
  });
}
const BUT = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:av\s+(?:de\s+)?(?<all>${Object.keys(NUMBER_WORDS).join("|")})\s+[A-Za-zÀ-ÿ]+[^.;]{0,60}?)(?:uppfylls|uppfyllda|nås|nåddes|nådda|uppnås)\s+(?:[A-Za-zÀ-ÿ]+\s+)?alla\s+utom\s+(?<but>${Object.keys(NUMBER_WORDS).join("|")})(?![A-Za-zÀ-ÿ])`, "iu");

const COUNT = String.raw`${Object.keys(NUMBER_WORDS).join("|")}|inget|inga|ingen|\d{1,2}`;
const CLAIM = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<count>${COUNT})(?![\d,.:/–-])(?:\s+av\s+(?:(?!${COUNT})[A-Za-zÀ-ÿ]+\s+){0,3}?(?<all>${COUNT}))?(?<between>(?:\s+(?!(?:${COUNT}|hälften|flertalet|merparten|samtliga|alla|varken)(?![A-Za-zÀ-ÿ]))[A-Za-zÀ-ÿ]+){0,6}?)\s+(?<status>${CLASSES.map(({ text }) => `(?:${text})`).join("|")})(?![A-Za-zÀ-ÿ])(?!\s+(?:${COUNT})(?![A-Za-zÀ-ÿ\d,.]))`, "giu");
const VERB_FIRST = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<verb>uppnås|nås|uppfylls|nåddes|uppnåddes)\s+(?<count>${Object.keys(NUMBER_WORDS).join("|")})(?=[,.]|\s+och)`, "giu");
/** "Når 12 av de 16 indikatorerna målvärdet". */
const REACH_FIRST = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:når|nådde|har\s+nått|uppnår|uppnådde|klarar|klarade)\s+(?<count>${COUNT})\s+av\s+(?:de\s+|nämndens\s+|våra\s+)?(?<all>${COUNT})\s+(?<what>[A-Za-zÀ-ÿ]+)\s+(?:sitt\s+|sina\s+)?mål[a-zà-ÿ]*`, "giu");
/** "Har nått fyra av sex mål". */
const REACHED_OF = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:nått|nådde|når|uppnått|uppnådde|uppnår|uppfyllt|uppfyllde|uppfyller)\s+(?<count>${COUNT})\s+av\s+(?:de\s+|sina\s+|nämndens\s+)?(?<all>${COUNT})\s+(?<what>mål(?:en)?)(?![A-Za-zÀ-ÿ])(?!\s+delvis)`, "giu");
const ONE_OF_EACH = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<count>${Object.keys(NUMBER_WORDS).join("|")})\s+(?:en|ett)\s+(?=mindre|lindrig|kännbar|allvarlig|försumbar)`, "giu");
/** "Samtliga fyra mål bedöms som uppfyllda". */
const ALL_ARE = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:samtliga|alla)\s+(?:[A-Za-zÀ-ÿ]+\s+)?(?<all>${Object.keys(NUMBER_WORDS).filter((word) => NUMBER_WORDS[word] !== "1").join("|")})\s+(?<what>[A-Za-zÀ-ÿ]{3,})\s+`, "giu");
const STARTS_WITH_COUNT = new RegExp(String.raw`^(?:${COUNT})(?![\d,.:/–-])(?:\s+av\s+(?:dem|dessa))?\s`, "iu");
const classOf = (status: string): StatusClass => CLASSES.find(({ text }) => new RegExp(`^(?:${text})$`, "iu").test(status))!.name;

/** Orders, measures and projects are each a table of their own, though their verdicts are alike. */
const isOfNoun = ({ head }: StatusTable, text: string, kind: string): boolean => kind !== "uppdrag" || KINDS.filter((one) => one.kind === kind).some(({ noun }) => wordsOf(text).filter((word) => noun.test(word)).some((word) => { const stem = noun.exec(word)![0]; return head.includes(fold(stem)); }));
/** Verdicts at the ends of lines, of a table that has kept only them. */
function lineTables(layout: Layout): StatusTable[] {
  return judgedLines(layout).flatMap(({ line, over, rows }): StatusTable[] => {
    const kind = KINDS.findLast(({ heading }) => fold(over).split(" ").some((word) => heading.test(word)))?.kind;
    const found = rows.map(({ verdict }) => CLASSES.find(({ cell }) => cell.test(fold(verdict)))?.name);
    if (!kind || found.includes(undefined)) return [];
    const counts = new Map<StatusClass, number>();
    for (const name of found) counts.set(name!, (counts.get(name!) ?? 0) + 1);
    return [{ head: fold(over), line, rows: rows.length, counts, kind }];
  });
}

/** Tables of one heading, each of its own goal, are together the table of all. */
function joined(tables: readonly StatusTable[]): StatusTable[] {
  return [...Map.groupBy(tables, ({ head, kind }) => `${kind} ${head}`).values()].flatMap((same): StatusTable[] => {
    const [first] = same;
    if (!first || same.length < 2 || !first.head) return [];
    const counts = new Map<StatusClass, number>();
    for (const { counts: own } of same) for (const [name, count] of own) counts.set(name, (counts.get(name) ?? 0) + count);
    return [{ ...first, rows: same.reduce((sum, { rows }) => sum + rows, 0), counts }];
  });
}

const wordsOf = (text: string): string[] => text.match(/[A-Za-zÀ-ÿ]+/gu) ?? [];
const kindOf = (text: string): StatusTable["kind"] | undefined => KINDS.find(({ noun }) => wordsOf(text).some((word) => noun.test(word)))?.kind;
const COUNTED = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<count>${COUNT})(?![\d,.:/–-])\s+(?:[A-Za-zÀ-ÿ]+\s+){0,2}?(?<what>[A-Za-zÀ-ÿ]+)`, "giu");
/** How many of a kind a sentence speaks of. */
const countBefore = (text: string, kind: string): number | null => {
  const found = [...text.matchAll(COUNTED)].find(({ groups }) => kindOf(groups!["what"]!) === kind);
  return found ? countOf(found.groups!["count"]!) : null;
};
/** "Tre av nämndens sex mål är uppfyllda, två delvis", where the table of goals has four. */
export function statusCountFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const every = statusTables(layout);
  const judged = every.filter(({ rows }) => rows >= FEWEST_ROWS);
  const single = [...judged, ...reachedTables(layout, judged), ...lineTables(layout)];
  const together = joined(every);
  const tables = [...single, ...together];
  if (!tables.length) return [];
  const aimed = [...new Set(checkedTargets(layout).map(({ table }) => table))];
  return sentences.flatMap((sentence, at): Finding[] => {
    const { inCell } = sentence;
    // "Av tolv mål uppnås sex": the number may stand after its verb; "tre en mindre avvikelse" is three of that.
    const text = sentence.text.replace(ALL_ARE, "$<all> av $<all> $<what> ").replace(VERB_FIRST, "$<count> $<verb>").replace(REACH_FIRST, "$<count> av de $<all> $<what> uppnås").replace(REACHED_OF, "$<count> av $<all> $<what> uppnås").replace(ONE_OF_EACH, "$<count> ");
    // "Tolv kontroller har gjorts. Åtta visar …": what is counted may be told in the sentence before.
    const before = sentences[at - 1];
    const counted = before && before.section === sentence.section && STARTS_WITH_COUNT.test(text) && kindOf(text) === undefined ? before.text : null;
    const kind = inCell ? undefined : kindOf(counted ?? text);
    if (!kind || /(?<![a-zà-ÿ])(?:förra|föregående|fjol|19\d\d|tidigare)|jämfört\s+med\s+[^.;,]{0,40}(?:19|20)\d\d/iu.test(text)) return [];
    // Those that are reached in full or in part are of two verdicts.
    if (/(?<![a-zà-ÿ])(?:helt\s+eller\s+delvis|delvis\s+eller\s+helt|(?:verkställ|genomför|avslut|uppfyll|slutför)[a-zà-ÿ]*\s+eller\s+(?:verkställ|genomför|avslut|uppfyll|slutför|pågå)[a-zà-ÿ]*)(?![a-zà-ÿ])/iu.test(text)) return [];
    const but = BUT.exec(text);
    if (but) {
      const [all, less] = [but.groups!["all"]!, but.groups!["but"]!].map(countOf) as [number, number];
      const of = tables.filter((table) => table.kind === kind && isOfNoun(table, counted ?? text, kind) && table.rows === all && table.counts.has("uppfyllt"));
      const right = of[0]?.counts.get("uppfyllt");
      if (of.length === 1 && right !== undefined && right !== all - less) return [{ code: "status-count", severity: "warning", line: lineAt(sentence, but.index), quote: text, expected: formatNumber(String(right)), message: `Texten säger alla utom ${but.groups!["but"]!.toLowerCase()} av ${all}, men ${right} av ${all} når sina mål i tabellen på rad ${of[0]!.line}.`, evidence: [] }];
      return [];
    }
    const some = /(?<![a-zà-ÿ])(?:delvis|till viss del)(?![a-zà-ÿ])/iu.test(text);
    const claims = [...text.matchAll(CLAIM)].map((match) => ({ match, count: countOf(match.groups!["count"]!), all: match.groups!["all"] ? countOf(match.groups!["all"]) : null, name: classOf(match.groups!["status"]!) }));
    const all = claims.find((claim) => claim.all !== null)?.all ?? (counted === null ? (/^av\s/iu.test(text) ? countBefore(text, kind) : null) : countBefore(counted, kind));
    const total = claims.length > 1 ? claims.reduce((sum, { count }) => sum + count, 0) : null;
    // Which table is meant is known by how many there are of them in all.
    // Where something is reached in part, a table of targets only does not tell it.
    const fitting = (some ? [...judged, ...together] : tables).filter((table) => table.kind === kind && isOfNoun(table, counted ?? text, kind) && (table.rows === all || (all === null && table.rows === total)));
    // The table that stands right over the sentence goes before those of other parts.
    const over = fitting.findLast(({ line }) => line > sentence.section.line && line < sentence.line);
    const meant = over ? [over] : fitting;
    const [table] = meant;
    // Right over the sentence stands another table with targets, of which nobody knows which way is better.
    const nearer = aimed.some((line) => line > sentence.section.line && line < sentence.line && line > (over?.line ?? 0) && !tables.some((one) => one.line === line));
    if (!table || meant.length > 1 || nearer) return [];
    return claims.flatMap(({ count, match, name }): Finding[] => {
      if (/^ing(?:a|en)\s+eller(?![a-zà-ÿ])/iu.test(match[0].trim())) return [];
      // "Ingen avvikelse alls" is not all that is graded as none or negligible.
      if (name === "försumbar" && table.graded && !/försumbar|utan/iu.test(text)) return [];
      // What nothing in the table is judged by is told of something else: "två har förbättrats utan att nå målet".
      if (!FAMILIES.some((family) => family.includes(name) && family.some((one) => table.counts.has(one)))) return [];
      const right = table.counts.get(name) ?? 0;
      // Where a class is not told apart from another in the text, only the whole sentence can be wrong.
      // "Två pågår enligt plan och ett med avvikelse": those of one class are told together.
      if (right === count || right === claims.filter((claim) => claim.name === name).reduce((sum, claim) => sum + claim.count, 0) || (claims.length === 1 && all === null)) return [];
      return [{ code: "status-count", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(String(right)), message: `Texten säger ${sentence.text.includes(match[0].trim()) ? `»${match[0].trim()}«` : `${count} »${match.groups!["status"]}«`}, men tabellen på rad ${table.line} har ${right} av ${table.rows}.`, evidence: [] }];
    }).slice(0, 1);
  });
}
