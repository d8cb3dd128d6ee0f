import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readLedgerFile } from "./ledger-file-adapter.ts";
import { ledgerJson } from "./ledger-json.ts";
import { oreText, parseOre, type LedgerReport, type LedgerRow } from "./ledger.ts";
import { bareText, fieldsOf } from "./sie-line.ts";

/** Reads a file as it is written here, in pieces that part it anywhere. */
async function read(text: string | Buffer, pieceBytes = 7): Promise<{ report: LedgerReport; rows: LedgerRow[] }> {
  const bytes = Buffer.from(text as string);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) => bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes));
  const reading = readLedgerFile("prov.se", pieces.length ? pieces : [bytes]);
  const rows: LedgerRow[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { report: next.value, rows };
    rows.push(...next.value);
  }
}
const refusal = (text: string | Buffer): Promise<string> => read(text).then(() => "läst", (error: Error) => error.message);
/** Rows in one line each: "2026-01-15 5010 {1=100} -12.50 text". */
const told = (rows: readonly LedgerRow[]): string[] =>
  rows.map((row) => {
    const objects = "objects" in row ? `{${row.objects.map((pair) => pair.join("=")).join(" ")}}` : "";
    if (row.kind === "voucher") return `ver ${row.series}${row.number} ${row.onDate} ${row.text}`.trim();
    return `${row.kind === "posting" ? row.onDate : `${row.measure} ${row.month}`} ${row.account} ${objects} ${oreText(row.ore)}${row.kind === "posting" && row.text ? ` ${row.text}` : ""}`;
  });
const said = ({ errors, warnings }: LedgerReport): string[] => [...errors.map(({ line, message }) => `fel ${line}: ${message}`), ...warnings.map(({ line, message }) => `${line}: ${message}`)];

const HEAD = `#FLAGGA 0
#PROGRAM "Ekonomi" 7.1
#FORMAT PC8
#SIETYP 4
#FNAMN "Ekby kommun"
#ORGNR 212000-0001
#RAR 0 20260101 20261231
#KONTO 1930 "Bank"
#KONTO 5010 "L\\"öner"
#DIM 1 "Ansvar"
`;
const YEAR = `${HEAD}#IB 0 1930 1000.00
#IB 0 2010 -1000
#UB 0 1930 900
#UB 0 2010 -1000
#RES 0 5010 100
#VER A 1 20260115 "Lön januari"
{
#TRANS 5010 {1 "100" 6 P1} 100.00
#TRANS 1930 {} -100
}
`;

describe("the fields of a line", () => {
  test("are parted by spaces and tabs, quoted where they hold them, with lists whole", () => {
    expect(fieldsOf('#TRANS\t5010  {1 "1 0"} -12.50 "" "Sade \\"ja\\""')).toEqual({ fields: ["#TRANS", "5010", { list: '1 "1 0"' }, "-12.50", "", 'Sade "ja"'], unclosed: false });
    expect(fieldsOf("#TRANS 5010{}100").fields).toEqual(["#TRANS", "5010", { list: "" }, "100"]);
    expect(fieldsOf('#VER A 1 "utan slut').unclosed).toBe(true);
  });
  test("are the checksum's text without what parts them", () => expect(bareText('#TRANS 5010 {1 "1 0"} 5 "a b"')).toBe("#TRANS501011 05a b"));
});

describe("an amount", () => {
  test("is exact, in öre, with at most two decimals", () => expect(["12", "-12.5", "+0.05", "12,50", "1.500", "-0"].map(parseOre)).toEqual([1200, -1250, 5, 1250, 150, 0]));
  test("is not guessed", () => expect(["", "1.005", "1 000", "--1", "1e3", "99999999999999999", ".5"].map(parseOre)).toEqual(Array(7).fill(null)));
});

