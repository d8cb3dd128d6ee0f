import { fold, isParagraph, type Block } from "./layout.ts";
import type { ReadGoal } from "./reading.ts";

const NUMBERED = /\b(Effektmål|Inriktningsmål|Nämndmål|Verksamhetsmål)\s+(\d{1,2}(?:\.\d{1,2})?)\s*:\s*/g;
const METHOD = /Mätmetod[^:]{0,40}:\s*(.+?)(?=\s(?:Redovisning|Effektmål|Mätmetod)\b|$)/g;

/**
 * Goals that are numbered in running text ("Effektmål 7: …"), with the method of measurement that follows.
 * One is a mention; two or more are a list of goals.
 */
export function readNumberedGoals(blocks: readonly Block[]): ReadGoal[] {
  const goals = new Map<string, ReadGoal & { measures: string[] }>();
  for (const block of blocks) {
    if (!isParagraph(block)) continue;
    for (const { text, line } of block.lines) {
      const marks = [...text.matchAll(NUMBERED)];
      marks.forEach((mark, index) => {
        const from = mark.index + mark[0].length;
        const section = text.slice(from, marks[index + 1]?.index ?? text.length);
        const wording = section.split(/\s(?=Mätmetod|Redovisning)/)[0]!.trim();
        const end = /^(.{20,260}?[.!])(?=\s|$)/.exec(wording)?.[1] ?? wording;
        if (end.length > 300 || !end) return;
        const sure = /[.]$/.test(end);
        const key = fold(end);
        const goal = goals.get(key) ?? {
          text: end.trim(), level: mark[1]!, parent: null, assessment: null, comment: null, activities: [], measures: [], indicators: [], line, sure,
        };
        goal.measures.push(...[...section.matchAll(METHOD)].map((method) => method[1]!.trim()).filter((method) => !goal.measures.includes(method)));
        goals.set(key, goal);
      });
    }
  }
  return goals.size >= 2 ? [...goals.values()] : [];
}
