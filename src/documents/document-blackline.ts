import { textChanges } from "../platform/edit/text-merge.ts";
import { counted } from "../platform/swedish.ts";
import { headingId } from "./block-parts.ts";
import { figureDifferences, textDifferences } from "./document-difference.ts";
import { text, words, type Block, type DocumentModel, type Inline } from "./document.ts";

/** What an edition is called: "Första upplagan, beslutad 2026-02-15". */
interface Edition {
  readonly model: DocumentModel;
  readonly name: string;
}

const EXPLANATION = "Det som är struket står inom [struket: …] och är överstruket. Det som är tillagt står inom [tillagt: …] och är understruket. Stycken utan ändring är utelämnade.";
/** What was added or struck, in its brackets; the spaces around it stand outside them. */
function marked(change: "added" | "removed", told: string): Inline[] {
  const text = told.trim();
  const before = told.slice(0, told.length - told.trimStart().length);
  const after = told.slice(told.trimEnd().length);
  return [...(before ? [words(before)] : []), words(change === "added" ? "[tillagt: " : "[struket: "), { kind: "text", text, change }, words(`]${after}`)];
}

const begun = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** All that differs between two editions of a document, as a document of its own: figure by figure, and word by word. Said in words too, for those who listen. */
export function blackline(before: Edition, after: Edition): DocumentModel {
  const figures = figureDifferences(before.model, after.model);
  const texts = textDifferences(before.model, after.model);
  const blocks: Block[] = [
    { kind: "heading", level: 1, text: "Sammanfattning", id: "sammanfattning" },
    { kind: "paragraph", inlines: [words(`${begun(before.name)} jämförd med ${after.name}: ${counted(figures.length, "siffra", "siffror")} och ${counted(texts.length, "avsnitts text", "avsnitts texter")} skiljer sig.`)] },
    ...(texts.length ? [{ kind: "paragraph" as const, inlines: [words(EXPLANATION)] }] : []),
  ];
  if (figures.length) {
    blocks.push({ kind: "heading", level: 1, text: "Siffror", id: "siffror" }, {
      kind: "table", caption: "Siffror som skiljer sig", unbroken: false, notes: [],
      columns: [{ label: "Var", align: "text", weight: 4 }, { label: "Före", align: "number" }, { label: "Efter", align: "number" }],
      rows: figures.map((one) => ({ total: false, cells: [text(one.where), text(one.before === null ? "fanns inte" : one.before || "–"), text(one.after === null ? "finns inte" : one.after || "–")] })),
    });
  }
  if (texts.length) blocks.push({ kind: "heading", level: 1, text: "Text", id: "text" });
  for (const [index, one] of texts.entries()) {
    blocks.push({ kind: "heading", level: 2, text: one.heading, id: headingId(one.heading, `text-${index}`) });
    for (const change of textChanges(one.before, one.after)) {
      if ("parts" in change) blocks.push({ kind: "paragraph", inlines: change.parts.flatMap(({ kind, text: told }) => (kind === "same" ? [words(told)] : told.trim() ? marked(kind, told) : [words(told)])) });
    }
  }
  return { ...after.model, title: `${after.model.title}: skillnader`, status: `${begun(before.name)} jämförd med ${after.name}.`, blocks };
}
