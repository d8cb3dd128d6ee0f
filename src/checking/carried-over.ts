import { absolute, multiply, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { inKronor } from "./figure-unit.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

const OVER = String.raw`(?<![a-zà-ÿ])(?:överför(?!mynd)(?!ing(?:en|ar|arna)?\s+av\s+(?!medel|invest|anslag|överskott|underskott|budget))[a-zà-ÿ]*|förs? över|föras över|ombudgeter[a-zà-ÿ]*)(?![a-zà-ÿ])`;
const OVER_COLUMN = /^(?!.*\binkl)(?!.*\bfran\b(?!.* till )).*(?:overfor|ombudget|fors over)/;
/** What has come from the year before is not what goes on to the next. */
const FROM_BEFORE = /(?:överförts?|förts? över|fördes över|ombudgeter[a-zà-ÿ]*[^.;]{0,20})\s+från\s+(?:år\s+)?(?:(?:19|20)\d\d|föregående|tidigare|förra)(?![^.;]{0,20}\still\s)/iu;
/** The word stands near the number, and no other number between. */
const [BEFORE, AFTER] = [new RegExp(String.raw`(?:${OVER}|(?<![a-zà-ÿ])föra\s+över)(?:[^\d.;,]|(?:19|20)\d\d(?!\d)){0,50}$`, "iu"), new RegExp(String.raw`^[^.;,]{0,60}?${OVER}`, "iu")];
const FAR = 80;
const MORE = /\d[\d ,]*\s*(?:tkr|mkr|mnkr|kronor)/iu;
/** A point of what the committee is to decide. */
const DECIDES = /^Hos\s+[A-Za-zÀ-ÿ]+\s+(?:begärs|hemställs)\s|^(?:Investeringsmedel|Medel|Anslag|Överskott|Underskott)[^.]{0,120}(?:ombudgeteras|överförs|förs över)|^\d{1,2}[.)]\s*[A-ZÅÄÖ][a-zà-ÿ]*-?\s+och\s+[a-zà-ÿ]+nämnden\s+(?:begär|föreslår|hemställer|beslutar)|^(?:\d{1,2}[.)]\s*)?(?:att\s|(?:[A-ZÅÄÖ][a-zà-ÿ]*nämnden|Nämnden|Kommunstyrelsen)\s+(?:begär|föreslår|hemställer|beslutar))/u;

interface CarriedAmount { readonly span: ShownSpan; readonly shown: string; readonly evidence: FindingEvidence }
function isCarried(text: string, { at, end, unit, value }: ToldNumber): boolean {
  if (FROM_BEFORE.test(text.slice(at, end + FAR)) || !isMoney(unit) || digitsOf(value) < 2) return false;
  const led = BEFORE.exec(text.slice(0, at))?.[0];
  return (led !== undefined && !FROM_BEFORE.test(led)) || !MORE.test(AFTER.exec(text.slice(end))?.[0] ?? "0 kronor");
}

const THOUSAND = "1000";
const larger = ({ high, low }: ShownSpan): ShownSpan => ({ low: multiply(low, THOUSAND), high: multiply(high, THOUSAND) });
/** The same, also where the table's unit has been taken for another. */
const isSame = (a: ShownSpan, b: ShownSpan): boolean => meets(a, b) || meets(larger(a), b) || meets(a, larger(b));
/** The sums of columns of what is carried over, and of tables that are called so: the last one, which those before it are parts of. */
const inTables = (tables: readonly FigureTable[]): CarriedAmount[] => tables.flatMap(({ caption, columns, rows, unit }) => {
  const last = rows.findLast(({ label }) => isSum(label));
  if (unit === null || !last) return [];
  const called = columns.length === 1 && OVER_COLUMN.test(fold(caption ?? ""));
  return last.cells.flatMap((cell: Decimal | null, at) => (cell !== null && (called || OVER_COLUMN.test(fold(columns[at]!.heading))) ? [{ span: inKronor(spanOf(absolute(cell)), unit), shown: `${formatNumber(absolute(cell))} ${unit}`, evidence: { line: last.line, quote: last.quote } }] : []));
});

/**
 * What the committee asks to carry over to next year, where it is told with another amount everywhere else. Amounts that other points of the decision have
 * are theirs; a document that tells of what is carried over in one place only says nothing against itself.
 */
export function carriedOverFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const told = sentences.flatMap(({ numbers, sentence }) => (sentence.inCell ? [] : numbers.filter((number) => isCarried(sentence.text, number)).map((number) => ({ number, sentence, span: spanOfTold(number) }))));
  const decided = told.filter(({ sentence }) => DECIDES.test(sentence.text));
  const summed = inTables(tables);
  const others = [...told.filter((one) => !decided.includes(one)).map(({ number, sentence, span }): CarriedAmount => ({ span, shown: number.written, evidence: { line: sentence.line, quote: sentence.text } })), ...summed];
  // What a table comes to goes before amounts in words, which may be of one project.
  const unmatched = (summed.length ? summed : others).filter(({ span }) => !decided.some((one) => isSame(one.span, span)));
  // The same point may stand in two places, with two amounts.
  const right = unmatched.length ? unmatched : decided.length > 1 ? others : [];
  const [first] = right;
  // Several amounts that are parts of what is decided are no other amount of it.
  if (!first || right.some(({ span }) => !isSame(span, first.span))) return [];
  const wrong = decided.filter(({ span }) => !others.some((one) => isSame(one.span, span)));
  if (wrong.length !== 1) return [];
  const [{ number, sentence }] = wrong as [(typeof wrong)[number]];
  return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: first.shown, message: `Beslutet för över ${number.written}, men på rad ${first.evidence.line} är det ${first.shown}.`, evidence: right.map(({ evidence }) => evidence) }];
}
