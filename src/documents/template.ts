import type { Measure } from "../finance/statement.ts";
import type { Role } from "../permission/role.ts";
import { MONTH_NAMES, unaccented } from "../platform/swedish.ts";

/** What data a section shows after its prose, in the words that it is chosen by. */
export const BOUND_BLOCKS = {
  "money-summary": "Nettokostnaden i en mening",
  "goals": "Mål med bedömningar, aktiviteter och mått",
  "plan-goals": "Mål med aktiviteter och riktvärden",
  "assignments": "Uppdrag med bedömningar",
  "statements": "Resultaträkning och verksamheter",
  "budgets": "Budget",
  "variances": "Förklarade avvikelser mot budget",
  "investments": "Investeringar",
  "grants": "Statsbidrag och återsökningar",
  "fees": "Taxor och avgifter",
  "staff": "Personaltal",
  "monthly-series": "Månadstabeller",
  "yearly-figures": "Årsstatistik",
  "control-plan": "Risker och kontrollmoment",
  "control-results": "Kontrollernas resultat och åtgärder",
  "declarations": "Kvalitetsdeklarationer",
  "report-backs": "Återrapporterade beslut",
  "unexecuted-summary": "Ej verkställda beslut i en mening",
  "unexecuted-decisions": "Ej verkställda beslut",
  "surveys": "Planen för brukarundersökningar",
  "survey-results": "Brukarundersökningarnas resultat",
  "service-promises": "Kvalitetsdeklarationernas löften och om de hålls",
  "legal-times": "Lagens tider",
  "own-controls": "Egenkontrollernas resultat",
  "feedback-statistics": "Synpunkter och klagomål i tal",
  "incident-statistics": "Avvikelser i tal",
  "lex-sarah-statistics": "Lex Sarah i en mening",
  "rulings": "Domar mot nämnden",
  "contract-review-plan": "Tidsplanen för avtalsuppföljningar",
  "contract-reviews": "Årets avtalsuppföljningar",
  "contract-review-summary": "Avtalsuppföljningens samlade bedömning",
  "contract-review-answers": "Avtalsuppföljningens frågor och bedömningar",
  "contract-review-remarks": "Avtalsuppföljningens rekommendationer och brister",
  "contract-obligations": "Leverantörens löpande åtaganden",
  "contract-suppliers": "Leverantörer, tillstånd och ekonomi",
  "procurement": "Konkurrensplanen",
  "meeting-agenda": "Sammanträdets dagordning",
  "meeting-decisions": "Sammanträdets beslut",
  "inspection-summary": "Tillstånd och tillsyn i meningar",
  "inspection-plan": "Tillsynsplanen",
  "inspection-progress": "Tillsynsplanen och vad som gjordes",
  "licence-events": "Ansökningar, anmälningar och händelser, tre år",
  "licence-counts": "Serveringstillstånd, tre år",
  "sales-counts": "Försäljningsställen, tre år",
  "inspection-counts": "Tillsyn i tal, tre år",
  "enclosures": "Bifogade handlingar",
} as const;
export type BoundBlock = keyof typeof BOUND_BLOCKS;
export const isBoundBlock = (text: string): text is BoundBlock => Object.hasOwn(BOUND_BLOCKS, text);

export interface TemplateSection {
  readonly key: string;
  readonly heading: string;
  readonly level: 1 | 2;
  /** What the writer should think of; never printed. */
  readonly guidance: string;
  /** A document is not left for review without its text. */
  readonly required: boolean;
  /** The role that writes it; null for whoever may. */
  readonly writer: Role | null;
  /** Whether each unit writes a part of its own, which are drawn together under the section. */
  readonly perUnit: boolean;
  /** A section without anything is left out, or says so. */
  readonly whenEmpty: "hide" | "say";
  readonly blocks: readonly BoundBlock[];
}

/** One document a year, one a follow-up point before the year's last, one a quarter, or as many as somebody makes. */
export const TEMPLATE_NUMBERS = { year: "ett om året", point: "ett för varje uppföljning under året", quarter: "ett för varje kvartal", review: "ett för varje avtalsuppföljning", meeting: "ett för varje sammanträde", any: "så många som behövs" } as const;
export type TemplateNumber = keyof typeof TEMPLATE_NUMBERS;

