import { figure } from "../platform/figure.ts";
import { counted } from "../platform/swedish.ts";
import { RULING_APPEALS, RULING_OUTCOMES, rulingsOf } from "../quality/court-ruling.ts";
import { OWN_CONTROL_RESULTS } from "../quality/own-control.ts";
import { countKey, countTold, toldGroups, type ToldCount } from "../quality/told-count.ts";
import { ANSWER_DAYS } from "../quality/feedback.ts";
import { PROMISE_LIGHTS } from "../quality/service-declaration.ts";
import { statedText } from "../indicators/indicator.ts";
import { outcomeRows } from "../indicators/target-rule.ts";
import { limitWords, TIMED_KINDS, type TimedCaseKind } from "../quality/timed-case.ts";
import { timedKey, timedTotal, type TimedCaseTotal } from "../quality/timed-count.ts";
import { surveyAnswers } from "../quality/user-survey.ts";
import { asOf, DECISION_SEXES, lastDayOf, quarterOf, quarterReport, reportRule, type ReportQuarter, type UnexecutedDecision } from "../quality/unexecuted-decision.ts";
import { nothing, OWN } from "./block-parts.ts";
import { text, words, type Block, type Cell, type Inline } from "./document.ts";
import type { RegisterData } from "./register-data.ts";
import type { BoundBlock } from "./template.ts";

/** The quarter that a document's month ends; the year's last where the document is of the whole year. */
const quarterOfMonth = (year: number, month: number | null): ReportQuarter => quarterOf(`${year}-${String(month ?? 12).padStart(2, "0")}-01`);

/** How many a quarter reports, and by which law, in a sentence. */
function unexecutedSummary({ decisions }: RegisterData, year: number, month: number | null): Block[] {
  const quarter = quarterOfMonth(year, month);
  const { followed, fresh } = quarterReport(decisions, quarter);
  const on = lastDayOf(quarter);
  const acts = [...new Set([...fresh, ...followed].map(({ act }) => act))];
  const rules = (acts.length ? acts : (["sol"] as const)).map((act) => reportRule(act, on));
  const number = (count: number, one: string, many: string): string => (count === 0 ? `inga ${many}` : counted(count, one, many));
  return [{ kind: "paragraph", inlines: [words(`Nämnden har ${number(fresh.length, "nytt beslut", "nya beslut")} att rapportera för kvartal ${quarter.quarter} ${year} och ${number(followed.length, "tidigare rapporterat beslut", "tidigare rapporterade beslut")} att återrapportera, enligt ${rules.join(" och ")}.`)] }];
}

/** A quarter's two tables, as they are sent to the inspectorate, the auditors and the council. */
function unexecutedBlocks({ decisions, unitNames }: RegisterData, year: number, month: number | null): Block[] {
  const quarter = quarterOfMonth(year, month);
  const { followed, fresh } = quarterReport(decisions, quarter);
  const on = lastDayOf(quarter);
  const ended = (day: string | null, how: string | null): Cell => text([day, how].filter(Boolean).join(" "));
  const reported = (caption: string, reason: string, rows: readonly UnexecutedDecision[]): Block => ({
    kind: "table", caption, unbroken: false, notes: [],
    columns: [
      { label: "Nr", align: "text", weight: 0.5 }, { label: "Kön", align: "text", weight: 0.9 }, { label: "Enhet", align: "text", weight: 1.3 }, { label: "Beslutsdatum", align: "text", weight: 1.5 }, { label: "Verkställigheten avbröts", align: "text", weight: 1.5 },
      { label: "Typ av bistånd", align: "text", weight: 1.5 }, { label: reason, align: "text", weight: 3.2 }, { label: "Verkställt", align: "text", weight: 1.6 }, { label: "Avslutat av annan anledning", align: "text", weight: 1.6 },
    ],
    rows: rows.map((row, index) => {
      const { assistance, closedHow, closedOn, decidedOn, executedHow, executedOn, interruptedOn, reason: why, sex, unitId } = asOf(row, on);
      return { total: false, cells: [text(String(index + 1)), text(DECISION_SEXES[sex]), text(unitId === null ? "" : (unitNames.get(unitId) ?? "")), text(decidedOn), text(interruptedOn ?? ""), text(assistance), text(why ?? ""), ended(executedOn, executedHow), ended(closedOn, closedHow)] };
    }),
  });
  const part = (heading: string, id: string, rows: readonly UnexecutedDecision[], silent: keyof typeof OWN, block: () => Block): Block[] => [{ kind: "heading", level: 2, text: heading, id }, rows.length ? block() : nothing(OWN[silent])];
  return [
    ...part("Inte verkställda inom tre månader", "ej-verkstallda-nya", fresh, "unexecutedFresh", () => reported("Beslut som inte är verkställda inom tre månader från beslutet eller avbrottet", "Skäl till att beslutet ännu inte är verkställt", fresh)),
    ...part("Tidigare rapporterade", "ej-verkstallda-tidigare", followed, "unexecutedFollowed", () => reported("Beslut som har rapporterats förut, och vad som har hänt med dem", "Skäl till att beslutet inte verkställdes i tid", followed)),
  ];
}

