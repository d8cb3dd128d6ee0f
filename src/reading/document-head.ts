import { fold, type Block, type Layout } from "./layout.ts";
import type { DocumentHead, DocumentKind } from "./reading.ts";

const KINDS: readonly (readonly [DocumentKind, RegExp])[] = [
  ["interim-report", /^(\w+ ){0,3}(delarsrapport|verksamhetsuppfoljning per|manadsuppfoljning|manadsrapport|delarsbokslut|tertialrapport|tertialuppfoljning|delarsuppfoljning|uppfoljning per (april|augusti|31 augusti))/],
  ["annual-report", /^(\w+ ){0,3}(arsredovisning|arsuppfoljning|arsbokslut|arsrapport|verksamhetsberattelse|verksamhetsrapport|bokslut)/],
  ["operational-plan", /^(\w+ ){0,3}(verksamhetsplan|namndplan|namndbudget|detaljbudget|internbudget|malochbudget|mal och budget|budget och verksamhetsplan|budget)/],
  ["control-plan", /^(\w+ ){0,3}(internkontrollplan|intern kontrollplan|plan for intern|intern kontroll \d{4})/],
  ["contract-review", /^(\w+ ){0,3}avtalsuppfoljning/],
  ["memorandum", /^tjansteskrivelse$/],
];
/** "SN/2021:1", "Dnr 2022/0123"; a bare "2010:110" is a law. */
const DIARY = /(?<![\p{L}\d])(?!SOSFS|SFS|SOU|AFS|HSLF|RKR|Prop)(?:(?:[Dd]nr|DNR|[Dd]iarienummer|[Dd]iarienr):?\s*((?:\p{L}{2,6}[\s/-]{0,2})?(?:19|20)\d\d[:/-]\d{1,6})|(\p{Lu}{2,6}[/ -](?:19|20)\d\d[:/]\d{1,6}(?:-\d{1,3})?))/u;
const diaryIn = (text: string): string | null => {
  const match = DIARY.exec(text);
  return (match?.[1] ?? match?.[2])?.trim() ?? null;
};
const YEAR = /(?<!\d)(20\d\d|19\d\d)(?!\d)/;
const ORGANISATION = /(?<!\p{L})((?:\p{Lu}\p{L}+[ -]){0,2}\p{Lu}\p{L}+)\s+(kommun|stad|region|Stad|Kommun)(?!\p{L})/u;
/** "Tekniska nämnden", "Nämnden för vård och omsorg": the name is more than the word. */
const NAMED_APART = /(?<!\p{L})(\p{Lu}\p{L}{3,20}a nämnden|Nämnden för (?:\p{L}[\p{L}-]+,? ){0,3}(?:(?:och|samt) )?\p{L}[\p{L}-]+)(?=$|[\s,.])/u;
const COMMITTEE = /(?<!\p{L})(?:(\p{L}[\p{L}-]{1,40}(?:,? \p{Ll}[\p{L}-]{1,40}){0,2} (?:och|samt) )?(\p{L}[\p{L}-]{0,40}n[äa]mnd(?:en)?)|(kommunstyrelsen?))s?(?!\p{L})/iu;

/** Names stand at the beginning of lines; a page of text on one line is not searched to its end. */
const LONGEST_LINE = 2000;

interface Line {
  readonly text: string;
  readonly line: number;
  readonly heading: boolean;
}

function linesOf(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block): Line[] => {
    if (block.kind === "table") return [];
    if (block.kind === "heading") return [{ text: block.text, line: block.line, heading: true }];
    return block.marker ? [] : block.lines.map(({ text, line }) => ({ text: text.slice(0, LONGEST_LINE), line, heading: false }));
  });
}

const kindOf = (text: string): DocumentKind | null => KINDS.find(([, pattern]) => pattern.test(fold(text).replace(/^\S*namndens /, "")))?.[0] ?? null;

const sentenceCase = (text: string): string => (text === text.toUpperCase() ? text[0]! + text.slice(1).toLowerCase() : text);
/** "SOLNA STAD" and "Solna stads" are one name. */
function organisationOf(text: string): string | null {
  const shouted = /^(\p{Lu}[\p{Lu} -]+?)\s+(KOMMUN|STAD|REGION)$/u.exec(text.trim());
  if (shouted) return `${shouted[1]!.split(/(?<=[ -])/).map((word) => word[0]! + word.slice(1).toLowerCase()).join("")} ${shouted[2]!.toLowerCase()}`;
  const region = /^Region \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?$/u.exec(text.trim())?.[0];
  if (region) return region;
  const match = ORGANISATION.exec(text.replace(/(?<!\p{L})(kommun|stad)(?:en)?s(?!\p{L})/gu, "$1"));
  return match ? `${match[1]} ${match[2]}` : null;
}

