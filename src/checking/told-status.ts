import { fold, isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";

const STATUS = /^(?:status|lage|bedomning)(?: |$)/;
const DONE = /^(?:slutfor[dt]|slutforts|genomfor[dt]|avsluta[dt]|klart?)(?: |$)/;
const NOT_DONE = /^(?:ej|inte) (?:paborja[dt]|startat|slutfor[dt]|genomfor[dt])/;
/** What goes on, or is to come. */
const GOES_ON = /(?<![a-zà-ÿ])(?:pågår|fortsätter|fortgår)\s+(?:[a-zà-ÿ]+\s+){0,3}?(?:året\s+ut|till\s+(?:och\s+med|årsskiftet|nästa|20\d\d)|under\s+(?:hösten|våren|20\d\d)|(?:även|också)\s)|(?<![a-zà-ÿ])(?:är|blev)\s+försena(?:d|t)(?![a-zà-ÿ])|slutrapport(?:en)?\s+(?:läggs\s+fram|lämnas|redovisas|presenteras)(?![a-zà-ÿ])|(?<![a-zà-ÿ])har\s+(?:ännu\s+)?inte\s+(?:kunnat\s+)?(?:slutföra|påbörja|avsluta|genomföra)/iu;
const OVER = /(?<![a-zà-ÿ])(?:är|har)\s+(?:nu\s+)?(?:slutför(?:d|t|ts)|avsluta(?:d|t|ts)|genomför(?:d|t|ts))(?![a-zà-ÿ])/iu;
/** A name of one short word is a name of many things. */
const LONG = 8;

interface KnownStatus { readonly name: string; readonly words: readonly string[]; readonly status: string; readonly done: boolean; readonly line: Place; readonly quote: string }
function statusesIn({ blocks }: Layout): KnownStatus[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const at = heads.findIndex((one, column) => column > 0 && STATUS.test(one));
    const named = heads.findIndex((one) => /^(?:uppdrag|aktivitet|projekt|atgard)(?:et|en|er)?(?: |$)/.test(one));
    if (at < 0 || named < 0 || named === at) return [];
    return rows.flatMap(({ cells, line }): KnownStatus[] => {
      const [name, status] = [oneLine(cells[named]), oneLine(cells[at])];
      const words = tellingWords(name);
      const done = DONE.test(fold(status)) ? true : NOT_DONE.test(fold(status)) ? false : null;
      return done === null || words.length === 0 || (words.length === 1 && words[0]!.length < LONG) || words.length > 6 ? [] : [{ name, words, status, done, line, quote: quoteOfCells(cells) }];
    });
  });
}

/** "Projektet Heltid som norm pågår året ut", where the table of assignments has it as done. */
export function toldStatusFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const known = statusesIn(layout);
  return known.length === 0 ? [] : sentences.flatMap((sentence): Finding[] => {
    const [on, over] = sentence.inCell ? [null, null] : [GOES_ON.exec(sentence.text), OVER.exec(sentence.text)];
    if (!on && !over) return [];
    const words = sentenceWords(sentence.text.slice(0, (on ?? over)!.index));
    const told = known.filter((one) => hasWords(one.words, words) && (one.words.length > 1 || sentence.text.includes(one.name)));
    const [one] = told;
    if (!one || told.length > 1 || (on ? !one.done : one.done) || (on && over)) return [];
    return [{ code: "status-comment", severity: "warning", line: lineAt(sentence, (on ?? over)!.index), quote: sentence.text, expected: one.status, message: `Här ${on ? "är det inte klart" : "är det klart"}, men »${one.name}« har statusen »${one.status}« på rad ${one.line}.`, evidence: [{ line: one.line, quote: one.quote }] }];
  });
}
