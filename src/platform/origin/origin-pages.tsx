import type { Context, Hono } from "hono";
import { swedishTime } from "../clock.ts";
import { formatNumber } from "../swedish.ts";
import { guard } from "../http/guard.ts";
import type { PageTools } from "../http/shell.ts";
import { historyHref, SHOWN_ROWS, TableScroll, WordTable } from "../ui/figures.tsx";
import { originText, type DescribedRow } from "./origin.ts";
import { findOrigins } from "./origin-store.ts";

/** Tells in words what a stored row is; wired from the slices that own the tables. */
export type DescribeRow = (c: Context, table: string, key: string) => Promise<DescribedRow | null>;
/** The address of the source text at its place; null when the text is not kept. */
export type SourceTextHref = (c: Context, fileHash: string, place: number | null) => Promise<string | null>;

export interface OriginTools<Scope> {
  readonly describe: DescribeRow;
  readonly sourceText: SourceTextHref;
  scopeOf(c: Context, committeeId: number, year: number): Promise<Scope | null>;
  /** The page of what a row is a part of. */
  pageOf(c: Context, subject: string): Promise<{ readonly path: string; readonly fragment: string; readonly label: string } | null>;
  /** How the document that the figure was read in stands, in sentences. */
  documentWords(c: Context, committeeId: number, year: number, kind: string): Promise<readonly string[]>;
}

/** Where a figure comes from: what it says and means, the rows behind it, who entered them, and what it was the year before. */
export function originPages<Scope>(app: Hono, tools: PageTools<Scope>, { describe, documentWords, pageOf, scopeOf, sourceText }: OriginTools<Scope>): void {
  app.get("/ursprung", guard("read"), async (c) => {
    const rows = (c.req.queries("rad") ?? []).slice(0, SHOWN_ROWS).flatMap((text) => {
      const match = /^([a-z_]+):([^:]+):(\d{1,9})$/.exec(text);
      return match ? [{ table: match[1]!, key: match[2]!, origin: Number(match[3]) }] : [];
    });
    // What is shown is the origin of rows that the reader may see, whatever the address says.
    const described = await Promise.all(rows.map((row) => describe(c, row.table, row.key)));
    const origins = await findOrigins(tools.db(c), described.flatMap((row) => row?.origin ?? []));
    const who = await tools.who(c, [...origins.map(({ actor }) => actor), ...described.flatMap((row) => row?.stored?.actor ?? [])]);
    const shown = await Promise.all(
      described.map(async (row) => {
        const origin = origins.find(({ id }) => id === row?.origin);
        return { described: row, origin, href: origin?.fileHash ? await sourceText(c, origin.fileHash, origin.place) : null };
      }),
    );
    const all = Number(/^\d{1,6}$/.exec(c.req.query("av") ?? "")?.[0] ?? 0);
    const found = shown.filter(({ origin, described }) => described && (origin || described.stored));
    if (!found.length) return tools.notFound(c);
    const own = found.find(({ described }) => described?.committeeId !== undefined && described.year !== undefined)?.described;
    const scope = own ? await scopeOf(c, own.committeeId!, own.year!) : null;
    const kind = /^([a-z0-9-]{1,60})\/(\d{4})$/.exec(c.req.query("dokument") ?? "");
    const told = own && kind ? await documentWords(c, own.committeeId!, Number(kind[2]), kind[1]!) : [];
    const first = found[0]!.described!;
    const page = first.subject ? await pageOf(c, first.subject) : null;
    return tools.page(c, {
      title: "Ursprung",
      active: "",
      body: (
        <>
          <h1>Varifrån kommer uppgiften?</h1>
          {found.length > 1 && <p>Siffran är räknad ur {formatNumber(String(Math.max(all, found.length)))} lagrade värden{all > found.length ? `, varav de första ${found.length} visas` : ""}.</p>}
          {found.length === 1 && (
            <dl class="facts">
              <dt>Värde</dt><dd><strong>{first.value ?? "saknas"}</strong></dd>
              {first.before && <><dt>Motsvarande, {first.before.label}</dt><dd>{first.before.value ?? "saknas"}</dd></>}
              {(first.facts ?? []).map(([name, said]) => <><dt>{name}</dt><dd>{said}</dd></>)}
            </dl>
          )}
          {told.map((sentence) => <p>{sentence}</p>)}
          {page && <p><a href={`${page.path}${page.fragment}`}>{page.label}</a> · <a href={historyHref(...(first.subject!.split(":") as [string, string]))}>Historik</a></p>}
          <TableScroll label="Ursprung">
            <WordTable
              caption="Lagrade värden och deras ursprung"
              columns={["Uppgift", "Värde", "Källa", "Infört av", "Infört"]}
              rows={found.map(({ described, origin, href }) => ({
                cells: described!.stored ? [described!.label, described!.value, <a href={described!.stored.href}>{described!.stored.words}</a>, who(described!.stored.actor), swedishTime(described!.stored.at)] : [
                  described!.label,
                  described!.value,
                  <>
                    {href ? <a href={href}>{originText(origin!)}</a> : originText(origin!)}
                    {origin!.excerpt && <><br /><q class="muted small">{origin!.excerpt.replace(/\t/g, "  ")}</q></>}
                  </>,
                  origin!.reader ? `${origin!.reader}, ${who(origin!.actor)}` : who(origin!.actor),
                  swedishTime(origin!.recordedAt),
                ],
              }))}
            />
          </TableScroll>
        </>
      ),
    }, scope ?? undefined);
  });
}
