import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { addSpans, lessSpan, meets, middleOf, movedSpan, percentSpan, spanOf, turned, type ShownSpan } from "./shown-span.ts";
import { NUMBER_WORDS } from "./number-words.ts";

const SIGNED = `[−–-]?${NUMBER}`;
const UNIT = String.raw`(?:mnkr|mkr|tkr|kr|miljoner kronor|kronor|personer|hushåll|ärenden|barn|dygn|vårddygn|anmälningar|ansökningar|beslut|st)`;
const PERCENT = String.raw`(?:%|procent)(?!enhet)`;
const UP = String.raw`(?:ök(?:ning|at|ade|ar)|stig(?:it|er)|steg|högre|fler)`;
const DOWN = String.raw`(?:minsk(?:ning|at|ade|ar)|sjunk(?:it|er)|sjönk|lägre|färre)`;

/** "204,4 mkr, vilket är en ökning med 1,5 mkr (0,7 %)": what it is now, by how much it has moved, and how many per cent that is said to be. */
const BY = new RegExp(String.raw`(?<now>${SIGNED})\s*(?<unit>${UNIT})(?!\s*(?:högre|lägre|mer|mindre|bättre|sämre|över|under)(?![A-Za-zÀ-ÿ]))(?:(?!(?<![A-Za-zÀ-ÿ])(?:medan|men|samtidigt)(?![A-Za-zÀ-ÿ]))[^.(]){0,60}?(?<![A-Za-zÀ-ÿ])(?:(?<up>${UP})|(?<down>${DOWN}))\s+(?:är\s+)?med\s+(?<by>${SIGNED})\s*(?<byUnit>${UNIT})\s*(?:\(|,?\s*(?:eller|motsvarande|det vill säga|dvs\.?)\s+)(?<percent>${SIGNED})\s*${PERCENT}`, "giu");
/** Words of another way than what the sentence began with: "ökade, och tiden kortades från". */
const OTHER_WAY = String.raw`(?:för)?kort(?:as|ats|at|ade|ades|ar)|sänk[A-Za-zÀ-ÿ]*|ned|ner|bort|trots|bantat[A-Za-zÀ-ÿ]*|mins[a-zà-ÿ]*|höj[A-Za-zÀ-ÿ]*`;
const ABOUT = String.raw`(?:ca\.?|cirka|drygt|knappt|omkring|ungefär|nästan)\s+`;
/** "… 2021", "i december 2023", "den 31 december 2022". */
const WHEN = String.raw`(?:\s+(?:(?:i|under|per|vid|den|för)\s+(?:(?!till\s|från\s)[a-zà-ÿ]+[\s–-]){0,3}?)?(?:\d{1,2}\s+)?(?:(?:${MONTH_NAMES.join("|")}|årsskiftet|utgången\s+av)\s+)?(?:år\s+)?(?:19|20)\d\d)?`;
/** "ökat från 185 till 145 (21,6 %)", "minskade från 8,1 till 7,4": both ends, and the word for the way between them. */
const FROM_TO = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:(?<up>${UP})|(?<down>${DOWN}))(?![A-Za-zÀ-ÿ])(?:(?!(?<![A-Za-zÀ-ÿ])(?:${UP}|${DOWN}|${OTHER_WAY}|medan|men)(?![A-Za-zÀ-ÿ]))[^.]){0,80}?(?<![A-Za-zÀ-ÿ])från\s+(?<about>${ABOUT})?(?<from>${SIGNED})\s*(?<fromUnit>${UNIT}|%|procent)?(?:\s*\([^)]{1,30}\))?${WHEN}\s+till\s+(?<aboutTo>${ABOUT})?(?<to>${SIGNED})(?!\d|,\d|\s*(?:miljard|mdkr|mdr))\s*(?<toUnit>${UNIT}|%|procent)?(?:(?:(?!(?<![A-Za-zÀ-ÿ])(?:nå|når|nås|krävs|målet|målvärdet|eftersom|medan|därför|trots|då|helår|helåret)(?![A-Za-zÀ-ÿ]))[^.0-9]){0,40}?(?<percent>${SIGNED})\s*${PERCENT})?`, "giu");

const IN_WORDS = /(?<![a-zà-ÿ])(?:en|två|tre|fyra|fem|sex|sju|åtta|nio|tio)(?=\s+procent(?!enhet))/giu;
const shown = (value: Decimal, decimals: number): string => formatNumber(round(value, decimals), decimals);

/** A movement that is told with its percentage: the percentage is of what it was before. */
function byClaims(sentence: CheckedSentence): Finding[] {
  return [...sentence.text.matchAll(BY)].flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index);
    const { by, byUnit, down, now, percent, unit } = match.groups as Record<string, string | undefined>;
    const [value, moved, said] = [parseNumber(now!), parseNumber(by!), parseNumber(percent!)];
    // "437,5 mkr 2019, och räknat därifrån har den minskat med": that is what it has moved from.
    if (/(?<![a-zà-ÿ])(?:därifrån|sedan\s+dess|jämfört\s+med\s+det)(?![a-zà-ÿ])/iu.test(match[0])) return [];
    // Two units are two sizes: nothing is reckoned over them.
    if (value === null || moved === null || said === null || unit!.toLowerCase() !== byUnit!.toLowerCase()) return [];
    const change = spanOf(absolute(moved));
    // "I fjol var det 480 hushåll, vilket innebär en minskning med 60": the number is what it was.
    const isBefore = /(?:i\s+fjol|förra\s+året|föregående\s+år|fjolåret|året\s+före|året\s+innan)\s+(?:var|fanns|uppgick|hade|låg|rörde)(?![a-zà-ÿ])[^.;\d]{0,30}$/iu.test(sentence.text.slice(0, match.index));
    const before = isBefore ? spanOf(absolute(value)) : down ? addSpans([spanOf(absolute(value)), change]) : lessSpan(spanOf(absolute(value)), change);
    const possible = percentSpan(change, before);
    if (!possible || meets(possible, spanOf(absolute(said)))) return [];
    const expected = shown(middleOf(possible), Math.max(1, scale(said)));
    const base = shown(middleOf(before), isBefore ? scale(value) : Math.max(scale(value), scale(moved)));
    return [{ code: "change-percent", severity: "error", line, quote: match[0], expected: `${expected} %`, message: `${formatNumber(absolute(moved))} av ${base} är ${expected} %, inte ${formatNumber(absolute(said))} %.`, evidence: [{ line, quote: match[0] }] }];
  });
}

/** "Cirka 1 500": its last noughts are not told. */
function roughly(value: Decimal): ShownSpan {
  const noughts = value.includes(".") ? "" : (/(?<=[1-9])0+$/u.exec(value)?.[0] ?? "");
  const half = `5${noughts.slice(1)}`;
  return noughts ? { low: subtract(value, half), high: sum([value, half]) } : spanOf(value);
}
/** How many per cent are told, with the way that the ends go. */
const toldSpan = (said: Decimal, way: number): ShownSpan => (way < 0 ? turned(spanOf(absolute(said))) : spanOf(absolute(said)));
/** A movement that is told by both its ends: its direction is theirs, and so is its percentage. */
function fromToClaims(sentence: CheckedSentence): Finding[] {
  return [...sentence.text.matchAll(FROM_TO)].flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index);
    const { about, aboutTo, down, from, percent, to, up } = match.groups as Record<string, string | undefined>;
    const [first, last] = [parseNumber(from!), parseNumber(to!)];
    // "Från 2024 till 2027": years, and no amounts.
    if (first === null || last === null || [from!, to!].every((year) => /^(?:19|20)\d\d$/.test(year))) return [];
    // Two units are two sizes.
    if (match.groups!["fromUnit"] && match.groups!["toUnit"] && match.groups!["fromUnit"].toLowerCase() !== match.groups!["toUnit"].toLowerCase() && /kr/iu.test(match.groups!["fromUnit"])) return [];
    const way = compare(last, first);
    const wrongWay = (up && way < 0) || (down && way > 0);
    if (wrongWay) {
      const word = way < 0 ? "en minskning" : "en ökning";
      return [{ code: "change-direction", severity: "error", line, quote: match[0], expected: word, message: `Från ${formatNumber(first)} till ${formatNumber(last)} är ${word}, men texten säger »${(up ?? down)!.toLowerCase()}«.`, evidence: [{ line, quote: match[0] }] }];
    }
    const said = percent === undefined ? null : parseNumber(percent);
    // "Från 39 till 42 personer, och dygnen med 2,5 procent": of two.
    if (said === null || isZero(first) || /,\s+och\s+[a-zà-ÿ]+\s+med\s/iu.test(match[0])) return [];
    const ends = { from: about ? roughly(first) : spanOf(first), to: aboutTo ? roughly(last) : spanOf(last) };
    const possible = percentSpan(about || aboutTo ? lessSpan(ends.to, ends.from) : movedSpan(first, last), ends.from);
    if (!possible || meets(possible, about || aboutTo ? toldSpan(said, way) : spanOf(absolute(said)))) return [];
    const expected = shown(about || aboutTo ? absolute(middleOf(possible)) : middleOf(possible), Math.max(1, scale(said)));
    return [{ code: "change-percent", severity: "error", line, quote: match[0], expected: `${expected} %`, message: `Från ${formatNumber(first)} till ${formatNumber(last)} är en förändring med ${expected} % av ${formatNumber(first)}, inte ${formatNumber(absolute(said))} %.`, evidence: [{ line, quote: match[0] }] }];
  });
}

/** "År 2012 uppgick dygnen till 45 798 och år 2015 hade de minskat till 38 048". */
const HAD = new RegExp(String.raw`(?:uppgick|var|uppgår|låg)\s+(?:[A-Za-zÀ-ÿ]+\s+){0,5}?(?:till\s+|på\s+)?(?<from>${NUMBER})\s*(?<fromUnit>${UNIT}|%|procent)?,?\s+(?:och|men)\s+(?:(?:år\s+)?(?:19|20)\d\d\s+)?(?:hade|har)\s+(?:de|den|det|antalet|andelen)\s+(?:(?<up>ökat|stigit)|(?<down>minskat|sjunkit))\s+till\s+(?<to>${NUMBER})(?!\d|,\d)\s*(?<toUnit>mnkr|mkr|tkr|mdkr)?`, "giu");
const hadClaims = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(HAD)].flatMap((match): Finding[] => {
  const { down, from, to, up } = match.groups as Record<string, string | undefined>;
  const [first, last] = [parseNumber(from!), parseNumber(to!)];
  if (first === null || last === null || (match.groups!["toUnit"] ?? match.groups!["fromUnit"]) !== match.groups!["fromUnit"] || ![up && compare(last, first) < 0, down && compare(last, first) > 0].some(Boolean)) return [];
  const word = compare(last, first) < 0 ? "en minskning" : "en ökning";
  return [{ code: "change-direction", severity: "error", line: lineAt(sentence, match.index), quote: match[0], expected: word, message: `Från ${formatNumber(first)} till ${formatNumber(last)} är ${word}, men texten säger »${(up ?? down)!.toLowerCase()}«.`, evidence: [] }];
});

/** "Uppgick till 47,6 mkr … och ökade med 5,6 procent från 45,1 mkr": what it is, what it was, and per cent of that. */
const BY_FROM = new RegExp(String.raw`(?:uppgick|uppgår)\s+till\s+(?<now>${NUMBER})\s*(?<unit>${UNIT})[^;]{0,60}?(?<![A-Za-zÀ-ÿ])(?:(?<up>ökade|ökat|steg)|(?<down>minskade|minskat|sjönk))\s+(?:därmed\s+)?med\s+(?<percent>${NUMBER})\s*${PERCENT}\s+från\s+(?<from>${NUMBER})\s*(?<fromUnit>${UNIT})`, "giu");
const byFrom = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(BY_FROM)].flatMap((match): Finding[] => {
  const { from, fromUnit, now, percent, unit } = match.groups as Record<string, string>;
  const [first, last, said] = [parseNumber(from!), parseNumber(now!), parseNumber(percent!)];
  if (first === null || last === null || said === null || isZero(first) || unit!.toLowerCase() !== fromUnit!.toLowerCase()) return [];
  const possible = percentSpan(movedSpan(first, last), spanOf(first));
  if (!possible || meets(possible, spanOf(said))) return [];
  const expected = shown(absolute(middleOf(possible)), Math.max(1, scale(said)));
  return [{ code: "change-percent", severity: "error", line: lineAt(sentence, match.index), quote: match[0], expected: `${expected} %`, message: `Från ${formatNumber(first)} till ${formatNumber(last)} är en förändring med ${expected} % av ${formatNumber(first)}, inte ${formatNumber(said)} %.`, evidence: [] }];
});

/** "Växte med 155 personer, från 16 186 vid årsskiftet till 16 341": by so much, with both ends. */
const BY_ENDS = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])med\s+(?<by>${NUMBER})\s+(?<unit>personer|invånare|elever|barn|hushåll|ärenden|platser|dygn|timmar|mkr|mnkr|tkr|kronor),?\s+från\s+(?<from>${NUMBER})\s*(?:${UNIT})?(?:\s+(?:i|per|vid|under|år|den)\s+(?:(?!till\s)[a-zà-ÿ]+\s*){0,3}(?:(?:19|20)\d\d)?)?\s+till\s+(?<to>${NUMBER})(?!\d|,\d)`, "giu");
const byEnds = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(BY_ENDS)].flatMap((match): Finding[] => {
  const [by, first, last] = ["by", "from", "to"].map((name) => parseNumber(match.groups![name]!)) as [Decimal | null, Decimal | null, Decimal | null];
  if (by === null || first === null || last === null || [match.groups!["from"]!, match.groups!["to"]!].every((year) => /^(?:19|20)\d\d$/.test(year))) return [];
  const gap = movedSpan(first, last);
  const exact = scale(first) === 0 && scale(last) === 0 && !/kr|kronor/iu.test(match.groups!["unit"]!);
  if (exact ? compare(absolute(subtract(last, first)), by) === 0 : meets(gap, spanOf(by))) return [];
  const expected = formatNumber(absolute(subtract(last, first)));
  return [{ code: "level-change", severity: "error", line: lineAt(sentence, match.index), quote: match[0], expected, message: `Från ${formatNumber(first)} till ${formatNumber(last)} är det ${expected}, inte ${formatNumber(by)}.`, evidence: [] }];
});

