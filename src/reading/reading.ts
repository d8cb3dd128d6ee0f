import type { Decimal } from "../platform/decimal.ts";
import type { Place } from "./layout.ts";

/** Where an item stands in the source, and whether what was read can be trusted without a look. */
export interface Found {
  /** 1-based line in a text, page in a PDF, paragraph in a DOCX. */
  readonly line: Place;
  readonly sure: boolean;
}

export const DOCUMENT_KINDS = [
  "annual-report", "operational-plan", "interim-report", "control-plan", "contract-review", "memorandum", "other",
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface DocumentHead extends Found {
  readonly kind: DocumentKind;
  readonly organisation: string | null;
  readonly committee: string | null;
  readonly year: string | null;
  readonly diaryNumber: string | null;
  readonly title: string | null;
}

export interface ReadActivity extends Found {
  readonly title: string;
  readonly description: string | null;
}
export interface ReadIndicator extends Found {
  readonly name: string;
  readonly baseline: string | null;
  /** Year → a number in plain form or a direction as printed ("öka"). */
  readonly targets: Readonly<Record<string, string>>;
  /** Year → the outcome as printed. */
  readonly values: Readonly<Record<string, string>>;
  readonly source: string | null;
}
/** An indicator in a table that stands under no goal. */
export interface ReadFreeIndicator extends ReadIndicator {
  readonly group: string | null;
}
export interface ReadGoal extends Found {
  readonly text: string;
  readonly level: string | null;
  readonly parent: string | null;
  readonly assessment: string | null;
  /** The reasoning that follows the assessment, paragraphs joined with a blank line. */
  readonly comment: string | null;
  readonly activities: readonly ReadActivity[];
  readonly measures: readonly string[];
  readonly indicators: readonly ReadIndicator[];
}
export interface ReadAssignment extends Found {
  readonly text: string;
  readonly status: string | null;
  /** What is said of it after the status, paragraphs joined with a blank line. */
  readonly comment: string | null;
}
export interface ReadSeries extends Found {
  readonly group: string | null;
  readonly name: string;
  /** Year → January to December; null is missing. */
  readonly years: Readonly<Record<string, readonly (Decimal | null)[]>>;
  /** Year → where its row stands. */
  readonly lines: Readonly<Record<string, Place>>;
  readonly footnotes: readonly string[];
}

export const STATEMENT_KINDS = ["income", "activities", "investments", "budget", "staff"] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export interface ReadStatementRow extends Found {
  readonly label: string;
  readonly cells: readonly (Decimal | null)[];
}
export interface ReadStatement extends Found {
  readonly title: string;
  /** "mkr", "mnkr", "tkr", "kr"; null where the source names none. */
  readonly unit: string | null;
  readonly kind: StatementKind;
  readonly columns: readonly string[];
  readonly rows: readonly ReadStatementRow[];
  readonly footnotes: readonly string[];
}
export interface ReadRisk extends Found {
  readonly category: string | null;
  readonly process: string | null;
  readonly riskIndex: Decimal | null;
  readonly likelihood: Decimal | null;
  readonly consequence: Decimal | null;
  readonly risk: string;
  readonly check: string | null;
}
export interface ReadControlResult extends Found {
  readonly category: string | null;
  readonly process: string | null;
  readonly check: string;
  readonly grade: string | null;
  readonly text: string | null;
}
export interface ReadDeclaration extends Found {
  readonly service: string;
  readonly decided: string | null;
  readonly status: string | null;
}
export interface ReadFee extends Found {
  readonly fee: string;
  readonly decided: string | null;
  readonly status: string | null;
  readonly newDecision: string | null;
  readonly validFrom: string | null;
}
export interface ReadReportBack extends Found {
  readonly meeting: string | null;
  readonly matter: string;
  readonly decision: string | null;
  readonly report: string | null;
}
export interface ReadTable extends Found {
  readonly heading: string | null;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Where each row stands. */
  readonly rowLines: readonly Place[];
  readonly recognisedAs: string | null;
}
export interface ReadSection extends Found {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** Everything that was understood in one document; nothing in it was invented or repaired. */
export interface Reading {
  readonly document: DocumentHead;
  readonly goals: readonly ReadGoal[];
  readonly assignments: readonly ReadAssignment[];
  readonly indicators: readonly ReadFreeIndicator[];
  readonly series: readonly ReadSeries[];
  readonly statements: readonly ReadStatement[];
  readonly risks: readonly ReadRisk[];
  readonly controlResults: readonly ReadControlResult[];
  readonly declarations: readonly ReadDeclaration[];
  readonly fees: readonly ReadFee[];
  readonly reportBacks: readonly ReadReportBack[];
  readonly sections: readonly ReadSection[];
  readonly tables: readonly ReadTable[];
}
