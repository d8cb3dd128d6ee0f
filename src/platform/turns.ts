/** Lets no more than so many pieces of heavy work go on at once; the others wait in order, and what is quick goes in between. */
export class Turns {
  readonly #most: number;
  #going = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#going >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#going++;
    try {
      // Whoever asked for a page meanwhile is answered first.
      await new Promise((resolve) => setImmediate(resolve));
      return await work();
    } finally {
      this.#going--;
      this.#waiting.shift()?.();
    }
  }
}
