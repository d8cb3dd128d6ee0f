import { absolute, compare, divide, isZero, multiply, round, scale, subtract } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, middleOf, spanOf } from "./shown-span.ts";
import { isElsewhere } from "./told-elsewhere.ts";
import { isPlainlyTold, narrowedBy } from "./plainly-told.ts";
import type { ToldNumber } from "./told-number.ts";
import { hasWords, isSameWord } from "./telling-words.ts";
import { isGeneral, movements, percentMoved, type ToldMovement, type ToldRow } from "./told-row.ts";
import { digitsOf, evidenceOf, figuresOf, isMoney, isNear, isOf, movementsOf, named, shown, type ToldSentence } from "./told-sentence.ts";

/** What a movement is from: what was to be, or what was before. */
const BASES = [
  { role: "budget", pattern: /budget/iu }, { role: "forecast", pattern: /(?:än|mot|med|från)\s+(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]*prognos/iu }, { role: "before", pattern: /året (?:före|innan)|föregående år|(?<![a-zà-ÿ])i fjol(?![a-zà-ÿ])|fjolåret|(?:motsvarande|samma) (?:period|tid|månader)|förra året|(?:jämfört med|än|sedan) (?:år )?(?:19|20)\d\d/iu },
] as const;
type ToldBase = (typeof BASES)[number]["role"];
/** What is said round about a number goes before what is said in the rest of its sentence. */
const basesAt = (text: string, number: ToldNumber): ToldBase[] => { const near = basesOf(number.near.split(BUT)[0]!); return near.length ? near : basesOf(text.slice(0, number.end) + text.slice(number.end).split(BUT)[0]!); };
const BUT = /,?\s+(?:men|medan)\s/u;
/** "1,8 mnkr lägre än januari till augusti 2024": what it is put beside is told straight after it, whatever stands before. */
const THAN = /^\s*(?:[a-zà-ÿ]+\s+)?(?:högre|lägre|bättre|sämre|mer|mindre|fler|färre)\s+än\s+[^.,;]{3,60}/iu;
const basesOf = (text: string): ToldBase[] => BASES.filter(({ pattern }) => pattern.test(text)).map(({ role }) => role);

/** Whether a movement is one from the base to what became, or is thought to become. */
const isFrom = ({ from, to }: ToldMovement, base: ToldBase): boolean => {
  if (base === "before") return from.role === to.role && (from.role === "actual" || from.role === "budget") && from.year !== null && to.year !== null && from.year < to.year;
  return from.role === base && (to.role === "actual" || (base === "budget" && to.role === "forecast")) && (from.year === null || to.year === null || from.year === to.year);
};
const WAYS = { up: "mer", down: "mindre", better: "bättre", worse: "sämre" } as const;
/** Better is less of a cost, and more of an income. */
function isWay(way: keyof typeof WAYS, { from, to }: ToldMovement, row: ToldRow): boolean {
  const up = compare(absolute(to.value), absolute(from.value)) > 0;
  const cost = compare(to.value, "0") < 0 || row.words.some((word) => word.includes("kostnad"));
  // What is better, nobody can tell where the row may be either a cost or an income.
  if ((way === "better" || way === "worse") && !cost && !row.words.some((word) => /intakt|avgift|bidrag|skatt|resultat/.test(word))) return true;
  return way === "up" ? up : way === "down" ? !up : (way === "better") === (up !== cost);
}
const opposite = (way: keyof typeof WAYS): string => ({ up: "en minskning", down: "en ökning", better: "sämre", worse: "bättre" })[way];
const moves = ({ from, to }: ToldMovement, row: ToldRow): string => `från ${shown(from.value, row.unit)} (${named(from)}) till ${shown(to.value, row.unit)} (${named(to)})`;

