import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import type { AssessmentSubject } from "../assessment/assessment.ts";
import { SCALES_OF } from "../assessment/assessment.ts";
import { listAssessments, listLevels } from "../assessment/assessment-reads.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import type { Context as CommandContext } from "../platform/command.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure, type Outcome } from "../platform/outcome.ts";
import { ConflictForm, sentField, sentVersion } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { changeGoal } from "./goal-commands.ts";
import { listAssignments, listGoals } from "./goal-reads.ts";

/** What pages of goals need of the slice that keeps assessments. */
export type MakeAssessment = (context: CommandContext, input: {
  committeeId: number; subjectKind: AssessmentSubject; subjectId: number; followUpPointId: number; levelId: number; reasoning: string | null; current: number | null;
}) => Promise<Outcome<{ id: number }>>;

export function goalEditPages(app: Hono, tools: PageTools<Scope>, makeAssessment: MakeAssessment): void {
  const page = (c: Context, scope: Scope, subject: string, title: string, text: string, body: Child, status: 200 | 409 | 422 = 200) =>
    tools.page(c, { title, active: "mal", status, live: [subject], writing: true, body: <><p class="small"><a href={pageHref(scope, "mal")}>Alla mål</a></p><h1>{title}</h1>{text && <p class="lead-text">{text}</p>}{body}</> }, scope);
  const refuse = (c: Context, action: string, scope: Scope) => {
    if (!tools.may(c, action, scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal(action) });
  };
  const goalOf = async (c: Context, scope: Scope) => (await listGoals(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("id")));

  const edit = "/:committee/:year{[0-9]{4}}/mal/:id{[0-9]{1,9}}/andring";
  const form = (scope: Scope, goal: { id: number; version: number; text: string; reason?: string | null }, failure: Failure | null) => (
    <>
      {failure && <FailureBox heading="Inget är sparat" {...failure} />}
      <form method="post" action={pageHref(scope, "mal", `/${goal.id}/andring`)} class="narrow">
        <input type="hidden" name="version" value={String(goal.version)} />
        <label>Målets text<textarea class="ds-input" name="text" rows={4} required {...fieldOf(failure, "text")}>{goal.text}</textarea></label>
        <label>Varför ändras det? (valfritt; syns i historiken)<input class="ds-input" name="reason" maxlength={1000} value={goal.reason ?? ""} /></label>
        <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "mal", `#mal-${goal.id}`)}>Avbryt</a></p>
      </form>
    </>
  );
  app.get(edit, guard("goal.plan"), async (c) => {
    const scope = await tools.scope(c);
    const goal = scope && (await goalOf(c, scope));
    if (!scope || !goal) return tools.notFound(c);
    refuse(c, "goal.plan", scope);
    return page(c, scope, `goal:${goal.id}`, "Ändra målet", "", form(scope, goal, null));
  });
  app.post(edit, guard("goal.plan"), async (c) => {
    const scope = await tools.scope(c);
    const goal = scope && (await goalOf(c, scope));
    if (!scope || !goal) return tools.notFound(c);
    const sent = await c.req.formData().catch(() => new FormData());
    const text = sentField(sent, "text") ?? "";
    const reason = sentField(sent, "reason");
    try {
      const saved = await changeGoal(tools.command(c), { goalId: goal.id, version: sentVersion(sent), text, reason });
      if (!saved.ok) return page(c, scope, `goal:${goal.id}`, "Ändra målet", "", form(scope, { ...goal, text, reason, version: sentVersion(sent) }, saved.failure), 422);
      return c.redirect(pageHref(scope, "mal", `?sparat=1#mal-${goal.id}`), 303);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      const { conflict } = error;
      const who = await tools.who(c, [conflict.by ?? ""]);
      return page(c, scope, `goal:${goal.id}`, "Två har ändrat målet", "", (
        <ConflictForm away={pageHref(scope, "mal", `#mal-${goal.id}`)} action={pageHref(scope, "mal", `/${goal.id}/andring`)} conflict={conflict} who={who} asked={conflict.conflicts.map((one) => ({ name: "text", label: "Målets text", conflict: one, prose: true }))}>
          <input type="hidden" name="version" value={String(conflict.version)} />
          <input type="hidden" name="reason" value={reason ?? ""} />
        </ConflictForm>
      ), 409);
    }
  });

  const judge = (kind: "goal" | "assignment", path: string) => {
    const address = `/:committee/:year{[0-9]{4}}/${path}/:id{[0-9]{1,9}}/bedomning`;
    const load = async (c: Context) => {
      const scope = await tools.scope(c);
      if (!scope) return null;
      const { db } = tools.command(c);
      const id = Number(c.req.param("id"));
      const text = (kind === "goal" ? await listGoals(db, scope.committee.id, scope.year) : await listAssignments(db, scope.committee.id, scope.year)).find((one) => one.id === id)?.text;
      if (text === undefined) return null;
      const points = (await listFollowUpPoints(db, scope.committee.municipalityId)).filter(({ year }) => year === scope.year);
      const asked = Number(c.req.query("uppfoljning") ?? 0);
      // The last point that has been, or the first of the year.
      const point = points.find((one) => one.id === asked) ?? points.findLast(({ onDate }) => onDate <= today()) ?? points[0] ?? null;
      const current = point ? ((await listAssessments(db, kind, [id])).find(({ followUpPointId }) => followUpPointId === point.id) ?? null) : null;
      const levels = await listLevels(db, SCALES_OF[kind].slice(0, 1));
      return { scope, id, text, points, point, current, levels };
    };
    type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
    const assessForm = ({ current, id, levels, point, points, scope }: Loaded, failure: Failure | null, given: { levelId: number; reasoning: string | null; current: number | null } | null) => (
      <>
        {failure && <FailureBox heading="Inget är sparat" {...failure} />}
        {!point ? <p>{scope.year} har inga uppföljningstillfällen ännu.</p> : (
          <>
            {points.length > 1 && <form class="filters" method="get"><label>Uppföljning<select name="uppfoljning">{points.map((one) => <option value={String(one.id)} selected={one.id === point.id}>{one.name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
            <form method="post" action={pageHref(scope, "mal", "").replace(/mal$/, `${path}/${id}/bedomning?uppfoljning=${point.id}`)} class="narrow">
              <input type="hidden" name="current" value={String(given ? (given.current ?? 0) : (current?.id ?? 0))} />
              <fieldset {...fieldOf(failure, "level")}><legend>{point.name}</legend>
                {levels.map((level) => <p><label><input type="radio" name="level" value={String(level.id)} checked={(given?.levelId ?? current?.level.id) === level.id} required /> <StatusMark status={level} /></label></p>)}
              </fieldset>
              <label>Motivering<textarea class="ds-input" name="reasoning" rows={6} required {...fieldOf(failure, "reasoning")}>{given ? (given.reasoning ?? "") : (current?.reasoning ?? "")}</textarea></label>
              <p class="muted small">En tidigare bedömning skrivs inte över: den finns kvar i historiken.</p>
              <p class="actions"><button class="ds-button">Spara bedömningen</button> <a href={pageHref(scope, "mal")}>Avbryt</a></p>
            </form>
          </>
        )}
      </>
    );
    app.get(address, guard("assess"), async (c) => {
      const loaded = await load(c);
      if (!loaded) return tools.notFound(c);
      refuse(c, "assess", loaded.scope);
      return page(c, loaded.scope, `${kind}:${loaded.id}`, kind === "goal" ? "Bedöm målet" : "Bedöm uppdraget", loaded.text, assessForm(loaded, null, null));
    });
    app.post(address, guard("assess"), async (c) => {
      const loaded = await load(c);
      if (!loaded || !loaded.point) return tools.notFound(c);
      const { id, point, scope, text } = loaded;
      const sent = await c.req.formData().catch(() => new FormData());
      const number = (name: string) => Number(/^\d{1,9}$/.exec(String(sent.get(name) ?? ""))?.[0] ?? 0);
      const input = { levelId: number("level"), reasoning: sentField(sent, "reasoning"), current: number("current") || null };
      const title = kind === "goal" ? "Bedöm målet" : "Bedöm uppdraget";
      try {
        const saved = await makeAssessment(tools.command(c), { committeeId: scope.committee.id, subjectKind: kind, subjectId: id, followUpPointId: point.id, ...input });
        if (!saved.ok) return page(c, scope, `${kind}:${id}`, title, text, assessForm(loaded, saved.failure, input), 422);
        return c.redirect(pageHref(scope, "mal", `?sparat=1#${kind === "goal" ? "mal" : "uppdrag"}-${id}`), 303);
      } catch (error) {
        if (!(error instanceof Conflicted)) throw error;
        const { conflict } = error;
        const who = await tools.who(c, [conflict.by ?? ""]);
        const { base, theirs } = conflict.conflicts[0]!;
        return page(c, scope, `${kind}:${id}`, "Två har bedömt samma sak", text, (
          <>
            <FailureBox heading="Din bedömning är inte sparad ännu" message={`${conflict.by ? who(conflict.by) : "Någon annan"} hann före. Läs den andras bedömning och välj om din ska ersätta den.`} />
            <h2>{conflict.by ? who(conflict.by) : "Den andra"} skrev</h2>
            {(theirs ?? "").split("\n\n").map((part) => <p class="version">{part}</p>)}
            <h2>Ni utgick båda från</h2>
            {base === null ? <p>Ingen bedömning fanns.</p> : (base ?? "(okänt)").split("\n\n").map((part) => <p class="version">{part}</p>)}
            <p><a href={pageHref(scope, "mal")}>Låt den andras bedömning stå</a></p>
            <h2>Din bedömning</h2>
            {assessForm({ ...loaded, points: [point] }, null, { ...input, current: conflict.version })}
          </>
        ), 409);
      }
    });
  };
  judge("goal", "mal");
  judge("assignment", "uppdrag");
}
