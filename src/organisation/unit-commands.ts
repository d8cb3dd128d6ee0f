import { recordEvent, type Context } from "../platform/command.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { fail, outcomeOf, Refused, type Outcome } from "../platform/outcome.ts";
import { sameName, slug } from "./unit.ts";
import { addSpell, addUnit, endSpell, findUnit, spellsOf, unitsOn } from "./unit-store.ts";

export interface CommitteeNames {
  readonly municipality: string;
  readonly committee: string;
  readonly example?: boolean;
}

/** Finds the municipality and its committee by name, whatever names they have had, or adds them. */
export function ensureCommittee(context: Context, names: CommitteeNames): Promise<{ municipalityId: number; committeeId: number }> {
  return inTransaction(context.db, async (db) => {
    for (const name of [names.municipality, names.committee]) {
      if (!slug(name)) throw new Refused({ code: "bad-name", message: `»${name.slice(0, 60)}« kan inte vara ett namn; skriv det med bokstäver.` });
    }
    const example = names.example ?? false;
    const ensure = async (kind: "municipality" | "committee", name: string, parentId: number | null) => {
      const found = await findUnit(db, kind, name, parentId);
      if (found !== null) return found;
      const id = await addUnit(db, { kind, name, parentId, example });
      await recordEvent({ ...context, db }, "unit.added", `unit:${id}`, { kind, name });
      return id;
    };
    const municipalityId = await ensure("municipality", names.municipality, null);
    return { municipalityId, committeeId: await ensure("committee", names.committee, municipalityId) };
  });
}

/** Gives a unit a new name from a day on (ISO date). What was said under the old name keeps it. */
export async function renameUnit(context: Context, input: { unitId: number; name: string; from: string }): Promise<Outcome<null>> {
  const name = input.name.trim();
  if (!name) return fail("bad-name", "Enhetens nya namn saknas; ange ett namn.");
  return outcomeOf(() =>
    inTransaction(context.db, async (db) => {
      const spells = await spellsOf(db, input.unitId);
      const last = spells.at(-1);
      if (!last || last.to !== null) throw new Refused({ code: "no-unit", message: "Enheten finns inte eller har upphört." });
      const bearer = (await unitsOn(db, input.from)).find((unit) => unit.id !== input.unitId && unit.parentId === last.parentId && sameName(unit.name, name));
      if (bearer) throw new Refused({ code: "bad-name", message: `»${name}« är redan namnet på enhet ${bearer.id}; välj ett annat namn.` });
      if ((last.from !== null && input.from <= last.from) || !(await endSpell(db, input.unitId, input.from))) {
        throw new Refused({ code: "bad-date", message: `Enheten har redan bytt namn ${input.from}; välj en senare dag.` });
      }
      await addSpell(db, input.unitId, { name, parentId: last.parentId, from: input.from });
      await recordEvent({ ...context, db }, "unit.renamed", `unit:${input.unitId}`, { before: last.name, after: name, from: input.from });
      return null;
    }),
  );
}

/** Lets units go up in another from a day on: they end, their history stays theirs, nothing is moved. */
export async function mergeUnits(context: Context, input: { unitIds: readonly number[]; intoId: number; from: string }): Promise<Outcome<null>> {
  if (input.unitIds.includes(input.intoId)) return fail("bad-merger", "En enhet kan inte gå upp i sig själv.");
  return outcomeOf(() =>
    inTransaction(context.db, async (db) => {
      const target = (await spellsOf(db, input.intoId)).at(-1);
      if (!target || target.to !== null) throw new Refused({ code: "no-unit", message: `Enhet ${input.intoId}, som de andra ska gå upp i, finns inte.` });
      for (const unitId of input.unitIds) {
        const last = (await spellsOf(db, unitId)).at(-1);
        const open = last !== undefined && last.to === null && (last.from === null || last.from < input.from);
        if (!open || !(await endSpell(db, unitId, input.from))) throw new Refused({ code: "no-unit", message: `Enhet ${unitId} finns inte ${input.from}.` });
        await recordEvent({ ...context, db }, "unit.merged", `unit:${unitId}`, { into: input.intoId, from: input.from });
      }
      return null;
    }),
  );
}
