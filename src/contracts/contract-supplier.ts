import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { daysBetween } from "../platform/days.ts";

export const PERMIT_RESULTS = { valid: "giltigt tillstånd", limited: "tillstånd med begränsning", missing: "tillstånd saknas", "not-needed": "tillstånd behövs inte" } as const;
export const ECONOMY_RESULTS = { good: "utan anmärkning", watch: "bevakas", bad: "uppfyller inte kravet" } as const;

/** Who delivers under a contract, and what was found of their permit and economy, when and by what source. Days are ISO dates. */
export interface ContractSupplier {
  readonly id: number;
  readonly committeeId: number;
  readonly contractId: number;
  readonly name: string;
  readonly organisationNumber: string | null;
  /** Whether the committee has used them. */
  readonly placed: "yes" | "no";
  /** What the permit is for. */
  readonly permit: string | null;
  readonly permitResult: keyof typeof PERMIT_RESULTS | null;
  readonly permitCheckedOn: string | null;
  readonly permitSource: string | null;
  readonly economyResult: keyof typeof ECONOMY_RESULTS | null;
  readonly economyCheckedOn: string | null;
  /** What the inspectorate has found. */
  readonly inspection: string | null;
  readonly version: number;
}
export const SUPPLIER_FIELDS = [
  { name: "contract_id", label: "Avtal", kind: "id", required: true },
  { name: "name", label: "Leverantör", required: true, longest: 200 },
  { name: "organisation_number", label: "Organisationsnummer", longest: 13 },
  { name: "placed", label: "Har anlitats under året", kind: "select", required: true, options: [["no", "nej"], ["yes", "ja"]] },
  { name: "permit", label: "Tillståndet gäller", hint: "(till exempel HVB för barn 12–19 år)", longest: 200 },
  { name: "permit_result", label: "Tillstånd", kind: "select", options: [["", "inte kontrollerat"], ...Object.entries(PERMIT_RESULTS)] },
  { name: "permit_checked_on", label: "Tillståndet kontrollerat", kind: "date" },
  { name: "permit_source", label: "Källa", hint: "(till exempel IVO:s register)", longest: 100 },
  { name: "economy_result", label: "Ekonomisk ställning", kind: "select", options: [["", "inte kontrollerad"], ...Object.entries(ECONOMY_RESULTS)] },
  { name: "economy_checked_on", label: "Ekonomin kontrollerad", kind: "date" },
  { name: "inspection", label: "Tillsyn av leverantören", hint: "(vad IVO har konstaterat, och hur det slutade)", kind: "area", rows: 4, longest: 2000 },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function supplierFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const said = (name: string): boolean => (row[name] ?? null) !== null;
  if (said("organisation_number") && !/^\d{6}-?\d{4}$/.test(row["organisation_number"]!)) return { field: "organisation_number", message: "Ett organisationsnummer har tio siffror, till exempel 556000-0000." };
  // Numbers that begin with a day of birth are persons', not companies'.
  if (said("organisation_number") && Number(row["organisation_number"]![2]) < 2) return { field: "organisation_number", message: "Det ser ut som ett personnummer; för inte in sådana här." };
  if (said("permit_result") !== said("permit_checked_on")) return { field: "permit_checked_on", message: "Skriv både vad kontrollen av tillståndet visade och vilken dag den gjordes." };
  if (said("permit_result") && row["permit_result"] !== "not-needed" && !said("permit_source")) return { field: "permit_source", message: "Skriv var tillståndet kontrollerades." };
  return said("economy_result") !== said("economy_checked_on") ? { field: "economy_checked_on", message: "Skriv både vad kontrollen av ekonomin visade och vilken dag den gjordes." } : null;
}
/** A permit and an economy are looked at once a year. */
const CHECK_DAYS = 365;
/** What is to be looked at of a supplier on a day, in words; "" where nothing is. */
export const supplierWait = ({ economyCheckedOn, permitCheckedOn, permitResult }: ContractSupplier, on: string): string =>
  [permitResult !== "not-needed" && (permitCheckedOn === null || daysBetween(permitCheckedOn, on) > CHECK_DAYS) ? "tillståndet" : "", economyCheckedOn === null || daysBetween(economyCheckedOn, on) > CHECK_DAYS ? "ekonomin" : ""].filter(Boolean).join(" och ");
