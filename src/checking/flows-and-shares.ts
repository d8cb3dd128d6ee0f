import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { isSum, isWithin, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, spanOf } from "./shown-span.ts";

const BEGINS = /(?:vid|i) (?:arets|periodens|manadens) (?:borjan|ingang)|^ingaende|vid foregaende ars slut|(?:^| )1 januari|vid ingangen/;
const ENDS = /(?:vid|i) (?:arets|periodens|manadens) (?:slut|utgang)|^utgaende|^kvarstaende|(?:^| )(?:30 april|30 juni|31 augusti|31 december)(?: |$)/;
const COMES = /^(?:inledda|nya|inkomna|oppnade|paborjade|tillkomna|tillkommande|beviljade|registrerade|startade)/;
const GOES = /^(?:avslutade|avslutats|upphorda|avgangna|avgaende|aterkallade|avskrivna|stangda|utflyttade|verkstallda|utskrivna|aterta|antagna|avsta|avregistr|avslagna|nekade|avlidna)/;

/** What there was, with what came and without what went, is what there is. */
function flows({ columns, line, rows }: FigureTable): Finding[] {
  const one = (pattern: RegExp): FigureRow[] => rows.filter(({ label }) => pattern.test(fold(label)));
  const moved = one(/^(?:inflyttade|flyttat in|flyttade in)/);
  // "I kö 31 december 2021" and "I kö 31 december 2022": the first is where it begins.
  const both = one(BEGINS).length === 0 ? one(ENDS) : [];
  const yearOf = ({ label }: FigureRow): number => Number(/(?:19|20)\d\d/u.exec(label)?.[0] ?? 0);
  const dated = both.length === 2 && yearOf(both[0]!) > 0 && yearOf(both[1]!) === yearOf(both[0]!) + 1 && fold(both[0]!.label).replace(/\d{4}/u, "") === fold(both[1]!.label).replace(/\d{4}/u, "");
  const [begins, ends] = dated ? [both.slice(0, 1), both.slice(1)] : [one(BEGINS), one(ENDS)];
  // Who moves in leaves a queue, and comes to a house.
  const queue = begins.some(({ label }) => /(?:^| )ko(?: |$)|vantande/.test(fold(label)));
  if (begins.length !== 1 || ends.length !== 1) return [];
  // A row that is neither may be either.
  const [from, to] = [rows.indexOf(begins[0]!), rows.indexOf(ends[0]!)].toSorted((a, b) => a - b) as [number, number];
  // Where nothing stands between them, all of the table is.
  const between = (to - from > 1 ? rows.slice(from, to) : rows).filter((row) => !isWithin(row));
  // What stands after the end tells of how it went, and is in what went.
  const [comes, goes] = [[...one(COMES), ...(queue ? [] : moved)], [...one(GOES), ...(queue ? moved : [])]].map((some) => some.filter((row) => between.includes(row))) as [FigureRow[], FigureRow[]];
  if (!comes.length || !goes.length) return [];
  if (between.some((row) => row !== begins[0] && row !== ends[0] && !comes.includes(row) && !goes.includes(row))) return [];
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    const of = (all: readonly FigureRow[]): (Decimal | null)[] => all.map(({ cells }) => cells[at] ?? null);
    const values = [...of(begins), ...of(comes), ...of(goes), ...of(ends)];
    if (kind !== "value" || values.includes(null)) return [];
    const all = (part: readonly FigureRow[]): Decimal => sum(of(part) as Decimal[]);
    // What went may be told with its minus.
    const right = subtract(sum([all(begins), all(comes)]), absolute(all(goes)));
    const printed = all(ends);
    if (compare(right, printed) === 0) return [];
    return [{
      code: "flow-stock", severity: "warning", line: ends[0]!.line, quote: ends[0]!.quote, expected: formatNumber(right),
      message: `»${ends[0]!.label}« är ${formatNumber(printed)} i kolumnen »${heading}«, men ${formatNumber(all(begins))} + ${formatNumber(all(comes))} − ${formatNumber(absolute(all(goes)))} är ${formatNumber(right)}.`,
      evidence: [...begins, ...comes, ...goes].map(({ line: place, quote }) => ({ line: place, quote })).concat({ line, quote: heading }),
    }];
  });
}

