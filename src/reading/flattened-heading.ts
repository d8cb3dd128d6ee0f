import { wordsOf } from "./flattened-row.ts";
import { fold } from "./layout.ts";
import { isYear, monthOf } from "./table-cells.ts";

/** Words that hardly stand but over a column. */
const STRONG = /^(?:utfall|budget|arsbudget|prognos|helarsprognos|forandring|(?:budget|prognos)?avvikelse|diff(?:erens)?|andel|antal|summa|totalt|belopp|plan|ram|helar|malvarde|mal|bokslut|nettokostnad|tkr|mkr|periodutfall|andring|skillnad|ack|bedomning|riktvarde)%?$/;
/** Words that a year after them is the year of. */
const DATED = /^(?:utfall|budget|arsbudget|prognos|helarsprognos|plan|ram|mal|malvarde|bokslut|dygn(?:et)?|kostnad(?:er)?|intakt(?:er)?|netto(?:kostnad)?|antal|vt|ht|t1|t2|kr|tkr|mkr|avvikelse|andel|jan|aug|dec|augusti|december|ar|till|per|besok|arsarbetare|forandring|effekt|varde|resultat|bedomning|fran|timmar)$/;
/** "Kv 1", "Q3": parts of a year. */
const QUARTER = /^(?:kv|kvartal|tertial|q[1-4]|t[1-3])$/;
interface WordCosts { readonly start: number; readonly on: number; readonly inCorner: number }
/** What a word costs as the first of a heading, as one that goes on with it, and as one of the corner: the cheapest way to part a heading row is how it is read. */
function costsOf(word: string, { after, before, first }: { readonly first: string | null; readonly before: string | null; readonly after: string | null }): WordCosts {
  const plain = fold(word);
  const capital = /^\p{Lu}/u.test(word);
  // "Belopp i tkr": what all of it is in.
  if (before !== null && fold(before) === "i" && /^(?:tkr|mkr|mnkr|kr|procent)$/.test(plain)) return { start: 5, on: 2, inCorner: 0 };
  const isDay = before !== null && /^\d{1,2}$/.test(before);
  // "Anställda nov 2024": when it was.
  if (monthOf(word) !== null && after !== null && isYear(after)) return { start: 2, on: 0.2, inCorner: 1 };
  if (monthOf(word) !== null && isDay) return { start: 5, on: 0, inCorner: 0 };
  if (/^(?:19|20)\d\d-\d\d-\d\d/.test(word)) return { start: 0, on: 0.3, inCorner: 2 };
  if (/^\d{1,2}$/.test(word)) return { start: 5, on: 0.5, inCorner: 0 };
  if (monthOf(word) !== null && plain.length <= 9) return { start: 0, on: before !== null && STRONG.test(fold(before)) ? 0.2 : 3, inCorner: 3 };
  if (isYear(word) && before !== null && monthOf(before) !== null) return { start: 2, on: 0, inCorner: 0 };
  // "2024 prognos 2025 prognos": what a year is stands after it.
  if (isYear(word) && first !== null && isYear(first) && before !== null && STRONG.test(before)) return { start: 0, on: 1.5, inCorner: 2 };
  if (isYear(word)) return before !== null && (DATED.test(fold(before)) || /^\p{Ll}/u.test(before)) ? { start: 1.5, on: 0, inCorner: 2 } : before?.startsWith("(") || before?.endsWith(")") ? { start: 0.5, on: 0.5, inCorner: 2 } : { start: 0, on: 1.5, inCorner: 2 };
  if (/^\d{4}[-–]\d{2,4}$/.test(word)) return { start: 1, on: 0, inCorner: 1 };
  if (QUARTER.test(plain)) return { start: 0, on: 2, inCorner: 2 };
  if (word.startsWith("(")) return { start: 5, on: 0, inCorner: 0 };
  if (word.startsWith("%")) return { start: 0.8, on: 0.6, inCorner: 2 };
  if (STRONG.test(plain) && before !== null && monthOf(before) !== null) return { start: 0, on: 2, inCorner: 2 };
  if (STRONG.test(plain)) return capital ? { start: 0, on: 2.5, inCorner: 2 } : { start: 1.5, on: 0.5, inCorner: 1 };
  // "Effektivisering (mkr) Beräknad effekt": what the table is in ends its corner.
  if (before !== null && capital && /^\((?:tkr|mkr|mnkr|kr|antal|procent|%)\)$/i.test(before)) return { start: 0, on: 1.5, inCorner: 2.5 };
  if (before?.endsWith("-")) return { start: 4, on: 0, inCorner: 0 };
  return capital ? { start: 1, on: 1.2, inCorner: 0.5 } : { start: 4, on: 0, inCorner: 0 };
}
/**
 * A heading row as the corner and so many headings, and what it costs to read it so; null where no way is a good one. `goesOn` has the places of words that
 * begin a line of a heading that broke, and so begin none.
 */
