/** Ends with a sentence on standard error. 2 is bad input, 1 everything else. */
export class Ended extends Error {
  readonly status: number;
  constructor(sentence: string, status = 2) {
    super(sentence);
    this.status = status;
  }
}
