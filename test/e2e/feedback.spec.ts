import { expect, test, type Browser, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, wordsOf } from "./page-steps.ts";

const NOBODY = { cookies: [], origins: [] };
const COMMITTEE = "individ-och-familjenamnden";
/** Feedback is received on the day that it is sent. */
const YEAR = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 4);
const LIST = `/${COMMITTEE}/${YEAR}/kvalitet/synpunkter`;
/** A form is not taken before a person could have read it. */
const READING_MS = 3_300;
/** How long an address waits that has sent as many forms as it may: the tests all send from one. */
const WINDOW_MS = 10_500;

const FORMS = {
  sv: { committee: "Vad gäller det?", kind: "Vad vill du lämna?", complaint: "Klagomål", subject: /^Ämne/, time: "Väntetid", body: "Din synpunkt", answer: "Jag vill ha svar", send: "Skicka", many: /^Det har kommit många synpunkter/, title: "Din synpunkt", follow: "Din kod", look: "Visa" },
  en: { committee: "What is it about?", kind: "What do you want to leave?", complaint: "Complaint", subject: /^Subject/, time: "Waiting time", body: "Your feedback", answer: "I want an answer", send: "Send", many: /^Much feedback has come/, title: "Your feedback", follow: "Your code", look: "Show" },
  fi: { committee: "Mitä palaute koskee?", kind: "Mitä haluat antaa?", complaint: "Valitus", subject: /^Aihe/, time: "Odotusaika", body: "Palautteesi", answer: "Haluan vastauksen", send: "Lähetä", many: /^Täältä on tullut paljon palautetta/, title: "Palautteesi", follow: "Koodisi", look: "Näytä" },
} as const;
type Language = keyof typeof FORMS;

const visitor = async (browser: Browser): Promise<BrowserContext> => browser.newContext({ storageState: NOBODY });
const code = (page: Page): Locator => page.locator("strong.code");
async function write(page: Page, language: Language, body: string): Promise<void> {
  const words = FORMS[language];
  await page.goto(`/synpunkter?sprak=${language}`);
  await page.getByLabel(words.committee).selectOption(COMMITTEE);
  await page.getByLabel(words.kind).selectOption({ label: words.complaint });
  await page.getByLabel(words.subject).selectOption({ label: words.time });
  await page.getByLabel(words.body).fill(body);
  await page.getByLabel(words.answer).check();
}
/** Sends the form as a person does; where others have sent too many just before, waits and does it again. */
async function send(page: Page, language: Language, again: () => Promise<void>): Promise<void> {
  const { many, send: button } = FORMS[language];
  for (;;) {
    await page.waitForTimeout(READING_MS);
    await page.getByRole("button", { name: button, exact: true }).click();
    const late = page.getByText(many);
    await expect(code(page).or(page.locator("#fel")).or(late).first()).toBeVisible();
    if (!(await late.isVisible())) return;
    await page.waitForTimeout(WINDOW_MS);
    await again();
  }
}
const rowsOf = async (controller: Page, words: string): Promise<number> => {
  await controller.goto(LIST);
  return controller.getByRole("row", { name: words }).count();
};
async function step(page: Page, kind: string | null, note: string): Promise<void> {
  if (kind !== null) await page.getByLabel("Vad har gjorts?").selectOption({ label: kind });
  await page.getByLabel(/^Anteckning/).fill(note);
  await page.getByRole("button", { name: "Spara steget" }).click();
}

