import { randomUUID } from "node:crypto";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, press, saved, wordsOf } from "./page-steps.ts";

const NOBODY = { cookies: [], origins: [] };
/** A visit has been made, so it is of a day that has been. */
const TODAY = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
const YEAR = TODAY.slice(0, 4);
const homeOf = (year: string): string => `/individ-och-familjenamnden/${year}/tillsyn`;
const HOME = homeOf(YEAR);
const FORM = `${HOME}/besok/ny`;

const refused = (page: Page, words: string) => expect(page.getByRole("alert")).toContainText(words);
const idOf = (page: Page): string => /\/(\d+)$/.exec(new URL(page.url()).pathname)![1]!;
const narrow = async (page: Page): Promise<void> => {
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(320);
};
/** A place of its own, with a licence to serve; answers its number. */
async function placeOf(page: Page, name: string): Promise<string> {
  await page.goto(`${HOME}/stallen/ny`);
  await page.getByLabel(/^Ställe/).fill(name);
  await page.getByLabel(/^Inriktning/).selectOption("kvällstid, nöje");
  await press(page, "Lägg till");
  await saved(page);
  await page.getByRole("link", { name, exact: true }).click();
  const place = idOf(page);
  await page.getByRole("link", { name: "Lägg till ett tillstånd" }).click();
  await expect(page.getByLabel(/^Ställe/)).toHaveValue(place);
  await page.getByLabel(/^Slag/).selectOption("servering till allmänheten");
  await page.getByLabel(/^Innehavare/).fill("Krogbolaget AB");
  await page.getByLabel(/^Gäller från/).fill(`${YEAR}-01-01`);
  await press(page, "Lägg till");
  await saved(page);
  return place;
}
/** The visits that have been entered of a place. */
const visitsOf = async (page: Page, place: string): Promise<Locator> => {
  await page.goto(`${HOME}/stallen/${place}`);
  await expect(page.getByRole("heading", { level: 2, name: "Besök" })).toBeVisible();
  return page.getByRole("table", { name: "Besök" }).locator("tbody tr");
};
async function fillVisit(page: Page, place: string, findings: string): Promise<void> {
  await page.getByLabel("Ställe").selectOption(place);
  await page.getByLabel("Resultat").selectOption("utan anmärkning");
  await page.getByLabel(/^Iakttagelser/).fill(findings);
}

test("a place and its licence are entered, the plan asks for it, a visit is entered, and the plan has come so far", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const name = wordsOf("Ankaret", info);
  const page = await as(browser, "Controller");
  const place = await placeOf(page, name);

  // A plan of a year that no other test plans for.
  const plan = homeOf(script ? "2048" : "2049");
  await page.goto(`${plan}/plan/ny`);
  await page.getByLabel(/^Vad som ska göras/).selectOption("tillsynsomgångar");
  await page.getByLabel(/^Omfattning/).selectOption("alla varje år");
  await press(page, "Lägg till");
  await refused(page, "Omgångar, utbildningar och brev planeras som ett antal.");
  await page.getByLabel(/^Omfattning/).selectOption("ett antal");
  await press(page, "Lägg till");
  await refused(page, "Skriv hur många.");
  await page.getByLabel(/^Antal/).fill("4");
  await press(page, "Lägg till");
  await saved(page);
  await page.goto(plan);
  await expect(page.getByRole("row", { name: /^tillsynsomgångar: 4/ }).getByRole("cell")).toHaveText(["4", "0", "4"]);

  await page.goto(`${HOME}/stallen/${place}`);
  await page.getByRole("link", { name: "För in ett besök" }).click();
  await expect(page.getByLabel("Ställe")).toHaveValue(place);
  await expect(page.getByLabel("servering till allmänheten"), "what the place has a licence for is chosen").toBeChecked();
  await expect(page.getByLabel("tobak")).not.toBeChecked();
  if (script) {
    expect(await axe(page)).toEqual([]);
    await expect(page.getByRole("radiogroup", { name: "Serveringsansvarig är på plats" })).toBeVisible();
    await expect(page.getByRole("radiogroup", { name: "Förpackningar har rätt varningar" }), "what it has no licence for is not asked about").toBeHidden();
    await narrow(page);
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.getByLabel("Kvällstid").check();
  await page.getByLabel("Resultat").selectOption("brist som följs upp");
  await press(page, "Spara besöket");
  await refused(page, "Skriv vad som brister.");
  await expect(page.getByLabel("Kvällstid"), "what was written stands").toBeChecked();
  await expect(page.getByLabel("Ställe")).toHaveValue(place);
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByLabel(/^Iakttagelser/).fill("Ingen serveringsansvarig.");
  await press(page, "Spara besöket");
  await refused(page, "Skriv när bristen följs upp.");
  await page.getByLabel(/^Följs upp senast/).fill(`${YEAR}-12-31`);
  await press(page, "Spara besöket");
  await saved(page);
  await expect(page.getByRole("row", { name })).toContainText("Ingen serveringsansvarig.");
  await expect(page.getByRole("row", { name })).toContainText("kväll");
  await page.goto(HOME);
  await expect(page.getByRole("table", { name: "Förslag till besök" }).getByRole("row", { name })).toContainText(`ska följas upp senast ${YEAR}-12-31`);
  if (script) {
    expect(await axe(page)).toEqual([]);
    await page.goto(`${HOME}/stallen/${place}`);
    expect(await axe(page)).toEqual([]);
    await page.goto(`${HOME}/statistik`);
    expect(await axe(page)).toEqual([]);
    await narrow(page);
  }
  const member = await as(browser, "Ledamot");
  await member.goto(`${HOME}/stallen/${place}`);
  await expect(member.getByText("Ingen serveringsansvarig.")).toBeVisible();
  await expect(member.getByRole("button", { name: /^Gör en/ })).toHaveCount(0);
  expect((await member.request.get(FORM)).status()).toBe(403);
  expect((await member.request.post(FORM, { form: {} })).status()).toBe(403);
  for (const own of [page, member]) await own.context().close();
});

