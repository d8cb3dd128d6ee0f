import { z } from "@hono/zod-openapi";
import { today } from "../platform/clock.ts";
import { noteAsked } from "../platform/db/asked.ts";
import type { Db } from "../platform/db/database.ts";
import type { Register } from "../platform/edit/register.ts";
import { fail, Refused, succeed, type Outcome } from "../platform/outcome.ts";
import { compareSwedish } from "../platform/swedish.ts";
import { committeesNamed, committeesOf, type Committee } from "./committee.ts";
import type { Scope } from "./scope.ts";
import { allUnits, organisationChange } from "./unit-store.ts";
import { endOf, goneInto, isPrincipal, namingDay, spellOn, spokenOfOn, under, UNIT_KINDS, type Unit, type UnitHistory } from "./unit.ts";

const inSwedishOrder = (units: readonly UnitHistory[], day: string): UnitHistory[] =>
  [...units].sort((a, b) => compareSwedish(spokenOfOn(a, day).name, spokenOfOn(b, day).name));

const MOST_MADE = 200;
const told = new WeakMap<Db, readonly UnitHistory[]>();

/** Tells a handle that lives for one request what the units are, so that they are read once for it. */
export const tellUnits = (db: Db, units: readonly UnitHistory[], reads: readonly number[] | "all"): void => void told.set(db, reads === "all" ? units : ofUnits(units, `readable ${reads.join(",")}`, () => {
  const readable = new Set(reads);
  return units.map((unit) => ({ ...unit, readable: readable.has(unit.id) }));
}));

const made = new WeakMap<readonly UnitHistory[], Map<string, unknown>>();
/** What is made of the same units on the same day, once. */
function ofUnits<Made>(units: readonly UnitHistory[], what: string, make: () => Made): Made {
  const all = made.get(units) ?? new Map<string, unknown>();
  made.set(units, all);
  const key = `${today()} ${what}`;
  if (!all.has(key)) {
    // As many as there are readers' views and committees' years; what was another day's goes with the rest.
    if (all.size >= MOST_MADE) all.clear();
    all.set(key, make());
  }
  return all.get(key) as Made;
}
async function unitsFor(db: Db): Promise<readonly UnitHistory[]> {
  const known = told.get(db);
  if (known) noteAsked({ tables: ["unit", "unit_version"], personal: false });
  return known ?? allUnits(db);
}

/** What was read of an organisation, by the pool it was read through, and at which of its changes. */
const kept = new WeakMap<object, { readonly change: string; readonly units: readonly UnitHistory[] }>();
/**
 * All units, as the program sees them: read anew only when the organisation has changed since, by whichever process. Not for
 * use inside a transaction, whose changes may come to nothing.
 * @param of what they are kept by, where the handle lives for one request only.
 */
export async function keptUnits(db: Db, of: object = db): Promise<readonly UnitHistory[]> {
  if (db.isTransaction) return allUnits(db);
  const change = await organisationChange(db);
  const known = kept.get(of);
  if (known?.change === change) return known.units;
  const units = await allUnits(db);
  kept.set(of, { change, units });
  return units;
}

