import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import type { FieldSpec } from "../platform/ui/field-form.tsx";
import { historyHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { addAction, changeAction } from "./control-round-commands.ts";
import { ACTION_FIELDS, actionState, type ControlAction } from "./control-action.ts";
import { listActions, listControlChecks, listRisks } from "./control-plan-reads.ts";

const ACTION_STATES = { done: { shape: "circle", colour: "green", label: "Klar" }, late: { shape: "square", colour: "red", label: "Försenad" }, open: { shape: "ring", colour: "grey", label: "Pågår" } } as const;
/** Actions with who answers, until when, and how they stand. */
export const ActionTable = ({ actions, caption, hrefOf, linked }: { actions: readonly ControlAction[]; caption: string; hrefOf: (action: ControlAction) => string | null; linked: (action: ControlAction) => string }) => (
  <TableScroll label={caption}>
    <WordTable
      caption={caption} columns={["Åtgärd", "Gäller", "Ansvarig", "Klar senast", "Läge"]}
      rows={actions.map((action) => {
        const href = hrefOf(action);
        return {
          id: `atgard-${action.id}`,
          cells: [href ? <a href={href}>{action.description}</a> : action.description, linked(action), action.responsible, <span class="when">{action.dueOn}</span>, <><StatusMark status={ACTION_STATES[actionState(action, today())]} />{action.doneOn && <span class="muted small when"> {action.doneOn}</span>}{action.outcome && <p class="small">{action.outcome}</p>}</>],
        };
      })}
    />
  </TableScroll>
);

/** How many actions are left, in words; "" where none is. */
export const actionsLeft = (actions: readonly ControlAction[]): string => {
  const states = actions.map((action) => actionState(action, today()));
  const [late, open] = [states.filter((state) => state === "late").length, states.filter((state) => state === "open").length];
  return late + open === 0 ? "" : `${counted(late + open, "åtgärd pågår", "åtgärder pågår")}${late ? `, ${late} försenad${late === 1 ? "" : "e"}` : ""}`;
};

/** Where actions are decided, followed up and said to be done. */
export function controlActionPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/intern-kontroll";
  const of = (scope: Scope, rest: string) => pageHref(scope, "intern-kontroll", rest);
  const actionSpecs: readonly FieldSpec[] = [
    { name: "description", label: ACTION_FIELDS.description, kind: "area", required: true, rows: 3 },
    { name: "responsible", label: ACTION_FIELDS.responsible, hint: "(roll eller funktion)", required: true },
    { name: "due_on", label: ACTION_FIELDS.due_on, kind: "date", required: true },
  ];
  formPages(app, tools, `${base}/kontroller/:id{[0-9]{1,9}}/atgard`, { action: "control.perform", active: "intern-kontroll" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const check = scope && (await listControlChecks(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("id")));
    if (!scope || !check) return null;
    const own = of(scope, `/kontroller/${check.id}`);
    return {
      scope, reach: check.unitId ?? scope.committee.id, version: 0, title: "Ny åtgärd", button: "Lägg till", trail: <><a href={of(scope, "")}>Intern kontroll</a> · <a href={own}>Kontrollmomentet</a></>, intro: <p class="lead-text">{check.description}</p>, fields: actionSpecs, values: { responsible: check.responsible }, away: own,
      save: ({ fields }) => addAction(tools.command(c), { checkId: check.id, riskId: null, fields }), done: () => `${own}?sparat=1`,
    };
  });
  formPages(app, tools, `${base}/risker/:id{[0-9]{1,9}}/atgard`, { action: "control.perform", active: "intern-kontroll" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const risk = scope && (await listRisks(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("id")));
    return scope && risk ? {
      scope, reach: scope.committee.id, version: 0, title: "Ny åtgärd", button: "Lägg till", trail: <a href={of(scope, "")}>Intern kontroll</a>, intro: <p class="lead-text">{risk.description}</p>, fields: actionSpecs, values: { responsible: risk.responsible }, away: of(scope, `#risk-${risk.id}`),
      save: ({ fields }) => addAction(tools.command(c), { checkId: null, riskId: risk.id, fields }), done: (value) => of(scope, `?sparat=1#atgard-${(value as { id: number }).id}`),
    } : null;
  });
  formPages(app, tools, `${base}/atgarder/:id{[0-9]{1,9}}`, { action: "control.perform", active: "intern-kontroll" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const action = scope && (await listActions(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("id")));
    if (!scope || !action) return null;
    const back = action.checkId === null ? of(scope, `#atgard-${action.id}`) : of(scope, `/kontroller/${action.checkId}`);
    const check = action.checkId === null ? null : (await listControlChecks(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === action.checkId);
    return {
      scope, reach: check?.unitId ?? scope.committee.id, version: action.version, title: "Ändra åtgärden", reason: "optional", live: [`control_action:${action.id}`], trail: <><a href={of(scope, "")}>Intern kontroll</a> · <a href={historyHref("control_action", action.id)}>Historik</a></>, away: back,
      fields: [...actionSpecs, { name: "done_on", label: "Klar den", hint: "(tomt medan den pågår)", kind: "date" }, { name: "outcome", label: ACTION_FIELDS.outcome, kind: "area" }],
      values: { description: action.description, responsible: action.responsible, due_on: action.dueOn, done_on: action.doneOn, outcome: action.outcome },
      save: ({ fields, reason, version }) => changeAction(tools.command(c), { actionId: action.id, version, reason, fields }), done: () => (action.checkId === null ? of(scope, `?sparat=1#atgard-${action.id}`) : `${back}?sparat=1`),
    };
  });
}