test("a visit whose form is sent twice is one row, as is one that is sent twice at once @plain", async ({ browser }, info) => {
  const page = await as(browser, "Controller");
  const place = await placeOf(page, wordsOf("Dubbla dörren", info));
  const post = (key: string) => page.request.post(FORM, { form: { key, place_id: place, what: "outer", on_date: TODAY, kinds: "serving-public", result: "good" }, maxRedirects: 0 });
  const [first, second] = [randomUUID(), randomUUID()];
  const [one, again] = [await post(first), await post(first)];
  expect([one.status(), again.status()]).toEqual([303, 303]);
  expect(again.headers()["location"]).toBe(one.headers()["location"]);
  const both = await Promise.all([post(second), post(second), post(second)]);
  expect(both.map((answer) => answer.status())).toEqual([303, 303, 303]);
  await expect(await visitsOf(page, place)).toHaveCount(2);
  expect((await post("ingen nyckel")).status()).toBe(422);
  await page.context().close();
});

test("where there is no connection the visit form opens, visits wait on the device also over a reload, and are sent once each when it is back @script", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const page = await as(browser, "Controller");
  const context = page.context();
  const names = [wordsOf("Källaren", info), wordsOf("Valvet", info)] as const;
  const places = [await placeOf(page, names[0]), await placeOf(page, names[1])] as const;
  await page.goto(FORM);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  // The worker sees the page from the second time on that it is opened.
  await page.goto(FORM);
  await context.setOffline(true);
  await page.goto(FORM);
  await expect(page.getByRole("heading", { level: 1, name: "För in ett besök" })).toBeVisible();
  const queue = page.locator("[data-visit-queue] p");
  for (const [index, place] of places.entries()) {
    await fillVisit(page, place, `Iakttagelse ${index + 1}`);
    await press(page, "Spara besöket");
    await expect(queue).toHaveCount(index + 1);
    await expect(page.getByLabel(/^Iakttagelser/), "the form is ready for the next").toHaveValue("");
  }
  const stands = async () => { for (const name of names) await expect(queue.filter({ hasText: name })).toHaveText(/är sparat på den här enheten och skickas när det finns förbindelse\.\s*$/); };
  await stands();
  await page.reload();
  await stands();
  await expect(queue).toHaveCount(2);
  await context.setOffline(false);
  await expect(queue, "sent by itself, also where the browser does not tell that the connection is back").toHaveCount(0, { timeout: 40_000 });
  // Sent again by each opening of the form they would be more.
  await page.goto(FORM);
  await expect(queue).toHaveCount(0);
  for (const [index, place] of places.entries()) await expect(await visitsOf(page, place)).toHaveText([new RegExp(`Iakttagelse ${index + 1}`)]);
  await context.close();
});

