import { expect, test, type Page } from "@playwright/test";

const DOCUMENTS = "/arbetsmarknadsnamnden/2023/dokument";
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a memorandum is written, put to the meeting, and stands in the meeting's file with its diary number", async ({ page }, info) => {
  const title = `Öppettider ${info.project.name}`;
  const day = info.project.name === "with-script" ? "2031-03-10" : "2031-04-14";
  await page.goto(DOCUMENTS);
  await page.getByLabel("Slag").selectOption({ label: "Tjänsteskrivelse" });
  await page.getByLabel("Namn", { exact: true }).fill(title);
  await press(page, "Gör dokumentet");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Skriv: ${title}`);
  const list = new URL(page.url()).pathname;
  const home = list.replace(/\/avsnitt$/, "");
  await page.getByLabel("Diarienummer").fill("AMN/2031:7");
  await press(page, "Spara diarienumret");
  await expect(page.getByText("Sparat.")).toBeVisible();
  for (const [section, text] of [["Förslag till beslut", "1. Nämnden godkänner öppettiderna.\n2. Beslutet gäller från den 1 maj."], ["Sammanfattning", "Lokalerna håller öppet längre."], ["Undertecknare", "- Förvaltningschef"], ["Beslutet skickas till", "- Kommunstyrelsen"]] as const) {
    await page.goto(list);
    await page.getByRole("link", { name: section, exact: true }).click();
    await page.waitForLoadState();
    if (info.project.name === "with-script") await press(page, "Ren text");
    await page.getByRole("textbox", { name: "Text", exact: true }).fill(text);
    await press(page, "Spara");
    await expect(page).toHaveURL(new RegExp(`${home}#`));
  }
  await expect(page.getByText("AMN/2031:7")).toBeVisible();
  await expect(page.locator("article.document ol > li").filter({ hasText: "Nämnden godkänner öppettiderna." })).toBeVisible();
  await page.goto(`${home}/beslut`);
  for (const step of ["Lämna för granskning", "Godkänn"]) await press(page, step);
  const put = page.locator("form.step").filter({ has: page.getByRole("button", { name: "Lägg fram för sammanträdet", exact: true }) });
  await put.getByLabel("Sammanträdets dag").fill(day);
  await press(page, "Lägg fram för sammanträdet");
  await expect(page.getByText("Framlagt för sammanträdet").first()).toBeVisible();
  await page.goto(`${DOCUMENTS}/sammantraden`);
  const meeting = page.locator("section").filter({ has: page.getByRole("heading", { name: new RegExp(day) }) });
  await expect(meeting.getByRole("listitem")).toHaveText(`${title}, AMN/2031:7 framlagt`);
  const file = await page.request.get((await meeting.getByRole("link", { name: /Alla handlingar som PDF/ }).getAttribute("href"))!);
  expect([file.status(), file.headers()["content-type"]]).toEqual([200, "application/pdf"]);
});
