import { expect, test } from "@playwright/test";
import { axe } from "./page-steps.ts";

test("a decision that is not executed is kept, reported of its quarter, executed and reported back", async ({ page }, info) => {
  const script = info.project.name === "with-script";
  const year = script ? 2046 : 2047;
  const assistance = `Ledsagning, ${info.project.name} ${info.retry}`;
  const home = `/individ-och-familjenamnden/${year}/kvalitet/ej-verkstallda`;
  await page.goto(`/individ-och-familjenamnden/${year}/kvalitet`);
  await page.getByRole("link", { name: "Ej verkställda beslut" }).click();
  await page.goto(`${home}/ny`);
  await page.getByLabel("Lag").selectOption("SoL");
  await page.getByLabel("Kön").selectOption("kvinna");
  await page.getByLabel(/^Typ av bistånd/).fill(assistance);
  await page.getByLabel("Beslutsdatum").fill(`${year}-02-10`);
  await page.getByLabel(/^Avslutat av annan anledning/).fill(`${year}-03-01`);
  await page.getByRole("button", { name: "Lägg till" }).click();
  await expect(page.getByText("Skriv av vilken anledning beslutet avslutades.").first()).toBeVisible();
  await page.getByLabel(/^Avslutat av annan anledning/).fill("");
  await page.getByRole("button", { name: "Lägg till" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();

  await page.goto(`${home}?kvartal=1`);
  await expect(page.getByText("Inga nya beslut att rapportera.")).toBeVisible();
  await page.goto(`${home}?kvartal=2`);
  await expect(page.getByRole("table", { name: `Nya i kvartal 2 ${year}` })).toContainText(assistance);
  if (script) {
    await expect(page).toHaveTitle(/Ej verkställda beslut/);
    expect(await axe(page)).toEqual([]);
  }
  await page.getByRole("link", { name: new RegExp(assistance) }).first().click();
  await page.getByLabel("Verkställt", { exact: true }).fill(`${year}-08-20`);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  await page.goto(`${home}?kvartal=3`);
  await expect(page.getByRole("table", { name: `Rapporterade före kvartal 3 ${year}` })).toContainText(assistance);
  await page.goto(`${home}?kvartal=4`);
  await expect(page.getByRole("table", { name: `Rapporterade före kvartal 4 ${year}` })).not.toContainText(assistance);
});
