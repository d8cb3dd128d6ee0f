import { absolute, compare, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** What was thought at an earlier point: "prognosen i april", "augustiprognosen", "vad som då förutsågs". */
const EARLIER = /[a-zà-ÿ]*prognos(?:en|ens)?(?![a-zà-ÿ])|(?:förutsågs|beräknades|befarades|bedömdes)/iu;
/** "1,2 mnkr sämre än", after the amount. */
const THAN = /^\s*(?:(?<worse>sämre|(?:högre|större)\s+underskott)|(?<better>bättre|(?:lägre|mindre)\s+underskott))[^.;]{0,40}\sän\s/iu;
const GROWN = /underskott[a-zà-ÿ]*\s+(?:[a-zà-ÿ]+\s+){0,3}?(?:(?<up>ökat|ökade|ökar|vuxit|växte|förvärrats|försämrats)|(?<down>minskat|minskade|minskar|krympt|krympte|förbättrats))\s+med\s+(?:[a-zà-ÿ]+\s+)?$/iu;
/** A column of what was thought or came of it at one point of the year. */
const POINT = /prognos|(?:^| )(?:per )?(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)(?: |$)|^utfall|^bokslut|tertial|delar/;
const ALL = /^(?:namnden|forvaltningen|kommunen) (?:totalt|som helhet)|^(?:hela )?namnden$/;

interface Change { readonly from: Decimal; readonly to: Decimal; readonly table: FigureTable; readonly row: FigureTable["rows"][number] }
/** From each point to each that comes after it, where a table tells how far all is from the budget. */
function changesIn(table: FigureTable): Change[] {
  const at = table.columns.flatMap(({ heading, kind }, column) => (kind !== "percent" && POINT.test(fold(heading)) && !/forandr|skillnad|budget/.test(fold(heading)) ? [column] : []));
  if (table.unit === null || at.length < 2) return [];
  return table.rows.filter(({ label }) => isSum(label) || ALL.test(fold(label))).flatMap((row) => at.flatMap((before, place) => at.slice(place + 1).flatMap((after): Change[] => {
    const [from, to] = [row.cells[before] ?? null, row.cells[after] ?? null];
    // How far it is from the budget, with its sign: what all costs has one too, and is many times as much.
    return from !== null && to !== null && compare(from, "0") < 0 ? [{ from, to, table, row }] : [];
  })));
}

/** "Jämfört med prognosen i april har underskottet minskat med 7,3 mnkr", where it has grown from 24,2 to 31,5. */
export function forecastChangeFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const changes = tables.flatMap(changesIn);
  return changes.length === 0 ? [] : sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }) => (inCell || !EARLIER.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    if (!isMoney(number.unit)) return [];
    const grown = GROWN.exec(text.slice(0, number.at))?.groups;
    const than = grown ?? THAN.exec(text.slice(number.end))?.groups;
    if (!than) return [];
    const better = (than["down"] ?? than["better"]) !== undefined;
    // How far it is from an earlier forecast is told beside its table; how a deficit has grown, anywhere.
    const near = grown ? changes : changes.filter(({ table }) => table.section === section.line);
    const same = near.filter(({ from, table, to }) => meets(inKronor(movedSpan(from, to), table.unit!), spanOfTold(number)));
    const [first] = same;
    if (!first || same.some(({ from, to }) => (compare(to, from) > 0) === better)) return [];
    return [{ code: "told-way", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: better ? "sämre" : "bättre", message: `Texten säger ${number.written} ${better ? "bättre" : "sämre"}, men »${first.row.label}« gick från ${formatNumber(first.from)} till ${formatNumber(first.to)}: ${formatNumber(absolute(subtract(first.to, first.from)))} ${better ? "sämre" : "bättre"}.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  }));
}
