import type { App } from "./app.ts";
import { listCommittees, unitsUnder } from "./organisation/unit-reads.ts";
import { program, type Context } from "./platform/command.ts";
import type { Fields } from "./platform/edit/conflict.ts";
import { valueOf } from "./platform/outcome.ts";
import { addCourtRuling } from "./quality/court-ruling-commands.ts";
import { addFeedback, takeFeedbackStep } from "./quality/feedback-commands.ts";
import { changeIncident, reportIncident, takeIncidentStep } from "./quality/incident-commands.ts";
import { changeLexSarah, reportLexSarah, takeLexSarahStep } from "./quality/lex-sarah-commands.ts";
import { addOwnControl } from "./quality/own-control-commands.ts";
import { addUnexecutedDecision } from "./quality/unexecuted-decision-commands.ts";
import { addIndicator, setTargets } from "./indicators/indicator-commands.ts";
import { enterValues } from "./indicators/indicator-value-commands.ts";
import { listIndicators } from "./indicators/indicator-reads.ts";
import { daysAfter } from "./platform/days.ts";
import { addServiceDeclaration, addServicePromise, changeServiceDeclaration } from "./quality/service-declaration-commands.ts";
import { listServiceDeclarations } from "./quality/service-declaration-reads.ts";
import { enterTimedMeasures, takeTimedCases } from "./quality/timed-case-commands.ts";
import { addUserSurvey } from "./quality/user-survey-commands.ts";

/** The committee and the year of the example's report that the registers are kept for. */
export const KEPT_BY = { committee: "Individ- och familjenämnden", year: 2021 } as const;
/** The year of the example's plan. */
const PLANNED = 2023;
type Steps = readonly (readonly [kind: string, onDate: string, note: string | null])[];

