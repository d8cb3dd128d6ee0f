import { STATISTICS, statisticOf, statisticYears, type Statistic, type StatisticTable } from "../inspections/licence-statistics.ts";
import { progressOf, roundsOf, TARGET_RULES, TARGET_WHATS } from "../inspections/inspection.ts";
import { LICENCE_KINDS } from "../inspections/licence.ts";
import { figure } from "../platform/figure.ts";
import { counted } from "../platform/swedish.ts";
import { nothing, OWN } from "./block-parts.ts";
import { text, words, type Block, type Cell, type Inline } from "./document.ts";
import type { RegisterData } from "./register-data.ts";
import type { BoundBlock } from "./template.ts";

const TABLES: Readonly<Record<StatisticTable, { readonly caption: string; readonly head: string }>> = {
  events: { caption: "Ansökan, anmälan och andra händelser", head: "Ansökan, anmälan och andra händelser" }, licences: { caption: "Serveringstillstånd vid årets slut", head: "Serveringstillstånd" },
  sales: { caption: "Registrerade försäljningsställen vid årets slut", head: "Antal registrerade försäljningsställen: tobak, folköl, e-cigarettor och läkemedel" }, inspections: { caption: "Tillsyn", head: "Tillsyn" },
};
const shownNumber = (own: number | null): string | null => (own === null ? null : String(own));
const number = (data: RegisterData, measure: Statistic, year: number): Cell => ({ kind: "figure", figure: figure(shownNumber(statisticOf(data.inspections, measure, year).number), 0, [{ table: "licence_count", key: `${data.committeeId}/${year}/${measure}`, origin: 0 }]) });
/** Which years' sums were stated and not counted, and which are not known. */
function notesOf({ inspections }: RegisterData, table: StatisticTable, years: readonly number[]): string[] {
  const of = (year: number) => (Object.keys(STATISTICS[table]) as Statistic[]).map((measure) => statisticOf(inspections, measure, year));
  const stated = years.filter((year) => of(year).some((one) => one.stated));
  const unknown = years.filter((year) => of(year).some((one) => one.number === null));
  return [...(stated.length ? [`För ${stated.join(" och ")} är antal angivna, före registrets egna rader.`] : []), ...(unknown.length ? [`En tom ruta för ${unknown.join(" och ")} är ett antal som inte är känt.`] : [])];
}
/** A table of the yearly statistics, over three years. */
function statisticBlocks(data: RegisterData, table: StatisticTable, year: number): Block[] {
  if (!data.inspections.licences.length && !data.inspections.totals.length) return [nothing(OWN.licences)];
  const years = statisticYears(year);
  return [{
    kind: "table", caption: TABLES[table].caption, unbroken: true, notes: notesOf(data, table, years), columns: [{ label: TABLES[table].head, align: "text", weight: 4 }, ...years.map((one) => ({ label: String(one), align: "number" as const, weight: 1 }))],
    rows: Object.entries(STATISTICS[table]).map(([measure, label]) => ({ total: false, cells: [text(label), ...years.map((one) => number(data, measure as Statistic, one))] })),
  }];
}
/** What the year's plan asks for. */
function planBlocks({ targets }: RegisterData, year: number): Block[] {
  if (!targets.length) return [nothing(OWN.inspectionPlan)];
  return [{ kind: "table", caption: `Tillsynsplan ${year}`, unbroken: true, notes: [], columns: [{ label: "Vad som ska göras", align: "text", weight: 2 }, { label: "Gäller", align: "text", weight: 2.4 }, { label: "Omfattning", align: "text", weight: 2 }, { label: "Anteckning", align: "text", weight: 3 }], rows: targets.map(({ kind, note, number: own, rule, what }) => ({ total: false, cells: [text(TARGET_WHATS[what]), text(kind ? LICENCE_KINDS[kind] : "alla slag"), text(rule === "number" ? String(own) : TARGET_RULES[rule]), text(note ?? "")] })) }];
}
/** How the year's plan was followed: what it asked for and what was done. */
function progressBlocks({ inspections, targets }: RegisterData, year: number): Block[] {
  if (!targets.length) return [nothing(OWN.inspectionPlan)];
  const plain = (value: number): Cell => ({ kind: "figure", figure: figure(String(value), 0, targets.map(({ id }) => ({ table: "inspection_target", key: String(id), origin: 0 }))) });
  return [{ kind: "table", caption: `Tillsynsplanen ${year} och vad som gjordes`, unbroken: true, notes: [], columns: [{ label: "Mål", align: "text", weight: 4 }, { label: "Planerat", align: "number", weight: 1 }, { label: "Gjort", align: "number", weight: 1 }], rows: progressOf(targets, inspections, inspections.events, year).map(({ aim, done, target: { kind, what } }) => ({ total: false, cells: [text(`${TARGET_WHATS[what]}${kind ? `, ${LICENCE_KINDS[kind]}` : ""}`), plain(aim), plain(done)] })) }];
}
/** The year's licences and visits in sentences. */
function summaryBlocks(data: RegisterData, year: number): Block[] {
  const of = (measure: Statistic): Inline => { const cell = number(data, measure, year); return cell.kind === "figure" ? { kind: "figure", figure: cell.figure, text: cell.figure.value ?? "okänt antal" } : words(""); };
  if (!data.inspections.licences.length && !data.inspections.totals.length) return [nothing(OWN.licences)];
  const rounds = roundsOf(data.inspections.inspections, year);
  return [
    { kind: "paragraph", inlines: [words(`Vid utgången av ${year} fanns `), of("serving-all"), words(" serveringstillstånd, "), of("serving-public"), words(" till allmänheten och "), of("serving-closed"), words(" till slutna sällskap, och "), of("sales-all"), words(" försäljningsställen för tobak, folköl, e-cigaretter och receptfria läkemedel.")] },
    { kind: "paragraph", inlines: [words("Under året genomfördes "), of("visits"), words(" tillsynsbesök på restauranger och "), of("inner"), words(" inre tillsyner av serveringstillstånd."), ...(rounds.length ? [words(` Tillsynen skedde vid ${counted(rounds.length, "tillsynsomgång", "tillsynsomgångar")}, varav ${rounds.filter(({ withPolice }) => withPolice).length} tillsammans med polisen.`)] : [])] },
  ];
}
/** The blocks of licences and inspections, by what a template calls them; null for what is another's. */
export function inspectionBlocks(block: BoundBlock, data: RegisterData, year: number): Block[] | null {
  switch (block) {
    case "inspection-summary": return summaryBlocks(data, year);
    case "inspection-plan": return planBlocks(data, year);
    case "inspection-progress": return progressBlocks(data, year);
    case "licence-events": return statisticBlocks(data, "events", year);
    case "licence-counts": return statisticBlocks(data, "licences", year);
    case "sales-counts": return statisticBlocks(data, "sales", year);
    case "inspection-counts": return statisticBlocks(data, "inspections", year);
    default: return null;
  }
}
