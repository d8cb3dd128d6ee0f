import { formatNumber } from "../platform/swedish.ts";
import { fold, isTable, tableLines, type Layout } from "../reading/layout.ts";
import type { ReadControlResult, ReadGoal, Reading } from "../reading/reading.ts";
import { oneLine, quoteOfCells, readNumberCell, STATUS_MARK } from "../reading/table-cells.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { sharedWords } from "./word-sets.ts";

interface CheckedStatus { readonly status: string; readonly comment: string; readonly line: number; readonly quote: string }

/** The statuses of a document's tables, with the comment in the same row. */
function statuses({ blocks }: Layout): CheckedStatus[] {
  let columns: { status: number; comment: number } | null = null;
  return blocks.filter(isTable).flatMap(({ rows }) => rows.flatMap(({ cells, line }, at): CheckedStatus[] => {
    const heads = cells.map(fold);
    const status = heads.findIndex((head, column) => column > 0 && /^(status|bedomning|resultat)$/.test(head));
    if (at === 0 && status >= 0) {
      columns = { status, comment: heads.findIndex((head) => /^(kommentar|anmarkning|beskrivning)(er)?$/.test(head)) };
      return [];
    }
    // A table that goes on without its heading is as wide as the one before.
    if (!columns || cells.length <= columns.status) return [];
    const own = oneLine(cells[columns.status]).replace(STATUS_MARK, "");
    return own && own.length < 60 && readNumberCell(own).text ? [{ status: own, comment: oneLine(cells[columns.comment]), line, quote: quoteOfCells(cells).slice(0, 300) }] : [];
  }));
}

const LABELLED = /^[\s•*–-]*(?:status|bedömning|läge)\s*(?:vid årets slut|\d{4}(?:-\d\d-\d\d)?)?\s*:\s*(?<status>[^.:]{2,40}?)\.?(?:\s+(?<rest>(?:kommentar|beskrivning|uppföljning)\s*:.*))?$/iu;
const COMMENT = /^[\s•*–-]*(?:kommentar|beskrivning|uppföljning)\s*:\s*(?<comment>.+)$/iu;
/** A comment is no longer than this. */
const MOST_LINES = 12;
/** A label and what stands after it are no longer than this. */
const LONGEST = 500;
/** Another label, or a heading where a sentence has ended: there the comment ends too. */
const isNext = (line: string, last: string | undefined): boolean => /^\s*\p{Lu}[\p{L} ]{2,30}\d{0,2}\s?:/u.test(line) || (last !== undefined && /[.!?]\s*$/.test(last) && /^\s*\p{Lu}[^.]{2,60}$/u.test(line) && !/[,.;]\s*$/.test(line));
/** "Status: Slutfört", and the line or lines after it that begin with "Kommentar:". */
function labelledStatuses({ lines }: Layout): CheckedStatus[] {
  // Where no line is called a comment, the one after the status is.
  const isBare = !lines.some((line) => line.length <= LONGEST && COMMENT.test(line));
  return lines.flatMap((text, at): CheckedStatus[] => {
    const { rest, status } = (text.length > LONGEST ? null : LABELLED.exec(text))?.groups ?? {};
    if (status === undefined) return [];
    const after = rest === undefined ? [] : [rest];
    for (let below = at + 1; below < at + MOST_LINES && lines[below] !== undefined && lines[below]!.length <= LONGEST && !LABELLED.test(lines[below]!) && (lines[below]!.trim() || after.length === 0); below++) {
      if (after.length > 0 && (COMMENT.test(lines[below]!) || isNext(lines[below]!, after.at(-1)))) break;
      if (lines[below]!.trim()) after.push(lines[below]!);
    }
    const comment = COMMENT.exec(after.join(" "))?.groups!["comment"] ?? (isBare && rest === undefined && /[.]\s*$/.test(lines[at + 1] ?? "") ? lines[at + 1]!.trim() : undefined);
    return comment === undefined ? [] : [{ status, comment, line: at + 1, quote: text.trim() }];
  });
}

