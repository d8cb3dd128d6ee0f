import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const WORDS: Readonly<Record<string, number>> = { första: 1, andra: 2, tredje: 3, fjärde: 4 };
const QUARTER = /(?<![a-zà-ÿ])(?:Q\s?(?<q>[1-4])(?!\d)|kvartal\s+(?<n>[1-4])(?!\d)|(?<o>[1-4]):[ae]?\s+kvartalet|(?<w>första|andra|tredje|fjärde)\s+kvartalet)/giu;
const REPORTED = /(?:in)?rapporter(?:at|ad|ade|ades|ats)\s+(?:den\s+)?(?<year>20\d\d)-(?<month>[01]\d)-(?<day>[0-3]\d)/iu;

const quartersIn = (text: string): number[] => [...text.matchAll(QUARTER)].map(({ groups }) => Number(groups!["q"] ?? groups!["n"] ?? groups!["o"] ?? WORDS[(groups!["w"] ?? "").toLowerCase()]));

const QUARTER_END: Readonly<Record<string, number>> = { "31 mars": 1, "30 juni": 2, "30 september": 3, "31 december": 4 };
const PER_DAY = /(?<![a-zà-ÿ])(?:per|den)\s+(?:den\s+)?(?<day>31 mars|30 juni|30 september|31 december)\s+(?<year>20\d\d)/iu;
const HEADED = /^(?:[a-zà-ÿ\s,]*\s)?kvartal\s+(?<quarter>[1-4])\s+(?<year>20\d\d)\.?$/iu;
/** "Rapport kvartal 1 2022" over what is told as of the 30th of June. */
function headedQuarters(sentences: readonly CheckedSentence[]): Finding[] {
  const headings = new Map(sentences.map(({ section }) => [section.line, section.heading]));
  return [...headings].flatMap(([line, heading]): Finding[] => {
    const { quarter, year } = HEADED.exec(heading.trim())?.groups ?? {};
    if (!quarter || !year) return [];
    const told = sentences.filter(({ inCell, section, text }) => section.line === line && !inCell && text !== heading).slice(0, 3);
    const first = told.flatMap((sentence) => { const { day, year: of } = PER_DAY.exec(sentence.text)?.groups ?? {}; return day && of === year ? [{ sentence, ended: QUARTER_END[day.toLowerCase()]!, day }] : []; })[0];
    if (!first || String(first.ended) === quarter) return [];
    return [{ code: "other-period", severity: "warning", line, quote: heading, expected: `kvartal ${first.ended}`, message: `Rubriken säger kvartal ${quarter}, men texten under den avser ${first.day} ${year}, slutet av kvartal ${first.ended}.`, evidence: [{ line: first.sentence.line, quote: first.sentence.text }] }];
  });
}

/** What is reported on a day is of the quarter that had ended then; a heading for another quarter is of another report. */
export function periodFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return [...headedQuarters(sentences), ...sentences.flatMap(({ line, text }, at): Finding[] => {
    const reported = REPORTED.exec(text)?.groups;
    const said = quartersIn(text)[0];
    if (!reported || said === undefined) return [];
    const ended = Math.floor((Number(reported["month"]) - 1) / 3) || 4;
    if (said === ended) return [];
    // The same report, as it is named round about.
    const near = sentences.slice(Math.max(0, at - 15), at + 15).filter((other) => other.text !== text && quartersIn(other.text).includes(ended));
    return [{
      code: "other-period", severity: near.length ? "error" : "warning", line, quote: text, expected: `kvartal ${ended}`,
      message: `Texten säger kvartal ${said}, men ${reported["year"]}-${reported["month"]}-${reported["day"]} var det kvartal ${ended} som senast hade gått ut${near.length ? ", och det är det som står på andra ställen" : ""}.`,
      evidence: near.slice(0, 3).map(({ line: place, text: quote }) => ({ line: place, quote })),
    }];
  })];
}
