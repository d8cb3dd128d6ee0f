import { ALL, STANDARD_SHARE, type LevelInput } from "./steering-model.ts";

export interface ReadySteeringModel {
  readonly key: string;
  readonly name: string;
  /** Where it is known from. */
  readonly source: string;
  /** Highest first. */
  readonly levels: readonly LevelInput[];
}

const level = (name: string, keeper: LevelInput["keeper"], more: Partial<LevelInput> = {}): LevelInput => ({ name, keeper, scale: null, rule: "judgement", greenShare: null, required: [], ...more });

/** Steering models as municipalities have used them, to begin from. Facts from their published plans. */
export const READY_MODELS: readonly ReadySteeringModel[] = [
  {
    key: "direction-effect", name: "Målområde, inriktningsmål, effektmål", source: "Solna stad, verksamhetsplan 2011",
    levels: [
      level("Prioriterat målområde", "municipality"),
      level("Inriktningsmål", "municipality", { required: ["parent"] }),
      level("Nämndens inriktningsmål", "committee", { scale: "goal", required: ["parent"] }),
      level("Effektmål", "unit", { scale: "goal", required: ["parent", "method", "reporting"] }),
    ],
  },
  {
    key: "vision-committee", name: "Vision, övergripande mål, nämndmål", source: "Solna stad, verksamhetsplan 2023",
    levels: [
      level("Vision", "municipality"),
      level("Övergripande mål", "municipality"),
      level("Nämndmål", "committee", { scale: "goal", required: ["indicator", "activity"] }),
    ],
  },
  {
    key: "weighted", name: "Målområde, fullmäktigemål, viktade nämndmål", source: "Södertälje kommun, verksamhetsplan 2023",
    levels: [
      level("Målområde", "municipality"),
      level("Fullmäktigemål", "municipality", { scale: "traffic-light", rule: "goals", greenShare: ALL, required: ["parent"] }),
      level("Nämndmål", "committee", { scale: "traffic-light", rule: "indicators", greenShare: STANDARD_SHARE, required: ["parent", "indicator", "target"] }),
    ],
  },
];

/** The goals of Agenda 2030 by their numbers, as they are called in Sweden (Förenta nationernas resolution A/RES/70/1). */
export const AGENDA_2030: Readonly<Record<number, string>> = {
  1: "Ingen fattigdom", 2: "Ingen hunger", 3: "God hälsa och välbefinnande", 4: "God utbildning för alla", 5: "Jämställdhet", 6: "Rent vatten och sanitet för alla", 7: "Hållbar energi för alla",
  8: "Anständiga arbetsvillkor och ekonomisk tillväxt", 9: "Hållbar industri, innovationer och infrastruktur", 10: "Minskad ojämlikhet", 11: "Hållbara städer och samhällen",
  12: "Hållbar konsumtion och produktion", 13: "Bekämpa klimatförändringarna", 14: "Hav och marina resurser", 15: "Ekosystem och biologisk mångfald", 16: "Fredliga och inkluderande samhällen", 17: "Genomförande och globalt partnerskap",
};
