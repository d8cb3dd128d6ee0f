import type { Assessment } from "../assessment/assessment.ts";
import type { Fee } from "../finance/fee.ts";
import type { FeeRate } from "../finance/fee-rate.ts";
import type { Grant } from "../finance/grant.ts";
import type { Investment } from "../finance/investment.ts";
import type { VarianceExplanation } from "../finance/variance.ts";
import type { Statement } from "../finance/statement.ts";
import type { Decimal } from "../platform/decimal.ts";
import type { Assignment, Goal } from "../goals/goal.ts";
import type { Indicator } from "../indicators/indicator.ts";
import type { ControlCheck, Risk } from "../internal-control/control-plan.ts";
import type { ControlAction } from "../internal-control/control-action.ts";
import type { ControlResult } from "../internal-control/control-result.ts";
import type { ToldReportBack } from "../matters/matter-reads.ts";
import type { ServiceDeclaration } from "../quality/service-declaration.ts";
import { assignmentBlocks, goalBlocks, planGoalBlocks } from "./goal-blocks.ts";
import { controlPlanBlocks, controlResultBlocks, declarationBlocks, reportBackBlocks } from "./control-blocks.ts";
import { headingId, isNothing, nothing, OWN } from "./block-parts.ts";
import type { Block, DocumentModel } from "./document.ts";
import type { Enclosure } from "./enclosure.ts";
import { monthlyBlocks, staffBlocks, yearlyBlocks } from "./indicator-blocks.ts";
import type { FigureData } from "./live-figure.ts";
import { inMoneyForm, type ShownStatement } from "./money-form.ts";
import { feeBlocks, netSentence, statementBlocks } from "./money-blocks.ts";
import { contractBlocks } from "./contract-blocks.ts";
import { inspectionBlocks } from "./inspection-blocks.ts";
import { matterBlocks } from "./matter-blocks.ts";
import { qualityBlocks } from "./quality-blocks.ts";
import type { RegisterData } from "./register-data.ts";
import { feeRateBlocks, grantBlocks, investmentBlocks, varianceBlocks } from "./register-blocks.ts";
import { proseBlocks } from "./prose-blocks.ts";
import type { ReportHead, SectionText } from "./section-text.ts";
import { partOf, type BoundBlock, type PlannedDocument, type TemplateSection } from "./template.ts";

/** Everything a document may show, loaded before anything is judged. */
export interface DocumentData {
  readonly municipality: string;
  readonly committee: string;
  readonly year: number;
  readonly report: ReportHead | null;
  readonly sections: readonly SectionText[];
  /** The units that may write parts of their own, by name, in the organisation's order. */
  readonly units: readonly { readonly id: number; readonly name: string }[];
  readonly goals: readonly Goal[];
  readonly assignments: readonly Assignment[];
  readonly assessments: { readonly goals: readonly Assessment[]; readonly assignments: readonly Assessment[]; readonly checks: readonly Assessment[] };
  readonly indicators: readonly Indicator[];
  readonly statements: readonly Statement[];
  readonly economy: FigureData["economy"];
  readonly fees: readonly Fee[];
  /** The registers of money, and the price base amount that fees are reckoned of. */
  readonly money: {
    readonly explanations: readonly VarianceExplanation[];
    readonly unitNames: ReadonlyMap<number, string>;
    readonly investments: readonly Investment[];
    readonly grants: readonly Grant[];
    /** The committee's goals and the municipality's. */
    readonly goalNames: ReadonlyMap<number, string>;
    readonly feeRates: readonly FeeRate[];
    readonly priceBaseAmount: Decimal | null;
    /** The last month of the year that the document tells of; null for the whole year. */
    readonly until: number | null;
  };
  readonly risks: readonly Risk[];
  readonly checks: readonly ControlCheck[];
  readonly controlResults: readonly ControlResult[];
  readonly actions: readonly ControlAction[];
  readonly declarations: readonly ServiceDeclaration[];
  readonly reportBacks: readonly ToldReportBack[];
  readonly enclosures: readonly Enclosure[];
  readonly registers: RegisterData;
}

/** True when the year holds nothing that a document could show. */
export const isEmpty = (data: DocumentData): boolean =>
  [data.sections, data.goals, data.assignments, data.statements, data.risks, data.checks, data.fees, data.declarations, data.reportBacks, data.enclosures].every((items) => items.length === 0) &&
  data.indicators.every(({ values }) => values.every(({ period }) => !period.startsWith(String(data.year))));

export interface DocumentOptions {
  /** Draw a chart after each monthly table. */
  readonly charts: boolean;
}

const STAFF_GROUP = "Personal";

