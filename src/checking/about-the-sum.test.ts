import { expect, test } from "vitest";
import { found as foundAt } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt("# Kulturnämndens årsredovisning 2023", "", "## Ekonomi", "", ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));
const OUTCOME = ["Verksamhet (tkr)\tBudget 2023\tUtfall 2023\tAvvikelse", "Boende\t147 200\t148 900\t-1 700", "Hemtjänst\t94 700\t96 340\t-1 640", "Stöd\t68 000\t67 240\t760", "Summa\t309 900\t312 480\t-2 580"];
const VISITS = ["Bibliotek\t2022\t2023", "Huvudbiblioteket\t43 900\t41 200", "Björkvik\t24 100\t22 650", "Hamnen\t16 300\t15 300", "Summa\t84 300\t79 150"];
const FORECAST = ["tkr\tBudget\tPrognos\tAvvikelse", "Gata\t40 600\t41 200\t-600", "Plan\t14 300\t13 900\t400", "Mark\t9 000\t9 250\t-250", "Summa\t63 900\t64 350\t-450"];

test.each([
  [OUTCOME, "Avvikelsen mot budget uppgår till -2 580 tkr.", []],
  [OUTCOME, "Avvikelsen mot budget uppgår till -3 580 tkr.", ["warning told-differs -2 580"]],
  [VISITS, "Under 2023 har besöken på biblioteken minskat med 5 150 besök.", []],
  [VISITS, "Under 2023 har besöken på biblioteken ökat med 5 150 besök.", ["warning told-way minskat"]],
  [FORECAST, "Nämndens nettokostnader prognostiseras till 64 350 tkr för helåret.", []],
  [FORECAST, "Nämndens nettokostnader prognostiseras till 63 900 tkr för helåret.", ["warning told-other 64 350"]],
])("%s %s", (table, text, told) => expect(found(...table, "", text)).toEqual(told));
