import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDataFolder } from "./new-data-folder.ts";

let folder = "";
beforeEach(() => void (folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-")), "data")));
afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

const write = (where: string, ...names: string[]): void => {
  for (const name of names) {
    fs.mkdirSync(path.dirname(path.join(where, name)), { recursive: true });
    fs.writeFileSync(path.join(where, name), "whole");
  }
};
const whole = async (where: string): Promise<void> => write(where, "PG_VERSION", "base/1", "global/pg_control");
const held = (): string[] => fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
const WHOLE = ["PG_VERSION", "base", "base/1", "global", "global/pg_control"];

test("a database that is there is left alone", async () => {
  write(folder, "PG_VERSION", "base/1");
  await makeDataFolder(folder, async () => expect.unreachable());
  expect(held()).toEqual(["PG_VERSION", "base", "base/1"]);
});

test("an attempt that was interrupted counts as none, whether its files were made or moved", async () => {
  await expect(makeDataFolder(folder, async (where) => {
    write(where, "PG_VERSION", "base/1");
    throw new Error("interrupted");
  })).rejects.toThrow("interrupted");
  expect(fs.existsSync(path.join(folder, "PG_VERSION"))).toBe(false);
  write(folder, "base/older", "making/global/pg_control");
  await makeDataFolder(folder, whole);
  expect(held()).toEqual(WHOLE);
});
