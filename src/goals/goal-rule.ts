import { compare, divide, multiply, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";

/** Green, amber and red; null is missing. */
export type GoalLight = "green" | "amber" | "red" | null;

/** One of the things that a goal is weighed from: a measure, or a goal below it. */
export interface GoalPart {
  readonly light: GoalLight;
  /** Exact decimal, above zero; "1" where all weigh the same. */
  readonly weight: Decimal;
}

export interface GoalProposal {
  readonly light: GoalLight;
  readonly counts: Readonly<Record<"green" | "amber" | "red" | "missing", number>>;
  /** Per cent of the whole weight that is green. */
  readonly greenShare: Decimal | null;
  /** The arithmetic, in one Swedish sentence. */
  readonly words: string;
}

/**
 * Proposes a goal's level from its parts: green where at least so many per cent of the weight is green and the rest is
 * amber. What is missing is in the whole and never green; where it decides, no level is proposed. The sources define green only: not green is amber where green and
 * amber together reach the share, else red. `greenShare` 100 asks for all, as a council goal asks of its committee goals.
 * Source: the weighted committee goals of municipal plans (Södertälje 2023).
 */
export function proposeFromShare(parts: readonly GoalPart[], greenShare: Decimal, noun: { readonly one: string; readonly many: string }): GoalProposal {
  const of = (light: GoalLight) => parts.filter((part) => part.light === light);
  const weightOf = (some: readonly GoalPart[]): Decimal => sum(some.map(({ weight }) => weight));
  const counts = { green: of("green").length, amber: of("amber").length, red: of("red").length, missing: of(null).length };
  if (!parts.length) return { light: null, counts, greenShare: null, words: `Inga ${noun.many} att väga samman.` };
  const whole = weightOf(parts);
  const share = (some: readonly GoalPart[]): Decimal => divide(multiply(weightOf(some), "100"), whole);
  const green = share(of("green"));
  const reaches = (some: Decimal) => compare(some, greenShare) >= 0;
  const weighted = parts.some(({ weight }) => compare(weight, parts[0]!.weight) !== 0);
  const onTheWay = [...of("green"), ...of("amber")];
  const levelNow = (): GoalLight => {
    if (reaches(green) && counts.red === 0 && counts.missing === 0) return "green";
    if (reaches(share(onTheWay))) return "amber";
    // Too much is missing to say that it is red.
    return reaches(share([...onTheWay, ...of(null)])) ? null : "red";
  };
  const light = levelNow();
  const words = `${counts.green} av ${parts.length} ${parts.length === 1 ? noun.one : noun.many} är gröna (${formatNumber(green, 0)}\u00a0%${weighted ? " efter vikt" : ""}; minst ${formatNumber(greenShare)}\u00a0% krävs och resten gula)`;
  const rest = [[counts.amber, "gula"], [counts.red, "röda"], [counts.missing, "utan bedömning"]].flatMap(([count, word]) => (count ? [`${count} ${word}`] : []));
  return { light, counts, greenShare: green, words: `${words}${rest.length ? `: ${rest.join(", ")}` : ""}.` };
}
