import { fold, isParagraph, isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { isSameWord, tellingWords } from "./telling-words.ts";

interface GradedPoint { readonly label: string; readonly words: readonly string[]; readonly grade: string; readonly line: Place; readonly quote: string }
/** So often a grade stands in a document's tables. */
const FEWEST_OF_GRADE = 2;
const MOST_WORDS = 4;
/** Rows of points that are graded in the cell after what they are called. */
function gradedPoints({ blocks }: Layout): GradedPoint[] {
  const rows = blocks.filter(isTable).flatMap(({ rows: all }) => all.flatMap(({ cells, line }): GradedPoint[] => {
    const [label, grade] = [oneLine(cells[0]), fold(oneLine(cells[1]))];
    return cells.length > 2 && label.length > 5 && /^[a-z ]{4,40}$/.test(grade) && grade.split(" ").length <= MOST_WORDS ? [{ label, words: tellingWords(label), grade, line, quote: quoteOfCells(cells) }] : [];
  }));
  const often = Map.groupBy(rows, ({ grade }) => grade);
  return rows.filter(({ grade }) => often.get(grade)!.length >= FEWEST_OF_GRADE || [...often.keys()].some((other) => often.get(other)!.length > FEWEST_OF_GRADE && other !== grade && (grade.endsWith(` ${other}`) || /^(?:bristfallig|ej |inte |icke )/.test(grade))));
}

const JUDGED = /^(?<what>\p{Lu}[^.;:]{10,160}?)\s+har\s+bedömts\s+(?:som|vara)\s+[»"”']?(?<grade>[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+){0,2}?)[»"”'«]?(?:$|[.,]|\s+(?:även|men|och|trots|eftersom|då|på|med|utifrån)(?![a-zà-ÿ]))/u;
const FEWEST_SHARED = 3;
const GRADE = /^(?:(?:ej|inte|mycket val|val) )?(?:fungerande|bristfallig|godtagbar|tillfredsstallande|otillracklig|underkand|god)t?$/;
/** "Samverkan med andra myndigheter har bedömts som fungerande", and in its row it is something else. */
function gradeFindings(sentence: CheckedSentence, points: readonly GradedPoint[]): Finding[] {
  const { grade, what } = (sentence.inCell ? null : JUDGED.exec(sentence.text))?.groups ?? {};
  if (!grade || !what) return [];
  const words = tellingWords(what.replaceAll("/", " "));
  const told = fold(grade);
  const same = points.filter((point) => { const shared = words.filter((word) => point.words.some((other) => isSameWord(word, other))).length; return shared >= FEWEST_SHARED && (shared >= words.length * 0.75 || shared >= point.words.length * 0.75); });
  const [only] = same;
  // A word that is no grade, and that no row has, is none of theirs.
  if (!only || same.length > 1 || only.grade === told || !(GRADE.test(told) || points.some((point) => point.grade === told))) return [];
  return [{ code: "verdicts-differ", severity: "warning", line: lineAt(sentence, 0), quote: sentence.text, expected: only.grade, message: `Här är det bedömt som »${grade}«, men »${only.label}« har ett annat betyg på rad ${only.line}.`, evidence: [{ line: only.line, quote: only.quote }] }];
}

const COUNTED = new RegExp(String.raw`^(?<count>${Object.keys(NUMBER_WORDS).join("|")}|\d{1,2})\s+(?:punkt(?:er)?|områden?|moment|frågor|krav)\s+har\s+bedömts\s+som\s+[»"”']?(?<grade>[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+){0,2})[»"”'«]?\.?$`, "iu");
const NEAR = 90;
/** "Tre punkter har bedömts som fungerande", and the tables that follow have two. */
function countFindings(sentence: CheckedSentence, points: readonly GradedPoint[], until: Place): Finding[] {
  const { count, grade } = (sentence.inCell ? null : COUNTED.exec(sentence.text))?.groups ?? {};
  const near = points.filter(({ line }) => line > sentence.line && line < until && line - sentence.line <= NEAR);
  const own = grade ? near.filter((point) => point.grade === fold(grade)).length : 0;
  if (!count || own === 0 || own === countOf(count)) return [];
  return [{ code: "status-count", severity: "warning", line: lineAt(sentence, 0), quote: sentence.text, expected: String(own), message: `Texten säger ${count.toLowerCase()}, men ${own} rader i tabellerna efter har bedömningen »${grade}«.`, evidence: near.filter((point) => point.grade === fold(grade!)).slice(0, 3).map(({ line, quote }) => ({ line, quote })) }];
}

const ONE_TASK = /(?<![a-zà-ÿ])ett\s+uppdrag(?![a-zà-ÿ])(?!\s+(?:om|att|gällande|kring|rörande))/iu;
const DONE = /^Uppdraget\s+är\s+(?:slutfört|avslutat|genomfört|klart)\.?$/iu;
const GOES_ON = /^(?:[-•–]\s*)?Uppdraget\s+(?:pågår|är\s+(?:påbörjat|försenat|inte\s)|har\s+inte|kvarstår)/iu;
const IS_STATUS = /^(?:[-•–]\s*)?Uppdraget\s+(?:pågår|är|avbrutet|har)(?![a-zà-ÿ])/iu;
/** There is one assignment; it is done here, and goes on there. */
function taskFindings(sentences: readonly CheckedSentence[], { blocks }: Layout): Finding[] {
  const done = sentences.find(({ inCell, text }, at) => !inCell && DONE.test(text) && ONE_TASK.test(sentences[at - 1]?.text ?? ""));
  if (!done) return [];
  return blocks.flatMap((block, at): Finding[] => {
    const [before, after] = [blocks[at - 1], blocks[at + 1]].map((one) => (isParagraph(one) ? one.text : ""));
    // One of the words that statuses are told with is none itself.
    if (!isParagraph(block) || !GOES_ON.test(block.text) || [before, after].some((text) => IS_STATUS.test(text!))) return [];
    return [{ code: "two-statuses", severity: "warning", line: block.line, quote: block.text, expected: done.text, message: `Här pågår uppdraget, men på rad ${done.line} är det slutfört.`, evidence: [{ line: done.line, quote: done.text }] }];
  });
}

const STATUS = /^status(?: |$)/;
const COMMENT = /^(?:kommentar|analys|anmarkning)(?: |$)/;
const OTHERS = 3;
/** What may be said of anything. */
const GENERIC = /^(?:inga|ingen|redovisas|se|lopande|fortlopande|klart?|enligtplan|vidbehov)/;
/** Tasks with one and the same comment, which have one status but for one of them. */
function sameComment({ blocks }: Layout): Finding[] {
  const told = blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const [status, comment] = [heads.findIndex((one) => STATUS.test(one)), heads.findIndex((one) => COMMENT.test(one))];
    return status < 0 || comment < 0 ? [] : rows.map(({ cells, line }) => ({ status: fold(oneLine(cells[status])).replace(/avvikelser$/, "avvikelse"), comment: fold(oneLine(cells[comment])).replaceAll(" ", ""), written: oneLine(cells[comment]), line, quote: quoteOfCells(cells) })).filter((one) => one.status && one.comment.length >= 6 && !GENERIC.test(one.comment));
  });
  return [...Map.groupBy(told, ({ comment }) => comment).values()].flatMap((same): Finding[] => {
    const [most, few, ...more] = [...Map.groupBy(same, ({ status }) => status).values()].toSorted((a, b) => b.length - a.length);
    if (!most || !few || more.length || most.length < OTHERS || few.length > 1 || !most[0]!.status.includes(few[0]!.status)) return [];
    const [{ line, quote, written }] = few as [typeof told[number]];
    return [{ code: "status-comment", severity: "warning", line, quote, expected: null, message: `Kommentaren »${written}« har en annan status på ${most.length} andra rader.`, evidence: most.slice(0, 3).map((one) => ({ line: one.line, quote: one.quote })) }];
  });
}

/** Points and tasks that are graded in a table, against what the text says of them, and against each other. */
export function gradedPointFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const points = gradedPoints(layout);
  const counted = sentences.filter(({ inCell, text }) => !inCell && COUNTED.test(text)).map(({ line }) => line);
  return [...sentences.flatMap((sentence) => [...gradeFindings(sentence, points), ...countFindings(sentence, points, counted.find((line) => line > sentence.line) ?? Number.MAX_SAFE_INTEGER)]), ...taskFindings(sentences, layout), ...sameComment(layout)];
}
