/** A goal with its place in the red thread. Levels differ between municipalities and years, so they are data. */
export interface Goal {
  readonly id: number;
  readonly committeeId: number;
  readonly level: string;
  readonly levelRank: number;
  readonly parentId: number | null;
  readonly year: number;
  readonly text: string;
  readonly origin: number;
  readonly version: number;
  readonly activities: readonly Activity[];
  /** Indicators that tell whether the goal is met, in order. */
  readonly indicatorIds: readonly number[];
}
export interface Activity {
  readonly id: number;
  readonly title: string;
  readonly description: string | null;
  readonly origin: number;
}
export interface Assignment {
  readonly id: number;
  readonly year: number;
  readonly text: string;
  readonly origin: number;
}

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
