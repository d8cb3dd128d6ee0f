import { lastMonthOf, periodName } from "../indicators/indicator-period.ts";
import type { Change, Indicator } from "../indicators/indicator.ts";
import { changeBetween, monthsOf, nameInGroup, valueRow, yearValue } from "../indicators/indicator.ts";
import { suppressedWords } from "../indicators/suppression.ts";
import { amountRows, type Statement } from "../finance/statement.ts";
import { absolute, compare, divide, isZero, multiply, sum, type Decimal } from "../platform/decimal.ts";
import { figure, type Figure } from "../platform/figure.ts";
import { formatNumber, unaccented } from "../platform/swedish.ts";
import { economyReferences, economySentence, type EconomyFigures } from "./live-economy.ts";
import { inlineText, words, type Inline } from "./document.ts";
import type { SectionText } from "./section-text.ts";

/** The registers that a sentence may take its figures from. */
export interface FigureData {
  readonly indicators: readonly Indicator[];
  readonly statements: readonly Statement[];
  /** What the ledger, the budget and the forecasts say of the year; null where the ledger has nothing of it. */
  readonly economy: EconomyFigures | null;
}

/** What had been measured up to a month of the year: a report of August does not tell of December, whenever it is made. */
export const measuredBy = (indicators: readonly Indicator[], year: number, month: number | null): readonly Indicator[] =>
  month === null ? indicators : indicators.map((indicator) => ({ ...indicator, values: indicator.values.filter(({ period }) => !period.startsWith(`${year}-`) || (indicator.frequency !== "year" && lastMonthOf(indicator.frequency, period) <= month)) }));

/** How a reference begins in the text that leads to no figure. */
export const MISSING_FIGURE = "[figuren finns inte: ";

const NO_BREAK_SPACE = "\u00a0";
const REFERENCE = /\{\{([^{}]+)\}\}/g;

export const unitText = (unit: string | null): string => (unit ? `${NO_BREAK_SPACE}${unit}` : "");
const shown = (value: Decimal, decimals: number, unit: string | null): string => formatNumber(value, decimals) + unitText(unit);

/**
 * Prose with references in place of figures becomes inlines with figures:
 * `{{belopp: Resultaträkning | Verksamhetens nettokostnader | 2021}}` the amount as stated, `{{belopp utan tecken: …}}`
 * its size, `{{mått: Antal anställda | 2021}}` or `{{mått: Antal hushåll | 2021-12}}` a value, and
 * `{{förändring: Antal anställda | 2020 | 2021}}` a whole "ökat från 219 till 226", `{{förändring i procent: …}}` "ökat med 3,2 % (från 219 till
 * 226)", `{{skillnad: …}}` the 7 between them, `{{mening: …}}` a whole "Antal anställda har ökat från 219 (2020) till 226 (2021), en ökning med 3,2 % av 219", `{{andel: Del | Helhet | 2021}}` "34,2 % av 219", `{{summa: A + B | 2021}}` the two together,
 * `{{ekonomi: Personalkostnader | budget}}` a line of the year's economy in a sentence (economySentence), and `{{fotnot: …}}` a footnote. A measure is told by its name, with its group before it where several have the name: "Barn: Antal". What is not found is said so in the text.
 */
export function liveText(prose: string, data: FigureData): Inline[] {
  const inlines: Inline[] = [];
  let at = 0;
  for (const match of prose.matchAll(REFERENCE)) {
    if (match.index > at) inlines.push(words(prose.slice(at, match.index)));
    inlines.push(...resolve(match[1]!, data));
    at = match.index + match[0].length;
  }
  if (at < prose.length) inlines.push(words(prose.slice(at)));
  return inlines;
}

/** Prose as it is read: with its figures in words. Footnotes are left out. */
export const proseText = (prose: string, data: FigureData): string => liveText(prose, data).map(inlineText).join("");

