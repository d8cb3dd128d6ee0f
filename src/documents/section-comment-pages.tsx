import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { listAbleTo } from "../people/user-reads.ts";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addComment, notePartWriting, noteWriting, resolveComment } from "./section-comment-commands.ts";
import { commentsHref, listComments, listWriters } from "./section-comment-reads.ts";
import { LONGEST_QUOTE, threadsOf, type SectionComment, type SectionCommentThread } from "./section-comment.ts";
import type { SectionPlace } from "./section-text.ts";
import { findPlannedDocument } from "./template-reads.ts";
import { partKey, reachOfPart, type PlannedDocument } from "./template.ts";

/** What somebody had written when it was refused, or is led to write of. */
interface GivenComment {
  readonly quote: string;
  readonly body: string;
  /** The comment that it answers; 0 where it is a new one. */
  readonly answers: number;
  readonly asked: number;
}
interface CommentPlace extends SectionPlace {
  readonly section: string;
}
export interface CommentView {
  readonly threads: readonly SectionCommentThread[];
  readonly who: (key: string) => string;
  /** Who may be asked to answer. */
  readonly people: readonly { readonly id: number; readonly name: string }[];
  readonly may: boolean;
  /** Where they are said. */
  readonly href: string;
}

/** All that a section's comments are shown from. */
export async function loadCommentView(tools: PageTools<Scope>, c: Context, place: CommentPlace, home: string): Promise<CommentView> {
  const { db } = tools.command(c);
  const reach = reachOfPart(place);
  const comments = (await listComments(db, place)).filter(({ section }) => section === place.section);
  const may = tools.may(c, "document.comment", reach);
  const own = c.get("identity").userId;
  return {
    threads: threadsOf(comments), who: await tools.who(c, comments.flatMap(({ author, resolvedBy }) => [author, resolvedBy ?? ""])),
    people: may ? (await listAbleTo(db, "document.comment", reach)).filter(({ id }) => id !== own) : [], may, href: commentsHref(home, place.section),
  };
}

const Said = ({ comment, who }: { comment: SectionComment; who: CommentView["who"] }) => (
  <><p class="small muted"><strong>{who(comment.author)}</strong> {swedishTime(comment.writtenAt)}</p><p class="said">{comment.body}</p></>
);
const Asked = ({ chosen = 0, people }: { people: CommentView["people"]; chosen?: number | undefined }): Child =>
  people.length > 0 && <label>Be om svar från <span class="hint">(frivilligt)</span><select name="asked"><option value="">ingen särskild</option>{people.map(({ id, name }) => <option value={String(id)} selected={id === chosen}>{name}</option>)}</select></label>;

const Thread = ({ given, thread: { answers, comment }, view }: { thread: SectionCommentThread; view: CommentView; given?: GivenComment | undefined }) => (
  <article class="comment" id={`kommentar-${comment.id}`}>
    {comment.quote && <blockquote><p>{comment.quote}</p></blockquote>}
    <Said comment={comment} who={view.who} />
    {answers.length > 0 && <ul class="plain answers-to">{answers.map((answer) => <li><Said comment={answer} who={view.who} /></li>)}</ul>}
    {comment.resolvedBy !== null && <p class="small muted">Klar, sade {view.who(comment.resolvedBy)}.</p>}
    {view.may && (
      <div class="actions">
        <details open={given?.answers === comment.id}><summary>Svara<span class="visually-hidden"> på: {comment.body.slice(0, 60)}</span></summary>
          <form method="post" action={view.href} class="narrow">
            <input type="hidden" name="answers" value={String(comment.id)} />
            <label>Svar<textarea class="ds-input" name="comment" rows={3} required>{given?.answers === comment.id ? given.body : ""}</textarea></label>
            <Asked people={view.people} chosen={given?.answers === comment.id ? given.asked : 0} />
            <p class="actions"><button class="ds-button" data-variant="secondary">Svara</button></p>
          </form>
        </details>
        <form method="post" action={`${view.href}/${comment.id}/klar`}>
          <input type="hidden" name="klar" value={comment.resolvedBy === null ? "ja" : "nej"} />
          <button class="ds-button" data-variant="tertiary">{comment.resolvedBy === null ? "Klar" : "Ta upp igen"}<span class="visually-hidden">: {comment.body.slice(0, 60)}</span></button>
        </form>
      </div>
    )}
  </article>
);

/** A section's comments and where one says something; those that are done with fold away. */
export const Comments = ({ failure = null, given, view }: { failure?: Failure | null; given?: GivenComment; view: CommentView }) => {
  const begun = given?.answers === 0 ? given : undefined;
  const [open, done] = [view.threads.filter(({ comment }) => comment.resolvedBy === null), view.threads.filter(({ comment }) => comment.resolvedBy !== null)];
  return (
    <section id="kommentarer" class="comments">
      <h2>Kommentarer</h2>
      {failure && <FailureBox heading="Kommentaren är inte sparad" {...failure} />}
      {open.length === 0 && <p class="muted">Inga öppna kommentarer.</p>}
      {open.map((thread) => <Thread thread={thread} view={view} given={given} />)}
      {done.length > 0 && <details><summary>{counted(done.length, "klar kommentar", "klara kommentarer")}</summary>{done.map((thread) => <Thread thread={thread} view={view} given={given} />)}</details>}
      {view.may && (
        <details open={begun !== undefined} data-new-comment><summary>Ny kommentar</summary>
          <form method="post" action={view.href} class="narrow">
            <label>Gäller <span class="hint">(ett ord, en siffra eller en ruta ur texten; tomt om hela avsnittet)</span><input class="ds-input" name="quote" maxlength={LONGEST_QUOTE} autocomplete="off" value={begun?.quote ?? ""} {...fieldOf(failure, "quote")} /></label>
            <label>Kommentar <span class="hint">(@Namn ber någon svara)</span><textarea class="ds-input" name="comment" rows={4} required {...fieldOf(failure, "comment")}>{begun?.body ?? ""}</textarea></label>
            <Asked people={view.people} chosen={begun?.asked} />
            <p class="actions"><button class="ds-button" data-variant="secondary">Kommentera</button></p>
          </form>
        </details>
      )}
    </section>
  );
};

