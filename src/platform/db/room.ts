import fs from "node:fs";

/** What may be written where the embedded database lies. */
export type Room = "room" | "full" | "read-only";

/** Kept free, so that the engine itself never meets a full disk: what it has begun it can end, and it can be opened again. */
export const LEAST_FREE_BYTES = 64 * 1024 * 1024;

export function roomIn(folder: string, leastFree: number = LEAST_FREE_BYTES): Room {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
  } catch {
    return "read-only";
  }
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize < leastFree ? "full" : "room";
}
