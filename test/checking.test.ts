import { describe, expect, test } from "vitest";
import { checkDocument } from "../src/checking/check-document.ts";
import { readFile } from "../src/reading/file-adapter.ts";
import { corpusFile, HAS_CORPUS, SKIPPED } from "./corpus.ts";

async function findingsOf(number: string): Promise<string[]> {
  const { name, bytes } = corpusFile(number);
  const read = await readFile(name, bytes);
  if (!read.ok) throw new Error(read.failure.message);
  return checkDocument(read.value, 2026).map(({ code, line, severity }) => `${line} ${severity} ${code}`);
}

/** Each is a contradiction that stands there, found again by hand; rounding differences and all else are silent. */
describe.runIf(HAS_CORPUS)(`published documents contradict themselves where a person has seen that they do${SKIPPED}`, () => {
  test("a plan and budget (000)", async () => expect(await findingsOf("000")).toEqual(["290 warning table-change-turned", "296 error percent-is-amount", "299 warning table-change-turned"]));
  test("a plan and budget that lost its borders (002)", async () => expect(await findingsOf("002")).toEqual(["208 note part-missing", "210 note statements-differ", "214 note goal-unmeasured", "216 warning table-total", "218 warning statements-differ", "222 warning statements-differ", "224 warning told-slip", "232 warning count-listed"]));
  test("a plan and budget read from pictures (003)", async () => expect(await findingsOf("003")).toEqual([
    "686 warning told-differs", "707 warning statements-differ", "884 error act-number", "943 warning sum-told", "952 error unit-size", "969 note told-movement", "979 error row-total", "984 warning told-movement", "996 warning statements-differ", "1062 note told-movement", "1064 warning told-movement", "1087 note implied-price", "1089 warning told-movement", "1089 warning told-movement",
    "1105 note told-movement", "1107 warning told-movement", "1113 warning row-shifted", "1146 warning told-movement", "1148 warning told-movement", "1160 warning told-way", "1503 note part-missing",
  ]));
  test("an annual report inside a meeting's papers (004)", async () => {
    expect(await findingsOf("004")).toEqual([
      "60 warning diary-number", "197 note goal-control", "287 error table-difference-sign", "297 error table-difference-sign", "304 error table-difference-sign", "328 note two-spellings", "408 warning summary-mild",
      "430 warning grade-mild", "432 warning grade-mild", "435 note two-spellings", "468 error care-days", "473 note small-counts", "509 error care-days", "510 error care-days", "511 error care-days", "551 error care-days",
      "552 error care-days", "579 error care-days", "580 error care-days", "635 warning same-series", "642 warning same-series", "773 error act-number", "829 error other-period", "931 note two-spellings",
      "1471 warning verdicts-differ", "1518 warning status-comment", "1564 warning two-statuses", "1565 warning status-comment", "1566 warning two-statuses", "1816 warning statements-differ", "1818 warning half-of",
    ]);
  });
});
