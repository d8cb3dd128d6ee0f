import { beforeAll, describe, expect, test } from "vitest";
import { parseNumber } from "../src/platform/swedish.ts";
import { readFile, type ReadFile } from "../src/reading/file-adapter.ts";
import type { Reading } from "../src/reading/reading.ts";
import { corpusFile, HAS_CORPUS, SKIPPED } from "./corpus.ts";

async function readingOf(number: string): Promise<ReadFile> {
  const { name, bytes } = corpusFile(number);
  const read = await readFile(name, bytes);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

describe.runIf(HAS_CORPUS)(`published documents are understood${SKIPPED}`, () => {
  describe("an annual report inside a meeting's papers (004)", () => {
    let reading: Reading;
    let text: string;
    beforeAll(async () => {
      reading = (await readingOf("004")).reading;
      text = corpusFile("004").text;
    });

    test("whose it is", () => {
      expect(reading.document).toMatchObject({ kind: "annual-report", organisation: "Solna stad", committee: "Socialnämnden", year: "2021", diaryNumber: "SN/2021:1", sure: true });
    });

    test("every cell of every monthly table, read out of the text by hand here", () => {
      const lines = text.split("\n");
      const tables = lines.flatMap((line, index) => (line.startsWith('	jan	feb') ? [lines.slice(index + 1, index + 4)] : []));
      expect(tables).toHaveLength(30);
      expect(reading.series).toHaveLength(30);
      tables.forEach((rows, index) => {
        const years = Object.fromEntries(rows.map((row) => row.split("\t")).map(([year, ...cells]) => [year!, cells.map((cell) => parseNumber(cell))]));
        expect(reading.series[index]!.years).toEqual(years);
        expect(reading.series[index]!.sure).toBe(true);
      });
    });

    test("the groups of the monthly tables", () => {
      const groups = Map.groupBy(reading.series, ({ group }) => group);
      expect([...groups].map(([group, own]) => [group, own.length])).toEqual([
        ["Ekonomiskt bistånd", 2], ["Barn, 0-12 år", 4], ["Ungdom, 13-20 år", 4], ["Ensamkommande flyktingbarn", 3], ["Vuxna", 7], ["Våld i nära relation", 10],
      ]);
    });

    test("the statements, with the figures that contradict each other as they stand", () => {
      const [income, activities, investments, staff] = reading.statements;
      expect(reading.statements.map(({ kind, rows }) => [kind, rows.length])).toEqual([["income", 15], ["activities", 6], ["investments", 1], ["staff", 6]]);
      expect(income!.rows.at(-1)).toMatchObject({ label: "Verksamhetens nettokostnader", cells: ["-204.4", "-202.9", "0.7", "25.4", "-229.8", "-208.5", "-4.1"] });
      expect(income!.rows[2]).toMatchObject({ label: "Bidrag", cells: ["25.9", "29.3", null, "2.0", "23.9", "26.3", "0.4"] });
      expect(activities!.rows[3]).toMatchObject({ label: "Ekonomi och arbetsmarknad", cells: ["-44.0", "-39.6", null, "9", "-53", "-44.2", "-0.2"] });
      expect(investments!.rows[0]!.cells).toEqual(["0.0", "0.0", "0.0", "0.2", "0.2", "0.2", "-0.2"]);
      expect(staff!.rows.map(({ cells }) => cells)).toEqual([["226", "219", "7"], ["169", "165", "4"], ["57", "54", "3"], ["220.2", "215.4", "4.8"], ["8.1", "8.2", "-0.1"], ["84.8", "83.1", "1.7"]]);
      expect(staff!.footnotes).toEqual([expect.stringContaining("överenskommen sysselsättningsgrad")]);
    });

    test("the goals with their assessments, the assignment with its status", () => {
      expect(reading.goals.map(({ assessment, level, activities }) => [assessment, level, activities.length])).toEqual([3, 4, 5, 5].map((count) => ["Målet uppfylls i år", "Nämndmål", count]));
      expect(reading.assignments).toEqual([expect.objectContaining({ status: "Uppdraget är slutfört" })]);
    });

    test("the sixteen control results, broken by pages, each with its grade", () => {
      const grades = reading.controlResults.map(({ grade }) => grade);
      expect(grades.filter((grade) => grade === "Ingen eller försumbar avvikelse")).toHaveLength(10);
      expect(grades.filter((grade) => grade === "Lindrig avvikelse")).toHaveLength(5);
      expect(grades.filter((grade) => grade === "Kännbar avvikelse")).toHaveLength(1);
      expect(new Set(reading.controlResults.map(({ category }) => category))).toEqual(new Set(["Medarbetare", "Verksamhetsprocesser"]));
      expect(reading.controlResults.every(({ process, check, text: found }) => process && check && found)).toBe(true);
    });

    test("the decisions reported back", () => {
      expect(reading.reportBacks.map(({ meeting }) => meeting)).toEqual(["SN 2021-02-15", "SN 2021-06-14", "SN/2021-10-12"]);
    });
  });

  describe("a plan and budget (000)", () => {
    let reading: Reading;
    beforeAll(async () => {
      reading = (await readingOf("000")).reading;
    });
    test("whose it is, although a memorandum stands before it", () => {
      expect(reading.document).toMatchObject({ kind: "operational-plan", organisation: "Solna stad", committee: "Socialnämnden", year: "2023", diaryNumber: "SN/2022:1" });
    });
    test("thirteen risks, the category carried down over three pages", () => {
      expect(reading.risks.map(({ riskIndex }) => riskIndex)).toEqual(["12", "12", "9", "9", "12", "12", "9", "12", "12", "12", "12", "12", "12"]);
      expect(new Set(reading.risks.map(({ category }) => category))).toEqual(new Set(["Verksamhetsprocesser"]));
      expect(reading.risks.every(({ process, risk, check }) => process && risk && check)).toBe(true);
    });
    test("goals on two levels with activities and measures, a description broken by a page put together", () => {
      const own = reading.goals.filter(({ level }) => level === "Nämndmål");
      expect(reading.goals.length - own.length).toBe(4);
      expect(own.map(({ activities, measures }) => [activities.length, measures.length])).toEqual([[4, 4], [4, 2], [3, 2], [3, 0]]);
      expect(own[0]!.activities[3]!.description).toMatch(/arbetsförmåga och vilken typ av sysselsättning som är möjlig\.$/);
    });
    test("budgets, fees and declarations", () => {
      expect(reading.statements.map(({ kind, title }) => [kind, title])).toEqual([["budget", "Driftbudget, nämnd"], ["budget", "Driftbudget, per verksamhet"], ["investments", "Investeringsbudget"]]);
      expect(reading.statements[1]!.rows.at(-1)).toMatchObject({ label: "Summa nettokostnader", cells: ["-227.4", "-226.2", "1.2"] });
      expect(reading.fees).toHaveLength(5);
      expect(reading.fees[0]).toMatchObject({ decided: null, status: "Ny", newDecision: "2022-11-28", validFrom: "2023-01-01" });
      expect(reading.declarations).toHaveLength(10);
      expect(reading.declarations[2]).toMatchObject({ service: "Ekonomiskt bistånd", decided: "2017-11-14", status: "Oförändrad" });
    });
  });

  describe("a scanned plan without å, ä and ö (003)", () => {
    let reading: Reading;
    beforeAll(async () => {
      reading = (await readingOf("003")).reading;
    });
    test("nothing in it is called sure", () => {
      expect([...reading.goals, ...reading.goals.flatMap(({ indicators }) => indicators), ...reading.statements].some(({ sure }) => sure)).toBe(false);
      expect(reading.document.sure).toBe(false);
    });
    test("indicators are found under their goals, with baselines and targets that stand clear in the scan", () => {
      const indicators = reading.goals.flatMap((goal) => goal.indicators);
      expect(indicators.length).toBeGreaterThanOrEqual(28);
      const find = (name: RegExp) => indicators.find((indicator) => name.test(indicator.name));
      expect(find(/Fossilfritt drivmedel/)).toMatchObject({ baseline: "35", targets: { "2023": "50", "2024": "öka", "2025": "öka" }, source: "SBK" });
      expect(find(/Antal barn i hushall/)).toMatchObject({ baseline: "375", targets: { "2023": "400", "2024": "oförändrat", "2025": "minska" } });
      expect(find(/Personalomsattning/)).toMatchObject({ baseline: "16.5", targets: { "2023": "15.4", "2024": "minska", "2025": "minska" }, source: "HR" });
    });
    test("the budget table, where the digits can be grouped", () => {
      const budget = reading.statements.find(({ rows }) => rows.some(({ label }) => /totalt/.test(label)));
      expect(budget!.rows.at(-1)!.cells).toEqual(["788215", "764885", "823329", "35113"]);
    });
  });

  test("a plan inside a web page (002): numbered goals in running text, none of it from the links around", async () => {
    const { reading } = await readingOf("002");
    expect(reading.document.year).toBe("2011");
    expect(reading.goals.filter(({ level }) => level === "Effektmål").length).toBeGreaterThanOrEqual(11);
    expect(reading.goals.map(({ text: goal }) => goal)).toContain("Antalet vräkningar ska fortsätta ligga på en låg nivå i Solna.");
  });
});
