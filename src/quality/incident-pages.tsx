import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { rowOf } from "../platform/edit/register-row-store.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { stepPages } from "../platform/http/step-pages.tsx";
import { counted } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { changeIncident, INCIDENT_STEPS, INCIDENTS, removeIncident, reportIncident, takeIncidentStep } from "./incident-commands.ts";
import { listIncidents } from "./incident-reads.ts";
import { INCIDENT_CATEGORIES, INCIDENT_STATE_WORDS, severityOf, severityWords, stateOfIncident, type HandledIncident, type Incident } from "./incident.ts";

const SHOWN_WORDS = 140;
export const shortText = (text: string): string => (text.length > SHOWN_WORDS ? `${text.slice(0, SHOWN_WORDS - 1).trimEnd()}…` : text);

/** Incidents: reported by whoever works here, taken care of step by step until what was done is seen to help. */
export function incidentPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/kvalitet/avvikelser";
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/avvikelser");
  const trail = (scope: Scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Avvikelser</a></>;
  registerPages(app, tools, {
    path, active: "kvalitet", register: INCIDENTS, commands: { report: reportIncident, change: changeIncident, remove: removeIncident }, backTo: (scope, id) => `${home(scope)}/${id}`, newTitle: "Rapportera en avvikelse", home, trail,
    placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({ occurred_on: today() }),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      read: "incident.report", parent: (scope) => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>, title: ({ year }) => `Avvikelser ${year}`,
      empty: () => "Här rapporteras det som inte blev som det skulle: vad som hände, hur allvarligt det är, varför, vad som görs och om det hjälpte. Du ser det du själv har rapporterat och det du ska ta hand om.",
      content: async (c, scope) => {
        const all = await listIncidents(tools.db(c), scope.committee.id);
        if (!all.length) return null;
        const units = new Map(await unitChoices(tools.db(c), scope));
        const open = all.filter((one) => stateOfIncident(one) !== "closed").toSorted((a, b) => (severityOf(b) ?? 17) - (severityOf(a) ?? 17) || a.occurredOn.localeCompare(b.occurredOn));
        const closed = all.filter((one) => stateOfIncident(one) === "closed" && one.occurredOn.startsWith(`${scope.year}-`)).toReversed();
        const now = today();
        const table = (caption: string, rows: readonly HandledIncident[]) => (
          <WordTable titled sparse caption={caption} columns={["När", "Slag", "Enhet", "Vad som hände", "Allvarlighetsgrad", "Läge", "Åtgärd"]} rows={rows.map((one) => {
            const severity = severityOf(one);
            const late = one.actionDue !== null && one.actionDue < now && !one.steps.some(({ kind }) => kind === "acted");
            return { id: `rad-${one.id}`, cells: [<a class="when" href={`${home(scope)}/${one.id}`} aria-label={`Avvikelsen ${one.occurredOn}: ${shortText(one.description).slice(0, 60)}`}>{one.occurredOn}</a>, INCIDENT_CATEGORIES[one.category], one.unitId === null ? "" : units.get(String(one.unitId)), shortText(one.description), severity === null ? "inte bedömd" : severityWords(severity), INCIDENT_STATE_WORDS[stateOfIncident(one)], <>{one.action && shortText(one.action)}{one.actionDue && ` (senast ${one.actionDue})`}{late && <strong> försenad</strong>}</>] };
          })} />
        );
        return <><p>{open.length === 0 ? "Allt är avslutat." : `${counted(open.length, "är öppen", "är öppna")}.`}</p>{open.length > 0 && table("Öppna", open)}{closed.length > 0 && table(`Avslutade, som hände ${scope.year}`, closed)}</>;
      },
    },
  });
  stepPages(app, tools, {
    path, active: "kvalitet", register: INCIDENTS, rules: INCIDENT_STEPS, take: takeIncidentStep, read: "incident.report", committeeOf: ({ committee }) => committee.id, home, trail,
    titleOf: (row) => `Avvikelse ${row["occurred_on"]}`,
    content: async (c, scope, row) => {
      const one = rowOf<Incident>(row);
      const severity = severityOf(one);
      const units = new Map(await unitChoices(tools.db(c), scope));
      const part = (label: string, text: string | null | undefined) => text && <><dt>{label}</dt><dd class="prose">{text}</dd></>;
      return (
        <>
          <p class="prose">{one.description}</p>
          <dl class="terms">
            {part("Slag", INCIDENT_CATEGORIES[one.category])}
            {part("Enhet", one.unitId === null ? null : units.get(String(one.unitId)))}
            {part("Rapporterad", one.reportedOn)}
            {part("Gjordes genast", one.immediate)}
            {part("Allvarlighetsgrad", severity === null ? "inte bedömd" : severityWords(severity))}
            {part("Orsak", one.cause)}
            {part("Åtgärd", one.action)}
            {part("Ansvarig", one.responsible)}
            {part("Klar senast", one.actionDue)}
            {part("Effekt", one.effect)}
          </dl>
          <p class="small">Är det ett missförhållande, eller en påtaglig risk för ett? <a href={pageHref(scope, "kvalitet", "/lex-sarah/ny")}>Rapportera enligt lex Sarah</a></p>
        </>
      );
    },
  });
}
