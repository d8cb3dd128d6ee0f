import { compare, isZero } from "../platform/decimal.ts";
import { formatNumber, MONTHS } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { Reading, ReadSeries } from "../reading/reading.ts";
import type { FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { FindingCode } from "./finding-kinds.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { definitionOf } from "./table-difference.ts";
import { isMoney } from "./told-sentence.ts";
import { toldRows, type ToldFigure, type ToldRow } from "./told-row.ts";
import { likeness } from "./word-sets.ts";

/** A document as it is put beside another: its file's name, its tables and what was understood of it. */
export interface CheckedBeside {
  readonly fileName: string;
  readonly tables: readonly FigureTable[];
  readonly reading: Reading;
}

const ROLES = { actual: "utfallet", budget: "budgeten", forecast: "prognosen", difference: "avvikelsen" } as const;
const yearOf = ({ reading }: CheckedBeside): string | null => reading.document.year;
/** The year that a figure is of: its column's, else the document's. */
const figureYear = ({ year }: ToldFigure, beside: CheckedBeside): string | null => year ?? yearOf(beside);
const isSame = (a: ToldFigure, row: ToldRow, b: ToldFigure, other: ToldRow): boolean => {
  const [own, theirs] = [spanOf(a.value), spanOf(b.value)];
  if (isMoney(row.unit) && isMoney(other.unit)) return meets(inKronor(own, row.unit), inKronor(theirs, other.unit));
  return meets(own, theirs);
};

interface BesidePair { readonly row: ToldRow; readonly figure: ToldFigure; readonly other: ToldRow; readonly theirs: ToldFigure }
/** The figures that both documents have: the same row, the same year, both outcomes or both budgets. */
function pairs(own: CheckedBeside, table: FigureTable, other: CheckedBeside, theirs: FigureTable): BesidePair[] {
  const rows = new Map(toldRows([theirs], []).map((row) => [fold(row.label), row]));
  return toldRows([table], []).flatMap((row) => {
    const same = rows.get(fold(row.label));
    if (!same || isMoney(row.unit) !== isMoney(same.unit)) return [];
    return row.figures.flatMap((figure): BesidePair[] => {
      const year = figureYear(figure, own);
      const found = figure.role === "actual" || figure.role === "budget" ? same.figures.find((one) => one.role === figure.role && figureYear(one, other) === year) : undefined;
      return found && year ? [{ row, figure, other: same, theirs: found }] : [];
    });
  });
}
/** So many of the figures that two tables have in common are the same where the tables are the same. */
const FEWEST = 2;
const isSameTable = (all: readonly BesidePair[]): boolean => {
  const telling = all.filter(({ figure }) => !isZero(figure.value));
  const agreed = telling.filter(({ figure, other, row, theirs }) => isSame(figure, row, theirs, other)).length;
  return agreed >= FEWEST && agreed * 2 >= telling.length;
};

function otherFigures(own: CheckedBeside, other: CheckedBeside): Finding[] {
  return own.tables.flatMap((table) => {
    const best = other.tables.map((theirs) => pairs(own, table, other, theirs)).filter(isSameTable).toSorted((a, b) => b.length - a.length)[0] ?? [];
    return best.filter(({ figure, other: theirRow, row, theirs }) => !isSame(figure, row, theirs, theirRow)).map(({ figure, other: theirRow, row, theirs }): Finding => ({
      code: figure.role === "budget" ? "other-budget" : "other-outcome", severity: "warning", line: row.line, quote: row.quote, expected: formatNumber(theirs.value),
      message: `»${row.label}«: ${ROLES[figure.role]} ${figureYear(figure, own)} är ${formatNumber(figure.value)} här, men ${formatNumber(theirs.value)} i ${other.fileName}.`,
      evidence: [{ line: theirRow.line, quote: theirRow.quote, file: other.fileName }],
    }));
  });
}

/** A deviation that is reckoned one way in one document and the other way in the other. */
function turnedDefinitions(own: CheckedBeside, other: CheckedBeside): Finding[] {
  const words = (table: FigureTable, at: number): string => fold(table.columns[at]!.heading).replace(/\b(?:19|20)\d\d\b/g, "").trim();
  const turned = (table: FigureTable) => table.columns.flatMap(({ heading, kind }, column) => {
    const definition = kind === "difference" ? definitionOf(table, column) : null;
    return definition ? [{ table, heading, name: words(table, column), planned: /budget|prognos|plan|ram/.test(words(table, definition.from)), told: `${table.columns[definition.from]!.heading} − ${table.columns[definition.less]!.heading}` }] : [];
  });
  const theirs = other.tables.flatMap(turned);
  return own.tables.flatMap(turned).flatMap((mine): Finding[] => {
    const against = theirs.filter(({ name }) => name === mine.name);
    if (!against.length || against.some(({ planned }) => planned === mine.planned)) return [];
    return [{ code: "definition-turned", severity: "warning", line: mine.table.line, quote: mine.heading, expected: against[0]!.told, message: `»${mine.heading}« räknas som ${mine.told} här, men som ${against[0]!.told} i ${other.fileName}: samma nyhet har bytt tecken.`, evidence: [{ line: against[0]!.table.line, quote: against[0]!.heading, file: other.fileName }] }];
  });
}

const seriesEvidence = ({ line, lines, name, years }: ReadSeries, year: string, file: string): FindingEvidence => ({ line: lines[year] ?? line, quote: `${name} ${year}: ${(years[year] ?? []).map((value) => (value === null ? "–" : formatNumber(value))).join(" ")}`, file });
const keyOf = ({ group, name }: ReadSeries): string => `${fold(group ?? "")}|${fold(name)}`;
/** Months of earlier years that are told otherwise in another document, and a measure that has another name there. */
function otherMonths(own: CheckedBeside, other: CheckedBeside): Finding[] {
  const known = new Map(other.reading.series.map((series) => [keyOf(series), series]));
  const mine = new Set(own.reading.series.map(keyOf));
  return own.reading.series.flatMap((series): Finding[] => {
    const theirs = known.get(keyOf(series));
    if (theirs) {
      return Object.entries(series.years).flatMap(([year, values]): Finding[] => {
        const others = theirs.years[year];
        const differing = others ? values.flatMap((value, month) => { const their = others[month] ?? null; return value !== null && their !== null && compare(value, their) !== 0 ? [{ month, value, their }] : []; }) : [];
        if (!differing.length) return [];
        const told = differing.map(({ month, their, value }) => `${MONTHS[month]} ${formatNumber(value)} (${formatNumber(their)})`).join(", ");
        return [{ code: "other-months", severity: "warning", line: series.lines[year] ?? series.line, quote: seriesEvidence(series, year, "").quote, expected: null, message: `»${series.name}« ${year} är inte som i ${other.fileName}: ${told}.`, evidence: [seriesEvidence(theirs, year, other.fileName)] }];
      });
    }
    const year = Object.keys(series.years).find((one) => isTelling(series, one));
    const renamed = year === undefined ? undefined : other.reading.series.find((one) => !mine.has(keyOf(one)) && isTelling(one, year) && one.years[year]!.join() === series.years[year]!.join());
    return renamed && fold(renamed.name) !== fold(series.name) ? [{ code: "other-name", severity: "note", line: series.line, quote: series.name, expected: renamed.name, message: `»${series.name}« har samma månader ${year} som »${renamed.name}« i ${other.fileName}: är det samma mått under ett annat namn?`, evidence: [seriesEvidence(renamed, year!, other.fileName)] }] : [];
  });
}
/** Twelve months of some movement. */
const isTelling = ({ years }: ReadSeries, year: string): boolean => { const values = years[year]; return values !== undefined && !values.includes(null) && new Set(values).size >= 3; };

const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => word.length >= 4).map((word) => word.slice(0, 8)));
const [ALIKE, SAME] = [0.5, 0.8];
interface Promised { readonly text: string; readonly line: number }
/** What a plan promises and the report does not tell of. */
function promised(plan: readonly Promised[], told: readonly Promised[], file: string, kind: { readonly code: FindingCode; readonly words: string }): Finding[] {
  if (!told.length) return [];
  const known = told.map(({ text }) => ({ text, words: wordsOf(text) }));
  return plan.flatMap(({ line, text }): Finding[] => {
    const own = wordsOf(text);
    if (own.size < 3 || known.some(({ words }) => likeness(words, own) >= ALIKE)) return [];
    return [{ code: kind.code, severity: "warning", line: told[0]!.line, quote: told[0]!.text, expected: text, message: `${kind.words} »${text}« finns i ${file}, men inte här.`, evidence: [{ line, quote: text, file }] }];
  });
}
function reworded(plan: readonly Promised[], told: readonly Promised[], file: string): Finding[] {
  return told.flatMap(({ line, text }): Finding[] => {
    const own = wordsOf(text);
    const nearest = plan.map((one) => ({ one, like: likeness(wordsOf(one.text), own) })).toSorted((a, b) => b.like - a.like)[0];
    if (!nearest || nearest.like < ALIKE || nearest.like >= SAME || fold(nearest.one.text) === fold(text)) return [];
    return [{ code: "goal-reworded", severity: "note", line, quote: text, expected: nearest.one.text, message: `Målet lyder »${nearest.one.text}« i ${file}.`, evidence: [{ line: nearest.one.line, quote: nearest.one.text, file }] }];
  });
}

