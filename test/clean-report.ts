import fs from "node:fs";
import path from "node:path";
import { MONTHS, formatNumber, parseNumber } from "../src/platform/swedish.ts";
import { compare, negate, sum } from "../src/platform/decimal.ts";

const EXAMPLE = path.resolve(import.meta.dirname, "../example/ifn-arsredovisning-2021.md");
export const CLEAN_NAME = "ren-arsredovisning.md";

const value = (cell: string | undefined): string => parseNumber(cell ?? "") ?? "0";
const daysIn = (year: string, month: number): number => new Date(Date.UTC(Number(year), month + 1, 0)).getUTCDate();

/** A deviation that is reckoned the other way from the table's first one, turned round. */
function turnedColumn(rows: readonly string[][], at: number): string[][] {
  return rows.map((cells, index) => (index === 0 || !cells[at] ? [...cells] : cells.with(at, formatNumber(negate(value(cells[at]))))));
}

/** The example's annual report as its writers would have wanted it: the figures that contradict each other there do so no more. */
export function cleanReport(): string {
  const lines = fs.readFileSync(EXAMPLE, "utf8").split("\n");
  const tables: { from: number; rows: string[][] }[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.includes("\t")) continue;
    const last = tables.at(-1);
    if (last && last.from + last.rows.length === at) last.rows.push(line.split("\t"));
    else tables.push({ from: at, rows: [line.split("\t")] });
  }
  let people = new Map<string, string[]>();
  let group = "";
  for (const table of tables) {
    const head = table.rows[0]!;
    const forecast = head.findIndex((cell) => cell.startsWith("Prognosavvikelse"));
    if (forecast > 0) table.rows = turnedColumn(table.rows, head[0]!.startsWith("Investering") ? head.findIndex((cell) => cell.startsWith("Återstår")) : forecast);
    if (head[0]!.startsWith("Investering")) table.rows[0] = head.map((cell) => cell.replace("Återstår av årsbudget", "Budgetavvikelse"));
    if (head[1] !== MONTHS[0]) continue;
    const name = lines.slice(0, table.from).findLast((line) => line.startsWith("#")) ?? "";
    const isDays = /vårddygn/.test(name);
    const of = lines.slice(0, table.from).findLast((line) => line.startsWith("### ")) ?? "";
    if (of !== group) people = new Map();
    group = of;
    table.rows = table.rows.map((cells, index) => {
      if (index === 0) return cells;
      const known = people.get(cells[0]!) ?? MONTHS.map(() => "0");
      if (!isDays) {
        people.set(cells[0]!, known.map((count, month) => sum([count, value(cells[month + 1])])));
        return /Externa|Kontaktmannaskap/.test(name) ? cells.with(3, /Externa/.test(name) ? "2" : "3") : cells;
      }
      return cells.map((cell, month) => {
        const most = month === 0 ? "0" : String(Number(known[month - 1]) * daysIn(cells[0]!, month - 1));
        return month > 0 && compare(value(cell), most) > 0 ? formatNumber(most) : cell;
      });
    });
    if (isDays) people = new Map();
  }
  for (const { from, rows } of tables) for (const [at, cells] of rows.entries()) lines[from + at] = cells.join("\t");
  return lines.join("\n").replace("Planer finns i 10 av 20 insatser", "Planer finns i 19 av 20 insatser");
}
