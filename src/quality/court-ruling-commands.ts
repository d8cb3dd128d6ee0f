import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { RULING_FIELDS, rulingFault } from "./court-ruling.ts";

export const COURT_RULINGS: Register = {
  table: "court_ruling", subject: "court_ruling", action: "quality.follow", noun: "Domen", ofUnit: true, yearly: false, fields: RULING_FIELDS, fault: rulingFault,
  hold: holdRowsUnit("ruled_on"),
};
export const { add: addCourtRuling, change: changeCourtRuling, remove: removeCourtRuling } = registerCommands(COURT_RULINGS);