export const MONEY_UNITS = { mkr: "mkr", tkr: "tkr", kr: "kr" } as const;
export type MoneyUnit = keyof typeof MONEY_UNITS;

/** The columns of a statement that a template may choose among; what cannot be told apart is always shown. */
export const MONEY_COLUMNS = {
  "actual": "Utfall", "budget": "Budget", "forecast": "Prognos", "budget-variance": "Budgetavvikelse", "forecast-variance": "Prognosavvikelse", "change": "Förändring", "change-percent": "Förändring i %", "remaining": "Återstår",
} as const satisfies Partial<Record<Measure, string>>;
export type MoneyColumn = keyof typeof MONEY_COLUMNS;
export const isMoneyColumn = (text: string): text is MoneyColumn => Object.hasOwn(MONEY_COLUMNS, text);

export interface TemplateInput {
  readonly title: string;
  /** What the document is for, in one sentence. */
  readonly purpose: string;
  readonly per: TemplateNumber;
  /** Null: amounts are told in the unit that they were stated in. */
  readonly moneyUnit: MoneyUnit | null;
  /** Empty: all that are stated. */
  readonly moneyColumns: readonly MoneyColumn[];
  readonly sections: readonly TemplateSection[];
}
export interface Template extends TemplateInput {
  readonly key: string;
  /** How many times the municipality has written it anew; 0 for the ready one. */
  readonly revision: number;
}

const LONGEST = { title: 100, purpose: 400, heading: 150, guidance: 1000 } as const;
export const MOST_SECTIONS = 60;

/** What makes a template unfit to write by, in one Swedish sentence, and at which field; null where nothing does. */
export function templateFault({ purpose, sections, title }: TemplateInput): { readonly field: string; readonly message: string } | null {
  if (!title.trim() || title.length > LONGEST.title) return { field: "title", message: `Skriv vad dokumentet heter, högst ${LONGEST.title} tecken.` };
  if (purpose.length > LONGEST.purpose) return { field: "purpose", message: `Skriv vad dokumentet är till för på högst ${LONGEST.purpose} tecken.` };
  if (!sections.length) return { field: "heading-0", message: "En mall har minst ett avsnitt; skriv dess rubrik." };
  if (sections.length > MOST_SECTIONS) return { field: "heading-0", message: `En mall har högst ${MOST_SECTIONS} avsnitt.` };
  for (const [index, { guidance, heading, level }] of sections.entries()) {
    if (heading.length > LONGEST.heading) return { field: `heading-${index}`, message: `Rubriken »${heading.slice(0, 40)} …« är längre än ${LONGEST.heading} tecken.` };
    if (guidance.length > LONGEST.guidance) return { field: `guidance-${index}`, message: `Skrivhjälpen till »${heading}« är längre än ${LONGEST.guidance} tecken.` };
    if (level === 2 && index === 0) return { field: `level-0`, message: `»${heading}« står först och kan inte vara en underrubrik.` };
    if (sections.some((other, at) => at < index && unaccented(other.heading) === unaccented(heading))) return { field: `heading-${index}`, message: `Rubriken »${heading}« står två gånger.` };
  }
  return null;
}

/** A document of a committee and a year, written or not. */
export interface PlannedDocument {
  /** Its place in addresses and in the register: "annual-report", "interim-report-08", "remissvar". */
  readonly key: string;
  readonly template: Template;
  /** "Årsredovisning 2026". */
  readonly title: string;
  /** The last month that it tells of, 1–12; null for the whole year. */
  readonly month: number | null;
  /** The day when its texts are due, ISO; null where none is set. */
  readonly dueOn: string | null;
  /** 0 where nobody has planned it by hand. */
  readonly version: number;
}
/** What somebody has said of a document. */
export interface PlannedRow {
  readonly key: string;
  readonly templateKey: string;
  readonly name: string | null;
  readonly dueOn: string | null;
  readonly version: number;
}

