import { unaccented } from "../platform/swedish.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** An act as it is numbered in Svensk författningssamling, with the year from which it applies and the last one. */
interface CheckedAct { readonly number: string; readonly from: number; readonly to: number | null }
const act = (number: string, from: number, to: number | null = null): CheckedAct => ({ number, from, to });
/** The acts that a municipality's documents cite by name, with the numbers that each name has had. */
const NAMED: readonly { readonly name: RegExp; readonly acts: readonly CheckedAct[] }[] = [
  { name: /socialtjänstlag(?:en)?/, acts: [act("1980:620", 1982, 2001), act("2001:453", 2002, 2025), act("2025:400", 2025)] },
  { name: /kommunallag(?:en)?/, acts: [act("1991:900", 1992, 2017), act("2017:725", 2018)] },
  { name: /förvaltningslag(?:en)?/, acts: [act("1986:223", 1987, 2018), act("2017:900", 2018)] },
  { name: /hälso- och sjukvårdslag(?:en)?/, acts: [act("1982:763", 1983, 2017), act("2017:30", 2017)] },
  { name: /skollag(?:en)?/, acts: [act("1985:1100", 1986, 2011), act("2010:800", 2010)] },
  { name: /alkohollag(?:en)?/, acts: [act("1994:1738", 1995, 2010), act("2010:1622", 2011)] },
  { name: /offentlighets- och sekretesslag(?:en)?/, acts: [act("2009:400", 2009)] },
  { name: /diskrimineringslag(?:en)?/, acts: [act("2008:567", 2009)] },
  { name: /lag(?:en)? om offentlig upphandling/, acts: [act("2007:1091", 2008, 2016), act("2016:1145", 2017)] },
  { name: /lag(?:en)? om valfrihetssystem/, acts: [act("2008:962", 2009)] },
];
const ACTS = NAMED.map(({ acts, name }) => ({ acts, cited: new RegExp(String.raw`(?<!\p{L})${unaccented(name.source)}(?:,?\s+\p{Lu}\p{L}{1,4})?\s*\((?:SFS\s*)?(?<number>\d{4}:\d{1,4})\)`, "giu") }));

/** The document's own year, null where it is not surely known, and the year when it is checked. */
export interface CheckedYears { readonly written: number | null; readonly now: number }

/** "lag (2018:2088)", "SFS 1993:387": year and running number. */
const CITED = /(?<!\p{L})(?:\p{L}*lag(?:en)?|förordning(?:en)?|\p{L}*balk(?:en)?|SFS)\s*\(?(?<first>\d{1,4}):(?<second>\d{1,4})(?!\d)/giu;
const isYearOfAct = (year: number): boolean => year >= 1734 && year <= 2100;

/** Numbers of acts that no act can have: a year that has not been, or year and number turned round. */
function impossibleNumbers(sentences: readonly CheckedSentence[], year: number): Finding[] {
  const places = sentences.flatMap(({ line, text }) => [...text.matchAll(CITED)].map((match) => ({ line, text, quote: match[0], first: Number(match.groups!["first"]), second: Number(match.groups!["second"]) })));
  return places.flatMap(({ first, line, quote, second, text }): Finding[] => {
    if (isYearOfAct(first) && first <= year + 1) return [];
    const turned = isYearOfAct(second) && second <= year + 1 && second >= 1900;
    const right = places.find((other) => other.first === second && other.second === first);
    return [{
      code: "act-number", severity: turned || first > year + 1 ? "error" : "warning", line, quote: text.length > 200 ? quote : text, expected: turned ? `${second}:${first}` : null,
      message: turned ? `${first}:${second} är bakvänt: författningar har året först, ${second}:${first}.` : `${first}:${second} är inget nummer i Svensk författningssamling: året ${first} har inte varit när handlingen skrevs.`,
      evidence: right ? [{ line: right.line, quote: right.quote }] : [],
    }];
  });
}

const HISTORY = /ersatt|ersätt|tidigare|äldre|upphäv|upphör|dåvarande|gamla/i;

/** Acts that are named and numbered, against the numbers that the name has had and when. */
function wrongNumbers(sentences: readonly CheckedSentence[], { now: today, written }: CheckedYears): Finding[] {
  const year = written ?? today;
  return sentences.flatMap(({ line, text }) => ACTS.flatMap(({ acts, cited }) => [...unaccented(text).matchAll(cited)].flatMap((match): Finding[] => {
    const number = match.groups!["number"]!;
    // Machine-read names have lost their dots, and none of their letters.
    const quote = text.slice(match.index, match.index + match[0].length);
    if (!isYearOfAct(Number(number.slice(0, 4))) || Number(number.slice(0, 4)) > year + 1) return [];
    const known = acts.find((other) => other.number === number);
    // A number that has lost a figure is the one that it is the beginning of.
    const now = acts.find((other) => !acts.some(({ number: one }) => one === number) && other.number.startsWith(number)) ?? acts.findLast(({ from }) => from <= year) ?? acts[0]!;
    // When a document is of no known year, none of the numbers that the name has had is wrong.
    if (known && (written === null || known.to === null || known.to >= year || HISTORY.test(text))) return [];
    return [{
      code: known ? "act-ended" : "act-number", severity: known ? "warning" : "error", line, quote, expected: now.number,
      message: known ? `${quote} gällde till ${known.to}; ${year} är det ${now.number}.` : `${quote} har fel nummer: det är ${now.number}.`, evidence: [],
    }];
  })));
}

/** How acts are cited. */
export function citedActFindings(sentences: readonly CheckedSentence[], years: CheckedYears): Finding[] {
  const citing = sentences.filter(({ text }) => /\d:\d/.test(text));
  return [...impossibleNumbers(citing, years.written ?? years.now), ...wrongNumbers(citing, years)];
}
