import { expect, test, type Page } from "@playwright/test";

/** A year that nothing else plans, one for each way of browsing. */
const yearOf = (project: string): number => (project === "with-script" ? 2041 : 2042);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a red thread is planned from the council's goal area to an activity, and the rule tells why", async ({ page }, info) => {
  const home = `/individ-och-familjenamnden/${yearOf(info.project.name)}/mal`;
  await page.goto(`${home}/modell`);
  await page.getByLabel("Börja från en färdig modell").selectOption("weighted");
  await press(page, "Fyll i");
  await expect(page.getByText("Ifyllt från den färdiga modellen. Inget är sparat ännu.")).toBeVisible();
  await press(page, "Spara styrmodellen");
  await expect(page.getByRole("status").filter({ hasText: "Sparat" })).toBeVisible();

  const add = async (address: string, level: string, text: string, parent: RegExp | null) => {
    await page.goto(address);
    await page.locator("select[name=level_id]").selectOption({ label: level });
    await page.getByLabel("Målets text").fill(text);
    if (parent) await page.getByRole("combobox", { name: "Överordnat mål" }).selectOption({ label: (await page.getByRole("combobox", { name: "Överordnat mål" }).locator("option").allTextContents()).find((one) => parent.test(one))! });
    await press(page, "Lägg till målet");
    await expect(page.getByRole("heading", { level: 1, name: text })).toBeVisible();
    return new URL(page.url()).pathname;
  };
  await add(`${home}/nytt?vems=fullmaktige`, "Målområde", "Barn och unga", null);
  const council = await add(`${home}/nytt?vems=fullmaktige`, "Fullmäktigemål", "Barn och unga har goda uppväxtvillkor", /Barn och unga$/);
  const own = await add(`${home}/nytt`, "Nämndmål", "Insatser ges i tid", /goda uppväxtvillkor/);
  await expect(page.getByText("Styrmodellen kräver mer: mått.")).toBeVisible();

  await page.getByRole("link", { name: "Ändra målet" }).click();
  await page.locator("summary", { hasText: "Mått" }).click();
  await page.getByRole("checkbox", { name: /Antal barn och unga med pågående insats/ }).first().check();
  await page.getByLabel("Ansvarig").fill("Enhetschef barn och unga");
  await press(page, "Spara");
  await expect(page.getByRole("table", { name: /Mått mot riktvärden/ })).toContainText("Inget riktvärde är satt.");
  await page.getByRole("link", { name: "Lägg till aktivitet" }).click();
  await page.getByLabel("Aktivitet", { exact: true }).fill("Erbjuda möte inom en vecka");
  await page.getByLabel("Slutar").fill("2040-01-01");
  await page.getByLabel("Börjar").fill("2041-01-01");
  await press(page, "Lägg till aktiviteten");
  await expect(page.getByRole("alert")).toContainText("kan inte sluta 2040-01-01");
  await page.getByLabel("Slutar").fill("2042-06-30");
  await press(page, "Lägg till aktiviteten");
  await expect(page.getByRole("listitem").filter({ hasText: "Erbjuda möte inom en vecka" })).toBeVisible();

  // The year has no follow-up points before somebody opens it.
  await page.goto(home.replace(/mal$/, "uppfoljning"));
  await expect(page.getByText("Året har inga uppföljningstillfällen ännu.")).toBeVisible();
  await page.goto(council);
  await expect(page.getByText("Inga mål ligger under.")).toHaveCount(0);
  await expect(page.getByText(/Regeln \(andel gröna underliggande mål\) föreslår ingen nivå/)).toBeVisible();
  // One that carries others is not ended before them.
  await page.getByRole("link", { name: "Avsluta målet" }).click();
  await page.getByLabel("Varför?").fill("Ingår i ett annat mål");
  await press(page, "Avsluta målet");
  await expect(page.getByRole("alert")).toContainText("Under målet ligger ett mål som gäller");
  await page.goto(`${own}/avslut`);
  await page.getByLabel("Varför?").fill("Ingår i ett annat mål");
  await press(page, "Avsluta målet");
  await expect(page.getByText(/^Avslutat .* Ingår i ett annat mål$/)).toBeVisible();
  await page.goto(home);
  await expect(page.locator("summary", { hasText: "1 avslutat mål" })).toBeVisible();
});

test("a follow-up is opened, its tasks handed over, closed, and opened again with a reason", async ({ page }, info) => {
  const home = `/${info.project.name === "with-script" ? "individ-och-familjenamnden" : "arbetsmarknadsnamnden"}/2023/uppfoljning`;
  await page.goto(home);
  await page.locator("select[name=tillfalle]").selectOption({ label: "Delårsrapport per augusti" });
  await press(page, "Visa");
  await expect(page.getByText("Inte öppnad ännu.")).toBeVisible();
  await press(page, "Öppna uppföljningen");
  await expect(page.getByText("Öppen.")).toBeVisible();
  await page.locator("summary", { hasText: "Bedöma mål" }).waitFor();
  await page.getByRole("checkbox", { name: /^Lämna över: Nämnden ska/ }).first().check();
  await page.locator("select[name=till]").selectOption({ index: 1 });
  const name = await page.locator("select[name=till]").locator("option:checked").textContent();
  await press(page, "Lämna över");
  await expect(page.getByRole("table", { name: "Gjort av allt, för var och en" }).getByRole("row", { name: new RegExp(name!) })).toBeVisible();
  await press(page, "Stäng uppföljningen");
  await expect(page.getByText("Stängd.")).toBeVisible();
  await page.getByLabel("Varför öppnas den igen?").fill("Två mål saknades");
  await press(page, "Öppna igen");
  await expect(page.getByText(/Öppnad igen .* Två mål saknades/)).toBeVisible();
});
