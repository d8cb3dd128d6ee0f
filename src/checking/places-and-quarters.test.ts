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
});
