import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Året", "", ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));

test.each([
  ["Vid årets ingång pågick nio planer. Under året påbörjades fyra nya, medan fem antogs. Vid årets slut var sålunda åtta planer under arbete.", []],
  ["Vid årets ingång pågick nio planer. Under året påbörjades fyra nya, medan fem antogs. Vid årets slut var sålunda tio planer under arbete.", ["warning flow-stock 8"]],
  ["Samråd hölls den 7 februari–4 mars 2023. Förslaget var ute på granskning den 11 september–2 oktober 2023.", []],
  ["Samråd hölls den 7 februari–4 mars 2023. Förslaget var ute på granskning den 11 september–2 oktober 2022.", ["warning dates-turned –"]],
  ["Miljöenheten har besökt 90 fastigheter. Resultatet blev att 38 anläggningar dömdes ut. Knappt hälften av de inventerade avloppen behöver göras om.", []],
  ["Miljöenheten har besökt 90 fastigheter. Resultatet blev att 38 anläggningar dömdes ut. Mer än hälften av de inventerade avloppen behöver göras om.", ["warning told-share mindre än hälften"]],
  ["Jubileet var den 9 september 2023, då badhuset fyllde 25. Det invigdes 1998.", []],
  ["Jubileet var den 9 september 2023, då badhuset fyllde 30. Det invigdes 1998.", ["warning level-change 25"]],
  ["Avtalet gäller från och med den 1 juli 2023. Avtalstiden är två år, utan möjlighet till förlängning. Det löper följaktligen ut den 30 juni 2025.", []],
  ["Avtalet gäller från och med den 1 juli 2023. Avtalstiden är två år, utan möjlighet till förlängning. Det löper följaktligen ut den 30 juni 2026.", ["warning dates-turned 2025-06-30"]],
  ["Redovisningen avser fjärde kvartalet 2021. Under tiden 1 oktober–31 december kom det in 17 synpunkter.", []],
  ["Redovisningen avser tredje kvartalet 2021. Under tiden 1 oktober–31 december kom det in 17 synpunkter.", ["warning other-period fjärde kvartalet"]],
])("%s", (text, told) => expect(found(text)).toEqual(told));

test("a row of years in one line goes the way that is told of it", () => {
  const row = (word: string): string[] => found("Antal anmälningar per år", "2018: 612 2019: 655 2020: 701 2021: 768", "", `Anmälningarna har ${word} för tredje året i rad.`);
  expect(row("ökat")).toEqual([]);
  expect(row("minskat")).toEqual(["warning told-way ökat"]);
});
test("votes are no more than those who serve", () => {
  const votes = (no: string): string[] => found("Närvarande: elva tjänstgörande ledamöter.", "", `Med 7 ja-röster mot ${no} nej-röster bifalls förslaget.`);
  expect(votes("4")).toEqual([]);
  expect(votes("5")).toEqual(["warning count-listed högst 11"]);
});
test("what one sentence says the next takes up as that", () => {
  expect(found("Verksamheten redovisar en positiv avvikelse mot budget med 3,5 mkr.", "Den positiva prognosen beror på vakanser.")).toEqual([]);
  expect(found("Verksamheten redovisar en negativ avvikelse mot budget med 3,5 mkr.", "Den positiva prognosen beror på vakanser.")).toEqual(["warning statements-differ –"]);
});
