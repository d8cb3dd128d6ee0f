import { expect, test, type Page } from "@playwright/test";
import { axe } from "./page-steps.ts";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const statement = (year: number, now: readonly string[], before: readonly string[]) => `# Kulturnämndens årsredovisning ${year}

Ekhamns kommun

Resultaträkning (mkr)\t${year}\t${year - 1}
${["Intäkter", "Kostnader", "Nettokostnader"].map((label, at) => `${label}\t${now[at]}\t${before[at]}`).join("\n")}

Nettokostnaderna uppgick till 132,1 mkr. Intäkterna har minskat från 29,5 till 33,2 mkr.
`;
const [THIS, LAST]: readonly [readonly string[], readonly string[]] = [["29,5", "-152,6", "-123,1"], ["33,2", "-151,9", "-118,7"]];

test("any document is checked against itself and last year's: what is found stands beside the text, is chosen among and taken out as a file", async ({ page }, info) => {
  await page.goto("/granska");
  await page.getByLabel(/^Handlingen/).setInputFiles(file("rapport 2023.md", statement(2023, THIS, LAST)));
  await page.getByLabel(/^Jämför med/).setInputFiles([file("rapport 2022.md", statement(2022, LAST.with(0, "34,2"), THIS))]);
  await press(page, "Granska");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Granskning av rapport 2023.md");
  await expect(page.getByText(/1 fel, .*jämfört med rapport 2022\.md/)).toBeVisible();
  const items = page.locator(".findings > li");
  await expect(items.filter({ hasText: "Texten säger 132,1 mkr, men »Nettokostnader« har 123,1 mkr" })).toHaveCount(1);
  await expect(items.filter({ hasText: /34,2 i rapport 2022\.md/ })).toHaveCount(1);
  await items.filter({ hasText: "132,1" }).getByRole("link", { name: "rad 10" }).click();
  await expect(page.locator("li:target")).toContainText("Nettokostnaderna uppgick till 132,1 mkr");
  if (info.project.name === "with-script") {
    expect(await axe(page)).toEqual([]);
    await page.getByLabel("Grad").selectOption("error");
    await expect(page.getByText(/^1 av \d+ visas/)).toBeVisible();
    await expect(items.filter({ visible: true })).toHaveCount(1);
    const [download] = await Promise.all([page.waitForEvent("download"), press(page, "CSV")]);
    expect(download.suggestedFilename()).toBe("granskning-rapport-2023-md.csv");
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  }
});

test("what cannot be read is told in one sentence", async ({ page }) => {
  await page.goto("/granska");
  await page.getByLabel(/^Handlingen/).setInputFiles({ name: "bild.txt", mimeType: "text/plain", buffer: Buffer.from("89504e470d0a1a0a0000000d", "hex") });
  await press(page, "Granska");
  await expect(page.getByText(/»bild\.txt« är varken text, PDF eller Word/)).toBeVisible();
});

test("a document that contradicts itself tells so while it is written, takes an answer, and asks before it goes to the meeting", async ({ page }, info) => {
  const script = info.project.name === "with-script";
  await page.goto("/arbetsmarknadsnamnden/2023/dokument");
  await page.getByLabel("Slag").selectOption({ label: "Tjänsteskrivelse" });
  await page.getByLabel("Namn", { exact: true }).fill(`Köer ${info.project.name}${info.retry ? " igen" : ""}`);
  await press(page, "Gör dokumentet");
  const list = new URL(page.url()).pathname;
  const home = list.replace(/\/avsnitt$/, "");
  for (const [section, text] of [["Förslag till beslut", "1. Nämnden godkänner skrivelsen."], ["Sammanfattning", "Kön har ökat från 185 till 145 personer."], ["Undertecknare", "- Förvaltningschef"], ["Beslutet skickas till", "- Kommunstyrelsen"]] as const) {
    await page.goto(list);
    await page.getByRole("link", { name: section, exact: true }).click();
    await page.waitForLoadState();
    if (script) await press(page, "Ren text");
    await page.getByRole("textbox", { name: "Text", exact: true }).fill(text);
    if (script && section === "Sammanfattning") {
      const aside = page.getByRole("complementary", { name: "Granskning" });
      await expect(aside.getByText("Från 185 till 145 är en minskning, men texten säger »ökat«.")).toBeVisible();
      await press(page, "Som det läses");
      await expect(page.locator(".found-words.error")).toHaveText("ökat från 185 till 145 personer");
      expect(await axe(page)).toEqual([]);
    }
    await press(page, "Spara");
    await expect(page).toHaveURL(new RegExp(`${home}#`));
  }
  await page.goto(`${home}/beslut`);
  for (const step of ["Lämna för granskning", "Godkänn"]) await press(page, step);
  await expect(page.getByRole("link", { name: "1 fel är obesvarat" })).toBeVisible();
  await page.getByLabel("Sammanträdets dag").fill("2033-03-10");
  await press(page, "Lägg fram för sammanträdet");
  await expect(page.getByText(/säger emot sig självt på 1 ställe som ingen har svarat på/)).toBeVisible();
  await page.getByRole("link", { name: "1 fel är obesvarat" }).click();
  await page.getByText("Rätt så här, därför att …").click();
  await page.getByLabel("Varför det är rätt").fill("Kön räknas om med nya regler.");
  await press(page, "Spara svaret");
  await expect(page.getByText("Rätt så här, därför att Kön räknas om med nya regler.")).toBeVisible();
  if (script) expect(await axe(page)).toEqual([]);
  await page.goto(`${home}/beslut`);
  await page.getByLabel("Sammanträdets dag").fill("2033-03-10");
  await press(page, "Lägg fram för sammanträdet");
  await expect(page.getByText("Framlagt för sammanträdet").first()).toBeVisible();
});
