import type { Child } from "hono/jsx";
import { figureText, type Figure, type SourceRow } from "../figure.ts";

/** How many source rows a figure's address names, and its page shows, at the most. */
export const SHOWN_ROWS = 60;

/** The page that tells where a figure comes from, and of how many rows when it cannot name them all. */
export const sourceHref = (source: readonly SourceRow[]): string => {
  const rows = source.slice(0, SHOWN_ROWS).map(({ table, key, origin }) => `rad=${encodeURIComponent(`${table}:${key}:${origin}`)}`);
  return `/ursprung?${[...rows, ...(source.length > SHOWN_ROWS ? [`av=${source.length}`] : [])].join("&")}`;
};

/** A number that can be clicked for its origin; a dash in words for what is missing. */
export const FigureLink = ({ figure, text, label }: { figure: Figure; text?: string; label?: string }) =>
  figure.value === null
    ? <span class="muted"><span aria-hidden="true">–</span><span class="visually-hidden">saknas</span></span>
    : <a class="figure" href={sourceHref(figure.source)} title="Visa ursprung" aria-label={label ? `${label}: ${text ?? figureText(figure)}` : undefined}>{text ?? figureText(figure)}</a>;

/** Moves a figure in from the right, so that its decimal comma stands under the others'. */
export const gapStyle = (em: number): string | undefined => (em ? `padding-right: calc(0.55rem + ${em}em)` : undefined);

export const TableScroll = ({ label, children }: { label: string; children: Child }) => (
  <div class="table-scroll" role="group" tabindex={0} aria-label={label}>{children}</div>
);

/** A day is not broken over two lines. */
const unbroken = (cell: Child): Child => (typeof cell === "string" && /^\d{4}-\d\d-\d\d$/.test(cell) ? <span class="when">{cell}</span> : cell);
/** A table of words: on narrow screens each row becomes a card, with the column's name before each cell. */
export const WordTable = ({ caption, columns: all, rows: whole, sparse = false, titled = false }: {
  caption: string;
  columns: readonly string[];
  rows: readonly { readonly id?: string; readonly cells: readonly Child[] }[];
  /** Whether its name stands over it, where no heading says it. */
  titled?: boolean;
  /** Whether columns that no row says anything in are left out. */
  sparse?: boolean;
}) => {
  const said = all.map((_, index) => !sparse || index === 0 || whole.some(({ cells }) => ![null, undefined, false, ""].includes(cells[index] as never)));
  const columns = all.filter((_, index) => said[index]);
  const rows = whole.map((row) => ({ ...row, cells: row.cells.filter((_, index) => said[index]) }));
  return <table class="figures stack" role="table">
    <caption class={titled ? undefined : "visually-hidden"}>{caption}</caption>
    <thead role="rowgroup"><tr role="row">{columns.map((column) => <th scope="col" role="columnheader">{column}</th>)}</tr></thead>
    <tbody role="rowgroup">
      {rows.map(({ id, cells }) => (
        <tr role="row" id={id}>
          {cells.map((cell, index) => index === 0 ? <th scope="row" role="rowheader">{unbroken(cell)}</th> : <td role="cell" data-label={columns[index]}>{unbroken(cell)}</td>)}
        </tr>
      ))}
    </tbody>
  </table>;
};

/** Where an object's changes are told: "goal", 12. */
export const historyHref = (kind: string, id: number | string): string => `/historik/${kind}/${id}`;
