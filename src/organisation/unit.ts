import { slug } from "../platform/swedish.ts";

/** A municipality, or a part of it, under the name and parent it has on a day. */
export interface Unit {
  readonly id: number;
  readonly kind: UnitKind;
  readonly name: string;
  readonly parentId: number | null;
  readonly example: boolean;
}
export const UNIT_KINDS = { municipality: "kommun", committee: "nämnd", company: "bolag", "joint-authority": "kommunalförbund", administration: "förvaltning", unit: "enhet" } as const;
export type UnitKind = keyof typeof UNIT_KINDS;
/** What may be added under a municipality. */
export const ADDED_UNIT_KINDS = ["committee", "company", "joint-authority", "administration", "unit"] as const satisfies readonly UnitKind[];

/** What a unit of each kind may lie under. */
const PARENTS: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  municipality: [], committee: ["municipality"], company: ["municipality"], "joint-authority": ["municipality"], administration: ["municipality", "committee", "joint-authority"], unit: ["committee", "company", "joint-authority", "administration", "unit"],
};
/** What keeps its own plan, economy and reports right under the municipality: committees, and its companies and joint authorities. */
export const isPrincipal = ({ kind }: Pick<Unit, "kind">): boolean => kind === "committee" || kind === "company" || kind === "joint-authority";
export const mayLieUnder = (kind: UnitKind, parent: UnitKind): boolean => PARENTS[kind].includes(parent);

/** One spell of a unit's history; `to` is the first day it no longer holds, null for still valid. ISO dates. */
export interface UnitSpell {
  readonly name: string;
  readonly parentId: number | null;
  readonly from: string | null;
  readonly to: string | null;
  /** ISO time when the installation was told that the unit came under this parent; a new name alone keeps it. */
  readonly placedAt: string;
}

/** A unit through all its names and places, the oldest first. */
export interface UnitHistory {
  readonly id: number;
  readonly kind: UnitKind;
  readonly example: boolean;
  readonly mergedInto: number | null;
  /** The unit that it was a part of before that one was divided. */
  readonly splitFrom: number | null;
  readonly spells: readonly UnitSpell[];
  /** Whether who asks may read what is the unit's. */
  readonly readable: boolean;
}

/** Names match whatever their case or accents, so that "SOCIALNÄMNDEN" on a title page is the committee. */
export const sameName = (a: string, b: string): boolean => slug(a) === slug(b);

const begun = (spell: UnitSpell, day: string): boolean => spell.from === null || spell.from <= day;
const over = (spell: UnitSpell, day: string): boolean => spell.to !== null && spell.to <= day;

/** The spell that holds on the day; null where the unit is not yet or no longer. */
export const spellOn = ({ spells }: UnitHistory, day: string): UnitSpell | null => spells.find((spell) => begun(spell, day) && !over(spell, day)) ?? null;

/** Under what name and place a unit is spoken of on a day: one that has ended under its last, one to come under its first. */
export const spokenOfOn = (unit: UnitHistory, day: string): UnitSpell => spellOn(unit, day) ?? unit.spells.findLast((spell) => begun(spell, day)) ?? unit.spells[0]!;

/** The day whose names a year's pages and documents use: the year's last, or today while the year runs. */
export const namingDay = (year: number, today: string): string => (today.startsWith(`${year}-`) ? today : `${year}-12-31`);

/** Whether the unit was for any day of the year. */
export const wasIn = ({ spells }: UnitHistory, year: number): boolean => spells.some((spell) => begun(spell, `${year}-12-31`) && !over(spell, `${year}-01-01`));

/** The first day a unit no longer is, null while it goes on. */
export const endOf = ({ spells }: UnitHistory): string | null => spells.at(-1)?.to ?? null;

/**
 * The unit that a document of a year means by a name: who bore it that year, else who bears it now, else who once did.
 * Null where none has had it.
 */
export function bearerOf(units: readonly UnitHistory[], name: string, year: number, today: string): UnitHistory | null {
  const bearers = units.filter(({ spells }) => spells.some((spell) => sameName(spell.name, name)));
  const on = (day: string) => bearers.find((unit) => sameName(spellOn(unit, day)?.name ?? "", name));
  const within = (unit: UnitHistory) => wasIn({ ...unit, spells: unit.spells.filter((spell) => sameName(spell.name, name)) }, year);
  return on(namingDay(year, today)) ?? bearers.find(within) ?? on(today) ?? bearers[0] ?? null;
}

/** What lies over a unit by the last that is known of it, nearest first. */
function above(units: readonly UnitHistory[], unitId: number): UnitHistory[] {
  const found: UnitHistory[] = [];
  for (let id: number | null = unitId; id !== null && found.length < 50; ) {
    const unit = units.find((one) => one.id === id);
    if (!unit) break;
    found.push(unit);
    id = unit.spells.at(-1)!.parentId;
  }
  return found;
}
/** What a unit is on a day: itself, or what it has been merged into by then; null where it has ended. */
export function successorOn(units: readonly UnitHistory[], unitId: number, day: string): UnitHistory | null {
  let unit = units.find(({ id }) => id === unitId);
  for (let steps = 0; unit && steps < 50; steps++) {
    if (spellOn(unit, day)) return unit;
    const into: number | null = unit.mergedInto;
    unit = into === null ? undefined : units.find(({ id }) => id === into);
  }
  return null;
}

