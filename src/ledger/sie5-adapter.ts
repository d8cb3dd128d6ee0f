import { SaxesParser } from "saxes";
import { Refused } from "../platform/outcome.ts";
import { AccountBalances } from "./account-balances.ts";
import { LedgerRemarks } from "./ledger-remarks.ts";
import { byDimension, isResultAccount, oreText, parseLedgerDate, parseOre, type LedgerAccount, type LedgerDimension, type LedgerObject, type LedgerObjects, type LedgerReport, type LedgerRow, type LedgerYear } from "./ledger.ts";

const KINDS: Readonly<Record<string, LedgerAccount["kind"]>> = { asset: "T", liability: "S", equity: "S", cost: "K", income: "I" };
/** A day, which may have its time zone after it. */
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d/.test(text) && parseLedgerDate(text.slice(0, 10).replaceAll("-", "")) !== null;
const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text.slice(0, 7));

type Attributes = Readonly<Record<string, string>>;
interface OpenAmount {
  readonly line: number;
  readonly attributes: Attributes;
  readonly objects: [string, string][];
  struck: boolean;
}

/** Reads SIE 5 (XML, http://www.sie.se/sie5) as it comes: rows first, and last what the file is. @throws Refused where it is not well-formed. */
export async function* readSie5(fileName: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly LedgerRow[], LedgerReport> {
  let rows: LedgerRow[] = [];
  const reader = new Sie5Reader((row) => rows.push(row));
  const parser = new SaxesParser({ fileName });
  let broken: Error | null = null;
  parser.on("error", (error) => (broken ??= error));
  parser.on("opentag", ({ attributes, name }) => reader.open(name.replace(/^.*:/, ""), attributes as Attributes, parser.line));
  parser.on("closetag", ({ name }) => reader.close(name.replace(/^.*:/, "")));
  const decoder = new TextDecoder("utf-8");
  const stop = () => { if (broken) throw new Refused({ code: "damaged", field: "file", line: parser.line, message: `»${fileName}« är skadad: XML:en går inte att läsa på rad ${parser.line}. Hämta filen igen.` }); };
  for await (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }));
    stop();
    if (rows.length) {
      yield rows;
      rows = [];
    }
  }
  parser.write(decoder.decode());
  parser.close();
  stop();
  const report = reader.finish();
  if (rows.length) yield rows;
  return report;
}

class Sie5Reader {
  readonly #emit: (row: LedgerRow) => void;
  readonly #warnings = new LedgerRemarks();
  readonly #errors = new LedgerRemarks();
  readonly #accounts = new Map<string, LedgerAccount>();
  readonly #dimensions = new Map<string, LedgerDimension>();
  readonly #objects: LedgerObject[] = [];
  readonly #years: { from: string; to: string; primary: boolean }[] = [];
  readonly #balances = new AccountBalances();
  #entry = false;
  #program: string | null = null;
  #company: string | null = null;
  #orgNumber: string | null = null;
  #account: string | null = null;
  #dimension: string | null = null;
  #journal = "";
  #voucher: { line: number; name: string; onDate: string; sum: number } | null = null;
  #amount: OpenAmount | null = null;
  #vouchers = 0;
  #transactions = 0;
  #sum = 0;

  constructor(emit: (row: LedgerRow) => void) {
    this.#emit = emit;
  }

