import { fold, isParagraph, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";

const DAY = /^(?:19|20)\d\d-\d\d-\d\d$/;
const KINDS = [
  { name: "slutar", heading: /loper ut|galler (?:till|t o m|tom)|till och med|t o m|slutdatum|avtalsslut|avtalet slutar|upphor|sista dag|giltig(?:t)? till/ },
  { name: "börjar", heading: /galler fran|fran och med|fr o m|startdatum|avtalsstart|avtalet borjar|traeder i kraft|giltig(?:t)? fran/ },
] as const;
interface DatedColumn { readonly heading: string; readonly days: ReadonlyMap<string, { readonly day: string; readonly line: number; readonly quote: string }> }
/** So many columns of days are put beside each other. */
const MOST_COLUMNS = 60;
const [FEWEST_AGREED, LEAST_NAME] = [2, 4];

/** The columns of a table that tell when each of its rows begins or ends; a row's name stands once. */
function datedColumns({ blocks }: Layout, pattern: RegExp): DatedColumn[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => head!.cells.flatMap((cell, at): DatedColumn[] => {
    if (at < 1 || !pattern.test(fold(oneLine(cell)))) return [];
    const dated = rows.flatMap(({ cells, line }) => (DAY.test(oneLine(cells[at])) ? [{ name: fold(oneLine(cells[0])), day: oneLine(cells[at]), line, quote: quoteOfCells(cells) }] : []));
    const once = dated.filter(({ name }) => name.length >= LEAST_NAME && dated.filter((other) => other.name === name).length === 1);
    return once.length ? [{ heading: oneLine(cell), days: new Map(once.map(({ name, ...rest }) => [name, rest])) }] : [];
  }));
}

/** Two tables that tell when the same contracts end: alike for most, and otherwise for one. */
export function agreedDateFindings(layout: Layout): Finding[] {
  return KINDS.flatMap(({ heading: pattern, name: what }) => {
    const columns = datedColumns(layout, pattern).slice(0, MOST_COLUMNS);
    return columns.flatMap((one, at) => columns.slice(at + 1).flatMap((other): Finding[] => {
      const both = [...one.days].flatMap(([name, a]) => { const b = other.days.get(name); return b ? [{ a, b, name }] : []; });
      const wrong = both.filter(({ a, b }) => a.day !== b.day);
      const [first] = wrong;
      if (!first || wrong.length > 1 || both.length - 1 < FEWEST_AGREED) return [];
      return [{ code: "statements-differ", severity: "warning", line: first.b.line, quote: first.b.quote, expected: first.a.day, message: `»${other.heading}« är ${first.b.day} här, men på rad ${first.a.line} ${what} samma avtal ${first.a.day}; de andra raderna stämmer överens.`, evidence: [{ line: first.a.line, quote: first.a.quote }] }];
    }));
  });
}

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
    const days = block.rows.slice(1).flatMap(({ cells }) => cells.map(oneLine).filter((cell) => DAY.test(cell)));
    const years = new Set(days.map((day) => day.slice(0, 4)));
    const [year] = years;
    if (said.length !== 1 || above.text.length > LONGEST || /[.:]$/u.test(above.text) || AHEAD.test(above.text) || days.length < FEWEST_DAYS || years.size !== 1 || year === said[0]) return [];
    return [{ code: "other-period", severity: "warning", line: above.line, quote: above.text, expected: year!, message: `Rubriken säger ${said[0]}, men alla dagar i tabellen under den är i ${year}.`, evidence: block.rows.slice(1, 4).map(({ cells, line }) => ({ line, quote: quoteOfCells(cells) })) }];
  });
}