const INLINE = /\s(?:Uppdraget\s+(?:är|har)\s+)?(?<status>slutfört|slutförd|slutförts|genomfört|genomförd|avslutat|avslutad|klart?|pågår enligt plan|(?:ej|inte) påbörjat)\s+(?<comment>\p{Lu}[^\t]{15,400}[.])$/u;
const HEADS = /status.*(?:kommentar|beskrivning|uppföljning)/iu;
const MOST_OVER = 12;
/** Rows of words whose borders are lost: "3 Ny plan Uppdraget är slutfört Två delar återstår att skriva." */
function inlineStatuses({ lines, blocks }: Layout): CheckedStatus[] {
  const inTables = tableLines(blocks);
  const from = lines.findIndex((line) => line.length < 120 && HEADS.test(line) && !/[.:\t|]/.test(line));
  if (from < 0) return [];
  let last = from;
  return lines.flatMap((text, at): CheckedStatus[] => {
    if (at <= from || at - last > MOST_OVER || inTables.has(at + 1)) return [];
    const match = /^\d{1,2}[.\s]/.test(text) ? INLINE.exec(text) : null;
    if (!match) return [];
    last = at;
    return [{ status: match.groups!["status"]!, comment: match.groups!["comment"]!, line: at + 1, quote: text.trim().slice(0, 300) }];
  });
}

const GOOD = /^(pagar|klart?|genomford|genomfort|avslutad|avslutat|slutford|slutfort|uppfylld|helt uppfylld|ja|mycket val fungerande|mycket god kvalitet)$/;
/** What is said to be over, and is to come. */
const LATER = /(?<![a-zà-ÿ])(?:antas|beslutas|redovisas|lämnas|införs|startar|påbörjas|inleds|genomförs|blir klara?t?|färdigställs|skrivs|läggs fram|tas fram|presenteras|annonseras|upphandlas)\s+(?:först\s+)?(?:i|under|nästa|hösten|våren|sommaren)\s|(?<![a-zà-ÿ])(?:remiss|samråd|ansöknings|anbuds|upphandlings)[a-zà-ÿ]*\s+(?:löper|pågår|är ute)\s|(?<![a-zà-ÿ])därefter\s+(?:bearbetas|bereds|beslutas|sammanställs|lämnas)(?![a-zà-ÿ])/iu;
/** What is said to be over, and is to be done, told as what is ahead; unless something of it is told to be ready. */
const AHEAD = /(?<![a-zà-ÿ])(?:ska|skall|väntas|beräknas|planeras|kommer att|förväntas)\s+(?:kunna\s+|att\s+)?(?:[a-zà-ÿ]+\s+){0,3}?(?:redovisas|lämnas|införas|tecknas|påbörjas|genomföras|beslutas|antas|starta|slutföras|färdigställas|läggas fram|presenteras|skrivas|kompletteras|tas fram|vara klar[a-z]*|bli klar[a-z]*)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:införandet|arbetet|upphandlingen|utredningen)\s+(?:påbörjas|startar|inleds)(?![a-zà-ÿ])|(?<![a-zà-ÿ])fick göras om(?![a-zà-ÿ])/iu;
const READY = /(?<![a-zà-ÿ])(?:är|blev|har blivit|var)\s+(?:nu\s+)?(?:helt\s+)?(?:klar|klart|klara|färdig|färdigt|slutförd|slutfört|genomförd|genomfört|framtagen|framtaget|framtagna|antagen|antaget|beslutad|beslutat|upprättad|upprättat|införd|infört)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:utvärdering|uppföljning|revidering|översyn)(?:en)?\s+(?:ska|skall|väntas|beräknas|planeras)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:antogs|antagits|beslutades|lämnades|överlämnades|redovisades|presenterades|har genomförts|har införts|har slutförts)(?![a-zà-ÿ])/iu;
/** "Anbuden öppnas först i februari". */
const FIRST_THEN = /(?<![a-zà-ÿ])\p{Ll}+s\s+först\s+(?:i|under|efter|till)\s/u;
/** What is said of something that is told to be over, and is not. */
const lastOf = (comment: string): string => comment.split(/(?<=\.)\s+(?=\p{Lu})/u).at(-1)!;
export const contradictsDone = (comment: string): boolean => NOT_DONE.test(comment) || (FIRST_THEN.test(lastOf(comment)) && !READY.test(lastOf(comment))) || ((AHEAD.test(comment) || LATER.test(comment)) && (!READY.test(comment) || /(?<![a-zà-ÿ])själva\s/iu.test(comment)));
const NOT_BEGUN = /^(?:ej|inte) (?:paborjad|paborjat|genomford|genomfort|startad|startat|klar|klart)$/;
const DONE = /^(?:genomförd|genomfört|genomfördes|avslutad|avslutades|klar|klart|slutförd)(?![a-zà-ÿ])(?![^.]*(?:delvis|inte|ej))/iu;
const NOT_DONE = /^(?:ej|inte)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:avbröts|avbrutits|annonseras på nytt|ny annonsering)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:har|hade) inte kunnat|(?<![a-zà-ÿ])gick inte att|(?<![a-zà-ÿ])har inte (?:genomförts|påbörjats)|(?<![a-zà-ÿ])kunde inte (?:genomföras|hållas)|(?<![a-zà-ÿ])(?:återstår|kvarstår)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:resterande|övriga|sista)[^.]{0,30}(?:tas|görs|genomförs|blir klara?|följer) (?:först )?(?:i|under|nästa)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:ny|nytt) (?:sluttid|slutdatum|tidplan)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:är|blev|har blivit) försena(?:d|t|de)(?![a-zà-ÿ])|(?<![a-zà-ÿ])skjut(?:s|its) (?:upp|fram)(?![a-zà-ÿ])|(?<![a-zà-ÿ])utkast[a-zà-ÿ]*\s(?:prövas|bereds|är på remiss)|^hälften har(?![a-zà-ÿ])|(?<![a-zà-ÿ])är (?:ännu )?inte (?:klar|klart|klara|påbörjad|påbörjat|aktiverad|aktiverat|införd|infört|genomförd|genomfört|beslutad|beslutat|antagen|antaget|upprättad|upprättat)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:[a-zà-ÿ]*beslut|svar|avtal|leverans)\s+väntas(?![a-zà-ÿ])|(?<![a-zà-ÿ])anbud[a-zà-ÿ]*\s+utvärderas|(?<![a-zà-ÿ])(?:uppdraget|arbetet|åtgärden|projektet)\s+(?:slutredovisas|slutförs|avslutas|återrapporteras)\s+(?:först\s+)?(?:i|under|nästa)(?![a-zà-ÿ])/iu;

