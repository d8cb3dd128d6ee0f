/** What the municipality promises of a service (kvalitetsdeklaration), when it was decided and whether it has changed. */
export interface ServiceDeclaration {
  readonly id: number;
  readonly service: string;
  readonly decided: string | null;
  readonly status: string | null;
  readonly origin: number;
}
export type ServiceDeclarationInput = Omit<ServiceDeclaration, "id" | "origin"> & { readonly originId: number };
