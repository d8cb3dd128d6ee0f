import { fold, isHeading, isParagraph, isTable, type Block, type Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { checkedTargets, isReached, type CheckedTarget } from "./target-status.ts";

/** How far a goal has come, right beside its measures: "Bedömning 2024: Uppfyllt", "Målet uppfylls i år". */
const VERDICT = /^(?:(?:samlad\s+)?bedömning(?:en)?(?:\s+(?:av\s+målet|(?:19|20)\d\d))?\s*:\s*|måluppfyllelse\s*:\s*)?(?:målet\s+(?:är\s+|bedöms\s+(?:som\s+)?|bedöms\s+(?:vara|bli)\s+)?)?(?<verdict>(?:ej|inte|delvis|helt)\s+(?:uppfyllt|uppnått)|uppfyll[ts]|uppnå(?:tt|s)|nås)(?<after>\s+(?:inte|ej|delvis|till stor del|till viss del|i år|helt))?(?=[\s.,]|$)/iu;
const LABELLED = /^(?:samlad\s+)?(?:bedömning|måluppfyllelse)/iu;
/** So many blocks from a table of measures the goal's own verdict may stand. */
const NEAR = 4;
const FEWEST = 2;
/** The rule that a goal is reached when all its measures are. */
const ALL_OF_THEM = /(?:uppfyll|uppnå)[a-zà-ÿ]*(?:\s+i\s+år)?(?:\s*:\s*|,?\s+(?:när|om|då)\s+|,?\s+(?:vilket\s+)?(?:[a-zà-ÿ]+\s+){0,4}kräv(?:er|s)\s+(?:det\s+)?att\s+)(?:samtliga|alla|båda)(?![a-zà-ÿ])|kräv(?:er|s)\s+(?:det\s+)?att\s+(?:samtliga|alla|båda)\s+(?:mått|indikator|målvärd)/iu;

const ALL_SAID = /(?<![a-zà-ÿ])(?:samtliga|alla|båda)\s+(?:[a-zà-ÿ]+\s+)?(?:mått|indikator|målvärd)/iu;

interface GoalVerdict { readonly level: "reached" | "not"; readonly line: number; readonly quote: string }
function verdictOf(text: string, line: number): GoalVerdict | null {
  const { after, verdict } = VERDICT.exec(text.replace(/^[\s•*–●◆■▲○◦-]+/u, ""))?.groups ?? {};
  if (verdict === undefined) return null;
  const words = fold(`${verdict}${after ?? ""}`);
  if (/delvis|till (?:stor|viss) del/.test(words)) return null;
  return { level: /^(?:ej|inte) |(?: inte| ej)$/.test(words) ? "not" : "reached", line, quote: text.slice(0, 200) };
}

/** A heading of something else, and no verdict that stands as one. */
const isOver = (block: Block): boolean => isHeading(block) && verdictOf(block.text, block.line) === null;

/** A verdict that its measures do not bear. @param readable what is said of those that could be read, where some could not. */
function contradicted({ level, line, quote }: GoalVerdict, who: string, rows: readonly CheckedTarget[], table: number, readable = ""): Finding {
  const [said, otherwise] = level === "reached" ? ["uppfyllt", "inte uppfyllt"] as const : ["inte uppfyllt", "uppfyllt"] as const;
  return {
    code: "target-status", severity: "warning", line, quote, expected: otherwise, message: `${who} bedöms som ${said}, men ${rows.filter(isReached).length} av ${rows.length} mått${readable} i tabellen på rad ${table} når sitt målvärde.`,
    evidence: rows.filter((row) => isReached(row) !== (level === "reached")).map((row) => ({ line: row.line, quote: row.quote })),
  };
}

const GOAL_HEADING = /^(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:nämnd|effekt|kommun)?mål\s+(?<number>\d{1,2})(?!\d)/iu;
/** Goals whose measures stand together in a table by the goals' numbers, and whose verdicts stand under headings with those. */
function numberedGoals({ blocks }: Layout, targets: ReadonlyMap<number, readonly CheckedTarget[]>, strict: boolean): Finding[] {
  const tables = blocks.flatMap((block) => (isTable(block) && /^(?:nämnd)?mål(?:\s+nr)?$/iu.test(block.rows[0]!.cells[0]?.trim() ?? "") && block.rows.slice(1).every(({ cells }) => !cells[0]?.trim() || /^\d{1,2}\.?$/.test(cells[0].trim())) ? [block] : []));
  const [table] = tables;
  if (!table || tables.length > 1 || !strict) return [];
  let heading: string | undefined;
  return blocks.flatMap((block): Finding[] => {
    if (isTable(block)) return [];
    const named = block.text.length <= 160 ? GOAL_HEADING.exec(block.text)?.groups!["number"] : undefined;
    if (named !== undefined) heading = named;
    else if (isOver(block)) heading = undefined;
    const verdict = heading === undefined || !LABELLED.test(block.text) ? null : verdictOf(block.text, block.line);
    if (verdict === null || heading === undefined) return [];
    const own = table.rows.slice(1).filter(({ cells }) => cells[0]?.trim().replace(".", "") === heading);
    const rows = (targets.get(table.line) ?? []).filter(({ line }) => own.some((row) => row.line === line));
    const reached = rows.filter(isReached).length;
    if (!rows.length || rows.length < own.length || (verdict.level === "reached" ? reached === rows.length : reached < rows.length)) return [];
    return [contradicted(verdict, `Mål ${heading}`, rows, table.line)];
  });
}

/** A goal that is said to be reached though most of its measures are not, or not though all of them are; all of them where the document says that so it is judged. */
export function goalMeasureFindings({ blocks, ...layout }: Layout): Finding[] {
  const targets = Map.groupBy(checkedTargets({ blocks, ...layout }), ({ table }) => table);
  const strict = blocks.some((block) => !isTable(block) && ALL_OF_THEM.test(block.text));
  return [...numberedGoals({ blocks, ...layout }, targets, strict), ...blocks.flatMap((block, at): Finding[] => {
    const rows: readonly CheckedTarget[] = isTable(block) ? (targets.get(block.line) ?? []) : [];
    if (!isTable(block) || block.rows.length - 1 < FEWEST) return [];
    // What has no target that can be read may be reached.
    const unknown = block.rows.length - 1 - rows.length;
    const from = blocks.slice(0, at).findLastIndex(isOver);
    const after = blocks.findIndex((one, below) => below > at && (isOver(one) || isTable(one)));
    const beside = [...blocks.slice(Math.max(from + 1, at - NEAR), at), // After the table, what says no name of its own may be the next goal's.
      ...blocks.slice(at + 1, Math.min(after < 0 ? blocks.length : after, at + 1 + NEAR)).filter((one) => !isTable(one) && LABELLED.test(one.text))].flatMap((one) => (isParagraph(one) || (isHeading(one) && LABELLED.test(one.text)) ? [{ line: one.line, text: one.text }] : []));
    const verdicts = beside.flatMap(({ line, text }) => verdictOf(text, line) ?? []);
    const [verdict] = verdicts;
    if (!verdict || verdicts.length > 1) return [];
    // What has not come so far yet may come there, unless all are said to be there.
    if (rows.some(({ isSoFar }) => isSoFar) && !ALL_SAID.test(verdict.quote)) return [];
    const reached = rows.filter(isReached).length;
    const wrong = verdict.level === "reached" ? (reached + unknown) * 2 < rows.length + unknown || ((strict || ALL_SAID.test(verdict.quote)) && reached < rows.length) : unknown === 0 && reached === rows.length;
    // Which way is better must be known of each.
    if (!wrong || (verdict.level === "reached" ? rows.filter((row) => !isReached(row)) : rows).some(({ said, target }) => said === null && Number(target) === 0)) return [];
    return [contradicted(verdict, "Målet", rows, block.line, unknown ? " som kan läsas" : "")];
  })];
}
