import type { Context } from "hono";
import { handleFor } from "./copies.ts";
import { pageHref, type Scope, type ScopePage } from "./organisation/scope.ts";
import { committeeAt } from "./organisation/committee.ts";
import { listCommittees, listUnits, tellUnits } from "./organisation/unit-reads.ts";
import { changesSince, goneInto, isPrincipal, namingDay, spokenOfOn, successorOn } from "./organisation/unit.ts";
import { listReports } from "./documents/section-text-reads.ts";
import { yearsWithStatements } from "./finance/statement-reads.ts";
import { yearsWithGoals } from "./goals/goal-reads.ts";
import { whoWere } from "./people/user-reads.ts";
import { endOfDay, isDay, swedishTime, today } from "./platform/clock.ts";
import type { Door } from "./platform/command.ts";
import type { Database, Db } from "./platform/db/database.ts";
import { tellPresent } from "./platform/db/remembered.ts";
import { together } from "./platform/db/together.ts";
import { watchTrouble } from "./platform/db/trouble.ts";
import { readerOf } from "./platform/db/view.ts";
import type { PageContent, PageTools } from "./platform/http/shell.ts";
import { htmlAnswer } from "./platform/http/html-answer.ts";
import { tableAnswer, type TableFileKind } from "./platform/http/table-answer.ts";
import type { UserActor } from "./people/user-actor.ts";
import { lastEvent } from "./platform/live/changes-store.ts";
import { liveQuery } from "./platform/live/live-pages.tsx";
import { tablesIn } from "./platform/table/page-tables.ts";
import { slug } from "./platform/swedish.ts";
import { documentOf, documentPart, Page, type NavigationItem } from "./platform/ui/page.tsx";

const CHAIN: readonly { page: ScopePage; label: string }[] = [
  { page: "oversikt", label: "Överblick" },
  { page: "mal", label: "Mål" },
  { page: "matt", label: "Mått" },
  { page: "uppfoljning", label: "Uppföljning" },
  { page: "ekonomi", label: "Ekonomi" },
  { page: "intern-kontroll", label: "Intern kontroll" },
  { page: "kvalitet", label: "Kvalitet" },
  { page: "avtal", label: "Avtal" },
  { page: "tillsyn", label: "Tillsyn" },
  { page: "arenden", label: "Ärenden" },
  { page: "dokument", label: "Dokument" },
];
const APART: readonly { href: string; label: string; action: string }[] = [
  { href: "/las-in", label: "Läs in", action: "reading.propose" },
  { href: "/granska", label: "Granska handling", action: "document.check" },
  { href: "/granskning", label: "Granskning", action: "audit.read" },
  { href: "/organisation", label: "Organisation", action: "organisation.change" },
  { href: "/anvandare", label: "Användare", action: "user.manage" },
];
const FIRST_YEAR = 1950;
const LAST_YEAR = 2099;
const LAST_PLACE = "rodtrad-plats";

/** The day or the moment that the address asks about, where it has been. */
export const askedDay = (c: Context): string | null => {
  const asked = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?Z)?$/.exec(c.req.query("den") ?? "")?.[0] ?? null;
  return asked && isDay(asked.slice(0, 10)) && !Number.isNaN(Date.parse(asked)) && (asked.length === 10 ? asked < today() : Date.parse(asked) <= Date.now()) ? asked : null;
};

/** Whether the address asks for the year as if the organisation had always been today's. */
const askedTodaysOrganisation = (c: Context): boolean => c.req.query("organisation") === "idag" && askedDay(c) === null;

const actorIn = (c: Context): UserActor<Door> => c.get("identity").actor as UserActor<Door>;

