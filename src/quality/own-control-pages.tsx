import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { addOwnControl, changeOwnControl, OWN_CONTROLS, removeOwnControl } from "./own-control-commands.ts";
import { listOwnControls } from "./own-control-reads.ts";
import { OWN_CONTROL_RESULTS } from "./own-control.ts";

/** What units control of their own quality. */
export function ownControlPages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/egenkontroller");
  registerPages(app, tools, {
    path: "/:committee/:year{[0-9]{4}}/kvalitet/egenkontroller", active: "kvalitet", register: OWN_CONTROLS, commands: { add: addOwnControl, change: changeOwnControl, remove: removeOwnControl }, newTitle: "Ny egenkontroll", home,
    trail: (scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Egenkontroller</a></>, placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }), begun: () => ({}),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      parent: (scope) => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>,
      title: ({ year }) => `Egenkontroller ${year}`,
      empty: ({ year }) => `Här förs det som enheterna kontrollerar av sin egen kvalitet, vad det visade och vad som görs. Det som hela nämnden ska veta om riskerna hör till internkontrollplanen. Inget finns för ${year}.`,
      content: async (c, scope, hrefOf) => {
        const controls = await listOwnControls(tools.db(c), scope.committee.id, scope.year);
        if (!controls.length) return null;
        const units = new Map(await unitChoices(tools.db(c), scope));
        const done = controls.filter(({ doneOn }) => doneOn !== null).length;
        return (
          <>
            <p>{counted(controls.length, "egenkontroll", "egenkontroller")}, varav {done === 1 ? "en är gjord" : `${done} är gjorda`}.</p>
            <WordTable sparse caption={`Egenkontroller ${scope.year}`} columns={["Vad som kontrolleras", "Enhet", "Hur ofta", "Ansvarig", "Gjord", "Rätt", "Resultat", "Vad den visade", "Åtgärd"]} rows={controls.map((control) => {
              const href = hrefOf(control);
              return { id: `rad-${control.id}`, cells: [href ? <a href={href}>{control.name}</a> : control.name, control.unitId === null ? "" : units.get(String(control.unitId)), control.frequency, control.responsible, control.doneOn, control.checked === null ? "" : `${control.correct ?? "–"} av ${control.checked}`, control.result === null ? "" : OWN_CONTROL_RESULTS[control.result], control.finding, [control.action, control.actionOn && `senast ${control.actionOn}`].filter(Boolean).join(", ")] };
            })} />
          </>
        );
      },
    },
  });
}