/** A text whose figures have changed since somebody last wrote or read it, as it was read and as it would be now; null where none have. */
export function changedSinceRead({ body, readAs }: Pick<SectionText, "body" | "readAs">, data: FigureData): { readonly before: string; readonly after: string } | null {
  if (readAs === null) return null;
  const after = proseText(body, data);
  return after === readAs ? null : { before: readAs, after };
}

function resolve(reference: string, data: FigureData): Inline[] {
  const [kind = "", rest = ""] = reference.split(/:(.*)/s);
  const parts = rest.split("|").map((part) => part.trim());
  const resolvers: Readonly<Record<string, () => Inline[] | null>> = {
    belopp: () => amount(parts, data, false),
    "belopp utan tecken": () => amount(parts, data, true),
    "mått": () => measure(parts, data),
    "förändring": () => change(parts, data),
    skillnad: () => difference(parts, data),
    mening: () => sentence(parts, data),
    "förändring i procent": () => changeInPercent(parts, data),
    andel: () => share(parts, data),
    summa: () => total(parts, data),
    ekonomi: () => economySentence(parts, data.economy),
    fotnot: () => [{ kind: "footnote", text: rest.trim() }],
  };
  const found = resolvers[kind.trim()]?.();
  return found ?? [words(`${MISSING_FIGURE}${rest.trim() || kind.trim()}]`)];
}

function amount([title = "", label = "", column = ""]: readonly string[], data: FigureData, unsigned: boolean): Inline[] | null {
  for (const statement of data.statements.filter((other) => other.title === title)) {
    const line = statement.lines.find((other) => other.label === label);
    const index = statement.columns.findIndex((other) => other.label === column);
    const cell = line?.amounts[index];
    if (!cell) continue;
    const value = unsigned ? absolute(cell.amount) : cell.amount;
    const unit = statement.columns[index]!.measure === "change-percent" ? "%" : statement.unit;
    return [{ kind: "figure", figure: figure(value, 1, amountRows(cell), unit), text: shown(value, 1, unit) }];
  }
  return null;
}

function valueOf(indicator: Indicator, period: string): Figure | null {
  const [year = "", month] = period.split("-");
  const value = month ? monthsOf(indicator, Number(year))[Number(month) - 1] : yearValue(indicator, Number(year));
  return value && value.value !== null ? figure(value.value, indicator.decimals, [valueRow(indicator, value)], indicator.unit) : null;
}

/** The measure of a name, with its group's before it where more than one has it; none where it is not clear which is meant. */
function named(data: FigureData, name: string): Indicator | undefined {
  const grouped = data.indicators.find((indicator) => nameInGroup(indicator) === name);
  const same = data.indicators.filter((indicator) => indicator.name === name);
  return grouped ?? (same.length === 1 ? same[0] : undefined);
}
/** How references call each measure: by its name, with its group's before it where more than one has it. */
export function referenceNames({ indicators }: Pick<FigureData, "indicators">): (indicator: Indicator) => string {
  const same = Map.groupBy(indicators, ({ name }) => name);
  return (indicator) => (same.get(indicator.name)!.length > 1 ? nameInGroup(indicator) : indicator.name);
}
const TOO_SMALL = "[antalen är för små för att visas]";
const anySuppressed = (some: readonly (readonly [Indicator | undefined, string])[]): boolean => some.some(([indicator, period]) => suppressedText(indicator, period) !== null);
const written = (shownFigure: Figure, unit: string | null = null): Inline => ({ kind: "figure", figure: shownFigure, text: shown(shownFigure.value!, shownFigure.decimals, unit) });
const both = (...figures: readonly Figure[]) => figures.flatMap(({ source }) => source);

/** A value that may not be told, in its words; null for one that may, or is not there. */
function suppressedText(indicator: Indicator | undefined, period: string): Inline[] | null {
  const value = indicator?.values.find((one) => one.period === (period.includes("-") ? `${period}-01` : `${period}-01-01`));
  return value?.suppressed ? [words(suppressedWords(value.suppressed, indicator!.suppressUnder))] : null;
}

