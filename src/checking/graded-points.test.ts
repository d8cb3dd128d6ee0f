import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));
const graded = (psychiatry: string, count: string, said = "fungerande"): string[] => found("## Uppföljning", "", `${count} punkter har bedömts som fungerande.`, "", `Samverkan med regionens psykiatri har bedömts som ${said}.`, "", "Område\tBedömning\tKommentar", `1.1 Samverkan med regionens psykiatri\t${psychiatry}\tRegelbundna möten hålls.`, "1.2 Aktivering för de boende\tFungerande\tAktiviteter erbjuds varje vecka.", "1.3 Kontaktmannaskap och kontinuitet\tMycket väl fungerande\tAlla har en kontaktperson.", "1.4 Individanpassning av stödet\tMycket väl fungerande\tPlaner finns.");

test("a point is graded as the text says, and as many are graded so", () => {
  expect(graded("Fungerande", "Två")).toEqual([]);
  expect(graded("Fungerande", "Tre")).toEqual(["warning status-count 2"]);
  expect(graded("Mycket väl fungerande", "En")).toEqual(["warning verdicts-differ mycket val fungerande"]);
  expect(graded("Fungerande", "Två", "bristfällig")).toEqual(["warning verdicts-differ fungerande"]);
});
test("one assignment is done here and goes on there", () => {
  const task = (status: string): string[] => found("## Sammanfattning", "", "Fullmäktige beslutade om ett uppdrag för nämnden. Uppdraget är slutfört.", "", "## Uppdrag", "", `- ${status}`);
  expect(task("Uppdraget är slutfört.")).toEqual([]);
  expect(task("Uppdraget pågår enligt plan.")).toEqual(["warning two-statuses Uppdraget är slutfört."]);
});
test("the same comment has the same status in other rows", () => {
  const rows = (status: string): string[] => found("## Åtgärder", "", "Varje månad\tStatus\tKommentar", "Museibesök\tPågår med avvikelse\tPå grund av pandemin", "Studiebesök\tPågår med avvikelse\tPå grund av pandemin", "Handledning\tPågår med avvikelse\tPå grund av pandemin", `Matlag\t${status}\tPå grund av pandemin`);
  expect(rows("Pågår med avvikelse")).toEqual([]);
  expect(rows("Pågår")).toEqual(["warning status-comment –"]);
});
test("all goals are reached, and one of them has a line of its own that says in part", () => {
  const goals = (last: string): string[] => found("## Sammanfattning", "", "Samtliga mål bedöms som uppfyllda.", "", "## Stöd", "", "- Målet uppfylls i år", "", "Vi har gjort mycket.", "", "## Skydd", "", `- ${last}`, "", "Vi har gjort mer.");
  expect(goals("Målet uppfylls i år")).toEqual([]);
  expect(goals("Målet uppfylls delvis i år")).toEqual(["warning verdicts-differ –"]);
});
