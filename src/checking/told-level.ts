import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import type { ToldNumber } from "./told-number.ts";
import type { ToldFigure, ToldRow } from "./told-row.ts";
import { evidenceOf, figuresOf, named, type ToldSentence } from "./told-sentence.ts";

const TO = /(?<!\p{L})(?:(?<up>ökat|ökade|ökar|stigit|steg|stiger|höjts|höjdes)|(?<down>minskat|minskade|minskar|sjunkit|sjönk|sjunker|sänkts))(?:\s+(?!från|med)\p{L}+){0,3}?\s+till\s+(?:cirka\s+|drygt\s+|knappt\s+)?$/iu;
/** The year before a figure's own, in the same row. */
const before = (figure: ToldFigure, row: ToldRow): ToldFigure | undefined => row.figures.find(({ month, role, year }) => month === figure.month && role === figure.role && year !== null && figure.year !== null && Number(year) === Number(figure.year) - 1);

/** "Sjukfrånvaron har ökat till 6,9 procent", where it was 7,4 the year before. */
function turnedLevel({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber): Finding[] {
  const way = TO.exec(text.slice(0, number.at))?.groups;
  if (!way || !own || numbers.length > 3 || number.month !== null || /januari|kvartal|tertial|månad|budget|prognos|sedan|målet|målvärdet/iu.test(text.slice(0, number.at))) return [];
  const judged = rows.flatMap((row) => figuresOf(number, row).filter(({ role }) => role !== "difference").flatMap((figure) => {
    const last = before(figure, row);
    return last ? [{ row, figure, last, ok: compare(absolute(figure.value), absolute(last.value)) === (way["up"] ? 1 : -1) }] : [];
  }));
  const [first] = judged;
  if (!first || judged.some(({ ok }) => ok)) return [];
  const { figure, last, row } = first;
  return [{ code: "told-way", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: way["up"] ? "minskat" : "ökat", message: `Texten säger »${(way["up"] ?? way["down"])!.toLowerCase()} till ${number.written}«, men »${row.label}« var ${formatNumber(last.value)} ${named(last)} och är ${formatNumber(figure.value)} ${named(figure)}.`, evidence: [evidenceOf(row)] }];
}
/** A level that something has gone to, the wrong way. */
export const toldLevelFindings = (sentences: readonly ToldSentence[]): Finding[] => sentences.flatMap((sentence) => sentence.numbers.flatMap((number) => turnedLevel(sentence, number)));
