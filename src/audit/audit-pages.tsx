import type { Context, Hono } from "hono";
import { listUnits } from "../organisation/unit-reads.ts";
import { roleName, unitNames } from "../people/user-reads.ts";
import { endOfDay, isDay, swedishTime, today } from "../platform/clock.ts";
import type { Context as CommandContext } from "../platform/command.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, formatNumber } from "../platform/swedish.ts";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { TextChanges } from "../platform/ui/text-changes.tsx";
import { noteExport } from "./audit-commands.ts";
import { auditedUnits, changesIn, DOOR_WORDS, type AuditEvent, type AuditFilter } from "./audit-event.ts";
import { knownActors, listChecks, listEvents, loadChangeNames, loadHistory } from "./audit-reads.ts";
import { REGISTER_WORDS } from "./register-words.ts";
import { changeWords, eventWords, KIND_WORDS, longTexts } from "./change-words.ts";

const EVENTS_A_PAGE = 100;
const LONGEST_EXPORT = 200_000;
/** Objects whose history their readers may see, and the words for them. */
const HISTORIES: Readonly<Record<string, string>> = {
  goal: "målet", activity: "aktiviteten", steering: "styrmodellen", governing_document: "dokumentet", assignment: "uppdraget", indicator: "måttet", statement: "uppställningen", risk: "risken", control_check: "kontrollmomentet", fee: "taxan", service_declaration: "kvalitetsdeklarationen",
  investment: "investeringen", grant: "bidraget", fee_rate: "avgiften", report_back: "återrapporteringen", section_text: "texten", report: "dokumentet", unit: "enheten",
  ...Object.fromEntries(Object.entries(REGISTER_WORDS).map(([subject, { definite }]) => [subject, definite])),
};
const FILTER_NAMES = ["vem", "vad", "dorr", "objekt", "fran", "till"] as const;

export interface AuditLinks {
  /** The address of an object's own page, where it has one. */
  pageOf(c: Context, subject: string): Promise<{ path: string; fragment: string; label: string } | null>;
  /** Has the trail looked through. */
  requestCheck(context: CommandContext): Promise<unknown>;
  /** How many such requests wait or are being done. */
  waiting(): Promise<number>;
}

