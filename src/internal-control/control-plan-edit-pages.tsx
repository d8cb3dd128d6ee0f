import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { listGoalTitles } from "../goals/goal-reads.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import type { FieldSpec } from "../platform/ui/field-form.tsx";
import { historyHref } from "../platform/ui/figures.tsx";
import { addControlCheck, addRisk, changeControlCheck, changeRisk, retireControl } from "./control-plan-edit-commands.ts";
import { CHECK_FIELDS, RISK_FIELDS } from "./control-plan-fault.ts";
import { CONSEQUENCE_WORDS, CONTROL_METHODS, LIKELIHOOD_WORDS, RISK_CATEGORIES, RISK_RESPONSES, type ControlCheck, type Risk } from "./control-plan.ts";
import { listControlChecks, listRisks } from "./control-plan-reads.ts";
import { areMonths, CONTROL_SCHEDULES, monthsText, scheduleWords } from "./control-schedule.ts";
import { MONTHS } from "../platform/swedish.ts";

const OWN_MONTHS = "egna";
const steps = (words: readonly string[]) => [["", "inte bedömd"], ...words.map((word, index) => [String(index + 1), `${index + 1} ${word}`] as const)] as const;

/** The categories there are, the common ones first, as choices. */
export const categoryChoices = (known: readonly (string | null)[]): readonly (readonly [string, string])[] => [["", "ingen"], ...[...new Set([...RISK_CATEGORIES, ...known.filter((one) => one !== null)])].map((one) => [one, one] as const)];

