import { MONTHS } from "../platform/swedish.ts";
import { fold, isHeading, isTable, type Layout, type Place } from "../reading/layout.ts";
import { monthCell, oneLine } from "../reading/table-cells.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

const YEAR = /^(?:19|20)\d\d$/;

/** The year, by its place, that comes twice, or without which the others follow each other; null where they all do, or many do not. */
function oddYear(years: readonly number[]): number | null {
  const twice = years.findIndex((year, at) => years.indexOf(year) !== at);
  if (twice >= 0) return twice;
  const follow = (all: readonly number[], step: number): boolean => all.slice(1).every((year, at) => year === (all[at] ?? 0) + step);
  if (years.length < 3 || [1, -1].some((step) => follow(years, step))) return null;
  const step = years.at(-1)! > years[0]! ? 1 : -1;
  const odd = years.findIndex((_, at) => {
    const anchor = at === 0 ? 1 : 0;
    return follow(years.with(at, years[anchor]! + step * (at - anchor)), step);
  });
  return odd < 0 ? null : odd;
}

function yearsInOrder(table: FigureTable, written: number | null): Finding[] {
  const told = (words: string, line: Place, quote: string, years: readonly number[]): Finding[] => {
    // The municipality's years, and then the whole group's: the same once more.
    const half = years.length / 2;
    if (half >= 2 && Number.isInteger(half) && years.slice(0, half).every((year, at) => year === years[half + at])) return [];
    const odd = oddYear(years);
    if (odd === null) return [];
    const twice = years.indexOf(years[odd]!) !== odd;
    // What is asked every other year was asked some years apart: it is the latest that may be a slip.
    const latest = Math.max(...years);
    // A plan tells of years ahead, and of some of them only.
    if (!twice && written !== null && latest > written) return [];
    if (!twice && Math.abs(latest - (years.filter((year) => year !== latest).toSorted((a, b) => b - a)[0] ?? latest)) === 1) return [];
    return [{ code: "year-order", severity: twice ? "error" : "note", line, quote, expected: null, message: twice ? `Året ${years[odd]} står två gånger bland ${words}: ${years.join(", ")}.` : `Åren bland ${words} följer inte på varandra: ${years.join(", ")}.`, evidence: [{ line: table.line, quote: [table.corner, ...table.columns.map(({ heading }) => heading)].filter(Boolean).join(" | ") }] }];
  };
  const columns = table.columns.filter(({ heading }) => YEAR.test(heading)).map(({ heading }) => Number(heading));
  const plain = table.rows.filter(({ label }) => YEAR.test(label));
  // Rows with words between their years begin anew for each word.
  const rows = plain.length === table.rows.length && table.rows.length <= 6 ? plain : [];
  return [
    ...told("kolumnerna", table.line, table.columns.map(({ heading }) => heading).join(" | "), columns),
    ...told("raderna", rows[0]?.line ?? table.line, rows.map(({ label }) => label).join(", "), rows.map(({ label }) => Number(label))),
  ];
}

/** "% 21/20", "Differens 2021/2020": the two years that a column is between, which the table has columns for. */
const BETWEEN = /(?<![\d–-])((?:20)?\d\d)\s?[/–-]\s?((?:20)?\d\d)(?![\d–-])/;
function betweenYears(table: FigureTable): Finding[] {
  if (new Set(table.columns.flatMap(({ heading, kind, year }) => (kind === "value" && year !== null && YEAR.test(heading) ? [year] : []))).size < 2) return [];
  const years = new Set(table.columns.flatMap(({ kind, year }) => (kind === "value" && year !== null ? [year] : [])));
  return table.columns.flatMap(({ heading }): Finding[] => {
    const [, a, b] = BETWEEN.exec(heading) ?? [];
    const missing = [a, b].flatMap((year) => { const full = year === undefined ? null : year.length === 2 ? `20${year}` : year; return full === null || years.has(full) ? [] : [full]; });
    return missing.length ? [{ code: "year-between", severity: "error", line: table.line, quote: heading, expected: [...years].join(" och "), message: `»${heading}« är mellan år som tabellen inte har: dess år är ${[...years].join(" och ")}.`, evidence: [{ line: table.line, quote: [table.corner, ...table.columns.map((column) => column.heading)].join(" | ") }] }] : [];
  });
}

/** Months over a table's columns, which follow each other. */
function monthsInOrder({ blocks }: Layout): Finding[] {
  return blocks.filter(isTable).flatMap(({ rows }): Finding[] => {
    const head = rows[0]!;
    const months = head.cells.flatMap((cell) => monthCell(oneLine(cell)) ?? []);
    if (months.length < 6) return [];
    const odd = months.findIndex(({ month }, at) => at > 0 && month !== (months[at - 1]!.month + 1) % 12);
    if (odd < 0) return [];
    // A month that is left out is none: schools are closed in July.
    if (months.every(({ month }, at) => at === 0 || month > months[at - 1]!.month)) return [];
    const before = months[odd - 1]!.month;
    return [{ code: "month-order", severity: "warning", line: head.line, quote: head.cells.map(oneLine).join(" | "), expected: MONTHS[(before + 1) % 12]!, message: `Efter ${MONTHS[before]} kommer ${MONTHS[months[odd]!.month]} bland månaderna över tabellen.`, evidence: [] }];
  });
}

