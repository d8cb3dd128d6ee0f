import { bare, periodIn, saidIn } from "../indicators/value-import.ts";
import { isDay } from "../platform/clock.ts";
import { LedgerRemarks } from "./ledger-remarks.ts";
import { byDimension, oreText, type LedgerAccount, type LedgerObject, type LedgerObjects, type LedgerReport, type LedgerRow } from "./ledger.ts";

/** What a column of a table of postings holds. An amount is one column, or debit and credit in one each. */
export const LEDGER_COLUMNS = {
  account: "Konto", name: "Kontots namn", amount: "Belopp", debit: "Debet", credit: "Kredit", date: "Dag eller period", unit: "Ansvar eller enhet", activity: "Verksamhet", project: "Projekt", counterparty: "Motpart", voucher: "Verifikation", text: "Text", ignore: "Läses inte",
} as const;
export type LedgerColumn = keyof typeof LEDGER_COLUMNS;
export const isLedgerColumn = (text: string): text is LedgerColumn => Object.hasOwn(LEDGER_COLUMNS, text);
/** Whether costs are plus, as in a ledger, or minus, as in a statement. */
export const LEDGER_SIGNS = { ledger: "kostnader plus, intäkter minus (som i huvudboken)", statement: "intäkter plus, kostnader minus (som i en resultaträkning)" } as const;
export type LedgerSign = keyof typeof LEDGER_SIGNS;
export interface LedgerMapping {
  /** The row that names the columns, from 0. */
  readonly headerRow: number;
  readonly columns: readonly LedgerColumn[];
  readonly sign: LedgerSign;
}

const WORDS: readonly (readonly [RegExp, LedgerColumn])[] = [
  [/^(konto|kontonr|kontonummer|account)$/, "account"], [/^(konto ?namn|konto ?text|kontobenamning|benamning)/, "name"], [/^(debet|debit)/, "debit"], [/^kredit/, "credit"], [/^(belopp|utfall|summa|amount|saldo)/, "amount"],
  [/^(datum|dag|bokforingsdatum|bokforingsdag|verdatum|ver datum|period|manad|bokf)/, "date"], [/^(ansvar|enhet|kostnadsstalle|kst)/, "unit"], [/^(verksamhet|vht)/, "activity"], [/^(projekt|proj)/, "project"], [/^(motpart|mpart)/, "counterparty"],
  [/^(ver|verifikation|vernr|verifikationsnummer|ver nr)/, "voucher"], [/^(text|beskrivning|kommentar)/, "text"],
];
/** The dimension that a column's codes are of: by the standard where it has a number, else a free one. */
const DIMENSIONS = { unit: ["1", "Ansvar"], project: ["6", "Projekt"], activity: ["20", "Verksamhet"], counterparty: ["21", "Motpart"] } as const;
type DimensionColumn = keyof typeof DIMENSIONS;
const DIMENSION_COLUMNS = Object.keys(DIMENSIONS) as DimensionColumn[];

const MOST_HEADER_ROWS = 20;
const guessed = (cell: string): LedgerColumn => WORDS.find(([pattern]) => pattern.test(bare(cell)))?.[1] ?? "ignore";

/** What columns are by their headings, each kind once; and the sign that the amounts tell. */
export function guessLedgerMapping(rows: readonly (readonly string[])[]): LedgerMapping {
  const known = rows.slice(0, MOST_HEADER_ROWS).map((row) => new Set(row.map(guessed).filter((column) => column !== "ignore")).size);
  const headerRow = Math.max(0, known.indexOf(Math.max(0, ...known)));
  const taken = new Set<LedgerColumn>();
  const columns = (rows[headerRow] ?? []).map((cell): LedgerColumn => {
    const column = guessed(cell);
    if (column === "ignore" || taken.has(column)) return "ignore";
    taken.add(column);
    return column;
  });
  const mapping: LedgerMapping = { headerRow, columns, sign: "ledger" };
  // Income that is plus, or costs that are minus, tell that it is a statement's signs.
  const told = readLedgerTable(rows, mapping).rows.flatMap((row) => (row.kind === "posting" ? [row] : []));
  const [income, costs] = [/^3/, /^[4-7]/].map((pattern) => told.filter(({ account }) => pattern.test(account)).reduce((total, { ore }) => total + ore, 0)) as [number, number];
  return { ...mapping, sign: income > 0 || (income === 0 && costs < 0) ? "statement" : "ledger" };
}

