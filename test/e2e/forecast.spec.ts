import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

test("a year is forecast line by line: a method is chosen, a judgement of one's own has its reason, and the forecast is judged by the outcome", async ({ page }, info) => {
  const script = info.project.name === "with-script";
  const month = (script ? 4 : 8) + info.retry;
  await page.goto(`/individ-och-familjenamnden/2021/ekonomi/prognos?efter=${month}`);
  if (script) expect((await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]).analyze()).violations.map(({ id }) => id)).toEqual([]);
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
  await expect(page.getByText(/^Nettokostnaden väntas bli −\d/)).toBeVisible();
  await expect(page.getByLabel("Egen bedömning av personalkostnader, kr")).toHaveValue(/^−129.000.000$/);
  await expect(page.getByRole("table", { name: /^Så nära kom prognoserna/ }).getByRole("row")).not.toHaveCount(0);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
