import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { stepCommand } from "../platform/edit/step-command.ts";
import type { StepRules } from "../platform/edit/step.ts";
import { LEX_SARAH_FIELDS, LEX_SARAH_REPORTED, LEX_SARAH_STEP_WORDS, lexSarahFault, lexSarahStepFault, nextLexSarahSteps, type LexSarahStepKind } from "./lex-sarah.ts";

export const LEX_SARAH: Register = {
  table: "lex_sarah", subject: "lex_sarah", action: "lex-sarah.handle", noun: "Rapporten", yearly: false, ofUnit: true, fields: LEX_SARAH_FIELDS, reporting: { action: "incident.report", fields: LEX_SARAH_REPORTED }, fault: (row) => lexSarahFault(row, today()), hold: holdRowsUnit("occurred_on"),
};
export const { report: reportLexSarah, change: changeLexSarah, remove: removeLexSarah } = registerCommands(LEX_SARAH);
export const LEX_SARAH_STEPS: StepRules<LexSarahStepKind> = { register: LEX_SARAH, table: "lex_sarah_step", parent: "lex_sarah_id", action: "lex-sarah.handle", words: LEX_SARAH_STEP_WORDS, next: nextLexSarahSteps, told: ["secured", "notified", "answered", "closed", "reopened"], fault: lexSarahStepFault };
export const takeLexSarahStep = stepCommand(LEX_SARAH_STEPS);
