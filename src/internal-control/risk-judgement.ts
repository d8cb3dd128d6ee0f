/** What one of several people made of a risk. */
export interface RiskJudgement {
  readonly riskId: number;
  readonly actor: string;
  /** 1–4. */
  readonly likelihood: number;
  readonly consequence: number;
}

export interface RiskSpread {
  readonly count: number;
  readonly likelihood: SpreadOfRisk;
  readonly consequence: SpreadOfRisk;
  /** The lowest and the highest product of one person's own two. */
  readonly index: { readonly lowest: number; readonly highest: number };
}
export interface SpreadOfRisk {
  readonly lowest: number;
  readonly highest: number;
  /** The one in the middle; of two in the middle the higher, as caution bids. A proposal to talk about, never kept by itself. */
  readonly middle: number;
}

const spread = (values: readonly number[]): SpreadOfRisk => {
  const sorted = [...values].sort((a, b) => a - b);
  return { lowest: sorted[0]!, highest: sorted.at(-1)!, middle: sorted[Math.floor(sorted.length / 2)]! };
};

/** How several people's judgements of a risk lie; null where nobody has judged it. */
export function spreadOf(judgements: readonly RiskJudgement[]): RiskSpread | null {
  if (judgements.length === 0) return null;
  const products = judgements.map(({ consequence, likelihood }) => consequence * likelihood);
  return {
    count: judgements.length, likelihood: spread(judgements.map(({ likelihood }) => likelihood)), consequence: spread(judgements.map(({ consequence }) => consequence)),
    index: { lowest: Math.min(...products), highest: Math.max(...products) },
  };
}

/** Whether people see the risk so differently that they should talk: two steps or more apart in either. */
export const isSplit = ({ consequence, likelihood }: RiskSpread): boolean => likelihood.highest - likelihood.lowest >= 2 || consequence.highest - consequence.lowest >= 2;
