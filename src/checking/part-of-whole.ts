import { compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, percentSpan, spanOf } from "./shown-span.ts";
import { amountOf, NUMBER_WORDS } from "./number-words.ts";
import { isSlip } from "./one-digit.ts";

const value = (text: string | undefined): Decimal | null => (text === undefined ? null : parseNumber(text));
/** "Finns i 18 av 20", "8 av de 10": some of all. Not "1 av 3–4", nor what is written as a share of time. */
const OF = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${NUMBER})\s+av\s+(?:de\s+|totalt\s+|sammanlagt\s+|alla\s+)?(?<whole>${NUMBER})(?![\d:/–-]|,\d|[ \u00a0\u202f]\d{3}(?!\d))(?!\s*(?:§|kap|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))`, "giu");
/** "226 anställda, varav 169 kvinnor och 57 män". */
const OF_WHICH = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<whole>${NUMBER})\s+(?!procent|mnkr|mkr|tkr|kr(?![A-Za-zÀ-ÿ])|kronor|miljon|miljard|mdkr|mdr|år(?![A-Za-zÀ-ÿ])|timmar|dagar|månader|veckor|av(?![A-Za-zÀ-ÿ]))(?<noun>[A-Za-zÀ-ÿ]+)[^.;\d]{0,60}?(?<![A-Za-zÀ-ÿ])varav\s+(?<part>${NUMBER})\s+(?:(?:gäller|gällde|avser|avsåg|rör|rörde)\s+)?(?<kind>[A-Za-zÀ-ÿ]+)(?:\s+(?:och|samt)\s+(?:varav\s+)?(?<other>${NUMBER})\s+(?<otherKind>[A-Za-zÀ-ÿ]+))?`, "giu");
const YEAR = /^(?:19|20)\d\d$/;
/** Two kinds that are all there are. */
const BOTH = [["kvinn", "män"], ["kvinn", "man"], ["flick", "pojk"], ["tjej", "kill"]] as const;
const areBoth = (a: string, b: string): boolean => BOTH.some(([one, two]) => [[a, b], [b, a]].some(([x, y]) => x!.toLowerCase().startsWith(one) && y!.toLowerCase().startsWith(two)));

function partOf(sentence: CheckedSentence): Finding[] {
  const { text } = sentence;
  return [...text.matchAll(OF)].flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index + match[0].length - 1);
    const [part, whole] = [value(match.groups!["part"]), value(match.groups!["whole"])];
    if (part === null || whole === null || compare(part, whole) <= 0) return [];
    return [{ code: "part-above-whole", severity: "error", line, quote: text, expected: `högst ${formatNumber(whole)}`, message: `»${match[0]}«: delen ${formatNumber(part)} är större än det hela, ${formatNumber(whole)}.`, evidence: [] }];
  });
}

/** "Den 31 december, varav 310 tkr". */
const OF_DATE = new RegExp(String.raw`^\d{1,2}\s+(?:${MONTH_NAMES.join("|")})`, "iu");
function ofWhich(sentence: CheckedSentence): Finding[] {
  const { text } = sentence;
  return [...text.matchAll(OF_WHICH)].flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index + match[0].length - 1);
    const { kind, otherKind } = match.groups!;
    const [whole, part, other] = [value(match.groups!["whole"]), value(match.groups!["part"]), value(match.groups!["other"])];
    // "Lämnade årskurs 9, varav 27": which class it is.
    if (/(?:årskurs|åk|klass|nr|tabell|mål|bilaga|kapitel|avsnitt)\.?\s*$/iu.test(text.slice(0, match.index))) return [];
    // "Under 2023 inspekterades 158, varav 61": a year is no whole.
    if (whole === null || part === null || YEAR.test(whole) || OF_DATE.test(match[0])) return [];
    const told = (expected: string, message: string): Finding[] => [{ code: "part-above-whole", severity: "error", line, quote: text, expected, message, evidence: [] }];
    if (compare(part, whole) > 0) return told(`högst ${formatNumber(whole)}`, `»${match[0]}«: delen ${formatNumber(part)} är större än det hela, ${formatNumber(whole)}.`);
    if (other === null || !otherKind || !areBoth(kind!, otherKind)) return [];
    const both = sum([part, other]);
    return compare(both, whole) === 0 ? [] : told(formatNumber(both), `${formatNumber(part)} ${kind} och ${formatNumber(other)} ${otherKind} är ${formatNumber(both)}, inte ${formatNumber(whole)}.`);
  });
}

