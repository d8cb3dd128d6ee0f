import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted, formatNumber } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { TextChanges } from "../platform/ui/text-changes.tsx";
import { statedText, totalDecimals } from "../indicators/indicator.ts";
import { goalTree, type GoalNode } from "../goals/goal.ts";
import type { NewYearMeasure } from "./new-year-measure.ts";
import { planNewYear, type NewYearParts } from "./new-year-commands.ts";
import { loadNewYear, type NewYear } from "./new-year-reads.ts";

const CHOICES = [["med", "följer med"], ["inte", "tas inte med"], ["senare", "avgörs senare"]] as const;
type Sent = FormData | null;

/** Where next year's plan is made of this year's, in one guided step. */
export function newYearPages(app: Hono, tools: PageTools<Scope>, parts: NewYearParts): void {
  const address = "/:committee/:year{[0-9]{4}}/nytt-ar";
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const council = c.req.query("vems") === "fullmaktige";
    const ownerId = council ? scope.committee.municipalityId : scope.committee.id;
    if (!tools.may(c, "goal.plan", ownerId)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("goal.plan") });
    return { scope, council, ownerId, year: await loadNewYear(tools.command(c).db, ownerId, scope.year) };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

  const show = (c: Context, { council, scope, year }: Loaded, failure: Failure | null = null, sent: Sent = null) => {
    const next = scope.year + 1;
    const left = year.goals.filter(({ id }) => !year.become.has(id));
    const leftAssignments = year.assignments.filter(({ id }) => !year.becomeAssignments.has(id));
    const nothing = year.goals.length === 0 && year.assignments.length === 0 && year.measures.length === 0;
    const carried = year.goals.filter(({ id }) => year.become.has(id));
    const changed = carried.filter(({ id, text }) => year.become.get(id)!.text !== text);
    const home = pageHref({ ...scope, year: next }, "mal");
    const mayCouncil = !council && tools.may(c, "goal.plan", scope.committee.municipalityId);
    return tools.page(c, {
      title: `Nytt verksamhetsår ${next}`, active: "mal", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: council ? [] : ["goal@here", "assignment@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "mal")}>Mål {scope.year}</a></p>
          <h1>Nytt verksamhetsår: {next} ur {scope.year}{council ? ", fullmäktiges mål" : ""}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat. <a href={home}>Visa planen för {next}</a>.</p>}
          {nothing ? <p>Det finns inga mål, uppdrag eller mått i {scope.year} att gå vidare från.</p> : (
            <p>Välj vad som följer med till {next} och ändra det som ska läsas annorlunda. Allt sparas på en gång. Inget i {scope.year} ändras, och du kan komma tillbaka hit. {mayCouncil && <a href={`${c.req.path}?vems=fullmaktige`}>Fullmäktiges mål för sig</a>}{council && <a href={c.req.path}>Nämndens egna</a>}</p>
          )}
          {(carried.length > 0 || year.dropped.length > 0) && <Done year={year} changed={changed.map(({ id, text }) => ({ text, next: year.become.get(id)! }))} carried={carried.length} scope={scope} home={home} />}
          {!nothing && (
            <form method="post">
              {left.length > 0 && (
                <section>
                  <h2>Mål och aktiviteter</h2>
                  {goalTree(left).map((node) => <GoalChoice node={node} year={year} failure={failure} sent={sent} depth={0} />)}
                </section>
              )}
              {leftAssignments.length > 0 && (
                <section>
                  <h2>Uppdrag och fokusområden</h2>
                  {leftAssignments.map((assignment) => {
                    const judged = year.assessments.assignments.find(({ subjectId }) => subjectId === assignment.id);
                    const done = /slutfört|genomfört/i.test(judged?.level.label ?? "") && !/inte|ej/i.test(judged?.level.label ?? "");
                    const dropped = year.dropped.find(({ id, kind }) => kind === "assignment" && id === assignment.id);
                    return (
                      <Choice
                        kind="uppdrag" id={assignment.id} text={assignment.text} textName={`utext-${assignment.id}`} reasonName={`skal-assignment-${assignment.id}`} failure={failure} sent={sent}
                        standing={dropped || done ? "inte" : "med"} reason={dropped?.reason ?? (done ? `${judged!.level.label}, ${judged!.followUp.toLowerCase()}.` : "")} status={judged ? <StatusMark status={judged.level} /> : null}
                      />
                    );
                  })}
                </section>
              )}
              {year.measures.length > 0 && <Measures measures={year.measures} scope={scope} sent={sent} failure={failure} />}
              <p class="actions"><button class="ds-button">Spara planen för {next}</button> <a href={pageHref(scope, "mal")}>Avbryt</a></p>
            </form>
          )}
          {!council && !nothing && <p>Den interna kontrollens plan görs för sig: <a href={pageHref(scope, "intern-kontroll", "/nasta-ar")}>Intern kontroll {next}</a>.</p>}
        </>
      ),
    }, scope);
  };

  app.get(address, guard("goal.plan"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("goal.plan"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { council, ownerId, scope, year } = loaded;
    const sent = await c.req.formData().catch(() => new FormData());
    const chosen = (kind: string, id: number) => String(sent.get(`${kind}-${id}`) ?? "");
    const version = (name: string): number => sentNumber(sent, name);
    try {
      const saved = await planNewYear(tools.command(c), {
        parts, ownerId, year: scope.year,
        goals: year.goals.filter(({ id }) => chosen("mal", id) === "med").map((goal) => ({ goalId: goal.id, text: sentField(sent, `text-${goal.id}`) ?? "", activityIds: goal.activities.filter(({ id }) => sent.has(`akt-${id}`)).map(({ id }) => id) })),
        droppedGoals: year.goals.filter(({ id }) => chosen("mal", id) === "inte").map(({ id }) => ({ id, reason: sentField(sent, `skal-goal-${id}`) })),
        assignments: year.assignments.filter(({ id }) => chosen("uppdrag", id) === "med").map(({ id }) => ({ assignmentId: id, text: sentField(sent, `utext-${id}`) ?? "" })),
        droppedAssignments: year.assignments.filter(({ id }) => chosen("uppdrag", id) === "inte").map(({ id }) => ({ id, reason: sentField(sent, `skal-assignment-${id}`) })),
        aims: year.measures.filter(({ indicator: { id } }) => sent.has(`in-${id}`)).map(({ baseline, indicator: { id } }) => ({
          indicatorId: id, baseline: sentField(sent, `in-${id}`) ?? "", baselineVersion: version(`inv-${id}`), baselineDate: baseline ? baseline.onDate : `${scope.year}-12-31`, target: sentField(sent, `mal-${id}-varde`) ?? "", targetVersion: version(`malv-${id}`),
        })),
      });
      return saved.ok ? c.redirect(`${c.req.path}?sparat=1${council ? "&vems=fullmaktige" : ""}`, 303) : show(c, loaded, { ...saved.failure, ...(saved.failure.field?.startsWith("mal-") ? { field: `${saved.failure.field}-varde` } : {}) }, sent);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      return show(c, (await load(c))!, { code: "changed", message: "Någon annan har just satt ett ingående värde eller riktvärde för nästa år till något annat. Sidan visar hur det nu står: se efter och spara igen." });
    }
  });
}