/** What a year ends with, the next begins with: rows of columns that are years. */
function carriedOver({ columns, line, rows }: FigureTable): Finding[] {
  const opening = rows.find(({ label }) => fold(label).startsWith("ingaende"));
  const closing = rows.find(({ label }) => fold(label).startsWith("utgaende"));
  if (!opening || !closing) return [];
  const pairs = columns.slice(1).flatMap(({ year }, before) => {
    const [out, into] = [closing.cells[before] ?? null, opening.cells[before + 1] ?? null];
    return out !== null && into !== null && year !== null && columns[before]!.year !== null && Number(year) === Number(columns[before]!.year) + 1 ? [{ at: before + 1, out, into, right: compare(out, into) === 0 }] : [];
  });
  const wrong = pairs.filter(({ right }) => !right);
  if (!wrong.length || wrong.length > pairs.length / 2) return [];
  return wrong.map(({ at, into, out }): Finding => ({ code: "flow-stock", severity: "error", line: opening.line, quote: opening.quote, expected: formatNumber(out), message: `»${opening.label}« ${columns[at]!.heading} är ${formatNumber(into)}, men »${closing.label}« ${columns[at - 1]!.heading} är ${formatNumber(out)}.`, evidence: [{ line: closing.line, quote: closing.quote }, { line, quote: columns.map(({ heading }) => heading).join(" | ") }] }));
}

/** "Ingående antal", what came with plus and went with minus, "Utgående antal". */
function signedFlows({ columns, line, rows }: FigureTable): Finding[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || rows.length < 4 || !fold(first.label).startsWith("ingaende") || !fold(last.label).startsWith("utgaende")) return [];
  const told = columns.flatMap(({ heading, kind }, at) => {
    const values = rows.map(({ cells }) => cells[at] ?? null);
    if (kind !== "value" || values.includes(null)) return [];
    const right = sum(values.slice(0, -1) as Decimal[]);
    return [{ heading, right, printed: values.at(-1)!, signed: values.some((value) => compare(value!, "0") < 0), ok: meets(addSpans((values.slice(0, -1) as Decimal[]).map((value) => spanOf(value))), spanOf(values.at(-1)!)) }];
  });
  const wrong = told.filter(({ ok }) => !ok);
  if (!wrong.length || wrong.length >= told.length || !told.some(({ signed }) => signed)) return [];
  return wrong.map(({ heading, printed, right }): Finding => ({ code: "flow-stock", severity: "error", line: last.line, quote: last.quote, expected: formatNumber(right), message: `»${last.label}« är ${formatNumber(printed)} i kolumnen »${heading}«, men »${first.label}« med raderna däremellan är ${formatNumber(right)}; i den andra kolumnen går det ihop.`, evidence: [{ line, quote: heading }, ...rows.slice(0, -1).map((row) => ({ line: row.line, quote: row.quote }))] }));
}

/** The same with a row for each year: what one ends with, the next begins with. */
function carriedRows({ columns, line, rows }: FigureTable): Finding[] {
  const [opening, closing] = [BEGINS, ENDS].map((pattern) => columns.flatMap(({ heading, kind }, at) => (kind === "value" && pattern.test(fold(heading)) ? [at] : []))) as [number[], number[]];
  if (opening.length !== 1 || closing.length !== 1) return [];
  const pairs = rows.slice(1).flatMap((row, before) => {
    const [year, last] = [row, rows[before]!].map(({ label }) => /^((?:19|20)\d\d)$/.exec(label.trim())?.[1]);
    const [into, out] = [row.cells[opening[0]!] ?? null, rows[before]!.cells[closing[0]!] ?? null];
    return year && last && Number(year) === Number(last) + 1 && into !== null && out !== null ? [{ row, from: rows[before]!, into, out, ok: compare(into, out) === 0 }] : [];
  });
  const wrong = pairs.filter(({ ok }) => !ok);
  if (!wrong.length || wrong.length > pairs.length / 2) return [];
  return wrong.map(({ from, into, out, row }): Finding => ({ code: "flow-stock", severity: "error", line: row.line, quote: row.quote, expected: formatNumber(out), message: `»${columns[opening[0]!]!.heading}« ${row.label} är ${formatNumber(into)}, men »${columns[closing[0]!]!.heading}« ${from.label} är ${formatNumber(out)}.`, evidence: [{ line: from.line, quote: from.quote }, { line, quote: columns.map(({ heading }) => heading).join(" | ") }] }));
}

