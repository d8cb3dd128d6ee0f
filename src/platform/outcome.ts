/** An expected failure: a named case that the door turns into a Swedish sentence and a status. */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  /** One clear Swedish sentence: what is wrong, where, and what to do. */
  readonly message: string;
  /** 1-based line in a text, or page in a PDF. */
  readonly line?: number;
  /** The name of the form's field that it is about. */
  readonly field?: string;
}

export type Outcome<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure<Code> };

export const succeed = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const fail = <Code extends string>(code: Code, message: string, line?: number): { ok: false; failure: Failure<Code> } => ({
  ok: false,
  failure: line === undefined ? { code, message } : { code, message, line },
});

/** Carries a failure out of a transaction so that nothing of it is kept; turned back into an outcome by the command. */
export class Refused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** What the work gives, or the failure that it was refused with; other errors go on. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return succeed(await work());
  } catch (error) {
    // A conflict is more than a sentence: doors show both versions.
    if (error instanceof Refused && error.failure.code !== "conflict") return { ok: false, failure: error.failure };
    throw error;
  }
}

/** The value of an outcome, or its failure thrown on for a common handler of them. */
export async function valueOf<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Refused(result.failure);
  return result.value;
}
