import { bareText, fieldsOf, type LedgerField } from "./sie-line.ts";
import { AccountBalances } from "./account-balances.ts";
import { LedgerRemarks } from "./ledger-remarks.ts";
import { byDimension, isResultAccount, KNOWN_DIMENSIONS, oreText, parseLedgerDate, parseLedgerMonth, parseOre, type LedgerAccount, type LedgerDimension, type LedgerObject, type LedgerObjects, type LedgerReport, type LedgerRow, type LedgerYear } from "./ledger.ts";

/** Records that say nothing that is kept here. */
const PASSED = new Set(["#FLAGGA", "#FORMAT", "#FNR", "#FTYP", "#BKOD", "#ADRESS", "#PROSA", "#TAXAR", "#VALUTA", "#ENHET", "#SRU", "#KPTYP", "#GEN"]);
const MOST_CACHED = 50_000;
const NO_OBJECTS: LedgerObjects = [];

interface OpenVoucher {
  readonly line: number;
  readonly name: string;
  readonly onDate: string;
  sum: number;
  rows: number;
  /** Whether its rows have begun. */
  begun: boolean;
}

/** Reads SIE 1–4 a line at a time, and holds no more than what accounts and objects there are. */
export class SieReader {
  readonly #emit: (row: LedgerRow) => void;
  readonly #warnings = new LedgerRemarks();
  readonly #errors = new LedgerRemarks();
  readonly #accounts = new Map<string, { name: string; kind: LedgerAccount["kind"] }>();
  readonly #dimensions = new Map<string, LedgerDimension>();
  readonly #objects = new Map<string, LedgerObject>();
  readonly #objectLists = new Map<string, LedgerObjects>();
  readonly #years = new Map<number, LedgerYear>();
  readonly #balances = new AccountBalances();
  readonly #sums: Extract<LedgerRow, { kind: "month" }>[] = [];
  readonly #checksum: ((text: string) => void) | null;
  #head: { type: string | null; program: string | null; company: string | null; orgNumber: string | null; reachesTo: string | null } = { type: null, program: null, company: null, orgNumber: null, reachesTo: null };
  #voucher: OpenVoucher | null = null;
  #vouchers = 0;
  #transactions = 0;
  #voucherSum = 0;
  #counting = false;
  #stated: { line: number; value: string } | null = null;
  #line = 0;
  #lastDay: { readonly text: string; readonly day: string | null } = { text: "", day: null };

  /**
   * @param emit takes each row as it is read.
   * @param checksum takes what the checksum is reckoned on, bytes as Latin-1 signs; null where it is not reckoned.
   */
  constructor(emit: (row: LedgerRow) => void, checksum: ((text: string) => void) | null) {
    this.#emit = emit;
    this.#checksum = checksum;
  }

  /** @param bytes the line with a sign for each byte, as the checksum wants it; @param text as it is read. */
  read(bytes: string, text: string): void {
    this.#line++;
    let at = 0;
    while (at < text.length && text.charCodeAt(at) <= 32) at++;
    if (at === text.length) return;
    const sign = text.charCodeAt(at);
    if (sign === 35) {
      const { fields, unclosed } = fieldsOf(text);
      const label = String(fields[0]).toUpperCase();
      if (this.#counting && label !== "#KSUMMA") this.#checksum?.(bareText(bytes));
      if (unclosed) this.#warn("unclosed", "Raden har ett citattecken eller en klammer som inte avslutas.");
      this.#record(label, fields);
    } else if (sign === 123) {
      if (this.#voucher) this.#voucher.begun = true;
      else this.#warn("stray-brace", "En klammer { står utan verifikation före.");
    } else if (sign === 125) this.#endVoucher();
    else this.#warnings.once(this.#line, "no-record", "Rader som inte börjar med # hoppas över.");
  }

  #warn(code: string, message: string): void {
    this.#warnings.add(this.#line, code, message);
  }
  #err(code: string, message: string): void {
    this.#errors.add(this.#line, code, message);
  }

