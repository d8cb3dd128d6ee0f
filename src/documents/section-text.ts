/** In front of a paragraph that is a heading inside a section's prose. */
export const SUBHEADING = "### ";

/** The prose of one section of a committee's document for a year. Paragraphs are parted by blank lines. */
export interface SectionText {
  readonly section: string;
  readonly body: string;
  /** The text with its figures as they were when somebody last wrote or read it; null where nobody has since it came in. */
  readonly readAs: string | null;
  /** The text as it was moved from the year before, while its sentences are to be read again; else null. */
  readonly carried: string | null;
  readonly origin: number;
  readonly version: number;
}
export interface SectionTextInput {
  readonly section: string;
  readonly body: string;
  readonly originId: number;
}
export interface SectionPlace {
  readonly committeeId: number;
  readonly year: number;
  readonly documentKind: string;
}

/** The heading facts of a report: its own title and diary number where a document states them. */
export interface ReportHead {
  readonly title: string;
  readonly diaryNumber: string | null;
}