const table = (caption: string, columns: readonly (readonly [label: string, weight: number])[], rows: readonly (readonly (string | null)[])[]): Block => ({
  kind: "table", caption, unbroken: rows.length <= 6, notes: [], columns: columns.map(([label, weight]) => ({ label, align: "text", weight })), rows: rows.map((cells) => ({ total: false, cells: cells.map((cell) => text(cell ?? "")) })),
});
/** The year's plan of surveys. */
const surveyBlocks = ({ surveys }: RegisterData, year: number): Block[] => (surveys.length ? [table(`Plan för uppföljningar och undersökningar ${year}`, [["Uppföljning", 2.2], ["Innehåll", 4], ["Redovisning nämnd", 1.4]], surveys.map(({ content, name, presentation }) => [name, content, presentation]))] : [nothing(OWN.surveys)]);
/** What the surveys that are done have shown, and what changed. */
function surveyResultBlocks({ surveys }: RegisterData, year: number): Block[] {
  const done = surveys.filter(({ status }) => status === "done");
  return done.length ? [table(`Genomförda undersökningar ${year}`, [["Uppföljning", 2], ["Svarade", 1.2], ["Resultat", 3.4], ["Vad som har ändrats", 2.6]], done.map((survey) => [survey.name, surveyAnswers(survey), survey.result, survey.changed]))] : [nothing(OWN.surveyResults)];
}
function ownControlBlocks({ ownControls, unitNames }: RegisterData, year: number): Block[] {
  const done = ownControls.filter(({ doneOn }) => doneOn !== null);
  return done.length ? [table(`Egenkontroller ${year}`, [["Vad som kontrolleras", 2], ["Enhet", 1.4], ["Rätt", 1], ["Resultat", 1.4], ["Vad den visade", 2.4], ["Åtgärd", 2]], done.map(({ action, checked, correct, finding, name, result, unitId }) => [name, unitId === null ? "" : (unitNames.get(unitId) ?? ""), checked === null ? "" : `${correct ?? "–"} av ${checked}`, result === null ? "" : OWN_CONTROL_RESULTS[result], finding, action]))] : [nothing(OWN.ownControls)];
}
/** What is promised, and what the measures that may be published say of it. */
function promiseBlocks({ promises, promising }: RegisterData, year: number, month: number | null): Block[] {
  if (!promises.length) return [nothing(OWN.promises)];
  const names = new Map(promising.map(({ id, service }) => [id, service]));
  return [{
    kind: "table", caption: `Löften i kvalitetsdeklarationerna ${year}`, unbroken: promises.length <= 6, notes: [],
    columns: [{ label: "Kvalitetsdeklaration", align: "text", weight: 2 }, { label: "Löfte", align: "text", weight: 3 }, { label: "Utfall", align: "number", weight: 1 }, { label: "Riktvärde", align: "text", weight: 1.3 }, { label: "Hålls det", align: "text", weight: 1.3 }],
    rows: promises.map(({ judgement, measure, promise, target }) => ({
      total: false, cells: [
        text(names.get(promise.declarationId) ?? ""), text(promise.promise),
        measure && judgement ? { kind: "figure", figure: figure(judgement.outcome, measure.decimals, outcomeRows(measure, year, month ?? 12), measure.unit) } : text(""),
        text(target ? `${statedText(target)}${measure?.unit ? `\u00a0${measure.unit}` : ""}` : ""), text(judgement?.light ? PROMISE_LIGHTS[judgement.light] : "går inte att säga"),
      ],
    })),
  }];
}
/** How many were done in time, by kind, up to the month. */
function timeBlocks({ committeeId, timed }: RegisterData, year: number, month: number | null): Block[] {
  const until = month ?? 12;
  const done = (kind: TimedCaseKind): number => Number(timedTotal(timed, { kind, year, month: until, measure: "done" }));
  const kinds = (Object.keys(TIMED_KINDS) as TimedCaseKind[]).filter((kind) => done(kind) > 0);
  if (!kinds.length) return [nothing(OWN.times)];
  const cell = (kind: TimedCaseKind, measure: TimedCaseTotal["measure"], decimals: number): Cell => { const own = { kind, year, month: until, measure }; return { kind: "figure", figure: figure(timedTotal(timed, own), decimals, [{ table: "timed_case_count", key: timedKey(committeeId, own), origin: 0 }]) }; };
  const number = (label: string, weight: number) => ({ label, align: "number" as const, weight });
  return [{
    kind: "table", caption: `Klara inom lagens tid ${year}`, unbroken: true, notes: [],
    columns: [{ label: "Vad", align: "text", weight: 2.4 }, { label: "Lagens tid", align: "text", weight: 1.6 }, number("Klara", 1), number("I tid", 1), number("Andel av de klara, %", 1.6)],
    rows: kinds.map((kind) => ({ total: false, cells: done(kind) < SMALL_COUNT ? [text(TIMED_KINDS[kind]), text(limitWords(kind)), text(`färre än ${SMALL_COUNT}`), text("visas inte"), text("visas inte")] : [text(TIMED_KINDS[kind]), text(limitWords(kind)), cell(kind, "done", 0), cell(kind, "inTime", 0), cell(kind, "share", 1)] })),
  }];
}
function rulingBlocks({ rulings }: RegisterData, year: number): Block[] {
  const own = rulingsOf(rulings, year);
  return own.length ? [table(`Domar i mål mot nämnden ${year}`, [["Dag", 1.2], ["Domstol", 1.6], ["Lag", 0.8], ["Vad målet gällde", 2], ["Utgång", 1.6], ["Överklagas", 1.1], ["Vad domen ledde till", 2.4], ["Verkställd", 1.2]], own.map((one) => [one.ruledOn, one.court, one.act, one.concerning, RULING_OUTCOMES[one.outcome], RULING_APPEALS[one.appealed], one.done, one.doneOn]))] : [nothing(OWN.rulings)];
}

