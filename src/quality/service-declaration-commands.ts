import type { Context } from "../platform/command.ts";
import type { Tally } from "../platform/db/upsert.ts";
import type { ServiceDeclarationInput } from "./service-declaration.ts";
import { saveServiceDeclarations as store } from "./service-declaration-store.ts";

/** Keeps the year's register; the same rows again change nothing. */
export const saveServiceDeclarations = (context: Context, input: { committeeId: number; year: number; rows: readonly ServiceDeclarationInput[] }): Promise<Tally> =>
  store(context, input.committeeId, input.year, input.rows);
