import { expect, test, type Page } from "@playwright/test";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const change = async (page: Page, unit: string, heading: string) => {
  await page.goto("/organisation");
  await page.getByRole("main").getByRole("link", { name: unit, exact: true }).click();
  await page.locator("summary").getByText(heading, { exact: true }).click();
};
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Sparat" })).toBeVisible();

test("committees are added, merged and divided on a page; what was stays, and is told in today's organisation where one asks", async ({ page }, info) => {
  // One town for each way of browsing, beside what other tests read.
  const own = info.project.name === "with-script" ? "Norr" : "Syd";
  const [parks, streets] = [`Parknämnden ${own}`, `Gatunämnden ${own}`];
  const [parkSlug, streetSlug] = [`parknamnden-${own.toLowerCase()}`, `gatunamnden-${own.toLowerCase()}`];
  for (const name of [parks, streets]) {
    await change(page, "Ekhamns kommun", "Lägg till under den");
    await page.locator("details[open]").getByLabel("Namn").fill(name);
    await page.locator("details[open] select[name=kind]").selectOption({ label: "nämnd" });
    await page.locator("details[open]").getByLabel("Från och med").fill("2020-01-01");
    await press(page, "Lägg till");
    await saved(page);
  }
  await page.goto(`/${parkSlug}/2023/mal/nytt`);
  await page.locator("[name=text]").fill("Parkerna är trygga");
  await press(page, "Lägg till målet");

  await change(page, parks, "Slå ihop med en annan");
  await page.locator("details[open] select[name=unit]").selectOption({ label: streets.replace(/^/, "\u00a0\u00a0") });
  await page.locator("details[open]").getByLabel("Från och med").fill("2019-01-01");
  await press(page, "Slå ihop");
  await expect(page.getByRole("alert")).toContainText("2019-01-01");
  await page.locator("details[open]").getByLabel("Från och med").fill("2025-01-01");
  await press(page, "Slå ihop");
  await saved(page);
  await expect(page.getByText(`Upphörde 2025-01-01 och gick upp i ${streets}`)).toBeVisible();

  await page.goto(`/${streetSlug}/2023/mal`);
  await expect(page.getByText("Parkerna är trygga")).toHaveCount(0);
  await page.getByRole("link", { name: "Visa i dagens organisation" }).click();
  await expect(page.getByText("I dagens organisation.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Parkerna är trygga", exact: true })).toBeVisible();
  // Nothing is changed where it is only told otherwise.
  await expect(page.getByRole("link", { name: "Lägg till mål" })).toHaveCount(0);
  await page.getByText("Vad som har ändrats sedan 2023").click();
  await expect(page.getByText(`${parks} uppgick i ${streets} 2025-01-01.`)).toBeVisible();
  // Links keep it.
  await page.getByRole("navigation").getByRole("link", { name: "Uppföljning" }).click();
  await expect(page.getByText("I dagens organisation.")).toBeVisible();
  await page.getByRole("link", { name: "Visa som det var" }).click();
  await expect(page.getByText("I dagens organisation.")).toHaveCount(0);
  await page.goto(`/${parkSlug}/2023/mal`);
  await expect(page.getByRole("link", { name: "Parkerna är trygga", exact: true })).toBeVisible();

  await change(page, streets, "Dela");
  await page.locator("details[open]").getByLabel("De nyas namn").fill(`Östra ${own}\nVästra ${own}`);
  await page.locator("details[open]").getByLabel("Från och med").fill("2026-01-01");
  await press(page, "Dela");
  await saved(page);
  await expect(page.getByText(`Ur den har bildats Östra ${own}, Västra ${own}`)).toBeVisible();
});
