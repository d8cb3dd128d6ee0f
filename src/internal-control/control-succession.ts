/** What becomes of a check in next year's plan. */
export const SUCCESSION_WORDS = { kept: "kvar i planen", goal: "lyfts till målarbetet", "own-control": "förs över till egenkontroll", closed: "avslutas" } as const;
export type SuccessionKind = keyof typeof SUCCESSION_WORDS;
export const isSuccession = (text: string): text is SuccessionKind => Object.hasOwn(SUCCESSION_WORDS, text);

export interface ControlSuccession {
  readonly checkId: number;
  readonly kind: SuccessionKind;
  readonly reason: string;
  readonly actor: string;
  readonly decidedAt: string;
  readonly version: number;
}

/** How many checks went each way: "8 kontrollmoment: 2 kvar i planen, 4 lyfts till målarbetet, 2 förs över till egenkontroll." */
export function successionWords(checks: number, decided: readonly Pick<ControlSuccession, "kind">[]): string {
  const parts = (Object.keys(SUCCESSION_WORDS) as SuccessionKind[]).flatMap((kind) => {
    const count = decided.filter((one) => one.kind === kind).length;
    return count ? [`${count} ${SUCCESSION_WORDS[kind]}`] : [];
  });
  const left = checks - decided.length;
  return `${checks} kontrollmoment${parts.length || left ? ": " : ""}${[...parts, ...(left > 0 ? [`${left} inte avgjorda`] : [])].join(", ")}.`;
}
