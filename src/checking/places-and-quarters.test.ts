import { describe, expect, test } from "vitest";
import { found, row } from "../../test/checked-text.ts";

const MONTHS = ["Januari", "Februari", "Mars", "April", "Maj", "Juni"];
const REPORTED = ["# Vårdnämndens årsredovisning 2023", "", "Ekhamns kommun", ""];
describe("places, quarters and whose a number is", () => {
  test("care days are of as many places as the other months are reckoned on", () => {
    const stays = (april: number) => found(...REPORTED, row("Korttidsboendet 2023", "Personer", "Vårddygn", "Beläggning %"), ...MONTHS.map((month, at) => row(month, 19 + at, [402, 371, 411, april, 418, 399][at]!, ["92,6", "94,6", "94,7", "95,5", "96,3", "95,0"][at]!)), row("Juli", 18, 388, "89,4"));
    expect(stays(401)).toEqual([]);
    expect(stays(431)).toEqual(["9 error care-days 401"]);
    expect(stays(391)).toEqual(["9 error share-of-total 401"]);
  });
  test("a plain sum of the one column that has one is told, but not as an error", () => {
    const stays = (total: string) => found(...REPORTED, row("Boende", "Personer", "Vårddygn"), row("Norra", 19, "4 020"), row("Södra", 22, "3 710"), row("Östra", 21, "4 110"), row("Summa", "–", total));
    expect(stays("11 840")).toEqual([]);
    expect(stays("11 540")).toEqual(["9 warning table-total 11 840"]);
  });
  test("the four quarters of a year are not those of the year before", () => {
    const cases = (...second: number[]) => found(...REPORTED, row("Rapporterade beslut", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4", "Summa"), row("2021", 8, 7, 9, 6, 30), row("2022", ...second), row("2023", 9, 7, 6, 5, 27));
    expect(cases(11, 9, 12, 9, 41)).toEqual([]);
    expect(cases(8, 7, 9, 6, 30)).toEqual(["7 warning same-year –"]);
  });
  test("some of a row that is called after its table are a share of that row", () => {
    const errors = (share: string) => found(...REPORTED, row("Rapporterade avvikelser", "2023", "2022"), row("Fall", 761, 812), row("Läkemedel", 412, 436), row("Övrigt", 139, 139), row("Summa", "1 312", "1 387"), "", `Av läkemedelsavvikelserna ledde 37 till att läkare tillkallades, motsvarande ${share} procent av dem.`);
    expect(errors("9,0")).toEqual([]);
    expect(errors("2,8")).toEqual(["11 warning told-share 9,0 %"]);
  });
  test("thousands are not told with decimals", () => {
    const hired = (unit: string) => found(...REPORTED, row("Inhyrd personal (tkr)", "2022", "2023"), row("Sjuksköterskor", "5 268", "6 412"), row("Arbetsterapeuter", 0, 286), row("Summa", "5 268", "6 698"), "", `Kostnaden för inhyrda sjuksköterskor uppgick till 6,4 ${unit}.`);
    expect(hired("mkr")).toEqual([]);
    expect(hired("tkr")).toEqual(["10 error told-unit 6,4 mkr"]);
  });
  test("a sentence that tells of some of what another row counts says nothing of a row of its words", () => {
    expect(found(...REPORTED, row("Hemsjukvård", "2022", "2023"), row("Inskrivna i hemsjukvården", 311, 327), row("varav i särskilt boende", 207, 204), row("varav i ordinärt boende", 104, 123), "", "Av fallen inträffade 498 i särskilt boende, 198 i ordinärt boende och 65 på annat håll.")).toEqual([]);
  });
  test("what is moved between projects is no outcome, and a season opens each year", () => {
    expect(found(...REPORTED, row("Projekt (tkr)", "Budget", "Utfall"), row("Ombyggnad huvudbiblioteket", "1 500", 400), row("Reningsanläggning simhallen", "3 200", "3 100"), "", "Nämnden beslutade att omdisponera 400 tkr i investeringsbudgeten från ombyggnaden av huvudbiblioteket till simhallens reningsanläggning.")).toEqual([]);
    expect(found(...REPORTED, "Friluftsbadet vid Tallsjön öppnade för säsongen den 14 maj.", "", "Friluftsbadet vid Tallsjön öppnade för säsongen den 2 juni.")).toEqual([]);
  });
  test("a budget and the same budget revised are two amounts, and a chapter of another document is not here", () => {
    expect(found(...REPORTED, "Den ursprungliga investeringsbudgeten för 2024 uppgår till 1,2 mkr.", "", "Den reviderade investeringsbudgeten för 2024 uppgår till 1,5 mkr.")).toEqual([]);
    expect(found(...REPORTED, "## Lokaler", "", "Se avsnittet Lokaler.", "", "Mer finns i avsnittet Personal i kommunens årsredovisning.")).toEqual([]);
  });
  test("a comment ends where another label or heading stands", () => {
    expect(found(...REPORTED, "Uppdrag 1: Ta fram en plan", "Status: Slutfört", "Kommentar: Planen är antagen av nämnden.", "Uppdrag 2: Rusta det som återstår av parken", "Status: Pågår", "Kommentar: Arbetet fortsätter.")).toEqual([]);
  });
  test("how much more is that of the row whose name has the sentence's words on their ends", () => {
    const hours = (way: string) => found(...REPORTED, "## Sammanfattning", "", `Antalet beviljade timmar ${way} med 4,3 procent jämfört med 2022.`, "", "## Statistik", "", row("Mått", "2021", "2022", "2023"), row("Beviljade hemtjänsttimmar", "178 310", "184 240", "192 160"), row("Personer med hemtjänst", 409, 421, 433));
    expect(hours("ökade")).toEqual([]);
    expect(hours("minskade")).toEqual(["7 warning told-way en ökning"]);
  });
  test("a measure of many words is told in any order of them", () => {
    const index = (value: string) => found(...REPORTED, "## Mål", "", row("Mått", "2022", "2023"), row("Hållbart medarbetarengagemang, HME, index", "77,6", "78,4"), row("Heltid, %", "61,1", "62,8"), "", "## Enkäten", "", `Index för hållbart medarbetarengagemang, HME, blev ${value}.`);
    expect(index("78,4")).toEqual([]);
    expect(index("79,1")).toEqual(["13 warning told-differs 78,4"]);
  });
  test("what was before the table's first year stands in another", () => {
    const pupils = (from: string) => found("# Barnnämndens årsredovisning 2022", "", "Ekhamns kommun", "", row("Prognos", "2022", "2023", "2024"), row("Folkbokförda elever i grundskolan", "2 255", "2 247", "2 228"), row("Folkbokförda gymnasieelever", 742, 753, 768), "", `Antalet folkbokförda elever i grundskolan ökade från ${from} till 2 255.`);
    expect(pupils("2 233")).toEqual([]);
  });
  test("a plan has as many controls as its table, and a chapter that is told of is there", () => {
    const plan = (count: string, chapter = "2") => found(...REPORTED, `Nämnden fastställer planen för intern kontroll. Planen innehåller ${count} kontrollmoment. Riskerna redovisas i kapitel ${chapter}.`, "", "## 1 Uppföljning av 2023 års plan", "", row("Kontrollmoment", "Granskade", "Fel"), row("Attest", 60, 2), row("Inköp", 40, 1), row("Jour", 30, 0), row("Avtal", 20, 0), "", "## 2 Internkontrollplan 2024", "", row("Kontrollmoment", "Rapporteras"), row("Attest", "September"), row("Inköp", "December"), row("Jour", "December"), "", "## 3 Mål", "", "Mål.", "", "## 4 Ekonomi", "", "Ekonomi.", "", "## 5 Framåt", "", "Framåt.");
    expect(plan("tre")).toEqual([]);
    expect(plan("fyra")).toEqual(["5 warning status-count 3"]);
    expect(plan("tre", "7")).toEqual(["5 warning part-missing –"]);
  });
  test("who is in two rows is one in their sum, and what is within something is not how many it is", () => {
    expect(found(...REPORTED, row("Form", "Unika barn 2023", "Dygn 2023", "Kostnad 2023, tkr"), row("Familjehem", 74, "20 136", "24 163"), row("Jourhem", 31, "2 874", "5 317"), row("Stödboende", 19, "3 902", "6 243"), row("Summa", 116, "26 912", "35 723"))).toEqual([]);
    expect(found(...REPORTED, row("", "2022", "2023"), row("Hushåll under året", 647, 612), row("Hushåll i december", 330, 312), "", "I hushållen fanns under året 1 097 personer, varav 402 barn.")).toEqual([]);
    expect(found(...REPORTED, row("", "2022", "2023"), row("Pågående den 1 januari", 107, 118), row("Inledda under året", 393, 409), row("Avslutade under året", 382, 396), row("Pågående den 31 december", 118, 131), row("Avslutade inom fyra månader", 332, 351), row("Avslutade senare", 50, 45))).toEqual([]);
  });
  test("a share of the girls in a row is no share of all, and what is before a cut is not the cut", () => {
    expect(found(...REPORTED, row("Ämne", "Platser 2023", "Varav flickor", "Varav pojkar"), row("Dans", 138, 124, 14), row("Drama", 76, 57, 19), row("Bild", 61, 33, 28), row("Summa", 275, 214, 61), "", "Minst jämn är dansen, där 89,9 procent av platserna innehas av flickor.")).toEqual([]);
    expect(found(...REPORTED, row("Ramändring (tkr)", "2023"), row("Prisuppräkning", "4 500"), row("Ny hall", "3 200"), row("Effektiviseringskrav", "-1 700"), row("Summa", "6 000"), "", "Tillskotten före effektiviseringskravet är 7 700 tkr.")).toEqual([]);
  });
  test("some of those in a column are no more than all of them", () => {
    const queue = (count: number) => found(...REPORTED, row("Ämne", "Kursplatser 2023", "Barn i kö 2023"), row("Sång", 124, 31), row("Stråk", 63, 9), row("Piano", 149, 74), row("Summa", 336, 114), "", `Väntetiderna är långa: ${count} av barnen i kön hade väntat mer än sex månader.`);
    expect(queue(98)).toEqual([]);
    expect(queue(141)).toEqual(["11 warning part-above-whole högst 114"]);
  });
  test("what is over is not out for comment", () => {
    const plan = (comment: string) => found(...REPORTED, row("Aktivitet", "Status", "Kommentar"), row("Öppna filial", "Avslutad", "Undervisningen startade i augusti."), row("Ny plan", "Avslutad", comment));
    expect(plan("Remissen är sammanställd och planen antogs i mars.")).toEqual([]);
    expect(plan("Remisstiden löper till den 15 januari 2024. Därefter bearbetas planen.")).toEqual(["7 warning status-comment –"]);
  });
  test("fewer than the same months of the year before are fewer", () => {
    const months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    const reports = (way: string) => found(...REPORTED, "## Anmälningar", "", `Under årets första åtta månader kom det in ${way} anmälningar än under samma period året före.`, "", "Anmälningar per månad", "", row("År", ...months), row("2022", 64, 69, 78, 70, 81, 74, 34, 52, 83, 88, 79, 70), row("2023", 71, 73, 86, 75, 89, 80, 38, 57, "", "", "", ""));
    expect(reports("fler")).toEqual([]);
    expect(reports("färre")).toEqual(["7 warning told-way fler"]);
  });
});
