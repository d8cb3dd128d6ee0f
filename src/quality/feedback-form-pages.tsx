import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { listCommittees } from "../organisation/unit-reads.ts";
import { codePrint, openSeal, receiptCode, sealForm, typedCode } from "../platform/auth/form-seal.ts";
import type { Db } from "../platform/db/database.ts";
import { guard } from "../platform/http/guard.ts";
import { htmlAnswer } from "../platform/http/html-answer.ts";
import { rateLimit } from "../platform/http/rate-limit.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { documentOf, FailureBox, fieldOf, Page } from "../platform/ui/page.tsx";
import { dayOfStep } from "../platform/edit/step.ts";
import { leaveFeedback } from "./feedback-commands.ts";
import { findLeftFeedback, formSecret } from "./feedback-reads.ts";
import { FORM_LANGUAGES, formLanguage, readLeftFeedback, type LeftFeedbackLanguage } from "./left-feedback.ts";

export interface FeedbackForm {
  /** The program's own handle: who leaves something has no account, and sees no more than what they left. */
  readonly db: Db;
  readonly styleHref: string;
  /** Who sends, for the limit on how much: never kept. */
  address(c: Context): string;
  /** What the municipality is called, and how its public pages look. */
  publisher(): Promise<{ readonly name: string; readonly style: string }>;
}
/** A person needs longer than this to read the form and write. */
const FASTEST_MS = 3_000;
/** Forms from one address in ten seconds: a library's computers share one. */
const MOST_IN_WINDOW = 5;
type Fault = { readonly field?: string; readonly message: string };

