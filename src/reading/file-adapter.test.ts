import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readFile } from "./file-adapter.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = async (name: string, content: Uint8Array) => {
  const read = await readFile(name, content);
  return read.ok ? "read" : `${read.failure.code}: ${read.failure.message}`;
};

describe("a file that cannot be read gets one Swedish sentence with what it is", () => {
  test("nothing", async () => expect(await refusal("a.txt", bytes(""))).toBe("empty-file: Filen »a.txt« är tom; kontrollera att rätt fil valdes."));
  test("only spaces", async () => expect(await refusal("a.txt", bytes(" \n\t\n"))).toMatch(/^empty-file: .*innehåller ingen text/));
  test("a web page saved as text", async () => {
    expect(await refusal("a.txt", bytes("<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>"))).toMatch(/^web-page: .*webbsida med rubriken »404 Not Found«/);
  });
  test("something binary", async () => expect(await refusal("a.txt", new Uint8Array([137, 80, 78, 71, 0, 0, 0, 13]))).toMatch(/^not-text: .*varken text, PDF eller Word/));
  test("fifty megabytes of text", async () => expect(await refusal("a.txt", new Uint8Array(50 * 1024 * 1024).fill(65))).toMatch(/^too-large: .* är 50 MB men högst 10 MB/));
  test("a damaged PDF", async () => expect(await refusal("a.pdf", bytes("%PDF-1.7\nnonsense"))).toMatch(/^damaged: PDF-filen »a.pdf« är skadad/));
  test("Word's old format", async () => expect(await refusal("a.doc", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 1]))).toMatch(/^old-word: /));
  test("an archive of something else", async () => expect(await refusal("a.xlsx", zipSync({ "xl/workbook.xml": bytes("<x/>") }))).toMatch(/^unknown-archive: /));
  test("a Word document that unpacks to far more than it claims", async () => {
    const bomb = zipSync({ "word/document.xml": new Uint8Array(210 * 1024 * 1024) }, { level: 9 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal("a.docx", bomb)).toMatch(/^too-large: .*packas upp till mer än en rapport kan vara/);
  });
  test("a Word document whose archive is whole but whose content is not Word", async () => {
    expect(await refusal("a.docx", zipSync({ "word/document.xml": bytes("<w:document>") }))).toMatch(/^damaged: Word-dokumentet/);
  });
});

describe("text is read in the encoding it has", () => {
  const sentence = "Årsredovisning för nämnden är klar.";
  test.each([
    ["UTF-8", bytes(sentence)],
    ["UTF-8 with its mark", new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(sentence)])],
    ["Windows-1252", Uint8Array.from(Buffer.from(sentence, "latin1"))],
    ["UTF-16", new Uint8Array([0xff, 0xfe, ...Buffer.from(sentence, "utf16le")])],
  ])("%s", async (_, content) => {
    const read = await readFile("a.txt", content);
    expect(read.ok && read.value.layout.blocks[0]).toMatchObject({ text: sentence });
  });
});

test.each(["1 ", "Å", "- ", "**a**", "\t", "a. ", "|", "<p>", "[a](", "Ärende: ", "Effektmål 1: "])("a long run of »%s« is read to its end, whatever is made of it", async (unit) => {
  const read = await readFile("a.txt", bytes(unit.repeat(300_000 / unit.length)));
  expect(read.ok || read.failure.message.length > 0).toBe(true);
});
