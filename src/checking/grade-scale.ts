import { compare, divide, multiply, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells, readNumberCell } from "../reading/table-cells.ts";
import type { ReadControlResult } from "../reading/reading.ts";
import { samplesIn } from "./assessment-findings.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { amountOf, countOf, NUMBER_WORDS } from "./number-words.ts";

/** Which shares a grade (folded, and its name as written) is for: more than, or from, the one; less than, or up to, the other. Per cent. */
interface GradeRange { readonly grade: string; readonly name: string; readonly low: Decimal | null; readonly lowIsIn: boolean; readonly high: Decimal | null; readonly highIsIn: boolean }
interface GradeScale { readonly ranges: readonly GradeRange[]; readonly line: number; readonly quote: string }

const WORDS = Object.keys(NUMBER_WORDS).filter((word) => !/^e(?:n|tt)$/.test(word)).join("|");
const P = String.raw`(?<%>\d{1,3}(?:,\d+)?|${WORDS})\s*(?:procent|%)?`;
const number = (name: string): string => P.replace("%", name);
/** "Mer än 5 men högst 15 procent", "högst 5 procent", "mer än 15 procent", "5–15 procent", "0 procent". */
const RANGE = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,])(?:(?<over>mer än|över|minst|från)\s+${number("a")}\s+(?:(?:men|och|till|upp till|samt)\s+)?(?:(?<under>högst|mindre än|lägre än|under|upp till|till och med|till)\s+)?${number("b")}\s*(?:procent|%)|(?<only>mer än|över|minst|högst|mindre än|lägre än|under|upp till)\s+${number("c")}\s*(?:procent|%)|${number("d")}\s*(?:[–-]|till(?:\s+och\s+med)?)\s*${number("e")}\s*(?:procent|%)|${number("f")}\s*(?:procent|%)|(?<above>däröver|därutöver|mer än så|högre än så|när\s+det\s+är\s+fler)|(?<none>inga\s+(?:fel|brister|avvikelser)|allt\s+stämmer)|högst\s+en\s+(?<fraction>tiondel|femtedel|fjärdedel|tredjedel))`, "giu");
const GRADE = /(?<![a-zà-ÿ])(?<grade>ingen\s+eller\s+försumbar|ingen|försumbar|obetydlig|lindrig|mindre|liten|måttlig|kännbar|större|betydande|väsentlig|allvarlig|stor|tillfredsställande|(?:ej|inte)\s+godkän[dt]|godkän[dt]\s+med\s+anmärkning(?:ar)?|godkän[dt]|underkän[dt]|(?<!(?:har|hade|med|utan|finns|visar)\s)brist(?!er|fäll)|grön|gul|röd)(?:\s+(?:avvikelse|brist)(?:er)?)?(?![a-zà-ÿ])(?!\s+(?:än|del|delar|andel))/giu;
const [FEWEST, FEWEST_CHECKED] = [3, 5];
const value = (text: string | undefined): Decimal | null => (text === undefined ? null : amountOf(text));

const FRACTIONS: Readonly<Record<string, Decimal>> = { tiondel: "10", femtedel: "20", fjärdedel: "25", tredjedel: "33.34" };
function rangeOf({ a, above, b, c, d, e, f, fraction, none, only, over, under }: Readonly<Record<string, string | undefined>>): Omit<GradeRange, "grade" | "name"> {
  if (a !== undefined) return { low: value(a), lowIsIn: /minst|från/iu.test(over!), high: value(b), highIsIn: !/mindre|lägre|under/iu.test(under ?? "") };
  if (c !== undefined) return /mer|över|minst/iu.test(only!) ? { low: value(c), lowIsIn: /minst/iu.test(only!), high: null, highIsIn: false } : { low: null, lowIsIn: false, high: value(c), highIsIn: !/mindre|lägre|under/iu.test(only!) };
  if (fraction !== undefined) return { low: null, lowIsIn: false, high: FRACTIONS[fraction.toLowerCase()]!, highIsIn: true };
  if (none !== undefined) return { low: "0", lowIsIn: true, high: "0", highIsIn: true };
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

const HEADING = /^(?:bedomning|grad|gradering|avvikelse|resultat|bedomd avvikelse|bedomning av avvikelse|grad av avvikelse)(?: \d{4})?$/;
const SHARE = /^(?:andel|procent|felandel|avvikelse i procent)|^(?:fel|avvikelser?|brister?) (?:i )?procent$/;
const RANKS = ["ingen", "forsumbar", "obetydlig", "lindrig mindre liten", "mattlig kannbar", "storre betydande vasentlig", "allvarlig stor"];
const rankOf = (grade: string): number => RANKS.findIndex((names) => names.split(" ").includes(grade.split(" ").at(-1)!));
const [ALL, WRONG] = [/granska[dt]|kontrollera[dt]|stickprov|^antal|urval|omfattning/, /(?:klarar|uppfyller) (?:inte|ej)|(?:^| )(?:fel|brist|brister|avvikelser|saknas|med brist|underkan)/];
const [FEWEST_STEPS, WORSE_BY, MOST_JUDGED] = [2, "3", 200];
const [FEWEST_GRADED, MOST_WORDS] = [2, 5];
/** The column that has the grades, in few words each; −1 where there is none. */
function gradedColumn(heads: readonly string[], rows: readonly { readonly cells: readonly string[] }[]): number {
  return heads.findIndex((one, at) => at > 0 && HEADING.test(one) && rows.filter(({ cells }) => { const cell = oneLine(cells[at]); return gradeOf(cell) !== null && cell.split(" ").length <= MOST_WORDS; }).length * FEWEST_GRADED >= rows.length);
}
/** The columns of how many were looked at and how many of them were wrong; −1 where there is none. */
function countColumns(heads: readonly string[], graded: number): [all: number, wrong: number] {
  const wrong = heads.findIndex((one, at) => at > 0 && at !== graded && WRONG.test(one) && !/utan|andel|procent/.test(one));
  return [heads.findIndex((one, at) => at > 0 && at !== graded && at !== wrong && ALL.test(one)), wrong];
}
/** The number that a cell begins with: "40 elevakter". */
const leading = (cell: string): Decimal | null => readNumberCell(/^\d[\d\s]*(?![\d,.%])/u.exec(cell)?.[0].trim() ?? cell).value;
const NUMBER = String.raw`(?:\d{1,3}(?:\s\d{3})*|${Object.keys(NUMBER_WORDS).join("|")})`;
/** "25 avslag kontrollerade, i nio saknades": what was looked at, and then how many of them that were wrong. */
const CHECKED = new RegExp(String.raw`^(?<all>${NUMBER})\s+(?:[a-zà-ÿ-]+\s+){0,3}?(?:kontrollera|granska|undersök)(?:de[s]?|t[s]?)(?:[,.;:]|\s+och)\s+(?<rest>.+)$`, "iu");
const ALL_CHECKED = /^samtliga\s+(?:[a-zà-ÿ-]+\s+){0,2}?(?:kontrollera|granska)(?:de[s]?|t[s]?)[,.;:]\s+(?<rest>.+)$/iu;
const OF_ALL = String.raw`^(?<some>\d{1,3}(?:\s\d{3})*)\s+av\s+(?<all>\d{1,3}(?:\s\d{3})*)\s+(?:[a-zà-ÿ]+\s+){0,4}?`;
/** "2 av 14 saknade godkännande", "64 av 2 064 över tid": first how many were wrong. */
const WRONG_FIRST = new RegExp(String.raw`${OF_ALL}(?:saknade|saknar|brast|brister|avvek|över\s|för\s+sent|sena?(?![a-zà-ÿ])|fel(?![a-zà-ÿ])|felaktig|utan(?![a-zà-ÿ])|inte(?![a-zà-ÿ])|ej(?![a-zà-ÿ]))`, "iu");
/** "20 av 20 hade plan", "22 av 30 hade analys, 8 saknade": first how many were right. */
const RIGHT_FIRST = new RegExp(String.raw`${OF_ALL}(?:hade|har|fanns|finns|uppfyllde|uppfyller|rätt|korrekt)(?![a-zà-ÿ])(?!\s+(?:fel|brist|inte|ej|sakna))`, "iu");
/** "40 utbetalningar, inga fel". */
const NONE_WRONG = /^\d[\d\s]*\s[a-zà-ÿ]+(?:\s[a-zà-ÿ]+){0,3}[,;]\s+(?:inga|utan)\s+(?:fel|brister|avvikelser|anmärkning[a-zà-ÿ]*)\.?$/iu;
const IS_WRONG = /sakna|(?<![a-zà-ÿ])(?:fel|inte|ej|sent|utan)(?![a-zà-ÿ])|felaktig|brist|brast|avvek|avvikelse|överskred|längre tid/iu;
const COUNTED = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(${NUMBER})(?![A-Za-zÀ-ÿ\d,]|\s+(?:dag|timm|vecka|veckor|månad|år|minut|procent|%|kronor|kr|tkr))`, "giu");
/** The share of those looked at that was wrong, in a cell of words, per cent; null where it tells of more than one number. */
function shareIn(cell: string): Decimal | null {
  const percents = [...(ALL_CHECKED.exec(cell)?.groups!["rest"]?.matchAll(/(\d+(?:,\d+)?)\s*(?:procent|%)/giu) ?? [])];
  if (percents.length) return percents.length === 1 && IS_WRONG.test(cell) ? parseNumber(percents[0]![1]!) : null;
  if (NONE_WRONG.test(cell)) return "0";
  const wrongs = WRONG_FIRST.exec(cell)?.groups;
  const told = wrongs ?? RIGHT_FIRST.exec(cell)?.groups;
  if (told) {
    const [some, of] = [told["some"]!, told["all"]!].map((one) => Number(one.replaceAll(/\s/gu, ""))) as [number, number];
    return of < FEWEST_CHECKED || some > of ? null : divide(multiply(String(wrongs ? some : of - some), "100"), String(of));
  }
  const { all, rest } = CHECKED.exec(cell)?.groups ?? {};
  const counted = [...(rest ?? "").matchAll(COUNTED)];
  // "I nio saknades en prövning": one of what is missing is no number of cases, where another number is told.
  const many = counted.filter(([, number]) => !/^(?:en|ett)$/iu.test(number!));
  const wrong = many.length ? many : counted;
  if (wrong.length !== 1 || !IS_WRONG.test(rest!)) return null;
  const [of, some] = [all!, wrong[0]![1]!].map((one) => countOf(one.replaceAll(/\s/gu, ""))) as [number, number];
  return of < FEWEST_CHECKED || some > of ? null : divide(multiply(String(some), "100"), String(of));
}

