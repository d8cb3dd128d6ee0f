import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { stepCommand } from "../platform/edit/step-command.ts";
import type { StepRules } from "../platform/edit/step.ts";
import { INCIDENT_FIELDS, INCIDENT_STEP_WORDS, incidentFault, incidentStepFault, nextIncidentSteps, REPORTED_FIELDS, type IncidentStepKind } from "./incident.ts";

export const INCIDENTS: Register = {
  table: "incident", subject: "incident", action: "incident.handle", noun: "Avvikelsen", yearly: false, ofUnit: true, fields: INCIDENT_FIELDS, reporting: { action: "incident.report", fields: REPORTED_FIELDS }, fault: (row) => incidentFault(row, today()), hold: holdRowsUnit("occurred_on"),
};
export const { report: reportIncident, change: changeIncident, remove: removeIncident } = registerCommands(INCIDENTS);
export const INCIDENT_STEPS: StepRules<IncidentStepKind> = { register: INCIDENTS, table: "incident_step", parent: "incident_id", action: "incident.handle", words: INCIDENT_STEP_WORDS, next: nextIncidentSteps, told: ["closed", "reopened"], fault: incidentStepFault };
export const takeIncidentStep = stepCommand(INCIDENT_STEPS);
