import { isHeading, isParagraph, type Layout, fold } from "../reading/layout.ts";
import type { ReadReportBack } from "../reading/reading.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";

const [FEWEST, LONGEST_CONTENTS] = [5, 120];
const REFERENCE = /(?<![a-zà-ÿ])(?:se|enligt|i|till|av|återfinns i|framgår av)\s+bilaga\s+(?<number>\d{1,2})(?!\d)/giu;
const APPENDIX = /^bilaga\s+(?<number>\d{1,2})(?!\d)/iu;

/** A list of appendices: "Bilagor", and below it lines that begin with their numbers. */
function listed(lines: readonly string[]): Set<number> {
  const at = lines.findLastIndex((line) => /^[#\s]*(?:bilagor|handlingar(?:\s+i\s+ärendet)?|beslutsunderlag):?\s*$/iu.test(line));
  const found = new Set<number>();
  for (const line of at < 0 ? [] : lines.slice(at + 1, at + 20)) {
    const number = /^\s*(?:bilaga\s*)?(\d{1,2})[.):\s]\s*[a-zà-ÿ]/iu.exec(line)?.[1];
    if (number) found.add(Number(number));
    else if (line.trim() && found.size) break;
  }
  return found;
}

/** Appendices that the text leads to, in a document that has appendices but not those. */
function missingAppendices({ blocks, lines }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const headed = new Set(blocks.flatMap((block) => { const text = isHeading(block) || isParagraph(block) ? block.text : ""; const number = text.length < 120 ? APPENDIX.exec(text)?.groups!["number"] : undefined; return number ? [Number(number)] : []; }));
  const present = headed.size ? headed : listed(lines);
  if (!present.size) return [];
  const told = new Set<number>();
  return sentences.flatMap((sentence) => [...sentence.text.matchAll(REFERENCE)].flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index + match[0].length - 1);
    const number = Number(match.groups!["number"]);
    if (present.has(number) || told.has(number)) return [];
    told.add(number);
    return [{ code: "part-missing", severity: "warning", line, quote: sentence.text, expected: `Bilaga ${number}`, message: `Texten hänvisar till bilaga ${number}, som inte finns i handlingen; den har ${[...present].toSorted((a, b) => a - b).map((one) => `bilaga ${one}`).join(", ")}.`, evidence: [] }];
  }));
}