/** Where sections are talked of, and where it is told who writes in them. */
export function sectionCommentPages(app: Hono, tools: PageTools<Scope>): void {
  const load = async (c: Context): Promise<{ scope: Scope; planned: PlannedDocument; place: CommentPlace; heading: string; home: string } | null> => {
    const scope = await tools.scope(c);
    const planned = scope && (await findPlannedDocument(tools.command(c).db, scope.committee, scope.year, c.req.param("kind") ?? ""));
    const section = planned?.template.sections.find(({ key }) => key === c.req.param("section"));
    if (!scope || !planned || !section) return null;
    const asked = c.req.param("unit");
    const unit = asked === undefined ? null : section.perUnit === false ? undefined : (await unitsUnder(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === Number(asked));
    if (unit === undefined) return null;
    const place = { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key, section: unit ? partKey(section.key, unit.id) : section.key };
    return { scope, planned, place, heading: unit ? `${section.heading}: ${unit.name}` : section.heading, home: pageHref(scope, "dokument", `/${planned.key}`) };
  };
  const show = async (c: Context, loaded: NonNullable<Awaited<ReturnType<typeof load>>>, failure: Failure | null = null, given?: GivenComment) => {
    const { heading, home, place, planned, scope } = loaded;
    // Who reads a document does not thereby hear what is said of its drafts.
    if (!tools.may(c, "document.comment", reachOfPart(place))) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("document.comment") });
    const view = await loadCommentView(tools, c, place, home);
    return tools.page(c, {
      title: `Kommentarer: ${heading}`, active: "dokument", status: failure ? 422 : 200, writing: true, live: ["section_comment@here"],
      body: <><p class="small"><a href={`${home}#${place.section.split(".")[0]}`}>{planned.title}</a> · <a href={`${home}/avsnitt`}>Alla avsnitt</a></p><h1>{heading}</h1><Comments view={view} failure={failure} {...(given ? { given } : {})} /></>,
    }, scope);
  };
  const base = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/avsnitt/:section{[a-z0-9-]+}";
  for (const address of [base, `${base}/enhet/:unit{[0-9]{1,9}}`]) {
    app.get(`${address}/kommentarer`, guard("document.comment"), async (c) => {
      const loaded = await load(c);
      const quote = c.req.query("citat")?.slice(0, LONGEST_QUOTE);
      return loaded ? show(c, loaded, null, quote === undefined ? undefined : { quote, body: "", answers: 0, asked: 0 }) : tools.notFound(c);
    });
    app.post(`${address}/kommentarer`, guard("document.comment"), async (c) => {
      const loaded = await load(c);
      if (!loaded) return tools.notFound(c);
      const form = await c.req.formData().catch(() => new FormData());
      const given = { quote: sentField(form, "quote") ?? "", body: sentField(form, "comment") ?? "", answers: sentNumber(form, "answers"), asked: sentNumber(form, "asked") };
      const { answers, asked, body, quote } = given;
      const added = await addComment(tools.command(c), { ...loaded.place, body, quote, answersId: answers || null, asked: asked ? [asked] : [] });
      return added.ok ? c.redirect(`${commentsHref(loaded.home, loaded.place.section)}#kommentar-${answers || added.value.id}`, 303) : show(c, loaded, added.failure, given);
    });
    app.post(`${address}/kommentarer/:id{[0-9]{1,9}}/klar`, guard("document.comment"), async (c) => {
      const loaded = await load(c);
      if (!loaded) return tools.notFound(c);
      const form = await c.req.formData().catch(() => new FormData());
      const done = await resolveComment(tools.command(c), { commentId: Number(c.req.param("id")), resolved: form.get("klar") === "ja" });
      return done.ok ? c.redirect(`${commentsHref(loaded.home, loaded.place.section)}#kommentarer`, 303) : show(c, loaded, done.failure);
    });
    const unit = address !== base;
    app.post(`${address}/skriver`, guard(unit ? "document.write-part" : "document.write"), async (c) => {
      const loaded = await load(c);
      if (!loaded) return tools.notFound(c);
      const context = tools.command(c);
      const form = await c.req.formData().catch(() => new FormData());
      await (unit ? notePartWriting : noteWriting)(context, { ...loaded.place, writes: form.get("slut") === null });
      return c.json({ writers: await tellWriters(tools, c, loaded.place) });
    });
  }
}

/** Who else writes in a section just now, in words: "Anna Ek skriver här sedan 10:32". */
export async function tellWriters(tools: PageTools<Scope>, c: Context, place: CommentPlace): Promise<string> {
  const { actor } = c.get("identity");
  const others = (await listWriters(tools.command(c).db, place)).filter((writer) => writer.actor !== actor.key);
  if (!others.length) return "";
  const who = await tools.who(c, others.map((writer) => writer.actor));
  return `${others.map((writer) => `${who(writer.actor)} (sedan ${swedishTime(writer.since).slice(-5)})`).join(" och ")} skriver i avsnittet just nu. Vänta gärna; skriver ni båda vägs det ihop, och inget går förlorat.`;
}
