import type { CheckedSentence } from "./checked-sentences.ts";
import { isHeading, isTable, type Layout } from "../reading/layout.ts";
import { oneLine } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";

/** A name in the text: "Hälso- och sjukvårdsförvaltningen", "Barn- och ungdomsenheten", "Väntorp". */
const NAME = /(?<![A-Za-zÀ-ÿ])(?<name>\p{Lu}\p{Ll}+-\s(?:och|samt)\s\p{Ll}{5,})(?![A-Za-zÀ-ÿ])/gu;
const LONG = /(?<![A-Za-zÀ-ÿ])(?<name>[A-Za-zÀ-ÿ]{9,})(?![A-Za-zÀ-ÿ])/gu;

/** Two letters beside each other have changed places. */
const isTurned = (a: string, b: string, at: number): boolean => a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
/** How many letters must be changed, added or taken away: 0, 1, or more. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 2;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const apart = Math.max(a.length, b.length) - start - end;
  return apart === 2 && isTurned(a, b, start) ? 1 : apart;
}
/** Endings and joints are forms of a word, not another spelling. */
const ENDING = 4;
/** Two words of their own. */
const OTHER_WORDS = [["planer", "placer"], ["kontakt", "kontrakt"]] as const;
const areOther = (one: string, two: string): boolean => OTHER_WORDS.some(([a, b]) => (one.includes(a) && two.includes(b)) || (one.includes(b) && two.includes(a)));
const isSlip = (rare: string, usual: string): boolean => {
  if (distance(rare, usual) !== 1 || areOther(rare, usual) || rare.slice(0, 2) !== usual.slice(0, 2)) return false;
  const at = [...rare].findIndex((letter, index) => letter !== usual[index]);
  const place = at < 0 ? rare.length : at;
  if (place >= Math.min(rare.length, usual.length) - ENDING) return false;
  // "verksamhetsmått" and "verksamhetmått": the joint is a matter of taste; "samhälls" and "samhälle" are two words.
  const differing = rare.length === usual.length ? [rare[place], usual[place]] : [(rare.length > usual.length ? rare : usual)[place]];
  return !differing.some((letter) => letter === "s" || letter === "e");
};

interface Counted { count: number; readonly line: number; readonly quote: string; readonly order: number }
function counted(sentences: readonly Pick<CheckedSentence, "line" | "text">[], pattern: RegExp): Map<string, Counted> {
  const all = new Map<string, Counted>();
  for (const { line, text } of sentences) for (const match of text.matchAll(pattern)) {
    const name = match.groups!["name"]!.toLowerCase();
    const known = all.get(name);
    if (known) known.count += 1;
    else all.set(name, { count: 1, line, quote: text, order: all.size });
  }
  return all;
}