/** Decisions that were not executed: two that one quarter reports and another follows up, and one that was in time. Words ours. */
const WAITING = [
  { act: "sol", sex: "boy", assistance: "Kontaktfamilj", decided_on: "2021-03-04", executed_on: "2021-10-18", reason: "Ingen kontaktfamilj som passar är ledig. Andra insatser pågår under tiden." },
  { act: "sol", sex: "girl", assistance: "Kontaktperson", decided_on: "2021-05-12", reason: "Flera förslag har lämnats. Ett möte är planerat." },
  { act: "lss", sex: "woman", assistance: "Bostad med särskild service", decided_on: "2021-08-16", executed_on: "2021-11-01" },
] as const;
const SURVEYS = [
  { name: "Föräldrar om familjestödet", content: "Enkät till föräldrar som har avslutat familjestöd under våren.", presentation: "hösten 2021", status: "done", done_on: "2021-06-15", asked: "48", answered: "31", result: "Nio av tio är nöjda med bemötandet. Var fjärde tycker att det tog för lång tid innan stödet började.", changed: "Första samtalet bokas nu i samma telefonsamtal som beslutet lämnas." },
  { name: "Boende om stödet i gruppbostäderna", content: "Intervjuer med boende, ledda av tidigare boende.", presentation: "under 2021", status: "done", done_on: "2021-11-03", asked: "24", answered: "17", result: "Tryggheten är god. Flera vill ha fler aktiviteter på helgerna." },
  { name: "Unga om mottagningen för missbruk", content: "Kort enkät efter varje besök, på surfplatta.", presentation: "våren 2022", status: "ongoing" },
] as const;
const CONTROLS = [
  { name: "Genomförandeplan finns och är aktuell", method: "stickprov, tio akter", frequency: "två gånger om året", responsible: "Gruppchef", done_on: "2021-10-12", checked: "10", correct: "8", result: "slight", finding: "Två planer var äldre än ett år.", action: "Påminnelse i verksamhetssystemet elva månader efter senaste planen." },
  { name: "Nycklar och larm i träningslägenheterna", method: "genomgång av alla lägenheter", frequency: "varje kvartal", responsible: "Samordnare", done_on: "2021-12-01", checked: "14", correct: "14", result: "none" },
  { name: "Sekretessförbindelser för vikarier", method: "alla anställda under året", frequency: "varje år", responsible: "Enhetschef" },
] as const;
const RULINGS = [
  { ruled_on: "2021-04-20", court: "Förvaltningsrätten", act: "SoL", concerning: "Bistånd till boende", outcome: "granted", appealed: "no", done: "Beslutet ändrades enligt domen.", done_on: "2021-05-06", learned: "Utredningar om boende beskriver alltid hur barnens behov har vägts." },
  { ruled_on: "2021-09-14", court: "Förvaltningsrätten", act: "SoL", concerning: "Försörjningsstöd", outcome: "denied", appealed: "no" },
] as const;
const FEEDBACK: readonly { readonly fields: Fields; readonly steps: Steps }[] = [
  { fields: { received_on: "2021-02-08", channel: "phone", kind: "complaint", subject: "time", body: "Det gick tre veckor innan någon ringde tillbaka om ansökan.", wants_answer: "yes", contact: "ringer själv upp" }, steps: [["assigned", "2021-02-09", null], ["answered", "2021-02-12", "Vi beklagar väntan. Ansökan har fått en handläggare, som har ringt upp."], ["learned", "2021-03-01", "Ansökningar fördelas varje dag i stället för en gång i veckan."], ["closed", "2021-03-01", null]] },
  { fields: { received_on: "2021-05-19", channel: "web", kind: "praise", subject: "treatment", body: "Tack till mottagningen för ett varmt bemötande.", wants_answer: "no" }, steps: [["closed", "2021-05-21", "Framfört till mottagningen."]] },
  { fields: { received_on: "2021-08-30", channel: "web", kind: "complaint", subject: "information", body: "Det gick inte att förstå av brevet vad som hade beslutats.", wants_answer: "yes" }, steps: [["assigned", "2021-09-01", null], ["answered", "2021-09-22", "Brevet är omskrivet. Du får det nya i veckan."], ["learned", "2021-10-04", "Beslutsbrevens mallar är skrivna på klarspråk."], ["closed", "2021-10-04", null]] },
  { fields: { received_on: "2021-11-29", channel: "letter", kind: "view", subject: "access", body: "Det saknas en ramp vid ingången till mottagningen.", wants_answer: "yes" }, steps: [["assigned", "2021-12-02", "Till fastighetsförvaltningen."]] },
];
const INCIDENTS: readonly { readonly report: Fields; readonly change: Fields; readonly steps: Steps }[] = [
  { report: { occurred_on: "2021-03-15", category: "routine", description: "En orosanmälan registrerades två dagar för sent, när den låg kvar i en gemensam brevlåda.", immediate: "Anmälan bedömdes samma dag som den hittades." }, change: { likelihood: "3", consequence: "4", cause: "Ingen hade ansvar för brevlådan under en frånvaro.", action: "Två personer bevakar brevlådan varje dag, med en lista som kvitteras.", responsible: "Gruppchef", action_due: "2021-04-01", effect: "Inga sena registreringar på åtta månader." }, steps: [["assessed", "2021-03-17", null], ["acted", "2021-03-30", null], ["effect-checked", "2021-11-30", null], ["closed", "2021-12-01", "Rutinen är införd."]] },
  { report: { occurred_on: "2021-06-02", category: "safety", description: "En dörr till ett gemensamt kök gick inte att stänga, så att brandlarmet löste ut.", immediate: "Fastighetsjouren tillkallades." }, change: { likelihood: "2", consequence: "2", cause: "Slitet lås.", action: "Låset är bytt." }, steps: [["assessed", "2021-06-03", null], ["closed", "2021-06-10", "Liten risk att det händer igen."]] },
  { report: { occurred_on: "2021-10-21", category: "secrecy", description: "Ett brev skickades till fel adress.", immediate: "Mottagaren lämnade tillbaka brevet oöppnat." }, change: { likelihood: "3", consequence: "3", cause: "Adressen hämtades ur ett gammalt ärende.", action: "Adresser hämtas ur folkbokföringen när brevet skrivs.", responsible: "Enhetschef", action_due: "2021-12-15" }, steps: [["assessed", "2021-10-25", null]] },
  { report: { occurred_on: "2021-12-13", category: "staffing", description: "Passet på kvällen var obemannat en timme.", immediate: "En kollega stannade kvar." }, change: {}, steps: [] },
];
const REPORTS: readonly { readonly report: Fields; readonly change: Fields; readonly steps: Steps }[] = [
  { report: { occurred_on: "2021-09-06", kind: "risk", provider: "own", description: "En utredning riskerade att bli liggande när ärendet bytte handläggare.", immediate: "Ärendet fick en ny handläggare samma dag." }, change: { judgement: "within", grounds: "Risken var påtaglig men fick inga följder.", cause: "Överlämning utan gemensam genomgång.", action: "Överlämning sker i möte, med en checklista.", learned: "Byte av handläggare är ett ögonblick av risk." }, steps: [["received", "2021-09-06", null], ["assessed", "2021-09-08", null], ["investigated", "2021-10-20", null], ["closed", "2021-10-22", "Utredd och åtgärdad."]] },
];

/** What is promised, and the names of the measures that show it; the words are ours. */
const DECLARATIONS = [
  { service: "Stöd till barn, unga och familj", decided: "2018-09-18", status: "oförändrad", published: "yes", feedback_subject: "time", body: "Stödet är till för barn, unga och föräldrar som behöver hjälp i vardagen. Det är frivilligt och kostar ingenting.\n\nNi bestämmer tillsammans med en handläggare vad stödet ska leda till och när det följs upp.", promises: [["En anmälan om oro är bedömd inom två veckor.", "Förhandsbedömningar klara inom 14 dagar", "minst 95"], ["En utredning är klar inom fyra månader.", "Barnutredningar klara i tid", "minst 90"], ["Du får veta vem som är din handläggare.", "", ""]] },
  { service: "Ekhamns aktivitetshus", decided: "2017-12-12", status: "oförändrad", published: "yes", body: "Aktivitetshuset är öppet alla vardagar för vuxna med psykisk funktionsnedsättning. Ingen anmälan behövs.", promises: [["Du är med och bestämmer vad som görs i huset.", "", ""]] },
  { service: "Stöd till vuxna med missbruk", decided: "2017-09-19", status: "ses över", published: "no", body: "", promises: [] },
] as const;
/** Days that preliminary assessments and investigations of children took, one after another through the year. */
const ASSESSED = { every: 9, days: [7, 12, 14, 9, 13, 11, 16, 10, 14, 8, 12, 21, 13, 6] } as const;
const INVESTIGATED = { every: 23, days: [88, 104, 119, 96, 131, 112, 117] } as const;

