import { expect, test } from "vitest";
import type { Indicator } from "../indicators/indicator.ts";
import type { ToldFeedback } from "./feedback.ts";
import { declarationFault, feedbackOn, judgePromises, monthTold, paragraphsOf, promisesKept, type ServicePromise } from "./service-declaration.ts";

test("what is on the web is decided and has a text", () => {
  const field = (row: Readonly<Record<string, string>>) => declarationFault(row)?.field ?? null;
  expect([field({ published: "yes" }), field({ published: "yes", decided: "2017-12-12" }), field({ published: "yes", decided: "2017-12-12", body: "Du får råd." }), field({ published: "no" })]).toEqual(["decided", "body", null, null]);
  expect(paragraphsOf("Ett stycke.\nSamma.\n\n  \nEtt till.\n")).toEqual(["Ett stycke.\nSamma.", "Ett till."]);
});
const measure = (id: number, value: string | null, target: string | null): Indicator =>
  ({ id, committeeId: 1, name: "Svarstid", group: null, unit: "dagar", frequency: "month", aggregation: "mean", better: "lower", margin: null, decimals: 0, baselines: [], origin: 1, values: value === null ? [] : [{ period: "2026-01-01", value, missingReason: null, preliminary: false, comment: null, origin: 1, version: 1 }], targets: target === null ? [] : [{ year: 2026, amount: target, direction: null, stated: target, origin: 1, version: 1 }] }) as unknown as Indicator;
const promise = (id: number, indicatorId: number | null): ServicePromise => ({ id, declarationId: 1, promise: `Löfte ${id}`, indicatorId, published: "no", version: 1 });
test("a promise is kept where its measure reaches its target; without measure, value or target nobody can say, and none of those is counted as kept", () => {
  const judged = judgePromises([promise(1, 1), promise(2, 2), promise(3, 3), promise(4, 4), promise(5, null), promise(6, 99)], [measure(1, "3", "3"), measure(2, "4", "3"), measure(3, null, "3"), measure(4, "3", null)], 2026, 1);
  expect(judged.map(({ judgement }) => judgement?.light ?? null)).toEqual(["green", "red", null, null, null, null]);
  expect(promisesKept(judged)).toEqual({ promises: 6, told: 2, kept: 1 });
});
test("a year is told of by its last month, or its last whole one while it goes on", () => {
  expect([monthTold(2025, "2026-03-05"), monthTold(2026, "2026-03-05"), monthTold(2026, "2026-01-05"), monthTold(2027, "2026-03-05")]).toEqual([12, 2, null, null]);
  expect(judgePromises([promise(1, 1)], [measure(1, "3", "3")], 2026, null)[0]!.judgement).toBeNull();
});
test("feedback on a service is that of its unit and its subject; of a service that names neither any could be, and none is counted", () => {
  const told = (unitId: number | null, subject: ToldFeedback["subject"], receivedOn = "2026-02-03"): ToldFeedback => ({ kind: "complaint", receivedOn, subject, unitId, wantsAnswer: "yes", answeredOn: null, learned: false, closed: false });
  const all = [told(1, "time"), told(1, "treatment"), told(2, "time"), told(1, "time", "2025-12-31")];
  const count = (unitId: number | null, feedbackSubject: "time" | null) => feedbackOn({ unitId, feedbackSubject, year: 2026 }, all)?.count ?? null;
  expect([count(1, null), count(1, "time"), count(null, "time"), count(null, null)]).toEqual([2, 1, 2, null]);
});
