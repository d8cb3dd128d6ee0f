import { isDay } from "../clock.ts";
import { Refused } from "../outcome.ts";

const LONGEST_REASON = 1000;

/**
 * Holds that something may be ended from a day on, or be resumed, as asked: a day that there is, and why.
 * @throws Refused with one sentence, and the field that it is about.
 */
export function holdRetirement(on: string | null, reason: string | null): string {
  if (on !== null && !isDay(on)) throw new Refused({ code: "bad-date", message: `»${on.slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.`, field: "on" });
  if (!reason?.trim()) throw new Refused({ code: "no-reason", message: on === null ? "Skriv varför det ska gälla igen." : "Skriv varför det inte ska gälla längre.", field: "reason" });
  if (reason.length > LONGEST_REASON) throw new Refused({ code: "long-text", message: `Skälet är längre än ${LONGEST_REASON} tecken; korta det.`, field: "reason" });
  return reason.trim();
}