/** What keeps a table from being read by a mapping; null where nothing does. */
export function ledgerMappingFault({ columns }: LedgerMapping): string | null {
  const twice = columns.find((column, index) => column !== "ignore" && columns.indexOf(column) !== index);
  if (twice) return `Två kolumner är valda som »${LEDGER_COLUMNS[twice]}«; välj en.`;
  if (!columns.includes("account")) return "Välj vilken kolumn som är konto.";
  if (!columns.includes("amount") && !(columns.includes("debit") && columns.includes("credit"))) return "Välj vilken kolumn som är belopp, eller en för debet och en för kredit.";
  if (columns.includes("amount") && columns.includes("debit")) return "Välj antingen belopp, eller debet och kredit.";
  if (!columns.includes("date")) return "Välj vilken kolumn som är dag eller period.";
  return null;
}

/**
 * An amount as tables write it, in öre: any kind of space or a point between thousands, a comma or a point before the öre, a minus
 * of any kind before or after, or brackets. "1.234" is one thousand two hundred and thirty-four. Null where it is none.
 */
export function tableOre(text: string): number | null {
  let word = text.replace(/[\s\u00a0\u202f']/g, "").replace(/(kr|sek)$/i, "");
  let minus = false;
  const bracketed = /^\((.*)\)$/.exec(word);
  if (bracketed) [minus, word] = [true, bracketed[1]!];
  if (/^[-−–]/.test(word)) [minus, word] = [!minus, word.slice(1)];
  else if (/[-−–]$/.test(word)) [minus, word] = [!minus, word.slice(0, -1)];
  word = word.replace(/^\+/, "");
  const comma = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,4}))?$/.exec(word);
  const point = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,4}))?$/.exec(word);
  const match = comma ?? point;
  if (!match) return null;
  const part = match[2] ?? "";
  if (/[1-9]/.test(part.slice(2))) return null;
  const ore = Number(match[1]!.replace(/[.,]/g, "")) * 100 + Number(part.slice(0, 2).padEnd(2, "0"));
  return Number.isSafeInteger(ore) ? (minus ? -ore || 0 : ore) : null;
}

/** How a column writes its amounts. */
export type LedgerDecimals = "comma" | "point" | "both" | "whole" | "none";
export const LEDGER_DECIMALS: Readonly<Record<LedgerDecimals, string>> = { comma: "decimalkomma, som 1 234,50", point: "decimalpunkt, som 1,234.50", both: "både komma och punkt: se efter att de är rätt lästa", whole: "hela kronor", none: "inga belopp" };
/** How each column writes amounts, by all its cells below the headings. */
export function columnDecimals(rows: readonly (readonly string[])[], headerRow: number): LedgerDecimals[] {
  const body = rows.slice(headerRow + 1);
  return (rows[headerRow] ?? []).map((_, column): LedgerDecimals => {
    const amounts = body.flatMap((row) => { const cell = (row[column] ?? "").replace(/\s|(kr|sek)$/gi, ""); return cell && tableOre(cell) !== null ? [cell] : []; });
    if (!amounts.length) return "none";
    const [comma, point] = [amounts.some((cell) => /,\d{1,2}\D*$/.test(cell)), amounts.some((cell) => /\.\d{1,2}\D*$/.test(cell))];
    return comma && point ? "both" : comma ? "comma" : point ? "point" : "whole";
  });
}