test("a visit that waited and that the server refuses is told with why, and is still on the device; the next one is sent @script", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const page = await as(browser, "Controller");
  const context = page.context();
  const [bad, good] = [wordsOf("Bristen", info), wordsOf("Bra krogen", info)];
  const [first, second] = [await placeOf(page, bad), await placeOf(page, good)];
  await page.goto(FORM);
  await context.setOffline(true);
  await page.getByLabel("Ställe").selectOption(first);
  await page.getByLabel("Resultat").selectOption("brist som följs upp");
  await press(page, "Spara besöket");
  const queue = page.locator("[data-visit-queue] p");
  await expect(queue).toHaveCount(1);
  await fillVisit(page, second, "Allt väl");
  await press(page, "Spara besöket");
  await expect(queue).toHaveCount(2);
  await context.setOffline(false);
  await expect(queue).toHaveText([new RegExp(`${bad}.*: Skriv vad som brister\\.`)]);
  await page.goto(FORM);
  await expect(queue).toHaveText([new RegExp(`${bad}.*: Skriv vad som brister\\.`)]);
  await expect(await visitsOf(page, second)).toHaveCount(1);
  await expect(await visitsOf(page, first)).toHaveCount(0);
  await context.close();
});

test("a visit that is half written is still there after a reload, and is gone when it has been sent @script", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const page = await as(browser, "Controller");
  const place = await placeOf(page, wordsOf("Halva", info));
  await page.goto(FORM);
  const key = page.locator("input[name=key]");
  await fillVisit(page, place, "Halvskrivet");
  await page.getByRole("radiogroup", { name: "Ordning och nykterhet" }).getByLabel("ja").check();
  await page.getByLabel("Tillsammans med polisen").check();
  const before = await key.inputValue();
  await page.reload();
  await expect(page.getByLabel("Ställe")).toHaveValue(place);
  await expect(page.getByLabel(/^Iakttagelser/)).toHaveValue("Halvskrivet");
  await expect(page.getByRole("radiogroup", { name: "Ordning och nykterhet" }).getByLabel("ja")).toBeChecked();
  await expect(page.getByLabel("Tillsammans med polisen")).toBeChecked();
  // The same form, so that it would be the same row.
  await expect(key).toHaveValue(before);
  await press(page, "Spara besöket");
  await saved(page);
  await page.goto(FORM);
  await expect(page.getByLabel(/^Iakttagelser/)).toHaveValue("");
  await expect(page.getByLabel("Ställe")).toHaveValue("");
  await expect(key).not.toHaveValue(before);
  await expect(await visitsOf(page, place)).toHaveCount(1);
  await page.context().close();
});

