import fs from "node:fs";
import path from "node:path";

/** The engine takes a folder that holds this file for a whole database, though it comes among the first. */
const LAST = "PG_VERSION";
const MAKING = "making";

const synced = (name: string): void => {
  const handle = fs.openSync(name, "r");
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
};

function syncedWhole(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) syncedWhole(name);
    else if (entry.isFile()) synced(name);
  }
  synced(folder);
}

/**
 * Makes the first files of a database, unless the folder holds one already. The engine copies them in one by one, so a
 * process that dies meanwhile would leave half a database that never opens: they are made in a folder inside, and moved
 * when they are whole, what tells that a database is there last of all. What an interrupted attempt left is made anew.
 * @param make fills an empty folder.
 */
export async function makeDataFolder(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  if (fs.existsSync(path.join(folder, LAST))) return;
  const making = path.join(folder, MAKING);
  fs.rmSync(making, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  await make(making);
  syncedWhole(making);
  const names = fs.readdirSync(making).filter((name) => name !== LAST);
  for (const name of names) {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    fs.renameSync(path.join(making, name), path.join(folder, name));
  }
  synced(folder);
  fs.renameSync(path.join(making, LAST), path.join(folder, LAST));
  fs.rmSync(making, { recursive: true, force: true });
  synced(folder);
}
