import type { FeeRate } from "../finance/fee-rate.ts";
import { feeAmount, feesDuring } from "../finance/fee-rate.ts";
import { GRANT_KINDS, GRANT_SCOPES, GRANT_STATUSES, type Grant } from "../finance/grant.ts";
import { INVESTMENT_KINDS, INVESTMENT_STATUSES, investmentRows, investmentTotals, type Investment, type InvestmentTotals } from "../finance/investment.ts";
import { actionWords, latestExplanations, type VarianceExplanation } from "../finance/variance.ts";
import { lineLabel } from "../ledger/account-map.ts";
import { divide, round, type Decimal } from "../platform/decimal.ts";
import { figure, type SourceRow } from "../platform/figure.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { empty, OWN } from "./block-parts.ts";
import { text, type Block, type Cell } from "./document.ts";

const thousandsOf = (amount: Decimal | null, source: readonly SourceRow[]): Cell => (amount === null ? empty : { kind: "figure", figure: figure(divide(amount, "1000"), 0, source, "tkr") });

/** Why lines are forecast beside their budget, and what is done: of the latest month up to one that any was explained after. */
export function varianceBlocks(explanations: readonly VarianceExplanation[], until: number | null, unitNames: ReadonlyMap<number, string>): Block[] {
  const known = explanations.filter(({ month }) => month <= (until ?? 12));
  const month = Math.max(0, ...known.map((one) => one.month));
  const latest = [...latestExplanations(known, month).values()];
  if (!latest.length) return [];
  const whose = ({ unitId, committeeId }: VarianceExplanation): string => (unitId === null ? "" : `, ${unitId === committeeId ? "gemensamt" : (unitNames.get(unitId) ?? "en enhet")}`);
  return [{
    kind: "table", caption: `Förklarade avvikelser mot budget efter ${MONTH_NAMES[month - 1]} (tkr)`, unbroken: false, notes: [OWN.varianceSides],
    columns: [{ label: "Rad", align: "text", weight: 2 }, { label: "Avvikelse", align: "number", weight: 1 }, { label: "Förklaring", align: "text", weight: 3.4 }, { label: "Åtgärd", align: "text", weight: 3 }],
    rows: latest.map((one) => ({ total: false, cells: [text(`${lineLabel(one.line)}${whose(one)}`), thousandsOf(one.variance, [{ table: "variance_explanation", key: String(one.id), origin: 0 }]), text(one.explanation), text(actionWords(one))] })),
  }];
}

/** The year's projects by kind, with what is budgeted, has been spent and is forecast. */
export function investmentBlocks(investments: readonly Investment[], year: number): Block[] {
  const rows = investmentRows(investments, year).filter(({ actual, budget, forecast }) => [actual, budget, forecast].some((amount) => amount !== null));
  if (!rows.length) return [];
  const told = rows.some(({ actual, forecast }) => actual !== null || forecast !== null);
  const source = (ids: readonly number[], part: string): SourceRow[] => ids.map((id) => ({ table: "investment_year", key: `${id}/${year}/${part}`, origin: 0 }));
  const cells = (row: InvestmentTotals, ids: readonly number[]): Cell[] => [thousandsOf(row.budget, source(ids, "budget")), ...(told ? [thousandsOf(row.actual, source(ids, "actual")), thousandsOf(row.remaining, [...source(ids, "budget"), ...source(ids, "actual")]), thousandsOf(row.forecast, source(ids, "forecast"))] : [])];
  return [{
    kind: "table", caption: `Investeringar ${year} (tkr utgift)`, unbroken: true, notes: [],
    columns: [{ label: "Projekt", align: "text", weight: 3.4 }, { label: "Slag", align: "text", weight: 1.6 }, { label: "Status", align: "text", weight: 1.2 }, ...["Budget", ...(told ? ["Utfall", "Återstår", "Prognos"] : [])].map((label) => ({ label, align: "number" as const }))],
    rows: [
      ...rows.map((row) => ({ total: false, cells: [text(row.investment.name), text(INVESTMENT_KINDS[row.investment.kind]), text(INVESTMENT_STATUSES[row.investment.status]), ...cells(row, [row.investment.id])] })),
      { total: true, cells: [text("Summa"), text(""), text(""), ...cells(investmentTotals(rows), rows.map(({ investment }) => investment.id))] },
    ],
  }];
}

