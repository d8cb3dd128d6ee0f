import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { NUMBER_WORDS } from "./number-words.ts";
import { isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";

const COUNT = String.raw`(?:\d{1,2}|${Object.keys(NUMBER_WORDS).join("|")})`;
/** "Lägst av de fyra kommunerna", "den lägsta kostnaden per invånare av de fyra", "högst bland kommunerna i jämförelsen". */
const RANKED = new RegExp(String.raw`(?<![a-zà-ÿ])(?<next>näst\s+)?(?:(?<least>lägsta?|minsta?|färsta?|kortaste?|billigaste?|sämsta?)|(?<most>högsta?|störst[a]?|flesta?|längsta?|dyrast[e]?|bästa?))(?![a-zà-ÿ])(?<between>[^.,;]{0,80}?)(?:(?<![a-zà-ÿ])(?:av|bland)\s+(?:(?:de|alla|samtliga)\s+)*(?:${COUNT}\s+)?(?:jämförda\s+|jämförbara\s+)?(?:jämförelse)?(?:kommunerna|kommuner)|(?<![a-zà-ÿ])av\s+de\s+${COUNT}(?=[.,;]|\s+(?:och|men)|$)|(?<![a-zà-ÿ])i\s+(?:jämförelsegruppen|jämförelsen|gruppen)(?![a-zà-ÿ]))`, "iu");
/** Worst and best are said of what is good or bad, which a number does not tell. */
const OF_WORTH = /^(?:sämst|bäst)/iu;
/** All of them together, the country, or what is not of one place. */
const NOT_ONE = /^(?:riket|lanet|regionen|genomsnitt|medel|median|snitt|liknande|alla|samtliga|totalt|summa|sverige|jamforelse)/;
const FEWEST = 3;

interface Compared { readonly place: string; readonly value: Decimal; readonly evidence: FindingEvidence }
interface Measure { readonly name: string; readonly words: readonly string[]; readonly own: Compared; readonly others: readonly Compared[] }
const isPlace = (name: string, own: string): boolean => { const [first] = fold(name).split(" "); return first !== undefined && (first === own || first === `${own}s`); };

/** What a table compares places in: a measure for each row with places over the columns, or for each column with places in the rows, whichever has one's own among them. */
function measuresOf({ columns, rows }: FigureTable, own: string): Measure[] {
  const across = columns.some(({ heading }) => isPlace(heading, own));
  const named = across ? rows.map((row, at) => ({ name: row.label, at })) : columns.map(({ heading }, at) => ({ name: heading, at }));
  return named.flatMap(({ at, name }): Measure[] => {
    const cells = across ? columns.map(({ heading }, column) => ({ place: heading, row: rows[at]!, value: rows[at]!.cells[column] ?? null })) : rows.map((row) => ({ place: row.label, row, value: row.cells[at] ?? null }));
    const all = cells.flatMap(({ place, row: { line, quote }, value }): Compared[] => (value === null || NOT_ONE.test(fold(place)) ? [] : [{ place, value, evidence: { line, quote } }]));
    const mine = all.find(({ place }) => isPlace(place, own));
    return mine && all.length >= FEWEST ? [{ name, words: tellingWords(name), own: mine, others: all.filter((one) => one !== mine) }] : [];
  });
}

/** "Kostnaden är lägst av de fyra kommunerna", where another of them has less. `organisation` is whose document it is, as it calls itself. */
export function rankedFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[], organisation: string | null): Finding[] {
  const own = fold((organisation ?? "").replace(/(?<![a-zà-ÿ])(?:kommun(?:en)?|stad)(?![a-zà-ÿ])/giu, " ")).trim().replace(/s$/u, "");
  if (own.length < FEWEST) return [];
  const measures = tables.map((table) => ({ table, measures: measuresOf(table, own) })).filter(({ measures: some }) => some.length > 0);
  return sentences.flatMap((sentence, place): Finding[] => {
    const match = sentence.inCell ? null : RANKED.exec(sentence.text);
    if (!match || OF_WORTH.test(match[0])) return [];
    const clause = `${sentence.text.slice(0, match.index).split(/[;]|,\s|(?<![a-zà-ÿ])(?:och|men|medan)\s(?=[a-zà-ÿ]+\s+(?:har|är|ligger))/u).at(-1)!} ${match[0]}`;
    // "Det är den kortaste väntetiden": of what, the sentence before it tells.
    const before = /^det\s+är\s/iu.test(sentence.text) && sentences[place - 1]?.section.line === sentence.section.line ? sentences[place - 1]!.text : "";
    // "Per invånare" says how something is counted.
    const words = sentenceWords(`${before} ${clause}`.replaceAll(/(?<![a-zà-ÿ])per\s+[a-zà-ÿ]+/giu, " "));
    const said = measures.flatMap(({ table, measures: some }) => some.map((measure) => ({ table, measure, shared: measure.words.filter((word) => words.some((other) => isSameWord(word, other))).length })))
      .filter(({ measure, shared, table }) => shared > 0 && shared * 2 >= measure.words.length && (table.section === sentence.section.line || shared >= FEWEST) && !measure.others.some(({ place }) => words.includes(fold(place)))).toSorted((a, b) => b.shared - a.shared);
    const [first, second] = said;
    // The one that has most of its words there.
    if (!first || (second && second.shared === first.shared)) return [];
    const { measure } = first;
    const beyond = measure.others.filter(({ value }) => (match.groups!["least"] ? compare(value, measure.own.value) < 0 : compare(value, measure.own.value) > 0));
    const allowed = match.groups!["next"] ? 1 : 0;
    if (beyond.length === allowed) return [];
    const [other] = beyond;
    return [{ code: "told-most", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: other && !allowed ? other.place : null, message: `Texten säger ${match.groups!["next"] ?? ""}${(match.groups!["least"] ?? match.groups!["most"])!.toLowerCase()}, men av »${measure.name}« har ${measure.own.place} ${formatNumber(measure.own.value)}${other ? ` och ${beyond.map(({ place, value }) => `${place} ${formatNumber(value)}`).join(", ")}` : ", och ingen ligger bortom"}.`, evidence: [measure.own.evidence, ...(other && other.evidence.line !== measure.own.evidence.line ? [other.evidence] : [])] }];
  });
}
