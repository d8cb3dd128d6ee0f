import { compare, divide, multiply, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells, readNumberCell } from "../reading/table-cells.ts";
import type { ReadControlResult } from "../reading/reading.ts";
import { samplesIn } from "./assessment-findings.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** Which shares a grade (folded, and its name as written) is for: more than, or from, the one; less than, or up to, the other. Per cent. */
interface GradeRange { readonly grade: string; readonly name: string; readonly low: Decimal | null; readonly lowIsIn: boolean; readonly high: Decimal | null; readonly highIsIn: boolean }
interface GradeScale { readonly ranges: readonly GradeRange[]; readonly line: number; readonly quote: string }

const P = String.raw`(?<%>\d{1,3}(?:,\d+)?)\s*(?:procent|%)?`;
const number = (name: string): string => P.replace("%", name);
/** "Mer än 5 men högst 15 procent", "högst 5 procent", "mer än 15 procent", "5–15 procent", "0 procent". */
const RANGE = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,])(?:(?<over>mer än|över|minst|från)\s+${number("a")}\s+(?:(?:men|och|till|upp till|samt)\s+)?(?:(?<under>högst|mindre än|lägre än|under|till och med|till)\s+)?${number("b")}\s*(?:procent|%)|(?<only>mer än|över|minst|högst|mindre än|lägre än|under|upp till)\s+${number("c")}\s*(?:procent|%)|${number("d")}\s*(?:[–-]|till)\s*${number("e")}\s*(?:procent|%)|${number("f")}\s*(?:procent|%)|(?<above>däröver|därutöver|mer än så|högre än så))`, "giu");
const GRADE = /(?<![a-zà-ÿ])(?<grade>ingen\s+eller\s+försumbar|ingen|försumbar|obetydlig|lindrig|mindre|liten|måttlig|kännbar|större|betydande|väsentlig|allvarlig|stor|tillfredsställande|(?:ej|inte)\s+godkän[dt]|godkän[dt]\s+med\s+anmärkning(?:ar)?|godkän[dt]|underkän[dt]|brist(?!er|fäll)|grön|gul|röd)(?:\s+(?:avvikelse|brist)(?:er)?)?(?![a-zà-ÿ])(?!\s+än)/giu;
const [FEWEST, FEWEST_CHECKED] = [3, 5];
const value = (text: string | undefined): Decimal | null => (text === undefined ? null : parseNumber(text));

function rangeOf({ a, above, b, c, d, e, f, only, over, under }: Readonly<Record<string, string | undefined>>): Omit<GradeRange, "grade" | "name"> {
  if (a !== undefined) return { low: value(a), lowIsIn: /minst|från/iu.test(over!), high: value(b), highIsIn: !/mindre|lägre|under/iu.test(under ?? "") };
  if (c !== undefined) return /mer|över|minst/iu.test(only!) ? { low: value(c), lowIsIn: /minst/iu.test(only!), high: null, highIsIn: false } : { low: null, lowIsIn: false, high: value(c), highIsIn: !/mindre|lägre|under/iu.test(only!) };
  // What is above the one before it is given its limit where they stand together.
  if (above !== undefined) return { low: null, lowIsIn: false, high: null, highIsIn: false };
  return d !== undefined ? { low: value(d), lowIsIn: true, high: value(e), highIsIn: true } : { low: value(f), lowIsIn: true, high: value(f), highIsIn: true };
}
const gradeOf = (text: string): string | null => { const found = [...text.matchAll(GRADE)][0]?.groups!["grade"]; return found === undefined ? null : fold(found); };

/** The scales that a text tells: as many grades as ranges, each beside its own, in one sentence or in several that follow each other. */
function scalesOf(sentences: readonly CheckedSentence[]): GradeScale[] {
  const told = sentences.filter(({ inCell }) => !inCell).map((sentence) => ({ sentence, ranges: [...sentence.text.matchAll(RANGE)].map(({ groups }) => rangeOf(groups!)), grades: [...sentence.text.matchAll(GRADE)].map(({ groups }) => groups!["grade"]!.toLowerCase()) }));
  const paired = told.map(({ grades, ranges, sentence }) => ({ sentence, pairs: grades.length === ranges.length ? ranges.map((range, at): GradeRange => ({ ...range, ...(range.low === null && range.high === null ? { low: ranges[at - 1]?.high ?? null } : {}), grade: fold(grades[at]!), name: grades[at]! })) : [] }));
  const found: GradeScale[] = [];
  for (let at = 0; at < paired.length; at++) {
    const [first] = paired.slice(at, at + 1);
    if (!first!.pairs.length) continue;
    let end = at + 1;
    while (paired[end]?.pairs.length && paired[end]!.sentence.section.line === first!.sentence.section.line) end++;
    const ranges = paired.slice(at, end).flatMap(({ pairs }) => pairs);
    if (ranges.length >= FEWEST && new Set(ranges.map(({ grade }) => grade)).size === ranges.length) found.push({ ranges, line: first!.sentence.line, quote: first!.sentence.text });
    at = end - 1;
  }
  return found;
}
const isIn = (share: Decimal, { high, highIsIn, low, lowIsIn }: GradeRange): boolean =>
  (low === null || compare(share, low) > (lowIsIn ? -1 : 0)) && (high === null || compare(share, high) < (highIsIn ? 1 : 0));
/** "Ingen avvikelse" is graded by the range of "ingen eller försumbar". */
const isGrade = (range: GradeRange, grade: string): boolean => range.grade === grade || (range.grade === "ingen eller forsumbar" && (grade === "ingen" || grade === "forsumbar"));

const HEADING = /^(?:bedomning|grad|avvikelse|resultat|bedomd avvikelse|bedomning av avvikelse)(?: \d{4})?$/;
const SHARE = /^(?:andel|procent|felandel|avvikelse i procent)|^(?:fel|avvikelser?|brister?) (?:i )?procent$/;
const RANKS = ["ingen", "forsumbar", "obetydlig", "lindrig mindre liten", "mattlig kannbar", "storre betydande vasentlig", "allvarlig stor"];
const rankOf = (grade: string): number => RANKS.findIndex((names) => names.split(" ").includes(grade.split(" ").at(-1)!));
const [ALL, WRONG] = [/granskad|kontrollerad|stickprov|^antal|urval|omfattning/, /(?:^| )(?:fel|brist|brister|avvikelser|saknas|med brist|underkan)/];
const [FEWEST_STEPS, WORSE_BY, MOST_JUDGED] = [2, "3", 200];
/** Where the text tells of no scale: a control with a larger share of faults than several that are graded worse. */
function outOfStep({ blocks }: Layout): Finding[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }): Finding[] => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const graded = heads.findIndex((one, at) => at > 0 && HEADING.test(one) && rows.some(({ cells }) => gradeOf(oneLine(cells[at])) !== null));
    const wrongAt = heads.findIndex((one, at) => at > 0 && at !== graded && WRONG.test(one) && !/utan/.test(one));
    const allAt = heads.findIndex((one, at) => at > 0 && at !== graded && at !== wrongAt && ALL.test(one));
    if (graded < 1 || wrongAt < 1 || allAt < 1) return [];
    const judged = rows.flatMap(({ cells, line }) => {
      const [grade, all, wrong] = [gradeOf(oneLine(cells[graded])), readNumberCell(oneLine(cells[allAt])).value, readNumberCell(oneLine(cells[wrongAt])).value];
      return grade === null || rankOf(grade) < 0 || all === null || wrong === null || compare(all, "0") <= 0 ? [] : [{ cells, line, rank: rankOf(grade), share: divide(multiply(wrong, "100"), all), words: `${formatNumber(wrong)} av ${formatNumber(all)}` }];
    });
    if (judged.length > MOST_JUDGED) return [];
    const milder = judged.map((one) => ({ one, worse: judged.filter((other) => other.rank > one.rank && compare(subtract(one.share, other.share), WORSE_BY) >= 0) })).filter(({ worse }) => worse.length >= FEWEST_STEPS);
    return milder.length === 1 ? milder.map(({ one, worse }): Finding => ({ code: "grade-mild", severity: "warning", line: one.line, quote: quoteOfCells(one.cells), expected: null, message: `»${oneLine(one.cells[graded])}« med ${one.words}, men ${worse.map(({ cells, words }) => `${words} är »${oneLine(cells[graded])}«`).join(" och ")}.`, evidence: worse.map(({ cells, line }) => ({ line, quote: quoteOfCells(cells) })) })) : [];
  });
}

/** "Mer än 15 procent är en allvarlig avvikelse", and a control with 22,9 per cent that is graded as a small one. */
export function gradeScaleFindings(layout: Layout, sentences: readonly CheckedSentence[], results: readonly ReadControlResult[]): Finding[] {
  const scales = scalesOf(sentences);
  // Of several scales, which one a table is graded by is not known.
  const [scale] = scales;
  if (!scale) return outOfStep(layout);
  if (scales.length > 1) return [];
  const { blocks } = layout;
  const told = results.flatMap(({ check, grade, line, text }): Finding[] => {
    const own = grade === null ? null : gradeOf(grade);
    const range = own === null ? undefined : scale.ranges.find((one) => isGrade(one, own));
    const samples = range && text ? samplesIn(text).filter(({ all }) => all >= FEWEST_CHECKED) : [];
    const [sample] = samples;
    if (!range || !sample || samples.length > 1) return [];
    const share = divide(multiply(String(sample.wrong), "100"), String(sample.all));
    const right = scale.ranges.find((one) => isIn(share, one));
    return !right || right === range ? [] : [{ code: "grade-mild", severity: "warning", line, quote: sample.quote, expected: right.name, message: `»${grade}« för »${check}«, men ${sample.wrong} av ${sample.all} är ${formatNumber(round(share, 1))} procent, »${right.name}« enligt skalan på rad ${scale.line}.`, evidence: [{ line: scale.line, quote: scale.quote }] }];
  });
  return [...told, ...blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }): Finding[] => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const graded = heads.findIndex((one, at) => at > 0 && HEADING.test(one) && rows.some(({ cells }) => gradeOf(oneLine(cells[at])) !== null));
    const shares = head!.cells.findIndex((cell, at) => at > 0 && at !== graded && (SHARE.test(heads[at]!) || oneLine(cell).includes("%")));
    if (graded < 1 || shares < 1) return [];
    const judged = rows.flatMap(({ cells, line }) => {
      const [grade, share] = [gradeOf(oneLine(cells[graded])), readNumberCell(oneLine(cells[shares]).replace(/%$/, "")).value];
      const own = grade === null ? undefined : scale.ranges.find((range) => isGrade(range, grade));
      return own && share !== null ? [{ cells, line, share, own, ok: isIn(share, own) }] : [];
    });
    const wrong = judged.filter(({ ok }) => !ok);
    // Where many are graded otherwise, it is by another scale.
    if (!wrong.length || wrong.length * 3 > judged.length) return [];
    return wrong.map(({ cells, line, share }): Finding => {
      const right = scale.ranges.find((range) => isIn(share, range))?.name ?? null;
      return { code: "grade-mild", severity: "warning", line, quote: quoteOfCells(cells), expected: right, message: `Bedömningen är »${oneLine(cells[graded])}«, men ${formatNumber(share)} procent är ${right === null ? "inte det" : `»${right}«`} enligt skalan på rad ${scale.line}.`, evidence: [{ line: scale.line, quote: scale.quote }] };
    });
  })];
}
