import type { Decimal } from "../platform/decimal.ts";
import { parseNumber } from "../platform/swedish.ts";

/** Small numbers as they are written in words, and as figures. */
export const NUMBER_WORDS: Readonly<Record<string, string>> = { en: "1", ett: "1", två: "2", tre: "3", fyra: "4", fem: "5", sex: "6", sju: "7", åtta: "8", nio: "9", tio: "10", elva: "11", tolv: "12" };

/** The number that a word or figures write: "tre" and "3" are three, and "inga" none. */
export const countOf = (word: string): number => (/^ing(?:a|en|et)$/iu.test(word) ? 0 : Number(NUMBER_WORDS[word.toLowerCase()] ?? word));
/** The same as an exact number; null for what is none. */
export const amountOf = (word: string): Decimal | null => parseNumber(NUMBER_WORDS[word.toLowerCase()] ?? word);

const ONES = ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"];
const SCORES = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"];
const SPELLED: ReadonlyMap<string, number> = new Map([
  ...Object.entries(NUMBER_WORDS).map(([word, count]): [string, number] => [word, Number(count)]), ...["tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"].map((word, at): [string, number] => [word, 13 + at]),
  ...SCORES.flatMap((score, at): [string, number][] => ["", ...ONES].map((one, ones) => [`${score}${one}`, (at + 2) * 10 + ones])), ["hundra", 100],
]);
/** A number that is written in one word, up to a hundred: "tjugofyra" is 24; undefined for what is none. */
export const spelledCount = (word: string): number | undefined => SPELLED.get(word.toLowerCase());