const FRACTIONS: readonly (readonly [RegExp, string, string])[] = [[/(?<!två\s)(?:en\s+)?tredjedel(?!ar)/iu, "28", "39"], [/två\s+tredjedelar/iu, "60", "73"], [/fjärdedel(?!ar)/iu, "20", "30"], [/femtedel(?!ar)/iu, "15", "25"], [/tiondel(?!ar)/iu, "7", "13"], [/hälften|halverats|halverades|halvering/iu, "40", "60"], [/fördubblats|fördubblades|fördubbling/iu, "70", "150"], [/tredubblats|tredubblades/iu, "150", "260"]];
const IN_FRACTION = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:(?:${UP}|${DOWN})[A-Za-zÀ-ÿ]*\s+(?:[A-Za-zÀ-ÿ]+\s+){0,3}?med\s+(?:[A-Za-zÀ-ÿ]+\s+)?)?(?<words>(?:(?:en|två|tre)\s+)?(?:tredjedel(?:ar)?|fjärdedel|femtedel|tiondel|hälften)|halverats|halverades|halvering|fördubblats|fördubblades|fördubbling|tredubblats|tredubblades),?\s+(?:[^.;\d]{0,40}\s)?från\s+(?<from>${NUMBER})\s*(?:${UNIT}|%|procent)?(?:\s+(?!till)[A-Za-zÀ-ÿ]+){0,3}\s+till\s+(?<to>${NUMBER})`, "giu");
/** "Ökade med hälften, från 7 200 till 9 000": a share in words, with both its ends. */
function fractionClaims(sentence: CheckedSentence): Finding[] {
  if (!/från/iu.test(sentence.text) || !/del|hälften|halver|dubbl/iu.test(sentence.text)) return [];
  return [...sentence.text.matchAll(IN_FRACTION)].flatMap((match): Finding[] => {
    const [first, last] = [parseNumber(match.groups!["from"]!), parseNumber(match.groups!["to"]!)];
    const [, low, high] = FRACTIONS.find(([pattern]) => pattern.test(match.groups!["words"]!)) ?? [];
    // "Ökade med en tredjedel och priset steg från 5 700 till 5 900": of two.
    if (/(?<![a-zà-ÿ])(?:och|medan|men)\s/iu.test(match[0])) return [];
    if (!low || !high || first === null || last === null || isZero(first) || [first, last].every((year) => /^(?:19|20)\d\d$/.test(year))) return [];
    const percent = absolute(divide(multiply(subtract(last, first), "100"), first));
    if (compare(percent, low) >= 0 && compare(percent, high) <= 0) return [];
    const expected = `${formatNumber(round(percent, 0))} %`;
    return [{ code: "change-percent", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected, message: `Från ${formatNumber(first)} till ${formatNumber(last)} är en förändring med ${expected}, inte »${match.groups!["words"]!.trim()}«.`, evidence: [] }];
  });
}

const ENDS = new RegExp(String.raw`från\s+(?<from>${NUMBER})\s*(?:${PERCENT})?(?:\s+(?:år\s+)?(?:19|20)\d\d)?\s+till\s+(?<to>${NUMBER})\s*${PERCENT}`, "giu");
const SHARE = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<share>${NUMBER})\s*${PERCENT}`, "giu");
/** "Från 7,1 till 6,4 procent, det vill säga med 0,7 procent": that is percentage points. */
function pointsClaims(sentence: CheckedSentence): Finding[] {
  const { text } = sentence;
  return [...text.matchAll(ENDS)].flatMap((match): Finding[] => {
    const [first, last] = [parseNumber(match.groups!["from"]!), parseNumber(match.groups!["to"]!)];
    if (first === null || last === null || isZero(first) || compare(first, last) === 0) return [];
    const moved = absolute(subtract(last, first));
    const possible = percentSpan(movedSpan(first, last), spanOf(first));
    const told = [...text.matchAll(SHARE)].find(({ groups, index }) => (index < match.index || index >= match.index + match[0].length) && parseNumber(groups!["share"]!) !== null && compare(parseNumber(groups!["share"]!)!, moved) === 0);
    if (!told || (possible !== null && meets(possible, spanOf(moved)))) return [];
    const right = `${formatNumber(moved)} procentenheter`;
    return [{ code: "told-unit", severity: "warning", line: lineAt(sentence, told.index), quote: text, expected: right, message: `Från ${formatNumber(first)} till ${formatNumber(last)} procent är ${right}, inte procent.`, evidence: [] }];
  });
}