/** A chapter by its number may be an act's, unless something is told of in it. */
const SECTION = /(?<![a-zà-ÿ])(?:(?:se|i|enligt|finns i|framgår av|förklaras i|redovisas i|beskrivs i)\s+avsnitt|(?:redovisas|beskrivs|förklaras|framgår|finns)\s+(?:i|av)\s+kapitel)\s+(?<number>\d{1,2})(?:\.(?<sub>\d{1,2}))?(?![\d.]*\d)/giu;
/** Sections by their numbers, in a document that numbers its own. */
function missingSections({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const numbered = new Set(blocks.flatMap((block) => { const found = isHeading(block) ? /^(\d{1,2}(?:\.\d{1,2})?)\.?\s+\p{Lu}/u.exec(block.text)?.[1] : undefined; return found ? [found] : []; }));
  const tops = [...numbered].filter((number) => !number.includes("."));
  if (tops.length < FEWEST || !tops.every((number) => number === "1" || tops.includes(String(Number(number) - 1)))) return [];
  return sentences.flatMap((sentence) => [...sentence.text.matchAll(SECTION)].flatMap((match): Finding[] => {
    const { number, sub } = match.groups!;
    const asked = sub === undefined ? number! : `${number}.${sub}`;
    if (numbered.has(asked) || (sub !== undefined && ![...numbered].some((one) => one.startsWith(`${number}.`)))) return [];
    return [{ code: "part-missing", severity: "warning", line: lineAt(sentence, match.index + match[0].length - 1), quote: sentence.text, expected: null, message: `Texten hänvisar till avsnitt ${asked}, som inte finns; det sista är ${tops.at(-1)}.`, evidence: [] }];
  }));
}

const CONTENTS = /^(?:innehall|innehallsforteckning)(?: |$)/;
const ENTRY = /(?<title>\p{Lu}[^.…\d]{3,80}?)\s*(?:\.{3,}|…+)\s*(?<page>\d{1,3})(?!\d)/gu;
/** What a line of a table of contents names, and on which page. */
export const contentsOf = (line: string): { readonly title: string; readonly page: number }[] => [...line.matchAll(ENTRY)].map(({ groups }) => ({ title: groups!["title"]!.trim(), page: Number(groups!["page"]) }));
/** Parts that the table of contents has, and the document has not: none of its headings and paragraphs begins so. */
function missingParts({ blocks, lines }: Layout): Finding[] {
  const at = lines.findIndex((line) => CONTENTS.test(fold(line.replace(/^[#\s]+/, "").slice(0, 60))));
  if (at < 0) return [];
  const contents = lines.slice(at, at + LONGEST_CONTENTS).flatMap((line, index) => contentsOf(line).map(({ title }) => ({ title, line: at + index + 1 })));
  if (contents.length < FEWEST) return [];
  const last = contents.at(-1)!.line;
  const begins = blocks.flatMap((block) => ("rows" in block || block.line <= last ? [] : [fold(block.text.slice(0, 160).replace(/^[\d.]+\s+/u, ""))]));
  const missing = contents.filter(({ title }) => !begins.some((text) => text.startsWith(fold(title)) || `${text} `.includes(` ${fold(title)} `) || (/^bilagor$/.test(fold(title)) && /^bilaga \d/.test(text))));
  // Where half are not found, it is the headings that are not.
  if (!missing.length || missing.length * 2 > contents.length) return [];
  return [{ code: "part-missing", severity: "warning", line: missing[0]!.line, quote: missing.map(({ title }) => title).join(", "), expected: null, message: `Innehållsförteckningen har avsnitt som inte finns i handlingen: ${missing.map(({ title }) => `»${title}«`).join(", ")}.`, evidence: [] }];
}

const YEARED = /^(?:\d+(?:\.\d+)*\.?\s+)?(?<title>\p{Lu}[^.…\d]{3,80}?)\s+(?<year>(?:19|20)\d\d)(?=\s*(?:\.{2,}|…|\t|\s{2,}|\s\d{1,3}$|$))/u;
/** A heading of another year than the table of contents has for it. */
function otherYears({ lines }: Pick<Layout, "lines">): Finding[] {
  const at = lines.findIndex((line) => CONTENTS.test(fold(line.replace(/^[#\s]+/, "").slice(0, 60))));
  if (at < 0) return [];
  const headings = lines.flatMap((text, place) => { const found = place > at ? YEARED.exec(text.trim())?.groups : undefined; return found && text.trim().endsWith(found["year"]!) ? [{ line: place + 1, text: text.trim(), title: fold(found["title"]!), year: found["year"]! }] : []; });
  return lines.slice(at + 1, at + LONGEST_CONTENTS).flatMap((line, index): Finding[] => {
    const found = YEARED.exec(line.trim())?.groups;
    const entry = found && /\d{1,3}\s*$/.test(line.slice(line.indexOf(found["year"]!) + 4)) ? found : undefined;
    const same = entry ? headings.filter(({ line: place, title }) => title === fold(entry["title"]!) && place > at + index + 2) : [];
    const [heading] = same;
    return entry && heading && same.length === 1 && heading.year !== entry["year"] ? [{ code: "other-period", severity: "warning", line: heading.line, quote: heading.text, expected: entry["year"]!, message: `Rubriken säger ${heading.year}, men innehållsförteckningen ${entry["year"]}.`, evidence: [{ line: at + index + 2, quote: line.trim() }] }] : [];
  });
}

/** Decisions of a list of what is reported back, of which nothing is reported. */
const unreported = (reportBacks: readonly ReadReportBack[]): Finding[] => (reportBacks.some(({ report }) => report) ? reportBacks : []).flatMap(({ decision, line, matter, report }): Finding[] =>
  decision && !report?.trim() ? [{ code: "report-back-missing", severity: "warning", line, quote: `${matter} ${decision}`, expected: null, message: `Beslutet om »${matter}« har ingen återrapportering; de andra besluten har.`, evidence: [] }] : []);

/** What a document promises and does not hold. */
const SO_MANY = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<count>${Object.keys(NUMBER_WORDS).join("|")}|\d{1,2})\s+beslut\s+har\s+fattats\s+som\s+ska(?:ll)?\s+åt{1,2}er?rappor(?:t)?eras`, "iu");
/** "Fyra beslut har fattats som ska återrapporteras", and three are reported. */
const toldReports = (sentences: readonly CheckedSentence[], reportBacks: readonly ReadReportBack[]): Finding[] => (reportBacks.length < 2 ? [] : sentences).flatMap((sentence): Finding[] => {
  const match = SO_MANY.exec(sentence.text);
  return !match || countOf(match.groups!["count"]!) === reportBacks.length ? [] : [{ code: "count-listed", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: String(reportBacks.length), message: `Texten säger ${match.groups!["count"]} beslut, men ${reportBacks.length} återrapporteras.`, evidence: reportBacks.map(({ decision, line, matter }) => ({ line, quote: decision ?? matter })) }];
});

export const promisedFindings = (layout: Layout, sentences: readonly CheckedSentence[], reportBacks: readonly ReadReportBack[]): Finding[] => [...missingAppendices(layout, sentences), ...missingParts(layout), ...otherYears(layout), ...missingSections(layout, sentences), ...unreported(reportBacks), ...toldReports(sentences, reportBacks)];