const PLACE = /(?<=[A-Za-zÀ-ÿ][,:]?\s)(?<name>\p{Lu}\p{Ll}{6,})(?![A-Za-zÀ-ÿ])/gu;
const FIRST = /^[^A-Za-zÀ-ÿ]*(?<name>\p{Lu}\p{Ll}{6,})(?![A-Za-zÀ-ÿ])/gu;
const PERSON = /(?<![A-Za-zÀ-ÿ])(?=(?<name>\p{Lu}\p{Ll}{2,}\s\p{Lu}\p{Ll}{3,})(?![A-Za-zÀ-ÿ]))/gu;
/** As it sounds: w is v, and accents are not heard. */
const heard = (name: string): string => name.normalize("NFD").replace(/[\u0300\u0301]/g, "").replaceAll("w", "v").replaceAll("ch", "k").replaceAll("ck", "k").replaceAll("c", "k").replaceAll("th", "t");
const isPlaceSlip = (a: string, b: string): boolean => {
  if (distance(a, b) !== 1 || a.slice(0, 2) !== b.slice(0, 2)) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  // "Åbrinken" and "Åbrinkan": both end as names of places do.
  return at >= 0 && (at < Math.min(a.length, b.length) - ENDING || (a.length === b.length && at === a.length - 2 && /[ae]n$/u.test(a) && /[ae]n$/u.test(b)));
};
const isPersonSlip = (a: string, b: string): boolean => a !== b && (heard(a) === heard(b) || (distance(heard(a), heard(b)) === 1 && heard(a).at(-1) === heard(b).at(-1)));
/** Names of places and persons that are a letter apart: two ways to write one. */
function properNames(said: readonly CheckedSentence[], { blocks }: Layout): Finding[] {
  // What a table's rows are called, too.
  const sentences = [...said, ...blocks.filter(isTable).flatMap(({ rows }) => rows.map(({ cells, line }) => ({ line, text: `rad ${oneLine(cells[0])}` })))];
  return [{ pattern: PLACE, first: FIRST, isOther: isPlaceSlip }, { pattern: PERSON, first: PERSON, isOther: isPersonSlip }].flatMap(({ first, isOther, pattern }) => {
    const all = counted(sentences, pattern);
    // What stands first in a sentence may be a name, where another place has it as one.
    const maybe = [...all, ...[...counted(said, first)].filter(([name]) => !all.has(name))];
    const byStart = Map.groupBy(maybe, ([name]) => heard(name).slice(0, 2));
    return [...byStart.values()].flatMap((group) => group.flatMap(([name, { count, line, order, quote }]): Finding[] => {
      const other = group.find(([known, one]) => isOther(name, known) && (all.has(name) || all.has(known)) && (one.count > count || (one.count === count && (one.line < line || (one.line === line && one.order < order)))));
      return other && count <= 2 ? [{ code: "two-spellings", severity: "note", line, quote: quote.length > 300 ? name : quote, expected: titled(other[0]), message: `»${titled(name)}« här och »${titled(other[0])}« på ett annat ställe: är det samma?`, evidence: [{ line: other[1].line, quote: other[1].quote }] }] : [];
    }));
  });
}
const titled = (name: string): string => name.replace(/(?<![A-Za-zÀ-ÿ])[A-Za-zÀ-ÿ]/gu, (letter) => letter.toUpperCase());

/** A word that stands once with two letters in the other order: no other word is so. */
function turnedLetters(sentences: readonly CheckedSentence[]): Finding[] {
  const all = counted(sentences, LONG);
  const once = [...all].filter(([, { count }]) => count === 1);
  const swapped = (name: string): string[] => [...name].slice(1).flatMap((letter, at) => (letter === name[at] ? [] : [name.slice(0, at) + letter + name[at]! + name.slice(at + 2)]));
  return once.flatMap(([name, { line, quote }]): Finding[] => {
    const other = swapped(name).flatMap((word) => { const known = all.get(word); return known ? [{ word, known }] : []; })[0];
    // Of two that stand once each, the later is told of.
    if (!other || (other.known.count === 1 && other.known.line > line)) return [];
    return [{ code: "two-spellings", severity: "note", line, quote: quote.length > 300 ? name : quote, expected: other.word, message: `»${name}« står här, »${other.word}« på ett annat ställe: två bokstäver har bytt plats.`, evidence: [{ line: other.known.line, quote: other.known.quote }] }];
  });
}

