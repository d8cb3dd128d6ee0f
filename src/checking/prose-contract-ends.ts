import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold, isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { hasWords, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";
import { dayOf, monthNumber } from "./written-days.ts";

const MONTH = MONTH_NAMES.join("|");
const DAY = String.raw`(?:den\s+)?(?:(?<iso>20\d\d-\d\d-\d\d)|(?<day>\d{1,2})\s+(?<month>${MONTH})\s+(?<year>20\d\d))(?!\d)`;
/** "Avtalet om familjerådgivning löper till och med september 2025". */
const TOLD = new RegExp(String.raw`(?<![a-zà-ÿ])(?:ram)?avtalet\s+(?:om|för|med|avseende|gällande)\s+(?<what>[^.;,\d]{4,60}?)\s+(?:är\s+förlängt\s+och\s+)?(?:löper|gäller|sträcker\s+sig|är\s+tecknat)\s+(?:ut\s+)?(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|fram\s+till|till)\s+(?:den\s+)?(?:(?<iso>20\d\d-\d\d-\d\d)|(?:(?<day>\d{1,2})\s+)?(?<month>${MONTH})\s+(?<year>20\d\d))(?!\d)`, "iu");
/** "Avtal med Lövängen … upphör den 30 juni 2023": by who delivers. */
const WITH = new RegExp(String.raw`(?<![a-zà-ÿ])[Aa]vtal(?:et)?\s+med\s+(?<whom>\p{Lu}\p{Ll}{4,})[^.;]{0,70}?(?:löper\s+ut|går\s+ut|upphör)\s+${DAY}`, "u");
/** "Uppföljningen av Tallmogården … avtalet, som löper ut den 30 september 2024". */
const RUNS_OUT = new RegExp(String.raw`(?<![a-zà-ÿ])avtalet,?\s+(?:som\s+)?(?:löper\s+ut|går\s+ut|upphör)\s+${DAY}`, "iu");
const DAYS = /(?<!\d)20\d\d-\d\d-\d\d(?!\d)/gu;
const [PERIOD, UNTIL] = [/^(?:avtalstid|avtalsperiod|loptid|period|galler)/, /^(?:avtalsslut|slutdatum|slut|till(?: och med)?|galler till|t o m|loper ut|avtalet slutar)/];
/** An option that may still be used makes a contract longer than its row says. */
const MAY_GO_ON = /option|förläng|\d\s*\+\s*\d/iu;
const GOES_ON_NO_MORE = /utnyttjad|(?<![a-zà-ÿ])(?:ingen|inga|nej|slut)(?![a-zà-ÿ])/iu;

interface ContractEnd { readonly names: readonly string[]; readonly words: readonly string[]; readonly day: string; readonly line: Place; readonly quote: string; readonly mayGoOn: boolean }
function contractEnds({ blocks }: Layout): ContractEnd[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const until = heads.findIndex((one, at) => at > 0 && UNTIL.test(one));
    const at = until > 0 ? until : heads.findIndex((one, column) => column > 0 && PERIOD.test(one));
    return at < 1 ? [] : rows.flatMap(({ cells, line }): ContractEnd[] => {
      const days = oneLine(cells[at]).match(DAYS) ?? [];
      const day = until > 0 || days.length === 2 ? days.at(-1) : undefined;
      const others = cells.filter((_, column) => column !== at).map(oneLine).join(" | ");
      return day ? [{ names: cells.map(oneLine).join(" | ").match(/\p{Lu}\p{Ll}{4,}/gu)?.map(fold) ?? [], words: tellingWords(oneLine(cells[0])).filter((word) => !/^(?:ram)?avtal(?:et)?$/.test(word)), day, line, quote: quoteOfCells(cells), mayGoOn: (heads.some((one) => /option|forlang/.test(one)) || MAY_GO_ON.test(others)) && !GOES_ON_NO_MORE.test(others) }] : [];
    });
  });
}

const NAME = /\p{Lu}\p{Ll}{5,}/gu;
/** The names in a text; the first word of a sentence is one too, where `from` is nought. */
const namesIn = (text: string, from = 1): string[] => [...text.matchAll(NAME)].filter(({ index }) => index >= from).map(([name]) => fold(name));

/** When a sentence says that a contract ends, against the register of contracts. */
export function proseContractEndFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const ends = contractEnds(layout);
  return !ends.length ? [] : sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : (TOLD.exec(sentence.text) ?? RUNS_OUT.exec(sentence.text) ?? WITH.exec(sentence.text));
    if (!match) return [];
    const { day, iso, month, what, whom, year } = match.groups!;
    const words = what === undefined ? [] : sentenceWords(what);
    // By the name that the sentence has in common with one row only.
    const names = what === undefined ? namesIn(sentence.text) : [];
    const [one, ...more] = ends.filter((end) => (whom !== undefined ? end.names.includes(fold(whom)) : what === undefined ? end.words.some((word) => names.some((name) => isSameWord(name, word))) : end.words.length > 0 && hasWords(end.words, words)));
    if (!one || more.length) return [];
    const told = iso ?? (day ? dayOf(match.groups!) : `${year}-${String(monthNumber(month!)).padStart(2, "0")}`);
    if (one.day.startsWith(told) || (one.mayGoOn && told > one.day)) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: one.day, message: `Texten säger att avtalet gäller till och med ${told}, men på rad ${one.line} slutar det ${one.day}.`, evidence: [{ line: one.line, quote: one.quote }] }];
  });
}

/** "För Tallviks gruppbostad förlängs avtalet med två år", where the register has no option left. */
const PROLONGED = /(?<![a-zà-ÿ])(?:förlängs\s+avtalet|avtalet\s+(?:förlängs|ska\s+förlängas|kommer\s+att\s+förlängas))(?![a-zà-ÿ])/iu;
const NONE_LEFT = /^(?:inga?|nej|saknas|ingen\s+möjlig|0)(?![a-zà-ÿ])|(?:samtliga|alla|båda)\s+(?:[a-zà-ÿ]+\s+)?(?:är\s+)?(?:använda|utnyttjade)/iu;
/** A contract that is to be prolonged, and has nothing left to prolong it by. */
export function noOptionLeftFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const spent = blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const at = head!.cells.findIndex((cell, column) => column > 0 && /forlang|option/.test(fold(oneLine(cell))));
    return at < 1 ? [] : rows.map(({ cells, line }) => ({ words: tellingWords(oneLine(cells[0])), none: NONE_LEFT.test(oneLine(cells[at])), cell: oneLine(cells[at]), line, quote: quoteOfCells(cells) }));
  });
  return !spent.some(({ none }) => none) ? [] : sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : PROLONGED.exec(sentence.text);
    if (!match) return [];
    const names = namesIn(sentence.text, 0);
    const [one, ...more] = spent.filter(({ words }) => words.some((word) => names.some((name) => isSameWord(name, word))));
    if (!one?.none || more.length) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: null, message: `Texten säger att avtalet förlängs, men avtalsregistret på rad ${one.line} har »${one.cell}«.`, evidence: [{ line: one.line, quote: one.quote }] }];
  });
}
