import { describe, expect, test } from "vitest";
import { found, row } from "../../test/checked-text.ts";

const REPORTED = ["# Tekniska nämndens årsredovisning 2023", "", "Ekhamns kommun", ""];
describe("goals by their measures, and what a number is compared with", () => {
  test("goals whose measures stand in one table are judged under their own headings", () => {
    const goals = (third: string) => found(...REPORTED, "Ett mål är uppfyllt när båda måtten har nått målvärdet och inte uppfyllt när inget har gjort det.", "", row("Mål", "Mått", "2022", "2023", "Målvärde 2023"), row("1", "Nöjda med gator, index", 59, 61, "minst 60"), row("1", "Åtgärdade i tid, %", 83, 87, "minst 85"), row("2", "Utläckage, %", "16,8", "16,1", "högst 15,0"), row("2", "Vattenläckor, antal", 33, 34, "högst 30"), "", "## Mål 1. Gatorna är hela", "", "Bedömning: Uppfyllt", "", "## Mål 2. Vattnet är säkert", "", `Bedömning: ${third}`);
    expect(goals("Inte uppfyllt")).toEqual([]);
    expect(goals("Uppfyllt")).toEqual(["19 warning target-status inte uppfyllt"]);
  });
  test("a verdict that is a heading of its own is the verdict of the table over it", () => {
    const goal = (verdict: string) => found(...REPORTED, "Ett mål bedöms som uppfyllt när båda indikatorerna når målvärdet.", "", "## 4.5 Klimat", "", row("Indikator", "Utfall 2022", "Utfall 2023", "Målvärde 2023"), row("Andel solel, procent", "12,0", "14,0", "13,0"), row("Andel fossilfria fordon, procent", "66,7", "77,8", "80,0"), "", verdict, "", "Fordonen byts under våren.");
    expect(goal("Bedömning: Målet är delvis uppfyllt")).toEqual([]);
    expect(goal("Bedömning: Målet är uppfyllt")).toEqual(["13 warning target-status inte uppfyllt"]);
  });
  test("the last grade of a scale may be all that is above the one before", () => {
    const controls = (grade: string) => found(...REPORTED, "Högst 5 procent är försumbar avvikelse, mer än 5 till och med 15 procent lindrig avvikelse, mer än 15 till och med 30 procent kännbar avvikelse och däröver allvarlig avvikelse.", "", row("Kontrollmoment", "Stickprov", "Andel, %", "Bedömning"), row("Attest", 60, "3,3", "Försumbar avvikelse"), row("Inköp", 25, "12,0", "Lindrig avvikelse"), row("Trafik", 20, "45,0", grade), row("Behörigheter", 48, "16,7", "Kännbar avvikelse"));
    expect(controls("Allvarlig avvikelse")).toEqual([]);
    expect(controls("Lindrig avvikelse")).toEqual(["10 warning grade-mild allvarlig"]);
  });
  test("what is compared with two things, is a name or is some of it is no contradiction", () => {
    expect(found(...REPORTED, "Nettokostnaderna uppgick till 521,0 mkr, vilket är 4,8 mkr mer än den reviderade budgeten och 4,8 procent mer än 2022.")).toEqual([]);
    expect(found(...REPORTED, "Av 52 kvalitetskontroller enligt INSTA 800 var 47 godkända.")).toEqual([]);
    expect(found(...REPORTED, "Av denna avser 3 260 tkr vinterväghållning, som kostade 9 460 tkr mot budgeterade 6 200 tkr.")).toEqual([]);
    expect(found(...REPORTED, row("Mål", "Antal mått", "Bedömning"), row("3.1 Trygghet", 3, "Delvis uppfyllt"), row("3.2 Kontinuitet", 2, "Uppfyllt"), row("3.3 Liv", 2, "Delvis"), row("3.4 Teknik", 2, "Uppfyllt"))).toEqual([]);
  });
  test("a reason, a closing, a budget of another year and a share of one's own are told of themselves", () => {
    expect(found(...REPORTED, row("Mkr", "Utfall 2022", "Utfall 2023", "Budget 2023", "Avvikelse"), row("Statsbidrag", "12,0", "6,5", "7,0", "-0,5"), row("Summa intäkter", "88,7", "86,8", "81,3", "5,5"), "", "Intäkterna minskade med 1,9 mkr jämfört med 2022, främst för att de riktade statsbidragen blev 5,5 mkr lägre.")).toEqual([]);
    expect(found(...REPORTED, row("Platser", "2022", "2023"), row("Björkhagen", 24, 0), row("Tallhagen", 30, 36), "", "Nämnden beslutade den 25 januari 2023 att avveckla de 24 platserna på Björkhagen.")).toEqual([]);
    expect(found(...REPORTED, row("Mkr", "Utfall 2022", "Utfall 2023", "Budget 2023"), row("Verksamhetens nettokostnader", "-497,1", "-521,0", "-516,2"), row("Intäkter", "90,0", "91,0", "90,5"), "", "Fullmäktige har den 25 november 2023 fastställt nämndens budget för 2024 till en nettokostnad om 531 400 tkr.")).toEqual([]);
    expect(found(...REPORTED, row("Tkr", "Budget", "Utfall", "Avvikelse"), row("Gata", "-46 890", "-52 008", "-5 118"), row("Måltid", "-11 580", "-13 965", "-2 385"), row("Park", "-9 000", "-9 100", "-100"), "", "Måltid avviker med -2 385 tkr, vilket är 20,6 procent av verksamhetens budget och nämndens relativt sett största underskott.")).toEqual([]);
  });
  test("projects are counted by their status, and not by their deviation in kronor", () => {
    const projects = (count: string) => found(...REPORTED, row("Projekt", "Status", "Budget 2023", "Utfall 2023", "Avvikelse"), row("Bron", "Slutfört", 14200, 15085, -885), row("Cykelvägen", "Slutfört", 3600, 3412, 188), row("Förskolan", "Pågår", 28000, 21640, 6360), row("Solcellerna", "Ej påbörjat", 2500, 0, 2500), row("Summa", "", 48300, 40137, 8163), "", `Av årets fyra projekt är ${count} slutförda, ett pågår och ett har ännu inte påbörjats.`);
    expect(projects("två")).toEqual([]);
    expect(projects("tre")).toEqual(["12 warning status-count 2"]);
  });
  test("measures that have not come so far yet are reached when all are said to be", () => {
    const goal = (verdict: string) => found("# Socialnämndens verksamhetsplan 2024", "", "Ekhamns kommun", "", "## Mål 3", "", row("Mått", "2022", "Jan–okt 2023", "Målvärde 2023"), row("Klara i tid, %", 95, 97, "minst 95"), row("Avslutade i tid, %", 89, 88, "minst 95"), row("Återkommer, %", 19, 17, "högst 18"), "", `Bedömning 2023: Målet bedöms bli uppfyllt${verdict}.`);
    expect(goal(", eftersom det ljusnar")).toEqual([]);
    expect(goal(", eftersom samtliga tre mått når sina målvärden")).toEqual(["12 warning target-status inte uppfyllt"]);
  });
  test("some of a sum, told with the per cent of another row, are of the wrong whole", () => {
    const school = (share: string) => found(...REPORTED, row("Anmälare", "2022", "Jan–okt 2023"), row("Skola", 271, 249), row("Polis", 178, 151), row("Övriga", 393, 357), row("Summa anmälningar", 842, 757), row("Olika barn som de gäller", 506, 471), "", `Skolan stod för 249 av anmälningarna under januari–oktober 2023, vilket motsvarar ${share} procent av samtliga anmälningar.`);
    expect(school("33")).toEqual([]);
    expect(school("53")).toEqual(["12 warning told-share 32,9 %"]);
  });
});
