import { z } from "@hono/zod-openapi";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { fail, succeed, type Outcome } from "../platform/outcome.ts";
import { compareSwedish } from "../platform/swedish.ts";
import { committeesNamed, committeesOf, type Committee } from "./committee.ts";
import { allUnits } from "./unit-store.ts";
import { endOf, namingDay, spellOn, spokenOfOn, UNIT_KINDS, type Unit, type UnitHistory } from "./unit.ts";

const inSwedishOrder = (units: readonly UnitHistory[], day: string): UnitHistory[] =>
  [...units].sort((a, b) => compareSwedish(spokenOfOn(a, day).name, spokenOfOn(b, day).name));

const told = new WeakMap<Db, readonly UnitHistory[]>();

/** Tells a handle that lives for one request what the units are, so that they are read once for it. */
export function tellUnits(db: Db, units: readonly UnitHistory[], reads: readonly number[] | "all"): void {
  told.set(db, reads === "all" ? units : units.map((unit) => ({ ...unit, readable: reads.includes(unit.id) })));
}
const unitsFor = async (db: Db): Promise<readonly UnitHistory[]> => told.get(db) ?? allUnits(db);

/** All committees there are or were that who asks may read, named as in the year, or today. Addresses are the same for all readers. */
export async function listCommittees(db: Db, year: number | null = null): Promise<Committee[]> {
  return committeesOf(inSwedishOrder(await unitsFor(db), today()), year, today()).filter(({ readable }) => readable);
}

/** Finds a committee, named as in the year, by any name it has had or its address. */
export async function findCommittee(db: Db, name: string, year: number | null = null): Promise<Outcome<Committee>> {
  const committees = await listCommittees(db, year);
  const found = committeesNamed(committees, name);
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

/** What should be known of a committee's names and mergers by who reads its year; empty for most. */
export async function committeeHistory(db: Db, { id, name, currentName, endedOn, mergedInto }: Committee): Promise<string[]> {
  const units = await unitsFor(db);
  const nameOf = (unitId: number | null, day: string) => spokenOfOn(units.find((unit) => unit.id === unitId)!, day).name;
  const absorbed = units.filter((unit) => unit.mergedInto === id);
  return [
    ...(name === currentName ? [] : [`Nämnden heter ${endedOn ? "sist" : "nu"} ${currentName}.`]),
    ...(endedOn ? [`Nämnden ${endedOn > today() ? "upphör" : "upphörde"} ${endedOn}${mergedInto === null ? "" : ` och ${endedOn > today() ? "uppgår" : "uppgick"} i ${nameOf(mergedInto, endedOn)}`}.`] : []),
    ...absorbed.filter((unit) => (endOf(unit) ?? "") <= today()).map((unit) => `${unit.spells.at(-1)!.name} uppgick i nämnden ${endOf(unit)}; dess uppgifter ligger kvar under det namnet.`),
  ];
}

/** Units with the name they have on the day (ISO date), in Swedish order. */
export async function unitsOn(db: Db, day: string): Promise<Unit[]> {
  return inSwedishOrder(await unitsFor(db), day).flatMap((unit) => {
    const spell = spellOn(unit, day);
    return spell ? [{ id: unit.id, kind: unit.kind, name: spell.name, parentId: spell.parentId, example: unit.example }] : [];
  });
}

/** Units that lie under one in a year, in Swedish order: not itself, nor committees. */
export async function unitsUnder(db: Db, ownerId: number, year: number): Promise<Unit[]> {
  const units = await unitsOn(db, namingDay(year, today()));
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const isUnder = (id: number): boolean => {
    for (let at = parents.get(id) ?? null, steps = 0; at !== null && steps < units.length; at = parents.get(at) ?? null, steps++) if (at === ownerId) return true;
    return false;
  };
  return units.filter(({ id, kind }) => kind !== "committee" && isUnder(id));
}

/** The address of a committee and a year, in the API of every slice. */
export const CommitteeYear = z.object({
  committee: z.string().openapi({ param: { name: "committee", in: "path" }, description: "Nämndens namn eller adress", example: "individ-och-familjenamnden" }),
  year: z.string().regex(/^(19|20)\d\d$/, "året ska ha fyra siffror").openapi({ param: { name: "year", in: "path" }, example: "2021" }),
});

export { unitsFor as listUnits, UNIT_KINDS };

/** The example municipality, while the installation has no other; else null. */
export async function exampleMunicipality(db: Db): Promise<number | null> {
  const municipalities = (await unitsFor(db)).filter(({ kind }) => kind === "municipality");
  return municipalities.every(({ example }) => example) ? (municipalities[0]?.id ?? null) : null;
}