/** Where risks and checks of a plan are added, changed and ended. */
export function controlPlanEditPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/intern-kontroll";
  const options = { action: "control.plan", active: "intern-kontroll" };
  const trail = (scope: Scope) => <a href={pageHref(scope, "intern-kontroll")}>Intern kontroll</a>;
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const { db } = tools.command(c);
    return { scope, risks: await listRisks(db, scope.committee.id, scope.year), checks: await listControlChecks(db, scope.committee.id, scope.year), id: Number(c.req.param("id") ?? 0) };
  };

  const riskSpecs = (risks: readonly Risk[]): FieldSpec[] => [
    { name: "process", label: RISK_FIELDS.process },
    { name: "category", label: RISK_FIELDS.category, kind: "select", options: categoryChoices(risks.map(({ category }) => category)) },
    { name: "description", label: RISK_FIELDS.description, hint: "(vad som kan gå fel, och vad det leder till)", kind: "area", required: true, rows: 3 },
    { name: "likelihood", label: RISK_FIELDS.likelihood, kind: "select", options: steps(LIKELIHOOD_WORDS) },
    { name: "consequence", label: RISK_FIELDS.consequence, kind: "select", options: steps(CONSEQUENCE_WORDS) },
    { name: "response", label: RISK_FIELDS.response, kind: "select", options: [["", "inte bestämt"], ...Object.entries(RISK_RESPONSES)] },
    { name: "response_reason", label: RISK_FIELDS.response_reason, hint: "(krävs när risken inte kontrolleras)", kind: "area", rows: 2 },
    { name: "responsible", label: RISK_FIELDS.responsible, hint: "(roll eller funktion)" },
  ];
  formPages(app, tools, `${base}/risker/ny`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    return own && {
      scope: own.scope, reach: own.scope.committee.id, version: 0, title: "Ny risk", button: "Lägg till", trail: trail(own.scope), fields: riskSpecs(own.risks), values: { process: c.req.query("process") ?? null }, away: pageHref(own.scope, "intern-kontroll"),
      save: ({ fields }) => addRisk(tools.command(c), { committeeId: own.scope.committee.id, year: own.scope.year, fields: { ...fields, description: fields["description"] ?? "" } }),
      done: (value) => pageHref(own.scope, "intern-kontroll", `?sparat=1#risk-${(value as { id: number }).id}`),
    };
  });
  formPages(app, tools, `${base}/risker/:id{[0-9]{1,9}}/andring`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    const risk = own?.risks.find(({ id }) => id === own.id);
    return own && risk ? {
      scope: own.scope, reach: own.scope.committee.id, version: risk.version, title: "Ändra risken", reason: "optional", live: [`risk:${risk.id}`], trail: <>{trail(own.scope)} · <a href={historyHref("risk", risk.id)}>Historik</a></>, fields: riskSpecs(own.risks), away: pageHref(own.scope, "intern-kontroll", `#risk-${risk.id}`),
      intro: risk.riskIndex !== null && risk.likelihood === null ? <p class="notice">Källan anger riskindex {risk.riskIndex.replace(".", ",")} utan sannolikhet och konsekvens. Anger du dem räknas indexet som deras produkt.</p> : undefined,
      values: { process: risk.process || null, category: risk.category, description: risk.description, likelihood: risk.likelihood === null ? null : String(risk.likelihood), consequence: risk.consequence === null ? null : String(risk.consequence), response: risk.response, response_reason: risk.responseReason, responsible: risk.responsible },
      after: <p><a href={pageHref(own.scope, "intern-kontroll", `/risker/${risk.id}/avslut`)}>Ta bort risken ur planen</a></p>,
      save: ({ fields, reason, version }) => changeRisk(tools.command(c), { riskId: risk.id, version, reason, fields }),
      done: () => pageHref(own.scope, "intern-kontroll", `?sparat=1#risk-${risk.id}`),
    } : null;
  });
  formPages(app, tools, `${base}/risker/:id{[0-9]{1,9}}/avslut`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    const risk = own?.risks.find(({ id }) => id === own.id);
    return own && risk ? {
      scope: own.scope, reach: own.scope.committee.id, version: risk.version, title: "Ta bort risken ur planen", button: "Ta bort", reason: "required", trail: trail(own.scope), intro: <p class="lead-text">{risk.description}</p>, fields: [{ name: "on", label: "Gäller inte från och med", kind: "date", required: true }], values: { on: today() },
      away: pageHref(own.scope, "intern-kontroll"), save: ({ fields, reason, version }) => retireControl(tools.command(c), { table: "risk", id: risk.id, version, on: fields["on"] ?? "", reason }), done: () => pageHref(own.scope, "intern-kontroll", "?sparat=1"),
    } : null;
  });

  const checkSpecs = async (c: Context, scope: Scope, risks: readonly Risk[], check: ControlCheck | null): Promise<FieldSpec[]> => {
    const units = await unitsUnder(tools.db(c), scope.committee.id, scope.year);
    const goals = await listGoalTitles(tools.db(c), [scope.committee.id, scope.committee.municipalityId], scope.year);
    const months = monthsText(check?.months ?? []);
    const known = CONTROL_SCHEDULES.some(([text]) => text === months);
    return [
      { name: "risk_id", label: CHECK_FIELDS.risk_id, kind: "select", options: [["", "ingen"], ...risks.map((risk) => [String(risk.id), `${risk.process ? `${risk.process.slice(0, 60)}: ` : ""}${risk.description.slice(0, 80)}`] as const)] },
      { name: "description", label: CHECK_FIELDS.description, hint: "(vad som kontrolleras)", kind: "area", required: true, rows: 3 },
      { name: "goal_id", label: CHECK_FIELDS.goal_id, hint: "(som kontrollen säger något om)", kind: "select", options: [["", "inget"], ...goals.map(({ id, level, text }) => [String(id), `${level}: ${text.slice(0, 80)}`] as const)] },
      { name: "process", label: CHECK_FIELDS.process, hint: "(tomt följer risken)" },
      { name: "category", label: CHECK_FIELDS.category, kind: "select", options: [["", "följer risken"], ...categoryChoices(risks.map(({ category }) => category)).slice(1)] },
      { name: "method", label: CHECK_FIELDS.method, kind: "select", options: [["", "inte bestämt"], ...Object.entries(CONTROL_METHODS)] },
      { name: "months", label: CHECK_FIELDS.months, kind: "select", options: [...CONTROL_SCHEDULES, ...(known ? [] : [[months, scheduleWords(check!.months)] as const]), [OWN_MONTHS, "i de månader jag kryssar för"]] },
      { name: "responsible", label: CHECK_FIELDS.responsible, hint: "(roll eller funktion)" },
      { name: "unit_id", label: CHECK_FIELDS.unit_id, kind: "select", options: [["", "nämnden som helhet"], ...units.map(({ id, name }) => [String(id), name] as const)] },
      { name: "reported_to", label: CHECK_FIELDS.reported_to, hint: "(till exempel nämnden, i årsbokslutet)" },
      { name: "checklist", label: CHECK_FIELDS.checklist, hint: "(en på varje rad; besvaras med ja eller nej för var och en som dras)", kind: "area", rows: 4 },
    ];
  };
  const Months = ({ sent }: { sent: FormData | null }) => (
    <fieldset class="months"><legend>Månader att kryssa för</legend>
      {MONTHS.map((month, index) => <label><input type="checkbox" name="manader" value={String(index + 1)} checked={sent?.getAll("manader").includes(String(index + 1)) ?? false} /> {month}</label>)}
    </fieldset>
  );
  /** What was sent, with ticked months where those were asked for, and what the risk says where the check says nothing. */
  const sentCheck = (fields: Record<string, string | null>, form: FormData, risks: readonly Risk[]): Record<string, string | null> => {
    const ticked = form.getAll("manader").map(Number);
    const risk = risks.find(({ id }) => String(id) === fields["risk_id"]);
    return { ...fields, months: fields["months"] === OWN_MONTHS ? (areMonths(ticked) ? monthsText(ticked) : "0") : (fields["months"] ?? ""), process: fields["process"] ?? risk?.process ?? null, category: fields["category"] ?? risk?.category ?? null };
  };
  formPages(app, tools, `${base}/kontroller/ny`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    return own && {
      scope: own.scope, reach: own.scope.committee.id, version: 0, title: "Nytt kontrollmoment", button: "Lägg till", trail: trail(own.scope), fields: await checkSpecs(c, own.scope, own.risks, null), values: { risk_id: c.req.query("risk") ?? null, goal_id: c.req.query("mal") ?? null, months: "4,8,12", method: "sample" }, away: pageHref(own.scope, "intern-kontroll"),
      more: (sent) => <Months sent={sent} />,
      save: ({ fields, form }) => addControlCheck(tools.command(c), { committeeId: own.scope.committee.id, year: own.scope.year, fields: { ...sentCheck(fields, form, own.risks), description: fields["description"] ?? "" } }),
      done: (value) => pageHref(own.scope, "intern-kontroll", `/kontroller/${(value as { id: number }).id}?sparat=1`),
    };
  });
  formPages(app, tools, `${base}/kontroller/:id{[0-9]{1,9}}/andring`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    const check = own?.checks.find(({ id }) => id === own.id);
    const href = own ? pageHref(own.scope, "intern-kontroll", `/kontroller/${own.id}`) : "";
    return own && check ? {
      scope: own.scope, reach: own.scope.committee.id, version: check.version, title: "Ändra kontrollmomentet", reason: "optional", live: [`control_check:${check.id}`], trail: <>{trail(own.scope)} · <a href={href}>Kontrollmomentet</a></>, fields: await checkSpecs(c, own.scope, own.risks, check), away: href,
      values: { risk_id: check.riskId === null ? null : String(check.riskId), goal_id: check.goalId === null ? null : String(check.goalId), description: check.description, process: check.process || null, category: check.category, method: check.method, months: monthsText(check.months), responsible: check.responsible, unit_id: check.unitId === null ? null : String(check.unitId), reported_to: check.reportedTo, checklist: check.checklist.join("\n") || null },
      more: (sent) => <Months sent={sent} />,
      after: <p><a href={`${href}/avslut`}>Ta bort kontrollmomentet ur planen</a></p>,
      save: ({ fields, form, reason, version }) => changeControlCheck(tools.command(c), { checkId: check.id, version, reason, fields: sentCheck(fields, form, []) }),
      done: () => `${href}?sparat=1`,
    } : null;
  });
  formPages(app, tools, `${base}/kontroller/:id{[0-9]{1,9}}/avslut`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    const check = own?.checks.find(({ id }) => id === own.id);
    return own && check ? {
      scope: own.scope, reach: own.scope.committee.id, version: check.version, title: "Ta bort kontrollmomentet ur planen", button: "Ta bort", reason: "required", trail: trail(own.scope), intro: <p class="lead-text">{check.description}</p>, fields: [{ name: "on", label: "Gäller inte från och med", kind: "date", required: true }], values: { on: today() },
      away: pageHref(own.scope, "intern-kontroll"), save: ({ fields, reason, version }) => retireControl(tools.command(c), { table: "control_check", id: check.id, version, on: fields["on"] ?? "", reason }), done: () => pageHref(own.scope, "intern-kontroll", "?sparat=1"),
    } : null;
  });
}