const BOTH_OF = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<whole>${NUMBER})(?:\s+(?!varav)[A-Za-zÀ-ÿ]+){0,2}(?:,?\s+varav\s+|(?<=personer|elever|barn|brukare|anställda|medarbetare|deltagare),\s+)(?<part>${NUMBER})\s+(?<kind>kvinnor|flickor|tjejer|män|pojkar|killar)\s+och\s+(?<other>${NUMBER})\s+(?<otherKind>kvinnor|flickor|tjejer|män|pojkar|killar)`, "giu");
/** "Ökade till 31, varav 13 kvinnor och 21 män". */
const bothOf = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(BOTH_OF)].flatMap((match): Finding[] => {
  // "Den 31 oktober 2023, varav": a year is no whole.
  if (YEAR.test(match.groups!["whole"]!)) return [];
  const [whole, part, other] = ["whole", "part", "other"].map((name) => value(match.groups![name])!) as [Decimal, Decimal, Decimal];
  const both = sum([part, other]);
  if (!areBoth(match.groups!["kind"]!, match.groups!["otherKind"]!) || compare(both, whole) === 0) return [];
  // "30 pojkar i familjehem": some of them.
  if (compare(both, whole) < 0 && /^\s+(?:i|på|hos|med|inom|under|över)\s/iu.test(sentence.text.slice(match.index + match[0].length))) return [];
  return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(both), message: `${formatNumber(part)} och ${formatNumber(other)} är ${formatNumber(both)}, inte ${formatNumber(whole)}.`, evidence: [] }];
});

const TWO_OF = new RegExp(String.raw`^Av\s+(?:de\s+|dessa\s+|totalt\s+)?(?<whole>${NUMBER})\s+[^\d.;,]{3,60}?\s(?<part>${NUMBER})\s+(?!procent|mkr|mnkr|tkr|kr)[^\d.;,]{2,60}?\s+(?:och|samt)\s+(?<other>${NUMBER})(?!\s*(?:procent|%|mkr|mnkr|tkr|kr|kronor|av\s))`, "u");
/** "Av de 70 barnen är 27 placerade enligt LVU och 53 frivilligt": two parts that are all but a digit of the whole. */
function twoOf(sentence: CheckedSentence): Finding[] {
  const match = TWO_OF.exec(sentence.text);
  if (!match || sentence.inCell) return [];
  const [whole, part, other] = ["whole", "part", "other"].map((name) => value(match.groups![name])!) as [Decimal, Decimal, Decimal];
  const both = sum([part, other]);
  if (compare(both, whole) <= 0 || YEAR.test(whole) || !isSlip(subtract(whole, part), other)) return [];
  return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(subtract(whole, part)), message: `${formatNumber(part)} och ${formatNumber(other)} är ${formatNumber(both)}, mer än ${formatNumber(whole)}; ${formatNumber(whole)} − ${formatNumber(part)} är ${formatNumber(subtract(whole, part))}.`, evidence: [] }];
}

/** "Av 25 uppdrag nåddes 22", "av landets 290 kommuner växte 95 och 193 krympte". */
const ONE_OF = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])av\s+(?:de\s+|totalt\s+|[a-zà-ÿ]+s\s+)?(?<whole>${NUMBER})\s+(?!procent|mkr|mnkr|tkr|kronor)(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]{3,}\s+(?:[a-zà-ÿ]{3,}(?:des|ades|tes|ts)|nåddes|är|var|har|hade|blev|växte|ökade)\s+(?<part>${NUMBER})(?!\d|,\d|\s*(?:procent|%|mkr|mnkr|tkr|kronor|av\s|år|dagar|månader|per\s))(?:\s+och\s+(?<other>${NUMBER})\s+(?:krympte|minskade)|(?=\s*(?:[.,;)]|$)|\s+(?:och|men|samt|i|inom|under|vid|på|helt|delvis)(?![a-zà-ÿ])))`, "giu");
const oneOf = (sentence: CheckedSentence): Finding[] => (sentence.inCell ? [] : [...sentence.text.matchAll(ONE_OF)]).flatMap((match): Finding[] => {
  const [whole, part, other] = ["whole", "part", "other"].map((name) => value(match.groups![name])) as [Decimal, Decimal, Decimal | null];
  const all = other === null ? part : sum([part, other]);
  return compare(all, whole) <= 0 || YEAR.test(whole) || YEAR.test(part) ? [] : [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, match.index), quote: sentence.text, expected: `högst ${formatNumber(whole)}`, message: `»${match[0]}«: ${formatNumber(all)} är fler än ${formatNumber(whole)}.`, evidence: [] }];
});

