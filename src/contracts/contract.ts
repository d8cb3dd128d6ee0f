import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { daysAfter } from "../platform/days.ts";

export const CONTRACT_FORMS = { lou: "upphandlat (LOU)", lov: "valfrihetssystem (LOV)", framework: "ramavtal", dis: "dynamiskt inköpssystem (DIS)", direct: "direktupphandling", agreement: "samverkansavtal" } as const;

/** A contract of a committee, its own or joint with others. Days are ISO dates. */
export interface Contract {
  readonly id: number;
  readonly committeeId: number;
  readonly unitId: number | null;
  readonly name: string;
  /** The area that it is followed up in together with others. */
  readonly area: string | null;
  readonly form: keyof typeof CONTRACT_FORMS;
  /** Who delivers, where one does; several are kept as suppliers. */
  readonly contractor: string | null;
  readonly diaryNumber: string | null;
  /** Who holds the contract and follows it up, where it is joint with others. */
  readonly host: string | null;
  readonly validFrom: string;
  /** Null where it holds until notice. */
  readonly validTo: string | null;
  /** The last day that it may be extended to. */
  readonly extendableTo: string | null;
  /** The days by which an extension is to be told, and a notice given. */
  readonly extendBy: string | null;
  readonly noticeBy: string | null;
  /** What the price follows, and when it is next reckoned. */
  readonly priceIndex: string | null;
  readonly priceOn: string | null;
  /** The year that it is to be procured anew. */
  readonly procureYear: number | null;
  readonly endedOn: string | null;
  readonly note: string | null;
  readonly version: number;
}
export const CONTRACT_FIELDS = [
  { name: "name", label: "Avtal", required: true, longest: 200 },
  { name: "area", label: "Avtalsområde", hint: "(avtal i samma område följs upp tillsammans)", longest: 150 },
  { name: "form", label: "Avtalsform", kind: "select", required: true, options: [["", "välj"], ...Object.entries(CONTRACT_FORMS)] },
  { name: "contractor", label: "Leverantör", hint: "(där det är en; flera förs in under avtalet)", longest: 200 },
  { name: "diary_number", label: "Diarienummer", longest: 60 },
  { name: "host", label: "Huvudman", hint: "(för gemensamma avtal: den som håller i avtalet och följer upp det)", longest: 150 },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "valid_from", label: "Gäller från", kind: "date", required: true },
  { name: "valid_to", label: "Gäller till", hint: "(tomt: tills vidare)", kind: "date" },
  { name: "extendable_to", label: "Kan förlängas till", kind: "date" },
  { name: "extend_by", label: "Förlängning ska meddelas senast", kind: "date" },
  { name: "notice_by", label: "Ska sägas upp senast", kind: "date" },
  { name: "price_index", label: "Priset följer", hint: "(till exempel omsorgsprisindex, en gång om året)", longest: 150 },
  { name: "price_on", label: "Priset räknas om nästa gång", kind: "date" },
  { name: "procure_year", label: "Upphandlas på nytt år", kind: "number", decimals: 0 },
  { name: "ended_on", label: "Avslutat", kind: "date" },
  { name: "note", label: "Anteckning", kind: "area", rows: 3, longest: 1000 },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function contractFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const day = (name: string): string | null => row[name] ?? null;
  const [from, to, extendable] = [day("valid_from"), day("valid_to"), day("extendable_to")];
  if (from && to && to < from) return { field: "valid_to", message: `Avtalet slutar före det börjar, ${from}.` };
  if (extendable && !to) return { field: "valid_to", message: "Skriv när avtalet slutar, om det kan förlängas." };
  if (extendable && to && extendable < to) return { field: "extendable_to", message: `En förlängning går till efter ${to}.` };
  if (day("extend_by") && to && day("extend_by")! > to) return { field: "extend_by", message: `Förlängningen ska meddelas innan avtalet slutar, ${to}.` };
  if (day("notice_by") && to && day("notice_by")! > to) return { field: "notice_by", message: `Uppsägningen ska ske innan avtalet slutar, ${to}.` };
  const year = row["procure_year"] ?? null;
  return year !== null && !/^(199\d|20\d\d|21\d\d)$/.test(year) ? { field: "procure_year", message: "Skriv året med fyra siffror." } : null;
}
/** Whether a contract holds on a day. */
export const isInForce = ({ endedOn, validFrom, validTo }: Pick<Contract, "endedOn" | "validFrom" | "validTo">, on: string): boolean => validFrom <= on && (validTo === null || validTo >= on) && (endedOn === null || endedOn > on);
/** The contracts that a year's competition plan tells of, by their names. */
export const toProcure = (contracts: readonly Contract[], year: number): Contract[] => contracts.filter(({ endedOn, procureYear }) => procureYear === year && endedOn === null);

/** So long before its day something of a contract is to be thought of. */
const AHEAD_DAYS = { extend: 120, notice: 120, end: 365, price: 45, permit: 0 } as const;
export interface ContractDay {
  readonly contractId: number;
  readonly day: string;
  readonly words: string;
}
/** The days of contracts that are near, or have gone by unnoticed: extension, notice, end without a procurement, price. */
export function contractDays(contracts: readonly Contract[], on: string): ContractDay[] {
  const near = (day: string | null, ahead: number): day is string => day !== null && day <= daysAfter(on, ahead);
  return contracts.filter((contract) => contract.endedOn === null && (contract.validTo === null || contract.validTo >= on)).flatMap(({ extendableTo, extendBy, id, name, noticeBy, priceOn, procureYear, validTo }) => [
    ...(extendableTo !== null && extendableTo !== validTo && near(extendBy, AHEAD_DAYS.extend) ? [{ contractId: id, day: extendBy, words: `${name}: besluta om förlängning` }] : []),
    ...(near(noticeBy, AHEAD_DAYS.notice) ? [{ contractId: id, day: noticeBy, words: `${name}: sista dag för uppsägning` }] : []),
    ...(validTo !== null && procureYear === null && (extendableTo === null || extendableTo === validTo) && near(validTo, AHEAD_DAYS.end) ? [{ contractId: id, day: validTo, words: `${name}: slutar, ingen ny upphandling är planerad` }] : []),
    ...(near(priceOn, AHEAD_DAYS.price) ? [{ contractId: id, day: priceOn, words: `${name}: priset räknas om` }] : []),
  ]).toSorted((a, b) => a.day.localeCompare(b.day) || a.contractId - b.contractId);
}
