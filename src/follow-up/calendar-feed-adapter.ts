import ical, { ICalCalendarMethod } from "ical-generator";

/** A day in somebody's calendar. */
export interface CalendarFeedDay {
  /** Names the day, always the same, so that a calendar program changes it rather than adds another. */
  readonly id: string;
  /** ISO date. */
  readonly on: string;
  readonly title: string;
  readonly text: string;
  readonly href: string;
  /** ISO time of what it was made from. */
  readonly changedAt: string;
}

/** A calendar that programs subscribe to, as iCalendar (RFC 5545): whole days, in Swedish. */
export function calendarFeed(name: string, days: readonly CalendarFeedDay[], host: string): string {
  const calendar = ical({ name, prodId: { company: "Rödtråd", product: "Uppföljning", language: "SV" }, method: ICalCalendarMethod.PUBLISH, ttl: 3600 });
  for (const { changedAt, href, id, on, text, title } of days) {
    calendar.createEvent({ id: `${id}@${host}`, start: new Date(`${on}T00:00:00Z`), end: new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000), allDay: true, timezone: "UTC", summary: title, description: text, url: href, stamp: new Date(changedAt) });
  }
  return calendar.toString();
}
