import { expect, test } from "vitest";
import { tablesIn } from "./page-tables.ts";
import { readTableFile, writeCsv, writeWorkbook } from "./table-file.ts";

const PAGE = `<main><h2>Mått</h2><table class="figures"><caption class="visually-hidden">Per månad</caption><thead><tr><th>År</th><th>jan</th><th>feb</th></tr></thead>
<tbody><tr><th>2021</th><td class="number"><a href="/ursprung">1&nbsp;234,5</a></td><td><span aria-hidden="true">–</span><span class="visually-hidden">saknas</span></td></tr>
<tr><th>2022</th><td>−3</td><td><input name="v-1" value="7"><input type="hidden" name="n" value="2"><select><option value="">–</option><option value="2" selected>2 Lindrig</option></select></td></tr></tbody></table>
<h2>Åtgärder: /alla</h2><table class="figures"><tr><th>Åtgärd</th><td colspan="2"><svg><title>x</title></svg><span>Klar</span><button>Tryck</button></td></tr></table></main>`;

test("a page's tables are read as they are shown: numbers as numbers, what is missing as nothing, fields by what is in them", () => {
  expect(tablesIn(PAGE)).toEqual([
    { name: "Per månad", rows: [["År", "jan", "feb"], ["2021", { number: "1234.5" }, null], ["2022", { number: "-3" }, "7 2 Lindrig"]] },
    { name: "Åtgärder: /alla", rows: [["Åtgärd", "Klar", null]] },
  ]);
});
test("a workbook of them comes back as it was written", async () => {
  const tables = tablesIn(PAGE);
  const read = await readTableFile("t.xlsx", await writeWorkbook(tables));
  expect(read.ok && read.value).toEqual([["År", "jan", "feb"], ["2021", "1234.5", ""], ["2022", "-3", "7 2 Lindrig"]]);
  const csv = await readTableFile("t.csv", new TextEncoder().encode(writeCsv(tables[0]!.rows)));
  expect(csv.ok && csv.value.map((row) => row.map((cell) => cell.replace(",", ".")))).toEqual(read.ok && read.value);
});
test("sheets have names that Excel takes, each once", async () => {
  const name = "En tabell med ett mycket långt namn som inte får plats";
  const book = await writeWorkbook([{ name, rows: [["a"]] }, { name, rows: [["b"]] }, { name: "a/b:c", rows: [["c"]] }, { name: "", rows: [["d"]] }]);
  expect((await readTableFile("n.xlsx", book)).ok).toBe(true);
});
