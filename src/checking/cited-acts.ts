import { unaccented } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
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
  { name: /plan- och bygglag(?:en)?/, acts: [act("1987:10", 1987, 2011), act("2010:900", 2011)] },
  { name: /miljöbalk(?:en)?/, acts: [act("1998:808", 1999)] },
  { name: /arbetsmiljölag(?:en)?/, acts: [act("1977:1160", 1978)] },
  { name: /bibliotekslag(?:en)?/, acts: [act("1996:1596", 1997, 2013), act("2013:801", 2014)] },
  { name: /patientsäkerhetslag(?:en)?/, acts: [act("2010:659", 2011)] },
  { name: /patientlag(?:en)?/, acts: [act("2014:821", 2015)] },
  { name: /livsmedelslag(?:en)?/, acts: [act("2006:804", 2006)] },
  { name: /arkivlag(?:en)?/, acts: [act("1990:782", 1991)] },
  { name: /säkerhetsskyddslag(?:en)?/, acts: [act("1996:627", 1996, 2019), act("2018:585", 2019)] },
  { name: /socialförsäkringsbalk(?:en)?/, acts: [act("2010:110", 2011)] },
  { name: /skuldsaneringslag(?:en)?/, acts: [act("2006:548", 2007, 2016), act("2016:675", 2016)] },
  { name: /tobakslag(?:en)?/, acts: [act("1993:581", 1993, 2019), act("2018:2088", 2019)] },
  { name: /lotterilag(?:en)?/, acts: [act("1994:1000", 1995, 2018), act("2018:1138", 2019)] },
  { name: /personuppgiftslag(?:en)?/, acts: [act("1998:204", 1998, 2018), act("2018:218", 2018)] },
  { name: /sekretesslag(?:en)?/, acts: [act("1980:100", 1981, 2009), act("2009:400", 2009)] },
  { name: /jämställdhetslag(?:en)?/, acts: [act("1991:433", 1992, 2008), act("2008:567", 2009)] },
  { name: /spellag(?:en)?/, acts: [act("2018:1138", 2019)] },
  { name: /diskrimineringslag(?:en)?/, acts: [act("2008:567", 2009)] },
  { name: /kulturmiljölag(?:en)?/, acts: [act("1988:950", 2014)] },
  { name: /patientdatalag(?:en)?/, acts: [act("2008:355", 2008)] },
  { name: /tandvårdslag(?:en)?/, acts: [act("1985:125", 1986)] },
  { name: /smittskyddslag(?:en)?/, acts: [act("2004:168", 2004)] },
  { name: /ordningslag(?:en)?/, acts: [act("1993:1617", 1994)] },
  { name: /arbetstidslag(?:en)?/, acts: [act("1982:673", 1983)] },
  { name: /fastighetsbildningslag(?:en)?/, acts: [act("1970:988", 1972)] },
  { name: /skolförordning(?:en)?/, acts: [act("2011:185", 2011)] },
  { name: /gymnasieförordning(?:en)?/, acts: [act("2010:2039", 2011)] },
  { name: /miljötillsynsförordning(?:en)?/, acts: [act("2011:13", 2011)] },
  { name: /plan- och byggförordning(?:en)?/, acts: [act("2011:338", 2011)] },
  { name: /avfallsförordning(?:en)?/, acts: [act("2011:927", 2011, 2020), act("2020:614", 2020)] },
  { name: /lag(?:en)? om offentlig upphandling/, acts: [act("2007:1091", 2008, 2016), act("2016:1145", 2017)] },
  { name: /lag(?:en)? om valfrihetssystem/, acts: [act("2008:962", 2009)] },
];
/** Acts that are cited as "lagen (1993:387) om stöd och service …": their number, by the first words of what they are about. */
const ABOUT: Readonly<Record<string, string>> = {
  "stöd och service till vissa funktionshindrade": "1993:387", "vård av missbrukare i vissa fall": "1988:870", "tobak och liknande produkter": "2018:2088", "tobaksfria nikotinprodukter": "2022:1257",
  "kommunal bokföring och redovisning": "2018:597", "tillgänglighet till digital offentlig service": "2018:1937", "psykiatrisk tvångsvård": "1991:1128", "verkställighet av sluten ungdomsvård": "1998:603",
  "skydd mot olyckor": "2003:778", "samverkan vid utskrivning från sluten hälso- och sjukvård": "2017:612", "vissa kommunala befogenheter": "2009:47", "allmänna vattentjänster": "2006:412", "anställningsskydd": "1982:80", "medbestämmande i arbetslivet": "1976:580",
  "mottagande av vissa nyanlända invandrare för bosättning": "2016:38", "mottagande av asylsökande": "1994:137", "vård av unga": "1990:52", "bostadsanpassningsbidrag": "2018:222", "färdtjänst": "1997:736", "riksfärdtjänst": "1997:735", "handel med vissa receptfria läkemedel": "2009:730",
  "Förenta nationernas konvention om barnets rättigheter": "2018:1197", "nationella minoriteter och minoritetsspråk": "2009:724", "skydd för personer som rapporterar om missförhållanden": "2021:890",
  "upphandling inom försörjningssektorerna": "2016:1146", "upphandling av koncessioner": "2016:1147", "gaturenhållning och skyltning": "1998:814", "kommunal energiplanering": "1977:439", "lägenhetsregister": "2006:378",
};
/** Acts that no longer apply, by the first words of what they are about: the last year that they did, and what came after. */
const ENDED_ABOUT: Readonly<Record<string, { readonly number: string; readonly to: number; readonly now: string }>> = {
  "kommunernas betalningsansvar för viss hälso- och sjukvård": { number: "1990:1404", to: 2017, now: "2017:612" }, "bostadsanpassningsbidrag": { number: "1992:1574", to: 2018, now: "2018:222" }, "kommunal redovisning": { number: "1997:614", to: 2018, now: "2018:597" },
  "upphandling inom områdena vatten, energi, transporter och posttjänster": { number: "2007:1092", to: 2016, now: "2016:1146" }, "yrkesverksamhet på hälso- och sjukvårdens område": { number: "1998:531", to: 2010, now: "2010:659" }, "patientnämndsverksamhet": { number: "1998:1656", to: 2017, now: "2017:372" },
  "läkemedelsförteckning": { number: "2005:258", to: 2021, now: "2018:1212" }, "etableringsinsatser för vissa nyanlända invandrare": { number: "2010:197", to: 2017, now: "2017:584" },
};
const CITED_ENDED = Object.entries(ENDED_ABOUT).map(([about, act]) => ({ ...act, cited: new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])lag(?:en)?\s*\((?:SFS\s*)?${act.number}\)\s+om\s+${about}`, "giu") }));
/** An act that is cited by what it is about, and has ended before the document's year. */
const endedAbouts = (sentences: readonly CheckedSentence[], written: number | null): Finding[] => (written === null ? [] : sentences.filter(({ text }) => ACT_NUMBER.test(text) && !HISTORY.test(text)).flatMap((sentence) => CITED_ENDED.filter(({ to }) => to < written).flatMap(({ cited, now, to }) => [...sentence.text.matchAll(cited)].map((match): Finding => ({ code: "act-ended", severity: "warning", line: lineAt(sentence, match.index), quote: match[0], expected: now, message: `${match[0]} gällde till ${to}; ${written} är det ${now}.`, evidence: [] })))));
const CITED_ABOUT = Object.entries(ABOUT).map(([about, number]) => ({ number, cited: new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])lag(?:en)?\s*\((?:SFS\s*)?(?<number>\d{4}:\d{1,4})\)\s+(?:om|med\s+(?:särskilda\s+)?bestämmelser\s+om)\s+${about}(?![A-Za-zÀ-ÿ])`, "giu") }));
/** Acts by the letters that everybody calls them. */
const LETTERS: Readonly<Record<string, readonly string[]>> = { SoL: ["1980:620", "2001:453", "2025:400"], LSS: ["1993:387"], LVU: ["1980:621", "1990:52"], LVM: ["1988:870"], HSL: ["1982:763", "2017:30"], OSL: ["2009:400"], PBL: ["1987:10", "2010:900"], LOU: ["2007:1091", "2016:1145"], LOV: ["2008:962"], LSO: ["2003:778"], LAV: ["2006:412"], LPT: ["1991:1128"] };
const BY_LETTERS = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<letters>${Object.keys(LETTERS).join("|")})\s*\((?:SFS\s*)?(?<number>\d{4}:\d{1,4})\)`, "gu");
const wrongLetters = (sentences: readonly CheckedSentence[]): Finding[] => sentences.flatMap((sentence) => [...sentence.text.matchAll(BY_LETTERS)].flatMap((match): Finding[] => {
  const { letters, number } = match.groups!;
  const numbers = LETTERS[letters!]!;
  // A number that has lost a figure is told of by the act's whole name.
  return numbers.some((one) => one.startsWith(number!)) ? [] : [{ code: "act-number", severity: "error", line: lineAt(sentence, match.index), quote: match[0], expected: numbers.at(-1)!, message: `${match[0]} har fel nummer: det är ${numbers.at(-1)}.`, evidence: [] }];
}));
/** An act by what it is about, with a number that is not its own. */
const wrongAbouts = (sentences: readonly CheckedSentence[], year: number): Finding[] => sentences.filter(({ text }) => ACT_NUMBER.test(text)).flatMap((sentence) => CITED_ABOUT.flatMap(({ cited, number }) => [...sentence.text.matchAll(cited)].flatMap((match): Finding[] => (match.groups!["number"] === number || CITED_ENDED.some((ended) => ended.number === match.groups!["number"]) || Number(match.groups!["number"]!.slice(0, 4)) > year + 1 ? [] : [{ code: "act-number", severity: "error", line: lineAt(sentence, match.index + match[0].indexOf("(") + 1), quote: match[0], expected: number, message: `${match[0]} har fel nummer: det är ${number}.`, evidence: [] }]))));

const SAME_ABOUT = /(?<![A-Za-zÀ-ÿ])(?<kind>lag|förordning)(?:en)?\s*\((?:SFS\s*)?(?<number>\d{4}:\d{1,4})\)\s+(?<about>(?:om|med)\s+[a-zà-ÿ]{4,})/giu;
/** One act with two numbers: "förordningen (2011:1108) om vuxenutbildning" and (2011:1180). The one that stands alone is asked about. */
function twoNumbers(sentences: readonly CheckedSentence[], year: number): Finding[] {
  const cited = sentences.flatMap((sentence) => [...sentence.text.matchAll(SAME_ABOUT)].filter((match) => Number(match.groups!["number"]!.slice(0, 4)) <= year + 1).map((match) => ({ sentence, at: match.index, quote: match[0], number: match.groups!["number"]!, key: unaccented(`${match.groups!["kind"]} ${match.groups!["about"]}`) })));
  return [...Map.groupBy(cited, ({ key }) => key).values()].flatMap((same): Finding[] => {
    const numbers = [...Map.groupBy(same, ({ number }) => number).values()].toSorted((a, b) => a.length - b.length);
    const [odd, other] = numbers;
    // The same figures in another order: two acts may begin alike.
    if (!odd || !other || numbers.length !== 2 || [...odd[0]!.number].toSorted().join("") !== [...other[0]!.number].toSorted().join("")) return [];
    const wrong = odd.length < other.length ? odd[0]! : [...odd, ...other].toSorted((a, b) => b.sentence.line - a.sentence.line)[0]!;
    const right = wrong.number === odd[0]!.number ? other[0]! : odd[0]!;
    return [{ code: "act-number", severity: "warning", line: lineAt(wrong.sentence, wrong.at), quote: wrong.quote, expected: right.number, message: `${wrong.quote} har ett annat nummer på rad ${right.sentence.line}: ${right.number}.`, evidence: [{ line: right.sentence.line, quote: right.quote }] }];
  });
}

const ACTS = NAMED.map(({ acts, name }) => ({ acts, cited: new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${unaccented(name.source)}(?:,?\s+\p{Lu}[A-Za-zÀ-ÿ]{1,4})?\s*\((?:SFS\s*)?(?<number>\d{4}:\d{1,4})\)`, "giu") }));