const COUNT = String.raw`(?<part>${NUMBER}|${Object.keys(NUMBER_WORDS).join("|")})`;
/** "868 elever, varav 564 flickor (65 procent)": each part with its per cent of the whole. */
const WITH_PERCENT = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<part>${NUMBER})\s+(?!(?:${MONTH_NAMES.join("|")})(?![A-Za-zÀ-ÿ]))(?<kind>[A-Za-zÀ-ÿ]+)\s*\((?<percent>${NUMBER})\s*(?:procent|%)\)`, "giu");
/** "På elva av dem, 26,8 procent": some of those that the sentence before told of. */
const OF_THEM = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<!(?<![A-Za-zÀ-ÿ])av\s+)${COUNT}\s+av\s+(?:dem|dessa)(?:,?\s*(?:\(|motsvarande\s+|eller\s+)?(?<percent>${NUMBER})\s*(?:procent|%))?`, "giu");
/** "Av dem hade 23 verkställts": the same, told first. */
const THEM_FIRST = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:av\s+(?:dem|dessa)|(?:inom|i)\s+(?:den|denna)\s+gruppen?)\s+(?:har|hade|är|var|blev|fick|saknar|saknade|[a-zà-ÿ]{2,}(?:r|de|t))\s+${COUNT}(?![\d.]|,\d|\s*(?:procent|%|tkr|mkr|mnkr|kronor|\d))(?:,?\s*(?:\(|motsvarande\s+|eller\s+|det\s+vill\s+säga\s+|alltså\s+)(?<percent>${NUMBER})\s*(?:procent|%))?`, "giu");
const FIRST_COUNT = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?!(?:19|20)\d\d\s)(?<whole>${NUMBER})\s+(?!procent|mkr|mnkr|tkr|kronor|miljon|fler|färre|mer|mindre|högre|lägre|år(?![A-Za-zÀ-ÿ])|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)(?:[A-Za-zÀ-ÿ]+\s+){0,2}[A-Za-zÀ-ÿ]{4,}`, "u");

function withPercents(sentence: CheckedSentence): Finding[] {
  const { text } = sentence;
  const parts = [...text.matchAll(WITH_PERCENT)];
  const first = parts[0];
  const whole = first && /varav|av dem|fördelat|fördelade/iu.test(text.slice(0, first.index)) ? value(FIRST_COUNT.exec(text.slice(0, first.index))?.groups!["whole"]) : null;
  if (whole === null || isZero(whole)) return [];
  return parts.flatMap((match): Finding[] => {
    const [part, percent] = [value(match.groups!["part"])!, value(match.groups!["percent"])!];
    const right = divide(multiply(part, "100"), whole);
    if (meets(spanOf(percent), { low: right, high: right })) return [];
    const expected = `${formatNumber(round(right, scale(percent)))} procent`;
    return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, match.index), quote: text, expected, message: `${formatNumber(part)} av ${formatNumber(whole)} är ${expected}, inte ${formatNumber(percent)}.`, evidence: [] }];
  });
}

