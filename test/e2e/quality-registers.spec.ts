import { expect, test, type Page } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, press, saved, wordsOf } from "./page-steps.ts";

const YEAR = 2044;
const QUALITY = `/individ-och-familjenamnden/${YEAR}/kvalitet`;
const refused = (page: Page, words: string) => expect(page.getByRole("alert")).toContainText(words);
/** Takes a row away, as who may: why is asked for. */
async function takeAway(page: Page, noun: string, reason: string): Promise<void> {
  await page.getByRole("link", { name: `Ta bort ${noun}` }).click();
  await page.getByLabel(/^Varför/).fill(reason);
  await press(page, "Ta bort");
  await saved(page);
}

test("a survey is planned by the unit's reporter, done with what it showed and changed, and stands in the plan as a document; the reader changes nothing", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const name = wordsOf("Besökarna om väntetiden", info);
  const page = await as(browser, "Rapportör");
  await page.goto(`${QUALITY}/undersokningar/ny`);
  await page.getByLabel(/^Uppföljning/).fill(name);
  await page.getByLabel(/^Innehåll/).fill("Enkät i väntrummet.");
  await page.getByLabel(/^Läge/).selectOption("genomförd");
  await press(page, "Lägg till");
  await refused(page, "Skriv vilken dag undersökningen var genomförd.");
  await page.getByLabel(/^Läge/).selectOption("planerad");
  await press(page, "Lägg till");
  await saved(page);
  const row = page.getByRole("row", { name });
  await expect(row).toContainText("planerad");
  if (script) expect(await axe(page)).toEqual([]);
  await row.getByRole("link", { name }).click();
  await page.getByLabel(/^Läge/).selectOption("genomförd");
  await page.getByLabel(/^Genomförd/).fill(`${YEAR}-05-10`);
  await page.getByLabel(/^Antal tillfrågade/).fill("40");
  await page.getByLabel(/^Antal som svarade/).fill("41");
  await page.getByLabel(/^Resultat/).fill("Nio av tio är nöjda.");
  await page.getByLabel(/^Vad som har ändrats/).fill("Öppet en timme längre.");
  await press(page, "Spara");
  await refused(page, "Fler svarade än som tillfrågades.");
  await expect(page.getByLabel(/^Resultat/)).toHaveValue("Nio av tio är nöjda.");
  await page.getByLabel(/^Antal som svarade/).fill("30");
  await press(page, "Spara");
  await saved(page);
  await expect(row).toContainText("30 av 40 (75 %)");
  await page.goto(`/individ-och-familjenamnden/${YEAR}/dokument/survey-plan`);
  await expect(page.getByRole("row", { name }).getByRole("cell", { name: "Öppet en timme längre." })).toBeVisible();
  const reader = await as(browser, "Läsare");
  await reader.goto(`${QUALITY}/undersokningar`);
  await expect(reader.getByRole("row", { name })).toContainText("Nio av tio är nöjda.");
  await expect(reader.getByRole("link", { name })).toHaveCount(0);
  expect((await reader.request.get(`${QUALITY}/undersokningar/ny`)).status()).toBe(403);
  for (const one of [page, reader]) await one.context().close();
});

test("an own control that finds something felt asks for an action; a ruling is carried out and no longer waits; a row that was wrong is taken away with a reason", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const page = await as(browser, "Rapportör");
  const name = wordsOf("Låsta skåp", info);
  await page.goto(`${QUALITY}/egenkontroller/ny`);
  await page.getByLabel(/^Vad som kontrolleras/).fill(name);
  await page.getByLabel(/^Gjord/).fill(`${YEAR}-03-01`);
  await page.getByLabel(/^Antal kontrollerade/).fill("10");
  await page.getByLabel(/^Varav rätt/).fill("5");
  await page.getByLabel(/^Resultat/).selectOption("kännbar avvikelse");
  await press(page, "Lägg till");
  await refused(page, "En kännbar eller allvarlig avvikelse ska ha en åtgärd.");
  await page.getByLabel(/^Åtgärd$/).fill("Nya lås.");
  await press(page, "Lägg till");
  await saved(page);
  const control = page.getByRole("row", { name });
  await expect(control).toContainText("5 av 10");
  if (script) expect(await axe(page)).toEqual([]);
  await page.goto(QUALITY);
  await expect(page.getByRole("row", { name: /^Egenkontroller/ })).toContainText("med kännbar eller allvarlig avvikelse");
  await page.goto(`${QUALITY}/egenkontroller`);
  await control.getByRole("link", { name }).click();
  await takeAway(page, "egenkontrollen", "Prov");
  await expect(control).toHaveCount(0);

  const concerning = wordsOf("Boendestöd", info);
  await page.goto(`${QUALITY}/domar/ny`);
  await page.getByLabel(/^Dag|^Dom/).first().fill(`${YEAR}-02-03`);
  await page.getByLabel(/^Domstol/).fill("Förvaltningsrätten");
  await page.getByLabel(/^Lag/).fill("SoL");
  await page.getByLabel(/^Vad målet gällde/).fill(concerning);
  await page.getByLabel(/^Utgång/).selectOption({ index: 1 });
  await press(page, "Lägg till");
  await saved(page);
  const ruling = page.getByRole("row", { name: new RegExp(concerning) });
  if (script) expect(await axe(page)).toEqual([]);
  await ruling.getByRole("link").first().click();
  await page.getByLabel(/^Domen är verkställd/).fill(`${YEAR}-02-01`);
  await press(page, "Spara");
  await refused(page, `Verkställigheten är före domen, ${YEAR}-02-03.`);
  await page.getByLabel(/^Domen är verkställd/).fill(`${YEAR}-02-20`);
  await page.getByLabel(/^Vad domen ledde till/).fill("Beslutet ändrades.");
  await press(page, "Spara");
  await saved(page);
  await expect(ruling).toContainText(`${YEAR}-02-20`);
  await page.context().close();
});

test("an agreement waits for the party that has not adopted it, and is in force when it has", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const name = wordsOf("Samverkan om jour", info);
  const home = `/individ-och-familjenamnden/${YEAR}/arenden`;
  const page = await as(browser, "Nämndsekreterare");
  await page.goto(`${home}/overenskommelser/ny`);
  await page.getByLabel(/^Överenskommelse|^Namn/).first().fill(name);
  await press(page, "Lägg till");
  await saved(page);
  const own = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name }) });
  await expect(own).toContainText("inga parter är införda");
  for (const [party, day] of [["Ekby kommun", "2026-01-10"], ["Grannkommunen", ""]] as const) {
    await own.getByRole("link", { name: /Lägg till en part/ }).click();
    await page.getByLabel(/^Part/).fill(party);
    if (day) await page.getByLabel(/^Antog den/).fill(day);
    await press(page, "Lägg till");
    await saved(page);
  }
  await expect(own).toContainText("väntar på Grannkommunen");
  if (script) expect(await axe(page)).toEqual([]);
  await own.getByRole("link", { name: "Grannkommunen" }).click();
  await page.getByLabel(/^Antog den/).fill("2026-02-20");
  await press(page, "Spara");
  await saved(page);
  await expect(own).toContainText("gäller sedan 2026-02-20");
  await page.context().close();
});