test("a holder tells of longer hours by their own address, the controller grants it with a note, and the holder reads it; a second address ends the first", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const name = wordsOf("Hörnkrogen", info);
  const page = await as(browser, "Controller");
  const place = await placeOf(page, name);
  const makeAddress = async (button: string): Promise<string> => {
    await page.goto(`${HOME}/stallen/${place}`);
    await press(page, button);
    await expect(page.locator("code.token")).toHaveText(/\/tillstand\/[A-Za-z0-9_-]{20,60}$/);
    return (await page.locator("code.token").textContent())!;
  };
  const address = await makeAddress("Gör en adress");
  if (script) expect(await axe(page)).toEqual([]);
  await page.goto(`${HOME}/stallen/${place}`);
  await expect(page.getByText(address), "it is shown once").toHaveCount(0);
  await expect(page.getByText(/^Innehavaren har en adress sedan/)).toBeVisible();

  const context = await browser.newContext({ storageState: NOBODY });
  const holder = await context.newPage();
  await holder.goto(address);
  await expect(holder.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(holder.getByText("Krogbolaget AB")).toBeVisible();
  if (script) {
    expect(await axe(holder)).toEqual([]);
    await narrow(holder);
    await holder.setViewportSize({ width: 1280, height: 800 });
  }
  const words = wordsOf("Servering till 03.00 på nyårsafton", info);
  await holder.getByLabel(/^Vad vill du anmäla/).selectOption("tillfälligt utökad serveringstid");
  await holder.getByLabel("Från", { exact: true }).fill("2048-12-31");
  await holder.getByLabel(/^Beskriv/).fill(words);
  await press(holder, "Skicka anmälan");
  await expect(holder.getByRole("status").filter({ hasText: "Tack. Anmälan har kommit fram" })).toBeVisible();
  const told = holder.getByRole("table", { name: "Dina anmälningar" });
  await expect(told).toContainText("Mottagen, väntar på handläggning");
  await expect(holder.getByLabel(/^Beskriv/)).toHaveValue("");
  expect(await context.cookies(), "who tells something is not told apart").toEqual([]);

  await page.goto(`${HOME}/anmalningar`);
  const row = page.getByRole("row", { name });
  await expect(row).toContainText("väntar");
  await row.getByRole("link").click();
  await expect(page.getByText(words)).toBeVisible();
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByLabel("Vad har gjorts?").selectOption("Avslagen");
  await press(page, "Spara steget");
  await refused(page, "Skriv vad som gjordes eller bestämdes.");
  await page.getByLabel("Vad har gjorts?").selectOption("Komplettering begärd");
  await page.getByLabel(/^Anteckning/).fill("Hur många gäster väntar ni?");
  await press(page, "Spara steget");
  await saved(page);
  await holder.goto(address);
  await expect(holder.getByText("Hur många gäster väntar ni?").first()).toBeVisible();
  if (script) expect(await axe(holder)).toEqual([]);
  await holder.getByLabel("Ditt svar").fill("Högst 80.");
  await press(holder, "Skicka svaret");
  await expect(holder.getByRole("status").filter({ hasText: "Tack. Svaret har kommit fram." })).toBeVisible();
  await expect(holder.getByLabel("Ditt svar")).toHaveCount(0);
  await expect(told).toContainText("Kompletterad");
  await page.reload();
  await expect(page.getByText("Högst 80.")).toBeVisible();
  await page.getByLabel("Vad har gjorts?").selectOption("Beviljad");
  await page.getByLabel(/^Anteckning/).fill("Till 02.00, med två ordningsvakter.");
  await press(page, "Spara steget");
  await saved(page);
  await page.goto(`${HOME}/anmalningar`);
  await expect(row).toContainText("beviljad");

  await holder.goto(address);
  await expect(told).toContainText(`Beviljad ${TODAY}`);
  await expect(told).toContainText("Till 02.00, med två ordningsvakter.");
  if (script) expect(await axe(holder)).toEqual([]);

  const second = await makeAddress("Gör en ny adress");
  expect(second).not.toBe(address);
  expect((await context.request.get(address)).status()).toBe(404);
  await holder.goto(address);
  await expect(holder.getByText("Adressen gäller inte längre")).toBeVisible();
  expect((await context.request.post(address, { form: { key: randomUUID(), kind: "other", body: "Hej" } })).status()).toBe(404);
  await holder.goto(second);
  await expect(told).toContainText("Till 02.00, med två ordningsvakter.");
  // The address is the holder's page and nothing more.
  expect((await context.request.get(`${HOME}/stallen/${place}`, { maxRedirects: 0 })).status()).not.toBe(200);
  for (const own of [page, holder]) await own.context().close();
});

test("what a holder writes where the connection was cut stands, and a notification is kept once however often it is sent", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const name = wordsOf("Bryggan", info);
  const page = await as(browser, "Controller");
  const place = await placeOf(page, name);
  await page.goto(`${HOME}/stallen/${place}`);
  await press(page, "Gör en adress");
  const address = (await page.locator("code.token").textContent())!;
  const context = await browser.newContext({ storageState: NOBODY });
  const holder = await context.newPage();
  await holder.goto(address);
  if (script) {
    await holder.getByLabel(/^Vad vill du anmäla/).selectOption("ändrade ägarförhållanden");
    await holder.getByLabel(/^Beskriv/).fill("Ny ägare");
    await context.setOffline(true);
    await press(holder, "Skicka anmälan");
    await expect(holder.getByText("Ingen förbindelse. Det du har skrivit finns kvar; skicka igen när du är uppkopplad.")).toBeVisible();
    await context.setOffline(false);
    await holder.reload();
    await expect(holder.getByLabel(/^Beskriv/)).toHaveValue("Ny ägare");
    await press(holder, "Skicka anmälan");
    await expect(holder.getByText(/^Tack\. Anmälan har kommit fram/)).toBeVisible();
  }
  const key = randomUUID();
  const post = (body: string) => context.request.post(address, { form: { key, kind: "staff", body }, maxRedirects: 0 });
  expect((await Promise.all([post("Ny chef"), post("Ny chef")])).map((answer) => answer.status())).toEqual([303, 303]);
  expect((await post("Ny chef")).status()).toBe(303);
  await holder.goto(address);
  await expect(holder.getByRole("table", { name: "Dina anmälningar" }).locator("tbody tr")).toHaveCount(script ? 2 : 1);
  await page.goto(`${HOME}/anmalningar`);
  await expect(page.getByRole("row", { name })).toHaveCount(script ? 2 : 1);
  for (const own of [page, holder]) await own.context().close();
});
