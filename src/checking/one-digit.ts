import { scale, type Decimal } from "../platform/decimal.ts";

/** Two digits changed about. */
export function isTurned(a: Decimal, b: Decimal): boolean {
  const [one, two] = [a.replace(/\D/g, ""), b.replace(/\D/g, "")];
  return one !== two && isSlip(a, b) && [...one].toSorted().join("") === [...two].toSorted().join("");
}
/** Two digits changed about, or one of them another: a slip, and no other number. */
export function isSlip(a: Decimal, b: Decimal): boolean {
  const [one, two] = [a.replace(/\D/g, ""), b.replace(/\D/g, "")];
  if (one.length !== two.length || scale(a) !== scale(b)) return false;
  const apart = [...one].filter((digit, at) => digit !== two[at]).length;
  return apart === 1 || (apart === 2 && [...one].toSorted().join("") === [...two].toSorted().join(""));
}
