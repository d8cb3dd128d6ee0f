import { expect, test, type Page } from "@playwright/test";

/** A year that nothing else enters, one for each way of browsing. */
const yearOf = (project: string): number => (project === "with-script" ? 2044 : 2045);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a measure is defined, given a target, and its goal's page would know what is better", async ({ page }, info) => {
  const home = `/individ-och-familjenamnden/${yearOf(info.project.name)}/matt`;
  const name = `Väntetid ${info.project.name}`;
  await page.goto(`${home}/nytt`);
  await page.getByLabel("Namn").fill(name);
  await page.getByLabel("Mäts varje").selectOption("quarter");
  await page.getByLabel("Visa inte antal under").fill("1");
  await press(page, "Lägg till måttet");
  await expect(page.getByRole("alert")).toContainText("skriv ett heltal, 2 till 1000");
  await page.getByLabel("Visa inte antal under").fill("5");
  await page.getByLabel("Bättre är").selectOption("lower");
  await press(page, "Lägg till måttet");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("link", { name: "Riktvärden" }).click();
  await page.getByLabel(`Riktvärde ${yearOf(info.project.name)}`).fill("10");
  await page.getByLabel(`Ingående värde ${yearOf(info.project.name)}`, { exact: true }).fill("14");
  await press(page, "Spara");
  await expect(page.getByRole("table", { name: "Ingående värde och riktvärden" })).toContainText("14");
  await expect(page.getByRole("row", { name: new RegExp(`Riktvärde ${yearOf(info.project.name)}`) })).toContainText("10");
});

