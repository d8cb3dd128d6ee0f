import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Året", "", ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));

test.each([
  ["Lånen får uppgå till 900 mkr. Utestående lån var 845 mkr. Det kvarvarande utrymmet är således 55 mkr.", []],
  ["Lånen får uppgå till 900 mkr. Utestående lån var 845 mkr. Det kvarvarande utrymmet är således 45 mkr.", ["warning level-change 55"]],
  ["Tillsynsplanen omfattade 120 kontroller. Inspektörerna hann med 96 av dessa. Genomförandegraden blev därmed 80 procent.", []],
  ["Tillsynsplanen omfattade 120 kontroller. Inspektörerna hann med 96 av dessa. Genomförandegraden blev därmed 86 procent.", ["warning told-share 80 %"]],
  ["På skolorna tjänstgjorde 215 lärare. Av dem hade 172 behörighet, medan 43 saknade den. Det innebär att 20 procent saknar behörighet.", []],
  ["På skolorna tjänstgjorde 215 lärare. Av dem hade 172 behörighet, medan 43 saknade den. Det innebär att 25 procent saknar behörighet.", ["warning told-share 20 %"]],
  ["Nämnden köpte 2 480 dygn. Notan slutade på 15,5 mkr. I genomsnitt betalade nämnden 6 250 kronor per dygn.", []],
  ["Nämnden köpte 2 480 dygn. Notan slutade på 15,5 mkr. I genomsnitt betalade nämnden 6 520 kronor per dygn.", ["warning told-share 6 250"]],
  ["Nämnden ersätter utförare med 400 kronor per timme. Nivån är 4 125 timmar i månaden, vilket kostar 18,9 mkr på ett år.", ["warning told-share 19,8"]],
  ["Ärendena har mer än fördubblats på tre år, från 19 stycken 2018 till 43 stycken 2021.", []],
  ["Ärendena har mer än halverats på tre år, från 19 stycken 2018 till 43 stycken 2021.", ["warning told-way ökat"]],
])("%s", (text, told) => expect(found(text)).toEqual(told));

test("key figures that all define alike are those of the balance sheet", () => {
  const solidity = (share: string): string[] => found("mkr\t2023-12-31\t2022-12-31", "Anläggningstillgångar\t1 655,8\t1 502,1", "Omsättningstillgångar\t284,4\t301,3", "Summa tillgångar\t1 940,2\t1 803,4", "Eget kapital\t812,6\t786,3", "", `Soliditeten uppgick vid årets slut till ${share} procent.`).filter((one) => one.includes("told-share"));
  expect(solidity("41,9")).toEqual([]);
  expect(solidity("43,6")).toEqual(["warning told-share 41,9 %"]);
});
