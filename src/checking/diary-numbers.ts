import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const DIARY = /^(?:dnr:?\s*)?(?<number>\p{Lu}{2,5}[/ ]\d{4}:\d+)(?!\d)/iu;
const NAMED = /(?<kind>årsredovisning|verksamhetsberättelse|verksamhetsplan|delårsrapport|tertialrapport|internkontrollplan|kvalitetsberättelse|patientsäkerhetsberättelse)[a-zà-ÿ]*[^.]{0,30}?(?<year>20\d\d)/iu;

/** One document has one registration number; its cover letter has the same. */
export function diaryFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const first = new Map<string, { number: string; line: number; quote: string }>();
  return sentences.flatMap(({ line, text }, at): Finding[] => {
    const number = DIARY.exec(text)?.groups!["number"]?.toUpperCase();
    if (!number) return [];
    // Its title stands next to it: after it in a letter, before it on a title page.
    const title = [sentences[at + 1], sentences[at - 1], sentences[at - 2], sentences[at - 3]].flatMap((near) => {
      const named = near && near.text.length < 120 && !DIARY.test(near.text) ? NAMED.exec(near.text)?.groups : undefined;
      return named ? [`${named["kind"]!.toLowerCase()} ${named["year"]}`] : [];
    });
    const [key] = title;
    if (key === undefined) return [];
    const before = first.get(key);
    if (!before) { first.set(key, { number, line, quote: text }); return []; }
    if (before.number === number) return [];
    return [{ code: "diary-number", severity: "warning", line, quote: text, expected: null, message: `${key[0]!.toUpperCase()}${key.slice(1)} har diarienumret ${number} här men ${before.number} på ett annat ställe.`, evidence: [{ line: before.line, quote: before.quote }] }];
  });
}
