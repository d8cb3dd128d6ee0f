import { MONTH_NAMES } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const REPORT = String.raw`(?:års|verksamhets|delårs|tertial)(?:redovisning|berättelse|rapport|bokslut)[A-Za-zÀ-ÿ]*|bokslut[A-Za-zÀ-ÿ]*|verksamhetsplan[A-Za-zÀ-ÿ]*|internkontrollplan[A-Za-zÀ-ÿ]*`;
/** "Nämnden godkänner årsredovisningen för 2022": the document that is decided on. */
const APPROVES = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:godkänner|fastställer|antar|överlämnar|avger|avlämnar)\s+(?:[A-Za-zÀ-ÿ]+\s+){0,3}?(?<what>${REPORT})\s+(?:för\s+)?(?:år\s+|verksamhetsåret\s+|räkenskapsåret\s+)?(?<year>(?:19|20)\d\d)(?!\s*[–-]\s*\d)`, "giu");

/** A decision that approves a report of another year than the report is of. `written` is the document's year, null where it is not surely known. */
export function approvedYearFindings(sentences: readonly CheckedSentence[], written: number | null, kind: string): Finding[] {
  if (written === null || !/report/.test(kind)) return [];
  return sentences.filter(({ text }) => /godkänn|fastställ|antar|överlämn|avger|avlämn/iu.test(text)).flatMap((sentence) => [...sentence.text.matchAll(APPROVES)].flatMap((match): Finding[] => {
    const { what, year } = match.groups!;
    // Last year's report may be approved in this year's; its own decision stands at its head.
    if (Number(year) === written || !/redovisning|berättelse|rapport|bokslut/iu.test(what!)) return [];
    return [{ code: "other-period", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: String(written), message: `Beslutet gäller ${what} ${year}, men handlingen är för ${written}.`, evidence: [] }];
  }));
}

const MONTHS = MONTH_NAMES.join("|");
const INTERIM = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:godkänner|fastställer|antar|överlämnar)\s+(?:[A-Za-zÀ-ÿ]+\s+){0,3}?delårs[A-Za-zÀ-ÿ]+\s+(?:per|för|till och med|t\.o\.m\.)\s+(?:januari\s*[–-]\s*)?(?<month>${MONTHS})(?![A-Za-zÀ-ÿ])`, "iu");
const TITLE = new RegExp(String.raw`delårs[A-Za-zÀ-ÿ]+[^.\d]{0,40}?(?:januari\s*[–-]\s*)?(?<month>${MONTHS})(?![A-Za-zÀ-ÿ])`, "iu");
const HEAD_LINES = 12;
/** A decision that approves an interim report of another month than the one that the title tells. */
export function approvedMonthFindings({ lines }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const title = lines.slice(0, HEAD_LINES).flatMap((text) => (INTERIM.test(text) ? [] : (TITLE.exec(text)?.groups!["month"]?.toLowerCase() ?? [])))[0];
  if (!title) return [];
  return sentences.flatMap((sentence): Finding[] => {
    const match = INTERIM.exec(sentence.text);
    const month = match?.groups!["month"]!.toLowerCase();
    return !match || month === title ? [] : [{ code: "other-period", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: title, message: `Beslutet gäller delårsrapporten per ${month}, men handlingen är delårsrapporten per ${title}.`, evidence: [] }];
  });
}