export function partHeading(text: string, count: number, goesOn: ReadonlySet<number> = new Set()): { readonly headings: string[]; readonly cost: number } | null {
  const words = wordsOf(text);
  if (words.length < count) return null;
  // cost[parts][to]: the words before `to` as the corner and so many headings.
  const cost: number[][] = Array.from({ length: count + 1 }, () => Array<number>(words.length + 1).fill(Number.POSITIVE_INFINITY));
  const begun: number[][] = Array.from({ length: count + 1 }, () => Array<number>(words.length + 1).fill(0));
  const costs = words.map((word, at) => costsOf(word, { first: words[at - 2] ?? null, before: words[at - 1] ?? null, after: words[at + 1] ?? null }));
  // A heading row may begin with its first heading, over nothing that is called anything.
  const cornerless = monthOf(words[0]!) !== null || isYear(words[0]!) || /^(?:19|20)\d\d-/.test(words[0]!);
  const maybe = DATED.test(fold(words[0]!)) && isYear(words[1] ?? "");
  cost[0]![0] = cornerless ? 0 : maybe ? 0.5 : 3;
  for (const [at, { inCorner }] of costs.entries()) cost[0]![at + 1] = at === 0 ? (cornerless || maybe ? 2 : 0) : cost[0]![at]! + (goesOn.has(at) ? 0 : inCorner);
  for (let parts = 1; parts <= count; parts++) {
    for (let from = 0; from < words.length; from++) {
      if (!Number.isFinite(cost[parts - 1]![from]!) || goesOn.has(from)) continue;
      // Right after the corner a year begins a heading, whatever the corner says.
      let own = cost[parts - 1]![from]! + (parts === 1 && isYear(words[from]!) ? 0 : costs[from]!.start);
      for (let to = from + 1; to <= words.length; to++) {
        if (own < cost[parts]![to]!) {
          cost[parts]![to] = own;
          begun[parts]![to] = from;
        }
        own += goesOn.has(to) ? 0 : (costs[to]?.on ?? 0);
      }
    }
  }
  const least = cost[count]![words.length]!;
  if (least > 2.5 + count) return null;
  const headings: string[] = [];
  let to = words.length;
  for (let parts = count; parts > 0; parts--) {
    const from = begun[parts]![to]!;
    headings.unshift(words.slice(from, to).join(" "));
    to = from;
  }
  return { headings: [words.slice(0, to).join(" "), ...headings], cost: least };
}

const isMonths = (word: string): boolean => monthOf(word.split(/[–-]/)[0]!) !== null;
const JOINS = /^(?:till|av|per|mot|för|och|i|på|t\.o\.m\.|-|–)$/iu;
/** Two lines of a heading row that stand over each other, word by word: "Bokslut Budget Avvikelse" over "2022 2022 2022". */
export function stacked(lines: readonly string[], count: number): { readonly headings: string[]; readonly cost: number } | null {
  const [over, under] = lines.map(wordsOf);
  if (lines.length !== 2 || !over || !under) return null;
  const corner = over.length === count + 1 ? 1 : over.length === count ? 0 : -1;
  // A small word goes with the one after it.
  const below = under.reduce<string[]>((parts, word, at) => { if (at > 0 && JOINS.test(under[at - 1]!)) parts[parts.length - 1] += ` ${word}`; else parts.push(word); return parts; }, []);
  // "jan–aug 2023": where there is one word too many, the year goes with the one before it.
  const undated = under.flatMap((word, at) => (at > 0 && isYear(word) && !isYear(under[at - 1]!) ? [at] : [])).toSorted((a, b) => Number(isMonths(under[b - 1]!)) - Number(isMonths(under[a - 1]!))).slice(0, Math.max(0, under.length - count));
  const joining = new Set(undated);
  const dated = under.reduce<string[]>((parts, word, at) => { if (joining.has(at)) parts[parts.length - 1] += ` ${word}`; else parts.push(word); return parts; }, []);
  const joined = below.length === count ? below : dated.length === count ? dated : under.length === count ? under : below.length === count + 1 && /^(?:till|av|per)/.test(below.at(-1)!) ? [...below.slice(0, -2), `${below.at(-2)} ${below.at(-1)}`] : null;
  // What stands over the names of the rows is no heading of figures.
  if (corner < 0 || !joined || (corner === 0 && !hasHeadingWord(over[0]!))) return null;
  return { headings: [corner ? over[0]! : "", ...joined.map((word, at) => `${over[at + corner]} ${word}`)], cost: 0.5 };
}

/** Whether a line has a word that stands over columns: what they are of, or when. */
export const hasHeadingWord = (text: string): boolean => wordsOf(text).some((word) => STRONG.test(fold(word)) || QUARTER.test(fold(word)) || isYear(word) || /^(?:19|20)\d\d-\d\d-\d\d/.test(word) || monthOf(word) !== null);
/** The same, of what they are of. */
export const isOfHeading = (text: string): boolean => wordsOf(text).some((word) => STRONG.test(fold(word)));
