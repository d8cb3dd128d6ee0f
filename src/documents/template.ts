import { unaccented } from "../platform/swedish.ts";
export type TemplateKind = "annual-report" | "operational-plan";

/** What data a section shows after its prose. */
export type BoundBlock =
  | "money-summary" | "goals" | "plan-goals" | "assignments" | "statements" | "budgets" | "staff" | "control-results" | "control-plan"
  | "yearly-figures" | "monthly-series" | "report-backs" | "declarations" | "fees";

export interface TemplateSection {
  readonly key: string;
  readonly heading: string;
  readonly level: 1 | 2;
  /** Headings under which the same section stands in published documents; compared folded. */
  readonly aliases: RegExp;
  readonly blocks: readonly BoundBlock[];
}
export interface Template {
  readonly kind: TemplateKind;
  /** The document's title; the year follows. */
  readonly title: string;
  readonly sections: readonly TemplateSection[];
}

const section = (key: string, heading: string, aliases: RegExp, blocks: readonly BoundBlock[] = [], level: 1 | 2 = 1): TemplateSection => ({
  key, heading, level, aliases, blocks,
});

const CROSS_SECTOR = [
  section("cross-sector", "Tvärsektoriella frågor", /^tv\S{0,4}rs\S{0,4}ktoriella/),
  section("international", "Internationellt", /^internationellt/, [], 2),
  section("equal-treatment", "Likabehandling", /^likabehandling/, [], 2),
  section("environment", "Miljö och klimat", /^miljo och klimat/, [], 2),
];

export const TEMPLATES: Readonly<Record<TemplateKind, Template>> = {
  "annual-report": {
    kind: "annual-report",
    title: "Årsredovisning",
    sections: [
      section("summary", "Sammanfattning", /^sammanfattning/, ["money-summary"]),
      section("events", "Händelser av väsentlig betydelse", /^handelser av/),
      section("steering", "Styrning och uppföljning", /^styrning och uppfoljning/),
      section("responsibility", "Nämndens ansvarsområden", /ansvarsomrad/),
      section("goals", "Mål och uppdrag", /^mal och uppdrag/),
      section("committee-goals", "Nämndmål", /^namndmal/, ["goals"], 2),
      section("assignments", "Uppdrag", /^uppdrag$/, ["assignments"], 2),
      section("economy", "Ekonomisk analys", /^ekonomisk analys|^driftredovisning/, ["statements"]),
      section("staff", "Väsentliga personalförhållanden", /personalforhallanden/, ["staff"]),
      ...CROSS_SECTOR,
      section("outlook", "Förväntad utveckling", /^forvantad utveckling/),
      section("competition", "Konkurrensutsättning", /^konkurrensutsattning/),
      section("contract-review", "Avtalsuppföljning", /^avtalsuppfoljning$/, [], 2),
      section("control", "Intern kontroll", /^intern kontroll/, ["control-results"]),
      section("measures", "Verksamhetsmått", /^verksamhetsm/, ["monthly-series"]),
      section("yearly", "Årsstatistik", /^(ars)?statistik/, ["yearly-figures"]),
      section("report-backs", "Återrapportering av nämndbeslut", /^a\S{0,3}t\S{0,4}rap/, ["report-backs"]),
    ],
  },
  "operational-plan": {
    kind: "operational-plan",
    title: "Verksamhetsplan och budget",
    sections: [
      section("summary", "Sammanfattning", /^sammanfattning/),
      section("steering", "Styrning och uppföljning", /^styrning och uppfoljning/),
      section("responsibility", "Nämndens ansvarsområden", /ansvarsomrad/),
      section("declarations", "Kvalitetsdeklarationer", /kvalitetsdeklaration/, ["declarations"]),
      section("goals", "Mål och uppdrag", /^mal och uppdrag/),
      section("plan-goals", "Mål, aktiviteter och mått", /^namndmal/, ["plan-goals"], 2),
      section("assignments", "Uppdrag", /^uppdrag$/, ["assignments"], 2),
      section("ongoing", "Löpande verksamhet", /^lopande verksamhet/, [], 2),
      section("economy", "Ekonomi", /^ekonomi$|^driftbudget/, ["budgets"]),
      section("fees", "Taxor och avgifter", /^taxor och avgifter/, ["fees"]),
      section("staff", "Väsentliga personalförhållanden", /personalforhallanden/),
      ...CROSS_SECTOR,
      section("outlook", "Förväntad utveckling", /^forvantad utveckling/),
      section("competition", "Konkurrensutsättning", /^konkurrensutsattning/),
      section("control", "Intern kontroll", /^intern kontroll/, ["control-plan"]),
    ],
  },
};

export const isTemplateKind = (kind: string): kind is TemplateKind => Object.hasOwn(TEMPLATES, kind);

/** The section whose prose a heading in a published document opens; null when none does. */
export const sectionOfHeading = (template: Template, heading: string): TemplateSection | null =>
  template.sections.find(({ aliases }) => aliases.test(unaccented(heading))) ?? null;
