import { absolute, compare, subtract } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan, spanOf } from "./shown-span.ts";
import type { ToldSentence } from "./told-sentence.ts";

const unit = (name: string): string => String.raw`(?:\s*(?<${name}>mnkr|mkr|tkr|kr|kronor|procent|%|personer|miljoner\s+kronor))?`;
/** "Var det totala medelvärdet 3,82, vilket innebär att årets medelvärde har förbättrats med 0,06 till 3,88". */
const BY_TO = new RegExp(String.raw`(?<was>${NUMBER})${unit("wasUnit")}(?:,|\s)(?<between>[^.;]{0,110}?)(?<![a-zà-ÿ])(?<way>förbättrats|förbättrades|försämrats|försämrades|ökat|ökade|minskat|minskade|höjts|höjdes|sänkts|sänktes|stigit|sjunkit)\s+med\s+(?<by>${NUMBER})${unit("byUnit")}\s+till\s+(?<now>${NUMBER})${unit("nowUnit")}(?![\d,])`, "giu");
function byTo(sentence: CheckedSentence): Finding[] {
  return sentence.inCell ? [] : [...sentence.text.matchAll(BY_TO)].flatMap((match): Finding[] => {
    const [was, by, now] = ["was", "by", "now"].map((name) => parseNumber(match.groups![name]!)) as [string | null, string | null, string | null];
    if (was === null || by === null || now === null || [was, now].every((year) => /^(?:19|20)\d\d$/.test(year)) || /^(?:19|20)\d\d$/.test(was)) return [];
    // By so many per cent, to an amount; and of something else in a clause of its own.
    const units = new Set(["wasUnit", "byUnit", "nowUnit"].map((name) => match.groups![name]?.toLowerCase()).map((name) => (name === "%" ? "procent" : (name ?? ""))));
    if (units.size > 1 || /(?<![a-zà-ÿ])(?:och|medan|men|för)(?![a-zà-ÿ])/iu.test(match.groups!["between"]!)) return [];
    // What stood before may be of something else: only what is nearly as large.
    if (Math.abs(Number(was) - Number(now)) > Math.max(Number(was), Number(now)) / 2 || meets(movedSpan(was, now), spanOf(by))) return [];
    const expected = formatNumber(absolute(subtract(now, was)));
    return [{ code: "level-change", severity: "warning", line: lineAt(sentence, match.index), quote: match[0], expected, message: `Från ${formatNumber(was)} till ${formatNumber(now)} är det ${expected}, inte ${formatNumber(by)}.`, evidence: [] }];
  });
}

const YEARS = /^\s*(?:(?:19|20)\d\d[\s|]+){2,}(?:19|20)\d\d\s*$/u;
const NUMBERS = /^\s*(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:\s+(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+))*\s*$/u;
const SINCE = new RegExp(String.raw`(?<![a-zà-ÿ])antalet\s+(?<what>[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+)?)\s+har\s+(?<way>ökat|minskat)\s+med\s+(?<by>${NUMBER})\s+[a-zà-ÿ]+(?=[^.;]*?\ssedan\s+(?:år\s+)?(?<year>(?:19|20)\d\d))`, "iu");
const NEAR = 8;
/** "2022 2021 2020" over a row of numbers, and under it "har ökat med 56 personer sedan 2021". */
function sinceYear(sentence: CheckedSentence, { lines }: Pick<Layout, "lines">): Finding[] {
  const groups = sentence.inCell ? undefined : SINCE.exec(sentence.text)?.groups;
  const by = groups ? parseNumber(groups["by"]!) : null;
  const from = Math.max(0, sentence.line - 1 - NEAR);
  const over = lines.slice(from, sentence.line - 1);
  const at = over.findLastIndex((line) => YEARS.test(line));
  if (!groups || by === null || at < 0) return [];
  const years = over[at]!.match(/(?:19|20)\d\d/g)!;
  const rest = over.slice(at + 1).filter((line) => line.trim());
  if (!rest.length || !rest.every((line) => NUMBERS.test(line))) return [];
  const values = rest.join("  ").trim().split(/\s{2,}|(?<=\d{3})\s(?=\d{1,3} \d{3})/u).flatMap((text) => parseNumber(text.trim()) ?? []);
  const [now, was] = [values[years.indexOf(years.toSorted().at(-1)!)], values[years.indexOf(groups["year"]!)]];
  if (values.length !== years.length || now === undefined || was === undefined || now === was) return [];
  const up = compare(now, was) > 0;
  const right = compare(absolute(subtract(now, was)), by) === 0;
  if (right && up === (groups["way"]!.toLowerCase() === "ökat")) return [];
  const expected = `${up ? "ökat" : "minskat"} med ${formatNumber(absolute(subtract(now, was)))}`;
  return [{ code: right ? "told-way" : "told-movement", severity: "warning", line: sentence.line, quote: sentence.text, expected, message: `Raden över har ${formatNumber(was)} för ${groups["year"]} och ${formatNumber(now)} för ${years.toSorted().at(-1)}: det har ${expected}.`, evidence: [{ line: from + at + 1, quote: `${over[at]!.trim()}: ${rest.map((line) => line.trim()).join(" ")}` }] }];
}

/** How far something has moved, with both its ends in the sentence or in the row right over it. */
export const movedToFindings = (sentences: readonly ToldSentence[], layout: Pick<Layout, "lines">): Finding[] => sentences.flatMap(({ sentence }) => [...byTo(sentence), ...sinceYear(sentence, layout)]);
