import { describe, expect, test } from "vitest";
import { accountMapFault, lineOfAccount, mapOn, READY_ACCOUNT_MAP, type AccountMap, type AccountMapRow } from "./account-map.ts";

/** "60-62 premises" and so on, as a controller would write it. */
const rows = (text: string): AccountMapRow[] => text.trim().split(/\s*,\s*/).map((one) => { const [range = "", line = ""] = one.split(" "); const [from = "", to = from] = range.split("-"); return { from, to, line: line as AccountMapRow["line"] }; });
const map = (text: string, validFrom: string | null = null): AccountMap => ({ validFrom, rows: rows(text) });

describe("the line of an account", () => {
  test("is by the classes of Kommun-Bas to begin with", () => {
    const told = (accounts: string) => accounts.split(" ").map((account) => lineOfAccount(READY_ACCOUNT_MAP, account));
    expect(told("3110 3410 3511 3600 3990 3790 5010 4610 4010 6011 6230 6310 7911 7710 7210")).toEqual(["fees", "rents", "grants", "sales", "internal-income", "other-income", "staff", "purchases", "other-costs", "premises", "premises", "other-costs", "capital", "internal-costs", "other-costs"]);
  });
  test("is by the narrowest range that it is in: an exception within a range holds", () => {
    const own = map("4-7 other-costs, 60-62 premises, 6150 staff, 6151-6159 purchases");
    expect(["6010", "6149", "6150", "6155", "6290", "6300"].map((account) => lineOfAccount(own, account))).toEqual(["premises", "premises", "staff", "purchases", "premises", "other-costs"]);
  });
  test("is none where no range holds it", () => expect(["1930", "8400", "9010", "FEL", ""].map((account) => lineOfAccount(READY_ACCOUNT_MAP, account))).toEqual([null, null, null, null, null]));
  test("is by the map of the day, and the ready one before the first", () => {
    const maps = [map("5 staff", "2026-01-01"), map("5 purchases", "2027-01-01")];
    expect([mapOn(maps, "2025-12-31"), mapOn(maps, "2026-06-30"), mapOn(maps, "2027-01-01")].map((one) => lineOfAccount(one, "5010"))).toEqual(["staff", "staff", "purchases"]);
  });
});

describe("a map is not kept that", () => {
  test.each([
    ["5x staff", "Rad 1: skriv kontonas början och slut med siffror, till exempel 60 till 62."],
    ["60-620 premises", "Rad 1: 60 och 620 har olika många siffror."],
    ["62-60 premises", "Rad 1: 62 kommer efter 60."],
    ["60-62 lokaler", "Rad 1: välj en rad i resultaträkningen."],
    ["60-62 premises, 62-64 staff", "Rad 2: 62–64 går delvis över rad 1; ett undantag ska ligga helt inom den."],
    ["60-62 premises, 60-62 staff", "Rad 2: 60–62 står redan."],
  ])("%s", (text, message) => expect(accountMapFault(rows(text))?.message).toBe(message));
  test("but an exception within a range is", () => expect(accountMapFault(rows("60-69 other-costs, 60-62 premises, 6150 staff"))).toBeNull());
});