/** A plan of the same year: what it promises is told of in the report. */
function planned(own: CheckedBeside, other: CheckedBeside): Finding[] {
  const kinds = [own, other].map(({ reading }) => reading.document.kind);
  if (!/report/.test(kinds[0]!) || !/plan/.test(kinds[1]!) || yearOf(own) !== yearOf(other)) return [];
  const goals = (reading: Reading): Promised[] => reading.goals.map(({ line, text }) => ({ line, text }));
  const checks = own.reading.controlResults.map(({ check, line }) => ({ line, text: check }));
  const plannedChecks = other.reading.risks.flatMap(({ check, line }) => (check ? [{ line, text: check }] : []));
  return [
    ...promised(goals(other.reading), goals(own.reading), other.fileName, { code: "goal-missing", words: "Målet" }), ...reworded(goals(other.reading), goals(own.reading), other.fileName),
    ...promised(plannedChecks, checks, other.fileName, { code: "control-missing", words: "Kontrollmomentet" }),
  ];
}

/** What a document has otherwise than others that it is put beside: last year's report, or the plan that it answers to. */
export const againstFindings = (own: CheckedBeside, others: readonly CheckedBeside[]): Finding[] => others.flatMap((other) => [...otherFigures(own, other), ...turnedDefinitions(own, other), ...otherMonths(own, other), ...planned(own, other)]);
