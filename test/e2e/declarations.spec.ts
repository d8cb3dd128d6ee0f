import { expect, test, type Page } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, press, saved, wordsOf } from "./page-steps.ts";

const refused = (page: Page, words: string) => expect(page.getByRole("alert")).toContainText(words);

test("days of cases are read from a file and become measures; a declaration promises what one of them shows, and all can read whether it holds", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  // What is on the web is of the latest year that has anything: each run is later than the one before.
  const year = (script ? 2023 : 2025) + info.retry;
  const home = `/individ-och-familjenamnden/${year}/kvalitet`;
  const page = await as(browser, "Controller");
  await page.goto(`${home}/lagens-tider/inlasning`);
  const file = (rows: string) => page.getByLabel(/^Fil/).setInputFiles({ name: "tider.csv", mimeType: "text/csv", buffer: Buffer.from(`Ärende;Slag;Inkom eller inleddes;Klar;Förlängd till\n${rows}`) });
  await file(`K1;förhandsbedömning;${year}-01-10;${year}-01-05;`);
  await press(page, "Läs filen");
  await refused(page, `Rad 2. Klar är före början, ${year}-01-10.`);
  await page.getByRole("link", { name: "Välj en annan fil" }).click();
  await file([1, 2, 3].map((one) => `K${year}${one};förhandsbedömning;${year}-01-10;${year}-01-2${one * 2};`).join("\n") + `\nK${year}9;barnutredning;${year}-02-01;${year}-05-30;`);
  await press(page, "Läs filen");
  await expect(page.getByRole("status").filter({ hasText: "4 nya" })).toBeVisible();
  await press(page, "Spara 4 rader");
  await saved(page);
  // Days 22, 24 and 26: two are within 14 days of the tenth.
  const table = page.getByRole("table", { name: /^Förhandsbedömningar/ });
  await expect(table.getByRole("row", { name: /^januari/ })).toContainText("66,7 %");
  if (script) expect(await axe(page)).toEqual([]);
  await press(page, "För in som mått");
  await expect(page.getByRole("status").filter({ hasText: "Måtten är införda." })).toBeVisible();
  await page.goto(`/individ-och-familjenamnden/${year}/matt`);
  await page.getByRole("link", { name: /Förhandsbedömningar klara inom 14 dagar/ }).first().click();
  const measure = /\/matt\/(\d+)/.exec(page.url())![1]!;
  await page.goto(`/individ-och-familjenamnden/${year}/matt/${measure}/riktvarden`);
  await page.locator(`[name="mal-${year}"]`).fill("minst 95");
  await press(page, "Spara");

  const service = wordsOf("Stöd till barn", info);
  await page.goto(`${home}/deklarationer/ny`);
  await page.getByLabel(/^Tjänst/).fill(service);
  await page.getByLabel(/^Visas på webben/).selectOption("ja");
  await press(page, "Lägg till");
  await refused(page, "Skriv när deklarationen beslutades");
  await page.getByLabel(/^Beslutad/).fill(`${year}-01-15`);
  await page.getByLabel(/^Text på webben/).fill("Stödet är frivilligt.\n\nDet kostar ingenting.");
  await press(page, "Lägg till");
  await saved(page);
  await page.getByRole("link", { name: service, exact: true }).click();
  await page.getByRole("link", { name: "Nytt löfte" }).click();
  await page.getByLabel(/^Löfte/).fill("En anmälan är bedömd inom två veckor.");
  await page.getByLabel(/^Mått som visar/).selectOption(measure);
  await page.getByLabel(/^Utfallet visas/).selectOption("ja");
  await press(page, "Lägg till");
  await saved(page);
  const promise = page.getByRole("row", { name: /inom två veckor/ });
  await expect(promise).toContainText("66,7");
  await expect(promise).toContainText("hålls inte");
  if (script) expect(await axe(page)).toEqual([]);

  const anybody = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const web = await anybody.newPage();
  await web.goto("/publicerat");
  await web.getByRole("link", { name: "Vad kommunen lovar om sina tjänster" }).click();
  const own = web.getByRole("article").filter({ has: web.getByRole("heading", { level: 3, name: service }) });
  // What is read by all is kept for a minute.
  await expect(async () => { await web.reload(); await expect(own).toContainText("66,7", { timeout: 1000 }); }).toPass({ timeout: 90_000 });
  await expect(own).toContainText("riktvärde minst 95");
  await expect(own).toContainText("hålls inte");
  if (script) {
    expect(await axe(web)).toEqual([]);
    await web.setViewportSize({ width: 320, height: 800 });
    expect(await web.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
  await anybody.close();
  await page.context().close();
});
