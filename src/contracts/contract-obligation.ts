import type { Level } from "../assessment/assessment.ts";
import type { Register } from "../platform/edit/register.ts";

/** How often something is done, the most often first. */
export const OBLIGATION_INTERVALS = { week: "Varje vecka", month: "Varje månad", "two-months": "Varannan månad", "twice-term": "Två gånger per termin", term: "En gång per termin", year: "Varje år", other: "Övriga intervaller" } as const;
export type ObligationInterval = keyof typeof OBLIGATION_INTERVALS;

/** What a contractor has promised to do at intervals. */
export interface ContractObligation {
  readonly id: number;
  readonly committeeId: number;
  readonly contractId: number;
  readonly interval: ObligationInterval;
  readonly name: string;
  readonly endedOn: string | null;
  readonly version: number;
}
export const OBLIGATION_FIELDS = [
  { name: "contract_id", label: "Avtal", kind: "id", required: true },
  { name: "interval", label: "Intervall", kind: "select", required: true, options: [["", "välj"], ...Object.entries(OBLIGATION_INTERVALS)] },
  { name: "name", label: "Åtagande", required: true, longest: 200 },
  { name: "ended_on", label: "Gäller inte från", kind: "date" },
] as const satisfies Register["fields"];

/** How a promise was kept, as a follow-up found it. */
export interface ObligationStatus {
  readonly reviewId: number;
  readonly obligationId: number;
  readonly level: Level;
  /** Where it goes otherwise in another part of what is delivered. */
  readonly other: Level | null;
  readonly comment: string | null;
}
/** Promises by how often they are done, in that order. */
export const byInterval = (obligations: readonly ContractObligation[]): { readonly interval: ObligationInterval; readonly own: readonly ContractObligation[] }[] =>
  (Object.keys(OBLIGATION_INTERVALS) as ObligationInterval[]).flatMap((interval) => { const own = obligations.filter((one) => one.interval === interval); return own.length ? [{ interval, own }] : []; });
