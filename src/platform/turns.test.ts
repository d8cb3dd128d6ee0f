import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("no more than so many go on at once, in the order they came, and one that fails lets the next in", async () => {
  const turns = new Turns(2);
  let going = 0;
  let most = 0;
  const begun: number[] = [];
  const work = (index: number) => turns.take(async () => {
    begun.push(index);
    most = Math.max(most, ++going);
    await wait(5);
    going--;
    if (index === 1) throw new Error("one failed");
    return index;
  });
  const done = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
  expect([most, begun, done.map((one) => (one.status === "fulfilled" ? one.value : "failed"))]).toEqual([2, [0, 1, 2, 3, 4], [0, "failed", 2, 3, 4]]);
});
