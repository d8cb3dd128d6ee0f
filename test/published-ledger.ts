import { multiply, round, type Decimal } from "../src/platform/decimal.ts";
import { oreText, parseOre } from "../src/ledger/ledger.ts";

/** A published line in mkr with one decimal, and the account that it is posted on here. */
export interface PublishedLine {
  readonly label: string;
  readonly account: string;
  readonly amount: Decimal;
}
export interface PublishedActivity {
  readonly code: string;
  readonly name: string;
  readonly amount: Decimal;
}
export interface PublishedYear {
  readonly income: readonly PublishedLine[];
  readonly costs: readonly PublishedLine[];
  readonly totals: { readonly income: Decimal; readonly costs: Decimal; readonly net: Decimal };
  readonly activities: readonly PublishedActivity[];
}

/** Accounts of Kommun-Bas that the lines of real statements are posted on here. */
export const ACCOUNT_OF: Readonly<Record<string, string>> = {
  "Taxor och avgifter": "3110", "Hyror och arrenden": "3410", "Bidrag": "3510", "Försäljning av verksamhet": "3610", "Övriga intäkter": "3800", "Intern intäkt peng": "3910",
  "Personalkostnader": "5010", "Köp av verksamhet/tjänster": "4610", "Köp av verksamhet": "4610", "Lokalkostnader": "6011", "Kapitalkostnader": "7910", "Övriga kostnader": "6800", "Intern kostnad peng": "7710",
};

const ore = (mkr: Decimal): number => parseOre(round(multiply(mkr, "1000000"), 2))!;
/** Four hundredths of a million: as far as an amount may be from what it is rounded to, with room for sums. */
const ROOM = 4_000_000;
/** Income and costs in öre that round to what is published, and together to the published net. */
function unroundedTotals({ costs, income, net }: PublishedYear["totals"]): { income: number; costs: number; net: number } {
  const hidden = ore(net) - ore(income) - ore(costs);
  const share = Math.max(-ROOM, Math.min(ROOM, Math.trunc(hidden / 2)));
  return { income: ore(income) + share, costs: ore(costs) + share, net: ore(income) + ore(costs) + 2 * share };
}
/** Lines in öre that each round to what is published and together to a total: what rounding hid is shared among them. */
function unrounded(lines: readonly { readonly amount: Decimal }[], total: number): number[] {
  const shown = lines.map(({ amount }) => ore(amount));
  const open = shown.flatMap((amount, index) => (amount !== 0 ? [index] : []));
  const hidden = total - shown.reduce((a, b) => a + b, 0);
  const share = open.length ? Math.trunc(hidden / open.length) : 0;
  for (const index of open) shown[index]! += share;
  if (open.length) shown[open[0]!]! += hidden - share * open.length;
  return shown;
}

/** What each activity has of each line, in öre: the lines' sums and the activities' nets are both what is published. */
export function matrixOf({ activities, costs, income, totals }: PublishedYear): { account: string; label: string; shares: number[] }[] {
  const lines = [...income, ...costs];
  const whole = unroundedTotals(totals);
  const amounts = [...unrounded(income, whole.income), ...unrounded(costs, whole.costs)];
  const nets = unrounded(activities, whole.net);
  const rows = lines.map(({ account, label }, at) => {
    const shares = nets.map((own) => Math.trunc((amounts[at]! * own) / whole.net));
    shares[0]! += amounts[at]! - shares.reduce((a, b) => a + b, 0);
    return { account, label, shares };
  });
  // What is left of an activity's net is moved between activities on the largest line, whose sum stays.
  const largest = rows[amounts.indexOf(Math.min(...amounts))]!;
  for (const [index, own] of nets.entries()) largest.shares[index]! += own - rows.reduce((total, { shares }) => total + shares[index]!, 0);
  return rows;
}

/** Twelve parts of an amount that sum to it; July is a little less than the others. */
const WEIGHTS = [8, 8, 9, 8, 8, 9, 7, 8, 8, 9, 9, 9];
function monthsOf(amount: number): number[] {
  const months = WEIGHTS.map((weight) => Math.trunc((amount * weight) / 100));
  months[11]! += amount - months.reduce((a, b) => a + b, 0);
  return months;
}

export interface LedgerTextOptions {
  readonly company: string;
  readonly year: number;
  readonly actual: PublishedYear | null;
  readonly budget: PublishedYear | null;
}
/** A year's ledger in SIE 4 that sums to published figures: a voucher for each month and activity. @param budget by account and activity, month by month. */
export function publishedLedger({ actual, budget, company, year }: LedgerTextOptions): string {
  const activities = (actual ?? budget)!.activities;
  const labels = new Map([...(actual ? [...actual.income, ...actual.costs] : []), ...(budget ? [...budget.income, ...budget.costs] : [])].map(({ account, label }) => [account, label]));
  const text: string[] = [
    "#FLAGGA 0", `#PROGRAM "Exempel" 1`, "#FORMAT PC8", "#SIETYP 4", `#FNAMN "${company}"`, `#RAR 0 ${year}0101 ${year}1231`, `#OMFATTN ${year}1231`, `#KONTO 2890 "Avräkning"`, `#KTYP 2890 S`,
    ...[...labels].sort().flatMap(([account, label]) => [`#KONTO ${account} "${label}"`, `#KTYP ${account} ${account.startsWith("3") ? "I" : "K"}`]),
    `#DIM 20 "Verksamhet"`, ...activities.map(({ code, name }) => `#OBJEKT 20 "${code}" "${name}"`),
  ];
  const spread = (of: PublishedYear) => matrixOf(of).flatMap(({ account, shares }) => shares.flatMap((share, index) => (share === 0 ? [] : [{ account, code: activities[index]!.code, months: monthsOf(share) }])));
  if (budget) {
    const rows = spread(budget);
    for (let month = 0; month < 12; month++) {
      for (const account of [...new Set(rows.map((row) => row.account))].sort()) {
        const own = rows.filter((row) => row.account === account);
        text.push(`#PBUDGET 0 ${year}${String(month + 1).padStart(2, "0")} ${account} {} ${oreText(-own.reduce((total, { months }) => total + months[month]!, 0))}`);
        for (const { code, months } of own) text.push(`#PBUDGET 0 ${year}${String(month + 1).padStart(2, "0")} ${account} {20 "${code}"} ${oreText(-months[month]!)}`);
      }
    }
  }
  if (actual) {
    const rows = spread(actual);
    let number = 0;
    for (let month = 0; month < 12; month++) {
      for (const { code, name } of activities) {
        const own = rows.filter((row) => row.code === code && row.months[month] !== 0);
        const day = `${year}${String(month + 1).padStart(2, "0")}28`;
        text.push(`#VER A ${++number} ${day} "${name}"`, "{", ...own.map(({ account, months }) => `#TRANS ${account} {20 "${code}"} ${oreText(-months[month]!)}`), `#TRANS 2890 {} ${oreText(own.reduce((total, { months }) => total + months[month]!, 0))}`, "}");
      }
    }
  }
  return `${text.join("\n")}\n`;
}