/** What has been taken along already, what reads otherwise, what was left and why, and what is new. */
function Done({ carried, changed, home, scope, year }: { year: NewYear; carried: number; changed: readonly { text: string; next: { id: number; text: string } }[]; scope: Scope; home: string }) {
  const next = scope.year + 1;
  const left = year.dropped.flatMap(({ id, kind, reason }) => {
    const row = kind === "goal" ? year.goals.find((goal) => goal.id === id) : year.assignments.find((one) => one.id === id);
    return row ? [{ text: row.text, reason }] : [];
  });
  return (
    <section>
      <h2>Hittills i {next}</h2>
      <p>{counted(carried, "mål följer", "mål följer")} med{changed.length > 0 && `, ${changed.length} med ny lydelse`}{left.length > 0 && `. ${counted(left.length, "tas", "tas")} inte med`}{year.added.length > 0 && `. ${counted(year.added.length, "mål är nytt", "mål är nya")}`}. <a href={home}>Visa planen för {next}</a></p>
      {year.loose.length > 0 && <p class="notice">{counted(year.loose.length, "mål saknar", "mål saknar")} överordnat mål i {next}, för att det som {year.loose.length === 1 ? "det" : "de"} låg under inte har följt med ännu. {year.loose.length === 1 ? "Det" : "De"} hängs på plats när det gör det.</p>}
      {changed.length > 0 && <details><summary>Nya lydelser</summary><ul>{changed.map(({ next: { id, text: after }, text }) => <li><a href={`${home}/${id}`}><TextChanges from={text} to={after} /></a></li>)}</ul></details>}
      {left.length > 0 && <details><summary>Tas inte med</summary><ul>{left.map(({ reason, text }) => <li>{text} <span class="muted">{reason}</span></li>)}</ul></details>}
    </section>
  );
}

function GoalChoice({ depth, failure, node: { children, goal }, sent, year }: { node: GoalNode; year: NewYear; failure: Failure | null; sent: Sent; depth: number }) {
  const judged = year.assessments.goals.find(({ subjectId }) => subjectId === goal.id);
  const dropped = year.dropped.find(({ id, kind }) => kind === "goal" && id === goal.id);
  return (
    <div class={depth ? "carry below" : "carry"}>
      <Choice
        kind="mal" id={goal.id} text={goal.text} textName={`text-${goal.id}`} reasonName={`skal-goal-${goal.id}`} failure={failure} sent={sent} standing={dropped ? "inte" : "med"} reason={dropped?.reason ?? ""}
        status={<><span class="muted small">{goal.level}</span> {judged && <StatusMark status={judged.level} />}</>}
        more={goal.activities.length > 0 && (
          <ul class="ticks">
            {goal.activities.map((activity) => {
              const status = year.assessments.activities.find(({ subjectId }) => subjectId === activity.id);
              const over = /genomförd/i.test(status?.level.label ?? "");
              return <li><label><input type="checkbox" name={`akt-${activity.id}`} checked={sent ? sent.has(`akt-${activity.id}`) : !over} /> {activity.title}{status && <> <StatusMark status={status.level} /></>}</label></li>;
            })}
          </ul>
        )}
      />
      {children.map((child) => <GoalChoice node={child} year={year} failure={failure} sent={sent} depth={depth + 1} />)}
    </div>
  );
}

