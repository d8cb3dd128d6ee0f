import { absolute, compare, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isNet } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { inKronor } from "./figure-unit.ts";
import { lessSpan, meets, spanOf, turned, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { isGeneral, type ToldFigure, type ToldRow } from "./told-row.ts";
import { evidenceOf, isMoney, isNear, type ToldSentence } from "./told-sentence.ts";

/** How a whole committee came out against its budget: more than nought is better. */
interface NetDeviation { readonly row: ToldRow; readonly of: "actual" | "forecast"; readonly span: ShownSpan; readonly value: Decimal; readonly year: string | null }

function deviations(row: ToldRow): NetDeviation[] {
  if (!isMoney(row.unit) || !isNet(row.label)) return [];
  const own = row.figures.filter(({ month }) => month === null);
  const budgets = own.filter(({ role }) => role === "budget");
  const isCost = /kostnad/.test(fold(row.label));
  return (["actual", "forecast"] as const).flatMap((of) => own.filter(({ role }) => role === of).flatMap((became: ToldFigure) => budgets.filter(({ year }) => year === null || became.year === null || year === became.year).flatMap((budget): NetDeviation[] => {
    // A cost that is told without its minus is worse when it is more.
    const positive = isCost && compare(became.value, "0") > 0;
    const difference = lessSpan(spanOf(became.value), spanOf(budget.value));
    const value = subtract(became.value, budget.value);
    return [{ row, of, year: became.year ?? budget.year, span: positive ? turned(difference) : difference, value: positive ? subtract(budget.value, became.value) : value }];
  })));
}

const CLAIM = /(?<![a-zà-ÿ])(?:nämnden|[a-zà-ÿ]+nämnden|förvaltningen|kontoret|räkna(?:r|de)\s+nämnden|nämndens\s+(?:[a-zà-ÿ]+\s+)?(?:resultat|utfall|ekonomi|avvikelse|budgetavvikelse|underskott|överskott))(?![a-zà-ÿ])[^.;\d]{0,60}?(?:räkna(?:r|de)\s+(?:[a-zà-ÿ]+\s+)?med|redovisa[a-zà-ÿ]*|visa[a-zà-ÿ]*|lämna[a-zà-ÿ]*|gör|gjorde|får|fick|är|blev|blir|på|med|prognostisera[a-zà-ÿ]*|tar\s+med\s+sig|tog\s+med\s+sig)\s+(?:[^.;\d]{0,60}?\s)?(?:ett\s+)?(?:[a-zà-ÿ]+\s+)?(?<kind>överskott|underskott)[a-zà-ÿ]*\s+(?:(?:mot|jämfört med|i förhållande till|gentemot)\s+(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]*budget[a-zà-ÿ]*\s+)?(?:på|om|med)\s+$/iu;
const HEAD = /^(?:[^a-zà-ÿ]*)(?:(?:årets|nämndens|förvaltningens)\s+)?(?<kind>överskott|underskott)[a-zà-ÿ]*\s*(?::|på|om|är|blev|blir|uppgår till|uppgick till)\s*$/iu;
const FORECAST = /prognos|räkna(?:r|de)|beräknas|väntas|förväntas|delår|bedöm|helårs/iu;
const OTHER = /(?<![a-zà-ÿ])(?:[a-zà-ÿ]{3,}prognos(?:en|ens)?\s+(?:visat|visade|pekat|var)|förra|föregående|(?:gick|går)\s+in\s+i|i\s+bagaget|fjol[a-zà-ÿ]*|året innan|året före)(?![a-zà-ÿ])/iu;
/** What stands in a part of a year is no whole year's. */
const PART = /(?<![a-zà-ÿ])(?:till och med|t\.?o\.?m\.?|januari|periodens?|per den)(?![a-zà-ÿ])/iu;

const COMMITTEE = /namnden?s?$/u;
/** What sets a committee apart: "socialnämnd", or "tekniska" of "tekniska nämnden". */
const committeesIn = (heading: string): string[] => { const words = fold(heading).split(" "); return words.flatMap((word, at) => (/^namnden?s?$/u.test(word) ? (words[at - 1] ?? []) : COMMITTEE.test(word) ? word.replace(/(?:en)?s?$/u, "") : [])); };
/** Under one committee's heading, what is told of "nämnden" is in no table of another's. */
function isOtherCommittees({ about }: ToldRow, heading: string): boolean {
  const here = committeesIn(heading);
  return here.length > 0 && about.some((word) => COMMITTEE.test(word)) && !here.some((committee) => about.some((word) => word.startsWith(committee)));
}

const MONTH_THOUGHT = /(?<![a-zà-ÿ])i\s+(?<month>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november)\s+(?:räknade|bedömde|beräknade|väntade|trodde|pekade|visade)/iu;
/** "I mars räknade nämnden med": a forecast that the row's table has none of. */
function isOfOtherMonth({ about }: ToldRow, text: string): boolean {
  const month = MONTH_THOUGHT.exec(text)?.groups!["month"]?.toLowerCase();
  return month !== undefined && !about.some((word) => word.startsWith(month.slice(0, 3)));
}

/** "Nämnden redovisar ett överskott på 3,4 mkr", where the net cost is so much above its budget. */
export function netClaimFindings(sentences: readonly ToldSentence[], rows: readonly ToldRow[], written: string | null): Finding[] {
  const known = rows.flatMap(deviations);
  if (!known.length) return [];
  const committees = new Set(sentences.flatMap(({ sentence: { section } }) => committeesIn(section.heading)));
  return sentences.filter(({ sentence: { text } }) => /skott/iu.test(text)).flatMap(({ numbers, own, rows: named, sentence, sentence: { inCell, section, text } }) => numbers.flatMap((number: ToldNumber): Finding[] => {
    const until = text.slice(0, number.at).replace(/(?:19|20)\d\d/g, "år");
    const kind = (CLAIM.exec(until) ?? HEAD.exec(until))?.groups!["kind"]?.toLowerCase();
    if (!kind || inCell || number.about || !isMoney(number.unit) || OTHER.test(text) || PART.test(until) || (own && named.some((row) => !isGeneral(row) && !row.beside && !row.words.every((word) => /^(?:namnd|forvaltning|ledning|stab|politi)/.test(word))))) return [];
    // "… om 880 tkr för energi" is a part of it.
    if (/^\s*(?:för|inom|avseende|gällande|hos|på)(?![a-zà-ÿ])(?!\s+(?:helåret|året|helår|19|20))/iu.test(text.slice(number.end))) return [];
    const of = FORECAST.test(until.split(/[.;]/).at(-1)!) ? "forecast" : "actual";
    const year = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text.slice(0, number.at))?.[1] ?? /^\s+från\s+(?:år\s+)?((?:19|20)\d\d)(?!\d)/.exec(text.slice(number.end))?.[1] ?? null;
    const candidates = known.filter((one) => one.of === of && (one.year ?? written) === (year ?? written));
    const said = spanOfTold(number);
    const spanIn = ({ row, span }: NetDeviation): ShownSpan => (isMoney(row.unit) ? inKronor(span, row.unit) : span);
    const size = (span: ShownSpan): ShownSpan => (compare(span.high, "0") < 0 || (compare(span.low, "0") < 0 && compare(absolute(span.low), span.high) > 0) ? turned(span) : span);
    const same = candidates.filter((one) => meets(size(spanIn(one)), said));
    const worse = kind === "underskott";
    if (same.some(({ value }) => (compare(value, "0") < 0) === worse)) return [];
    const [turn] = same;
    if (turn) return [{ code: "told-way", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: worse ? "överskott" : "underskott", message: `Texten säger ${kind}, men »${turn.row.label}« är ${formatNumber(absolute(turn.value))} ${worse ? "bättre" : "sämre"} än budget i tabellen.`, evidence: [evidenceOf(turn.row)] }];
    const near = candidates.filter(({ row, value }) => isNear(number, { value, role: "difference", year: null, month: null }, row));
    const [only] = near;
    // A paper of several committees tells of each in its own part.
    if (committees.size > 1 && only && only.row.section !== section.line) return [];
    if (!only || new Set(near.map(({ value }) => value)).size > 1 || isOtherCommittees(only.row, section.heading) || isOfOtherMonth(only.row, text)) return [];
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: `${formatNumber(absolute(only.value))} ${only.row.unit}`, message: `Texten säger ${kind} på ${number.written}, men »${only.row.label}« är ${formatNumber(absolute(only.value))} ${only.row.unit} ${compare(only.value, "0") < 0 ? "sämre" : "bättre"} än budget${of === "forecast" ? " i prognosen" : ""} i tabellen.`, evidence: [evidenceOf(only.row)] }];
  }));
}