test("a complaint is left without signing in, taken care of until it is closed, and its answer is read with the code", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const words = wordsOf("Det dröjde en månad innan någon ringde", info);
  const context = await visitor(browser);
  const sender = await context.newPage();
  await sender.goto("/synpunkter");
  await expect(sender).toHaveTitle(/^Lämna en synpunkt/);
  if (script) expect(await axe(sender)).toEqual([]);
  await write(sender, "sv", words);
  await send(sender, "sv", () => write(sender, "sv", words));
  await expect(sender.getByRole("status").filter({ hasText: "Tack. Din synpunkt har kommit fram." })).toBeVisible();
  const receipt = (await code(sender).textContent())!;
  expect(receipt).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  await expect(sender.getByText(words)).toBeVisible();
  await expect(sender.getByText("Vi har inte svarat ännu.")).toBeVisible();
  if (script) expect(await axe(sender)).toEqual([]);
  expect(await context.cookies(), "who leaves something is not told apart").toEqual([]);

  const controller = await as(browser, "Controller");
  await controller.goto(LIST);
  await controller.getByRole("link", { name: words }).click();
  await expect(controller.getByRole("heading", { level: 1, name: /^Klagomål/ })).toBeVisible();
  await expect(controller.getByText("anonym")).toBeVisible();
  if (script) expect(await axe(controller)).toEqual([]);
  await step(controller, "Fördelad", "Till mottagningens chef.");
  await expect(controller.getByText("Sparat.")).toBeVisible();
  await step(controller, "Avslutad", "");
  await expect(controller.getByRole("alert")).toContainText("Avsändaren vill ha svar");
  await step(controller, "Besvarad", "");
  await expect(controller.getByRole("alert")).toContainText("Skriv vad som gjordes eller bestämdes.");
  await step(controller, "Besvarad", "Vi beklagar väntan. En handläggare ringer i dag.");
  await expect(controller.getByText("Sparat.")).toBeVisible();
  await step(controller, "Lärdom dragen", "Ansökningar fördelas varje dag.");
  await expect(controller.getByText("Sparat.")).toBeVisible();
  await expect(controller.getByLabel("Vad har gjorts?")).toHaveValue("closed");
  await step(controller, null, "");
  await expect(controller.locator("ol.steps li")).toHaveText([/Fördelad/, /Besvarad/, /Lärdom dragen/, /Avslutad/]);
  await controller.goto(LIST);
  await expect(controller.getByRole("table", { name: `Avslutade, mottagna ${YEAR}` })).toContainText(words);

  await sender.goto("/synpunkter");
  await sender.getByLabel("Din kod").fill(receipt.toLowerCase().replaceAll("-", " "));
  await sender.getByRole("button", { name: "Visa" }).click();
  await expect(code(sender)).toHaveText(receipt);
  await expect(sender.getByText("Vi beklagar väntan. En handläggare ringer i dag.")).toBeVisible();
  await expect(sender.getByText("Avslutad", { exact: true })).toBeVisible();
  // What was learned, and who took care of it, is the committee's own.
  await expect(sender.getByText("Ansökningar fördelas varje dag.")).toHaveCount(0);
  await expect(sender.getByText("Till mottagningens chef.")).toHaveCount(0);
  await sender.goto("/synpunkter/kvitto/2222-2222-2222");
  await expect(sender.getByText("Ingen synpunkt har den koden.")).toBeVisible();

  const member = await as(browser, "Ledamot");
  expect((await member.request.get(LIST)).status()).toBe(403);
  for (const page of [controller, member]) await page.context().close();
  await context.close();
});

test("the form in English tells what is missing in English, keeps what was written, and its receipt is in English", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const words = wordsOf("Nobody answered the telephone", info);
  const context = await visitor(browser);
  const page = await context.newPage();
  await page.goto("/synpunkter");
  await page.getByRole("navigation", { name: /language/ }).getByRole("link", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1, name: "Leave feedback" })).toBeVisible();
  if (script) expect(await axe(page)).toEqual([]);
  // Blanks are something to a browser, and nothing to who reads.
  const blank = async () => { await write(page, "en", "   "); await page.getByLabel(/^Service or place/).fill("Reception"); };
  await blank();
  await send(page, "en", blank);
  await expect(page.getByRole("alert")).toContainText("Write your feedback.");
  await expect(page.getByRole("alert")).toContainText("Nothing has been sent yet");
  await expect(page.getByLabel(/^Service or place/)).toHaveValue("Reception");
  await expect(page.getByLabel(/^Subject/)).toHaveValue("time");
  await expect(page.getByLabel("I want an answer")).toBeChecked();
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByLabel("Your feedback").fill(words);
  await send(page, "en", () => write(page, "en", words));
  await expect(page.getByText("Thank you. Your feedback has arrived.")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByText("We have not answered yet.")).toBeVisible();
  if (script) expect(await axe(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const controller = await as(browser, "Controller");
  expect(await rowsOf(controller, words)).toBe(1);
  await controller.context().close();
  await context.close();
});

test("the form in Finnish is sent without who sends it, its receipt is in Finnish, and who takes care of it sees in which language it came", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const words = wordsOf("Kukaan ei vastannut puhelimeen", info);
  const context = await visitor(browser);
  const page = await context.newPage();
  await page.goto("/synpunkter");
  await page.getByRole("navigation", { name: /kieli/ }).getByRole("link", { name: "Suomi" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "fi");
  if (script) expect(await axe(page)).toEqual([]);
  await write(page, "fi", words);
  await send(page, "fi", () => write(page, "fi", words));
  await expect(page.getByText("Kiitos. Palautteesi on tullut perille.")).toBeVisible();
  await expect(page.getByText("Emme ole vielä vastanneet.")).toBeVisible();
  const receipt = (await code(page).textContent())!;
  await page.goto("/synpunkter?sprak=fi");
  await page.getByLabel(FORMS.fi.follow).fill(receipt);
  await page.getByRole("button", { name: FORMS.fi.look }).click();
  await expect(page.getByText(words)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "fi");
  const controller = await as(browser, "Controller");
  expect(await rowsOf(controller, words)).toBe(1);
  await controller.getByRole("row", { name: words }).getByRole("link").first().click();
  await expect(controller.getByText(/finska/)).toBeVisible();
  await controller.context().close();
  await context.close();
});

