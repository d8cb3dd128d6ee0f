import { describe, expect, test } from "vitest";
import { recognise } from "../reading/recognise.ts";
import { layoutOfText } from "../reading/text-layout.ts";
import { checkDocument } from "./check-document.ts";

const found = (...lines: string[]): string[] => {
  const layout = layoutOfText(lines.join("\n"));
  return checkDocument({ layout, reading: recognise(layout) }, 2024).map(({ code, expected, line, severity }) => `${line} ${severity} ${code} ${expected ?? "–"}`.replaceAll("\u00a0", " "));
};
const row = (...cells: (number | string)[]): string => cells.join("\t");

describe("as many as are listed", () => {
  test("in the sentence", () => {
    expect(found("Fyra enheter ingår i granskningen: Ekhaga, Solbacken och Strand.")).toEqual(["1 warning count-listed 3"]);
    expect(found("Tre enheter ingår i granskningen: Ekhaga, Solbacken och Strand.")).toEqual([]);
    expect(found("Tre projekt blev klara under året: gång- och cykelvägen, takbytet och beläggningen.")).toEqual([]);
    expect(found("Fyra enheter ingår, bland annat: Ekhaga, Solbacken och Strand.")).toEqual([]);
  });
  test("in the list, or the table, under it", () => {
    expect(found("Nämnden har beslutat om fyra åtgärder:", "", "- färre vikarier", "- samordnad skolskjuts", "- prövning av vakanser")).toEqual(["1 warning count-listed 3"]);
    expect(found("Planen innehåller fem åtgärder.", "", row("Åtgärd (tkr)", "2024", "2025"), row("Vikarier", 900, "1 800"), row("Fritidshem", "1 100", "2 600"), row("Skolskjuts", 400, "1 000"), row("Summa", "2 400", "5 400"))).toEqual(["1 warning count-listed 3"]);
  });
  test("as many goals, controls and samples as their table has", () => {
    const goals = (first: string) => found("# Mål", "", row("Mål", "Utfall", "Bedömning"), row("Trygghet", "86 %", "Uppfyllt"), row("Behörighet", "90 %", "Uppfyllt"), row("Nöjdhet", "83 %", "Delvis uppfyllt"), row("Frånvaro", "7,4 %", "Ej uppfyllt"), "", `${first} av nämndens fyra mål är uppfyllda, ett delvis och ett är inte uppfyllt.`);
    expect(goals("Två")).toEqual([]);
    expect(goals("Tre")).toEqual(["9 warning status-count 2"]);
    const samples = (some: string) => found("# Internkontroll", "", row("Kontrollmoment", "Stickprov (antal)", "Avvikelser (antal)", "Bedömning"), row("Godkännande av jourhem", 25, 4, "Kännbar"), row("Aktuella planer", 50, 6, "Lindrig"), "", `I kontrollen av jourhem saknades godkännande i ${some} av 25 fall.`);
    expect(samples("fyra")).toEqual([]);
    expect(samples("två")).toEqual(["7 warning sample-told 4 av 25"]);
  });
  test("how many of each may be told in the sentence after that of how many there are", () => {
    const controls = (first: string) => found("# Internkontroll", "", row("Kontrollmoment", "Metod", "Bedömning"), row("Attest", "Stickprov", "Ingen avvikelse"), row("Inköp", "Stickprov", "Ingen avvikelse"), row("Behörigheter", "Genomgång", "Lindrig avvikelse"), row("Avtal", "Stickprov", "Lindrig avvikelse"), row("Beslut", "Stickprov", "Kännbar avvikelse"), "", `Under året har fem kontrollmoment gåtts igenom. ${first} visar ingen avvikelse, två en mindre avvikelse och en en kännbar avvikelse.`);
    expect(controls("Två")).toEqual([]);
    expect(controls("Tre")).toEqual(["10 warning status-count 2"]);
  });
});

