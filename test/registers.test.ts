import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../src/platform/command.ts";
import { listStatements } from "../src/finance/statement-reads.ts";
import { listGoals } from "../src/goals/goal-reads.ts";
import { listIndicators } from "../src/indicators/indicator-reads.ts";
import { listSectionTexts } from "../src/documents/section-text-reads.ts";
import { makeDocument } from "../src/documents/document-reads.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { addUnit, endUnit, ensureCommittee, mergeUnits, renameUnit } from "../src/organisation/unit-commands.ts";
import { committeeHistory, findCommittee, listCommittees, listUnits, unitsOn } from "../src/organisation/unit-reads.ts";
import type { Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { defaultChoice } from "../src/reading/acceptance.ts";
import { readFile } from "../src/reading/file-adapter.ts";
import { acceptReading, proposeReading, type Receivers } from "../src/reading/reading-commands.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { receivers } from "../src/compose.ts";

const MONTHS = "jan\tfeb\tmar\tapr\tmaj\tjun\tjul\taug\tsep\tokt\tnov\tdec";
const REPORT = (value: string) => `Ekby kommun

# Årsredovisning 2021

Kulturnämnden

KN/2021:1

## Nämndmål

### Nämnden ska erbjuda stöd i rätt tid till den som behöver.

- Målet uppfylls delvis i år

Det går framåt.

## Ekonomi

Resultaträkning (mkr)\t2021\t2020
Personalkostnader\t-9,5\t${value}
Verksamhetens nettokostnader\t-9,5\t-9

## Mått

#### Antal besök

\t${MONTHS}
2021\t${Array(12).fill("1 234").join("\t")}
`;

describe.each(ENGINES)("on the %s engine", (engine) => {
  let database: Database;
  let context: Context;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    context = { db: database.db, actor: program("command-line") };
  });
  afterAll(() => database.close());

  const keep = async (text: string, more: Record<string, unknown> = {}) => {
    const read = await readFile("rapport.md", new TextEncoder().encode(text));
    if (!read.ok) throw new Error(read.failure.message);
    const readingId = await proposeReading(context, read.value);
    return acceptReading(context, { receivers,  readingId, items: defaultChoice(read.value.reading), ...more });
  };
  const events = async () => Number((await database.db.selectFrom("audit_event").select((query) => query.fn.countAll<string>().as("n")).executeTakeFirstOrThrow())["n"]);

  test("what is accepted is living data, each value with the line it stood on", async () => {
    const accepted = await keep(REPORT("-9,0"));
    expect(accepted.ok).toBe(true);
    const committee = await findCommittee(database.db, "KULTURNÄMNDEN");
    if (!committee.ok) throw new Error("no committee");
    const [goal] = await listGoals(database.db, committee.value.id, 2021);
    expect(goal).toMatchObject({ text: "Nämnden ska erbjuda stöd i rätt tid till den som behöver.", level: "Nämndmål" });
    const [indicator] = await listIndicators(database.db, committee.value.id);
    expect(indicator!.values).toHaveLength(12);
    const origin = await database.db.selectFrom("origin").selectAll().where("id", "=", indicator!.values[0]!.origin).executeTakeFirstOrThrow();
    expect(origin).toMatchObject({ kind: "file", file_name: "rapport.md", place: 28, place_kind: "line", actor: "program" });
  });

  test("the same file again changes nothing and writes no change", async () => {
    const before = await events();
    const again = await keep(REPORT("-9,0"));
    const tallies = again.ok ? Object.values(again.value.tallies) : [];
    expect(tallies.map(({ added, changed }) => added + changed).filter(Boolean)).toEqual([]);
    expect((await events()) - before).toBe(2); // that it was read and accepted
  });

  test("a decimal is kept as stated: −9 stays without, −9,0 with", async () => {
    const committee = await findCommittee(database.db, "Kulturnämnden");
    const [statement] = await listStatements(database.db, committee.ok ? committee.value.id : 0, 2021);
    expect(statement!.lines.map(({ amounts }) => amounts.map((cell) => cell?.amount))).toEqual([["-9.5", "-9.0"], ["-9.5", "-9"]]);
    expect(statement!.lines.map(({ total }) => total)).toEqual([false, true]);
  });

  test("another file with another figure takes its place, and the change is known", async () => {
    const changed = await keep(REPORT("-8,8"));
    expect(changed.ok && changed.value.tallies.statements).toEqual({ added: 0, changed: 1, unchanged: 0, kept: 0 });
    expect(await database.db.selectFrom("audit_event").select("action").where("action", "=", "statement.changed").execute()).toHaveLength(1);
  });

  test("an assessment is superseded, never overwritten", async () => {
    await keep(REPORT("-8,8").replace("uppfylls delvis i år", "uppfylls i år"));
    const rows = await database.db.selectFrom("assessment").selectAll().orderBy("id").execute();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ superseded_by: rows[1]!["id"] });
    expect(rows[1]).toMatchObject({ superseded_by: null });
  });

  test("a document that does not say whose it is stores nothing until it is told", async () => {
    const text = "# Årsredovisning 2021\n\nText.\n\nResultaträkning (mkr)\t2021\nPersonalkostnader\t-1";
    const before = await database.db.selectFrom("statement").select("id").execute();
    const refused = await keep(text);
    expect(refused).toMatchObject({ ok: false, failure: { code: "no-place", message: expect.stringContaining("vilken kommun det gäller") } });
    expect(await database.db.selectFrom("statement").select("id").execute()).toEqual(before);
    expect((await keep(text, { municipality: "Ekby kommun", committee: "Byggnämnden" })).ok).toBe(true);
  });

  test("a save that fails in its last part stores nothing of the first", async () => {
    const failing: Receivers = { ...receivers, saveReadSections: () => Promise.reject(new Error("the machine dies here")) };
    const read = await readFile("rapport.md", new TextEncoder().encode(REPORT("-1,0").replace("Kulturnämnden", "Idrottsnämnden")));
    if (!read.ok) throw new Error("unreadable");
    const readingId = await proposeReading(context, read.value);
    await expect(acceptReading(context, { receivers: failing, readingId, items: defaultChoice(read.value.reading) })).rejects.toThrow("dies here");
    expect((await listCommittees(database.db)).map(({ name }) => name)).not.toContain("Idrottsnämnden");
  });

  test("only what was chosen is stored", async () => {
    const read = await readFile("rapport.md", new TextEncoder().encode(REPORT("-1,0").replace("Kulturnämnden", "Fritidsnämnden")));
    if (!read.ok) throw new Error("unreadable");
    const readingId = await proposeReading(context, read.value);
    await acceptReading(context, { receivers,  readingId, items: new Set(["goals/0"]) });
    const committee = await findCommittee(database.db, "Fritidsnämnden");
    const id = committee.ok ? committee.value.id : 0;
    expect([(await listGoals(database.db, id, 2021)).length, (await listStatements(database.db, id, 2021)).length, (await listIndicators(database.db, id)).length]).toEqual([1, 0, 0]);
  });

  describe("a reorganisation changes nothing that was", () => {
    const names = { municipality: "Ekby kommun", committee: "Vägnämnden" };
    const inYear = async (name: string, year: number) => {
      const found = await findCommittee(database.db, name, year);
      return found.ok ? [found.value.name, found.value.endedOn] : found.failure.message;
    };
    let roads = 0;
    let parks = 0;
    let municipalityId = 0;
    beforeAll(async () => {
      ({ committeeId: roads, municipalityId } = await ensureCommittee(context, { ...names, year: 2021 }));
      ({ committeeId: parks } = await ensureCommittee(context, { municipality: names.municipality, committee: "Parknämnden", year: 2021 }));
    });

    test("a renamed committee is found by either name, and each year uses its own", async () => {
      expect(await renameUnit(context, { unitId: roads, name: "Trafiknämnden", from: "2024-01-01" })).toMatchObject({ ok: true });
      expect((await listUnits(database.db)).find(({ id }) => id === roads)?.spells.map(({ name, from, to }) => [name, from, to])).toEqual([["Vägnämnden", null, "2024-01-01"], ["Trafiknämnden", "2024-01-01", null]]);
      expect(await inYear("Trafiknämnden", 2023)).toEqual(["Vägnämnden", null]);
      expect(await inYear("Vägnämnden", 2024)).toEqual(["Trafiknämnden", null]);
      expect((await ensureCommittee(context, { ...names, year: 2025 })).committeeId).toBe(roads);
    });

    test("a report made for a year bears the names of that year", async () => {
      await keep(REPORT("-1,0").replace("Kulturnämnden", "Vägnämnden"));
      const found = await findCommittee(database.db, "Trafiknämnden", 2021);
      if (!found.ok) throw new Error(found.failure.message);
      expect((await makeDocument(database.db, found.value, 2021, (await findPlannedDocument(database.db, found.value, 2021, "annual-report"))!, { charts: false })).committee).toBe("Vägnämnden");
    });

    test("only units of one kind merge, and no municipality goes up in anything", async () => {
      expect(await mergeUnits(context, { unitIds: [municipalityId], intoId: roads, from: "2026-01-01" })).toMatchObject({ ok: false, failure: { code: "bad-merger" } });
      expect(await mergeUnits(context, { unitIds: [roads], intoId: municipalityId, from: "2026-01-01" })).toMatchObject({ ok: false, failure: { message: `Enhet ${roads} är en nämnd och kan inte gå upp i enhet ${municipalityId}, som är en kommun.` } });
    });

    test("a merged committee ends, its years can still be reached, and its units move along", async () => {
      const unit = await addUnit(context, { kind: "unit", name: "Vägenheten", parentId: roads, from: "2025-01-01" });
      if (!unit.ok) throw new Error(unit.failure.message);
      expect(await mergeUnits(context, { unitIds: [roads], intoId: parks, from: "2026-01-01" })).toMatchObject({ ok: true });
      expect((await unitsOn(database.db, "2026-01-01")).map(({ id }) => id)).not.toContain(roads);
      expect((await unitsOn(database.db, "2026-01-01")).find(({ id }) => id === unit.value)?.parentId).toBe(parks);
      expect((await unitsOn(database.db, "2025-06-01")).find(({ id }) => id === unit.value)?.parentId).toBe(roads);
      expect(await inYear("Vägnämnden", 2021)).toEqual(["Vägnämnden", "2026-01-01"]);
      const found = await findCommittee(database.db, "Trafiknämnden");
      expect(found.ok && (await committeeHistory(database.db, found.value))).toEqual(["Nämnden upphörde 2026-01-01 och uppgick i Parknämnden."]);
      expect(await renameUnit(context, { unitId: roads, name: "Ny", from: "2027-01-01" })).toMatchObject({ ok: false });
    });

    test("a report for a year after its committee ended is refused and says where it went", async () => {
      expect(await keep(REPORT("-1,0").replaceAll("2021", "2026").replace("Kulturnämnden", "Trafiknämnden"))).toMatchObject({
        ok: false, failure: { message: "Trafiknämnden upphörde 2026-01-01 och uppgick i Parknämnden; ange vilken nämnd uppgifterna för 2026 gäller." },
      });
    });

    test("units that leave together stay gone, whatever lies under which; none goes up in what lies under it", async () => {
      const add = async (name: string, parentId: number) => {
        const unit = await addUnit(context, { kind: "unit", name, parentId, from: "2025-01-01" });
        if (!unit.ok) throw new Error(unit.failure.message);
        return unit.value;
      };
      const [over, other] = [await add("Övre", parks), await add("Andra", parks)];
      const under = await add("Undre", over);
      expect(await mergeUnits(context, { unitIds: [over], intoId: under, from: "2026-02-01" })).toMatchObject({ ok: false, failure: { message: `Enhet ${under} ligger under enhet ${over} och kan inte ta emot den.` } });
      expect(await mergeUnits(context, { unitIds: [under, over], intoId: other, from: "2026-02-01" })).toMatchObject({ ok: true });
      const left = new Set((await unitsOn(database.db, "2026-03-01")).map(({ id }) => id));
      expect([left.has(over), left.has(under), left.has(other)]).toEqual([false, false, true]);
    });

    test("a unit with units under it does not end, nor take a name that is borne", async () => {
      expect(await endUnit(context, { unitId: parks, from: "2027-01-01" })).toMatchObject({ ok: false, failure: { code: "not-empty" } });
      expect(await renameUnit(context, { unitId: parks, name: "kulturnämnden", from: "2027-01-01" })).toMatchObject({ ok: false, failure: { code: "bad-name" } });
      expect(await addUnit(context, { kind: "committee", name: "X", parentId: parks, from: "2026-01-01" })).toMatchObject({ ok: false, failure: { message: "En nämnd kan inte ligga under en nämnd." } });
    });
  });

  test("no text is lost: what stands before any known heading, under an unknown one, or under one that comes again", async () => {
    await keep("Ekby kommun\n\n# Årsredovisning 2021\n\nTextnämnden\n\nTN/2021:1\n\n## Inledning\n\nFörst.\n\n## Sammanfattning\n\nKort.\n\n## Ekonomisk analys\n\nEtt.\n\n### Äldreomsorg\n\nTvå.\n\n## Driftredovisning\n\nTre. Inga allvarliga avvikelser är redovisade under året.\n\nResultaträkning (mkr)\t2021\nPersonalkostnader\t-1,0");
    const committee = await findCommittee(database.db, "Textnämnden");
    const texts = await listSectionTexts(database.db, { committeeId: committee.ok ? committee.value.id : 0, year: 2021, documentKind: "annual-report" });
    expect(texts.map(({ section, body }) => [section, body]).sort()).toEqual([
      ["economy", "Ett.\n\n### Äldreomsorg\n\nTvå.\n\n### Driftredovisning\n\nTre. Inga allvarliga avvikelser är redovisade under året."], ["summary", "Kort.\n\n### Inledning\n\nFörst."],
    ]);
  });

  describe("what comes twice in a document is kept twice", () => {
    const place = (name: string) => `Ekby kommun\n\n# Årsredovisning 2021\n\n${name}\n\n`;
    const idOf = async (name: string) => {
      const found = await findCommittee(database.db, name);
      return found.ok ? found.value.id : 0;
    };
    test("two statements of one kind and title", async () => {
      const table = (amount: string) => `Verksamheter (mkr)\t2021\t2020\nBibliotek\t${amount}\t-1,0\n\n`;
      await keep(`${place("Tvånämnden")}### Bibliotek\n\n${table("-2,0")}### Museum\n\n${table("-3,0")}`);
      const statements = await listStatements(database.db, await idOf("Tvånämnden"), 2021);
      expect(statements.map(({ title, lines }) => [title, lines[0]!.amounts[0]!.amount])).toEqual([["Verksamheter", "-2.0"], ["Verksamheter (2)", "-3.0"]]);
    });
    test("»varav kvinnor« under two rows of a staff table", async () => {
      await keep(`${place("Personalnämnden")}Personal\t2021\t2020\nAntal tillsvidareanställda\t100\t90\n- varav kvinnor\t70\t60\nAntal visstidsanställda\t20\t15\n- varav kvinnor\t12\t9`);
      const indicators = await listIndicators(database.db, await idOf("Personalnämnden"));
      expect(indicators.map(({ name, values }) => [name, values.at(-1)!.value])).toEqual([
        ["Antal tillsvidareanställda", "100"], ["Antal tillsvidareanställda: varav kvinnor", "70"], ["Antal visstidsanställda", "20"], ["Antal visstidsanställda: varav kvinnor", "12"],
      ]);
    });
    test("one check that answers two risks; and the same plan again changes nothing", async () => {
      const plan = `${place("Kontrollnämnden").replace("Årsredovisning", "Verksamhetsplan och budget")}Kategori\tProcess\tRiskindex\tRisker\tKontrollmoment\nEkonomi\tInköp\t12\tFel pris\tStickprov\nEkonomi\tInköp\t9\tFel mängd\tStickprov`;
      await keep(plan);
      const checks = await database.db.selectFrom("control_check").selectAll().where("committee_id", "=", await idOf("Kontrollnämnden")).execute();
      expect(new Set(checks.map((check) => check["risk_id"])).size).toBe(2);
      const again = await keep(plan);
      expect(again.ok && again.value.tallies.risks).toEqual({ added: 0, changed: 0, unchanged: 4, kept: 0 });
    });
    test("a year that a table states twice", async () => {
      expect((await keep(`${place("Åretnämnden")}Statistik\t2021\t2020\t2021\nAntal besök\t5\t4\t5`)).ok).toBe(true);
    });
  });

  test("values have the line of their own row, whatever the order of the years", async () => {
    await keep(`Ekby kommun\n\n# Årsredovisning 2021\n\nRadnämnden\n\n#### Antal\n\n| År | ${MONTHS.replaceAll("\t", " | ")} |\n|---${"|---".repeat(12)}|\n| 2021 ${"| 3 ".repeat(12)}|\n| 2020 ${"| 2 ".repeat(12)}|`);
    const found = await findCommittee(database.db, "Radnämnden");
    const [indicator] = await listIndicators(database.db, found.ok ? found.value.id : 0);
    const origins = await database.db.selectFrom("origin").select(["id", "place"]).execute();
    const lineOf = (period: string) => origins.find(({ id }) => id === indicator!.values.find((value) => value.period === period)!.origin)!["place"];
    expect([lineOf("2021-01-01"), lineOf("2020-12-01")]).toEqual([11, 12]);
  });

  test("a scale of five steps, texts of many pages and strange signs are kept without an error", async () => {
    const long = Array.from({ length: 900 }, (_, index) => `ord${(index * 7919) % 10007}`).join(" ");
    const text = `Ekby kommun\n\n# Verksamhetsplan och budget 2021\n\nSkalnämnden\n\nText med \\u0000 i.\n\nRisk\tSannolikhet\tKonsekvens\tÅtgärd\n${long} 😀\t5\t2,5\t${long}`;
    const kept = await keep(text);
    expect(kept.ok).toBe(true);
    const [risk] = await database.db.selectFrom("risk").selectAll().where("description", "like", "ord0 ord7919%").execute();
    expect(risk).toMatchObject({ likelihood: null, consequence: null });
  });

  test("a name that is not letters is refused in words", async () => {
    expect(await keep(REPORT("-1,0"), { committee: "???" })).toMatchObject({ ok: false, failure: { message: expect.stringContaining("kan inte vara ett namn") } });
  });
});
