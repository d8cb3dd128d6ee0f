import { expect, test, type Page } from "@playwright/test";

/** A year that nothing else enters, one for each way of browsing. */
const yearOf = (project: string): number => (project === "with-script" ? 2044 : 2045);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a measure is defined, given a target, and its goal's page would know what is better", async ({ page }, info) => {
  const home = `/individ-och-familjenamnden/${yearOf(info.project.name)}/matt`;
  const name = `Väntetid ${info.project.name}`;
  await page.goto(`${home}/nytt`);
  await page.getByLabel("Namn").fill(name);
  await page.getByLabel("Mäts varje").selectOption("quarter");
  await page.getByLabel("Visa inte antal under").fill("1");
  await press(page, "Lägg till måttet");
  await expect(page.getByRole("alert")).toContainText("skriv ett heltal, 2 till 1000");
  await page.getByLabel("Visa inte antal under").fill("5");
  await page.getByLabel("Bättre är").selectOption("lower");
  await press(page, "Lägg till måttet");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("link", { name: "Riktvärden" }).click();
  await page.getByLabel(`Riktvärde ${yearOf(info.project.name)}`).fill("10");
  await page.getByLabel("Ingående värde", { exact: true }).fill("14");
  await press(page, "Spara");
  await expect(page.getByRole("table", { name: "Ingående värde och riktvärden" })).toContainText("14");
  await expect(page.getByRole("row", { name: new RegExp(`Riktvärde ${yearOf(info.project.name)}`) })).toContainText("10");
});

test("a month is entered by one paste, and undone by one key @script", async ({ page }) => {
  await page.goto("/individ-och-familjenamnden/2044/matt/inmatning?manad=3");
  const cells = page.locator("[data-row] input[name^=v-]");
  const first = cells.nth(0);
  await first.focus();
  await first.evaluate((input) => {
    const data = new DataTransfer();
    data.setData("text/plain", "1\u00a0234\n5\t6\nsaknas: systembyte\ntolv\n");
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const states = page.locator("[data-state]");
  await expect(states.nth(0)).toHaveText("Sparat");
  await expect(states.nth(2)).toHaveText("Sparat");
  await expect(states.nth(3)).toContainText("»tolv« för mars 2044 är inget tal");
  await expect(cells.nth(3)).toHaveAttribute("aria-invalid", "true");
  await first.focus();
  await first.press("ArrowDown");
  await expect(cells.nth(1)).toBeFocused();
  await cells.nth(1).fill("7");
  await cells.nth(1).press("Enter");
  await expect(cells.nth(2)).toBeFocused();
  await expect(states.nth(1)).toHaveText("Sparat");
  await cells.nth(2).press("Control+z");
  await expect(cells.nth(1)).toHaveValue("5");
  await expect.poll(async () => {
    await page.waitForTimeout(300);
    return states.nth(1).textContent();
  }).toBe("Sparat");
  await page.reload();
  await expect(cells.nth(0)).toHaveValue("1234");
  await expect(cells.nth(1)).toHaveValue("5");
  await expect(cells.nth(2)).toHaveValue("saknas: systembyte");
  await expect(cells.nth(3)).toHaveValue("");
});

test("a month is entered as a plain form, and one wrong cell holds up no other @plain", async ({ page }) => {
  await page.goto("/individ-och-familjenamnden/2045/matt/inmatning?manad=5");
  const cells = page.locator("[data-row] input[name^=v-]");
  await cells.nth(0).fill("12");
  await cells.nth(1).fill("tolv");
  await press(page, "Spara allt");
  await expect(page.getByRole("alert")).toContainText("1 värde är inte sparat");
  await expect(page.getByRole("status").filter({ hasText: "1 värde sparat" })).toBeVisible();
  await expect(cells.nth(1)).toHaveValue("tolv");
  await cells.nth(1).fill("13");
  await press(page, "Spara allt");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(cells.nth(0)).toHaveValue("12");
  await expect(cells.nth(1)).toHaveValue("13");
});
