import { absolute, compare, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { FIGURE_UNITS, inKronor, type FigureUnit } from "./figure-unit.ts";
import { isSum } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { hasZero, meets, middleOf, spanOf, type ShownSpan } from "./shown-span.ts";
import { isElsewhere } from "./told-elsewhere.ts";
import { narrowedBy } from "./plainly-told.ts";
import { AHEAD_HEADING, IN_MEAN, IS_TARGET, isOtherwise, SOME_OF } from "./told-otherwise.ts";
import type { ToldNumber } from "./told-number.ts";
import { hasWords, isSameWord, sentenceWords } from "./telling-words.ts";
import { isGeneral, movements, percentMoved, sizeOf, type ToldFigure, type ToldRow } from "./told-row.ts";
import { digitsOf, evidenceOf, figuresOf, fits, isMoney, isNear, isOf, named, saidFigures, shown, type ToldSentence } from "./told-sentence.ts";

/** "Av sjukfrånvaron är 41 procent längre än 59 dagar", "en totalbudget på 84,0": of the row's own, or of all its years, and not the row. */
const isShareOfRow = ({ text }: CheckedSentence, { at, unit }: ToldNumber): boolean => (unit === "count" && /(?<![a-zà-ÿ])varav\s+\d[^.;]*,[^.;]*$/iu.test(text.slice(0, at))) || (unit === "%" && /^av\s/iu.test(text) && !/[,;:]/.test(text.slice(0, at))) || /(?:total|projekt)budget(?:en)?(?![a-zà-ÿ])[^.;\d]*$|totala\s+budget(?:en)?(?![a-zà-ÿ])[^.;\d]*$/iu.test(text.slice(0, at));
const differs = (sentence: CheckedSentence, number: ToldNumber, row: ToldRow, right: ToldFigure): Finding => ({
  code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: shown(right.value, row.unit),
  message: `Texten säger ${number.written}, men »${row.label}« har ${shown(right.value, row.unit)}${named(right) ? ` (${named(right)})` : ""} i tabellen.`, evidence: [evidenceOf(row, right)],
});

/** A number that is one of the row's, but of another year or month, or the forecast where the text says the budget. */
function otherFigure({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber, written: string | null): Finding[] {
  const whose = rows.filter((row) => figuresOf(number, row).length > 0);
  // "Beslutade att avveckla de 24 platserna": as many as there were.
  if (/(?<![a-zà-ÿ])(?:avveckl|stäng|lägga?\s+ned|lade\s+ned|säga\s+upp)[a-zà-ÿ]*\s+(?:de\s+)?$/iu.test(text.slice(0, number.at))) return [];
  if (!whose.length || number.way !== null || IN_MEAN.test(text) || IS_TARGET.test(text.slice(0, number.at)) || /(?<![a-zà-ÿ])(?:överför|förs?\s+över|ombudgeter|omdisponer|omfördel)/iu.test(text)) return [];
  // "Prognosen är −11,8": what is told with its sign is how far it is from the budget.
  if (/[−–+-]\s?$/u.test(text.slice(0, number.at + 1).replace(/\d$/u, "")) && whose.some((row) => figuresOf(number, row).some(({ role }) => role === "difference"))) return [];
  // "1 450 tkr hittills och 1 900 tkr i prognosen", of a deficit.
  if (/underskott|överskott|avvikelse|(?<![a-zà-ÿ])(?:minus|plus)(?![a-zà-ÿ])/iu.test(text) && whose.some((row) => figuresOf(number, row).some(({ role }) => role === "difference"))) return [];
  // Where any of the rows has it as the sentence says, it is that row's.
  const said = whose.map((row) => saidFigures(number, row, written));
  if (said.some((told, at) => told === null || !told.length || told.some((figure) => figuresOf(number, whose[at]!).includes(figure)))) return [];
  if (narrowedBy(text, number, whose[0]!).length > 0) return [];
  const [row, is, right] = [whose[0]!, figuresOf(number, whose[0]!)[0]!, said[0]![0]!];
  // How far something is from something is told as that.
  if (is.role === "difference" && CHANGED.test(text)) return [];
  // A row of a part of the year has nothing of the whole.
  if (/(?<![a-zà-ÿ])helår/iu.test(text) && /januari\s?[–-]|jan\s?[–-]/iu.test(row.label)) return [];
  // "3 294 mot 3 285": each of the two is one of the row's.
  if (numbers.some((other) => other !== number && isTied(text, number, other) && figuresOf(other, row).includes(right))) return [];
  // A single digit comes by chance, unless the text says both month and year of the row's own name.
  if (digitsOf(number.value) < 2 && !(own && number.month !== null && number.year !== null && row.words.length > 1)) return [];
  return [{
    code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: shown(right.value, row.unit),
    message: `${number.written} är ${named(is)} för »${row.label}«; ${named(right)} är ${shown(right.value, row.unit)}.`, evidence: [evidenceOf(row, right)],
  }];
}

/** What ties two numbers of a sentence together, as two figures of one row. */
const TIE = /^[^.;\d]{0,12}(?:\s|^)(?:(?:mot|jämfört med|jämfört|jämförelse med)\s[^.;\d]{0,40}|från\s(?:(?!\soch\s)[^.;\d]){0,40}|till\s(?:(?!\soch\s)[^.,;\d]){0,40})$/iu;
const between = (text: string, a: ToldNumber, b: ToldNumber): string => text.slice(Math.min(a.end, b.end), Math.max(a.at, b.at)).replace(/(?:19|20)\d\d/g, "");
const isTied = (text: string, a: ToldNumber, b: ToldNumber): boolean => a.unit === b.unit && TIE.test(between(text, a, b));

/** What is to become is in no table of what became. */
const AHEAD = /budgeterar|målsättning|målet är|väntades|beräknades|prognostiserade|väntas|beräknas|planeras|bedöms|kommer att|förväntas|(?<![a-zà-ÿ])ska(?![a-zà-ÿ])/iu;
const SAYS = /(?<![a-zà-ÿ])(?:uppgick|uppgår|uppgått|blev|var|är|på|fanns|hade|till|landade|ligger|låg|omfattar|omfattade|visar|visade|med|om)\s+(?:[a-zà-ÿ]+\s+){0,3}$|[(:]\s*$/iu;
const LIMITED = /^\s*(?:[a-zà-ÿ]+\s+){0,2}(?:med|som|där|inom|för|på|av|till|hos|utan|varav|gällande|avseende|enligt|från)(?![a-zà-ÿ])/iu;
/** Longer than so, a single word is a name of its own. */
const LONG = 12;

/** "Statsbidragen till äldreomsorgen": what the row is called stands there, but it is something else that is told of. */
const GOVERNED = /(?<![a-zà-ÿ])(?<what>[a-zà-ÿ]+)\s+(?:för|till|inom|i|på|av|från|hos|bland|per|före|innan|efter|utan|exklusive|enligt)\s+(?:(?:de|den|det|kommunens|nämndens|egna|kommunala|årets)\s+)*$/iu;
const OF_COST = /kostnad|budget|utfall|resultat|ram|prognos|underskott|överskott|anslag|förbrukning|belopp/iu;
function isGoverned(before: string, row: ToldRow): boolean {
  const first = [...before.matchAll(/[A-Za-zÀ-ÿ]+/gu)].findLast((word) => isSameWord(fold(word[0]), row.words[0]!));
  const governed = first ? GOVERNED.exec(before.slice(0, first.index)) : null;
  // "Index för medarbetarengagemang" is the row "Medarbetarengagemang, index".
  return governed !== null && !OF_COST.test(governed.groups!["what"]!) && !row.words.some((word) => isSameWord(word, fold(governed.groups!["what"]!)));
}

const SEXES = /(?<![a-zà-ÿ])(?:kvinn|män(?:nen)?(?:s)?(?![a-zà-ÿ])|männens|flick|pojk|tjej|kill)/iu;
/** Where the words of a row stand nearest a number, with nothing else between: the number is said of that row. */
function isSaidOf(text: string, number: ToldNumber, row: ToldRow, from: number, to: number, section: number): boolean {
  // "11,3 anmälningar per hundra elever" is none of the counts.
  if (row.label.includes(number.written)) return false;
  if (/^\s*(?:[a-zà-ÿ]+\s+)?per\s+[a-zà-ÿ]/iu.test(text.slice(number.end)) && !/(?<![a-zà-ÿ])per(?![a-zà-ÿ])/iu.test(row.label)) return false;
  if (row.beside && /tillsammans/iu.test(text)) return false;
  // "Ersättningen från staten för beredskap": of one word that is more closely told, another thing is said.
  if (row.words.length === 1) {
    const last = [...text.slice(from, number.at).matchAll(/[A-Za-zÀ-ÿ]+/gu)].findLast((word) => isSameWord(fold(word[0]), row.words[0]!));
    if (last && /^\s+(?:från|för|till|av|inom|hos)\s+(?!året|år|perioden|januari|den|nämnden|kommunen|förvaltningen)[a-zà-ÿA-Z-]{4,}/u.test(text.slice(from + last.index + last[0].length, number.at))) return false;
  }
  // "Verksamhetens övriga kostnader" are not those of the table of all.
  if (isGeneral({ words: row.words.slice(-1) }) && !/^(?:verksamhet|omrade|enhet)/.test(fold(row.label)) && /(?<![a-zà-ÿ])(?:verksamhetens|områdets|enhetens|avdelningens)\s+(?:[a-zà-ÿ]+\s+){0,3}[^.;\d]{0,20}$/iu.test(text.slice(from, number.at))) return false;
  // "Kvinnornas sjukfrånvaro" is not everybody's.
  if (SEXES.test(text.slice(from, number.at)) && !SEXES.test(row.label)) return false;
  // "Revisionens kostnad" is not that of all.
  if (isGeneral(row) && row.words.length === 1 && /(?<![a-zà-ÿ])(?!verksamhetens|nämndens|kommunens|årets|periodens|styrelsens|förvaltningens)[a-zà-ÿ]{5,}s\s+(?:netto)?(?:kostnad|intäkt|resultat)[a-zà-ÿ]*\s[^.;]*$/iu.test(text.slice(from, number.at))) return false;
  // "HVB-kostnaden" is not the cost of all.
  if (isGeneral(row) && /[a-zà-ÿ]-(?:netto)?(?:kostnad|intäkt|resultat|utgift)[a-zà-ÿ]*[^-]*$/iu.test(text.slice(from, number.at))) return false;
  const before = fold(text.slice(from, number.at)).split(" ");
  if (before.length <= 16 && hasWords(row.words, before) && SAYS.test(text.slice(from, number.at)) && (/\(\s*$/.test(text.slice(from, number.at)) || !isGoverned(text.slice(from, number.at), row))) return true;
  // "81 försäljningsställen", but not "81 försäljningsställen med tobak".
  const after = text.slice(number.end, to).split(/[,;(]/u)[0]!;
  const words = after.trim().split(/\s+/).slice(0, row.words.length + 2);
  const last = words.findLastIndex((word) => row.words.some((own) => isSameWord(own, fold(word))));
  // One word, of another part of the document, may be a name of anything that is counted.
  if (row.words.length === 1 && row.section !== null && row.section !== section && !/antal/iu.test(row.label)) return false;
  return number.unit === "count" && last >= 0 && last <= row.words.length && hasWords(row.words, words.map(fold)) && !LIMITED.test(after.slice(after.indexOf(words[last]!) + words[last]!.length));
}
const isOwnName = (text: string, number: ToldNumber, row: ToldRow, from: number): boolean =>
  // "Lånat" is no "E-lån".
  (!/^\p{Lu}-\p{Ll}+$/u.test(row.label) || text.toLowerCase().includes(row.label.toLowerCase())) && (row.words.length > 1 || row.beside === true || isMoney(row.unit) || row.words[0]!.length >= LONG || /^[A-ZÅÄÖ]{2,5}$/u.test(row.label) || /antalet/iu.test(text.slice(from, number.at)));

const CLOSED = /bokslut(?:et)?\s+(?:för\s+)?((?:19|20)\d\d)/iu;
/** What is told of how another year ended. */
const ofOtherYear = (text: string, written: string | null): boolean => { const year = CLOSED.exec(text)?.[1]; return year !== undefined && year !== written; };
/** A number that is tied to another, which is in the row that the sentence tells of, and is not there itself. */
function tiedNumber({ numbers, rows, sentence: { text }, sentence }: ToldSentence, number: ToldNumber, written: string | null): Finding[] {
  if (IN_MEAN.test(text) || ofOtherYear(text, written) || /skott[a-zà-ÿ]*\s[^.;]{0,80}(?<![a-zà-ÿ])från\s+\d/iu.test(text)) return [];
  const at = numbers.indexOf(number);
  const tied = [numbers[at - 1], numbers[at + 1]].filter((other): other is ToldNumber => other !== undefined && isTied(text, number, other) && !/(?<![a-zà-ÿ])(?:planera|budgetera|beräkna|mål)[a-zà-ÿ]*/iu.test(between(text, number, other)));
  for (const row of rows.filter((other) => fits(number, other))) {
    const anchor = tied.find((other) => (digitsOf(other.value) >= 2 || row.words.length > 1) && figuresOf(other, row).some((figure) => isMoney(other.unit) || scale(figure.value) <= scale(other.value)));
    const anchored = anchor ? figuresOf(anchor, row)[0]! : null;
    // A month is told by its name.
    if (anchored && anchored.month !== null && anchor!.month === null && number.month === null) continue;
    const rest = row.figures.filter((figure) => figure !== anchored && figure.role === anchored?.role && (figure.month === null) === (anchored.month === null));
    const told = saidFigures(number, row, written);
    const right = told === null ? rest.find((figure) => isNear(number, figure, row)) : told[0];
    // "Från 2 233 till 2 255", where the row begins with 2 255: what was before it stands in another table.
    const isLater = /(?<![a-zà-ÿ])från\s*$/iu.test(text.slice(0, number.at)) && Number(right?.year ?? 0) > Number(anchored?.year ?? right?.year ?? 0);
    if (narrowedBy(text, number, row).length > 0) continue;
    if (anchor && right && right !== anchored && !isLater && !isShareOfRow(sentence, number)) return [differs(sentence, number, row, right)];
  }
  return [];
}

/** The row's name and then the number, with nothing but a verb between them: "nettokostnaderna uppgick till 204,4", "övriga kostnader (6,9". */
const STRAIGHT = /^[a-zà-ÿ]*,?\s*(?:(?:har\s+)?(?:uppgick|uppgår|uppgått|blev|blivit|var|är|landade|landar)\s+(?:till|på)?\s*|\(\s*)$/iu;
function isStraight(text: string, number: ToldNumber, row: ToldRow): boolean {
  const before = text.slice(0, number.at);
  const words = [...before.matchAll(/[A-Za-zÀ-ÿ]+/gu)];
  // The words of a long name may stand in any order.
  const last = words.findLast((word) => (row.words.length > 2 ? row.words : row.words.slice(-1)).some((own) => isSameWord(fold(word[0]), own)));
  return last !== undefined && STRAIGHT.test(before.slice(last.index + last[0].length));
}
/** What the row has for a number that names nothing of its own: this year's outcome, or its deviation from the budget. */
function ownFigure(number: ToldNumber, row: ToldRow, written: string | null): ToldFigure | undefined {
  if (number.role !== "difference") {
    const own = row.figures.filter(({ month, role, year }) => month === null && role !== "difference" && (year === null || written === null || year === written));
    // A plan has no outcome of its year: what it budgets is what it tells.
    return own.find(({ role }) => role === (number.role ?? "actual")) ?? (number.role === null && own.length === 1 && own[0]!.role === "budget" && row.figures.some(({ year }) => year !== null && year < (own[0]!.year ?? "")) ? own[0] : undefined);
  }
  const fromBudget = movements(row).find(({ from, to }) => from.role === "budget" && to.role === "actual");
  return row.figures.find((figure) => figure.role === "difference" && (!fromBudget || meets(fromBudget.by, sizeOf(figure))));
}

/** "Den utdelning på 2,0 mkr som beslutades på föregående årsstämma". */
const LATER_SAID_BEFORE = /^\s+som\s+[^.,;]{0,60}(?:föregående|förra|i fjol)/iu;
const CHANGED = /förstärk|tillskott|satsning|utök|ök(?:ar|ade|at|ning)|minsk|höj|sänk|neddrag|flytta|högre|lägre|överskr|underskr|mer\s+än|mindre\s+än|avvik/iu;
/** "Återkrav och bidrag på 8,4 mkr": both together. */
const isBoth = (text: string, number: ToldNumber, row: ToldRow): boolean => {
  const words = [...text.slice(0, number.at).matchAll(/[A-Za-zÀ-ÿ]+/gu)];
  const at = words.findLastIndex((word) => isSameWord(fold(word[0]), row.words[0]!));
  return row.words.length === 1 && at > 1 && /^och$/iu.test(words[at - 1]![0]) && !row.words.some((own) => isSameWord(own, fold(words[at - 2]![0])));
};
const FORECAST = /(?:väntas|beräknas|bedöms)\s+(?:bli|uppgå\s+till|landa\s+på|nå)\s*$/iu;
/** "I hushållen fanns 1 097 personer": what is in them is not how many they are. */
const isWithin = (text: string, number: ToldNumber, row: ToldRow): boolean => {
  const [in_, what] = [/^(?:I|På|Inom|Hos|Bland)\s+(?<in>[a-zà-ÿ]{4,})\s/u.exec(text)?.groups?.["in"], /^\s+(?<what>[a-zà-ÿ]{5,})/u.exec(text.slice(number.end))?.groups?.["what"]];
  return number.unit === "count" && in_ !== undefined && what !== undefined && row.words.some((word) => isSameWord(word, fold(in_))) && !row.words.some((word) => isSameWord(word, fold(what)));
};
/** 371 children, where the row has 11,6 of something for each of them. */
const isOtherMeasure = (number: ToldNumber, { value }: ToldFigure): boolean => number.unit === "count" && scale(value) > 0 && scale(number.value) === 0;
/** "Av fallen inträffade 198 i ordinärt boende": some of what a row that is not called so has nothing of. */
const isOfOthers = (text: string, row: ToldRow): boolean => {
  const of = /^Av\s+(?<of>[a-zà-ÿ]{4,}(?:en|na|et))\s+[a-zà-ÿ]/u.exec(text)?.groups!["of"];
  return of !== undefined && !row.words.some((word) => isSameWord(word, fold(of)));
};
const PART_SO_FAR = /(?<![a-zà-ÿ])(?:per|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|fram\s+till)\s+(?:den\s+)?(?:\d{1,2}\s+)?(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november)(?![a-zà-ÿ])/iu;
/** A number that is said of a row straight out, and is not there. */
function saidNumber({ numbers, own, rows, sentence: { text }, sentence }: ToldSentence, number: ToldNumber, written: string | null): Finding[] {
  // What is thought to become of a year is told by the row's forecast for it.
  const forecast = AHEAD.test(text) && FORECAST.test(text.slice(0, number.at)) && number.year !== null && rows.some((row) => row.figures.some(({ role, year }) => role === "forecast" && year === number.year));
  if (IS_TARGET.test(text.slice(0, number.at)) || (number.year === null && /(?<![a-zà-ÿ])(?:blir|ökar|minskar|höjs|sänks)(?![a-zà-ÿ])/iu.test(text.slice(0, number.at)) && AHEAD_HEADING.test(sentence.section.heading))) return [];
  if (digitsOf(number.value) < 2 || (number.before && written === null) || LATER_SAID_BEFORE.test(text.slice(number.end)) || (AHEAD.test(text) && !forecast) || SOME_OF.test(text.slice(0, number.at)) || isOtherwise(text, number)) return [];
  const at = numbers.indexOf(number);
  // "Från 4 900 till 5 800 tkr": where neither end is the row's, it is something else that has moved.
  const other = [numbers[at - 1], numbers[at + 1]].find((one) => one !== undefined && isTied(text, number, one) && /(?<![a-zà-ÿ])från\s*$/iu.test(text.slice(0, Math.min(number.at, one.at))));
  if (other && (number.role === "difference" || /skott/iu.test(text) || !rows.some((row) => isOf(other, row)))) return [];
  // "Per den 31 augusti var nettokostnaden 86,9 mkr": a part of the year is in no row of the whole.
  if (PART_SO_FAR.test(text.slice(0, number.at)) && !rows.some(({ about, figures }) => figures.some(({ month }) => month !== null) || about.some((word) => /^(?:jan|feb|mars?$|apr|maj$|jun|jul|aug|sep|okt|nov|period|tertial|delar)/.test(word)))) return [];
  const [from, to] = [numbers[at - 1]?.end ?? 0, numbers[at + 1]?.at ?? text.length];
  // Without the row's name, the number's own words must say which of its figures it is.
  // "Summa egen regi" is told of straight out beside its own table only.
  const fitting = rows.filter((row) => fits(number, row) && !(isSum(row.label) && row.section !== sentence.section.line) && !isOfOthers(text, row) && !isWithin(text, number, row));
  const straight = own ? fitting.filter((row) => isSaidOf(text, number, row, from, to, sentence.section.line) && isOwnName(text, number, row, from)) : number.role === "budget" || number.role === "forecast" || number.month !== null ? fitting : [];
  // "Helårsprognosen är 116,8 mnkr": of two rows that the paragraph has told of together.
  const each = own || !straight.length ? [] : fitting.flatMap((row) => { const [figure] = saidFigures(number, row, written) ?? [ownFigure(number, row, written)]; return figure ? [{ figure, row }] : []; });
  if (each.some((a, at) => each.slice(at + 1).some((b) => a.row.unit === b.row.unit && figuresOf(number, { ...a.row, figures: [{ ...a.figure, value: sum([absolute(a.figure.value), absolute(b.figure.value)]) }] }).length > 0))) return [];
  const told = straight.flatMap((row) => {
    if (narrowedBy(text, number, row).length > 0) return [];
    // Where the row's own figure stands in the sentence too, this one is of something else.
    if (isBoth(text, number, row) || (sentence.inCell && sentence.line === row.line)) return [];
    // "Under våren 20 och under hösten 25": two that are the row's together.
    if (numbers.some((one) => one !== number && one.unit === number.unit && row.figures.some(({ value }) => compare(absolute(value), sum([one.value, number.value])) === 0))) return [];
    // "7,0 procent, vilket är 0,2 procentenheter lägre än förvaltningens": so far from the row's own.
    const rowsOwn = ownFigure(number, row, written);
    if (rowsOwn && numbers.some((one) => one !== number && one.way !== null && [sum([number.value, one.value]), absolute(subtract(number.value, one.value))].some((value) => compare(value, absolute(rowsOwn.value)) === 0))) return [];
    // Another number of the sentence is the row's latest, and nothing ties the two together.
    if (numbers.some((one) => one !== number && one.unit === number.unit && one.unit === "%" && !isTied(text, number, one) && figuresOf(one, row).some(({ role, year }) => role === "actual" && (year === null || year === written)))) return [];
    const said = saidFigures(number, row, written);
    const right = said === null ? ownFigure(number, row, written) : said[0];
    // "Nämndens budget för 2025 till en nettokostnad om": of that year.
    const of = /budget(?:en)?\s+för\s+((?:19|20)\d\d)(?!\d)/iu.exec(text.slice(0, number.at))?.[1];
    if (of !== undefined && right?.year !== undefined && right.year !== null && right.year !== of) return [];
    // What was budgeted for another year's outcome is that year's.
    if (right?.role === "budget" && ofOtherYear(text, written)) return [];
    return right && (isNear(number, right, row) || (row.section === sentence.section.line && isStraight(text, number, row) && !isGeneral(row) && !isOtherMeasure(number, right) && !isGoverned(text.slice(0, number.at), row))) && !numbers.some((other) => other !== number && other.unit === number.unit && figuresOf(other, row).includes(right)) ? [{ row, right }] : [];
  });
  // Rows of one name in several tables must all say otherwise.
  return told.length && told.length === straight.length && !isShareOfRow(sentence, number) ? [differs(sentence, number, told[0]!.row, told[0]!.right)] : [];
}

/** "Ökat från 8,1 till 8,1", where the row has two figures. */
function saidTwice({ numbers, rows, sentence: { text }, sentence }: ToldSentence, number: ToldNumber): Finding[] {
  const next = numbers[numbers.indexOf(number) + 1];
  if (!next || compare(next.value, number.value) !== 0 || !isTied(text, number, next) || !/(?:ök|minsk|stig|sjunk)[a-zà-ÿ]*[^.]*från\s*$/iu.test(text.slice(0, number.at))) return [];
  for (const row of rows) {
    const [is] = figuresOf(number, row);
    const other = row.figures.find((figure) => figure !== is && figure.role === is?.role && figure.month === is.month && compare(figure.value, is.value) !== 0);
    if (is && other) return [differs(sentence, number, row, other)];
  }
  return [];
}

/** The rows of the whole document that have a figure. */
type RowsByFigure = (value: Decimal) => readonly ToldRow[];
/** A fee in kronor is no row in thousands, unless the row is named; else one of its words is enough. */
const isSpokenOf = (row: ToldRow, text: string, { unit }: ToldNumber): boolean => { const said = sentenceWords(text); return unit === "kr" ? hasWords(row.words, said) : row.words.some((word) => said.some((one) => isSameWord(one, word))); };
/** "6,4 tkr", where the row has 6 412 tkr: thousands are seldom told with decimals, and millions are. */
const isMillions = ({ unit, value }: ToldNumber, row: ToldRow, other: FigureUnit): boolean => unit === "tkr" && other === "mkr" && row.unit === "tkr" && scale(value) > 0 && digitsOf(value) > 1;
/** So many figures in the same order do not come by chance. */
const SURE_DIGITS = 3;
/** The number of a table with another unit: "204,4 tkr" where the table is in mkr, "8,1 procentenheter" where it is in per cent. */
function otherUnit({ rows, sentence }: ToldSentence, number: ToldNumber, all: RowsByFigure): Finding[] {
  // "2,8 av de 6,7 procentenheterna": parts of a share.
  if (number.unit === "points" && /^na(?![a-zà-ÿ])/iu.test(sentence.text.slice(number.end))) return [];
  // "4 000 kr per meter", "kostnaden per portion var 18,50 kronor mot 16,30": no amount of a row.
  if (/(?<![a-zà-ÿ])per\s+(?!den\s|\d)[a-zà-ÿ]{4,}/iu.test(sentence.text.slice(0, number.at)) || /^\s*(?:per\s+[a-zà-ÿ]|\/\s*[a-zà-ÿ])/iu.test(sentence.text.slice(number.end))) return [];
  // "Ett dygn där kostar 779 kronor": what each costs is no amount of a row.
  if (/(?<![a-zà-ÿ])(?:ett|en|varje)\s+[a-zà-ÿ]{4,}\s+(?:[a-zà-ÿ]+\s+){0,3}?kosta/iu.test(sentence.text.slice(0, number.at))) return [];
  if (digitsOf(number.value) < 2 || (number.unit === "points" || /\s(?:kronor|kr)$/iu.test(number.written) ? number.way !== null : false) || (number.unit !== "points" && !isMoney(number.unit)) || rows.some((row) => isOf(number, row))) return [];
  const isPlain = (row: ToldRow): boolean => (number.unit === "points" || number.value.replace(/\D/g, "").replace(/^0+|0+$/g, "").length >= SURE_DIGITS || narrowedBy(sentence.text, number, row).length === 0);
  const digits = (row: ToldRow): boolean => row.unit !== number.unit && (isMoney(row.unit) || number.unit === "points") && (number.unit !== "points" || row.unit === "%") && row.figures.some((figure) => scale(figure.value) === scale(number.value) && compare(absolute(figure.value), number.value) === 0);
  // "41,3 tkr", where the row has 41 300 tkr: the number is in another unit than the one that is written.
  const rescaled = isMoney(number.unit) ? rows.flatMap((row) => (Object.keys(FIGURE_UNITS) as FigureUnit[]).filter((unit) => unit !== number.unit && unit !== "mdkr" && (digitsOf(number.value) >= 3 || isMillions(number, row, unit)) && figuresOf({ ...number, unit }, row).some((figure) => digitsOf(figure.value) >= 3)).map((unit) => ({ row, unit }))).find(({ row }) => isPlain(row)) : undefined;
  if (rescaled) {
    const right = `${formatNumber(number.value)} ${rescaled.unit}`;
    return [{ code: "told-unit", severity: "error", line: lineAt(sentence, number.at), quote: sentence.text, expected: right, message: `Texten säger ${number.written}, men »${rescaled.row.label}« har ${right} i tabellen.`, evidence: [evidenceOf(rescaled.row)] }];
  }
  const own = rows.find((row) => digits(row) && isPlain(row));
  // Three figures and more that stand in a table in another unit, and nowhere in this one.
  const row = own ?? (digitsOf(number.value) >= 3 && number.unit !== "points" && !all(number.value).some((any) => any.unit === number.unit) ? all(number.value).find((any) => digits(any) && isSpokenOf(any, sentence.text, number)) : undefined);
  if (!row) return [];
  const right = `${formatNumber(number.value)} ${row.unit}`;
  return [{ code: "told-unit", severity: own ? "error" : "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: right, message: `Texten säger ${number.written}, men »${row.label}« har ${right} i tabellen.`, evidence: [evidenceOf(row)] }];
}

/** "Minskat med 0,6 procent", where a share has fallen by so many percentage points. */
function percentForPoints({ rows, sentence }: ToldSentence, number: ToldNumber): Finding[] {
  // "Ungefär åtta årsarbetare fler, en ökning på drygt en procent": of how many they are.
  if (number.unit !== "%" || number.way === null || /(?<![a-zà-ÿ])(?:fler|färre),\s+(?:det\s+vill\s+säga\s+|alltså\s+)?en\s+(?:ökning|minskning)\s+(?:på|med|om)\s+(?:[a-zà-ÿ]+\s+)?$/iu.test(sentence.text.slice(0, number.at))) return [];
  for (const row of rows.filter(({ unit }) => unit === "%")) {
    const moved = movements(row).filter(({ by, from, to }) => from.year !== null && to.year !== null && from.year < to.year && meets(by, spanOf(number.value)));
    // A share that the row itself has is told as one.
    if (!moved.length || figuresOf(number, row).length > 0 || moved.some((movement) => { const percent = percentMoved(movement); return percent !== null && meets(percent, spanOf(number.value)); })) continue;
    const right = `${formatNumber(number.value)} procentenheter`;
    return [{ code: "told-unit", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: right, message: `»${row.label}« gick från ${shown(moved[0]!.from.value, row.unit)} till ${shown(moved[0]!.to.value, row.unit)}: det är ${right}, inte procent.`, evidence: [evidenceOf(row)] }];
  }
  return [];
}

/** "Minskat med 3,9 procent", where it is 3,9 mkr that it has fallen. */
function percentIsAmount({ numbers, rows, sentence }: ToldSentence, number: ToldNumber): Finding[] {
  // Where the amount stands beside it, the share is said of something.
  const last = numbers[numbers.indexOf(number) - 1];
  if (last && last.way !== null && isMoney(last.unit) && /^\s*[,(]?\s*(?:eller|motsvarande|vilket (?:motsvarar|är)|det vill säga|dvs\.?|alltså)?\s*$/iu.test(sentence.text.slice(last.end, number.at))) return [];
  if (number.unit !== "%" || number.way === null || digitsOf(number.value) < 2 || /(?<![a-zà-ÿ])ursprunglig/iu.test(sentence.text) || scale(number.value) === 0 || rows.some((row) => isOf(number, row))) return [];
  for (const row of rows.filter((one) => isMoney(one.unit) && !isElsewhere(sentence.text, number, one))) {
    const inOther = (by: ShownSpan): boolean => row.unit === "tkr" && meets(by, { low: multiply(number.value, "950"), high: multiply(number.value, "1050") }) && meets(inKronor(by, "tkr"), inKronor(spanOf(number.value), "mkr"));
    const moved = movements(row).find(({ by, from, to }) => from.role === to.role && from.year !== null && to.year !== null && from.year < to.year && (meets(by, spanOf(number.value)) || inOther(by)) && !hasZero(by));
    const percent = moved && percentMoved(moved);
    if (!moved || !percent) continue;
    const right = `${formatNumber(round(absolute(middleOf(percent)), 1))} %`;
    return [{ code: "percent-is-amount", severity: "error", line: lineAt(sentence, number.at), quote: sentence.text, expected: right, message: `${formatNumber(number.value)} är ändringen i ${row.unit} för »${row.label}«, från ${shown(moved.from.value, row.unit)} till ${shown(moved.to.value, row.unit)}; i procent är den ${right}.`, evidence: [evidenceOf(row)] }];
  }
  return [];
}

/** "15,6 mnkr, vilket är en ökning med 15,6 procent": the amount has come again as its own per cent. */
function percentAgain({ numbers, rows, sentence }: ToldSentence, number: ToldNumber): Finding[] {
  const last = numbers[numbers.indexOf(number) - 1];
  // "4,8 mkr mer än budgeten och 4,8 procent mer än 2023": of two.
  if (last && /\sän\s.*\soch\s/iu.test(sentence.text.slice(last.end, number.at)) && /^\s*(?:mer|mindre|högre|lägre)\s+än\s/iu.test(sentence.text.slice(number.end))) return [];
  if (number.unit !== "%" || /^\s*av\s/iu.test(sentence.text.slice(number.end)) || scale(number.value) === 0 || digitsOf(number.value) < 2 || !last || !isMoney(last.unit) || compare(last.value, number.value) !== 0 || rows.some((row) => movements(row).some((movement) => { const percent = percentMoved(movement); return percent !== null && meets(percent, spanOf(number.value)); }))) return [];
  return [{ code: "percent-is-amount", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: null, message: `Samma tal står som ${last.written} och som ${number.written}; är procenttalet rätt?`, evidence: [] }];
}

/** Numbers in sentences that are figures of the rows which they tell of. */
const LEFT = /(?<![a-zà-ÿ])(?:resterande|kvarvarande|återstående|återstår|kvar|outnyttjade)(?![a-zà-ÿ])/iu;
/** "Resterande medel: utemiljön (1 500 tkr)": what is left of the row, in the column that says so. */
const isWhatIsLeft = ({ rows, sentence: { text } }: ToldSentence, number: ToldNumber): boolean => LEFT.test(text) && rows.some(({ quote, unit }) => unit === number.unit && quote.replaceAll(/\s/gu, "").includes(number.value.replace(".", ",")));

export function toldFigureFindings(sentences: readonly ToldSentence[], rows: readonly ToldRow[], written: string | null): Finding[] {
  const byFigure = Map.groupBy(rows.flatMap((row) => row.figures.map(({ value }) => ({ row, value: absolute(value) }))), ({ value }) => value);
  const having: RowsByFigure = (value) => (byFigure.get(value) ?? []).map(({ row }) => row);
  return sentences.flatMap((told) => told.numbers.flatMap((number) => {
    const unit = [...otherUnit(told, number, having), ...percentIsAmount(told, number), ...percentAgain(told, number)];
    if (unit.length) return unit;
    if (told.rows.some((row) => isOf(number, row))) return [...otherFigure(told, number, written), ...saidTwice(told, number), ...percentForPoints(told, number)];
    if (number.way !== null || number.about || isWhatIsLeft(told, number)) return [];
    const tied = tiedNumber(told, number, written);
    return tied.length ? tied : saidNumber(told, number, written);
  }));
}
