import fs from "node:fs";
import { expect, type Browser, type Page } from "@playwright/test";
import { ROLE_NAMES, ROLES, type Role } from "../../src/permission/role.ts";
import { stateOf } from "./sign-in.setup.ts";

const named = (name: string): Role => {
  const role = ROLE_NAMES.find((one) => ROLES[one].name === name.toLowerCase());
  if (!role) throw new Error(`No role is called ${name}`);
  return role;
};

/** Somebody of the example, by what they are to it: »Controller«. */
export async function as(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext({ storageState: stateOf(named(name)) })).newPage();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return page;
}

/** Lets somebody of the example in again, in the browser that they have. */
export async function comeBack(page: Page, name: string): Promise<void> {
  const { cookies } = JSON.parse(fs.readFileSync(stateOf(named(name)), "utf8")) as { cookies: Parameters<ReturnType<Page["context"]>["addCookies"]>[0] };
  await page.context().addCookies(cookies);
}
