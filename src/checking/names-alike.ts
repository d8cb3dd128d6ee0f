import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** A name in the text: "Hälso- och sjukvårdsförvaltningen", "Barn- och ungdomsenheten", "Väntorp". */
const NAME = /(?<!\p{L})(?<name>\p{Lu}\p{Ll}+-\s(?:och|samt)\s\p{Ll}{5,})(?!\p{L})/gu;
const LONG = /(?<!\p{L})(?<name>\p{L}{9,})(?!\p{L})/gu;

/** How many letters must be changed, added or taken away: 0, 1, or more. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 2;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end;
}
/** Endings and joints are forms of a word, not another spelling. */
const ENDING = 4;
const isSlip = (rare: string, usual: string): boolean => {
  if (distance(rare, usual) !== 1 || rare.slice(0, 2) !== usual.slice(0, 2)) return false;
  const at = [...rare].findIndex((letter, index) => letter !== usual[index]);
  const place = at < 0 ? rare.length : at;
  if (place >= Math.min(rare.length, usual.length) - ENDING) return false;
  // "verksamhetsmått" and "verksamhetmått": the joint is a matter of taste; "samhälls" and "samhälle" are two words.
  const differing = rare.length === usual.length ? [rare[place], usual[place]] : [(rare.length > usual.length ? rare : usual)[place]];
  return !differing.some((letter) => letter === "s" || letter === "e");
};

interface Counted { count: number; readonly line: number; readonly quote: string }
function counted(sentences: readonly CheckedSentence[], pattern: RegExp): Map<string, Counted> {
  const all = new Map<string, Counted>();
  for (const { line, text } of sentences) for (const match of text.matchAll(pattern)) {
    const name = match.groups!["name"]!.toLowerCase();
    const known = all.get(name);
    if (known) known.count += 1;
    else all.set(name, { count: 1, line, quote: text });
  }
  return all;
}

const OFTEN = 3;
/** Names and long words that stand once, one letter from one that stands often. */
export function nameFindings(sentences: readonly CheckedSentence[], scanned: boolean): Finding[] {
  if (scanned) return [];
  const found = [NAME, LONG].flatMap((pattern) => {
    const all = counted(sentences, pattern);
    const often = [...all].filter(([, { count }]) => count >= OFTEN);
    const byStart = Map.groupBy(often, ([name]) => name.slice(0, 2));
    return [...all].flatMap(([name, { count, line, quote }]): Finding[] => {
      const usual = count === 1 ? (byStart.get(name.slice(0, 2)) ?? []).find(([other]) => isSlip(name, other)) : undefined;
      return usual ? [{ code: "two-spellings", severity: "note", line, quote: quote.length > 300 ? name : quote, expected: usual[0], message: `»${name}« står en gång, »${usual[0]}« ${usual[1].count} gånger: är det samma?`, evidence: [{ line: usual[1].line, quote: usual[1].quote }] }] : [];
    });
  });
  return found.filter((one, at) => found.findIndex(({ line, message }) => line === one.line && message === one.message) === at);
}
