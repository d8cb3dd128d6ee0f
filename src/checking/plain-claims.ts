import { absolute, compare, isZero, multiply, round, scale, subtract, sum } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { clauseOf, isPlainlyTold } from "./plainly-told.ts";
import { hasZero, meets, middleOf, movedSpan, percentSpan, spanOf, type ShownSpan } from "./shown-span.ts";
import { isElsewhere } from "./told-elsewhere.ts";
import { AHEAD_HEADING, IN_MEAN, IS_TARGET, isOtherwise, SOME_OF } from "./told-otherwise.ts";
import type { ToldNumber } from "./told-number.ts";
import { isGeneral, type ToldFigure, type ToldRow } from "./told-row.ts";
import { digitsOf, evidenceOf, figuresOf, fits, isMoney, isNear, movementsOf, shown, type ToldSentence } from "./told-sentence.ts";

/** A single word that is shorter is a name of many things. */
const LONG = 10;
/** A row of few words is told of where it stands; one of a long name, anywhere. */
const isNamed = (row: ToldRow, section: number): boolean => row.section === section || (!isGeneral(row) && (row.words.length > 1 || row.words[0]!.length >= LONG));

/** The one figure that a row has of what became in a year; of a year that has been budgeted only, what was. */
function ofYear(row: ToldRow, year: string): ToldFigure | undefined {
  const own = row.figures.filter((figure) => figure.month === null && figure.role !== "difference" && figure.year === year);
  const all = own.some(({ role }) => role === "actual" || role === "forecast") ? own.filter(({ role }) => role === "actual") : own;
  return all.length === 1 ? all[0] : undefined;
}
const before = (year: string): string => String(Number(year) - 1);

const AHEAD = /budgeterar|målsättning|målet|målvärde|höjs|sänks|väntas|väntades|beräknas|beräknades|prognos|planera|bedöms|kommer att|förväntas|(?<![a-zà-ÿ])(?:ska|mål|högst|minst|lägst|före|efter|varav)(?![a-zà-ÿ])|snitt|ursprunglig/iu;
const SAYS = /(?<![a-zà-ÿ])(?:uppgick|uppgår|uppgått|blev|var|är|fanns|hade|till|landade|ligger|låg|omfattade|visade|får|tilldelas|på|om|jämfört\s+med|mot)\s+(?:[a-zà-ÿ]+\s+){0,2}$/iu;
const TOLD_ENDS = /(?<![a-zà-ÿ])från\s+(?!(?:19|20)\d\d(?!\d))\d/iu;
/** A part of a year is in no table of whole ones. */
const PART_OF_YEAR = /januari|februari|mars|april|(?<![a-zà-ÿ])maj(?![a-zà-ÿ])|juni|juli|augusti|september|oktober|november|perioden|kvartal|tertial|månad|halvår|(?<![a-zà-ÿ])(?:våren|hösten|sommaren|vintern)(?![a-zà-ÿ])/iu;

/** An earlier year's figure is told with a word for it. */
const OTHER_TIME = /(?<![a-zà-ÿ])(?:tidigare|då|innan|året\s+före|förra|föregående|fjol|sedan|från|jämfört|mot|än|mellan)(?![a-zà-ÿ])/iu;
/** A row that is told of plainly, and what it came to in the year that is told of. */
interface PlainLevel { readonly row: ToldRow; readonly right: ToldFigure }
/** The number is another year's figure in all of the rows, and right in none of them. */
function otherYears(levels: readonly PlainLevel[], number: ToldNumber, year: string): string | null {
  if (levels.some(({ right, row }) => figuresOf(number, row).includes(right))) return null;
  const others = levels.map(({ row }) => figuresOf(number, row).find((figure) => figure.role === "actual" && figure.month === null && figure.year !== null && (number.before || figure.year < year)));
  return others.every((figure) => figure !== undefined) ? (others[0]?.year ?? null) : null;
}
/** What is told of another time, of a part of the year, of what is ahead, or of what is left when something is taken off. */
function isOfOther({ numbers, sentence: { text } }: ToldSentence, number: ToldNumber, levels: readonly PlainLevel[], clause: string): boolean {
  // "Från 96,4 till 97,2": where neither end is the row's, it is something else that has moved.
  if (AHEAD.test(clause) || TOLD_ENDS.test(text)) return true;
  return levels.some(({ right, row }) => numbers.some((one) => one !== number && one.unit === number.unit && [subtract(absolute(right.value), one.value), sum([absolute(right.value), one.value])].some((value) => compare(value, number.value) === 0))
    || !isNear(number, right, row) || isElsewhere(text, number, row));
}