/** A count as a figure that can be followed to the register, though its rows are not for everybody to read. */
const counting = ({ committeeId, told }: RegisterData) => (asked: ToldCount): Cell => {
  const value = countTold(told, asked);
  return { kind: "figure", figure: figure(value === null ? null : String(value), Number.isInteger(value ?? 0) ? 0 : 1, [{ table: "register_count", key: countKey(committeeId, asked), origin: 0 }]) };
};
function countBlock(data: RegisterData, register: "feedback" | "incident", group: string, year: number, caption: string, head: string, measures: readonly (readonly [measure: string, label: string])[]): Block {
  const cell = counting(data);
  const row = (name: string, own: string, value: string, total: boolean) => ({ total, cells: [text(name), ...measures.map(([measure]) => cell({ register, year, group: own, value, measure }))] });
  return {
    kind: "table", caption, unbroken: true, notes: [], columns: [{ label: head, align: "text", weight: 3 }, ...measures.map(([, label]) => ({ label, align: "number" as const, weight: 1 }))],
    rows: [...toldGroups(data.told, register, group, year, data.unitNames).map(({ value, words: name }) => row(name, group, value, false)), row("Summa", "all", "", true)],
  };
}
/** So few people or events that a number of them may point one out, in what is published. */
const SMALL_COUNT = 5;
const hasSmallUnit = ({ told }: RegisterData, year: number): boolean => toldGroups(told, "incident", "unit", year).some(({ value }) => (countTold(told, { register: "incident", year, group: "unit", value, measure: "count" }) ?? 0) < SMALL_COUNT);
/** The same by unit, where more than one has any. Incidents are told by unit only where every unit has several. */
const perUnit = (data: RegisterData, register: "feedback" | "incident", year: number, caption: string, measures: Parameters<typeof countBlock>[6]): Block[] =>
  toldGroups(data.told, register, "unit", year).length > 1 && !(register === "incident" && hasSmallUnit(data, year)) ? [countBlock(data, register, "unit", year, caption, "Enhet", measures)] : [];
