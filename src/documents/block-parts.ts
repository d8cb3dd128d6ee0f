import { slug } from "../platform/swedish.ts";
import { words, type Block, type Cell } from "./document.ts";

/** An address inside the document: "mal-12-namnden-ska". */
export const headingId = (value: string, prefix: string): string =>
  `${prefix}-${slug(value).slice(0, 60).replace(/-$/, "")}`;

/** What the template itself says where the register is silent, or of how to read a table. */
export const OWN = {
  goals: "Inga mål är registrerade för året.",
  goalAssessment: "Målet är inte bedömt.",
  assignments: "Inga uppdrag är registrerade för året.",
  assignmentAssessment: "Uppdraget är inte bedömt.",
  statements: "Inga belopp är registrerade för året.",
  fees: "Inga taxor eller avgifter är registrerade för året.",
  monthlyValues: "Inga månadsvärden är registrerade.",
  yearlyValues: "Ingen årsstatistik är registrerad.",
  checks: "Inga kontroller är redovisade för året.",
  risks: "Ingen internkontrollplan är registrerad för året.",
  riskIndex: "Riskindex är sannolikhet gånger konsekvens, 1–16, där 16 är högst risk.",
  declarations: "Inga kvalitetsdeklarationer är registrerade för året.",
  reportBacks: "Inga beslut är återrapporterade under året.",
  unexecutedFresh: "Inga nya beslut att rapportera.",
  unexecutedFollowed: "Inga tidigare rapporterade beslut att återrapportera.",
  surveys: "Inga undersökningar är planerade för året.",
  surveyResults: "Inga undersökningar är genomförda under året.",
  ownControls: "Inga egenkontroller är redovisade för året.",
  promises: "Inga löften är registrerade för året.",
  times: "Inga ärenden med tid i lagen blev klara under året.",
  rulings: "Inga domar mot nämnden har meddelats under året.",
  feedback: "Inga synpunkter eller klagomål är registrerade för året.",
  lexSarah: "Inga rapporter enligt lex Sarah har upprättats under året.",
  incidents: "Inga avvikelser är registrerade för året.",
  reviewPlan: "Inga avtalsuppföljningar är planerade för året.",
  reviewAnswers: "Uppföljningen är inte genomförd.",
  reviewRemarks: "Uppföljningen visade inget att rekommendera eller rätta.",
  reviewObligations: "Inga löpande åtaganden är redovisade.",
  licences: "Inga tillstånd eller försäljningsställen är registrerade.",
  inspectionPlan: "Ingen tillsynsplan är registrerad för året.",
  agenda: "Dagordningen är tom.",
  varianceSides: "Avvikelsen är prognos minus budget; plus är bättre.",
  section: "Inget att redovisa.",
} as const;
const OWN_SENTENCES: ReadonlySet<string> = new Set(Object.values(OWN));

/** The template's own sentences, so that a document that is read again does not bring them back as prose. */
export const isOwnSentence = (sentence: string): boolean => OWN_SENTENCES.has(sentence.trim()) || [/^Prognosavvikelse är här \p{L}+ minus \p{L}+\.$/u, /^Prisbasbeloppet (för )?\d{4} är .+\.$/u].some((own) => own.test(sentence.trim()));

/** An empty section says so in words. */
export const nothing = (sentence: (typeof OWN)[keyof typeof OWN]): Block => ({ kind: "paragraph", inlines: [words(sentence)] });

/** Whether a block is no more than that something is missing. */
export const isNothing = (block: Block): boolean => block.kind === "paragraph" && block.inlines.length === 1 && block.inlines[0]!.kind === "text" && OWN_SENTENCES.has(block.inlines[0]!.text);

/** Prose parted by blank lines. */
export const paragraphs = (body: string): Block[] =>
  body.split(/\n{2,}/).filter((part) => part.trim()).map((part) => ({ kind: "paragraph", inlines: [words(part.trim())] }));

export const empty: Cell = { kind: "text", text: "" };
