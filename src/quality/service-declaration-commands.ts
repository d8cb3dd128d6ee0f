import { command } from "../platform/command.ts";
import type { ServiceDeclarationInput } from "./service-declaration.ts";
import { saveServiceDeclarations as store } from "./service-declaration-store.ts";

/** Keeps the year's register; the same rows again change nothing. */
export const saveServiceDeclarations = command("quality.declare", (context, input: { committeeId: number; year: number; rows: readonly ServiceDeclarationInput[] }) => {
  context.permit(input.committeeId);
  return store(context, input.committeeId, input.year, input.rows);
});
