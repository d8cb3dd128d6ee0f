import { createRoute, z } from "@hono/zod-openapi";
import { isDay, today } from "../platform/clock.ts";
import { answer, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, RowId, RowNumber, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { addUnit, endUnit, mergeUnits, moveUnit, renameUnit, splitUnit } from "./unit-commands.ts";
import { listUnits } from "./unit-reads.ts";
import { ADDED_UNIT_KINDS, committeeOn, municipalityOf, type UnitHistory } from "./unit.ts";

const Name = z.string().min(1).max(200);
const Day = z.string().refine(isDay, "dagen ska vara ÅÅÅÅ-MM-DD").openapi({ description: "Första dagen det gäller", example: "2027-01-01" });
const Kind = z.enum(ADDED_UNIT_KINDS);
const UnitSchema = z
  .object({
    id: RowNumber, kind: z.enum(["municipality", ...ADDED_UNIT_KINDS]),
    mergedInto: RowNumber.nullable().openapi({ description: "Vad den gick upp i när den upphörde" }), splitFrom: RowNumber.nullable().openapi({ description: "Vad den var en del av innan den delades" }),
    spells: z.array(z.object({ name: z.string(), parentId: RowNumber.nullable(), from: z.string().nullable(), to: z.string().nullable() })).openapi({ description: "Namn och plats, det äldsta först; from och to är första dagen den gäller och inte längre gäller" }),
  })
  .openapi("Unit");
/** The units of the committees and municipalities that the asker reads. */
function readableUnits(units: readonly UnitHistory[]): UnitHistory[] {
  const owners = new Set(units.filter(({ readable }) => readable).map(({ id }) => id));
  return units.filter(({ id }) => owners.has(id) || owners.has(committeeOn(units, id, today()) ?? municipalityOf(units, id) ?? 0));
}
/** What is done to a unit, from a day on. */
const Change = z.discriminatedUnion("change", [
  z.object({ change: z.literal("add"), kind: Kind, name: Name, from: Day }),
  z.object({ change: z.literal("rename"), name: Name, from: Day }),
  z.object({ change: z.literal("move"), parentId: RowNumber, from: Day }),
  z.object({ change: z.literal("merge"), intoId: RowNumber, from: Day }),
  z.object({ change: z.literal("split"), names: z.array(Name).min(1).max(50), goesOn: z.boolean().openapi({ description: "Om enheten själv går vidare med det som är kvar" }), from: Day }),
  z.object({ change: z.literal("end"), from: Day }),
]);

/** The organisation through the API: all units with their history, and what changes them. */
export function unitChangeApi(api: Api, db: DbSource, command: CommandSource): void {
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: "/units", tags: ["Organisation"], summary: "Enheter som finns eller har funnits", responses: { 200: answer(z.array(UnitSchema)), ...refusals } }),
    async (c) => c.json(readableUnits(await listUnits(db(c))).map(({ id, kind, mergedInto, spells, splitFrom }) => ({ id, kind, mergedInto, splitFrom, spells: spells.map(({ from, name, parentId, to }) => ({ name, parentId, from, to })) })), 200),
  );
  api.openapi(
    createRoute({
      middleware: guard("organisation.change"), method: "post", path: "/units/{id}/changes", tags: ["Organisation"], summary: "Lägg till under, byt namn på, flytta, slå ihop, dela eller avsluta en enhet",
      request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: Change } } } },
      responses: { 200: answer(z.object({ added: z.array(RowNumber).openapi({ description: "Nya enheters nummer" }) })), ...writeRefusals },
    }),
    async (c) => {
      const unitId = Number(c.req.valid("param").id);
      const sent = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const { from } = sent;
        if (!(await listUnits(context.db)).some(({ id }) => id === unitId)) throw new Refused({ code: "gone", message: `Enhet ${unitId} finns inte.` });
        switch (sent.change) {
          case "add": return { added: [await valueOf(addUnit(context, { kind: sent.kind, name: clean(sent.name), parentId: unitId, from }))] };
          case "split": return { added: await valueOf(splitUnit(context, { unitId, names: sent.names.map(clean), goesOn: sent.goesOn, from })) };
          case "rename": await valueOf(renameUnit(context, { unitId, name: clean(sent.name), from })); break;
          case "move": await valueOf(moveUnit(context, { unitId, parentId: sent.parentId, from })); break;
          case "merge": await valueOf(mergeUnits(context, { unitIds: [unitId], intoId: sent.intoId, from })); break;
          default: await valueOf(endUnit(context, { unitId, from }));
        }
        return { added: [] };
      }), 200);
    },
  );
}
