import fs from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, press, saved, wordsOf } from "./page-steps.ts";

const YEAR = 2046;
const HOME = `/individ-och-familjenamnden/${YEAR}/arenden`;
const refused = (page: Page, words: string) => expect(page.getByRole("alert")).toContainText(words);
const idOf = (page: Page): string => /\/(\d+)$/.exec(new URL(page.url()).pathname)![1]!;

/** Opens a matter and answers its number and its address. */
async function openMatter(page: Page, title: string, fill: () => Promise<void> = async () => undefined): Promise<{ number: string; path: string }> {
  await page.goto(`${HOME}/ny`);
  await page.getByLabel(/^Ärende/).fill(title);
  await page.getByLabel(/^Inkom/).fill("2026-01-12");
  await fill();
  await press(page, "Öppna ärendet");
  const number = (await page.getByRole("status").locator("strong").textContent())!;
  expect(number).toMatch(new RegExp(`^IFN/${YEAR}:\\d+$`));
  await page.getByRole("row", { name: title }).getByRole("link", { name: number }).click();
  return { number, path: new URL(page.url()).pathname };
}

test("a matter goes from the diary to the meeting, is decided otherwise than proposed, sent with proof, and reported back until it is done; the member reads it", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const title = wordsOf("Remiss om anhörigstöd", info);
  const page = await as(browser, "Nämndsekreterare");
  const { number, path } = await openMatter(page, title, async () => {
    await page.getByLabel(/^Slag/).selectOption("remiss");
    await press(page, "Öppna ärendet");
    await refused(page, "En remiss har en dag då svaret ska lämnas.");
    await page.getByLabel(/^Svar senast/).fill(`${YEAR}-05-20`);
  });
  if (script) expect(await axe(page)).toEqual([]);

  // The next matter has the next number.
  const next = await openMatter(page, wordsOf("Nästa", info));
  expect(Number(next.number.split(":")[1])).toBeGreaterThan(Number(number.split(":")[1]));

  const day = `${YEAR}-${script ? "04" : "05"}-1${info.retry}`;
  await page.goto(`${HOME}/sammantraden/ny`);
  await page.getByLabel(/^Dag/).fill(day);
  await page.getByLabel(/^Klockslag/).fill("fem");
  await press(page, "Lägg till");
  await refused(page, "Skriv klockslaget som 17.00.");
  await page.getByLabel(/^Klockslag/).fill("17.15");
  await press(page, "Lägg till");
  await saved(page);
  await page.getByRole("link", { name: `Nämnden ${day}` }).click();
  const meeting = idOf(page);
  await page.getByRole("link", { name: "Ny punkt" }).click();
  await page.getByLabel(/^Ur diariet/).selectOption({ label: number });
  await page.getByLabel(/^Ärende/).fill(title);
  await page.getByLabel(/^Förslag till beslut/).fill("Yttrandet lämnas.");
  await press(page, "Lägg till");
  await saved(page);
  const item = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2, name: new RegExp(title) }) });
  await expect(item).toContainText("Inte avgjort.");

  await item.getByRole("link", { name: /För in beslutet/ }).click();
  await page.getByLabel(/^Hur ärendet avgjordes/).selectOption("ändrat");
  await press(page, "Spara");
  await refused(page, "Skriv beslutet som det blev.");
  await page.getByLabel(/^Beslut/).fill("Yttrandet lämnas, med tillägget att unga anhöriga nämns.");
  await press(page, "Spara");
  await saved(page);
  await expect(item).toContainText(/§ \d+/);
  await expect(item).toContainText("Beslut (ändrat): Yttrandet lämnas, med tillägget att unga anhöriga nämns.");
  await item.getByRole("link", { name: /Lägg till mottagare/ }).click();
  await page.getByLabel(/^Mottagare/).fill("Kommunstyrelsen");
  await page.getByLabel(/^Skickat/).fill(day);
  await press(page, "Lägg till");
  await refused(page, "Skriv både vilken dag det skickades och hur.");
  await page.getByLabel(/^Hur/).selectOption("e-post");
  await page.getByLabel(/^Kvittens/).fill("svar mottaget");
  await press(page, "Lägg till");
  await saved(page);
  await page.goto(`${HOME}/sammantraden/${meeting}`);
  await expect(item).toContainText(`Kommunstyrelsen (${day}, e-post, svar mottaget)`);
  if (script) expect(await axe(page)).toEqual([]);
  await item.getByRole("link", { name: /Ska återrapporteras/ }).click();
  await page.getByLabel(/^Ansvarig/).fill("Utredare");
  await page.getByLabel(/^Återrapporteras senast/).fill(`${YEAR}-12-01`);
  await press(page, "Lägg till");
  await saved(page);
  const asked = page.getByRole("row", { name: new RegExp(title) });
  await expect(asked).toContainText("Utredare");
  await asked.getByRole("link").first().click();
  await page.getByLabel("Återrapportering (vad som har hänt med beslutet)").fill("Yttrandet är lämnat.");
  await page.getByLabel(/^Återrapporterat/).fill(`${YEAR}-06-01`);
  await page.getByLabel(/^Verkställt/).fill(`${YEAR}-06-01`);
  await press(page, "Spara");
  await saved(page);
  await expect(asked).toContainText("Yttrandet är lämnat.");

  // The minutes tell the decision as it became; the member reads the matter and changes nothing.
  await page.goto(`/individ-och-familjenamnden/${YEAR}/dokument/minutes-${meeting}`);
  await expect(page.getByText("med tillägget att unga anhöriga nämns")).toBeVisible();
  const member = await as(browser, "Ledamot");
  await member.goto(path);
  await expect(member.getByRole("row", { name: new RegExp(day) })).toContainText("ändrat");
  await expect(member.getByRole("link", { name: "Ändra uppgifterna" })).toHaveCount(0);
  expect((await member.request.get(`${HOME}/ny`)).status()).toBe(403);
  for (const one of [page, member]) await one.context().close();
});

