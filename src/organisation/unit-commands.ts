import { today } from "../platform/clock.ts";
import { command, outcomeCommand, type Context } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { slug } from "../platform/swedish.ts";
import { bearerOf, belongsTo, endOf, isPrincipal, mayLieUnder, municipalityOf, sameName, spellOn, spokenOfOn, UNIT_KINDS, type UnitHistory, type UnitKind } from "./unit.ts";
import { addSpell, addUnit as insertUnit, allUnits, endSpell, markMerged, moveSpell, nameSpell } from "./unit-store.ts";

export interface CommitteeNames {
  readonly municipality: string;
  readonly committee: string;
  /** The year that the document with the names speaks of. */
  readonly year: number;
  readonly example?: boolean;
}

/** Finds the municipality and its committee by the names they had in the year, or at another time, or adds them. */
export const ensureCommittee = command("organisation.add", async (context, names: CommitteeNames): Promise<{ municipalityId: number; committeeId: number }> => {
  for (const name of [names.municipality, names.committee]) {
    if (!slug(name)) throw new Refused({ code: "bad-name", message: `»${name.slice(0, 60)}« kan inte vara ett namn; skriv det med bokstäver.` });
  }
  const units = await allUnits(context.db);
  // Finding one asks for nothing; what is saved there asks for its own permission.
  context.permit("own");
  const ensure = async (kind: "municipality" | "committee", name: string, parentId: number | null) => {
    const own = units.filter((unit) => unit.kind === kind && unit.spells.some((spell) => spell.parentId === parentId));
    const found = bearerOf(own, name, names.year, today());
    if (found) {
      refuseOutside(units, found, names.year);
      return found.id;
    }
    context.permit(parentId ?? "installation");
    const id = await insertUnit(context.db, { kind, name, parentId, example: names.example ?? false, from: null });
    context.record({ action: "unit.added", subject: `unit:${id}` });
    if (parentId !== null) await context.include(id, parentId);
    return id;
  };
  const municipalityId = await ensure("municipality", names.municipality, null);
  return { municipalityId, committeeId: await ensure("committee", names.committee, municipalityId) };
});

/** A name may be borne only before or after the year: then whose the document is, is for a person to say. */
function refuseOutside(units: readonly UnitHistory[], unit: UnitHistory, year: number): void {
  const begins = unit.spells[0]!.from;
  if (begins !== null && begins > `${year}-12-31`) {
    throw new Refused({ code: "ended-unit", message: `${unit.spells[0]!.name} finns från ${begins}; ange vilken nämnd uppgifterna för ${year} gäller.` });
  }
  const end = endOf(unit);
  if (end === null || end > `${year}-01-01`) return;
  const successor = units.find(({ id }) => id === unit.mergedInto);
  const went = successor ? ` och uppgick i ${spokenOfOn(successor, end).name}` : "";
  throw new Refused({ code: "ended-unit", message: `${unit.spells.at(-1)!.name} upphörde ${end}${went}; ange vilken nämnd uppgifterna för ${year} gäller.` });
}

export interface UnitInput {
  readonly kind: UnitKind;
  readonly name: string;
  readonly parentId: number;
  readonly from: string;
}

/** Adds a committee, administration or unit under another, from a day on (ISO date). */
export const addUnit = outcomeCommand("organisation.change", async (context, input: UnitInput): Promise<number> => {
  context.permit(input.parentId);
  const { db } = context;
  const units = await allUnits(db);
  const parent = theUnit(units, input.parentId);
  if (!spellOn(parent, input.from) || endOf(parent) !== null) throw new Refused({ code: "no-unit", message: `Enhet ${parent.id} finns inte ${input.from} eller har upphört.` });
  if (!mayLieUnder(input.kind, parent.kind)) throw new Refused({ code: "bad-parent", message: `En ${UNIT_KINDS[input.kind]} kan inte ligga under en ${UNIT_KINDS[parent.kind]}.` });
  const name = freeName(units, input.name, null, parent.id, input.from);
  const id = await insertUnit(db, { kind: input.kind, name, parentId: parent.id, example: parent.example, from: input.from });
  context.record({ action: "unit.added", subject: `unit:${id}` });
  return id;
});

/** Gives a unit a new name from a day on (ISO date). What was said under the old name keeps it. */
export const renameUnit = outcomeCommand("organisation.change", async (context, input: { unitId: number; name: string; from: string }): Promise<null> => {
  context.permit(input.unitId);
  const { db } = context;
  const units = await allUnits(db);
  const last = theLastSpell(theUnit(units, input.unitId));
  const name = freeName(units, input.name, input.unitId, last.parentId, input.from);
  if (last.from === input.from) {
    // A name is corrected on the day that it begins: nothing has been told by it before.
    await nameSpell(db, input.unitId, input.from, name);
  } else {
    if ((last.from !== null && input.from < last.from) || !(await endSpell(db, input.unitId, input.from))) {
      throw new Refused({ code: "bad-date", message: `Enheten heter ${last.name} från ${last.from}; välj den dagen, för att rätta namnet, eller en senare.` });
    }
    await addSpell(db, input.unitId, { ...last, name, from: input.from, to: null });
  }
  context.record({ action: "unit.renamed", subject: `unit:${input.unitId}` });
  return null;
});