function measure([name = "", period = ""]: readonly string[], data: FigureData): Inline[] | null {
  const indicator = named(data, name);
  const suppressed = suppressedText(indicator, period);
  if (suppressed) return suppressed;
  const found = indicator && valueOf(indicator, period);
  return found ? [{ kind: "figure", figure: found, text: formatNumber(found.value!, found.decimals) + (found.unit === "%" ? unitText("%") : "") }] : null;
}

/** A measure's values of two periods; "small" where one may not be told, null where one is not there. */
function between([name = "", from = "", to = ""]: readonly string[], data: FigureData): { readonly before: Figure; readonly after: Figure; readonly moved: Change } | "small" | null {
  const indicator = named(data, name);
  // A change from or to a small count would tell it.
  if (anySuppressed([[indicator, from], [indicator, to]])) return "small";
  const [before, after] = indicator ? [valueOf(indicator, from), valueOf(indicator, to)] : [null, null];
  return before && after ? { before, after, moved: changeBetween(before.value, after.value)! } : null;
}
const CHANGED_SMALL = "ändrats, men antalen är för små för att visas";

/** "ökat från 219 till 226": the word follows the figures. */
function change(parts: readonly string[], data: FigureData): Inline[] | null {
  const found = between(parts, data);
  if (found === null || found === "small") return found && [words(CHANGED_SMALL)];
  const { after, before, moved } = found;
  const direction = compare(moved.difference, "0");
  if (direction === 0) return [words("varit oförändrat "), written(after)];
  return [words(direction > 0 ? "ökat från " : "minskat från "), written(before), words(" till "), written(after)];
}

/** What lies between two shares is counted in percentage points, which are per cent of nothing. */
const pointsOf = (value: Decimal): string => (compare(value, "1") === 0 ? "procentenhet" : "procentenheter");
function pointsBetween({ after, before, moved }: { before: Figure; after: Figure; moved: Change }): Inline {
  const size = absolute(moved.difference);
  return written(figure(size, after.decimals, both(before, after), "procentenheter"), pointsOf(size));
}

/** How much lies between two values, without its sign: "7", or "2 procentenheter" between shares. */
function difference(parts: readonly string[], data: FigureData): Inline[] | null {
  const found = between(parts, data);
  if (found === null || found === "small") return found && [words(TOO_SMALL)];
  const { after, before, moved } = found;
  return [after.unit === "%" ? pointsBetween(found) : written(figure(absolute(moved.difference), after.decimals, both(before, after), after.unit))];
}

/** "minskat med 21,6 % (från 185 till 145)": per cent of the first, which is told. */
function changeInPercent(parts: readonly string[], data: FigureData): Inline[] | null {
  const found = between(parts, data);
  // Of nothing, and of less than nothing, there is no percentage.
  if (found === null || found === "small" || found.moved.percent === null || compare(found.moved.from, "0") < 0 || isZero(found.moved.difference)) return change(parts, data);
  const { after, before, moved } = found;
  if (after.unit === "%") return [words(compare(moved.difference, "0") > 0 ? "ökat med " : "minskat med "), pointsBetween(found), words(" (från "), written(before, "%"), words(" till "), written(after, "%"), words(")")];
  return [words(compare(moved.difference, "0") > 0 ? "ökat med " : "minskat med "), written(figure(absolute(found.moved.percent), 1, both(before, after), "%"), "%"), words(" (från "), written(before), words(" till "), written(after), words(")")];
}

/** "december 2025", "kvartal 4 2025" or "2025", as the measure's periods are called. */
const periodWords = (period: string, indicator: Indicator | undefined): string => (period.includes("-") ? periodName(indicator?.frequency ?? "month", `${period}-01`) : period);
/** What a value is counted in, where that can be said after it: "145 hushåll", "4,1 %". */
const countedIn = (unit: string | null): string | null => (unit === null || /^(antal|st|styck|index|tal)$/i.test(unit.trim()) ? null : unit);

/**
 * A whole sentence of how a measure has changed: "Antal hushåll har minskat från 185 (2024) till 145 hushåll (2025), en minskning med
 * 21,6 % av 185". What is counted in per cent has changed by percentage points, which are per cent of nothing.
 */
