import { absolute, compare, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { middleOf } from "./shown-span.ts";
import { hasWords } from "./telling-words.ts";
import { movements, percentMoved, type ToldMovement, type ToldRow } from "./told-row.ts";
import { evidenceOf, type ToldSentence } from "./told-sentence.ts";

/** "Skatteintäkterna ökar dock snabbare än nettokostnaderna". */
const FASTER = /(?<a>[^.;,]{4,90}?)\s+(?:har\s+)?(?:ökar|ökade|ökat|växer|växte|vuxit|stiger|steg|stigit)\s+(?:dock\s+|också\s+|alltså\s+|därmed\s+)?(?<how>snabbare|långsammare|mer|mindre)\s+än\s+(?<b>[^.;,]{4,70})/iu;
/** Rows of one table stand no farther apart. */
const NEAR = 40;
const EQUAL = "0.1";

const yearsMove = (row: ToldRow): ToldMovement | undefined => movements(row).filter(({ from, to }) => from.role === "actual" && to.role === "actual" && from.year !== null && to.year !== null && from.year < to.year).toSorted((x, y) => Number(y.to.year) - Number(x.to.year) || Number(y.from.year) - Number(x.from.year))[0];
const per = (movement: ToldMovement): Decimal | null => { const span = percentMoved(movement); return span === null ? null : compare(absolute(movement.to.value), absolute(movement.from.value)) >= 0 ? absolute(middleOf(span)) : `-${absolute(middleOf(span))}`; };

/** Which of two rows has grown the more, told the other way than both the share and the amount of it. */
export function fasterFindings(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap(({ rows, sentence, sentence: { inCell, text } }): Finding[] => {
    const match = inCell || !/(?:snabbare|långsammare|mer|mindre)\s+än/iu.test(text) ? null : FASTER.exec(text);
    if (!match || /budget|prognos|plan/iu.test(match[0])) return [];
    const [a, b] = [match.groups!["a"]!, match.groups!["b"]!].map((part) => fold(part).split(" ")) as [string[], string[]];
    const of = (words: readonly string[]): ToldRow[] => { const named = rows.filter((row) => hasWords(row.words, words)); const most = Math.max(0, ...named.map((row) => row.words.length)); return named.filter((row) => row.words.length === most); };
    const [first, second] = [of(a), of(b)];
    const slower = /långsammare|mindre/iu.test(match.groups!["how"]!);
    const pairs = first.flatMap((one) => second.filter((other) => other !== one && one.unit === other.unit && Math.abs(one.line - other.line) <= NEAR).flatMap((other) => {
      const [x, y] = [yearsMove(one), yearsMove(other)];
      if (!x || !y || x.from.year !== y.from.year || x.to.year !== y.to.year) return [];
      const [p, q] = [per(x), per(y)];
      return p === null || q === null ? [] : [{ one, other, p, q }];
    }));
    const [pair] = pairs;
    if (!pair || pairs.some(({ p, q }) => compare(subtract(slower ? p : q, slower ? q : p), EQUAL) <= 0)) return [];
    const { one, other, p, q } = pair;
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index + match.groups!["a"]!.length), quote: text, expected: null, message: `Texten säger att »${one.label}« ökar ${match.groups!["how"]!.toLowerCase()} än »${other.label}«, men i tabellen är det ${formatNumber(round(p, 1))} % mot ${formatNumber(round(q, 1))} %.`, evidence: [evidenceOf(one), evidenceOf(other)] }];
  });
}
