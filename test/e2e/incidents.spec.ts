import { expect, test, type Page } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, press, saved, wordsOf } from "./page-steps.ts";

/** A report is made on the day that it is made. */
const YEAR = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 4);
const QUALITY = `/individ-och-familjenamnden/${YEAR}/kvalitet`;

async function step(page: Page, kind: string, note = ""): Promise<void> {
  await page.getByLabel("Vad har gjorts?").selectOption({ label: kind });
  await page.getByLabel(/^Anteckning/).fill(note);
  await press(page, "Spara steget");
}
/** Takes a step, and sees that it stands last of what was done. */
async function taken(page: Page, kind: string, note = ""): Promise<void> {
  await step(page, kind, note);
  await saved(page);
  await expect(page.locator("ol.steps li").last()).toContainText(kind);
}
const refused = (page: Page, words: string) => expect(page.getByRole("alert")).toContainText(words);
/** Changes the row that a page is about, and comes back to it. */
async function change(page: Page, fields: readonly (readonly [label: RegExp, value: string, chosen?: true])[]): Promise<void> {
  const row = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Ändra uppgifterna", exact: true }).click();
  for (const [label, value, chosen] of fields) await (chosen ? page.getByLabel(label).selectOption({ label: value }) : page.getByLabel(label).fill(value));
  await press(page, "Spara");
  await saved(page);
  await page.goto(row);
}

test("an incident is reported by one, and assessed, acted on, seen to have helped and closed by another", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const words = wordsOf("Dörren till larmrummet stod olåst", info);
  const reporter = await as(browser, "Nämndsekreterare");
  await reporter.goto(QUALITY);
  await reporter.getByRole("link", { name: "Rapportera en avvikelse" }).click();
  if (script) expect(await axe(reporter)).toEqual([]);
  await expect(reporter.getByLabel(/^Sannolikhet/), "who reports does not judge").toHaveCount(0);
  await reporter.getByLabel(/^Slag/).selectOption("säkerhet och skada");
  await reporter.getByLabel(/^Vad som hände/).fill(words);
  await reporter.getByLabel("Vad som gjordes genast").fill("Dörren låstes.");
  await press(reporter, "Lägg till");
  await saved(reporter);
  await expect(reporter.getByRole("table", { name: "Öppna" })).toContainText(words);
  await reporter.getByRole("link", { name: words }).click();
  await expect(reporter.getByRole("button", { name: "Spara steget" })).toHaveCount(0);
  await expect(reporter.getByRole("link", { name: "Ändra uppgifterna", exact: true })).toHaveCount(0);
  const row = new URL(reporter.url()).pathname;

  const other = await as(browser, "Ekonom");
  await other.goto(`${QUALITY}/avvikelser`);
  await expect(other.getByText(words)).toHaveCount(0);
  expect((await other.request.get(row)).status()).toBe(404);

  const controller = await as(browser, "Controller");
  await controller.goto(`${QUALITY}/avvikelser`);
  await controller.getByRole("link", { name: words }).click();
  if (script) expect(await axe(controller)).toEqual([]);
  await step(controller, "Bedömd");
  await refused(controller, "Bedöm sannolikhet och konsekvens först");
  await controller.goto(row);
  await controller.getByRole("link", { name: "Ändra uppgifterna", exact: true }).click();
  const [likelihood, consequence] = [controller.getByLabel(/^Sannolikhet/), controller.getByLabel(/^Konsekvens/)];
  await likelihood.selectOption("3");
  await consequence.selectOption("");
  await press(controller, "Spara");
  await refused(controller, "Bedöm både sannolikhet och konsekvens, eller ingen av dem.");
  await consequence.selectOption("3");
  await press(controller, "Spara");
  await saved(controller);
  await controller.goto(row);
  await expect(controller.getByText("9, medel")).toBeVisible();
  await taken(controller, "Bedömd");
  await step(controller, "Avslutad", "Klart.");
  await refused(controller, "avslutas när en åtgärd är gjord och dess effekt är kontrollerad");
  await step(controller, "Åtgärd gjord");
  await refused(controller, "Skriv orsak och åtgärd först");
  await change(controller, [[/^Orsak/, "Låset kärvade."], [/^Åtgärd$/, "Låset är bytt."], [/^Ansvarig för åtgärden/, "Gruppchef"]]);
  await taken(controller, "Åtgärd gjord");
  await step(controller, "Effekt kontrollerad");
  await refused(controller, "Skriv åtgärdens effekt först");
  await change(controller, [[/^Åtgärdens effekt/, "Låst vid fyra kontroller av fyra."]]);
  await taken(controller, "Effekt kontrollerad");
  await step(controller, "Avslutad");
  await refused(controller, "Skriv vad som gjordes eller bestämdes.");
  await taken(controller, "Avslutad", "Rutinen är införd.");
  await expect(controller.locator("ol.steps li")).toHaveText([/Bedömd/, /Åtgärd gjord/, /Effekt kontrollerad/, /Avslutad/]);
  await controller.getByRole("link", { name: "Historik" }).click();
  await expect(controller.getByRole("heading", { level: 1 })).toContainText("avvikelsen");

  await reporter.goto(`${QUALITY}/avvikelser`);
  await expect(reporter.getByRole("table", { name: `Avslutade, som hände ${YEAR}` })).toContainText(words);
  await reporter.goto(row);
  await expect(reporter.getByText("Låst vid fyra kontroller av fyra.")).toBeVisible();
  await expect(reporter.locator("ol.steps li")).toHaveCount(4);
  await expect(reporter.getByText("Rutinen är införd."), "what was noted is for who takes the steps").toHaveCount(0);
  for (const page of [reporter, other, controller]) await page.context().close();
});

