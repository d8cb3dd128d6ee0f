import { chromium, type Browser, type BrowserContext } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES, temporaryFolder } from "../database.ts";
import { databaseAddress, startServer, withDatabase } from "../server.ts";
import { foundTown, personWith, YEAR } from "../town.ts";

const { folder, remove } = temporaryFolder();
const SECTION = `/kulturnamnden/${YEAR}/dokument/annual-report/avsnitt/summary`;
const TIMEOUT_MS = 120_000;
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=sv-SE"],
  });
});
afterAll(async () => {
  await browser.close();
  remove();
});

async function writer(origin: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: "sv-SE" });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: origin }]);
  return context;
}
async function open(context: BrowserContext, origin: string) {
  const page = await context.newPage();
  await page.goto(`${origin}${SECTION}`);
  return page;
}

describe.each(ENGINES)("two write in one section, on the %s engine", (engine) => {
  test("one's line is cut, the server is killed, and no word is lost", async () => {
    const url = await databaseAddress(engine, folder, "writers");
    const cookies = await withDatabase(url, async (database) => {
      const town = await foundTown(database);
      return [(await personWith(database, "controller", town.committeeId)).cookie, (await personWith(database, "editor", town.committeeId)).cookie];
    });
    let server = (await startServer(url))!;
    const { origin } = server;
    const [anna, bo] = [await writer(origin, cookies[0]!), await writer(origin, cookies[1]!)];
    const text = { name: "Text", exact: true } as const;
    const annas = await open(anna, origin);
    await annas.getByRole("textbox", text).fill("Gemensamt stycke.");
    await annas.getByRole("button", { name: "Spara" }).click();
    await annas.waitForURL(/#summary$/);

    // Both have the same text before them. Bo's line is cut as he writes; Anna saves meanwhile.
    const [again, bos] = [await open(anna, origin), await open(bo, origin)];
    await bos.getByRole("textbox", text).click();
    await bos.keyboard.press("Control+End");
    await bos.keyboard.press("Enter");
    await bos.keyboard.type("Bos stycke.");
    await bo.setOffline(true);
    await bos.getByRole("button", { name: "Spara" }).click();
    await bos.getByRole("alert").filter({ hasText: "Inte sparat" }).waitFor();
    await again.getByRole("textbox", text).click();
    await again.keyboard.press("Control+Home");
    await again.keyboard.type("Annas mening. ");
    await again.getByRole("button", { name: "Spara" }).click();
    await again.waitForURL(/#summary$/);

    // The server is killed while Anna writes more; what she had saved was kept, what she writes waits.
    const third = await open(anna, origin);
    await third.getByRole("textbox", text).click();
    await third.keyboard.press("Control+End");
    await third.keyboard.press("Enter");
    await third.keyboard.type("Annas andra stycke.");
    server.child.kill("SIGKILL");
    await server.exited;
    await third.getByRole("button", { name: "Spara" }).click();
    await third.getByRole("alert").filter({ hasText: "Inte sparat" }).waitFor();
    await third.close({ runBeforeUnload: false });

    server = (await startServer(url, { PORT: new URL(origin).port }))!;
    const after = await open(anna, origin);
    await after.getByRole("button", { name: "Fortsätt på det" }).click();
    await after.getByRole("button", { name: "Spara" }).click();
    await after.waitForURL(/#summary$/);

    // Bo's line is back: what both wrote in is asked about, and written together.
    await bo.setOffline(false);
    await bos.getByRole("button", { name: "Spara" }).click();
    await bos.getByRole("radio", { name: /Bådas/ }).check();
    await bos.getByRole("button", { name: "Spara det valda" }).click();
    await bos.waitForURL(/#summary$/);
    const article = (await bos.locator("article.document").textContent())!;
    for (const words of ["Gemensamt stycke.", "Bos stycke.", "Annas mening.", "Annas andra stycke."]) expect(article).toContain(words);
    await anna.close();
    await bo.close();
    server.child.kill("SIGTERM");
    await server.exited;
  }, TIMEOUT_MS);
});