/** All committees there are or were that who asks may read, named as in the year, or today. Addresses are the same for all readers. */
export async function listCommittees(db: Db, year: number | null = null): Promise<readonly Committee[]> {
  const units = await unitsFor(db);
  return ofUnits(units, `committees ${year}`, () => committeesOf(inSwedishOrder(units.filter((unit) => isPrincipal(unit) || unit.kind === "municipality"), today()), year, today()).filter(({ readable }) => readable));
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

/** The committees that a page tells of, each by its own name: its own, and in today's organisation those that have gone up in it. */
export async function committeesTold(db: Db, { committee, todaysOrganisation = false }: Scope): Promise<{ readonly id: number; readonly name: string }[]> {
  if (!todaysOrganisation) return [committee];
  const units = await unitsFor(db);
  const gone = goneInto(units, committee.id, today()).filter((unit) => isPrincipal(unit) && unit.readable);
  return [committee, ...inSwedishOrder(gone, today()).map((unit) => ({ id: unit.id, name: spokenOfOn(unit, today()).name }))];
}

/** Units with the name they have on the day (ISO date), in Swedish order. */
export async function unitsOn(db: Db, day: string): Promise<readonly Unit[]> {
  const units = await unitsFor(db);
  return ofUnits(units, `on ${day}`, () => toUnits(units, day));
}

const toUnits = (units: readonly UnitHistory[], day: string): Unit[] =>
  inSwedishOrder(units, day).flatMap((unit) => {
    const spell = spellOn(unit, day);
    return spell ? [{ id: unit.id, kind: unit.kind, name: spell.name, parentId: spell.parentId, example: unit.example }] : [];
  });

/** Units that lie under one in a year, in Swedish order: not itself, nor committees. */
export async function unitsUnder(db: Db, ownerId: number, year: number): Promise<readonly Unit[]> {
  const day = namingDay(year, today());
  const all = await unitsFor(db);
  return ofUnits(all, `on ${day} under ${ownerId}`, () => toUnits(under(all, ownerId, day).filter((unit) => !isPrincipal(unit) && unit.id !== ownerId), day));
}

/** Units that have lain under one on any day of a year, also those that ended or moved away within it: what is a year's is theirs too. In Swedish order. */
export async function unitsDuring(db: Db, ownerId: number, year: number): Promise<readonly Unit[]> {
  const all = await unitsFor(db);
  return ofUnits(all, `during ${year} under ${ownerId}`, () => during(all, ownerId, year));
}
function during(all: readonly UnitHistory[], ownerId: number, year: number): Unit[] {
  const day = namingDay(year, today());
  const days = new Set([`${year}-01-01`, day, `${year}-12-31`, ...all.flatMap(({ spells }) => spells.flatMap(({ from }) => (from?.startsWith(`${year}-`) ? [from] : [])))]);
  const within = new Set([...days].flatMap((one) => under(all, ownerId, one).map(({ id }) => id)));
  return inSwedishOrder(all.filter((unit) => within.has(unit.id) && unit.id !== ownerId && !isPrincipal(unit)), day).map((unit) => { const { name, parentId } = spokenOfOn(unit, day); return { id: unit.id, kind: unit.kind, name, parentId, example: unit.example }; });
}

/** Holds that a unit that a row names is the committee's in a year. @throws Refused */
export async function holdCommitteesUnit(db: Db, committeeId: number, year: number, unitId: string): Promise<void> {
  if (!(await unitsDuring(db, committeeId, year)).some(({ id }) => String(id) === unitId)) throw new Refused({ code: "no-unit", field: "unit_id", message: "Enheten hör inte till nämnden." });
}

/** For registers: a row's unit is the committee's, in the register's year, or in that of the day that a column says. */
export const holdRowsUnit = (dayColumn: string | null = null): NonNullable<Register["hold"]> => async (db, { committeeId, year }, row, whole = row) => {
  // A row that gets another day is held against the year of that.
  const unitId = row["unit_id"] ?? (dayColumn !== null && row[dayColumn] ? (whole["unit_id"] ?? null) : null);
  if (unitId !== null) await holdCommitteesUnit(db, committeeId, Number(((dayColumn === null ? year : (row[dayColumn] ?? whole[dayColumn])) ?? today()).toString().slice(0, 4)), unitId);
};
/** The units of a committee's year, as a form chooses among them. */
export async function unitChoices(db: Db, { committee, year }: Scope): Promise<readonly (readonly [value: string, words: string])[]> {
  return [["", "ingen"], ...(await unitsDuring(db, committee.id, year)).map(({ id, name }) => [String(id), name] as const)];
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

export { holdUnit } from "./unit-store.ts";
