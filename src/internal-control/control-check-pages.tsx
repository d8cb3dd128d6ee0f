import type { Context, Hono } from "hono";
import { listAssessments } from "../assessment/assessment-reads.ts";
import { namesOn, pageHref, type Scope } from "../organisation/scope.ts";
import { findGoals } from "../goals/goal-reads.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { spokenOfOn } from "../organisation/unit.ts";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { MONTH_NAMES, parseNumber } from "../platform/swedish.ts";
import { historyHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { enterResult } from "./control-round-commands.ts";
import { ActionTable } from "./control-action-pages.tsx";
import { CONTROL_METHODS, indexOf, type ControlCheck } from "./control-plan.ts";
import { listControlChecks, loadControlYear } from "./control-plan-reads.ts";
import { QuestionList } from "./control-question-pages.tsx";
import { countWords } from "./control-result.ts";
import { sampleTally } from "./control-sample.ts";
import { scheduleWords } from "./control-schedule.ts";
import type { FieldSpec } from "../platform/ui/field-form.tsx";

/** A whole number as people write it; what is none is not guessed: it is refused as too large. */
const whole = (text: string | null): number | null => {
  if (text === null) return null;
  const number = parseNumber(text);
  return number !== null && /^\d+$/.test(number) ? Number(number) : Number.NaN;
};

/** One check of a plan: how it is carried out, what it found by month, what was drawn, what is done about it. */
export function controlCheckPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/intern-kontroll";
  const of = (scope: Scope, rest: string) => pageHref(scope, "intern-kontroll", rest);

  app.get(`${base}/kontroller/:id{[0-9]{1,9}}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const year = await loadControlYear(db, scope.committee.id, scope.year);
    const check = year.checks.find(({ id }) => id === Number(c.req.param("id")));
    if (!check) return tools.notFound(c);
    const risk = year.risks.find(({ id }) => id === check.riskId);
    const grades = await listAssessments(db, "control-check", [check.id]);
    const unit = check.unitId === null ? null : (await listUnits(db)).find(({ id }) => id === check.unitId);
    const results = year.results.filter(({ checkId }) => checkId === check.id);
    const samples = year.samples.filter(({ checkId }) => checkId === check.id);
    const actions = year.actions.filter(({ checkId, riskId }) => checkId === check.id || (risk && riskId === risk.id));
    const next = year.succession.find(({ checkId }) => checkId === check.id);
    const who = await tools.who(c, [...grades, ...samples, ...year.questions.flatMap(({ answer }) => answer ?? [])].map(({ actor }) => actor));
    const reach = check.unitId ?? scope.committee.id;
    const perform = tools.may(c, "control.perform", reach);
    const plan = tools.may(c, "control.plan", scope.committee.id);
    const assess = tools.may(c, "assess", reach);
    const months = [...new Set([...check.months, ...results.map(({ month }) => month)])].sort((a, b) => a - b);
    const own = of(scope, `/kontroller/${check.id}`);
    const [goal] = check.goalId === null ? [] : await findGoals(db, [check.goalId]);
    const facts = ([
      ["Risk", risk ? <a href={of(scope, `#risk-${risk.id}`)}>{risk.description}</a> : null], ["Riskindex", risk && indexOf(risk) ? indexOf(risk)!.replace(".", ",") : null], ["Mål", goal ? <a href={pageHref(scope, "mal", `/${goal.id}`)}>{goal.text}</a> : null], ["Process eller rutin", check.process || null], ["Kategori", check.category],
      ["Metod", check.method ? CONTROL_METHODS[check.method] : null], ["Kontrolleras", scheduleWords(check.months)], ["Ansvarig", check.responsible], ["Utförs av", unit ? spokenOfOn(unit, namesOn(scope)).name : null], ["Rapporteras till", check.reportedTo],
      ["Året före", check.previousId === null ? null : <a href={pageHref({ ...scope, year: scope.year - 1 }, "intern-kontroll", `/kontroller/${check.previousId}`)}>samma kontroll {scope.year - 1}</a>],
    ] as const).filter(([, text]) => text);
    return tools.page(c, {
      title: check.description.slice(0, 80), active: "intern-kontroll", live: [`control_check:${check.id}`],
      body: (
        <>
          <p class="small"><a href={of(scope, "")}>Intern kontroll</a> · <a href={historyHref("control_check", check.id)}>Historik</a></p>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p class="muted">{check.process || "Kontrollmoment"}</p>
          <h1>{check.description}</h1>
          <p class="actions">
            {perform && <a class="ds-button" href={`${own}/stickprov`}>Dra stickprov</a>}
            {assess && <a class="ds-button" data-variant="secondary" href={`${own}/bedomning`}>Bedöm resultatet</a>}
            {perform && <a class="ds-button" data-variant="secondary" href={`${own}/atgard`}>Lägg till åtgärd</a>}
            {plan && <a href={`${own}/andring`}>Ändra kontrollmomentet</a>}
          </p>
          <QuestionList questions={year.questions.filter(({ checkId }) => checkId === check.id)} checks={[check]} scope={scope} may={plan} who={who} back={own} />
          <table class="figures"><tbody>{facts.map(([name, value]) => <tr><th scope="row">{name}</th><td>{value}</td></tr>)}</tbody></table>
          {check.checklist.length > 0 && <><h2>Frågor</h2><ol>{check.checklist.map((question) => <li>{question}</li>)}</ol></>}
          <h2>Resultat {scope.year}</h2>
          {months.length === 0 ? <p>Inga månader är bestämda och inget är infört. {perform && "Dra ett stickprov, eller välj månad när du ändrar kontrollmomentet."}</p> : (
            <TableScroll label="Resultat per månad">
              <WordTable
                caption="Resultat per månad" columns={["Månad", "Kontrollerade och rätt", "Vad kontrollen visade", ""]}
                rows={months.map((month) => {
                  const result = results.find((one) => one.month === month);
                  return {
                    cells: [
                      MONTH_NAMES[month - 1]!, result ? <>{countWords(result.checked, result.correct) ?? "inte räknat"}{result.open > 0 && <span class="muted small">, {result.open} av det dragna är inte besvarat</span>}</> : <span class="muted">inte gjord</span>, result?.findings ?? "",
                      perform ? <a href={`${own}/resultat?manad=${month}`} aria-label={`${result ? "Ändra" : "För in"} resultatet i ${MONTH_NAMES[month - 1]}`}>{result ? "Ändra" : "För in"}</a> : "",
                    ],
                  };
                })}
              />
            </TableScroll>
          )}
          {perform && <p><a href={`${own}/resultat`}>För in resultat för en annan månad</a></p>}
          {samples.length > 0 && (
            <>
              <h2>Stickprov</h2>
              <ul class="rows">{samples.map((sample) => {
                const { checked, correct, open } = sampleTally(sample);
                return <li><div><a href={of(scope, `/stickprov/${sample.id}`)}>{MONTH_NAMES[sample.month - 1]}: {sample.sampleSize} av {sample.populationSize} dragna</a><br /><span class="muted small">{sample.population}. Draget {swedishTime(sample.drawnAt)} av {who(sample.actor)}, frö {sample.seed}.</span></div><span>{open > 0 ? `${open} att besvara` : countWords(checked, correct)}</span></li>;
              })}</ul>
            </>
          )}
          <h2>Bedömning</h2>
          {grades.length === 0 ? <p>Resultatet är inte bedömt.</p> : <ul class="rows">{grades.map(({ actor, assessedAt, followUp, level, proposal, reasoning }) => <li><div><StatusMark status={level} /> <strong>{followUp}</strong><p>{reasoning}</p>{proposal && <p class="muted small">{proposal}</p>}</div><span class="muted small">{who(actor)} {swedishTime(assessedAt)}</span></li>)}</ul>}
          <h2>Åtgärder</h2>
          {actions.length === 0 ? <p>Ingen åtgärd är bestämd.</p> : <ActionTable actions={actions} caption="Åtgärder" hrefOf={({ id }) => (perform ? of(scope, `/atgarder/${id}`) : null)} linked={({ checkId }) => (checkId === check.id ? "kontrollen" : "risken")} />}
          {next && <><h2>Nästa år</h2><p>{{ kept: "Kvar i planen", goal: "Lyfts till målarbetet", "own-control": "Förs över till egenkontroll", closed: "Avslutas" }[next.kind]}: {next.reason}</p></>}
        </>
      ),
    }, scope);
  });

  const checkOf = async (c: Context): Promise<{ scope: Scope; check: ControlCheck; own: string } | null> => {
    const scope = await tools.scope(c);
    const check = scope && (await listControlChecks(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("id")));
    return scope && check ? { scope, check, own: of(scope, `/kontroller/${check.id}`) } : null;
  };
  const trail = (scope: Scope, own: string) => <><a href={of(scope, "")}>Intern kontroll</a> · <a href={own}>Kontrollmomentet</a></>;

  formPages(app, tools, `${base}/kontroller/:id{[0-9]{1,9}}/resultat`, { action: "control.perform", active: "intern-kontroll" }, async (c): Promise<EditedThing<Scope> | null> => {
    const found = await checkOf(c);
    if (!found) return null;
    const { check, own, scope } = found;
    const asked = Number(/^\d{1,2}$/.exec(c.req.query("manad") ?? "")?.[0] ?? 0);
    const month = asked >= 1 && asked <= 12 ? asked : null;
    const { results } = await loadControlYear(tools.command(c).db, scope.committee.id, scope.year);
    const result = results.find((one) => one.checkId === check.id && one.month === month);
    const counts: FieldSpec[] = result?.drawn ? [] : [{ name: "checked", label: "Antal kontrollerade", kind: "number" }, { name: "correct", label: "Varav rätt", kind: "number" }];
    return {
      scope, reach: check.unitId ?? scope.committee.id, version: result?.version ?? 0, title: month === null ? `Resultat ${scope.year}` : `Resultat i ${MONTH_NAMES[month - 1]} ${scope.year}`, trail: trail(scope, own), away: own, live: [`control_check:${check.id}`],
      intro: <><p class="lead-text">{check.description}</p>{result?.drawn && <p class="notice">Månadens stickprov: {countWords(result.checked, result.correct)}. Antalen räknas ur svaren.</p>}</>,
      fields: [...(month === null ? [{ name: "month", label: "Månad", kind: "select", options: MONTH_NAMES.map((name, index) => [String(index + 1), name] as const) } as const] : []), ...counts, { name: "findings", label: "Vad kontrollen visade", kind: "area" }],
      values: { month: null, checked: result?.checked === null || result?.checked === undefined ? null : String(result.checked), correct: result?.correct === null || result?.correct === undefined ? null : String(result.correct), findings: result?.findings ?? null },
      save: ({ fields, version }) => enterResult(tools.command(c), { checkId: check.id, month: month ?? Number(fields["month"]), version, checked: whole(fields["checked"] ?? null), correct: whole(fields["correct"] ?? null), findings: fields["findings"] ?? null }),
      done: () => `${own}?sparat=1`,
    };
  });
}
