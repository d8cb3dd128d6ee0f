import type { Indicator } from "../indicators/indicator.ts";
import { changeBetween, monthsOf, valueRow, yearValue } from "../indicators/indicator.ts";
import { suppressedWords } from "../indicators/suppression.ts";
import { amountRow, type Statement } from "../finance/statement.ts";
import { absolute, compare, type Decimal } from "../platform/decimal.ts";
import { figure, type Figure } from "../platform/figure.ts";
import { formatNumber } from "../platform/swedish.ts";
import { inlineText, words, type Inline } from "./document.ts";
import type { SectionText } from "./section-text.ts";

/** The registers that a sentence may take its figures from. */
export interface FigureData {
  readonly indicators: readonly Indicator[];
  readonly statements: readonly Statement[];
}

const NO_BREAK_SPACE = "\u00a0";
const REFERENCE = /\{\{([^{}]+)\}\}/g;

export const unitText = (unit: string | null): string => (unit ? `${NO_BREAK_SPACE}${unit}` : "");
const shown = (value: Decimal, decimals: number, unit: string | null): string => formatNumber(value, decimals) + unitText(unit);

/**
 * Prose with references in place of figures becomes inlines with figures:
 * `{{belopp: Resultaträkning | Verksamhetens nettokostnader | 2021}}` the amount as stated, `{{belopp utan tecken: …}}`
 * its size, `{{mått: Antal anställda | 2021}}` or `{{mått: Antal hushåll | 2021-12}}` a value, and
 * `{{förändring: Antal anställda | 2020 | 2021}}` a whole "ökat från 219 till 226"; `{{fotnot: …}}` is a footnote. What is not found is said so in the text.
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
    fotnot: () => [{ kind: "footnote", text: rest.trim() }],
  };
  const found = resolvers[kind.trim()]?.();
  return found ?? [words(`[figuren finns inte: ${rest.trim() || kind.trim()}]`)];
}

function amount([title = "", label = "", column = ""]: readonly string[], data: FigureData, unsigned: boolean): Inline[] | null {
  for (const statement of data.statements.filter((other) => other.title === title)) {
    const line = statement.lines.find((other) => other.label === label);
    const index = statement.columns.findIndex((other) => other.label === column);
    const cell = line?.amounts[index];
    if (!cell) continue;
    const value = unsigned ? absolute(cell.amount) : cell.amount;
    const unit = statement.columns[index]!.measure === "change-percent" ? "%" : statement.unit;
    return [{ kind: "figure", figure: figure(value, 1, [amountRow(cell)], unit), text: shown(value, 1, unit) }];
  }
  return null;
}

function valueOf(indicator: Indicator, period: string): Figure | null {
  const [year = "", month] = period.split("-");
  const value = month ? monthsOf(indicator, Number(year))[Number(month) - 1] : yearValue(indicator, Number(year));
  return value && value.value !== null ? figure(value.value, indicator.decimals, [valueRow(indicator, value)], indicator.unit) : null;
}

const named = (data: FigureData, name: string): Indicator | undefined => data.indicators.find((indicator) => indicator.name === name);

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

/** "ökat från 219 till 226": the word follows the figures. */
function change([name = "", from = "", to = ""]: readonly string[], data: FigureData): Inline[] | null {
  const indicator = named(data, name);
  const before = indicator && valueOf(indicator, from);
  const after = indicator && valueOf(indicator, to);
  // A change from or to a small count would tell it.
  if (suppressedText(indicator, from) || suppressedText(indicator, to)) return [words("ändrats, men antalen är för små för att visas")];
  if (!before || !after) return null;
  const between = changeBetween(before.value, after.value)!;
  const write = (value: Figure): Inline => ({ kind: "figure", figure: value, text: formatNumber(value.value!, value.decimals) });
  const direction = compare(between.difference, "0");
  if (direction === 0) return [words("varit oförändrat "), write(after)];
  return [words(direction > 0 ? "ökat från " : "minskat från "), write(before), words(" till "), write(after)];
}
