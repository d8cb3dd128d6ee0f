import { diffArrays, diffWordsWithSpace } from "diff";
import { diff3Merge } from "node-diff3";

export interface TextPart {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}
/** A paragraph as it became, in its parts; unchanged ones beside each other are told by how many they are. */
export type ParagraphChange = { readonly unchanged: number } | { readonly parts: readonly TextPart[] };

const paragraphs = (text: string): string[] => (text === "" ? [] : text.split(/\n{2,}/));
const kindOf = ({ added, removed }: { added?: boolean; removed?: boolean }): TextPart["kind"] => (added ? "added" : removed ? "removed" : "same");

/** What was done to a text, paragraph by paragraph, word by word in those that were changed. */
export function textChanges(from: string, to: string): ParagraphChange[] {
  const found: ParagraphChange[] = [];
  const steps = diffArrays(paragraphs(from), paragraphs(to));
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!;
    if (!step.added && !step.removed) {
      found.push({ unchanged: step.value.length });
      continue;
    }
    const next = steps[at + 1];
    // As many out as in, beside each other: the same paragraphs, written otherwise.
    if (step.removed && next?.added && next.value.length === step.value.length) {
      for (const [index, text] of step.value.entries()) found.push({ parts: diffWordsWithSpace(text, next.value[index]!).map((part) => ({ kind: kindOf(part), text: part.value })) });
      at++;
    } else for (const text of step.value) found.push({ parts: [{ kind: kindOf(step), text }] });
  }
  return found;
}

/**
 * Joins two changes of one text by paragraphs: each paragraph as the one who touched it left it. Where both touched the
 * same, theirs stands first and mine after it; `both` counts those places.
 */
export function mergeTexts(base: string, theirs: string, mine: string): { readonly text: string; readonly both: number } {
  const regions = diff3Merge(paragraphs(theirs), paragraphs(base), paragraphs(mine), { excludeFalseConflicts: true });
  const joined = regions.flatMap(({ conflict, ok }) => (conflict ? [...conflict.a, ...conflict.b] : (ok ?? [])));
  return { text: joined.join("\n\n"), both: regions.filter(({ conflict }) => conflict).length };
}
