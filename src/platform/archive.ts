import { Unzip, UnzipInflate } from "fflate";

export interface ArchiveContent {
  readonly state: "whole" | "bomb" | "damaged";
  readonly names: ReadonlySet<string>;
}

/**
 * Unpacks an archive as a stream, counting: what it claims of its sizes is not believed. More than `most` bytes in all, or
 * more of a part than its own limit, is a bomb, and unpacking ends there.
 */
export function inspectArchive(bytes: Uint8Array, most: number, parts: Readonly<Record<string, number>> = {}): ArchiveContent {
  const names = new Set<string>();
  let total = 0;
  let bomb = false;
  let damaged = false;
  const unzip = new Unzip((file) => {
    names.add(file.name);
    let own = 0;
    file.ondata = (error, chunk) => {
      if (error) damaged = true;
      else {
        total += chunk.length;
        own += chunk.length;
      }
      if (total > most || own > (parts[file.name] ?? most)) {
        bomb = true;
        file.terminate();
      }
    };
    if (!bomb) file.start();
  });
  unzip.register(UnzipInflate);
  try {
    // oxlint-disable-next-line eslint/no-unmodified-loop-condition -- set by the archive's callback
    for (let start = 0; start < bytes.length && !bomb; start += 65536) {
      unzip.push(bytes.subarray(start, start + 65536), start + 65536 >= bytes.length);
    }
  } catch {
    damaged = true;
  }
  return { state: bomb ? "bomb" : damaged ? "damaged" : "whole", names };
}