/** "Sjukfrånvaron, som 2023 uppgick till 8,3 procent": what a row that is told of plainly came to in a year. */
function level(told: ToldSentence, number: ToldNumber, written: string): Finding[] {
  const { numbers, own, rows, sentence, sentence: { section, text } } = told;
  const until = text.slice(0, number.at);
  if (!own || number.way !== null || number.about || number.month !== null || number.role !== null || digitsOf(number.value) < 2 || sentence.inCell || !SAYS.test(until)) return [];
  if (IN_MEAN.test(text) || IS_TARGET.test(until) || SOME_OF.test(until) || isOtherwise(text, number) || (number.year === null && AHEAD_HEADING.test(section.heading))) return [];
  const year = number.year ?? (number.before ? before(written) : written);
  const levels = rows.filter((row) => fits(number, row) && isNamed(row, section.line) && isPlainlyTold(text, number, row)).flatMap((row): PlainLevel[] => { const right = ofYear(row, year); return right ? [{ row, right }] : []; });
  const [first] = levels;
  if (!first) return [];
  const clause = clauseOf(text, number, first.row);
  // A number between the row's name and this one is of something else, and so is this.
  const last = numbers[numbers.indexOf(number) - 1];
  const part = PART_OF_YEAR.exec(clause)?.[0].toLowerCase();
  if ((part !== undefined && !levels.every(({ row }) => row.label.toLowerCase().includes(part) || row.about.includes(part) || row.about.some((word) => word.length >= 3 && part.startsWith(word)))) || (last && last.unit === number.unit && clause.includes(last.written) && figuresOf(last, first.row).length === 0)) return [];
  const right = shown(first.right.value, first.row.unit);
  const base = { severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: right, evidence: [evidenceOf(first.row, first.right)] } as const;
  // Where the row's own figure stands in the sentence too, this one is of something else.
  const isBeside = levels.some((one) => numbers.some((other) => other !== number && (figuresOf(other, one.row).includes(one.right) || compare(absolute(one.right.value), other.value) === 0)));
  // "Jämfört med 240 föregående år", which it was two years ago; "sjönk till 4,9 procent", where nothing tells of the year that it was so.
  const other = number.year === null ? otherYears(levels, number, year) : null;
  if (other !== null && !isBeside && (number.before || (!AHEAD.test(clause) && !OTHER_TIME.test(clause + text.slice(number.end).split(/[,.;]/u)[0]!)))) return [{ ...base, code: "told-other", message: `${number.written} är ${other} för »${first.row.label}«; ${year} är ${right}.` }];
  if (isBeside || rows.some((row) => figuresOf(number, row).length > 0 || movementsOf(number, row).length > 0) || isOfOther(told, number, levels, clause)) return [];
  return [{ ...base, code: "told-differs", message: `Texten säger ${number.written}, men »${first.row.label}« har ${right} (${year}) i tabellen.` }];
}

const SINCE = /^[^.;]{0,60}?(?<![a-zà-ÿ])(?:än|sedan|jämfört\s+med|mot|från)\s+(?:år\s+|för\s+|under\s+|i\s+bokslutet\s+)?(?<year>(?:19|20)\d\d)(?!\d|\s?[/–-])/iu;
const BETWEEN = /(?<![a-zà-ÿ])mellan\s+(?:åren\s+)?(?<from>(?:19|20)\d\d)\s+och\s+(?<to>(?:19|20)\d\d)(?!\d)/iu;
const BEGINS = /^(?:sedan|jämfört\s+med|mot)\s+(?:år\s+)?(?<year>(?:19|20)\d\d)(?!\d)/iu;
const LAST_YEAR = /(?<![a-zà-ÿ])(?:föregående\s+år|förra\s+året|året\s+(?:före|innan)|i\s+fjol)(?![a-zà-ÿ])/iu;
const OTHER_BASE = /budget|prognos|(?<![a-zà-ÿ])(?:mål|plan|ram|rike|riks|läns?|snitt|genomsnitt|medel|kommuner)[a-zà-ÿ]*|(?<![a-zà-ÿ])(?:årlig|per\s+år|årligen|ytterligare|tillsammans|respektive|vardera|sammanlagt|pandemi)/iu;

/** Between which years something is said to have moved; null where the sentence does not say it. */
function yearsOf(text: string, number: ToldNumber, written: string): { readonly from: string; readonly to: string } | null {
  const after = text.slice(number.end);
  const clause = after.split(/[;]|,\s|\s(?:och\s+(?:är|var|har|uppgår|ligger)|men|medan)\s|\soch\s+(?=\d)(?!(?:19|20)\d\d(?!\d))/u)[0]!;
  const between = BETWEEN.exec(clause)?.groups ?? (BETWEEN.test(clause) ? undefined : BETWEEN.exec(text.slice(0, number.at).split(/[,;]\s/u).at(-1)!)?.groups);
  if (between) return { from: between["from"]!, to: between["to"]! };
  const since = SINCE.exec(clause)?.groups?.["year"] ?? BEGINS.exec(text)?.groups?.["year"];
  if (since) return { from: since, to: written };
  return LAST_YEAR.test(clause) ? { from: before(written), to: written } : null;
}
/** Amounts in kronor, so that thousands may be told in millions. */
const spanOfMovement = (number: ToldNumber): ShownSpan => (isMoney(number.unit) ? inKronor(spanOf(number.value), number.unit) : spanOf(number.value));
/** How far a row has moved, in what the number is told in. */
function movedIn(number: ToldNumber, row: ToldRow, from: ToldFigure, to: ToldFigure): ShownSpan[] {
  const [a, b] = [absolute(from.value), absolute(to.value)];
  const moved = movedSpan(a, b);
  const percent = number.unit === "%" && !isZero(a) ? percentSpan(moved, spanOf(a)) : null;
  return number.unit === "%" ? [...(percent ? [percent] : []), ...(row.unit === "%" ? [moved] : [])] : [isMoney(row.unit) ? inKronor(moved, row.unit) : moved];
}
const fitsMovement = ({ unit }: ToldNumber, row: ToldRow): boolean => unit === "%" || (unit === "points" ? row.unit === "%" : isMoney(unit) ? isMoney(row.unit) : row.unit === "count");