describe("a file of vouchers (SIE 4)", () => {
  test("is read row by row, wherever its pieces are cut", async () => {
    for (const pieceBytes of [1, 7, 64, 100_000]) {
      const { report, rows } = await read(YEAR, pieceBytes);
      expect(told(rows)).toEqual(["ver A1 2026-01-15 Lön januari", "2026-01-15 5010 {1=100 6=P1} 100.00", "2026-01-15 1930 {} -100.00"]);
      expect(said(report)).toEqual([]);
      expect(ledgerJson(report)).toMatchObject({ type: "4E", program: "Ekonomi 7.1", company: "Ekby kommun", orgNumber: "212000-0001", accounts: 2, objects: 0, vouchers: 1, transactions: 2, totals: { opening: "0.00", closing: "-100.00", result: "100.00", vouchers: "0.00" }, years: [{ index: 0, from: "2026-01-01", to: "2026-12-31" }] });
      expect(report.accounts[1]).toEqual({ number: "5010", name: 'L"öner', kind: null });
    }
  });
  test("counts an added row once, and a removed one not at all", async () => {
    const { rows } = await read(`${HEAD}#VER A 1 20260115\n{\n#RTRANS 5010 {} 50\n#TRANS 5010 {} 50\n#BTRANS 5010 {} 70\n#TRANS 1930 {} -50\n}\n`);
    expect(told(rows).slice(1)).toEqual(["2026-01-15 5010 {} 50.00", "2026-01-15 1930 {} -50.00"]);
  });
  test("has a row's own day where it says one", async () => {
    const { rows } = await read(`${HEAD}#VER A 1 20260131\n{\n#TRANS 5010 {} 5 20260115 "rad"\n#TRANS 1930 {} -5 "" ""\n}\n`);
    expect(told(rows).slice(1)).toEqual(["2026-01-15 5010 {} 5.00 rad", "2026-01-31 1930 {} -5.00"]);
  });
  test("that does not sum to zero is an error, told where", async () => expect(said((await read(`${HEAD}#VER A 7 20260115\n{\n#TRANS 5010 {} 50\n}\n`)).report)).toEqual(["fel 11: Verifikation A 7 summerar till 50.00 i stället för noll."]));
  test("to be entered has no balances, and is told from a whole ledger", async () => expect(ledgerJson((await read(`${HEAD}#VER "" "" 20260115\n{\n#TRANS 5010 {} 50\n#TRANS 1930 {} -50\n}\n`)).report).type).toBe("4I"));
  test("says which accounts its own balances contradict", async () => {
    expect(said((await read(YEAR.replace("#UB 0 1930 900", "#UB 0 1930 950"))).report)).toEqual([
      "0: Konto 1930: ingående 1000.00 och verifikationerna -100.00 ger 900.00, men filen säger 950.00.", "0: De utgående balanserna och resultatet summerar till 50.00 i stället för noll.",
    ]);
  });
});

describe("a file of sums (SIE 1–3)", () => {
  const months = `#PSALDO 0 202601 5010 {} 300\n#PSALDO 0 202601 5010 {1 "100"} 200\n#PSALDO 0 202602 5010 {} 50\n#RES 0 5010 350\n#PBUDGET 0 202601 5010 {} 280\n`;
  test("has months, and rows by object beside them that are never added to them", async () => {
    const { report, rows } = await read(HEAD.replace("SIETYP 4", "SIETYP 3") + months);
    expect(told(rows)).toEqual(["actual 2026-01 5010 {} 300.00", "actual 2026-01 5010 {1=100} 200.00", "actual 2026-02 5010 {} 50.00", "budget 2026-01 5010 {} 280.00"]);
    expect(said(report)).toEqual([]);
  });
  test("of years only gives the year's result at the last day that it tells of", async () => {
    expect(told((await read(`${HEAD.replace("SIETYP 4", "SIETYP 1")}#OMFATTN 20260831\n#RES 0 5010 350\n`)).rows)).toEqual(["actual 2026-08 5010 {} 350.00"]);
  });
  test("beside vouchers is not counted twice", async () => expect(told((await read(YEAR + "#PSALDO 0 202601 5010 {} 100\n")).rows).filter((row) => row.startsWith("actual"))).toEqual([]));
});

describe("what is wrong in a file is told with its line", () => {
  const wrong = async (line: string) => said((await read(`${HEAD}${line}\n`)).report);
  test.each([
    ["#IB 0 1930 tolv", "fel 11: Beloppet »tolv« går inte att läsa; siffror med högst två decimaler väntades."],
    ["#IB x 1930 12", "fel 11: Året »x« är inget årsnummer; 0 är filens år och -1 året före."],
    ["#TRANS 5010 {} 12", "fel 11: Raden #TRANS hör inte till någon verifikation."],
    ["#VER A 1 20261301", "fel 11: Verifikation A 1 har dagen »20261301«, som inte går att läsa."],
    ["#PSALDO 0 202613 5010 {} 1", "fel 11: Perioden »202613« går inte att läsa; ÅÅÅÅMM väntades."],
    ["#EGENPOST 1 2", "11: Posten #EGENPOST är okänd och hoppas över."],
    ["#DIM 1 \"Ansvar", "11: Raden har ett citattecken eller en klammer som inte avslutas."],
  ])("%s", async (line, message) => expect(await wrong(line)).toContain(message));
  test("a file that is cut in a voucher says so", async () => expect(said((await read(`${HEAD}#VER A 1 20260115\n{\n#TRANS 5010 {} 50\n`)).report)).toContain("13: Verifikation A 1 avslutas inte med }: filen kan vara avkortad."));
});

describe("the checksum (#KSUMMA)", () => {
  const body = HEAD.replace("#FLAGGA 0\n", "");
  const sum = crc32(Buffer.from(body.split("\n").map(bareText).join(""), "utf8"));
  test("proves that a file is as it was written", async () => expect((await read(`#FLAGGA 0\n#KSUMMA\n${body}#KSUMMA ${sum}\n`)).report.checksum).toEqual({ stated: String(sum), computed: String(sum), ok: true }));
  test("tells that it is not", async () => expect((await read(`#FLAGGA 0\n#KSUMMA\n${body.replace("Bank", "Banк")}#KSUMMA ${sum}\n`)).report.errors[0]?.code).toBe("checksum"));
});

