import { plainPdf } from "../pdf.ts";
import { expect, test, type Page } from "@playwright/test";

const DOCUMENTS = "/arbetsmarknadsnamnden/2023/dokument";
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a memorandum is written, put to the meeting, and stands in the meeting's file with its diary number", async ({ page }, info) => {
  const title = `Öppettider ${info.project.name}${info.retry ? " igen" : ""}`;
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
  // A file that cannot be enclosed is told so, and one that can is counted up in the document.
  await page.goto(`${home}/handlingar`);
  await page.getByLabel(/^Fil/).setInputFiles({ name: "anteckning.txt", mimeType: "text/plain", buffer: Buffer.from("inte en PDF") });
  await press(page, "Bifoga");
  await expect(page.getByText("»anteckning.txt« är ingen PDF; spara handlingen som PDF och försök igen.")).toBeVisible();
  await page.getByLabel(/^Fil/).setInputFiles({ name: "Karta_lokaler.pdf", mimeType: "application/pdf", buffer: Buffer.from(await plainPdf("Karta", 2)) });
  await press(page, "Bifoga");
  await expect(page.getByText("Sparat.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Karta lokaler" })).toBeVisible();
  await page.getByText(/^Inte tillgänglig/).click();
  await page.getByText("Ändra Karta lokaler").click();
  await page.getByLabel("Namn", { exact: true }).fill("Karta över lokalerna");
  await press(page, "Spara");
  await expect(page.getByRole("link", { name: "Karta över lokalerna" })).toBeVisible();
  await page.goto(home);
  const enclosed = page.locator("article.document li").filter({ hasText: "Karta över lokalerna" });
  await expect(enclosed).toContainText(/PDF, 2 sidor/);
  const map = await page.request.get((await enclosed.getByRole("link").getAttribute("href"))!);
  expect([map.status(), map.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  await page.goto(`${home}/beslut`);
  for (const step of ["Lämna för granskning", "Godkänn"]) await press(page, step);
  const put = page.locator("form.step").filter({ has: page.getByRole("button", { name: "Lägg fram för sammanträdet", exact: true }) });
  await put.getByLabel("Sammanträdets dag").fill(day);
  await press(page, "Lägg fram för sammanträdet");
  await expect(page.getByText("Framlagt för sammanträdet").first()).toBeVisible();
  await page.goto(`${DOCUMENTS}/sammantraden`);
  const meeting = page.locator("section").filter({ has: page.getByRole("heading", { name: new RegExp(day) }) });
  await expect(meeting.getByRole("listitem")).toContainText([`${title}, AMN/2031:7 framlagt`, "Karta över lokalerna"]);
  const file = await page.request.get((await meeting.getByRole("link", { name: /Alla handlingar som PDF/ }).getAttribute("href"))!);
  expect([file.status(), file.headers()["content-type"]]).toEqual([200, "application/pdf"]);
});
