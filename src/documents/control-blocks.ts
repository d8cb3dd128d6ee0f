import type { Assessment } from "../assessment/assessment.ts";
import type { ControlAction } from "../internal-control/control-action.ts";
import { CONTROL_METHODS, indexOf, riskRow, stageOf, type ControlCheck, type Risk } from "../internal-control/control-plan.ts";
import { countedUpTo, countWords, type ControlResult } from "../internal-control/control-result.ts";
import { scheduleWords } from "../internal-control/control-schedule.ts";
import type { ToldReportBack } from "../matters/matter-reads.ts";
import type { ServiceDeclaration } from "../quality/service-declaration.ts";
import { scale } from "../platform/decimal.ts";
import { figure } from "../platform/figure.ts";
import { text, withUnit, words, type Block, type Cell } from "./document.ts";
import { empty, nothing, OWN } from "./block-parts.ts";
import { statusOf } from "./goal-blocks.ts";

const NO_CATEGORY = "Övrigt";

/** How each check went; what was counted is told where anything was, and what is done about it stands in a table of its own. */
export function controlResultBlocks(checks: readonly ControlCheck[], assessments: readonly Assessment[], results: readonly ControlResult[], actions: readonly ControlAction[]): Block[] {
  const counted = results.some(({ checked }) => checked !== null);
  const countOf = (check: ControlCheck): string => {
    const total = countedUpTo(results.filter(({ checkId }) => checkId === check.id), 12);
    return total ? (countWords(total.checked, total.correct) ?? "") : "";
  };
  const done = checks.flatMap((check) => {
    const assessment = assessments.findLast(({ subjectId }) => subjectId === check.id);
    return assessment ? [{ check, assessment }] : [];
  });
  if (!done.length) return [nothing(OWN.checks)];
  return [
    {
      kind: "table",
      caption: "Uppföljning av internkontrollplan",
      columns: [
        { label: "Kategori", align: "text", weight: 2 },
        { label: "Process/Rutin", align: "text", weight: 1.7 },
        { label: "Kontrollmoment", align: "text", weight: 2 },
        ...(counted ? [{ label: "Kontrollerade och rätt", align: "text" as const, weight: 1.4 }] : []),
        { label: "Resultat av kontrollmoment", align: "text", weight: 3.8 },
      ],
      rows: done.map(({ check, assessment }) => ({
        cells: [
          text(check.category ?? NO_CATEGORY),
          text(check.process),
          text(check.description),
          ...(counted ? [text(countOf(check))] : []),
          { kind: "status", status: statusOf(assessment), text: assessment.reasoning === null ? null : withUnit(assessment.reasoning.replace(/\n+/g, " ")) },
        ],
        total: false,
      })),
      unbroken: false,
      notes: [],
    },
    ...(actions.length
      ? [{
          kind: "table" as const, caption: "Åtgärder",
          columns: [{ label: "Åtgärd", align: "text" as const, weight: 3 }, { label: "Ansvarig", align: "text" as const, weight: 1.6 }, { label: "Klar senast", align: "text" as const, weight: 1.1 }, { label: "Läge", align: "text" as const, weight: 2.2 }],
          rows: actions.map((action) => ({ cells: [text(action.description), text(action.responsible), text(action.dueOn), text([action.doneOn ? `Klar ${action.doneOn}.` : "Pågår.", action.outcome ?? ""].join(" ").trim())], total: false })),
          unbroken: false, notes: [],
        }]
      : []),
  ];
}

/** The plan; risks that are only gathered, and not agreed on, are no part of it. */
export function controlPlanBlocks(gathered: readonly Risk[], checks: readonly ControlCheck[]): Block[] {
  const risks = gathered.filter((risk) => stageOf(risk, checks.filter(({ riskId }) => riskId === risk.id).length) !== "gross");
  if (!risks.length) return [nothing(OWN.risks)];
  // Likelihood and consequence are shown where the plan states them.
  const factors = risks.some(({ likelihood, consequence }) => likelihood !== null && consequence !== null);
  const number = (value: string | null, risk: Risk): Cell =>
    value === null ? empty : { kind: "figure", figure: figure(value, scale(value), [riskRow(risk)]) };
  const how = checks.some(({ method, months }) => method !== null || months.length > 0);
  const whole = (value: number | null) => (value === null ? null : String(value));
  return [
    {
      kind: "table",
      caption: "Internkontrollplan",
      columns: [
        { label: "Kategori", align: "text", weight: 2.5 },
        { label: "Process/Rutin", align: "text", weight: 2 },
        ...(factors ? [{ label: "Sannolikhet", align: "number" as const }, { label: "Konsekvens", align: "number" as const }] : []),
        { label: "Riskindex", align: "number" },
        { label: "Risker", align: "text", weight: 3 },
        { label: "Kontrollmoment", align: "text", weight: 2.2 },
        ...(how ? [{ label: "Metod och tid", align: "text" as const, weight: 1.8 }] : []),
      ],
      rows: risks.map((risk) => {
        const own = checks.filter((check) => check.riskId === risk.id);
        return {
          cells: [
            text(risk.category ?? NO_CATEGORY),
            text(risk.process),
            ...(factors ? [number(whole(risk.likelihood), risk), number(whole(risk.consequence), risk)] : []),
            number(indexOf(risk), risk),
            text(risk.description),
            text(own.map(({ description }) => description).join(" ")),
            ...(how ? [text(own.map(({ method, months, responsible }) => [method ? CONTROL_METHODS[method] : "", months.length ? scheduleWords(months) : "", responsible ?? ""].filter(Boolean).join(", ")).join("; "))] : []),
          ],
          total: false,
        };
      }),
      unbroken: false,
      notes: [OWN.riskIndex],
    },
  ];
}

export function declarationBlocks(declarations: readonly ServiceDeclaration[]): Block[] {
  if (!declarations.length) return [nothing(OWN.declarations)];
  return [
    {
      kind: "table",
      caption: "Nämndens kvalitetsdeklarationer",
      columns: [{ label: "Kvalitetsdeklarationer", align: "text", weight: 4 }, { label: "Beslutsdatum", align: "text", weight: 1.4 }, { label: "Status", align: "text", weight: 1.4 }],
      rows: declarations.map(({ service, decided, status }) => ({ cells: [text(service), text(decided ?? ""), text(status ?? "")], total: false })),
      unbroken: true,
      notes: [],
    },
  ];
}

export function reportBackBlocks(reportBacks: readonly ToldReportBack[]): Block[] {
  if (!reportBacks.length) return [nothing(OWN.reportBacks)];
  const part = (label: string, body: string | null): Block[] =>
    body ? [{ kind: "paragraph", inlines: [{ kind: "text", text: `${label}: `, strong: true }, words(body)] }] : [];
  return [...Map.groupBy(reportBacks, ({ meeting }) => meeting)].flatMap(([meeting, own], index): Block[] => [
    ...(meeting ? [{ kind: "heading" as const, level: 2 as const, text: meeting, id: `sammantrade-${index + 1}` }] : []),
    ...own.flatMap((item) => [...part("Ärende", item.matter), ...part("Beslut", item.decision), ...part("Återrapportering", item.report)]),
  ]);
}
