import { describe, expect, test } from "vitest";
import { isHeading, isTable } from "./layout.ts";
import { layoutOfText } from "./text-layout.ts";

const tables = (...lines: string[]) => layoutOfText(lines.join("\n")).blocks.filter(isTable).map(({ rows }) => rows.map(({ cells }) => cells.join("|")));

describe("a table whose cells are set apart with spaces", () => {
  test("has headings in several lines over their columns, also where only one space parts them", () =>
    expect(tables(
      "                              Utfall    Budget Avvikelse    Budget   Prognos",
      "Mkr                          jan–aug   jan–aug    period     helår     helår",
      "Gata och vinterväghållning     -27,5     -24,9      -2,6     -38,2     -40,8",
      "Park och natur                  -8,0      -8,4       0,3     -12,6     -12,3",
      "Kollektivtrafik                -14,9     -14,6      -0,3     -21,9     -22,3",
    )).toEqual([["Mkr|Utfall jan–aug|Budget jan–aug|Avvikelse period|Budget helår|Prognos helår", "Gata och vinterväghållning|-27,5|-24,9|-2,6|-38,2|-40,8", "Park och natur|-8,0|-8,4|0,3|-12,6|-12,3", "Kollektivtrafik|-14,9|-14,6|-0,3|-21,9|-22,3"]]));
  test("has a word over some of its columns in those, and no others", () =>
    expect(tables(
      "                                                    Jan–aug    Jan–aug",
      "                  2021       2022       2023           2023       2024",
      "Fysiska lån    118 920    127 640    131 205         86 930     88 410",
      "E-lån           18 015     17 460     18 230         12 110     12 690",
      "Bad             47 900     83 600     90 100         61 500     58 300",
    )[0]![0]).toBe("|2021|2022|2023|Jan–aug 2023|Jan–aug 2024"));
  test("has labels that broke over lines, and rows of words", () =>
    expect(tables(
      "                                      2024       2023       2022",
      "Skatteintäkter och generella",
      "statsbidrag, mkr                   1 109,5    1 062,5    1 596,7",
      "Konsulentstödda familjehem,",
      "vårddygn                               310        312        333",
      "Eget kapital",
      "Låneskuld, mkr                       602,5      570,0      582,5",
      "Soliditet, %                          43,2       42,9       41,7",
    )).toEqual([["|2024|2023|2022", "Skatteintäkter och generella statsbidrag, mkr|1 109,5|1 062,5|1 596,7", "Konsulentstödda familjehem, vårddygn|310|312|333", "Eget kapital|||", "Låneskuld, mkr|602,5|570,0|582,5", "Soliditet, %|43,2|42,9|41,7"]]));
  test("may have words before and after its figures", () =>
    expect(tables(
      "                                          Antal       Antal    Andel",
      "                                      stickprov  avvikelser        %              Bedömning",
      "KS   Attest av leverantörsfakturor           60           2      3,3    Försumbar avvikelse",
      "SBN  Attest av övertid                       30           6     20,0    Allvarlig avvikelse",
      "BUN  Registerutdrag                          80           1      1,3    Försumbar avvikelse",
      "VON  Aktuell genomförandeplan                48          11     22,9       Mindre avvikelse",
    )[0]!.slice(0, 2)).toEqual(["||Antal stickprov|Antal avvikelser|Andel %|Bedömning", "KS|Attest av leverantörsfakturor|60|2|3,3|Försumbar avvikelse"]));
});

describe("lines that are not what they look like", () => {
  test("a numbered heading with the text right under it", () => {
    const { blocks } = layoutOfText("5.3 Kulturnämnden\nNämnden räknar med ett överskott på 0,5 mkr.");
    expect(blocks.map((block) => (isHeading(block) ? `# ${block.text}` : isTable(block) ? "table" : block.text))).toEqual(["# 5.3 Kulturnämnden", "Nämnden räknar med ett överskott på 0,5 mkr."]);
    expect(layoutOfText("5.3 miljoner kronor\nNämnden räknar med det.").blocks).toHaveLength(1);
  });
  test("points with a tab after their mark are a list and no table", () =>
    expect(layoutOfText("•\tatt godkänna årsredovisningen,\n•\tatt överlämna den.").blocks.map((block) => (isTable(block) ? "table" : block.text))).toEqual(["att godkänna årsredovisningen,", "att överlämna den."]));
});
