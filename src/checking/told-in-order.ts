import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { dayOf, monthNumber, WRITTEN_DAY } from "./written-days.ts";

const MONTHS = MONTH_NAMES.join("|");

const DECIDED = new RegExp(String.raw`(?<body>\p{L}*(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskottet?|regeringen|riksdagen))\s+(?:har\s+)?(?:beslutade|beslutat|beslöt)(?:\s+(?!den\s)\p{Ll}+){0,3}\s+${WRITTEN_DAY}[^.;]{0,60}?\s(?<what>att\s+(?:\S+\s+){4,}\S+)`, "giu");
/** Asked first: the whole pattern begins with any word. */
const HAS_DECIDED = /beslut|beslöt/iu;
/** So many words of what was decided make it one decision. */
const SAME = 6;
const DECISION_WORDS = (what: string): string => fold(what).split(" ").filter(Boolean).slice(0, SAME).join(" ");
const contentOf = (what: string): string[] => fold(what).split(" ").filter((word) => word.length > 4);
/** Whether all that the shorter of two tells is in the longer: "överenskommelsen" is in "huvudöverenskommelsen". */
function isWithin(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((word) => long.some((other) => other.endsWith(word.slice(-ENDING)) || other.slice(0, ENDING) === word.slice(0, ENDING)));
}
const ENDING = 7;
/** What the same body decides each time anew. */
const EACH_TIME = /ansvarsfrihet|skattesats|taxa|avgift|sammanträdestid|(?<![a-zà-ÿ])(?:välja|utse)|(?<![a-zà-ÿ])(?:godkänna|fastställa|lägga|anta)\s+(?:förslag[a-zà-ÿ]*\s+till\s+)?[a-zà-ÿ]*(?:redovisning|budget|plan|rapport|protokoll|bokslut)[a-zà-ÿ]*/iu;
/** One decision of one body, with the same words, on two days. */
function sameDecision(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.filter(({ inCell, text }) => !inCell && HAS_DECIDED.test(text)).flatMap((sentence) => [...sentence.text.matchAll(DECIDED)].filter(({ groups }) => !EACH_TIME.test(groups!["what"]!)).map((match) => ({ sentence, at: match.index, day: dayOf(match.groups!), what: contentOf(match.groups!["what"]!), key: `${fold(match.groups!["body"]!)} ${DECISION_WORDS(match.groups!["what"]!)}` })));
  return [...Map.groupBy(told, ({ key }) => key).values()].flatMap((same) => same.flatMap((later, at): Finding[] => {
    const before = same.slice(0, at).find(({ day, what }) => day !== later.day && isWithin(what, later.what));
    if (!before || same.slice(0, at).some(({ day }) => day === later.day)) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(later.sentence, later.at), quote: later.sentence.text, expected: before.day, message: `Samma beslut är daterat ${later.day} här och ${before.day} på ett annat ställe.`, evidence: [{ line: before.sentence.line, quote: before.sentence.text }] }];
  }));
}

const TO_SIGN = new RegExp(String.raw`(?<![a-zà-ÿ])(?:beslutade|beslöt)\s+${WRITTEN_DAY}[^.;]{0,80}?\satt\s+(?:teckna|ingå|förlänga|anta|införa|inrätta)`, "iu");
const IN_FORCE = new RegExp(String.raw`(?<![a-zà-ÿ])(?:träd(?:de|er)|trätt)\s[^.;]{0,60}?i\s+kraft\s+${WRITTEN_DAY}`, "giu");
const DATE = new RegExp(WRITTEN_DAY, "giu");
const NEAR = 2;
/** "Beslutade 2018-06-14 att teckna avtal. Avtalet trädde i kraft 2017-03-01": it was in force before it was decided. */
function inForceBefore(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const match = sentence.inCell || !HAS_DECIDED.test(sentence.text) ? null : TO_SIGN.exec(sentence.text);
    if (!match) return [];
    const decided = dayOf(match.groups!);
    return sentences.slice(at, at + NEAR).filter(({ section }) => section.line === sentence.section.line).flatMap((later): Finding[] => {
      const [first] = later.text.matchAll(IN_FORCE);
      // What was before, and what is prolonged, was in force already.
      if (!first || /(?<![a-zà-ÿ])(?:ersatte|ersätter|ursprungliga?|nuvarande|tidigare|befintliga?|upphävs|retroaktivt|gällt)(?![a-zà-ÿ])/iu.test(later.text) || /att\s+förlänga/iu.test(sentence.text)) return [];
      const days = [...later.text.slice(first.index).matchAll(DATE)].map((date) => dayOf(date.groups!));
      const early = days.find((day) => day < decided);
      return early ? [{ code: "dates-turned", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: null, message: `Beslutet är daterat ${decided}, men det som beslutades trädde i kraft ${early}, före.`, evidence: [{ line: later.line, quote: later.text }] }] : [];
    }).slice(0, 1);
  });
}