/** What has been moved is not as planned. */
const OFF_PLAN = /(?<![a-zà-ÿ])(?:har\s+(?:flyttats|skjutits|senarelagts|försenats)|är\s+försena(?:d|t|de)|senareläggs|försenas|skjuts\s+(?:upp|fram))(?![a-zà-ÿ])/iu;
/** What goes on has begun. */
const NOT_BEGUN_YET = /^(?:ej|inte)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:har|hade) inte kunnat|(?<![a-zà-ÿ])gick inte att|(?<![a-zà-ÿ])har inte (?:genomförts|påbörjats)|(?<![a-zà-ÿ])kunde inte (?:genomföras|hållas)|(?<![a-zà-ÿ])(?:finns|fanns)\s+inget\s+intresse(?![a-zà-ÿ])/iu;
function statusFindings(all: readonly CheckedStatus[]): Finding[] {
  const known = new Set(all.map(({ status }) => fold(status)));
  return all.flatMap(({ comment, line, quote, status }): Finding[] => {
    const words = status.split(" ");
    const cut = words.findIndex((_, at) => at > 0 && known.has(fold(words.slice(0, at).join(" "))) && known.has(fold(words.slice(at).join(" "))) && words.slice(at).join(" ") !== "");
    const two = cut > 0 && fold(words.slice(0, cut).join(" ")) !== "delvis" && !["ej", "inte"].includes(fold(words.slice(cut).join(" ")));
    if (two) return [{ code: "two-statuses", severity: "warning", line, quote, expected: "en status", message: `Två statusar i samma cell: »${words.slice(0, cut).join(" ")}« och »${words.slice(cut).join(" ")}«.`, evidence: [] }];
    if (NOT_BEGUN.test(fold(status)) && DONE.test(comment)) return [{ code: "status-comment", severity: "warning", line, quote, expected: null, message: `Statusen är »${status}«, men kommentaren säger att det är gjort.`, evidence: [{ line, quote: comment }] }];
    const said = fold(status).replace(/^(?:uppdraget|aktiviteten|atgarden|beslutet|arbetet) (?:ar |har )?/, "");
    if (/^(?:pagar )?enligt plan$/.test(said) && OFF_PLAN.test(comment)) return [{ code: "status-comment", severity: "warning", line, quote, expected: null, message: `Statusen är »${status}«, men kommentaren säger att tidplanen är ändrad.`, evidence: [{ line, quote: comment }] }];
    const isOver = /^(?:klart?|genomfor[dt]|genomforts|avsluta[dt]|slutfor[dt]|slutforts)$/.test(said);
    if (!(GOOD.test(said) || isOver) || !(isOver ? contradictsDone(comment) : said === "pagar" ? NOT_BEGUN_YET.test(comment) : NOT_DONE.test(comment))) return [];
    return [{ code: "status-comment", severity: "warning", line, quote, expected: null, message: `Statusen är »${status}«, men kommentaren säger att det inte är gjort så.`, evidence: [{ line, quote: comment }] }];
  });
}

