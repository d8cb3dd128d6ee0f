import type { Role } from "../permission/role.ts";

/** Someone who signs in: a person, a role of the example, or whoever runs the command line. */
export interface User {
  readonly id: number;
  readonly kind: "person" | "example" | "operator";
  readonly name: string;
  readonly email: string | null;
  readonly version: number;
  /** ISO times. */
  readonly createdAt: string;
  readonly deactivatedAt: string | null;
  readonly erasedAt: string | null;
  /** ISO date. */
  readonly lastSeenOn: string | null;
}

/** A role that a user has for a part of the organisation and a time. */
export interface UserRole {
  readonly id: number;
  readonly userId: number;
  readonly role: Role;
  /** The unit it holds for, with all below it; null is the whole installation. */
  readonly unitId: number | null;
  /** ISO date. */
  readonly validFrom: string;
  /** The first day it no longer holds, null for until further notice. */
  readonly validTo: string | null;
  /** ISO time in UTC with microseconds: what came under the unit later is not within the role. */
  readonly givenAt: string;
  readonly givenBy: string;
  /** Given by the identity provider's groups, and taken back by them. */
  readonly fromClaims: boolean;
}

/** As the trail names a user: never by a name of their own, so that what is erased is gone. */
export const userKey = (id: number): string => `user:${id}`;

export const isActive = ({ validFrom, validTo }: Pick<UserRole, "validFrom" | "validTo">, day: string): boolean => validFrom <= day && (validTo === null || validTo > day);

/** Whether a role holds or will hold: what it reaches is to be reckoned with already. */
export const isComing = ({ validTo }: Pick<UserRole, "validTo">, day: string): boolean => validTo === null || validTo > day;

export const MAX_NAME = 100;
/** One clear sentence for a name or an address that cannot be one; null where both can. */
export function userFault(name: string, email: string): string | null {
  if (!name.trim()) return "Namnet saknas; skriv användarens namn.";
  if (name.trim().length > MAX_NAME) return `Namnet är längre än ${MAX_NAME} tecken; korta det.`;
  if (!/^[^\s@"<>,;]+@[^\s@"<>,;]+\.[^\s@"<>,;]+$/.test(email.trim()) || email.trim().length > 254) return `»${email.trim().slice(0, 60)}« är ingen e-postadress; skriv den som namn@kommun.se.`;
  return null;
}
