import { DataFolderInUse } from "./data-folder-lock.ts";

/** One Swedish sentence for a database that cannot be opened; null for what is a bug. */
export function databaseSentence(error: unknown): string | null {
  if (error instanceof DataFolderInUse) return `Datamappen ${error.folder} används redan av en annan Rödtråd; avsluta den först.`;
  const code = (error as NodeJS.ErrnoException).code ?? (error as AggregateError).errors?.[0]?.code;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "ETIMEDOUT") return "Databasservern svarar inte; kontrollera DATABASE_URL och att servern är igång.";
  if (code === "28P01" || code === "28000") return "Databasservern godtar inte inloggningen; kontrollera användare och lösenord i DATABASE_URL.";
  if (code === "3D000") return "Databasen i DATABASE_URL finns inte på servern; skapa den först.";
  if (code === "EACCES" || code === "EROFS" || code === "ENOSPC") return `Datamappen går inte att skriva i (${code}); kontrollera rättigheter och utrymme.`;
  return null;
}