function ofThem(sentence: CheckedSentence, before: CheckedSentence | undefined): Finding[] {
  const { text } = sentence;
  return [OF_THEM, THEM_FIRST].flatMap((pattern) => [...text.matchAll(pattern)]).flatMap((match): Finding[] => {
    const part = amountOf(match.groups!["part"]!);
    // "Av dem hade 269 … Inom den gruppen hade 287": of those that the sentence before told of in the same way.
    const group = /^i/iu.test(match[0]) && before?.section.line === sentence.section.line ? value([...before.text.matchAll(THEM_FIRST)].at(-1)?.groups!["part"]) : null;
    if (part !== null && group !== null && compare(part, group) > 0) return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, match.index), quote: text, expected: `högst ${formatNumber(group)}`, message: `»${match[0]}«, men gruppen är ${formatNumber(group)}.`, evidence: [{ line: before!.line, quote: before!.text }] }];
    const own = [...text.slice(0, match.index).matchAll(new RegExp(FIRST_COUNT.source, "gu"))].at(-1)?.groups!["whole"];
    const near = before && before.section.line === sentence.section.line ? [...before.text.matchAll(new RegExp(FIRST_COUNT.source, "gu"))].map(({ groups }) => groups!["whole"]) : [];
    // Which of several is meant is not known.
    const known = near.flatMap((one) => value(one) ?? []).toSorted(compare);
    const share = value(match.groups!["percent"]);
    // The one of several that is as many, where the share is of none of them.
    const large = part === null ? [] : known.filter((one) => compare(one, part) >= 0);
    const isShareOf = (one: Decimal): boolean => { const right = divide(multiply(part!, "100"), one); return share !== null && meets(spanOf(share), { low: right, high: right }); };
    if (part !== null && share !== null && known.some((one) => !isZero(one) && isShareOf(one))) return [];
    // More than any number that the sentence before tells is more than the one that is meant.
    const whole = value(own ?? (near.length === 1 ? near[0] : undefined)) ?? (share !== null && large.length === 1 ? large[0]! : null) ?? (part !== null && !match.groups!["percent"] && known.length > 1 && compare(part, known.at(-1)!) > 0 ? known.at(-1)! : null);
    if (part === null || whole === null || isZero(whole) || /^(?:19|20)\d\d$/.test(whole)) return [];
    const line = lineAt(sentence, match.index);
    if (compare(part, whole) > 0) return [{ code: "part-above-whole", severity: "error", line, quote: text, expected: `högst ${formatNumber(whole)}`, message: `»${match[0]}«, men de är ${formatNumber(whole)}.`, evidence: [] }];
    const percent = value(match.groups!["percent"]);
    const right = divide(multiply(part, "100"), whole);
    if (percent === null || meets(spanOf(percent), { low: right, high: right })) return [];
    const expected = `${formatNumber(round(right, Math.max(1, scale(percent))))} procent`;
    return [{ code: "part-above-whole", severity: "warning", line, quote: text, expected, message: `${formatNumber(part)} av ${formatNumber(whole)} är ${expected}, inte ${formatNumber(percent)}.`, evidence: before ? [{ line: before.line, quote: before.text }] : [] }];
  });
}

const IN_CASES = new RegExp(String.raw`^(?:I|Vid|Hos|På)\s+${COUNT}\s+(?:av\s+(?:dem|dessa|fallen)\s+|(?:fall|ärenden|tillfällen|besök|köp|butiker|enheter)\s+)[^.;\d]{0,100}?(?:vilket\s+(?:är|motsvarar|blir)|motsvarande|det\s+vill\s+säga|alltså|eller)\s+(?<percent>${NUMBER})\s*(?:procent|%)`, "u");
/** "I nio fall lämnades varan ut, vilket är 23 procent", after the sentence that tells how many they were. */
function inCases(sentence: CheckedSentence, before: CheckedSentence | undefined): Finding[] {
  const match = sentence.inCell ? null : IN_CASES.exec(sentence.text);
  if (!match || !before || before.section.line !== sentence.section.line || before.inCell) return [];
  const counts = [...before.text.matchAll(new RegExp(FIRST_COUNT.source, "gu"))].flatMap(({ groups }) => value(groups!["whole"]) ?? []);
  const [part, percent, whole] = [amountOf(match.groups!["part"]!), value(match.groups!["percent"]), counts[0] ?? null];
  if (part === null || percent === null || whole === null || counts.length > 1 || isZero(whole) || compare(part, whole) > 0) return [];
  const right = divide(multiply(part, "100"), whole);
  if (meets(spanOf(percent), { low: right, high: right })) return [];
  const expected = `${formatNumber(round(right, scale(percent)))} procent`;
  return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected, message: `${formatNumber(part)} av ${formatNumber(whole)} är ${expected}, inte ${formatNumber(percent)}.`, evidence: [{ line: before.line, quote: before.text }] }];
}

