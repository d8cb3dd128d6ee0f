import { absolute, compare, subtract } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan } from "./shown-span.ts";
import { inKronor } from "./figure-unit.ts";
import { spanOfTold } from "./told-number.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "Slutprognosen är 4 500 tkr lägre än totalkalkylen": one column against another. */
const BEFORE = /(?<![a-zà-ÿ])(?<a>[a-zà-ÿ]{4,})(?:\s+(?:för|på|i|av)\s+[^.,;\d]{2,40})?\s+(?:är|blev|blir|var|ligger|låg|beräknas bli|väntas bli|bedöms bli|hamnar|hamnade)\s+(?:därmed\s+|nu\s+|cirka\s+|drygt\s+|knappt\s+)?$/iu;
const AFTER = /^\s*(?:(?<up>högre|mer|dyrare|över|fler)|(?<down>lägre|mindre|billigare|under|färre))\s+(?:än\s+)?(?<b>[a-zà-ÿ]{4,})/iu;
const PLURAL = /(?:s|n|en|et|na|erna|arna)$/u;
const names = (heading: string, word: string): boolean => { const own = fold(word); const bare = own.replace(PLURAL, ""); return tellingWords(heading).concat(fold(heading).split(" ")).some((one) => one.length >= 4 && (one === own || one.startsWith(bare) || bare.startsWith(one))); };

/** The row that a sentence tells of, in the tables beside it: by its own words, or those of the sentence before it. */
function rowOf(table: FigureTable, texts: readonly string[]): FigureRow | undefined {
  for (const text of texts) {
    const words = sentenceWords(text);
    const named = table.rows.filter(({ label }) => tellingWords(label).length > 0 && hasWords(tellingWords(label), words));
    if (named.length === 1) return named[0];
    if (named.length > 1) return undefined;
  }
  return undefined;
}

/** What is told of two columns of one row, the wrong way about. */
export function toldColumnFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }, at) => numbers.flatMap((number): Finding[] => {
    const a = BEFORE.exec(text.slice(0, number.at))?.groups!["a"];
    const after = AFTER.exec(text.slice(number.end))?.groups;
    if (!a || !after || inCell || number.about || number.unit === "%" || number.unit === "points") return [];
    const before = sentences[at - 1]?.sentence;
    const texts = [text, ...(before?.section.line === section.line ? [before.text] : [])];
    for (const table of tablesBeside(tables, sentence)) {
      const [from, to] = [after["b"]!, a].map((word) => table.columns.flatMap(({ heading, kind }, column) => (kind === "value" && names(heading, word) ? [column] : [])));
      const row = rowOf(table, texts);
      if (!row || from?.length !== 1 || to?.length !== 1 || from[0] === to[0]) continue;
      const [was, is] = [row.cells[from[0]!] ?? null, row.cells[to[0]!] ?? null];
      if (was === null || is === null) continue;
      const moved = movedSpan(absolute(was), absolute(is));
      const span = isMoney(number.unit) ? (table.unit === null ? null : inKronor(moved, table.unit)) : moved;
      const up = compare(absolute(is), absolute(was)) > 0;
      if (span === null || !meets(span, spanOfTold(number)) || up === (after["up"] !== undefined) || compare(is, was) === 0) continue;
      return [{ code: "told-way", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: up ? "högre" : "lägre", message: `»${table.columns[to[0]!]!.heading}« för »${row.label}« är ${formatNumber(is)} och »${table.columns[from[0]!]!.heading}« ${formatNumber(was)}: det är ${formatNumber(absolute(subtract(is, was)))} ${up ? "högre" : "lägre"}.`, evidence: [{ line: row.line, quote: row.quote }] }];
    }
    return [];
  }));
}