test("a serious wrong is reported, secured, assessed, notified, investigated, answered and closed by who investigates; the controller does not find it", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const words = wordsOf("En person blev utan hjälp en hel dag", info);
  const reporter = await as(browser, "Rapportör");
  await reporter.goto(`${QUALITY}/lex-sarah/ny`);
  await reporter.getByLabel(/^Vad rapporten gäller/).selectOption("missförhållande");
  await reporter.getByLabel(/^Vad som har hänt/).fill(words);
  await reporter.getByLabel("Vad som gjordes genast").fill("Hjälpen gavs på kvällen.");
  await press(reporter, "Lägg till");
  await saved(reporter);
  const listed = reporter.getByRole("row", { name: words });
  await expect(listed).toContainText("Rapporterad");
  const row = (await listed.getByRole("link").getAttribute("href"))!;
  const id = row.split("/").at(-1)!;

  const hidden = async (role: string, lists: boolean) => {
    const page = await as(browser, role);
    const list = await page.request.get(`${QUALITY}/lex-sarah`);
    expect([list.status(), (await list.text()).includes(words)], role).toEqual([lists ? 200 : 403, false]);
    expect((await page.request.get(row)).status(), role).toBe(lists ? 404 : 403);
    expect((await page.request.get(`/historik/lex_sarah/${id}`)).status(), role).toBe(404);
    return page;
  };
  const controller = await hidden("Controller", true);
  await controller.goto(`${QUALITY}/lex-sarah`);
  await expect(controller.getByText(words)).toHaveCount(0);

  const investigator = await as(browser, "Utredare");
  await investigator.goto(`${QUALITY}/lex-sarah`);
  if (script) expect(await axe(investigator)).toEqual([]);
  await expect(investigator.getByRole("row", { name: words })).toContainText("ska tas emot");
  await investigator.goto(row);
  if (script) expect(await axe(investigator)).toEqual([]);
  await taken(investigator, "Mottagen av den som utreder");
  await taken(investigator, "Enskildas säkerhet ordnad", "Tillsyn varje timme.");
  await step(investigator, "Bedömd");
  await refused(investigator, "Skriv bedömningen och skälen först");
  await change(investigator, [[/^Bedömning/, "inom lex Sarah, allvarligt", true], [/^Skäl för bedömningen/, "Personen kunde ha kommit till skada."]]);
  await expect(investigator.getByText("ska anmälas till IVO snarast")).toBeVisible();
  await taken(investigator, "Bedömd");
  await step(investigator, "Avslutad", "Klart.");
  await refused(investigator, "anmäls till IVO innan det avslutas");
  await taken(investigator, "Anmäld till IVO", "Anmälan skickad.");
  await step(investigator, "Utredd");
  await refused(investigator, "Skriv orsak och åtgärder först");
  await change(investigator, [[/^Orsak/, "Planeringen saknade en reserv."], [/^Åtgärder/, "Reserv varje pass."]]);
  await taken(investigator, "Utredd");
  await taken(investigator, "IVO har beslutat", "Ärendet avslutas.");
  await taken(investigator, "Avslutad", "Utredd och åtgärdad.");

  await reporter.goto(row);
  await expect(reporter.getByText(words)).toBeVisible();
  await expect(reporter.locator("ol.steps li")).toHaveCount(7);
  for (const kept of ["allvarligt", "Personen kunde ha kommit till skada.", "Anmälan skickad.", "Planeringen saknade en reserv."]) await expect(reporter.getByText(kept), kept).toHaveCount(0);
  await controller.goto(QUALITY);
  await expect(controller.getByRole("row", { name: /Lex Sarah/ })).toContainText(/\d+ rapport/);
  const administrator = await hidden("Administratör", false);
  await administrator.goto(`/granskning?objekt=lex_sarah:${id}`);
  await expect(administrator.getByText("Inga händelser passar urvalet.")).toBeVisible();
  for (const page of [reporter, controller, investigator, administrator]) await page.context().close();
});