const TAKEN_UP = new RegExp(String.raw`^(?:det\s+är\s+en\s+)?(?:ökning|minskning|uppgång|nedgång)(?:en)?\s+(?:motsvarar|är|på|med)\s+(?:${NUMBER}\s*${UNIT}\s*(?:,?\s*eller|,?\s*motsvarande|\()\s*)?(?<percent>${NUMBER})\s*${PERCENT}(?=[.,)]|$|\s+och)`, "iu");
const MOVED_FROM = new RegExp(String.raw`från\s+(?<from>${NUMBER})\s*(?:${UNIT})?\s+till\s+(?<to>${NUMBER})(?!\s*(?:%|procent))`, "giu");
/** "… från 3 150 till 2 640 tkr. Minskningen motsvarar 16,2 procent": of what it was, in the sentence before. */
function takenUp(sentence: CheckedSentence, before: CheckedSentence | undefined): Finding[] {
  const said = parseNumber(TAKEN_UP.exec(sentence.text)?.groups!["percent"] ?? "");
  const moves = before && before.section.line === sentence.section.line ? [...before.text.matchAll(MOVED_FROM)] : [];
  if (said === null || moves.length !== 1 || (before!.text.match(/(?<![A-Za-zÀ-ÿ])(?:från|med)\s+\d/gu) ?? []).length > 1) return [];
  const [first, last] = [parseNumber(moves[0]!.groups!["from"]!), parseNumber(moves[0]!.groups!["to"]!)];
  if (first === null || last === null || isZero(first) || [first, last].every((year) => /^(?:19|20)\d\d$/.test(year))) return [];
  const possible = percentSpan(movedSpan(first, last), spanOf(first));
  if (!possible || meets(possible, spanOf(absolute(said)))) return [];
  const expected = shown(middleOf(possible), Math.max(1, scale(said)));
  return [{ code: "change-percent", severity: "warning", line: sentence.line, quote: sentence.text, expected: `${expected} %`, message: `Från ${formatNumber(first)} till ${formatNumber(last)} är en förändring med ${expected} % av ${formatNumber(first)}, inte ${formatNumber(said)} %.`, evidence: [{ line: before!.line, quote: before!.text }] }];
}

