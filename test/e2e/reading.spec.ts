import { expect, test } from "@playwright/test";
import { axe } from "./page-steps.ts";

const MONTHS = "jan\tfeb\tmar\tapr\tmaj\tjun\tjul\taug\tsep\tokt\tnov\tdec";
const report = (committee: string) => `Ekby kommun

# Årsredovisning 2022

${committee}

KN/2022:1

## Nämndmål

### Nämnden ska erbjuda stöd i rätt tid till den som behöver.

- Målet uppfylls delvis i år

## Ekonomi

Resultaträkning (mkr)\t2022\t2021
Personalkostnader\t-9,5\t-9,0
Verksamhetens nettokostnader\t-9,5\t-9,0

#### Antal besök

\t${MONTHS}
2022${"\t7".repeat(12)}

## Avtal

Område\tBedömare
Lokaler\tA
`;
const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

test("a report is read, looked through beside its source, accepted in part, and becomes living data", async ({ page }, info) => {
  const committee = info.project.name === "with-script" ? "Kulturnämnden" : "Idrottsnämnden";
  await page.goto("/las-in");
  await page.getByLabel(/^Fil/).setInputFiles(file(`${committee}.md`, report(committee)));
  await page.getByRole("button", { name: "Läs filen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Granska det som lästes");
  await expect(page.getByLabel("Kommun")).toHaveValue("Ekby kommun");
  await expect(page.getByLabel("Nämnd", { exact: true }).last()).toHaveValue(committee);
  await expect(page.getByText("1 tabell förstods inte")).toBeVisible();
  if (info.project.name === "with-script") {
    expect(await axe(page)).toEqual([]);
  }
  await page.getByRole("link", { name: /Visa rad 11 i källan/ }).first().click();
  await expect(page.locator("li:target")).toContainText("Nämnden ska erbjuda stöd");
  await page.getByRole("checkbox", { name: /Antal besök/ }).uncheck();
  await page.getByRole("button", { name: "Spara det förkryssade" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Sparat i registret" })).toContainText(/\d+ nya, 0 ändrade/);
  await expect(page.getByRole("button", { name: "Glöm filen" })).toHaveCount(0);
  const slug = committee === "Kulturnämnden" ? "kulturnamnden" : "idrottsnamnden";
  await page.goto(`/${slug}/2022/mal`);
  await expect(page.getByText("Målet uppfylls delvis i år")).toBeVisible();
  await page.goto(`/${slug}/2022/matt`);
  await expect(page.getByText("Inga mått finns ännu")).toBeVisible();
  await page.goto(`/${slug}/2022/dokument/annual-report`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Årsredovisning 2022");
  await expect(page.getByRole("table", { name: /Resultaträkning/ })).toContainText("−9,5");
});

test("what was read stands value by value beside the source, and a file read by mistake can be forgotten", async ({ page }, info) => {
  const name = `fel-${info.project.name}.md`;
  await page.goto("/las-in");
  await page.getByLabel(/^Fil/).setInputFiles(file(name, report(`Fel${info.project.name === "with-script" ? "ett" : "tva"}nämnden`)));
  await page.getByRole("button", { name: "Läs filen" }).click();
  const statement = page.locator("li", { has: page.getByRole("checkbox", { name: /^Resultaträkning/ }) });
  await statement.getByText("Det som lästes").click();
  await expect(statement.getByRole("table", { name: "Resultaträkning" })).toContainText("−9,0");
  await page.getByRole("button", { name: "Glöm filen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Läs in en rapport");
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("a file that cannot be read says why, and nothing is kept", async ({ page }) => {
  await page.goto("/las-in");
  await page.getByLabel(/^Fil/).setInputFiles(file("sida.txt", "<html><head><title>404 Not Found</title></head></html>"));
  await page.getByRole("button", { name: "Läs filen" }).click();
  await expect(page.getByRole("alert")).toContainText("webbsida med rubriken »404 Not Found«");
  await expect(page.getByRole("link", { name: "sida.txt" })).toHaveCount(0);
});

test("a document that does not say whose it is can be told so", async ({ page }, info) => {
  const name = `utan-${info.project.name}.md`;
  await page.goto("/las-in");
  await page.getByLabel(/^Fil/).setInputFiles(file(name, "# Årsredovisning 2020\n\nText om året.\n\nResultaträkning (mkr)\t2020\nPersonalkostnader\t-1,0\n"));
  await page.getByRole("button", { name: "Läs filen" }).click();
  await page.getByLabel("Kommun").fill("Ekby kommun");
  await page.locator("input[name=committee]").fill(`Prov${info.project.name === "with-script" ? "ett" : "tva"}nämnden`);
  await page.getByRole("button", { name: "Spara det förkryssade" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Sparat i registret" })).toBeVisible();
  await expect(page.getByLabel("Kommun")).toHaveValue("Ekby kommun");
});

test("a file can be dropped on the page @script", async ({ page }) => {
  await page.goto("/las-in");
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "slappt.md", { type: "text/plain" }));
    return transfer;
  }, report("Fritidsnämnden"));
  await page.locator("[data-dropzone]").dispatchEvent("drop", { dataTransfer: data });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Granska det som lästes");
});

test("PDF and Word are fetched from the page", async ({ request }) => {
  const pdf = await request.get("/individ-och-familjenamnden/2021/dokument/annual-report.pdf");
  expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  const docx = await request.get("/individ-och-familjenamnden/2023/dokument/operational-plan.docx");
  expect(docx.status()).toBe(200);
  expect((await docx.body()).subarray(0, 2).toString()).toBe("PK");
});
