import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { ConflictForm, sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { enteredText, type IndicatorEntry } from "./indicator-entry.ts";
import { enterValues } from "./indicator-value-commands.ts";
import { listIndicators } from "./indicator-reads.ts";
import { FREQUENCY_WORDS, periodName, periodsOf, shortPeriodName, yearBefore } from "./indicator-period.ts";
import { listQuestions } from "./plausibility-reads.ts";
import { statedText, valueAt, type Indicator, reachOf } from "./indicator.ts";


/** Where one measure's values of a year are entered. */
export function indicatorEditPages(app: Hono, tools: PageTools<Scope>): void {
  const found = async (c: Context): Promise<{ scope: Scope; indicator: Indicator } | null> => {
    const scope = await tools.scope(c);
    const indicator = scope && (await listIndicators(tools.command(c).db, scope.committee.id, { ids: [Number(c.req.param("id"))] }))[0];
    return scope && indicator ? { scope, indicator } : null;
  };
  const page = (c: Context, { indicator, scope }: { scope: Scope; indicator: Indicator }, title: string, body: Child, status: 200 | 409 | 422 = 200) =>
    tools.page(c, {
      title: `${title}: ${indicator.name}`, active: "matt", status, live: [`indicator:${indicator.id}`], writing: true,
      body: <><p class="small"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a></p><h1>{title}</h1>{body}</>,
    }, scope);
  const askedPeriod = (c: Context): string | null => /^\d{4}-\d\d-01$/.exec(c.req.query("fraga") ?? "")?.[0] ?? null;
  const values = "/:committee/:year{[0-9]{4}}/matt/:id{[0-9]{1,9}}/varden";

  app.get(values, guard("indicator.enter"), async (c) => {
    const own = await found(c);
    if (!own) return tools.notFound(c);
    if (!tools.may(c, "indicator.enter", reachOf(own.indicator))) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("indicator.enter") });
    const asked = askedPeriod(c);
    const questions = asked === null ? [] : (await listQuestions(tools.command(c).db, own.scope.committee.id, own.scope.year)).filter(({ answer, indicatorId }) => indicatorId === own.indicator.id && answer === null);
    return page(c, own, `För in värden ${own.scope.year}`, <>{questions.length > 0 && <div class="notice">{questions.map(({ words }) => <p>{words}</p>)}</div>}<EntryForm {...own} asked={asked} failure={null} given={null} reason={null} /></>);
  });
  app.post(values, guard("indicator.enter"), async (c) => {
    const own = await found(c);
    if (!own) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const reason = sentField(form, "reason");
    const cells: IndicatorEntry[] = periodsOf(own.indicator.frequency, own.scope.year).flatMap((period) =>
      form.has(period) ? [{ period, text: sentField(form, period) ?? "", version: sentNumber(form, `version-${period}`) }] : [],
    );
    try {
      const saved = await enterValues(tools.command(c), { indicatorId: own.indicator.id, cells, reason });
      if (!saved.ok) return page(c, own, `För in värden ${own.scope.year}`, <EntryForm {...own} asked={askedPeriod(c)} failure={saved.failure} given={cells} reason={reason} />, 422);
      // Who came from a question goes back to the others.
      return c.redirect(pageHref(own.scope, "matt", askedPeriod(c) === null ? `/${own.indicator.id}?sparat=${saved.value.changed}` : "/rimlighet"), 303);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      const { conflict } = error;
      const who = await tools.who(c, [conflict.by ?? ""]);
      const asked = new Set(conflict.conflicts.map(({ field }) => field));
      // What nobody else touched follows along, from the version it was written over.
      const rest = cells.filter(({ period, text }) => !asked.has(period) && text !== (enteredText(valueAt(own.indicator, period)) ?? ""));
      return page(c, own, "Två har ändrat samma värde", (
        <ConflictForm
          away={pageHref(own.scope, "matt", `/${own.indicator.id}`)}
          action={pageHref(own.scope, "matt", `/${own.indicator.id}/varden`)} conflict={conflict} who={who}
          asked={conflict.conflicts.map((one) => ({ name: one.field, label: periodName(own.indicator.frequency, one.field), conflict: one }))}
          note={rest.length > 0 && <p>{counted(rest.length, "annat värde", "andra värden")} på sidan följer med när du sparar.</p>}
        >
          {conflict.conflicts.map(({ field }) => <input type="hidden" name={`version-${field}`} value={String(valueAt(own.indicator, field)?.version ?? 0)} />)}
          <input type="hidden" name="reason" value={reason ?? ""} />
          {rest.map(({ period, text, version }) => <><input type="hidden" name={period} value={text} /><input type="hidden" name={`version-${period}`} value={String(version)} /></>)}
        </ConflictForm>
      ), 409);
    }
  });
}

function EntryForm({ asked, failure, given, indicator, reason, scope }: { /** The period that a question is about. */ asked: string | null; failure: Failure | null; given: readonly IndicatorEntry[] | null; reason: string | null; indicator: Indicator; scope: Scope }) {
  const target = indicator.targets.find(({ year }) => year === scope.year);
  return (
    <>
      {failure && <FailureBox heading="Inget är sparat" {...failure} />}
      <p>Skriv ett tal, eller <q>saknas: därför att …</q> där mätningen uteblev. En tom ruta är inget värde; den är inte noll.{indicator.unit && ` Enhet: ${indicator.unit}.`}{target && ` Riktvärde ${scope.year}: ${statedText(target)}.`}</p>
      <form method="post" action={pageHref(scope, "matt", `/${indicator.id}/varden${asked ? `?fraga=${asked}` : ""}`)}>
        <TableScroll label={`Värden ${scope.year}`}>
          <table class="figures entry">
            <caption class="visually-hidden">{indicator.name}, {scope.year}</caption>
            <thead><tr><th scope="col">{FREQUENCY_WORDS[indicator.frequency].replace(/^./, (first) => first.toUpperCase())}</th><th scope="col" class="number">{scope.year - 1}</th><th scope="col">{scope.year}</th></tr></thead>
            <tbody>
              {periodsOf(indicator.frequency, scope.year).map((period) => {
                const cell = given?.find((one) => one.period === period);
                return (
                  <tr>
                    <th scope="row">{shortPeriodName(indicator.frequency, period)}</th>
                    <td class="number muted">{enteredText(valueAt(indicator, yearBefore(period))) ?? "–"}</td>
                    <td>
                      <input class="ds-input" name={period} value={cell?.text ?? enteredText(valueAt(indicator, period)) ?? ""} inputmode="decimal" autocomplete="off" aria-label={periodName(indicator.frequency, period)} autofocus={period === asked} {...fieldOf(failure, period)} />
                      <input type="hidden" name={`version-${period}`} value={String(cell?.version ?? valueAt(indicator, period)?.version ?? 0)} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableScroll>
        <div class="narrow">
          <label>Varför ändras det? (krävs när ett värde ur ett inläst dokument ändras; syns i historiken)<input class="ds-input" name="reason" maxlength={1000} value={reason ?? ""} {...fieldOf(failure, "reason")} /></label>
        </div>
        <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "matt", `/${indicator.id}`)}>Avbryt</a></p>
      </form>
    </>
  );
}
