import { fold, isHeading, isParagraph, isTable, type Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { checkedTargets, isReached, type CheckedTarget } from "./target-status.ts";

/** How far a goal has come, right beside its measures: "Bedömning 2024: Uppfyllt", "Målet uppfylls i år". */
const VERDICT = /^(?:(?:samlad\s+)?bedömning(?:en)?(?:\s+(?:av\s+målet|(?:19|20)\d\d))?\s*:\s*|måluppfyllelse\s*:\s*)?(?:målet\s+(?:är\s+|bedöms\s+(?:som\s+)?|bedöms\s+vara\s+)?)?(?<verdict>(?:ej|inte|delvis|helt)\s+(?:uppfyllt|uppnått)|uppfyll[ts]|uppnå(?:tt|s)|nås)(?<after>\s+(?:inte|ej|delvis|till stor del|till viss del|i år|helt))?(?=[\s.]|$)/iu;
const LABELLED = /^(?:samlad\s+)?(?:bedömning|måluppfyllelse)/iu;
/** So many blocks from a table of measures the goal's own verdict may stand. */
const NEAR = 4;
const FEWEST = 2;
/** The rule that a goal is reached when all its measures are. */
const ALL_OF_THEM = /(?:uppfyll|uppnå)[a-zà-ÿ]*(?:\s+i\s+år)?(?:\s*:\s*|,?\s+(?:när|om|då)\s+|,?\s+(?:vilket\s+)?(?:[a-zà-ÿ]+\s+){0,4}kräv(?:er|s)\s+(?:det\s+)?att\s+)(?:samtliga|alla|båda)(?![a-zà-ÿ])|kräv(?:er|s)\s+(?:det\s+)?att\s+(?:samtliga|alla|båda)\s+(?:mått|indikator|målvärd)/iu;

interface GoalVerdict { readonly level: "reached" | "not"; readonly line: number; readonly quote: string }
function verdictOf(text: string, line: number): GoalVerdict | null {
  const { after, verdict } = VERDICT.exec(text.replace(/^[\s•*–●◆■▲○◦-]+/u, ""))?.groups ?? {};
  if (verdict === undefined) return null;
  const words = fold(`${verdict}${after ?? ""}`);
  if (/delvis|till (?:stor|viss) del/.test(words)) return null;
  return { level: /^(?:ej|inte) |(?: inte| ej)$/.test(words) ? "not" : "reached", line, quote: text.slice(0, 200) };
}

/** A goal that is said to be reached though most of its measures are not, or not though all of them are; all of them where the document says that so it is judged. */
export function goalMeasureFindings({ blocks, ...layout }: Layout): Finding[] {
  const targets = Map.groupBy(checkedTargets({ blocks, ...layout }), ({ table }) => table);
  const strict = blocks.some((block) => !isTable(block) && ALL_OF_THEM.test(block.text));
  return blocks.flatMap((block, at): Finding[] => {
    const rows: readonly CheckedTarget[] = isTable(block) ? (targets.get(block.line) ?? []) : [];
    if (!isTable(block) || block.rows.length - 1 < FEWEST) return [];
    // What has no target that can be read may be reached.
    const unknown = block.rows.length - 1 - rows.length;
    const from = blocks.slice(0, at).findLastIndex(isHeading);
    const after = blocks.findIndex((one, below) => below > at && (isHeading(one) || isTable(one)));
    const beside = [...blocks.slice(Math.max(from + 1, at - NEAR), at), // After the table, what says no name of its own may be the next goal's.
      ...blocks.slice(at + 1, Math.min(after < 0 ? blocks.length : after, at + 1 + NEAR)).filter((one) => !isTable(one) && LABELLED.test(one.text))].filter(isParagraph);
    const verdicts = beside.flatMap(({ line, text }) => verdictOf(text, line) ?? []);
    const [verdict] = verdicts;
    if (!verdict || verdicts.length > 1) return [];
    const reached = rows.filter(isReached).length;
    const wrong = verdict.level === "reached" ? (reached + unknown) * 2 < rows.length + unknown || (strict && reached < rows.length) : unknown === 0 && reached === rows.length;
    // Which way is better must be known of each.
    if (!wrong || (verdict.level === "reached" ? rows.filter((row) => !isReached(row)) : rows).some(({ said, target }) => said === null && Number(target) === 0)) return [];
    return [{ code: "target-status", severity: "warning", line: verdict.line, quote: verdict.quote, expected: verdict.level === "reached" ? "inte uppfyllt" : "uppfyllt", message: `Målet bedöms som ${verdict.level === "reached" ? "uppfyllt" : "inte uppfyllt"}, men ${reached} av ${rows.length} mått${unknown ? " som kan läsas" : ""} i tabellen på rad ${block.line} når sitt målvärde.`, evidence: rows.filter((row) => isReached(row) === (verdict.level === "not")).map(({ line, quote }) => ({ line, quote })) }];
  });
}
