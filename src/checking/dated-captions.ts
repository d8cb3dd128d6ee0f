import { isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";
import { ISO_DAY } from "./written-days.ts";

const [FEWEST_DAYS, LONGEST] = [3, 140];
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d|\s?[–-]\s?\d)/g;
/** What is planned, or goes on, has its days in other years than the one it is called by. */
const AHEAD = /plan|efter|(?:19|20)\d\d års|budget|prognos|inför|avtal|upphandl|till och med|t\.o\.m|sedan|från|pågående|kommande|mandat|uppdrag från|beslut från/iu;
/** "Tillsyn 2023" over a table where all days are in 2024. */
export function datedCaptionFindings({ blocks }: Layout): Finding[] {
  return blocks.flatMap((block, at): Finding[] => {
    const above = blocks[at - 1];
    if (!isTable(block) || !above || isTable(above)) return [];
    const said = [...new Set(above.text.match(YEAR))];
    const days = block.rows.slice(1).flatMap(({ cells }) => cells.map(oneLine).filter((cell) => ISO_DAY.test(cell)));
    const years = new Set(days.map((day) => day.slice(0, 4)));
    const [year] = years;
    if (said.length !== 1 || above.text.length > LONGEST || /[.:]$/u.test(above.text) || AHEAD.test(above.text) || days.length < FEWEST_DAYS || years.size !== 1 || year === said[0]) return [];
    return [{ code: "other-period", severity: "warning", line: above.line, quote: above.text, expected: year!, message: `Rubriken säger ${said[0]}, men alla dagar i tabellen under den är i ${year}.`, evidence: block.rows.slice(1, 4).map(({ cells, line }) => ({ line, quote: quoteOfCells(cells) })) }];
  });
}