const FRACTION = String.raw`(?<words>(?:drygt|knappt|nästan|ungefär|cirka|omkring|närmare|mer än)?\s*(?:hälften|en tredjedel|två tredjedelar|en fjärdedel|tre fjärdedelar|en femtedel|en tiondel|varannan|vartannat|var tredje|vart tredje|var fjärde|vart fjärde|var femte|vart femte|var tionde|vart tionde))`;
const SHARES: readonly (readonly [RegExp, number])[] = [[/två tredjedelar/iu, 66.7], [/tre fjärdedelar/iu, 75], [/hälften|varannan|vartannat/iu, 50], [/tredje/iu, 33.3], [/fjärde/iu, 25], [/femte/iu, 20], [/tion/iu, 10]];
/** "137 av de 214, det vill säga drygt hälften", "ungefär hälften (61 av 94)": what is told twice in one breath. */
const IN_FRACTIONS = [new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<part>${NUMBER})\s+av\s+(?:de\s+|totalt\s+)?(?<whole>${NUMBER})(?:\s+[A-Za-zÀ-ÿ]+){0,5},?\s*(?:\(|det vill säga|dvs\.?|alltså|eller|motsvarande|vilket är)\s*${FRACTION}`, "giu"), new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${FRACTION}(?:\s+av\s+(?:[A-Za-zÀ-ÿ]+\s*){1,3})?\s*[(,]\s*(?<part>${NUMBER})\s+av\s+(?:de\s+|totalt\s+)?(?<whole>${NUMBER})`, "giu")];
const MOST_BESIDE = 7;
function inFractions(sentence: CheckedSentence): Finding[] {
  return IN_FRACTIONS.flatMap((pattern) => [...sentence.text.matchAll(pattern)].flatMap((match): Finding[] => {
    const { part, whole, words } = match.groups!;
    const [some, all] = [value(part), value(whole)];
    const share = SHARES.find(([one]) => one.test(words!))?.[1];
    if (some === null || all === null || share === undefined || isZero(all)) return [];
    const right = (100 * Number(some)) / Number(all);
    if (Math.abs(right - share) <= MOST_BESIDE) return [];
    return [{ code: "half-of", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${formatNumber(round(divide(multiply(some, "100"), all), 0))} %`, message: `${formatNumber(some)} av ${formatNumber(all)} är ${formatNumber(round(divide(multiply(some, "100"), all), 0))} %, inte ${words!.trim()}.`, evidence: [] }];
  }));
}

const THAT_IS = String.raw`(?:,\s*|\s+)(?:vilket\s+(?:är|motsvarar|blir)|det\s+vill\s+säga|dvs\.?|alltså|motsvarande|eller)\s+(?<percent>${NUMBER})\s*(?:procent(?!enhet)|%)`;
const MONEY = String.raw`(?:mnkr|mkr|tkr|kronor|kr)`;
/** "82 av de 144 avloppen fanns brister, vilket är 57 procent", "45 160 tkr av budgeten på 91 500 tkr, det vill säga 49 procent". */
const SHARES_OF = [
  new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])av\s+(?:de|samtliga|alla)\s+(?<whole>${NUMBER})\s+(?!procent|mnkr|mkr|tkr|kronor)[^.;:\d]{3,80}?\s(?<percent>${NUMBER})\s*(?:procent(?!enhet)|%)\s*\(\s*(?<part>${NUMBER})\s+[A-Za-zÀ-ÿ]+\s*\)`, "giu"),
  new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])av\s+(?:de|samtliga|alla|årets|nämndens)\s+(?<whole>${NUMBER})\s+(?!procent|mnkr|mkr|tkr|kronor)[^.;:,\d]{3,60}?\s(?:hade|har|var|är|fick|saknade|saknar|gällde|avsåg)\s+(?<part>${NUMBER})(?!\s*(?:procent|%))[^.;:,\d]{0,60}?${THAT_IS}`, "giu"),
  new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${NUMBER})\s+av\s+(?:de\s+|totalt\s+|sammanlagt\s+|alla\s+)?(?<whole>${NUMBER})(?![\d,:/–-])[^.;:,\d]{0,60}?${THAT_IS}`, "giu"),
  new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${NUMBER})\s+(?<unit>${MONEY})\s+av\s+[^.;:,\d]{3,50}?\s(?:på|om)\s+(?<whole>${NUMBER})\s+\k<unit>(?![A-Za-zÀ-ÿ])[^.;:,\d]{0,40}?${THAT_IS}`, "giu"),
  new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${NUMBER})\s+(?<unit>${MONEY})[^.;:\d]{0,50}?${THAT_IS}\s+av\s+[^.;:,\d]{3,50}?\s(?:på|om)\s+(?<whole>${NUMBER})\s+\k<unit>(?![A-Za-zÀ-ÿ])`, "giu"),
];
function shareOf(sentence: CheckedSentence): Finding[] {
  return SHARES_OF.flatMap((pattern) => [...sentence.text.matchAll(pattern)].flatMap((match): Finding[] => {
    const [part, whole, percent] = ["part", "whole", "percent"].map((name) => value(match.groups![name]));
    if (!part || !whole || !percent || isZero(whole) || compare(part, whole) > 0) return [];
    const possible = percentSpan(spanOf(part), spanOf(whole));
    if (!possible || meets(possible, spanOf(percent))) return [];
    const expected = `${formatNumber(round(divide(multiply(part, "100"), whole), Math.max(1, scale(percent))))} procent`;
    return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index + match[0].length - 1), quote: sentence.text, expected, message: `${formatNumber(part)} av ${formatNumber(whole)} är ${expected}, inte ${formatNumber(percent)}.`, evidence: [] }];
  }));
}

