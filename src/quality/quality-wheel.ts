import type { ControlAction } from "../internal-control/control-action.ts";
import { indexOf, riskBand, type Risk } from "../internal-control/control-plan.ts";
import type { CourtRuling } from "./court-ruling.ts";
import { rulingsOf, rulingsToExecute } from "./court-ruling.ts";
import { ANSWER_DAYS, countFeedback, feedbackOf } from "./feedback.ts";
import { countIncidents } from "./incident.ts";
import type { OwnControl } from "./own-control.ts";
import { promisesKept, type JudgedServicePromise, type ServiceDeclaration } from "./service-declaration.ts";
import { lateCases, shareInTime, TIMED_KINDS, totalOf, countByMonth, type TimedCase, type TimedCaseKind } from "./timed-case.ts";
import type { ToldRegisters } from "./told-count.ts";
import { waiting, type UnexecutedDecision } from "./unexecuted-decision.ts";
import type { UserSurvey } from "./user-survey.ts";
import { formatNumber } from "../platform/swedish.ts";
import { daysBetween } from "../platform/days.ts";

/** What the quality of a year is seen from. */
export interface QualityWheel {
  readonly risks: readonly Risk[];
  readonly actions: readonly ControlAction[];
  readonly ownControls: readonly OwnControl[];
  readonly told: ToldRegisters;
  readonly surveys: readonly UserSurvey[];
  readonly rulings: readonly CourtRuling[];
  readonly decisions: readonly UnexecutedDecision[];
  readonly declarations: readonly ServiceDeclaration[];
  readonly promises: readonly JudgedServicePromise[];
  readonly timed: readonly TimedCase[];
}
export type WheelPart = "declarations" | "timed" | "risks" | "own-controls" | "incidents" | "lex-sarah" | "feedback" | "surveys" | "rulings" | "unexecuted" | "actions";
export interface WheelRow {
  readonly part: WheelPart;
  /** What there is. */
  readonly kept: string;
  /** What somebody should see to; "" where nothing is. */
  readonly notable: string;
}
const number = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const some = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [number(count, one, many)]);

/** The wheel of quality, part by part: from what may go wrong, through what went wrong and what people say, to what is done and whether it helps. */
export function wheelOf({ actions, decisions, declarations, promises, timed, ownControls, risks, rulings, surveys, told }: QualityWheel, year: number, on: string): WheelRow[] {
  const incidents = told.incidents.filter(({ occurredOn }) => occurredOn.startsWith(`${year}-`));
  const feedback = feedbackOf(told.feedback, year);
  const [ofIncidents, ofFeedback] = [countIncidents(incidents), countFeedback(feedback)];
  const late = feedback.filter(({ answeredOn, closed, receivedOn, wantsAnswer }) => wantsAnswer === "yes" && answeredOn === null && !closed && daysBetween(receivedOn, on) > ANSWER_DAYS).length;
  const sarah = told.lexSarah.find((one) => one.year === year);
  const { late: lateDecisions, open: openDecisions } = waiting(decisions, on);
  const row = (part: WheelPart, kept: string, notable: readonly string[]): WheelRow => ({ part, kept, notable: notable.join(", ") });
  const { kept, told: measured } = promisesKept(promises);
  const inTime = (Object.keys(TIMED_KINDS) as TimedCaseKind[]).flatMap((kind) => { const count = totalOf(countByMonth(timed, kind, year)); const share = shareInTime(count); return share === null ? [] : [`${TIMED_KINDS[kind]}: ${formatNumber(share, 1)} % av ${count.done} i tid`]; });
  return [
    row("declarations", `${number(declarations.length, "kvalitetsdeklaration", "kvalitetsdeklarationer")}${measured ? `, ${kept} av ${measured} mätta löften hålls` : ""}`, some(promises.filter(({ judgement }) => judgement?.light === "red").length, "löfte hålls inte", "löften hålls inte")),
    row("risks", number(risks.length, "risk", "risker"), some(risks.filter((risk) => { const index = indexOf(risk); return index !== null && riskBand(index) === "high"; }).length, "hög", "höga")),
    row("own-controls", `${number(ownControls.length, "egenkontroll", "egenkontroller")}, ${ownControls.filter(({ doneOn }) => doneOn !== null).length} gjorda`, some(ownControls.filter(({ result }) => result === "considerable" || result === "serious").length, "med kännbar eller allvarlig avvikelse", "med kännbar eller allvarlig avvikelse")),
    row("incidents", `${number(ofIncidents.count, "avvikelse", "avvikelser")}, ${ofIncidents.closed} avslutade`, [...some(ofIncidents.count - ofIncidents.judged, "är inte bedömd", "är inte bedömda"), ...some(incidents.filter(({ acted, closed, consequence, likelihood }) => !acted && !closed && likelihood !== null && riskBand(String(likelihood * consequence!)) !== "low").length, "allvarlig är inte åtgärdad", "allvarliga är inte åtgärdade")]),
    row("lex-sarah", sarah ? `${number(sarah.reported, "rapport", "rapporter")}, ${sarah.within} inom lex Sarah` : "inga rapporter", sarah && sarah.serious > sarah.notified ? [number(sarah.serious - sarah.notified, "allvarlig är inte anmäld", "allvarliga är inte anmälda")] : []),
    row("feedback", `${number(ofFeedback.count, "synpunkt", "synpunkter")}, ${ofFeedback.answered} av ${ofFeedback.asked} som vill ha svar har fått det`, some(late, `svar har dröjt mer än ${ANSWER_DAYS} dagar`, `svar har dröjt mer än ${ANSWER_DAYS} dagar`)),
    row("surveys", `${number(surveys.length, "undersökning", "undersökningar")}, ${surveys.filter(({ status }) => status === "done").length} genomförda`, some(surveys.filter(({ changed, status }) => status === "done" && changed === null).length, "utan att det sägs vad som ändrades", "utan att det sägs vad som ändrades")),
    row("rulings", number(rulingsOf(rulings, year).length, "dom", "domar"), some(rulingsToExecute(rulings).length, "som gick emot nämnden är inte verkställd", "som gick emot nämnden är inte verkställda")),
    row("unexecuted", number(openDecisions.length, "beslut väntar på att verkställas", "beslut väntar på att verkställas"), some(lateDecisions, "sedan mer än tre månader", "sedan mer än tre månader")),
    row("timed", inTime.join(", ") || "inga klara ärenden", some(lateCases(timed, on).length, "pågår efter sin tid", "pågår efter sin tid")),
    row("actions", `${number(actions.length, "åtgärd", "åtgärder")} ur intern kontroll, ${actions.filter(({ doneOn }) => doneOn !== null).length} klara`, some(actions.filter(({ doneOn, dueOn }) => doneOn === null && dueOn < on).length, "är försenad", "är försenade")),
  ];
}
