import type { Context, Hono } from "hono";
import type { Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { showOnce, takeShown } from "../platform/http/show-once.ts";
import type { Db } from "../platform/db/database.ts";
import { tokenHash } from "../platform/auth/token.ts";
import { calendarFeed } from "./calendar-feed-adapter.ts";
import { makeFeed } from "./calendar-feed-commands.ts";
import { feedMadeAt, feedUser, loadFeed } from "./calendar-feed-reads.ts";

export interface FeedParts {
  readonly origin: (c: Context) => string;
  readonly secure: boolean;
  /** The database as the program sees it: who comes with an address has not signed in. */
  readonly db: Db;
  /** The database as a person sees it today; null for one that may not sign in any more. */
  readonly dbFor: (userId: number) => Promise<Db | null>;
}

/** Where a person has their follow-ups in their own calendar program, which cannot sign in: by a secret address. */
export function calendarFeedPages(app: Hono, tools: PageTools<Scope>, { db, dbFor, origin, secure }: FeedParts): void {
  const page = "/kalender";
  app.get(page, guard("own-account"), async (c) => {
    const { userId } = c.get("identity");
    const made = userId === null ? null : await feedMadeAt(db, userId);
    const shown = takeShown(c, page);
    return tools.page(c, {
      title: "Kalender", active: "uppfoljning",
      body: (
        <>
          <h1>Uppföljningarna i din kalender</h1>
          <p>Outlook, Google Kalender och andra kalenderprogram kan prenumerera på årets uppföljningar, med vad du har kvar att göra, och på dagarna i de register som du sköter. Om synpunkter, avvikelser och annat som inte alla får läsa sägs bara att det finns något att se till. Programmet läser en adress som bara du har: den som har adressen ser dina uppgifter, så dela den inte.</p>
          {shown && <div class="notice" role="status"><p>Klistra in adressen där kalenderprogrammet lägger till en kalender från internet. Den visas bara nu.</p><p><code class="token">{`${origin(c)}/kalender/${shown}.ics`}</code></p></div>}
          {made && !shown && <p>Du har en adress sedan {swedishTime(made)}. Har du tappat den gör du en ny; den gamla slutar gälla.</p>}
          <form method="post" class="actions">
            <button class="ds-button" data-variant={made ? "secondary" : "primary"} name="gor" value="ny">{made ? "Gör en ny adress" : "Gör en adress"}</button>
            {made && <button class="ds-button" data-variant="secondary" name="gor" value="bort">Ta bort adressen</button>}
          </form>
        </>
      ),
    });
  });
  app.post(page, guard("own-account"), async (c) => {
    const { userId } = c.get("identity");
    if (userId === null) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const token = await makeFeed(tools.command(c), { userId, remove: form.get("gor") === "bort" });
    return token === null ? c.redirect(page, 303) : showOnce(c, page, token, secure);
  });
  app.get("/kalender/:file{[A-Za-z0-9_-]{43}\\.ics}", guard("sign-in"), async (c) => {
    const userId = await feedUser(db, tokenHash(c.req.param("file").slice(0, -4)));
    const own = userId === null ? null : await dbFor(userId);
    if (userId === null || own === null) return c.text("Adressen gäller inte längre.\n", 404);
    const from = origin(c);
    return c.body(calendarFeed("Rödtråd: uppföljningar", await loadFeed(own, userId, from), new URL(from).host), 200, { "content-type": "text/calendar; charset=utf-8", "cache-control": "private, max-age=900" });
  });
}
