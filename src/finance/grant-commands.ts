import { registerCommands, type Register } from "../platform/edit/register.ts";
import { GRANT_FIELDS, grantFault } from "./grant.ts";
import { holdNamed } from "./register-reads.ts";

export const GRANTS: Register = { table: "grant_income", subject: "grant", action: "budget.plan", noun: "Bidraget", yearly: true, fields: GRANT_FIELDS, fault: grantFault, hold: holdNamed };
export const { add: addGrant, change: changeGrant, remove: removeGrant } = registerCommands(GRANTS);