/** "Aktivitetsstödet blir 35 tkr lägre och ledarutbildningen 40 tkr": another is named between the row's name and the number. */
function isPassed(text: string, number: ToldNumber, row: ToldRow): boolean {
  const before = text.slice(0, number.at);
  const name = [...before.matchAll(/[A-Za-zÀ-ÿ]+/gu)].findLast((word) => row.words.some((own) => isSameWord(fold(word[0]), own)));
  return name !== undefined && /\d[^.;]*\soch\s+[a-zà-ÿ]{6,}/iu.test(before.slice(name.index + name[0].length));
}
/** A movement that the row has, told the other way: "1,5 mkr lägre" where it is higher. */
function otherWay({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber): Finding[] {
  const line = lineAt(sentence, number.at);
  const { way } = number;
  // A surplus that names no row is the committee's, whatever the sentence before told of.
  if (way === null || (((!own && /skott/iu.test(number.near)) || /nämndens\s+(?:[a-zà-ÿ]+\s+)?(?:över|under)skott/iu.test(text.slice(0, number.at))) && /skott/iu.test(text))) return [];
  // "411 ärenden, en minskning med 13,8 procent": of those, and of no row that has not so many.
  const counted = numbers[numbers.indexOf(number) - 1];
  if (counted?.unit === "count" && /^\s+\p{Ll}+,?\s+(?:vilket är\s+|det är\s+|alltså\s+)?en\s+(?:ökning|minskning)\s+(?:med|på)\s+(?:[a-zà-ÿ]+\s+)?$/iu.test(text.slice(counted.end, number.at)) && !rows.some((row) => figuresOf(counted, row).length > 0)) return [];
  // "Minskningen ligger på visstidsanställningarna, som blev 13 färre": of what is named there.
  if (!own && /^(?:ök|minsk)ningen\s+(?:ligger|beror|finns|sker|gäller|avser|kommer)(?![a-zà-ÿ])/iu.test(text)) return [];
  if (/^(?:ök|minsk)ningen\s+(?:ligger|finns|sker)\s.*,\s+som\s/iu.test(text)) return [];
  // "Skillnaden på 24,3 poäng är 2,1 mindre": of how far two are from each other.
  if (/^(?:skillnaden|avståndet|gapet|differensen)(?![a-zà-ÿ])/iu.test(text)) return [];
  const base = basesAt(text, number)[0] ?? "before";
  // How far it is from a target is in no table of years; a surplus is told of by the column of deviations.
  if (/^\s*[a-zà-ÿ]+\s+än\s+(?:[a-zà-ÿ]+\s+)?(?:mål|genomsnitt|snitt|medel|riket|riks|läns|länet|övriga|andra)/iu.test(text.slice(number.end)) || (/skott/iu.test(text) && (way === "better" || way === "worse") && rows.some((row) => figuresOf(number, row).some(({ role }) => role === "difference")))) return [];
  const since = /^[^.;\d]{0,30}\sän\s+(?:år\s+|under\s+)?((?:19|20)\d\d)(?!\d)/iu.exec(text.slice(number.end))?.[1];
  // "663,8 mot 647,7, en ökning med 2,5 procent": of the sentence's own two numbers.
  if (number.unit === "%" && numbers.some((a) => numbers.some((b) => a !== b && a.unit === b.unit && a.unit !== "%" && compare(a.value, b.value) > 0 && !isZero(b.value) && meets(spanOf(number.value), spanOf(round(divide(multiply(subtract(a.value, b.value), "100"), number.way === "down" ? a.value : b.value), scale(number.value))))))) return [];
  const moved = rows.flatMap((row) => movementsOf(number, row).filter((movement) => (since === undefined || base !== "before" || movement.from.year === since) && isFrom(movement, base) && !(own && (isElsewhere(text, number, row) || isPassed(text, number, row)))).map((movement) => ({ row, movement })));
  const exactly = moved.filter(({ movement: { from, to } }) => compare(absolute(subtract(absolute(to.value), absolute(from.value))), number.value) === 0);
  const same = exactly.length ? exactly : moved;
  if (!same.length || same.some(({ movement, row }) => isWay(way, movement, row))) return [];
  const [{ movement, row }] = same as [{ movement: ToldMovement; row: ToldRow }];
  if (narrowedBy(text, number, row).length > 0) return [];
  return [{ code: "told-way", severity: "error", line, quote: text, expected: opposite(way), message: `Texten säger ${number.written} ${WAYS[way]}, men »${row.label}« gick ${moves(movement, row)}.`, evidence: [evidenceOf(row)] }];
}

/** A surplus that the table has as a deficit, or the other way round. Minus is worse, as tables say unless they say otherwise. */
function otherSign({ rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber): Finding[] {
  if (!/skott/iu.test(text)) return [];
  const said = /överskott[a-zà-ÿ]*(?:\s+[a-zà-ÿ]+){0,3}\s*$/iu.test(text.slice(0, number.at)) ? "better" : /underskott[a-zà-ÿ]*(?:\s+[a-zà-ÿ]+){0,3}\s*$/iu.test(text.slice(0, number.at)) ? "worse" : null;
  // "Prognosen per april, som visade ett underskott på 0,4": what was thought then.
  if (/prognos[a-zà-ÿ]*\s+(?:per|i|från|efter)\s[^.;]*$/iu.test(text.slice(0, number.at))) return [];
  if (said === null || (digitsOf(number.value) < 2 && new Set(rows.map(({ label }) => label)).size !== 1)) return [];
  const told = rows.flatMap((row) => figuresOf(number, row).map((figure) => ({ row, figure })));
  if (!told.length || told.some(({ figure }) => figure.role !== "difference" || (compare(figure.value, "0") < 0) === (said === "worse"))) return [];
  const [{ figure, row }] = told as [(typeof told)[number]];
  if (narrowedBy(text, number, row).length > 0) return [];
  // Where costs are told with a minus, so that more of them is a larger minus, the sign is the table's own all the same.
  const moved = movements(row).find((movement) => isFrom(movement, "budget") && movement.to.role === "actual");
  if (moved && compare(moved.to.value, "0") >= 0 && compare(subtract(moved.to.value, moved.from.value), figure.value) === 0) return [];
  return [{ code: "told-way", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: said === "better" ? "underskott" : "överskott", message: `Texten säger ${said === "better" ? "överskott" : "underskott"}, men avvikelsen för »${row.label}« är ${formatNumber(figure.value)} i tabellen.`, evidence: [evidenceOf(row)] }];
}

const TIMES = [{ words: /(?<![a-zà-ÿ])(?:nästan |mer än |närmare )?halver(?:ats|ades|at)(?![a-zà-ÿ])/iu, low: "0.4", high: "0.62", told: "halverats" }, { words: /(?<![a-zà-ÿ])(?:mer än |nästan |närmare )?fördubbl(?:ats|ades|at)(?![a-zà-ÿ])/iu, low: "1.7", high: "2.6", told: "fördubblats" }] as const;
/** "Nästan halverats sedan 2021", where a fifth is gone. */
function otherTimes({ own, rows, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const times = own ? TIMES.find(({ words }) => words.test(text)) : undefined;
  const since = /sedan\s+(?:[a-zà-ÿ]+\s+){0,2}((?:19|20)\d\d)/iu.exec(text)?.[1];
  if (!times || !since || /(?:fördubbl|halver)[a-zà-ÿ]*\s+i\s+pris/iu.test(text)) return [];
  const judged = rows.filter(({ section: of, words }) => words.length > 1 || of === sentence.section.line).flatMap((row) => {
    const actuals = row.figures.filter(({ month, role, year }) => month === null && role === "actual" && year !== null).toSorted((a, b) => (a.year! < b.year! ? -1 : 1));
    const [from, to] = [actuals.find(({ year }) => year === since), actuals.at(-1)];
    if (!from || !to || from === to || isZero(from.value)) return [];
    const ratio = divide(absolute(to.value), absolute(from.value));
    return [{ row, from, to, ok: compare(ratio, times.low) >= 0 && compare(ratio, times.high) <= 0 }];
  });
  if (!judged.length || judged.some(({ ok }) => ok)) return [];
  const [{ from, row, to }] = judged as [(typeof judged)[number]];
  return [{ code: "told-movement", severity: "warning", line: lineAt(sentence, times.words.exec(text)!.index), quote: text, expected: null, message: `Texten säger »${times.told}«, men »${row.label}« gick från ${shown(from.value, row.unit)} (${named(from)}) till ${shown(to.value, row.unit)} (${named(to)}).`, evidence: [evidenceOf(row)] }];
}

/** What several rows are together is none of them. */
const TOGETHER = /^övriga(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:tillsammans|sammanlagt|sammantaget)(?![a-zà-ÿ])/iu;
/** How much something is said to have moved from last year, or to be from the budget, where the row moved otherwise. */
function otherMovement({ numbers, ofSection, own, rows, sentence, sentence: { section, text } }: ToldSentence, number: ToldNumber): Finding[] {
  const line = lineAt(sentence, number.at);
  if (number.way === null || number.about || TOGETHER.test(text) || /(?<![a-zà-ÿ])under\s+samma\s+(?:tid|period)/iu.test(text)) return [];
  const told = (words: string): string => words.replace(/(?:enligt )?prognos(?:en)?(?= (?:att|för))/giu, "");
  const bases = basesAt(told(text), { ...number, near: told(number.near) });
  // A part that is called as a row in a table tells of that row where it says what its deviation from the budget is.
  const deviation = /avvikelse|överskott|underskott/iu.test(text) && bases.length === 1 && bases[0] === "budget" && isMoney(number.unit);
  // Told in one breath: "8,5 mnkr, eller 8,6 procent".
  const isBeside = (also: ToldNumber): boolean => also !== number && !/(?<![a-zà-ÿ])(?:medan|men|och|samtidigt|trots|fast|eftersom|därför|sedan|att jämföra)(?![a-zà-ÿ])|[.;]/iu.test(text.slice(Math.min(also.end, number.end), Math.max(also.at, number.at)).replace(/mellan\s+(?:åren\s+)?\d{4}\s+och\s+\d{4}/iu, ""));
  const anchored = rows.filter((row) => numbers.some((also) => isBeside(also) && ((own && (row.section === section.line || !isGeneral(row))) || digitsOf(also.value) >= 3) && (figuresOf(also, row).length > 0 || movementsOf(also, row).length > 0)));
  // "Stiger med 9,4 mnkr eller 19 procent": of what has moved so much.
  const last = numbers[numbers.indexOf(number) - 1];
  const isOfOtherAmount = (row: ToldRow): boolean => last !== undefined && last.way !== null && isMoney(last.unit) && /^\s*(?:eller|,?\s*(?:motsvarande|det\s+vill\s+säga))\s*$/iu.test(text.slice(last.end, number.at)) && movementsOf(last, row).length === 0;
  const counted = /(?<![a-zà-ÿ])antal(?:et)?(?![a-zà-ÿ])/iu.test(text.slice(0, number.at).split(/[,;]|(?<![A-Za-zÀ-ÿ])(?:och|men|medan)(?![A-Za-zÀ-ÿ])/u).at(-1)!);
  // "Antal dygn" in several tables under one heading: the last that stands before the sentence comes first.
  const far = (row: ToldRow): number => (row.line <= line ? line - row.line : row.line);
  const beside = own && number.unit === "%" ? rows.toSorted((a, b) => far(a) - far(b)).filter((row) => row.section === section.line && !(counted && isMoney(row.unit)) && isSubject(text, row, number) && !isOfBoth(text, number, row) && !isOfOtherAmount(row)) : [];
  const whose = (anchored.length ? anchored : deviation && !own ? ofSection.filter(({ about }) => !about.some((word) => /^(?:invester|finansier)/.test(word))) : beside).filter((row) => (number.unit === "%" ? true : isMoney(number.unit) && isMoney(row.unit)) && !(own && isElsewhere(text, number, row)));
  // A part of a year is another movement than the table's, unless the sentence tells the table's own figure too.
  if (!anchored.length && !(deviation && !own) && /(?:januari|perioden|kvartal|tertial|månad)/iu.test(text)) return [];
  const [row] = whose;
  // "Räknat från det utfallet": from what the sentence before told of.
  if (/(?<![a-zà-ÿ])räknat\s+(?:från|mot)\s+(?:det|den|detta|denna)(?![a-zà-ÿ])/iu.test(text)) return [];
  if (/^(?:kostnaden|antalet|utgiften)\s+för\s+(?:dem|dessa|den)(?![a-zà-ÿ])/iu.test(text)) return [];
  if (row && isGeneral(row) && /^(?:inom|för|hos|i)\s+[a-zà-ÿ]{4,}/iu.test(text)) return [];
  const [base = "before"] = bases;
  // "Från 6 800 till 5 500, en minskning med 1 300": it is the sentence's own.
  const said = numbers.filter(({ unit }) => unit === number.unit && unit !== "%");
  if (/(?<![a-zà-ÿ])då\s+(?:[a-zà-ÿ]+\s+){0,3}var\s+\d/iu.test(text.slice(number.end))) return [];
  // "Mer än den reviderade ramen för 2024": from that year, and no other.
  const from = /^[^.;,\d]{0,20}\sän\s[^.;,\d]{0,50}?(?<year>(?:19|20)\d\d)(?!\d)/iu.exec(text.slice(number.end))?.groups!["year"];
  if (from !== undefined && ![...rows, ...whose].some((other) => other.figures.some(({ year }) => year === from))) return [];
  if (said.some((a) => said.some((b) => a !== number && b !== number && compare(absolute(subtract(a.value, b.value)), number.value) === 0))) return [];
  if (!row || bases.length > 1 || [...rows, ...whose].some((other) => isOf(number, other))) return [];
  const movement = movements(row).find((other) => isFrom(other, base) && (from === undefined || other.from.year === from) && (number.year === null || other.to.year === null || other.to.year === number.year || other.from.year === number.year)) ?? (beside.length && from === undefined ? latest(row) : undefined);
  const by = movement && (number.unit === "%" ? percentMoved(movement) : movement.by);
  if (!movement || !by || (own && anchored.length ? !isPlainlyTold(text, number, row) : narrowedBy(text, number, row).length > 0)) return [];
  // Per cent are told with as few decimals as one likes, and may be rounded before they are told.
  const right = number.unit === "%" ? `${formatNumber(round(absolute(middleOf(by)), 1))} %` : shown(round(middleOf(by), scale(movement.to.value)), row.unit);
  return [{ code: "told-movement", severity: "warning", line, quote: text, expected: right, message: `Texten säger ${number.written}, men »${row.label}« går ${moves(movement, row)}: ${right}.`, evidence: [evidenceOf(row)] }];
}
/** "Fastighet redovisar ett överskott om 945 tkr": straight after the row's own name, it is the row's deviation. */
const OWN_DEVIATION = /^[^.;:\d]{0,40}?(?:(?:redovisar|visar|lämnar|har|gör|fick)\s+(?:ett\s+)?(?:[a-zà-ÿ]+\s+)?(?:över|under)skott\s+(?:om|på)|(?:som\s+)?dr(?:ar|og|agit|as)\s+över(?:\s+med|,))\s+$/iu;
function otherDeviation({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber): Finding[] {
  // "… om 880 tkr för energi" is a part of it.
  if (!own || !/skott|över med|över,/iu.test(text) || number.about || !isMoney(number.unit) || digitsOf(number.value) < 2 || /^\s*(?:för|inom|avseende|gällande)(?![a-zà-ÿ])/iu.test(text.slice(number.end)) || rows.some((row) => isOf(number, row))) return [];
  const said = rows.filter((row) => {
    if (!isMoney(row.unit) || /^(?:summa|total)/.test(fold(row.label)) || !row.figures.some(({ role }) => role === "difference")) return false;
    const before = text.slice(0, number.at);
    const name = [...before.matchAll(/[A-Za-zÀ-ÿ]+/gu)].findLast((word) => isSameWord(fold(word[0]), row.words.at(-1)!));
    return name !== undefined && OWN_DEVIATION.test(before.slice(name.index + name[0].length).replaceAll("*", ""));
  });
  // "Ett överskott på 2,4 mkr per augusti, som väntas minska till 1,7": the row's is told too.
  const near = said.flatMap((row) => row.figures.filter((figure) => figure.role === "difference" && isNear(number, figure, row) && !numbers.some((other) => other !== number && figuresOf(other, row).includes(figure))).map((figure) => ({ row, figure })));
  if (!near.length || new Set(said.map(({ label }) => label)).size > 1) return [];
  const [{ figure, row }] = near as [(typeof near)[number]];
  return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: shown(figure.value, row.unit), message: `Texten säger ${number.written}, men avvikelsen för »${row.label}« är ${formatNumber(figure.value)} i tabellen.`, evidence: [evidenceOf(row)] }];
}
/** How far it is from the budget, told of what was before, or the other way round: it is a movement of the row, but not that one. */
function otherBase({ own, rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber): Finding[] {
  // What the sentence before named is told of only by what takes it up.
  if (!own && !/^(?:det|den|de|detta|dess)(?![a-zà-ÿ])|^[a-zà-ÿ]*(?:kostnad|utfall|avvikelse|resultat|skott|intäkt|budget)/iu.test(text)) return [];
  const line = lineAt(sentence, number.at);
  // "Främst för att statsbidragen blev 5,5 mkr lägre": of what is named there, and not of what it is the reason for.
  const why = /(?<![a-zà-ÿ])(?:för att|eftersom|därför att|på grund av)\s(?<why>[^.;]*)$/iu.exec(text.slice(0, number.at))?.groups!["why"];
  if (why !== undefined && /\p{L}{5,}/u.test(why) && !rows.some((row) => isOf(number, row) && hasWords(row.words, fold(why).split(" ")))) return [];
  const than = THAN.exec(text.slice(number.end))?.[0];
  const near = basesOf(than ?? number.near.split(BUT)[0]!);
  const [base] = near;
  if (number.way === null || number.about || near.length !== 1 || base === undefined || digitsOf(number.value) < 2 || (base !== "before" && /^[^.;]{0,40}?(?:sedan|jämfört med|mot|än|från)\s+(?:år\s+)?(?:(?:19|20)\d\d|föregående år|förra året)/iu.test(text.slice(number.end)))) return [];
  // Any row that has it as it is told is the one.
  const whose = rows.filter((row) => isOf(number, row));
  if (!whose.length || whose.some((row) => figuresOf(number, row).some(({ role }) => role !== "difference") || movementsOf(number, row).some((movement) => isFrom(movement, base) || (base === "budget" && movement.from.role === "budget" && movement.to.role === "budget")))) return [];
  const found = whose.flatMap((row) => {
    const is = movementsOf(number, row).find((movement) => BASES.some(({ role }) => role !== base && isFrom(movement, role)));
    const right = movements(row).find((movement) => isFrom(movement, base) && movement.to.role === "actual");
    return is && right && fitsMoney(number, row) ? [{ row, is, right }] : [];
  });
  if (!found.length || found.length !== whose.length || narrowedBy(text, number, found[0]!.row).length > 0) return [];
  const [{ is, right, row }] = found as [(typeof found)[number]];
  const expected = shown(round(middleOf(right.by), scale(right.to.value)), row.unit);
  return [{ code: "told-other", severity: "warning", line, quote: text, expected, message: `${number.written} är skillnaden mot ${named(is.from)} för »${row.label}«; mot ${named(right.from)} är den ${expected}.`, evidence: [evidenceOf(row)] }];
}
/** "Ökat med 1 850 jämfört med 2022", where that is how it moved from another year, and the row has no figure of the one that is told. */
function otherYear({ rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber): Finding[] {
  const said = /(?:jämfört med|sedan|mot)\s+(?:år\s+)?((?:19|20)\d\d)(?!\d)/iu.exec(/^[^.;]{0,80}/u.exec(text.slice(number.end))![0])?.[1];
  if (!said || number.way === null || number.about || digitsOf(number.value) < 3) return [];
  const moved = rows.flatMap((row) => movementsOf(number, row).filter((movement) => isFrom(movement, "before") && movement.from.role === "actual" && number.unit !== "%").map((movement) => ({ row, movement })));
  const [first] = moved;
  if (!first || moved.some(({ movement, row }) => movement.from.year === said || row.figures.some(({ year }) => year === said))) return [];
  const { movement, row } = first;
  return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: movement.from.year, message: `${number.written} är skillnaden mot ${movement.from.year} för »${row.label}«, inte mot ${said}.`, evidence: [evidenceOf(row)] }];
}
const fitsMoney = (number: ToldNumber, row: ToldRow): boolean => isMoney(number.unit) && isMoney(row.unit);

/** "Dygnen inom HVB och SiS": of both together, and not of the second of them. */
const isOfBoth = (text: string, number: ToldNumber, { words }: ToldRow): boolean => {
  const all = [...text.slice(0, number.at).matchAll(/[A-Za-zÀ-ÿ]+/gu)].map(([word]) => fold(word));
  const at = all.findLastIndex((word) => isSameWord(word, words[0]!));
  return words.length === 1 && at > 1 && all[at - 1] === "och" && !isSameWord(all[at - 2]!, words[0]!);
};

/** The row's words stand right before the word for the way: "antal dygn har minskat med 6 procent". */
function isSubject(text: string, row: ToldRow, number: ToldNumber): boolean {
  const clauses = text.slice(0, number.at).split(/[,;]|(?<![A-Za-zÀ-ÿ])(?:och|men|medan)(?![A-Za-zÀ-ÿ])/u);
  // "… översteg budgeten och ökade med": a clause that begins with its verb is of the one before.
  const from = /^\s*(?:har |är |var |ökade|minskade|steg|sjönk|blev)/u.test(clauses.at(-1)!) ? -2 : -1;
  return hasWords(row.words, fold(clauses.slice(from).join(" ")).split(" "));
}
/** From what became a year ago to what becomes of this one, where the row has no other. */
const latest = (row: ToldRow): ToldMovement | undefined => movements(row).find(({ from, to }) => from.role === "actual" && to.role === "forecast" && from.year !== null && to.year !== null && Number(to.year) === Number(from.year) + 1);

/** Longer than so, a single word is a name of its own. */
const LONG = 12;
/** Of women or men only. */
const SEXES = /(?<![a-zà-ÿ])(?:kvinn|män(?:nen)?(?:s)?(?![a-zà-ÿ])|männens|flick|pojk)/iu;
const MOVES = /(?<![a-zà-ÿ])(?:(?<up>(?:fortsätter|fortsatt|fortsatte) att (?:öka|stiga)|ökat|ökade|stigit|steg|blivit (?:högre|fler)|blev (?:högre|fler|längre)|blivit (?:längre))|(?<down>(?:fortsätter|fortsatt|fortsatte) att (?:minska|sjunka)|minskat|minskade|sjunkit|sjönk|blivit (?:lägre|färre)|blev (?:lägre|färre|kortare)|blivit (?:kortare)))(?![a-zà-ÿ])(?<after>[^.]{0,60})/giu;

const SINCE_YEAR = /(?:\s+(?:något|lite|klart|tydligt|kraftigt))?\s+(?:sedan|jämfört med)\s+(?:år\s+)?((?:19|20)\d\d)(?!\d)/iu;
const COME_TO = /^(?:\s+[a-zà-ÿ]+){0,4}\s+och\s+(?:uppgår|uppgick|är|var|ligger|låg)\s+(?:nu\s+)?(?:till\s+|på\s+)?\d/iu;
/** What a number is reckoned over, told after it. */
const ROLLED = /,\s*räknat\s+(?:på|som|över)\s+rullande\s+[^,.;]*/iu;
/** What a sentence says without numbers of how a row has moved since the year before. */
function wordWay({ own, rows, sentence, sentence: { text } }: ToldSentence): Finding[] {
  if (!own || /januari|perioden|kvartal|tertial|månad|budget|prognos/iu.test(text.replace(ROLLED, ""))) return [];
  return [...text.matchAll(MOVES)].flatMap((match): Finding[] => {
    const { after, up } = match.groups!;
    // "Har minskat och uppgår till 7,5": how far is not told, but where it has come to.
    const since = SINCE_YEAR.exec(after!)?.[1];
    // "Bidrag är det enda kostnadsslag som minskat": of the one that is named.
    if (/(?<![a-zà-ÿ])enda\s+[a-zà-ÿ]+\s+(?:som|där|vars)\s+(?:[a-zà-ÿ]+\s+){0,3}$/iu.test(text.slice(0, match.index))) return [];
    if ((/\d|^\s+med\s/.test(after!.replace(SINCE_YEAR, "")) && !COME_TO.test(after!)) || /(?<![a-zà-ÿ])inte\s*$/iu.test(text.slice(0, match.index))) return [];
    const subject = fold(text.slice(0, match.index).split(/[.;]|(?<![A-Za-zÀ-ÿ])(?:och|men|medan|eftersom|då|trots)(?![A-Za-zÀ-ÿ])/u).at(-1)!).split(" ");
    // "Steg andelen nöjda": the verb may stand before what it tells of.
    // "Tillfällena ökade mer än bidraget": of those it is another that is told of.
    const following = /^\s*(?:mer|mindre|snabbare|långsammare)\s+än/iu.test(after!) ? [] : fold(after!.split(/[,;]|(?<![A-Za-zÀ-ÿ])(?:och|men|medan|eftersom|då|trots)(?![A-Za-zÀ-ÿ])/u)[0]!).split(" ");
    // The number of people with home help is not what it costs.
    const counts = (words: readonly string[]): boolean => words.some((word) => /^(?:antal|andel|personer|timmar|platser|dygn|besok|elever|barn|arenden|ko(?:n|er)?|medarbetare|anstallda)/.test(word));
    // "De övriga bidragen" are not all of them.
    const others = /(?<![a-zà-ÿ])(?:övriga|andra|resterande)(?![a-zà-ÿ])/iu.test(text.slice(0, match.index));
    // "I daglig verksamhet minskade andelen som": what follows is what it tells of, and that is no amount.
    const ofShare = /^\s+andelen(?![a-zà-ÿ])/iu.test(after!);
    const of = (words: readonly string[]): ToldRow[] => rows.filter((row) => (!others || /ovrig|andra/.test(fold(row.label))) && (!ofShare || row.unit === "%") && !(isMoney(row.unit) && /(?:fler|färre)/iu.test(match[0].slice(0, match[0].length - after!.length))) && (isMoney(row.unit) ? !counts(words) || counts(row.words) : row.words.length > 1 || row.beside === true || row.words[0]!.length >= LONG || /\d/.test(row.words[0]!)) && words.length <= 12 && hasWords(row.words, words));
    // "Nedskräpning och klotter": what is called so has both.
    const both = fold(text.slice(0, match.index).split(/[.;,]|(?<![A-Za-zÀ-ÿ])(?:men|medan|eftersom|då|trots)(?![A-Za-zÀ-ÿ])/u).at(-1)!).split(" ");
    // "Besöken har minskat i antal": a share of them is told of otherwise.
    const inNumber = /^\s*(?:[a-zà-ÿ]+\s+)?i\s+antal(?![a-zà-ÿ])/iu.test(after!);
    const ofSubject = of(subject).filter(({ unit }) => !inNumber || unit !== "%");
    const named = ofSubject.length ? ofSubject : both.includes("och") ? of(both).filter(({ label, unit }) => !isMoney(unit) && /\soch\s/iu.test(label)) : [];
    const whose = named.length ? named : subject.length <= 2 ? of(following) : [];
    // "Ramen håller bara om förbrukningen fortsätter att minska": it may, and it may not.
    if (/(?:^Om|,\s+om|(?<![a-zà-ÿ])(?:bara|endast)\s+om)\s[^.;,]*$/iu.test(text.slice(0, match.index))) return [];
    // "Blev lägre än beräknat": than what was thought, and not than the year before.
    if (/^[^.;]{0,20}\sän\s+(?:beräknat|väntat|förväntat|planerat|tänkt|budgeterat)/iu.test(text.slice(match.index + match[0].length - (after?.length ?? 0)))) return [];
    // "Räknat på de veckor då hallen varit öppen har besöken ökat": that is another measure.
    if (/(?<![a-zà-ÿ])räkna[dt]e?\s+(?:på|per|utan|med|i)(?![a-zà-ÿ])|jämförbar/iu.test(text.slice(0, match.index))) return [];
    // "Gatubelysningens elförbrukning" is another thing than the row's cost.
    const [, owner, what] = /([a-zà-ÿ]{5,})s\s+([a-zà-ÿ]{6,})\s+(?:har\s+)?$/iu.exec(text.slice(0, match.index)) ?? [];
    const isOther = (row: ToldRow): boolean => owner !== undefined && row.words.length === 1 && isSameWord(fold(owner), row.words[0]!) && !row.words.some((word) => isSameWord(fold(what!), word)) && !/^(?:kostnad|utgift|intäkt|resultat|nettokostnad)/iu.test(what!);
    // "Nämndens intäkter från bygglov" are not all of them.
    const isOfSome = /(?:kostnad|intäkt|utgift)[a-zà-ÿ]*\s+(?:från|för|av|inom|i|till|på)\s+(?!året|år(?![a-zà-ÿ])|perioden|nämnden|kommunen|helår)[a-zà-ÿ]{4,}/iu.test(text.slice(0, match.index));
    // The latest year, and the one before it.
    const moved = whose.filter((row) => (!isOfSome || !isGeneral(row)) && !isOther(row) && (!SEXES.test(text.slice(0, match.index)) || SEXES.test(row.label))).flatMap((row) => movements(row).filter((movement) => isFrom(movement, "before") && (since === undefined || movement.from.year === since)).toSorted((a, b) => Number(b.to.year) - Number(a.to.year) || Number(b.from.year) - Number(a.from.year)).slice(0, 1).map((movement) => ({ row, movement })));
    const against = moved.filter(({ movement, row }) => !isWay(up ? "up" : "down", movement, row) && !meets(spanOf(absolute(movement.from.value)), spanOf(absolute(movement.to.value))));
    if (!moved.length || against.length !== moved.length) return [];
    const [{ movement, row }] = against as [{ movement: ToldMovement; row: ToldRow }];
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: opposite(up ? "up" : "down"), message: `Texten säger »${match[0].slice(0, match[0].length - after!.length).trim()}«, men »${row.label}« gick ${moves(movement, row)}.`, evidence: [evidenceOf(row)] }];
  });
}

