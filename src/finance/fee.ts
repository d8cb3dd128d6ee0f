/** A fee (taxa, avgift): who decided it and when, whether it is to be decided again, and from when it holds. Dates as stated. */
export interface Fee {
  readonly id: number;
  readonly name: string;
  readonly decided: string | null;
  readonly status: string | null;
  readonly newDecision: string | null;
  readonly validFrom: string | null;
  readonly origin: number;
}
export type FeeInput = Omit<Fee, "id" | "origin"> & { readonly originId: number };
