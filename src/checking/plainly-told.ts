import { fold } from "../reading/layout.ts";
import { isMoney } from "./told-sentence.ts";
import { tellingNarrower } from "./quiet-words.ts";
import type { ToldNumber } from "./told-number.ts";
import { isSameWord, tellingWords } from "./telling-words.ts";
import type { ToldRow } from "./told-row.ts";

/** A clause ends here, for what comes after. */
const BREAK = /(?<=[,;:(–])\s+|\s+(?=(?:och|men|medan|samt|varav|därav|eftersom|trots|då)\s)/u;
const AFTER = /[,;:.()–]|\s(?:och|men|medan|samt|varav|därav|eftersom|trots|då|att|vilket|än|mot|jämfört|från|sedan)\s/u;
const hasAll = (row: ToldRow, text: string): boolean => { const words = fold(text).split(" "); return row.words.every((own) => words.some((word) => isSameWord(word, own) || word.includes(own))); };
/** All that a row is called by, and what stands over it. */
const namesOf = (row: ToldRow): string[] => [...row.words, ...tellingWords(row.label), ...row.about, ...row.context];
const isOwn = (word: string, names: readonly string[]): boolean => names.some((own) => isSameWord(word, own) || (own.length >= LEAST_OWN && word.includes(own) && !MONEY.test(own)) || (own.includes(word) && word.length >= LEAST_PART));
const LEAST_OWN = 4;
/** "Personalkostnaderna" are not all "kostnader". */
const MONEY = /^(?:kostnad|intakt|resultat|netto|utgift)/;
/** "Sjukfrånvaro" is in "sjukfrånvarotimmar". */
const LEAST_PART = 6;

/** "Kringtiden, det vill säga restid och möten, har ökat": what the name means. */
const APPOSITION = /,\s+(?:det\s+vill\s+säga|dvs\.?|alltså|som\s+(?:ligger|ingår|redovisas|finns|räknas|bokförs)\s+(?:under|i|inom|bland))\s[^.;]{3,80}?,\s+(?=(?:har|hade|är|var|blev|ökade|minskade|steg|sjönk|uppgick|uppgår)\s)/giu;
/** The words from the row's name to a number, and after it to where its clause ends. */
export function clauseOf(text: string, number: ToldNumber, row: ToldRow): string {
  const parts = text.slice(0, number.at).replace(APPOSITION, " ").split(BREAK);
  const after = ` ${text.slice(number.end)} `.split(AFTER)[0]!;
  for (let from = parts.length - 1; from >= 0; from--) {
    const clause = `${parts.slice(from).join(" ")} ${after}`;
    if (from === 0 || hasAll(row, clause)) return clause;
  }
  return after;
}
const AT_YEAR_END = /31 december|31\/12|årets slut|årsskifte/iu;
/** The words in what is told of a number that narrow it down to something else than the row: of which part, by whom, in which way. None where the row is told of plainly. */
export function narrowedBy(text: string, number: ToldNumber, row: ToldRow): string[] {
  const names = namesOf(row);
  return tellingNarrower(clauseOf(text, number, row)).filter((word) => !isOwn(word, names) && !(isMoney(row.unit) && /^(?:kostnad|utgift)/.test(word)) && !(isMoney(row.unit) && word.startsWith("netto") && /netto/iu.test(row.label)) && !(AT_YEAR_END.test(row.label) && word.startsWith("arsskift")));
}
/** The row's whole name stands in the number's clause, and nothing narrows it down. */
export const isPlainlyTold = (text: string, number: ToldNumber, row: ToldRow): boolean => hasAll(row, clauseOf(text, number, row)) && narrowedBy(text, number, row).length === 0;
