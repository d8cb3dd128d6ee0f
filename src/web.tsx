import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type Context } from "hono";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { compress } from "hono/compress";
import { trimTrailingSlash } from "hono/trailing-slash";
import { secureHeaders } from "hono/secure-headers";
import { describeAssessment } from "./assessment/assessment-reads.ts";
import type { App } from "./app.ts";
import { documentPages } from "./documents/document-pages.tsx";
import { listReports } from "./documents/section-text-reads.ts";
import { describeAmount, yearsWithStatements } from "./finance/statement-reads.ts";
import { statementPages } from "./finance/statement-pages.tsx";
import { goalPages } from "./goals/goal-pages.tsx";
import { describeGoalRow, yearsWithGoals } from "./goals/goal-reads.ts";
import { indicatorPages } from "./indicators/indicator-pages.tsx";
import { describeIndicatorRow } from "./indicators/indicator-reads.ts";
import { controlPlanPages } from "./internal-control/control-plan-pages.tsx";
import { describeRisk } from "./internal-control/control-plan-reads.ts";
import { pageHref, type ScopePage, type Scope } from "./organisation/scope.ts";
import { committeeAt } from "./organisation/committee.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { overviewPages } from "./overview/overview-pages.tsx";
import { today } from "./platform/clock.ts";
import type { PageContent, PageTools } from "./platform/http/shell.ts";
import type { Log } from "./platform/log.ts";
import { originPages } from "./platform/origin/origin-pages.tsx";
import { documentOf, FailureBox, Page } from "./platform/ui/page.tsx";
import { readingPages } from "./reading/reading-pages.tsx";
import { findReadingByHash } from "./reading/reading-reads.ts";
import { apiRoutes } from "./api.ts";

const STATIC = path.join(path.dirname(fileURLToPath(import.meta.url)), "static");
const CHAIN: readonly { page: ScopePage; label: string }[] = [
  { page: "oversikt", label: "Överblick" },
  { page: "mal", label: "Mål" },
  { page: "matt", label: "Mått" },
  { page: "ekonomi", label: "Ekonomi" },
  { page: "intern-kontroll", label: "Intern kontroll" },
  { page: "dokument", label: "Dokument" },
];
const FIRST_YEAR = 1950;
const LAST_YEAR = 2099;
const LAST_PLACE = "rodtrad-plats";
const ACTOR = "webben";