const ordinalOf = (heading: string): number | null => { const match = /^(?:kvartal|tertial|kv|q|t)\s*([1-4])$/.exec(fold(heading)); return match ? Number(match[1]) : null; };
/** What a quarter ends with, the next begins with. */
function carriedQuarters({ columns, line, rows }: FigureTable): Finding[] {
  const one = (pattern: RegExp): FigureRow | undefined => { const found = rows.filter(({ label }) => pattern.test(fold(label))); return found.length === 1 ? found[0] : undefined; };
  const [opening, closing] = [one(/^(?:ingaende|vid \S+ borjan)/), one(/^(?:utgaende|vid \S+ slut)/)];
  if (!opening || !closing) return [];
  return columns.flatMap(({ heading }, at): Finding[] => {
    const [now, before] = [ordinalOf(heading), at > 0 ? ordinalOf(columns[at - 1]!.heading) : null];
    const [out, into] = [closing.cells[at - 1] ?? null, opening.cells[at] ?? null];
    if (now === null || before === null || now !== before + 1 || out === null || into === null || compare(out, into) === 0) return [];
    return [{ code: "flow-stock", severity: "error", line: closing.line, quote: closing.quote, expected: formatNumber(into), message: `»${closing.label}« ${columns[at - 1]!.heading} är ${formatNumber(out)}, men »${opening.label}« ${heading} är ${formatNumber(into)}.`, evidence: [{ line: opening.line, quote: opening.quote }, { line, quote: columns.map((column) => column.heading).join(" | ") }] }];
  });
}

/** "Budgetram 2024", what is added and taken, "Budgetram 2025": from one year's to the next. */
const ODDS = "0.05";
function bridges({ columns, line, rows }: FigureTable): Finding[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || rows.length < 5 || columns.length !== 1) return [];
  const [from, to] = [first, last].map(({ label }) => /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(label)?.[0]);
  const [began, became] = [first.label.replace(from ?? "", ""), last.label.replace(to ?? "", "")].map(fold) as [string, string];
  // "Ram 2024 efter tilläggsanslag" becomes "Ram 2025".
  if (!from || !to || Number(to) !== Number(from) + 1 || (began !== became && !began.startsWith(`${became} `))) return [];
  const values = rows.map(({ cells }) => cells[0] ?? null);
  if (values.includes(null)) return [];
  const parts = values.slice(0, -1) as Decimal[];
  const [printed, right] = [values.at(-1)!, sum(parts)];
  // What lies farther off is no sum of these.
  if (isZero(right) || meets(addSpans(parts.map((part) => spanOf(part))), spanOf(printed)) || compare(absolute(divide(subtract(printed, right), right)), ODDS) > 0) return [];
  return [{ code: "flow-stock", severity: "error", line: last.line, quote: last.quote, expected: formatNumber(right), message: `»${last.label}« är ${formatNumber(printed)}, men »${first.label}« med posterna däremellan är ${formatNumber(right)}.`, evidence: [{ line, quote: columns[0]!.heading }, ...rows.slice(0, -1).map((row) => ({ line: row.line, quote: row.quote }))] }];
}

