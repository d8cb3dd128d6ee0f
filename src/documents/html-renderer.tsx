import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Figure, SourceRow } from "../platform/figure.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { gapStyle } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { figureGaps } from "./table-widths.ts";
import { PLAIN_LOOK, TYPEFACES, type DocumentLook } from "./document-look.ts";
import { enclosureForm, withheldEnclosure, type Enclosure } from "./enclosure.ts";
import { cellText, enclosureSheet, type Block, type Cell, type DocumentModel, type Inline, type TableBlock } from "./document.ts";

/** Where a figure's source is shown; null in a file that leaves the system. */
export type SourceLink = ((source: readonly SourceRow[]) => string) | null;

/** The document's footnotes in the order they are read; a note's number is its place here. */
type Notes = readonly Inline[];

const notesOf = (blocks: readonly Block[]): Notes =>
  blocks
    .flatMap((block) => (block.kind === "paragraph" ? block.inlines : block.kind === "list" ? block.items.flat() : []))
    .filter(({ kind }) => kind === "footnote");

const FigureLink = ({ figure, text, link }: { figure: Figure; text: string; link: SourceLink }) =>
  link && figure.source.length ? <a class="figure" href={link(figure.source)}>{text}</a> : <>{text}</>;

function InlineView({ inline, link, notes }: { inline: Inline; link: SourceLink; notes: Notes }): Child {
  if (inline.kind === "figure") return <FigureLink figure={inline.figure} text={inline.text} link={link} />;
  if (inline.kind === "text" && inline.change) return inline.change === "added" ? <ins>{inline.text}</ins> : <del>{inline.text}</del>;
  if (inline.kind === "text") return inline.strong ? <strong>{inline.text}</strong> : <>{inline.text}</>;
  const number = notes.indexOf(inline) + 1;
  return <sup><a id={`not-${number}-upp`} href={`#not-${number}`} aria-label={`Fotnot ${number}`}>{number}</a></sup>;
}

const CellView = ({ cell, link }: { cell: Cell; link: SourceLink }): Child => {
  if (cell.kind === "figure") return <FigureLink figure={cell.figure} text={cellText(cell)} link={link} />;
  if (cell.kind === "status") return <><StatusMark status={cell.status} />{cell.text && <>. {cell.text}</>}</>;
  return <>{cell.text}</>;
};