describe("letters are read as they are written", () => {
  const written = (encoding: "cp437" | "latin1" | "utf8") => {
    const text = HEAD.replace("Bank", "Årets överskott");
    return encoding === "utf8" ? Buffer.from(text) : encoding === "latin1" ? Buffer.from(text, "latin1") : Buffer.from(text.replaceAll("Å", "\u008f").replaceAll("ö", "\u0094"), "latin1");
  };
  test.each(["cp437", "latin1", "utf8"] as const)("in %s", async (encoding) => expect((await read(written(encoding))).report.accounts[0]?.name).toBe("Årets överskott"));
});

describe("a file that is no ledger is refused with what it is", () => {
  test.each([
    ["", "»prov.se« är tom; kontrollera att rätt fil valdes."],
    ["%PDF-1.7 …", "»prov.se« är en PDF, ingen SIE-fil; ta ut SIE ur ekonomisystemet."],
    ["<!DOCTYPE html><html><head><title>404 Not Found</title>", "»prov.se« är en webbsida med rubriken »404 Not Found«, ingen SIE-fil; hämta själva filen igen."],
    ["<?xml version='1.0'?><Faktura/>", "»prov.se« är XML men inte SIE 5; roten Sie eller SieEntry saknas."],
    ['{"a": 1}', "»prov.se« är data för program (JSON), ingen SIE-fil."],
    ["Konto;Belopp;Ansvar\n5010;12;100\n", "»prov.se« är en tabell i text, ingen SIE-fil; den läses in på sidan Läs in utfall, där kolumnerna väljs."],
    ["Hej på dig\n", "»prov.se« är ingen SIE-fil: ingen rad börjar med en post som #FLAGGA eller #PROGRAM."],
  ])("%s", async (text, message) => expect(await refusal(text)).toBe(message));
});

describe("SIE 5", () => {
  const file = `<?xml version="1.0" encoding="utf-8"?>
<sie:Sie xmlns:sie="http://www.sie.se/sie5"><sie:FileInfo><sie:SoftwareProduct name="Ekonomi" version="8"/><sie:Company name="Ekby kommun" organizationId="212000-0001"/>
<sie:FiscalYears><sie:FiscalYear start="2025-01" end="2025-12"/><sie:FiscalYear start="2026-01" end="2026-12" primary="true"/></sie:FiscalYears></sie:FileInfo>
<sie:Accounts><sie:Account id="1930" name="Bank" type="asset"><sie:OpeningBalance month="2026-01" amount="0"/><sie:ClosingBalance month="2026-12" amount="-100.00"/></sie:Account>
<sie:Account id="5010" name="Löner" type="cost"><sie:ClosingBalance month="2026-12" amount="100.00"/><sie:ClosingBalance month="2026-12" amount="60"><sie:ObjectReference dimId="1" objectId="100"/></sie:ClosingBalance></sie:Account></sie:Accounts>
<sie:Dimensions><sie:Dimension id="1" name="Ansvar"><sie:Object id="100" name="Skolan"/></sie:Dimension></sie:Dimensions>
<sie:Journal id="A" name="Huvudserie"><sie:JournalEntry id="1" journalDate="2026-01-15" text="Lön"><sie:LedgerEntry accountId="5010" amount="100.00"><sie:ObjectReference dimId="1" objectId="100"/></sie:LedgerEntry>
<sie:LedgerEntry accountId="1930" amount="-100" ledgerDate="2026-01-16"/><sie:LedgerEntry accountId="1930" amount="7"><sie:Overstrike date="2026-01-20" by="x"/></sie:LedgerEntry></sie:JournalEntry></sie:Journal></sie:Sie>`;
  test("is the same ledger in XML, with what is struck left out", async () => {
    const { report, rows } = await read(file, 50);
    expect(told(rows)).toEqual(["ver A1 2026-01-15 Lön", "2026-01-15 5010 {1=100} 100.00", "2026-01-16 1930 {} -100.00"]);
    expect(said(report)).toEqual([]);
    expect(ledgerJson(report)).toMatchObject({ type: "5", company: "Ekby kommun", accounts: 2, objects: 1, vouchers: 1, transactions: 2, totals: { opening: "0.00", closing: "-100.00", result: "100.00" }, years: [{ index: 0, from: "2026-01-01", to: "2026-12-31" }, { index: -1, from: "2025-01-01", to: "2025-12-31" }] });
  });
  test("that is cut is refused with its line", async () => expect(await refusal(file.slice(0, 900))).toMatch(/^»prov.se« är skadad: XML:en går inte att läsa på rad \d+\. Hämta filen igen\.$/));
});