const MILD = /lindrig|^liten|ingen|forsumbar|mindre|^gul$|^gron$/;
/** "finns i 10 av 20": what is right; "10 stickprov, varav 5 saknar": what is not. */
const RIGHT_OF = /(?:finns|har|uppfyller|hade|fanns)[^.]{0,80}?(?<some>\d+)\s+av\s+(?<all>\d+)/giu;
const WRONG_OF = /(?<all>\d+)\s+(?:stickprov|ärenden|kontroller|akter|beslut|insatser)[^.]{0,40}?varav\s+(?<some>\d+)\s+(?:saknar|saknade|brister|hade inte|har inte|inte)/giu;

/** "Plan saknades i 12 av 24 insatser". */
const MISSING_IN = /(?:saknas|saknades|saknade|brast|brister|felaktig[a-zà-ÿ]*)\s+(?:i|hos|för)\s+(?<some>\d+)\s+av\s+(?:de\s+)?(?<all>\d+)/giu;
/** "I 11 av 20 granskade ärenden saknades plan": what is not, told first. */
const MISSING_OF = /(?:(?<![a-zà-ÿ])i|hos|för)\s+(?<some>\d+)\s+av\s+(?:de\s+)?(?<all>\d+)[^.]{0,50}?(?:saknas|saknades|saknade|brister|brast|felakti|var fel|är fel|inte)/giu;
/** "Av 25 granskade avslag saknade 9 en analys". */
const OF_MISSING = /Av\s+(?<all>\d+)\s+(?:granskade|kontrollerade|undersökta)\s+(?:[a-zà-ÿ]+\s+){1,2}(?:saknade|saknas|saknades|brast|avvek|hade\s+fel)\s+(?:i\s+)?(?<some>\d+)(?![\d,])/giu;
/** "25 anställningar kontrollerade. I 9 fall saknas notering." */
const CHECKED_THEN = /(?<all>\d+)\s+(?:[a-zà-ÿ]+\s+){1,3}(?:kontrollerade[s]?|granskade[s]?|har kontrollerats|har granskats)[.,;]\s+I\s+(?<some>\d+)\s+(?:av\s+dem\s+)?(?:[a-zà-ÿ]+\s+){0,2}?(?:\([^)]*\)\s+)?(?:saknas|saknades|brister|fanns brister|finns brister|var fel)/giu;
/** What is no deviation to speak of has fewer than this wrong, per cent. */
const [HALF, NEGLIGIBLE] = [50, 20];
/** The samples that a text tells of: how many were looked at, and how many were wrong. */
export const samplesIn = (text: string): { readonly quote: string; readonly all: number; readonly wrong: number }[] => [
  ...[...text.matchAll(RIGHT_OF)].map(({ 0: quote, groups }) => ({ quote, all: Number(groups!["all"]), wrong: Number(groups!["all"]) - Number(groups!["some"]) })),
  ...[MISSING_IN, MISSING_OF, OF_MISSING, WRONG_OF, CHECKED_THEN].flatMap((pattern) => [...text.matchAll(pattern)]).map(({ 0: quote, groups }) => ({ quote, all: Number(groups!["all"]), wrong: Number(groups!["some"]) })),
];
/** A sample of which half or more is wrong, with a grade that says that it is nothing much. */
function mildGrades(results: readonly ReadControlResult[]): Finding[] {
  return results.flatMap(({ check, grade, line, text }): Finding[] => {
    if (!grade || !text || !MILD.test(fold(grade))) return [];
    const samples = samplesIn(text);
    const worst = samples.find(({ all, wrong }) => all >= 5 && wrong >= 0 && wrong * 100 >= all * (/^(?:ingen|forsumbar|utan)/.test(fold(grade)) ? NEGLIGIBLE : HALF));
    return worst ? [{ code: "grade-mild", severity: "warning", line, quote: worst.quote, expected: null, message: `»${grade}« för »${check}«, men det brister i ${formatNumber(String(worst.wrong))} av ${formatNumber(String(worst.all))} i stickprovet.`, evidence: [{ line, quote: grade }] }] : [];
  });
}

