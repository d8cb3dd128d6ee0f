import type { Assessment } from "../assessment/assessment.ts";
import { indexOf, riskRow, type ControlCheck, type Risk } from "../internal-control/control-plan.ts";
import type { ReportBack } from "../matters/report-back.ts";
import type { ServiceDeclaration } from "../quality/service-declaration.ts";
import { scale } from "../platform/decimal.ts";
import { figure } from "../platform/figure.ts";
import { text, withUnit, words, type Block, type Cell } from "./document.ts";
import { empty, nothing, OWN } from "./block-parts.ts";
import { statusOf } from "./goal-blocks.ts";

const NO_CATEGORY = "Övrigt";

export function controlResultBlocks(checks: readonly ControlCheck[], assessments: readonly Assessment[]): Block[] {
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
        { label: "Resultat av kontrollmoment", align: "text", weight: 3.8 },
      ],
      rows: done.map(({ check, assessment }) => ({
        cells: [
          text(check.category ?? NO_CATEGORY),
          text(check.process),
          text(check.description),
          { kind: "status", status: statusOf(assessment), text: assessment.reasoning === null ? null : withUnit(assessment.reasoning.replace(/\n+/g, " ")) },
        ],
        total: false,
      })),
      unbroken: false,
      notes: [],
    },
  ];
}

export function controlPlanBlocks(risks: readonly Risk[], checks: readonly ControlCheck[]): Block[] {
  if (!risks.length) return [nothing(OWN.risks)];
  // Likelihood and consequence are shown where the plan states them.
  const factors = risks.some(({ likelihood, consequence }) => likelihood !== null && consequence !== null);
  const number = (value: string | null, risk: Risk): Cell =>
    value === null ? empty : { kind: "figure", figure: figure(value, scale(value), [riskRow(risk)]) };
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
      ],
      rows: risks.map((risk) => {
        const own = checks.filter((check) => check.riskId === risk.id).map(({ description }) => description);
        return {
          cells: [
            text(risk.category ?? NO_CATEGORY),
            text(risk.process),
            ...(factors ? [number(whole(risk.likelihood), risk), number(whole(risk.consequence), risk)] : []),
            number(indexOf(risk), risk),
            text(risk.description),
            text(own.join(" ")),
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

export function reportBackBlocks(reportBacks: readonly ReportBack[]): Block[] {
  if (!reportBacks.length) return [nothing(OWN.reportBacks)];
  const part = (label: string, body: string | null): Block[] =>
    body ? [{ kind: "paragraph", inlines: [{ kind: "text", text: `${label}: `, strong: true }, words(body)] }] : [];
  return [...Map.groupBy(reportBacks, ({ meeting }) => meeting)].flatMap(([meeting, own], index): Block[] => [
    ...(meeting ? [{ kind: "heading" as const, level: 2 as const, text: meeting, id: `sammantrade-${index + 1}` }] : []),
    ...own.flatMap((item) => [...part("Ärende", item.matter), ...part("Beslut", item.decision), ...part("Återrapportering", item.report)]),
  ]);
}
