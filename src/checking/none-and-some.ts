import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** What there is to be none of, and some of: things that are done or held, in the plural. */
const THING = String.raw`(?<thing>[a-zà-ÿ]{4,}(?:ar|er|or|en|ingar|ioner|tag|jekt|beslut))`;
const NONE = new RegExp(String.raw`(?<![a-zà-ÿ])(?<verb>planeras|genomförs|genomfördes|påbörjas|görs|gjordes|startas|tecknas|tecknades|finns|fanns|behövs)\s+(?:det\s+)?(?:inga|inte\s+några)\s+(?:nya\s+|ytterligare\s+)?${THING}(?![a-zà-ÿ])`, "iu");
const SOME = new RegExp(String.raw`(?<![a-zà-ÿ])(?:flera|ett\s+(?:fler)?tal|många|ett\s+antal|\d{1,2}|två|tre|fyra|fem|sex)\s+(?:nya\s+)?${THING}\s+(?:(?:ska|skall|kommer\s+att)\s+)?(?<verb>planeras|genomförs|genomfördes|genomföras|påbörjas|påbörjades|görs|gjordes|göras|startas|startades|tecknas|tecknades|finns|fanns)(?![a-zà-ÿ])`, "giu");
/** What is done now or later is no contradiction of what was done before. */
const isPast = (verb: string): boolean => /(?:des|fanns)$/iu.test(verb);
const [MOST_LINES_BETWEEN, MOST_BETWEEN] = [4, 12];
/** "Inom förskolan", "på biblioteken": whose it is. */
const placeOf = (text: string): string | null => /^(?:inom|på|i)\s+(?<at>\p{L}{5,})|(?<![a-zà-ÿ])inom\s+(?<place>\p{L}{5,})|i\s+centrala\s+(?<staff>\p{L}{5,})/iu.exec(text)?.slice(1).find(Boolean)?.toLowerCase() ?? null;

const TO_IVO = String.raw`till\s+(?:IVO|Inspektionen\s+för\s+vård\s+och\s+omsorg)`;
const NOT_NOTIFIED = new RegExp(String.raw`(?<![a-zà-ÿ])(?:inga|ingen|inte\s+någon|inte\s+några)\s+(?:lex[\s-]Sarah-?\s?)?(?:anmäl[a-zà-ÿ]+|rapport(?:er)?)[^.;]*${TO_IVO}|inget\s+[^.;]{0,60}anmälts\s+${TO_IVO}`, "iu");
const NOTIFIED = new RegExp(String.raw`(?<![a-zà-ÿ])(?:anmäldes|anmälts|har\s+anmälts)\s+${TO_IVO}|(?:\d+|en|ett|två|tre|fyra|fem)\s+(?:lex[\s-]Sarah-?\s?)?anmäl[a-zà-ÿ]+\s+(?:har\s+)?(?:gjorts|gjordes|lämnats|lämnades)\s+${TO_IVO}`, "iu");
const OF_OTHER_TIME = /(?<![a-zà-ÿ])(?:föregående|förra|tidigare|kvartal[a-zà-ÿ]*|tertial[a-zà-ÿ]*)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:inte|inga|ingen|inget)(?![a-zà-ÿ])/iu;
const NO_FEE = /(?<![a-zà-ÿ])(?:inte\s+(?:ålagts|dömts|behövt\s+betala|betalat)\s+[^.;]{0,30}?särskild\s+avgift|(?:inga|ingen)\s+särskild[a]?\s+avgift(?:er)?\s+har)/iu;
const FEE = /(?<![a-zà-ÿ])särskild[a]?\s+avgift(?:en|er)?\s+(?:på|om)\s+\d/iu;
/** "Nämnden har inte ålagts någon särskild avgift", and elsewhere what it had to pay. */
function feeAllTheSame(prose: readonly CheckedSentence[]): Finding[] {
  const none = prose.find(({ text }) => NO_FEE.test(text) && !/(?<![a-zà-ÿ])(?:kvartal|tertial|föregående|förra)/iu.test(text));
  const some = prose.find((one) => one !== none && FEE.test(one.text) && !/ansök|kan\s+(?:åläggas|dömas)|riskerar|föregående|förra|yrka/iu.test(one.text.replace(/efter\s+ansökan/iu, "")));
  return none && some ? [{ code: "statements-differ", severity: "warning", line: none.line, quote: none.text, expected: null, message: `Här står att ingen särskild avgift har ålagts, men på rad ${some.line} »${FEE.exec(some.text)![0]}«.`, evidence: [{ line: some.line, quote: some.text }] }] : [];
}

/** What is said there is said of all that the committee does. */
const OF_ALL = /sammanfatt|viktiga|händelser|året|inled|ordförande|förvaltning|kvalitet|lex|uppdrag|ekonomi|verksamhet/iu;
/** "Inga lex Sarah-anmälningar har lämnats till IVO", and elsewhere two that were. */
function notNotified(prose: readonly CheckedSentence[]): Finding[] {
  const none = prose.find(({ section, text }) => /lex[\s-]Sarah/iu.test(text) && NOT_NOTIFIED.test(text) && !/(?<![a-zà-ÿ])(?:föregående|förra|kvartal|tertial|inom|utförare|egen\s+regi|20\d\d)/iu.test(text) && OF_ALL.test(section.heading));
  const some = prose.find((one) => one !== none && NOTIFIED.test(one.text) && !OF_OTHER_TIME.test(one.text) && !/lex[\s-]Maria|ej\s+verkställ/iu.test(one.text));
  const isAbout = ({ section, text }: CheckedSentence): boolean => /lex[\s-]Sarah/iu.test(text) || /lex[\s-]Sarah/iu.test(section.heading);
  return none && some && (isAbout(some) || prose.some((other) => other.section.line === some.section.line && Math.abs(other.line - some.line) <= 1 && isAbout(other))) ? [{ code: "statements-differ", severity: "warning", line: none.line, quote: none.text, expected: null, message: `Här står att inget har anmälts till IVO enligt lex Sarah, men på rad ${some.line} »${NOTIFIED.exec(some.text)![0]}«.`, evidence: [{ line: some.line, quote: some.text }] }] : [];
}

/** "Under året planeras inga upphandlingar", and in the same paragraph "flera nya upphandlingar ska påbörjas". */
export function noneAndSomeFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const prose = sentences.filter(({ inCell }) => !inCell);
  return [...notNotified(prose), ...feeAllTheSame(prose), ...prose.flatMap((sentence, at): Finding[] => {
    const none = NONE.exec(sentence.text)?.groups;
    if (!none) return [];
    const near = prose.slice(Math.max(0, at - MOST_BETWEEN), at + MOST_BETWEEN + 1).filter((other) => other !== sentence && placeOf(other.text) === placeOf(sentence.text) && other.section.line === sentence.section.line && Math.abs(other.line - sentence.line) <= MOST_LINES_BETWEEN);
    const found = near.flatMap((other) => [...other.text.matchAll(SOME)].filter(({ groups }) => fold(groups!["thing"]!) === fold(none["thing"]!) && !isPast(groups!["verb"]!) && !isPast(none["verb"]!)).map((match) => ({ other, match })));
    const [first] = found;
    return first ? [{ code: "statements-differ", severity: "warning", line: lineAt(first.other, first.match.index), quote: first.other.text, expected: null, message: `Här står »${first.match[0]}«, men på rad ${lineAt(sentence, sentence.text.indexOf(none["thing"]!))} »${NONE.exec(sentence.text)![0]}«.`, evidence: [{ line: sentence.line, quote: sentence.text }] }] : [];
  })];
}
