import type { Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { swedishTime } from "../clock.ts";
import { guard } from "../http/guard.ts";
import type { PageTools } from "../http/shell.ts";
import { changesSince, type Change } from "./changes-store.ts";
import type { Live } from "./live.ts";

const MOST_SUBJECTS = 20;
/** A stream ends by itself now and then, and is asked for anew: who has signed out hears no more. */
const LONGEST_MS = 5 * 60_000;
const PULSE_MS = 20_000;
/** "goal:12", or all of a committee's: "goal@5", "*@5". */
const SUBJECT = /^([a-z_]{1,40}:[\w/-]{1,100}|([a-z_]{1,40}|\*)@\d{1,9})$/;

/** What an open page is told by: the last event before it was made, and what it is about. */
export const liveQuery = (last: number, subjects: readonly string[]): string => new URLSearchParams([["sedan", String(last)], ...subjects.slice(0, MOST_SUBJECTS).map((subject) => ["om", subject])]).toString();

/**
 * A stream of the changes of what an open page is about, made after the page was. Works over several processes; a page
 * without script is none the worse, since its forms carry versions.
 */
export function livePages<Scope>(app: Hono, tools: PageTools<Scope>, live: Live | null, mayRead: (c: Context, committeeId: number) => boolean): void {
  app.get("/handelser", guard("own-account"), async (c) => {
    const subjects = new Set((c.req.queries("om") ?? []).filter((subject) => SUBJECT.test(subject)).slice(0, MOST_SUBJECTS));
    const since = Number(/^\d{1,15}$/.exec(c.req.query("sedan") ?? "")?.[0] ?? NaN);
    // An answer without content tells a browser not to ask again.
    if (!live || !subjects.size || Number.isNaN(since)) return c.body(null, 204);
    const concerns = ({ committeeId, subject }: Change): boolean => (committeeId === null || mayRead(c, committeeId)) && [subject, `${subject.split(":")[0]}@${committeeId}`, `*@${committeeId}`].some((name) => subjects.has(name));
    const own = c.get("identity").actor.key;
    return streamSSE(c, async (stream) => {
      let told = since;
      let queue = Promise.resolve();
      const tellNow = async (changes: readonly Change[]): Promise<void> => {
        const last = changes.findLast((change) => change.id > told && concerns(change));
        if (!last || stream.aborted) return;
        told = last.id;
        const who = last.actor === own ? "Du har själv" : `${(await tools.who(c, [last.actor]))(last.actor)} har`;
        await stream.writeSSE({ event: "changed", id: String(last.id), data: JSON.stringify({ event: last.id, own: last.actor === own, who, at: swedishTime(last.at) }) });
      };
      const tell = (changes: readonly Change[]): void => void (queue = queue.then(() => tellNow(changes)).catch(() => undefined));
      let end!: () => void;
      const ended = new Promise<void>((resolve) => (end = resolve));
      stream.onAbort(end);
      const leave = [live.subscribe(tell), live.onClose(end)];
      const pulse = setInterval(() => void stream.writeSSE({ event: "pulse", data: "" }).catch(() => undefined), PULSE_MS);
      const longest = setTimeout(end, LONGEST_MS);
      await stream.writeSSE({ event: "pulse", data: "", retry: 3000 });
      tell(await changesSince(tools.db(c), since).catch(() => []));
      await ended;
      clearInterval(pulse);
      clearTimeout(longest);
      for (const stop of leave) stop();
    });
  });
}