/** Puts the document together from its template and the living data, as that was at its month. Every figure is a reference to stored rows. */
export function buildDocument({ template, title }: PlannedDocument, data: DocumentData, options: DocumentOptions): DocumentModel {
  const kind = template.key;
  // A document of its own kind of statements shows those; one of any kind shows all that the year has.
  const stated = data.statements.filter(({ made, reportKind }) => !made && (template.per === "any" || reportKind === kind));
  // Where nothing is stated, the year's economy is told as the ledger, the budget and the forecasts have it.
  const shown = inMoneyForm(stated.length ? stated : data.statements.filter(({ made }) => made), template);
  const parts = template.sections.map((section): { section: TemplateSection; content: Block[] } => {
    const prose = data.sections.find((other) => other.section === section.key);
    const written = prose ? proseBlocks(prose.body, section, data) : [];
    // What the writer has said about the net cost is not said once more.
    const summed = /nettokostnad/i.test(prose?.body ?? "");
    const bound = section.blocks.flatMap((block) => (block === "money-summary" && summed ? [] : boundBlocks(block, { ...data, statements: shown }, options)));
    const content = [...written, ...(section.perUnit ? unitBlocks(section, data) : []), ...bound];
    const told = section.whenEmpty === "hide" ? content.filter((block) => !isNothing(block)) : content;
    return { section, content: !told.length && section.whenEmpty === "say" ? [nothing(OWN.section)] : told };
  });
  // An empty section is left out, but a heading that gathers others below it stands.
  const gathers = (from: number): boolean => {
    const next = parts.findIndex(({ section }, index) => index > from && section.level === 1);
    return parts.slice(from + 1, next < 0 ? undefined : next).some(({ content }) => content.length > 0);
  };
  const blocks = parts.flatMap(({ section, content }, index): Block[] =>
    content.length || (section.level === 1 && gathers(index)) ? [{ kind: "heading", level: section.level, text: section.heading, id: section.key }, ...content] : [],
  );
  // What is enclosed is always told, also where the template has no place for it.
  if (data.enclosures.length && !template.sections.some((section) => section.blocks.includes("enclosures"))) blocks.push({ kind: "heading", level: 1, text: "Bifogade handlingar", id: "bifogade-handlingar" }, ...enclosureBlocks(data.enclosures));
  return {
    kind,
    language: "sv",
    title: data.report?.title && data.report.title.includes(String(data.year)) ? data.report.title : title,
    organisation: data.municipality,
    committee: data.committee,
    year: data.year,
    diaryNumber: data.report?.diaryNumber ?? null,
    status: "Utkast. Siffrorna är hämtade ur registret när dokumentet gjordes.",
    blocks,
  };
}

const enclosureBlocks = (enclosures: readonly Enclosure[]): Block[] => (enclosures.length ? [{ kind: "enclosures", enclosures }] : []);

/** The parts that units have written of a section, each under the unit's name. */
function unitBlocks(section: TemplateSection, data: DocumentData): Block[] {
  return data.units.flatMap(({ id, name }): Block[] => {
    const part = data.sections.find((other) => { const { section: of, unitId } = partOf(other.section); return of === section.key && unitId === id; });
    if (!part?.body) return [];
    const level = section.level === 1 ? 2 : 3;
    return [{ kind: "heading", level, text: name, id: headingId(name, `${section.key}-enhet-${id}`) }, ...proseBlocks(part.body, { key: `${section.key}-${id}`, level: 2 }, data)];
  });
}

type ShownData = Omit<DocumentData, "statements"> & { readonly statements: readonly ShownStatement[] };

function boundBlocks(block: BoundBlock, data: ShownData, options: DocumentOptions): Block[] {
  const staff = data.indicators.filter(({ group }) => group === STAFF_GROUP);
  const others = data.indicators.filter(({ group }) => group !== STAFF_GROUP);
  // What a goal's own table shows is not shown once more.
  const ofGoals = new Set(data.goals.flatMap(({ indicatorIds }) => indicatorIds));
  switch (block) {
    case "money-summary":
      return netSentence(data.statements, data.economy);
    case "goals":
      return goalBlocks(data.goals, data.assessments.goals, data.indicators, data.year);
    case "plan-goals":
      return planGoalBlocks(data.goals, data.indicators, data.year);
    case "assignments":
      return assignmentBlocks(data.assignments, data.assessments.assignments);
    case "statements":
      return statementBlocks(data.statements.filter(({ kind: own, made }) => !made || own !== "budget"));
    case "budgets":
      return statementBlocks(data.statements.filter(({ kind: own, made }) => !made || own === "budget"));
    case "staff":
      return staffBlocks(staff, data.year);
    case "control-results":
      return controlResultBlocks(data.checks, data.assessments.checks, data.controlResults, data.actions);
    case "control-plan":
      return controlPlanBlocks(data.risks, data.checks);
    case "yearly-figures":
      return yearlyBlocks(others.filter(({ id }) => !ofGoals.has(id)), data.year);
    case "monthly-series":
      return monthlyBlocks(others, data.year, options.charts);
    case "report-backs":
      return reportBackBlocks(data.reportBacks);
    case "declarations":
      return declarationBlocks(data.declarations);
    case "variances":
      return varianceBlocks(data.money.explanations, data.money.until, data.money.unitNames);
    case "investments":
      return data.statements.some(({ kind, made }) => kind === "investments" && !made) ? [] : investmentBlocks(data.money.investments, data.year);
    case "grants":
      return grantBlocks(data.money.grants, data.money.goalNames);
    case "fees":
      return data.fees.length ? feeBlocks(data.fees) : feeRateBlocks(data.money.feeRates, data.year, data.money.priceBaseAmount).concat(data.money.feeRates.length ? [] : feeBlocks([]));
    case "enclosures":
      return enclosureBlocks(data.enclosures);
    default:
      return qualityBlocks(block, data.registers, data.year, data.money.until) ?? contractBlocks(block, data.registers, data.year) ?? inspectionBlocks(block, data.registers, data.year) ?? matterBlocks(block, data.registers) ?? [];
  }
}
