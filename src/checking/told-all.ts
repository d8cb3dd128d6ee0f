import { absolute, compare, isZero } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { monthColumns, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { countOf } from "./number-words.ts";
import { ofNamedMeasure } from "./table-measures.ts";
import { hasWords, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";

const ALL = /(?<![a-zà-ÿ])(?:samtliga|alla)\s+(?:de\s+|våra\s+|nämndens\s+)?(?:[a-zà-ÿ]+\s+)?(?<noun>\p{Ll}{4,})\s+(?:har\s+|som\s+)?(?:(?<up>ökar|ökade|ökat|höjs|höjdes|höjts|höjde|höjt|höjer|stiger|steg|stigit)|(?<down>minskar|minskade|minskat|sänks|sänktes|sänkts|sänkte|sänkt|sänker|sjunker|sjönk|sjunkit)|(?<kept>håller|höll|klarar|klarade|hållit)\s+(?:sin\s+|sina\s+)?(?:budget|ram)[a-zà-ÿ]*)(?![a-zà-ÿ])(?<rest>[^.;]{0,60})/giu;
/** "Antalet minskade i samtliga områden". */
const IN_ALL = /(?<![a-zà-ÿ])(?:(?<up>ökar|ökade|ökat|stiger|steg|stigit)|(?<down>minskar|minskade|minskat|sjunker|sjönk|sjunkit))\s+(?:[a-zà-ÿ]+\s+){0,3}?(?:i|på|inom|för|vid|hos)\s+(?:samtliga|alla)\s+(?:(?:de|våra|kommunens|nämndens|andra|övriga)\s+)?(?<noun>\p{Ll}{4,})(?<rest>[^.;]{0,60})/giu;
/** "… sjönk på alla boenden utom två". */
const BUT = /(?<![a-zà-ÿ])utom\s+(?<count>en|ett|två|tre|fyra|fem|sex)(?![a-zà-ÿ])/iu;
const EXCEPT = /(?<![a-zà-ÿ])(?:utom|förutom|med undantag)(?![a-zà-ÿ])/iu;
const isTotal = ({ label }: FigureRow): boolean => /^(?:summa|totalt?|netto|resultat|genomsnitt|kommunen|liknande kommuner|jamforbara kommuner|lanet|riket|medel|kvinnor|man$|varav|darav|dag \d|korttid|langtid)/.test(fold(label));

/** How far each row has moved: its column of differences, or from the year before to the last. */
function moves(table: FigureTable, row: FigureRow): "up" | "down" | "same" | null {
  const years = table.columns.flatMap(({ kind, year }, at) => (kind === "value" && year !== null ? [{ at, year }] : [])).toSorted((a, b) => Number(a.year) - Number(b.year));
  const [from, to] = years.slice(-2).map(({ at }) => row.cells[at] ?? null);
  if (years.length !== 2 || from === null || to === null || from === undefined || to === undefined) return null;
  const way = compare(absolute(to), absolute(from));
  return way > 0 ? "up" : way < 0 ? "down" : "same";
}
/** Whether a row kept its budget: minus is over it. */
function kept(table: FigureTable, row: FigureRow): boolean | null {
  const at = table.columns.findIndex(({ heading, kind }) => kind === "difference" && /avvik/.test(fold(heading)));
  const value = at < 0 ? null : (row.cells[at] ?? null);
  return value === null ? null : isZero(value) || compare(value, "0") > 0;
}

/** "Samtliga avgifter höjs", where the table beside it has one that is not; "på alla utom två", where it is another number. */
function all(sentence: CheckedSentence, suited: readonly FigureTable[]): Finding[] {
  const { inCell, section, text } = sentence;
  const but = BUT.exec(text)?.groups!["count"];
  // What "den" is was told before, and may be in no table.
  if (inCell || /^(?:den|det|de|denna|detta|dessa)\s+(?:har|är|hade|minskade|ökade)(?![a-zà-ÿ])/iu.test(text) || (EXCEPT.test(text) && !but)) return [];
  const less = but ? countOf(but) : 0;
  return [...text.matchAll(ALL), ...text.matchAll(IN_ALL)].flatMap((match): Finding[] => {
    const { kept: keeps, noun, rest, up } = match.groups!;
    for (const one of suited.filter((other) => other.section === section.line)) {
      const table = ofNamedMeasure(one, sentenceWords(text));
      if (!table) continue;
      if (!tellingWords(`${table.corner} ${table.caption ?? ""}`).some((word) => isSameWord(word, fold(noun!)))) continue;
      const rows = table.rows.filter((row) => !isTotal(row));
      // "Jämfört med 2022": of those two years, in a table of more.
      const [since] = yearsIn(rest!);
      const last = table.columns.flatMap(({ kind, year }) => (kind === "value" && year !== null ? [year] : [])).toSorted().at(-1);
      const way = (row: FigureRow): ReturnType<typeof moves> => (since && last && since < last ? between(table, row, [since, last]) : moves(table, row));
      const isSo = (moved: ReturnType<typeof moves>): boolean | null => (moved === null ? null : moved === (up ? "up" : "down"));
      const judged = rows.map((row) => ({ row, ok: keeps ? kept(table, row) : isSo(way(row)) }));
      if (judged.some(({ ok }) => ok === null)) continue;
      const wrong = judged.filter(({ ok }) => !ok).map(({ row }) => row);
      if (wrong.length === less) return [];
      return [{ code: "told-all", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: null, message: `Texten säger »${match[0].slice(0, match[0].length - rest!.length).trim()}${but ? ` utom ${but}` : ""}«, men det gäller ${formatNumber(String(rows.length - wrong.length))} av ${formatNumber(String(rows.length))}${wrong.length ? `: ${wrong.map(({ label }) => `»${label}«`).join(", ")} gör det inte` : ""}.`, evidence: wrong.map(({ line, quote }) => ({ line, quote })) }];
    }
    return [];
  });
}

const ONLY = /(?<![a-zà-ÿ])(?:endast|enbart|bara)\s+(?<name>[^.,;:\d]{3,40}?)\s+(?:har\s+)?(?:(?<up>ökar|ökade|ökat|får mer|fick mer|stiger|steg|stigit)|(?<down>minskar|minskade|minskat|får mindre|fick mindre|sjunker|sjönk|sjunkit))(?![a-zà-ÿ])/iu;
const ONLY_ONE = /^(?<name>[^.,;:\d]{3,40}?)\s+(?:är|var)\s+(?:den|det)\s+(?:enda|ende)\s+[a-zà-ÿ]+\s+(?:som|vars|där|med)\s+[^.,;]{0,40}?(?:(?<up>ökar|ökade|ökat|stiger|steg|stigit)|(?<down>minskar|minskade|minskat|sjunker|sjönk|sjunkit))(?![a-zà-ÿ])/iu;
const LEAST_WORD = 6;
/** "Endast integrationen får mindre", where another row of the table has fallen too. */
function only(sentence: CheckedSentence, suited: readonly FigureTable[]): Finding[] {
  const { inCell, section, text } = sentence;
  const match = inCell ? null : (ONLY.exec(text) ?? ONLY_ONE.exec(text));
  if (!match) return [];
  const { name, up } = match.groups!;
  const words = fold(name!).split(" ");
  // Of several tables in the part, those that what the sentence tells of stands over.
  const here = suited.filter((other) => other.section === section.line);
  const about = tellingWords(text.slice(name!.length)).filter((word) => word.length > LEAST_WORD);
  const over = here.filter(({ caption, columns, corner }) => tellingWords([caption ?? "", corner, ...columns.map(({ heading }) => heading)].join(" ")).some((word) => about.some((own) => isSameWord(own, word))));
  for (const one of over.length ? over : here) {
    const table = ofNamedMeasure(one, sentenceWords(text));
    if (!table) continue;
    const rows = table.rows.filter((row) => !isTotal(row));
    const named = rows.filter(({ label }) => tellingWords(label).length > 0 && hasWords(tellingWords(label), words));
    const judged = rows.map((row) => ({ row, way: yearsIn(text).length === 2 ? between(table, row, yearsIn(text)) : moves(table, row) }));
    if (named.length !== 1 || judged.some(({ way }) => way === null)) continue;
    const others = judged.filter(({ row, way }) => way === (up ? "up" : "down") && row !== named[0]).map(({ row }) => row);
    if (!others.length) return [];
    return [{ code: "told-all", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: null, message: `Texten säger att det bara är ${named[0]!.label}, men ${others.map(({ label }) => `»${label}«`).join(" och ")} ${up ? "ökar" : "minskar"} också.`, evidence: others.map(({ line, quote }) => ({ line, quote })) }];
  }
  return [];
}
const yearsIn = (text: string): string[] => [...new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [])].toSorted();
/** How a row moved between two years that a sentence names. */
function between(table: FigureTable, row: FigureRow, years: readonly string[]): "up" | "down" | "same" | null {
  const [from, to] = years.map((year) => { const at = table.columns.findIndex((column) => column.kind === "value" && column.year === year); return at < 0 ? null : (row.cells[at] ?? null); });
  if (from === null || to === null || from === undefined || to === undefined) return null;
  const way = compare(absolute(to), absolute(from));
  return way > 0 ? "up" : way < 0 ? "down" : "same";
}

const MOVED = /(?<![a-zà-ÿ])(?:(?<up>ökat|ökade|stigit|steg)|(?<down>minskat|minskade|sjunkit|sjönk))(?:\s+[a-zà-ÿ]+){0,2}?\s+(?:i|inom|på|för|hos)\s+(?<rest>[^.;]{3,120})/iu;
/** "Sjukfrånvaron har minskat i förskolan men ökat i fritidshemmen", against the table of it, row by row. */
function movedIn(sentence: CheckedSentence, suited: readonly FigureTable[]): Finding[] {
  const { inCell, section, text } = sentence;
  const own = fold(text).split(" ");
  const found = suited.find((one) => one.section === section.line && tellingWords(`${one.corner} ${one.caption ?? ""}`).some((word) => word.length >= 6 && own.some((other) => isSameWord(word, other))));
  const table = found ? ofNamedMeasure(found, own) : null;
  if (inCell || !table || /\d/.test(text)) return [];
  return text.split(/(?<![a-zà-ÿ])(?:men|medan|och(?=\s+(?:ökat|minskat|stigit|sjunkit|ökade|minskade)(?![a-zà-ÿ])))(?![a-zà-ÿ])/iu).flatMap((clause): Finding[] => {
    const match = MOVED.exec(clause);
    if (!match) return [];
    const words = fold(match.groups!["rest"]!).split(" ");
    const named = table.rows.filter((row) => !isTotal(row) && tellingWords(row.label).length > 0 && hasWords(tellingWords(row.label), words));
    const wrong = named.filter((row) => { const way = moves(table, row); return way !== null && way !== (match.groups!["up"] ? "up" : "down"); });
    if (!wrong.length) return [];
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, text.indexOf(clause) + match.index), quote: text, expected: match.groups!["up"] ? "minskat" : "ökat", message: `Texten säger »${(match.groups!["up"] ?? match.groups!["down"])!.toLowerCase()}« om ${wrong.map(({ label }) => `»${label}«`).join(" och ")}, men tabellen säger tvärtom.`, evidence: wrong.map(({ line, quote }) => ({ line, quote })) }];
  });
}

/** What is told of all the rows of a table beside, of all but some, or of one only. */
export function toldAllFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  const suited = tables.filter((table) => table.rows.length >= 3 && monthColumns(table).length < 6);
  return sentences.flatMap((sentence) => [...(/samtliga|alla/iu.test(sentence.text) ? all(sentence, suited) : []), ...(/endast|enbart|bara|enda/iu.test(sentence.text) ? only(sentence, suited) : []), ...movedIn(sentence, suited)]);
}
