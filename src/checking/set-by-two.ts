import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const BODY = String.raw`(?<body>kommunfullmäktige|fullmäktige|kommunstyrelsen)`;
const VERB = String.raw`(?:anger|angett|fastställer|fastställt|fastställde|beslutar\s+om|beslutat\s+om|beslutade\s+om|formulerar|formulerat|formulerade|antar|antagit|antog)`;
/** What is set by one body only: "inriktningsmål", "ekonomistyrregler". */
const SET = new RegExp(String.raw`(?<![a-zà-ÿ])${BODY}\s+(?:har\s+)?${VERB}\s+(?<what>[^.;:]{3,140})`, "giu");
const NOUN = /(?<![a-zà-ÿ])[a-zà-ÿ]{4,}(?:mål|målen|områden|policyn?|riktlinjer(?:na)?|regler(?:na)?)(?![a-zà-ÿ])/giu;
const NEAR = 12;
const bodyOf = (name: string): string => (/styrelse/iu.test(name) ? "kommunstyrelsen" : "kommunfullmäktige");

interface Setting { readonly body: string; readonly called: string; readonly noun: string; readonly line: number; readonly text: string }
const settings = (sentences: readonly CheckedSentence[]): Setting[] => sentences.flatMap((sentence) => (sentence.inCell ? [] : [...sentence.text.matchAll(SET)].flatMap((match) => (match.groups!["what"]!.match(NOUN) ?? []).map((noun): Setting => ({ body: bodyOf(match.groups!["body"]!), called: noun, noun: fold(noun).replace(/(?:en|na)$/, ""), line: lineAt(sentence, match.index), text: sentence.text })))));

/** "Kommunfullmäktige anger inriktningsmål", and a few lines on "kommunstyrelsen har formulerat ett antal inriktningsmål". */
export function setByTwoFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const all = settings(sentences);
  return all.flatMap((one, at): Finding[] => {
    const other = all.slice(0, at).find(({ body, line, noun }) => noun === one.noun && body !== one.body && one.line - line <= NEAR);
    return other && !all.slice(0, at).some(({ body, noun }) => noun === one.noun && body === one.body) ? [{ code: "statements-differ", severity: "note", line: one.line, quote: one.text, expected: null, message: `»${one.called}« sätts av ${other.body} på rad ${other.line}, men här av ${one.body}.`, evidence: [{ line: other.line, quote: other.text }] }] : [];
  });
}
