import { fold, type Layout } from "./layout.ts";
import type { ReadGoal } from "./reading.ts";
import { readScannedIndicators, type NumberedLine } from "./scanned-indicators.ts";

const INDICATORS = /(malets|kontorets|namndens) indikatorer/;
const COUNCIL_GOAL = /^(?:KF[ -]?)?M[aåä]l (\d{1,2})\s*:\s*(.+)$/i;
const AREA = /^M[aåä]lomr[aåä]de\s*:\s*(.+)$/i;
const END = /^(uppf\p{L}*l\p{L}*ning|mal ?omrade|kf mal|indikatorn avser|in\p{L}{3,6}nde v\p{L}rde saknas|relaterade program|kontoret foljer|fokusomr|namnden$)/u;
const TABLE_HEADING = /^(rikt?v\p{L}*|ing\p{L}nde|v.rde|kalla|\d{4}|namnd\b|n\S{2,5}d$)/iu;
const GOAL_NUMBER = /^(n\S{2,6}d-?\s*)?m[aåä]l\s+(\d+\.\d+)$/i;

/**
 * Finds goals and their indicators in a scanned plan, where tables have fallen apart into lines: the text over an
 * indicator table is the goal, the council goal above it is its parent. All of it is unsure.
 */
export function readScannedGoals(layout: Layout): ReadGoal[] {
  const lines = layout.lines.map((text, index) => ({ text: text.trim(), line: index + 1 }));
  const goals: ReadGoal[] = [];
  let council: (ReadGoal & { number: string }) | null = null;
  const empty = { parent: null, assessment: null, comment: null, activities: [], measures: [], indicators: [], sure: false };

  lines.forEach(({ text, line }, index) => {
    const area = AREA.exec(text);
    if (area && text.length < 90) {
      goals.push({ ...empty, text: area[1]!, level: "Målområde", line });
      council = null;
    }
    const match = COUNCIL_GOAL.exec(text);
    if (match && match[2]!.length > 15) {
      const rest = continuation(lines, index);
      const goal = {
        ...empty, text: [match[2]!, ...rest].join(" "), level: "Kommunfullmäktiges mål",
        parent: goals.findLast((other) => other.level === "Målområde")?.text ?? null, line,
      };
      goals.push(goal);
      council = { ...goal, number: match[1]! };
      return;
    }
    if (!INDICATORS.test(fold(text)) || text.length > 110) return;
    const region = regionAfter(lines, index);
    const years = targetYears(lines.slice(Math.max(0, index - 10), index + 14));
    const indicators = readScannedIndicators(region, years);
    const goal = goalTextBefore(lines, index) ?? goalTextAfter(region);
    if (!goal) return;
    const number = lines.slice(Math.max(0, index - 14), index).map((other) => /m[aåä]l\s+(\d+)\.\d+$/i.exec(other.text)?.[1]).findLast(Boolean);
    const parent = council && (!number || number === council.number) ? council.text : null;
    goals.push({ ...empty, ...goal, level: "Nämndmål", parent, indicators });
  });
  return goals;
}

const HEADING_WORDS = /\p{L}*v.{1,2}rd\p{L}*|rikt\p{L}*|k.lla|namndmalets|kontorets|indikatorer|ing\p{L}*/giu;

/** The years over the target columns: they stand alone or among heading words, never in a name or a note. */
function targetYears(lines: readonly NumberedLine[]): string[] {
  const heading = lines.filter(({ text }) => /^[\s|\d‘']*$/.test(text.replace(HEADING_WORDS, "")));
  return [...new Set(heading.flatMap(({ text }) => text.match(/(?<!\d)20\d\d(?!\d)/g) ?? []))].sort().slice(0, 3);
}

function continuation(lines: readonly NumberedLine[], index: number): string[] {
  const rest: string[] = [];
  const capital = /^\p{Lu}/u;
  for (const [offset, { text }] of lines.slice(index + 1, index + 5).entries()) {
    if (!text) {
      if (offset > 0 && !lines[index + offset + 2]?.text) break;
      continue;
    }
    if (capital.test(text)) break;
    rest.push(text);
  }
  return rest;
}

function regionAfter(lines: readonly NumberedLine[], index: number): NumberedLine[] {
  const region: NumberedLine[] = [];
  for (const { text, line } of lines.slice(index, index + 45)) {
    const bare = fold(text.replace(/^[*"\s]+/, ""));
    if (region.length > 0 && END.test(bare)) break;
    const clean = region.length === 0 ? text.replace(/^.*?indikatorer\s*[‘'|]*/i, "") : text;
    if (clean) region.push({ text: clean, line });
    else if (region.length === 0) region.push({ text: "Riktvarde", line });
  }
  return region;
}

const NOISE = /^\W*\d{1,2} se bilaga|\|/i;

function goalTextBefore(lines: readonly NumberedLine[], index: number): { text: string; line: number } | null {
  let found: NumberedLine[] = [];
  for (let at = index - 1; at >= Math.max(0, index - 22); at--) {
    const { text, line } = lines[at]!;
    const heading = TABLE_HEADING.test(text) && text.length < 60 && !/\p{L}{3}.*\p{L}{3}.*\p{L}{3}.*\p{L}{3}/u.test(text);
    const skip = GOAL_NUMBER.test(text) || NOISE.test(text) || heading;
    if (text && !skip) {
      found.unshift({ text, line });
      continue;
    }
    const goal = asGoal(found);
    if (goal) return goal;
    if (!text) found = [];
  }
  return asGoal(found);
}

/** A goal is one short line or two, without the full stop of a sentence unless it says what shall be. */
function asGoal(lines: readonly NumberedLine[]): { text: string; line: number } | null {
  const [first] = lines;
  if (!first) return null;
  const text = lines.map((line) => line.text).join(" ").replace(/^N\S{2,6}d-\s*/, "").replace(/\s+m[aåä]l\s+\d+\.\d+$/i, "").trim();
  const fits = text.length >= 15 && text.length <= 220 && /\p{Ll}{3} \p{L}/u.test(text);
  return fits && (!text.endsWith('.') || / ska /.test(text)) ? { text, line: first.line } : null;
}

const goalTextAfter = (region: readonly NumberedLine[]): { text: string; line: number } | null => {
  const line = region.find(({ text }) => /verksamhet|namnd/i.test(text) && !/\d/.test(text) && text.length > 25);
  return line ? { text: line.text, line: line.line } : null;
};
