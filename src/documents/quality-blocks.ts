import { counted } from "../platform/swedish.ts";
import { asOf, DECISION_SEXES, lastDayOf, quarterOf, quarterReport, reportRule, type ReportQuarter, type UnexecutedDecision } from "../quality/unexecuted-decision.ts";
import { nothing, OWN } from "./block-parts.ts";
import { text, words, type Block, type Cell } from "./document.ts";
import type { RegisterData } from "./register-data.ts";

/** The quarter that a document's month ends; the year's last where the document is of the whole year. */
const quarterOfMonth = (year: number, month: number | null): ReportQuarter => quarterOf(`${year}-${String(month ?? 12).padStart(2, "0")}-01`);

/** How many a quarter reports, and by which law, in a sentence. */
export function unexecutedSummary({ decisions }: RegisterData, year: number, month: number | null): Block[] {
  const quarter = quarterOfMonth(year, month);
  const { followed, fresh } = quarterReport(decisions, quarter);
  const on = lastDayOf(quarter);
  const acts = [...new Set([...fresh, ...followed].map(({ act }) => act))];
  const rules = (acts.length ? acts : (["sol"] as const)).map((act) => reportRule(act, on));
  const number = (count: number, one: string, many: string): string => (count === 0 ? `inga ${many}` : counted(count, one, many));
  return [{ kind: "paragraph", inlines: [words(`Nämnden har ${number(fresh.length, "nytt beslut", "nya beslut")} att rapportera för kvartal ${quarter.quarter} ${year} och ${number(followed.length, "tidigare rapporterat beslut", "tidigare rapporterade beslut")} att återrapportera, enligt ${rules.join(" och ")}.`)] }];
}

/** A quarter's two tables, as they are sent to the inspectorate, the auditors and the council. */
export function unexecutedBlocks({ decisions, unitNames }: RegisterData, year: number, month: number | null): Block[] {
  const quarter = quarterOfMonth(year, month);
  const { followed, fresh } = quarterReport(decisions, quarter);
  const on = lastDayOf(quarter);
  const ended = (day: string | null, how: string | null): Cell => text([day, how].filter(Boolean).join(" "));
  const table = (caption: string, reason: string, rows: readonly UnexecutedDecision[]): Block => ({
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
    ...part("Inte verkställda inom tre månader", "ej-verkstallda-nya", fresh, "unexecutedFresh", () => table("Beslut som inte är verkställda inom tre månader från beslutet eller avbrottet", "Skäl till att beslutet ännu inte är verkställt", fresh)),
    ...part("Tidigare rapporterade", "ej-verkstallda-tidigare", followed, "unexecutedFollowed", () => table("Beslut som har rapporterats förut, och vad som har hänt med dem", "Skäl till att beslutet inte verkställdes i tid", followed)),
  ];
}