  open(name: string, attributes: Attributes, line: number): void {
    const of = (key: string): string => attributes[key]?.trim() ?? "";
    switch (name) {
      case "SieEntry": return void (this.#entry = true);
      case "SoftwareProduct": return void (this.#program = [of("name"), of("version")].filter(Boolean).join(" ") || null);
      case "Company":
        this.#company = of("name") || null;
        return void (this.#orgNumber = of("organizationId") || null);
      case "FiscalYear":
        if (isMonth(of("start")) && isMonth(of("end"))) this.#years.push({ from: of("start").slice(0, 7), to: of("end").slice(0, 7), primary: of("primary") === "true" || of("primary") === "1" });
        else this.#warnings.add(line, "bad-date", "Ett räkenskapsår saknar månader som går att läsa.");
        return;
      case "Account": {
        this.#account = of("id");
        const kind = KINDS[of("type")];
        if (!kind) this.#warnings.once(line, "bad-kind", `Kontotypen »${of("type")}« är okänd.`);
        return void this.#accounts.set(of("id"), { number: of("id"), name: of("name"), kind: kind ?? null });
      }
      case "Dimension":
        this.#dimension = of("id");
        return void this.#dimensions.set(of("id"), { number: of("id"), name: of("name"), under: null });
      case "Object": return void (this.#dimension !== null && this.#objects.push({ dimension: this.#dimension, code: of("id"), name: of("name") }));
      case "Journal": return void (this.#journal = of("id"));
      case "JournalEntry": return this.#openVoucher(of, line);
      case "OpeningBalance": case "ClosingBalance": case "Budget": case "LedgerEntry": case "OpeningBalanceMultidim": case "ClosingBalanceMultidim": case "BudgetMultidim":
        return void (this.#amount = { line, attributes, objects: [], struck: false });
      case "ObjectReference": return void this.#amount?.objects.push([of("dimId"), of("objectId")]);
      case "Overstrike": return void (this.#amount && (this.#amount.struck = true));
    }
  }
  #openVoucher(of: (key: string) => string, line: number): void {
    const name = [this.#journal, of("id")].filter(Boolean).join(" ") || `på rad ${line}`;
    if (!isDay(of("journalDate"))) this.#errors.add(line, "bad-date", `Verifikation ${name} har dagen »${of("journalDate")}«, som inte går att läsa.`);
    const onDate = isDay(of("journalDate")) ? of("journalDate").slice(0, 10) : "0001-01-01";
    this.#vouchers++;
    this.#voucher = { line, name, onDate, sum: 0 };
    this.#emit({ kind: "voucher", line, ordinal: this.#vouchers, series: this.#journal, number: of("id"), onDate, text: of("text") });
  }

  close(name: string): void {
    if (name === "Account") this.#account = null;
    else if (name === "Dimension") this.#dimension = null;
    else if (name === "JournalEntry") this.#closeVoucher();
    else if (this.#amount && /^(Opening|Closing)Balance$|^Budget$|^LedgerEntry$|Multidim$/.test(name)) {
      const amount = this.#amount;
      this.#amount = null;
      if (!amount.struck) this.#take(name, amount);
    }
  }
  #closeVoucher(): void {
    if (this.#voucher && this.#voucher.sum !== 0) this.#errors.add(this.#voucher.line, "unbalanced", `Verifikation ${this.#voucher.name} summerar till ${oreText(this.#voucher.sum)} i stället för noll.`);
    this.#voucher = null;
  }
  get #primary() {
    return this.#years.find(({ primary }) => primary) ?? this.#years.at(-1) ?? null;
  }

  #take(name: string, { attributes, line, objects }: OpenAmount): void {
    const text = attributes["amount"]?.trim() ?? "";
    const ore = parseOre(text);
    if (ore === null) return this.#errors.add(line, "bad-amount", text ? `Beloppet »${text}« går inte att läsa; siffror med högst två decimaler väntades.` : "Raden saknar belopp.");
    const pairs = byDimension(objects);
    if (name === "LedgerEntry") return this.#posting(attributes, line, pairs, ore);
    const year = this.#primary;
    const month = attributes["month"]?.slice(0, 7) ?? "";
    if (this.#account === null || !year) return;
    if (name.startsWith("Budget")) {
      // A budget without a month is of the whole year; it is not spread here.
      if (!isMonth(month)) return this.#warnings.once(line, "year-budget", "Budget utan månad är inte läst; den fördelas inte på månader här.");
      return this.#emit({ kind: "month", line, measure: "budget", month, account: this.#account, objects: pairs, ore });
    }
    // What is stated by object is a part of what is stated without.
    if (pairs.length) return;
    const account = this.#accounts.get(this.#account)!;
    if (name === "OpeningBalance" && month === year.from) this.#balances.state("IB", 0, this.#account, ore);
    if (name === "ClosingBalance" && month === year.to) this.#balances.state(isResultAccount(account) ? "RES" : "UB", 0, this.#account, ore);
  }
  #posting(attributes: Attributes, line: number, objects: LedgerObjects, ore: number): void {
    const voucher = this.#voucher;
    const account = attributes["accountId"]?.trim() ?? "";
    if (!voucher) return this.#errors.add(line, "stray-transaction", "Raden LedgerEntry hör inte till någon verifikation.");
    if (!account) return this.#errors.add(line, "no-account", "Raden saknar konto.");
    const stated = attributes["ledgerDate"] ?? "";
    if (stated && !isDay(stated)) this.#errors.add(line, "bad-date", `Raden har dagen »${stated}«, som inte går att läsa.`);
    const onDate = stated && isDay(stated) ? stated.slice(0, 10) : voucher.onDate;
    voucher.sum += ore;
    this.#sum += ore;
    this.#transactions++;
    const year = this.#primary;
    if (!year || (onDate.slice(0, 7) >= year.from && onDate.slice(0, 7) <= year.to)) this.#balances.change(account, ore);
    this.#emit({ kind: "posting", line, voucher: this.#vouchers, onDate, account, objects, ore, text: attributes["text"]?.trim() ?? "" });
  }

  finish(): LedgerReport {
    const primary = this.#primary;
    const sorted = [...this.#years].sort((a, b) => b.from.localeCompare(a.from));
    const zero = primary ? sorted.indexOf(primary) : 0;
    const years = sorted.map((year, at): LedgerYear => ({ index: zero - at || 0, from: `${year.from}-01`, to: lastDay(year.to) }));
    if (!this.#entry) {
      for (const { code, line, message } of this.#balances.disagreements(this.#vouchers > 0, (number) => isResultAccount(this.#accounts.get(number) ?? { number, kind: null }))) this.#warnings.add(line, code, message);
      if (!this.#vouchers && primary) for (const [account, ore] of this.#balances.results(0)) this.#emit({ kind: "month", line: 0, measure: "actual", month: primary.to, account, objects: [], ore });
    }
    return {
      type: "5", variant: this.#entry ? "I" : "E", program: this.#program, company: this.#company, orgNumber: this.#orgNumber, encoding: "UTF-8", years, reachesTo: null,
      accounts: [...this.#accounts.values()], dimensions: [...this.#dimensions.values()], objects: this.#objects, vouchers: this.#vouchers, transactions: this.#transactions,
      totals: { ...this.#balances.totals(), vouchers: this.#sum }, checksum: null,
      warnings: this.#warnings.kept, errors: this.#errors.kept, warningCount: this.#warnings.count, errorCount: this.#errors.count,
    };
  }
}

/** The last day of an ISO month. */
const lastDay = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
