/** A decision reported back to the committee (återrapportering) until it is carried out. */
export interface ReportBack {
  readonly id: number;
  readonly matter: string;
  readonly meeting: string | null;
  readonly decision: string | null;
  readonly report: string | null;
  readonly origin: number;
}
export type ReportBackInput = Omit<ReportBack, "id" | "origin"> & { readonly originId: number };