/** One row of the plan: whether it follows along, how it reads, or why it does not. */
function Choice({ failure, id, kind, more, reason, reasonName, sent, standing, status, text, textName }: {
  kind: "mal" | "uppdrag"; id: number; text: string; textName: string; reasonName: string; failure: Failure | null; sent: Sent; standing: "med" | "inte"; reason: string; status: unknown; more?: unknown;
}) {
  const name = `${kind}-${id}`;
  const chosen = sent ? String(sent.get(name) ?? standing) : standing;
  const words = sent ? (sentField(sent, textName) ?? "") : text;
  return (
    <fieldset class="choice-row">
      <legend>{text}</legend>
      <p class="small">{status as never}</p>
      <div class="two">
        <select name={name} aria-label={`Nästa år: ${text.slice(0, 80)}`} {...fieldOf(failure, name)}>{CHOICES.map(([value, label]) => <option value={value} selected={value === chosen}>{label}</option>)}</select>
        <input class="ds-input" name={reasonName} maxlength={1000} autocomplete="off" placeholder="Varför, om det inte tas med" aria-label={`Varför det inte tas med: ${text.slice(0, 80)}`} value={sent ? (sentField(sent, reasonName) ?? "") : reason} {...fieldOf(failure, reasonName)} />
      </div>
      <details open={words !== text || failure?.field === textName}><summary>Ändra lydelsen</summary><textarea class="ds-input" name={textName} rows={3} aria-label={`Lydelse nästa år: ${text.slice(0, 80)}`} {...fieldOf(failure, textName)}>{words}</textarea></details>
      {more as never}
    </fieldset>
  );
}

function Measures({ failure, measures, scope, sent }: { measures: readonly NewYearMeasure[]; scope: Scope; sent: Sent; failure: Failure | null }) {
  const next = scope.year + 1;
  return (
    <section>
      <h2>Mått</h2>
      <p>Ett helt års utfall föreslås som ingående värde, och årets riktvärde följer med som det är skrivet. Ändra eller töm det som ska vara annorlunda.</p>
      <TableScroll label="Mått i nästa års plan">
        <table class="figures entry aims">
          <caption class="visually-hidden">Ingående värden och riktvärden för {next}</caption>
          <thead><tr><th scope="col">Mått</th><th scope="col" class="number">Utfall {scope.year}</th><th scope="col">Ingående värde {next}</th><th scope="col" class="number">Riktvärde {scope.year}</th><th scope="col">Riktvärde {next}</th></tr></thead>
          <tbody>
            {measures.map(({ baseline, complete, indicator, outcome, proposedBaseline, proposedTarget, target }) => {
              const current = indicator.targets.find(({ year }) => year === scope.year);
              const name = (own: string) => (sent ? (sentField(sent, own) ?? "") : null);
              return (
                <tr>
                  <th scope="row"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a></th>
                  <td class="number" data-label={`Utfall ${scope.year}: `}>{outcome === null ? <span class="muted">–</span> : <>{formatNumber(outcome, indicator.frequency === "year" ? indicator.decimals : totalDecimals(indicator))}{!complete && <span class="muted small"> hittills</span>}</>}</td>
                  <td data-label={`Ingående värde ${next}: `}><input class="ds-input" name={`in-${indicator.id}`} autocomplete="off" inputmode="decimal" aria-label={`Ingående värde ${next}: ${indicator.name}`} value={name(`in-${indicator.id}`) ?? (baseline ? statedText(baseline) : proposedBaseline)} {...fieldOf(failure, `in-${indicator.id}`)} /><input type="hidden" name={`inv-${indicator.id}`} value={String(baseline?.version ?? 0)} /></td>
                  <td class="number" data-label={`Riktvärde ${scope.year}: `}>{current ? statedText(current) : <span class="muted">–</span>}</td>
                  <td data-label={`Riktvärde ${next}: `}><input class="ds-input" name={`mal-${indicator.id}-varde`} autocomplete="off" aria-label={`Riktvärde ${next}: ${indicator.name}`} value={name(`mal-${indicator.id}-varde`) ?? (target ? statedText(target) : proposedTarget)} {...fieldOf(failure, `mal-${indicator.id}-varde`)} /><input type="hidden" name={`malv-${indicator.id}`} value={String(target?.version ?? 0)} /></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </section>
  );
}
