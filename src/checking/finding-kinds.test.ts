import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FINDING_KINDS } from "./finding-kinds.ts";

test("each kind of finding has its place in the handbook, and the handbook tells of no other", () => {
  const chapter = fs.readFileSync(path.resolve(import.meta.dirname, "../../docs/handbok/14-granska-en-handling.md"), "utf8");
  const told = [...chapter.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!));
  expect(told.toSorted()).toEqual(Object.keys(FINDING_KINDS).toSorted());
});