  #record(label: string, fields: readonly LedgerField[]): void {
    const word = (index: number): string => { const field = fields[index]; return typeof field === "string" ? field.trim() : ""; };
    if (this.#voucher?.begun && !label.endsWith("TRANS")) {
      this.#warn("unended-voucher", `Verifikation ${this.#voucher.name} avslutas inte med }.`);
      this.#endVoucher();
    }
    switch (label) {
      case "#TRANS": return this.#transaction(fields, word);
      // Every added row is told once more as an ordinary one; a removed one is not in the ledger.
      case "#RTRANS": case "#BTRANS": return;
      case "#VER": return this.#beginVoucher(fields, word);
      case "#KONTO":
        if (this.#accounts.has(word(1))) this.#warn("twice", `Konto ${word(1)} står två gånger.`);
        this.#accounts.set(word(1), { name: word(2), kind: this.#accounts.get(word(1))?.kind ?? null });
        return;
      case "#KTYP": {
        const kind = word(2).toUpperCase();
        const known = this.#accounts.get(word(1));
        if (!/^[TSKI]$/.test(kind)) return this.#warn("bad-kind", `Kontotypen »${kind}« för konto ${word(1)} finns inte; T, S, K eller I väntades.`);
        if (known) known.kind = kind as LedgerAccount["kind"];
        else this.#accounts.set(word(1), { name: "", kind: kind as LedgerAccount["kind"] });
        return;
      }
      case "#DIM": return void this.#dimensions.set(word(1), { number: word(1), name: word(2), under: null });
      case "#UNDERDIM": return void this.#dimensions.set(word(1), { number: word(1), name: word(2), under: word(3) || null });
      case "#OBJEKT": return void this.#objects.set(`${word(1)}\u0000${word(2)}`, { dimension: word(1), code: word(2), name: word(3) });
      case "#IB": case "#UB": case "#RES": {
        const [year, ore] = [this.#year(word(1)), this.#amount(word(3))];
        if (year !== null && ore !== null) this.#balances.state(label.slice(1) as "IB" | "UB" | "RES", year, word(2), ore);
        return;
      }
      case "#OIB": case "#OUB": return void (this.#year(word(1)) !== null && this.#amount(word(4)));
      case "#PSALDO": case "#PBUDGET": return this.#month(label === "#PSALDO" ? "actual" : "budget", fields, word);
      case "#RAR": return this.#fiscalYear(word);
      case "#SIETYP":
        if (!/^[1-4]$/.test(word(1))) this.#err("bad-type", `SIE-typ »${word(1)}« finns inte; 1, 2, 3 eller 4 väntades.`);
        this.#head.type = word(1);
        return;
      case "#PROGRAM": return void (this.#head.program = [word(1), word(2)].filter(Boolean).join(" "));
      case "#FNAMN": return void (this.#head.company = word(1) || null);
      case "#ORGNR": return void (this.#head.orgNumber = word(1) || null);
      case "#OMFATTN": {
        this.#head.reachesTo = parseLedgerDate(word(1));
        if (!this.#head.reachesTo) this.#warn("bad-date", `Dagen »${word(1)}« i #OMFATTN går inte att läsa.`);
        return;
      }
      case "#KSUMMA":
        if (word(1)) {
          this.#stated = { line: this.#line, value: word(1) };
          this.#counting = false;
        } else this.#counting = true;
        return;
      default:
        if (!PASSED.has(label)) this.#warnings.once(this.#line, "unknown", `Posten ${label.slice(0, 20)} är okänd och hoppas över.`);
    }
  }

  #year(text: string): number | null {
    if (/^-?\d{1,3}$/.test(text)) return Number(text) || 0;
    this.#err("bad-year", `Året »${text}« är inget årsnummer; 0 är filens år och -1 året före.`);
    return null;
  }
  #amount(text: string): number | null {
    const ore = parseOre(text);
    if (ore === null) this.#err("bad-amount", text === "" ? "Raden saknar belopp." : `Beloppet »${text}« går inte att läsa; siffror med högst två decimaler väntades.`);
    else if (text.includes(",")) this.#warnings.once(this.#line, "comma", "Belopp skrivs med decimalkomma; filformatet har punkt. De är lästa som de står.");
    return ore;
  }
  #account(text: string): string | null {
    if (!text) {
      this.#err("no-account", "Raden saknar konto.");
      return null;
    }
    if (!/^\d+$/.test(text)) this.#warnings.once(this.#line, "bad-account", `Konto »${text}« är inte bara siffror.`);
    return text;
  }

  #objectsOf(field: LedgerField | undefined): LedgerObjects {
    if (typeof field !== "object" || !field.list.trim()) return NO_OBJECTS;
    const known = this.#objectLists.get(field.list);
    if (known) return known;
    const words = fieldsOf(field.list).fields.map(String);
    if (words.length % 2) this.#warn("odd-objects", `Objektlistan {${field.list}} har inte par av dimension och objekt.`);
    const pairs = new Map<string, string>();
    for (let index = 0; index + 1 < words.length; index += 2) {
      const [dimension, code] = [words[index]!.trim(), words[index + 1]!.trim()];
      if (pairs.has(dimension)) this.#warn("twice", `Dimension ${dimension} står två gånger i {${field.list}}; den första gäller.`);
      else pairs.set(dimension, code);
    }
    const objects = byDimension(pairs);
    if (this.#objectLists.size < MOST_CACHED) this.#objectLists.set(field.list, objects);
    for (const [dimension] of objects) if (!this.#dimensions.has(dimension) && !Object.hasOwn(KNOWN_DIMENSIONS, dimension)) this.#warnings.once(this.#line, "no-dimension", `Dimension ${dimension} används men är inte angiven i filen.`);
    return objects;
  }

  #beginVoucher(fields: readonly LedgerField[], word: (index: number) => string): void {
    if (this.#voucher) {
      this.#warn("unended-voucher", `Verifikation ${this.#voucher.name} avslutas inte med }.`);
      this.#endVoucher();
    }
    const name = [word(1), word(2)].filter(Boolean).join(" ") || `på rad ${this.#line}`;
    const onDate = this.#day(word(3));
    if (!onDate) this.#err("bad-date", `Verifikation ${name} har dagen »${word(3)}«, som inte går att läsa.`);
    this.#vouchers++;
    const own = typeof fields.at(-1) === "object";
    this.#voucher = { line: this.#line, name, onDate: onDate ?? "0001-01-01", sum: 0, rows: 0, begun: own };
    this.#emit({ kind: "voucher", line: this.#line, ordinal: this.#vouchers, series: word(1), number: word(2), onDate: onDate ?? "0001-01-01", text: word(4) });
  }
  #transaction(fields: readonly LedgerField[], word: (index: number) => string): void {
    if (!this.#voucher) return this.#err("stray-transaction", "Raden #TRANS hör inte till någon verifikation.");
    this.#voucher.begun = true;
    // A list of objects is a field of its own; a file that leaves it out has one field less.
    const listed = typeof fields[2] === "object" ? 1 : 0;
    if (!listed) this.#warnings.once(this.#line, "no-list", "Rader #TRANS utan objektlista {} är lästa som om den var tom.");
    const account = this.#account(word(1));
    const ore = this.#amount(word(2 + listed));
    if (account === null || ore === null) return;
    const stated = word(3 + listed);
    const onDate = stated ? this.#day(stated) : this.#voucher.onDate;
    if (!onDate) this.#err("bad-date", `Raden har dagen »${stated}«, som inte går att läsa.`);
    this.#voucher.sum += ore;
    this.#voucher.rows++;
    this.#transactions++;
    this.#voucherSum += ore;
    const day = onDate ?? this.#voucher.onDate;
    if (this.#within(day)) this.#balances.change(account, ore);
    this.#emit({ kind: "posting", line: this.#line, voucher: this.#vouchers, onDate: day, account, objects: this.#objectsOf(fields[2]), ore, text: word(4 + listed) });
  }
  /** Rows of one day follow each other. */
  #day(text: string): string | null {
    if (text !== this.#lastDay.text) this.#lastDay = { text, day: parseLedgerDate(text) };
    return this.#lastDay.day;
  }
  /** Whether a day is in the file's own year; any is, where the file has none. */
  #within(day: string): boolean {
    const year = this.#years.get(0);
    return !year?.from || !year.to || (day >= year.from && day <= year.to);
  }
  #endVoucher(): void {
    const voucher = this.#voucher;
    this.#voucher = null;
    if (!voucher) return this.#warn("stray-brace", "En klammer } står utan verifikation före.");
    if (voucher.sum !== 0) this.#errors.add(voucher.line, "unbalanced", `Verifikation ${voucher.name} summerar till ${oreText(voucher.sum)} i stället för noll.`);
    if (!voucher.rows) this.#warnings.add(voucher.line, "empty-voucher", `Verifikation ${voucher.name} har inga rader.`);
  }

  #month(measure: "actual" | "budget", fields: readonly LedgerField[], word: (index: number) => string): void {
    const year = this.#year(word(1));
    const month = parseLedgerMonth(word(2));
    if (!month) return this.#err("bad-month", `Perioden »${word(2)}« går inte att läsa; ÅÅÅÅMM väntades.`);
    const listed = typeof fields[4] === "object" ? 1 : 0;
    const account = this.#account(word(3));
    const ore = this.#amount(word(4 + listed));
    if (year === null || account === null || ore === null) return;
    const objects = this.#objectsOf(fields[4]);
    this.#sums.push({ kind: "month", line: this.#line, measure, month, account, objects, ore });
    if (measure === "actual" && objects.length === 0) this.#balances.sum(year, account, ore);
  }

  #fiscalYear(word: (index: number) => string): void {
    const index = this.#year(word(1));
    if (index === null) return;
    const [from, to] = [parseLedgerDate(word(2)), parseLedgerDate(word(3))];
    if (!from || !to) this.#warn("bad-date", `Räkenskapsåret ${index} saknar dagar som går att läsa.`);
    this.#years.set(index, { index, from, to });
  }

