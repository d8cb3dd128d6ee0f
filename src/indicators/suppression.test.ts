import { describe, expect, test } from "vitest";
import type { Indicator } from "./indicator.ts";
import { forPublication, hasTotal } from "./suppression.ts";

const measure = (id: number, suppressUnder: number | null, ...values: (string | null)[]) =>
  ({ id, suppressUnder, values: values.map((value, month) => ({ period: `2026-0${month + 1}-01`, value, comment: "två syskon" })) }) as unknown as Indicator;
const told = (indicators: readonly Indicator[]) => indicators.map(({ values }) => values.map(({ suppressed, value }) => suppressed ?? value));

describe("small counts in what is published", () => {
  test("under the threshold are taken away, with what was said of them", () => {
    const [own] = forPublication([measure(1, 5, "4", "5", "0", null, "12")], []);
    expect(told([own!])).toEqual([["small", "5", "small", null, "12"]]);
    expect(own!.values[0]!.comment).toBeNull();
  });
  test("stay where the measure has no threshold", () => expect(told(forPublication([measure(1, null, "1")], []))).toEqual([["1"]]));
  test("leave a year without a total, which would give them away", () => {
    const [own] = forPublication([measure(1, 5, "4", "9")], []);
    expect([hasTotal(own!, 2026), hasTotal(own!, 2025)]).toEqual([false, true]);
  });
  const parts = [{ indicatorId: 2, kind: "part-of", otherId: 1 }, { indicatorId: 3, kind: "part-of", otherId: 1 }] as const;
  test("are not given back by a whole and its other part", () => expect(told(forPublication([measure(1, null, "20"), measure(2, 5, "3"), measure(3, 5, "17")], parts))).toEqual([["20"], ["small"], ["beside"]]));
  test("need nothing more where two parts are away, or the whole is", () => {
    expect(told(forPublication([measure(1, null, "25"), measure(2, 5, "3"), measure(3, 5, "2"), measure(4, 5, "20")], [...parts, { indicatorId: 4, kind: "part-of", otherId: 1 }]))).toEqual([["25"], ["small"], ["small"], ["20"]]);
    expect(told(forPublication([measure(1, 5, "4"), measure(2, null, "1"), measure(3, 5, "3")], parts))).toEqual([["small"], ["1"], ["small"]]);
  });
});