const LOOKED = /^(?:kontroll(?:erat|moment)?|urval|stickprov|omfattning|granskat|metod)$/;
const RESULT = /^(?:resultat|utfall|iakttagelse)/;
/** "40 personalakter" in one cell, and "Utdrag saknas i 7 akter" in the next: the share that was wrong, per cent; null where they tell of none. */
function shareBeside(looked: string, result: string): Decimal | null {
  // "Genomgång av 40 akter, tre enheter".
  const counts = [...looked.matchAll(COUNTED)].filter(([, one]) => /\d/u.test(one!));
  const all = /^\d/u.test(looked) ? leading(looked) : counts.length === 1 && /^(?:genomgång|granskning|stickprov|kontroll|urval)/iu.test(looked) ? amountOf(counts[0]![1]!.replaceAll(/\s/gu, "")) : null;
  const [some, ...more] = [...result.matchAll(COUNTED)].filter(([, one]) => /\d/u.test(one!));
  if (all === null || !some || more.length || !IS_WRONG.test(result) || compare(all, String(FEWEST_CHECKED)) < 0) return null;
  const wrong = amountOf(some[1]!.replaceAll(/\s/gu, ""));
  return wrong === null || compare(wrong, all) > 0 ? null : divide(multiply(wrong, "100"), all);
}

