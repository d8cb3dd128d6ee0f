import { counted } from "../platform/swedish.ts";
import { daysBetween } from "../platform/days.ts";
import { isLateDay, isSilent, type DueDay } from "./due-day.ts";

const DAYS_BETWEEN = 7;
/** Whether somebody is to have a letter on a day (ISO): on the weekday after something has come in that nobody has taken care of, else once a week while something is due. */
export function isDueLetterDay(days: readonly DueDay[], lastOn: string | null, on: string): boolean {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
  if (days.length === 0 || weekday === 0 || weekday === 6) return false;
  if (lastOn === null) return true;
  return daysBetween(lastOn, on) >= DAYS_BETWEEN || days.some(({ fresh }) => fresh !== null && fresh >= lastOn && fresh < on && lastOn !== on);
}

/** How many days each register has, and how many of them have gone by. Of what is confidential nothing is told but that there is something. */
export function dueGroups(days: readonly DueDay[], on: string): { readonly of: string; readonly count: number; readonly late: number; readonly fresh: number }[] {
  return [...Map.groupBy(days, (day) => (isSilent(day) ? "Kvalitet" : day.of))].map(([of, own]) => ({ of, count: own.length, late: own.filter((day) => isLateDay(day, on)).length, fresh: own.filter(({ fresh }) => fresh !== null).length }));
}
/** The letter, in plain text: how much each register has to see to, and where. A letter can be read by others than who it is to: no words of a row are in it. */
export function dueLetter({ committee, days, href, name, on }: { readonly name: string; readonly committee: string; readonly days: readonly DueDay[]; readonly href: string; readonly on: string }): { subject: string; text: string } {
  const told = dueGroups(days, on).map(({ count, fresh, late, of }) => `- ${of}: ${counted(count, "sak", "saker")} att se till${[fresh ? `${fresh} ny${fresh === 1 ? "" : "a"}` : "", late ? `${late} vars dag har passerats` : ""].filter(Boolean).map((words) => `, ${words}`).join("")}`);
  return {
    subject: `${counted(days.length, "sak", "saker")} att se till: ${committee}`,
    text: [`Hej ${name},`, "", `det här finns att se till i registren för ${committee}:`, "", ...told, "", href, "", "Du får brevet därför att din roll är att sköta dem. Det kommer en gång i veckan, och dagen efter att något nytt har kommit in."].join("\n"),
  };
}
