import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { monthNumber } from "./written-days.ts";

const MONTHS = MONTH_NAMES.join("|");
const TITLE = new RegExp(String.raw`(?<![a-zà-ÿ])(?:per|till\s+och\s+med|t\.?o\.?m\.?|efter)\s+(?:den\s+)?(?:(?:28|29|30|31)\s+)?(?<month>${MONTHS})(?![a-zà-ÿ])|januari\s*(?:–|-|till)\s*(?<to>${MONTHS})(?![a-zà-ÿ])`, "giu");
const REPORT = /delår|tertial|uppföljning|rapport|bokslut/iu;
const COUNT = Object.keys(NUMBER_WORDS).filter((word) => NUMBER_WORDS[word] !== "1").join("|");
const FIRST_MONTHS = new RegExp(String.raw`(?<![a-zà-ÿ])(?:årets\s+(?:första\s+(?<a>${COUNT})|(?<b>${COUNT})\s+första)\s+månader|de\s+(?:första\s+(?<c>${COUNT})|(?<d>${COUNT})\s+första)\s+månaderna|(?:utfallet|resultatet|nettokostnaden|avvikelsen|uppföljningen)\s+(?:för|efter)\s+(?<e>${COUNT})\s+månader)(?![a-zà-ÿ])`, "giu");
/** What is told of the report itself, or of all that it has come to: what happened in some of its months is not. */
const OF_REPORT = /(?:uppföljning|rapport|redovisning|bokslut)[a-zà-ÿ]*\s+(?:omfattar|avser|gäller|redovisar|[^.;]{0,60}ekonomin)|^(?:utfallet|resultatet|nettokostnaden|avvikelsen)\s/iu;
const [TOP, LONGEST_TITLE] = [4, 140];

/** "Tertialuppföljning per den 30 april", and in it "årets åtta första månader". */
export function reportMonthFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const titles = sentences.filter(({ inCell, text }, at) => !inCell && at < TOP && text.length <= LONGEST_TITLE && REPORT.test(text)).flatMap((sentence) => [...sentence.text.matchAll(TITLE)].map(({ groups }) => ({ sentence, month: monthNumber((groups!["month"] ?? groups!["to"])!) })));
  const [title] = titles;
  // A year is told of whole, and part by part.
  if (!title || new Set(titles.map(({ month }) => month)).size > 1 || title.month === 12) return [];
  return sentences.flatMap((sentence) => (sentence.inCell || !OF_REPORT.test(sentence.text) ? [] : [...sentence.text.matchAll(FIRST_MONTHS)]).flatMap((match): Finding[] => {
    const { a, b, c, d, e } = match.groups!;
    const count = countOf((a ?? b ?? c ?? d ?? e)!);
    if (count === title.month || /(?<![a-zà-ÿ])(?:förra|föregående|fjol|20\d\d)/iu.test(sentence.text)) return [];
    return [{ code: "other-period", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${title.month} månader`, message: `Här är det ${count} månader, men rapporten är per ${MONTH_NAMES[title.month - 1]}, efter ${title.month}.`, evidence: [{ line: title.sentence.line, quote: title.sentence.text }] }];
  }));
}
