import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { lookStyle } from "../documents/html-renderer.tsx";
import type { PdfRenderer } from "../documents/pdf-renderer.ts";
import type { Db } from "../platform/db/database.ts";
import { htmlAnswer } from "../platform/http/html-answer.ts";
import { documentOf, Page, type NavigationItem } from "../platform/ui/page.tsx";
import { loadPublisher } from "./published-document-reads.ts";

export interface PublishedSite {
  /** Reads what is published of all committees, and nothing else is asked of it. */
  db(c: Context): Db;
  readonly pdf: PdfRenderer;
  readonly styleHref: string;
  origin(c: Context): string;
}

const KEPT_SECONDS = 60;

export interface PublishedAnswer { readonly title: string; readonly body: Child; readonly navigation?: readonly NavigationItem[]; readonly status?: 200 | 404; readonly printHead?: string }
/** What the pages that everybody reads have in common: their frame, and how long they are kept. */
export function publishedFrame(site: PublishedSite) {
  /** An answer that browsers and proxies may keep a while, and are sent again only where a sign of it has changed. */
  const kept = (c: Context, body: string | Uint8Array, answer: (headers: Readonly<Record<string, string>>) => Response): Response => {
    const tag = `W/"${createHash("sha256").update(body).digest("hex").slice(0, 24)}"`;
    const headers = { etag: tag, "cache-control": `public, max-age=${KEPT_SECONDS}` };
    return c.req.header("if-none-match") === tag ? c.body(null, 304, headers) : answer(headers);
  };
  const keep = (c: Context, body: string | Uint8Array, mediaType: string, more: Record<string, string> = {}): Response =>
    kept(c, body, (headers) => c.body(body as string | Uint8Array<ArrayBuffer>, 200, { ...headers, ...more, "content-type": mediaType }));
  const html = async (c: Context, { body, navigation = [], status = 200, title, printHead = "" }: PublishedAnswer): Promise<Response> => {
    const { look, name } = await loadPublisher(site.db(c));
    const made = documentOf(
      <Page
        title={`${title} – ${name}`} brand={{ label: name, href: "/publicerat" }} style={lookStyle(look)} navigation={navigation} contents printHead={printHead} islands={[]} styleHref={site.styleHref}
        switcher={<form action="/publicerat/sok" role="search"><label>Sök i publicerade dokument <input name="q" type="search" maxlength={200} /></label><button>Sök</button></form>}
        footer={<>Beslutade dokument. <a href="/publicerat">Alla dokument</a> · <a href="/publicerat/flode.atom">Flöde</a> · <a href="/publicerat/data">Öppna data</a> · <a href="/publicerat/tillganglighet">Tillgänglighet</a></>}
      >{body}</Page>,
    );
    return status === 404 ? htmlAnswer(c, made, 404) : kept(c, made, (headers) => htmlAnswer(c, made, 200, headers));
  };
  return { keep, html };
}
