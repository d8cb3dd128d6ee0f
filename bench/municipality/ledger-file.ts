import fs from "node:fs";
import { drawing } from "./words.ts";

export interface LedgerFile { readonly file: string; readonly rows: number; readonly year: number; readonly units: number; readonly seed: number }
/** Each unit has a few activities and posts on some of the accounts. */
const ACTIVITIES_A_UNIT = 3;
const ACCOUNTS_A_UNIT = 40;
const ACCOUNTS = 300;
const ROWS_A_VOUCHER = 4;

/** A committee's year of vouchers as SIE 4, four rows each. @returns the size in bytes. */
export function writeLedger({ file, rows, seed, units, year }: LedgerFile): number {
  const random = drawing(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const out = fs.openSync(file, "w");
  let text = `#FLAGGA 0\n#PROGRAM "Prov" 1\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "Stora kommun"\n#RAR 0 ${year}0101 ${year}1231\n#DIM 1 "Ansvar"\n#DIM 20 "Verksamhet"\n`;
  for (let index = 0; index < ACCOUNTS; index++) text += `#KONTO ${3000 + index * 16} "Konto ${index}"\n`;
  for (let voucher = 1; voucher * ROWS_A_VOUCHER <= rows; voucher++) {
    const day = `${year}${String(1 + pick(12)).padStart(2, "0")}${String(1 + pick(28)).padStart(2, "0")}`;
    text += `#VER A ${voucher} ${day} "Leverant\u0094rsfaktura ${voucher}"\n{\n`;
    let left = 0;
    for (let row = 1; row < ROWS_A_VOUCHER; row++) {
      const ore = pick(900_000) + 100;
      left += ore;
      const unit = pick(units);
      text += `#TRANS ${3000 + ((unit * 7 + pick(ACCOUNTS_A_UNIT)) % ACCOUNTS) * 16} {1 "${1000 + unit}" 20 "${100 + unit + pick(ACTIVITIES_A_UNIT)}"} ${(ore / 100).toFixed(2)} ${day} "Rad ${row}"\n`;
    }
    text += `#TRANS 2440 {} -${(left / 100).toFixed(2)} ${day}\n}\n`;
    if (text.length > 1_000_000) {
      fs.writeSync(out, Buffer.from(text, "latin1"));
      text = "";
    }
  }
  fs.writeSync(out, Buffer.from(text, "latin1"));
  fs.closeSync(out);
  return fs.statSync(file).size;
}
