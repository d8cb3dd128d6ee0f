import { expect, test } from "@playwright/test";
import { axe } from "./page-steps.ts";

// They share a committee's year: what one adds among the volumes another is offered as a method.
test.describe.configure({ mode: "default" });

test("a year is forecast line by line: a method is chosen, a judgement of one's own has its reason, and the forecast is judged by the outcome", async ({ page }, info) => {
  const script = info.project.name === "with-script";
  const month = (script ? 4 : 8) + info.retry;
  await page.goto(`/individ-och-familjenamnden/2021/ekonomi/prognos?efter=${month}`);
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByLabel("Metod för personalkostnader").selectOption("own");
  await page.getByLabel("Egen bedömning av personalkostnader, kr").fill("mycket");
  await page.getByRole("button", { name: "Spara prognosen" }).click();
  await expect(page.getByText("Personalkostnader: »mycket« är inget belopp i kronor.")).toBeVisible();
  await page.getByLabel("Egen bedömning av personalkostnader, kr").fill("−129 000 000");
  await page.getByRole("button", { name: "Spara prognosen" }).click();
  await expect(page.getByText("Personalkostnader: skriv varför du bedömer något annat än metoderna.")).toBeVisible();
  await page.getByLabel("Skäl, personalkostnader").fill("Vakanser tillsätts i höst");
  await page.getByRole("button", { name: "Spara prognosen" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  await expect(page.getByText(/^Nettokostnaden väntas bli \d/)).toBeVisible();
  await expect(page.getByLabel("Egen bedömning av personalkostnader, kr")).toHaveValue(/^−129.000.000$/);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole("link", { name: "Hur nära kom prognoserna?" }).click();
  await expect(page.getByRole("table", { name: /^Prognoserna mot utfallet/ }).getByRole("row", { name: /^2021/ }).first()).toBeVisible();
});

test("a unit's economy is seen and forecast, and a large deviation is explained and told to the executive committee's office", async ({ page }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const month = (script ? 5 : 9) + info.retry;
  const economy = "/individ-och-familjenamnden/2021/ekonomi";
  const clean = async () => { if (script) expect(await axe(page)).toEqual([]); };
  await page.goto(`${economy}?till=${month}`);
  await expect(page.getByRole("heading", { name: "Månad för månad" })).toBeVisible();
  await page.getByRole("link", { name: "Barn- och ungdomsenheten" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Barn- och ungdomsenheten: ekonomi 2021");
  await clean();
  await page.getByRole("link", { name: "Enhetens prognos" }).click();
  await page.locator("select[name=efter]").selectOption(String(month));
  await page.getByRole("button", { name: "Visa" }).click();
  await page.getByRole("button", { name: "Spara prognosen" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  // The committee's line is then its units' together.
  await page.locator("select[name=enhet]").selectOption("");
  await page.getByRole("button", { name: "Visa" }).click();
  await page.getByLabel("Metod för personalkostnader").selectOption("units");
  await page.getByRole("button", { name: "Spara prognosen" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  await page.goto(`${economy}/avvikelser?efter=${month}`);
  await page.getByLabel("Minst, kr").fill("1 000");
  await page.getByLabel("och minst, % av budgeten").fill("0,1 %");
  await page.getByRole("button", { name: "Spara gränsen" }).click();
  await clean();
  const place = page.locator("#avvikelse-0-staff");
  await place.locator("summary").click();
  await place.getByLabel("Vad beror avvikelsen på?").fill("Vakanser");
  await place.getByLabel("Senast").fill("2021-12-01");
  await place.getByRole("checkbox").check();
  await place.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText(/^Sparat\./)).toBeVisible();
  await expect(place.getByText("Inte ringa.")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("a cost is a volume times a price, and its deviation is divided into the two", async ({ page }, info) => {
  const script = info.project.name === "with-script";
  const name = `Placeringar ${script ? 1 : 2}${info.retry}`;
  await page.goto("/individ-och-familjenamnden/2021/ekonomi/volymer");
  await page.getByLabel("Vad", { exact: true }).fill(name);
  await page.getByLabel("Budgeterad volym, året").fill("300");
  await page.getByLabel("Budgeterat pris, kr").fill("3 200");
  await page.getByLabel("Pris nu, kr").fill("dyrt");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Skriv priset för en som det är nu, i kronor utan minus.")).toBeVisible();
  await page.getByLabel("Pris nu, kr").fill("3 450");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`^${name}`) })).toContainText(/−960/);
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: `Ta bort ${name}` }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(`^${name}`) })).toHaveCount(0);
});
