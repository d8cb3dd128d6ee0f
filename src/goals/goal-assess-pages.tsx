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
import { sentField } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import type { Db } from "../platform/db/database.ts";
import { evidenceOf, levelOfLight } from "./goal-evidence.ts";
import { loadEvidence } from "./goal-evidence-reads.ts";
import { listAssignments, listGoalsOf } from "./goal-reads.ts";
import type { Goal } from "./goal.ts";
import { steeringModel } from "./steering-model-reads.ts";

/** What pages of goals need of the slice that keeps assessments. */
export type MakeAssessment = (context: CommandContext, input: {
  committeeId: number; subjectKind: AssessmentSubject; subjectId: number; followUpPointId: number; levelId: number; reasoning: string | null; current: number | null; proposedLevelId?: number | null; proposal?: string | null;
}) => Promise<Outcome<{ id: number }>>;

const JUDGED = { goal: { title: "Bedöm målet" }, activity: { title: "Bedöm aktiviteten" }, assignment: { title: "Bedöm uppdraget" } } as const;

/** What is judged, whose it is, and the goal itself where it is one; null where it is not the committee's, nor the council's. */
async function subjectOf(db: Db, kind: "goal" | "activity" | "assignment", id: number, scope: Scope): Promise<{ text: string; ownerId: number; goal: Goal | null } | null> {
  if (kind === "assignment") {
    const text = (await listAssignments(db, scope.committee.id, scope.year)).find((one) => one.id === id)?.text;
    return text === undefined ? null : { text, ownerId: scope.committee.id, goal: null };
  }
  const goals = await listGoalsOf(db, [scope.committee.id, scope.committee.municipalityId], scope.year);
  const goal = goals.find((one) => (kind === "goal" ? one.id === id : one.activities.some((activity) => activity.id === id)));
  if (!goal) return null;
  return kind === "goal" ? { text: goal.text, ownerId: goal.committeeId, goal } : { text: goal.activities.find((activity) => activity.id === id)!.title, ownerId: goal.committeeId, goal: null };
}

/** Where one judges a goal, an activity or an assignment at a follow-up, with what the rule proposes beside. */
export function goalAssessPages(app: Hono, tools: PageTools<Scope>, makeAssessment: MakeAssessment): void {
  const page = (c: Context, scope: Scope, subject: string, title: string, text: string, body: Child, status: 200 | 409 | 422 = 200) =>
    tools.page(c, { title, active: "mal", status, live: [subject], writing: true, body: <><p class="small"><a href={pageHref(scope, "mal")}>Alla mål</a></p><h1>{title}</h1>{text && <p class="lead-text">{text}</p>}{body}</> }, scope);
  const refuse = (c: Context, action: string, ownerId: number) => {
    if (!tools.may(c, action, ownerId)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal(action) });
  };
  const judge = (kind: "goal" | "activity" | "assignment", path: string) => {
    const { title } = JUDGED[kind];
    const address = `/:committee/:year{[0-9]{4}}/${path}/:id{[0-9]{1,9}}/bedomning`;
    const load = async (c: Context) => {
      const scope = await tools.scope(c);
      if (!scope) return null;
      const { db } = tools.command(c);
      const id = Number(c.req.param("id"));
      const found = await subjectOf(db, kind, id, scope);
      if (!found) return null;
      const { goal, ownerId, text } = found;
      const points = (await listFollowUpPoints(db, scope.committee.municipalityId)).filter(({ year }) => year === scope.year);
      const asked = Number(c.req.query("uppfoljning") ?? 0);
      // The last point that has been, or the first of the year.
      const point = points.find((one) => one.id === asked) ?? points.findLast(({ onDate }) => onDate <= today()) ?? points[0] ?? null;
      const current = point ? ((await listAssessments(db, kind, [id])).find(({ followUpPointId }) => followUpPointId === point.id) ?? null) : null;
      const model = await steeringModel(db, scope.committee.municipalityId, scope.year);
      const scale = goal ? model.levels.find(({ levelId }) => levelId === goal.levelId)?.scale : null;
      const levels = await listLevels(db, [scale ?? SCALES_OF[kind][0]!]);
      const evidence = goal && point ? evidenceOf(goal, await loadEvidence(db, scope, [goal], Number(point.onDate.slice(5, 7)))) : null;
      const proposed = evidence?.proposal ? levelOfLight(evidence.proposal.light, levels) : null;
      return { scope, id, ownerId, text, points, point, current, levels, evidence, proposed };
    };
    type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
    const assessForm = ({ current, evidence, id, levels, point, points, proposed, scope }: Loaded, failure: Failure | null, given: { levelId: number; reasoning: string | null; current: number | null } | null) => (
      <>
        {failure && <FailureBox heading="Inget är sparat" {...failure} />}
        {!point ? <p>{scope.year} har inga uppföljningstillfällen ännu.</p> : (
          <>
            {points.length > 1 && <form class="filters" method="get"><label>Uppföljning<select name="uppfoljning">{points.map((one) => <option value={String(one.id)} selected={one.id === point.id}>{one.name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
            <form method="post" action={pageHref(scope, "mal", "").replace(/mal$/, `${path}/${id}/bedomning?uppfoljning=${point.id}`)} class="narrow">
              <input type="hidden" name="current" value={String(given ? (given.current ?? 0) : (current?.id ?? 0))} />
              {evidence?.proposal && <p class="notice">{proposed ? <>Regeln föreslår <StatusMark status={proposed} />. </> : "Regeln föreslår ingen nivå. "}{evidence.proposal.words} <a href={pageHref(scope, "mal", `/${id}`)}>Hela underlaget</a></p>}
              <fieldset {...fieldOf(failure, "level")}><legend>{point.name}</legend>
                {levels.map((level) => <p><label><input type="radio" name="level" value={String(level.id)} checked={(given?.levelId ?? current?.level.id ?? proposed?.id) === level.id} required /> <StatusMark status={level} /></label></p>)}
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
      refuse(c, "assess", loaded.ownerId);
      return page(c, loaded.scope, `${kind}:${loaded.id}`, title, loaded.text, assessForm(loaded, null, null));
    });
    app.post(address, guard("assess"), async (c) => {
      const loaded = await load(c);
      if (!loaded || !loaded.point) return tools.notFound(c);
      const { evidence, id, ownerId, point, proposed, scope, text } = loaded;
      const sent = await c.req.formData().catch(() => new FormData());
      const number = (name: string) => Number(/^\d{1,9}$/.exec(String(sent.get(name) ?? ""))?.[0] ?? 0);
      const input = { levelId: number("level"), reasoning: sentField(sent, "reasoning"), current: number("current") || null };
      try {
        const saved = await makeAssessment(tools.command(c), { committeeId: ownerId, subjectKind: kind, subjectId: id, followUpPointId: point.id, ...input, proposedLevelId: proposed?.id ?? null, proposal: evidence?.proposal?.words ?? null });
        if (!saved.ok) return page(c, scope, `${kind}:${id}`, title, text, assessForm(loaded, saved.failure, input), 422);
        return c.redirect(kind === "goal" ? pageHref(scope, "mal", `/${id}?sparat=1`) : pageHref(scope, "mal", `?sparat=1#${kind === "activity" ? "aktivitet" : "uppdrag"}-${id}`), 303);
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
  judge("activity", "aktiviteter");
  judge("assignment", "uppdrag");
}
