import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { daysBetween } from "../platform/days.ts";
import { LICENCE_KINDS, holds, type Licence, type LicenceKind, type LicensedPlace } from "./licence.ts";

export const INSPECTION_WHATS = { outer: "tillsynsbesök", inner: "inre tillsyn", "follow-up": "uppföljande besök" } as const;
export const INSPECTION_RESULTS = { good: "utan anmärkning", minor: "mindre anmärkning, rättas på plats", deficient: "brist som följs upp" } as const;

/** What is looked at on a visit, by what the place has a licence for. Wording ours, after the acts' own demands. */
export const CHECKLIST: readonly { readonly key: string; readonly question: string; readonly kinds: readonly LicenceKind[] }[] = [
  { key: "staff", question: "Serveringsansvarig är på plats", kinds: ["serving-public", "serving-closed"] },
  { key: "order", question: "Ordning och nykterhet", kinds: ["serving-public", "serving-closed"] },
  { key: "minors", question: "Ålder kontrolleras", kinds: ["serving-public", "serving-closed", "tobacco", "folk-beer", "e-cigarettes", "medicines"] },
  { key: "food", question: "Matutbud enligt tillståndet", kinds: ["serving-public", "serving-closed", "folk-beer"] },
  { key: "exits", question: "Utrymningsvägar är fria", kinds: ["serving-public", "serving-closed"] },
  { key: "area", question: "Serveringsyta och tider följs", kinds: ["serving-public", "serving-closed"] },
  { key: "own-control", question: "Egenkontrollprogram finns och används", kinds: ["tobacco", "folk-beer", "e-cigarettes", "medicines"] },
  { key: "signs", question: "Skyltar om åldersgräns", kinds: ["tobacco", "folk-beer", "e-cigarettes"] },
  { key: "packages", question: "Förpackningar har rätt varningar", kinds: ["tobacco", "e-cigarettes"] },
  { key: "range", question: "Bara tillåtna läkemedel, med rätt datum", kinds: ["medicines"] },
];
export const CHECK_ANSWERS = { yes: "ja", no: "nej", "-": "ej aktuellt" } as const;

/** A visit or an inner inspection of a place. Days are ISO dates. */
export interface Inspection {
  readonly id: number;
  readonly committeeId: number;
  readonly placeId: number;
  readonly what: keyof typeof INSPECTION_WHATS;
  readonly onDate: string;
  readonly evening: "yes" | "no";
  /** Whether it was a part of a round of visits that evening or day. */
  readonly inRound: "yes" | "no";
  readonly withPolice: "yes" | "no";
  /** What was inspected: licence kinds, parted by commas. */
  readonly kinds: string;
  readonly result: keyof typeof INSPECTION_RESULTS;
  /** "staff=yes, order=no". */
  readonly answers: string | null;
  readonly findings: string | null;
  readonly followOn: string | null;
  readonly inspector: string;
  readonly version: number;
}
const YES_NO = [["no", "nej"], ["yes", "ja"]] as const;
export const INSPECTION_FIELDS = [
  { name: "place_id", label: "Ställe", kind: "id", required: true },
  { name: "what", label: "Slag av tillsyn", kind: "select", required: true, options: Object.entries(INSPECTION_WHATS) },
  { name: "on_date", label: "Dag", kind: "date", required: true },
  { name: "kinds", label: "Gäller", hint: "(slag av tillstånd, åtskilda med komma)", required: true, longest: 200 },
  { name: "evening", label: "Kvällstid", kind: "select", required: true, options: YES_NO },
  { name: "in_round", label: "I en tillsynsomgång", kind: "select", required: true, options: YES_NO },
  { name: "with_police", label: "Tillsammans med polisen", kind: "select", required: true, options: YES_NO },
  { name: "answers", label: "Kontrollpunkter", hint: "(som staff=yes, order=no)", longest: 400 },
  { name: "result", label: "Resultat", kind: "select", required: true, options: [["", "välj"], ...Object.entries(INSPECTION_RESULTS)] },
  { name: "findings", label: "Iakttagelser", kind: "area", rows: 5, longest: 4000 },
  { name: "follow_on", label: "Följs upp senast", kind: "date" },
] as const satisfies Register["fields"];

export const kindsOf = (kinds: string): LicenceKind[] => kinds.split(",").map((kind) => kind.trim()).filter((kind): kind is LicenceKind => Object.hasOwn(LICENCE_KINDS, kind));
export const answersOf = (answers: string | null): Map<string, keyof typeof CHECK_ANSWERS> => new Map((answers ?? "").split(",").map((part) => part.trim().split("=")).filter((pair): pair is [string, keyof typeof CHECK_ANSWERS] => CHECKLIST.some(({ key }) => key === pair[0]) && Object.hasOwn(CHECK_ANSWERS, pair[1] ?? "")));

