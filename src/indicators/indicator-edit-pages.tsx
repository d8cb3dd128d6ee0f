import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted, MONTH_NAMES } from "../platform/swedish.ts";
import { ConflictForm, sentField, sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { enteredText, type IndicatorEntry } from "./indicator-entry.ts";
import { changeIndicator } from "./indicator-commands.ts";
import { enterValues } from "./indicator-value-commands.ts";
import { listIndicators } from "./indicator-reads.ts";
import { AGGREGATION_WORDS, BETTER_WORDS, INDICATOR_FIELDS, statedText, type Indicator, type IndicatorField } from "./indicator.ts";

const FIELDS = Object.keys(INDICATOR_FIELDS) as IndicatorField[];
const periodsOf = ({ frequency }: Indicator, year: number): string[] => (frequency === "year" ? [`${year}-01-01`] : Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}-01`));
const periodName = ({ frequency }: Indicator, period: string): string => (frequency === "year" ? period.slice(0, 4) : `${MONTH_NAMES[Number(period.slice(5, 7)) - 1]} ${period.slice(0, 4)}`);
const valueAt = ({ values }: Indicator, period: string) => values.find((value) => value.period === period) ?? null;
const lastYear = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

export function indicatorEditPages(app: Hono, tools: PageTools<Scope>): void {
  const found = async (c: Context): Promise<{ scope: Scope; indicator: Indicator } | null> => {
    const scope = await tools.scope(c);
    const indicator = scope && (await listIndicators(tools.command(c).db, scope.committee.id)).find(({ id }) => id === Number(c.req.param("id")));
    return scope && indicator ? { scope, indicator } : null;
  };
  const page = (c: Context, { indicator, scope }: { scope: Scope; indicator: Indicator }, title: string, body: Child, status: 200 | 409 | 422 = 200) =>
    tools.page(c, {
      title: `${title}: ${indicator.name}`, active: "matt", status, live: [`indicator:${indicator.id}`], writing: true,
      body: <><p class="small"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a></p><h1>{title}</h1>{body}</>,
    }, scope);
  const values = "/:committee/:year{[0-9]{4}}/matt/:id{[0-9]{1,9}}/varden";

  app.get(values, guard("indicator.enter"), async (c) => {
    const own = await found(c);
    if (!own) return tools.notFound(c);
    if (!tools.may(c, "indicator.enter", own.scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("indicator.enter") });
    return page(c, own, `För in värden ${own.scope.year}`, <EntryForm {...own} failure={null} given={null} reason={null} />);
  });
  app.post(values, guard("indicator.enter"), async (c) => {
    const own = await found(c);
    if (!own) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const reason = sentField(form, "reason");
    const cells: IndicatorEntry[] = periodsOf(own.indicator, own.scope.year).flatMap((period) =>
      form.has(period) ? [{ period, text: sentField(form, period) ?? "", version: Number(/^\d{1,9}$/.exec(String(form.get(`version-${period}`) ?? ""))?.[0] ?? 0) }] : [],
    );
    try {
      const saved = await enterValues(tools.command(c), { indicatorId: own.indicator.id, cells, reason });
      if (!saved.ok) return page(c, own, `För in värden ${own.scope.year}`, <EntryForm {...own} failure={saved.failure} given={cells} reason={reason} />, 422);
      return c.redirect(pageHref(own.scope, "matt", `/${own.indicator.id}?sparat=${saved.value.changed}`), 303);
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
          asked={conflict.conflicts.map((one) => ({ name: one.field, label: periodName(own.indicator, one.field), conflict: one }))}
          note={rest.length > 0 && <p>{counted(rest.length, "annat värde", "andra värden")} på sidan följer med när du sparar.</p>}
        >
          {conflict.conflicts.map(({ field }) => <input type="hidden" name={`version-${field}`} value={String(valueAt(own.indicator, field)?.version ?? 0)} />)}
          <input type="hidden" name="reason" value={reason ?? ""} />
          {rest.map(({ period, text, version }) => <><input type="hidden" name={period} value={text} /><input type="hidden" name={`version-${period}`} value={String(version)} /></>)}
        </ConflictForm>
      ), 409);
    }
  });

  const definition = "/:committee/:year{[0-9]{4}}/matt/:id{[0-9]{1,9}}/definition";
  app.get(definition, guard("indicator.define"), async (c) => {
    const own = await found(c);
    if (!own) return tools.notFound(c);
    if (!tools.may(c, "indicator.define", own.scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("indicator.define") });
    return page(c, own, "Ändra måttet", <DefinitionForm {...own} failure={null} given={null} />);
  });
  app.post(definition, guard("indicator.define"), async (c) => {
    const own = await found(c);
    if (!own) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const fields = Object.fromEntries(FIELDS.map((field) => [field, sentField(form, field)]));
    try {
      const saved = await changeIndicator(tools.command(c), { indicatorId: own.indicator.id, version: sentVersion(form), reason: sentField(form, "reason"), fields });
      if (!saved.ok) return page(c, own, "Ändra måttet", <DefinitionForm {...own} failure={saved.failure} given={{ ...fields, reason: sentField(form, "reason") }} />, 422);
      return c.redirect(pageHref(own.scope, "matt", `/${own.indicator.id}?sparat=1`), 303);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      const { conflict } = error;
      const who = await tools.who(c, [conflict.by ?? ""]);
      const asked = new Set(conflict.conflicts.map(({ field }) => field));
      return page(c, own, "Två har ändrat måttet", (
        <ConflictForm
          away={pageHref(own.scope, "matt", `/${own.indicator.id}`)}
          action={pageHref(own.scope, "matt", `/${own.indicator.id}/definition`)} conflict={conflict} who={who}
          asked={conflict.conflicts.map((one) => ({
            name: one.field, label: INDICATOR_FIELDS[one.field as IndicatorField], conflict: one,
            show: (value) => (one.field === "aggregation" ? AGGREGATION_WORDS[value as keyof typeof AGGREGATION_WORDS] : one.field === "better" ? BETTER_WORDS[value as keyof typeof BETTER_WORDS] : value) ?? "(tomt)",
          }))}
        >
          <input type="hidden" name="version" value={String(conflict.version)} />
          <input type="hidden" name="reason" value={sentField(form, "reason") ?? ""} />
          {FIELDS.filter((field) => !asked.has(field)).map((field) => <input type="hidden" name={field} value={conflict.merged[field] ?? ""} />)}
        </ConflictForm>
      ), 409);
    }
  });
}

function EntryForm({ failure, given, indicator, reason, scope }: { failure: Failure | null; given: readonly IndicatorEntry[] | null; reason: string | null; indicator: Indicator; scope: Scope }) {
  const target = indicator.targets.find(({ year }) => year === scope.year);
  return (
    <>
      {failure && <FailureBox heading="Inget är sparat" {...failure} />}
      <p>Skriv ett tal, eller <q>saknas: därför att …</q> där mätningen uteblev. En tom ruta är inget värde; den är inte noll.{indicator.unit && ` Enhet: ${indicator.unit}.`}{target && ` Riktvärde ${scope.year}: ${statedText(target)}.`}</p>
      <form method="post" action={pageHref(scope, "matt", `/${indicator.id}/varden`)}>
        <TableScroll label={`Värden ${scope.year}`}>
          <table class="figures entry">
            <caption class="visually-hidden">{indicator.name}, {scope.year}</caption>
            <thead><tr><th scope="col">{indicator.frequency === "year" ? "År" : "Månad"}</th><th scope="col" class="number">{scope.year - 1}</th><th scope="col">{scope.year}</th></tr></thead>
            <tbody>
              {periodsOf(indicator, scope.year).map((period) => {
                const cell = given?.find((one) => one.period === period);
                return (
                  <tr>
                    <th scope="row">{indicator.frequency === "year" ? period.slice(0, 4) : MONTH_NAMES[Number(period.slice(5, 7)) - 1]}</th>
                    <td class="number muted">{enteredText(valueAt(indicator, lastYear(period))) ?? "–"}</td>
                    <td>
                      <input class="ds-input" name={period} value={cell?.text ?? enteredText(valueAt(indicator, period)) ?? ""} inputmode="decimal" autocomplete="off" aria-label={periodName(indicator, period)} {...fieldOf(failure, period)} />
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

function DefinitionForm({ failure, given, indicator, scope }: { failure: Failure | null; given: Readonly<Record<string, string | null>> | null; indicator: Indicator; scope: Scope }) {
  const now = { unit: indicator.unit, aggregation: indicator.aggregation, better: indicator.better, margin: indicator.margin, decimals: String(indicator.decimals), source: indicator.source, note: indicator.note };
  const value = (field: IndicatorField): string => (given ? given[field] : now[field]) ?? "";
  return (
    <>
      {failure && <FailureBox heading="Inget är sparat" {...failure} />}
      <form method="post" action={pageHref(scope, "matt", `/${indicator.id}/definition`)} class="narrow">
        <input type="hidden" name="version" value={String(indicator.version)} />
        <label>Enhet<input class="ds-input" name="unit" value={value("unit")} {...fieldOf(failure, "unit")} /></label>
        <label>Över året
          <select name="aggregation">{Object.entries(AGGREGATION_WORDS).map(([key, word]) => <option value={key} selected={key === value("aggregation")}>{word}</option>)}</select>
        </label>
        <label>Bättre är
          <select name="better"><option value="">inte angivet</option>{Object.entries(BETTER_WORDS).map(([key, word]) => <option value={key} selected={key === value("better")}>{word}</option>)}</select>
        </label>
        <label>Marginal för gult (så långt på fel sida om riktvärdet att det ännu är gult, till exempel 5 % eller 2; tomt är ingen)<input class="ds-input" name="margin" value={value("margin")} {...fieldOf(failure, "margin")} /></label>
        <label>Decimaler<input class="ds-input" name="decimals" value={value("decimals")} inputmode="numeric" pattern="[0-6]" required {...fieldOf(failure, "decimals")} /></label>
        <label>Källa<input class="ds-input" name="source" value={value("source")} {...fieldOf(failure, "source")} /></label>
        <label>Anmärkning<textarea class="ds-input" name="note" rows={4} {...fieldOf(failure, "note")}>{value("note")}</textarea></label>
        <label>Varför ändras det? (valfritt; syns i historiken)<input class="ds-input" name="reason" maxlength={1000} value={given?.["reason"] ?? ""} /></label>
        <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "matt", `/${indicator.id}`)}>Avbryt</a></p>
      </form>
    </>
  );
}