const SHORT_WORD = /(?<![A-Za-zÀ-ÿ])(?<name>[A-Za-zÀ-ÿ]{8,})(?![A-Za-zÀ-ÿ])/gu;
/** A word of a heading that stands nowhere else, a letter from one that stands in several places. */
function misspelledHeadings(sentences: readonly CheckedSentence[], { blocks }: Layout): Finding[] {
  const all = counted(sentences, SHORT_WORD);
  const often = Map.groupBy([...all].filter(([, { count }]) => count >= 2), ([name]) => name.slice(0, 2));
  return blocks.filter(isHeading).flatMap(({ line, text }) => [...text.matchAll(SHORT_WORD)].flatMap((match): Finding[] => {
    const name = match.groups!["name"]!.toLowerCase();
    const other = (all.get(name)?.count ?? 1) > 1 ? undefined : (often.get(name.slice(0, 2)) ?? []).find(([known]) => isHeadingSlip(name, known));
    // "Maxavgift", and "maxavgiften" under it: a word of its own.
    const bent = other !== undefined && [...all.keys()].some((known) => known !== name && known.startsWith(name) && known.length - name.length <= 3);
    return other && !bent ? [{ code: "two-spellings", severity: "note", line, quote: text, expected: other[0], message: `»${name}« i rubriken står ingen annanstans, men »${other[0]}« gör det: är det samma?`, evidence: [{ line: other[1].line, quote: other[1].quote }] }] : [];
  }));
}
/** What is longer is no heading. */
const LONGEST = 300;
const plainHeading = (line: string): string => (line.length > LONGEST ? line : line.replace(/^[#\s*]*(?:\d+(?:\.\d+)*\.?)?\s*|[\s.…*]*\d*\s*$/gu, "")).toLowerCase();
/** "Föväntad utveckling" over a part that the contents call "Förväntad utveckling". */
function otherHeadings({ blocks, lines }: Layout): Finding[] {
  const short = new Map(lines.flatMap((text, at) => { const plain = plainHeading(text); return text.length < LONGEST_HEADING && plain.length >= SHORTEST_HEADING ? [[plain, at + 1] as const] : []; }));
  // One letter apart: as many words, and as good as the same length.
  const alike = Map.groupBy([...short].map(([other, at]) => ({ other, at, parts: other.split(" ") })), ({ other, parts }) => `${parts.length} ${other.length}`);
  return blocks.filter(isHeading).flatMap(({ line, text }): Finding[] => {
    const plain = plainHeading(text);
    const words = plain.split(" ");
    if (plain.length < SHORTEST_HEADING) return [];
    for (const { at, other, parts } of [-1, 0, 1].flatMap((more) => alike.get(`${words.length} ${plain.length + more}`) ?? [])) {
      if (other === plain || at === line) continue;
      const differing = words.flatMap((word, index) => (word === parts[index] ? [] : [[word, parts[index]!] as const]));
      const [pair] = differing;
      if (!pair || differing.length > 1 || !/^[a-zà-ÿ]{6,}$/u.test(pair[0]) || !/^[a-zà-ÿ]+$/u.test(pair[1]) || distance(pair[0], pair[1]) !== 1 || pair[0].at(-1) !== pair[1].at(-1)) continue;
      // Of two headings, the later is told of.
      if (at > line && blocks.some((block) => isHeading(block) && block.line === at)) continue;
      return [{ code: "two-spellings", severity: "note", line, quote: text, expected: pair[1], message: `Rubriken har »${pair[0]}«, men på rad ${at} står »${pair[1]}«.`, evidence: [{ line: at, quote: lines[at - 1]! }] }];
    }
    return [];
  });
}
const [SHORTEST_HEADING, LONGEST_HEADING] = [8, 120];
/** A letter that is missing, doubled or another inside the word, and not the form of its end. */
function isHeadingSlip(a: string, b: string): boolean {
  if (distance(a, b) !== 1 || areOther(a, b) || a.slice(0, 2) !== b.slice(0, 2) || a.at(-1) !== b.at(-1)) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at > 1 && at < Math.min(a.length, b.length) - 2;
}

const OFTEN = 3;
/** Names and long words that stand once, one letter from one that stands often. */
export function nameFindings(sentences: readonly CheckedSentence[], layout: Layout): Finding[] {
  if (layout.scanned) return [];
  const found = [NAME, LONG].flatMap((pattern) => {
    const all = counted(sentences, pattern);
    const often = [...all].filter(([, { count }]) => count >= OFTEN);
    const byStart = Map.groupBy(often, ([name]) => name.slice(0, 2));
    return [...all].flatMap(([name, { count, line, quote }]): Finding[] => {
      const usual = count === 1 ? (byStart.get(name.slice(0, 2)) ?? []).find(([other]) => isSlip(name, other)) : undefined;
      return usual ? [{ code: "two-spellings", severity: "note", line, quote: quote.length > 300 ? name : quote, expected: usual[0], message: `»${name}« står en gång, »${usual[0]}« ${usual[1].count} gånger: är det samma?`, evidence: [{ line: usual[1].line, quote: usual[1].quote }] }] : [];
    });
  });
  return [...found, ...properNames(sentences, layout), ...turnedLetters(sentences), ...misspelledHeadings(sentences, layout), ...otherHeadings(layout).filter(({ line }) => !found.some((one) => one.line === line))].filter((one, at, all) => all.findIndex(({ expected, line }) => line === one.line && expected?.toLowerCase() === one.expected?.toLowerCase()) === at);
}
