import type { Hono } from "hono";
import { statedText, targetRow } from "../indicators/indicator.ts";
import { namesOn, pageHref, type Scope } from "../organisation/scope.ts";
import { spokenOfOn } from "../organisation/unit.ts";
import { swedishTime } from "../platform/clock.ts";
import { figure } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import { periodName } from "../indicators/indicator-period.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import { FigureLink, historyHref, sourceHref, TableScroll } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { type MeasureEvidence, saidOf } from "./goal-evidence.ts";
import { LIGHT_MARKS, NOT_ASSESSED, NOT_TOLD } from "./goal-status.ts";
import { loadGoal, type ControlsOfGoal } from "./goal-page-reads.ts";
import { AGENDA_2030 } from "./ready-models.ts";
import { KEEPERS, LEVEL_RULES, REQUIREMENTS } from "./steering-model.ts";

/** One goal, and why it stands where it does: every measure against its target, activities, goals below, what the rule proposes and what people chose. */
export function goalEvidencePages(app: Hono, tools: PageTools<Scope>, controlsOf: ControlsOfGoal): void {
  app.get("/:committee/:year{[0-9]{4}}/mal/:id{[0-9]{1,9}}", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const loaded = scope && (await loadGoal(tools.db(c), scope, Number(c.req.param("id")), Number(c.req.query("uppfoljning") ?? 0), controlsOf));
    if (!scope || !loaded) return tools.notFound(c);
    const { assessments, committees, controls, current, documents, evidence, goal, month, parent, point, points, unit } = loaded;
    const owner = goal.committeeId === scope.committee.id ? scope.committee.name : (committees.find(({ id }) => id === goal.committeeId)?.name ?? (goal.committeeId === scope.committee.municipalityId ? `${scope.committee.municipality}, ${KEEPERS.municipality}` : ""));
    const { activities, below, lacking, level, measures, proposal } = evidence;
    const who = await tools.who(c, assessments.map(({ actor }) => actor));
    const own = pageHref(scope, "mal", `/${goal.id}`);
    const mine = [scope.committee.id, scope.committee.municipalityId].includes(goal.committeeId);
    const mayPlan = mine && tools.may(c, "goal.plan", goal.committeeId);
    const mayAssess = mine && tools.may(c, "assess", goal.unitId ?? goal.committeeId);
    const mayJudge = ({ unitId }: { readonly unitId: number | null }) => mine && tools.may(c, "assess", unitId ?? goal.unitId ?? goal.committeeId);
    const activityHref = (id: number, what: string) => pageHref(scope, "aktiviteter", `/${id}/${what}`);
    const facts = ([
      ["Hör till", owner], ["Enhet", unit ? spokenOfOn(unit, namesOn(scope)).name : null], ["Ansvarig", goal.responsible], ["Så mäts det", goal.method],
      ["Redovisas", goal.pointIds.length ? points.filter(({ id }) => goal.pointIds.includes(id)).map(({ name }) => name.toLowerCase()).join(", ") : null],
      ["Agenda 2030", goal.agenda.length ? goal.agenda.map((number) => `${number}. ${AGENDA_2030[number]}`).join("; ") : null], ["Styrande dokument", documents.length ? documents.map(({ name }) => name).join("; ") : null],
    ] as const).filter(([, text]) => text);
    return tools.page(c, {
      title: goal.text.slice(0, 80), active: "mal", live: [`goal:${goal.id}`],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "mal")}>Alla mål</a>{parent && <> · <a href={pageHref(scope, "mal", `/${parent.id}`)}>{parent.level}: {parent.text.slice(0, 80)}</a></>} · <a href={historyHref("goal", goal.id)}>Historik</a></p>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p class="muted">{goal.level}</p>
          <h1>{goal.text}</h1>
          {goal.retired && <p class="notice">Avslutat {goal.retired.on}: {goal.retired.reason}</p>}
          {goal.description?.split("\n\n").map((part) => <p>{part}</p>)}
          {facts.length > 0 && <dl class="facts">{facts.map(([name, text]) => <><dt>{name}</dt><dd>{text}</dd></>)}</dl>}
          {lacking.length > 0 && <p class="unsure">Styrmodellen kräver mer: {lacking.map((one) => REQUIREMENTS[one]).join(", ")}.</p>}
          {(mayPlan || mayAssess) && (
            <p class="actions">
              {mayAssess && level?.scale !== null && <a class="ds-button" href={`${own}/bedomning${point ? `?uppfoljning=${point.id}` : ""}`}>Bedöm målet</a>}
              {mayPlan && <a class="ds-button" data-variant="secondary" href={`${own}/andring`}>Ändra målet</a>}
              {mayPlan && <a href={`${own}/avslut`}>{goal.retired ? "Låt målet gälla igen" : "Avsluta målet"}</a>}
            </p>
          )}

          {level?.scale !== null && (
            <>
              <h2>Varför står målet så?</h2>
              {points.length > 1 && (
                <form class="filters" method="get"><label>Uppföljning<select name="uppfoljning">{points.map((one) => <option value={String(one.id)} selected={one.id === point?.id}>{one.name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>
              )}
              <p>
                <strong>{current ? <StatusMark status={current.level} /> : <StatusMark status={NOT_ASSESSED} />}</strong>
                {current && <span class="muted">, bedömt {swedishTime(current.assessedAt)} av {who(current.actor)}</span>}
              </p>
              {current?.reasoning?.split("\n\n").map((part) => <p class="version">{part}</p>)}
              {current?.proposal && <p class="muted small">När det bedömdes föreslog regeln: {current.proposal}</p>}
              {proposal ? (
                <p class="notice">Regeln ({LEVEL_RULES[level?.rule ?? "judgement"]}) föreslår {proposal.light ? <StatusMark status={LIGHT_MARKS[proposal.light]} /> : "ingen nivå"} till och med {MONTH_NAMES[month - 1]}: {proposal.words}</p>
              ) : <p class="muted">Nivån bedöms samlat av den som svarar för målet; nedan står underlaget till och med {MONTH_NAMES[month - 1]}.</p>}
            </>
          )}

          <h2>Mått</h2>
          {measures.length === 0 ? <p>Inga mått hör till målet.</p> : (
            <TableScroll label="Mått mot riktvärden">
              <table class="figures">
                <caption class="visually-hidden">Mått mot riktvärden {scope.year}, till och med {MONTH_NAMES[month - 1]}</caption>
                <thead><tr><th scope="col">Mått</th><th scope="col" class="number">Utfall</th><th scope="col" class="number">Riktvärde</th><th scope="col">Läge</th><th scope="col">Så är det räknat</th></tr></thead>
                <tbody>{measures.map((measure) => <MeasureRow measure={measure} month={month} scope={scope} />)}</tbody>
              </table>
            </TableScroll>
          )}

          <h2>Aktiviteter</h2>
          {activities.length === 0 && <p>Inga aktiviteter hör till målet.</p>}
          {activities.length > 0 && (
            <ul class="rows">
              {activities.map(({ activity, assessment }) => (
                <li id={`aktivitet-${activity.id}`}>
                  <div>
                    <strong>{activity.title}</strong>
                    {activity.description && <p>{activity.description}</p>}
                    <p class="muted small">{[activity.responsible && `Ansvarig: ${activity.responsible}`, (activity.startsOn || activity.endsOn) && `${activity.startsOn ?? ""}–${activity.endsOn ?? ""}`].filter(Boolean).join(" · ")}</p>
                    <p><StatusMark status={assessment?.level ?? NOT_ASSESSED} />{assessment?.reasoning && <span class="muted">. {assessment.reasoning}</span>}</p>
                  </div>
                  <span class="small">
                    {mayJudge(activity) && <a href={activityHref(activity.id, "bedomning")} aria-label={`Bedöm aktiviteten ${activity.title}`}>Bedöm</a>}{mayJudge(activity) && mayPlan && " · "}
                    {mayPlan && <a href={activityHref(activity.id, "andring")} aria-label={`Ändra aktiviteten ${activity.title}`}>Ändra</a>}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {mayPlan && <p><a class="ds-button" data-variant="secondary" href={`${own}/aktiviteter`}>Lägg till aktivitet</a></p>}

          {(controls.length > 0 || mayPlan) && <h2>Kontroller</h2>}
          {controls.length > 0 && (
            <ul class="rows">{controls.map(({ href, level: grade, text, words }) => <li><div><a href={href}>{text}</a><p class="muted small">{words}</p></div><span><StatusMark status={grade ?? NOT_ASSESSED} /></span></li>)}</ul>
          )}
          {mayPlan && controls.length === 0 && <p>Ingen kontroll säger något om målet.</p>}
          {mayPlan && goal.committeeId === scope.committee.id && <p><a href={pageHref(scope, "intern-kontroll", `/kontroller/ny?mal=${goal.id}`)}>Lägg till kontroll</a></p>}

          <h2>Mål under</h2>
          {below.length === 0 ? <p>Inga mål ligger under.</p> : (
            <ul class="rows">
              {below.map(({ assessment, goal: child, light }) => {
                const at = committees.find(({ id }) => id === child.committeeId);
                return (
                  <li>
                    <div><a href={pageHref(at ? { committee: at, year: scope.year } : scope, "mal", `/${child.id}`)}>{child.text}</a><p class="muted small">{child.level}{at && at.id !== scope.committee.id && ` · ${at.name}`}{child.weight !== "1" && ` · vikt ${child.weight.replace(".", ",")}`}</p></div>
                    <span>{assessment ? <StatusMark status={assessment.level} /> : light ? <><StatusMark status={LIGHT_MARKS[light]} /><span class="muted"> enligt regeln</span></> : <StatusMark status={NOT_ASSESSED} />}</span>
                  </li>
                );
              })}
            </ul>
          )}
          {mayPlan && <p><a class="ds-button" data-variant="secondary" href={pageHref(scope, "mal", `/nytt?under=${goal.id}`)}>Lägg till mål under detta</a></p>}
          <p class="small"><a href={sourceHref([{ table: "goal", key: String(goal.id), origin: goal.origin }])}>Ursprung</a></p>
        </>
      ),
    }, scope);
  });
}

const MeasureRow = ({ measure: { indicator, judgement, target }, month, scope }: { measure: MeasureEvidence; month: number; scope: Scope }) => (
  <tr>
    <th scope="row"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a></th>
    <td class="number"><FigureLink figure={figure(judgement.outcome, indicator.decimals, [{ table: "indicator", key: String(indicator.id), origin: indicator.origin }], indicator.unit)} /></td>
    <td class="number">{target ? <a class="figure" href={sourceHref([targetRow(indicator, target)])} title="Visa ursprung">{statedText(target)}</a> : "–"}</td>
    <td><StatusMark status={judgement.light ? LIGHT_MARKS[judgement.light] : NOT_TOLD} /></td>
    <td>{judgement.words}{saidOf(indicator, scope.year, month).slice(0, 3).map(({ comment, period }) => <p class="small muted">{periodName(indicator.frequency, period)}: {comment}</p>)}</td>
  </tr>
);
