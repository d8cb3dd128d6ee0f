import { expect, test } from "@playwright/test";

const DOCUMENTS = "/arbetsmarknadsnamnden/2023/dokument";

test("a municipality writes a template of its own, and a document is made by it", async ({ page }, info) => {
  const title = `Verksamhetsberättelse ${info.project.name}`;
  await page.goto(`${DOCUMENTS}/mallar/ny`);
  await page.getByLabel("Namn", { exact: true }).fill(title);
  await page.getByLabel("Rubrik", { exact: true }).first().fill("Våra taxor");
  await page.getByRole("group", { name: "Nytt avsnitt" }).first().getByText("Bara text").click();
  await page.getByRole("group", { name: "Nytt avsnitt" }).first().getByLabel("Taxor och avgifter").check();
  await page.getByLabel("Utan innehåll").first().selectOption({ label: "sägs det" });
  await page.getByLabel("Rubrik", { exact: true }).nth(1).fill("Inledning");
  await page.getByLabel("Plats", { exact: true }).nth(1).fill("0");
  await page.getByRole("button", { name: "Spara mallen" }).click();
  await expect(page.getByRole("row", { name: new RegExp(title) })).toContainText("egen");

  await page.goto(DOCUMENTS);
  await page.getByLabel("Slag").selectOption({ label: title });
  await page.getByLabel("Namn", { exact: true }).fill(`Året ${info.project.name}`);
  await page.getByRole("button", { name: "Gör dokumentet" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Skriv: Året ${info.project.name}`);
  await expect(page.getByRole("row").nth(1)).toContainText("Inledning");
  await page.getByRole("link", { name: "Inledning", exact: true }).click();
  // The plain field gives way to the editor as the page is loaded.
  if (info.project.name === "with-script") await page.locator(".editor").waitFor();
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Det här är inledningen.");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page).toHaveURL(/#inledning$/);
  await expect(page.getByText("Det här är inledningen.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Våra taxor" })).toBeVisible();
  const address = new URL(page.url()).pathname;
  expect((await page.request.get(`${address}.pdf`)).headers()["content-type"]).toBe("application/pdf");

  // What was written over is compared with what is, and brought back.
  await page.goto(`${address}/avsnitt/inledning`);
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Det här är en sämre inledning.");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page).toHaveURL(/#inledning$/);
  await page.goto(`${address}/avsnitt/inledning`);
  await page.getByRole("link", { name: "Versioner" }).click();
  await expect(page.locator("del")).toHaveText(/inledningen/);
  await page.getByRole("button", { name: /Ta tillbaka texten från/ }).click();
  await expect(page.getByText("Det här är inledningen.")).toBeVisible();

  // A section that somebody has written in stays.
  await page.goto(`${DOCUMENTS}/mallar/alla`);
  await page.getByRole("link", { name: title }).click();
  await page.getByLabel("Rubrik", { exact: true }).first().fill("");
  await page.getByRole("button", { name: "Spara mallen" }).click();
  await expect(page.getByRole("alert")).toContainText("»Inledning« har text i något dokument");
});
