import type { TargetLight } from "../indicators/target-rule.ts";

/** How a proposed light is shown: shape and words beside the colour. */
export const LIGHT_MARKS = {
  green: { shape: "circle", colour: "green", label: "Grön" }, amber: { shape: "diamond", colour: "amber", label: "Gul" }, red: { shape: "square", colour: "red", label: "Röd" },
} as const satisfies Record<TargetLight, unknown>;
export const NOT_ASSESSED = { shape: "ring", colour: "grey", label: "Inte bedömt" } as const;
export const NOT_TOLD = { shape: "ring", colour: "grey", label: "Går inte att säga" } as const;
