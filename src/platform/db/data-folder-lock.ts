import fs from "node:fs";
import path from "node:path";
import nativeLocks from "fs-native-extensions";

export class DataFolderInUse extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`Data folder ${folder} is in use by another process`);
    this.folder = folder;
  }
}

/** Takes the operating system's lock on `FOLDER.lock`; the system frees it when the process dies. */
export function lockDataFolder(folder: string): () => void {
  const absolute = path.resolve(folder);
  fs.mkdirSync(path.dirname(absolute), { recursive: true });
  const handle = fs.openSync(`${absolute}.lock`, "a+");
  if (!nativeLocks.tryLock(handle)) {
    fs.closeSync(handle);
    throw new DataFolderInUse(absolute);
  }
  return () => {
    nativeLocks.unlock(handle);
    fs.closeSync(handle);
  };
}