test("a form that is sent at once is refused; sent twice it is one row with one code, and a machine's is kept nowhere @plain", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const words = wordsOf("Tack för snabbt svar", info);
  const context = await visitor(browser);
  const { request } = context;
  const keyOf = async (): Promise<string> => /name="key" value="([^"]+)"/.exec(await (await request.get("/synpunkter")).text())![1]!;
  const post = async (key: string, more: Record<string, string> = {}) => {
    for (;;) {
      const answer = await request.post("/synpunkter?sprak=sv", { form: { key, committee: COMMITTEE, kind: "praise", subject: "treatment", body: words, ...more }, maxRedirects: 0 });
      if (answer.status() !== 429) return answer;
      expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
      await new Promise((done) => setTimeout(done, WINDOW_MS));
    }
  };
  const key = await keyOf();
  const quick = await request.post("/synpunkter?sprak=sv", { form: { key: await keyOf(), committee: COMMITTEE, kind: "praise", subject: "treatment", body: words }, maxRedirects: 0 });
  // Another's forms may have filled the window just before: then nothing of it was read.
  expect([422, 429]).toContain(quick.status());
  expect(await quick.text()).toMatch(/Det gick för fort\. Vänta några sekunder och skicka igen\.|Det har kommit många synpunkter/);
  await new Promise((done) => setTimeout(done, READING_MS));
  const [first, second] = [await post(key), await post(key, { body: `${words}, igen` })];
  expect([first.status(), second.status()]).toEqual([303, 303]);
  expect(first.headers()["location"]).toMatch(/^\/synpunkter\/kvitto\/[0-9A-Z-]{14}\?ny=1&sprak=sv$/);
  expect(second.headers()["location"]).toBe(first.headers()["location"]);
  const page = await context.newPage();
  await page.goto(first.headers()["location"]!);
  await expect(page.getByText(words, { exact: true })).toBeVisible();
  const caught = await post(await keyOf(), { website: "https://reklam.example", body: `${words}, reklam` });
  expect(caught.status()).toBe(303);
  await page.goto(caught.headers()["location"]!.split("?")[0]!);
  await expect(page.getByText("Ingen synpunkt har den koden.")).toBeVisible();
  // A key that the program has not given out is none.
  expect(await (await post(`${key}0`)).text()).toContain("Sidan har varit öppen för länge.");
  const controller = await as(browser, "Controller");
  expect(await rowsOf(controller, words)).toBe(1);
  await controller.context().close();
  await context.close();
});

test("what was written where the connection was cut is still there after, and is sent once when it is back @script", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const words = wordsOf("Hissen till mottagningen står still", info);
  const context = await visitor(browser);
  const page = await context.newPage();
  await write(page, "sv", words);
  await page.waitForTimeout(READING_MS);
  await context.setOffline(true);
  for (let tries = 0; tries < 2; tries++) await page.getByRole("button", { name: "Skicka" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Ingen förbindelse." })).toBeVisible();
  const stands = async () => {
    await expect(page.getByLabel("Din synpunkt")).toHaveValue(words);
    await expect(page.getByLabel("Vad gäller det?")).toHaveValue(COMMITTEE);
    await expect(page.getByLabel(/^Ämne/)).toHaveValue("time");
    await expect(page.getByLabel("Jag vill ha svar")).toBeChecked();
  };
  await stands();
  await context.setOffline(false);
  const key = await page.locator("input[name=key]").inputValue();
  await page.reload();
  await stands();
  // The same form, so that it would be the same row.
  await expect(page.locator("input[name=key]")).toHaveValue(key);
  await send(page, "sv", async () => void (await page.goto("/synpunkter")));
  await expect(page.getByText("Tack. Din synpunkt har kommit fram.")).toBeVisible();
  await page.goto("/synpunkter");
  await expect(page.getByLabel("Din synpunkt")).toHaveValue("");
  const controller = await as(browser, "Controller");
  expect(await rowsOf(controller, words)).toBe(1);
  await controller.context().close();
  await context.close();
});