/** "Uppgick till 18,3 mkr, vilket är 2,1 mkr (11,5 %) mer än 2022": of what it was, not of what it became. */
const MORE_THAN = new RegExp(String.raw`(?<now>${NUMBER})\s*(?<unit>${UNIT}),?\s+(?:(?:vilket\s+(?:är|var)|det\s+(?:är|var)|alltså)\s+)?(?<by>${NUMBER})\s*(?<byUnit>${UNIT})\s*(?:\(|,?\s*(?:eller|motsvarande)\s+)(?<percent>${NUMBER})\s*${PERCENT}\)?\s+(?:(?<up>mer|högre|fler)|(?<down>mindre|lägre|färre))(?![A-Za-zÀ-ÿ])\s+än\s+(?!budget|prognos|ram)`, "giu");
const moreThan = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(MORE_THAN)].flatMap((match): Finding[] => {
  const { by, byUnit, down, now, percent, unit } = match.groups as Record<string, string | undefined>;
  const [value, moved, said] = [parseNumber(now!), parseNumber(by!), parseNumber(percent!)];
  if (value === null || moved === null || said === null || unit!.toLowerCase() !== byUnit!.toLowerCase()) return [];
  // "538,8 mnkr mot budgeterade 526,5 mnkr, alltså 12,3 mnkr mer": of what it is put beside.
  if (/(?<![a-zà-ÿ])mot\s+(?:[a-zà-ÿ]+\s+){0,2}$/iu.test(sentence.text.slice(0, match.index))) return [];
  const before = down ? addSpans([spanOf(value), spanOf(moved)]) : lessSpan(spanOf(value), spanOf(moved));
  const possible = percentSpan(spanOf(moved), before);
  if (!possible || meets(possible, spanOf(said))) return [];
  const expected = shown(middleOf(possible), Math.max(1, scale(said)));
  return [{ code: "change-percent", severity: "error", line: lineAt(sentence, match.index), quote: match[0], expected: `${expected} %`, message: `${formatNumber(moved)} av ${shown(middleOf(before), Math.max(scale(value), scale(moved)))} är ${expected} %, inte ${formatNumber(said)} %.`, evidence: [] }];
});

