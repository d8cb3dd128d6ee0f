import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readTableFile, writeCsv } from "./table-file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = async (content: Uint8Array) => {
  const table = await readTableFile("fil", content);
  return table.ok ? table.value : table.failure.message;
};

describe("a table file is read whatever it calls itself", () => {
  test.each([
    ["semicolons and decimal commas", bytes("a;b\n1,5;x\n")], ["tabs", bytes("a\tb\n1,5\tx")], ["a mark first", bytes("\ufeffa;b\r\n1,5;x\r\n")], ["Windows-1252", Uint8Array.from([...bytes("a;b\n1,5;"), 0x78])],
    ["UTF-16", Uint8Array.from([0xff, 0xfe, ...Buffer.from("a;b\n1,5;x\n", "utf16le")])], ["quotes", bytes('"a";"b"\n"1,5";"x"')],
  ])("%s", async (_, content) => expect(await read(content)).toEqual([["a", "b"], ["1,5", "x"]]));
  test("å, ä and ö in Windows-1252", async () => expect(await read(Uint8Array.from([0xe5, 0x3b, 0xe4, 0x0a, 0xf6, 0x3b, 0x31]))).toEqual([["å", "ä"], ["ö", "1"]]));
});

describe("what is no table is refused in one sentence", () => {
  test.each([
    ["nothing", new Uint8Array(), /är tom/], ["an old workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /Excels gamla format/], ["an archive of something else", zipSync({ "a.txt": bytes("x") }), /går inte att läsa som en Excelfil/],
    ["a broken archive", Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), /går inte att läsa som en Excelfil/], ["bytes", Uint8Array.from([1, 0, 2, 0, 3]), /varken en CSV-fil eller en Excelfil/], ["empty cells", bytes(";;\n;;\n"), /inga celler/],
  ])("%s", async (_, content, message) => expect(await read(content)).toMatch(message));
  test("an archive that unpacks to more than a table can be", async () => expect(await read(zipSync({ "xl/workbook.xml": new Uint8Array(210 * 1024 * 1024) }, { level: 9 }))).toMatch(/packas upp till mer/));
});

test("a text that begins as a formula is told to be text", () => expect(writeCsv([["=1+1", { number: "-1.5" }, null, "a;b"]])).toBe("\ufeff'=1+1;-1,5;;\"a;b\"\r\n"));