const day = (text: string | undefined): string | null => (text && isDay(text) ? text : null);
const dayBefore = (text: string): string => new Date(Date.parse(`${text}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function filterOf(c: Context): AuditFilter {
  const query = (name: string) => c.req.query(name)?.replaceAll("\u0000", "").trim().slice(0, 200) || undefined;
  const from = day(query("fran"));
  const to = day(query("till"));
  const before = /^\d{1,12}$/.exec(query("fore") ?? "")?.[0];
  return {
    actor: query("vem"), kind: query("vad"), subject: query("objekt"), door: query("dorr"),
    from: from ? endOfDay(dayBefore(from)) : undefined, to: to ? endOfDay(to) : undefined, before: before ? Number(before) : undefined,
  };
}

/** A field of a CSV file that a spreadsheet takes for text, whatever it begins with. */
const csv = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

export function auditPages<Scope>(app: Hono, tools: PageTools<Scope>, links: AuditLinks): void {
  /** The units whose events the actor audits. */
  const ownUnits = async (c: Context) => auditedUnits((reach) => tools.may(c, "audit.read", reach), await listUnits(tools.db(c)));

  const subjectWord = (subject: string): string => {
    const [kind = "", ...rest] = subject.split(":");
    return `${KIND_WORDS[kind] ?? kind} ${rest.join(":")}`;
  };

  const historyOfSubject = (subject: string) => {
    const [kind = "", id = ""] = subject.split(":");
    return Object.hasOwn(HISTORIES, kind) ? <><br /><a class="small" href={`/historik/${kind}/${id}`}>Historik<span class="visually-hidden"> för {subjectWord(subject)}</span></a></> : null;
  };

  app.get("/granskning", guard("audit.read"), async (c) => {
    const db = tools.db(c);
    const filter = filterOf(c);
    const audited = await ownUnits(c);
    const asked = ["fran", "till"].map((name) => c.req.query(name) ?? "");
    const wrong = asked.find((text) => text && !isDay(text));
    const fault = wrong ? `»${wrong.slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.` : asked[0] && asked[1] && asked[0] > asked[1] ? `Från ${asked[0]} ligger efter till ${asked[1]}; byt plats på dem.` : null;
    const found = await listEvents(db, filter, audited, EVENTS_A_PAGE + 1);
    const events = found.slice(0, EVENTS_A_PAGE);
    const actors = await knownActors(db, audited);
    const who = await tools.who(c, actors);
    const units = await unitNames(db);
    const names = await loadChangeNames(db, events.flatMap(changesIn));
    const checks = await listChecks(db, 1);
    const query = new URLSearchParams(FILTER_NAMES.flatMap((name) => (c.req.query(name) ? [[name, c.req.query(name)!]] : [])));
    const next = found.length > EVENTS_A_PAGE ? new URLSearchParams([...query, ["fore", String(events.at(-1)!.id)]]) : null;
    const select = (name: string, label: string, options: readonly (readonly [string, string])[]) => (
      <label>{label}<select name={name}><option value="">Alla</option>{options.map(([value, text]) => <option value={value} selected={c.req.query(name) === value}>{text}</option>)}</select></label>
    );
    return tools.page(c, {
      title: "Granskning", active: "granskning",
      body: (
        <>
          <h1>Granskning</h1>
          {audited !== "all" && <p class="notice">Du ser händelser i den del av organisationen som din roll gäller. Inloggningar och annat som inte hör till någon enhet ser den som granskar hela installationen.</p>}
          <p>Allt som har ändrats, av vem, i vilken roll och när. Händelserna går inte att ändra eller ta bort, och varje händelse är bunden till den före.</p>
          <Check check={checks[0] ?? null} who={who} mayCheck={tools.may(c, "audit.check", "anywhere")} waiting={await links.waiting()} />
          {fault && <FailureBox heading="Urvalet går inte att visa" message={fault} />}
          <form class="filters" method="get">
            {select("vem", "Vem", actors.map((actor) => [actor, who(actor)] as const))}
            {select("vad", "Vad", [...new Map(Object.entries(KIND_WORDS).map(([kind, word]) => [word, [kind, word] as const] as const)).values()])}
            {select("dorr", "Genom", Object.entries(DOOR_WORDS))}
            <label>Från<input class="ds-input" type="date" name="fran" value={c.req.query("fran") ?? ""} max={today()} /></label>
            <label>Till<input class="ds-input" type="date" name="till" value={c.req.query("till") ?? ""} /></label>
            {c.req.query("objekt") && <input type="hidden" name="objekt" value={c.req.query("objekt")} />}
            <button class="ds-button" data-variant="secondary">Visa</button>
          </form>
          {c.req.query("objekt") && <p>Visar bara {subjectWord(c.req.query("objekt")!)}. <a href="/granskning">Visa allt</a></p>}
          {events.length === 0 ? <p>Inga händelser passar urvalet. <a href="/granskning">Visa alla</a>.</p> : (
            <TableScroll label="Händelser">
              <WordTable
                caption="Händelser, den senaste först" columns={["Nr", "När", "Vem", "Vad", "Var", "Ändring"]}
                rows={events.map((event) => ({
                  cells: [
                    formatNumber(String(event.id)), <span class="when">{swedishTime(event.at)}</span>, <>{who(event.actor)}{event.role && !["program", "user", "nobody"].includes(event.role) && <><br /><span class="muted">{roleName(event.role)}</span></>}</>,
                    <>{eventWords(event.action)}<br /><a href={`/granskning?objekt=${encodeURIComponent(event.subject)}`}>{subjectWord(event.subject)}</a>{historyOfSubject(event.subject)}</>,
                    <>{event.unitId === null ? "" : units(event.unitId)}<br /><span class="muted">{DOOR_WORDS[event.door] ?? event.door}</span></>,
                    <Changes event={event} names={names} />,
                  ],
                }))}
              />
            </TableScroll>
          )}
          <p class="actions">
            {filter.before !== undefined && <a class="ds-button" data-variant="secondary" href={`/granskning?${query}`}>Till de senaste</a>}
            {next && <a class="ds-button" data-variant="secondary" href={`/granskning?${next}`}>Äldre händelser</a>}
            <a href={`/granskning/handelser.csv?${query}`}>Hämta urvalet som CSV</a>
            <a href={`/granskning/handelser.jsonl?${query}`}>Hämta som JSON-rader</a>
          </p>
        </>
      ),
    });
  });

  app.get("/granskning/:file{handelser\\.(csv|jsonl)}", guard("audit.read"), async (c) => {
    const db = tools.db(c);
    const filter = filterOf(c);
    const events = await listEvents(db, filter, await ownUnits(c), LONGEST_EXPORT);
    const who = await tools.who(c, [...new Set(events.map(({ actor }) => actor))]);
    await noteExport(tools.command(c), { events: events.length, filter: { ...filter } });
    const isCsv = c.req.param("file").endsWith("csv");
    c.header("content-disposition", `attachment; filename="handelser-${today()}.${isCsv ? "csv" : "jsonl"}"`);
    c.header("content-type", isCsv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8");
    if (!isCsv) return c.body(events.map((event) => `${JSON.stringify({ ...event, name: who(event.actor) })}\n`).join(""));
    const names = await loadChangeNames(db, events.flatMap(changesIn));
    const units = await unitNames(db);
    const rows = events.map((event) => [String(event.id), swedishTime(event.at), event.actor, who(event.actor), event.role === null ? "" : roleName(event.role), DOOR_WORDS[event.door] ?? event.door, eventWords(event.action), event.action, subjectWord(event.subject), event.unitId === null ? "" : units(event.unitId), event.reason ?? "", changesIn(event).flatMap((change) => changeWords(change, names)).join("; "), event.hash]);
    return c.body(`\ufeff${[["nr", "tid", "vem", "namn", "roll", "genom", "händelse", "kod", "objekt", "enhet", "skäl", "ändring", "hash"], ...rows].map((row) => row.map(csv).join(";")).join("\r\n")}\r\n`);
  });

  app.post("/granskning/kontroll", guard("audit.check"), async (c) => {
    await links.requestCheck(tools.command(c));
    return c.redirect("/granskning?kontroll=begard", 303);
  });

  app.get("/historik/:kind{[a-z_]+}/:id{[a-z0-9/-]+}", guard("read"), async (c) => {
    const kind = c.req.param("kind");
    const subject = `${kind}:${c.req.param("id")}`;
    if (!Object.hasOwn(HISTORIES, kind)) return tools.notFound(c);
    const db = tools.db(c);
    const steps = await loadHistory(db, subject);
    const page = await links.pageOf(c, subject);
    if (!steps.length && !page) return tools.notFound(c);
    const who = await tools.who(c, [...new Set(steps.map(({ actor }) => actor))]);
    const names = await loadChangeNames(db, steps.flatMap(({ changes }) => changes));
    return tools.page(c, {
      title: "Historik", active: "",
      body: (
        <>
          {page && <p><a href={`${page.path}${page.fragment}`}>{page.label}</a></p>}
          <h1>Vad har hänt med {HISTORIES[kind]}?</h1>
          {steps.length === 0 && <p>Inget har ändrats sedan uppgiften lades in.</p>}
          <ol class="steps">
            {steps.map((step) => {
              const told = step.changes.flatMap((change) => changeWords(change, names));
              return (
                <li>
                  <p><strong>{swedishTime(step.at)}</strong> {who(step.actor)}{step.role && !["program", "user"].includes(step.role) && `, ${roleName(step.role)}`}{step.door && <span class="muted">, genom {DOOR_WORDS[step.door] ?? step.door}</span>}{step.reason && <>. Skäl: {step.reason}</>}</p>
                  {step.changes.flatMap(longTexts).map(({ from, label, to }) => <details><summary>Se hela ändringen ({label.toLowerCase()})</summary><span class="version"><TextChanges from={from} to={to} /></span></details>)}
                  {told.length > 12 ? <details><summary>{counted(told.length, "ändring", "ändringar")}</summary><ul>{told.map((text) => <li>{text}</li>)}</ul></details> : <ul>{told.map((text) => <li>{text}</li>)}</ul>}
                  {page && <p class="small"><a href={`${page.path}?den=${encodeURIComponent(step.at)}${page.fragment}`}>Visa så som det var efter detta</a></p>}
                </li>
              );
            })}
          </ol>
        </>
      ),
    });
  });
}

const Changes = ({ event, names }: { event: AuditEvent; names: Parameters<typeof changeWords>[1] }) => {
  const told = changesIn(event).flatMap((change) => changeWords(change, names));
  const list = <ul class="plain">{told.map((text) => <li>{text}</li>)}</ul>;
  return (
    <>
      {event.reason && <p>Skäl: {event.reason}</p>}
      {told.length > 3 ? <details><summary>{counted(told.length, "ändring", "ändringar")}</summary>{list}</details> : told.length > 0 && list}
    </>
  );
};

const Check = ({ check, mayCheck, waiting, who }: { check: Awaited<ReturnType<typeof listChecks>>[number] | null; mayCheck: boolean; waiting: number; who: (key: string) => string }) => (
  <section aria-labelledby="kedjan" class="check">
    <h2 id="kedjan">Håller kedjan?</h2>
    {check?.brokenAt && <FailureBox heading="Kedjan är bruten" message={`Händelse ${formatNumber(String(check.brokenAt))} följer inte av den före: något har ändrats eller tagits bort utanför Rödtråd.`} />}
    {check ? (
      <p>
        {check.brokenAt ? "" : <><strong>{counted(check.events, "händelse", "händelser")} hänger ihop.</strong> </>}Kontrollerad {swedishTime(check.checkedAt)} av {who(check.askedBy)}. Sista händelsens kontrollsumma: <code class="token">{check.lastHash}</code>
      </p>
    ) : <p>Kedjan är inte kontrollerad ännu.</p>}
    {waiting > 0 && <p class="notice" role="status">En kontroll är begärd och görs i bakgrunden. <a href="/granskning">Ladda om</a> om en stund.</p>}
    {mayCheck && waiting === 0 && <form method="post" action="/granskning/kontroll"><button class="ds-button" data-variant="secondary">Kontrollera nu</button></form>}
  </section>
);