const [FROM, UNTIL, LENGTH] = [/^(?:fran|fr o m|fran och med|start(?:datum)?|galler fran|avtalsstart)$/, /^(?:till|t o m|till och med|slut(?:datum)?|galler till|galler till och med|avtalsslut)$/, /^(?:avtalstid|tid|langd|avtalsperiod)$/];
/** So many years, where a contract runs from a day to the day before the same of another year. */
function yearsBetween(from: string, until: string): number | null {
  const next = new Date(`${until}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const day = next.toISOString().slice(0, 10);
  return day.slice(4) === from.slice(4) ? Number(day.slice(0, 4)) - Number(from.slice(0, 4)) : null;
}
interface Contract { readonly line: number; readonly quote: string; readonly said: string; readonly between: number; readonly ok: boolean; readonly days: string }
function contractOf(from: string, until: string, said: string, line: number, quote: string): Contract[] {
  const years = /^(\d{1,2})\s+år$/u.exec(said)?.[1];
  const between = DAY.test(from) && DAY.test(until) && from < until ? yearsBetween(from, until) : null;
  return years === undefined || between === null ? [] : [{ line, quote, said, between, ok: String(between) === years, days: `${from}–${until}` }];
}
/** A row that has kept its words and figures only: "Familjerådgivning Samtalsgården AB 2021-09-01 2024-08-31 4 år". */
const IN_LINE = /(?<!\d)(?<from>(?:19|20)\d\d-\d\d-\d\d)\s+(?:[–-]\s+)?(?<until>(?:19|20)\d\d-\d\d-\d\d)\s+(?<said>\d{1,2}\s+år)(?![a-zà-ÿ])/u;
/** "2021-09-01 | 2024-08-31 | 4 år": the days are three years apart, and in the other rows they are as many as is said. */
export function contractLengthFindings({ blocks }: Layout): Finding[] {
  const inTables = blocks.filter(isTable).map(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const [from, until, length] = [FROM, UNTIL, LENGTH].map((pattern) => heads.findIndex((one) => pattern.test(one))) as [number, number, number];
    return from < 0 || until < 0 || length < 0 ? [] : rows.flatMap(({ cells, line }) => contractOf(oneLine(cells[from]), oneLine(cells[until]), oneLine(cells[length]), line, quoteOfCells(cells)));
  });
  const inLines = blocks.filter(isParagraph).map(({ lines }) => lines.flatMap(({ line, text }) => { const { from, said, until } = IN_LINE.exec(text)?.groups ?? {}; return from && until && said ? contractOf(from, until, said, line, text) : []; }));
  return [...inTables, ...inLines].flatMap((contracts): Finding[] => {
    const wrong = contracts.filter(({ ok }) => !ok);
    if (!wrong.length || contracts.length - wrong.length < Math.max(FEWEST_AGREED, wrong.length * 2)) return [];
    return wrong.map(({ between, days, line, quote, said }): Finding => ({ code: "dates-turned", severity: "warning", line, quote, expected: `${between} år`, message: `Avtalstiden sägs vara ${said}, men ${days} är ${between} år; för de andra avtalen stämmer det.`, evidence: contracts.filter(({ ok }) => ok).slice(0, 2).map((one) => ({ line: one.line, quote: one.quote })) }));
  });
}

const NUMBERED = /^(?:nr|nummer|lopnr|lopnummer|arende|arendenr|id)$/;
interface Decision { readonly day: string; readonly line: number; readonly name: string; readonly quote: string }
/** The decisions of all tables of one heading, in those too that go on under "Tidigare rapporterat:" without a heading of their own. */
function numberedDecisions({ blocks }: Layout): Decision[] {
  let heading: { readonly day: number; readonly width: number } | null = null;
  return blocks.filter(isTable).flatMap(({ rows }) => {
    const heads = rows[0]!.cells.map((cell) => fold(oneLine(cell)));
    const day = heads.findIndex((one) => /^(?:besluts ?datum|datum for beslut|beslut)/.test(one));
    if (NUMBERED.test(heads[0] ?? "") && day > 0) heading = { day, width: heads.length };
    else if (!/^\d+$/u.test(heads[0] ?? "") || heads.length !== heading?.width) heading = null;
    const at = heading?.day;
    return at === undefined ? [] : rows.flatMap(({ cells, line }) => (/^\d+$/u.test(oneLine(cells[0])) && DAY.test(oneLine(cells[at])) ? [{ day: oneLine(cells[at]), line, quote: quoteOfCells(cells), name: [0, 1, 2].filter((column) => column !== at).map((column) => fold(oneLine(cells[column]))).join("|") }] : []));
  });
}
/** The same numbered decision in two tables, with another day in one of them; the others have the same. */
export function repeatedRowFindings(layout: Layout): Finding[] {
  const again = [...Map.groupBy(numberedDecisions(layout), ({ name }) => name).values()].filter((rows) => rows.length > 1);
  const wrong = again.filter((rows) => new Set(rows.map(({ day }) => day)).size > 1);
  const [rows] = wrong;
  if (!rows || wrong.length > 1 || again.length - 1 < FEWEST_AGREED) return [];
  const [first, ...others] = rows as [Decision, ...Decision[]];
  const other = others.find(({ day }) => day !== first.day)!;
  return [{ code: "statements-differ", severity: "warning", line: first.line, quote: first.quote, expected: other.day, message: `Beslutet har dagen ${first.day} här och ${other.day} på rad ${other.line}; de andra beslut som står i flera av tabellerna har samma dag.`, evidence: [{ line: other.line, quote: other.quote }] }];
}