/** The units that have gone up in one by a day, at once or by way of others. */
export const goneInto = (units: readonly UnitHistory[], unitId: number, day: string): UnitHistory[] => units.filter(({ id, mergedInto }) => mergedInto !== null && id !== unitId && successorOn(units, id, day)?.id === unitId);

/** A unit and all that lie under it on a day. */
export const under = (units: readonly UnitHistory[], unitId: number, day: string): UnitHistory[] => {
  const parents = new Map(units.map((unit) => [unit.id, spellOn(unit, day)?.parentId ?? null]));
  return units.filter(({ id }) => {
    for (let at: number | null = id, steps = 0; at !== null && steps < 50; at = parents.get(at) ?? null, steps++) if (at === unitId) return true;
    return false;
  });
};

/**
 * What of a unit and what lies under it has changed since a day, in words, in the order that it was: another name or
 * place, gone up in another, divided, new. Empty where it is as it was.
 */
export function changesSince(units: readonly UnitHistory[], unitId: number, day: string, today: string): string[] {
  // Most years are as they were: then nothing is worked out.
  const within = (on: string | null) => on !== null && on > day && on <= today;
  if (!units.some(({ spells }) => spells.some(({ from, to }) => within(from) || within(to)))) return [];
  const now = successorOn(units, unitId, today);
  const own = new Set([...under(units, unitId, day), ...(now ? under(units, now.id, today) : [])]);
  const divided = new Set([...own].map(({ splitFrom }) => splitFrom));
  const gone = new Set(now ? goneInto(units, now.id, today) : []);
  const near = units.filter((unit) => own.has(unit) || divided.has(unit.id) || gone.has(unit));
  const known = new Set(near.map(({ id }) => id));
  // What was made of them in between, though it is no more.
  const family = units.filter((unit) => known.has(unit.id) || (unit.splitFrom !== null && known.has(unit.splitFrom)));
  const nameOf = (id: number | null, on: string) => {
    const unit = units.find((one) => one.id === id);
    return unit ? spokenOfOn(unit, on).name : "";
  };
  const told = family.flatMap((unit): { on: string; words: string }[] => {
    const then = spellOn(unit, day);
    const is = spellOn(unit, today);
    const end = endOf(unit);
    const born = unit.spells[0]!.from;
    if (end !== null && end > day && end <= today) return [...(born !== null && born > day ? [{ on: born, words: unit.splitFrom === null ? `${unit.spells[0]!.name} tillkom ${born}` : `${unit.spells[0]!.name} bildades ur ${nameOf(unit.splitFrom, day)} ${born}` }] : []), { on: end, words: `${unit.spells.at(-1)!.name} ${unit.mergedInto === null ? "upphörde" : `uppgick i ${nameOf(unit.mergedInto, end)}`} ${end}` }];
    if (!is) return [];
    const from = unit.spells[0]!.from;
    if (!then) return from !== null && from > day ? [{ on: from, words: unit.splitFrom === null ? `${is.name} tillkom ${from}` : `${is.name} bildades ur ${nameOf(unit.splitFrom, day)} ${from}` }] : [];
    const moved = is.parentId !== then.parentId && units.find(({ id }) => id === then.parentId)?.mergedInto !== is.parentId;
    return [
      ...(sameName(then.name, is.name) ? [] : [{ on: is.from ?? day, words: `${then.name} heter nu ${is.name}` }]),
      ...(moved ? [{ on: is.from ?? day, words: `${is.name} ligger nu under ${nameOf(is.parentId, today)}` }] : []),
    ];
  });
  return told.toSorted((a, b) => a.on.localeCompare(b.on)).map(({ words }) => words);
}

/** The committee that a unit, or what it has gone up in, is or lies under on a day, or lay under at last; null where there is none. */
export function committeeOn(units: readonly UnitHistory[], unitId: number, day: string): number | null {
  for (let id: number | null = unitId, steps = 0; id !== null && steps < 50; steps++) {
    const unit: UnitHistory | undefined = successorOn(units, id, day) ?? units.find((one) => one.id === id);
    if (!unit || isPrincipal(unit)) return unit?.id ?? null;
    id = spokenOfOn(unit, day).parentId;
  }
  return null;
}

/** Whether a unit is another one or lies under it. */
export const belongsTo = (units: readonly UnitHistory[], unitId: number, otherId: number): boolean => above(units, unitId).some(({ id }) => id === otherId);
/** The municipality that a unit is or lies under; null where it is not there. */
export const municipalityOf = (units: readonly UnitHistory[], unitId: number): number | null => above(units, unitId).find(({ kind }) => kind === "municipality")?.id ?? null;
