import { sql } from "kysely";
import { swedishTime } from "../clock.ts";
import { counted } from "../swedish.ts";
import type { Database, Db } from "./database.ts";

/** Three clocks that should agree, as milliseconds since 1970. */
export interface Clocks {
  readonly program: number;
  readonly database: number;
  /** When the latest event was written; null before there is any. */
  readonly latestEvent: number | null;
}

const TOLERATED_MS = 120_000;
const WATCH_MS = 10_000;

export async function readClocks(db: Db): Promise<Clocks> {
  const { rows } = await sql<{ database: string; latest: string | null }>`
    select extract(epoch from clock_timestamp())::text as database, extract(epoch from (select at from audit_event order by id desc limit 1))::text as latest`.execute(db);
  const { database, latest } = rows[0]!;
  return { program: Date.now(), database: Number(database) * 1000, latestEvent: latest === null ? null : Number(latest) * 1000 };
}

/** One sentence for a clock that cannot be right; null where all agree. What is saved is in its right order all the same: events are numbered. */
export function clockSentence({ database, latestEvent, program }: Clocks): string | null {
  const apart = Math.abs(database - program);
  if (apart > TOLERATED_MS) return `En klocka går fel: programmets och databasens skiljer sig åt med ${counted(Math.round(apart / 60_000), "minut", "minuter")}. Tider i historiken kan bli fel tills den är rättad; säg till den som sköter servern.`;
  const ahead = latestEvent === null ? 0 : latestEvent - database;
  if (ahead > TOLERATED_MS) return `En klocka går eller har gått fel: det senaste som sparades är från ${swedishTime(new Date(latestEvent!).toISOString())}, men klockan är ${swedishTime(new Date(database).toISOString())}. Ordningen i historiken stämmer ändå; säg till den som sköter servern.`;
  return null;
}

const ROOM_SENTENCES = {
  room: null,
  full: "Disken är full: det går att läsa men inte att spara. Säg till den som sköter servern; när det finns plats igen går allt som vanligt.",
  "read-only": "Databasens mapp går inte att skriva i: det går att läsa men inte att spara. Säg till den som sköter servern; när den går att skriva i igen går allt som vanligt.",
} as const;

/** Tells what keeps the installation from working as it should, in one sentence for every page; null where nothing does. */
export function watchTrouble({ db, room }: Pick<Database, "db" | "room">): () => Promise<string | null> {
  let clock: string | null = null;
  let lookedAt = -Infinity;
  return async () => {
    if (performance.now() - lookedAt > WATCH_MS) {
      lookedAt = performance.now();
      clock = await readClocks(db).then(clockSentence, () => null);
    }
    return ROOM_SENTENCES[room()] ?? clock;
  };
}
