import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import { counted } from "../platform/swedish.ts";
import { stateOf, TASK_WORDS, type FollowUpStep, type FollowUpTask } from "./follow-up-task.ts";

/** What somebody is reminded of: their own tasks, and those that lie with nobody for who leads the follow-up. */
export interface ReminderTasks {
  readonly userId: number;
  readonly own: readonly FollowUpTask[];
  /** How many tasks nobody in particular has; 0 for who does not lead. */
  readonly nobodys: number;
}

const DAYS_BETWEEN = 7;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Whether a person is to be reminded on a day (ISO): while the follow-up is open, and not again within a week. Weekends are left alone. */
export function isReminderDay(steps: readonly FollowUpStep[], lastOn: string | null, today: string): boolean {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  if (stateOf(steps) !== "open" || weekday === 0 || weekday === 6) return false;
  return lastOn === null || dayNumber(today) - dayNumber(lastOn) >= DAYS_BETWEEN;
}

/**
 * Who has what left: whose a task has been made has it, else all who answer for its unit. What lies with nobody is told to
 * who leads the follow-up, by number.
 */
export function remindersOf(tasks: readonly FollowUpTask[], usersOf: (unitId: number) => readonly number[], leaders: readonly number[]): ReminderTasks[] {
  const left = tasks.filter(({ done }) => !done);
  const own = new Map<number, FollowUpTask[]>();
  let nobodys = 0;
  for (const task of left) {
    const holders = task.userId !== null ? [task.userId] : task.unitId === null ? [] : usersOf(task.unitId);
    if (!holders.length) nobodys++;
    for (const userId of holders) own.set(userId, [...(own.get(userId) ?? []), task]);
  }
  const people = new Set([...own.keys(), ...(nobodys ? leaders : [])]);
  return [...people].sort((a, b) => a - b).map((userId) => ({ userId, own: own.get(userId) ?? [], nobodys: leaders.includes(userId) ? nobodys : 0 }));
}

const SHOWN = 30;
/** The letter, in plain text: what is left, where it is done, and why one got it. */
export function reminderLetter({ committee, href, name, point, reminder: { nobodys, own } }: { readonly name: string; readonly committee: string; readonly point: FollowUpPoint; readonly href: string; readonly reminder: ReminderTasks }): { subject: string; text: string } {
  const what = `${point.name} ${point.year}`;
  const groups = Map.groupBy(own.slice(0, SHOWN), ({ kind }) => kind);
  return {
    subject: own.length ? `${counted(own.length, "uppgift", "uppgifter")} kvar: ${what}, ${committee}` : `${counted(nobodys, "uppgift", "uppgifter")} utan ansvarig: ${what}, ${committee}`,
    text: [
      `Hej ${name},`,
      "",
      own.length ? `du har ${counted(own.length, "uppgift", "uppgifter")} kvar till ${what} (${point.onDate}) för ${committee}.` : `${what} (${point.onDate}) för ${committee} är öppen.`,
      ...[...groups].flatMap(([kind, some]) => ["", `${TASK_WORDS[kind]}:`, ...some.map((task) => `- ${task.text}${task.left ? ` (${task.left})` : ""}`)]),
      ...(own.length > SHOWN ? ["", `och ${own.length - SHOWN} till.`] : []),
      ...(nobodys ? ["", `${counted(nobodys, "uppgift ligger", "uppgifter ligger")} hos ingen särskild; lämna över dem till den som ska göra dem.`] : []),
      "",
      href,
      "",
      "Du får brevet därför att uppföljningen är öppen och något är kvar. Det kommer högst en gång i veckan.",
    ].join("\n"),
  };
}