/** The points of the checklist that were not as they should, in words; "" where all were. */
export const missedWords = ({ answers }: Pick<Inspection, "answers">): string => { const own = answersOf(answers); const missed = CHECKLIST.filter(({ key }) => own.get(key) === "no").map(({ question }) => question.toLowerCase()); return missed.length ? `Inte i ordning: ${missed.join(", ")}` : ""; };
/** What makes a row unfit, with its field; null where nothing does. */
export function inspectionFault(row: Fields, today: string): { readonly field: string; readonly message: string } | null {
  const said = (name: string): boolean => (row[name] ?? null) !== null;
  if (said("on_date") && row["on_date"]! > today) return { field: "on_date", message: "Dagen har inte varit ännu." };
  if (said("kinds") && kindsOf(row["kinds"]!).length !== row["kinds"]!.split(",").length) return { field: "kinds", message: "Välj vad tillsynen gäller bland slagen av tillstånd." };
  if (row["result"] === "deficient" && !said("findings")) return { field: "findings", message: "Skriv vad som brister." };
  if (row["result"] === "deficient" && !said("follow_on")) return { field: "follow_on", message: "Skriv när bristen följs upp." };
  return null;
}

export const TARGET_WHATS = { outer: "yttre tillsynsbesök", inner: "inre tillsyn", round: "tillsynsomgångar", "joint-round": "tillsynsomgångar tillsammans med polisen", training: "utbildningar", letter: "informationsbrev" } as const;
export const TARGET_RULES = { all: "alla varje år", half: "hälften varje år", third: "en tredjedel varje år (alla på tre år)", number: "ett antal" } as const;
/** What the year's inspection plan says is to be done (tillsynsplan; alkohollagen 9 kap. 2 §). */
export interface InspectionTarget {
  readonly id: number;
  readonly year: number;
  readonly what: keyof typeof TARGET_WHATS;
  readonly kind: LicenceKind | null;
  readonly rule: keyof typeof TARGET_RULES;
  readonly number: number | null;
  readonly note: string | null;
  readonly version: number;
}
export const TARGET_FIELDS = [
  { name: "what", label: "Vad som ska göras", kind: "select", required: true, options: [["", "välj"], ...Object.entries(TARGET_WHATS)] },
  { name: "kind", label: "Gäller", kind: "select", options: [["", "alla slag"], ...Object.entries(LICENCE_KINDS)] },
  { name: "rule", label: "Omfattning", kind: "select", required: true, options: Object.entries(TARGET_RULES) },
  { name: "number", label: "Antal", hint: "(där omfattningen är ett antal)", kind: "number", decimals: 0 },
  { name: "note", label: "Anteckning", longest: 300 },
] as const satisfies Register["fields"];
/** What makes a row unfit, with its field; null where nothing does. */
export function targetFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const number = row["number"] ?? null;
  if (row["rule"] === "number" && (number === null || Number(number) < 1)) return { field: "number", message: "Skriv hur många." };
  if (row["rule"] !== "number" && number !== null) return { field: "number", message: "Ett antal hör till omfattningen »ett antal«." };
  return row["rule"] !== "number" && row["what"] !== "outer" && row["what"] !== "inner" ? { field: "rule", message: "Omgångar, utbildningar och brev planeras som ett antal." } : null;
}