/** Where anybody leaves a view or a complaint, without an account and without saying who they are, and follows it with a code. Works without script. */
export function feedbackFormPages(app: Hono, form: FeedbackForm): void {
  const { db } = form;
  const open = guard("feedback.leave");
  const frame = async (c: Context, language: LeftFeedbackLanguage, path: string, title: string, body: Child, status: 200 | 404 | 422 | 429 = 200): Promise<Response> => {
    const { name, style } = await form.publisher();
    const made = documentOf(
      <Page
        title={`${title} – ${name}`} brand={{ label: name, href: "/publicerat" }} style={style} navigation={[]} contents printHead={name} islands={["kept-form"]} styleHref={form.styleHref} language={language}
        switcher={<nav aria-label="Språk, language, kieli" class="languages">{Object.entries(FORM_LANGUAGES).map(([key, words]) => <a href={`${path}?sprak=${key}`} lang={key} hreflang={key} aria-current={key === language ? "true" : undefined}>{words.name}</a>)}</nav>}
        footer={<a href="/publicerat/tillganglighet" lang="sv">Tillgänglighet</a>}
      >{body}</Page>,
    );
    c.header("cache-control", "no-store");
    return htmlAnswer(c, made, status);
  };
  const show = async (c: Context, language: LeftFeedbackLanguage, fault: Fault | null, sent: FormData | null) => {
    const words = FORM_LANGUAGES[language];
    const committees = (await listCommittees(db)).filter(({ endedOn }) => endedOn === null);
    const sealed = sealForm(await formSecret(db));
    // A form that came back keeps its key, so that it is the same one: only one that is too old gets another.
    const key = sent && openSeal(await formSecret(db), String(sent.get("key") ?? "")) ? String(sent.get("key")) : sealed;
    const value = (name: string): string => (sent ? (sentField(sent, name) ?? "") : name === "committee" ? (c.req.query("namnd") ?? "") : "");
    const failure = fault ? { code: "bad-field", ...fault } : null;
    const choice = (name: "kind" | "subject", label: string, options: Readonly<Record<string, string>>) => (
      <label>{label}<select name={name} required {...fieldOf(failure, name)}><option value="">{words.choose}</option>{Object.entries(options).map(([own, word]) => <option value={own} selected={value(name) === own}>{word}</option>)}</select></label>
    );
    const optional = <span class="hint"> ({words.optional})</span>;
    return frame(c, language, "/synpunkter", words.title, (
      <>
        <h1>{words.title}</h1>
        {failure && <FailureBox heading={words.faults.heading} {...failure} />}
        <p class="lead-text">{words.lead}</p>
        <form method="post" class="narrow" action={`/synpunkter?sprak=${language}`} data-kept="synpunkt" data-kept-for="session" data-offline={words.offline} {...(sent ? { "data-sent": "" } : {})}>
          <input type="hidden" name="key" value={key} data-key />
          <label>{words.committee}<select name="committee" required {...fieldOf(failure, "committee")}><option value="">{words.choose}</option>{committees.map(({ name, slug }) => <option value={slug} selected={value("committee") === slug} lang="sv">{name}</option>)}</select></label>
          {choice("kind", words.kind, words.kinds)}
          {choice("subject", words.subject, words.subjects)}
          <label>{words.place}{optional}<input class="ds-input" name="place" maxlength={200} value={value("place")} {...fieldOf(failure, "place")} /></label>
          <label>{words.body}<textarea class="ds-input" name="body" rows={8} required maxlength={5000} {...fieldOf(failure, "body")}>{value("body")}</textarea></label>
          <p class="muted small">{words.secrecy}</p>
          <label class="tick"><input type="checkbox" name="answer" value="yes" checked={value("answer") === "yes"} /> {words.answer}</label>
          <p class="muted small">{words.answerHint}</p>
          <label>{words.sender}{optional}<input class="ds-input" name="sender" maxlength={100} autocomplete="name" value={value("sender")} {...fieldOf(failure, "sender")} /></label>
          <label>{words.contact}{optional}<input class="ds-input" name="contact" maxlength={200} autocomplete="email" value={value("contact")} {...fieldOf(failure, "contact")} /></label>
          <div class="trap" aria-hidden="true"><label>{words.leaveEmpty}<input name="website" tabindex={-1} autocomplete="off" data-unkept /></label></div>
          <p class="actions"><button class="ds-button">{words.send}</button> <span role="status" data-kept-words></span></p>
        </form>
        <h2>{words.receipt.follow}</h2>
        <form method="post" class="filters" action={`/synpunkter/kvitto?sprak=${language}`}>
          <label>{words.receipt.code}<input class="ds-input" name="code" size={16} autocomplete="off" required /></label>
          <button class="ds-button" data-variant="secondary">{words.receipt.look}</button>
        </form>
      </>
    ), fault ? (fault.message === words.faults.many ? 429 : 422) : 200);
  };
  app.get("/synpunkter", open, (c) => show(c, formLanguage(c.req.query("sprak")), null, null));
  app.post("/synpunkter", open, rateLimit(MOST_IN_WINDOW, form.address, async (c) => show(c, formLanguage(c.req.query("sprak")), { message: FORM_LANGUAGES[formLanguage(c.req.query("sprak"))].faults.many }, await c.req.formData().catch(() => new FormData()))), async (c) => {
    const language = formLanguage(c.req.query("sprak"));
    const { faults } = FORM_LANGUAGES[language];
    const sent = await c.req.formData().catch(() => new FormData());
    const secret = await formSecret(db);
    const seal = openSeal(secret, String(sent.get("key") ?? ""));
    if (!seal) return show(c, language, { message: faults.old }, sent);
    const code = receiptCode(secret, seal.key);
    const done = () => c.redirect(`/synpunkter/kvitto/${code}?ny=1&sprak=${language}`, 303);
    // What a person does not see is filled in by a machine: it is answered as the others, and kept nowhere.
    if (String(sent.get("website") ?? "") !== "") return done();
    if (seal.age < FASTEST_MS) return show(c, language, { message: faults.fast }, sent);
    const committee = (await listCommittees(db)).find(({ endedOn, slug }) => endedOn === null && slug === sentField(sent, "committee"));
    if (!committee) return show(c, language, { field: "committee", message: faults.committee }, sent);
    const read = readLeftFeedback((name) => sentField(sent, name), language);
    if ("message" in read) return show(c, language, read, sent);
    await leaveFeedback(db, { ...read.left, committeeId: committee.id, sentKey: codePrint(secret, seal.key), receipt: codePrint(secret, code) });
    return done();
  });
  app.post("/synpunkter/kvitto", open, rateLimit(MOST_IN_WINDOW * 2, form.address, (c) => c.text(FORM_LANGUAGES[formLanguage(c.req.query("sprak"))].faults.many, 429)), async (c) => {
    const code = typedCode(String((await c.req.formData().catch(() => new FormData())).get("code") ?? ""));
    return c.redirect(`/synpunkter/kvitto/${code || "-"}?sprak=${formLanguage(c.req.query("sprak"))}`, 303);
  });
  app.get("/synpunkter/kvitto/:code{[0-9A-Z-]{1,20}}", open, rateLimit(MOST_IN_WINDOW * 4, form.address, (c) => c.text(FORM_LANGUAGES[formLanguage(c.req.query("sprak"))].faults.many, 429)), async (c) => {
    const language = formLanguage(c.req.query("sprak"));
    const { receipt: words, title } = FORM_LANGUAGES[language];
    const code = typedCode(c.req.param("code"));
    const isNew = c.req.query("ny") === "1";
    const left = await findLeftFeedback(db, codePrint(await formSecret(db), code));
    const again = <p class="actions"><a href={`/synpunkter?sprak=${language}`}>{words.again}</a></p>;
    if (!left && !isNew) return frame(c, language, "/synpunkter", words.title, <><h1>{words.title}</h1><p>{words.unknown}</p><p class="actions"><a href={`/synpunkter?sprak=${language}`}>{title}</a></p></>, 404);
    const answers = left?.steps.filter(({ kind }) => kind === "answered") ?? [];
    return frame(c, language, `/synpunkter/kvitto/${code}`, words.title, (
      <>
        <h1>{words.title}</h1>
        {isNew && <p class="notice" role="status">{words.thanks}</p>}
        <p>{words.code}: <strong class="code">{code}</strong></p>
        <p>{words.keep}</p>
        {left && (
          <>
            <p class="prose">{left.body}</p>
            <dl class="terms">
              <dt>{words.received}</dt><dd>{left.receivedOn}</dd>
              {answers.map(({ note, onDate }) => <><dt>{words.answered} {onDate}</dt><dd class="prose" lang="sv">{note}</dd></>)}
              {dayOfStep(left.steps, "closed") !== null && <><dt>{words.closed}</dt><dd>{dayOfStep(left.steps, "closed")}</dd></>}
            </dl>
            {left.wantsAnswer === "yes" && answers.length === 0 && <p>{words.waiting}</p>}
          </>
        )}
        {again}
      </>
    ));
  });
}
