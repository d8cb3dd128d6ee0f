import { lineAt, NUMBER, sentencesBefore, type CheckedSentence } from "./checked-sentences.ts";
import { parseNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { monthNumber } from "./written-days.ts";

const WORDS = Object.keys(NUMBER_WORDS).join("|");
const COUNT = String.raw`(?:${WORDS}|\d{1,4})`;
const warn = (code: Finding["code"], sentence: CheckedSentence, at: number, expected: string | null, message: string, evidence: Finding["evidence"] = []): Finding => ({ code, severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected, message, evidence });

const IN_LINE = /(?<!\d)(?<year>20\d\d):\s*(?<value>\d{1,3}(?: \d{3})*(?:,\d+)?|\d+(?:,\d+)?)(?!\d)/gu;
const IN_A_ROW = new RegExp(String.raw`(?<![a-zà-ÿ])(?:(?<up>ökat|ökade|stigit|steg|förlängts|vuxit)|(?<down>minskat|minskade|sjunkit|sjönk|förkortats|kortats))(?![a-zà-ÿ])[^.;]{0,40}?(?:för\s+(?:andra|tredje|fjärde|femte)\s+året\s+i\s+(?:rad|följd)|(?:två|tre|fyra|fem)\s+år\s+i\s+(?:rad|följd))`, "iu");
const NEAR = 8;
/** "2021: 612 2022: 655 2023: 701", and under it "har minskat för tredje året i rad". */
function rowsInLine({ lines }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const rows = lines.flatMap((text, at) => { const all = text.length > 300 ? [] : [...text.matchAll(IN_LINE)].map(({ groups }) => ({ year: Number(groups!["year"]), value: Number(parseNumber(groups!["value"]!)) })); return all.length >= 3 && all.every(({ year }, place) => place === 0 || year === all[place - 1]!.year + 1) ? [{ line: at + 1, quote: text.trim(), values: all.map(({ value }) => value) }] : []; });
  return rows.length === 0 ? [] : sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : IN_A_ROW.exec(sentence.text);
    const own = match ? rows.filter(({ line }) => line < sentence.line && sentence.line - line <= NEAR) : [];
    const [row] = own;
    if (!match || !row || own.length > 1) return [];
    const steps = row.values.slice(1).map((value, at) => Math.sign(value - row.values[at]!));
    const way = match.groups!["up"] ? 1 : -1;
    return steps.every((step) => step === -way) ? [warn("told-way", sentence, match.index, way > 0 ? "minskat" : "ökat", `Texten säger »${match.groups!["up"] ?? match.groups!["down"]}«, men raden ${way > 0 ? "sjunker" : "stiger"} varje år: ${row.values.join(", ")}.`, [{ line: row.line, quote: row.quote }])] : [];
  });
}

const HALF = /(?<![a-zà-ÿ])(?<more>mer\s+än|drygt)?(?<less>knappt|mindre\s+än|nästan|inte\s+ens)?\s*(?<part>hälften|en\s+tredjedel|två\s+tredjedelar|en\s+fjärdedel|tre\s+fjärdedelar)\s+av\s+(?:de|alla|samtliga)\s/iu;
const PARTS: Readonly<Record<string, number>> = { hälften: 1 / 2, "en tredjedel": 1 / 3, "två tredjedelar": 2 / 3, "en fjärdedel": 1 / 4, "tre fjärdedelar": 3 / 4 };
const WHOLE_NUMBER = new RegExp(String.raw`(?<![\d,.:/§–-])(?<count>\d{2,4})(?=\s+\p{Ll}{5,})(?!\s+(?:procent|kronor|mkr|tkr|mnkr))`, "gu");
/** "Besökte 90 … 38 dömdes ut. Mer än hälften av de inventerade": 38 of 90 is less. */
const partsInWords = (all: readonly CheckedSentence[]): Finding[] => all.flatMap((sentence, at): Finding[] => {
  const match = sentence.inCell ? null : HALF.exec(sentence.text);
  if (!match || !(match.groups!["more"] ?? match.groups!["less"])) return [];
  const near = sentencesBefore(all, at, 3).flatMap(({ text }) => [...text.matchAll(WHOLE_NUMBER)].map(({ groups }) => Number(groups!["count"]))).filter((count) => count < 1900 || count > 2100);
  const part = PARTS[match.groups!["part"]!.toLowerCase().replace(/\s+/gu, " ")]!;
  if (near.length !== 2 || /\d/u.test(sentence.text)) return [];
  const [whole, some] = near[0]! > near[1]! ? near : near.toReversed();
  const share = some! / whole!;
  // Far from the part it is another thing that is told of.
  if (Math.abs(share - part) > 0.2 || (match.groups!["more"] ? share >= part : share <= part)) return [];
  return [warn("told-share", sentence, match.index, match.groups!["more"] ? `mindre än ${match.groups!["part"]}` : `mer än ${match.groups!["part"]}`, `${some} av ${whole} är ${Math.round(share * 100)} %, inte »${match[0].trim()}«.`)];
});