const MONTH_OF = new RegExp(String.raw`(?<month>${MONTHS})\s+(?<year>(?:19|20)\d\d)`, "giu");
const BEGUN = /(?<![a-zà-ÿ])(?:tillsattes|inleddes|startade[s]?|påbörjades|bildades|beställdes|gavs)(?![a-zà-ÿ])/iu;
const ENDED = /(?<![a-zà-ÿ])(?:presenterade[s]?|överlämnade[s]?|lämnade[s]?|avslutades|slutfördes|slutredovisades|redovisades|blev\s+klar[ta]?)(?![a-zà-ÿ])/iu;
const THING = /(?<![a-zà-ÿ])(?<thing>utredning|projekt|översyn|granskning|kartläggning|uppdrag|försök|upphandling|pilot)(?:en|et)?(?![a-zà-ÿ])/iu;
const monthIn = (text: string): string | null => { const all = [...text.matchAll(MONTH_OF)]; return all.length === 1 ? `${all[0]!.groups!["year"]}-${String(monthNumber(all[0]!.groups!["month"]!)).padStart(2, "0")}` : null; };
/** "I mars 2021 presenterades utredningen. Den tillsattes i april 2021": it begins after it has ended. */
function begunAfter(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const before = sentences[at - 1];
    if (!before || sentence.inCell || before.inCell || before.section.line !== sentence.section.line) return [];
    const [thing, other] = [sentence, before].map(({ text }) => THING.exec(text)?.groups!["thing"]?.toLowerCase());
    const [from, to] = BEGUN.test(sentence.text) && ENDED.test(before.text) ? [sentence, before] : ENDED.test(sentence.text) && BEGUN.test(before.text) ? [before, sentence] : [null, null];
    const [begun, ended] = [from, to].map((one) => (one ? monthIn(one.text) : null));
    if (!thing || thing !== other || [sentence, before].some(({ text }) => /(?<![a-zà-ÿ])(?:ny|nya|nytt|annan|annat|ytterligare|tidigare|andra)(?![a-zà-ÿ])/iu.test(text)) || !begun || !ended || begun <= ended || (ENDED.test(from!.text) && BEGUN.test(from!.text))) return [];
    return [{ code: "dates-turned", severity: "warning", line: from!.line, quote: from!.text, expected: null, message: `Det började ${begun}, men var klart redan ${ended}.`, evidence: [{ line: to!.line, quote: to!.text }] }];
  });
}