/** "22 procent lägre än 2022", "minskade med 1,2 procentenheter mellan 2021 och 2023": how a row that is told of plainly moved from one year to another. */
function movement({ own, rows, sentence, sentence: { section, text } }: ToldSentence, number: ToldNumber, written: string): Finding[] {
  if (!own || (number.way !== "up" && number.way !== "down") || number.about || sentence.inCell || TOLD_ENDS.test(text)) return [];
  const years = yearsOf(text, number, written);
  if (!years || years.from >= years.to) return [];
  const judged = rows.filter((row) => fitsMovement(number, row) && isNamed(row, section.line) && isPlainlyTold(text, number, row)).flatMap((row) => {
    const [from, to] = [ofYear(row, years.from), ofYear(row, years.to)];
    return from && to ? [{ row, from, to, by: movedIn(number, row, from, to), up: compare(absolute(to.value), absolute(from.value)) > 0 }] : [];
  });
  const [first] = judged;
  // Another row that the sentence may be about has moved so.
  if (rows.some((row) => !judged.some((one) => one.row === row) && movementsOf(number, row).length > 0)) return [];
  if (!first || judged.some(({ by }) => !by.length || by.some(hasZero))) return [];
  const clause = clauseOf(text, number, first.row) + text.slice(number.end).split(/[.,;]/u)[0]!;
  if (OTHER_BASE.test(clause) || PART_OF_YEAR.test(clause) || judged.some(({ row }) => isElsewhere(text, number, row))) return [];
  const isWay = (up: boolean): boolean => up === (number.way === "up");
  if (judged.some(({ by, up }) => isWay(up) && by.some((one) => meets(one, spanOfMovement(number))))) return [];
  const { by: [by], from, row, to, up } = first;
  const moves = `»${row.label}« går från ${shown(from.value, row.unit)} (${years.from}) till ${shown(to.value, row.unit)} (${years.to})`;
  const base = { line: lineAt(sentence, number.at), quote: text, evidence: [evidenceOf(row)], severity: "warning" } as const;
  if (!isWay(up) && first.by.some((one) => meets(one, spanOfMovement(number)))) return [{ ...base, code: "told-way", expected: up ? "en ökning" : "en minskning", message: `Texten säger ${number.written} ${number.way === "up" ? "mer" : "mindre"}, men ${moves}.` }];
  const right = number.unit === "%" ? `${formatNumber(round(absolute(middleOf(by!)), Math.max(1, scale(number.value))))} %` : number.unit === "points" ? `${formatNumber(absolute(subtract(to.value, from.value)))} procentenheter` : shown(absolute(subtract(to.value, from.value)), row.unit);
  const other = row.figures.find((figure) => figure !== from && figure.month === null && figure.role === "actual" && figure.year !== null && figure.year < years.to && movedIn(number, row, figure, to).some((one) => meets(one, spanOfMovement(number))));
  if (other) return [{ ...base, code: "told-other", expected: right, message: `${number.written} är förändringen från ${other.year} för »${row.label}«; från ${years.from} är den ${right}.` }];
  return isFar(number, by!) ? [] : [{ ...base, code: "told-movement", expected: right, message: `Texten säger ${number.written}, men ${moves}: ${right}.` }];
}
/** More than three times as much, or less than a third, is told of something else. */
const isFar = (number: ToldNumber, by: ShownSpan): boolean => { const [middle, value] = [absolute(middleOf(by)), absolute(middleOf(spanOfMovement(number)))]; return compare(value, multiply(middle, "3")) > 0 || compare(middle, multiply(value, "3")) > 0; };

/** What sentences say of rows that they tell of plainly, without a word that narrows it down: what they came to, and how they moved from one year to another. */
export const plainFindings = (sentences: readonly ToldSentence[], written: string | null): Finding[] => (written === null ? [] : sentences.flatMap((sentence) => sentence.numbers.flatMap((number) => [...level(sentence, number, written), ...movement(sentence, number, written)])));
