import { expect, test, type Page } from "@playwright/test";
import { axe } from "./page-steps.ts";

const REPORT = "/individ-och-familjenamnden/2021/dokument/control-plan";
const editorOf = (page: Page) => page.getByRole("textbox", { name: "Text", exact: true });
const textOf = (page: Page) => page.locator("textarea[name=body]").inputValue();
async function paste(page: Page, content: { html?: string; text?: string }): Promise<void> {
  await editorOf(page).evaluate((element, { html, text }) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", text ?? "");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, content);
}

test.describe("the editor", { tag: "@script" }, () => {
  test("finds figures as one writes, takes what Word has on the clipboard, and what is saved reads so", async ({ page }) => {
    await page.goto(`${REPORT}/avsnitt/background`);
    const editor = editorOf(page);
    await editor.click();
    await page.keyboard.type("Antalet anställda har =antal anställda");
    await page.getByRole("option", { name: /från 2020 till 2021/ }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await expect(editor).toHaveAttribute("aria-activedescendant", "siffra-1");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" på ett år, 3 / 4 av dem heltid.");
    expect(await textOf(page)).toBe("Antalet anställda har {{förändring: Antal anställda | 2020 | 2021}} på ett år, 3 / 4 av dem heltid.");
    // A figure tells its source where the cursor comes to it.
    await editor.locator(".live-figure").click();
    await expect(page.getByText("Antal anställda, från 2020 till 2021")).toBeVisible();
    await expect(page.getByRole("link", { name: /Varifrån siffran kommer/ })).toHaveAttribute("href", /\/ursprung\?rad=indicator_value/);
    await page.keyboard.press("Control+End");
    await page.getByRole("button", { name: "Fotnot" }).click();
    await page.getByLabel("Fotnotens text").pressSequentially("Avser december.");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await paste(page, { html: `<h2 style="color:red">Läget</h2><p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span>·</span><!--[endif]--><b>Ett</b></p><p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span>·</span><!--[endif]-->Två</p><table><tr><td><p>Var</p></td><td><p>Antal</p></td></tr><tr><td><p>Norr</p></td><td><p>12</p></td></tr></table>` });
    expect(await textOf(page)).toBe("Antalet anställda har {{förändring: Antal anställda | 2020 | 2021}} på ett år, 3 / 4 av dem heltid.{{fotnot: Avser december.}}\n\n### Läget\n\n- Ett\n- Två\n\n| Var | Antal |\n| Norr | 12 |");
    await editor.locator("td", { hasText: "Norr" }).click();
    await page.getByLabel("Tabellens rubrik").fill("Var de arbetar");
    expect(await axe(page)).toEqual([]);
    // Tab leads out of the text, from a table too.
    await editor.locator("td", { hasText: "Norr" }).click();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Spara" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`${REPORT}#background$`));
    const article = page.locator("article.document");
    await expect(article.getByText(/Antalet anställda har ökat från\s219 till\s226 på ett år/)).toBeVisible();
    await expect(article.getByRole("table", { name: "Var de arbetar" }).getByRole("cell", { name: "12" })).toBeVisible();
    await expect(article.getByRole("listitem").filter({ hasText: /^Två$/ })).toBeVisible();
    await expect(article.getByText("Avser december.")).toBeVisible();
    // Nothing was done: the text is as it was, to the letter.
    const kept = await (async () => { await page.goto(`${REPORT}/avsnitt/background`); return textOf(page); })();
    await page.getByRole("button", { name: "Ren text" }).click();
    await expect(page.getByRole("textbox", { name: "Text", exact: true })).toHaveValue(kept);
    await page.getByRole("button", { name: "Som det läses" }).click();
    expect(await textOf(page)).toBe(kept);
  });

  test("a cut line takes no word: the text stands, and is offered again in a new window", async ({ context, page }) => {
    await page.goto(`${REPORT}/avsnitt/method`);
    await editorOf(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Det här skrevs utan nät.");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page.getByRole("alert")).toContainText("Inte sparat");
    await expect(editorOf(page)).toContainText("Det här skrevs utan nät.");
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`${REPORT}/avsnitt/method`);
    await expect(editorOf(again)).not.toContainText("Det här skrevs utan nät.");
    await again.getByRole("button", { name: "Fortsätt på det" }).click();
    await expect(editorOf(again)).toContainText("Det här skrevs utan nät.");
    await again.getByRole("button", { name: "Spara" }).click();
    await expect(again.locator("article.document").getByText("Det här skrevs utan nät.")).toBeVisible();
    await again.goto(`${REPORT}/avsnitt/method`);
    await expect(again.getByText("blev inte sparat")).toHaveCount(0);
  });

  test("what is put in takes nothing away, and a draft that only deletes is offered again", async ({ context, page }) => {
    await page.goto(`${REPORT}/avsnitt/earlier`);
    const editor = editorOf(page);
    await editor.click();
    await page.keyboard.type("Ett stycke med ordet här.");
    await page.keyboard.press("Enter");
    await page.keyboard.type("– Talstreck, säger chefen.");
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page).toHaveURL(/#earlier$/);
    await expect(page.locator("article.document").getByText("– Talstreck, säger chefen.")).toBeVisible();

    await page.goto(`${REPORT}/avsnitt/earlier`);
    await editor.locator("p").first().dblclick({ position: { x: 60, y: 12 } });
    await page.waitForTimeout(200);
    await page.getByRole("button", { name: "Fotnot" }).click();
    await page.keyboard.type("min not", { delay: 20 });
    await page.keyboard.press("Enter");
    const noted = await textOf(page);
    expect(noted).toContain("{{fotnot: min not}}");
    expect(noted.replace("{{fotnot: min not}}", "")).toBe("Ett stycke med ordet här.\n\n\\– Talstreck, säger chefen.");
    await page.getByRole("button", { name: "Tabell", exact: true }).click();
    await expect(page.getByRole("button", { name: "Tabell", exact: true })).toBeDisabled();
    expect(await textOf(page)).toContain("min not");

    await page.waitForTimeout(200);
    await page.keyboard.press("Control+a", { delay: 50 });
    await page.keyboard.press("Delete", { delay: 50 });
    await expect.poll(() => textOf(page)).toBe("");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page.getByRole("alert")).toContainText("Inte sparat");
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`${REPORT}/avsnitt/earlier`);
    await expect(again.getByText("blev inte sparat")).toBeVisible();
    await again.getByRole("button", { name: "Kasta det" }).click();
    await expect(editorOf(again)).toContainText("Ett stycke med ordet här.");
  });
});
