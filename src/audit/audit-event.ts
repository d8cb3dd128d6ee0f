import { differences, type RowChange, type RowContent } from "../platform/audit/row-change.ts";

/** One thing that was done. */
export interface AuditEvent {
  readonly id: number;
  /** ISO time. */
  readonly at: string;
  /** As the trail names them: "user:7". */
  readonly actor: string;
  readonly role: string | null;
  readonly door: string;
  readonly action: string;
  /** What it was done to: "indicator:12". */
  readonly subject: string;
  readonly unitId: number | null;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly door?: string | undefined;
  /** ISO times, the second the first that is left out. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Events before this one. */
  readonly before?: number | undefined;
}
/** The outcome of looking the whole trail through. */
export interface AuditCheck {
  /** The job that it was done as. */
  readonly job: string;
  readonly askedBy: string;
  readonly events: number;
  readonly lastHash: string;
  readonly brokenAt: number | null;
  readonly checkedAt: string;
}

/** A row of an object's history as it is kept: the whole row before and after. */
export interface HistoryAuditEvent {
  readonly change: number;
  readonly at: string;
  readonly actor: string;
  readonly role: string | null;
  readonly door: string | null;
  readonly reason: string | null;
  readonly table: string;
  readonly key: string;
  readonly before: RowContent | null;
  readonly after: RowContent | null;
}
/** What was done to an object at one time, by one person. */
export interface AuditStep {
  readonly at: string;
  readonly actor: string;
  readonly role: string | null;
  readonly door: string | null;
  readonly reason: string | null;
  readonly changes: readonly RowChange[];
}

/** An object's history, one step for each change, the latest first; what only concerns how rows are kept is left out. */
export function stepsOf(rows: readonly HistoryAuditEvent[]): AuditStep[] {
  return [...Map.groupBy(rows, ({ change }) => change).values()].flatMap((own) => {
    const [first] = own;
    const changes = own.toReversed().flatMap(({ after, before, key, table }) => differences(table, key, before, after) ?? []);
    return changes.length ? [{ at: first!.at, actor: first!.actor, role: first!.role, door: first!.door, reason: first!.reason, changes }] : [];
  });
}

/** The units whose events somebody audits, by what lets them; all where they audit the whole installation. */
export const auditedUnits = (may: (reach: number | "installation") => boolean, units: readonly { readonly id: number }[]): number[] | "all" =>
  may("installation") ? "all" : units.map(({ id }) => id).filter(may);

/** The changes that an event tells of. */
export const changesIn = ({ details }: Pick<AuditEvent, "details">): RowChange[] => (Array.isArray(details["changes"]) ? (details["changes"] as RowChange[]) : []);

export const DOOR_WORDS: Readonly<Record<string, string>> = { web: "webben", api: "API", "command-line": "kommandoraden", start: "starten", job: "ett jobb" };