const plainYears = ({ columns }: FigureTable): number[] => columns.filter(({ heading, kind }) => kind === "value" && YEAR.test(heading)).map(({ heading }) => Number(heading));
const told = (table: FigureTable, message: string, severity: Finding["severity"] = "warning"): Finding => ({ code: "year-order", severity, line: table.line, quote: [table.corner, ...table.columns.map(({ heading }) => heading)].filter(Boolean).join(" | "), expected: null, message, evidence: [] });
/** What is decided for the year to come is known when a report is written. */
const AHEAD = /avgift|taxa|hyra|ram|plan|budget|prognos/;
/** "2022 | 2023 | 2024 | Totalt": what a project costs from its beginning to its end. */
const isWholeProject = ({ columns }: FigureTable): boolean => /^(?:totalt?|summa)/.test(fold(columns.at(-1)!.heading));
/** What is not asked or counted every year. */
const SURVEY = /hemlos|kartlagg|undersokning|enkat|matning|brukarrost/;
/** A report of a year has no outcome of a later one, and its tables compare with the same year. */
function reportedYears(tables: readonly FigureTable[], reported: number | null): Finding[] {
  const compared = tables.flatMap((table) => { const [now, before, ...rest] = plainYears(table); return now && before && !rest.length && !table.columns.some(({ year }) => year !== null && Number(year) > Math.min(now, before) && Number(year) < Math.max(now, before)) && !SURVEY.test(fold(`${table.corner} ${table.caption ?? ""} ${table.heading}`)) ? [{ table, gap: now - before, years: `${now} och ${before}` }] : []; });
  const usual = compared.filter(({ gap }) => Math.abs(gap) === 1);
  return [
    ...tables.flatMap((table) => { const later = /taxa|taxor|avgift/.test(fold(`${table.heading} ${table.rows.map(({ label }) => label).join(" ")}`)) || AHEAD.test(fold(`${table.corner} ${table.caption ?? ""} ${/^tabell\s/iu.test(table.heading) ? table.heading : ""}`)) || isWholeProject(table) ? undefined : plainYears(table).find((year) => reported !== null && year > reported && !`${table.heading} ${table.caption ?? ""}`.includes(String(year))); const many = plainYears(table).filter((year) => reported !== null && year > reported).length > 1; return later && !many ? [told(table, `Kolumnen ${later} är för ett år efter det som rapporten är för, ${reported}.`)] : []; }),
    ...compared.filter(({ gap }) => Math.abs(gap) > 1 && usual.length >= 2).map(({ table, years }) => told(table, `Tabellen jämför ${years}; de andra tabellerna jämför med året före.`, "note")),
  ];
}

const SPAN = /(?<plan>plan(?:en)?\s+)?(?<!\d)(?<from>(?:19|20)\d\d)\s?[–-]\s?(?<to>(?:19|20)\d\d)(?!\d)/iu;
/** The heading over a table tells as many years as its columns, but others: "Nyckeltal 2019–2023" over 2020 to 2024. */
function headedYears({ blocks }: Layout, tables: readonly FigureTable[]): Finding[] {
  const headings = new Map(blocks.filter(isHeading).map(({ line, text }) => [line, text]));
  const under = [...Map.groupBy(tables, ({ section }) => section)].flatMap(([section, [first]]) => (first && headings.has(section) ? [{ table: first, text: headings.get(section)!, section }] : []));
  return under.flatMap(({ section, table, text }): Finding[] => {
    const { from, plan, to } = SPAN.exec(text)?.groups ?? {};
    const years = [...new Set(table.columns.flatMap(({ heading, year }) => (year !== null && (!plan || /plan/iu.test(heading)) ? [Number(year)] : [])))].toSorted((a, b) => a - b);
    const length = Number(to) - Number(from) + 1;
    const follow = years.length >= 2 && years.every((year, at) => year === years[0]! + at);
    if (!from || !follow || years.length !== length || years[0] === Number(from)) return [];
    return [{ code: "year-order", severity: "warning", line: section, quote: text, expected: `${years[0]}–${years.at(-1)}`, message: `Rubriken säger ${from}–${to}, men tabellen under den har ${years[0]}–${years.at(-1)}.`, evidence: [{ line: table.line, quote: [table.corner, ...table.columns.map(({ heading }) => heading)].filter(Boolean).join(" | ") }] }];
  });
}

/** "Slutbetyg, vårterminen 2022" over columns for 2023, 2022 and 2021: last year's caption has been left standing. */
function captionYears(tables: readonly FigureTable[], reported: number | null): Finding[] {
  return (reported === null ? [] : tables).flatMap(({ caption, columns, line }): Finding[] => {
    const said = new Set(caption?.match(/(?<!\d)(?:19|20)\d\d(?![\d–-])/g));
    const years = columns.flatMap(({ year }) => (year === null ? [] : [Number(year)]));
    const [only] = said;
    if (said.size !== 1 || new Set(years).size < 2 || years[0] !== reported || Math.max(...years) !== reported || Number(only) !== reported! - 1 || /(?:sedan|från|jämfört|mot|efter|till och med)\s+[^,;]*$/iu.test(caption!.slice(0, caption!.indexOf(only!)))) return [];
    return [{ code: "year-order", severity: "warning", line: Math.max(1, line - CAPTION_ABOVE), quote: caption!, expected: String(reported), message: `Tabellens namn säger ${only}, men dess första kolumn är ${reported}.`, evidence: [{ line, quote: columns.map(({ heading }) => heading).join(" | ") }] }];
  });
}
const CAPTION_ABOVE = 2;

/** The years and months that tables are told by. `written` is the document's year, and `reported` that of an annual or interim report, null for others. */
export const yearFindings = (layout: Layout, tables: readonly FigureTable[], reported: number | null, written: number | null): Finding[] => [...tables.flatMap((table) => [...yearsInOrder(table, written), ...betweenYears(table)]), ...monthsInOrder(layout), ...headedYears(layout, tables), ...reportedYears(tables, reported), ...captionYears(tables, reported)];
