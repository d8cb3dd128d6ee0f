import { compare, isZero } from "../platform/decimal.ts";
import { counted } from "../platform/swedish.ts";
import type { ReadSeries } from "../reading/reading.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** A Swedish personal identity number or coordination number, with its check digit (Luhn). */
const IDENTITY = /(?<![\d-])(?<century>19|20)?(?<date>\d{6})(?<sign>[-+])(?<last>\d{4})(?!\d)/gu;
function isIdentity(date: string, last: string): boolean {
  const [month, day] = [Number(date.slice(2, 4)), Number(date.slice(4, 6))];
  if (month < 1 || month > 12 || day < 1 || (day > 31 && day < 61) || day > 91) return false;
  const total = [...`${date}${last}`].reduce((sum, digit, at) => { const value = Number(digit) * (at % 2 === 0 ? 2 : 1); return sum + (value > 9 ? value - 9 : value); }, 0);
  return total % 10 === 0;
}
function identityNumbers({ line, text }: CheckedSentence): Finding[] {
  return [...text.matchAll(IDENTITY)].flatMap((match): Finding[] => {
    const { date, last } = match.groups!;
    // The number itself is told no further than it already is.
    return isIdentity(date!, last!) ? [{ code: "identity-number", severity: "error", line, quote: text.replaceAll(match[0], `${date!.slice(0, 2)}XXXX-XXXX`).slice(0, 200), expected: null, message: "Här står ett personnummer; det hör inte hemma i en handling som publiceras.", evidence: [] }] : [];
  });
}

/** A person told of by what they are to the service, with a name. */
const PERSON = /(?<![A-Za-zÀ-ÿ])(?:klienten|brukaren|patienten|sökanden|barnet|pojken|flickan|modern|fadern|mamman|pappan|mannen|kvinnan|eleven|ungdomen|hyresgästen|anhörige|anhöriga)\s+(?<name>\p{Lu}\p{Ll}{2,}(?:\s+\p{Lu}\p{Ll}{2,})?)/gu;
function namedPersons({ line, text }: CheckedSentence): Finding[] {
  return [...text.replace(/^\p{Lu}/u, (first) => first.toLowerCase()).matchAll(PERSON)].filter(({ groups }) => !/^(?:Uppdraget|Målet|Pågår|Slutfört|Klart|Status)(?![a-zà-ÿ])/u.test(groups!["name"]!)).map((match): Finding => ({ code: "private-name", severity: "warning", line, quote: text, expected: null, message: `»${match[0]}« kan vara en enskilds namn; ta bort det innan handlingen publiceras.`, evidence: [] }));
}

const FEW = "5";
const PEOPLE = /person|barn|ungdom|klient|brukare|elev|hushåll|placering|ärende/i;
const SENSITIVE = /missbruk|lvm|lvu|våld|psyk|samsjuk|skydd|placer|asyl|ensamkommande|uppehållstillstånd|bistånd|funktionsneds|lss|självmord|suicid|hemlös|vräk/i;
/** Measures of people in sensitive services that tell of so few that they may be known. Told once for the whole document: whether they may is a person's to judge. */
function smallCounts(series: readonly ReadSeries[]): Finding[] {
  const small = series.filter(({ group, name }) => PEOPLE.test(name) && SENSITIVE.test(`${group ?? ""} ${name}`)).flatMap((one) => {
    const few = Object.values(one.years).flatMap((values) => values.filter((value) => value !== null && !isZero(value) && compare(value, FEW) < 0));
    return few.length ? [{ one, count: few.length }] : [];
  });
  const [first] = small;
  if (!first) return [];
  return [{
    code: "small-counts", severity: "note", line: first.one.line, quote: first.one.name, expected: null,
    message: `${counted(small.length, "mått", "mått")} i känsliga verksamheter visar antal under ${FEW}: kan någon kännas igen? Visa dem annars som »färre än ${FEW}«.`,
    evidence: small.slice(0, 10).map(({ count, one }) => ({ line: one.line, quote: `${one.name}: ${counted(count, "månad", "månader")}` })),
  }];
}

/** What in a document to be published may tell of a private person. */
export const privacyFindings = (sentences: readonly CheckedSentence[], series: readonly ReadSeries[]): Finding[] => [...sentences.flatMap((sentence) => [...identityNumbers(sentence), ...namedPersons(sentence)]), ...smallCounts(series)];
