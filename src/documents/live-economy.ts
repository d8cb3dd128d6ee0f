import type { EconomyRow } from "../finance/economy.ts";
import { economyRow, type EconomyPart, type EconomyPlace } from "../finance/economy-statement.ts";
import { absolute, compare, divide, isZero, multiply, subtract, type Decimal } from "../platform/decimal.ts";
import { figure, type SourceRow } from "../platform/figure.ts";
import { formatNumber, MONTH_NAMES, MONTHS } from "../platform/swedish.ts";
import { words, type Inline } from "./document.ts";

/** What the ledger, the budget and the forecast say of a committee's year, for who writes of it. */
export interface EconomyFigures {
  readonly place: EconomyPlace;
  readonly rows: readonly EconomyRow[];
}
/** The sentences that a line of the economy may be told in; each names both its sides, and what its percentage is of. */
export const ECONOMY_SENTENCES = { "förra året": "mot förra året", budget: "utfall mot budget", prognos: "prognos mot budget", "utfall mot prognos": "utfall mot prognos" } as const;
type Sentence = keyof typeof ECONOMY_SENTENCES;
const isSentence = (text: string): text is Sentence => Object.hasOwn(ECONOMY_SENTENCES, text);

/** From how many kronor an amount is told in millions with a decimal; smaller ones in thousands. */
const IN_MILLIONS = "50000";
/** The size of an amount in kronor, as a sentence tells it. */
function money(amount: Decimal, source: readonly SourceRow[]): Inline {
  const size = absolute(amount);
  const [unit, step, decimals] = compare(size, IN_MILLIONS) >= 0 ? ["mkr", "1000000", 1] as const : ["tkr", "1000", 0] as const;
  const value = divide(size, step);
  return { kind: "figure", figure: figure(value, decimals, source, unit), text: `${formatNumber(value, decimals)}\u00a0${unit}` };
}
function percent(part: Decimal, of: Decimal, source: readonly SourceRow[]): Inline {
  const value = divide(multiply(absolute(part), "100"), absolute(of));
  return { kind: "figure", figure: figure(value, 1, source, "%"), text: `${formatNumber(value, 1)}\u00a0%` };
}
const named = ({ rows }: EconomyFigures, name: string): EconomyRow | undefined => rows.find(({ label }) => label === name);
/** Within a sentence a line begins small. */
const inside = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** "X är 1,2 mkr (3,0 % av budgeten) bättre än budgeten". */
function against(subject: string, first: Decimal, second: Decimal, than: string, of: string, source: readonly SourceRow[]): Inline[] {
  const away = subtract(first, second);
  if (compare(absolute(away), "500") < 0) return [words(`${subject} är i nivå med ${than}`)];
  const share: Inline[] = isZero(second) ? [] : [words(" ("), percent(away, second, source), words(` av ${of})`)];
  return [words(`${subject} är `), money(away, source), ...share, words(`${away.startsWith("-") ? " sämre" : " bättre"} än ${than}`)];
}

/** A line of the economy in a sentence; null where it has not what the sentence needs. */
export function economySentence([name = "", kind = ""]: readonly string[], data: EconomyFigures | null): Inline[] | null {
  const row = data && named(data, name);
  if (!row || !isSentence(kind)) return null;
  const { forecastMonth, month, year } = data.place;
  const ended = month === 12;
  const rows = (...parts: readonly EconomyPart[]): SourceRow[] => parts.map((part) => economyRow(data.place, row.key, part));
  const time = (of: number): string => (ended ? String(of) : `jan–${MONTHS[month - 1]} ${of}`);
  switch (kind) {
    case "förra året": {
      const [now, before] = [row.actual, row.lastYear];
      if (now === null || before === null) return null;
      const source = rows("actual", "last");
      if (now.startsWith("-") !== before.startsWith("-") && !isZero(now) && !isZero(before)) return [words(`${name} har gått från `), words(before.startsWith("-") ? "minus " : "plus "), money(before, source), words(` (${time(year - 1)}) till ${now.startsWith("-") ? "minus " : "plus "}`), money(now, source), words(` (${time(year)})`)];
      const grown = compare(absolute(now), absolute(before));
      if (grown === 0) return [words(`${name} är oförändrat `), money(now, source), words(` (${time(year - 1)} och ${time(year)})`)];
      const share: Inline[] = isZero(before) ? [] : [words(`, en ${grown > 0 ? "ökning" : "minskning"} med `), percent(subtract(absolute(now), absolute(before)), before, source), words(" av "), money(before, source)];
      return [words(`${name} har ${grown > 0 ? "ökat" : "minskat"} från `), money(before, source), words(` (${time(year - 1)}) till `), money(now, source), words(` (${time(year)})`), ...share];
    }
    case "budget":
      return row.actual === null || row.budget === null ? null : against(`Utfallet för ${inside(name)} ${time(year)}`, row.actual, row.budget, ended ? "budgeten" : "budgeten för samma tid", "budgeten", rows("actual", "budget"));
    case "prognos":
      return row.forecast === null || row.yearBudget === null ? null : against(`Prognosen för ${inside(name)} ${year}, gjord efter ${MONTH_NAMES[forecastMonth - 1]},`, row.forecast, row.yearBudget, "årets budget", "budgeten", rows("forecast", "year-budget"));
    case "utfall mot prognos":
      return !ended || row.actual === null || row.forecast === null ? null : against(`Utfallet för ${inside(name)} ${year}`, row.actual, row.forecast, `prognosen efter ${MONTH_NAMES[forecastMonth - 1]}`, "prognosen", rows("actual", "forecast"));
  }
}

/** The sentences of the lines that fit what is asked for, as they may be written in a text. */
export const economyReferences = (data: EconomyFigures | null, fits: (name: string) => boolean): { readonly label: string; readonly code: string }[] => (data?.rows ?? []).flatMap(({ label }) => (Object.entries(ECONOMY_SENTENCES) as [Sentence, string][]).flatMap(([kind, told]) => (fits(`${label} ${told} ekonomi`) ? [{ label: `${label}, ${told}, hel mening`, code: `{{ekonomi: ${label} | ${kind}}}` }] : [])));