const COMES_COLUMN = /^(?:nya|nytillkomna|nyanslutna|anslutna|inkomna|inledda|tillkom|oppnade|paborjade|beviljade)/;
const GOES_COLUMN = /^(?:avford|avregistr|borttag|strukna|utgatt|upphor|avslut|aterkall|avgang|stangda|avskriv|verkstallda)/;
/** What the year adds, with its sign; what it takes away may stand without one. */
const ADDS = /forandring|resultat|avsatt|avsattning|okning|upplaning|tillkom|tillskott|nyteckn/;
const TAKES = /amorter|utbetal|uttag|minsk|avga|aterbetal|losen|anvand|upplos|avskriv|forbruk|ianspraktag/;
const [BEGINS_COLUMN, ENDS_COLUMN] = [/^(?:ingaende|vid (?:arets|periodens) borjan)/, /^(?:utgaende|vid (?:arets|periodens) (?:slut|utgang))/];
/** What a debt or a reserve is, what the year adds to it, and what it is then: a row that takes away what it should add, or the other way about. */
function turnedFlows({ columns, line, rows }: FigureTable): Finding[] {
  const said = (what: string, from: Decimal, by: Decimal, to: Decimal, row: FigureRow, evidence: Finding["evidence"]): Finding => ({ code: "flow-stock", severity: "error", line: row.line, quote: row.quote, expected: formatNumber(sum([from, by])), message: `${what} är ${formatNumber(to)}, men ${formatNumber(from)} och ${formatNumber(by)} är ${formatNumber(sum([from, by]))}: är tecknet vänt?`, evidence });
  const turned = (from: Decimal, by: Decimal, to: Decimal): boolean => !meets(addSpans([spanOf(from), spanOf(by)]), spanOf(to)) && !isZero(by) && meets(addSpans([spanOf(from), spanOf(subtract("0", by))]), spanOf(to));
  const [begins, ends] = [BEGINS_COLUMN, ENDS_COLUMN].map((pattern) => columns.findIndex(({ heading }) => pattern.test(fold(heading))));
  const adds = (name: string): boolean => ADDS.test(fold(name)) && !TAKES.test(fold(name));
  const across = begins! >= 0 && ends === begins! + 2 && adds(columns[begins! + 1]!.heading) ? rows.flatMap((row): Finding[] => {
    const [from, by, to] = [begins!, begins! + 1, begins! + 2].map((at) => row.cells[at] ?? null);
    return from && by && to && turned(from, by, to) && !TAKES.test(fold(row.label)) ? [said(`»${columns[ends!]!.heading}« för ${row.label}`, from, by, to, row, [{ line, quote: columns.map(({ heading }) => heading).join(" | ") }])] : [];
  }) : [];
  const [first, middle, last] = rows;
  const down = first && middle && last && rows.length === 3 && adds(middle.label) && BEGINS.test(fold(first.label)) && ENDS.test(fold(last.label)) ? columns.flatMap((_, at): Finding[] => {
    const [from, by, to] = [first, middle, last].map(({ cells }) => cells[at] ?? null);
    return from && by && to && turned(from, by, to) ? [said(`»${last.label}«`, from, by, to, last, [first, middle].map(({ line: place, quote }) => ({ line: place, quote })))] : [];
  }) : [];
  // Where all are so, that is how they are written.
  return [...(across.length > 1 && across.length === rows.length ? [] : across), ...(down.length > 1 && down.length === columns.length ? [] : down)];
}
/** The same with a column for each: stock, what came, what went, stock. */
function columnFlows({ columns, line, rows }: FigureTable): Finding[] {
  const at = (pattern: RegExp): number[] => columns.flatMap(({ heading, kind }, index) => (kind === "value" && pattern.test(fold(heading)) ? [index] : []));
  const [comes, goes] = [at(COMES_COLUMN), at(GOES_COLUMN)];
  const stocks = columns.flatMap(({ heading, kind }, index) => (kind === "value" && !comes.includes(index) && !goes.includes(index) && !isWithin({ label: heading }) ? [index] : []));
  if (comes.length !== 1 || goes.length === 0 || stocks.length !== 2) return [];
  const [before, after] = stocks as [number, number];
  const told = rows.flatMap((row) => {
    const values = [before, comes[0]!, after, ...goes].map((index) => row.cells[index] ?? null);
    if (values.includes(null)) return [];
    const [from, plus, to, ...gone] = values as [Decimal, Decimal, Decimal, ...Decimal[]];
    const minus = sum(gone);
    const right = subtract(sum([from, plus]), minus);
    return [{ row, right, to, ok: compare(right, to) === 0, words: `${formatNumber(from)} + ${formatNumber(plus)} − ${formatNumber(minus)}` }];
  });
  const wrong = told.filter(({ ok }) => !ok);
  if (!wrong.length || told.length - wrong.length < 2 || wrong.length * 2 > told.length) return [];
  return wrong.map(({ right, row, to, words }): Finding => ({ code: "flow-stock", severity: "error", line: row.line, quote: row.quote, expected: formatNumber(right), message: `»${columns[after]!.heading}« för ${row.label} är ${formatNumber(to)}, men ${words} är ${formatNumber(right)}.`, evidence: [{ line, quote: columns.map(({ heading }) => heading).join(" | ") }] }));
}

