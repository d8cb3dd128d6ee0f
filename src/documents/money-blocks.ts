import { amountAt, amountRows, changeFromLastYear, columnOf, forecastVarianceNote, netLine, type Amount, type StatementLine } from "../finance/statement.ts";
import type { Fee } from "../finance/fee.ts";
import { absolute, compare, scale, type Decimal } from "../platform/decimal.ts";
import { figure, type SourceRow } from "../platform/figure.ts";
import { formatNumber } from "../platform/swedish.ts";
import { text, words, type Block, type Cell, type Inline } from "./document.ts";
import { empty, nothing, OWN } from "./block-parts.ts";
import { economySentence, type EconomyFigures } from "./live-economy.ts";
import { unitText } from "./live-figure.ts";
import type { ShownStatement } from "./money-form.ts";

const CORNER = { income: "Resultaträkning", activities: "Verksamheter", investments: "Investeringar", budget: "Belopp" } as const;

/** A stated amount keeps the decimals it was stated with: "−1" is not "−1,0" until somebody says so. */
const amountCell = (amount: Amount | null, unit: string | null, decimals: number | null): Cell =>
  amount === null ? empty : { kind: "figure", figure: figure(amount.amount, decimals ?? scale(amount.amount), amountRows(amount), unit) };

export function statementTable(statement: ShownStatement): Block {
  const unit = statement.unit ? `, ${statement.unit}` : "";
  const corner = statement.kind === "budget" && statement.unit ? `Belopp i ${statement.unit}` : `${CORNER[statement.kind]}${unit}`;
  return {
    kind: "table",
    caption: statement.unit ? `${statement.title} (${statement.unit})` : statement.title,
    columns: [{ label: corner, align: "text", weight: 4 }, ...statement.columns.map(({ label }) => ({ label, align: "number" as const }))],
    rows: statement.lines.map((line) => ({
      cells: [text(line.label), ...statement.columns.map((column, index) => column.measure === "change-percent" ? amountCell(line.amounts[index] ?? null, "%", null) : amountCell(line.amounts[index] ?? null, statement.unit, statement.decimals))],
      total: line.total,
    })),
    unbroken: true,
    notes: statement.made ? [] : [forecastVarianceNote(statement)].filter((note) => note !== null),
  };
}

/** Statements, each under its own heading. */
export function statementBlocks(statements: readonly ShownStatement[]): Block[] {
  if (!statements.length) return [nothing(OWN.statements)];
  return statements.flatMap((statement): Block[] => [
    { kind: "heading", level: 2, text: statement.title, id: `ekonomi-${statement.id}` },
    statementTable(statement),
  ]);
}

/** "Verksamhetens nettokostnader uppgår till 204,4 mkr, en ökning med 1,5 mkr (0,7 %) jämfört med 2020." */
export function netSentence(statements: readonly ShownStatement[], economy: EconomyFigures | null = null): Block[] {
  const statement = statements.find(({ kind }) => kind === "income") ?? statements.find(({ kind }) => kind === "activities");
  const line = statement ? netLine(statement) : null;
  const now = statement ? amountAt(line, columnOf(statement, "actual", statement.year)) : null;
  if (!statement || !line || !now) return [];
  if (statement.made && statement.made.until < 12) return soFarSentences(line.label, economy);
  const inlines: Inline[] = [words(`${line.label} ${statement.year} uppgår till `), money(now.amount, amountRows(now), statement)];
  inlines.push(...changeWords(statement, line, now), words(". "), ...varianceWords(statement, line));
  return [{ kind: "paragraph", inlines }];
}
/** How a year stands before it has ended: against last year and the budget of the same months, and as it is forecast to end. */
function soFarSentences(label: string, economy: EconomyFigures | null): Block[] {
  const told = (["förra året", "budget", "prognos"] as const).flatMap((kind) => { const sentence = economySentence([label, kind], economy); return sentence ? [sentence] : []; });
  return told.length ? [{ kind: "paragraph", inlines: told.flatMap((sentence, index) => [...(index ? [words(" ")] : []), ...sentence, words(".")]) }] : [];
}

/** The size of an amount, with one decimal where the document says nothing else. */
const money = (amount: Decimal, source: readonly SourceRow[], { decimals, unit }: Pick<ShownStatement, "decimals" | "unit">): Inline => {
  const size = absolute(amount);
  return { kind: "figure", figure: figure(size, decimals ?? 1, source, unit), text: formatNumber(size, decimals ?? 1) + unitText(unit) };
};

function changeWords(statement: ShownStatement, line: StatementLine, now: Amount): Inline[] {
  const change = changeFromLastYear(statement, line);
  const before = amountAt(line, columnOf(statement, "actual", statement.year - 1));
  if (!change || !before) return [];
  const source = [...amountRows(now), ...amountRows(before)];
  const size = compare(absolute(now.amount), absolute(before.amount));
  if (size === 0) return [words(`, oförändrat jämfört med ${statement.year - 1}`)];
  const percent: Inline[] = change.percent
    ? [words(" ("), { kind: "figure", figure: figure(absolute(change.percent), 1, source, "%"), text: `${formatNumber(absolute(change.percent), 1)}${unitText("%")}` }, words(")")]
    : [];
  return [
    words(size > 0 ? ", en ökning med " : ", en minskning med "),
    money(change.difference, source, statement),
    ...percent,
    words(` jämfört med ${statement.year - 1}`),
  ];
}

/** Names both sides: actual against budget. */
function varianceWords(statement: ShownStatement, line: StatementLine): Inline[] {
  const variance = amountAt(line, columnOf(statement, "budget-variance", statement.year));
  if (!variance) return [];
  const sign = compare(variance.amount, "0");
  if (sign === 0) return [words("Utfallet är lika med budgeten.")];
  return [words("Utfallet är "), money(variance.amount, amountRows(variance), statement), words(sign > 0 ? " bättre än budgeten." : " sämre än budgeten.")];
}

export function feeBlocks(fees: readonly Fee[]): Block[] {
  if (!fees.length) return [nothing(OWN.fees)];
  return [
    {
      kind: "table",
      caption: "Nämndens taxor och avgifter",
      columns: [
        { label: "Taxor och avgifter", align: "text", weight: 4 },
        { label: "Beslutad", align: "text", weight: 2 },
        { label: "Status", align: "text", weight: 1.6 },
        { label: "Datum för nytt beslut", align: "text", weight: 1.8 },
        { label: "Gäller från och med", align: "text", weight: 1.8 },
      ],
      rows: fees.map((fee) => ({
        cells: [text(fee.name), text(fee.decided ?? ""), text(fee.status ?? ""), text(fee.newDecision ?? ""), text(fee.validFrom ?? "")],
        total: false,
      })),
      unbroken: true,
      notes: [],
    },
  ];
}