/** What is expected from the state, and whether the budget reckons with it. */
export function grantBlocks(grants: readonly Grant[], goals: ReadonlyMap<number, string>): Block[] {
  if (!grants.length) return [];
  const span = ({ amountHigh, amountLow, id }: Grant): Cell => (amountLow === null ? empty : amountHigh === null ? thousandsOf(amountLow, [{ table: "grant_income", key: `${id}/amount_low`, origin: 0 }]) : text(`${formatNumber(round(divide(amountLow, "1000"), 0), 0)}–${formatNumber(round(divide(amountHigh, "1000"), 0), 0)}`));
  return [{
    kind: "table", caption: "Statsbidrag och återsökningar (tkr)", unbroken: true, notes: [],
    columns: [{ label: "Namn", align: "text", weight: 3 }, { label: "Slag", align: "text", weight: 1.6 }, { label: "Mål", align: "text", weight: 3 }, { label: "I budgeten", align: "text", weight: 1 }, { label: "Status", align: "text", weight: 1.1 }, { label: "Väntat", align: "number", weight: 1.2 }, { label: "Utbetalt", align: "number", weight: 1.2 }],
    rows: grants.map((grant) => ({ total: false, cells: [text(grant.name), text(`${GRANT_SCOPES[grant.scope]} ${GRANT_KINDS[grant.kind]}`), text(grant.goalId === null ? "" : (goals.get(grant.goalId) ?? "")), text(grant.inBudget ? "ja" : "nej"), text(GRANT_STATUSES[grant.status]), span(grant), thousandsOf(grant.received, [{ table: "grant_income", key: `${grant.id}/received`, origin: 0 }])] })),
  }];
}

/** The fees that hold in a year, in kronor. */
export function feeRateBlocks(rates: readonly FeeRate[], year: number, priceBaseAmount: Decimal | null): Block[] {
  const fees = feesDuring(rates, year);
  if (!fees.length) return [];
  const kronor = (amount: Decimal | null | undefined, id: number, part = ""): Cell => (amount === null || amount === undefined ? empty : { kind: "figure", figure: figure(amount, 0, [{ table: "fee_rate", key: `${id}/${year}${part}`, origin: 0 }], "kr") });
  const reduced = fees.some(({ reduction }) => reduction !== null);
  return [{
    kind: "table", caption: `Nämndens taxor och avgifter ${year} (kr)`, unbroken: true, notes: fees.some(({ basis }) => basis === "percent") ? [priceBaseAmount === null ? `Prisbasbeloppet för ${year} är inte känt.` : `Prisbasbeloppet ${year} är ${formatNumber(priceBaseAmount)} kr.`] : [],
    columns: [{ label: "Taxa eller avgift", align: "text", weight: 3.4 }, { label: "Räknas som", align: "text", weight: 2.6 }, { label: String(year), align: "number", weight: 1 }, ...(reduced ? [{ label: "Nedsatt", align: "number" as const, weight: 1 }] : []), { label: "Gäller från", align: "text", weight: 1.5 }, { label: "Beslut", align: "text", weight: 1.8 }],
    rows: fees.map((fee) => {
      const amount = feeAmount(fee, priceBaseAmount);
      return { total: false, cells: [text(fee.name), text(`${fee.basis === "percent" ? `${formatNumber(fee.value)} % av prisbasbeloppet` : "kronor"}${fee.per ? ` per ${fee.per}` : ""}${fee.reduction === null ? "" : `; ${formatNumber(fee.reduction)} % lägre om ${fee.reducedWhen}`}`), kronor(amount?.whole, fee.id), ...(reduced ? [kronor(amount?.reduced, fee.id, "/reduced")] : []), text(fee.validFrom), text(fee.decision ?? "")] };
    }),
  }];
}