const ALL_REVISED = /(?<![a-zà-ÿ])(?:samtliga|alla)(?:\s+(?!har\s|inte\s)\p{Ll}+){0,3}\s+(?:reviderades|har\s+reviderats|beslutades|antogs|uppdaterades|har\s+uppdaterats)\s+(?:under|i|åren)\s+(?<years>(?:19|20)\d\d(?:(?:,\s+|\s+och\s+|\s*[–-]\s*)(?:19|20)\d\d)*)(?!\d)/iu;
const FEWEST_ROWS = 3;
/** "Samtliga reviderades under 2017 och 2018", and in the table that follows one is dated 2016. */
function revisedWithin({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const years = sentence.inCell ? undefined : ALL_REVISED.exec(sentence.text)?.groups!["years"];
    const table = years ? blocks.find((block) => isTable(block) && block.line > sentence.line) : undefined;
    if (!years || !table || !isTable(table) || table.line - sentence.line > 6) return [];
    const named = years.match(/\d{4}/gu)!.map(Number);
    // "Samtliga reviderades" is told of the column "Reviderad", where there are several.
    const verb = fold(/(?:revider|beslut|antog|antag|uppdater)/iu.exec(sentence.text.slice(ALL_REVISED.exec(sentence.text)!.index))?.[0] ?? "").slice(0, 5);
    const column = table.rows[0]!.cells.findIndex((cell) => verb !== "" && fold(oneLine(cell)).startsWith(verb));
    const rows = table.rows.slice(1).flatMap(({ cells, line }) => { const day = (column >= 0 ? [oneLine(cells[column])] : cells.map(oneLine)).find((cell) => /^(?:19|20)\d\d-\d\d-\d\d$/.test(cell)); return day ? [{ day, line, quote: quoteOfCells(cells) }] : []; });
    const outside = rows.filter(({ day }) => Number(day.slice(0, 4)) < Math.min(...named) || Number(day.slice(0, 4)) > Math.max(...named));
    if (rows.length < FEWEST_ROWS || outside.length === 0) return [];
    // Where a year that is named has none, the text names other years than the table.
    const none = named.find((year) => !rows.some(({ day }) => Number(day.slice(0, 4)) === year));
    if (outside.length > 1) return none === undefined ? [] : [{ code: "statements-differ", severity: "warning", line: sentence.line, quote: sentence.text, expected: [...new Set(rows.map(({ day }) => day.slice(0, 4)))].toSorted().join(" och "), message: `Enligt texten är alla från ${years}, men i tabellen är ${outside.length} av ${rows.length} från andra år, och ingen från ${none}.`, evidence: [{ line: outside[0]!.line, quote: outside[0]!.quote }] }];
    return outside.map(({ day, line, quote }): Finding => ({ code: "statements-differ", severity: "warning", line, quote, expected: years, message: `Enligt texten är alla från ${years}, men den här är daterad ${day}.`, evidence: [{ line: sentence.line, quote: sentence.text }] }));
  });
}

const IN_FORCE_FROM = new RegExp(String.raw`(?:${WRITTEN_DAY}\s+(?:började|börjar|trädde|träder)\s|(?:började|börjar|trädde|träder)\s[^.;]{0,60}?${WRITTEN_DAY.replaceAll("(?<", "(?<x")})`, "iu");
/** The act itself is what comes into force: its short name stands right before the verb, right after it, or in brackets after its name. */
const ACRONYM = /(?:började|börjar|trädde|träder)\s+(?:[^.;]*\()?(?<name>L[A-ZÅÄÖ]{1,5})(?![A-Za-zÀ-ÿ])|(?<!för\s)(?<![A-Za-zÀ-ÿ])(?<before>L[A-ZÅÄÖ]{1,5})\)?\s+(?:började|börjar|trädde|träder)/gu;
const ABOUT_FORCE = /(?<![a-zà-ÿ])(?:i\s?kraft|gälla)(?![a-zà-ÿ])/iu;
/** "Den 1 juni 2019 började LTLP att gälla", and elsewhere it was the 1st of July. */
function lawDays(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.flatMap((sentence) => {
    const match = sentence.inCell || !ABOUT_FORCE.test(sentence.text) ? null : IN_FORCE_FROM.exec(sentence.text);
    const names = match === null ? [] : [...new Set([...sentence.text.matchAll(ACRONYM)].map(({ groups }) => (groups!["name"] ?? groups!["before"])!))];
    if (!match || names.length !== 1 || /(?<![a-zà-ÿ])i\s+(?:kommunen|staden)(?![a-zà-ÿ])/iu.test(sentence.text) || [...sentence.text.matchAll(DATE)].length !== 1) return [];
    const { day, iso, month, xday, xiso, xmonth, xyear, year } = match.groups!;
    return [{ sentence, name: names[0]!, day: dayOf({ iso: iso ?? xiso, day: day ?? xday, month: month ?? xmonth, year: year ?? xyear }) }];
  });
  return told.flatMap((later, at): Finding[] => {
    const before = told.slice(0, at).find(({ name }) => name === later.name);
    return !before || before.day === later.day ? [] : [{ code: "statements-differ", severity: "warning", line: later.sentence.line, quote: later.sentence.text, expected: before.day, message: `${later.name} gäller från ${later.day} här, men från ${before.day} på rad ${before.sentence.line}.`, evidence: [{ line: before.sentence.line, quote: before.sentence.text }] }];
  });
}

