import { expect, test, type Page } from "@playwright/test";
import { as, comeBack } from "./example-people.ts";
import { press, saved, wordsOf } from "./page-steps.ts";

// What is written where there is no connection, or after a refusal, is kept.
const NOBODY = { cookies: [], origins: [] };
const TODAY = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
const homeOf = (year: string): string => `/individ-och-familjenamnden/${year}/tillsyn`;
const HOME = homeOf(TODAY.slice(0, 4));
const FORM = `${HOME}/besok/ny`;

/** A place of its own; answers its number. */
async function placeOf(page: Page, name: string): Promise<string> {
  await page.goto(`${HOME}/stallen/ny`);
  await page.getByLabel(/^Ställe/).fill(name);
  await press(page, "Lägg till");
  await saved(page);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return /\/(\d+)$/.exec(new URL(page.url()).pathname)![1]!;
}
async function fill(page: Page, place: string, result: string, findings: string): Promise<void> {
  await page.getByLabel("Ställe").selectOption(place);
  await page.getByLabel("tobak").check();
  await page.getByLabel("Resultat").selectOption(result);
  await page.getByLabel(/^Iakttagelser/).fill(findings);
}

test("the visit form opens without a connection also where it was opened once @script", async ({ browser }) => {
  const page = await as(browser, "Controller");
  await page.goto(FORM);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await expect.poll(() => page.evaluate(async (form) => (await caches.match(form)) !== undefined, FORM)).toBe(true);
  await page.context().setOffline(true);
  await page.goto(FORM);
  await expect(page.getByRole("heading", { level: 1, name: "För in ett besök" })).toBeVisible();
  await page.context().close();
});

test("the visit after one that was refused and mended is kept too @script", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await as(browser, "Controller");
  const [first, second] = [await placeOf(page, wordsOf("Rättade krogen", info)), await placeOf(page, wordsOf("Nästa krog", info))];
  await page.goto(FORM);
  await fill(page, first, "brist som följs upp", "");
  await press(page, "Spara besöket");
  await expect(page.getByRole("alert")).toContainText("Skriv vad som brister.");
  await page.getByLabel(/^Iakttagelser/).fill("Den första");
  await page.getByLabel(/^Följs upp senast/).fill(TODAY);
  await press(page, "Spara besöket");
  await saved(page);
  await page.goto(FORM);
  await page.getByLabel(/^Följs upp senast/).fill("");
  await fill(page, second, "utan anmärkning", "Den andra");
  await press(page, "Spara besöket");
  await saved(page);
  for (const [place, words] of [[first, "Den första"], [second, "Den andra"]] as const) {
    await page.goto(`${HOME}/stallen/${place}`);
    await expect(page.getByRole("main")).toContainText(words);
  }
  await page.context().close();
});

test("a form that was refused is still kept where the connection goes away after @script", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await as(browser, "Controller");
  const name = wordsOf("Rättad i källaren", info);
  const place = await placeOf(page, name);
  await page.goto(FORM);
  await fill(page, place, "brist som följs upp", "");
  await press(page, "Spara besöket");
  await expect(page.getByRole("alert")).toContainText("Skriv vad som brister.");
  await page.context().setOffline(true);
  await page.getByLabel(/^Iakttagelser/).fill("Ingen skylt");
  await page.getByLabel(/^Följs upp senast/).fill(TODAY);
  await press(page, "Spara besöket");
  await expect(page.locator("[data-visit-queue] p").filter({ hasText: name })).toHaveText(/är sparat på den här enheten/);
  await page.context().close();
});

