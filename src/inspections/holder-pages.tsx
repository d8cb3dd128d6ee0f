import { randomUUID } from "node:crypto";
import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { guard } from "../platform/http/guard.ts";
import { htmlAnswer } from "../platform/http/html-answer.ts";
import { rateLimit } from "../platform/http/rate-limit.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { Fields, sentFields, type FieldSpec } from "../platform/ui/field-form.tsx";
import { WordTable } from "../platform/ui/figures.tsx";
import { documentOf, FailureBox, Page } from "../platform/ui/page.tsx";
import { answerNotice, leaveNotice } from "./inspection-commands.ts";
import { findHoldersPage } from "./inspection-reads.ts";
import { NOTICE_KINDS, NOTICE_STEP_WORDS, waitsForHolder } from "./licence-notice.ts";
import { holds, LICENCE_KINDS } from "./licence.ts";

export interface HolderSite {
  /** The program's own handle: the address lets its holder see their place and nothing else. */
  readonly db: Db;
  readonly styleHref: string;
  address(c: Context): string;
  publisher(): Promise<{ readonly name: string; readonly style: string }>;
}
const FIELDS: readonly FieldSpec[] = [
  { name: "kind", label: "Vad vill du anmäla?", kind: "select", required: true, options: [["", "välj"], ...Object.entries(NOTICE_KINDS)] },
  { name: "from_date", label: "Från", kind: "date" },
  { name: "to_date", label: "Till", kind: "date" },
  { name: "body", label: "Beskriv", hint: "(för personal: namn behövs inte här, handläggaren tar dem per telefon)", kind: "area", rows: 5, required: true },
];
const MOST_IN_WINDOW = 60;
const KEY = /^[0-9a-f-]{36}$/;

