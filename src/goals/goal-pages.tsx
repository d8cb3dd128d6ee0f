import type { Context, Hono } from "hono";
import type { Assessment } from "../assessment/assessment.ts";
import { statedText, targetRow, valueRow, yearValue, type Indicator } from "../indicators/indicator.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { figure } from "../platform/figure.ts";
import { counted } from "../platform/swedish.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { FigureLink, historyHref, sourceHref } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import type { GoalEvidence } from "./goal-evidence.ts";
import { LIGHT_MARKS, NOT_ASSESSED } from "./goal-status.ts";
import { ASSIGNMENT_KINDS, type Goal, type GoalNode } from "./goal.ts";
import { loadGoals, type LoadedGoals } from "./goal-page-reads.ts";
import { KEEPERS, REQUIREMENTS } from "./steering-model.ts";

interface View {
  readonly scope: Scope;
  readonly evidence: ReadonlyMap<number, GoalEvidence>;
  readonly assessments: readonly Assessment[];
  /** Whose a goal is that is not the committee's own; null for its own. */
  whose(goal: Goal): string | null;
  may(action: "goal.plan" | "assess", goal: Goal): boolean;
}

export function goalPages(app: Hono, tools: PageTools<Scope>): void {
  const viewOf = (c: Context, scope: Scope, { committees, data, evidence }: LoadedGoals): View => ({
    scope, evidence, assessments: data.goalAssessments,
    whose: ({ committeeId }) => (committeeId === scope.committee.id ? null : (committees.find(({ id }) => id === committeeId)?.name ?? KEEPERS.municipality)),
    may: (action, goal) => [scope.committee.id, scope.committee.municipalityId].includes(goal.committeeId) && tools.may(c, action, action === "assess" ? (goal.unitId ?? goal.committeeId) : goal.committeeId),
  });

  app.get("/:committee/:year{[0-9]{4}}/mal", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const loaded = await loadGoals(tools.db(c), scope);
    const { assignments, goals, retired, roots, statuses } = loaded;
    const view = viewOf(c, scope, loaded);
    const mayPlan = tools.may(c, "goal.plan", scope.committee.id);
    const mayCouncil = tools.may(c, "goal.plan", scope.committee.municipalityId);
    return tools.page(c, {
      title: "Mål",
      active: "mal", live: ["goal@here", "assignment@here"],
      body: (
        <>
          <h1>Mål {scope.year}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p class="actions">
            {mayPlan && <a class="ds-button" data-variant="secondary" href={pageHref(scope, "mal", "/nytt")}>Lägg till mål</a>}
            {mayPlan && goals.length > 0 && <a href={pageHref(scope, "nytt-ar")}>Planera {scope.year + 1} ur {scope.year}</a>}
            {mayPlan && goals.length === 0 && <a href={pageHref({ ...scope, year: scope.year - 1 }, "nytt-ar")}>Gör planen ur {scope.year - 1}</a>}
            {mayCouncil && <a class="ds-button" data-variant="secondary" href={pageHref(scope, "mal", "/nytt?vems=fullmaktige")}>Lägg till fullmäktiges mål</a>}
            <a href={pageHref(scope, "mal", "/modell")}>Styrmodell {scope.year}</a>
          </p>
          {goals.length === 0 && (
            <p>Här visas nämndens mål med aktiviteter, mått och bedömning. Inga mål finns för {scope.year}. <a href="/las-in">Läs in en verksamhetsplan eller årsredovisning</a>{mayPlan && <>, <a href={pageHref(scope, "mal", "/nytt")}>skriv det första målet</a></>}, eller välj ett annat år överst.</p>
          )}
          <ol class="thread">{roots.map((node) => <GoalView node={node} siblings={roots.length} view={view} />)}</ol>
          <h2 id="uppdrag">Uppdrag och fokusområden</h2>
          {assignments.length === 0 && <p>Inga uppdrag finns för {scope.year}.</p>}
          {assignments.length > 0 && (
            <ol class="thread">
              {assignments.map((assignment) => {
                const status = statuses.find(({ subjectId }) => subjectId === assignment.id);
                return (
                  <li id={`uppdrag-${assignment.id}`}>
                    {assignment.kind === "focus-area" && <p class="level">Fokusområde</p>}
                    <h3>{assignment.text}</h3>
                    <p>{status ? <><StatusMark status={status.level} /><span class="muted">, {status.followUp.toLowerCase()}</span></> : <StatusMark status={NOT_ASSESSED} />}</p>
                    <p class="muted">{[assignment.decided && `Beslutat: ${assignment.decided}`, assignment.responsible && `Ansvarig: ${assignment.responsible}`, assignment.dueOn && `Klart senast ${assignment.dueOn}`].filter(Boolean).join(" · ")}</p>
                    {assignment.description && <p>{assignment.description}</p>}
                    {status?.reasoning && <details><summary>Bedömningens motivering</summary>{status.reasoning.split("\n\n").map((part) => <p>{part}</p>)}</details>}
                    <p class="small"><a href={sourceHref([{ table: "assignment", key: String(assignment.id), origin: assignment.origin }])} aria-label={`Ursprung för uppdraget ${assignment.text}`}>Ursprung</a> · <a href={historyHref("assignment", assignment.id)} aria-label={`Historik för uppdraget ${assignment.text}`}>Historik</a>
                      {mayPlan && <> · <a href={pageHref(scope, "uppdrag", `/${assignment.id}/andring`)} aria-label={`Ändra uppdraget ${assignment.text}`}>Ändra</a></>}
                      {tools.may(c, "assess", scope.committee.id) && <> · <a href={pageHref(scope, "uppdrag", `/${assignment.id}/bedomning`)} aria-label={`Bedöm ${ASSIGNMENT_KINDS[assignment.kind]}et ${assignment.text}`}>Bedöm</a></>}
                    </p>
                  </li>
                );
              })}
            </ol>
          )}
          {mayPlan && <p><a class="ds-button" data-variant="secondary" href={pageHref(scope, "uppdrag", "/nytt")}>Lägg till uppdrag eller fokusområde</a></p>}
          {retired.length > 0 && (
            <details><summary>{counted(retired.length, "avslutat mål", "avslutade mål")}</summary>
              <ul>{retired.map((goal) => <li><a href={pageHref(scope, "mal", `/${goal.id}`)}>{goal.text}</a><span class="muted">, {goal.retired?.on}: {goal.retired?.reason}</span></li>)}</ul>
            </details>
          )}
        </>
      ),
    }, scope);
  });
}

