import { expect, test, type Page } from "@playwright/test";
import { axe } from "./page-steps.ts";
import { STATE } from "./sign-in.setup.ts";

const NOBODY = { cookies: [], origins: [] };
const PASSWORD = "sju blåa hästar springer";

/** Invites a person and answers the link that they are to be sent. */
async function invite(page: Page, name: string, email: string, role: string): Promise<string> {
  await page.goto("/anvandare");
  await page.getByLabel("Namn", { exact: true }).fill(name);
  await page.getByLabel("E-postadress").fill(email);
  await page.getByLabel(/^Roll/).selectOption(role);
  await page.getByLabel(/^Del av organisationen/).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Bjud in" }).click();
  return (await page.locator("code.token").textContent())!;
}

test("a person is invited, comes in once by the link, and signs out", async ({ browser, page }, info) => {
  const email = `elin.${info.project.name}@ekby.example`;
  const link = await invite(page, `Elin ${info.project.name}`, email, "reader");
  const context = await browser.newContext({ storageState: NOBODY });
  const own = await context.newPage();
  await own.goto(link);
  await expect(own.getByRole("heading", { level: 1 })).toHaveText(`Välkommen, Elin ${info.project.name}`);
  await own.getByLabel("Lösenord").fill("kort");
  await own.getByLabel("Lösenord").evaluate((input: HTMLInputElement) => input.removeAttribute("minlength")).catch(() => undefined);
  await own.getByLabel("Lösenord").fill(PASSWORD);
  await own.getByRole("button", { name: "Spara och logga in" }).click();
  await expect(own).toHaveURL(/oversikt$/);
  await expect(own.getByRole("link", { name: "Användare" })).toHaveCount(0);
  await expect(own.getByRole("link", { name: "Läs in", exact: true })).toHaveCount(0);
  await own.goto(link);
  await expect(own.getByRole("heading", { level: 1 })).toHaveText("Länken fungerar inte");
  await own.goto("/konto");
  await own.getByText(`Elin ${info.project.name}`).first().click();
  await own.getByRole("button", { name: "Logga ut" }).click();
  await expect(own.getByRole("heading", { level: 1 })).toHaveText("Logga in");
  await own.goto("/konto");
  await expect(own).toHaveURL(/logga-in\?till=%2Fkonto/);
  await own.getByLabel("E-postadress").fill(email);
  await own.getByLabel("Lösenord").fill("fel lösenord men långt");
  await own.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(own.getByRole("alert")).toContainText("Adressen eller lösenordet stämmer inte");
  await expect(own.getByLabel("E-postadress")).toHaveValue(email);
  await own.getByLabel("Lösenord").fill(PASSWORD);
  await own.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(own).toHaveURL(/\/konto$/);
  await context.close();
});

test("who fails again and again has to wait", async ({ browser }, info) => {
  const context = await browser.newContext({ storageState: NOBODY });
  const page = await context.newPage();
  await page.goto("/logga-in");
  for (let tries = 0; tries < 6; tries++) {
    await page.getByLabel("E-postadress").fill(`ingen.${info.project.name}@ekby.example`);
    await page.getByLabel("Lösenord").fill("ett fel lösenord");
    await page.getByRole("button", { name: "Logga in", exact: true }).click();
  }
  await expect(page.getByRole("alert")).toContainText(/Vänta \d+ sekunder/);
  await context.close();
});

test("a passkey is added and signs in without a password @script", async ({ browser, page }) => {
  const link = await invite(page, "Nyckel Nilsson", "nyckel@ekby.example", "reader");
  const context = await browser.newContext({ storageState: NOBODY, extraHTTPHeaders: {} });
  const own = await context.newPage();
  const session = await context.newCDPSession(own);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  // A passkey belongs to a name, not to an address in numbers.
  const here = new URL(link);
  await own.goto(`http://localhost:${here.port}${here.pathname}`);
  await own.getByLabel("Lösenord").fill(PASSWORD);
  await own.getByRole("button", { name: "Spara och logga in" }).click();
  await own.goto(`http://localhost:${here.port}/konto`);
  await own.getByRole("button", { name: "Lägg till en passnyckel" }).click();
  await expect(own.getByRole("status").filter({ hasText: "Ändringen är sparad" })).toBeVisible();
  await expect(own.getByRole("table", { name: "Passnycklar" })).toContainText("Linux");
  await own.locator(".account summary").click();
  await own.getByRole("button", { name: "Logga ut" }).click();
  await own.goto(`http://localhost:${here.port}/logga-in?till=/konto`);
  await own.getByRole("button", { name: "Logga in med passnyckel" }).click();
  await expect(own).toHaveURL(/\/konto$/);
  await expect(own.getByRole("table", { name: "Inloggade webbläsare" })).toContainText("passnyckel");
  await context.close();
});

test("two edit the same goal: the second sees both versions and chooses", async ({ browser, page }, info) => {
  await page.goto("/individ-och-familjenamnden/2021/mal");
  await page.getByRole("link", { name: /^Ändra målet/ }).nth(info.project.name === "with-script" ? 0 : 1).click();
  const address = page.url();
  const other = await (await browser.newContext({ storageState: STATE })).newPage();
  await other.goto(address);
  await other.getByLabel("Målets text").fill(`Den andras lydelse ${info.project.name}`);
  await other.getByRole("button", { name: "Spara" }).click();
  await expect(other.getByRole("status").filter({ hasText: "Sparat" })).toBeVisible();
  await page.getByLabel("Målets text").fill(`Min lydelse ${info.project.name}`);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Två har ändrat samma sak");
  await expect(page.getByRole("group", { name: "Målets text" })).toContainText("Den andras lydelse");
  await page.getByRole("radio", { name: /^Ditt/ }).check();
  await page.getByRole("button", { name: "Spara det valda" }).click();
  await expect(page.getByRole("heading", { name: `Min lydelse ${info.project.name}` })).toBeVisible();
  await page.getByRole("link", { name: "Historik" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: `från Den andras lydelse ${info.project.name} till Min lydelse ${info.project.name}` }).first()).toBeVisible();
  await other.context().close();
});

test("values are entered as Swedes write them, and what cannot be read is told where", async ({ page }, info) => {
  const month = info.project.name === "with-script" ? "mars" : "april";
  await page.goto("/individ-och-familjenamnden/2022/matt/20/varden");
  await page.getByLabel(`${month} 2022`).fill("tolv");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("alert")).toContainText("»tolv«");
  await expect(page.getByLabel(`${month} 2022`)).toHaveValue("tolv");
  await page.getByLabel(`${month} 2022`).fill("1 234,5");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("alert")).toContainText("fler decimaler än måttet");
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.getByLabel(`${month} 2022`)).toBeFocused();
  await page.getByLabel(`${month} 2022`).fill("1 234");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Sparat" })).toBeVisible();
  await expect(page.getByRole("table").first()).toContainText("1 23");
});

test("axe finds nothing on the sign-in @script", async ({ browser }) => {
  const page = await (await browser.newContext({ storageState: NOBODY })).newPage();
  await page.goto("/logga-in");
  expect(await axe(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.context().close();
});