const MOST_MIDDLE = 5;
/** The same where no word tells what comes and what goes: the one way to add and take away that most rows agree on. */
function foundFlows({ columns, line, rows }: FigureTable): Finding[] {
  const values = columns.flatMap(({ kind }, at) => (kind === "value" ? [at] : []));
  const [from, to] = [BEGINS, ENDS].map((pattern) => values.findIndex((at) => pattern.test(fold(columns[at]!.heading)))) as [number, number];
  const middle = values.slice(from + 1, to).filter((at) => !isWithin({ label: columns[at]!.heading }));
  if (from < 0 || to < from + 3 || middle.length > MOST_MIDDLE) return [];
  const full = rows.filter(({ cells, label }) => !isSum(label) && [values[from]!, ...middle, values[to]!].every((at) => cells[at] !== null && cells[at] !== undefined));
  const ways = Array.from({ length: 2 ** middle.length }, (_, way) => middle.map((at, place) => ({ at, minus: ((way >> place) & 1) === 1 })));
  const judged = ways.map((way) => ({ way, told: full.map((row) => { const right = sum([row.cells[values[from]!]!, ...way.map(({ at, minus }) => (minus ? subtract("0", row.cells[at]!) : row.cells[at]!))]); return { row, right, ok: compare(right, row.cells[values[to]!]!) === 0 }; }) }))
    .map((one) => ({ ...one, right: one.told.filter(({ ok }) => ok).length })).toSorted((a, b) => b.right - a.right);
  const [best, next] = judged;
  if (!best || !next || best.right === next.right || best.right < 2 || best.right === full.length || (full.length - best.right) * 2 > best.right) return [];
  return best.told.filter(({ ok }) => !ok).map(({ right, row }): Finding => ({ code: "flow-stock", severity: "error", line: row.line, quote: row.quote, expected: formatNumber(right), message: `»${columns[values[to]!]!.heading}« för ${row.label} är ${formatNumber(row.cells[values[to]!]!)}, men ${formatNumber(row.cells[values[from]!]!)}${best.way.map(({ at, minus }) => ` ${minus ? "−" : "+"} ${formatNumber(row.cells[at]!)}`).join("")} är ${formatNumber(right)}; så räknas de andra raderna.`, evidence: [{ line, quote: columns.map(({ heading }) => heading).join(" | ") }] }));
}

/** Answers that are all there are: their shares are a hundred together, or nearly. */
function wholeShares({ columns, line, rows }: FigureTable): Finding[] {
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    if (kind !== "percent" || !/andel|procent|%/i.test(heading) || columns.filter((one) => one.kind === "value").length > 0) return [];
    const cells = rows.flatMap(({ cells: own, label }) => (isSum(label) || own[at] === null || own[at] === undefined ? [] : [own[at]!]));
    const all = sum(cells);
    const slack = cells.length / 2;
    if (cells.length < 4 || cells.length !== rows.length || compare(all, "90") < 0 || compare(all, "110") > 0 || Math.abs(Number(all) - 100) <= slack) return [];
    return [{ code: "share-of-total", severity: "warning", line, quote: rows.map(({ quote }) => quote).join("; ").slice(0, 300), expected: "100 %", message: `Andelarna under »${heading}« är tillsammans ${formatNumber(all)} %.`, evidence: rows.map(({ line: place, quote }) => ({ line: place, quote })) }];
  });
}

/** A column of shares that is one column of another, row by row: what was done of what was to be done. */
function ratios({ columns, line, rows }: FigureTable): Finding[] {
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    if (kind !== "percent") return [];
    const values = columns.flatMap((column, index) => (column.kind === "value" ? [index] : []));
    const judged = values.flatMap((part) => values.filter((whole) => whole !== part).map((whole) => {
      const told = rows.flatMap((row) => {
        const [share, a, b] = [row.cells[at] ?? null, row.cells[part] ?? null, row.cells[whole] ?? null];
        if (share === null || a === null || b === null || isZero(b)) return [];
        const right = divide(multiply(absolute(a), "100"), absolute(b));
        return [{ row, right, ok: meets(spanOf(absolute(share)), { low: right, high: right }), share }];
      });
      return { part, whole, told, wrong: told.filter(({ ok }) => !ok), right: told.filter(({ ok, right }) => ok && compare(right, "100") !== 0).length };
    })).toSorted((a, b) => b.right - a.right)[0];
    if (!judged || judged.right < 3 || judged.wrong.length === 0 || judged.right < judged.wrong.length * 3) return [];
    return judged.wrong.map(({ right, row, share }): Finding => {
      const expected = `${formatNumber(round(right, Math.max(1, scale(share))))} %`;
      return { code: "share-of-total", severity: "error", line: row.line, quote: row.quote, expected, message: `»${heading}« för ${row.label} är ${formatNumber(share)} %, men ${formatNumber(row.cells[judged.part]!)} av ${formatNumber(row.cells[judged.whole]!)} är ${expected}; så räknas de andra raderna.`, evidence: [{ line, quote: heading }] };
    });
  });
}

