import type { Db } from "./db/database.ts";
import { inTransaction } from "./db/transaction.ts";
import { outcomeOf, Refused, type Outcome } from "./outcome.ts";
import { showMore } from "./db/view.ts";
import { keepEvent } from "./audit/audit-event-store.ts";

export type Door = "web" | "api" | "command-line" | "start" | "job";

/** Where something is done: a part of the organisation, the whole installation, anywhere at all, or with what is one's own. */
export type Reach = number | "installation" | "anywhere" | "own";

/** Who asks. */
export interface Actor {
  /** As the trail names them, never by a person's name: "user:7", "program". */
  readonly key: string;
  /** As people read it. */
  readonly name: string;
  readonly door: Door;
  /** The role that lets the actor do this there; null where none does. */
  roleFor(action: string, reach: Reach): string | null;
  /** One Swedish sentence for who is refused. */
  refusal(action: string): string;
  /** Takes a unit that was just added into what the actor reaches, where they reach what it lies under. Answers all the actor reads. */
  include(unitId: number, parentId: number): readonly number[] | "all";
}

/** What every command is given: who asks, and the database or the transaction it is a part of. */
export interface Context {
  readonly db: Db;
  readonly actor: Actor;
}

/** What a command works with inside: its transaction, and the permission that it has to ask for before it changes anything. */
export interface CommandContext extends Context {
  /** @throws Refused where the actor may not do this there. */
  permit(reach: Reach): void;
  /** Writes the event of a change, in the same transaction as the change. */
  record(event: RecordedEvent): void;
  /** Lets the actor go on with a unit that this command has just added. */
  include(unitId: number, parentId: number): Promise<void>;
}

export interface RecordedEvent {
  readonly action: string;
  /** What was changed: "goal:12". */
  readonly subject: string;
  readonly details?: Record<string, unknown>;
  /** Why, where a reason is demanded or given. */
  readonly reason?: string | undefined;
}

export interface Command<Input, Result> {
  (context: Context, input: Input): Promise<Result>;
  /** The row of the permission table that it asks. */
  readonly action: string;
}

/**
 * A command: one transaction, or a part of the one it is called in. One that forgets to ask for permission keeps nothing.
 * @throws Refused with code "forbidden" where the actor may not.
 */
export function command<Input, Result>(action: string, work: (context: CommandContext, input: Input) => Promise<Result>): Command<Input, Result> {
  const run = ({ db, actor }: Context, input: Input): Promise<Result> =>
    inTransaction(db, async (transaction) => {
      let permitted: { role: string; unitId: number | null } | null = null;
      const units = new Set<number>();
      const asked = (): { role: string; unitId: number | null } => {
        if (!permitted) throw new Error(`The command ${action} changed something before it asked for permission`);
        return permitted;
      };
      const result = await work(
        {
          db: transaction,
          actor,
          permit: (reach) => {
            const role = actor.roleFor(action, reach);
            if (role === null) throw new Refused({ code: "forbidden", message: actor.refusal(action) });
            if (typeof reach === "number") units.add(reach);
            permitted = { role, unitId: typeof reach === "number" ? reach : null };
          },
          record: (event) => keepEvent({ ...event, ...(units.size > 1 ? { details: { ...event.details, units: [...units] } } : {}), ...asked(), actor: actor.key, door: actor.door }),
          include: async (unitId, parentId) => showMore(transaction, actor.include(unitId, parentId)),
        },
        input,
      );
      asked();
      return result;
    });
  return Object.assign(run, { action });
}

/** A command whose refusals are answers, for doors that show them where they were asked. */
export function outcomeCommand<Input, Result>(action: string, work: (context: CommandContext, input: Input) => Promise<Result>): Command<Input, Outcome<Result>> {
  const run = command(action, work);
  return Object.assign((context: Context, input: Input) => outcomeOf(() => run(context, input)), { action });
}

/** The program itself: at the start, and on its own clock. It may do everything. */
export const program = (door: Door): Actor => ({ key: "program", name: "Rödtråd", door, roleFor: () => "program", refusal: () => "", include: () => "all" });
