import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { OWN_CONTROL_FIELDS, ownControlFault } from "./own-control.ts";

export const OWN_CONTROLS: Register = {
  table: "own_control", subject: "own_control", action: "quality.follow", noun: "Egenkontrollen", ofUnit: true, yearly: true, fields: OWN_CONTROL_FIELDS, fault: ownControlFault,
  hold: holdRowsUnit(),
};
export const { add: addOwnControl, change: changeOwnControl, remove: removeOwnControl } = registerCommands(OWN_CONTROLS);
