import { monthsOf, yearValue } from "../indicators/indicator.ts";
import { absolute } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES, unaccented } from "../platform/swedish.ts";
import { sentencesOf } from "./carried-text.ts";
import { referenceNames, type FigureData } from "./live-figure.ts";
import { piecesOf } from "./section-prose.ts";

/** A number that somebody has typed in a section's text where the register has it. */
export interface TypedSectionText {
  /** As it was typed. */
  readonly said: string;
  /** What the register calls it: "Antal anställda, 2021". */
  readonly label: string;
  /** The reference that gives it. */
  readonly code: string;
}

/** Numbers in running text: no part of a law, a paragraph, a day, a diary number or an item's number. */
const NUMBER = /(?<![\d\p{L}/:.,-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d/:]|[.,]\d|-\d| kap| §)/gu;
/** A whole number this small says nothing of what it counts. */
const LEAST = 10;
const isYear = (said: string): boolean => /^(19|20)\d\d$/.test(said);
/** The beginnings of a text's longer words: what a sentence is about. */
const STEM = 5;
const COMMON = new Set(["antal", "andel", "summa", "total", "under", "efter"]);
const stemsOf = (text: string): Set<string> => new Set(unaccented(text).split(/[^a-z]+/).filter((word) => word.length >= STEM).map((word) => word.slice(0, STEM)).filter((stem) => !COMMON.has(stem)));
const plain = (shown: string): string => shown.replace(/[\s\u00a0\u202f]/g, "");

interface KnownText {
  readonly shown: string;
  readonly label: string;
  readonly code: string;
  readonly stems: ReadonlySet<string>;
  /** A word that the sentence has to have as well; null for none. */
  readonly needs: string | null;
}

function knownOf({ indicators, statements }: FigureData, year: number): KnownText[] {
  const nameOf = referenceNames({ indicators });
  const measures = indicators.flatMap((indicator): KnownText[] => {
    const name = nameOf(indicator);
    const stems = stemsOf(name);
    const known = (value: string | null | undefined, period: string, needs: string | null): KnownText[] =>
      value === null || value === undefined ? [] : [{ shown: plain(formatNumber(value, indicator.decimals)), label: `${name}, ${period}`, code: `{{mått: ${name} | ${period}}}`, stems, needs }];
    if (indicator.frequency === "year") return [year, year - 1].flatMap((one) => known(yearValue(indicator, one)?.value, String(one), null));
    return indicator.frequency === "month" ? monthsOf(indicator, year).flatMap((value, month) => known(value?.value, `${year}-${String(month + 1).padStart(2, "0")}`, MONTH_NAMES[month]!)) : [];
  });
  const amounts = statements.flatMap(({ columns, lines, title, unit }) => lines.flatMap((line) => line.amounts.flatMap((cell, index): KnownText[] => {
    const column = columns[index];
    return cell && column && column.measure !== "change-percent" ? [{ shown: plain(formatNumber(absolute(cell.amount), 1)), label: `${title}, ${line.label}, ${column.label}`, code: `{{belopp utan tecken: ${title} | ${line.label} | ${column.label}}}`, stems: stemsOf(line.label), needs: unit }] : [];
  })));
  return [...measures, ...amounts];
}

/**
 * The numbers that are typed in a text although the register has them, where the sentence is about the same: it has a word of
 * the measure's or the line's name. What is typed does not follow the register. Nothing is changed by it.
 */
export function typedFigures(body: string, data: FigureData, year: number): TypedSectionText[] {
  const known = knownOf(data, year);
  return sentencesOf(body).flatMap((sentence) => {
    const typed = piecesOf(sentence).flatMap((piece) => (piece.kind === "words" ? [...piece.text.matchAll(NUMBER)].map((match) => match[1]!) : []));
    const numbers = typed.filter((said) => !isYear(said) && (said.includes(",") || Number(plain(said)) >= LEAST));
    if (!numbers.length) return [];
    const stems = stemsOf(sentence.replace(/\{\{[^{}]*\}\}/g, " "));
    const about = known.filter((one) => (one.needs === null || sentence.toLowerCase().includes(one.needs)) && [...one.stems].some((stem) => stems.has(stem)));
    return numbers.flatMap((said): TypedSectionText[] => {
      const found = about.find(({ shown }) => shown === plain(said));
      return found ? [{ said, label: found.label, code: found.code }] : [];
    });
  });
}
