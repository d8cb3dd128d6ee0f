import { Refused } from "../platform/outcome.ts";
import type { LedgerReport, LedgerRow, LedgerYear } from "./ledger.ts";

/** From one month to another, both of them with it; ISO months. */
export interface LedgerPeriod {
  readonly from: string;
  readonly to: string;
}

/** The months that a file has rows of, by which its own period is told. */
export class LedgerMonths {
  readonly #months = new Set<string>();
  readonly measures = new Set<"actual" | "budget">();

  #lastDay = "";
  see(row: LedgerRow): void {
    // Rows of one day follow each other.
    if (row.kind === "voucher" || (row.kind === "posting" && row.onDate === this.#lastDay)) return;
    if (row.kind === "posting") this.#lastDay = row.onDate;
    this.#months.add(row.kind === "posting" ? row.onDate.slice(0, 7) : row.month);
    this.measures.add(row.kind === "posting" ? "actual" : row.measure);
  }

  /**
   * What the file tells of: of each of its years, from the first month to the last that it reaches; a month without rows in
   * between is told of too, and has nothing. Where it has no years, the months that it has rows of.
   */
  periods({ reachesTo, variant, years }: Pick<LedgerReport, "reachesTo" | "variant" | "years">): LedgerPeriod[] {
    const months = [...this.#months].sort();
    if (!months.length) return [];
    const dated = years.filter((year): year is LedgerYear & { from: string; to: string } => year.from !== null && year.to !== null);
    // Vouchers to be entered are no whole months.
    if (variant === "I" || !dated.length) return [{ from: months[0]!, to: months.at(-1)! }];
    return dated.flatMap(({ from, index, to }): LedgerPeriod[] => {
      const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
      const own = months.filter((month) => month >= first && month <= last);
      if (!own.length) return [];
      const reached = index === 0 && reachesTo ? reachesTo.slice(0, 7) : own.at(-1)!;
      return [{ from: first, to: reached > own.at(-1)! ? reached : own.at(-1)! }];
    }).sort((a, b) => a.from.localeCompare(b.from));
  }
}

/** "2026-01–2026-08". */
export const periodText = ({ from, to }: LedgerPeriod): string => (from === to ? from : `${from}–${to}`);

const LONGEST_SOURCE = 60;
/** What ledger a file comes from, as it is kept. @throws Refused where it says nothing. */
export function sourceName(source: string): string {
  const told = source.trim();
  if (!told || told.length > LONGEST_SOURCE) throw new Refused({ code: "bad-source", field: "source", message: `Skriv vilken huvudbok filen kommer ur, på högst ${LONGEST_SOURCE} tecken.` });
  return told;
}
