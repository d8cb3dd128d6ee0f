import { expect, test, type Page } from "@playwright/test";
import { as } from "./example-people.ts";
import { axe, press, saved, wordsOf } from "./page-steps.ts";

const YEAR = 2048;
const homeOf = (year: number): string => `/individ-och-familjenamnden/${year}/avtal`;
const HOME = homeOf(YEAR);

const refused = (page: Page, words: string) => expect(page.getByRole("alert")).toContainText(words);
const idOf = (page: Page): string => /\/(\d+)$/.exec(new URL(page.url()).pathname)![1]!;
async function enterContract(page: Page, name: string): Promise<void> {
  await page.goto(`${HOME}/ny`);
  await page.getByLabel(/^Avtal \*|^Avtal$/).fill(name);
  await page.getByLabel(/^Avtalsform/).selectOption("upphandlat (LOU)");
  await page.getByLabel(/^Gäller från/).fill("2040-01-01");
}

test("a contract is entered, followed up question by question, what was promised is seen to, and the report tells what was found; the year after begins with what was not as it should", async ({ browser }, info) => {
  test.setTimeout(180_000);
  const script = info.project.name === "with-script";
  const name = wordsOf("Driften av ett boende", info);
  const form = wordsOf("Boenden", info);
  const page = await as(browser, "Nämndsekreterare");

  await enterContract(page, name);
  await page.getByLabel(/^Gäller till/).fill("2039-12-31");
  await press(page, "Lägg till");
  await refused(page, "Avtalet slutar före det börjar, 2040-01-01.");
  await expect(page.getByLabel(/^Avtal \*|^Avtal$/)).toHaveValue(name);
  await page.getByLabel(/^Gäller till/).fill("2050-12-31");
  await page.getByLabel(/^Kan förlängas till/).fill("2050-06-30");
  await press(page, "Lägg till");
  await refused(page, "En förlängning går till efter 2050-12-31.");
  await page.getByLabel(/^Kan förlängas till/).fill("");
  await press(page, "Lägg till");
  await saved(page);
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("Ingen uppföljning är planerad.")).toBeVisible();
  const contract = idOf(page);

  await page.goto(`${HOME}/mallar/ny`);
  await page.getByLabel(/^Namn/).fill(form);
  await page.getByLabel(/^Områden och frågor/).fill("1. Bemanning\nÄr de nog?");
  await press(page, "Lägg till");
  await refused(page, "Rad 2, »Är de nog?«, har inget nummer");
  await page.getByLabel(/^Områden och frågor/).fill("1. Bemanning\n1.1 Antal\n1.2 Utbildning\n2. Lokaler\n2.1 Brandskydd");
  await press(page, "Lägg till");
  await saved(page);
  await expect(page.getByRole("row", { name: form })).toContainText("3");

  await page.goto(`${HOME}/${contract}`);
  await page.getByRole("link", { name: `Planera en uppföljning ${YEAR}` }).click();
  await expect(page.getByLabel(/^Avtal/)).toHaveValue(contract);
  await page.getByLabel(/^Mall med frågor/).selectOption({ label: form });
  await page.getByLabel(/^Redovisas/).fill("på nämndens sammanträde i juni 2048");
  await press(page, "Lägg till");
  await saved(page);
  const planned = page.getByRole("row", { name });
  await expect(planned).toContainText("planerad");
  await planned.getByRole("link", { name, exact: true }).click();
  const review = new URL(page.url()).pathname;
  const id = idOf(page);
  await press(page, "Hämta frågorna");
  await expect(page.getByText("3 frågor: 3 kvar.")).toBeVisible();
  if (script) expect(await axe(page)).toEqual([]);
  await expect(page.getByRole("button", { name: "Hämta frågorna" })).toHaveCount(0);

  const question = (ordinal: number) => ({
    level: page.locator(`select[name="level-${ordinal}"]`), comment: page.locator(`textarea[name="comment-${ordinal}"]`), remark: page.locator(`textarea[name="remark-${ordinal}"]`), follow: page.locator(`input[name="follow-${ordinal}"]`),
    open: () => page.locator(`#fraga-${ordinal} summary`).click(),
  });
  const [first, second, third] = [question(1), question(2), question(3)];
  await first.level.selectOption("Mycket väl fungerande");
  await first.comment.fill("Två på varje pass.");
  await second.level.selectOption("Fungerande");
  await second.comment.fill("Alla har en grundkurs.");
  await press(page, "Spara svaren");
  await refused(page, "Fråga 1.2 är bedömd som fungerande: skriv en rekommendation om vad som kan bli bättre.");
  await expect(first.comment, "what was written stands").toHaveValue("Två på varje pass.");
  await expect(second.level.locator("option:checked")).toHaveText("Fungerande");
  await expect(second.remark).toHaveAttribute("aria-invalid", "true");
  await second.remark.fill("En fortsättningskurs om året.");
  await third.level.selectOption("Bristfällig");
  await third.comment.fill("Nödutgången var ställd full.");
  await third.remark.fill("Nödutgången ska hållas fri.");
  await press(page, "Spara svaren");
  await refused(page, "Fråga 2.1 är bedömd som bristfällig: skriv när bristen följs upp.");
  // The fold that the fault is in stands open.
  await expect(third.follow).toBeVisible();
  if (script) expect(await axe(page)).toEqual([]);
  await third.follow.fill("2048-09-01");
  await press(page, "Spara svaren");
  await saved(page);
  await expect(page.getByText("3 frågor: 1 mycket väl fungerande, 1 fungerande, 1 bristfällig.")).toBeVisible();
  await expect(third.follow).toHaveValue("2048-09-01");

  for (const [interval, promise] of [["Varje vecka", "Boendemöte"], ["Varje år", "Brandövning"]] as const) {
    await page.goto(`${HOME}/ataganden/ny?avtal=${contract}`);
    await page.getByLabel(/^Intervall/).selectOption(interval);
    await page.getByLabel(/^Åtagande/).fill(promise);
    await press(page, "Lägg till");
    await saved(page);
  }
  await page.goto(review);
  await page.getByRole("link", { name: "Löpande åtaganden (0 av 2 införda)" }).click();
  await expect(page.getByRole("table", { name: "Varje vecka" })).toContainText("Boendemöte");
  await page.getByLabel("Läge för Boendemöte", { exact: true }).selectOption("Pågår");
  await page.getByLabel("Läge för Brandövning", { exact: true }).selectOption("Pågår ej");
  await press(page, "Spara");
  await refused(page, "»Brandövning«: skriv varför det inte pågår enligt plan.");
  await expect(page.getByLabel("Läge för Boendemöte", { exact: true }).locator("option:checked")).toHaveText("Pågår");
  if (script) expect(await axe(page)).toEqual([]);
  await page.getByLabel("Kommentar till Brandövning").fill("Uppskjuten till hösten.");
  await press(page, "Spara");
  await saved(page);
  await expect(page.getByLabel("Kommentar till Brandövning")).toHaveValue("Uppskjuten till hösten.");
  if (script) expect(await axe(page)).toEqual([]);

  await page.goto(`${review}/andring`);
  await page.getByLabel(/^Genomförd/).fill("2048-06-01");
  await press(page, "Spara");
  await refused(page, "Skriv den samlade bedömningen när uppföljningen är genomförd.");
  const summary = wordsOf("Boendet drivs enligt avtalet", info);
  await page.getByLabel(/^Samlad bedömning/).fill(summary);
  await press(page, "Spara");
  await saved(page);
  await expect(page.getByRole("definition").filter({ hasText: "2048-06-01" })).toBeVisible();
  await page.goto(`/individ-och-familjenamnden/${YEAR}/dokument/contract-review-${id}`);
  for (const words of [summary, "Nödutgången ska hållas fri.", "En fortsättningskurs om året.", "2048-09-01", "Boendemöte", "Uppskjuten till hösten."]) await expect(page.getByRole("main")).toContainText(words);
  if (script) {
    await page.goto(`${HOME}/${contract}`);
    expect(await axe(page)).toEqual([]);
    await page.goto(review);
    expect(await axe(page)).toEqual([]);
  }

  // Between two full follow-ups a simplified one: that is what the routine says of the year after.
  const next = homeOf(YEAR + 1);
  await page.goto(`${next}/uppfoljningar`);
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("förenklad enligt rutinen");
  await page.goto(`${next}/uppfoljningar/ny?avtal=${contract}`);
  await page.locator("select[name=kind]").selectOption("förenklad");
  await page.getByLabel(/^Mall med frågor/).selectOption({ label: form });
  await press(page, "Lägg till");
  await saved(page);
  await page.getByRole("row", { name }).getByRole("link", { name, exact: true }).click();
  await press(page, "Hämta frågorna");
  await expect(page.getByText("2 frågor: 2 kvar.")).toBeVisible();
  const watched = page.locator("section", { has: page.getByRole("heading", { name: "Att bevaka sedan förra uppföljningen" }) }).getByRole("listitem");
  await expect(watched).toHaveText([/Bristfällig.*2\.1 Brandskydd: Nödutgången ska hållas fri\..*följs upp 2048-09-01/, /Fungerande.*1\.2 Utbildning: En fortsättningskurs om året\./]);
  await expect(page.locator("fieldset legend")).toHaveCount(2);
  await expect(page.getByText("1.1 Antal")).toHaveCount(0);
  if (script) expect(await axe(page)).toEqual([]);

  const member = await as(browser, "Ledamot");
  await member.goto(review);
  await expect(member.getByText("Nödutgången ska hållas fri.")).toBeVisible();
  await expect(member.getByRole("button", { name: "Spara svaren" })).toHaveCount(0);
  await expect(member.getByRole("link", { name: /^Ändra uppgifterna/ })).toHaveCount(0);
  expect((await member.request.get(`${HOME}/ny`)).status()).toBe(403);
  expect((await member.request.post(review, { form: { seen: "", "level-1": "" } })).status()).toBe(403);
  for (const own of [page, member]) await own.context().close();
});

