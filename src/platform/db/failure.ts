import { DataFolderInUse } from "./data-folder-lock.ts";
import { NewerDatabase } from "./migrate.ts";

/** One Swedish sentence for a database that cannot be opened; null for what is a bug. */
export function databaseSentence(error: unknown): string | null {
  if (error instanceof DataFolderInUse) return `Datamappen ${error.folder} används redan av en annan Rödtråd; avsluta den först.`;
  if (error instanceof NewerDatabase) return "Databasen är uppgraderad av en senare Rödtråd, och det som den här behöver finns inte kvar; uppgradera programmet.";
  const code = (error as NodeJS.ErrnoException).code ?? (error as AggregateError).errors?.[0]?.code;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "ETIMEDOUT") return "Databasservern svarar inte; kontrollera DATABASE_URL och att servern är igång.";
  if (code === "25006") return "Ingen av databasservrarna i DATABASE_URL tar emot skrivning; kontrollera att en av dem leder.";
  if (code === "28P01" || code === "28000") return "Databasservern godtar inte inloggningen; kontrollera användare och lösenord i DATABASE_URL.";
  if (code === "42501") return "Databasanvändaren får inte skapa det som Rödtråd behöver; ge den rätten CREATEROLE och låt den äga databasen, se handboken.";
  if (code === "3D000") return "Databasen i DATABASE_URL finns inte på servern; skapa den först.";
  if (code === "EACCES" || code === "EROFS" || code === "ENOSPC") return `Datamappen går inte att skriva i (${code}); kontrollera rättigheter och utrymme.`;
  return null;
}

/** Whether the connection to the database was lost, or none was had: what was read can be read again. */
export function connectionLost(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return /^(08|57P|53)/.test(code) || ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EPIPE"].includes(code) || ((error as AggregateError).errors?.some((one: { code?: string }) => one.code === "ECONNREFUSED") ?? false)
    || /connection terminated|is not queryable|timeout expired|timeout exceeded when trying to connect|embedded database stopped/i.test(message);
}

/** Whether what is read may be had from another host: none leads, or a copy had to follow first, or did not answer in time. */
export function readElsewhere(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return ["40001", "40P01", "25006"].includes(code) || /query read timeout/i.test(message);
}

/** What the database answers while it is away, is being started or stopped, or has no room; null for what is a bug. */
export function databaseTrouble(error: unknown): string | null {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (code === "53100" || code === "ENOSPC" || /no space left/i.test(message)) return "Disken är full, så inget nytt kan sparas. Säg till den som sköter servern; det som är sparat finns kvar och går att läsa.";
  if (code === "25006") return "Databasen tar bara emot läsning just nu, så inget nytt kan sparas. Vänta en stund och försök igen; allt som är sparat finns kvar.";
  if (code === "EROFS" || code === "EACCES" || /read-only file system|could not (open|write|create|extend|fsync|rename).*permission denied/i.test(message)) return "Databasens mapp går inte att skriva i, så inget nytt kan sparas. Säg till den som sköter servern; det som är sparat finns kvar.";
  if (connectionLost(error)) return "Databasen svarar inte just nu. Vänta en stund och försök igen; allt som är sparat finns kvar.";
  return null;
}

/** That what a prepared statement answers has changed since it was read, by a migration of another process. */
export const readOtherwise = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return code === "0A000" && /cached plan/.test(message ?? "");
};

/** Whether a row could not be taken away because others name it. */
export const isReferenced = (error: unknown): boolean => (error as { code?: string } | null)?.code === "23503";