function sentence(parts: readonly string[], data: FigureData): Inline[] | null {
  const [name = "", from = "", to = ""] = parts;
  const found = between(parts, data);
  if (found === null) return null;
  const beginning = name.charAt(0).toUpperCase() + name.slice(1);
  if (found === "small") return [words(`${beginning} har ${CHANGED_SMALL}`)];
  const { after, before, moved } = found;
  const indicator = named(data, name);
  const unit = countedIn(after.unit);
  const direction = compare(moved.difference, "0");
  if (direction === 0) return [words(`${beginning} är oförändrat `), written(after, unit), words(` (${periodWords(from, indicator)} och ${periodWords(to, indicator)})`)];
  const told = [words(`${beginning} har ${direction > 0 ? "ökat" : "minskat"} från `), written(before, unit === "%" ? unit : null), words(` (${periodWords(from, indicator)}) till `), written(after, unit), words(` (${periodWords(to, indicator)})`)];
  const movement = direction > 0 ? "en ökning" : "en minskning";
  if (unit === "%") return [...told, words(`, ${movement} med `), pointsBetween(found)];
  if (moved.percent === null || compare(moved.from, "0") < 0) return told;
  return [...told, words(`, ${movement} med `), written(figure(absolute(moved.percent), 1, both(before, after), "%"), "%"), words(" av "), written(before)];
}

/** "34,2 % av 219": a part of a whole, which is told. */
function share([part = "", whole = "", period = ""]: readonly string[], data: FigureData): Inline[] | null {
  const [one, all] = [named(data, part), named(data, whole)];
  if (anySuppressed([[one, period], [all, period]])) return [words(TOO_SMALL)];
  const [value, of] = [one && valueOf(one, period), all && valueOf(all, period)];
  // A share is of the same kind, and of something.
  if (!value || !of || compare(of.value!, "0") <= 0 || value.unit !== of.unit || value.unit === "%") return null;
  return [written(figure(multiply(divide(value.value!, of.value!), "100"), 1, both(value, of), "%"), "%"), words(" av "), written(of)];
}

/** Several measures' values of one period together. */
function total([names = "", period = ""]: readonly string[], data: FigureData): Inline[] | null {
  const some = names.split(" + ").map((name) => named(data, name.trim()));
  if (anySuppressed(some.map((one) => [one, period] as const))) return [words(TOO_SMALL)];
  const values = some.flatMap((one) => (one ? (valueOf(one, period) ?? []) : []));
  // What is counted in different things, or in shares, adds up to nothing.
  return values.length === some.length && values.every(({ unit }) => unit === values[0]!.unit && unit !== "%") ? [written(figure(sum(values.map(({ value }) => value!)), Math.max(...values.map(({ decimals }) => decimals)), both(...values), values[0]!.unit))] : null;
}

/** A figure that a text may take, as it is written in it and as it is now. */
export interface FigureChoice {
  readonly label: string;
  readonly code: string;
  readonly text: string;
}
/** Two sides of a question, "män av alla" or "barn + vuxna": a share or a sum. */
const sidesOf = (asked: string): { readonly kind: "andel" | "summa"; readonly sides: readonly string[] } | null => {
  const share = /^(?:andel(?:en)?\s+)?(.+?)\s+av\s+(.+)$/i.exec(asked.trim());
  const sum = asked.replace(/^summan?\s+(?:av\s+)?/i, "").split(/\s*\+\s*/).filter(Boolean);
  if (sum.length > 1) return { kind: "summa", sides: sum };
  return share ? { kind: "andel", sides: [share[1]!, share[2]!] } : null;
};
/** So many measures of each side of a question are tried with those of the other, and so many sides a question has. */
const MOST_OF_A_SIDE = 6;
const MOST_SIDES = 3;
/** So many figures are looked for: a question with more needs more words. */
const MOST_FOUND = 61;

/**
 * The figures whose names have all the words of a question: of a measure its latest values and how it has changed, of a
 * statement its amounts; of two sides, "män av alla" or "barn + vuxna", their share or their sum.
 */
