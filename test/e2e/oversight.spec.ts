import { expect, test } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, press, saved } from "./page-steps.ts";

/** Each project reports for a year of its own: a follow-up has one report. */
const yearOf = (project: string, retry: number): number => (project === "with-script" ? 2031 : 2034) + retry;
const REPORTS = (year: number): string => `/ekhamns-bostader-ab/${year}/oversikt/rapport`;

test("a company reports to the oversight at two follow-ups, one in the form and one from a file; the office sees both and what changed, and the member changes nothing", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const year = yearOf(info.project.name, info.retry);
  const page = await as(browser, "Ekonom");
  const controller = await as(browser, "Controller");
  await controller.goto(`/individ-och-familjenamnden/${year}/uppfoljning`);
  await press(controller, `Öppna ${year}`);
  await controller.context().close();

  await page.goto(REPORTS(year));
  await expect(page.getByText("Här rapporterar bolaget eller förbundet")).toBeVisible();
  await page.getByRole("link", { name: "Ny rapport" }).click();
  if (script) expect(await axe(page)).toEqual([]);
  const point = page.getByLabel(/^Uppföljning/);
  const april = (await point.locator("option").allTextContents()).find((one) => one.startsWith("Uppföljning per april"))!;
  await point.selectOption({ label: april });
  await page.getByLabel(/^Befarad avvikelse/).fill("Räntan stiger.");
  await press(page, "Lägg till");
  await expect(page.getByRole("alert")).toContainText("Skriv vad som görs åt avvikelsen");
  await page.getByLabel(/^Vad som görs åt det/).fill("Lånen binds.");
  await page.getByLabel(/^Ägarens mål som uppfylls/).fill("5");
  await page.getByLabel(/^Årets resultat, budget/).fill("6 200 000");
  await page.getByLabel(/^Årets resultat, prognos/).fill("4 100 000");
  await page.getByLabel(/^Intern kontroll/).selectOption("ingen eller försumbar avvikelse");
  await press(page, "Lägg till");
  await saved(page);
  await expect(page.getByRole("row", { name: /^Prognos mot budget/ })).toContainText("−2 100");

  await page.goto(`${REPORTS(year)}/inlasning`);
  const file = (rows: string) => page.getByLabel(/^Fil/).setInputFiles({ name: "rapport.csv", mimeType: "text/csv", buffer: Buffer.from(`Uppföljning;Ägarens mål som uppfylls;Årets resultat, budget, i kronor;Årets resultat, prognos, i kronor;Intern kontroll\n${rows}`) });
  const august = april.replace("Uppföljning per april", "Delårsrapport per augusti");
  await file(`${august};fyra;6200000;5100000;lindrig avvikelse`);
  await press(page, "Läs filen");
  await expect(page.getByRole("alert")).toContainText("Rad 2. Ägarens mål som uppfylls: »fyra« är inget tal.");
  await page.getByRole("link", { name: "Välj en annan fil" }).click();
  await file(`${august};4;6200000;5100000;lindrig avvikelse`);
  await press(page, "Läs filen");
  await press(page, "Spara 1 rad");
  await saved(page);
  await expect(page.getByRole("row", { name: /^Nytt sedan förra/ })).toContainText("1 färre mål uppfylls, kontrollen sämre, ingen befarad avvikelse längre");
  if (script) expect(await axe(page)).toEqual([]);

  const office = await as(browser, "Stadsledning");
  const oversight = `/individ-och-familjenamnden/${year}/oversikt/uppsikt`;
  await office.goto(oversight);
  const row = office.getByRole("row", { name: /Ekhamns Bostäder AB/ });
  const choose = async (name: string) => { await office.getByLabel(/^Uppföljning/).selectOption({ label: name }); await press(office, "Visa"); };
  await choose("Uppföljning per april");
  await expect(row).toContainText("+4 100");
  await expect(office.getByText("Räntan stiger. Åtgärd: Lånen binds.")).toBeVisible();
  await choose("Delårsrapport per augusti");
  await expect(row).toContainText("+5 100");
  await expect(office.getByText("Sedan förra rapporten: 1 färre mål uppfylls, kontrollen sämre")).toBeVisible();
  // The year's end has no report of its own: the last there is stands, and says which it is.
  await choose("Årsredovisning per december");
  await expect(row).toContainText("Delårsrapport per augusti");
  if (script) {
    expect(await axe(office)).toEqual([]);
    await office.setViewportSize({ width: 320, height: 800 });
    expect(await office.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
  const member = await as(browser, "Ledamot");
  expect((await member.request.get(`${REPORTS(year)}/ny`)).status()).toBe(403);
  expect((await member.request.get(REPORTS(year))).status()).toBe(200);
  for (const one of [page, office, member]) await one.context().close();
});
