import type { Context, Hono } from "hono";
import type { Assessment } from "../assessment/assessment.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { scale } from "../platform/decimal.ts";
import { figure } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { FigureLink, sourceHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import type { ControlAction } from "./control-action.ts";
import { ActionTable } from "./control-action-pages.tsx";
import { CONSEQUENCE_WORDS, CONTROL_METHODS, indexOf, LIKELIHOOD_WORDS, matrixCell, RISK_CATEGORIES, RISK_RESPONSES, riskBand, riskRow, stageOf, type ControlCheck, type Risk } from "./control-plan.ts";
import { loadControlYear } from "./control-plan-reads.ts";
import { QuestionList } from "./control-question-pages.tsx";
import { countedUpTo, countWords, type ControlResult } from "./control-result.ts";
import { scheduleWords } from "./control-schedule.ts";
import { answerControlQuestion } from "./control-succession-commands.ts";

const NOT_CHECKED = { shape: "ring", colour: "grey", label: "Inte redovisad" } as const;

/** A year's internal control on one page: what is asked, the risks, the plan, how it went and what is done about it. */
export function controlPlanPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/intern-kontroll";
  const show = async (c: Context, scope: Scope, failure: Failure | null = null) => {
    const db = tools.db(c);
    const { actions, checks, grades, questions, results, risks } = await loadControlYear(db, scope.committee.id, scope.year);
    const plan = tools.may(c, "control.plan", scope.committee.id);
    const judge = tools.may(c, "control.judge", scope.committee.id);
    const perform = tools.may(c, "control.perform", scope.committee.id);
    const who = await tools.who(c, questions.flatMap(({ answer }) => (answer ? [answer.actor] : [])));
    const of = (rest: string) => pageHref(scope, "intern-kontroll", rest);
    const empty = risks.length === 0 && checks.length === 0;
    const linked = ({ checkId, riskId }: ControlAction): string => checks.find(({ id }) => id === checkId)?.description ?? risks.find(({ id }) => id === riskId)?.description ?? "";
    return tools.page(c, {
      title: "Intern kontroll", active: "intern-kontroll", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["risk@here", "control_check@here", "control_action@here"],
      body: (
        <>
          <h1>Intern kontroll {scope.year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {(plan || judge) && (
            <p class="actions">
              <a class="ds-button" data-variant={empty ? "primary" : "secondary"} href={of("/riskworkshop")}>Riskworkshop</a>
              {plan && !empty && <a class="ds-button" data-variant="secondary" href={of("/kontroller/ny")}>Nytt kontrollmoment</a>}
              {plan && <a href={of("/risker/ny")}>Ny risk</a>}
              {checks.length > 0 && <a href={of("/nasta-ar")}>Planen för {scope.year + 1}</a>}
            </p>
          )}
          {empty && <p>Här visas risker i en matris, kontrollerna som svarar mot dem och vad de kom fram till. Inget finns för {scope.year}. {plan ? "Samla riskerna på en riskworkshop, " : ""}<a href="/las-in">läs in en internkontrollplan eller årsredovisning</a>, eller välj ett annat år överst.</p>}
          {risks.length === 0 && checks.length > 0 && <p class="notice">Ingen internkontrollplan med risker är inläst för {scope.year}; här visas kontrollernas resultat.</p>}
          <QuestionList questions={questions} checks={checks} scope={scope} may={plan} who={who} back={of("")} />
          {risks.length > 0 && <><Matrix risks={risks} /><RiskTable risks={risks} checks={checks} scope={scope} plan={plan} /></>}
          {checks.length > 0 && <CheckTable checks={checks} grades={grades} results={results} scope={scope} />}
          {actions.length > 0 && <section><h2>Åtgärder</h2><ActionTable actions={actions} caption="Åtgärder" hrefOf={({ id }) => (perform ? of(`/atgarder/${id}`) : null)} linked={linked} /></section>}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(`${address}/fragor`, guard("control.plan"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const checkId = sentNumber(form, "kontroll");
    const saved = await answerControlQuestion(tools.command(c), { checkId, rule: sentField(form, "regel") ?? "", about: sentField(form, "om") ?? "", reason: sentField(form, "reason") });
    if (!saved.ok) return show(c, scope, saved.failure);
    return c.redirect(form.get("tillbaka") === "kontroll" ? pageHref(scope, "intern-kontroll", `/kontroller/${checkId}?sparat=1`) : pageHref(scope, "intern-kontroll", "?sparat=1"), 303);
  });
}

/** Likelihood upwards, consequence to the right. A risk whose index alone is known stands below, not in a guessed cell. */
function Matrix({ risks }: { risks: readonly Risk[] }) {
  const numbered = risks.map((risk, index) => ({ risk, number: index + 1, cell: matrixCell(risk) }));
  const unplaced = numbered.filter(({ cell }) => cell === null);
  const link = ({ risk, number }: { risk: Risk; number: number }) => <><a href={`#risk-${risk.id}`} aria-label={`Risk ${number}: ${risk.process || risk.description}`}>{number}</a>{" "}</>;
  return (
    <section>
      <h2 id="riskmatris">Riskmatris</h2>
      <table class="matrix" aria-labelledby="riskmatris">
        <thead><tr><th scope="col"><span class="visually-hidden">Sannolikhet</span></th>{CONSEQUENCE_WORDS.map((label, index) => <th scope="col"><span class="visually-hidden">Konsekvens </span>{index + 1} <span class="wide-only">{label}</span></th>)}</tr></thead>
        <tbody>
          {[4, 3, 2, 1].map((likelihood) => (
            <tr>
              <th scope="row"><span class="visually-hidden">Sannolikhet </span>{likelihood} <span class="wide-only">{LIKELIHOOD_WORDS[likelihood - 1]}</span></th>
              {[1, 2, 3, 4].map((consequence) => (
                <td class={riskBand(String(likelihood * consequence))}>
                  <span class="index">{likelihood * consequence}</span>
                  {numbered.filter(({ cell }) => cell?.likelihood === likelihood && cell.consequence === consequence).map(link)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small muted">Sannolikhet 1–4 uppåt, konsekvens 1–4 åt höger. Siffran överst i rutan är riskindex. De understrukna siffrorna är riskernas nummer i tabellen.</p>
      {unplaced.length > 0 && <p>Källan anger bara riskindex, inte sannolikhet och konsekvens, för risk {unplaced.map(link)}. De står därför inte i matrisen.</p>}
    </section>
  );
}

/** How a check is carried out, in a line. */
const howWords = ({ method, months, reportedTo, responsible }: ControlCheck): string =>
  [method ? CONTROL_METHODS[method] : "", months.length ? scheduleWords(months) : "", responsible ?? "", reportedTo ? `till ${reportedTo}` : ""].filter(Boolean).join(" · ");

/** The plan, by category in the common order and by process; a risk that nothing is decided about says so. */
function RiskTable({ checks, plan, risks, scope }: { risks: readonly Risk[]; checks: readonly ControlCheck[]; scope: Scope; plan: boolean }) {
  const of = (rest: string) => pageHref(scope, "intern-kontroll", rest);
  const numbered = risks.map((risk, index) => ({ risk, number: index + 1 }));
  const order = [...RISK_CATEGORIES, ...risks.map(({ category }) => category ?? "")] as string[];
  const groups = [...Map.groupBy(numbered, ({ risk }) => risk.category ?? "")].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return (
    <section class="control-plan">
      <h2>Risker och kontrollmoment</h2>
      {groups.map(([category, own]) => (
        <>
          {groups.length > 1 && <h3>{category || "Utan kategori"}</h3>}
          <TableScroll label={`Risker och kontrollmoment${category ? `: ${category}` : ""}`}>
            <WordTable
              caption={`Internkontrollplan${category ? `: ${category}` : ""}`}
              columns={["Nr och process", "Riskindex", "Risk", "Kontrollmoment"]}
              rows={own.map(({ number, risk }) => {
                const answers = checks.filter(({ riskId }) => riskId === risk.id);
                const stage = stageOf(risk, answers.length);
                return {
                  id: `risk-${risk.id}`,
                  cells: [
                    `${number}. ${risk.process || "Utan process"}`,
                    <FigureLink figure={figure(indexOf(risk), scale(indexOf(risk) ?? "0"), [riskRow(risk)])} label={`Riskindex för risk ${number}`} />,
                    <>{risk.description}{risk.response !== null && risk.response !== "control" && <p class="small"><strong>Risken {RISK_RESPONSES[risk.response]}.</strong> {risk.responseReason}</p>}{plan && <> <a class="small" href={of(`/risker/${risk.id}/andring`)} aria-label={`Ändra risk ${number}`}>Ändra</a></>}</>,
                    <>
                      {answers.map((check) => <p><a href={of(`/kontroller/${check.id}`)}>{check.description}</a>{howWords(check) && <><br /><span class="muted small">{howWords(check)}</span></>}</p>)}
                      {answers.length === 0 && <span class="muted">{stage === "gross" ? "Inte bedömd ännu." : stage === "agreed" ? "Inget är bestämt." : ""}</span>}
                      {plan && answers.length === 0 && stage !== "gross" && risk.response !== "accept" && <> <a class="small" href={of(`/kontroller/ny?risk=${risk.id}`)} aria-label={`Lägg till kontrollmoment för risk ${number}`}>Lägg till</a></>}
                    </>,
                  ],
                };
              })}
            />
          </TableScroll>
        </>
      ))}
    </section>
  );
}

function CheckTable({ checks, grades, results, scope }: { checks: readonly ControlCheck[]; grades: readonly Assessment[]; results: readonly ControlResult[]; scope: Scope }) {
  if (!checks.some(({ id }) => grades.some(({ subjectId }) => subjectId === id) || results.some(({ checkId }) => checkId === id))) return null;
  const counted = results.some(({ checked }) => checked !== null);
  return (
    <section>
      <h2>Kontrollernas resultat</h2>
      <TableScroll label="Kontrollernas resultat">
        <WordTable
          caption="Uppföljning av internkontrollplanen"
          columns={["Process", "Kontrollmoment", ...(counted ? ["Kontrollerade och rätt"] : []), "Resultat", "Vad som framkom"]}
          rows={checks.map((check) => {
            const grade = grades.find(({ subjectId }) => subjectId === check.id);
            const own = results.filter(({ checkId }) => checkId === check.id);
            const total = countedUpTo(own, 12);
            return {
              cells: [
                check.process || check.category || "Utan process",
                <a href={pageHref(scope, "intern-kontroll", `/kontroller/${check.id}`)}>{check.description}</a>,
                ...(counted ? [total ? countWords(total.checked, total.correct) : own.length ? "inte räknat" : <span class="muted">–</span>] : []),
                <StatusMark status={grade?.level ?? NOT_CHECKED} />,
                grade && <>{grade.reasoning} <a class="small" href={sourceHref([{ table: "assessment", key: String(grade.id), origin: grade.origin }])} aria-label={`Ursprung för resultatet av: ${check.description}`}>Ursprung</a></>,
              ],
            };
          })}
        />
      </TableScroll>
    </section>
  );
}
