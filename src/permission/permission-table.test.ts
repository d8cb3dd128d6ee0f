import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PERMISSIONS } from "./permission.ts";
import { ROLE_NAMES, ROLES } from "./role.ts";

it("the handbook's table of who may do what is the one that holds", () => {
  const chapter = fs.readFileSync(path.resolve(import.meta.dirname, "../../docs/handbok/8-inloggning-och-behorighet.md"), "utf8");
  const lines = chapter.split("\n");
  const head = lines.indexOf(`| | ${ROLE_NAMES.map((role) => ROLES[role].name).join(" | ")} |`);
  expect(head).toBeGreaterThan(0);
  const rows = lines.slice(head + 2, lines.indexOf("", head));
  const held = Object.values(PERMISSIONS).map(({ label, roles }) =>
    `| ${label} |${ROLE_NAMES.map((role) => (roles as readonly string[]).includes(role) ? " ● |" : " |").join("")}`);
  expect(rows).toEqual(held);
});