test("contracts are read from a file: what becomes of each row is shown first, a fault is told with its line, and the file read again changes nothing", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const page = await as(browser, "Controller");
  const [first, second] = [wordsOf("Ramavtal för städning", info), wordsOf("Ramavtal för taxi", info)];
  const HEAD = "Avtal;Avtalsform;Leverantör;Gäller från;Gäller till;Avtalsnummer;Färg";
  const fileOf = (end: string): string => [HEAD, `"${first}";ramavtal;Rena ytor AB;2048-01-01;2051-12-31;${first};blå`, `"${second}";ramavtal;Ekhamns taxi;2048-02-01;${end};${second};grön`].join("\r\n");
  const read = async (content: string): Promise<void> => {
    await page.goto(HOME);
    await page.getByRole("link", { name: "Läs in avtal ur en fil" }).click();
    await page.getByLabel(/^Fil/).setInputFiles({ name: "avtal.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
    await press(page, "Läs filen");
  };
  await page.goto(`${HOME}/inlasning`);
  if (script) expect(await axe(page)).toEqual([]);
  await read(fileOf("2047-12-31"));
  await refused(page, "Rad 3. Avtalet slutar före det börjar, 2048-02-01.");
  await expect(page.getByRole("button", { name: /^Spara/ })).toHaveCount(0);
  if (script) expect(await axe(page)).toEqual([]);
  await page.goto(HOME);
  await expect(page.getByText(first), "a file with a fault is kept no part of").toHaveCount(0);

  await read(fileOf("2051-12-31"));
  await expect(page.getByRole("status").filter({ hasText: "2 rader lästes: 2 nya, 0 som ändras och 0 som är som de är." })).toBeVisible();
  await expect(page.getByText("Kolumner som inte läses: Färg.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Det som lästes" })).toContainText("Ekhamns taxi");
  if (script) expect(await axe(page)).toEqual([]);
  await page.goto(HOME);
  await expect(page.getByText(first), "what is shown first is not kept yet").toHaveCount(0);

  await read(fileOf("2051-12-31"));
  await press(page, "Spara 2 rader");
  await saved(page);
  await expect(page.getByRole("row", { name: second })).toContainText("2051-12-31");

  await read(fileOf("2051-12-31"));
  await expect(page.getByRole("status").filter({ hasText: "2 rader lästes: 0 nya, 0 som ändras och 2 som är som de är." })).toBeVisible();
  await expect(page.getByText("Inget att spara: allt är som det är.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Spara/ })).toHaveCount(0);
  await page.goto(HOME);
  await expect(page.getByRole("link", { name: first, exact: true })).toHaveCount(1);
  // The number tells a row again where its name and days are others.
  await read(fileOf("2052-12-31").replace(`"${second}"`, `"${second} B"`));
  await expect(page.getByRole("status").filter({ hasText: "2 rader lästes: 0 nya, 1 som ändras och 1 som är som de är." })).toBeVisible();
  await press(page, "Spara 2 rader");
  await saved(page);
  await expect(page.getByRole("row", { name: `${second} B` })).toContainText("2052-12-31");
  await expect(page.getByRole("link", { name: second, exact: true })).toHaveCount(0);
  await page.context().close();
});

test("a contract that others hang on is not taken away, a supplier that looks like a person is refused, and what is to be looked at of suppliers is told", async ({ browser }, info) => {
  test.setTimeout(120_000);
  const script = info.project.name === "with-script";
  const page = await as(browser, "Redaktör");
  const [name, supplier] = [wordsOf("Familjehem", info), wordsOf("Trygga hem AB", info)];
  await enterContract(page, name);
  await press(page, "Lägg till");
  await saved(page);
  await page.getByRole("link", { name, exact: true }).click();
  const contract = idOf(page);
  await page.getByRole("link", { name: "Lägg till en leverantör" }).click();
  await expect(page.getByLabel(/^Avtal/)).toHaveValue(contract);
  await page.getByLabel(/^Leverantör/).fill(supplier);
  await page.getByLabel(/^Organisationsnummer/).fill("800101-1234");
  await press(page, "Lägg till");
  await refused(page, "Det ser ut som ett personnummer; för inte in sådana här.");
  await page.getByLabel(/^Organisationsnummer/).fill("556000-0000");
  await page.locator("select[name=permit_result]").selectOption("giltigt tillstånd");
  await page.getByLabel("Tillståndet kontrollerat").fill("2020-03-01");
  await press(page, "Lägg till");
  await refused(page, "Skriv var tillståndet kontrollerades.");
  await page.getByLabel(/^Källa/).fill("IVO:s register");
  await press(page, "Lägg till");
  await saved(page);
  await expect(page.getByRole("row", { name: supplier })).toContainText("tillståndet och ekonomin");
  if (script) expect(await axe(page)).toEqual([]);
  await page.goto(`${HOME}/${contract}/bort`);
  await page.getByLabel(/^Varför/).fill("Infört två gånger");
  await press(page, "Ta bort");
  await refused(page, "Avtalet har leverantörer; ta först bort det som hör till, eller skriv när det slutar gälla.");
  await page.goto(`${HOME}/${contract}`);
  await expect(page.getByRole("table", { name: "Leverantörer" })).toContainText(supplier);
  await page.context().close();
});
