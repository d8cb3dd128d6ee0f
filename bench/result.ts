import fs from "node:fs";

/** One thing that was measured beside another, in one and the same run. */
export interface Result {
  readonly name: string;
  /** What it was measured on: "6000 measures", "1 M rows". */
  readonly size: string;
  readonly ours: number;
  /** The peer, or the bare limit; null where there is none. */
  readonly other: number | null;
  /** What the other is: "bare SQL". */
  readonly against: string;
  /** Ours by the other's; for speeds too, so that 1 is equal. */
  readonly ratio: number | null;
  readonly unit: string;
}
export type Bench = AsyncGenerator<Result>;
export interface Options {
  /** The sizes of the made-up municipality that are tried, smallest first; 0.01, 0.1 and 1 where nothing else is asked for. */
  readonly sizes: readonly number[];
  readonly rounds: number;
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
export const percentile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
const rounded = (value: number): number => Number(value.toPrecision(4));
export const result = (name: string, size: string, unit: string, ours: number, against = "", other: number | null = null): Result => ({ name, size, ours: rounded(ours), other: other === null ? null : rounded(other), against, ratio: other === null ? null : rounded(ours / other), unit });

/** What memory a process holds now, MB. */
export const memoryOf = (pid: number): number => Math.round(Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
export const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
/** Times two ways turn by turn, so that both meet the same machine; ms, the middle of the rounds after one that is not counted. */
export async function pair(rounds: number, ours: () => unknown, other: () => unknown): Promise<readonly [number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2;
    for (const which of [first, 1 - first] as const) {
      const ms = await timed(which === 0 ? ours : other);
      if (round > 0) times[which as 0 | 1].push(ms);
    }
  }
  return [median(times[0]), median(times[1])];
}

/** How much more each size costs than the one before, against how much more there is of it. */
export function growth(name: string, sizes: readonly number[], values: readonly number[], labels: readonly string[] = sizes.map(String)): Result[] {
  return values.slice(1).map((value, index) => result(`${name}, growth`, `${labels[index]} → ${labels[index + 1]}`, "times", value / values[index]!, "times the data", sizes[index + 1]! / sizes[index]!));
}