/** What a year has that documents are made of one by one: the follow-ups of contracts, and the meetings, by their names. */
export interface DocumentSubjects { readonly review: readonly { readonly id: number; readonly name: string }[]; readonly meeting: readonly { readonly id: number; readonly name: string }[] }
const NO_SUBJECTS: DocumentSubjects = { review: [], meeting: [] };
/** All documents of a committee's year: those that its templates give, and those that somebody has made. */
export function plannedDocuments(templates: readonly Template[], points: readonly { readonly onDate: string }[], rows: readonly PlannedRow[], year: number, subjects: DocumentSubjects = NO_SUBJECTS): PlannedDocument[] {
  const planned = (template: Template, key: string, title: string, month: number | null): PlannedDocument => {
    const row = rows.find((one) => one.key === key);
    return { key, template, title, month, dueOn: row?.dueOn ?? null, version: row?.version ?? 0 };
  };
  return templates.flatMap((template): PlannedDocument[] => {
    if (template.per === "year") return [planned(template, template.key, `${template.title} ${year}`, null)];
    if (template.per === "point") {
      const months = [...new Set(points.filter(({ onDate }) => onDate.startsWith(`${year}-`) && !onDate.startsWith(`${year}-12`)).map(({ onDate }) => Number(onDate.slice(5, 7))))].sort((a, b) => a - b);
      return months.map((month) => planned(template, interimKey(template.key, month), `${template.title} per ${MONTH_NAMES[month - 1]} ${year}`, month));
    }
    if (template.per === "quarter") return [1, 2, 3, 4].map((quarter) => planned(template, `${template.key}-${quarter}`, `${template.title}, kvartal ${quarter} ${year}`, quarter * 3));
    if (template.per === "review" || template.per === "meeting") return subjects[template.per].map(({ id, name }) => planned(template, subjectKey(template.key, id), `${template.title} – ${name}`, null));
    return rows.filter(({ templateKey }) => templateKey === template.key).map(({ key, name }) => planned(template, key, name ?? template.title, null));
  });
}
/** Where the document of a contract's follow-up or of a meeting stands: "contract-review-12"; and which of them a document is of, null for one of none. */
export const subjectKey = (templateKey: string, id: number): string => `${templateKey}-${id}`;
export const subjectOf = ({ key, template }: Pick<PlannedDocument, "key" | "template">): number | null => (template.per === "review" || template.per === "meeting" ? Number(key.slice(template.key.length + 1)) : null);
/** Where a document of a follow-up point stands: "interim-report-08". */
export const interimKey = (templateKey: string, month: number): string => `${templateKey}-${String(month).padStart(2, "0")}`;

/** Where a unit's part of a section is kept: "events.12". */
export const partKey = (section: string, unitId: number): string => `${section}.${unitId}`;
/** The section and the unit that a text is of; no unit for the committee's own. */
export function partOf(key: string): { readonly section: string; readonly unitId: number | null } {
  const [section = "", unit] = key.split(".");
  return { section, unitId: unit === undefined ? null : Number(unit) };
}
/** The part of the organisation that a text is written for: its unit, or the committee. */
export const reachOfPart = ({ committeeId, section }: { readonly committeeId: number; readonly section: string }): number => partOf(section).unitId ?? committeeId;

/** Headings under which sections of the ready templates stand in published documents, by the section's key; compared folded. */
const ALIASES: Readonly<Record<string, RegExp>> = {
  "summary": /^sammanfattning/, "events": /^handelser av/, "steering": /^styrning och uppfoljning/, "responsibility": /ansvarsomrad/, "goals": /^mal och uppdrag/,
  "committee-goals": /^namndmal/, "plan-goals": /^namndmal/, "assignments": /^uppdrag$/, "economy": /^ekonomisk analys|^driftredovisning|^ekonomi$|^driftbudget/, "staff": /personalforhallanden/,
  "cross-sector": /^tv\S{0,4}rs\S{0,4}ktoriella/, "international": /^internationellt/, "equal-treatment": /^likabehandling/, "environment": /^miljo och klimat/,
  "outlook": /^forvantad utveckling/, "competition": /^konkurrensutsattning/, "contract-review": /^avtalsuppfoljning$/, "control": /^intern kontroll/, "measures": /^verksamhetsm/,
  "yearly": /^(ars)?statistik/, "report-backs": /^a\S{0,3}t\S{0,4}rap/, "declarations": /kvalitetsdeklaration/, "ongoing": /^lopande verksamhet/, "fees": /^taxor och avgifter/,
};

/** The section whose prose a heading in a published document opens; null when none does. */
export function sectionOfHeading({ sections }: Pick<Template, "sections">, heading: string): TemplateSection | null {
  const folded = unaccented(heading);
  return sections.find((section) => unaccented(section.heading) === folded) ?? sections.find(({ key }) => ALIASES[key]?.test(folded)) ?? null;
}