/** So many as are told of something in the sentences before, or in the same one before a place in it. @param what is after the number, as a pattern. */
function wholesBefore(sentence: CheckedSentence, at: number, before: readonly CheckedSentence[], what: string): { readonly line: number; readonly quote: string; readonly whole: Decimal }[] {
  const near = [...before.filter(({ inCell, section }) => !inCell && section.line === sentence.section.line), { ...sentence, text: sentence.text.slice(0, at) }];
  const pattern = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<whole>${NUMBER})\s+${what}`, "giu");
  return near.flatMap(({ line, text }) => [...text.matchAll(pattern)].map(({ groups }) => ({ line, quote: text, whole: value(groups!["whole"])! })));
}

/** "Av de 164 avlopp som inspekterades … 38 anläggningar, 21,1 procent av de inspekterade": what they are of stands before, in the same word. */
const OF_SAME = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${NUMBER})(?:\s+[A-Za-zÀ-ÿ]+){0,3},\s+(?<percent>${NUMBER})\s*(?:procent(?!enhet)|%)\s+av\s+(?:de|samtliga|alla)\s+(?<what>[A-Za-zÀ-ÿ]{7,})`, "giu");
const [SAME_STEM, BACK] = [7, 4];
function ofSame(sentence: CheckedSentence, before: readonly CheckedSentence[]): Finding[] {
  return [...sentence.text.matchAll(OF_SAME)].flatMap((match): Finding[] => {
    const { part, percent, what } = match.groups!;
    const stem = what!.slice(0, SAME_STEM);
    const told = wholesBefore(sentence, match.index, before, String.raw`(?!procent|%)[^.;:,\d]{0,40}?(?<![A-Za-zÀ-ÿ])${stem}`);
    const [only] = told;
    const [some, share] = [value(part), value(percent)];
    if (!only || told.length > 1 || some === null || share === null || isZero(only.whole) || compare(some, only.whole) > 0) return [];
    const right = divide(multiply(some, "100"), only.whole);
    if (meets({ low: right, high: right }, spanOf(share))) return [];
    const expected = `${formatNumber(round(right, Math.max(1, scale(share))))} procent`;
    return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index + match[0].length - 1), quote: sentence.text, expected, message: `${formatNumber(some)} av ${formatNumber(only.whole)} är ${expected}, inte ${formatNumber(share)}.`, evidence: [{ line: only.line, quote: only.quote }] }];
  });
}

