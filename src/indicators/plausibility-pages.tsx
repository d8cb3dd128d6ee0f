import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { reachOf } from "./indicator.ts";
import { listIndicators } from "./indicator-reads.ts";
import { RELATION_WORDS, type IndicatorRelation } from "./plausibility.ts";
import { answerQuestion, relateIndicators } from "./plausibility-commands.ts";
import { listQuestions, listRelations, type AskedQuestion } from "./plausibility-reads.ts";

/** Where values that somebody should look at are asked about, and answered or corrected. */
export function plausibilityPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/matt/rimlighet";
  const show = async (c: Context, scope: Scope, failure: Failure | null = null) => {
    const questions = await listQuestions(tools.command(c).db, scope.committee.id, scope.year);
    const open = questions.filter(({ answer }) => answer === null);
    const answered = questions.filter(({ answer }) => answer !== null);
    const who = await tools.who(c, answered.map(({ answer }) => answer!.actor));
    return tools.page(c, {
      title: "Rimlighet", active: "matt", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["indicator@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a></p>
          <h1>Stämmer det här? {scope.year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Svaret är sparat.</p>}
          <p>{questions.length === 0 ? `Inget i ${scope.year} års värden väcker någon fråga.` : open.length === 0 ? "Alla frågor är besvarade." : `${counted(open.length, "fråga", "frågor")} att svara på. Är värdet fel, rätta det; stämmer det, skriv varför. Inget ändras av sig självt.`}</p>
          {open.length > 0 && <ul class="rows">{open.map((question) => <Question question={question} scope={scope} may={tools.may(c, "indicator.enter", reachOf(question.indicator))} year={scope.year} />)}</ul>}
          {answered.length > 0 && (
            <details><summary>{counted(answered.length, "besvarad fråga", "besvarade frågor")}</summary>
              <ul>{answered.map(({ answer, indicator, words }) => <li><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>: {words} <strong>{answer!.reason}</strong><span class="muted">, {who(answer!.actor)} {swedishTime(answer!.answeredAt)}</span></li>)}</ul>
            </details>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("indicator.enter"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const text = (name: string) => sentField(form, name) ?? "";
    const saved = await answerQuestion(tools.command(c), { indicatorId: Number(/^\d{1,9}$/.exec(text("matt"))?.[0] ?? 0), period: text("period"), rule: text("regel"), about: text("om"), reason: sentField(form, "reason") });
    return saved.ok ? c.redirect(`${c.req.path}?sparat=1`, 303) : show(c, scope, saved.failure);
  });

  formPages(app, tools, "/:committee/:year{[0-9]{4}}/matt/:id{[0-9]{1,9}}/samband", { action: "indicator.define", active: "matt" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const all = scope ? await listIndicators(tools.command(c).db, scope.committee.id, { bare: true }) : [];
    const indicator = all.find(({ id }) => id === Number(c.req.param("id")));
    if (!scope || !indicator) return null;
    const relations = (await listRelations(tools.command(c).db, scope.committee.id)).filter(({ indicatorId }) => indicatorId === indicator.id);
    const nameOf = (id: number) => all.find((one) => one.id === id)?.name ?? String(id);
    return {
      scope, reach: scope.committee.id, version: 0, title: "Samband med andra mått", button: "Lägg till sambandet", trail: <a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>, away: pageHref(scope, "matt", `/${indicator.id}`),
      intro: <p>Ett värde som inte stämmer med sambandet väcker en fråga. En del är aldrig mer än det hela, och dygn aldrig fler än personer gånger periodens dagar.</p>,
      fields: [
        { name: "slag", label: indicator.name, kind: "select", options: Object.entries(RELATION_WORDS) },
        { name: "annat", label: "Det andra måttet", kind: "select", options: all.filter(({ frequency, id }) => id !== indicator.id && frequency === indicator.frequency).map(({ group, id, name }) => [String(id), group ? `${name} (${group})` : name]) },
      ],
      values: {},
      after: relations.length > 0 && (
        <ul class="rows">{relations.map(({ kind, otherId }) => (
          <li><span>{RELATION_WORDS[kind]} {nameOf(otherId)}</span><form method="post" action={c.req.path}><input type="hidden" name="slag" value={kind} /><input type="hidden" name="annat" value={String(otherId)} /><button class="ds-button" data-variant="tertiary" data-size="sm" name="bort" value="ja">Ta bort<span class="visually-hidden"> sambandet med {nameOf(otherId)}</span></button></form></li>
        ))}</ul>
      ),
      save: ({ fields, form }) => relateIndicators(tools.command(c), { indicatorId: indicator.id, kind: (fields["slag"] ?? "") as IndicatorRelation["kind"], otherId: Number(/^\d{1,9}$/.exec(fields["annat"] ?? "")?.[0] ?? 0), remove: form.get("bort") !== null }),
      done: () => pageHref(scope, "matt", `/${indicator.id}/samband`),
    };
  });
}

const Question = ({ may, question: { about, indicator, indicatorId, period, rule, words }, scope, year }: { question: AskedQuestion; scope: Scope; may: boolean; year: number }) => (
  <li>
    <div>
      <a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>{indicator.group && <span class="muted small">, {indicator.group}</span>}
      <p>{words}</p>
      {may && (
        <form method="post" class="filters">
          <input type="hidden" name="matt" value={String(indicatorId)} /><input type="hidden" name="period" value={period} /><input type="hidden" name="regel" value={rule} /><input type="hidden" name="om" value={about} />
          <label>Det stämmer, därför att<input class="ds-input" name="reason" maxlength={1000} size={34} required /></label>
          <button class="ds-button" data-variant="secondary">Svara<span class="visually-hidden"> om {indicator.name}</span></button>
          <a href={pageHref(scope, "matt", `/${indicator.id}/varden?fraga=${period}`)}>Rätta<span class="visually-hidden"> {indicator.name} {year}</span></a>
        </form>
      )}
    </div>
  </li>
);
