import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { command } from "../platform/command.ts";
import { findRegisterRow } from "../platform/edit/register-row-store.ts";
import { Refused } from "../platform/outcome.ts";
import { holdOwn, registerCommands, type Register } from "../platform/edit/register.ts";
import { DECLARATION_FIELDS, declarationFault, PROMISE_FIELDS, type ServiceDeclarationInput } from "./service-declaration.ts";
import { saveServiceDeclarations as store } from "./service-declaration-store.ts";

/** Keeps the year's register; the same rows again change nothing. */
export const saveServiceDeclarations = command("quality.declare", (context, input: { committeeId: number; year: number; rows: readonly ServiceDeclarationInput[] }) => {
  context.permit(input.committeeId);
  return store(context, input.committeeId, input.year, input.rows);
});

export const SERVICE_DECLARATIONS: Register = {
  table: "service_declaration", subject: "service_declaration", action: "quality.declare", noun: "Kvalitetsdeklarationen", yearly: true, read: true, fields: DECLARATION_FIELDS, fault: declarationFault, single: ["service"], singleWords: "En kvalitetsdeklaration för den tjänsten finns redan i år.",
  importing: { natural: ["service"], keyNames: [] }, usedBy: { service_promise: "löften" }, hold: holdRowsUnit(),
};
export const { add: addServiceDeclaration, change: changeServiceDeclaration, remove: removeServiceDeclaration, take: takeServiceDeclarations } = registerCommands(SERVICE_DECLARATIONS);

export const SERVICE_PROMISES: Register = {
  table: "service_promise", subject: "service_promise", action: "quality.declare", noun: "Löftet", yearly: true, fields: PROMISE_FIELDS,
  hold: async (db, { committeeId, year }, row) => {
    if ((row["declaration_id"] ?? null) !== null && (await findRegisterRow(db, "service_declaration", Number(row["declaration_id"])))?.["year"] !== year) throw new Refused({ code: "no-service-declaration", field: "declaration_id", message: "Kvalitetsdeklarationen är ett annat års; välj i listan." });
    await holdOwn(db, committeeId, "service_declaration", row["declaration_id"], "declaration_id", "Kvalitetsdeklarationen är inte nämndens; välj i listan.");
    await holdOwn(db, committeeId, "indicator", row["indicator_id"], "indicator_id", "Måttet är inte nämndens; välj i listan.");
  },
};
export const { add: addServicePromise, change: changeServicePromise, remove: removeServicePromise } = registerCommands(SERVICE_PROMISES);
