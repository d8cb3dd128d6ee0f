import { expect, test } from "@playwright/test";

const REPORT = "/arbetsmarknadsnamnden/2021/dokument/annual-report";

test("a comment is made, answered and done with; who is asked finds it among their tasks", async ({ page }, info) => {
  const body = `Stämmer det? ${info.project.name}`;
  await page.goto(`${REPORT}/avsnitt/outlook/kommentarer`);
  const add = page.locator("[data-new-comment]");
  await add.locator("summary").click();
  await add.getByLabel(/^Gäller/).fill("Budgetavvikelse, Personalkostnader: 1,2");
  await add.getByLabel(/^Kommentar/).fill(body);
  await add.getByRole("button", { name: "Kommentera" }).click();
  const comment = page.locator("article.comment").filter({ hasText: body });
  await expect(comment).toContainText("Budgetavvikelse, Personalkostnader: 1,2");
  await page.goto(`${REPORT}/avsnitt`);
  await page.getByRole("link", { name: /öpp(en|na).*Förväntad utveckling/ }).click();
  await comment.getByText("Svara", { exact: false }).first().click();
  await comment.getByLabel("Svar", { exact: true }).fill("Ja, det stämmer.");
  await comment.getByRole("button", { name: "Svara" }).click();
  await expect(comment).toContainText("Ja, det stämmer.");
  await comment.getByRole("button", { name: /^Klar/ }).click();
  await expect(page.locator(".comments > article.comment").filter({ hasText: body })).toHaveCount(0);
  await page.getByText(/klara? kommentar/).click();
  await expect(comment).toContainText("Klar, sade Första Administratör.");
});

test("what is marked in a document is commented where it stands, a cell by its row and column", { tag: "@script" }, async ({ page }) => {
  await page.goto(REPORT);
  const cell = page.locator("article.document table td").first();
  await cell.evaluate((element) => { const range = document.createRange(); range.selectNodeContents(element); getSelection()!.removeAllRanges(); getSelection()!.addRange(range); });
  await page.getByRole("link", { name: "Kommentera det markerade" }).click();
  const caption = (await page.getByLabel(/^Gäller/).inputValue());
  expect(caption).toMatch(/^.+, .+, .+: .+$/);
});

test("words marked in the editor are what the comment is about, and are marked in the text", { tag: "@script" }, async ({ page }) => {
  await page.goto(`${REPORT}/avsnitt/events`);
  await page.getByRole("textbox", { name: "Text", exact: true }).click();
  // No faster than a hand: the editor takes a moment to know that it has been clicked in.
  await page.waitForTimeout(200);
  await page.keyboard.press("Control+Home", { delay: 50 });
  for (let index = 0; index < 3; index++) await page.keyboard.press("Control+Shift+ArrowRight", { delay: 50 });
  await page.getByRole("button", { name: "Kommentera", exact: true }).first().click();
  const quote = await page.getByLabel(/^Gäller/).inputValue();
  expect(quote.length).toBeGreaterThan(3);
  await page.getByLabel(/^Kommentar/).fill("Förtydliga.");
  await page.locator("[data-new-comment]").getByRole("button", { name: "Kommentera" }).click();
  await expect(page.locator("article.comment blockquote").first()).toHaveText(quote);
  await page.goto(`${REPORT}/avsnitt/events`);
  await expect(page.locator(".quoted").first()).toHaveText(quote);
});