/** Leads on in the past: links to origins keep the day that is asked about. */
const keepDay = (html: string, day: string): string => keepAsked(html, `den=${encodeURIComponent(day)}`).replace(/href="\/ursprung\?(?!den=)/g, `href="/ursprung?den=${encodeURIComponent(day)}&amp;`);
/** Links to the same committee's pages, and forms that choose what is shown, keep what the address asks about; one that names it itself does not. */
const keepAsked = (html: string, asked: string): string =>
  html
    .replace(/href="(\/[a-z0-9-]+\/\d{4}\/[^"?#]*)(?:\?([^"#]*))?(#[^"]*)?"/g, (whole, path: string, query: string | undefined, fragment: string = "") => (query !== undefined && (query === "" || /(^|;|&)(den|organisation)=/.test(query)) ? whole : `href="${path}?${query ? `${query}&amp;` : ""}${asked}${fragment}"`))
    .replace(/<form class="filters" method="get">/g, (form) => `${form}<input type="hidden" name="${asked.split("=")[0]!}" value="${decodeURIComponent(asked.split("=")[1]!)}"/>`);

/** The page's own address, asked for as a file of its tables. */
function tableHref(c: Context, kind: "xlsx" | "csv"): string {
  const query = new URLSearchParams(new URL(c.req.url).search);
  query.delete("sparat");
  query.set("som", kind);
  return `${c.req.path}?${query}`;
}

/** The tables of a page as a file. */
function tableFile(c: Context, html: string, title: string, kind: TableFileKind): Promise<Response> {
  const tables = tablesIn(html);
  return tableAnswer(c, kind, slug(title) || "tabeller", tables.length || kind === "csv" ? tables : [{ name: "Tabell", rows: [] }]);
}
/** Leads on to the page's tables as a file, last on a page that has any. */
function withTableLinks(c: Context, html: string): string {
  const end = html.includes('<table class="figures') ? html.lastIndexOf("</main>") : -1;
  return end < 0 ? html : `${html.slice(0, end)}${documentPart(<p class="small muted export">Tabellerna på sidan: <a href={tableHref(c, "xlsx")}>Excel</a> · <a href={tableHref(c, "csv")}>CSV</a></p>)}${html.slice(end)}`;
}

export interface Frame {
  readonly tools: PageTools<Scope>;
  /** The committee and year to open on: the last one looked at, else the first. */
  firstScope(c: Context): Promise<Scope | null>;
  /** The address that the switch in the top bar leads to; null where there is no such committee. */
  switchTo(c: Context): Promise<string | null>;
}

/** The frame of all pages: the top bar with committee, year and user, the chain at the left. */
export function createFrame(database: Database, styleVersion: string): Frame {
  const handles = new WeakMap<Request, Db>();
  const troubleNow = watchTrouble(database);
  /** What is read through the handle may be remembered, where it shows what is now. */
  const tellNow = (c: Context, db: Db, committees: readonly number[] | "all"): void => {
    const now = c.get("now");
    const { confides, key, reads } = actorIn(c);
    if (now && !c.get("copy") && !askedDay(c) && !askedTodaysOrganisation(c)) tellPresent(db, { of: database, reads, committees, now, reader: readerOf({ reads, confides, actor: key }) });
  };
  const dbOf = (c: Context): Db => {
    const known = handles.get(c.req.raw);
    if (known) return known;
    const { confides, key, reads, units } = actorIn(c);
    const day = askedDay(c);
    const made = handleFor(c, database, { reads, confides, actor: key, ...(day ? { asOf: day.length === 10 ? endOfDay(day) : day } : {}), ...(askedTodaysOrganisation(c) ? { todaysOrganisation: true } : {}) });
    tellUnits(made, units, reads);
    tellNow(c, made, "all");
    handles.set(c.req.raw, made);
    return made;
  };
  const yearsOf = async (db: Db, committeeId: number): Promise<number[]> => {
    const [reports, goals, statements] = await together(db, [() => listReports(db, committeeId), () => yearsWithGoals(db, committeeId), () => yearsWithStatements(db, committeeId)]);
    return [...new Set([...goals, ...statements, ...reports.map(({ year }) => year)])].sort((a, b) => b - a);
  };
  /** What the frame of a page tells, asked for as soon as it is known whose the page is, so that it is there when the page is. */
  interface Ahead {
    readonly committeeId: number;
    readonly years: Promise<number[]>;
    readonly committees: readonly number[];
  }
  const ahead = new WeakMap<Request, Ahead>();
  const askAhead = (c: Context, { id: committeeId, municipalityId }: Scope["committee"]): Ahead => {
    const known = ahead.get(c.req.raw);
    if (known?.committeeId === committeeId) return known;
    const committees = [0, committeeId, municipalityId];
    tellNow(c, dbOf(c), committees);
    const made = { committeeId, committees, years: yearsOf(dbOf(c), committeeId) };
    // A page that is not made asks for no answer.
    made.years.catch(() => undefined);
    ahead.set(c.req.raw, made);
    return made;
  };
  const firstScope = async (c: Context): Promise<Scope | null> => {
    const db = dbOf(c);
    const committees = await listCommittees(db);
    const [slug, year] = (c.req.header("cookie")?.match(new RegExp(`${LAST_PLACE}=([^;]+)`))?.[1] ?? "").split("/");
    const kept = committeeAt(committees, slug ?? "");
    const committee = kept ?? committees[0];
    if (!committee) return null;
    const years = await yearsOf(db, committee.id);
    const found = kept && /^(19|20)\d\d$/.test(year ?? "") ? Number(year) : (years.find((one) => one <= Number(today().slice(0, 4))) ?? years[0] ?? Number(today().slice(0, 4)));
    return { committee: committeeAt(await listCommittees(db, found), committee.slug)!, year: found };
  };

  /** Where the organisation has changed since the year: that one may see it in today's, or what that means where one does. */
  const organisationNotice = async (c: Context, { committee, todaysOrganisation, year }: Scope) => {
    const units = await listUnits(dbOf(c));
    const changes = changesSince(units, committee.id, namingDay(year, today()), today());
    const successor = committee.endedOn === null ? committee : (await listCommittees(dbOf(c))).find(({ id }) => id === successorOn(units, committee.id, today())?.id);
    if (!todaysOrganisation) {
      if (!changes.length || !successor || c.req.method !== "GET") return null;
      const query = new URLSearchParams(new URL(c.req.url).search);
      query.delete("sparat");
      query.set("organisation", "idag");
      return <p class="small muted organisation">Organisationen har ändrats sedan {year}. <a href={`/${successor.slug}${c.req.path.replace(/^\/[^/]+/, "")}?${query}`}>Visa i dagens organisation</a></p>;
    }
    const unread = goneInto(units, committee.id, today()).filter((unit) => isPrincipal(unit) && !unit.readable);
    return (
      <div class="notice">
        <p><strong>I dagens organisation.</strong> Det som hörde till enheter som har gått upp i andra visas hos dem. Inget är ändrat, och inget ändras här. <a href={`${c.req.path}?`}>Visa som det var</a></p>
        {unread.length > 0 && <p>Det som hörde till {unread.map((unit) => spokenOfOn(unit, today()).name).join(", ")} visas inte: du har ingen roll där.</p>}
        {changes.length > 0 && <details><summary>Vad som har ändrats sedan {year}</summary><ul>{changes.map((words) => <li>{words}.</li>)}</ul></details>}
      </div>
    );
  };

  const tools: PageTools<Scope> = {
    db: dbOf,
    command: (c) => {
      const actor = actorIn(c);
      const db = database.as({ reads: actor.reads, confides: actor.confides, actor: actor.key });
      tellUnits(db, actor.units, actor.reads);
      tellNow(c, db, ahead.get(c.req.raw)?.committees ?? "all");
      return { db, actor };
    },
    // What was is not changed, nor what is only told otherwise, so no change is offered there.
    may: (c, action, reach) => ((askedDay(c) === null && !askedTodaysOrganisation(c)) || action.includes("read")) && c.get("identity").actor.roleFor(action, reach) !== null,
    who: (c, keys) => whoWere(dbOf(c), keys),
    scope: async (c) => {
      const year = Number(c.req.param("year"));
      if (year < FIRST_YEAR || year > LAST_YEAR) return null;
      const todaysOrganisation = askedTodaysOrganisation(c);
      const committee = committeeAt(await listCommittees(dbOf(c), todaysOrganisation ? null : year), c.req.param("committee") ?? "");
      if (committee && c.req.method === "GET") askAhead(c, committee);
      return committee ? { committee, year, ...(todaysOrganisation ? { todaysOrganisation } : {}) } : null;
    },
    page: async (c, content: PageContent, given) => {
      const { actor, userId, example } = c.get("identity");
      const db = dbOf(c);
      const scope = userId === null ? null : (given ?? (await firstScope(c)));
      const committees = scope ? await listCommittees(db, scope.todaysOrganisation ? null : scope.year) : [];
      const asked = scope && askAhead(c, scope.committee);
      const known = asked ? await asked.years : [];
      if (given && known.includes(given.year)) c.header("set-cookie", `${LAST_PLACE}=${given.committee.slug}/${given.year}; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000`, { append: true });
      const years = scope ? [...new Set([...known, scope.year])].sort((a, b) => b - a) : [];
      const switcher = scope && (
        <form action="/byt" method="get">
          <label for="byt-namnd">Nämnd</label>
          <select id="byt-namnd" name="namnd">
            {committees.map((committee) => <option value={committee.slug} selected={committee.id === scope.committee.id}>{committees.some((other) => other.id !== committee.id && other.name === committee.name) ? `${committee.municipality}: ` : ""}{committee.name}{committee.endedOn ? ` (${committee.endedOn > today() ? "upphör" : "upphörde"} ${committee.endedOn})` : ""}{committee.example ? " (exempel)" : ""}</option>)}
          </select>
          <label for="byt-ar">År</label>
          <select id="byt-ar" name="ar">{years.map((year) => <option value={String(year)} selected={year === scope.year}>{year}</option>)}</select>
          {askedDay(c) && <input type="hidden" name="den" value={askedDay(c)!} />}
          {askedTodaysOrganisation(c) && <input type="hidden" name="organisation" value="idag" />}
          <input type="hidden" name="sida" value={CHAIN.some(({ page }) => page === content.active) ? content.active : "oversikt"} />
          <button>Byt</button>
        </form>
      );
      const account = userId !== null && (
        <details class="account">
          <summary>{actor.name}</summary>
          <div>
            {example && <p class="small">Exempelläget: välj en annan roll genom att logga ut.</p>}
            <ul class="plain">
              <li><a href="/konto">Mitt konto</a></li>
              <li><a href="/behorighet">Vem får göra vad</a></li>
            </ul>
            <form method="post" action="/utloggning"><button>Logga ut</button></form>
          </div>
        </details>
      );
      const apart: NavigationItem[] = APART.filter(({ action }) => userId !== null && actor.roleFor(action, "anywhere") !== null).map(({ href, label }, index) => ({ label, href, current: href === `/${content.active}`, apart: index === 0 }));
      const day = askedDay(c);
      const trouble = await troubleNow();
      const subjects = (content.live ?? []).map((subject) => subject.replace(/@here$/, `@${given?.committee.id ?? 0}`));
      const organisation = given && !day && CHAIN.some(({ page }) => page === content.active) && content.active !== "dokument" && !content.writing && !content.ownOrganisation ? await organisationNotice(c, given) : null;
      const live = day || given?.todaysOrganisation || !subjects.length ? null : liveQuery(c.get("now")?.last ?? (await lastEvent(db)), subjects);
      const writing = content.writing ?? false;
      const made = documentOf(
          <Page
            title={[`${content.status === 422 || content.status === 409 ? "Fel: " : ""}${content.title}`, given ? `${given.committee.name} ${given.year}` : "Rödtråd"].join(" – ")}
            brand={{ label: scope?.committee.municipality ?? "Rödtråd", href: "/" }}
            switcher={<>{switcher}{account}</>}
            navigation={[...(scope ? CHAIN.map(({ page, label }) => ({ label, href: pageHref(scope, page, day ? `?den=${day}` : ""), current: page === content.active })) : []), ...apart]}
            footer="Rödtråd. Öppen källkod, EUPL-1.2. En understruken siffra går att klicka på för att se varifrån den kommer."
            printHead={given ? `${given.committee.municipality} · ${given.committee.name} · ${day ?? today()}` : ""}
            islands={[...(content.islands ?? []), ...(live === null ? [] : ["live"])]}
            styleHref={`/static/app.css?${styleVersion}`}
          >
            {trouble && <p class="notice trouble" role="alert">{trouble}</p>}
            {!day && c.req.query("den") !== undefined && <p class="notice">Sidan visas som den är nu: »{c.req.query("den")!.slice(0, 30)}« är ingen dag som har varit.</p>}
            {organisation}
            {day && given && <p class="notice">Så som det var den {day.length === 10 ? day : swedishTime(day)}, med det som då var sparat. <a href={`${c.req.path}?`}>Visa som det är nu</a></p>}
            {live !== null && (
              <div class="notice live" role="status" data-live={live} hidden>
                <p><strong data-live-words></strong> {writing ? "Det du skriver finns kvar; skiljer det sig åt får du välja när du sparar." : <a href={`${c.req.path}${new URL(c.req.url).search}`}>Visa det nya</a>}</p>
                <button type="button" data-live-close>Stäng</button>
              </div>
            )}
            {content.body}
          </Page>,
      );
      const wanted = c.req.query("som");
      if (c.req.method === "GET" && (content.status ?? 200) === 200 && (wanted === "xlsx" || wanted === "csv")) return tableFile(c, made, content.title, wanted);
      const whole = given ? withTableLinks(c, made) : made;
      return htmlAnswer(c, day ? keepDay(whole, day) : given?.todaysOrganisation ? keepAsked(whole, "organisation=idag") : whole, content.status ?? 200);
    },
    notFound: (c) =>
      tools.page(c, {
        title: "Sidan finns inte", active: "", status: 404,
        body: <><h1>Sidan finns inte</h1><p>Adressen leder ingenstans, uppgiften är borttagen, eller så hör den till en del av organisationen som du inte har någon roll i. <a href="/">Gå till överblicken</a>.</p></>,
      }),
  };
  return {
    tools,
    firstScope,
    switchTo: async (c) => {
      const db = dbOf(c);
      const committee = committeeAt(await listCommittees(db), c.req.query("namnd") ?? "");
      if (!committee) return null;
      const page = CHAIN.find((item) => item.page === c.req.query("sida"))?.page ?? "oversikt";
      const years = await yearsOf(db, committee.id);
      const wanted = Number(c.req.query("ar"));
      // The year stays when the other committee has it, else its latest is shown.
      return pageHref({ committee, year: years.includes(wanted) ? wanted : (years[0] ?? wanted) }, page, askedDay(c) ? `?den=${encodeURIComponent(askedDay(c)!)}` : askedTodaysOrganisation(c) ? "?organisation=idag" : "");
    },
  };
}
