/** A goal with its place in the red thread. Levels differ between municipalities and years, so they are data. */
export interface Goal {
  readonly id: number;
  /** The committee, or the municipality for the council's. */
  readonly committeeId: number;
  /** The unit whose own goal it is; null where it is the owner's as a whole. */
  readonly unitId: number | null;
  readonly levelId: number;
  readonly level: string;
  readonly levelRank: number;
  readonly parentId: number | null;
  readonly year: number;
  readonly text: string;
  readonly description: string | null;
  readonly responsible: string | null;
  /** How it is told whether the goal is met. */
  readonly method: string | null;
  /** What the goal weighs beside its siblings, exact decimal. */
  readonly weight: string;
  /** Per cent that has to be green; null goes by the level. */
  readonly greenShare: string | null;
  readonly retired: Retired | null;
  /** The same goal in the plan of the year before. */
  readonly previousId: number | null;
  readonly origin: number;
  readonly version: number;
  /** Those that have not been taken away. */
  readonly activities: readonly Activity[];
  /** Indicators that tell whether the goal is met, in order. */
  readonly indicatorIds: readonly number[];
  /** Goals of Agenda 2030, by number. */
  readonly agenda: readonly number[];
  readonly documentIds: readonly number[];
  /** The follow-up points that it is reported at; none stands for all. */
  readonly pointIds: readonly number[];
}
/** From when something no longer holds, and why. It stays, with all that was said of it. */
export interface Retired {
  /** ISO date, the first day it no longer holds. */
  readonly on: string;
  readonly reason: string;
}
export interface Activity {
  readonly id: number;
  readonly title: string;
  readonly description: string | null;
  readonly unitId: number | null;
  readonly responsible: string | null;
  /** ISO dates. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly retired: Retired | null;
  readonly previousId: number | null;
  readonly origin: number;
  readonly version: number;
}
/** What the council has asked of the committee, or what it has chosen to look at all year. */
export interface Assignment {
  readonly id: number;
  readonly kind: AssignmentKind;
  readonly year: number;
  readonly text: string;
  readonly description: string | null;
  /** By whom and when it was decided, as stated. */
  readonly decided: string | null;
  readonly responsible: string | null;
  readonly dueOn: string | null;
  readonly retired: Retired | null;
  readonly pointIds: readonly number[];
  readonly previousId: number | null;
  readonly origin: number;
  readonly version: number;
}
export const ASSIGNMENT_KINDS = { assignment: "uppdrag", "focus-area": "fokusområde" } as const;
export type AssignmentKind = keyof typeof ASSIGNMENT_KINDS;

export interface GoalInput {
  readonly text: string;
  readonly level: string;
  /** Text of the goal above it, in the same input or stored before. */
  readonly parentText: string | null;
  readonly activities: readonly { readonly title: string; readonly description: string | null; readonly originId: number }[];
  readonly indicatorIds: readonly number[];
  readonly originId: number;
}
export interface AssignmentInput {
  readonly text: string;
  readonly originId: number;
}

/** Where a level stands in the chain, highest first, judged by the words municipalities use. */
export function levelRank(name: string): number {
  const word = name.toLowerCase();
  if (/vision/.test(word)) return 0;
  if (/målområde|övergripande|prioriterat område/.test(word)) return 1;
  if (/fullmäktige|inriktningsmål|kf/.test(word)) return 2;
  if (/nämnd/.test(word)) return 3;
  if (/effektmål|verksamhetsmål/.test(word)) return 4;
  return /enhet/.test(word) ? 5 : 3;
}

/** The day that a year's plan is looked at: today, or the year's last where it has ended. ISO dates. */
export const dayInYear = (year: number, today: string): string => [today, `${year}-12-31`].toSorted()[0]!;

/** Whether something still holds on a day. */
export const holdsOn = ({ retired }: { readonly retired: Retired | null }, day: string): boolean => retired === null || retired.on > day;

/** One sentence for a place in the tree that a goal cannot have; null for one that it can. */
export function placeFault(goal: Pick<Goal, "id" | "levelRank" | "year">, parent: Pick<Goal, "id" | "level" | "levelRank" | "text" | "year">, parentOf: (id: number) => number | null): string | null {
  if (parent.year !== goal.year) return `»${parent.text.slice(0, 60)}« är ett mål för ${parent.year}, inte ${goal.year}.`;
  if (parent.levelRank > goal.levelRank) return `Ett mål kan inte ligga under »${parent.text.slice(0, 60)}«, som är på en lägre nivå (${parent.level}).`;
  const seen = new Set<number>();
  for (let at: number | null = parent.id; at !== null && !seen.has(at); at = parentOf(at)) {
    if (at === goal.id) return "Ett mål kan inte ligga under sig självt eller under något som ligger under det.";
    seen.add(at);
  }
  return null;
}

export interface GoalNode {
  readonly goal: Goal;
  readonly children: readonly GoalNode[];
}

/** The goals as trees; a goal whose parent is not among them stands as a root. Order within a level is kept. */
export function goalTree(goals: readonly Goal[]): GoalNode[] {
  const ids = new Set(goals.map(({ id }) => id));
  const childrenOf = Map.groupBy(goals, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : 0));
  const nodes = (parent: number): GoalNode[] => (childrenOf.get(parent) ?? []).map((goal) => ({ goal, children: nodes(goal.id) }));
  return nodes(0);
}
