import { describe, expect, test } from "vitest";
import { compare, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { frameFault, frameYears, missingPopulations, type FrameStepInput, type FrameStepKind } from "./frame.ts";

/** Steps as a budget officer writes them, a line each: "index Uppräkning 2 1 1". A dash is no step that year. */
const steps = (text: string): FrameStepInput[] => text.trim().split("\n").map((line) => { const [kind = "", label = "", ...values] = line.trim().split(/\s+/); return { kind: kind as FrameStepKind, label, values: values.map((value) => (value === "-" ? null : value)), note: null }; });
const told = (opening: string, text: string, population: (string | null)[] = []) =>
  frameYears({ opening, population, steps: steps(text) }, 2023).map(({ closing, steps: own, year }) => `${year}: ${own.map(({ amount, label }) => `${label} ${amount}`).join(", ")} = ${closing}`);

describe("a frame", () => {
  test("is the year before's, step by step, for three years, each beginning where the last ended", () =>
    expect(told("226200000", `
      index Uppräkning 2 1 1
      amount Prioriteringar 1500000 - -
      index Effektivisering -1.53 - -
    `)).toEqual([
      "2023: Uppräkning 4524000.00, Prioriteringar 1500000, Effektivisering -3460860.00 = 228763140",
      "2024: Uppräkning 2287631.40 = 231050771.4",
      "2025: Uppräkning 2310507.71 = 233361279.11",
    ]));
  test("may have a step that is reckoned on what it has become", () => expect(told("100", "index A 10 - -\nrunning B 10 - -")[0]).toBe("2023: A 10.00, B 11.00 = 121"));
  test("is compensated for a share of the population's growth", () => expect(told("1000000", "volume Volym 75 75 -", ["80000", "81000", "81000"])).toEqual(["2023: Volym 9375.00 = 1009375", "2024: Volym 0.00 = 1009375", "2025:  = 1009375"]));
  test("is not guessed where the population is not told, and the years that lack it are named", () => {
    const own = { population: ["80000", null, "82000"], steps: steps("volume Volym 75 75 75") };
    expect(frameYears({ opening: "100", ...own }, 2023).map(({ closing }) => closing)).toEqual(["100", "100", "100"]);
    expect(missingPopulations(own)).toEqual([0, 1, 2]);
  });
  test("is its opening and its steps, exactly, whatever they are", () => {
    const random = numbers(11);
    const kinds = ["index", "running", "volume", "amount"] as const;
    for (let round = 0; round < 200; round++) {
      const own = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, index): FrameStepInput => { const kind = kinds[Math.floor(random() * 4)]!; return { kind, label: `S${index}`, note: null, values: [0, 1, 2].map(() => (random() < 0.2 ? null : kind === "amount" ? ((random() - 0.5) * 1e7).toFixed(2) : ((random() - 0.4) * 6).toFixed(2))) }; });
      const opening = (random() * 5e8).toFixed(2);
      const years = frameYears({ opening, population: [0, 1, 2, 3].map(() => String(50_000 + Math.floor(random() * 5000))), steps: own }, 2023);
      for (const [at, { closing, opening: start, steps: amounts }] of years.entries()) {
        expect(compare(closing, sum([start, ...amounts.map(({ amount }) => amount)]))).toBe(0);
        expect(start).toBe(at === 0 ? opening : years[at - 1]!.closing);
      }
    }
  });
});

describe("a frame is not kept that", () => {
  const input = (text: string, more: object = {}) => ({ name: "Förslag", opening: "100", population: [null, null, null, null], steps: steps(text), ...more });
  test("has no name, an opening below nothing, or a step that cannot be read", () => {
    expect(frameFault(input("index A 1 1 1"))).toBeNull();
    expect(frameFault(input("index A 1 1 1", { name: " " }))?.message).toBe("Skriv vad ramen heter, högst 80 tecken.");
    expect(frameFault(input("index A 1 1 1", { opening: "-5" }))?.message).toBe("Skriv den ingående ramen i kronor, utan minus.");
    expect(frameFault(input("index A två 1 1"))?.message).toBe("Steg 1: »två« är inget tal.");
    expect(frameFault(input("index A 1500000 1 1"))?.message).toBe("Steg 1: skriv procent, inte kronor.");
    expect(frameFault(input("index A 1 1 1", { population: ["1,5", null, null, null] }))?.message).toBe("Skriv befolkningen som ett helt tal.");
  });
});
