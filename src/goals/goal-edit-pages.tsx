import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listCommittees, unitsUnder } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { FieldSpec } from "../platform/ui/field-form.tsx";
import { addActivity, addGoal, moveGoal, planGoal, retirePlanned } from "./goal-plan-commands.ts";
import { GOAL_FIELDS, keptNumber, type GoalField, type PlanChoice, type PlanFields } from "./goal-plan.ts";
import { findGoals, listGoalTitles } from "./goal-reads.ts";
import type { Goal } from "./goal.ts";
import { AGENDA_2030 } from "./ready-models.ts";
import { listGoverningDocuments, steeringModel } from "./steering-model-reads.ts";
import { KEEPERS } from "./steering-model.ts";

/** Units of an owner that are there in the year, as choices. */
export const unitChoices = async (tools: PageTools<Scope>, c: Context, ownerId: number, year: number): Promise<readonly (readonly [string, string])[]> =>
  [["", "alla"], ...(await unitsUnder(tools.db(c), ownerId, year)).map(({ id, name }) => [String(id), name] as const)];

/** A list to tick in, with what it was made from, so that two who tick in it are joined. */
export function Ticks({ choices, chosen, legend, name, sent }: { name: string; legend: string; choices: readonly (readonly [number, string])[]; chosen: readonly number[]; sent: FormData | null }): Child {
  const ticked = sent ? numbersIn(sent.getAll(name)) : chosen;
  const base = sent ? String(sent.get(`${name}-var`) ?? "") : chosen.join(",");
  return choices.length === 0 ? null : (
    <details open={ticked.length > 0 && choices.length <= 20}>
      <summary>{legend}{ticked.length > 0 && `: ${ticked.length}`}</summary>
      <input type="hidden" name={`${name}-var`} value={base} />
      <ul class="ticks">{choices.map(([number, words]) => <li><label><input type="checkbox" name={name} value={String(number)} checked={ticked.includes(number)} /> {words}</label></li>)}</ul>
    </details>
  );
}
const numbersIn = (sent: readonly unknown[]): number[] => sent.map(String).filter((text) => /^\d{1,9}$/.test(text)).map(Number);
/** What was ticked, and what the list was made from. */
export const sentChoice = (form: FormData, name: string): PlanChoice => ({ base: numbersIn(String(form.get(`${name}-var`) ?? "").split(",")), mine: numbersIn(form.getAll(name)) });

/** The fields as they are kept: numbers exact, an empty weight the standing one. */
const kept = (fields: Record<string, string | null>): PlanFields<GoalField> => ({ ...fields, weight: keptNumber(fields["weight"] ?? null) ?? "1", green_share: keptNumber(fields["green_share"] ?? null) });

