import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { sentNumber } from "../platform/ui/edit.tsx";
import type { FieldSpec } from "../platform/ui/field-form.tsx";
import { addIndicator, changeIndicator, setTargets } from "./indicator-commands.ts";
import { FREQUENCY_WORDS } from "./indicator-period.ts";
import { listIndicators } from "./indicator-reads.ts";
import { AGGREGATION_WORDS, baselineOf, BETTER_WORDS, definitionFields, INDICATOR_FIELDS, KIND_OF_MEASURE, statedText, UNIT_AGGREGATION_WORDS, type Indicator } from "./indicator.ts";

const UNSTATED = ["", "inte angivet"] as const;
const choices = (words: Readonly<Record<string, string>>, unstated = true): readonly (readonly [string, string])[] => [...(unstated ? [UNSTATED] : []), ...Object.entries(words)];
/** How many years ahead and behind targets are set on one page. */
const YEARS_BEFORE = 1;
const YEARS_AFTER = 3;

/** Where measures are defined, and their targets and baselines set. */
export function indicatorDefinitionPages(app: Hono, tools: PageTools<Scope>): void {
  const found = async (c: Context): Promise<{ scope: Scope; indicator: Indicator } | null> => {
    const scope = await tools.scope(c);
    const indicator = scope && (await listIndicators(tools.command(c).db, scope.committee.id, { ids: [Number(c.req.param("id"))] }))[0];
    return scope && indicator ? { scope, indicator } : null;
  };
  const specs = async (c: Context, scope: Scope): Promise<FieldSpec[]> => {
    const own = (await unitsUnder(tools.db(c), scope.committee.id, scope.year)).map(({ id, name }) => [String(id), name] as const);
    return [
      { name: "name", label: INDICATOR_FIELDS.name, required: true }, { name: "group_name", label: INDICATOR_FIELDS.group_name, hint: "(rubriken det står under)" }, { name: "unit", label: INDICATOR_FIELDS.unit, hint: "(till exempel besök, % eller tkr)" },
      { name: "kind", label: INDICATOR_FIELDS.kind, kind: "select", options: choices(KIND_OF_MEASURE) }, { name: "frequency", label: INDICATOR_FIELDS.frequency, kind: "select", options: choices(FREQUENCY_WORDS, false) },
      { name: "aggregation", label: INDICATOR_FIELDS.aggregation, kind: "select", options: choices(AGGREGATION_WORDS, false), hint: "(unika hushåll under ett år är inte summan av månaderna)" },
      { name: "unit_aggregation", label: INDICATOR_FIELDS.unit_aggregation, kind: "select", options: choices(UNIT_AGGREGATION_WORDS) },
      { name: "better", label: INDICATOR_FIELDS.better, kind: "select", options: choices(BETTER_WORDS), hint: "(behövs för att ett riktvärde i siffror ska kunna räknas ut)" },
      { name: "margin", label: INDICATOR_FIELDS.margin, hint: "(så långt på fel sida om riktvärdet att det ännu är gult, till exempel 5 % eller 2)" },
      { name: "decimals", label: INDICATOR_FIELDS.decimals, kind: "number", required: true }, { name: "source", label: INDICATOR_FIELDS.source, hint: "(till exempel egen kontroll eller HR-systemet)" },
      { name: "responsible", label: INDICATOR_FIELDS.responsible, hint: "(roll eller funktion)" }, { name: "unit_id", label: INDICATOR_FIELDS.unit_id, kind: "select", options: [["", "nämnden som helhet"], ...own] },
      { name: "due_days", label: INDICATOR_FIELDS.due_days, kind: "number" }, { name: "suppress_under", label: INDICATOR_FIELDS.suppress_under, kind: "number", hint: "(små antal kan peka ut en person)" },
      { name: "note", label: INDICATOR_FIELDS.note, kind: "area" },
    ];
  };

  formPages(app, tools, "/:committee/:year{[0-9]{4}}/matt/nytt", { action: "indicator.define", active: "matt" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    return scope && {
      scope, reach: scope.committee.id, version: 0, title: "Nytt mått", button: "Lägg till måttet", trail: <a href={pageHref(scope, "matt")}>Alla mått</a>, away: pageHref(scope, "matt"),
      fields: await specs(c, scope), values: { frequency: "month", aggregation: "none", decimals: "0" },
      save: ({ fields }) => addIndicator(tools.command(c), { committeeId: scope.committee.id, fields: { ...fields, name: fields["name"] ?? "" } }),
      done: (value) => pageHref(scope, "matt", `/${(value as { id: number }).id}?sparat=1`),
    };
  });
  formPages(app, tools, "/:committee/:year{[0-9]{4}}/matt/:id{[0-9]{1,9}}/definition", { action: "indicator.define", active: "matt" }, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await found(c);
    if (!own) return null;
    const { indicator, scope } = own;
    return {
      scope, reach: scope.committee.id, version: indicator.version, title: "Ändra måttet", reason: "optional", live: [`indicator:${indicator.id}`], trail: <a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>, away: pageHref(scope, "matt", `/${indicator.id}`),
      fields: await specs(c, scope),
      values: definitionFields(indicator),
      save: ({ fields, reason, version }) => changeIndicator(tools.command(c), { indicatorId: indicator.id, version, reason, fields }),
      done: () => pageHref(scope, "matt", `/${indicator.id}?sparat=1`),
    };
  });
  formPages(app, tools, "/:committee/:year{[0-9]{4}}/matt/:id{[0-9]{1,9}}/riktvarden", { action: "indicator.define", active: "matt" }, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await found(c);
    if (!own) return null;
    const { indicator, scope } = own;
    const baseline = indicator.baselines.find(({ year }) => year === scope.year) ?? null;
    const follows = baseline ? null : baselineOf(indicator, scope.year);
    const years = Array.from({ length: YEARS_BEFORE + 1 + YEARS_AFTER }, (_, index) => scope.year - YEARS_BEFORE + index);
    const targetOf = (year: number) => indicator.targets.find((target) => target.year === year);
    const versionIn = (form: FormData, name: string): number => sentNumber(form, `version-${name}`);
    const versions: readonly (readonly [string, number])[] = [["ingaende", baseline?.version ?? 0], ...years.map((year) => [`mal-${year}`, targetOf(year)?.version ?? 0] as const)];
    return {
      scope, reach: scope.committee.id, version: 0, title: "Riktvärden", reason: "optional", live: [`indicator:${indicator.id}`], trail: <a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>, away: pageHref(scope, "matt", `/${indicator.id}`),
      intro: <p>Skriv ett tal, <q>minst 80</q>, <q>högst 5</q>, <q>80–90</q>, <q>öka</q>, <q>minska</q>, <q>oförändrat</q> eller <q>minska med 10 %</q>. {indicator.better === null && <>Ett ensamt tal kan räknas ut först när det är sagt <a href={pageHref(scope, "matt", `/${indicator.id}/definition`)}>vad som är bättre</a>.</>}{indicator.unit && ` Enhet: ${indicator.unit}.`}</p>,
      fields: [{ name: "ingaende", label: `Ingående värde ${scope.year}`, ...(follows ? { hint: `(tomt följer ${follows.year ?? "det som är inläst utan år"}: ${statedText(follows)})` } : {}) }, { name: "dag", label: "Ingående värde gällde den", kind: "date" }, ...years.map((year) => ({ name: `mal-${year}`, label: `Riktvärde ${year}` }))],
      values: { ingaende: baseline ? statedText(baseline) : null, dag: baseline?.onDate ?? null, ...Object.fromEntries(years.map((year) => [`mal-${year}`, targetOf(year) ? statedText(targetOf(year)!) : null])) },
      more: (sent) => <>{versions.map(([name, version]) => <input type="hidden" name={`version-${name}`} value={String(sent ? versionIn(sent, name) : version)} />)}</>,
      save: ({ fields, form, reason }) => setTargets(tools.command(c), {
        indicatorId: indicator.id, reason, targets: years.map((year) => ({ year, text: fields[`mal-${year}`] ?? "", version: versionIn(form, `mal-${year}`) })),
        baseline: { year: scope.year, text: fields["ingaende"] ?? "", onDate: fields["dag"] ?? null, version: versionIn(form, "ingaende") },
      }),
      // What the other one left it at is what the answer is made from.
      conflictVersions: () => versions.map(([name, version]) => [`version-${name}`, String(version)] as const),
      done: () => pageHref(scope, "matt", `/${indicator.id}?sparat=1`),
    };
  });
}
