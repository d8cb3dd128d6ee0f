import { describe, expect, test } from "vitest";
import { addSpans, lessSpan, meets, middleOf, percentSpan, spanOf } from "./shown-span.ts";

describe("a printed number stands for all that is rounded to it", () => {
  test("half of its last decimal each way", () => expect([spanOf("12.3"), spanOf("-1", 0), spanOf("9", 1)].map(({ high, low }) => `${low} ${high}`)).toEqual(["12.25 12.35", "-1.5 -0.5", "8.95 9.05"]));
  test("and so do sums and differences of them: each term brings its own", () => {
    const terms = ["3.6", "8.6", "25.9", "9.6"].map((term) => spanOf(term));
    expect(meets(addSpans(terms), spanOf("47.7"))).toBe(true);
    expect(meets(addSpans(terms), spanOf("48.0"))).toBe(false);
    expect(meets(lessSpan(spanOf("-204.4"), spanOf("-229.8")), spanOf("25.4"))).toBe(true);
  });
  test("a percentage of a rounded whole is a span too, and of what may be nothing there is none", () => {
    expect(meets(percentSpan(spanOf("1.5"), spanOf("202.9"))!, spanOf("0.7"))).toBe(true);
    expect(meets(percentSpan(spanOf("1.2"), spanOf("226.2"))!, spanOf("1.2"))).toBe(false);
    expect(percentSpan(spanOf("1"), spanOf("0.0"))).toBeNull();
    expect(Number(middleOf(percentSpan(spanOf("1.2"), spanOf("226.2"))!)).toFixed(2)).toBe("0.53");
  });
});