describe("one thing that is told twice", () => {
  test("in other words, with another number", () => {
    const text = (count: string) => found("# Sammanfattning", "", "Under året inkom 1 296 orosanmälningar till mottagningen för barn och unga.", "", "# Barn och unga", "", "Trycket är högt. Vintern var lugn. Sommaren var det inte.", "", "", `Till mottagningen inkom ${count} orosanmälningar som gällde barn och unga.`);
    expect(text("1 296")).toEqual([]);
    expect(text("1 269")).toEqual(["10 warning statements-differ 1 296 orosanmälningar".replace(" orosanmälningar", "")]);
  });
  test("with another day or month for what happens once, unless it is another place or another part", () => {
    const told = (first: string, second: string) => found("# Anläggningar", "", first, "", "# Fritid", "", "Arbetet är klart.", "", second);
    expect(told("Simhallen på Strandvägen öppnade den 14 maj efter renoveringen.", "Efter sin renovering öppnade simhallen i juni.")).toEqual(["9 warning statements-differ den 14 maj"]);
    expect(told("Simhallen på Strandvägen öppnade den 14 maj efter renoveringen.", "Efter sin renovering öppnade simhallen i maj.")).toEqual([]);
    expect(told("Fritidsgården i Norrby öppnade den 14 maj efter renoveringen.", "Efter sin renovering öppnade fritidsgården i Söderby i juni.")).toEqual([]);
    expect(told("Första etappen av gångvägen öppnade i maj efter renoveringen.", "Efter renovering öppnade andra etappen av gångvägen i juni.")).toEqual([]);
  });
  test("as better here and as worse there", () => {
    expect(found("# A", "", "Sedan prognosen i april har läget förbättrats med 3,3 mnkr.", "", "# B", "", "Mellan april och augusti försämrades prognosen med 3 300 tkr.")).toEqual(["7 warning statements-differ –"]);
  });
  test("ready in one year here and in another there", () => {
    const text = (year: number) => found("# Vatten", "", "Vattenverket i Sjöbo byggs ut. Verket tas i drift under 2028.", "", "# Risker", "", `En risk är vattenverket i Sjöbo. Driftstarten planeras till ${year}.`);
    expect(text(2028)).toEqual([]);
    expect(text(2027)).toEqual(["7 warning statements-differ 2028"]);
  });
  test("a table's period is that of the other table with the same totals", () => {
    const table = (span: string) => found("# Ekonomi", "", "Tabell 1. Nettokostnad januari–augusti (tkr)", "", row("Verksamhet", "Budget", "Utfall", "Avvikelse"), row("Skola", "-300 100", "-303 350", "-3 250"), row("Kultur", "-134 000", "-134 000", 0), row("Summa", "-434 100", "-437 350", "-3 250"), "", `Tabell 2. Resultat ${span} (tkr)`, "", row("Post", "Budget", "Utfall", "Avvikelse"), row("Intäkter", "20 000", "22 550", "2 550"), row("Kostnader", "-454 100", "-459 900", "-5 800"), row("Netto", "-434 100", "-437 350", "-3 250"));
    expect(table("januari–augusti")).toEqual([]);
    expect(table("januari–april")).toEqual(["10 error other-period januari–augusti"]);
  });
});

describe("what a report says of itself", () => {
  const REPORT = ["# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", ""];
  test("its decision is of its own year", () => {
    expect(found(...REPORT, "Nämnden godkänner årsredovisningen för 2022.")).toEqual(["5 warning other-period 2023"]);
    expect(found(...REPORT, "Nämnden godkänner årsredovisningen för 2023.")).toEqual([]);
  });
  test("what begins ends after it", () => {
    expect(found("En läcka upptäcktes den 17 oktober. Rekommendationen hävdes den 12 oktober.")).toEqual(["1 warning dates-turned –"]);
    expect(found("En läcka upptäcktes den 12 oktober. Rekommendationen hävdes den 17 oktober.")).toEqual([]);
  });
  test("plan years come after the budget's", () => {
    expect(found("Ramarna är fastställda för budgetåret 2025 och planåren 2025 och 2026.")).toEqual(["1 warning year-order 2026"]);
    expect(found("Ramarna är fastställda för budgetåret 2025 och planåren 2026 och 2027.")).toEqual([]);
  });
  test("a risk is within its scale", () => {
    const risk = (value: number) => found("Sannolikhet och konsekvens bedöms på en skala från 1 till 4.", "", row("Risk", "Sannolikhet", "Konsekvens"), row("Fel i utbetalning", 2, value), row("Hot och våld", 4, 4));
    expect(risk(4)).toEqual([]);
    expect(risk(5)).toEqual(["4 error risk-value högst 4"]);
  });
  test("an act by its letters, or with chapter and paragraph turned", () => {
    expect(found("Arbetet styrs av LSS (1993:378).")).toEqual(["1 error act-number 1993:387"]);
    expect(found("Anmälan görs enligt 6 kap. 10 § skollagen.", "", "Rektor anmäler vidare enligt 10 kap. 6 § skollagen.")).toEqual(["3 warning act-number 6 kap. 10 §"]);
  });
  test("two letters that have changed places, and a name in two spellings", () => {
    expect(found("# Personalförhållanden", "", "Texten.", "", "## Personalförhållnaden", "", "Mer text.")).toEqual(["5 note two-spellings personalförhållanden"]);
    expect(found("Rektor är Therése Wallgren.", "", "Ansvarig är Therese Vallgren.")).toEqual(["3 note two-spellings Therése Wallgren"]);
  });
  test("what one quarter ends with, the next begins with", () => {
    const flow = (end: number) => found(row("Beslut", "Kvartal 1", "Kvartal 2", "Kvartal 3"), row("Vid kvartalets början", 14, 15, 17), row("Vid kvartalets slut", 15, end, 15));
    expect(flow(17)).toEqual([]);
    expect(flow(11)).toEqual(["3 error flow-stock 17"]);
  });
});
