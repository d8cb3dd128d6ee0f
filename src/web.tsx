import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type Context } from "hono";
import type { Child } from "hono/jsx";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { compress } from "hono/compress";
import { trimTrailingSlash } from "hono/trailing-slash";
import { secureHeaders } from "hono/secure-headers";
import { apiRoutes } from "./api.ts";
import { readAsEverybody, readCopies } from "./copies.ts";
import type { App } from "./app.ts";
import { assessPages } from "./assessment/assess-pages.tsx";
import { describeAssessment } from "./assessment/assessment-reads.ts";
import { pageOfSubject } from "./subject-page.ts";
import { checkAudit, requestAuditCheck } from "./audit/audit-commands.ts";
import { auditPages } from "./audit/audit-pages.tsx";
import type { Config } from "./config.ts";
import { documentPages } from "./documents/document-pages.tsx";
import { meetingFilePages } from "./documents/meeting-file-pages.tsx";
import { documentLookPages } from "./documents/document-look-pages.tsx";
import { documentCheckPages } from "./documents/document-check-pages.tsx";
import { documentStepPages } from "./documents/document-step-pages.tsx";
import { describeAmount } from "./finance/statement-reads.ts";
import { consolidatedPages } from "./finance/consolidated-pages.tsx";
import { describeRegisterOfMoney } from "./finance/register-description-reads.ts";
import { describeInspectionRow } from "./inspections/inspection-description-reads.ts";
import { describeToldCount } from "./quality/told-description-reads.ts";
import { describeTimedCount } from "./quality/timed-count-description-reads.ts";
import { describeEconomy } from "./finance/economy-statement-reads.ts";
import { economyPages } from "./finance/economy-pages.tsx";
import { forecastAccuracyPages } from "./finance/forecast-accuracy-pages.tsx";
import { variancePages } from "./finance/variance-pages.tsx";
import { volumePricePages } from "./finance/volume-price-pages.tsx";
import { sectionCommentPages } from "./documents/section-comment-pages.tsx";
import { sectionEditPages } from "./documents/section-edit-pages.tsx";
import { sectionListPages } from "./documents/section-list-pages.tsx";
import { templatePages } from "./documents/template-pages.tsx";
import { comparisonPages } from "./comparison/comparison-pages.tsx";
import { createFrame } from "./frame.tsx";
import { calendarFeedPages } from "./follow-up/calendar-feed-pages.tsx";
import { followUpPages } from "./follow-up/follow-up-pages.tsx";
import { findAssessedActivity, findAssessedAssignment, findAssessedGoal } from "./goals/goal-assess-reads.ts";
import { goalItemPages } from "./goals/goal-item-pages.tsx";
import { steeringModelPages } from "./goals/steering-model-pages.tsx";
import { goalEditPages } from "./goals/goal-edit-pages.tsx";
import { goalEvidencePages } from "./goals/goal-evidence-pages.tsx";
import { goalPages } from "./goals/goal-pages.tsx";
import { describeGoalRow, listGoals } from "./goals/goal-reads.ts";
import { addressOf, dropSessionCookie, identify, isLocal, isOwnHost, isSecure, keepSessionCookie, originOf } from "./identity.ts";
import { AUDIT_CHECK, noticeSender, reminderSender } from "./jobs.ts";
import { indicatorDefinitionPages } from "./indicators/indicator-definition-pages.tsx";
import { plausibilityPages } from "./indicators/plausibility-pages.tsx";
import { valueImportPages } from "./indicators/value-import-pages.tsx";
import { indicatorMultiplesPages } from "./indicators/indicator-multiples-pages.tsx";
import { valueYearPages } from "./indicators/value-year-pages.tsx";
import { valueGridPages } from "./indicators/value-grid-pages.tsx";
import { indicatorRegisterPages } from "./indicators/indicator-register-pages.tsx";
import { indicatorEditPages } from "./indicators/indicator-edit-pages.tsx";
import { indicatorPages } from "./indicators/indicator-pages.tsx";
import { describeIndicatorRow } from "./indicators/indicator-reads.ts";
import { findControlsOfGoal } from "./internal-control/control-goal-reads.ts";
import { findAssessedCheck } from "./internal-control/control-assess-reads.ts";
import { controlActionPages } from "./internal-control/control-action-pages.tsx";
import { controlCheckPages } from "./internal-control/control-check-pages.tsx";
import { controlPlanEditPages } from "./internal-control/control-plan-edit-pages.tsx";
import { controlPlanPages } from "./internal-control/control-plan-pages.tsx";
import { controlSamplePages } from "./internal-control/control-sample-pages.tsx";
import { controlSuccessionPages } from "./internal-control/control-succession-pages.tsx";
import { riskWorkshopPages } from "./internal-control/risk-workshop-pages.tsx";
import { describeRisk } from "./internal-control/control-plan-reads.ts";
import { newYearPages } from "./new-year/new-year-pages.tsx";
import { pageHref } from "./organisation/scope.ts";
import { exampleMunicipality, listCommittees } from "./organisation/unit-reads.ts";
import { overviewPages } from "./overview/overview-pages.tsx";
import { nobody, type UserActor } from "./people/user-actor.ts";
import { findUser, loadActor } from "./people/user-reads.ts";
import { permissionPages } from "./people/permission-pages.tsx";
import { unitPages } from "./organisation/unit-pages.tsx";
import { userPages } from "./people/user-pages.tsx";
import { program, type Context as CommandContext, type Door } from "./platform/command.ts";
import { databaseTrouble } from "./platform/db/failure.ts";
import { rateLimit } from "./platform/http/rate-limit.ts";
import { guard } from "./platform/http/guard.ts";
import type { Log } from "./platform/log.ts";
import { livePages } from "./platform/live/live-pages.tsx";
import { standingOf } from "./documents/document-step.ts";
import { listDocumentSteps } from "./documents/document-step-reads.ts";
import { swedishTime } from "./platform/clock.ts";
import { originPages } from "./platform/origin/origin-pages.tsx";
import { Refused } from "./platform/outcome.ts";
import { FailureBox } from "./platform/ui/page.tsx";
import { budgetUnitPages } from "./finance/budget-unit-pages.tsx";
import { budgetPages } from "./finance/budget-pages.tsx";
import { feeRatePages } from "./finance/fee-rate-pages.tsx";
import { grantPages } from "./finance/grant-pages.tsx";
import { investmentPages } from "./finance/investment-pages.tsx";
import { forecastPages } from "./finance/forecast-pages.tsx";
import { framePages } from "./finance/frame-pages.tsx";
import { accountMapPages } from "./ledger/account-map-pages.tsx";
import { ledgerImportPages } from "./ledger/ledger-import-pages.tsx";
import { ledgerPages } from "./ledger/ledger-pages.tsx";
import { unitMapPages } from "./ledger/unit-map-pages.tsx";
import { enclosurePages } from "./documents/enclosure-pages.tsx";
import { isReadAgain, noteFailure, observe, type Health } from "./observing.ts";
import { trustedNetworks } from "./platform/auth/address.ts";
import { registersWeb } from "./web-registers.tsx";
import { MAX_FILE_BYTES } from "./reading/file-adapter.ts";
import { publicationPages } from "./publishing/publication-pages.tsx";
import { publishedSitePages } from "./publishing/published-site-pages.tsx";
import { checkPages } from "./checking/check-pages.tsx";
import { readingPages } from "./reading/reading-pages.tsx";
import { findReadingByHash } from "./reading/reading-reads.ts";
import { OidcProvider } from "./sign-in/oidc-adapter.ts";
import { oidcPages } from "./sign-in/oidc-pages.tsx";
import { passkeyPages } from "./sign-in/passkey-pages.tsx";
import { accountPages } from "./sign-in/account-pages.tsx";
import { signInPages, type SignInTools } from "./sign-in/sign-in-pages.tsx";

