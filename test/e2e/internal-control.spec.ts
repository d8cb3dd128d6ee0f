import { expect, test, type Page } from "@playwright/test";

/** A year that nothing else plans, one for each way of browsing. */
const yearOf = (project: string): number => (project === "with-script" ? 2051 : 2054);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Sparat" })).toBeVisible();

test("risks are gathered and judged, a check is drawn and answered, and next year's plan is made of it", async ({ page }, info) => {
  const year = yearOf(info.project.name);
  const home = `/individ-och-familjenamnden/${year}/intern-kontroll`;
  await page.goto(home);
  await page.getByRole("link", { name: "Riskworkshop" }).click();
  for (const [process, description] of [["Utbetalningar", "Felaktiga utbetalningar görs."], ["Loggar", "Ärenden öppnas utan skäl."]] as const) {
    await page.getByLabel("Process eller rutin").fill(process);
    await page.getByLabel("Vad kan gå fel?").fill(description);
    if (process === "Loggar") for (const part of [/^Din sannolikhet: Utbetalningar/, /^Din konsekvens: Utbetalningar/]) await page.getByLabel(part).selectOption("1");
    await press(page, "Lägg till risken");
  }
  // What was chosen in the table is saved with the risk that was added.
  await expect(page.getByRole("row", { name: /Felaktiga utbetalningar/ })).toContainText("1 person: index 1");
  await page.getByLabel(/^Din sannolikhet: Utbetalningar/).selectOption("3");
  await page.getByLabel(/^Din konsekvens: Utbetalningar/).selectOption("");
  await press(page, "Spara bedömningarna");
  await expect(page.getByRole("alert")).toContainText("Ange både sannolikhet och konsekvens för »Felaktiga utbetalningar görs.«");
  await expect(page.getByLabel(/^Din sannolikhet: Utbetalningar/)).toHaveValue("3");
  await page.getByLabel(/^Din konsekvens: Utbetalningar/).selectOption("4");
  await press(page, "Spara bedömningarna");
  await expect(page.getByRole("row", { name: /Felaktiga utbetalningar/ })).toContainText("1 person: index 12");
  await page.getByLabel(/^Enad sannolikhet: Utbetalningar/).selectOption("3");
  await page.getByLabel(/^Enad konsekvens: Utbetalningar/).selectOption("3");
  await press(page, "Spara bedömningarna");
  await expect(page.getByRole("row", { name: /Felaktiga utbetalningar/ })).toContainText("9 medelhög");

  await page.getByRole("link", { name: /^Lägg till kontroll av: Felaktiga/ }).click();
  await page.getByLabel("Kontrollmoment").fill("Att underlag finns");
  await page.locator("select[name=months]").selectOption({ label: "i de månader jag kryssar för" });
  await page.getByRole("checkbox", { name: "maj" }).check();
  await page.getByRole("checkbox", { name: "nov" }).check();
  await page.getByLabel("Frågor").fill("Finns underlag?\nÄr beloppet rätt?");
  await press(page, "Lägg till");
  await expect(page.getByRole("row", { name: /^Kontrolleras/ })).toContainText("två gånger: maj och november");
  await page.getByRole("link", { name: "Dra stickprov" }).click();
  await page.locator("select[name=month]").selectOption("5");
  await page.getByLabel("Vilken lista, och i vilken ordning?").fill("Utbetalningar i maj, efter verifikationsnummer");
  await page.getByLabel("Hur många rader har listan?").fill("1 240");
  await page.getByLabel("Hur många ska dras?").fill("3");
  await press(page, "Dra");
  await expect(page.getByText("3 av 3 är inte besvarade")).toBeVisible();
  for (const [index, answer] of ["ja", "ja", "ja", "nej", "ja", "ja"].entries()) await page.locator("select[name^=svar-]").nth(index).selectOption({ label: answer });
  await press(page, "Spara svaren");
  await expect(page.getByText("2 av 3 rätt (66,7 %)")).toBeVisible();
  await expect(page.getByText("Är beloppet rätt? 1 nej av 3")).toBeVisible();
  await page.getByRole("link", { name: "Till kontrollmomentet" }).click();
  await page.getByRole("link", { name: "Ändra resultatet i maj" }).click();
  await page.getByLabel("Vad kontrollen visade").fill("Ett belopp var fel.");
  await press(page, "Spara");
  await saved(page);
  await expect(page.getByRole("row", { name: /^maj/ })).toContainText("Ett belopp var fel.");

  await page.getByRole("link", { name: "Lägg till åtgärd" }).first().click();
  await page.locator("textarea[name=description]").fill("Gå igenom beloppen");
  await page.getByLabel("Ansvarig").fill("Enhetschef");
  await page.getByLabel("Klar senast").fill(`${year}-08-31`);
  await press(page, "Lägg till");
  await expect(page.getByRole("table", { name: "Åtgärder" })).toContainText("Pågår");

  await page.goto(`${home}/nasta-ar`);
  await page.locator("select[name^=nasta-]").selectOption({ label: "kvar i planen" });
  await press(page, "Spara valen");
  await expect(page.getByRole("alert")).toContainText("skriv varför");
  await page.locator("input[name^=skal-]").fill("Risken kvarstår.");
  await press(page, "Spara valen");
  await expect(page.getByText("1 kontrollmoment: 1 kvar i planen.")).toBeVisible();
  await press(page, `Gör planen för ${year + 1}`);
  await page.getByRole("link", { name: "Visa den" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Intern kontroll ${year + 1}`);
  await expect(page.getByRole("link", { name: "Att underlag finns" }).first()).toBeVisible();
});

test("a deviation that nothing is done about is asked about on the page of the year", async ({ page }, info) => {
  await page.goto("/individ-och-familjenamnden/2021/intern-kontroll");
  const question = page.getByRole("listitem").filter({ hasText: "men ingen åtgärd är bestämd" }).nth(info.project.name === "with-script" ? 0 : 1);
  const name = (await question.getByRole("link").first().textContent())!;
  await question.getByLabel("Det ska vara så, därför att").fill("Rutinen är ändrad under året.");
  await question.getByRole("button", { name: "Svara" }).click();
  await saved(page);
  await expect(page.getByRole("listitem").filter({ hasText: name }).filter({ hasText: "men ingen åtgärd" })).toHaveCount(0);
});

test("the tables of a page are fetched as a workbook or as CSV, as they are shown", async ({ page }) => {
  await page.goto("/individ-och-familjenamnden/2021/matt/register");
  const csv = await page.request.get((await page.getByRole("link", { name: "CSV", exact: true }).getAttribute("href"))!);
  expect(csv.headers()["content-type"]).toContain("text/csv");
  const lines = (await csv.text()).split("\r\n");
  expect(lines[0]).toContain("Mått;Ansvarig;Period;Senaste värde");
  expect(lines.length).toBeGreaterThan(60);
  const book = await page.request.get((await page.getByRole("link", { name: "Excel", exact: true }).getAttribute("href"))!);
  expect((await book.body()).subarray(0, 2).toString()).toBe("PK");
  expect(book.headers()["content-disposition"]).toContain("register-over-matt.xlsx");
});
