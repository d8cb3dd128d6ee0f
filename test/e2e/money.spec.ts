import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a frame is built step by step and decided, a budget is spread within it and decided, and a revised one tells what is new", async ({ page }, info) => {
  test.setTimeout(120_000);
  const year = (info.project.name === "with-script" ? 2041 : 2044) + info.retry;
  const home = `/individ-och-familjenamnden/${year}/ekonomi`;
  await page.goto(`${home}/ramar?ram=ny`);
  await page.getByLabel("Namn", { exact: true }).fill("Förslag");
  await page.getByLabel(`Ram ${year - 1}, kr`).fill("200 000 000");
  await page.getByLabel(`Steg 1, ${year}`).fill("två");
  await press(page, "Spara ramen");
  await expect(page.getByText("Steg 1: »två« är inget tal.")).toBeVisible();
  await page.getByLabel(`Steg 1, ${year}`).fill("2 %");
  await page.getByLabel(`Steg 3, ${year}`).fill("1 500 000");
  await page.getByLabel(`Steg 5, ${year}`).fill("−1,5");
  await page.getByLabel("Varför steg 3").fill("Fältassistenter");
  await press(page, "Spara ramen");
  await expect(page.getByText("Sparat.")).toBeVisible();
  await expect(page.getByRole("row", { name: `Ram ${year} 202 500 000`.replace(/(\d) (?=\d)/g, "$1\u00a0") }).first()).toBeVisible();
  if (info.project.name === "with-script") expect((await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.getByLabel("Dag och paragraf").fill(`KF ${year - 1}-11-28, § 142`);
  await press(page, "Ramen är beslutad");
  await expect(page.getByText(`Beslutad: KF ${year - 1}-11-28, § 142.`).first()).toBeVisible();

  await page.goto(`${home}/budget`);
  await press(page, "Gör budgeten");
  await expect(page.getByText(/202.500 tkr är kvar att fördela/)).toBeVisible();
  await page.getByRole("link", { name: "Vuxenenheten" }).click();
  if (info.project.name === "with-script") expect((await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.getByLabel("Personalkostnader, året").fill("−120 000 000");
  await page.getByLabel("Bidrag, året").fill("2 500 000");
  await press(page, "Spara");
  await expect(page.getByText("Sparat.")).toBeVisible();
  await expect(page.getByLabel("Personalkostnader, mar")).toHaveValue(/^−10.000.000$/);
  // One month moved: the year follows its months.
  await page.getByLabel("Bidrag, jan").fill("0");
  await press(page, "Spara");
  await expect(page.getByLabel("Bidrag, året")).toHaveValue(/^2.291.666,67$/);
  await page.goto(`${home}/budget`);
  await page.getByLabel(/^Nämndens beslut/).fill(`${year - 1}-12-15, § 90`);
  await press(page, "Budgeten är beslutad");
  await expect(page.getByText(`Beslutad: ${year - 1}-12-15, § 90.`)).toBeVisible();

  await page.getByLabel("Namn", { exact: true }).fill("Reviderad i juni");
  await press(page, "Gör budgeten");
  await expect(page.getByText(`Lika med Budget ${year}.`)).toBeVisible();
  await page.getByRole("link", { name: "Vuxenenheten" }).click();
  await page.getByLabel("Lokalkostnader, året").fill("−90 000 000");
  await press(page, "Spara");
  await page.goto(`${home}/budget`);
  await expect(page.getByText(/Budgeten är 5.208 tkr över ramen/)).toBeVisible();
  await expect(page.getByRole("row", { name: /^Vuxenenheten Lokalkostnader/ })).toContainText(/−90.000.000/);
});
