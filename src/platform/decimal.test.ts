import Big from "big.js";
import { expect, test } from "vitest";
import { absolute, compare, divide, isZero, mean, multiply, percentChange, round, subtract, sum } from "./decimal.ts";

test("sums are exact where floating point is not", () => expect(sum(["0.1", "0.2", "-0.3"])).toBe("0"));
test("a percentage is of the size of what it is compared with, also for costs", () => expect(round(percentChange("-202.9", "-204.4")!, 1)).toBe("-0.7"));
test("there is no percentage of zero", () => expect(percentChange("0", "5")).toBeNull());
test("short whole numbers and long ones are counted with alike", () => {
  const [short, long, fraction] = ["999999999999", "9999999999999999999", "0.5"];
  expect([sum([short, short]), sum([long, "1"]), sum([short, fraction]), subtract("5", "7"), subtract(long, "-1"), sum([]), subtract("7", "7")]).toEqual(["1999999999998", "10000000000000000000", "999999999999.5", "-2", "10000000000000000000", "0", "0"]);
  expect([absolute("-7"), absolute("-7.50"), absolute(`-${long}`), round("-7", 0), round("7.50", 0), round("7", 2), isZero("-0.00"), isZero("0.01"), isZero("0")]).toEqual(["7", "7.50", long, "-7", "8", "7.00", true, false, true]);
});
test("sums of decimals are the same however they are counted", () => {
  let seed = 7;
  const drawn = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 2000; round++) {
    const values = Array.from({ length: drawn(9) }, () => { const decimals = drawn(5); return `${drawn(2) ? "-" : ""}${drawn(10 ** drawn(9))}${decimals ? `.${String(drawn(10 ** decimals)).padStart(decimals, "0")}` : ""}`; });
    const exact = values.reduce((total, value) => total.plus(value), new Big(0)).toFixed();
    expect([values, sum(values)]).toEqual([values, exact === "-0" ? "0" : exact]);
  }
});
test("there is no mean of nothing", () => expect(mean([])).toBeNull());
test("rounding goes half away from zero", () => expect([round("0.05", 1), round("-0.05", 1), round("0.25", 1)]).toEqual(["0.1", "-0.1", "0.3"]));
test("a difference keeps its decimals exact", () => expect(subtract("9.6", "8.3")).toBe("1.3"));
test("short and long numbers are told apart alike, to the last decimal", () => {
  expect([compare("0.1", "0.10"), compare("-0.1", "0"), compare("9", "10"), compare("123456789.012345", "123456789.012346"), compare("9007199254740993", "9007199254740992"), compare("0.30000000000000001", "0.3")]).toEqual([0, -1, -1, -1, 1, 1]);
});
test("products, quotients, differences and what is rounded are the same however they are counted", () => {
  let seed = 11;
  const drawn = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const value = () => { const decimals = drawn(5); return `${drawn(2) ? "-" : ""}${drawn(10 ** drawn(10))}${decimals ? `.${String(drawn(10 ** decimals)).padStart(decimals, "0")}` : ""}`; };
  const same = (exact: Big) => exact.toFixed().replace(/^-(0(?:\.0*)?)$/, "$1");
  for (let one = 0; one < 3000; one++) {
    const [a, b, decimals] = [value(), value(), drawn(5)];
    const told = [multiply(a, b), subtract(a, b), ...(isZero(b) ? [] : [divide(a, b)])].map((text) => text.replace(/^-(0(?:\.0*)?)$/, "$1"));
    expect([a, b, ...told]).toEqual([a, b, same(new Big(a).times(b)), same(new Big(a).minus(b)), ...(isZero(b) ? [] : [same(new Big(a).div(b))])]);
    expect([a, decimals, round(a, decimals)]).toEqual([a, decimals, new Big(a).toFixed(decimals, Big.roundHalfUp)]);
  }
});
test("nothing is divided by zero", () => expect(() => divide("1", "0")).toThrow());