test("the notification after one that was refused and mended is kept too, and the form is empty before it @script", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await as(browser, "Controller");
  const place = await placeOf(page, wordsOf("Innehavarens krog", info));
  await press(page, "Gör en adress");
  const address = (await page.locator("code.token").textContent())!;
  const context = await browser.newContext({ storageState: NOBODY });
  const holder = await context.newPage();
  await holder.goto(address);
  await holder.getByLabel(/^Vad vill du anmäla/).selectOption("tillfälligt utökad serveringstid");
  await holder.getByLabel(/^Beskriv/).fill("Den första");
  await press(holder, "Skicka anmälan");
  await expect(holder.getByRole("alert")).toContainText("Skriv från vilken dag det ska gälla.");
  await holder.getByLabel("Från", { exact: true }).fill(TODAY);
  await press(holder, "Skicka anmälan");
  await expect(holder.getByText(/^Tack\. Anmälan har kommit fram/)).toBeVisible();
  const emptied = await holder.getByLabel(/^Beskriv/).inputValue();
  await holder.getByLabel(/^Vad vill du anmäla/).selectOption("ändrade ägarförhållanden");
  await holder.getByLabel(/^Beskriv/).fill("Den andra");
  await press(holder, "Skicka anmälan");
  await expect(holder.getByRole("table", { name: "Dina anmälningar" }).locator("tbody tr")).toHaveCount(2);
  await holder.goto(address);
  await expect(holder.getByRole("table", { name: "Dina anmälningar" }).locator("tbody tr")).toHaveCount(2);
  expect(emptied).toBe("");
  await page.goto(`${HOME}/stallen/${place}`);
  await expect(page.getByRole("main")).toContainText("ändrade ägarförhållanden");
  for (const own of [page, holder]) await own.context().close();
});

test("a visit that waits while the session ends is told to wait for who signs in, and is sent then @script", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await as(browser, "Controller");
  const context = page.context();
  const place = await placeOf(page, wordsOf("Utloggade krogen", info));
  for (let times = 0; times < 2; times++) {
    await page.goto(FORM);
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  }
  await context.setOffline(true);
  await fill(page, place, "utan anmärkning", "Väntade");
  await press(page, "Spara besöket");
  const queue = page.locator("[data-visit-queue] p");
  await expect(queue).toHaveCount(1);
  await context.clearCookies();
  await context.setOffline(false);
  await expect(queue).toContainText("Logga in igen");
  await comeBack(page, "Controller");
  await page.goto(FORM);
  await expect(queue).toHaveCount(0);
  await page.goto(`${HOME}/stallen/${place}`);
  await expect(page.getByRole("main")).toContainText("utan anmärkning");
  await context.close();
});

test("a visit that is saved is seen, whichever year was chosen", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await as(browser, "Controller");
  const place = await placeOf(page, wordsOf("Årets krog", info));
  await page.goto(`${homeOf("2048")}/besok/ny`);
  await fill(page, place, "utan anmärkning", wordsOf("Syns", info));
  await press(page, "Spara besöket");
  await saved(page);
  await expect(page.getByText(wordsOf("Syns", info))).toBeVisible();
  await page.context().close();
});

test("feedback that was refused and mended is not left in the form that is opened after @script", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ storageState: NOBODY });
  const page = await context.newPage();
  const words = page.getByLabel("Din synpunkt");
  await page.goto("/synpunkter?sprak=sv");
  await page.getByLabel("Vad gäller det?").selectOption("individ-och-familjenamnden");
  await page.getByLabel("Vad vill du lämna?").selectOption("Klagomål");
  await page.getByLabel(/^Ämne/).selectOption("Väntetid");
  await words.fill("   ");
  const key = await page.locator("input[name=key]").inputValue();
  await page.getByRole("button", { name: "Skicka" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await words.fill(wordsOf("Rättad", info));
  // A form is not taken before a person could have read it.
  await page.waitForTimeout(3_300);
  await page.getByRole("button", { name: "Skicka" }).click();
  await expect(page.getByText("Tack. Din synpunkt har kommit fram.")).toBeVisible();
  await page.goto("/synpunkter?sprak=sv");
  await expect(words).toHaveValue("");
  await expect(page.locator("input[name=key]")).not.toHaveValue(key);
  await context.close();
});
