import { absolute, compare, isZero } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthCell } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { FigureRow, FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSameWord, tellingWords } from "./told-row.ts";

const ALL = /(?<!\p{L})(?:samtliga|alla)\s+(?:de\s+|våra\s+|nämndens\s+)?(?:\p{L}+\s+)?(?<noun>\p{Ll}{4,})\s+(?:har\s+|som\s+)?(?:(?<up>ökar|ökade|ökat|höjs|höjdes|höjts|stiger|steg|stigit)|(?<down>minskar|minskade|minskat|sänks|sänktes|sänkts|sjunker|sjönk|sjunkit)|(?<kept>håller|höll|klarar|klarade|hållit)\s+(?:sin\s+|sina\s+)?(?:budget|ram)\p{L}*)(?!\p{L})(?<rest>[^.;]{0,60})/giu;
const EXCEPT = /(?<!\p{L})(?:utom|förutom|med undantag)(?!\p{L})/iu;
const isTotal = ({ label }: FigureRow): boolean => /^(?:summa|totalt?|netto|resultat|genomsnitt)/.test(fold(label));

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

/** "Samtliga avgifter höjs", where the table beside it has one that is not. */
export function toldAllFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  const suited = tables.filter(({ columns, rows }) => rows.length >= 3 && columns.filter(({ heading }) => monthCell(heading)).length < 6);
  return sentences.flatMap((sentence): Finding[] => (sentence.inCell || EXCEPT.test(sentence.text) ? [] : [...sentence.text.matchAll(ALL)].flatMap((match): Finding[] => {
    const { kept: keeps, noun, up } = match.groups!;
    for (const table of suited.filter(({ section }) => section === sentence.section.line)) {
      const about = tellingWords(`${table.corner} ${table.caption ?? ""}`);
      if (!about.some((word) => isSameWord(word, fold(noun!)))) continue;
      const rows = table.rows.filter((row) => !isTotal(row));
      const judged = rows.map((row) => ({ row, ok: keeps ? kept(table, row) : moves(table, row) === null ? null : moves(table, row) === (up ? "up" : "down") }));
      if (judged.some(({ ok }) => ok === null)) continue;
      const wrong = judged.filter(({ ok }) => !ok).map(({ row }) => row);
      const [first] = wrong;
      if (!first) return [];
      return [{ code: "told-all", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: null, message: `Texten säger »${match[0].slice(0, match[0].length - match.groups!["rest"]!.length).trim()}«, men det gäller ${formatNumber(String(rows.length - wrong.length))} av ${formatNumber(String(rows.length))}: ${wrong.map(({ label }) => `»${label}«`).join(", ")} gör det inte.`, evidence: wrong.map(({ line, quote }) => ({ line, quote })) }];
    }
    return [];
  })));
}
