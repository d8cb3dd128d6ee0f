import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

interface Pair { readonly says: RegExp; readonly against: RegExp; readonly takes: RegExp; readonly name: string; readonly other: string }
/** Straight after it what it comes of: what is told of a part is of that. */
const ON = String.raw`(?:\s+p[åa]\s+hel[åa]r(?:et)?)?\s+(?:beror|förklaras|kan|är|hänger|kommer)(?![a-zà-ÿ])`;
/** What one sentence says, and how the next takes it up as the opposite. */
const PAIRS: readonly Pair[] = [
  { says: /(?<![a-zà-ÿ])(?:underskott|negativ\s+(?:budget)?avvikelse|negativt\s+(?:resultat|utfall))/iu, against: /överskott|positiv|förbättr/iu, takes: new RegExp(String.raw`^(?:Den\s+positiva\s+(?:prognosen|avvikelsen)|Det\s+positiva\s+(?:resultatet|utfallet)|Överskottet)${ON}`, "u"), name: "ett underskott", other: "ett överskott" },
  { says: /(?<![a-zà-ÿ])(?:överskott|positiv\s+(?:budget)?avvikelse|positivt\s+(?:resultat|utfall))/iu, against: /underskott|negativ|försämr/iu, takes: new RegExp(String.raw`^(?:Den\s+negativa\s+(?:prognosen|avvikelsen)|Det\s+negativa\s+(?:resultatet|utfallet)|Underskottet)${ON}`, "u"), name: "ett överskott", other: "ett underskott" },
  { says: /(?<![a-zà-ÿ])har\s+(?:[a-zà-ÿ]+\s+){0,2}(?:ökat|stigit|vuxit)(?![a-zà-ÿ])/iu, against: /minsk|sjunk|färre|lägre|nedgång|gått\s+ner|sjönk/iu, takes: /^(?:Minskningen|Nedgången)\s+(?:är|beror|förklaras|har|kan|hänger|märks|syns)(?![a-zà-ÿ])/u, name: "en ökning", other: "en minskning" },
  { says: /(?<![a-zà-ÿ])har\s+(?:[a-zà-ÿ]+\s+){0,2}(?:minskat|sjunkit)(?![a-zà-ÿ])/iu, against: /ök(?:a|ning)|stig|steg|fler|högre|uppgång|väx|vuxit/iu, takes: /^(?:Ökningen|Uppgången)\s+(?:är|beror|förklaras|har|kan|hänger|märks|syns)(?![a-zà-ÿ])/u, name: "en minskning", other: "en ökning" },
];

/** "En negativ avvikelse mot budget. Den positiva prognosen beror på …": the next sentence takes up the opposite of what the one before said. */
export function takenUpFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const before = sentences[at - 1];
    if (!before || sentence.inCell || before.inCell || before.section.line !== sentence.section.line || sentence.line - before.line > 3) return [];
    const pair = PAIRS.find(({ against, says, takes }) => takes.test(sentence.text) && says.test(before.text) && !against.test(before.text));
    // It may take up what was said further back.
    if (!pair || sentences.slice(Math.max(0, at - 4), at - 1).some(({ section, text }) => section.line === sentence.section.line && pair.against.test(text))) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, 0), quote: sentence.text, expected: null, message: `Meningen före talar om ${pair.name}, men den här om ${pair.other}.`, evidence: [{ line: before.line, quote: before.text }] }];
  });
}