const KEPT = /(?<![a-zà-ÿ])(?:är|var|har varit|ligger|låg|förblir)\s+(?<about>i princip\s+|i stort sett\s+|nästan\s+|relativt\s+)?oförändra(?:d|t|de)(?![a-zà-ÿ])(?![^.;]{0,40}(?<![a-zà-ÿ])(?:20[3-9]\d|kommande|nästa)(?![a-zà-ÿ]))/iu;
/** "Timavgiften är oförändrad", where the row has another figure than the year before. */
function unchanged({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const match = own ? KEPT.exec(text) : null;
  // "Utgör 60,7 procent av kostnaderna, vilket är oförändrat": the share is, whatever the amount.
  if (match && /(?<![a-zà-ÿ])(?:procent\s+av|andel(?:en)?)(?![a-zà-ÿ])/iu.test(text.slice(0, match.index))) return [];
  if (!match || match.groups!["about"] || numbers.length > 1 || /budget|prognos|januari|kvartal|tertial|månad|plan/iu.test(text)) return [];
  const subject = fold(text.slice(0, match.index).split(/[.;]|(?<![A-Za-zÀ-ÿ])(?:och|men|medan|eftersom|då|trots)(?![A-Za-zÀ-ÿ])/u).at(-1)!).split(" ");
  const since = /(?:jämfört med|sedan|mot)\s+(?:år\s+)?((?:19|20)\d\d)/iu.exec(text.slice(match.index))?.[1];
  const counted = /(?<![a-zà-ÿ])antal/iu.test(text.slice(0, match.index));
  const priced = /^(?:avgift|taxa|pris|kostnad|belopp|ersättning|hyra)/iu.test(text);
  const judged = rows.filter(({ unit, words }) => hasWords(words, subject) && !(counted && isMoney(unit)) && !(priced && !isMoney(unit) && !words.some((word) => /^(?:avgift|taxa|pris|kostnad|belopp|ersattning|hyra)/.test(word)))).flatMap((row) => {
    const years = row.figures.filter(({ month, role, year }) => month === null && role === "actual" && year !== null).toSorted((a, b) => Number(a.year) - Number(b.year));
    const to = years.at(-1);
    const from = since ? years.find(({ year }) => year === since) : years.at(-2);
    return from && to && from !== to && new Set(years.map(({ year }) => year)).size === years.length ? [{ row, from, to }] : [];
  });
  const [first] = judged;
  if (!first || judged.some(({ from, to }) => compare(from.value, to.value) === 0)) return [];
  const { from, row, to } = first;
  return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: null, message: `Texten säger oförändrat, men »${row.label}« gick från ${shown(from.value, row.unit)} (${named(from)}) till ${shown(to.value, row.unit)} (${named(to)}).`, evidence: [evidenceOf(row)] }];
}

/** What sentences say of how rows have moved, against the rows. */
export const toldMovementFindings = (sentences: readonly ToldSentence[]): Finding[] => sentences.flatMap((sentence) => [...sentence.numbers.flatMap((number) => [...otherWay(sentence, number), ...otherMovement(sentence, number), ...otherBase(sentence, number), ...otherYear(sentence, number), ...otherSign(sentence, number), ...otherDeviation(sentence, number)]), ...wordWay(sentence), ...unchanged(sentence), ...otherTimes(sentence)]);
