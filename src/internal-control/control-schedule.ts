import { MONTH_NAMES } from "../platform/swedish.ts";

/** The common schedules of a check, as the months that it is carried out in. */
export const CONTROL_SCHEDULES: readonly (readonly [months: string, words: string])[] = [
  ["", "inte bestämt"], ["1,2,3,4,5,6,7,8,9,10,11,12", "varje månad"], ["3,6,9,12", "varje kvartal"], ["4,8,12", "varje tertial"], ["6,12", "varje halvår"], ["12", "en gång, i december"],
];

/** Months as they are kept, "4,8,12": each once, in order. */
export const monthsText = (months: readonly number[]): string => [...new Set(months)].sort((a, b) => a - b).join(",");
export const monthsIn = (text: string): number[] => (text === "" ? [] : text.split(",").map(Number));
export const areMonths = (months: readonly number[]): boolean => months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12);

const listed = (words: readonly string[]): string => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} och ${words.at(-1)}`);
const TIMES = ["", "en gång", "två gånger", "tre gånger", "fyra gånger", "fem gånger", "sex gånger"];

/** "varje månad", "tre gånger: april, augusti och december"; "inte bestämt" where no month is said. */
export function scheduleWords(months: readonly number[]): string {
  if (months.length === 0) return "inte bestämt";
  if (months.length === 12) return "varje månad";
  return `${TIMES[months.length] ?? `${months.length} gånger`}: ${listed(months.map((month) => MONTH_NAMES[month - 1]!))}`;
}

/** The months of a schedule after one month and up to another: those that a follow-up takes in. */
export const dueMonths = (months: readonly number[], after: number, upTo: number): number[] => months.filter((month) => month > after && month <= upTo);