const TableView = ({ table, link }: { table: TableBlock; link: SourceLink }) => {
  const gaps = figureGaps(table);
  return <>
    <TableScroll label={table.caption}>
      <table class={table.columns.length > 12 ? "figures monthly" : "figures"}>
        <caption>{table.caption}</caption>
        <thead><tr>{table.columns.map((column) => <th scope="col" class={column.align}>{column.label}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr class={row.total ? "total" : undefined}>
              {row.cells.map((cell, index) => index === 0
                ? <th scope="row"><CellView cell={cell} link={link} /></th>
                : <td class={table.columns[index]!.align} style={gapStyle(gaps[at]![index]!)}><CellView cell={cell} link={link} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
    {table.notes.map((note) => <p class="table-note">{note}</p>)}
  </>;
};

const HEADINGS = { 1: "h2", 2: "h3", 3: "h4" } as const;
const SECTION_HEADINGS = { 1: "h2", 2: "h2", 3: "h3" } as const;

interface BlockSurroundings {
  readonly link: SourceLink;
  readonly notes: Notes;
  readonly headings: typeof HEADINGS | typeof SECTION_HEADINGS;
  /** What follows a table: where it is had as data. */
  readonly after: ((table: TableBlock) => Child) | null;
  /** Where an enclosure is fetched; null in a file that leaves the system. */
  readonly fileOf: ((enclosure: Enclosure) => string) | null;
}
const EnclosureView = ({ enclosure, fileOf }: { enclosure: Enclosure } & Pick<BlockSurroundings, "fileOf">): Child =>
  enclosure.withheld !== undefined ? <>{enclosure.title}. {withheldEnclosure(enclosure.withheld)}</> : (
    <>{fileOf ? <a href={fileOf(enclosure)}>{enclosure.title}</a> : enclosure.title} <span class="muted">({enclosureForm(enclosure)})</span>{fileOf && !enclosure.accessible && <span class="muted small"> Filen är inte gjord tillgänglig för hjälpmedel.</span>}</>
  );
function BlockView({ after, block, fileOf, headings, link, notes }: BlockSurroundings & { block: Block }): Child {
  switch (block.kind) {
    case "heading": {
      const Tag = headings[block.level];
      return <Tag id={block.id} class="threaded">{block.text}</Tag>;
    }
    case "paragraph":
      return <p>{block.inlines.map((inline) => <InlineView inline={inline} link={link} notes={notes} />)}</p>;
    case "list": {
      const items = block.items.map((item) => <li>{item.map((inline) => <InlineView inline={inline} link={link} notes={notes} />)}</li>);
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start === 1 ? undefined : block.start}>{items}</ol>;
    }
    case "status":
      return <p><StatusMark status={block.status} /></p>;
    case "table":
      return <><TableView table={block} link={link} />{after?.(block)}</>;
    case "enclosures":
      return <ol>{block.enclosures.map((enclosure) => <li id={`handling-${enclosure.id}`}><EnclosureView enclosure={enclosure} fileOf={fileOf} /></li>)}</ol>;
    case "enclosure": {
      const Tag = headings[2];
      return <><Tag id={block.id} class="threaded">{block.heading}</Tag><p>{enclosureSheet(block)}</p></>;
    }
    case "chart":
      return <figure class="chart" tabindex={0}>{raw(block.svg)}<figcaption>{block.title}</figcaption></figure>;
  }
}

/** Blocks as they stand on a page, with their footnotes after them. One section on a page of its own has its heading as the page's. */
export function DocumentBlocks({ after = null, blocks, fileOf = null, link, section = false }: { blocks: readonly Block[]; link: SourceLink; section?: boolean } & Partial<Pick<BlockSurroundings, "after" | "fileOf">>) {
  const notes = notesOf(blocks);
  return (
    <>
      {blocks.map((block) => <BlockView block={block} link={link} notes={notes} headings={section ? SECTION_HEADINGS : HEADINGS} after={after} fileOf={fileOf} />)}
      {notes.length > 0 && (
        <section aria-labelledby="fotnoter">
          <h2 id="fotnoter" class="threaded">Fotnoter</h2>
          <ol class="footnotes">
            {notes.map((note, index) => <li id={`not-${index + 1}`}>{note.kind === "footnote" && note.text} <a href={`#not-${index + 1}-upp`} aria-label={`Tillbaka till fotnot ${index + 1}`}>↑</a></li>)}
          </ol>
        </section>
      )}
    </>
  );
}

/** The document as an article for a page or a file: one h1, a table of contents, tables with scoped headings. */
export const DocumentArticle = ({ after = null, fileOf = null, model, link }: { model: DocumentModel; link: SourceLink } & Partial<Pick<BlockSurroundings, "after" | "fileOf">>) => {
  const entries = model.blocks.flatMap((block) => (block.kind === "heading" && block.level === 1 ? [block] : []));
  return (
    <article class="document">
      <header>
        <p class="organisation">{model.organisation}</p>
        <h1>{model.title}</h1>
        <p class="committee">{model.committee}</p>
        {model.diaryNumber && <p>Diarienummer {model.diaryNumber}</p>}
        <p class="muted">{model.status}</p>
      </header>
      <nav class="contents" aria-label="Innehåll">
        <ol>{entries.map((entry) => <li><a href={`#${entry.id}`}>{entry.text}</a></li>)}</ol>
      </nav>
      <DocumentBlocks blocks={model.blocks} link={link} after={after} fileOf={fileOf} />
    </article>
  );
};

/** What a look changes of a style sheet: the colour of headings, and the typeface. */
export const lookStyle = ({ accent, typeface }: DocumentLook): string => `${accent === null ? "" : `h1,h2,h3,h4{color:${accent}}`}${typeface === PLAIN_LOOK.typeface ? "" : `body{font-family:"${TYPEFACES[typeface]}",Georgia,serif}`}`;

/** A file that stands by itself: style inside, nothing fetched. */
export const documentFile = (model: DocumentModel, style: string, look: DocumentLook = PLAIN_LOOK): string => {
  const page = (
    <html lang="sv">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${model.title} – ${model.committee}`}</title>
        <style>{raw(style + lookStyle(look))}</style>
      </head>
      <body class="document-file"><main>{look.logo && <img class="logo" src={`data:image/png;base64,${look.logo.png}`} alt={model.organisation} />}<DocumentArticle model={model} link={null} /></main></body>
    </html>
  );
  return `<!doctype html>${page.toString()}`;
};
