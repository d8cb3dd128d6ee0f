import { expect, test } from "vitest";
import { onceOf } from "./once.ts";

test("a part of a page is made once of what it is made of, and anew of what is another", () => {
  let made = 0;
  const part = onceOf((of: { readonly name: string }, year: number) => `<p>${of.name} ${year} ${++made}</p>`);
  const [own, other] = [{ name: "a" }, { name: "a" }];
  expect([part(own, 2023), part(own, 2023), part(own, 2024), part(other, 2023), part(own, 2024)].map(String)).toEqual(["<p>a 2023 1</p>", "<p>a 2023 1</p>", "<p>a 2024 2</p>", "<p>a 2023 3</p>", "<p>a 2024 2</p>"]);
});
