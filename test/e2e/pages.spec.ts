import { expect, test } from "@playwright/test";

const COMMITTEE = "/individ-och-familjenamnden";

test("the first page opens on a committee's overview with the next follow-up", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/oversikt$/);
  await expect(page.getByRole("heading", { name: "När är nästa uppföljning?" })).toBeVisible();
  await expect(page.getByText("Ingen kommande uppföljning")).toHaveCount(0);
});

test("the switch changes committee and year and stays on the page", async ({ page }) => {
  await page.goto(`${COMMITTEE}/2021/ekonomi`);
  await page.getByLabel("Nämnd").selectOption("arbetsmarknadsnamnden");
  await page.getByRole("button", { name: "Byt" }).click();
  await expect(page).toHaveURL(/arbetsmarknadsnamnden\/2021\/ekonomi/);
});

test("a number is clicked and tells its file, line, reader and time", async ({ page }) => {
  await page.goto(`${COMMITTEE}/2021/ekonomi`);
  await page.locator("section[id^=tabell-]").getByRole("row", { name: /Verksamhetens nettokostnader/ }).first().getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Varifrån kommer uppgiften?");
  await expect(page.getByRole("table")).toContainText("−204,4 mkr");
  await expect(page.getByRole("table")).toContainText(/ifn-arsredovisning-2021\.md, rad \d+/);
  await expect(page.getByRole("table")).toContainText("rodtrad-läsare");
  // The same of the year before stands beside.
  await expect(page.locator("dl.facts")).toContainText("Motsvarande, Verksamhetens nettokostnader, 2020−202,9 mkr");
  await page.getByRole("link", { name: /ifn-arsredovisning-2021\.md/ }).click();
  await expect(page.locator("li:target")).toContainText("Verksamhetens nettokostnader");
});

test("a number in the report's prose is a link to its rows too", async ({ page }) => {
  await page.goto(`${COMMITTEE}/2021/dokument/annual-report`);
  await page.locator("article p a.figure").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Varifrån kommer uppgiften?");
});

test("the whole page is reached by keyboard, and the skip link goes to the content", async ({ page }) => {
  await page.goto(`${COMMITTEE}/2021/ekonomi`);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Hoppa till innehållet" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#innehall$/);
});

test("the API gives the same reads, with figures as text", async ({ request }) => {
  const committees = await (await request.get("/api/v1/committees")).json();
  expect(committees.map(({ slug }: { slug: string }) => slug)).toContain("individ-och-familjenamnden");
  const { statements } = await (await request.get("/api/v1/committees/individ-och-familjenamnden/2021/statements")).json();
  expect(statements[0].lines.at(-1).amounts[0].value).toBe("-204.4");
  expect((await request.get("/api/v1/committees/finns-inte/2021/goals")).status()).toBe(404);
  expect((await request.get("/api/v1/committees/individ-och-familjenamnden/21/goals")).status()).toBe(400);
  expect((await request.get("/api/v1/openapi.json")).ok()).toBe(true);
  for (const part of ["goals", "indicators", "internal-control", "documents/annual-report"]) {
    expect((await request.get(`/api/v1/committees/individ-och-familjenamnden/2021/${part}`)).status(), part).toBe(200);
  }
});

test("the words on a button can be read against it", async ({ page }) => {
  // A checker passes over words in their background's own colour as if they were hidden.
  for (const address of [`${COMMITTEE}/2021/dokument`, "/las-in", `${COMMITTEE}/2021/matt`]) {
    await page.goto(address);
    const same = await page.locator(".ds-button").evaluateAll((buttons) => buttons.filter((button) => getComputedStyle(button).color === getComputedStyle(button).backgroundColor).map((button) => button.textContent));
    expect(same, address).toEqual([]);
  }
});

test("an address written a little otherwise leads to the page; a year that cannot be does not", async ({ page, request }) => {
  for (const address of [`${COMMITTEE}/2021`, `${COMMITTEE}/2021/oversikt/`, "/Individ-och-familjen%C3%A4mnden/2021/oversikt"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 }), address).toHaveText("Individ- och familjenämnden 2021");
  }
  expect((await request.get(`${COMMITTEE}/1821/oversikt`)).status()).toBe(404);
});

test("on paper a page says whose it is and shows what is folded", async ({ page }) => {
  await page.goto(`${COMMITTEE}/2021/mal`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/^Ekhamns kommun · Individ- och familjenämnden · \d{4}-\d\d-\d\d$/)).toBeVisible();
  await expect(page.locator("details p").first()).toBeVisible();
  await expect(page.getByText("Ursprung").first()).toBeHidden();
});

test("a form sent from another site is refused in words", async ({ request }) => {
  const answer = await request.post("/las-in", { headers: { origin: "http://annan.example" }, multipart: { fil: { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("hej") } } });
  expect(answer.status()).toBe(403);
  expect(await answer.text()).toContain("Inte tillåtet");
});

test("script and style of the first page stay under 50 kB compressed @script", async ({ page }) => {
  const sizes: number[] = [];
  page.on("response", async (response) => {
    if (/\.(css|js)(\?|$)/.test(response.url())) sizes.push(Number((await response.request().sizes()).responseBodySize));
  });
  await page.goto("/las-in");
  await page.waitForLoadState("networkidle");
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(50_000);
});