  /** @param computed the checksum, unsigned; null where it was not reckoned. */
  finish(computed: number | null, encoding: string): LedgerReport {
    if (this.#voucher) {
      this.#warn("unended-voucher", `Verifikation ${this.#voucher.name} avslutas inte med }: filen kan vara avkortad.`);
      this.#endVoucher();
    }
    const checksum = this.#stated && computed !== null ? { stated: this.#stated.value, computed: String(computed), ok: Number(this.#stated.value) >>> 0 === computed } : null;
    if (checksum && !checksum.ok) this.#errors.add(this.#stated!.line, "checksum", `Filens kontrollsumma är ${checksum.stated} men innehållet ger ${checksum.computed}: filen är ändrad eller skadad.`);
    if (this.#counting && !this.#stated) this.#errors.add(this.#line, "checksum", "Filen har en inledande #KSUMMA men ingen avslutande: den är avkortad.");
    const type = this.#head.type ?? (this.#vouchers ? "4" : this.#sums.some(({ objects }) => objects.length) ? "3" : this.#sums.length ? "2" : "1");
    if (!this.#head.type) this.#warnings.add(1, "no-type", `Filen säger inte vilken SIE-typ den är; den är läst som typ ${type}.`);
    const stated = this.#balances.stated();
    const variant = type !== "4" ? null : this.#vouchers && !stated ? "I" : "E";
    this.#emitSums(type);
    this.#checkTotals(variant);
    return {
      ...this.#head, type, variant, encoding, years: [...this.#years.values()].sort((a, b) => b.index - a.index),
      accounts: [...this.#accounts].map(([number, { kind, name }]) => ({ number, name, kind })),
      dimensions: [...this.#dimensions.values()], objects: [...this.#objects.values()], vouchers: this.#vouchers, transactions: this.#transactions,
      totals: { ...this.#balances.totals(), vouchers: this.#voucherSum }, checksum,
      warnings: this.#warnings.kept, errors: this.#errors.kept, warningCount: this.#warnings.count, errorCount: this.#errors.count,
    };
  }

  /** Months where the file has them; else the year's result at the last day that it tells of. Budgets too. */
  #emitSums(type: string): void {
    // Where there are vouchers, the months of the actuals say the same once more.
    for (const row of this.#sums) if (!this.#vouchers || row.measure === "budget") this.#emit(row);
    if (type === "4" || this.#sums.some(({ measure }) => measure === "actual")) return;
    for (const [year, { from, to }] of this.#years) {
      const last = (year === 0 ? this.#head.reachesTo : null) ?? to;
      if (!from || !last) continue;
      for (const [account, ore] of this.#balances.results(year)) this.#emit({ kind: "month", line: 0, measure: "actual", month: last.slice(0, 7), account, objects: NO_OBJECTS, ore });
    }
  }

  /** What the file says of its own sums: opening and changes make closing, changes make the result (SIE 4B, 5.12). */
  #checkTotals(variant: "E" | "I" | null): void {
    if (variant === "I") return;
    for (const { message, line, code } of this.#balances.disagreements(this.#vouchers > 0, (number) => isResultAccount({ number, kind: this.#accounts.get(number)?.kind ?? null }))) this.#warnings.add(line, code, message);
  }
}
