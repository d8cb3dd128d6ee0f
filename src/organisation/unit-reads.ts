import { z } from "@hono/zod-openapi";
import type { Db } from "../platform/db/database.ts";
import { fail, succeed, type Outcome } from "../platform/outcome.ts";
import { slug, type Unit } from "./unit.ts";
import { spellsOf, unitsOn } from "./unit-store.ts";

export interface Committee {
  readonly id: number;
  readonly name: string;
  readonly municipality: string;
  readonly municipalityId: number;
  readonly example: boolean;
  /** Its part of an address, unique in the installation. */
  readonly slug: string;
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** All committees, the real municipality's before the example's, in Swedish order. */
export async function listCommittees(db: Db, day: string = today()): Promise<Committee[]> {
  const units = await unitsOn(db, day);
  const committees = units.filter((unit) => unit.kind === "committee");
  const municipalityOf = (unit: Unit) => units.find((other) => other.id === unit.parentId);
  const count = (name: string) => committees.filter((other) => slug(other.name) === slug(name)).length;
  return committees
    .map((unit) => {
      const municipality = municipalityOf(unit);
      const own = slug(unit.name);
      return {
        id: unit.id,
        name: unit.name,
        municipality: municipality?.name ?? "",
        municipalityId: municipality?.id ?? unit.id,
        example: unit.example,
        slug: count(unit.name) > 1 ? `${slug(municipality?.name ?? "")}-${own}` : own,
      };
    })
    .sort((a, b) => Number(a.example) - Number(b.example));
}

/** Finds a committee by name or address, "Solna stad/Socialnämnden" where two municipalities have one of the name. */
export async function findCommittee(db: Db, name: string): Promise<Outcome<Committee>> {
  const committees = await listCommittees(db);
  const parts = name.split("/").map((part) => slug(part));
  const wanted = parts.at(-1)!;
  const found = committees.filter(
    (committee) => committee.slug === slug(name) || (slug(committee.name) === wanted && (parts.length === 1 || slug(committee.municipality) === parts[0])),
  );
  const [first] = found;
  if (!first) {
    const known = committees.map((committee) => committee.name).join(", ") || "inga ännu";
    return fail("no-committee", `Nämnden »${name}« finns inte; de som finns är: ${known}.`);
  }
  if (found.length > 1) {
    const choices = found.map((committee) => `${committee.municipality}/${committee.name}`).join(" eller ");
    return fail("ambiguous-committee", `Flera nämnder heter »${name}«; skriv ${choices}.`);
  }
  return succeed(first);
}

/** The address of a committee and a year, in the API of every slice. */
export const CommitteeYear = z.object({
  committee: z.string().openapi({ param: { name: "committee", in: "path" }, description: "Nämndens namn eller adress", example: "individ-och-familjenamnden" }),
  year: z.string().regex(/^(19|20)\d\d$/, "året ska ha fyra siffror").openapi({ param: { name: "year", in: "path" }, example: "2021" }),
});

export { spellsOf as unitHistory, unitsOn };