/** The year's feedback by kind and by subject: how many, how many of those that asked were answered, and how soon. */
function feedbackBlocks(data: RegisterData, year: number): Block[] {
  if (!toldGroups(data.told, "feedback", "kind", year).length) return [nothing(OWN.feedback)];
  const measures = [["count", "Antal"], ["asked", "Vill ha svar"], ["answered", "Har fått svar"], ["inTime", `Svar inom ${ANSWER_DAYS} dagar`], ["middleDays", "Dagar till svar, median"], ["learned", "Lärdom dragen"]] as const;
  return [countBlock(data, "feedback", "kind", year, `Synpunkter och klagomål ${year} per slag`, "Slag", measures), countBlock(data, "feedback", "subject", year, `Synpunkter och klagomål ${year} per ämne`, "Ämne", measures), ...perUnit(data, "feedback", year, `Synpunkter och klagomål ${year} per enhet`, measures)];
}
function incidentBlocks(data: RegisterData, year: number): Block[] {
  if (!toldGroups(data.told, "incident", "category", year).length) return [nothing(OWN.incidents)];
  const measures = [["count", "Antal"], ["judged", "Bedömda"], ["grave", "Medel eller hög allvarlighet"], ["acted", "Åtgärdade"], ["effectChecked", "Effekten kontrollerad"], ["closed", "Avslutade"]] as const;
  return [countBlock(data, "incident", "category", year, `Avvikelser ${year}`, "Slag", measures), ...perUnit(data, "incident", year, `Avvikelser ${year} per enhet`, measures)];
}
/** How many reports of wrongs the year has had, and what was made of them, in a sentence. */
function lexSarahBlocks(data: RegisterData, year: number): Block[] {
  if ((countTold(data.told, { register: "lex_sarah", year, group: "all", value: "", measure: "reported" }) ?? 0) === 0) return [nothing(OWN.lexSarah)];
  const of = (measure: string): Inline => { const cell = counting(data)({ register: "lex_sarah", year, group: "all", value: "", measure }); return cell.kind === "figure" ? { kind: "figure", figure: cell.figure, text: cell.figure.value ?? "0" } : words(""); };
  return [{ kind: "paragraph", inlines: [words("Under året har "), of("reported"), words(" rapporter enligt lex Sarah upprättats, varav "), of("within"), words(" har bedömts vara inom lex Sarah. Som allvarliga har "), of("serious"), words(" bedömts, och "), of("notified"), words(" är anmälda till Inspektionen för vård och omsorg.")] }];
}

/** The blocks of the registers of quality, by what a template calls them; null for what is another's. */
export function qualityBlocks(block: BoundBlock, data: RegisterData, year: number, month: number | null): Block[] | null {
  switch (block) {
    case "unexecuted-summary": return unexecutedSummary(data, year, month);
    case "unexecuted-decisions": return unexecutedBlocks(data, year, month);
    case "surveys": return surveyBlocks(data, year);
    case "survey-results": return surveyResultBlocks(data, year);
    case "service-promises": return promiseBlocks(data, year, month);
    case "legal-times": return timeBlocks(data, year, month);
    case "own-controls": return ownControlBlocks(data, year);
    case "rulings": return rulingBlocks(data, year);
    case "feedback-statistics": return feedbackBlocks(data, year);
    case "incident-statistics": return incidentBlocks(data, year);
    case "lex-sarah-statistics": return lexSarahBlocks(data, year);
    default: return null;
  }
}