export function figureChoices(data: FigureData, year: number, asked: string): FigureChoice[] {
  const fitting = (text: string): ((name: string) => boolean) => {
    const wanted = unaccented(text).split(/\s+/).filter(Boolean);
    return (name) => wanted.every((word) => unaccented(name).includes(word));
  };
  const choice = (label: string, code: string): FigureChoice[] => {
    const text = proseText(code, data);
    return text.startsWith("[") ? [] : [{ label, code, text }];
  };
  const nameOf = referenceNames(data);
  /** The last period of the year that has a value, and the same of the year before. */
  const periodsOf = (indicator: Indicator): readonly [string, string] | null => {
    if (indicator.frequency === "year") return [String(year), String(year - 1)];
    const last = indicator.values.findLast(({ period, value }) => value !== null && period.startsWith(`${year}-`))?.period.slice(0, 7);
    return last ? [last, `${year - 1}${last.slice(4)}`] : null;
  };
  const fits = fitting(asked);
  const measures = data.indicators.filter((indicator) => fits(nameInGroup(indicator))).slice(0, MOST_FOUND).flatMap((indicator) => {
    const name = nameOf(indicator);
    const periods = periodsOf(indicator);
    if (!periods) return [];
    const [period, before] = periods;
    return [
      ...choice(`${name}, ${period}`, `{{mått: ${name} | ${period}}}`), ...choice(`${name}, från ${before} till ${period}`, `{{förändring: ${name} | ${before} | ${period}}}`), ...(indicator.unit === "%" ? [] : choice(`${name}, i procent`, `{{förändring i procent: ${name} | ${before} | ${period}}}`)),
      ...choice(`${name}, skillnad mot ${before}`, `{{skillnad: ${name} | ${before} | ${period}}}`), ...choice(`${name}, hel mening`, `{{mening: ${name} | ${before} | ${period}}}`),
    ];
  });
  const asides = sidesOf(asked);
  const sides = asides?.sides.slice(0, MOST_SIDES).map((side) => data.indicators.filter((indicator) => fitting(side)(nameInGroup(indicator))).slice(0, MOST_OF_A_SIDE)) ?? [];
  const joined = (sides.length ? sides.reduce<Indicator[][]>((some, side) => some.flatMap((one) => side.map((other) => [...one, other])), [[]]) : []).filter((some) => new Set(some).size === some.length).slice(0, MOST_OF_A_SIDE * MOST_OF_A_SIDE).flatMap((some) => {
    const period = periodsOf(some[0]!)?.[0];
    if (!period) return [];
    const names = some.map(nameOf);
    return asides!.kind === "andel" ? choice(`${names[0]} av ${names[1]}, ${period}`, `{{andel: ${names.join(" | ")} | ${period}}}`) : choice(`${names.join(" + ")}, ${period}`, `{{summa: ${names.join(" + ")} | ${period}}}`);
  });
  const cells = data.statements.flatMap(({ columns, lines, title }) => lines.flatMap((line) => columns.flatMap(({ label }) => (fits(`${title} ${line.label} ${label}`) ? [{ title, line: line.label, label }] : []))));
  const amounts = cells.slice(0, MOST_FOUND).flatMap(({ label, line, title }) => choice(`${title}, ${line}, ${label}`, `{{belopp: ${title} | ${line} | ${label}}}`));
  const economy = economyReferences(data.economy, fits).slice(0, MOST_FOUND).flatMap(({ code, label }) => choice(label, code));
  return [...joined, ...measures, ...economy, ...amounts];
}

/** What a reference stands for and says now, for who writes: "Antal besök, 2025" and "145". */
export function figureToken(code: string, data: FigureData): FigureChoice {
  const [kind = "", rest = ""] = code.replace(/^\{\{|\}\}$/g, "").split(/:(.*)/s);
  return { code, text: proseText(code, data), label: `${kind.trim()}: ${rest.split("|").map((part) => part.trim()).join(", ")}` };
}