const SOME_OF_DONE = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${NUMBER})\s+av\s+de\s+(?<done>[A-Za-zÀ-ÿ]{5,}(?:ade|ada|da|ta|na))\s+(?<what>[A-Za-zÀ-ÿ]{5,})`, "giu");
/** "… varav 23 beviljades. 26 av de beviljade dispenserna": more than what was done, in the sentence before or the same. */
function ofDone(sentence: CheckedSentence, before: readonly CheckedSentence[]): Finding[] {
  return [...sentence.text.matchAll(SOME_OF_DONE)].flatMap((match): Finding[] => {
    const stem = match.groups!["done"]!.replace(/(?:ade|ada|da|ta|na|de)$/iu, "");
    const some = value(match.groups!["part"]);
    const told = wholesBefore(sentence, match.index, before, String.raw`(?:[A-Za-zÀ-ÿ]+\s+)?${stem}[A-Za-zÀ-ÿ]{0,4}(?![A-Za-zÀ-ÿ])`);
    const [only] = told;
    if (!only || told.length > 1 || some === null || compare(some, only.whole) <= 0) return [];
    return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `högst ${formatNumber(only.whole)}`, message: `»${match[0]}«: ${formatNumber(some)} är fler än de ${formatNumber(only.whole)} som texten säger att det är.`, evidence: [{ line: only.line, quote: only.quote }] }];
  });
}

/** "Av 36 kända händelser hade 43 rapporterats": some of all, told the other way about. */
const OF_ALL = new RegExp(String.raw`^av\s+(?:de\s+|årets\s+|periodens\s+|kommunens\s+|alla\s+|samtliga\s+|totalt\s+)?(?<whole>${NUMBER})\s+(?!procent|mnkr|mkr|tkr|kr(?![A-Za-zÀ-ÿ])|kronor|miljon)[A-Za-zÀ-ÿ](?:[^,.;:\d(]|(?:19|20)\d\d(?!\d)){3,80}?\s(?!(?:19|20)\d\d(?!\d))(?<part>${NUMBER})(?=\s+[A-Za-zÀ-ÿ]|,\s)(?!\s*(?:procent|%|mnkr|mkr|tkr|kr(?![A-Za-zÀ-ÿ])|kronor|miljon|år(?![A-Za-zÀ-ÿ])|dagar|timmar|veckor|månader|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))`, "iu");
function ofAll(sentence: CheckedSentence): Finding[] {
  const match = OF_ALL.exec(sentence.text);
  const [part, whole] = [value(match?.groups!["part"]), value(match?.groups!["whole"])];
  // "INSTA 800" is a name.
  if (!match || part === null || whole === null || compare(part, whole) <= 0 || /^(?:19|20)\d\d$/.test(part) || /\p{Lu}{2,}\s\d[\d\s]*$/u.test(match[0])) return [];
  return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, match[0].length - 1), quote: sentence.text, expected: `högst ${formatNumber(whole)}`, message: `»${match[0]}«: delen ${formatNumber(part)} är större än det hela, ${formatNumber(whole)}.`, evidence: [] }];
}

const OF_SOME = new RegExp(String.raw`^av\s+de\s+(?<whole>${NUMBER})\s+[A-Za-zÀ-ÿ][^,.;:\d(]{2,60}?\s(?<a>${NUMBER})\s+(?:i\s+|på\s+)?[A-Za-zÀ-ÿ]+(?:\s+[A-Za-zÀ-ÿ]+)?\s+och\s+(?<b>${NUMBER})\s+(?!procent|mnkr|mkr|tkr)[A-Za-zÀ-ÿ]+(?:\s+[A-Za-zÀ-ÿ]+)?[.,]`, "iu");
/** "Av de 57 eleverna läser 38 ämnen och 24 ämnesområden": together more than there are. */
function ofSome(sentence: CheckedSentence): Finding[] {
  const match = OF_SOME.exec(sentence.text);
  const [whole, a, b] = ["whole", "a", "b"].map((name) => value(match?.groups![name]));
  if (!match || !whole || !a || !b || compare(sum([a, b]), whole) <= 0 || compare(a, whole) > 0 || compare(b, whole) > 0) return [];
  return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `högst ${formatNumber(whole)}`, message: `${formatNumber(a)} och ${formatNumber(b)} är ${formatNumber(sum([a, b]))}, men de är ${formatNumber(whole)}.`, evidence: [] }];
}

const OF_WITH_PERCENT = new RegExp(String.raw`^av\s+(?:de\s+|totalt\s+|årets\s+)?(?<whole>${NUMBER})\s+(?!procent|mnkr|mkr|tkr|kr(?![A-Za-zÀ-ÿ])|kronor|miljon)[A-Za-zÀ-ÿ][^,.;:\d(]{2,60}?\s(?<part>${NUMBER})\s+(?!procent|mnkr|mkr|tkr|kronor)[A-Za-zÀ-ÿ][^,.;:\d(]{1,50},\s+(?:motsvarande|vilket\s+(?:är|motsvarar)|det\s+vill\s+säga|alltså|eller)\s+(?<percent>${NUMBER})\s*(?:procent|%)(?!enhet|\s+av\s)`, "iu");
/** "Av de 121 klagomålen rörde 64 hemtjänsten, motsvarande 34 procent". */
function ofWithPercent(sentence: CheckedSentence): Finding[] {
  const match = OF_WITH_PERCENT.exec(sentence.text);
  const [whole, part, percent] = ["whole", "part", "percent"].map((name) => value(match?.groups![name]));
  if (!match || !whole || !part || !percent || isZero(whole) || YEAR.test(whole) || YEAR.test(part) || compare(part, whole) > 0) return [];
  const right = divide(multiply(part, "100"), whole);
  if (meets(spanOf(percent), { low: right, high: right }) || Math.abs(Number(right) - Number(percent)) <= 1) return [];
  const expected = `${formatNumber(round(right, scale(percent)))} procent`;
  return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, match[0].length - 1), quote: sentence.text, expected, message: `${formatNumber(part)} av ${formatNumber(whole)} är ${expected}, inte ${formatNumber(percent)}.`, evidence: [] }];
}

const OF_THREE = new RegExp(String.raw`^av\s+de\s+(?<whole>${NUMBER})\s+[A-Za-zÀ-ÿ][^,.;:\d(]{2,60}?\s(?:finns|är|bor|har|var|hade|bodde)\s+(?<a>${NUMBER})\s+(?:i|på|hos|med)\s+[^,.;\d]{2,60},\s+(?<b>${NUMBER})\s+(?:i|på|hos|med)\s+[^,.;\d]{2,60}\s+och\s+(?<c>${NUMBER})\s+(?:i|på|hos|med)\s`, "iu");
/** "Av de 47 barnen finns 17 i nätverkshem, 23 i egna hem och 11 i konsulentstödda": together more than there are. */
function ofThree(sentence: CheckedSentence): Finding[] {
  const match = OF_THREE.exec(sentence.text);
  const [whole, a, b, c] = ["whole", "a", "b", "c"].map((name) => value(match?.groups![name]));
  if (!match || !whole || !a || !b || !c || compare(sum([a, b, c]), whole) <= 0 || [a, b, c].some((part) => compare(part, whole) > 0)) return [];
  return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, match.index), quote: sentence.text, expected: `högst ${formatNumber(whole)}`, message: `${formatNumber(a)}, ${formatNumber(b)} och ${formatNumber(c)} är ${formatNumber(sum([a, b, c]))}, men de är ${formatNumber(whole)}.`, evidence: [] }];
}

const OF_LENGTH = new RegExp(String.raw`^av\s+(?:den\s+|hela\s+)?(?:längden|ytan|sträckan|volymen|arealen|mängden|summan|beloppet)\s+(?:är|utgör|utgörs av|avser|består av)\s+(?<a>${NUMBER})\s*(?<unit>[A-Za-zÀ-ÿ]+)[^.;\d]{0,40}?\soch\s+(?<b>${NUMBER})\s*\k<unit>(?![A-Za-zÀ-ÿ])`, "iu");
/** "Vägnätet är 193 km. Av längden är 142 km belagd och 61 km grusväg": the parts are more than the whole before them. */
function ofLength(sentence: CheckedSentence, before: CheckedSentence | undefined): Finding[] {
  const match = OF_LENGTH.exec(sentence.text);
  if (!match || !before || before.section.line !== sentence.section.line) return [];
  const { a, b, unit } = match.groups!;
  const wholes = [...before.text.matchAll(new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<whole>${NUMBER})\s*${unit}(?![A-Za-zÀ-ÿ])`, "giu"))];
  const whole = wholes.length === 1 ? value(wholes[0]!.groups!["whole"]) : null;
  const both = sum([value(a)!, value(b)!]);
  if (whole === null || compare(both, whole) <= 0) return [];
  return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${formatNumber(whole)} ${unit}`, message: `${a} och ${b} är ${formatNumber(both)} ${unit}, men det hela är ${formatNumber(whole)}.`, evidence: [{ line: before.line, quote: before.text }] }];
}

/** The same may be told by both of the patterns. */
function ofSexes(sentence: CheckedSentence): Finding[] {
  const which = /varav/iu.test(sentence.text) ? ofWhich(sentence) : [];
  return which.length || !/kvinn|flick|tjej/iu.test(sentence.text) ? which : bothOf(sentence);
}

/** What a general rule says as well as the closer ones is told once. */
const onceEach = (closer: readonly Finding[], general: readonly Finding[]): Finding[] => [...closer, ...(closer.length ? [] : general)];

/** Parts that sentences tell of a whole. */
export const partFindings = (sentences: readonly CheckedSentence[]): Finding[] => sentences.flatMap((sentence, at): Finding[] => {
  const { text } = sentence;
  if (!/\d/.test(text)) return /(?<![a-zà-ÿ])av\s+de/iu.test(text) ? ofThem(sentence, sentences[at - 1]) : [];
  return [
    ...(/(?<![a-zà-ÿ])av(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:inom|i)\s+(?:den|denna)\s+gruppe/iu.test(text) ? [...onceEach([...partOf(sentence), ...twoOf(sentence), ...ofAll(sentence), ...ofSome(sentence), ...ofThree(sentence), ...ofWithPercent(sentence), ...ofDone(sentence, sentences.slice(Math.max(0, at - BACK), at)), ...ofLength(sentence, sentences[at - 1]), ...shareOf(sentence), ...ofSame(sentence, sentences.slice(Math.max(0, at - BACK), at)), ...ofThem(sentence, sentences[at - 1])], oneOf(sentence))] : []), ...inCases(sentence, sentences[at - 1]),
    ...ofSexes(sentence), ...withPercents(sentence), ...inFractions(sentence),
  ];
});