const PER = /(?<![A-Za-zÀ-ÿ])per(?![A-Za-zÀ-ÿ])/u;
/** A column that is one column for each of another: falls per place, visits per evening. */
function quotients({ columns, line, rows }: FigureTable): Finding[] {
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    if (kind !== "value" || !PER.test(fold(heading))) return [];
    const values = columns.flatMap((column, index) => (column.kind === "value" && index !== at && !PER.test(fold(column.heading)) ? [index] : []));
    const judged = values.flatMap((part) => values.filter((each) => each !== part).map((each) => {
      const told = rows.flatMap((row) => {
        const [printed, a, b] = [row.cells[at] ?? null, row.cells[part] ?? null, row.cells[each] ?? null];
        if (printed === null || a === null || b === null || isZero(b)) return [];
        const right = divide(a, b);
        return [{ row, right, printed, ok: meets(spanOf(printed), { low: right, high: right }) }];
      });
      return { part, each, told, wrong: told.filter(({ ok }) => !ok), right: told.filter(({ ok }) => ok).length };
    })).toSorted((a, b) => b.right - a.right)[0];
    if (!judged || judged.right < 2 || judged.right < judged.wrong.length * 2) return [];
    return judged.wrong.map(({ printed, right, row }): Finding => {
      const expected = formatNumber(round(right, Math.max(1, scale(printed))));
      return { code: "share-of-total", severity: "error", line: row.line, quote: row.quote, expected, message: `»${heading}« för ${row.label} är ${formatNumber(printed)}, men ${formatNumber(row.cells[judged.part]!)} / ${formatNumber(row.cells[judged.each]!)} är ${expected}; så räknas de andra raderna.`, evidence: [{ line, quote: heading }] };
    });
  });
}

const SHARE = /andel|% av|procent av|fordelning/;
/** A column of shares: each row's part of the total, of the column that most rows say. */
function shares({ columns, line, rows }: FigureTable): Finding[] {
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    if (kind !== "percent" || !SHARE.test(fold(heading))) return [];
    const total = rows.find(({ cells, label }) => isSum(label) && cells[at] !== null && compare(absolute(cells[at]!), "100") === 0);
    if (!total) return [];
    const judged = columns.flatMap(({ kind: other }, of) => {
      const whole = total.cells[of] ?? null;
      if (other !== "value" || whole === null || isZero(whole)) return [];
      const told = rows.filter((row) => row !== total && row.cells[at] !== null && row.cells[of] !== null && row.cells[at] !== undefined && row.cells[of] !== undefined).map((row) => {
        const right = divide(multiply(row.cells[of]!, "100"), whole);
        return { row, right, ok: meets(spanOf(row.cells[at]!), { low: right, high: right }) };
      });
      return [{ of, told, wrong: told.filter(({ ok }) => !ok), right: told.filter(({ ok }) => ok).length }];
    }).toSorted((a, b) => b.right - a.right)[0];
    if (!judged || judged.right < 2 || judged.right < judged.wrong.length * 2) return [];
    return judged.wrong.map(({ right, row }): Finding => {
      const expected = `${formatNumber(round(right, Math.max(1, scale(row.cells[at]!))))} %`;
      return { code: "share-of-total", severity: "error", line: row.line, quote: row.quote, expected, message: `»${heading}« för ${row.label} är ${formatNumber(row.cells[at]!)} %, men ${formatNumber(row.cells[judged.of]!)} av ${formatNumber(total.cells[judged.of]!)} är ${expected}.`, evidence: [{ line, quote: heading }, { line: total.line, quote: total.quote }] };
    });
  });
}

/** Stocks against their flows, and shares against the total that they are of. */
export const flowAndShareFindings = (tables: readonly FigureTable[]): Finding[] => tables.flatMap((table) => { const byColumn = columnFlows(table); return [...flows(table), ...byColumn, ...(byColumn.length ? [] : foundFlows(table)), ...turnedFlows(table), ...carriedOver(table), ...carriedRows(table), ...carriedQuarters(table), ...signedFlows(table), ...bridges(table), ...shares(table), ...wholeShares(table), ...ratios(table), ...quotients(table)]; });
