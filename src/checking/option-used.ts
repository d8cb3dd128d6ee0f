import { isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const USE = String.raw`(?:ut)?nyttja(?:s|r|t|d|de|des|ts)?`;
/** An option to prolong a contract that is not used. */
const NOT_USED = new RegExp(String.raw`(?<![a-zà-ÿ])(?:inte|ej|avstår?\s+från\s+att)\s+(?:${USE}|förlänga?s?|ta\s+i\s+anspråk)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:${USE}|förlängs)\s+(?:inte|ej)(?![a-zà-ÿ])|(?<![a-zà-ÿ])utan\s+(?:att\s+)?förläng|(?<![a-zà-ÿ])(?:o(?:ut)?nyttjad)(?![a-zà-ÿ])`, "iu");
/** One that is, or has been. */
const USED = new RegExp(String.raw`option[^.;|]{0,90}?(?<![a-zà-ÿ])${USE}(?![a-zà-ÿ])|(?<![a-zà-ÿ])${USE}(?![a-zà-ÿ])[^.;|]{0,40}?option|(?<![a-zà-ÿ])förlängningsavtal(?:et)?\s+(?:undertecknades|har\s+undertecknats|är\s+undertecknat|tecknades)|^(?:\d+\s+(?:månader|år),?\s+)?(?:ut)?nyttjad(?![a-zà-ÿ])`, "iu");
const ABOUT = /option|förläng|(?:ut)?nyttja[ds]/iu;
/** What is asked, may be, is not yet decided, or is of one option among several. */
const OPEN = /(?<![a-zà-ÿ])(?:kan|får|om(?!\s+\d)(?=\s+(?:option|avtal|förläng|den|det|nämnd))|ifall|möjlighet[a-zà-ÿ]*|prövas?|utred[a-zà-ÿ]*|ställning|eventuell[a-zà-ÿ]*|senast|innan|före|första|andra|sista|tredje|ytterligare|tidigare|ena|bör|kunde|skulle|föregående)(?![a-zà-ÿ])|\?/iu;
/** A name: with a capital, and not the first word of a sentence. */
const NAME = /(?<=[A-Za-zÀ-ÿ,:;»"(|]\s)\p{Lu}[a-zà-ÿ]{4,}(?!\s*§)/gu;
const NO_NAME = /^(?:Social|Omsorg|Äldre|Kommun|Nämnd|Avtal|Option|Drift|Förvaltning|Socialnämnd|Omsorgsnämnd|Förläng|Sverige|Nyttja|Utnyttja|Upphandl)[a-zà-ÿ]*$/u;
const namesIn = (text: string): string[] => [...text.matchAll(NAME)].map(([name]) => name.replace(/s$/u, "")).filter((name) => !NO_NAME.test(name));

interface Said { readonly used: boolean; readonly names: readonly string[]; readonly line: Place; readonly quote: string }
/** Whether a text says that an option is used, and where; null where it says neither. */
function said(text: string): { readonly used: boolean; readonly at: number } | null {
  if (!ABOUT.test(text) || OPEN.test(text)) return null;
  const [not, is] = [NOT_USED.exec(text), USED.exec(text)];
  return not ? { used: false, at: not.index } : is ? { used: true, at: is.index } : null;
}

function told({ blocks }: Layout, sentences: readonly CheckedSentence[]): Said[] {
  const rows = blocks.filter(isTable).flatMap(({ rows: all }) => all.flatMap(({ cells, line }): Said[] => {
    const own = cells.map(oneLine).map(said).filter((one) => one !== null);
    return own.length === 1 ? [{ used: own[0]!.used, names: namesIn(`, ${cells.map(oneLine).join(" , ")}`), line, quote: quoteOfCells(cells) }] : [];
  }));
  const prose = sentences.filter(({ inCell }) => !inCell).flatMap((sentence, at): Said[] => {
    const use = said(sentence.text);
    if (use === null) return [];
    // "Återrapportering: Förlängningsavtalet undertecknades": of whom, is told just before.
    const before = sentences[at - 1];
    const own = namesIn(sentence.text);
    const names = own.length || before?.section.line !== sentence.section.line ? own : namesIn(before.text);
    return [{ used: use.used, names, line: lineAt(sentence, use.at), quote: sentence.text }];
  });
  return [...rows, ...prose].filter(({ names }) => names.length > 0);
}

/** "Beslutar att inte nyttja optionen i avtalet med Almliden", where the register of contracts and the proposal have it used. */
export function optionFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const all = told(layout, sentences).toSorted((a, b) => a.line - b.line);
  const linked = all.map((one) => ({ one, same: all.filter((other) => other !== one && other.names.some((name) => one.names.includes(name))) }));
  const found = linked.flatMap(({ one, same }): Finding[] => {
    const [against, beside] = [same.filter(({ used }) => used !== one.used), same.filter(({ used }) => used === one.used)];
    const own = beside.length + 1;
    const [other] = against;
    // The few against the many; of as many, the first.
    if (!other || own > against.length || (own === against.length && one.line > other.line)) return [];
    return [{ code: "statements-differ", severity: "warning", line: one.line, quote: one.quote, expected: other.used ? "optionen utnyttjas" : "optionen utnyttjas inte", message: `Här ${one.used ? "utnyttjas optionen" : "utnyttjas optionen inte"}, men på rad ${other.line} ${other.used ? "utnyttjas den" : "utnyttjas den inte"}: vilket gäller för ${one.names.find((name) => other.names.includes(name))}?`, evidence: against.map(({ line, quote }) => ({ line, quote })) }];
  });
  // What both sides tell is told once.
  return found.filter(({ evidence, line }) => !found.some((other) => other.line < line && evidence.some((one) => one.line === other.line)));
}
