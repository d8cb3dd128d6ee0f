import { divide, isDecimal, isZero, multiply, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, formatSigned } from "../platform/swedish.ts";

/**
 * How a step changes a frame: by a share of the year's opening frame or of what it has become, by a share of the population's
 * growth, or by an amount (budgetpropositioner and municipal frame models; KL 11:5–6, the year and two more).
 */
export const FRAME_STEP_KINDS = {
  index: "% av ingående ram",
  running: "% av ramen så långt",
  volume: "% av befolkningstillväxten",
  amount: "kronor",
} as const;
export type FrameStepKind = keyof typeof FRAME_STEP_KINDS;
export const isFrameStepKind = (text: string): text is FrameStepKind => Object.hasOwn(FRAME_STEP_KINDS, text);

/** So many years a frame is set for. */
export const FRAME_YEARS = 3;

export interface FrameStepInput {
  readonly kind: FrameStepKind;
  readonly label: string;
  /** Per cent, or an amount in kronor, of each of the years; null where the step is none. */
  readonly values: readonly (Decimal | null)[];
  /** Why, and by which decision. */
  readonly note: string | null;
}
export interface FrameInput {
  readonly name: string;
  /** Last year's frame in kronor: what the committee may cost, net. */
  readonly opening: Decimal;
  /** The population of the year before the first, and of each of the years; null where it is not told. */
  readonly population: readonly (Decimal | null)[];
  readonly steps: readonly FrameStepInput[];
}
export interface FrameScenario extends FrameInput {
  readonly id: number;
  readonly committeeId: number;
  /** The first of the years. */
  readonly year: number;
  /** What the council decided, where this is what it decided: the day and the paragraph. */
  readonly decision: string | null;
  readonly version: number;
}

export interface FrameStepAmount {
  readonly label: string;
  /** How it was reckoned, in words. */
  readonly formula: string;
  /** Why, and by which decision. */
  readonly note: string | null;
  /** In kronor, with öre at most. */
  readonly amount: Decimal;
}
export interface FrameYear {
  readonly year: number;
  readonly opening: Decimal;
  readonly steps: readonly FrameStepAmount[];
  /** The opening frame and all steps, exactly. */
  readonly closing: Decimal;
}

const percentOf = (amount: Decimal, percent: Decimal): Decimal => round(divide(multiply(amount, percent), "100"), 2);
const percentText = (value: Decimal): string => `${formatSigned(value)} %`;

/** A chain of frames, year by year: each begins where the one before ended. A step is reckoned to whole öre, once; a frame is the sum of its steps. */
export function frameYears({ opening, population, steps }: Pick<FrameInput, "opening" | "population" | "steps">, firstYear: number): FrameYear[] {
  const years: FrameYear[] = [];
  for (let at = 0; at < FRAME_YEARS; at++) {
    const start = years.at(-1)?.closing ?? opening;
    let running = start;
    const own = steps.flatMap(({ kind, label, note, values }): FrameStepAmount[] => {
      const value = values[at] ?? null;
      if (value === null) return [];
      const step = stepAmount(kind, value, { start, running, before: population[at] ?? null, now: population[at + 1] ?? null });
      if (!step) return [];
      running = sum([running, step.amount]);
      return [{ label, note, ...step }];
    });
    years.push({ year: firstYear + at, opening: start, steps: own, closing: running });
  }
  return years;
}

interface StepGround {
  readonly start: Decimal;
  readonly running: Decimal;
  readonly before: Decimal | null;
  readonly now: Decimal | null;
}
function stepAmount(kind: FrameStepKind, value: Decimal, { before, now, running, start }: StepGround): Omit<FrameStepAmount, "label" | "note"> | null {
  switch (kind) {
    case "index": return { amount: percentOf(start, value), formula: `${percentText(value)} av ${formatNumber(start, 0)}` };
    case "running": return { amount: percentOf(running, value), formula: `${percentText(value)} av ${formatNumber(running, 0)}` };
    case "volume": {
      // Without both populations there is no growth to reckon with: nothing is guessed.
      if (before === null || now === null || isZero(before)) return null;
      const growth = divide(multiply(subtract(now, before), "100"), before);
      return { amount: round(divide(multiply(multiply(start, growth), value), "10000"), 2), formula: `${formatNumber(value)} % av befolkningens tillväxt (${formatSigned(round(growth, 2), 2)} %: ${formatNumber(before)} till ${formatNumber(now)}) på ${formatNumber(start, 0)}` };
    }
    case "amount": return { amount: value, formula: "belopp" };
  }
}

/** Volume steps of a year that have no populations to be reckoned by. */
export const missingPopulations = ({ population, steps }: Pick<FrameInput, "population" | "steps">): number[] =>
  Array.from({ length: FRAME_YEARS }, (_, at) => at).filter((at) => steps.some(({ kind, values }) => kind === "volume" && (values[at] ?? null) !== null) && ((population[at] ?? null) === null || (population[at + 1] ?? null) === null));

const LONGEST = { name: 80, label: 100, note: 500 } as const;
export const MOST_FRAME_STEPS = 40;
/** What makes a frame unfit to keep, in one sentence, and at which field; null where nothing does. */
export function frameFault({ name, opening, population, steps }: FrameInput): { readonly field: string; readonly message: string } | null {
  if (!name.trim() || name.length > LONGEST.name) return { field: "name", message: `Skriv vad ramen heter, högst ${LONGEST.name} tecken.` };
  if (!isDecimal(opening) || opening.startsWith("-")) return { field: "opening", message: "Skriv den ingående ramen i kronor, utan minus." };
  if (population.some((count) => count !== null && (!isDecimal(count) || !/^\d{1,9}$/.test(count)))) return { field: "population-0", message: "Skriv befolkningen som ett helt tal." };
  if (steps.length > MOST_FRAME_STEPS) return { field: "label-0", message: `En ram har högst ${MOST_FRAME_STEPS} steg.` };
  for (const [index, { kind, label, note, values }] of steps.entries()) {
    if (!label.trim() || label.length > LONGEST.label) return { field: `label-${index}`, message: `Steg ${index + 1}: skriv vad steget heter, högst ${LONGEST.label} tecken.` };
    if ((note?.length ?? 0) > LONGEST.note) return { field: `note-${index}`, message: `Steg ${index + 1}: anteckningen är längre än ${LONGEST.note} tecken.` };
    const wrong = values.findIndex((value) => value !== null && !isDecimal(value));
    if (wrong >= 0) return { field: `value-${index}-${wrong}`, message: `Steg ${index + 1}: »${values[wrong]}« är inget tal.` };
    if (kind !== "amount" && values.some((value) => value !== null && Math.abs(Number(value)) > 1000)) return { field: `value-${index}-0`, message: `Steg ${index + 1}: skriv procent, inte kronor.` };
  }
  return null;
}

/** The steps that frames are usually made of: what a new one begins with. Their values are each year's to say. */
export const USUAL_STEPS: readonly FrameStepInput[] = [
  { kind: "index", label: "Generell uppräkning", values: [null, null, null], note: null }, { kind: "volume", label: "Volymkompensation", values: [null, null, null], note: null }, { kind: "amount", label: "Politiska prioriteringar", values: [null, null, null], note: null },
  { kind: "amount", label: "Förändrade pensionskostnader", values: [null, null, null], note: null }, { kind: "index", label: "Effektiviseringskrav", values: [null, null, null], note: null },
];
