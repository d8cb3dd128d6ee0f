/** How an edition of a document stands. */
export type DocumentState = "draft" | "review" | "approved" | "proposed" | "decided" | "published";
export type DocumentStepKind = "reviewed" | "approved" | "proposed" | "decided" | "published" | "returned" | "revised";

/** What has been done with a document, and by whom. */
export interface DocumentStep {
  readonly ordinal: number;
  /** 1 for the first; each revised one is the next. */
  readonly edition: number;
  readonly kind: DocumentStepKind;
  /** What was approved or decided: the fingerprint (SHA-256) of the frozen document. */
  readonly hash: string | null;
  /** ISO date of the meeting. */
  readonly onDate: string | null;
  readonly note: string | null;
  readonly actor: string;
  /** ISO time. */
  readonly at: string;
}

export const STATE_WORDS: Readonly<Record<DocumentState, string>> = { draft: "Utkast", review: "Granskas", approved: "Godkänt", proposed: "Framlagt för sammanträdet", decided: "Beslutat", published: "Publicerat" };
export const STEP_WORDS: Readonly<Record<DocumentStepKind, string>> = { reviewed: "Lämnat för granskning", approved: "Godkänt", proposed: "Framlagt för sammanträdet", decided: "Beslutat", published: "Publicerat", returned: "Åter till utkast", revised: "Ny upplaga påbörjad" };

/** The rows of the permission table that a document's steps ask. */
export type DocumentStepAction = "document.write" | "document.approve" | "document.decide";
interface DocumentTransition {
  readonly from: readonly DocumentState[];
  readonly kind: DocumentStepKind;
  readonly to: DocumentState;
  readonly action: DocumentStepAction;
  /** What the button says. */
  readonly words: string;
}
/** What may be done with a document, from each state, by whom (KL 6:35, 11:20: the committee decides, its secretary keeps what was decided). */
export const DOCUMENT_TRANSITIONS: readonly DocumentTransition[] = [
  { from: ["draft"], kind: "reviewed", to: "review", action: "document.write", words: "Lämna för granskning" },
  { from: ["review", "approved", "proposed"], kind: "approved", to: "approved", action: "document.approve", words: "Godkänn" },
  { from: ["approved"], kind: "proposed", to: "proposed", action: "document.decide", words: "Lägg fram för sammanträdet" },
  { from: ["proposed"], kind: "decided", to: "decided", action: "document.decide", words: "För in beslutet" },
  { from: ["decided"], kind: "published", to: "published", action: "document.decide", words: "Publicera" },
  { from: ["review", "approved"], kind: "returned", to: "draft", action: "document.approve", words: "Åter till utkast" },
  { from: ["proposed"], kind: "returned", to: "draft", action: "document.decide", words: "Återremittera" },
  { from: ["decided", "published"], kind: "revised", to: "draft", action: "document.write", words: "Påbörja en reviderad upplaga" },
];

/** How a document stands by all that has been done with it, in order. */
export interface DocumentStanding {
  readonly edition: number;
  readonly state: DocumentState;
  /** What was approved last in this edition, and not sent back since. */
  readonly approved: DocumentStep | null;
  /** The latest decision of each edition that has one, the earliest edition first. */
  readonly decided: readonly DocumentStep[];
  readonly last: DocumentStep | null;
}
export function standingOf(steps: readonly DocumentStep[]): DocumentStanding {
  const last = steps.at(-1) ?? null;
  const edition = last?.edition ?? 1;
  const state = last ? DOCUMENT_TRANSITIONS.find(({ kind }) => kind === last.kind)!.to : "draft";
  const approval = steps.findLast((step) => step.edition === edition && (step.kind === "approved" || step.kind === "returned"));
  return { edition, state, last, approved: approval?.kind === "approved" ? approval : null, decided: steps.filter(({ kind }) => kind === "decided") };
}

/** The transition that a step is, from how the document stands; null where it may not be taken now. */
export const transitionFor = ({ state }: Pick<DocumentStanding, "state">, kind: DocumentStepKind): DocumentTransition | null => DOCUMENT_TRANSITIONS.find((one) => one.kind === kind && one.from.includes(state)) ?? null;

/** Whether a document's text may be written now: what lies before a meeting or is decided is not. */
export const mayBeWritten = ({ state }: Pick<DocumentStanding, "state">): boolean => state === "draft" || state === "review" || state === "approved";

/** How an edition is called: the first one has no name. */
export const editionName = (edition: number): string => (edition === 1 ? "" : edition === 2 ? "reviderad" : `reviderad ${edition - 1}`);
