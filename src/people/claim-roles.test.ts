import { describe, expect, test } from "vitest";
import type { UnitHistory } from "../organisation/unit.ts";
import { claimedPerson, rolesFromClaims, unitOfPath } from "./claim-roles.ts";

const unit = (id: number, name: string, parentId: number | null): UnitHistory => ({
  id, kind: parentId === null ? "municipality" : "committee", example: false, mergedInto: null, splitFrom: null, readable: true, spells: [{ name, parentId, from: null, to: null, placedAt: "2020-01-01T00:00:00.000000Z" }],
});
const EKBY = [unit(1, "Ekby kommun", null), unit(2, "Socialnämnden", 1), unit(3, "Alby kommun", null), unit(4, "Socialnämnden", 3), unit(5, "Hemtjänst", 2)];
const TODAY = "2026-11-22";

describe("groups at the identity provider give roles", () => {
  const rules = [
    { claim: "groups", value: "g-1", role: "controller", unit: "Ekby kommun/Socialnämnden" }, { claim: "realm_access.roles", value: "revision", role: "auditor", unit: "*" },
    { claim: "groups", value: "g-2", role: "reader", unit: "Ekby kommun/Vägnämnden" }, { claim: "title", value: "Enhetschef", role: "reporter", unit: "Ekby kommun/Socialnämnden/Hemtjänst" },
  ] as const;
  test("in a list, in a nest, or alone", () => {
    expect(rolesFromClaims(rules, { groups: ["g-0", "g-1"], realm_access: { roles: ["revision"] }, title: "Enhetschef" }, EKBY, TODAY)).toEqual({
      roles: [{ role: "controller", unitId: 2 }, { role: "auditor", unitId: null }, { role: "reporter", unitId: 5 }], unplaced: [],
    });
  });
  test("a rule for a unit that is not there gives nothing, and is told", () => expect(rolesFromClaims(rules, { groups: "g-2" }, EKBY, TODAY)).toEqual({ roles: [], unplaced: [rules[2]] }));
  test("no group, no role", () => expect(rolesFromClaims(rules, { groups: [] }, EKBY, TODAY).roles).toEqual([]));
  test("a name that two units bear is no place", () => expect([unitOfPath(EKBY, "Socialnämnden", TODAY), unitOfPath(EKBY, "Alby kommun/Socialnämnden", TODAY)]).toEqual([null, 4]));
});

test("a person is called what the provider calls them", () => {
  expect(claimedPerson({ given_name: "Anna", family_name: "Ek", email: "anna@ekby.example", email_verified: true })).toEqual({ name: "Anna Ek", email: "anna@ekby.example", emailVerified: true });
  expect(claimedPerson({ upn: "bo@ekby.example", unique_name: "EKBY\\bo" })).toEqual({ name: "EKBY\\bo", email: "bo@ekby.example", emailVerified: false });
});