function committeeOf(written: string): string | null {
  // A line in capitals is read as a sentence, so that the "och" of a name is seen.
  const text = /\p{L}{4}/u.test(written) && written === written.toUpperCase() ? sentenceCase(written) : written;
  const apart = NAMED_APART.exec(text)?.[1];
  if (apart && text.length < 60 && !/^(denna|samma|egna|andra|berörda) /i.test(apart)) return apart;
  const match = COMMITTEE.exec(text);
  if (!match) return null;
  const [, first = "", last = "", executive] = match;
  // "för Individ- och familjenämnden": words before the name that belong to the sentence are left.
  const lead = /(?:^|\s)(\p{L}[\p{L}]*-(?:,? \p{Ll}[\p{L}]*-)* (?:och|samt) |(?:\p{Lu}|^\p{Ll})\p{L}+ (?:och|samt) )$/u.exec(first)?.[1] ?? "";
  const name = sentenceCase((executive ?? `${lead}${last}`).trim());
  if (/^n[äa]mnd(en)?$/i.test(name)) return null;
  return (name[0]!.toUpperCase() + name.slice(1)).replace(/n([äa])mnd$/, "n$1mnden");
}

function mostCommon(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** So many titles of so many years are a list of other papers. */
const LIST = { titles: 8, years: 4 };

interface Candidate {
  readonly index: number;
  readonly kind: DocumentKind;
  readonly score: number;
}

/**
 * Finds whose document this is and for which year. A file may hold a whole meeting's papers: the title that stands
 * among the names of the organisation and the committee wins over a memorandum about it.
 */
export function readDocumentHead(layout: Layout): DocumentHead {
  const lines = linesOf(layout.blocks);
  const candidates = lines.flatMap((line, index): Candidate[] => {
    const kind = line.text.length <= 120 ? kindOf(line.text) : null;
    if (!kind) return [];
    const near = lines.slice(Math.max(0, index - 4), index + 5).filter((other) => Math.abs(other.line - line.line) <= 12);
    const named = near.some((other) => /^[\p{Lu} -]+(STAD|KOMMUN)$/u.test(other.text) || /^\p{L}+ (stad|kommun)$/u.test(other.text));
    const committee = near.some((other) => other !== line && other.text.length < 60 && /nämnd(en)?$|styrelsen$/i.test(other.text));
    const years = YEAR.test(line.text) ? 3 : 0;
    const place = index < 40 ? 2 : index < 120 ? 1 : 0;
    const weight = kind === "memorandum" ? -6 : 0;
    const sentence = /[.:]$/.test(line.text) ? -3 : 0;
    return [{ index, kind, score: years + place + weight + sentence + (named ? 3 : 0) + (committee ? 3 : 0) + (line.heading ? 1 : 0) }];
  });
  const best = candidates.reduce<Candidate | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  // A list of links to other papers has many titles, of many years, and no names of an organisation or a committee around them.
  const titles = new Set(candidates.map(({ index }) => fold(lines[index]!.text)));
  const years = new Set(candidates.flatMap(({ index }) => YEAR.exec(lines[index]!.text)?.[1] ?? []));
  if (!best || (titles.size >= LIST.titles && years.size >= LIST.years && best.score < 10 && lines[best.index]!.line > 12)) return withoutTitle(layout, lines);

  const title = lines[best.index]!;
  const around = lines.slice(Math.max(0, best.index - 5), best.index + 8).filter((other) => Math.abs(other.line - title.line) <= 16);
  const after = around.filter((other) => other.line >= title.line);
  const first = <T>(items: readonly Line[], read: (value: string) => T | null): T | null =>
    items.reduce<T | null>((found, item) => found ?? read(item.text), null);
  const distance = (other: Line) => Math.abs(other.line - title.line) + (other.line < title.line ? 0.5 : 0);
  const short = around.filter((other) => other.text.length < 90).sort((a, b) => distance(a) - distance(b));
  const organisation = first(short, organisationOf);
  const committee = first(short, committeeOf);
  const year = YEAR.exec(title.text)?.[1] ?? first(after.slice(0, 3), (value) => YEAR.exec(value)?.[1] ?? null);
  return {
    kind: best.kind,
    organisation: organisation ?? mostCommon(lines.map((line) => organisationOf(line.text))),
    committee: committee ?? mostCommon(lines.map((line) => committeeOf(line.text))),
    year,
    diaryNumber: first(after, diaryIn) ?? first(around, diaryIn) ?? first(lines, diaryIn),
    title: title.text,
    line: title.line,
    sure: !layout.scanned && organisation !== null && committee !== null && year !== null,
  };
}

/** Judged by what the running text speaks of most; all of it is unsure. */
function withoutTitle(layout: Layout, lines: readonly Line[]): DocumentHead {
  const long = lines.filter((line) => line.text.length > 300);
  const prose = (long.length ? long : lines).map((line) => line.text).join(" ").slice(0, 500_000);
  const words = fold(prose).split(" ");
  const kind = mostCommon(words.map((word) => KINDS.find(([name, pattern]) => name !== "memorandum" && word.length > 9 && pattern.test(word))?.[0] ?? null));
  return {
    kind: (kind as DocumentKind | null) ?? "other",
    organisation: mostCommon(lines.map((line) => organisationOf(line.text))),
    committee: mostCommon(lines.map((line) => committeeOf(line.text))),
    year: mostCommon(prose.match(/(?<!\d)20\d\d(?!\d)/g) ?? []),
    diaryNumber: diaryIn(prose),
    title: lines[0]?.text ?? null,
    line: lines[0]?.line ?? 1,
    sure: false,
  };
}
