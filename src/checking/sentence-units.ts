import { absolute, compare, multiply, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { kronor } from "./figure-unit.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";
import { sentenceWords } from "./telling-words.ts";
import type { ToldRow } from "./told-row.ts";
import { sharedWords } from "./word-sets.ts";

/** A difference in percentage points is told with a word for it. */
const DIFFERENCE = /(?<![a-zà-ÿ])(?:med|om|ök[a-zà-ÿ]*|minsk[a-zà-ÿ]*|höj[a-zà-ÿ]*|sänk[a-zà-ÿ]*|sjunk[a-zà-ÿ]*|sjönk|steg|stig[a-zà-ÿ]*|skillnad[a-zà-ÿ]*|differens[a-zà-ÿ]*|högre|lägre|mindre|mer|högt|lågt|bättre|sämre|fler|färre|upp|ned|ner|förändr[a-zà-ÿ]*|avvik[a-zà-ÿ]*|från|varav|nedgång[a-zà-ÿ]*|uppgång[a-zà-ÿ]*|marginal[a-zà-ÿ]*|motsvarar|motsvarade|saknar|saknas|fattas|svarar för|utgör|avstånd[a-zà-ÿ]*|gap[a-zà-ÿ]*|spridning[a-zà-ÿ]*|förbättring[a-zà-ÿ]*|försämring[a-zà-ÿ]*|osäkerhet[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;

/** "0 %, 3,6 procentenheter och 0,8 %": shares in a row. */
const LISTED = /^\s*(?:,|;|och|samt)\s*(?:[a-zà-ÿ]+\s+){0,3}$/iu;
/** A level is told with one of these straight before it. */
const LEVEL = /(?<![a-zà-ÿ])(?:uppgår\s+till|uppgick\s+till|är|var|blev|anser|tycker|svarar|ligger\s+på|låg\s+på|landade\s+på|har|hade)\s+(?:cirka\s+|drygt\s+|knappt\s+|hela\s+)?$/iu;
/** A level that is told in percentage points, which are only for differences. */
function levels({ numbers, sentence: { inCell, line, text } }: ToldSentence): Finding[] {
  return numbers.flatMap((number): Finding[] => {
    // "Korttid är 2,9 procentenheter och långtid 3,9": parts of a share.
    const beside = [numbers[numbers.indexOf(number) - 1], numbers[numbers.indexOf(number) + 1]].some((other) => other?.unit === "%" && LISTED.test(text.slice(Math.min(other.end, number.end), Math.max(other.at, number.at))));
    if (number.unit !== "points" || !(beside || inCell || LEVEL.test(text.slice(0, number.at))) || (/^av\s/iu.test(text) && numbers.filter(({ unit }) => unit === "points").length > 1) || /^av\s[^.;]*?\d\s*(?:procent|%)[a-zà-ÿ]*\s+(?:är|var)\s+$/iu.test(text.slice(0, number.at)) || /^\s*och\s+[a-zà-ÿ]+\s+\d/iu.test(text.slice(number.end)) || DIFFERENCE.test(text.slice(Math.max(0, number.at - 120), number.end + 20)) || /^\s*(?:under|över|från|ifrån|kvar|till)(?![a-zà-ÿ])/iu.test(text.slice(number.end))) return [];
    return [{ code: "points-level", severity: "warning", line, quote: text, expected: `${formatNumber(number.value)} procent`, message: `${number.written} är en skillnad mellan två procenttal; en andel är ${formatNumber(number.value)} procent.`, evidence: [] }];
  });
}

const TIMES = "20";
/** No single amount in the text is many times the largest of the tables, where those are amounts of a whole committee. */
const LEAST_MKR = "1000";
function tooLarge(sentences: readonly ToldSentence[], rows: readonly ToldRow[]): Finding[] {
  const amounts = rows.flatMap(({ figures, unit }) => (isMoney(unit) ? figures.map(({ value }) => kronor(absolute(value), unit)) : []));
  const largest = amounts.toSorted(compare).at(-1);
  if (largest === undefined || amounts.length < 20) return [];
  return sentences.flatMap(({ numbers, sentence: { line, text } }) => numbers.flatMap((number): Finding[] => {
    const size: Decimal | null = number.unit === "mkr" ? kronor(number.value, "mkr") : null;
    if (size === null || compare(number.value, LEAST_MKR) < 0 || compare(size, multiply(largest, TIMES)) < 0) return [];
    return [{ code: "unit-size", severity: "warning", line, quote: text, expected: null, message: `${number.written} är mer än ${TIMES} gånger det största beloppet i handlingens tabeller; är enheten rätt?`, evidence: [] }];
  }));
}

/** "2 340 mkr" here and "2 340 tkr" there: one and the same number in two units, the larger of them more than all that the tables have. */
const SAME_THING = 2;
const saidWords = (text: string): ReadonlySet<string> => new Set(sentenceWords(text).filter((word) => /[a-z]{4}/.test(word)));
function twoUnits(sentences: readonly ToldSentence[], rows: readonly ToldRow[]): Finding[] {
  const largest = rows.flatMap(({ figures, unit }) => (isMoney(unit) ? figures.map(({ value }) => kronor(absolute(value), unit)) : [])).toSorted(compare).at(-1);
  if (largest === undefined) return [];
  const told = sentences.flatMap(({ numbers, sentence }) => numbers.flatMap((number) => (isMoney(number.unit) && number.value.replace(/\D/g, "").length >= 3 ? [{ number, sentence, unit: number.unit }] : [])));
  return told.flatMap(({ number, sentence, unit }): Finding[] => {
    if (unit !== "mkr" || compare(kronor(number.value, "mkr"), largest) <= 0) return [];
    const other = told.find((one) => one.unit === "tkr" && compare(one.number.value, number.value) === 0 && sharedWords(saidWords(one.sentence.text), saidWords(sentence.text)).length >= SAME_THING);
    return other ? [{ code: "told-unit", severity: "error", line: sentence.line, quote: sentence.text, expected: other.number.written, message: `Texten säger ${number.written}, men ${other.number.written} på ett annat ställe, och så stora belopp finns inte i tabellerna.`, evidence: [{ line: other.sentence.line, quote: other.sentence.text }] }] : [];
  });
}

const ENERGY = /^\s*(?<unit>GWh|MWh|kWh|ton|kg)(?![A-Za-zÀ-ÿ])/u;
const OF_ENERGY = /(?<![A-Za-zÀ-ÿ])(?:GWh|MWh|kWh|ton|kg)(?![A-Za-zÀ-ÿ])/gu;
const isMass = (unit: string): boolean => unit === "ton" || unit === "kg";
/** "1 142 GWh", where the table has 1 142 MWh. */
function energyUnits(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const measured = tables.flatMap(({ caption, columns, corner, heading, rows }) => rows.flatMap((row) => row.cells.flatMap((cell, at) => { const units = new Set([row.label, columns[at]!.heading, corner, caption ?? (/^tabell\s+\S+\s/iu.test(heading) ? heading : "")].flatMap((text) => text.match(OF_ENERGY) ?? [])); const [unit] = units; return cell !== null && unit && units.size === 1 ? [{ row, cell: absolute(cell), unit }] : []; })));
  if (!measured.length) return [];
  return sentences.flatMap(({ numbers, sentence: { inCell, line, text } }) => (inCell ? [] : numbers).flatMap((number): Finding[] => {
    const unit = ENERGY.exec(text.slice(number.end))?.groups!["unit"];
    const same = unit && number.value.replace(/\D/g, "").length >= 3 ? measured.filter(({ cell }) => compare(cell, number.value) === 0) : [];
    const [first] = same;
    return unit && first && same.every((one) => one.unit !== unit && isMass(one.unit) === isMass(unit)) ? [{ code: "told-unit", severity: "error", line, quote: text, expected: `${formatNumber(number.value)} ${first.unit}`, message: `Texten säger ${formatNumber(number.value)} ${unit}, men »${first.row.label}« har ${formatNumber(first.cell)} ${first.unit} i tabellen.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }] : [];
  }));
}

/** Sentences so near each other, in lines, are of one paragraph. */
const NEAR = 3;
/** "Ökningen beror på …", but not "Ökningen i antal …": that is one of several. */
const TURN = /^(?:(?<up>ökningen|uppgången)|(?<down>minskningen|nedgången))\s+(?:beror|berodde|förklaras|förklarades|bedöms|motsvarar|hänger|är en|är en följd|har sin|kommer|väntas)(?![a-zà-ÿ])/iu;
const HAS_RISEN = /(?<![a-zà-ÿ])(?:ökat|ökade|ökar|ökning|stigit|steg|högre|fler)(?![a-zà-ÿ])/iu;
const HAS_FALLEN = /(?<![a-zà-ÿ])(?:minskat|minskade|minskar|minskning|sjunkit|sjönk|lägre|färre)(?![a-zà-ÿ])/iu;
/** "Antalet har ökat. Minskningen beror på …": the one sentence takes up what the one before it said. */
function turned(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap(({ sentence: { line, section, text } }, at): Finding[] => {
    const turn = TURN.exec(text)?.groups;
    const before = sentences[at - 1]?.sentence;
    if (!turn || !before || before.section.line !== section.line || line - before.line > NEAR) return [];
    // Anything in the same paragraph that has gone that way is what is taken up.
    const paragraph = sentences.slice(Math.max(0, at - NEAR), at).filter((one) => one.sentence.section.line === section.line && line - one.sentence.line <= NEAR).map(({ sentence }) => sentence.text).join(" ");
    const [rose, fell] = [HAS_RISEN.test(before.text), HAS_FALLEN.test(before.text)];
    if (rose === fell || (turn["up"] ? HAS_RISEN : HAS_FALLEN).test(paragraph)) return [];
    const word = fold(turn["up"] ?? turn["down"]!);
    return [{ code: "change-direction", severity: "warning", line, quote: text, expected: rose ? "ökningen" : "minskningen", message: `Meningen talar om ${word}, men den före säger att det har ${rose ? "ökat" : "minskat"}.`, evidence: [{ line: before.line, quote: before.text }] }];
  });
}

/** Units and words for a change that cannot be as the sentence has them. */
export const sentenceUnitFindings = (sentences: readonly ToldSentence[], rows: readonly ToldRow[], tables: readonly FigureTable[]): Finding[] => [...energyUnits(sentences, tables), ...sentences.flatMap(levels), ...tooLarge(sentences, rows), ...twoUnits(sentences, rows), ...turned(sentences)];