const CHECKED_COLUMN = /granskad|kontrollerad|stickprov|^antal|urval|omfattning/;
const WRONG_COLUMN = /(?:^| )(?:fel|brist|brister|avvikelser|saknas|ej godkan|med brist|underkan)/;
/** Tables of how many were looked at and how many were wrong, with a grade that says that it is nothing much. */
function mildRows({ blocks }: Layout): Finding[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const wrongAt = heads.findIndex((one, at) => at > 0 && WRONG_COLUMN.test(one) && !/utan|andel|procent/.test(one) && !oneLine(head!.cells[at]).includes("%"));
    const allAt = heads.findIndex((one, at) => at > 0 && at !== wrongAt && CHECKED_COLUMN.test(one));
    const gradeAt = heads.findIndex((one, at) => at > 0 && /bedomning|resultat|grad|avvikelse$/.test(one) && at !== wrongAt && at !== allAt);
    if (wrongAt < 0 || allAt < 0 || gradeAt < 0) return [];
    return rows.flatMap(({ cells, line }): Finding[] => {
      const [all, wrong] = [allAt, wrongAt].map((at) => readNumberCell(oneLine(cells[at])).value);
      const grade = oneLine(cells[gradeAt]).replace(STATUS_MARK, "");
      if (all === null || all === undefined || wrong === null || wrong === undefined || !MILD.test(fold(grade)) || Number(all) < 5 || Number(wrong) * 3 < Number(all)) return [];
      const half = Number(wrong) * 2 >= Number(all);
      return [{ code: "grade-mild", severity: half ? "warning" : "note", line, quote: quoteOfCells(cells), expected: null, message: `»${grade}« för »${oneLine(cells[0])}«, men det brister i ${formatNumber(wrong)} av ${formatNumber(all)}.`, evidence: [] }];
    });
  });
}

const RANKS: readonly (readonly [RegExp, number])[] = [[/allvarlig|^rod$/, 3], [/kannbar/, 2], [/lindrig|^gul$/, 1], [/ingen|forsumbar|^gron$/, 0]];
const rankOf = (grade: string): number | null => RANKS.find(([pattern]) => pattern.test(fold(grade)))?.[1] ?? null;
const FOUND_AND_NOT = /(?:finns|fanns|var rätt|är rätt)\s+i\s+(?<right>\d+)\s+[^.;]{0,40}?(?:saknas|saknades|brister|brast|var fel|är fel)\s+i\s+(?<wrong>\d+)/iu;
const PERCENT = /(?<percent>\d+(?:,\d+)?)\s*%/gu;
const LACKS = /sakna|fel|brist|överskr|utan|inte|avvik/iu;
/** How many per cent of a sample were wrong, where the text tells it once. */
function wrongShare(text: string): number | null {
  const both = FOUND_AND_NOT.exec(text)?.groups;
  if (both) return (100 * Number(both["wrong"])) / (Number(both["right"]) + Number(both["wrong"]));
  const told = [...text.matchAll(PERCENT)].map(({ groups }) => Number(groups!["percent"]!.replace(",", ".")));
  return told.length === 1 && told[0]! <= 50 && LACKS.test(text) ? told[0]! : null;
}
const APART = 3;
/** A sample with more wrong than another, and a milder grade than that one's: the scale is the document's own. */
function gradesOutOfOrder(results: readonly ReadControlResult[]): Finding[] {
  const judged = results.flatMap(({ check, grade, line, text }) => { const [rank, share] = [grade ? rankOf(grade) : null, text ? wrongShare(text) : null]; return rank === null || share === null ? [] : [{ check, grade: grade!, line, text: text!, rank, share }]; });
  const against = judged.flatMap((one) => { const milder = judged.filter((other) => one.share >= other.share + APART && one.rank < other.rank); return milder.length ? [{ one, worse: milder[0]!, count: milder.length }] : []; });
  const [first] = against.toSorted((a, b) => b.count - a.count);
  // Where many are so, the grades are of something else.
  if (!first || judged.length < 4 || against.length > 1) return [];
  const { one, worse } = first;
  const percent = (share: number): string => `${formatNumber(String(Math.round(share * 10) / 10))} %`;
  return [{ code: "grade-mild", severity: "warning", line: one.line, quote: one.text.slice(0, 300), expected: worse.grade, message: `»${one.grade}« för »${one.check}«, där ${percent(one.share)} brister, men »${worse.grade}« för »${worse.check}«, där ${percent(worse.share)} gör det.`, evidence: [{ line: worse.line, quote: `${worse.check} ${worse.grade}` }] }];
}

