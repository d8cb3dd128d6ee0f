import { absolute, compare } from "../platform/decimal.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import { monthCell, monthOf } from "../reading/table-cells.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

const SPAN = /(?<![a-zà-ÿ])jan(?:uari|\.)?\s*[–-]\s*(?<end>[a-zà-ÿ]{3,9})/giu;
const QUARTER = /(?<![a-zà-ÿ])kvartal\s+(?<quarter>[1-4])(?!\d)/iu;
const [FEWEST, NEAR] = [3, 6];
const LARGE = "1000";
/** The month that a table goes to, by its caption, its columns or the heading over it; null where they say none, or several. */
function endOf({ caption, columns, heading }: FigureTable): number | null {
  const said = [caption ?? "", ...columns.map((column) => column.heading)].flatMap((text) => [...text.matchAll(SPAN)].map(({ groups }) => groups!["end"]!.toLowerCase()));
  const ends = new Set((said.length ? said : [...heading.matchAll(SPAN)].map(({ groups }) => groups!["end"]!.toLowerCase())).map((end) => MONTH_NAMES.findIndex((name) => name.startsWith(end.slice(0, 3)))));
  const [end] = ends;
  return ends.size === 1 && end !== undefined && end >= 0 ? end : null;
}
/** The amounts of a table's last row, which no other period has. */
const totals = ({ rows }: FigureTable): string[] => (rows.at(-1)?.cells ?? []).flatMap((cell) => (cell === null || compare(absolute(cell), LARGE) < 0 ? [] : [absolute(cell)]));

/** "Januari–september" over a table whose months end with August. */
function headedMonths(table: FigureTable): { readonly end: number; readonly last: number } | null {
  const end = endOf({ ...table, columns: [] });
  const rows = table.rows.flatMap(({ label }) => monthOf(label) ?? []);
  const columns = table.columns.flatMap(({ heading }) => monthCell(heading)?.month ?? []);
  const months = rows.length >= FEWEST ? rows : columns;
  const last = months.at(-1);
  return end === null || last === undefined || months.length < FEWEST || (months.length === 12 && endOf({ ...table, columns: [], heading: "" }) === null) || end === 11 || months[0] !== 0 || months.some((month, at) => month !== at) || last === end ? null : { end, last };
}

/** Two tables with the same totals that are said to be of two periods: "januari–april" over what another has for eight months. */
export function tablePeriodFindings(tables: readonly FigureTable[], all: readonly FigureTable[], { format, lines }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  // The caption stands by itself over its table.
  // What says the period is the caption, or a heading right over the table.
  const lineOf = ({ caption, line, section }: FigureTable): number => {
    if (caption === null) return section || line;
    const at = format === "text" ? lines.slice(0, line).findLastIndex((text) => text.includes(caption)) : -1;
    return at < 0 ? line : at + 1;
  };
  const told = tables.flatMap((table) => { const end = endOf(table); return end === null ? [] : [{ table, end, totals: totals(table) }]; });
  const headed = tables.flatMap((table): Finding[] => {
    const wrong = headedMonths(table);
    return wrong ? [{ code: "other-period", severity: "warning", line: lineOf(table), quote: table.caption ?? table.heading, expected: `januari–${MONTH_NAMES[wrong.last]}`, message: `Rubriken säger januari–${MONTH_NAMES[wrong.end]}, men tabellen slutar med ${MONTH_NAMES[wrong.last]}.`, evidence: [{ line: table.line, quote: table.columns.map(({ heading }) => heading).join(" | ") }] }] : [];
  });
  const ofQuarter = all.flatMap((table): Finding[] => {
    const said = QUARTER.exec(table.caption ?? table.heading)?.groups!["quarter"];
    const months = table.columns.flatMap(({ heading }) => monthCell(heading)?.month ?? []);
    const quarters = new Set(months.map((month) => Math.floor(month / 3) + 1));
    const [own] = quarters;
    if (said === undefined || months.length < 2 || quarters.size !== 1 || String(own) === said) return [];
    return [{ code: "other-period", severity: "warning", line: lineOf(table), quote: table.caption ?? table.heading, expected: `kvartal ${own}`, message: `Rubriken säger kvartal ${said}, men tabellen har ${months.map((month) => MONTH_NAMES[month]!).join(", ")}: kvartal ${own}.`, evidence: [{ line: table.line, quote: table.columns.map(({ heading }) => heading).join(" | ") }] }];
  });
  // "Tabellen visar utfall januari–april" over columns for eight months.
  const led = sentences.flatMap((sentence): Finding[] => {
    if (sentence.inCell || !/tabell/iu.test(sentence.text)) return [];
    const end = [...sentence.text.matchAll(SPAN)].map(({ groups }) => MONTH_NAMES.findIndex((name) => name.startsWith(groups!["end"]!.toLowerCase().slice(0, 3))))[0];
    const table = tables.find(({ line }) => line > sentence.line && line - sentence.line <= NEAR);
    const own = table ? endOf({ ...table, caption: null, heading: "" }) : null;
    return end === undefined || end < 0 || !table || own === null || own === end ? [] : [{ code: "other-period", severity: "error", line: sentence.line, quote: sentence.text, expected: `januari–${MONTH_NAMES[own]}`, message: `Texten säger januari–${MONTH_NAMES[end]}, men tabellen under den är för januari–${MONTH_NAMES[own]}.`, evidence: [{ line: table.line, quote: table.columns.map(({ heading }) => heading).join(" | ") }] }];
  });
  return [...headed, ...ofQuarter, ...led, ...told.flatMap((one, at): Finding[] => {
    const other = told.find((two, index) => index !== at && two.end !== one.end && one.totals.filter((total) => two.totals.includes(total)).length >= Math.min(FEWEST, one.totals.length) && one.totals.length >= FEWEST);
    const often = (end: number): number => told.filter((two) => two.end === end).length;
    if (!other || often(one.end) > often(other.end) || (often(one.end) === often(other.end) && one.table.line < other.table.line)) return [];
    return [{ code: "other-period", severity: "error", line: lineOf(one.table), quote: one.table.caption ?? one.table.heading, expected: `januari–${MONTH_NAMES[other.end]}`, message: `Tabellen sägs vara för januari–${MONTH_NAMES[one.end]}, men har samma summor som en tabell för januari–${MONTH_NAMES[other.end]}.`, evidence: [{ line: other.table.line, quote: other.table.caption ?? other.table.heading }] }];
  })];
}
