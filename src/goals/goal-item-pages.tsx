import type { Context, Hono } from "hono";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import type { FieldSpec } from "../platform/ui/field-form.tsx";
import { activitySpecs, sentChoice, Ticks, unitChoices } from "./goal-edit-pages.tsx";
import { addAssignment, changeActivity, changeAssignment, retirePlanned } from "./goal-plan-commands.ts";
import { listAssignments, listGoalsOf } from "./goal-reads.ts";
import { ASSIGNMENT_KINDS, type Activity, type Assignment, type Goal } from "./goal.ts";

const ASSIGNMENT_SPECS: readonly FieldSpec[] = [
  { name: "text", label: "Uppdrag eller fokusområde", kind: "area", required: true, rows: 3 },
  { name: "kind", label: "Slag", kind: "select", options: Object.entries(ASSIGNMENT_KINDS) },
  { name: "description", label: "Beskrivning", kind: "area" },
  { name: "decided", label: "Beslutat", hint: "(av vem och när)" },
  { name: "responsible", label: "Ansvarig", hint: "(roll eller funktion)" },
  { name: "due_on", label: "Klart senast", kind: "date" },
];

/** Where activities, assignments and focus areas are changed and ended. */
export function goalItemPages(app: Hono, tools: PageTools<Scope>): void {
  const trail = (scope: Scope) => <a href={pageHref(scope, "mal")}>Alla mål</a>;
  const address = (path: string) => `/:committee/:year{[0-9]{4}}/${path}`;
  const idOf = (c: Context) => Number(c.req.param("id"));
  const activityOf = async (c: Context): Promise<{ scope: Scope; goal: Goal; activity: Activity } | null> => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const goal = (await listGoalsOf(tools.command(c).db, [scope.committee.id, scope.committee.municipalityId], scope.year)).find(({ activities }) => activities.some(({ id }) => id === idOf(c)));
    return goal ? { scope, goal, activity: goal.activities.find(({ id }) => id === idOf(c))! } : null;
  };
  const assignmentOf = async (c: Context): Promise<{ scope: Scope; assignment: Assignment } | null> => {
    const scope = await tools.scope(c);
    const assignment = scope && (await listAssignments(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === idOf(c));
    return scope && assignment ? { scope, assignment } : null;
  };
  const ENDING = { reason: "required", fields: [{ name: "on", label: "Gäller inte från och med", kind: "date", required: true }] } as const;

  formPages(app, tools, address("aktiviteter/:id{[0-9]{1,9}}/andring"), { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const found = await activityOf(c);
    if (!found) return null;
    const { activity, goal, scope } = found;
    return {
      scope, reach: goal.committeeId, version: activity.version, title: "Ändra aktiviteten", reason: "optional", live: [`goal:${goal.id}`], away: pageHref(scope, "mal", `/${goal.id}`),
      trail: <>{trail(scope)} · <a href={pageHref(scope, "mal", `/${goal.id}`)}>Målet</a></>, intro: <p class="lead-text">{goal.text}</p>, fields: activitySpecs(await unitChoices(tools, c, goal.committeeId, scope.year)),
      values: { title: activity.title, description: activity.description, responsible: activity.responsible, unit_id: activity.unitId === null ? null : String(activity.unitId), starts_on: activity.startsOn, ends_on: activity.endsOn },
      after: <p><a href={pageHref(scope, "aktiviteter", `/${activity.id}/avslut`)}>Avsluta aktiviteten</a></p>,
      save: ({ fields, reason, version }) => changeActivity(tools.command(c), { activityId: activity.id, version, reason, fields }),
      done: () => pageHref(scope, "mal", `/${goal.id}?sparat=1`),
    };
  });
  formPages(app, tools, address("aktiviteter/:id{[0-9]{1,9}}/avslut"), { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const found = await activityOf(c);
    if (!found) return null;
    const { activity, goal, scope } = found;
    return {
      ...ENDING, scope, reach: goal.committeeId, version: activity.version, title: "Avsluta aktiviteten", button: "Avsluta", trail: trail(scope), intro: <p class="lead-text">{activity.title}</p>, values: { on: today() }, away: pageHref(scope, "mal", `/${goal.id}`),
      save: ({ fields, reason, version }) => retirePlanned(tools.command(c), { table: "activity", id: activity.id, version, on: fields["on"] ?? "", reason }),
      done: () => pageHref(scope, "mal", `/${goal.id}?sparat=1`),
    };
  });

  formPages(app, tools, address("uppdrag/nytt"), { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    return scope && {
      scope, reach: scope.committee.id, version: 0, title: "Nytt uppdrag eller fokusområde", button: "Lägg till", trail: trail(scope), fields: ASSIGNMENT_SPECS, values: { kind: "assignment" }, away: pageHref(scope, "mal", "#uppdrag"),
      save: ({ fields }) => addAssignment(tools.command(c), { committeeId: scope.committee.id, year: scope.year, fields: { ...fields, text: fields["text"] ?? "" } }),
      done: (value) => pageHref(scope, "mal", `?sparat=1#uppdrag-${(value as { id: number }).id}`),
    };
  });
  formPages(app, tools, address("uppdrag/:id{[0-9]{1,9}}/andring"), { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const found = await assignmentOf(c);
    if (!found) return null;
    const { assignment, scope } = found;
    const points = (await listFollowUpPoints(tools.command(c).db, scope.committee.municipalityId)).filter(({ year }) => year === scope.year);
    return {
      scope, reach: scope.committee.id, version: assignment.version, title: assignment.kind === "assignment" ? "Ändra uppdraget" : "Ändra fokusområdet", reason: "optional", live: [`assignment:${assignment.id}`], trail: trail(scope), fields: ASSIGNMENT_SPECS,
      values: { text: assignment.text, kind: assignment.kind, description: assignment.description, decided: assignment.decided, responsible: assignment.responsible, due_on: assignment.dueOn }, away: pageHref(scope, "mal", `#uppdrag-${assignment.id}`),
      more: (sent) => <Ticks name="tillfallen" legend="Redovisas vid" sent={sent} chosen={assignment.pointIds} choices={points.map(({ id, name }) => [id, name])} />,
      after: <p><a href={pageHref(scope, "uppdrag", `/${assignment.id}/avslut`)}>Avsluta {ASSIGNMENT_KINDS[assignment.kind]}et</a></p>,
      save: ({ fields, form, reason, version }) => changeAssignment(tools.command(c), { assignmentId: assignment.id, version, reason, fields, points: sentChoice(form, "tillfallen") }),
      done: () => pageHref(scope, "mal", `?sparat=1#uppdrag-${assignment.id}`),
    };
  });
  formPages(app, tools, address("uppdrag/:id{[0-9]{1,9}}/avslut"), { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const found = await assignmentOf(c);
    if (!found) return null;
    const { assignment, scope } = found;
    return {
      ...ENDING, scope, reach: scope.committee.id, version: assignment.version, title: `Avsluta ${ASSIGNMENT_KINDS[assignment.kind]}et`, button: "Avsluta", trail: trail(scope), intro: <p class="lead-text">{assignment.text}</p>, values: { on: today() }, away: pageHref(scope, "mal", `#uppdrag-${assignment.id}`),
      save: ({ fields, reason, version }) => retirePlanned(tools.command(c), { table: "assignment", id: assignment.id, version, on: fields["on"] ?? "", reason }),
      done: () => pageHref(scope, "mal", "?sparat=1#uppdrag"),
    };
  });
}
