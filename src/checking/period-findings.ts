import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const WORDS: Readonly<Record<string, number>> = { första: 1, andra: 2, tredje: 3, fjärde: 4 };
const QUARTER = /(?<![a-zà-ÿ])(?:Q\s?(?<q>[1-4])(?!\d)|kvartal\s+(?<n>[1-4])(?!\d)|(?<o>[1-4]):[ae]?\s+kvartalet|(?<w>första|andra|tredje|fjärde)\s+kvartalet)/giu;
const REPORTED = /(?:in)?rapporter(?:at|ad|ade|ades|ats)\s+(?:den\s+)?(?<year>20\d\d)-(?<month>[01]\d)-(?<day>[0-3]\d)/iu;

const quartersIn = (text: string): number[] => [...text.matchAll(QUARTER)].map(({ groups }) => Number(groups!["q"] ?? groups!["n"] ?? groups!["o"] ?? WORDS[(groups!["w"] ?? "").toLowerCase()]));

/** What is reported on a day is of the quarter that had ended then; a heading for another quarter is of another report. */
export function periodFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap(({ line, text }, at): Finding[] => {
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
  });
}