test("a file is laid with a matter: one that is not what it says is refused; one with secrecy is opened by the member, and not by the reader, who sees that it is there", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const page = await as(browser, "Nämndsekreterare");
  const { path } = await openMatter(page, wordsOf("Handlingarnas ärende", info));
  await page.getByRole("link", { name: "Lägg till en handling" }).click();
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByLabel(/^Fil/).setInputFiles({ name: "utredning.pdf", mimeType: "application/pdf", buffer: Buffer.from("<html>") });
  await press(page, "Lägg till");
  await refused(page, "»utredning.pdf« tas inte emot");
  await page.getByLabel(/^Fil/).setInputFiles({ name: "utredning.txt", mimeType: "text/plain", buffer: Buffer.from("Hemlig utredning") });
  await page.getByLabel(/^Sekretess/).selectOption("sekretess");
  await press(page, "Lägg till");
  await refused(page, "Skriv grunden för sekretessen.");
  await page.getByLabel(/^Fil/).setInputFiles({ name: "utredning.txt", mimeType: "text/plain", buffer: Buffer.from("Hemlig utredning") });
  await page.getByLabel(/^Grund för sekretess/).fill("OSL 26 kap. 1 §");
  await press(page, "Lägg till");
  await saved(page);
  const row = page.getByRole("row", { name: /utredning/ });
  await expect(row).toContainText("text, 1 kB");
  await expect(row).toContainText("sekretess, OSL 26 kap. 1 §");
  if (script) expect(await axe(page)).toEqual([]);
  const href = (await row.getByRole("link", { name: "utredning", exact: true }).getAttribute("href"))!;
  const member = await as(browser, "Ledamot");
  const answer = await member.request.get(href);
  expect([answer.status(), await answer.text(), answer.headers()["content-disposition"]?.startsWith("attachment")]).toEqual([200, "Hemlig utredning", true]);
  const reader = await as(browser, "Läsare");
  await reader.goto(path);
  await expect(reader.getByRole("row", { name: /utredning/ })).toContainText("sekretess, OSL 26 kap. 1 §");
  await expect(reader.getByRole("link", { name: "utredning", exact: true })).toHaveCount(0);
  expect((await reader.request.get(href)).status()).toBe(404);
  for (const one of [page, member, reader]) await one.context().close();
});

test("a meeting's list is read from a file, and the year is taken out for the e-archive by the secretary, not by the member", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await as(browser, "Nämndsekreterare");
  const day = `${YEAR}-${info.project.name === "with-script" ? "09" : "10"}-1${info.retry}`;
  await page.goto(`${HOME}/sammantraden/ny`);
  await page.getByLabel(/^Dag/).fill(day);
  await press(page, "Lägg till");
  await saved(page);
  await page.goto(`${HOME}/punkter/inlasning`);
  const list = (rows: string) => page.getByLabel(/^Fil/).setInputFiles({ name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(`Sammanträde;Nummer;Ärende;Förslag till beslut\n${rows}`) });
  await list(`Nämnden ${day};1;Upprop;\nNämnden 1999-01-01;2;Fel dag;`);
  await press(page, "Läs filen");
  await refused(page, "Rad 3.");
  await page.getByRole("link", { name: "Välj en annan fil" }).click();
  await list(`Nämnden ${day};1;Upprop;\nNämnden ${day};2;Budget;Antas.`);
  await press(page, "Läs filen");
  await expect(page.getByRole("status").filter({ hasText: "2 nya" })).toBeVisible();
  await press(page, "Spara 2 rader");
  await saved(page);
  await page.goto(`${HOME}/arkiv`);
  if (info.project.name === "with-script") expect(await axe(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Hämta paketet")]);
  expect(download.suggestedFilename()).toMatch(/^rodtrad-individ-och-familjenamnden-2046-[0-9a-f-]{36}\.zip$/);
  expect(fs.readFileSync(await download.path()).subarray(0, 2).toString()).toBe("PK");
  const member = await as(browser, "Ledamot");
  expect((await member.request.get(`${HOME}/arkiv`)).status()).toBe(403);
  for (const one of [page, member]) await one.context().close();
});
