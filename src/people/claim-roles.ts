import { spellOn, sameName, type UnitHistory } from "../organisation/unit.ts";
import type { Role } from "../permission/role.ts";

/** Who is in a group at the identity provider has a role here. */
export interface RoleRule {
  /** The claim that holds it: "groups", "roles", "realm_access.roles". */
  readonly claim: string;
  readonly value: string;
  readonly role: Role;
  /** "Ekhamns kommun/Socialnämnden/Hemtjänst", or "*" for the whole installation. */
  readonly unit: string;
}
export interface RoleFromClaims {
  readonly role: Role;
  readonly unitId: number | null;
}

const at = (claims: Readonly<Record<string, unknown>>, claim: string): unknown =>
  Object.hasOwn(claims, claim) ? claims[claim] : claim.split(".").reduce<unknown>((value, part) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined), claims);

/** Whether a claim holds a value, alone or in a list. */
const holds = (found: unknown, value: string): boolean => found === value || (Array.isArray(found) && found.includes(value));

/** The unit of a path of names as they are today; null where there is none, or more than one. */
export function unitOfPath(units: readonly UnitHistory[], path: string, today: string): number | null {
  let found = units.filter((unit) => spellOn(unit, today));
  let parents: readonly (number | null)[] | null = null;
  for (const name of path.split("/")) {
    const here: UnitHistory[] = found.filter((unit) => {
      const spell = spellOn(unit, today)!;
      return sameName(spell.name, name) && (parents === null || parents.includes(spell.parentId));
    });
    parents = here.map(({ id }) => id);
    if (!here.length) return null;
    found = units.filter((unit) => spellOn(unit, today));
  }
  return parents?.length === 1 ? parents[0]! : null;
}

/** The roles that a user's claims give, and the rules whose unit is not to be found. */
export function rolesFromClaims(rules: readonly RoleRule[], claims: Readonly<Record<string, unknown>>, units: readonly UnitHistory[], today: string): { roles: RoleFromClaims[]; unplaced: RoleRule[] } {
  const met = rules.filter(({ claim, value }) => holds(at(claims, claim), value));
  const placed = met.map((rule) => ({ rule, unitId: rule.unit === "*" ? null : unitOfPath(units, rule.unit, today) }));
  const roles = placed.filter(({ rule, unitId }) => rule.unit === "*" || unitId !== null).map(({ rule, unitId }) => ({ role: rule.role, unitId }));
  const once = roles.filter((own, index) => roles.findIndex((other) => other.role === own.role && other.unitId === own.unitId) === index);
  return { roles: once, unplaced: placed.filter(({ rule, unitId }) => rule.unit !== "*" && unitId === null).map(({ rule }) => rule) };
}

/** What claims call a person. Providers differ: Entra ID and AD FS say upn, the Swedish profile given and family name. */
export function claimedPerson(claims: Readonly<Record<string, unknown>>): { name: string; email: string | null; emailVerified: boolean } {
  const text = (name: string): string | null => (typeof claims[name] === "string" && (claims[name] as string).trim() ? (claims[name] as string).trim() : null);
  const address = [text("email"), text("upn"), text("preferred_username")].find((value) => value && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) ?? null;
  const full = [text("given_name"), text("family_name")].filter(Boolean).join(" ");
  return { name: text("name") ?? (full || text("unique_name") || address || "Namnlös användare"), email: address, emailVerified: claims["email_verified"] === true && address === text("email") };
}
