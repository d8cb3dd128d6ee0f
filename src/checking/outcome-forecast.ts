import { absolute, compare, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isNet, tablesBeside, type FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const SUBJECT = String.raw`(?:utfallet|resultatet|bokslutet|nettokostnad(?:en|erna)|årets\s+resultat|helåret)`;
/** "Jämfört med prognosen i delårsrapporten blev utfallet", "utfallet blev … än prognosen". */
const LED = new RegExp(String.raw`(?:jämfört\s+med|i\s+förhållande\s+till|mot)\s+(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]*prognos[a-zà-ÿ]*(?:[^.;,\d]{0,60}?)\s(?:blev|är|var|förbättrades|försämrades)\s+(?:${SUBJECT})\s+(?:[a-zà-ÿ]+\s+)?$`, "iu");
const FOLLOWED = new RegExp(String.raw`(?<![a-zà-ÿ])${SUBJECT}\s+(?:blev|är|var)\s+(?:[a-zà-ÿ]+\s+)?$`, "iu");
const THAN = /^\s*(?<way>bättre|sämre)(?<than>\s+än\s+(?:[a-zà-ÿ]+\s+){0,2}?[a-zà-ÿ]*prognos)?/iu;

interface Net { readonly label: string; readonly outcome: Decimal; readonly forecast: Decimal; readonly table: FigureTable; readonly line: number; readonly quote: string; readonly better: boolean }
/** What a whole committee came to, and what was thought, where its table has one forecast. */
function netOf(table: FigureTable): Net[] {
  const at = (pattern: RegExp): number[] => table.columns.flatMap(({ heading, kind }, column) => (kind === "value" && pattern.test(fold(heading)) ? [column] : []));
  const [forecasts, outcomes] = [at(/prognos/), at(/^utfall|^bokslut/)];
  const latest = outcomes.toSorted((a, b) => Number(table.columns[b]!.year ?? 0) - Number(table.columns[a]!.year ?? 0))[0];
  if (table.unit === null || forecasts.length !== 1 || latest === undefined) return [];
  return table.rows.filter(({ label }) => isNet(label)).flatMap(({ cells, label, line, quote }): Net[] => {
    const [outcome, forecast] = [cells[latest] ?? null, cells[forecasts[0]!] ?? null];
    if (outcome === null || forecast === null) return [];
    // A cost without its minus is better when it is less.
    const isCost = /kostnad/.test(fold(label)) && compare(outcome, "0") > 0;
    return [{ label, outcome, forecast, table, line, quote, better: compare(outcome, forecast) > 0 !== isCost }];
  });
}

/** "Jämfört med prognosen blev utfallet 3,4 mkr sämre", where it is so much better in the table beside. */
export function outcomeForecastFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell || !/prognos/iu.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    const { than, way } = THAN.exec(text.slice(number.end))?.groups ?? {};
    const before = text.slice(0, number.at);
    if (!way || !isMoney(number.unit) || !(LED.test(before) || (than !== undefined && FOLLOWED.test(before)))) return [];
    const beside = tablesBeside(tables, sentence).flatMap(netOf);
    const same = beside.filter(({ forecast, outcome, table }) => meets(inKronor(movedSpan(forecast, outcome), table.unit!), spanOfTold(number)));
    const [first] = same;
    const said = /bättre/iu.test(way);
    if (!first || same.some(({ better }) => better === said)) return [];
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: said ? "sämre" : "bättre", message: `Texten säger ${number.written} ${way}, men »${first.label}« blev ${formatNumber(first.outcome)} mot prognosen ${formatNumber(first.forecast)}: ${formatNumber(absolute(subtract(first.outcome, first.forecast)))} ${first.better ? "bättre" : "sämre"}.`, evidence: [{ line: first.line, quote: first.quote }] }];
  }));
}