/** Reads a table of postings by a mapping: each row an amount on an account and a day, told with its row in the file. */
export function readLedgerTable(rows: readonly (readonly string[])[], { columns, headerRow, sign }: LedgerMapping): { readonly rows: LedgerRow[]; readonly report: LedgerReport } {
  const [errors, warnings] = [new LedgerRemarks(), new LedgerRemarks()];
  const at = (column: LedgerColumn): number => columns.indexOf(column);
  const place = { account: at("account"), name: at("name"), amount: at("amount"), debit: at("debit"), credit: at("credit"), date: at("date"), voucher: at("voucher"), text: at("text") };
  const dimensions = DIMENSION_COLUMNS.filter((column) => at(column) >= 0);
  const accounts = new Map<string, LedgerAccount>();
  const objects = new Map<string, LedgerObject>();
  const vouchers = new Map<string, number>();
  const found: LedgerRow[] = [];
  let transactions = 0;
  let total = 0;
  for (const [index, row] of rows.entries()) {
    if (index <= headerRow || !row.some((cell) => cell.trim())) continue;
    const line = index + 1;
    const said = (column: number): string => (column < 0 ? "" : saidIn(row, column));
    const [account = "", ...rest] = said(place.account).split(/\s+/);
    if (!/^\d{1,10}$/.test(account)) {
      // Sums and headings within a table are no postings.
      if (!account || /^(summa|total)/i.test(account)) warnings.add(line, "no-account", "Raden har inget konto och är inte läst.");
      else errors.add(line, "bad-account", `Kontot »${said(place.account).slice(0, 40)}« är inget kontonummer.`);
      continue;
    }
    const stated = place.amount >= 0 ? [said(place.amount)] : [said(place.debit), said(place.credit)];
    const parts = stated.map((text) => (text === "" && stated.length === 2 ? 0 : tableOre(text)));
    if (parts.includes(null) || (stated.length === 2 && stated.every((text) => text === ""))) {
      const wrong = stated[parts.indexOf(null)] ?? "";
      errors.add(line, "bad-amount", wrong ? `Beloppet »${wrong.slice(0, 40)}« går inte att läsa.` : "Raden saknar belopp.");
      continue;
    }
    const period = periodIn(said(place.date), null);
    const onDate = period && (period.months === null && period.day ? `${period.start.slice(0, 8)}${String(period.day).padStart(2, "0")}` : period.start);
    if (!period || !onDate || (period.months ?? 1) !== 1 || !isDay(onDate)) {
      errors.add(line, "bad-date", `Dagen eller perioden »${said(place.date).slice(0, 40)}« går inte att läsa; skriv till exempel 2026-01-31 eller 2026-01.`);
      continue;
    }
    const amount = stated.length === 2 ? parts[0]! - parts[1]! : sign === "statement" ? -parts[0]! || 0 : parts[0]!;
    const name = said(place.name) || rest.join(" ");
    if (!accounts.has(account)) accounts.set(account, { number: account, name, kind: null });
    const own = byDimension(dimensions.flatMap((column): LedgerObjects => {
      const [code = "", ...words] = said(at(column)).split(/\s+/);
      if (!code) return [];
      const [number] = DIMENSIONS[column];
      objects.set(`${number}\u0000${code}`, { dimension: number, code, name: words.join(" ") || (objects.get(`${number}\u0000${code}`)?.name ?? "") });
      return [[number, code]];
    }));
    const text = said(place.text);
    const voucher = said(place.voucher) || onDate;
    if (!vouchers.has(voucher)) {
      vouchers.set(voucher, vouchers.size + 1);
      found.push({ kind: "voucher", line, ordinal: vouchers.size, series: "", number: said(place.voucher), onDate, text });
    }
    transactions++;
    total += amount;
    found.push({ kind: "posting", line, voucher: vouchers.get(voucher)!, onDate, account, objects: own, ore: amount, text });
  }
  if (transactions && total !== 0 && [...accounts.keys()].some((account) => /^[12]/.test(account))) warnings.add(0, "unbalanced", `Tabellen har balanskonton och summerar till ${oreText(total)} i stället för noll.`);
  const report: LedgerReport = {
    type: "tabell", variant: null, program: null, company: null, orgNumber: null, encoding: "tabell", years: [], reachesTo: null,
    accounts: [...accounts.values()], dimensions: dimensions.map((column) => ({ number: DIMENSIONS[column][0], name: DIMENSIONS[column][1], under: null })), objects: [...objects.values()],
    vouchers: vouchers.size, transactions, totals: { opening: 0, closing: 0, result: 0, vouchers: total }, checksum: null,
    warnings: warnings.kept, warningCount: warnings.count, errors: errors.kept, errorCount: errors.count,
  };
  return { rows: found, report };
}