/** What a measure came to in the year and what it should come to, after its name. */
export function Outcome({ indicator, year }: { indicator: Indicator; year: number }) {
  const value = indicator.frequency === "year" ? yearValue(indicator, year) : undefined;
  const target = indicator.targets.find((other) => other.year === year);
  return (
    <>
      {value?.value && <>: utfall <FigureLink figure={figure(value.value, indicator.decimals, [valueRow(indicator, value)], indicator.unit)} /></>}
      {target && <>{value?.value ? ", " : ": "}riktvärde <a class="figure" href={sourceHref([targetRow(indicator, target)])} title="Visa ursprung">{statedText(target)}</a></>}
    </>
  );
}

function GoalView({ node, siblings, view }: { node: GoalNode; siblings: number; view: View }) {
  const { goal } = node;
  const { scope } = view;
  const evidence = view.evidence.get(goal.id);
  const assessment = view.assessments.find(({ subjectId }) => subjectId === goal.id);
  const own = pageHref(scope, "mal", `/${goal.id}`);
  const whose = view.whose(goal);
  const judged = evidence?.level?.scale !== null;
  const long = goal.activities.length > 3;
  const activities = (
    <ul class="plain">
      {goal.activities.map((activity) => (
        <li id={`aktivitet-${activity.id}`}>{activity.description ? <><strong>{activity.title}</strong>. {activity.description}</> : activity.title}</li>
      ))}
    </ul>
  );
  const plan = view.may("goal.plan", goal);
  return (
    <li id={`mal-${goal.id}`}>
      <p class="level">{goal.level}{whose && ` · ${whose}`}</p>
      <h2><a href={own}>{goal.text}</a></h2>
      {(judged || assessment) && (
        <p>
          <StatusMark status={assessment?.level ?? NOT_ASSESSED} />{assessment && <span class="muted">, {assessment.followUp.toLowerCase()}</span>}
          {!assessment && evidence?.proposal?.light && <span class="muted">. Regeln föreslår {LIGHT_MARKS[evidence.proposal.light].label.toLowerCase()}</span>}
          {" "}<a class="small" href={own} aria-label={`Varför? Underlaget för målet ${goal.text}`}>Varför?</a>
        </p>
      )}
      {evidence && evidence.lacking.length > 0 && <p class="unsure">Saknar {evidence.lacking.map((one) => REQUIREMENTS[one]).join(", ")}.</p>}
      {assessment?.reasoning && <details><summary>Bedömningens motivering</summary>{assessment.reasoning.split("\n\n").map((part) => <p>{part}</p>)}</details>}
      {goal.activities.length > 0 && (long
        ? <details><summary>{counted(goal.activities.length, "aktivitet", "aktiviteter")}</summary>{activities}</details>
        : <><p class="level">Aktiviteter</p>{activities}</>)}
      {evidence && evidence.measures.length > 0 && (
        <>
          <p class="level">Mått</p>
          <ul class="plain">{evidence.measures.map(({ indicator }) => <li><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a><Outcome indicator={indicator} year={scope.year} /></li>)}</ul>
        </>
      )}
      <div class="small"><a href={sourceHref([{ table: "goal", key: String(goal.id), origin: goal.origin }])} aria-label={`Ursprung för målet ${goal.text}`}>Ursprung</a> · <a href={historyHref("goal", goal.id)} aria-label={`Historik för målet ${goal.text}`}>Historik</a>
        {plan && <> · <a href={`${own}/andring`} aria-label={`Ändra målet ${goal.text}`}>Ändra</a></>}
        {judged && view.may("assess", goal) && <> · <a href={`${own}/bedomning`} aria-label={`Bedöm målet ${goal.text}`}>Bedöm</a></>}
        {plan && siblings > 1 && (
          <form method="post" action={`${own}/flytt`} class="inline">
            {" · "}<button name="at" value="upp" class="link">Upp<span class="visually-hidden">: flytta målet {goal.text}</span></button>{" · "}<button name="at" value="ned" class="link">Ned<span class="visually-hidden">: flytta målet {goal.text}</span></button>
          </form>
        )}
      </div>
      {node.children.length > 0 && <ul class="thread">{node.children.map((child) => <GoalView node={child} siblings={node.children.length} view={view} />)}</ul>}
    </li>
  );
}