/** What has been loaded of a committee's inspections. */
export interface InspectionData {
  readonly places: readonly LicensedPlace[];
  readonly licences: readonly Licence[];
  readonly inspections: readonly Inspection[];
}
/** The rounds of a year: the days when visits were made in a round; with the police where any of them was. */
export function roundsOf(inspections: readonly Inspection[], year: number): { readonly onDate: string; readonly visits: number; readonly withPolice: boolean; readonly evening: boolean }[] {
  const own = inspections.filter(({ inRound, onDate }) => inRound === "yes" && onDate.startsWith(`${year}-`));
  return [...Map.groupBy(own, ({ onDate }) => onDate)].map(([onDate, visits]) => ({ onDate, visits: visits.length, withPolice: visits.some(({ withPolice }) => withPolice === "yes"), evening: visits.some(({ evening }) => evening === "yes") })).toSorted((a, b) => a.onDate.localeCompare(b.onDate));
}
const SHARE = { all: 1, half: 2, third: 3 } as const;
export interface TargetProgress { readonly target: InspectionTarget; readonly aim: number; readonly done: number }
/** How far a year's plan has come: how many it asks for, of the places that have the licence, and how many are done. */
export function progressOf(targets: readonly InspectionTarget[], { inspections, licences }: InspectionData, events: readonly { readonly kind: string; readonly onDate: string; readonly number: number }[], year: number): TargetProgress[] {
  const inYear = ({ onDate }: { readonly onDate: string }): boolean => onDate.startsWith(`${year}-`);
  const rounds = roundsOf(inspections, year);
  return targets.map((target) => {
    const { kind, number, rule, what } = target;
    // Those that held at any time of the year are there to be visited.
    const asked = new Set(licences.filter((licence) => (kind === null || licence.kind === kind) && licence.validFrom <= `${year}-12-31` && (licence.endedOn === null || licence.endedOn > `${year}-01-01`)).map(({ placeId }) => placeId));
    const aim = rule === "number" ? number! : Math.ceil(asked.size / SHARE[rule]);
    const visits = inspections.filter((visit) => inYear(visit) && (what === "inner") === (visit.what === "inner") && (kind === null || kindsOf(visit.kinds).includes(kind)));
    const done = what === "round" ? rounds.length : what === "joint-round" ? rounds.filter(({ withPolice }) => withPolice).length : what === "training" || what === "letter" ? events.filter((event) => event.kind === what && inYear(event)).reduce((sum, event) => sum + event.number, 0)
      // A place that is visited twice is one place of those that should be visited; a number counts visits.
      : rule === "number" ? visits.length : new Set(visits.map(({ placeId }) => placeId).filter((id) => asked.has(id))).size;
    return { target, aim, done };
  });
}

export interface VisitProposal { readonly place: LicensedPlace; readonly reasons: readonly string[]; readonly last: string | null; readonly weight: number }
const THREE_YEARS = 1095;
/** Whom to visit next, and why: what is to be followed up first, then trial hours, evening places and those that the plan asks for and nobody has visited. */
export function visitProposals({ inspections, licences, places }: InspectionData, targets: readonly InspectionTarget[], year: number, on: string): VisitProposal[] {
  return places.filter(({ endedOn }) => endedOn === null || endedOn > on).flatMap((place) => {
    const own = licences.filter((licence) => licence.placeId === place.id && holds(licence, on));
    if (!own.length) return [];
    const visits = inspections.filter((visit) => visit.placeId === place.id && visit.what !== "inner").toSorted((a, b) => a.onDate.localeCompare(b.onDate));
    const last = visits.at(-1) ?? null;
    const thisYear = visits.some(({ onDate }) => onDate.startsWith(`${year}-`));
    const reasons: (readonly [weight: number, words: string])[] = [];
    if (last?.result === "deficient") reasons.push([100 + (last.followOn !== null && last.followOn < on ? 50 : 0), `brist ${last.onDate} ska följas upp${last.followOn ? ` senast ${last.followOn}` : ""}`]);
    if (place.trialUntil !== null && place.trialUntil >= on && !thisYear) reasons.push([60, `provotid till ${place.trialUntil}`]);
    for (const { kind, rule, what } of targets) {
      if (what !== "outer" || !own.some((licence) => kind === null || licence.kind === kind)) continue;
      const visited = visits.some((visit) => visit.onDate.startsWith(`${year}-`) && (kind === null || kindsOf(visit.kinds).includes(kind)));
      const within = visits.some((visit) => daysBetween(visit.onDate, on) <= THREE_YEARS && (kind === null || kindsOf(visit.kinds).includes(kind)));
      if (rule === "all" && !visited) reasons.push([30, `inte besökt ${year}${kind === null ? "" : ` (${LICENCE_KINDS[kind]})`}`]);
      if (rule === "third" && !within) reasons.push([20, `inte besökt på tre år${kind === null ? "" : ` (${LICENCE_KINDS[kind]})`}`]);
    }
    if (last === null) reasons.push([25, "aldrig besökt"]);
    else if (last.result === "minor" && !thisYear) reasons.push([15, `anmärkning vid senaste besöket ${last.onDate}`]);
    if (reasons.length && place.orientation === "evening") reasons.push([10, "kvällstid, nöje"]);
    return reasons.length ? [{ place, reasons: reasons.toSorted((a, b) => b[0] - a[0]).map(([, words]) => words), last: last?.onDate ?? null, weight: reasons.reduce((sum, [weight]) => sum + weight, 0) }] : [];
  }).toSorted((a, b) => b.weight - a.weight || (a.last ?? "").localeCompare(b.last ?? "") || a.place.name.localeCompare(b.place.name, "sv"));
}
