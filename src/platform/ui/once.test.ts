import { expect, test } from "vitest";
import { onceEach, onceOf } from "./once.ts";

test("a part of a page is made once of what it is made of, and anew of what is another", () => {
  let made = 0;
  const part = onceOf((of: { readonly name: string }, year: number) => `<p>${of.name} ${year} ${++made}</p>`);
  const [own, other] = [{ name: "a" }, { name: "a" }];
  expect([part(own, 2023), part(own, 2023), part(own, 2024), part(other, 2023), part(own, 2024)].map(String)).toEqual(["<p>a 2023 1</p>", "<p>a 2023 1</p>", "<p>a 2024 2</p>", "<p>a 2023 3</p>", "<p>a 2024 2</p>"]);
});

test("parts that are made where they are shown are made once of each thing and key", () => {
  let made = 0;
  const each = onceEach<{ readonly name: string }>();
  const [own, other] = [{ name: "a" }, { name: "a" }];
  const part = (of: { readonly name: string }, key: string): string => String(each(of, key, () => `<li>${of.name} ${key} ${++made}</li>`));
  expect([part(own, "1"), part(own, "1"), part(own, "2"), part(other, "1"), part(own, "2")]).toEqual(["<li>a 1 1</li>", "<li>a 1 1</li>", "<li>a 2 2</li>", "<li>a 1 3</li>", "<li>a 2 2</li>"]);
});