/** Where the text tells of no scale: a control with a larger share of faults than several that are graded worse. */
function outOfStep({ blocks }: Layout): Finding[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }): Finding[] => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const graded = gradedColumn(heads, rows);
    const [allAt, wrongAt] = countColumns(heads, graded);
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
    const graded = gradedColumn(heads, rows);
    if (graded < 1) return [];
    const shares = head!.cells.findIndex((cell, at) => at > 0 && at !== graded && (SHARE.test(heads[at]!) || oneLine(cell).includes("%")));
    const [allAt, wrongAt] = countColumns(heads, graded);
    const [looked, result] = [LOOKED, RESULT].map((pattern) => heads.findIndex((one, at) => at > 0 && pattern.test(one))) as [number, number];
    const shareOf = (cells: readonly string[]): Decimal | null => {
      if (shares > 0) return readNumberCell(oneLine(cells[shares]).replace(/%$/, "")).value;
      const [all, wrong] = allAt > 0 && wrongAt > 0 ? [leading(oneLine(cells[allAt])), leading(oneLine(cells[wrongAt]))] : [null, null];
      if (all !== null && wrong !== null) return compare(all, String(FEWEST_CHECKED)) < 0 || compare(wrong, all) > 0 ? null : divide(multiply(wrong, "100"), all);
      if (looked > 0 && result > looked && result !== graded) {
        const share = shareBeside(oneLine(cells[looked]), oneLine(cells[result]));
        if (share !== null) return share;
      }
      const told = cells.flatMap((cell, at) => (at === graded ? [] : [shareIn(oneLine(cell))])).filter((one) => one !== null);
      return told.length === 1 ? told[0]! : null;
    };
    const judged = rows.flatMap(({ cells, line }) => {
      const [grade, share] = [gradeOf(oneLine(cells[graded])), shareOf(cells)];
      const own = grade === null ? undefined : scale.ranges.find((range) => isGrade(range, grade));
      return own && share !== null ? [{ cells, line, share, own, ok: isIn(share, own) }] : [];
    });
    const wrong = judged.filter(({ ok }) => !ok);
    // Where many are graded otherwise, it is by another scale.
    if (!wrong.length || wrong.length * 3 > judged.length) return [];
    return wrong.filter(({ line }) => !told.some((other) => other.line === line)).flatMap(({ cells, line, share }): Finding[] => {
      const right = scale.ranges.find((range) => isIn(share, range))?.name ?? null;
      // "Mindre avvikelse (större, sänkt ett steg)": the cell tells the other grade too, and why it is not that.
      if (right !== null && [...oneLine(cells[graded]).matchAll(GRADE)].slice(1).some(({ groups }) => groups!["grade"]!.toLowerCase() === right)) return [];
      return [{ code: "grade-mild", severity: "warning", line, quote: quoteOfCells(cells), expected: right, message: `Bedömningen är »${oneLine(cells[graded])}«, men ${formatNumber(round(share, 1))} procent är ${right === null ? "inte det" : `»${right}«`} enligt skalan på rad ${scale.line}.`, evidence: [{ line: scale.line, quote: scale.quote }] }];
    });
  })];
}
