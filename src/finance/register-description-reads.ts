import { lineLabel } from "../ledger/account-map.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import type { Decimal } from "../platform/decimal.ts";
import { findRegisterRow } from "../platform/edit/register-row-store.ts";
import { lastChange } from "../platform/edit/versioned-row-store.ts";
import type { DescribedRow } from "../platform/origin/origin.ts";
import { formatNumber } from "../platform/swedish.ts";
import { loadFeeRates, loadPriceBaseAmount } from "./fee-rate-store.ts";
import { feeAmount } from "./fee-rate.ts";
import { loadInvestments } from "./investment-store.ts";
import { findExplanation } from "./variance-store.ts";
import { varianceKey } from "./variance.ts";

const kronor = (amount: Decimal | null): string | null => (amount === null ? null : `${formatNumber(amount)} kr`);
const PARTS = { budget: "budget", actual: "utfall", forecast: "prognos" } as const;
const isPart = (text: string): text is keyof typeof PARTS => Object.hasOwn(PARTS, text);

/** What an amount of the registers of money is, in words, and where it is seen. */
export async function describeRegisterOfMoney(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  const scopeOf = async (committeeId: number, year: number): Promise<Scope | null> => {
    if (!(year >= 1900 && year <= 2199)) return null; const committee = (await listCommittees(db, year)).find(({ id }) => id === committeeId); return committee ? { committee, year } : null; };
  const stored = async (words: string, href: string, own: string, place: Record<string, number>): Promise<NonNullable<DescribedRow["stored"]>> => { const { at, by } = await lastChange(db, own, place); return { words, href, actor: by ?? "program", at: at ?? "1970-01-01T00:00:00Z" }; };
  const [id = 0, second = ""] = [Number(/^\d{1,9}/.exec(key)?.[0] ?? 0), key.split("/")[1]];
  switch (table) {
    case "variance_explanation": {
      const one = await findExplanation(db, id);
      const scope = one && (await scopeOf(one.committeeId, one.year));
      return one && scope ? { label: `${lineLabel(one.line)}, prognos minus budget ${one.year}`, value: kronor(one.variance), origin: null, committeeId: one.committeeId, year: one.year, stored: { words: "Förklaringen av avvikelsen", href: pageHref(scope, "ekonomi", `/avvikelser?efter=${one.month}#avvikelse-${varianceKey(one)}`), actor: one.madeBy, at: one.madeAt } } : null;
    }
    case "investment_year": {
      const row = await findRegisterRow(db, "investment", id);
      const [year, part = ""] = [Number(second), key.split("/")[2]];
      const scope = row && (await scopeOf(row["committee_id"], year));
      const investment = scope && (await loadInvestments(db, scope.committee.id)).find((one) => one.id === id);
      if (!investment || !isPart(part)) return null;
      return { subject: `investment:${id}`, label: `${investment.name}, ${PARTS[part]} ${year}`, value: kronor(investment.years.find((one) => one.year === year)?.[part] ?? null), origin: null, committeeId: scope.committee.id, year, stored: await stored("Investeringarna", pageHref(scope, "ekonomi", `/investeringar#rad-${id}`), "investment_year", { investment_id: id, year }) };
    }
    case "grant_income": {
      const row = await findRegisterRow(db, "grant_income", id);
      const scope = row && (await scopeOf(row["committee_id"], row["year"]));
      return row && scope && (second === "amount_low" || second === "received") ? { subject: `grant:${id}`, label: `${row["name"]}, ${second === "received" ? "utbetalt" : "väntat"} ${row["year"]}`, value: kronor(row[second]), origin: null, committeeId: scope.committee.id, year: row["year"], stored: await stored("Statsbidragen", pageHref(scope, "ekonomi", `/bidrag#rad-${id}`), "grant_income", { id }) } : null;
    }
    case "fee_rate": {
      const row = await findRegisterRow(db, "fee_rate", id);
      const scope = row && (await scopeOf(row["committee_id"], Number(second)));
      const rate = scope && (await loadFeeRates(db, scope.committee.id)).find((one) => one.id === id);
      if (!rate) return null;
      const amount = feeAmount(rate, await loadPriceBaseAmount(db, scope.committee.municipalityId, scope.year));
      return { subject: `fee_rate:${id}`, label: `${rate.name} ${scope.year}${key.split("/")[2] === "reduced" ? ", nedsatt" : ""}`, value: kronor((key.split("/")[2] === "reduced" ? amount?.reduced : amount?.whole) ?? null), origin: null, committeeId: scope.committee.id, year: scope.year, stored: await stored("Taxor och avgifter", pageHref(scope, "ekonomi", `/taxor#rad-${id}`), "fee_rate", { id }) };
    }
    default: return null;
  }
}
