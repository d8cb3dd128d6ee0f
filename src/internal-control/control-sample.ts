/** A draw of rows from a list that somebody else keeps: only the rows' numbers are known here. */
export interface ControlSample {
  readonly id: number;
  readonly checkId: number;
  readonly month: number;
  readonly method: "sample" | "all";
  /** What list it was drawn from and how that is ordered. */
  readonly population: string;
  readonly populationSize: number;
  readonly sampleSize: number;
  readonly seed: string;
  /** The questions as they were when it was drawn. */
  readonly checklist: readonly string[];
  readonly actor: string;
  readonly drawnAt: string;
  readonly items: readonly ControlSampleItem[];
}
export interface ControlSampleItem {
  /** The row's number in the list, from 1. */
  readonly number: number;
  /** An answer for each question, in order. */
  readonly answers: readonly SampleAnswer[];
  readonly note: string | null;
  readonly version: number;
}
export const SAMPLE_ANSWERS = { y: "ja", n: "nej", x: "gäller inte", "-": "inte besvarad" } as const;
export type SampleAnswer = keyof typeof SAMPLE_ANSWERS;
export const LARGEST_POPULATION = 100_000;
export const LARGEST_SAMPLE = 500;

/** The question of a check that has no checklist of its own. */
export const ONLY_QUESTION = "Är det rätt?";

/**
 * Draws rows 1 to `populationSize`: each row's digest of "seed:number" (SHA-256, hexadecimal) is its place in the order,
 * and the first `sampleSize` are drawn. So the draw can be done again, by anyone with the seed, with any tool.
 */
export function drawRows(seed: string, populationSize: number, sampleSize: number, digest: (text: string) => string): number[] {
  return Array.from({ length: populationSize }, (_, index) => ({ number: index + 1, order: digest(`${seed}:${index + 1}`) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, sampleSize)
    .map(({ number }) => number)
    .sort((a, b) => a - b);
}

export type SampleState = "right" | "wrong" | "outside" | "open";
/** Wrong where any answer is no; right where all that apply are yes; outside where none applies; open while something is not answered. */
export function sampleStateOf({ answers }: Pick<ControlSampleItem, "answers">, questions: number): SampleState {
  const given = Array.from({ length: questions }, (_, index) => answers[index] ?? "-");
  if (given.includes("n")) return "wrong";
  if (given.includes("-")) return "open";
  return given.every((answer) => answer === "x") ? "outside" : "right";
}

export interface SampleTally {
  readonly checked: number;
  readonly correct: number;
  readonly open: number;
}
/** What a draw came to so far. What the questions do not apply to is not counted as checked. */
export function sampleTally({ checklist, items }: Pick<ControlSample, "checklist" | "items">): SampleTally {
  const states = items.map((item) => sampleStateOf(item, Math.max(1, checklist.length)));
  const count = (state: SampleState) => states.filter((one) => one === state).length;
  return { checked: count("right") + count("wrong"), correct: count("right"), open: count("open") };
}

/** How often each question was answered no, in order, of those that it applied to. */
export const faultsByQuestion = ({ checklist, items }: Pick<ControlSample, "checklist" | "items">): { question: string; faults: number; asked: number }[] =>
  (checklist.length ? checklist : [ONLY_QUESTION]).map((question, index) => ({
    question, faults: items.filter(({ answers }) => answers[index] === "n").length, asked: items.filter(({ answers }) => answers[index] === "n" || answers[index] === "y").length,
  }));

/** Whether a text has what looks like a personal identity number in it: that is not to be kept here. */
export const namesPerson = (text: string): boolean => /(?<!\d)(19|20)?\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01]|[67]\d|8\d|9[01])[-+ ]?\d{4}(?!\d)/.test(text);
