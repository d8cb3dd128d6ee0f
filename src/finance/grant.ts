import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { compare, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";

export const GRANT_KINDS = { grant: "statsbidrag", reclaim: "återsökning" } as const;
export const GRANT_SCOPES = { general: "generellt", earmarked: "riktat" } as const;
export const GRANT_STATUSES = { expected: "väntas", applied: "sökt", granted: "beviljat", paid: "utbetalt", refused: "avslag" } as const;

/** A government grant, or what is claimed back from the state, of a year. Kronor. */
export interface Grant {
  readonly id: number;
  readonly committeeId: number;
  readonly year: number;
  readonly name: string;
  readonly kind: keyof typeof GRANT_KINDS;
  readonly scope: keyof typeof GRANT_SCOPES;
  readonly fromWhom: string | null;
  /** What is expected; two where only a span is known, null where nothing is. */
  readonly amountLow: Decimal | null;
  readonly amountHigh: Decimal | null;
  readonly inBudget: boolean;
  readonly status: keyof typeof GRANT_STATUSES;
  /** Null until something has come. */
  readonly received: Decimal | null;
  readonly goalId: number | null;
  readonly note: string | null;
  readonly version: number;
}
const YES_NO = [["true", "ja"], ["false", "nej"]] as const;
export const GRANT_FIELDS = [
  { name: "name", label: "Namn", required: true, longest: 200 },
  { name: "kind", label: "Slag", kind: "select", required: true, options: Object.entries(GRANT_KINDS) },
  { name: "scope", label: "Generellt eller riktat", kind: "select", required: true, options: Object.entries(GRANT_SCOPES) },
  { name: "from_whom", label: "Från", hint: "(myndighet)" },
  { name: "amount_low", label: "Väntat belopp, kr", kind: "number" },
  { name: "amount_high", label: "Högst, kr", hint: "(där bara ett spann är känt)", kind: "number" },
  { name: "in_budget", label: "Räknas in i årets budget", kind: "select", required: true, options: YES_NO },
  { name: "status", label: "Status", kind: "select", required: true, options: Object.entries(GRANT_STATUSES) },
  { name: "received", label: "Utbetalt, kr", kind: "number" },
  { name: "goal_id", label: "Mål", hint: "(som bidraget hjälper)", kind: "id" },
  { name: "note", label: "Anteckning", kind: "area", rows: 3, longest: 1000 },
] as const satisfies Register["fields"];
/** What makes a grant unfit, with its field; null where nothing does. */
export function grantFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const [low, high] = [row["amount_low"] ?? null, row["amount_high"] ?? null];
  if (high !== null && low === null) return { field: "amount_low", message: "Skriv det väntade beloppet; högsta beloppet skrivs bara där ett spann är känt." };
  if (low !== null && high !== null && compare(high, low) < 0) return { field: "amount_high", message: "Det högsta beloppet är lägre än det väntade." };
  if (row["status"] === "paid" && (row["received"] ?? null) === null) return { field: "received", message: "Skriv hur mycket som är utbetalt." };
  return null;
}
/** "1 600 000", "2 000 000–2 500 000"; "" where nothing is told. */
export const grantAmount = ({ amountHigh, amountLow }: Pick<Grant, "amountLow" | "amountHigh">): string => (amountLow === null ? "" : amountHigh === null || compare(amountLow, amountHigh) === 0 ? formatNumber(amountLow) : `${formatNumber(amountLow)}–${formatNumber(amountHigh)}`);
export interface GrantTotals {
  readonly low: Decimal;
  readonly high: Decimal;
  readonly received: Decimal;
  /** Of them no amount is told. */
  readonly untold: number;
}
/** Grants summed, without those that were refused; where a span is told, from its lowest to its highest. */
export function grantTotals(grants: readonly Grant[]): GrantTotals {
  const own = grants.filter(({ status }) => status !== "refused");
  const told = own.filter(({ amountLow }) => amountLow !== null);
  return { low: sum(told.map(({ amountLow }) => amountLow!)), high: sum(told.map(({ amountHigh, amountLow }) => amountHigh ?? amountLow!)), received: sum(own.flatMap(({ received }) => received ?? [])), untold: own.length - told.length };
}