/** Fills the registers of the example municipality with a year's rows: each goes its way by the program's own commands. */
export async function registersExample({ database }: App): Promise<void> {
  const context: Context = { db: database.db, actor: program("start") };
  const committee = (await listCommittees(database.db)).find(({ name }) => name === KEPT_BY.committee);
  if (!committee) return;
  const units = await unitsUnder(database.db, committee.id, KEPT_BY.year);
  const own = (index: number): Fields => (units.length ? { unit_id: String(units[index % units.length]!.id) } : {});
  const place = { committeeId: committee.id, year: null };
  const yearly = { committeeId: committee.id, year: KEPT_BY.year };
  for (const fields of WAITING) await valueOf(addUnexecutedDecision(context, { ...place, fields }));
  const timed = (kind: string, { days, every }: { readonly every: number; readonly days: readonly number[] }): Fields[] => Array.from({ length: Math.floor(365 / every) }, (_, index): Fields => {
    const startedOn = daysAfter(`${KEPT_BY.year}-01-04`, index * every);
    const endedOn = daysAfter(startedOn, days[index % days.length]!);
    return { kind, ...own(index), started_on: startedOn, ended_on: endedOn, extended_to: null };
  });
  const rows = [...timed("preliminary-assessment", ASSESSED), ...timed("child-investigation", INVESTIGATED)].map((fields, index) => ({ line: index + 2, fields, key: null }));
  await valueOf(takeTimedCases(context, { ...place, rows, fileName: "lagens-tider.csv" }));
  await valueOf(enterTimedMeasures(context, { ...yearly, receivers: { addIndicator, enterValues } }));
  const measures = await listIndicators(database.db, committee.id, { from: KEPT_BY.year, to: KEPT_BY.year });
  for (const { promises, ...fields } of DECLARATIONS) {
    const { id } = await valueOf(addServiceDeclaration(context, { ...yearly, fields: { ...fields, body: fields.body || null } }));
    for (const [promise, named, target] of promises) {
      const measure = measures.find(({ name }) => name === named);
      if (measure) await valueOf(setTargets(context, { indicatorId: measure.id, targets: [{ year: KEPT_BY.year, text: target, version: 0 }] }));
      await valueOf(addServicePromise(context, { ...yearly, fields: { declaration_id: String(id), promise, published: measure ? "yes" : "no", ...(measure ? { indicator_id: String(measure.id) } : {}) } }));
    }
  }
  // The plan's own, two years later, are those on the web.
  for (const { body, promises, published, service } of DECLARATIONS) {
    const planned = (await listServiceDeclarations(database.db, committee.id, PLANNED)).find((one) => one.service === service);
    if (!planned || published === "no") continue;
    await valueOf(changeServiceDeclaration(context, { id: planned.id, version: planned.version, fields: { published, body } }));
    for (const [promise] of promises) await valueOf(addServicePromise(context, { committeeId: committee.id, year: PLANNED, fields: { declaration_id: String(planned.id), promise, published: "no" } }));
  }
  for (const [index, fields] of SURVEYS.entries()) await valueOf(addUserSurvey(context, { ...yearly, fields: { ...fields, ...own(index) } }));
  for (const [index, fields] of CONTROLS.entries()) await valueOf(addOwnControl(context, { ...yearly, fields: { ...fields, ...own(index) } }));
  for (const [index, fields] of RULINGS.entries()) await valueOf(addCourtRuling(context, { ...place, fields: { ...fields, ...own(index) } }));
  for (const [index, { fields, steps }] of FEEDBACK.entries()) {
    const { id } = await valueOf(addFeedback(context, { ...place, fields: { ...fields, ...own(index) } }));
    for (const [seen, [kind, onDate, note]] of steps.entries()) await valueOf(takeFeedbackStep(context, { id, kind, seen, onDate, note }));
  }
  for (const [index, { change, report, steps }] of INCIDENTS.entries()) {
    const { id } = await valueOf(reportIncident(context, { ...place, fields: { ...report, ...own(index) } }));
    if (Object.keys(change).length) await valueOf(changeIncident(context, { id, version: 1, fields: change }));
    for (const [seen, [kind, onDate, note]] of steps.entries()) await valueOf(takeIncidentStep(context, { id, kind, seen, onDate, note }));
  }
  for (const [index, { change, report, steps }] of REPORTS.entries()) {
    const { id } = await valueOf(reportLexSarah(context, { ...place, fields: { ...report, ...own(index) } }));
    await valueOf(changeLexSarah(context, { id, version: 1, fields: change }));
    for (const [seen, [kind, , note]] of steps.entries()) await valueOf(takeLexSarahStep(context, { id, kind, seen, onDate: null, note }));
  }
}