test("a month is entered by one paste, and undone by one key @script", async ({ page }) => {
  await page.goto("/individ-och-familjenamnden/2044/matt/inmatning?manad=3");
  const cells = page.locator("[data-row] input[name^=v-]");
  const first = cells.nth(0);
  await first.focus();
  await first.evaluate((input) => {
    const data = new DataTransfer();
    data.setData("text/plain", "1\u00a0234\n5\t6\nsaknas: systembyte\ntolv\n");
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const states = page.locator("[data-state]");
  await expect(states.nth(0)).toContainText("Stämmer det? mars 2044: 1 234 är långt över alla 36 tidigare värden");
  await expect(states.nth(2)).toHaveText("Sparat");
  await expect(states.nth(3)).toContainText("»tolv« för mars 2044 är inget tal");
  await expect(cells.nth(3)).toHaveAttribute("aria-invalid", "true");
  await first.focus();
  await first.press("ArrowDown");
  await expect(cells.nth(1)).toBeFocused();
  await cells.nth(1).fill("7");
  await cells.nth(1).press("Enter");
  await expect(cells.nth(2)).toBeFocused();
  await expect(states.nth(1)).toHaveText(/^Sparat/);
  await cells.nth(2).press("Control+z");
  await expect(cells.nth(1)).toHaveValue("5");
  await expect.poll(async () => {
    await page.waitForTimeout(300);
    return states.nth(1).textContent();
  }).toMatch(/^Sparat/);
  await cells.nth(4).fill("2044");
  await cells.nth(4).press("Enter");
  await expect(states.nth(4)).toContainText("Sparat. Stämmer det? Värdet för mars 2044 är 2044, samma som årtalet.");
  await page.reload();
  await expect(cells.nth(0)).toHaveValue("1234");
  await expect(cells.nth(1)).toHaveValue("5");
  await expect(cells.nth(2)).toHaveValue("saknas: systembyte");
  await expect(cells.nth(3)).toHaveValue("");
});

test("a month is entered as a plain form, and one wrong cell holds up no other @plain", async ({ page }) => {
  await page.goto("/individ-och-familjenamnden/2045/matt/inmatning?manad=5");
  const cells = page.locator("[data-row] input[name^=v-]");
  await cells.nth(0).fill("12");
  await cells.nth(1).fill("tolv");
  await press(page, "Spara allt");
  await expect(page.getByRole("alert")).toContainText("1 värde är inte sparat");
  await expect(page.getByRole("status").filter({ hasText: "1 värde sparat" })).toBeVisible();
  await expect(cells.nth(1)).toHaveValue("tolv");
  await cells.nth(1).fill("13");
  await press(page, "Spara allt");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(cells.nth(0)).toHaveValue("12");
  await expect(cells.nth(1)).toHaveValue("13");
});

test("a cell of the year is commented and marked as preliminary without leaving the keyboard @script", async ({ page }) => {
  await page.goto("/individ-och-familjenamnden/2044/matt/aret");
  const cell = page.locator("[data-row] input[name^=v-]").nth(6);
  await expect(page.locator("[data-cell-comment]")).toBeHidden();
  await cell.fill("9");
  await cell.press("Shift+F2");
  const comment = page.locator("[data-cell-comment] input").first();
  await expect(comment).toBeFocused();
  await expect(page.locator("[data-cell-name]")).toContainText("juli 2044");
  await comment.fill("Två enheter har inte svarat");
  await comment.press("Tab");
  await page.keyboard.press("Space");
  await comment.focus();
  await comment.press("Enter");
  await expect(cell).toBeFocused();
  await expect(page.locator("[data-state]").nth(6)).toHaveText(/^Preliminärt, sparat/);
  await cell.press("Shift+F2");
  await comment.fill("Något annat");
  await comment.press("Escape");
  await expect(cell).toBeFocused();
  await page.reload();
  await cell.focus();
  await expect(cell).toHaveValue("9");
  await expect(cell).toHaveAttribute("title", /Preliminärt. Två enheter har inte svarat/);
  await expect(comment).toHaveValue("Två enheter har inte svarat");
  await expect(page.getByRole("checkbox", { name: "preliminärt" })).toBeChecked();
});

test("a value that makes one ask is answered with a reason, and stays answered until it is another", async ({ page }, info) => {
  const year = yearOf(info.project.name) + 4;
  const home = `/individ-och-familjenamnden/${year}/matt`;
  const enter = async (value: string) => {
    await page.goto(`${home}/25/varden`);
    await page.getByLabel(`maj ${year}`).fill(value);
    await press(page, "Spara");
  };
  await enter(String(year));
  await page.goto(`${home}/rimlighet`);
  const question = page.getByRole("listitem").filter({ hasText: `Värdet för maj ${year} är ${year}, samma som årtalet` });
  await question.getByLabel("Det stämmer, därför att").fill("Räknat två gånger");
  await question.getByRole("button", { name: /^Svara/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "Svaret är sparat" })).toBeVisible();
  await page.locator("summary", { hasText: "1 besvarad fråga" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Räknat två gånger" })).toBeVisible();
  await enter("5");
  await page.goto(`${home}/rimlighet`);
  await expect(page.getByText(/samma som årtalet/)).toHaveCount(0);
});

test("values come in from a file that is looked through first, and go out as one that changes nothing", async ({ page }, info) => {
  const year = yearOf(info.project.name) + 2;
  const home = `/individ-och-familjenamnden/${year}/matt`;
  const header = `Nyckeltal;Mängd ${info.project.name};När`;
  const read = async (name: string, content: string | Buffer) => {
    await page.goto(`${home}/import`);
    await page.getByLabel(/^Fil/).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
    await press(page, "Läs filen");
  };
  await read("statistik.csv", `${header}\nAntal orosanmälningar om barn och unga;12;mars\n`);
  await expect(page.getByText("Säg vilken kolumn som är värdet")).toBeVisible();
  await page.locator("select[name=kolumn-1]").selectOption("value");
  await page.locator("select[name=kolumn-2]").selectOption("period");
  await press(page, "Läs så");
  // The measure is measured once a year.
  await expect(page.getByRole("table", { name: "Rader som inte går att läsa" })).toContainText("»mars« är ingen period för »Antal orosanmälningar om barn och unga«, som mäts varje år");
  await expect(page.getByRole("button", { name: /^Spara/ })).toHaveCount(0);
  await read("statistik.csv", `${header}\nAntal orosanmälningar om barn och unga;12;${year}\nAntal okända saker;1;${year}\n`);
  await expect(page.getByRole("table", { name: "Rader som inte går att läsa" })).toContainText("Måttet »Antal okända saker« finns inte");
  await read("statistik.csv", `${header}\nAntal orosanmälningar om barn och unga;12;${year}\n`);
  await expect(page.getByRole("row", { name: /Antal orosanmälningar om barn och unga/ })).toContainText("12");
  await press(page, "Spara 1 värde");
  await expect(page.getByRole("status").filter({ hasText: "Filens värden är sparade" })).toBeVisible();
  for (const kind of ["csv", "xlsx"]) {
    const file = await page.request.get(`${home}/varden.${kind}`);
    expect(file.status()).toBe(200);
    await read(`varden.${kind}`, await file.body());
    await expect(page.getByText("0 värden ändras")).toBeVisible();
    await expect(page.getByText("går inte att läsa")).toHaveCount(0);
  }
  await read("gammal.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]));
  await expect(page.getByRole("alert")).toContainText("Excels gamla format");
});
