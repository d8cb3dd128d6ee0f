import { slug } from "../platform/swedish.ts";
import { endOf, isPrincipal, namingDay, sameName, spellOn, spokenOfOn, wasIn, type UnitHistory, type UnitKind } from "./unit.ts";

/** A committee as it is spoken of in a year, or today. */
export interface Committee {
  readonly id: number;
  readonly name: string;
  readonly municipality: string;
  readonly municipalityId: number;
  readonly example: boolean;
  /** Its part of an address, unique in the installation and the same for all years. */
  readonly slug: string;
  /** Its name today, or its last. */
  readonly currentName: string;
  /** All names it has had, the oldest first. */
  readonly names: readonly string[];
  /** Whether it was in the year, or is today. */
  readonly existed: boolean;
  /** The first day it no longer is (ISO), null while it goes on. */
  readonly endedOn: string | null;
  readonly mergedInto: number | null;
  /** A company or a joint authority is spoken of as committees are, but is none. */
  readonly kind: UnitKind;
  /** Whether who asks may read what is the committee's. */
  readonly readable: boolean;
}

/**
 * All committees there are or were, named as in the year (today where none is given): the real municipality's before the
 * example's, those that go on before those that have ended. Units come in the order they are to stand in.
 */
export function committeesOf(units: readonly UnitHistory[], year: number | null, today: string): Committee[] {
  const day = year === null ? today : namingDay(year, today);
  const named = units
    .filter(isPrincipal)
    .map((unit) => {
      const { name, parentId } = spokenOfOn(unit, day);
      const municipality = units.find(({ id }) => id === parentId);
      return {
        id: unit.id,
        name,
        municipality: municipality ? spokenOfOn(municipality, day).name : "",
        municipalityId: municipality?.id ?? unit.id,
        example: unit.example,
        currentName: spokenOfOn(unit, today).name,
        names: [...new Set(unit.spells.map((spell) => spell.name))],
        existed: year === null ? spellOn(unit, today) !== null : wasIn(unit, year),
        endedOn: endOf(unit),
        mergedInto: unit.mergedInto,
        kind: unit.kind,
        readable: unit.readable,
      };
    });
  const ended = ({ endedOn }: { endedOn: string | null }) => endedOn !== null && endedOn <= today;
  const ordered = named.sort((a, b) => Number(a.example) - Number(b.example) || Number(ended(a)) - Number(ended(b)));
  const taken = new Set<string>();
  const slugs = ordered.map((committee) => {
    const own = slug(committee.currentName);
    const alike = ordered.filter((other) => slug(other.currentName) === own && ended(other) === ended(committee)).length > 1;
    const municipality = units.find(({ id }) => id === committee.municipalityId);
    const full = alike && municipality ? `${slug(spokenOfOn(municipality, today).name)}-${own}` : own;
    const free = [full, `${full}-till-${Number(committee.endedOn?.slice(0, 4) ?? 0)}`, `${full}-${committee.id}`].find((candidate) => !taken.has(candidate))!;
    taken.add(free);
    return free;
  });
  return ordered.map((committee, index) => ({ ...committee, slug: slugs[index]! }));
}

/** The committee of an address: by its own part, or by a name it once had, so that old addresses lead on. */
export const committeeAt = (committees: readonly Committee[], address: string): Committee | null =>
  committees.find((committee) => committee.slug === slug(address)) ?? committees.find(({ names }) => names.some((name) => sameName(name, address))) ?? null;

/** Those that answer to a name, "Solna stad/Socialnämnden" or an address: who bears it then before who bears it now before who once did. */
export function committeesNamed(committees: readonly Committee[], name: string): Committee[] {
  const atAddress = committees.filter((committee) => committee.slug === name);
  if (atAddress.length) return atAddress;
  const parts = name.split("/");
  const wanted = parts.at(-1)!;
  const there = committees.filter((committee) => parts.length === 1 || sameName(committee.municipality, parts[0]!));
  const steps: ((committee: Committee) => boolean)[] = [
    (committee) => sameName(committee.name, wanted) && committee.existed,
    (committee) => sameName(committee.name, wanted),
    (committee) => sameName(committee.currentName, wanted),
    (committee) => committee.names.some((other) => sameName(other, wanted)),
  ];
  return steps.map((step) => there.filter(step)).find((found) => found.length > 0) ?? [];
}
