import type { Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";

/** A line of its own, that begins an annex. */
const HEADED = /^\s*(?:#+\s*)?bilaga\s+(?<number>\d{1,2})(?:\s*[:.–-]?\s*\p{Lu}[^.]{0,80})?\s*$/iu;
const TOLD = /(?<![a-zà-ÿ])bilaga\s+(?<number>\d{1,2})(?!\d)/giu;
/** The annexes of a whole meeting are numbered through: one of many is no gap. */
const MOST = 6;

/** "Bilaga 2" in a document that has no Bilaga 1 and never speaks of one. */
export function numberedAnnexFindings({ lines }: Pick<Layout, "lines">): Finding[] {
  const headed = lines.flatMap((text, at) => { const number = HEADED.exec(text)?.groups!["number"]; return number ? [{ number: Number(number), line: at + 1, text: text.trim() }] : []; });
  const told = new Set(lines.flatMap((line) => [...line.matchAll(TOLD)].map((match) => Number(match.groups!["number"]))));
  const last = headed.toSorted((a, b) => b.number - a.number)[0];
  const [missing, ...more] = last ? Array.from({ length: last.number - 1 }, (_, at) => at + 1).filter((number) => !told.has(number)) : [];
  return last && missing !== undefined && !more.length && last.number <= MOST && lines.slice(0, last.line - 1).some((line) => line.trim()) ? [{ code: "part-missing", severity: "note", line: last.line, quote: last.text, expected: `Bilaga ${missing}`, message: `Handlingen har bilaga ${last.number}, men ingen bilaga ${missing}, och nämner ingen.`, evidence: [] }] : [];
}
