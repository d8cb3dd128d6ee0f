import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Året", "", ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));

test.each([
  ["Avtalet kan sägas upp med en uppsägningstid om tjugofyra (24) månader.", []],
  ["Avtalet kan sägas upp med en uppsägningstid om tjugofyra (12) månader.", ["error count-listed 24"]],
  ["Under året inkom fem (3) anmälningar.", []],
  ["Översynen har lett till en reducering av fordonsflottan med tre fordon, från sju till fyra.", []],
  ["Översynen har lett till en reducering av fordonsflottan med två fordon, från sju till fyra.", ["warning count-listed 3"]],
  ["Personalen har minskat med en tjänst per år, från tolv till nio.", []],
  ["Det planeras omkring tio tillsynsomgångar, fem under våren och fem under hösten.", []],
  ["Det planeras omkring tio tillsynsomgångar, sex under våren och fem under hösten.", ["warning count-listed 11"]],
  ["Enheten har nio medarbetare, fem på utveckling och tre på drift. Den nionde arbetar som chef.", []],
  ["Nämnden har två nämndmål, 3.1 och 3.2, som tillsammans bidrar till målet.", []],
  ["Nämnden har tre nämndmål, 3.1 och 3.2, som tillsammans bidrar till målet.", ["warning count-listed 2"]],
  ["Tio rapporter har skrivits, varav sju har bedömts vara allvarliga. Dessa sju har utretts.", []],
  ["Tio rapporter har skrivits, varav sju har bedömts vara allvarliga. Dessa åtta har utretts.", ["warning count-listed –"]],
  ["Fem ärenden rörde skola, tre förskola och två fritidshem. Dessa tio har utretts.", []],
  ["Avvikelse finns gällande åtta jourhem. Ett jourhem var inte godkänt. Tre jourhem saknade beslut. Fyra placeringar saknar uppgift.", []],
  ["Avvikelse finns gällande sju jourhem. Ett jourhem var inte godkänt. Tre jourhem saknade beslut. Fyra placeringar saknar uppgift.", ["warning count-listed 8"]],
])("%s", (text, told) => expect(found(text)).toEqual(told));

test("a number of what has a name of its own is the same a few lines on", () => {
  const goals = (count: string): string[] => found("Inriktningen uttrycks i en vision och fyra övergripande mål.", "", `Visionen bryts ner i ${count} övergripande mål, som lyder så.`);
  expect(goals("fyra")).toEqual([]);
  expect(goals("fem")).toEqual(["warning statements-differ fyra"]);
});
