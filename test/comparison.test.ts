import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chooseComparison, settleMeasure } from "../src/comparison/comparison-commands.ts";
import { fetchComparison } from "../src/comparison/comparison-fetch-commands.ts";
import { comparisonIds, municipalityCodes, placeOf, type ComparisonValue } from "../src/comparison/comparison.ts";
import { listComparisonMeasures, listComparisonValues } from "../src/comparison/comparison-reads.ts";
import { openKolada } from "../src/comparison/kolada-adapter.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, type Town } from "./town.ts";

const TOWNS: Readonly<Record<string, string>> = { "0184": "Solna", "0181": "Södertälje", "0000": "Riket" };
interface Spoken {
  titles: Record<string, string>;
  asked: string[];
  answer: "whole" | "elsewhere" | "nonsense" | "broken";
}
/** A server that speaks Kolada's protocol v3: lists in values, three rows a page, `next_url` to the next. */
function koladaServer(): { spoken: Spoken; listen: () => Promise<string>; close: () => void } {
  const spoken: Spoken = { titles: { N31807: "Utredningstid, dagar", U30455: "Brukare i tid, andel (%)" }, asked: [], answer: "whole" };
  const server = http.createServer((request, response) => {
    const url = new URL(request.url!, "http://127.0.0.1");
    spoken.asked.push(url.pathname);
    const say = (body: string, status = 200) => response.writeHead(status, { "content-type": "application/json" }).end(body);
    if (spoken.answer === "broken") return say("{}", 500);
    if (spoken.answer === "nonsense") return say('{"values":[{"id":7}]}');
    const parts = url.pathname.split("/").slice(2).map((part) => decodeURIComponent(part).split(","));
    if (parts.some((ids) => ids.length > 25)) return say('{"detail":"too many"}', 400);
    const rows: string[] = [];
    if (parts[0]![0] === "kpi") for (const id of parts[1]!) if (spoken.titles[id]) rows.push(JSON.stringify({ id, title: spoken.titles[id], description: "Så mäts det", is_divided_by_gender: id.startsWith("U") ? 1 : 0 }));
    if (parts[0]![0] === "municipality") for (const id of parts[1]!) if (TOWNS[id]) rows.push(JSON.stringify({ id, title: TOWNS[id], type: "K" }));
    if (parts[0]![0] === "data") {
      for (const kpi of parts[2]!) for (const municipality of parts[4]!) for (const year of parts[6]!) {
        const missing = municipality === "0181" && year === "2024";
        const genders = kpi.startsWith("U") ? ["T", "K", "M"] : ["T"];
        // Written as text, so that the number is as Kolada would write it.
        rows.push(`{"kpi":"${kpi}","municipality":"${municipality}","period":${year},"values":[${genders.map((gender) => `{"gender":"${gender}","count":1,"status":${missing ? '"Missing"' : '""'},"value":${missing ? "0" : municipality === "0184" ? "112.300000000000000001" : "98.50"}}`).join(",")}]}`);
      }
    }
    const page = Number(url.searchParams.get("page") ?? 1);
    const next = page * 3 < rows.length ? `"${spoken.answer === "elsewhere" ? "http://127.0.0.2:1" : `http://${request.headers.host}`}${url.pathname}?page=${page + 1}"` : "null";
    return say(`{"count":${rows.length},"values":[${rows.slice((page - 1) * 3, page * 3).join(",")}],"next_url":${next}}`);
  });
  return { spoken, listen: () => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v3`))), close: () => server.close() };
}

describe("Kolada's protocol", () => {
  const { close, listen, spoken } = koladaServer();
  let base: string;
  beforeAll(async () => void (base = await listen()));
  afterAll(() => close());

  test("pages are followed by next_url, numbers are kept as written, and what is missing is not zero", async () => {
    const values = await openKolada(base).values(["N31807"], ["0184", "0181"], [2023, 2024]);
    expect(values.map(({ code, status, value, year }) => [code, year, value, status])).toEqual([["0184", 2023, "112.300000000000000001", null], ["0184", 2024, "112.300000000000000001", null], ["0181", 2023, "98.50", null], ["0181", 2024, null, "Missing"]]);
  });
  test("women, men and all are told apart", async () => expect((await openKolada(base).values(["U30455"], ["0184"], [2024])).map(({ gender }) => gender)).toEqual(["T", "K", "M"]));
  test("no part of an address names more than 25", async () => {
    spoken.asked.length = 0;
    const ids = Array.from({ length: 60 }, (_, index) => `N${String(10000 + index)}`);
    await openKolada(base).definitions(ids);
    expect(spoken.asked.map((path) => path.split("/").at(-1)!.split(",").length)).toEqual([25, 25, 10]);
  });
  test.each([["elsewhere", "fortsättning som inte går att följa"], ["nonsense", "inte förstår"], ["broken", "svarade 500"]] as const)("a server that answers %s is refused in one sentence", async (answer, words) => {
    spoken.answer = answer;
    await expect(openKolada(base).values(["N31807"], ["0184", "0181"], [2023, 2024])).rejects.toThrow(words);
    spoken.answer = "whole";
  });
  test("a server that is not there says so", async () => expect(openKolada("http://127.0.0.1:9/v3").definitions(["N31807"])).rejects.toThrow("Kolada svarar inte"));
});

test("numbers and codes are read as people write them, and nothing else is", () => {
  expect([comparisonIds("n31807, U30455 N31807"), comparisonIds("N318"), municipalityCodes("0184 0181;0000"), municipalityCodes("Solna")]).toEqual([["N31807", "U30455"], null, ["0184", "0181", "0000"], null]);
});
test("a place is among those that are known", () => {
  const value = (code: string, text: string | null): ComparisonValue => ({ measureId: 1, code, year: 2024, gender: "T", value: text, status: null });
  expect([placeOf([value("1", "5"), value("2", "9"), value("3", null)], "1"), placeOf([value("1", null)], "1")]).toEqual([{ place: 2, of: 2 }, null]);
});

describe.each(ENGINES)("a committee's comparison, on the %s engine", (engine) => {
  const { close, listen, spoken } = koladaServer();
  let database: Database;
  let town: Town;
  let start: Context;
  let kolada: ReturnType<typeof openKolada>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    start = { db: database.db, actor: program("start") };
    kolada = openKolada(await listen());
    await valueOf(settleMeasure(start, { measureId: town.measureId, remove: true }));
  });
  afterAll(async () => {
    close();
    await database.close();
  });

  test("what is chosen is fetched, and fetched again changes nothing but what is new", async () => {
    const definitions = await kolada.definitions(["N31807", "U30455"]);
    await valueOf(chooseComparison(start, { committeeId: town.committeeId, definitions, municipalities: [{ code: "0184", name: "Solna", own: true }, { code: "0181", name: "Södertälje", own: false }] }));
    expect((await valueOf(fetchComparison(start, { committeeId: town.committeeId, kolada, year: 2024 }))).values).toBe(2 * 10 + 2 * 10 * 3);
    await valueOf(fetchComparison(start, { committeeId: town.committeeId, kolada, year: 2024 }));
    const measures = await listComparisonMeasures(start.db, town.committeeId);
    const values = await listComparisonValues(start.db, measures.map(({ id }) => id));
    expect(values).toHaveLength(80);
    expect(values.find(({ code, year }) => code === "0181" && year === 2024)).toMatchObject({ value: null, status: "Missing" });
    expect(values.find(({ code }) => code === "0184")!.value).toBe("112.300000000000000001");
  });
  test("another title for the same number is asked about, not taken", async () => {
    spoken.titles["N31807"] = "Utredningstid, kalenderdagar";
    expect((await valueOf(fetchComparison(start, { committeeId: town.committeeId, kolada, year: 2024 }))).drifted).toBe(1);
    const [measure] = await listComparisonMeasures(start.db, town.committeeId);
    expect(measure).toMatchObject({ title: "Utredningstid, dagar", otherTitle: "Utredningstid, kalenderdagar" });
    await valueOf(settleMeasure(start, { measureId: measure!.id, remove: false }));
    expect((await listComparisonMeasures(start.db, town.committeeId))[0]).toMatchObject({ title: "Utredningstid, kalenderdagar", otherTitle: null });
  });
  test("a fetch that fails keeps what there was", async () => {
    spoken.answer = "broken";
    await expect(fetchComparison(start, { committeeId: town.committeeId, kolada, year: 2024 })).rejects.toThrow("svarade 500");
    spoken.answer = "whole";
    const measures = await listComparisonMeasures(start.db, town.committeeId);
    expect(await listComparisonValues(start.db, measures.map(({ id }) => id))).toHaveLength(80);
  });
});
