const SWEDEN = "Europe/Stockholm";
const DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: SWEDEN });
const MINUTE = new Intl.DateTimeFormat("sv-SE", { timeZone: SWEDEN, dateStyle: "short", timeStyle: "short" });

/** Today's date in Sweden, ISO. The machine's own clock may keep another zone's time. */
export function today(now?: Date): string {
  if (now) return DAY.format(now);
  const second = Math.floor(Date.now() / 1000);
  if (second !== told.second) told = { second, day: DAY.format(second * 1000) };
  return told.day;
}
/** The day as it was last told, and in which second: it is asked for many times for each page. */
let told = { second: 0, day: "" };

/** A stored time ("2026-11-22 13:05:09.1+00") as a Swede reads it: "2026-11-22 14:05". */
export function swedishTime(stored: string): string {
  const [, minute, zone] = WRITTEN.exec(stored) ?? [];
  const key = minute === undefined ? stored : `${minute}${zone}`;
  const known = minutes.get(key);
  if (known !== undefined) return known;
  if (minutes.size >= MOST_MINUTES) minutes.clear();
  const made = MINUTE.format(storedTime(stored));
  minutes.set(key, made);
  return made;
}
/** To the minute, and the zone. */
const WRITTEN = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d):[\d.]+(Z|[+-]\d\d(?::?\d\d)?)$/;
/** The same minute is told many times for a page of what was entered together. */
const minutes = new Map<string, string>();
const MOST_MINUTES = 5000;

/** A stored time, as both engines write it. */
export const storedTime = (stored: string): Date => new Date(stored.replace(" ", "T").replace(/[+-]\d\d$/, "$&:00"));

/** True for a day that the calendar has: 2026-02-31 is none, nor is the year 0. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** The moment that a day ends in Sweden, ISO time. */
export function endOfDay(day: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000;
  const hour = (time: number) => new Date(time).toLocaleTimeString("sv-SE", { timeZone: SWEDEN, hour: "2-digit", minute: "2-digit" });
  const found = [1, 2].map((offset) => midnight - offset * 3_600_000).find((time) => hour(time) === "00:00");
  return new Date(found ?? midnight).toISOString();
}
