import { formatNumber, slug } from "./swedish.ts";

const LONGEST_FILE_NAME = 150;
/** A file's own name, without the folders that some browsers tell and what no name may hold. */
export const plainFileName = (name: string, none = "handling"): string => (name.split(/[\\/]/).at(-1) ?? "").replace(/[\u0000-\u001f\u007f"<>|?*:]/g, "").trim().slice(-LONGEST_FILE_NAME) || none;

/** How a browser is told to open or keep a file by its own name, with a plain one for those that read no other. @param ending without its dot */
export function fileDisposition(shown: "inline" | "attachment", fileName: string, ending: string): string {
  const stem = fileName.toLowerCase().endsWith(`.${ending.toLowerCase()}`) ? fileName.slice(0, -ending.length - 1) : fileName;
  return `${shown}; filename="${slug(stem) || "handling"}.${slug(ending)}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}

export const MEBIBYTE = 1024 * 1024;
/** 340 kB, 2,4 MB. */
export const sizeText = (bytes: number): string => (bytes < MEBIBYTE ? `${formatNumber(String(Math.max(1, Math.round(bytes / 1024))))}\u00a0kB` : `${formatNumber((bytes / MEBIBYTE).toFixed(1))}\u00a0MB`);