/** The page of a licence holder, by the secret address that they were given: what they hold, what they have told and what became of it. Works without script. */
export function holderPages(app: Hono, site: HolderSite): void {
  const open = guard("licence.notify");
  const frame = async (c: Context, title: string, body: Child, status: 200 | 404 | 422): Promise<Response> => {
    const { name, style } = await site.publisher();
    c.header("cache-control", "no-store");
    return htmlAnswer(c, documentOf(<Page title={`${title} – ${name}`} brand={{ label: name, href: "/publicerat" }} style={style} navigation={[]} contents printHead={name} islands={["kept-form"]} styleHref={site.styleHref} switcher={null} footer={<a href="/publicerat/tillganglighet">Tillgänglighet</a>}>{body}</Page>), status);
  };
  const show = async (c: Context, failure: Failure | null, sent: FormData | null): Promise<Response> => {
    const token = c.req.param("token") ?? "";
    const found = await findHoldersPage(site.db, token);
    if (!found) return frame(c, "Sidan finns inte", <><h1>Sidan finns inte</h1><p>Adressen gäller inte längre, eller så är den inte hel. Be kommunens tillståndshandläggare om en ny.</p></>, 404);
    const { licences, notices, place } = found;
    const held = licences.filter((licence) => holds(licence, today()));
    return frame(c, place.name, (
      <>
        <h1>{place.name}</h1>
        {failure && <FailureBox heading="Inget är skickat ännu" {...failure} />}
        {c.req.query("skickat") && <p class="notice" role="status">Tack. Anmälan har kommit fram, och står under Dina anmälningar.</p>}
        {c.req.query("svarat") && <p class="notice" role="status">Tack. Svaret har kommit fram.</p>}
        {held.length === 0 ? <p>Inga tillstånd gäller i dag.</p> : <WordTable sparse caption="Tillstånd" columns={["Slag", "Innehavare", "Gäller från", "Villkor"]} rows={held.map((licence) => ({ cells: [LICENCE_KINDS[licence.kind], licence.holder, licence.validFrom, licence.terms] }))} />}
        <h2>Anmäl en ändring</h2>
        <form method="post" class="narrow" action={`/tillstand/${token}`} data-kept={`anmalan-${place.id}`} data-offline="Ingen förbindelse. Det du har skrivit finns kvar; skicka igen när du är uppkopplad." {...(sent && !sent.has("notice") ? { "data-sent": "" } : {})}>
          <input type="hidden" name="key" data-key value={sent && KEY.test(String(sent.get("key") ?? "")) ? String(sent.get("key")) : randomUUID()} />
          <Fields failure={failure} fields={FIELDS} values={sent && !sent.has("notice") ? sentFields(sent, FIELDS) : {}} />
          <p class="actions"><button class="ds-button">Skicka anmälan</button> <span role="status" data-kept-words></span></p>
        </form>
        <h2>Dina anmälningar</h2>
        {notices.length === 0 ? <p>Inga ännu.</p> : <WordTable sparse caption="Dina anmälningar" columns={["Mottagen", "Gäller", "Från", "Till", "Vad du skrev", "Läge", "Vad som har sagts"]} rows={notices.toReversed().map(({ body, fromDate, kind, receivedOn, steps, toDate }) => { const last = steps.at(-1); return { cells: [receivedOn, NOTICE_KINDS[kind], fromDate, toDate, body, last ? `${NOTICE_STEP_WORDS[last.kind]} ${last.onDate}` : "Mottagen, väntar på handläggning", steps.some(({ note }) => note) && <ul class="plain">{steps.filter(({ note }) => note).map((step) => <li><span class="when">{step.onDate}</span> {step.kind === "supplemented" ? "Du" : "Kommunen"}: {step.note}</li>)}</ul>] }; })} />}
        {notices.filter(waitsForHolder).map((notice) => (
          <section>
            <h3>Svara: {NOTICE_KINDS[notice.kind]}, anmält {notice.receivedOn}</h3>
            <p class="prose">{notice.steps.at(-1)!.note}</p>
            <form method="post" class="narrow" action={`/tillstand/${token}/svar`} data-kept={`svar-${notice.id}-${notice.steps.length}`} data-offline="Ingen förbindelse. Det du har skrivit finns kvar; skicka igen när du är uppkopplad.">
              <input type="hidden" name="notice" value={String(notice.id)} /><input type="hidden" name="seen" value={String(notice.steps.length)} />
              <label>Ditt svar<textarea class="ds-input" name="note" rows={4} maxlength={4000} required>{sent?.get("notice") === String(notice.id) ? String(sent.get("note") ?? "") : ""}</textarea></label>
              <p class="actions"><button class="ds-button">Skicka svaret</button> <span role="status" data-kept-words></span></p>
            </form>
          </section>
        ))}
      </>
    ), failure ? 422 : 200);
  };
  const path = "/tillstand/:token{[A-Za-z0-9_-]{20,60}}";
  const limit = rateLimit(MOST_IN_WINDOW, site.address, (c) => c.text("För många försök på kort tid. Vänta en stund.", 429));
  app.get(path, open, limit, (c) => show(c, null, null));
  app.post(path, open, limit, async (c) => {
    const token = c.req.param("token") ?? "";
    const found = await findHoldersPage(site.db, token);
    const sent = await c.req.formData().catch(() => new FormData());
    const key = String(sent.get("key") ?? "");
    if (!found) return show(c, null, null);
    if (!KEY.test(key)) return show(c, { code: "bad-key", message: "Formuläret är inte helt; skicka igen." }, sent);
    try {
      await leaveNotice(site.db, { committeeId: found.place.committeeId, placeId: found.place.id, sentKey: key, fields: { kind: sentField(sent, "kind"), from_date: sentField(sent, "from_date"), to_date: sentField(sent, "to_date"), body: sentField(sent, "body") } });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show(c, error.failure, error.failure.code === "sent-before" ? null : sent);
    }
    return c.redirect(`/tillstand/${token}?skickat=1`, 303);
  });
  app.post(`${path}/svar`, open, limit, async (c) => {
    const token = c.req.param("token") ?? "";
    const found = await findHoldersPage(site.db, token);
    const sent = await c.req.formData().catch(() => new FormData());
    if (!found) return show(c, null, null);
    try {
      await answerNotice(site.db, { placeId: found.place.id, noticeId: sentNumber(sent, "notice"), seen: sentNumber(sent, "seen"), note: sentField(sent, "note") });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show(c, { ...error.failure, field: undefined }, sent);
    }
    return c.redirect(`/tillstand/${token}?svarat=1`, 303);
  });
}