const STOCK = { start: new RegExp(String.raw`^vid\s+(?:årets\s+(?:ingång|början|start)|årsskiftet|ingången)[^.;\d]{0,40}?(?<!\p{L})(?<count>${COUNT})\s`, "iu"), more: new RegExp(String.raw`(?:påbörjades|startades|inleddes|tillkom|inkom|öppnades)\s+(?<count>${COUNT})(?!\p{L})|(?<!\p{L})(?<before>${COUNT})\s+(?:nya\s+)?(?:påbörjades|startades|inleddes|tillkom|inkom|öppnades)`, "iu"), less: new RegExp(String.raw`(?<!\p{L})(?<count>${COUNT})\s+(?:antogs|avslutades|avskrevs|lades\s+ned|stängdes|avgjordes)`, "iu"), end: new RegExp(String.raw`^vid\s+årets\s+(?:slut|utgång)[^.;\d]{0,40}?(?<!\p{L})(?<count>${COUNT})\s`, "iu") };
/** "Vid årets ingång nio. Fyra nya påbörjades, fem antogs. Vid årets slut var det tio". */
const stocksInWords = (all: readonly CheckedSentence[]): Finding[] => all.flatMap((sentence, at): Finding[] => {
  const end = sentence.inCell ? null : STOCK.end.exec(sentence.text);
  if (!end) return [];
  const near = sentencesBefore(all, at, 4);
  const first = near.findLastIndex(({ text }) => STOCK.start.test(text));
  if (first < 0) return [];
  const between = near.slice(first + 1).map(({ text }) => text).join(" ");
  const [more, less] = [STOCK.more.exec(between), STOCK.less.exec(between)];
  if (!more || !less || (between.match(new RegExp(STOCK.less.source, "giu"))?.length ?? 0) > 1 || (between.match(new RegExp(STOCK.more.source, "giu"))?.length ?? 0) > 1) return [];
  const right = countOf(STOCK.start.exec(near[first]!.text)!.groups!["count"]!) + countOf((more.groups!["count"] ?? more.groups!["before"])!) - countOf(less.groups!["count"]!);
  return right === countOf(end.groups!["count"]!) ? [] : [warn("flow-stock", sentence, end.index, String(right), `Med det som fanns, det som kom till och det som avslutades blir det ${right}, men texten säger ${end.groups!["count"]}.`, [{ line: near[first]!.line, quote: near[first]!.text }])];
});

const TURNED = new RegExp(String.raw`(?<!\d)(?<year>20\d\d)(?!\d)[^.;]{0,60}?(?:fyllde|firade)\s+(?<age>\d{1,3}|${WORDS})(?:\s+år)?(?=[.,]|\s+(?:och|med|år))`, "iu");
const FOUNDED = /(?<![a-zà-ÿ])(?:invigdes|öppnade(?:s)?|grundades|startade|bildades|byggdes)\s+(?:i\s+)?(?:[a-zà-ÿ]+\s+)?(?<year>(?:18|19|20)\d\d)(?!\d)/iu;
/** "2023, då badhuset fyllde 30", and it was opened in 1998. */
const agesInWords = (all: readonly CheckedSentence[]): Finding[] => all.flatMap((sentence, at): Finding[] => {
  const match = sentence.inCell ? null : TURNED.exec(sentence.text);
  const founded = match ? all.slice(at, at + 4).map(({ text }) => FOUNDED.exec(text)?.groups!["year"]).find((year) => year !== undefined) : undefined;
  if (!match || !founded) return [];
  const right = Number(match.groups!["year"]) - Number(founded);
  return right === countOf(match.groups!["age"]!) || Math.abs(right - countOf(match.groups!["age"]!)) > 20 ? [] : [warn("level-change", sentence, match.index, String(right), `Från ${founded} till ${match.groups!["year"]} är det ${right} år, inte ${match.groups!["age"]}.`)];
});