/** The web: every slice's pages in one frame, and the API. */
export function createWeb(app: App, log: Log): Hono {
  const { db } = app.database;
  const web = new Hono();
  // The style sheet's time is part of its address, so that browsers may keep it for good.
  const styleVersion = fs.existsSync(path.join(STATIC, "app.css")) ? Math.round(fs.statSync(path.join(STATIC, "app.css")).mtimeMs).toString(36) : "0";

  const yearsOf = async (committeeId: number): Promise<number[]> => {
    const reports = (await listReports(db, committeeId)).map(({ year }) => year);
    return [...new Set([...(await yearsWithGoals(db, committeeId)), ...(await yearsWithStatements(db, committeeId)), ...reports])].sort((a, b) => b - a);
  };
  const firstScope = async (c: Context): Promise<Scope | null> => {
    const committees = await listCommittees(db);
    const [slug, year] = (c.req.header("cookie")?.match(new RegExp(`${LAST_PLACE}=([^;]+)`))?.[1] ?? "").split("/");
    const kept = committeeAt(committees, slug ?? "");
    const committee = kept ?? committees[0];
    if (!committee) return null;
    const years = await yearsOf(committee.id);
    const found = kept && /^(19|20)\d\d$/.test(year ?? "") ? Number(year) : (years[0] ?? Number(today().slice(0, 4)));
    return { committee: committeeAt(await listCommittees(db, found), committee.slug)!, year: found };
  };

  const tools: PageTools<Scope> = {
    db,
    scope: async (c) => {
      const year = Number(c.req.param("year"));
      if (year < FIRST_YEAR || year > LAST_YEAR) return null;
      const committee = committeeAt(await listCommittees(db, year), c.req.param("committee") ?? "");
      return committee ? { committee, year } : null;
    },
    page: async (c, content: PageContent, given) => {
      const scope = given ?? (await firstScope(c));
      const committees = await listCommittees(db, scope?.year);
      const known = scope ? await yearsOf(scope.committee.id) : [];
      if (given && known.includes(given.year)) c.header("set-cookie", `${LAST_PLACE}=${given.committee.slug}/${given.year}; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000`);
      const years = scope ? [...new Set([...known, scope.year])].sort((a, b) => b - a) : [];
      const switcher = scope && (
        <form action="/byt" method="get">
          <label for="byt-namnd">Nämnd</label>
          <select id="byt-namnd" name="namnd">
            {committees.map((committee) => <option value={committee.slug} selected={committee.id === scope.committee.id}>{committees.some((other) => other.id !== committee.id && other.name === committee.name) ? `${committee.municipality}: ` : ""}{committee.name}{committee.endedOn ? ` (${committee.endedOn > today() ? "upphör" : "upphörde"} ${committee.endedOn})` : ""}{committee.example ? " (exempel)" : ""}</option>)}
          </select>
          <label for="byt-ar">År</label>
          <select id="byt-ar" name="ar">{years.map((year) => <option value={String(year)} selected={year === scope.year}>{year}</option>)}</select>
          <input type="hidden" name="sida" value={CHAIN.some(({ page }) => page === content.active) ? content.active : "oversikt"} />
          <button>Byt</button>
        </form>
      );
      return c.html(
        documentOf(
          <Page
            title={[content.title, given ? `${given.committee.name} ${given.year}` : "Rödtråd"].join(" – ")}
            brand={{ label: scope?.committee.municipality ?? "Rödtråd", href: "/" }}
            switcher={switcher}
            navigation={[
              ...(scope ? CHAIN.map(({ page, label }) => ({ label, href: pageHref(scope, page), current: page === content.active })) : []),
              { label: "Läs in", href: "/las-in", current: content.active === "las-in", apart: true },
            ]}
            footer="Rödtråd. Öppen källkod, EUPL-1.2. En understruken siffra går att klicka på för att se varifrån den kommer."
            printHead={given ? `${given.committee.municipality} · ${given.committee.name} · ${today()}` : ""}
            islands={content.islands ?? []}
            styleHref={`/static/app.css?${styleVersion}`}
          >
            {content.body}
          </Page>,
        ),
        content.status ?? 200,
      );
    },
    notFound: (c) =>
      tools.page(c, {
        title: "Sidan finns inte", active: "", status: 404,
        body: <><h1>Sidan finns inte</h1><p>Adressen leder ingenstans, eller så är uppgiften borttagen. <a href="/">Gå till överblicken</a>.</p></>,
      }),
  };

  web.use(compress());
  web.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", "data:"], styleSrc: ["'self'", "'unsafe-inline'"], objectSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"], formAction: ["'self'"] },
      referrerPolicy: "same-origin",
      strictTransportSecurity: false,
    }),
  );
  web.use(trimTrailingSlash());
  web.use(csrf());
  web.use(async (c, next) => {
    const started = performance.now();
    await next();
    log.debug({ method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(performance.now() - started) }, "request");
  });
  web.use("/static/*", async (c, next) => {
    await next();
    if (c.res.ok) c.header("cache-control", "public, max-age=31536000, immutable");
  });
  web.use("/static/*", serveStatic({ root: path.relative(process.cwd(), STATIC), rewriteRequestPath: (request) => request.replace(/^\/static/, "") }));

  web.route("/api/v1", apiRoutes(db));
  web.get("/", async (c) => {
    const scope = await firstScope(c);
    return c.redirect(scope ? pageHref(scope, "oversikt") : "/las-in");
  });
  web.get("/byt", async (c) => {
    const committee = committeeAt(await listCommittees(db), c.req.query("namnd") ?? "");
    if (!committee) return tools.notFound(c);
    const page = CHAIN.find((item) => item.page === c.req.query("sida"))?.page ?? "oversikt";
    const years = await yearsOf(committee.id);
    const wanted = Number(c.req.query("ar"));
    // The year stays when the other committee has it, else its latest is shown.
    return c.redirect(pageHref({ committee, year: years.includes(wanted) ? wanted : (years[0] ?? wanted) }, page), 303);
  });
  overviewPages(web, tools);
  goalPages(web, tools);
  indicatorPages(web, tools);
  statementPages(web, tools);
  controlPlanPages(web, tools);
  documentPages(web, tools, app.pdf);
  readingPages(web, tools, app.receivers, ACTOR);
  const describers = [describeIndicatorRow, describeAmount, describeGoalRow, describeRisk, describeAssessment];
  originPages(
    web,
    tools,
    async (table, key) => {
      for (const describe of describers) {
        const found = await describe(db, table, key);
        if (found) return found;
      }
      return null;
    },
    async (hash, place) => ((await findReadingByHash(db, hash)) === null ? null : `/kalla/${hash}${place ? `#rad-${place}` : ""}`),
    async (committeeId, year) => {
      const committee = (await listCommittees(db, year)).find(({ id }) => id === committeeId);
      return committee ? { committee, year } : null;
    },
  );
  // Last, so that it takes no address of a page of its own.
  web.get("/:committee/:year{[0-9]{4}}", async (c) => {
    const scope = await tools.scope(c);
    return scope ? c.redirect(pageHref(scope, "oversikt"), 301) : tools.notFound(c);
  });
  web.notFound((c) => tools.notFound(c));
  web.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) {
      return tools.page(c, {
        title: "Inte tillåtet", active: "", status: 403,
        body: <><h1>Inte tillåtet</h1><FailureBox heading="Inget gjordes" message="Begäran kom inte från Rödtråds egen sida. Öppna sidan på nytt och försök igen." /></>,
      });
    }
    log.error({ error: error.message, stack: error.stack, path: c.req.path }, "request failed");
    return tools.page(c, {
      title: "Något gick fel", active: "", status: 500,
      body: <><h1>Något gick fel</h1><FailureBox heading="Sidan kunde inte visas" message="Felet är skrivet till loggen. Inget har sparats; försök igen om en stund." /></>,
    });
  });
  return web;
}