/** The document's own year, null where it is not surely known, and the year when it is checked. */
export interface CheckedYears { readonly written: number | null; readonly now: number }

/** "lag (2018:2088)", "SFS 1993:387": year and running number. */
const CITED = /(?<![a-zà-ÿ])(?:[a-zà-ÿ]*lag(?:en)?|förordning(?:en)?|[a-zà-ÿ]*balk(?:en)?|SFS)\s*\(?(?<first>\d{1,4}):(?<second>\d{1,4})(?!\d)/giu;
const isYearOfAct = (year: number): boolean => year >= 1734 && year <= 2100;

/** Numbers of acts that no act can have: a year that has not been, or year and number turned round. */
function impossibleNumbers(sentences: readonly CheckedSentence[], year: number): Finding[] {
  const places = sentences.flatMap((sentence) => [...sentence.text.matchAll(CITED)].map((match) => ({ line: lineAt(sentence, match.index), text: sentence.text, quote: match[0], first: Number(match.groups!["first"]), second: Number(match.groups!["second"]) })));
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

const ACT_NUMBER = /\(\s*(?:SFS\s*)?\d{4}:\d/;
/** "Lagen (2008:962) om valfrihetssystem": the number may stand before what the act is about. */
const NUMBER_FIRST = /(?<![a-z])(?<act>lag(?:en)?)\s+(?<number>\((?:sfs\s*)?\d{4}:\d+\))\s+(?<about>om (?:offentlig upphandling|valfrihetssystem))(?![a-z])/;
const LATE = /(?<![a-zà-ÿ])(?:fjärde\s+kvartalet|kvartal\s+4|(?:oktober|november)[a-zà-ÿ–\s-]*december)(?![a-zà-ÿ])/iu;
const HISTORY = /ersatt|ersätt|tidigare|äldre|upphäv|upphör|dåvarande|gamla/i;

/** Acts that are named and numbered, against the numbers that the name has had and when. */
function wrongNumbers(sentences: readonly CheckedSentence[], { now: today, written }: CheckedYears, all: readonly CheckedSentence[]): Finding[] {
  const year = written ?? today;
  return sentences.filter(({ text }) => ACT_NUMBER.test(text)).map((sentence) => ({ sentence, plain: unaccented(sentence.text).replace(NUMBER_FIRST, "$<act> $<about> $<number>") })).flatMap(({ plain, sentence }) => ACTS.flatMap(({ acts, cited }) => [...plain.matchAll(cited)].flatMap((match): Finding[] => {
    const { text } = sentence;
    const number = match.groups!["number"]!;
    const turned = NUMBER_FIRST.exec(unaccented(text));
    const [from, to] = turned?.groups!["number"]!.includes(number) ? [turned.index, turned.index + turned[0].length] : [match.index, match.index + match[0].length];
    const line = lineAt(sentence, to - 1);
    // Machine-read names have lost their dots, and none of their letters.
    const quote = text.slice(from, to);
    if (!isYearOfAct(Number(number.slice(0, 4))) || Number(number.slice(0, 4)) > year + 1) return [];
    const known = acts.find((other) => other.number === number);
    // A number that has lost a figure is the one that it is the beginning of.
    const now = acts.find((other) => !acts.some(({ number: one }) => one === number) && other.number.startsWith(number)) ?? acts.findLast(({ from }) => from <= year) ?? acts[0]!;
    // When a document is of no known year, none of the numbers that the name has had is wrong.
    // In the year that an act ends in, it has ended for what tells of the last quarter of it, where the document itself tells of the one that came after.
    const isOver = known !== undefined && known.to === year && written !== null && (LATE.test(sentence.section.heading) || all.some((other) => other.section.line === sentence.section.line && LATE.test(other.text))) && now.from === year && now !== known && sentences.some((other) => other.text.includes(`(${now.number})`));
    if (known && !isOver && (written === null || known.to === null || known.to >= year || HISTORY.test(text))) return [];
    return [{
      code: known ? "act-ended" : "act-number", severity: known ? "warning" : "error", line, quote, expected: now.number,
      message: known ? `${quote} gällde till ${known.to}; ${isOver ? "efter det" : year} är det ${now.number}.` : `${quote} har fel nummer: det är ${now.number}.`, evidence: [],
    }];
  })));
}

const CHAPTER = /(?<!\d)(?<chapter>\d{1,2})\s*kap\.?\s*(?<paragraph>\d{1,3})\s*§/giu;
/** "6 kap. 10 §" in one place and "10 kap. 6 §" in another: chapter and paragraph have changed places. */
function turnedChapters(sentences: readonly CheckedSentence[]): Finding[] {
  const cited = sentences.filter(({ text }) => text.includes("§")).flatMap((sentence) => [...sentence.text.matchAll(CHAPTER)].map((match) => ({ sentence, match, chapter: match.groups!["chapter"]!, paragraph: match.groups!["paragraph"]! })));
  return cited.flatMap(({ chapter, match, paragraph, sentence }, at): Finding[] => {
    const other = chapter === paragraph ? -1 : cited.findIndex((one) => one.chapter === paragraph && one.paragraph === chapter);
    const often = (a: string, b: string): number => cited.filter((one) => one.chapter === a && one.paragraph === b).length;
    if (other < 0 || often(chapter, paragraph) > often(paragraph, chapter) || (often(chapter, paragraph) === often(paragraph, chapter) && other > at)) return [];
    return [{ code: "act-number", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${paragraph} kap. ${chapter} §`, message: `Här står ${match[0]}, men ${paragraph} kap. ${chapter} § på ett annat ställe: har kapitel och paragraf bytt plats?`, evidence: [{ line: cited[other]!.sentence.line, quote: cited[other]!.sentence.text }] }];
  });
}

/** How acts are cited. */
export function citedActFindings(sentences: readonly CheckedSentence[], years: CheckedYears): Finding[] {
  const citing = sentences.filter(({ text }) => /\d:\d/.test(text));
  return [...impossibleNumbers(citing, years.written ?? years.now), ...wrongNumbers(citing, years, sentences), ...wrongAbouts(citing, years.written ?? years.now), ...wrongLetters(citing), ...endedAbouts(citing, years.written), ...twoNumbers(citing, years.written ?? years.now), ...turnedChapters(sentences)];
}