/** Lets units go up in another of their kind from a day on: they end, their history stays theirs, what lies under them moves along. */
export const mergeUnits = outcomeCommand("organisation.change", async (context, input: { unitIds: readonly number[]; intoId: number; from: string }): Promise<null> => {
  for (const unitId of [...input.unitIds, input.intoId]) context.permit(unitId);
  const { db } = context;
  const units = await allUnits(db);
  if (input.unitIds.includes(input.intoId)) throw new Refused({ code: "bad-merger", message: "En enhet kan inte gå upp i sig själv." });
  const target = theUnit(units, input.intoId);
  const there = spellOn(target, input.from);
  if (!there || endOf(target) !== null) throw new Refused({ code: "no-unit", message: `Enhet ${input.intoId}, som de andra ska gå upp i, finns inte ${input.from} eller har upphört.` });
  const leaving = new Set(input.unitIds);
  for (let above = there.parentId; above !== null; above = spellOn(theUnit(units, above), input.from)?.parentId ?? null) {
    if (leaving.has(above)) throw new Refused({ code: "bad-merger", message: `Enhet ${target.id} ligger under enhet ${above} och kan inte ta emot den.` });
  }
  for (const unitId of leaving) {
    const unit = theUnit(units, unitId);
    if (unit.kind === "municipality" || unit.kind !== target.kind) {
      throw new Refused({ code: "bad-merger", message: `Enhet ${unitId} är en ${UNIT_KINDS[unit.kind]} och kan inte gå upp i enhet ${target.id}, som är en ${UNIT_KINDS[target.kind]}.` });
    }
    if (isPrincipal(unit) && theLastSpell(unit).parentId !== there.parentId) {
      throw new Refused({ code: "bad-merger", message: `Enhet ${unitId} hör till en annan kommun än enhet ${target.id}.` });
    }
    await end(db, unit, input.from);
    await markMerged(db, unitId, target.id);
    await moveBelow(db, units.filter(({ id }) => !leaving.has(id)), unitId, target.id, input.from);
    context.record({ action: "unit.merged", subject: `unit:${unitId}` });
  }
  return null;
});

/**
 * Divides a unit from a day on (ISO date): new ones of its kind beside it, which remember what they were a part of. It ends
 * then, or goes on with what is left. Its history stays its own, since nobody can say how it would be divided.
 */
export const splitUnit = outcomeCommand("organisation.change", async (context, input: { unitId: number; names: readonly string[]; from: string; goesOn: boolean }): Promise<number[]> => {
  context.permit(input.unitId);
  const { db } = context;
  const units = await allUnits(db);
  const whole = theUnit(units, input.unitId);
  const { parentId } = theLastSpell(whole);
  if (whole.kind === "municipality" || parentId === null) throw new Refused({ code: "bad-split", message: "En kommun kan inte delas." });
  if (input.names.length < (input.goesOn ? 1 : 2)) throw new Refused({ code: "bad-split", message: input.goesOn ? "Skriv namnet på minst en ny enhet." : "En enhet som upphör delas i minst två; skriv deras namn." });
  if (!spellOn(whole, input.from)) throw new Refused({ code: "bad-date", message: `Enhet ${whole.id} finns inte ${input.from}; välj en senare dag.` });
  const below = input.goesOn ? undefined : units.find(({ spells }) => spells.some((spell) => spell.parentId === whole.id && (spell.to === null || spell.to > input.from)));
  if (below) throw new Refused({ code: "not-empty", message: `Enhet ${below.id} ligger under enhet ${whole.id}; låt den upphöra eller flytta först.` });
  if (!input.goesOn) await end(db, whole, input.from);
  const made: number[] = [];
  for (const given of input.names) {
    const name = freeName(await allUnits(db), given, input.goesOn ? null : whole.id, parentId, input.from);
    const id = await insertUnit(db, { kind: whole.kind, name, parentId, example: whole.example, from: input.from, splitFrom: whole.id });
    context.record({ action: "unit.added", subject: `unit:${id}` });
    made.push(id);
  }
  context.record({ action: "unit.split", subject: `unit:${whole.id}` });
  return made;
});

