import type { SectionText } from "./section-text.ts";
import { partKey, type Template, type TemplateSection } from "./template.ts";

/** A text that a document may have: a section's own, or a unit's part of it. */
export interface SectionPart {
  /** Where it is kept. */
  readonly key: string;
  readonly section: TemplateSection;
  readonly unitId: number | null;
  readonly unitName: string | null;
  /** How many words are written. */
  readonly words: number;
  /** Whether the document is not whole without it. */
  readonly wanted: boolean;
}

/** All texts of a document, in the order that they are read: a section's own, then its units'. */
export function collectionOf({ sections }: Pick<Template, "sections">, units: readonly { readonly id: number; readonly name: string }[], texts: readonly SectionText[]): SectionPart[] {
  const wordsOf = (key: string): number => texts.find(({ section }) => section === key)?.body.split(/\s+/).filter(Boolean).length ?? 0;
  return sections.flatMap((section): SectionPart[] => [
    { key: section.key, section, unitId: null, unitName: null, words: wordsOf(section.key), wanted: section.required },
    ...(section.perUnit ? units.map(({ id, name }) => ({ key: partKey(section.key, id), section, unitId: id, unitName: name, words: wordsOf(partKey(section.key, id)), wanted: true })) : []),
  ]);
}

/** What is wanted and not written. */
export const leftOf = (parts: readonly SectionPart[]): SectionPart[] => parts.filter(({ wanted, words }) => wanted && words === 0);
