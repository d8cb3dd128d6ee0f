import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { makeAssessment } from "./assessment-commands.ts";
import { listAssessments, listLevels } from "./assessment-reads.ts";
import { levelOfColour, type AssessedSubject, type AssessmentSubject } from "./assessment.ts";

/** Finds what is to be judged, as the slice that keeps it knows it; null where it is not the committee's, nor the council's. */
export type FindAssessed = (db: Db, scope: Scope, id: number) => Promise<AssessedSubject | null>;

/** How each kind is judged: where, under what title, and which slice's it is. */
export interface AssessedKind {
  readonly kind: AssessmentSubject;
  /** The part of the address before the number: "mal". */
  readonly path: string;
  readonly title: string;
  readonly find: FindAssessed;
}

/** Where one judges something at a follow-up, with what its own slice knows of it beside. */
export function assessPages(app: Hono, tools: PageTools<Scope>, kinds: readonly AssessedKind[]): void {
  for (const kind of kinds) assessPage(app, tools, kind);
}

function assessPage(app: Hono, tools: PageTools<Scope>, { find, kind, path, title }: AssessedKind): void {
  const subjectKey = kind.replace("-", "_");
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const { db } = tools.command(c);
    const id = Number(c.req.param("id"));
    const found = await find(db, scope, id);
    if (!found) return null;
    if (!tools.may(c, "assess", found.reach)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("assess") });
    const points = (await listFollowUpPoints(db, scope.committee.municipalityId)).filter(({ year }) => year === scope.year);
    const asked = Number(c.req.query("uppfoljning") ?? 0);
    // The last point that has been, or the first of the year.
    const point: FollowUpPoint | null = points.find((one) => one.id === asked) ?? points.findLast(({ onDate }) => onDate <= today()) ?? points[0] ?? null;
    const current = point ? ((await listAssessments(db, kind, [id])).find(({ followUpPointId }) => followUpPointId === point.id) ?? null) : null;
    const levels = await listLevels(db, [found.scale]);
    const evidence = point ? await found.evidence(point.onDate) : null;
    return { scope, id, found, points, point, current, levels, evidence, proposed: evidence ? levelOfColour(evidence.colour, levels) : null };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const page = (c: Context, { found, id, scope }: Loaded, heading: string, body: Child, status: 200 | 409 | 422 = 200) =>
    tools.page(c, {
      title: heading, active: found.active, status, live: [`${subjectKey}:${id}`], writing: true,
      body: <><p class="small"><a href={found.listHref}>{found.listWords}</a></p><h1>{heading}</h1><p class="lead-text">{found.text}</p>{body}</>,
    }, scope);
  const form = (c: Context, { current, evidence, found, levels, point, points, proposed, scope }: Loaded, failure: Failure | null, given: { levelId: number; reasoning: string | null; current: number | null } | null) => (
    <>
      {failure && <FailureBox heading="Inget är sparat" {...failure} />}
      {!point ? <p>{scope.year} har inga uppföljningstillfällen ännu. <a href={pageHref(scope, "uppfoljning")}>Öppna året</a> först.</p> : (
        <>
          {points.length > 1 && <form class="filters" method="get"><label>Uppföljning<select name="uppfoljning">{points.map((one) => <option value={String(one.id)} selected={one.id === point.id}>{one.name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
          <form method="post" action={`${c.req.path}?uppfoljning=${point.id}`} class="narrow">
            <input type="hidden" name="current" value={String(given ? (given.current ?? 0) : (current?.id ?? 0))} />
            {evidence && (
              <div class="notice">
                <p>{evidence.proposes && (proposed ? <>Regeln föreslår <StatusMark status={proposed} />. </> : "Regeln föreslår ingen nivå. ")}{evidence.words} <a href={evidence.href}>Hela underlaget</a></p>
                {evidence.facts && evidence.facts.length > 0 && <ul>{evidence.facts.map((fact) => <li>{fact}</li>)}</ul>}
              </div>
            )}
            <fieldset {...fieldOf(failure, "level")}><legend>{point.name}</legend>
              {levels.map((level) => <p><label><input type="radio" name="level" value={String(level.id)} checked={(given?.levelId ?? current?.level.id ?? proposed?.id) === level.id} required /> <StatusMark status={level} /></label></p>)}
            </fieldset>
            <label>Motivering<textarea class="ds-input" name="reasoning" rows={6} required {...fieldOf(failure, "reasoning")}>{given ? (given.reasoning ?? "") : (current?.reasoning ?? "")}</textarea></label>
            <p class="muted small">En tidigare bedömning skrivs inte över: den finns kvar i historiken.</p>
            <p class="actions"><button class="ds-button">Spara bedömningen</button> <a href={found.listHref}>Avbryt</a></p>
          </form>
        </>
      )}
    </>
  );
  const address = `/:committee/:year{[0-9]{4}}/${path}/:id{[0-9]{1,9}}/bedomning`;
  app.get(address, guard("assess"), async (c) => {
    const loaded = await load(c);
    return loaded ? page(c, loaded, title, form(c, loaded, null, null)) : tools.notFound(c);
  });
  app.post(address, guard("assess"), async (c) => {
    const loaded = await load(c);
    if (!loaded || !loaded.point) return tools.notFound(c);
    const { evidence, found, id, point, proposed } = loaded;
    const sent = await c.req.formData().catch(() => new FormData());
    const number = (name: string) => sentNumber(sent, name);
    const input = { levelId: number("level"), reasoning: sentField(sent, "reasoning"), current: number("current") || null };
    try {
      const saved = await makeAssessment(tools.command(c), { committeeId: found.committeeId, subjectKind: kind, subjectId: id, followUpPointId: point.id, ...input, proposedLevelId: proposed?.id ?? null, proposal: evidence?.words || null });
      return saved.ok ? c.redirect(found.savedHref, 303) : page(c, loaded, title, form(c, loaded, saved.failure, input), 422);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      const { conflict } = error;
      const who = await tools.who(c, [conflict.by ?? ""]);
      const { base, theirs } = conflict.conflicts[0]!;
      return page(c, loaded, "Två har bedömt samma sak", (
        <>
          <FailureBox heading="Din bedömning är inte sparad ännu" message={`${conflict.by ? who(conflict.by) : "Någon annan"} hann före. Läs den andras bedömning och välj om din ska ersätta den.`} />
          <h2>{conflict.by ? who(conflict.by) : "Den andra"} skrev</h2>
          {(theirs ?? "").split("\n\n").map((part) => <p class="version">{part}</p>)}
          <h2>Ni utgick båda från</h2>
          {base === null ? <p>Ingen bedömning fanns.</p> : (base ?? "(okänt)").split("\n\n").map((part) => <p class="version">{part}</p>)}
          <p><a href={found.listHref}>Låt den andras bedömning stå</a></p>
          <h2>Din bedömning</h2>
          {form(c, { ...loaded, points: [point] }, null, { ...input, current: conflict.version })}
        </>
      ), 409);
    }
  });
}