const AMOUNT = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<value>${NUMBER})\s*(?<unit>${UNIT})(?![A-Za-zÀ-ÿ])`, "giu");
const ONLY_PERCENT = new RegExp(String.raw`^det\s+är\s+en\s+(?<way>ökning|minskning)\s+(?:med|på)\s+(?<percent>${NUMBER})\s*${PERCENT}\s*\.?$`, "iu");
/** "… uppgår till 9,3 mkr. Samma period 2021 var kostnaden 6,2 mkr. Det är en ökning med 33 procent": that is of what it became. */
function ofTheLatter(sentence: CheckedSentence, before: CheckedSentence | undefined, first: CheckedSentence | undefined): Finding[] {
  const { percent } = ONLY_PERCENT.exec(sentence.text)?.groups ?? {};
  if (!percent || !before || !first || first.section.line !== sentence.section.line || !/(?:samma|motsvarande) (?:period|tid)|föregående år|förra året|(?:19|20)\d\d|året innan/iu.test(before.text)) return [];
  const [now, was] = [first, before].map(({ text }) => [...text.matchAll(AMOUNT)]);
  const [a, b] = [now, was].map((all) => (all!.length === 1 ? all![0]!.groups! : null));
  const [to, from, said] = [parseNumber(a?.["value"] ?? ""), parseNumber(b?.["value"] ?? ""), parseNumber(percent)];
  if (to === null || from === null || said === null || isZero(from) || isZero(to) || a!["unit"]!.toLowerCase() !== b!["unit"]!.toLowerCase()) return [];
  const [right, turned] = [percentSpan(movedSpan(from, to), spanOf(from)), percentSpan(movedSpan(to, from), spanOf(to))];
  if (!right || !turned || meets(right, spanOf(said)) || !meets(turned, spanOf(said))) return [];
  const expected = shown(middleOf(right), Math.max(1, scale(said)));
  return [{ code: "change-percent", severity: "error", line: sentence.line, quote: sentence.text, expected: `${expected} %`, message: `Från ${formatNumber(from)} till ${formatNumber(to)} är en förändring med ${expected} % av ${formatNumber(from)}; ${formatNumber(said)} % är av ${formatNumber(to)}.`, evidence: [{ line: before.line, quote: before.text }, { line: first.line, quote: first.text }] }];
}

/** What sentences say of how something has changed, against the numbers that they tell it with. */
export const changeFindings = (sentences: readonly CheckedSentence[]): Finding[] => sentences.map((sentence) => ({ ...sentence, text: sentence.text.replace(IN_WORDS, (word) => NUMBER_WORDS[word.toLowerCase()]!) })).flatMap((sentence, at, all) => [...takenUp(sentence, all[at - 1]), ...moreThan(sentence), ...ofTheLatter(sentence, all[at - 1], all[at - 2]), ...byClaims(sentence), ...fromToClaims(sentence), ...hadClaims(sentence), ...byFrom(sentence), ...byEnds(sentence), ...fractionClaims(sentence), ...pointsClaims(sentence)]);
