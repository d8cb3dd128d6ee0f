import { command, outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { keepOrigins } from "../platform/origin/origin-store.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { readDefinitions, type NamedUnit } from "./definition-file.ts";
import { addIndicator, changeIndicator, setTargets } from "./indicator-commands.ts";
import { loadIndicators, removeValue, valuesForUpdate, writeValue } from "./indicator-store.ts";
import { guessMapping, mappingFault, ofYear, readImport, type ImportMapping } from "./value-import.ts";
import { seenOf, seenOfDefinitions } from "./value-import-reads.ts";
import { changeMapping, holdImport, keepImport, knownMapping, markImported, rememberMapping, type StoredImport } from "./value-import-store.ts";

const READER = "rodtrad-tabelläsare 1";
const LONGEST_HEADER = 2000;

/** The source that a file is of, told by the names of its columns. */
const headerOf = (rows: StoredImport["rows"], { headerRow }: ImportMapping): string => JSON.stringify(rows[headerRow] ?? []).slice(0, LONGEST_HEADER);

/** Keeps a file of values to be looked through; its columns are read as the same source's were the last time, else guessed. */
export const proposeImport = command("indicator.enter", async (context, input: { committeeId: number; year: number; fileName: string; fileHash: string; rows: readonly (readonly string[])[] }): Promise<number> => {
  context.permit(input.committeeId);
  const guessed = guessMapping(input.rows, input.year);
  const known = await knownMapping(context.db, input.committeeId, headerOf(input.rows, guessed));
  const mapping = known ? ofYear(known, input.rows, input.year) : guessed;
  const id = await keepImport(context.db, { ...input, mapping, readBy: context.actor.key });
  context.record({ action: "value-import.proposed", subject: `value_import:${id}`, details: { file: input.fileName } });
  return id;
});

async function theImport(context: CommandContext, importId: number, version: number): Promise<StoredImport> {
  const found = await holdImport(context.db, importId);
  if (!found) throw new Refused({ code: "no-import", message: "Filen finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(found.committeeId);
  if (found.acceptedAt) throw new Refused({ code: "accepted", message: "Det som står i filen är redan sparat; läs in filen på nytt om den har ändrats." });
  if (found.version !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat hur filen läses sedan du öppnade sidan. Inget är sparat: se nedan vad som gäller nu." });
  return found;
}

/** Says what a file's columns are. */
export const mapImport = outcomeCommand("indicator.enter", async (context, { importId, mapping, version }: { importId: number; version: number; mapping: ImportMapping }): Promise<null> => {
  const found = await theImport(context, importId, version);
  const fault = mappingFault(mapping);
  if (fault) throw new Refused({ code: "bad-mapping", message: fault });
  if (mapping.headerRow < 0 || mapping.headerRow >= found.rows.length) throw new Refused({ code: "bad-mapping", message: `Filen har ${counted(found.rows.length, "rad", "rader")}; rubrikraden ska vara en av dem.` });
  await changeMapping(context.db, importId, mapping);
  await rememberMapping(context.db, found.committeeId, headerOf(found.rows, mapping), mapping);
  context.record({ action: "value-import.changed", subject: `value_import:${importId}` });
  return null;
});

/** Takes a file's values into the register, all or nothing, as they were shown. */
export const acceptImport = outcomeCommand("indicator.enter", async (context, { importId, seen, version, year }: { importId: number; version: number; year: number; seen: string }): Promise<{ changed: number }> => {
  const found = await theImport(context, importId, version);
  const { db } = context;
  const first = readImport(found.rows, found.mapping, await loadIndicators(db, found.committeeId), year);
  // Held before they are read again, so that nobody writes in between.
  for (const id of new Set(first.changes.map(({ indicator }) => indicator.id))) await valuesForUpdate(db, id, []);
  const read = readImport(found.rows, found.mapping, await loadIndicators(db, found.committeeId), year);
  if (read.errors.length) throw new Refused({ code: "bad-rows", message: `${counted(read.errors.length, "rad", "rader")} går inte att läsa, den första rad ${read.errors[0]!.line}: ${read.errors[0]!.message} Inget är sparat.` });
  if (seenOf(read) !== seen) throw new Refused({ code: "changed", message: "Värden i registret har ändrats sedan du öppnade sidan. Inget är sparat: se nedan vad filen ändrar nu." });
  const origins = await keepOrigins(context, read.changes.map(({ line }) => ({ kind: "file", fileName: found.fileName, fileHash: found.fileHash, place: line, placeKind: "line", excerpt: (found.rows[line - 1] ?? []).filter(Boolean).join("; ").slice(0, 300) || null, reader: READER })));
  for (const [index, change] of read.changes.entries()) {
    const { comment, indicator, missingReason, period, preliminary, value } = change;
    if (value === null && missingReason === null) await removeValue(db, indicator.id, period);
    else await writeValue(db, { indicatorId: indicator.id, period, value, missingReason, originId: origins[index]!, comment: comment ?? null, preliminary: preliminary ?? false });
  }
  for (const id of new Set(read.changes.map(({ indicator }) => indicator.id))) context.record({ action: "indicator.changed", subject: `indicator:${id}`, reason: `Inläst ur ${found.fileName}` });
  await markImported(db, importId);
  context.record({ action: "value-import.accepted", subject: `value_import:${importId}`, details: { values: read.changes.length } });
  return { changed: read.changes.length };
});

/** Takes a file's definitions, targets and baselines into the register, all or nothing, as they were shown. */
export const acceptDefinitions = outcomeCommand("indicator.define", async (context, { importId, seen, units, version }: { importId: number; version: number; seen: string; units: readonly NamedUnit[] }): Promise<{ changed: number }> => {
  const found = await theImport(context, importId, version);
  const { db } = context;
  const read = readDefinitions(found.rows, await loadIndicators(db, found.committeeId, { bare: true }), units);
  if (read.errors.length) throw new Refused({ code: "bad-rows", message: `${counted(read.errors.length, "rad", "rader")} går inte att läsa, den första rad ${read.errors[0]!.line}: ${read.errors[0]!.message} Inget är sparat.` });
  if (seenOfDefinitions(read) !== seen) throw new Refused({ code: "changed", message: "Registret har ändrats sedan du öppnade sidan. Inget är sparat: se nedan vad filen ändrar nu." });
  const reason = `Inläst ur ${found.fileName}`;
  for (const { baselines, fields, indicator, line, name, targets } of read.changes) {
    await lineSaid(line, async () => {
      const id = indicator ? indicator.id : (await valueOf(addIndicator(context, { committeeId: found.committeeId, fields: { ...fields, name } }))).id;
      if (indicator && Object.keys(fields).length) await valueOf(changeIndicator(context, { indicatorId: id, version: indicator.version, reason, fields }));
      if (targets.length) await valueOf(setTargets(context, { indicatorId: id, reason, targets }));
      for (const baseline of baselines) await valueOf(setTargets(context, { indicatorId: id, reason, targets: [], baseline }));
    });
  }
  await markImported(db, importId);
  context.record({ action: "value-import.accepted", subject: `value_import:${importId}`, details: { definitions: read.changes.length } });
  return { changed: read.changes.length };
});

/** Where a row cannot be kept, the sentence says which. */
async function lineSaid(line: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Conflicted) throw new Refused({ code: "changed", message: `Rad ${line}: någon annan har just ändrat måttet. Inget är sparat: se nedan vad filen ändrar nu.` });
    if (error instanceof Refused) throw new Refused({ ...error.failure, message: `Rad ${line}: ${error.failure.message} Inget är sparat.` });
    throw error;
  }
}