/** Places a unit with all below it under another from a day on (ISO date). */
export const moveUnit = outcomeCommand("organisation.change", async (context, input: { unitId: number; parentId: number; from: string }): Promise<null> => {
  for (const id of [input.unitId, input.parentId]) context.permit(id);
  const { db } = context;
  const units = await allUnits(db);
  const unit = theUnit(units, input.unitId);
  const parent = theUnit(units, input.parentId);
  const last = theLastSpell(unit);
  if (last.parentId === parent.id) throw new Refused({ code: "bad-parent", message: `${last.name} ligger redan där.` });
  if (!spellOn(parent, input.from) || endOf(parent) !== null) throw new Refused({ code: "no-unit", message: `Enhet ${parent.id} finns inte ${input.from} eller har upphört.` });
  if (!mayLieUnder(unit.kind, parent.kind)) throw new Refused({ code: "bad-parent", message: `En ${UNIT_KINDS[unit.kind]} kan inte ligga under en ${UNIT_KINDS[parent.kind]}.` });
  if (municipalityOf(units, unit.id) !== municipalityOf(units, parent.id)) throw new Refused({ code: "bad-parent", message: "En enhet kan inte flyttas till en annan kommun." });
  if (belongsTo(units, parent.id, unit.id)) throw new Refused({ code: "bad-parent", message: "En enhet kan inte flyttas in under sig själv." });
  const name = freeName(units, last.name, unit.id, parent.id, input.from);
  if ((last.from !== null && input.from <= last.from) || !(await endSpell(db, unit.id, input.from))) throw new Refused({ code: "bad-date", message: `Enheten ändrades senast ${last.from}; välj en senare dag.` });
  await addSpell(db, unit.id, { name, parentId: parent.id, from: input.from, to: null });
  context.record({ action: "unit.moved", subject: `unit:${unit.id}` });
  return null;
});

/** Ends a unit from a day on (ISO date); one with units under it has to be merged instead. */
export const endUnit = outcomeCommand("organisation.change", async (context, input: { unitId: number; from: string }): Promise<null> => {
  context.permit(input.unitId);
  const { db } = context;
  const units = await allUnits(db);
  const unit = theUnit(units, input.unitId);
  const below = units.find(({ spells }) => spells.some(({ parentId, to }) => parentId === unit.id && (to === null || to > input.from)));
  if (below) throw new Refused({ code: "not-empty", message: `Enhet ${below.id} ligger under enhet ${unit.id}; låt den upphöra eller flytta först.` });
  await end(db, unit, input.from);
  context.record({ action: "unit.ended", subject: `unit:${unit.id}` });
  return null;
});

type Db = Context["db"];

function theUnit(units: readonly UnitHistory[], id: number): UnitHistory {
  const unit = units.find((other) => other.id === id);
  if (!unit) throw new Refused({ code: "no-unit", message: `Enhet ${id} finns inte; rodtrad unit list visar de som finns.` });
  return unit;
}

function theLastSpell(unit: UnitHistory) {
  const end = endOf(unit);
  if (end !== null) throw new Refused({ code: "no-unit", message: `Enhet ${unit.id} upphörde ${end}.` });
  return unit.spells.at(-1)!;
}

/** A name that no other unit under the parent bears then. */
function freeName(units: readonly UnitHistory[], given: string, unitId: number | null, parentId: number | null, from: string): string {
  const name = given.trim();
  if (!slug(name)) throw new Refused({ code: "bad-name", message: "Enhetens namn saknas; skriv det med bokstäver." });
  const bearer = units.find((unit) => unit.id !== unitId && unit.spells.some((spell) => (spell.to === null || spell.to > from) && spell.parentId === parentId && sameName(spell.name, name)));
  if (bearer) throw new Refused({ code: "bad-name", message: `»${name}« är redan namnet på enhet ${bearer.id}; välj ett annat namn.` });
  return name;
}

async function end(db: Db, unit: UnitHistory, from: string): Promise<void> {
  const last = theLastSpell(unit);
  if ((last.from !== null && last.from >= from) || !(await endSpell(db, unit.id, from))) {
    throw new Refused({ code: "bad-date", message: `Enhet ${unit.id} heter ${last.name} från ${last.from}; välj en senare dag.` });
  }
}

async function moveBelow(db: Db, units: readonly UnitHistory[], fromId: number, intoId: number, day: string): Promise<void> {
  for (const unit of units) {
    for (const spell of unit.spells.filter(({ parentId, to }) => parentId === fromId && (to === null || to > day))) {
      if (spell.from !== null && spell.from >= day) await moveSpell(db, unit.id, spell.from, intoId);
      else {
        await endSpell(db, unit.id, day);
        await addSpell(db, unit.id, { name: spell.name, parentId: intoId, from: day, to: spell.to });
      }
    }
  }
}