const VOTES = new RegExp(String.raw`(?<!\p{L})(?<yes>${COUNT})\s+(?:ja-?)?röster\s+mot\s+(?<no>${COUNT})`, "iu");
const VOTERS = new RegExp(String.raw`(?<!\p{L})(?:närvarande|närvaro)[^.;\d]{0,20}?(?<!\p{L})(?<count>${WORDS}|\d{1,3})\s+tjänstgörande\s+ledamöter(?![^.;]*ersättare)`, "iu");
/** Seven votes against five, of eleven who serve and none who abstains. */
const votesInWords = (all: readonly CheckedSentence[]): Finding[] => {
  const voters = all.flatMap(({ text }) => VOTERS.exec(text)?.groups!["count"] ?? []);
  return voters.length !== 1 ? [] : all.flatMap((sentence): Finding[] => {
    const match = VOTES.exec(sentence.text);
    const cast = match ? countOf(match.groups!["yes"]!) + countOf(match.groups!["no"]!) : 0;
    return match && cast > countOf(voters[0]!) ? [warn("count-listed", sentence, match.index, `högst ${countOf(voters[0]!)}`, `${match.groups!["yes"]} och ${match.groups!["no"]} röster är ${cast}, men ${voters[0]!.toLowerCase()} ledamöter tjänstgjorde.`)] : [];
  });
};

const QUARTER = /(?<![a-zà-ÿ])(?<quarter>första|andra|tredje|fjärde)\s+kvartalet(?![a-zà-ÿ])/iu;
const QUARTERS = ["första", "andra", "tredje", "fjärde"];
const MONTH_SPAN = new RegExp(String.raw`(?:1\s+)?(?<from>januari|april|juli|oktober)\s*(?:–|-|till)\s*(?:(?:30|31)\s+)?(?<to>mars|juni|september|december)(?![a-zà-ÿ])`, "iu");
/** "Redovisningen avser tredje kvartalet. Under tiden 1 oktober–31 december kom …". */
const quartersInWords = (all: readonly CheckedSentence[]): Finding[] => all.flatMap((sentence, at): Finding[] => {
  const quarter = sentence.inCell || !/(?<![a-zà-ÿ])(?:avser|omfattar|gäller)(?![a-zà-ÿ])/iu.test(sentence.text) ? undefined : QUARTER.exec(sentence.text)?.groups!["quarter"]!.toLowerCase();
  const next = all[at + 1];
  const span = quarter && next && next.section.line === sentence.section.line ? MONTH_SPAN.exec(next.text)?.groups : undefined;
  if (!quarter || !span) return [];
  const [from, to] = [monthNumber(span["from"]!), monthNumber(span["to"]!)];
  const right = to - from === 2 ? QUARTERS[(from - 1) / 3] : undefined;
  return right === undefined || right === quarter ? [] : [warn("other-period", sentence, 0, `${right} kvartalet`, `Här är det ${quarter} kvartalet, men nästa mening har ${span["from"]}–${span["to"]}, som är det ${right}.`, [{ line: next!.line, quote: next!.text }])];
});

const FEE = new RegExp(String.raw`(?<amount>${NUMBER})\s+kronor`, "giu");
const TO_HALF = /(?<![a-zà-ÿ])(?:sättas|sätts|sattes)\s+ned\s+till\s+hälften(?![a-zà-ÿ])/iu;
/** A fee of 52 500 kronor that is put down to half, and a decision of 25 250. */
function halvedFees(all: readonly CheckedSentence[]): Finding[] {
  return all.flatMap((sentence, at): Finding[] => {
    if (sentence.inCell || !TO_HALF.test(sentence.text)) return [];
    const whole = [...sentencesBefore(all, at, 2), sentence].flatMap(({ text }) => [...text.matchAll(FEE)].map(({ groups }) => Number(parseNumber(groups!["amount"]!))));
    const decided = all.flatMap((one) => (/(?<![a-zà-ÿ])(?:tar\s+ut|påför|beslutar)(?![a-zà-ÿ])/iu.test(one.text) ? [...one.text.matchAll(FEE)].map(({ groups, index }) => ({ one, index, amount: Number(parseNumber(groups!["amount"]!)) })) : []));
    const [only] = decided;
    if (whole.length !== 1 || !only || decided.length > 1 || only.amount * 2 === whole[0] || only.amount === whole[0] || Math.abs(only.amount * 2 - whole[0]!) > whole[0]! / 4) return [];
    return [warn("told-share", only.one, only.index, String(whole[0]! / 2), `Hälften av ${whole[0]} kronor är ${whole[0]! / 2}, men beslutet har ${only.amount}.`, [{ line: sentence.line, quote: sentence.text }])];
  });
}

/** Rows, parts, stocks, ages, votes, contracts and quarters that a text tells of in its own words, and one of them is another. */
export const toldInWordsFindings = (sentences: readonly CheckedSentence[], layout: Layout): Finding[] => [
  ...rowsInLine(layout, sentences), ...partsInWords(sentences), ...stocksInWords(sentences), ...agesInWords(sentences), ...votesInWords(sentences), ...quartersInWords(sentences), ...halvedFees(sentences),
];
