import { describe, expect, test } from "vitest";
import type { Indicator } from "../indicators/indicator.ts";
import type { Statement } from "../finance/statement.ts";
import { typedFigures } from "./typed-figure.ts";
import type { FigureData } from "./live-figure.ts";

const yearly = (name: string, ...values: [number, string][]): Indicator => ({ id: 1, name, group: null, frequency: "year", aggregation: "last", decimals: 0, unit: null, suppressUnder: null, values: values.map(([year, value]) => ({ period: `${year}-01-01`, value, origin: 1, version: 1 })) }) as unknown as Indicator;
const monthly = (name: string, period: string, value: string): Indicator => ({ ...yearly(name), frequency: "month", aggregation: "sum", values: [{ period: `${period}-01`, value, origin: 1, version: 1 }] }) as unknown as Indicator;
const statement = { title: "Resultaträkning", unit: "mkr", columns: [{ label: "2021", measure: "actual" }], lines: [{ label: "Personalkostnader", amounts: [{ amount: "-162.4" }] }] } as unknown as Statement;
const data: FigureData = { indicators: [yearly("Antal anställda", [2020, "219"], [2021, "1226"]), monthly("Antal besök", "2021-12", "153")], statements: [statement], economy: null };
const told = (text: string) => typedFigures(text, data, 2021).map(({ code, said }) => `${said}: ${code}`);

describe("a typed number that the register has is told, where the sentence is about the same", () => {
  test.each([
    ["Vi var 1 226 anställda, mot 219 året före.", ["1 226: {{mått: Antal anställda | 2021}}", "219: {{mått: Antal anställda | 2020}}"]],
    ["Personalkostnaderna blev 162,4 mkr.", ["162,4: {{belopp utan tecken: Resultaträkning | Personalkostnader | 2021}}"]],
    ["I december var det 153 besökare.", ["153: {{mått: Antal besök | 2021-12}}"]],
    ["I november var det 153 besökare.", []],
    ["Biblioteken hade 219 öppna dagar.", []],
    ["Personalkostnaderna är 162,4 procent.", []],
    ["Antalet anställda har {{förändring: Antal anställda | 2020 | 2021}} sedan 2020.", []],
    ["Enligt 2 kap. 219 § ska anställda höras, se SN/2021:219 och 2018:219.", []],
  ])("%s", (text, found) => expect(told(text)).toEqual(found));
});