const STATIC = path.join(path.dirname(fileURLToPath(import.meta.url)), "static");
const MAX_BODY_BYTES = 1_000_000;
/** In ten seconds, from one address: a town hall may be behind one. */
const REQUESTS_A_WINDOW = 1500;

export type WebConfig = Pick<Config, "publicUrl" | "trustedProxies" | "host"> & { readonly oidc?: Config["oidc"]; readonly metricsFrom?: Config["metricsFrom"] };
/** Who reads a process's numbers where nobody has said. */
const OWN_MACHINE = trustedNetworks("127.0.0.1, ::1")!;

/** The web: every slice's pages in one frame, and the API. */
export function createWeb(app: App, log: Log, config: WebConfig, health: Health = { stopping: false }): Hono {
  const { db } = app.database;
  const web = new Hono();
  // The style sheet's time is part of its address, so that browsers may keep it for good.
  const styleVersion = fs.existsSync(path.join(STATIC, "app.css")) ? Math.round(fs.statSync(path.join(STATIC, "app.css")).mtimeMs).toString(36) : "0";
  const { firstScope, switchTo, tools } = createFrame(app.database, styleVersion);
  const example = async (c: Context): Promise<number | null> => (isLocal(c, config) ? exampleMunicipality(db) : null);
  const provider = config.oidc ? new OidcProvider(config.oidc) : null;
  const signIn: SignInTools = {
    db,
    provider: config.oidc?.name ?? null,
    origin: (c) => originOf(c, config),
    secure: isSecure(config),
    example,
    address: (c) => addressOf(c, config),
    keep: (c, token) => keepSessionCookie(c, config, token),
    drop: (c) => dropSessionCookie(c, config),
    nobody: () => ({ actor: nobody("web"), userId: null, sessionId: null, example: false }),
    signOutElsewhere: async (c, idToken) => provider?.signOutUrl(idToken, `${originOf(c, config)}/logga-in`) ?? null,
  };

  /** By a job where there are any, else at once. */
  const requestCheck = async (context: CommandContext): Promise<string> => {
    const { jobs } = app;
    if (jobs) return requestAuditCheck(context, { send: (own, content) => jobs.send(AUDIT_CHECK, content, own) });
    const job = crypto.randomUUID();
    await checkAudit(context, { job, askedBy: context.actor.key });
    return job;
  };

  const takesFile = (c: Context): boolean => c.req.path === "/las-in" || c.req.path === "/granska" || c.req.path.endsWith("/matt/import") || c.req.path.endsWith("/inlasning") || /\/dokument\/[a-z0-9-]+\/handlingar(\/\d+)?$/.test(c.req.path) || /\/arenden\/\d+\/handlingar\/ny$/.test(c.req.path) || /^\/api\/.*\/(enclosures|ledger|checks)$/.test(c.req.path);
  const isApi = (c: Context): boolean => c.req.path.startsWith("/api/");

  observe(web, { database: app.database, health, log, metricsFrom: config.metricsFrom ?? OWN_MACHINE, address: (c) => addressOf(c, config) });
  web.use((c, next) => {
    c.header("vary", "Accept-Encoding");
    return next();
  });
  web.use(compress());
  web.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", "data:"], styleSrc: ["'self'", "'unsafe-inline'"], objectSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"], formAction: ["'self'"] },
      referrerPolicy: "same-origin",
      strictTransportSecurity: config.publicUrl?.protocol === "https:" ? "max-age=63072000; includeSubDomains" : false,
    }),
  );
  web.use(async (c, next) => {
    if (!isOwnHost(c, config)) return c.text("Adressen är inte Rödtråds egen.", 421);
    return next();
  });
  web.use(trimTrailingSlash());
  web.use(csrf({ origin: (origin, c) => origin === originOf(c, config) }));
  web.use((c, next) => bodyLimit({ maxSize: takesFile(c) ? MAX_FILE_BYTES + 100_000 : MAX_BODY_BYTES, onError: () => { throw new Refused({ code: "too-large", message: takesFile(c) ? `Filen är större än ${MAX_FILE_BYTES / 1048576} MB; dela den.` : "Det som skickades är för stort." }); } })(c, next));
  web.use("/static/*", async (c, next) => {
    await next();
    if (!c.res.ok) return;
    // A worker that keeps a page is asked for anew, and may keep pages outside its own folder.
    if (c.req.path === "/static/visit-offline.js") {
      c.header("service-worker-allowed", "/");
      c.header("cache-control", "no-cache");
    } else c.header("cache-control", "public, max-age=31536000, immutable");
  });
  if (fs.existsSync(STATIC)) web.use("/static/*", serveStatic({ root: path.relative(process.cwd(), STATIC), rewriteRequestPath: (request) => request.replace(/^\/static/, "") }));
  web.use(rateLimit(REQUESTS_A_WINDOW, (c) => addressOf(c, config), (c) => {
    const message = "För många anrop på kort tid. Vänta några sekunder och försök igen.";
    return isApi(c) ? c.json({ code: "rate-limited", message }, 429) : c.html(plainPage("Vänta lite", message), 429);
  }));
  web.use(identify(app.database, config, async (c) => (await example(c)) !== null));
  web.use(readCopies(app.database, isReadAgain));
  web.use(async (c, next) => {
    // What is behind a sign-in is kept by nobody on the way. Said beforehand: an answer that is given another header afterwards is made anew.
    c.header("cache-control", "no-store");
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  });

  web.route("/api/v1", apiRoutes({ db: (c) => tools.db(c), command: (c) => tools.command(c), newYear: app.newYear, requestAuditCheck: requestCheck, sendNotice: noticeSender(app) }, log));
  web.get("/", guard("own-account"), async (c) => {
    const scope = await firstScope(c);
    if (scope) return c.redirect(pageHref(scope, "oversikt"));
    if (tools.may(c, "reading.propose", "anywhere")) return c.redirect("/las-in");
    return tools.page(c, { title: "Välkommen", active: "", body: <><h1>Välkommen</h1><p>Du är inloggad men har ingen roll i någon nämnd ännu. Be administratören om en.</p></> });
  });
  web.get("/byt", guard("read"), async (c) => {
    const address = await switchTo(c);
    return address ? c.redirect(address, 303) : tools.notFound(c);
  });
  signInPages(web, tools, signIn, {
    ensureExampleUser: app.people.ensureExampleUser,
    changeNames: (context, input) => app.people.changeUserNames({ ...context, actor: program("web") }, input),
  });
  passkeyPages(web, tools, signIn);
  if (config.oidc && provider) {
    const { rules, trustEmail } = config.oidc;
    oidcPages(web, tools, signIn, provider, async (context, identity) => {
      const { unplaced, userId } = await app.people.admitUser(context, { ...identity, rules, trustEmail });
      for (const { claim, unit, value } of unplaced) log.warn({ claim, value, unit }, "the role's unit is not there");
      return userId;
    }, log);
  }
  accountPages(web, tools, signIn);
  userPages(web, tools, { makeLink: app.people.makeLink, origin: (c) => originOf(c, config), secure: isSecure(config) });
  permissionPages(web, tools);
  unitPages(web, tools);
  overviewPages(web, tools);
  goalPages(web, tools);
  goalEvidencePages(web, tools, findControlsOfGoal);
  goalEditPages(web, tools);
  goalItemPages(web, tools);
  assessPages(web, tools, [
    { kind: "goal", path: "mal", title: "Bedöm målet", find: findAssessedGoal },
    { kind: "activity", path: "aktiviteter", title: "Bedöm aktiviteten", find: findAssessedActivity },
    { kind: "assignment", path: "uppdrag", title: "Bedöm uppdraget", find: findAssessedAssignment },
    { kind: "control-check", path: "intern-kontroll/kontroller", title: "Bedöm resultatet", find: findAssessedCheck },
  ]);
  steeringModelPages(web, tools);
  indicatorPages(web, tools);
  indicatorEditPages(web, tools);
  indicatorDefinitionPages(web, tools);
  comparisonPages(web, tools, app.kolada);
  valueGridPages(web, tools);
  valueYearPages(web, tools);
  indicatorMultiplesPages(web, tools);
  valueImportPages(web, tools);
  plausibilityPages(web, tools);
  indicatorRegisterPages(web, tools, async (c, scope) => {
    const goals = await listGoals(tools.db(c), scope.committee.id, scope.year);
    return (indicatorId) => goals.filter(({ indicatorIds }) => indicatorIds.includes(indicatorId)).map(({ id, text }) => ({ text, href: pageHref(scope, "mal", `/${id}`) }));
  });
  followUpPages(web, tools, { send: reminderSender(app), openYear: app.newYear.openPlanningYear });
  calendarFeedPages(web, tools, {
    origin: (c) => originOf(c, config), secure: isSecure(config), db: app.database.db,
    dbFor: async (userId) => {
      const user = await findUser(app.database.db, userId);
      if (!user || user.deactivatedAt || user.erasedAt) return null;
      const actor = await loadActor(app.database.db, user, "web");
      return app.database.as({ reads: actor.reads, confides: actor.confides, actor: actor.key });
    },
  });
  newYearPages(web, tools, app.newYear);
  economyPages(web, tools);
  consolidatedPages(web, tools);
  framePages(web, tools);
  budgetPages(web, tools);
  budgetUnitPages(web, tools);
  forecastPages(web, tools);
  investmentPages(web, tools);
  grantPages(web, tools);
  registersWeb(web, tools, { pdf: app.pdf, db, styleHref: `/static/app.css?${styleVersion}`, address: (c) => addressOf(c, config), origin: (c) => originOf(c, config), secure: isSecure(config) });
  feeRatePages(web, tools);
  forecastAccuracyPages(web, tools);
  variancePages(web, tools, noticeSender(app));
  volumePricePages(web, tools);
  ledgerPages(web, tools);
  ledgerImportPages(web, tools);
  accountMapPages(web, tools);
  unitMapPages(web, tools);
  controlPlanPages(web, tools);
  controlPlanEditPages(web, tools);
  controlCheckPages(web, tools);
  controlSamplePages(web, tools);
  controlActionPages(web, tools);
  controlSuccessionPages(web, tools);
  riskWorkshopPages(web, tools);
  documentLookPages(web, tools);
  templatePages(web, tools);
  sectionListPages(web, tools);
  sectionEditPages(web, tools);
  sectionCommentPages(web, tools);
  enclosurePages(web, tools);
  meetingFilePages(web, tools, app.pdf);
  documentStepPages(web, tools, app.pdf);
  documentCheckPages(web, tools);
  publicationPages(web, tools);
  web.use("/publicerat/*", readAsEverybody(app.database));
  publishedSitePages(web, { db: (c) => c.get("publicDb"), pdf: app.pdf, styleHref: `/static/app.css?${styleVersion}`, origin: (c) => originOf(c, config) });
  documentPages(web, tools, app.pdf);
  readingPages(web, tools, app.receivers);
  checkPages(web, tools);
  const describers = [describeIndicatorRow, describeAmount, describeEconomy, describeRegisterOfMoney, describeToldCount, describeTimedCount, describeInspectionRow, describeGoalRow, describeRisk, describeAssessment];
  originPages(web, tools, {
    describe: async (c, table, key) => {
      for (const describe of describers) {
        const found = await describe(tools.db(c), table, key);
        if (found) return found;
      }
      return null;
    },
    sourceText: async (c, hash, place) => ((await findReadingByHash(tools.db(c), hash)) === null ? null : `/kalla/${hash}${place ? `#rad-${place}` : ""}`),
    scopeOf: async (c, committeeId, year) => {
      const committee = (await listCommittees(tools.db(c), year)).find(({ id }) => id === committeeId);
      return committee ? { committee, year } : null;
    },
    pageOf: (c, subject) => pageOfSubject(tools.db(c), subject),
    documentWords: async (c, committeeId, year, kind) => {
      const { approved, decided } = standingOf(await listDocumentSteps(tools.db(c), { committeeId, year, documentKind: kind }));
      const who = await tools.who(c, [approved?.actor ?? "", ...decided.map(({ actor }) => actor)]);
      const decision = decided.at(-1);
      return [
        ...(approved ? [`Dokumentet där du läste siffran godkändes av ${who(approved.actor)} ${swedishTime(approved.at)}.`] : []),
        ...(decision ? [`Det beslutades ${decision.onDate}${decision.note ? `, ${decision.note}` : ""}, och beslutet fördes in av ${who(decision.actor)}. Det beslutade dokumentet har kvar det värde som beslutades.`] : []),
      ];
    },
  });
  livePages(web, tools, app.live, (c, committeeId) => {
    const { reads } = c.get("identity").actor as UserActor<Door>;
    return reads === "all" || reads.includes(committeeId);
  });
  auditPages(web, tools, {
    pageOf: (c, subject) => pageOfSubject(tools.db(c), subject),
    requestCheck,
    waiting: async () => app.jobs?.waiting(AUDIT_CHECK) ?? 0,
  });
  // Last, so that it takes no address of a page of its own.
  web.get("/:committee/:year{[0-9]{4}}", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? c.redirect(pageHref(scope, "oversikt"), 301) : tools.notFound(c);
  });
  web.notFound((c) => isApi(c) ? c.json({ code: "not-found", message: "Adressen finns inte i API:et." }, c.get("identity")?.userId === null ? 401 : 404) : (c.get("identity")?.userId === null ? c.redirect(`/logga-in?till=${encodeURIComponent(c.req.path)}`) : tools.notFound(c)));

  const refused = (c: Context, title: string, heading: string, message: string, status: 401 | 403 | 413 | 422 | 500 | 503, more: Child = null) => {
    if (!c.get("identity")) c.set("identity", signIn.nobody(c));
    return tools.page(c, { title, active: "", status, body: <><h1>{title}</h1><FailureBox heading={heading} message={message} />{more}</> });
  };
  web.onError(async (error, c) => {
    if (isApi(c) && (error instanceof Refused || (error instanceof HTTPException && error.status < 500))) {
      const code = error instanceof Refused ? error.failure.code : "not-allowed";
      return c.json({ code, message: error instanceof Refused ? error.failure.message : "Begäran kom från en annan plats än Rödtråds egen." }, code === "too-large" ? 413 : 403);
    }
    if (error instanceof Refused) {
      const { code, message } = error.failure;
      if (code === "not-signed-in") {
        const to = `${c.req.path}${new URL(c.req.url).search}`;
        if (c.req.method === "GET") return c.redirect(`/logga-in?till=${encodeURIComponent(to)}`);
        return refused(c, "Du är inte längre inloggad", "Inget sparades ännu", "Logga in i en ny flik, gå tillbaka hit och ladda om sidan; då skickas det du skrev igen.", 401, <p class="actions"><a class="ds-button" href="/logga-in?till=/konto" target="_blank" rel="noopener">Logga in i en ny flik</a></p>);
      }
      if (code === "forbidden") return refused(c, "Behörigheten räcker inte", "Inget gjordes", message, 403, <p><a href="/behorighet">Vem får göra vad</a> · <a href="/">Till överblicken</a></p>);
      if (code === "too-large") return refused(c, "För stort", "Inget sparades", message, 413);
      return refused(c, "Det gick inte", "Inget sparades", message, 422);
    }
    if (error instanceof HTTPException && error.status < 500) {
      return refused(c, "Inte tillåtet", "Inget gjordes", "Begäran kom inte från Rödtråds egen sida. Öppna sidan på nytt och försök igen.", 403);
    }
    const trouble = databaseTrouble(error);
    noteFailure(log, c, error, !trouble);
    if (trouble) {
      c.header("retry-after", "10");
      if (isApi(c)) return c.json({ code: "unavailable", message: trouble }, 503);
      return c.html(plainPage(c.req.method === "GET" ? "Databasen svarar inte" : "Inget sparades", trouble), 503);
    }
    if (isApi(c)) return c.json({ code: "internal", message: "Något gick fel. Felet är skrivet till loggen; försök igen om en stund." }, 500);
    return refused(c, "Något gick fel", "Sidan kunde inte visas", "Felet är skrivet till loggen. Inget har sparats; försök igen om en stund.", 500).catch(() => c.html(plainPage("Något gick fel", "Felet är skrivet till loggen. Inget har sparats; försök igen om en stund."), 500));
  });
  return web;
}

/** A page that asks the database for nothing. */
const plainPage = (title: string, message: string): string =>
  `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – Rödtråd</title><link rel="stylesheet" href="/static/app.css"></head><body><div class="frame"><main><h1>${title}</h1><div class="failure" role="alert"><h2>Inget har gått förlorat</h2><p>${message}</p></div><p><a href="">Försök igen</a></p></main></div></body></html>`;
