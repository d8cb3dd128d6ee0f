import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** "Effektmålen ska vara mätbara, specifika, tidssatta": what the document itself asks of its goals. */
const ASKED = /(?<![a-zà-ÿ])(?<name>[a-zà-ÿ]*mål)en\s+ska(?:ll)?\s+(?:alla\s+|därför\s+)?vara\s+(?:[a-zà-ÿ]+,?\s+(?:och\s+)?){0,4}?(?:mätbara|tidssatta)(?![a-zà-ÿ])/iu;
const [FEWEST, SHOWN] = [4, 3];
/** What says how much, or by when. */
const HAS_MEASURE = /\d|(?<![a-zà-ÿ])(?:alla|samtliga|inga|ingen|noll|varje|halvera[a-zà-ÿ]*|fördubbl[a-zà-ÿ]*|hälften|en\s+tredjedel|en\s+fjärdedel)(?![a-zà-ÿ])/iu;

interface Goal { readonly text: string; readonly line: number; readonly number: string }
/** "Effektmål 1: …", "Effektmål 2: …", one after the other in running text or each on a line. */
function goalsCalled(name: string, sentences: readonly CheckedSentence[]): Goal[] {
  const pattern = new RegExp(String.raw`(?<![a-zà-ÿ])${name}\s+(?<number>\d{1,2}(?:\.\d)?)\s*[:.–-]\s+(?<text>\p{Lu}(?:(?!${name}\s+\d)[^.]){15,240})`, "giu");
  return sentences.flatMap((sentence) => [...sentence.text.matchAll(pattern)].map((match): Goal => ({ text: match.groups!["text"]!.trim(), number: match.groups!["number"]!, line: lineAt(sentence, match.index) })));
}

/** Goals that the document says are to be measurable, where most have neither a number nor a day. */
export function unmeasuredGoalFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const sentence = sentences.find(({ inCell, text }) => !inCell && ASKED.test(text));
  const asked = sentence ? ASKED.exec(sentence.text) : null;
  if (!sentence || !asked) return [];
  const goals = [...new Map(goalsCalled(asked.groups!["name"]!, sentences).map((goal) => [goal.number, goal])).values()];
  const bare = goals.filter(({ text }) => !HAS_MEASURE.test(text));
  if (goals.length < FEWEST || bare.length * 2 <= goals.length) return [];
  return [{ code: "goal-unmeasured", severity: "note", line: lineAt(sentence, asked.index), quote: sentence.text, expected: null, message: `Målen ska vara mätbara eller tidssatta, men ${bare.length} av ${goals.length} har varken tal eller tid: ${bare.map(({ number }) => number).join(", ")}.`, evidence: bare.slice(0, SHOWN).map(({ line, text }) => ({ line, quote: text })) }];
}
