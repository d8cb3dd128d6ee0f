/** Who keeps goals of a level: the council, the committee, one of its units, or somebody there. */
export const KEEPERS = { municipality: "fullmäktige", committee: "nämnden", unit: "enheten", person: "medarbetaren" } as const;
export type Keeper = keyof typeof KEEPERS;

/** How a level is proposed for goals: judged from what is there, by a share of their measures, or by the goals below. */
export const LEVEL_RULES = { judgement: "samlad bedömning", indicators: "andel gröna mått", goals: "andel gröna underliggande mål" } as const;
export type LevelRule = keyof typeof LEVEL_RULES;

/** What a goal of a level may have to have. */
export const REQUIREMENTS = { parent: "överordnat mål", indicator: "mått", target: "riktvärde för varje mått", activity: "aktivitet", responsible: "ansvarig", method: "sätt att mäta", reporting: "tillfälle då det redovisas" } as const;
export type Requirement = keyof typeof REQUIREMENTS;
export const isRequirement = (text: string): text is Requirement => Object.hasOwn(REQUIREMENTS, text);

/** A level of the steering model of one year. Levels and their names differ between municipalities and years, so they are data. */
export interface SteeringLevel {
  readonly levelId: number;
  readonly name: string;
  /** Place in the chain, the highest first, from 0. */
  readonly rank: number;
  readonly keeper: Keeper;
  /** Code of the scale that goals are assessed on; null where they are not assessed. */
  readonly scale: string | null;
  readonly rule: LevelRule;
  /** Per cent that has to be green, exact decimal; null where the rule asks for none. */
  readonly greenShare: string | null;
  readonly required: readonly Requirement[];
  readonly version: number;
}
export interface SteeringModel {
  readonly year: number;
  /** Whether the year has its own model, or goes by what its goals say themselves. */
  readonly stated: boolean;
  readonly levels: readonly SteeringLevel[];
}
/** A level as it is written down, before it is kept. */
export type LevelInput = Omit<SteeringLevel, "levelId" | "rank" | "version">;

export const STANDARD_SHARE = "70";
/** A council goal is met where all its committee goals are. */
export const ALL = "100";

/** What a goal lacks of what its level requires, in the order of the table above. */
export function lackingOf(required: readonly Requirement[], goal: {
  readonly parentId: number | null; readonly indicatorIds: readonly number[]; readonly activities: readonly unknown[]; readonly responsible: string | null; readonly method: string | null;
  readonly pointIds: readonly number[];
}, hasTarget: (indicatorId: number) => boolean): Requirement[] {
  const has: Readonly<Record<Requirement, boolean>> = {
    parent: goal.parentId !== null, indicator: goal.indicatorIds.length > 0, target: goal.indicatorIds.every(hasTarget), activity: goal.activities.length > 0,
    responsible: goal.responsible !== null, method: goal.method !== null, reporting: goal.pointIds.length > 0,
  };
  return (Object.keys(REQUIREMENTS) as Requirement[]).filter((one) => required.includes(one) && !has[one]);
}

/** One sentence for a level that cannot be kept, with the field it is about; null for one that can. */
export function levelFault({ greenShare, name, rule, scale }: LevelInput): { readonly field: string; readonly message: string } | null {
  if (!name.trim()) return { field: "name", message: "Nivåns namn saknas." };
  if (name.length > 100) return { field: "name", message: "Nivåns namn är längre än 100 tecken; korta det." };
  if (greenShare !== null && !(/^\d{1,3}(\.\d{1,2})?$/.test(greenShare) && Number(greenShare) > 0 && Number(greenShare) <= 100)) return { field: "greenShare", message: `Andelen gröna för »${name}« ska vara över 0 och högst 100 procent.` };
  if (rule !== "judgement" && greenShare === null) return { field: "greenShare", message: `Skriv hur stor andel som ska vara grön för »${name}«, till exempel 70.` };
  if (rule !== "judgement" && scale === null) return { field: "scale", message: `»${name}« vägs samman men bedöms inte på någon skala; välj en skala.` };
  return null;
}
