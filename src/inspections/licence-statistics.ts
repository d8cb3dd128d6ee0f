import type { Register } from "../platform/edit/register.ts";
import { kindsOf, type Inspection } from "./inspection.ts";
import { holds, SERVING_KINDS, type Licence, type LicenceEvent, type LicenceKind } from "./licence.ts";

/** The rows of the yearly statistics, in their tables, as they are published. */
export const STATISTICS = {
  events: {
    "new-public": "Nytt serveringstillstånd allmänheten", "new-closed": "Nytt serveringstillstånd slutet sällskap", revoked: "Återkallelse av serveringstillstånd", warning: "Varning", remark: "Erinran", surrendered: "Egen återkallelse av serveringstillstånd",
    "knowledge-test": "Godkända kunskapsprov", ownership: "Anmälan ändrade ägarförhållanden PBI", "temporary-public": "Tillfälligt tillstånd allmänheten", "temporary-closed": "Tillfälligt tillstånd slutet sällskap", "extended-hours": "Tillfälligt utökad serveringstid", "extended-area": "Tillfälligt utökad serveringsyta", inner: "Inre tillsyn", visits: "Tillsynsbesök på restauranger",
  },
  licences: { "serving-all": "Totalt antal tillstånd", "serving-public": "Stadigvarande serveringstillstånd allmänheten", "serving-closed": "Stadigvarande serveringstillstånd slutet sällskap" },
  sales: { "sales-all": "Sammanlagt antal försäljningsställen", tobacco: "Tobak", "folk-beer": "Folköl", medicines: "Receptfria läkemedel", "e-cigarettes": "E-cigarettor och påfyllningsbehållare" },
  inspections: { "sales-visits": "Tillsynsbesök på försäljningsställen", "sales-inner": "Inre tillsyn av tobakstillstånd", rounds: "Tillsynsomgångar", "joint-rounds": "varav tillsammans med polisen" },
} as const;
export type StatisticTable = keyof typeof STATISTICS;
export type Statistic = { [Table in StatisticTable]: keyof (typeof STATISTICS)[Table] }[StatisticTable];
export const STATISTIC_WORDS: Readonly<Record<Statistic, string>> = Object.assign({}, ...Object.values(STATISTICS)) as Record<Statistic, string>;

export const isStatistic = (text: string): text is Statistic => Object.hasOwn(STATISTIC_WORDS, text);
/** A year's sum that was stated before the register had the rows. */
export interface LicenceTotal { readonly id: number; readonly year: number; readonly measure: Statistic; readonly number: number; readonly source: string | null; readonly version: number }
export const TOTAL_FIELDS = [
  { name: "measure", label: "Vad", kind: "select", required: true, options: [["", "välj"], ...Object.entries(STATISTIC_WORDS)] },
  { name: "number", label: "Antal", kind: "number", decimals: 0, required: true },
  { name: "source", label: "Källa", hint: "(till exempel årsrapporten för året)", longest: 200 },
] as const satisfies Register["fields"];

export interface StatisticsData {
  readonly licences: readonly Licence[];
  readonly events: readonly LicenceEvent[];
  readonly inspections: readonly Inspection[];
  readonly totals: readonly LicenceTotal[];
}
const servesIn = (visit: Inspection): boolean => kindsOf(visit.kinds).some((kind) => SERVING_KINDS.includes(kind));
/** The first year that the register has visits or events of: what was before it is not counted as nothing. Null where there is none. */
export const registerBegan = ({ events, inspections }: Pick<StatisticsData, "events" | "inspections">): number | null => { const years = [...events, ...inspections].map(({ onDate }) => Number(onDate.slice(0, 4))); return years.length ? Math.min(...years) : null; };
/** A number of a year's statistics, and whether it was stated or is counted of the register's rows; null for a year before the register that nothing is stated of. What held when the year ended, and what happened in it. */
export function statisticOf({ events, inspections, licences, totals }: StatisticsData, measure: Statistic, year: number): { readonly number: number | null; readonly stated: boolean } {
  const total = totals.find((one) => one.year === year && one.measure === measure);
  if (total) return { number: total.number, stated: true };
  const began = registerBegan({ events, inspections });
  if (began === null || year < began) return { number: null, stated: false };
  const end = `${year}-12-31`;
  const within = (day: string | null): boolean => day !== null && day.startsWith(`${year}-`);
  const held = (kind: LicenceKind): number => new Set(licences.filter((licence) => licence.kind === kind && holds(licence, end)).map(({ id }) => id)).size;
  const sales = licences.filter((licence) => !SERVING_KINDS.includes(licence.kind) && holds(licence, end));
  const visits = inspections.filter(({ onDate }) => within(onDate));
  const rounds = [...Map.groupBy(visits.filter(({ inRound }) => inRound === "yes"), ({ onDate }) => onDate).values()];
  const counted = ((): number => {
    switch (measure) {
      case "new-public": case "new-closed": return licences.filter(({ kind, validFrom }) => kind === (measure === "new-public" ? "serving-public" : "serving-closed") && within(validFrom)).length;
      case "revoked": case "surrendered": return licences.filter(({ endedOn, endReason, kind }) => SERVING_KINDS.includes(kind) && endReason === measure && within(endedOn)).length;
      case "inner": return visits.filter((visit) => visit.what === "inner" && servesIn(visit)).length;
      case "visits": return visits.filter((visit) => visit.what !== "inner" && servesIn(visit)).length;
      case "sales-visits": return visits.filter((visit) => visit.what !== "inner" && !servesIn(visit)).length;
      case "sales-inner": return visits.filter((visit) => visit.what === "inner" && kindsOf(visit.kinds).includes("tobacco")).length;
      case "rounds": return rounds.length;
      case "joint-rounds": return rounds.filter((own) => own.some(({ withPolice }) => withPolice === "yes")).length;
      case "serving-all": return held("serving-public") + held("serving-closed");
      case "serving-public": case "serving-closed": return held(measure);
      case "sales-all": return new Set(sales.map(({ placeId }) => placeId)).size;
      case "tobacco": case "folk-beer": case "medicines": case "e-cigarettes": return new Set(sales.filter(({ kind }) => kind === measure).map(({ placeId }) => placeId)).size;
      default: return events.filter(({ kind, onDate }) => kind === measure && within(onDate)).reduce((sum, { number }) => sum + number, 0);
    }
  })();
  return { number: counted, stated: false };
}
/** The years that a year's statistics tell of, the latest first. */
export const statisticYears = (year: number): readonly number[] => [year, year - 1, year - 2];