export function goalEditPages(app: Hono, tools: PageTools<Scope>): void {
  const trail = (scope: Scope) => <a href={pageHref(scope, "mal")}>Alla mål</a>;
  const goalOf = async (c: Context, scope: Scope): Promise<Goal | null> => {
    const [goal] = await findGoals(tools.command(c).db, [Number(c.req.param("id"))]);
    return goal && goal.year === scope.year && [scope.committee.id, scope.committee.municipalityId].includes(goal.committeeId) ? goal : null;
  };
  const council = (scope: Scope, ownerId: number) => ownerId === scope.committee.municipalityId;

  /** The fields of a goal of an owner, with the year's levels and the goals that it may stand under. */
  const specs = async (c: Context, scope: Scope, ownerId: number, goal: Goal | null): Promise<FieldSpec[]> => {
    const { db } = tools.command(c);
    const model = await steeringModel(db, scope.committee.municipalityId, scope.year);
    const levels = model.levels.filter(({ keeper, levelId }) => levelId === goal?.levelId || (keeper === "municipality") === council(scope, ownerId));
    const committees = (await listCommittees(db, scope.year)).filter(({ municipalityId }) => municipalityId === scope.committee.municipalityId);
    const above = (await listGoalTitles(db, [scope.committee.municipalityId, ...committees.map(({ id }) => id)], scope.year)).filter(({ id }) => id !== goal?.id);
    const whose = ({ committeeId }: Pick<Goal, "committeeId">) => (committeeId === scope.committee.id ? "" : `${committees.find(({ id }) => id === committeeId)?.name ?? KEEPERS.municipality}: `);
    return [
      { name: "text", label: GOAL_FIELDS.text, kind: "area", required: true, rows: 3 },
      { name: "level_id", label: GOAL_FIELDS.level_id, kind: "select", required: true, options: levels.map(({ levelId, name }) => [String(levelId), name]) },
      { name: "parent_id", label: GOAL_FIELDS.parent_id, kind: "select", options: [["", "inget"], ...above.map((one) => [String(one.id), `${whose(one)}${one.level}: ${one.text.slice(0, 90)}`] as const)] },
      ...(council(scope, ownerId) ? [] : [{ name: "unit_id", label: GOAL_FIELDS.unit_id, kind: "select", options: await unitChoices(tools, c, ownerId, scope.year), hint: "(där målet är en enhets eget)" } as const]),
      { name: "responsible", label: GOAL_FIELDS.responsible, hint: "(roll eller funktion)" },
      { name: "description", label: GOAL_FIELDS.description, kind: "area" },
      { name: "method", label: GOAL_FIELDS.method, kind: "area", rows: 2 },
      { name: "weight", label: GOAL_FIELDS.weight, kind: "number", hint: "(mot målen bredvid; 1 om alla väger lika)" },
      { name: "green_share", label: GOAL_FIELDS.green_share, kind: "number", hint: "(tomt följer nivåns regel)" },
    ];
  };

  formPages(app, tools, "/:committee/:year{[0-9]{4}}/mal/nytt", { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const ownerId = c.req.query("vems") === "fullmaktige" ? scope.committee.municipalityId : scope.committee.id;
    const fields = await specs(c, scope, ownerId, null);
    const parent = /^\d{1,9}$/.exec(c.req.query("under") ?? "")?.[0] ?? null;
    const none = fields.find(({ name }) => name === "level_id")!.options!.length === 0;
    return {
      scope, reach: ownerId, fields, version: 0, trail: trail(scope), away: pageHref(scope, "mal"), button: "Lägg till målet",
      title: council(scope, ownerId) ? "Nytt mål från fullmäktige" : "Nytt mål",
      intro: none && <p class="notice">Styrmodellen för {scope.year} har ingen nivå för {council(scope, ownerId) ? "fullmäktiges" : "nämndens"} mål. <a href={pageHref(scope, "mal", "/modell")}>Välj eller skriv styrmodellen</a> först.</p>,
      values: { weight: "1", parent_id: parent, level_id: fields.find(({ name }) => name === "level_id")!.options!.at(-1)?.[0] ?? null },
      save: ({ fields: sent }) => addGoal(tools.command(c), { ownerId, year: scope.year, fields: { ...kept(sent), text: sent["text"] ?? "", level_id: sent["level_id"] ?? "" } }),
      done: (value) => pageHref(scope, "mal", `/${(value as { id: number }).id}?sparat=1`),
    };
  });

  formPages(app, tools, "/:committee/:year{[0-9]{4}}/mal/:id{[0-9]{1,9}}/andring", { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const goal = scope && (await goalOf(c, scope));
    if (!scope || !goal) return null;
    const { db } = tools.command(c);
    const indicators = await listIndicators(db, scope.committee.id, { bare: true });
    const points = (await listFollowUpPoints(db, scope.committee.municipalityId)).filter(({ year }) => year === scope.year);
    const documents = await listGoverningDocuments(db, scope.committee.municipalityId);
    return {
      scope, reach: goal.committeeId, fields: await specs(c, scope, goal.committeeId, goal), version: goal.version, title: "Ändra målet", reason: "optional", live: [`goal:${goal.id}`],
      trail: <>{trail(scope)} · <a href={pageHref(scope, "mal", `/${goal.id}`)}>Målet</a></>, away: pageHref(scope, "mal", `/${goal.id}`),
      values: {
        text: goal.text, level_id: String(goal.levelId), parent_id: goal.parentId === null ? null : String(goal.parentId), unit_id: goal.unitId === null ? null : String(goal.unitId), responsible: goal.responsible,
        description: goal.description, method: goal.method, weight: goal.weight.replace(".", ","), green_share: goal.greenShare?.replace(".", ",") ?? null,
      },
      more: (sent) => (
        <>
          <Ticks name="matt" legend="Mått" sent={sent} chosen={goal.indicatorIds} choices={indicators.map(({ group, id, name }) => [id, group ? `${name} (${group})` : name])} />
          <Ticks name="tillfallen" legend="Redovisas vid" sent={sent} chosen={goal.pointIds} choices={points.map(({ id, name }) => [id, name])} />
          <Ticks name="agenda" legend="Agenda 2030" sent={sent} chosen={goal.agenda} choices={Object.entries(AGENDA_2030).map(([number, name]) => [Number(number), `${number}. ${name}`])} />
          <Ticks name="dokument" legend="Styrande dokument" sent={sent} chosen={goal.documentIds} choices={documents.map(({ id, name }) => [id, name])} />
        </>
      ),
      save: ({ fields, form, reason, version }) => planGoal(tools.command(c), {
        goalId: goal.id, version, reason, fields: kept(fields), links: { indicators: sentChoice(form, "matt"), points: sentChoice(form, "tillfallen"), agenda: sentChoice(form, "agenda"), documents: sentChoice(form, "dokument") },
      }),
      done: () => pageHref(scope, "mal", `/${goal.id}?sparat=1`),
    };
  });

  formPages(app, tools, "/:committee/:year{[0-9]{4}}/mal/:id{[0-9]{1,9}}/avslut", { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const goal = scope && (await goalOf(c, scope));
    if (!scope || !goal) return null;
    const ended = goal.retired !== null;
    return {
      scope, reach: goal.committeeId, version: goal.version, reason: "required", trail: <>{trail(scope)} · <a href={pageHref(scope, "mal", `/${goal.id}`)}>Målet</a></>, away: pageHref(scope, "mal", `/${goal.id}`), live: [`goal:${goal.id}`],
      title: ended ? "Låt målet gälla igen" : "Avsluta målet", button: ended ? "Låt gälla igen" : "Avsluta målet",
      intro: <><p class="lead-text">{goal.text}</p><p>{ended ? `Målet avslutades ${goal.retired!.on}.` : "Målet finns kvar med allt som har skrivits om det, men visas inte bland målen från och med dagen."}</p></>,
      fields: ended ? [] : [{ name: "on", label: "Gäller inte från och med", kind: "date", required: true }], values: { on: today() },
      save: ({ fields, reason, version }) => retirePlanned(tools.command(c), { table: "goal", id: goal.id, version, on: ended ? null : (fields["on"] ?? ""), reason }),
      done: () => pageHref(scope, "mal", `/${goal.id}?sparat=1`),
    };
  });

  formPages(app, tools, "/:committee/:year{[0-9]{4}}/mal/:id{[0-9]{1,9}}/aktiviteter", { action: "goal.plan", active: "mal" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const goal = scope && (await goalOf(c, scope));
    if (!scope || !goal) return null;
    return {
      scope, reach: goal.committeeId, version: 0, title: "Ny aktivitet", button: "Lägg till aktiviteten", trail: <>{trail(scope)} · <a href={pageHref(scope, "mal", `/${goal.id}`)}>Målet</a></>, away: pageHref(scope, "mal", `/${goal.id}`),
      intro: <p class="lead-text">{goal.text}</p>, fields: activitySpecs(await unitChoices(tools, c, goal.committeeId, scope.year)), values: {},
      save: ({ fields }) => addActivity(tools.command(c), { goalId: goal.id, fields: { ...fields, title: fields["title"] ?? "" } }),
      done: () => pageHref(scope, "mal", `/${goal.id}?sparat=1`),
    };
  });

  app.post("/:committee/:year{[0-9]{4}}/mal/:id{[0-9]{1,9}}/flytt", guard("goal.plan"), async (c) => {
    const scope = await tools.scope(c);
    const goal = scope && (await goalOf(c, scope));
    if (!scope || !goal) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    await moveGoal(tools.command(c), { goalId: goal.id, step: form.get("at") === "ned" ? 1 : -1 });
    return c.redirect(pageHref(scope, "mal", `#mal-${goal.id}`), 303);
  });
}

export const activitySpecs = (units: readonly (readonly [string, string])[]): FieldSpec[] => [
  { name: "title", label: "Aktivitet", required: true }, { name: "description", label: "Beskrivning", kind: "area" }, { name: "responsible", label: "Ansvarig", hint: "(roll eller funktion)" },
  { name: "unit_id", label: "Enhet", kind: "select", options: units }, { name: "starts_on", label: "Börjar", kind: "date" }, { name: "ends_on", label: "Slutar", kind: "date" },
];
