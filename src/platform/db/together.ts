import type { Db } from "./database.ts";

type Reads = readonly (() => Promise<unknown>)[];
type Answers<Asked extends Reads> = { -readonly [Index in keyof Asked]: Awaited<ReturnType<Asked[Index]>> };

/** Reads that do not wait for each other: at once where there are connections for it, one after the other inside a transaction, which has one. */
export async function together<const Asked extends Reads>(db: Db, asked: Asked): Promise<Answers<Asked>> {
  if (!db.isTransaction) return (await Promise.all(asked.map((read) => read()))) as Answers<Asked>;
  const answers: unknown[] = [];
  for (const read of asked) answers.push(await read());
  return answers as Answers<Asked>;
}