const SPAN = /(?<name>\p{Lu}\p{Ll}{7,}(?:\s+(?:för|och|om)\s+\p{Ll}{4,}){0,2})\s+(?<from>20\d\d)\s?[–—-]{1,2}\s?(?<to>20\d\d)(?!\d)/gu;
/** "Digitaliseringsstrategi 2019–2024", and elsewhere 2019–2022: what is called by its years has two spans with one end the same. */
function nameSpans(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.filter(({ text }) => /20\d\d\s?[–—-]/u.test(text) && !/förläng|benämns|ersätt|gäller\s+för/iu.test(text)).flatMap((sentence) => [...sentence.text.matchAll(SPAN)].map((match) => ({ sentence, at: match.index, name: fold(match.groups!["name"]!), from: match.groups!["from"]!, to: match.groups!["to"]!, written: match[0] })));
  return [...Map.groupBy(told, ({ name }) => name).values()].flatMap((same): Finding[] => {
    const spans = new Set(same.map(({ from, to }) => `${from} ${to}`));
    const later = same.at(-1)!;
    const before = same.find(({ from, to }) => from !== later.from || to !== later.to);
    if (spans.size !== 2 || !before || before.sentence === later.sentence || !/(?:strategi|plan|program|policy|avtal)/.test(later.name) || (before.from !== later.from) === (before.to !== later.to)) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(later.sentence, later.at), quote: later.sentence.text, expected: before.written, message: `Här står »${later.written}«, men »${before.written}« på rad ${before.sentence.line}.`, evidence: [{ line: before.sentence.line, quote: before.sentence.text }] }];
  });
}

const STEPS = [{ name: "samrådet", pattern: /(?<![a-zà-ÿ])samråd[a-zà-ÿ]*/iu }, { name: "granskningen", pattern: /(?<![a-zà-ÿ])(?:på\s+)?granskning[a-zà-ÿ]*/iu }, { name: "antagandet", pattern: /(?<![a-zà-ÿ])(?:antogs|antagande[a-zà-ÿ]*)/iu }] as const;
const STEP_DAYS = new RegExp(String.raw`${WRITTEN_DAY}|(?<d>\d{1,2})(?:\s+(?<m>${MONTH_NAMES.join("|")}))?\s*[–-]\s*\d{1,2}\s+(?<m2>${MONTH_NAMES.join("|")})\s+(?<y>(?:19|20)\d\d)`, "iu");
const STEPS_NEAR = 8;
/** A plan is consulted of, then shown, then adopted (PBL 5 kap.): the days follow each other. */
function planSteps(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.flatMap((sentence) => {
    const own = sentence.inCell ? [] : STEPS.flatMap(({ name, pattern }, rank) => (pattern.test(sentence.text) ? [{ name, rank }] : []));
    const date = own.length === 1 ? STEP_DAYS.exec(sentence.text)?.groups : undefined;
    if (!date) return [];
    const { d, m, m2, y } = date;
    const day = y ? `${y}-${String(monthNumber((m ?? m2)!)).padStart(2, "0")}-${d!.padStart(2, "0")}` : dayOf(date);
    return [{ ...own[0]!, sentence, day }];
  });
  return told.flatMap((later, at): Finding[] => {
    const before = told.slice(0, at).find(({ day, rank, sentence }) => sentence.section.line === later.sentence.section.line && later.sentence.line - sentence.line <= STEPS_NEAR && ((rank < later.rank && day > later.day) || (rank > later.rank && day < later.day)));
    return before ? [{ code: "dates-turned", severity: "warning", line: lineAt(later.sentence, 0), quote: later.sentence.text, expected: null, message: `${before.name[0]!.toUpperCase()}${before.name.slice(1)} är daterat ${before.day} och ${later.name} ${later.day}; de följer inte på varandra.`, evidence: [{ line: before.sentence.line, quote: before.sentence.text }] }] : [];
  });
}

/** What is told in an order that cannot be, and decisions with two days. */
export const toldInOrderFindings = (sentences: readonly CheckedSentence[], layout: Layout): Finding[] => [...sameDecision(sentences), ...inForceBefore(sentences), ...begunAfter(sentences), ...lawDays(sentences), ...nameSpans(sentences), ...planSteps(sentences), ...revisedWithin(layout, sentences)];
