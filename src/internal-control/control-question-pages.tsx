import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { counted } from "../platform/swedish.ts";
import type { ControlCheck } from "./control-plan.ts";
import type { ControlQuestion } from "./control-question.ts";

/** Standing questions, to be answered by doing something about them or by saying why not. */
export function QuestionList({ back, checks, may, questions, scope, who }: { questions: readonly ControlQuestion[]; checks: readonly ControlCheck[]; scope: Scope; may: boolean; who: (key: string) => string; back: string }) {
  const open = questions.filter(({ answer }) => answer === null);
  const answered = questions.filter(({ answer }) => answer !== null);
  const of = (rest: string) => pageHref(scope, "intern-kontroll", rest);
  const single = back !== of("");
  if (!questions.length) return null;
  return (
    <section>
      <h2>{open.length > 0 ? "Att ta ställning till" : "Besvarade frågor"}</h2>
      {open.length > 0 && (
        <ul class="rows">
          {open.map(({ about, checkId, rule, words }) => {
            const check = checks.find(({ id }) => id === checkId)!;
            return (
              <li>
                <div>
                  {!single && <><a href={of(`/kontroller/${checkId}`)}>{check.description}</a><br /></>}{words}{" "}
                  {may && (rule === "no-action" ? <a href={of(`/kontroller/${checkId}/atgard`)}>Lägg till åtgärd</a> : rule === "index-unchanged" ? <a href={of(`/risker/${check.riskId}/andring`)}>Bedöm risken på nytt</a> : <a href={of(`/kontroller/${checkId}/bedomning`)}>Ändra bedömningen</a>)}
                </div>
                {may && (
                  <form method="post" action={of("/fragor")} class="filters">
                    <input type="hidden" name="kontroll" value={String(checkId)} /><input type="hidden" name="regel" value={rule} /><input type="hidden" name="om" value={about} />{single && <input type="hidden" name="tillbaka" value="kontroll" />}
                    <label>Det ska vara så, därför att<input class="ds-input" name="reason" size={28} maxlength={1000} required /></label>
                    <button class="ds-button" data-variant="secondary">Svara</button>
                  </form>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {answered.length > 0 && <details><summary>{counted(answered.length, "besvarad fråga", "besvarade frågor")}</summary><ul>{answered.map(({ answer, words }) => <li>{words} <strong>{answer!.reason}</strong><span class="muted">, {who(answer!.actor)} {swedishTime(answer!.answeredAt)}</span></li>)}</ul></details>}
    </section>
  );
}
