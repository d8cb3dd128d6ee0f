import type { Hono } from "hono";
import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import { statedText, targetRow, valueRow, yearValue, type Indicator } from "../indicators/indicator.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { figure } from "../platform/figure.ts";
import { counted } from "../platform/swedish.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { FigureLink, historyHref, sourceHref } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { goalTree, type GoalNode } from "./goal.ts";
import { listAssignments, listGoals } from "./goal-reads.ts";

interface View {
  readonly scope: Scope;
  readonly assessments: readonly Assessment[];
  readonly indicators: readonly Indicator[];
  readonly mayPlan: boolean;
  readonly mayAssess: boolean;
}

export function goalPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/mal", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const goals = await listGoals(tools.db(c), scope.committee.id, scope.year);
    const assignments = await listAssignments(tools.db(c), scope.committee.id, scope.year);
    const view: View = {
      scope,
      assessments: await listAssessmentsOfYear(tools.db(c), "goal", goals.map(({ id }) => id), scope.year),
      indicators: await listIndicators(tools.db(c), scope.committee.id),
      mayPlan: tools.may(c, "goal.plan", scope.committee.id),
      mayAssess: tools.may(c, "assess", scope.committee.id),
    };
    const statuses = await listAssessmentsOfYear(tools.db(c), "assignment", assignments.map(({ id }) => id), scope.year);
    return tools.page(c, {
      title: "Mål",
      active: "mal", live: ["goal@here", "assignment@here"],
      body: (
        <>
          <h1>Mål {scope.year}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {goals.length === 0 && (
            <p>Här visas nämndens mål med aktiviteter, mått och bedömning. Inga mål finns för {scope.year}. <a href="/las-in">Läs in en verksamhetsplan eller årsredovisning</a>, eller välj ett annat år överst.</p>
          )}
          <ol class="thread">{goalTree(goals).map((node) => <GoalView node={node} view={view} />)}</ol>
          {assignments.length > 0 && (
            <>
              <h2 id="uppdrag">Uppdrag</h2>
              <ol class="thread">
                {assignments.map((assignment) => {
                  const status = statuses.find(({ subjectId }) => subjectId === assignment.id);
                  return (
                    <li id={`uppdrag-${assignment.id}`}>
                      <h3>{assignment.text}</h3>
                      <p>{status ? <><StatusMark status={status.level} /><span class="muted">, {status.followUp.toLowerCase()}</span></> : <StatusMark status={NOT_ASSESSED} />}</p>
                      {status?.reasoning && <details><summary>Beskrivning</summary>{status.reasoning.split("\n\n").map((part) => <p>{part}</p>)}</details>}
                      <p class="small"><a href={sourceHref([{ table: "assignment", key: String(assignment.id), origin: assignment.origin }])} aria-label={`Ursprung för uppdraget ${assignment.text}`}>Ursprung</a> · <a href={historyHref("assignment", assignment.id)} aria-label={`Historik för uppdraget ${assignment.text}`}>Historik</a>
                        {view.mayAssess && <> · <a href={pageHref(scope, "mal", "").replace(/mal$/, `uppdrag/${assignment.id}/bedomning`)} aria-label={`Bedöm uppdraget ${assignment.text}`}>Bedöm</a></>}
                      </p>
                    </li>
                  );
                })}
              </ol>
            </>
          )}
        </>
      ),
    }, scope);
  });
}

/** What a measure came to in the year and what it should come to, after its name. */
function Aim({ indicator, year }: { indicator: Indicator; year: number }) {
  const value = indicator.frequency === "year" ? yearValue(indicator, year) : undefined;
  const target = indicator.targets.find((other) => other.year === year);
  return (
    <>
      {value?.value && <>: utfall <FigureLink figure={figure(value.value, indicator.decimals, [valueRow(indicator, value)], indicator.unit)} /></>}
      {target && <>{value?.value ? ", " : ": "}riktvärde <a class="figure" href={sourceHref([targetRow(indicator, target)])} title="Visa ursprung">{statedText(target)}</a></>}
    </>
  );
}

const NOT_ASSESSED = { shape: "ring", colour: "grey", label: "Inte bedömt" } as const;

function GoalView({ node, view }: { node: GoalNode; view: View }) {
  const { goal } = node;
  const assessment = view.assessments.find(({ subjectId }) => subjectId === goal.id);
  const indicators = goal.indicatorIds.flatMap((id) => view.indicators.find((indicator) => indicator.id === id) ?? []);
  const long = goal.activities.length > 3;
  const activities = (
    <ul class="plain">
      {goal.activities.map((activity) => (
        <li>{activity.description ? <><strong>{activity.title}</strong>. {activity.description}</> : activity.title}</li>
      ))}
    </ul>
  );
  return (
    <li id={`mal-${goal.id}`}>
      <p class="level">{goal.level}</p>
      <h2>{goal.text}</h2>
      <p><StatusMark status={assessment?.level ?? NOT_ASSESSED} />{assessment && <span class="muted">, {assessment.followUp.toLowerCase()}</span>}</p>
      {assessment?.reasoning && <details><summary>Bedömningens motivering</summary>{assessment.reasoning.split("\n\n").map((part) => <p>{part}</p>)}</details>}
      {goal.activities.length > 0 && (long
        ? <details><summary>{counted(goal.activities.length, "aktivitet", "aktiviteter")}</summary>{activities}</details>
        : <><p class="level">Aktiviteter</p>{activities}</>)}
      {indicators.length > 0 && (
        <>
          <p class="level">Mått</p>
          <ul class="plain">{indicators.map((indicator) => <li><a href={pageHref(view.scope, "matt", `/${indicator.id}`)}>{indicator.name}</a><Aim indicator={indicator} year={view.scope.year} /></li>)}</ul>
        </>
      )}
      <p class="small"><a href={sourceHref([{ table: "goal", key: String(goal.id), origin: goal.origin }])} aria-label={`Ursprung för målet ${goal.text}`}>Ursprung</a> · <a href={historyHref("goal", goal.id)} aria-label={`Historik för målet ${goal.text}`}>Historik</a>
        {view.mayPlan && <> · <a href={pageHref(view.scope, "mal", `/${goal.id}/andring`)} aria-label={`Ändra målet ${goal.text}`}>Ändra</a></>}
        {view.mayAssess && <> · <a href={pageHref(view.scope, "mal", `/${goal.id}/bedomning`)} aria-label={`Bedöm målet ${goal.text}`}>Bedöm</a></>}
      </p>
      {node.children.length > 0 && <ul class="thread">{node.children.map((child) => <GoalView node={child} view={view} />)}</ul>}
    </li>
  );
}
