import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { actionsLeft } from "./control-action-pages.tsx";
import { indexOf } from "./control-plan.ts";
import { listControlChecks, loadControlYear, type ControlYear } from "./control-plan-reads.ts";
import { countedUpTo, countWords } from "./control-result.ts";
import { decideSuccession, makeNextPlan } from "./control-succession-commands.ts";
import { SUCCESSION_WORDS, successionWords } from "./control-succession.ts";

/** Where next year's plan is made from this one: each check kept, moved or closed, with why. */
export function controlSuccessionPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/intern-kontroll/nasta-ar";
  const load = async (c: Context): Promise<{ scope: Scope; year: ControlYear; made: number } | null> => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.command(c).db;
    return { scope, year: await loadControlYear(db, scope.committee.id, scope.year), made: (await listControlChecks(db, scope.committee.id, scope.year + 1)).filter(({ previousId }) => previousId !== null).length };
  };
  const show = (c: Context, { made, scope, year }: NonNullable<Awaited<ReturnType<typeof load>>>, failure: Failure | null = null, sent: FormData | null = null) => {
    const may = tools.may(c, "control.plan", scope.committee.id);
    const kept = year.succession.filter(({ kind }) => kind === "kept").length;
    const next = pageHref({ ...scope, year: scope.year + 1 }, "intern-kontroll");
    return tools.page(c, {
      title: `Intern kontroll ${scope.year + 1}`, active: "intern-kontroll", status: failure ? 422 : 200, live: ["control_check@here"], writing: may,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "intern-kontroll")}>Intern kontroll {scope.year}</a></p>
          <h1>Planen för {scope.year + 1}, ur {scope.year} års</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") === "plan" ? <p class="notice" role="status">Planen för {scope.year + 1} är gjord. <a href={next}>Visa den</a>.</p> : c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {year.checks.length === 0 ? <p>{scope.year} har inga kontrollmoment att gå vidare från.</p> : (
            <>
              <p>{successionWords(year.checks.length, year.succession)} Inget i {scope.year} ändras av vad du väljer här.</p>
              <form method="post">
                <datalist id="vanliga-skal">{["Risken kvarstår.", "Kontrollen visade avvikelser som ska följas.", "Inga avvikelser under året.", "Rutinen fungerar och följs upp i det dagliga arbetet.", "Området är ett mål nästa år."].map((text) => <option value={text} />)}</datalist>
                <ul class="rows decide">
                  {year.checks.map((check) => {
                    const grade = year.grades.find(({ subjectId }) => subjectId === check.id);
                    const risk = year.risks.find(({ id }) => id === check.riskId);
                    const decided = year.succession.find(({ checkId }) => checkId === check.id);
                    const total = countedUpTo(year.results.filter(({ checkId }) => checkId === check.id), 12);
                    const left = actionsLeft(year.actions.filter(({ checkId }) => checkId === check.id));
                    const kind = sent ? String(sent.get(`nasta-${check.id}`) ?? "") : (decided?.kind ?? "");
                    return (
                      <li>
                        <div>
                          <a href={pageHref(scope, "intern-kontroll", `/kontroller/${check.id}`)}>{check.description}</a>
                          <br /><span class="muted small">{[check.process, risk && indexOf(risk) ? `riskindex ${indexOf(risk)!.replace(".", ",")}` : "", total ? countWords(total.checked, total.correct) : "", left].filter(Boolean).join(" · ")}</span>
                          {grade && <><br /><StatusMark status={grade.level} /></>}
                        </div>
                        {may ? (
                          <span class="two">
                            <select name={`nasta-${check.id}`} aria-label={`Nästa år: ${check.description}`} {...fieldOf(failure, `nasta-${check.id}`)}><option value="">inte avgjort</option>{Object.entries(SUCCESSION_WORDS).map(([value, words]) => <option value={value} selected={value === kind}>{words}</option>)}</select>
                            <input class="ds-input" name={`skal-${check.id}`} list="vanliga-skal" maxlength={1000} autocomplete="off" placeholder="Varför?" aria-label={`Varför: ${check.description}`} value={sent ? (sentField(sent, `skal-${check.id}`) ?? "") : (decided?.reason ?? "")} {...fieldOf(failure, `skal-${check.id}`)} />
                          </span>
                        ) : <span>{decided ? `${SUCCESSION_WORDS[decided.kind]}: ${decided.reason}` : "inte avgjort"}</span>}
                      </li>
                    );
                  })}
                </ul>
                {may && <p class="actions"><button class="ds-button" name="gor" value="avgor">Spara valen</button></p>}
              </form>
              {may && kept > 0 && (
                <form method="post">
                  <h2>Gör planen</h2>
                  <p>{made > 0 ? `${counted(made, "kontrollmoment", "kontrollmoment")} finns redan i ${scope.year + 1}. ` : ""}{counted(kept, "kontrollmoment", "kontrollmoment")} och deras risker förs över till {scope.year + 1}, med metod, månader, frågor och ansvariga. Riskernas index följer med som utgångsläge: <a href={pageHref({ ...scope, year: scope.year + 1 }, "intern-kontroll", "/riskworkshop")}>bedöm dem på nytt</a>.</p>
                  <p class="actions"><button class="ds-button" data-variant="secondary" name="gor" value="plan">{made > 0 ? "För över det som saknas" : `Gör planen för ${scope.year + 1}`}</button></p>
                </form>
              )}
            </>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("control.plan"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { scope, year } = loaded;
    const sent = await c.req.formData().catch(() => new FormData());
    const place = { committeeId: scope.committee.id, year: scope.year };
    if (sent.get("gor") === "plan") {
      const made = await makeNextPlan(tools.command(c), place);
      return made.ok ? c.redirect(`${c.req.path}?sparat=plan`, 303) : show(c, loaded, made.failure);
    }
    if (sent.get("gor") !== "avgor") throw new Refused({ code: "bad-form", message: "Formuläret gick inte att förstå; ladda om sidan." });
    const decided = year.checks.flatMap(({ id }) => {
      const kind = String(sent.get(`nasta-${id}`) ?? "");
      return kind === "" ? [] : [{ checkId: id, kind, reason: sentField(sent, `skal-${id}`) }];
    });
    const saved = await decideSuccession(tools.command(c), { ...place, decided });
    return saved.ok ? c.redirect(`${c.req.path}?sparat=1`, 303) : show(c, loaded, saved.failure, sent);
  });
}
