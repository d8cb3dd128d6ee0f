import { describe, expect, test } from "vitest";
import type { Indicator } from "../indicators/indicator.ts";
import { changedSinceRead, figureChoices, liveText, proseText, type FigureData } from "./live-figure.ts";

/** "Grupp: Namn 2020=185 2021=145", with a missing value as "2020=". */
const measure = (text: string, index: number): Indicator => {
  const [, group, name, values] = /^(?:(.+): )?(.+?) ((?:\d{4}(?:-\d\d)?=\S* ?)+)$/.exec(text)!;
  const told = values!.trim().split(" ").map((one) => one.split("="));
  const monthly = told.some(([period]) => period!.includes("-"));
  return {
    id: index + 1, name: name!, group: group ?? null, frequency: monthly ? "month" : "year", decimals: 0, unit: null, suppressUnder: null,
    values: told.map(([period, value]) => ({ period: `${period}${monthly ? "" : "-01"}-01`, value: value || null, missingReason: value ? null : "uteblev", preliminary: false, comment: null, origin: 1, version: 1 })),
  } as unknown as Indicator;
};
const data = (...measures: string[]): FigureData => ({ indicators: measures.map(measure), statements: [], economy: null });
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("what a sentence takes from the register", () => {
  const town = data("Hushåll 2020=185 2021=145", "Anställda 2020=219 2021=226", "Kvinnor 2020=0 2021=75", "Ingen 2020= 2021=3", "Barn: Antal 2021=4", "Vuxna: Antal 2021=6");
  test.each([
    ["{{mått: Hushåll | 2021}}", "145"], ["{{förändring: Hushåll | 2020 | 2021}}", "minskat från 185 till 145"], ["{{förändring: Anställda | 2020 | 2021}}", "ökat från 219 till 226"],
    ["{{förändring i procent: Hushåll | 2020 | 2021}}", "minskat med 21,6 % (från 185 till 145)"], ["{{förändring i procent: Kvinnor | 2020 | 2021}}", "ökat från 0 till 75"], ["{{förändring i procent: Hushåll | 2021 | 2021}}", "varit oförändrat 145"],
    ["{{skillnad: Hushåll | 2020 | 2021}}", "40"], ["{{andel: Kvinnor | Anställda | 2021}}", "33,2 % av 226"], ["{{summa: Barn: Antal + Vuxna: Antal | 2021}}", "10"], ["{{mått: Vuxna: Antal | 2021}}", "6"],
  ])("%s is read »%s«", (code, words) => expect(plain(proseText(code, town))).toBe(words));
  test.each(["{{mått: Antal | 2021}}", "{{mått: Okänt | 2021}}", "{{skillnad: Ingen | 2020 | 2021}}", "{{andel: Hushåll | Kvinnor | 2020}}", "{{summa: Hushåll + Okänt | 2021}}", "{{hittepå: Hushåll | 2021}}"])("%s is not guessed at: missing is not zero, and two of one name are not one", (code) => expect(proseText(code, town)).toMatch(/^\[figuren finns inte/));
  test("what is worked out names all the rows that it comes from", () => {
    const [inline] = liveText("{{andel: Kvinnor | Anställda | 2021}}", town);
    expect(inline).toMatchObject({ kind: "figure", figure: { source: [{ key: "3/2021-01-01" }, { key: "2/2021-01-01" }] } });
  });
});

describe("a text that was read with other figures", () => {
  const body = "Hushållen har {{förändring: Hushåll | 2020 | 2021}}.";
  const [before, after] = [data("Hushåll 2020=185 2021=145"), data("Hushåll 2020=185 2021=190")];
  test("is told, direction and all", () => expect(changedSinceRead({ body, readAs: proseText(body, before) }, after)).toEqual({ before: "Hushållen har minskat från 185 till 145.", after: "Hushållen har ökat från 185 till 190." }));
  test("is not, where nothing has changed or nobody has read it", () => expect([changedSinceRead({ body, readAs: proseText(body, before) }, before), changedSinceRead({ body, readAs: null }, after)]).toEqual([null, null]));
});

test("figures are found by their words, as they are written and as they are", () =>
  expect(figureChoices(data("Barn: Antal 2020=5 2021=4", "Vuxna: Antal 2020=8 2021=6", "Hushåll 2021=1"), 2021, "vux antal").map(({ code, text }) => [code, plain(text)])).toEqual([
    ["{{mått: Vuxna: Antal | 2021}}", "6"], ["{{förändring: Vuxna: Antal | 2020 | 2021}}", "minskat från 8 till 6"], ["{{förändring i procent: Vuxna: Antal | 2020 | 2021}}", "minskat med 25,0 % (från 8 till 6)"],
    ["{{skillnad: Vuxna: Antal | 2020 | 2021}}", "2"], ["{{mening: Vuxna: Antal | 2020 | 2021}}", "Vuxna: Antal har minskat från 8 (2020) till 6 (2021), en minskning med 25,0 % av 8"],
  ]));
test("what is counted in shares is told in percentage points, and adds up to nothing; nor does what is counted in different things", () => {
  const town = data("Nöjda 2020=50 2021=40", "Barn 2020=5 2021=7");
  const shares: FigureData = { ...town, indicators: town.indicators.map((indicator, index) => ({ ...indicator, unit: index === 0 ? "%" : "barn" })) };
  expect([plain(proseText("{{skillnad: Nöjda | 2020 | 2021}}", shares)), plain(proseText("{{förändring i procent: Nöjda | 2020 | 2021}}", shares))]).toEqual(["10 procentenheter", "minskat med 10 procentenheter (från 50 % till 40 %)"]);
  for (const code of ["{{summa: Nöjda + Barn | 2021}}", "{{andel: Nöjda | Barn | 2021}}"]) expect(proseText(code, shares)).toMatch(/^\[figuren finns inte/);
  expect(figureChoices(shares, 2021, "nöjda").some(({ code }) => code.includes("i procent"))).toBe(false);
});
test("a quarter is told as a quarter", () => {
  const town = data("Kö 2020-07=4 2021-07=5");
  expect(plain(proseText("{{mening: Kö | 2020-07 | 2021-07}}", { ...town, indicators: town.indicators.map((indicator) => ({ ...indicator, frequency: "quarter" as const })) }))).toContain("(kvartal 3 2020)");
});
test("a question with many sides is looked for without trying all that could be", () => {
  const many = data(...Array.from({ length: 40 }, (_, index) => `a${index} 2021=1`));
  expect(figureChoices(many, 2021, Array.from({ length: 60 }, () => "a").join("+")).length).toBeLessThan(500);
});
test("of two sides, a share or a sum is found", () => {
  const town = data("Barn 2021=5", "Vuxna 2021=15", "Alla 2021=20");
  const found = (asked: string) => figureChoices(town, 2021, asked).map(({ code, text }) => [code, plain(text)]);
  expect(found("barn av alla")).toEqual([["{{andel: Barn | Alla | 2021}}", "25,0 % av 20"]]);
  expect(found("barn + vux")).toEqual([["{{summa: Barn + Vuxna | 2021}}", "20"]]);
});

describe("a whole sentence follows its figures", () => {
  const unit = (told: string, own: string | null): FigureData => ({ ...data(told), indicators: data(told).indicators.map((indicator) => ({ ...indicator, unit: own })) });
  test.each([
    ["Hushåll 2020=185 2021=145", "hushåll", "2020", "2021", "Hushåll har minskat från 185 (2020) till 145 hushåll (2021), en minskning med 21,6 % av 185"],
    ["Hushåll 2020=145 2021=185", "antal", "2020", "2021", "Hushåll har ökat från 145 (2020) till 185 (2021), en ökning med 27,6 % av 145"],
    ["Hushåll 2020=0 2021=5", null, "2020", "2021", "Hushåll har ökat från 0 (2020) till 5 (2021)"],
    ["Frånvaro 2020-12=4 2021-12=6", "%", "2020-12", "2021-12", "Frånvaro har ökat från 4 % (december 2020) till 6 % (december 2021), en ökning med 2 procentenheter"],
    ["Frånvaro 2020=4 2021=5", "%", "2020", "2021", "Frånvaro har ökat från 4 % (2020) till 5 % (2021), en ökning med 1 procentenhet"],
    ["Resultat 2020=-5 2021=7", null, "2020", "2021", "Resultat har ökat från −5 (2020) till 7 (2021)"],
    ["Hushåll 2020=5 2021=5", null, "2020", "2021", "Hushåll är oförändrat 5 (2020 och 2021)"],
  ])("%s, counted in %s", (told, own, from, to, said) => expect(plain(proseText(`{{mening: ${told.split(" ")[0]} | ${from} | ${to}}}`, unit(told, own)))).toBe(said));
});
