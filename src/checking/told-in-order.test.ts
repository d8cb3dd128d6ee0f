import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Avtal", "", ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));

test.each([
  ["Förbundets styrelse beslutade den 14 oktober 2021 att rekommendera kommunerna i länet att anta överenskommelsen.", "Förbundets styrelse beslutade 2021-10-14 att rekommendera kommunerna i länet att anta överenskommelsen.", []],
  ["Förbundets styrelse beslutade den 4 oktober 2021 att rekommendera kommunerna i länet att anta överenskommelsen.", "Förbundets styrelse beslutade 2021-10-14 att rekommendera kommunerna i länet att anta överenskommelsen.", ["warning statements-differ 2021-10-04"]],
  ["Fullmäktige beslutade den 12 juni 2021 att för sin del anta detaljplanen för kvarteret Kvarnen.", "Fullmäktige beslutade den 9 oktober 2021 att för sin del anta detaljplanen för kvarteret Sågen.", []],
  ["Den 1 juli 2019 trädde den nya lagen om tobak och liknande produkter (LTLP) i kraft.", "Den 1 juni 2019 började LTLP att gälla.", ["warning statements-differ 2019-07-01"]],
  ["Digitaliseringsstrategi 2019-2022 är känd av alla.", "Arbetet följer Digitaliseringsstrategi 2019-2024 i alla delar.", ["warning statements-differ Digitaliseringsstrategi 2019-2022"]],
  ["Digitaliseringsstrategi 2019-2022 har förlängts.", "Arbetet följer Digitaliseringsstrategi 2019-2024 i alla delar.", []],
])("%s %s", (one, other, told) => expect(found(one, "", other)).toEqual(told));

test.each([
  ["Nämnden beslutade 2016-06-14 att teckna nytt avtal om driften. Avtalet trädde i kraft 2017-03-01.", []],
  ["Nämnden beslutade 2018-06-14 att teckna nytt avtal om driften. Avtalet trädde i kraft 2017-03-01.", ["warning dates-turned –"]],
  ["Nämnden beslutade 2018-06-14 att teckna nytt avtal om driften. Det ersatte det avtal som trädde i kraft 2014-03-01.", []],
  ["I mars 2021 presenterades utredningen. Utredningen tillsattes i april 2020.", []],
  ["I mars 2021 presenterades utredningen. Utredningen tillsattes i april 2021.", ["warning dates-turned –"]],
  ["I mars 2021 presenterades utredningen. En ny utredning tillsattes i april 2021.", []],
])("%s", (text, told) => expect(found(text)).toEqual(told));

test("what are all of two years is of those in its table", () => {
  const table = (day: string): string[] => found("Samtliga deklarationer reviderades under 2017 och 2018.", "", "Deklaration\tBeslutsdatum\tStatus", "Rådgivning\t2017-12-12\tOförändrad", `Bistånd\t${day}\tOförändrad`, "Stöd\t2018-09-18\tOförändrad", "Vård\t2017-09-19\tOförändrad");
  expect(table("2018-03-13")).toEqual([]);
  expect(table("2016-03-13")).toEqual(["warning statements-differ 2017 och 2018"]);
});
