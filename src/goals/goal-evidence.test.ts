import { expect, test } from "vitest";
import { saidOf } from "./goal-evidence.ts";

const value = (period: string, comment: string | null) => ({ period, value: "1", missingReason: null, preliminary: false, comment, origin: 1, version: 1 });
test("what was said of a measure's values is told up to the follow-up's month, the latest first, and of no other year", () => {
  const values = [value("2025-12-01", "förra året"), value("2026-02-01", "nytt system"), value("2026-03-01", null), value("2026-04-01", "två slutade"), value("2026-05-01", "senare")];
  expect(saidOf({ frequency: "month", values }, 2026, 4).map(({ comment }) => comment)).toEqual(["två slutade", "nytt system"]);
  expect(saidOf({ frequency: "quarter", values: [value("2026-01-01", "första"), value("2026-04-01", "andra")] }, 2026, 4).map(({ comment }) => comment)).toEqual(["första"]);
});
