export type AssessmentSubject = "goal" | "activity" | "assignment" | "control-check";
export type LevelShape = "circle" | "diamond" | "square" | "ring";
export type LevelColour = "green" | "amber" | "red" | "grey";

/** One step of a scale: always a shape and words beside the colour. */
export interface Level {
  readonly id: number;
  readonly rank: number;
  readonly label: string;
  readonly shape: LevelShape;
  readonly colour: LevelColour;
}

/** What somebody judged of a goal, an assignment or a control check at a follow-up point. Never overwritten. */
export interface Assessment {
  readonly id: number;
  readonly subjectKind: AssessmentSubject;
  readonly subjectId: number;
  readonly followUpPointId: number;
  readonly year: number;
  /** The follow-up that it was made at, by its name. */
  readonly followUp: string;
  readonly level: Level;
  readonly reasoning: string | null;
  /** What the rule proposed when it was judged, in words; null where it proposed nothing. */
  readonly proposal: string | null;
  readonly actor: string;
  readonly assessedAt: string;
  readonly origin: number;
}

/** Something to be judged, as the slice that keeps it tells of it. */
export interface AssessedSubject {
  readonly text: string;
  /** The committee, or the municipality for the council's. */
  readonly committeeId: number;
  /** The part of the organisation that judges it: its unit, else its committee. */
  readonly reach: number;
  /** The code of the scale that it is judged on. */
  readonly scale: string;
  /** What it is judged from after a day (ISO), in words; where a rule proposes, the colour that it proposes. Null where nothing is known. */
  evidence(onDate: string): Promise<{ readonly words: string; readonly proposes: boolean; readonly colour: LevelColour | null; readonly href: string; /** What it is judged from, a sentence each. */ readonly facts?: readonly string[] } | null>;
  /** The link of the chain that it belongs to, the page one came from, and where one goes when it is kept. */
  readonly active: string;
  readonly listHref: string;
  readonly listWords: string;
  readonly savedHref: string;
}

/** The last word of the year on each subject: December's, where there is one, not August's. Given in order of their days. */
export function latestOfYear(assessments: readonly Assessment[], year: number): Assessment[] {
  return [...new Map(assessments.filter((assessment) => assessment.year === year).map((assessment) => [assessment.subjectId, assessment])).values()];
}

/** The scales whose words a document may use of a subject. */
export const SCALES_OF: Readonly<Record<AssessmentSubject, readonly string[]>> = {
  goal: ["goal", "goal-fulfilment", "traffic-light"],
  activity: ["activity", "traffic-light"],
  assignment: ["assignment", "assignment-stage", "traffic-light"],
  "control-check": ["control-result", "control-remark", "traffic-light"],
};

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L} ]/gu, " ")
    .replace(/(?<!\p{L})(målet|nämndmålet|uppdraget|är|har|i år|bedöms|som)(?!\p{L})/gu, " ")
    .replace(/(?<!\p{L})(uppfylls|uppfylld|uppnås|uppnått|uppnådd)(?!\p{L})/gu, "uppfyllt")
    .replace(/(?<!\p{L})avvikelser(?!\p{L})/gu, "avvikelse")
    .replace(/(?<!\p{L})(ej|icke)(?!\p{L})/gu, "inte")
    .trim()
    .split(/\s+/)
    .sort()
    .join(" ");

/**
 * The level whose words these are, also when they are written a little differently: of levels that say the same, the one
 * said at most like length. Null when no scale has such a level.
 */
export function levelOf(levels: readonly Level[], label: string): Level | null {
  const exact = levels.find((level) => level.label.toLowerCase() === label.trim().replace(/\.$/, "").toLowerCase());
  const away = (level: Level) => Math.abs(level.label.length - label.trim().length);
  const said = bare(label);
  const same = levels.filter((level) => said !== "" && bare(level.label) === said).sort((a, b) => away(a) - away(b));
  return exact ?? same[0] ?? null;
}

/** The level of a scale that a colour proposes: the best that has it. Null where the scale has none, or nothing is proposed. */
export const levelOfColour = (colour: LevelColour | null, levels: readonly Level[]): Level | null => (colour === null ? null : ([...levels].sort((a, b) => a.rank - b.rank).find((level) => level.colour === colour) ?? null));