const MILD_SUMMARY = /(?<![a-zà-ÿ])(?:mindre|lindriga|enstaka|smärre|små)\s+(?:avvikelser|brister)/iu;
const GRAVE = /kannbar|allvarlig|stor|betydande/;

/** A summary that tells of small deviations only, of controls of which one was graded worse. */
function mildSummaries(sentences: readonly CheckedSentence[], results: readonly ReadControlResult[]): Finding[] {
  const words = (text: string): Set<string> => new Set((text.toLowerCase().match(/[A-Za-zÀ-ÿ]{7,}/gu) ?? []).map((word) => word.slice(0, 7)));
  return sentences.flatMap(({ line, text }): Finding[] => {
    if (!MILD_SUMMARY.test(text) || GRAVE.test(fold(text))) return [];
    const said = words(text);
    const worse = results.find(({ check, grade, process, text: told }) => grade && GRAVE.test(fold(grade)) && sharedWords(words(`${process ?? ""} ${check} ${told ?? ""}`), said).length >= 2);
    return worse ? [{ code: "summary-mild", severity: "warning", line, quote: text, expected: worse.grade, message: `Sammanfattningen säger mindre avvikelser, men »${worse.check}« har bedömts som »${worse.grade}«.`, evidence: [{ line: worse.line, quote: `${worse.check} ${worse.grade}` }] }] : [];
  });
}

const FULFILLED = /(?:mal(?:et)?|indikatorn?) (?:uppfylls|ar uppfyllt|har uppfyllts|uppfyllt)|^(?:helt )?uppfyllt$/;
const NOT_QUITE = /delvis|inte|ej|stor del|osaker/;
const COMMON = new Set(["namnden", "socialnamnden", "sakerstalla", "utifran", "genom", "inom", "under", "samt", "arbete", "arbetet", "kontroll", "rutiner", "personer"]);
/** A goal that is fulfilled, and a control of the same that was graded worse: both may be right, and somebody should say how. */
function goalsAgainstControls(goals: readonly ReadGoal[], results: readonly ReadControlResult[]): Finding[] {
  const words = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => word.length >= 4 && !COMMON.has(word)).map((word) => word.slice(0, 6)));
  return goals.flatMap(({ assessment, line, text }): Finding[] => {
    if (!assessment || !FULFILLED.test(fold(assessment)) || NOT_QUITE.test(fold(assessment))) return [];
    const own = words(text);
    const worse = results.find(({ check, grade, process }) => grade && GRAVE.test(fold(grade)) && sharedWords(words(`${process ?? ""} ${check}`), own).length >= 2);
    return worse ? [{ code: "goal-control", severity: "note", line, quote: text, expected: null, message: `Målet »${assessment}«, men kontrollen »${worse.check}« har bedömts som »${worse.grade}«: säg hur de hänger ihop.`, evidence: [{ line: worse.line, quote: `${worse.process ?? ""} ${worse.check} ${worse.grade}`.trim() }] }] : [];
  });
}

/** Grades and statuses that their own words and numbers do not bear. */
export const assessmentFindings = (layout: Layout, sentences: readonly CheckedSentence[], { controlResults, goals }: Reading): Finding[] =>
  [...statusFindings([...statuses(layout), ...labelledStatuses(layout), ...inlineStatuses(layout)]), ...mildGrades(controlResults), ...gradesOutOfOrder(controlResults), ...mildRows(layout), ...mildSummaries(sentences, controlResults), ...goalsAgainstControls(goals, controlResults)];
