/** The lines of a committee's statement, as municipalities state them (LKBR 2018:597, RKR), income first. */
export const STATEMENT_LINES = [
  { key: "fees", label: "Taxor och avgifter", side: "income" },
  { key: "rents", label: "Hyror och arrenden", side: "income" },
  { key: "grants", label: "Bidrag", side: "income" },
  { key: "sales", label: "Försäljning av verksamhet", side: "income" },
  { key: "other-income", label: "Övriga intäkter", side: "income" },
  { key: "internal-income", label: "Intern intäkt peng", side: "income" },
  { key: "staff", label: "Personalkostnader", side: "cost" },
  { key: "purchases", label: "Köp av verksamhet/tjänster", side: "cost" },
  { key: "premises", label: "Lokalkostnader", side: "cost" },
  { key: "capital", label: "Kapitalkostnader", side: "cost" },
  { key: "other-costs", label: "Övriga kostnader", side: "cost" },
  { key: "internal-costs", label: "Intern kostnad peng", side: "cost" },
] as const;
export type StatementLineKey = (typeof STATEMENT_LINES)[number]["key"];
export const isStatementLine = (text: string): text is StatementLineKey => STATEMENT_LINES.some(({ key }) => key === text);
export const lineLabel = (line: StatementLineKey): string => STATEMENT_LINES.find(({ key }) => key === line)!.label;

/** Accounts that begin as `from` or as anything up to `to`: "60" to "62" is all of 60, 61 and 62. */
export interface AccountMapRow {
  readonly from: string;
  readonly to: string;
  readonly line: StatementLineKey;
}
export interface AccountMap {
  /** ISO date; null for the ready one, which holds where a municipality has none of its own. */
  readonly validFrom: string | null;
  readonly rows: readonly AccountMapRow[];
}

/** By the classes of Kommun-Bas: what a municipality begins from. Class 8 is the financing, and is no committee's; 39 and 77 are the money that follows a pupil or a client within the municipality. */
export const READY_ACCOUNT_MAP: AccountMap = {
  validFrom: null,
  rows: [
    { from: "3", to: "3", line: "other-income" }, { from: "31", to: "31", line: "fees" }, { from: "34", to: "34", line: "rents" }, { from: "35", to: "35", line: "grants" }, { from: "36", to: "36", line: "sales" }, { from: "39", to: "39", line: "internal-income" },
    { from: "4", to: "4", line: "other-costs" }, { from: "46", to: "46", line: "purchases" }, { from: "5", to: "5", line: "staff" }, { from: "6", to: "7", line: "other-costs" }, { from: "60", to: "62", line: "premises" }, { from: "77", to: "77", line: "internal-costs" }, { from: "79", to: "79", line: "capital" },
  ],
};

const holds = ({ from, to }: AccountMapRow, account: string): boolean => account.slice(0, from.length) >= from && account.slice(0, to.length) <= to && account.length >= from.length;
/** How narrow a range is: the more digits it names the narrower, and of as many the one that spans least. */
const narrower = (a: AccountMapRow, b: AccountMapRow): number => b.from.length - a.from.length || Number(a.to) - Number(a.from) - (Number(b.to) - Number(b.from));

/** The line that an account belongs to; null where no range holds it: such an amount is shown by itself, and never left out. */
export function lineOfAccount({ rows }: AccountMap, account: string): StatementLineKey | null {
  return rows.filter((row) => holds(row, account)).sort(narrower)[0]?.line ?? null;
}

/** The map that holds on a day: the latest that begins by then, else the ready one. */
export function mapOn(maps: readonly AccountMap[], day: string): AccountMap {
  return [...maps].filter(({ validFrom }) => validFrom !== null && validFrom <= day).sort((a, b) => b.validFrom!.localeCompare(a.validFrom!))[0] ?? READY_ACCOUNT_MAP;
}

export const MOST_MAP_ROWS = 500;
/** What makes a map unfit, in one sentence, and at which row; null where nothing does. */
export function accountMapFault(rows: readonly AccountMapRow[]): { readonly row: number; readonly message: string } | null {
  if (rows.length > MOST_MAP_ROWS) return { row: 0, message: `En kontotabell har högst ${MOST_MAP_ROWS} rader.` };
  for (const [index, { from, line, to }] of rows.entries()) {
    if (!/^\d{1,10}$/.test(from) || !/^\d{1,10}$/.test(to)) return { row: index, message: `Rad ${index + 1}: skriv kontonas början och slut med siffror, till exempel 60 till 62.` };
    if (from.length !== to.length) return { row: index, message: `Rad ${index + 1}: ${from} och ${to} har olika många siffror.` };
    if (from > to) return { row: index, message: `Rad ${index + 1}: ${from} kommer efter ${to}.` };
    if (!isStatementLine(line)) return { row: index, message: `Rad ${index + 1}: välj en rad i resultaträkningen.` };
    const same = rows.findIndex((other, at) => at < index && other.from.length === from.length && other.from <= to && from <= other.to && !(contains(other, { from, to }) || contains({ from, to }, other)));
    if (same >= 0) return { row: index, message: `Rad ${index + 1}: ${from}–${to} går delvis över rad ${same + 1}; ett undantag ska ligga helt inom den.` };
    if (rows.some((other, at) => at < index && other.from === from && other.to === to)) return { row: index, message: `Rad ${index + 1}: ${from}–${to} står redan.` };
  }
  return null;
}
const contains = (a: Pick<AccountMapRow, "from" | "to">, b: Pick<AccountMapRow, "from" | "to">): boolean => a.from <= b.from && b.to <= a.to;

/** The rows of a map in one line: what was seen is held against what is. */
export const seenMap = (rows: readonly AccountMapRow[]): string => rows.map(({ from, line, to }) => `${from}-${to}=${line}`).sort().join(" ");
