import { expect, test, type Browser, type Page } from "@playwright/test";
import { axe } from "./page-steps.ts";

/** A year that nothing else plans, one for each way of browsing. */
const yearOf = (project: string, retry: number): number => (project === "with-script" ? 2061 : 2066) + 2 * retry;
const NOBODY = { cookies: [], origins: [] };
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: /[Ss]para/ }).first()).toBeVisible();

/** Invites somebody as the administrator, and answers a page where they have come in. */
async function person(browser: Browser, admin: Page, name: string, role: string, part: RegExp): Promise<Page> {
  await admin.goto("/anvandare");
  await admin.getByLabel("Namn", { exact: true }).fill(name);
  await admin.getByLabel("E-postadress").fill(`${name.toLowerCase().replace(/[^a-z]+/g, ".")}@ekhamn.example`);
  await admin.getByLabel(/^Roll/).selectOption(role);
  const parts = admin.getByLabel(/^Del av organisationen/);
  await parts.selectOption({ label: (await parts.locator("option").allTextContents()).find((text) => part.test(text))! });
  await press(admin, "Bjud in");
  const link = (await admin.locator("code.token").textContent())!;
  const page = await (await browser.newContext({ storageState: NOBODY })).newPage();
  await page.goto(link);
  await page.getByLabel("Lösenord").fill("sex gula cyklar rullar");
  await press(page, "Spara och logga in");
  await expect(page).toHaveURL(/oversikt$/);
  return page;
}

test("a year of work: the council's goal, the plan, the values, the control, the assessment, and the year after", async ({ browser, page: admin }, info) => {
  test.setTimeout(240_000);
  const script = info.project.name === "with-script";
  const year = yearOf(info.project.name, info.retry);
  const turn = `${info.project.name}${info.retry ? " igen" : ""}`;
  // Both ways of browsing work in the same town, each with a unit of its turn.
  const unit = script ? "Vuxenenheten" : "Ekonomienheten";
  const home = `/individ-och-familjenamnden/${year}`;
  const controller = await person(browser, admin, `Cleo ${turn}`, "controller", /kommun/i);
  const head = await person(browser, admin, `Enar ${turn}`, "reporter", new RegExp(unit));
  const member = await person(browser, admin, `Lena ${turn}`, "elected-member", /Individ- och familje/);
  const approver = await person(browser, admin, `Agda ${turn}`, "approver", /Individ- och familje/);
  const secretary = await person(browser, admin, `Sten ${turn}`, "committee-secretary", /Individ- och familje/);

  await test.step("November before: the controller opens the year and writes the steering model", async () => {
    await controller.goto(`${home}/uppfoljning`);
    await press(controller, `Öppna ${year}`);
    await expect(controller.getByRole("combobox", { name: "Uppföljning" })).toBeVisible();
    await controller.goto(`${home}/mal/modell`);
    await controller.getByLabel("Börja från en färdig modell").selectOption("weighted");
    await press(controller, "Fyll i");
    await press(controller, "Spara styrmodellen");
    await saved(controller);
  });
  const goal = async (address: string, level: string, text: string, parent: RegExp | null): Promise<string> => {
    await controller.goto(address);
    await controller.locator("select[name=level_id]").selectOption({ label: level });
    await controller.getByLabel("Målets text").fill(text);
    if (parent) {
      const above = controller.getByRole("combobox", { name: "Överordnat mål" });
      await above.selectOption({ label: (await above.locator("option").allTextContents()).find((one) => parent.test(one))! });
    }
    await press(controller, "Lägg till målet");
    return new URL(controller.url()).pathname;
  };
  let council = "";
  let own = "";
  const measures = [`Utredningar i tid ${year}`, `Väntetid i dagar ${year}`];
  await test.step("December: the council's goal, the committee's under it, measures with targets, an activity of a unit", async () => {
    await goal(`${home}/mal/nytt?vems=fullmaktige`, "Målområde", `Trygg omsorg ${year}`, null);
    council = await goal(`${home}/mal/nytt?vems=fullmaktige`, "Fullmäktigemål", `Den som behöver stöd får det i tid ${year}`, new RegExp(`Trygg omsorg ${year}`));
    own = await goal(`${home}/mal/nytt`, "Nämndmål", `Utredningar görs utan dröjsmål ${year}`, new RegExp(`får det i tid ${year}`));
    for (const [index, name] of measures.entries()) {
      await controller.goto(`${home}/matt/nytt`);
      await controller.getByLabel("Namn", { exact: true }).fill(name);
      await controller.locator("select[name=frequency]").selectOption("month");
      await controller.locator("select[name=aggregation]").selectOption(index === 0 ? "sum" : "mean");
      await controller.locator("select[name=better]").selectOption(index === 0 ? "higher" : "lower");
      await controller.locator("select[name=unit_id]").selectOption({ label: unit });
      await press(controller, "Lägg till måttet");
      await controller.getByRole("link", { name: "Riktvärden", exact: true }).click();
      await controller.getByLabel(`Riktvärde ${year}`, { exact: true }).fill(index === 0 ? "120" : "högst 30");
      await press(controller, "Spara");
      await saved(controller);
    }
    await controller.goto(`${own}/andring`);
    await controller.locator("summary", { hasText: "Mått" }).click();
    for (const name of measures) await controller.getByRole("checkbox", { name: new RegExp(name) }).check();
    await press(controller, "Spara");
    await controller.getByRole("link", { name: "Lägg till aktivitet" }).click();
    await controller.getByLabel("Aktivitet", { exact: true }).fill(`Mottagning samma dag ${year}`);
    await controller.locator("select[name=unit_id]").selectOption({ label: unit });
    await press(controller, "Lägg till aktiviteten");
    await controller.goto(own);
    await controller.getByRole("link", { name: "Lägg till kontroll" }).click();
    await controller.getByLabel("Kontrollmoment").fill(`Att beslut är undertecknade ${year}`);
    await controller.locator("select[name=unit_id]").selectOption({ label: unit });
    await press(controller, "Lägg till");
    await expect(controller.getByRole("row", { name: /^Utförs av/ })).toContainText(unit);
  });

  await test.step("April: the follow-up opens, and the head of the unit sees what is theirs, and nothing else to press", async () => {
    await controller.goto(`${home}/uppfoljning`);
    await controller.locator("select[name=tillfalle]").selectOption({ label: "Uppföljning per april" });
    await press(controller, "Visa");
    await press(controller, "Öppna uppföljningen");
    await head.goto(`${home}/uppfoljning`);
    await head.locator("select[name=tillfalle]").selectOption({ label: "Uppföljning per april" });
    await press(head, "Visa");
    await expect(head.getByRole("heading", { name: "Mina uppgifter" })).toBeVisible();
    await expect(head.getByRole("button", { name: "Öppna igen" })).toHaveCount(0);
    await expect(head.getByRole("link", { name: measures[0]! }).first()).toBeVisible();
    await expect(head.getByRole("link", { name: `Mottagning samma dag ${year}` }).first()).toBeVisible();
    await expect(head.getByRole("link", { name: `Att beslut är undertecknade ${year}` }).first()).toBeVisible();
  });
  await test.step("April: the head of the unit enters four months, does the check and judges the activity", async () => {
    await head.goto(`${home}/matt/aret`);
    const rows = head.locator("table.year-grid tbody tr");
    await expect(rows).toHaveCount(2);
    if (script) {
      const first = rows.nth(0).locator("input[name^=v-]").first();
      await first.focus();
      await first.evaluate((input) => {
        const data = new DataTransfer();
        data.setData("text/plain", "10\t11\t9\t12\n31\t29\t28\t30\n");
        input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      });
      await expect(head.locator("td[data-saved=yes]")).toHaveCount(8);
    } else {
      for (const [row, values] of [["10", "11", "9", "12"], ["31", "29", "28", "30"]].entries()) for (const [month, value] of values.entries()) await rows.nth(row).locator("input[name^=v-]").nth(month).fill(value);
      await press(head, "Spara allt");
      await expect(head.getByRole("status").filter({ hasText: "8 värden sparade" })).toBeVisible();
    }
    await head.goto(`${home}/uppfoljning`);
    await head.locator("select[name=tillfalle]").selectOption({ label: "Uppföljning per april" });
    await press(head, "Visa");
    await head.getByRole("link", { name: `Att beslut är undertecknade ${year}` }).first().click();
    await head.getByRole("link", { name: "Dra stickprov" }).click();
    await head.locator("select[name=month]").selectOption("4");
    await head.getByLabel("Vilken lista, och i vilken ordning?").fill("Beslut i april, efter datum");
    await head.getByLabel("Hur många rader har listan?").fill("2");
    await head.getByLabel("Hur många ska dras?").fill("2");
    await press(head, "Dra");
    for (const index of [0, 1]) await head.locator("select[name^=svar-]").nth(index).selectOption({ label: "ja" });
    await press(head, "Spara svaren");
    await expect(head.getByText("2 av 2 rätt (100 %)")).toBeVisible();
    await head.getByRole("link", { name: "Till kontrollmomentet" }).click();
    await head.getByRole("link", { name: "Bedöm resultatet" }).click();
    await head.locator("select[name=uppfoljning]").selectOption({ label: "Uppföljning per april" });
    await press(head, "Visa");
    await head.getByRole("radio", { name: "Ingen eller försumbar avvikelse" }).check();
    await head.getByLabel("Motivering").fill("Båda var undertecknade.");
    await press(head, "Spara bedömningen");
    await expect(head.getByText("Båda var undertecknade.")).toBeVisible();
    await head.goto(`${home}/uppfoljning`);
    await head.locator("select[name=tillfalle]").selectOption({ label: "Uppföljning per april" });
    await press(head, "Visa");
    await head.getByRole("link", { name: `Mottagning samma dag ${year}` }).first().click();
    await head.getByRole("radio", { name: "Aktiviteten pågår", exact: true }).check();
    await head.getByLabel("Motivering").fill("Öppnade i mars.");
    await press(head, "Spara bedömningen");
    await head.goto(`${home}/uppfoljning`);
    await head.locator("select[name=tillfalle]").selectOption({ label: "Uppföljning per april" });
    await press(head, "Visa");
    await expect(head.getByText("Allt är gjort.")).toBeVisible();
  });
  await test.step("April: the rule proposes from the figures, and the controller judges and closes", async () => {
    await controller.goto(`${own}/bedomning`);
    await controller.locator("select[name=uppfoljning]").selectOption({ label: "Uppföljning per april" });
    await press(controller, "Visa");
    await expect(controller.getByText(/Regeln föreslår/)).toContainText("grön");
    await controller.getByLabel("Motivering").fill("Båda måtten håller sina riktvärden.");
    await press(controller, "Spara bedömningen");
    await controller.goto(own);
    await expect(controller.getByRole("listitem").filter({ hasText: `Att beslut är undertecknade ${year}` })).toContainText("2 av 2 rätt (100 %)");
    await controller.goto(council);
    await expect(controller.getByText(`Utredningar görs utan dröjsmål ${year}`).first()).toBeVisible();
    await controller.goto(`${home}/uppfoljning`);
    await controller.locator("select[name=tillfalle]").selectOption({ label: "Uppföljning per april" });
    await press(controller, "Visa");
    await press(controller, "Stäng uppföljningen");
    await expect(controller.getByText("Stängd.", { exact: true })).toBeVisible();
  });

  await test.step("December: the rest of the year, one measure short of its target, the goal judged with a reason of one's own", async () => {
    await head.goto(`${home}/matt/aret`);
    const rows = head.locator("table.year-grid tbody tr");
    const rest = [Array.from({ length: 8 }, () => "8"), Array.from({ length: 8 }, () => "29")];
    for (const [row, values] of rest.entries()) for (const [index, value] of values.entries()) await rows.nth(row).locator("input[name^=v-]").nth(4 + index).fill(value);
    await press(head, "Spara allt");
    await expect(head.getByRole("status").filter({ hasText: /värden? spara/ })).toBeVisible();
    await head.reload();
    await expect(rows.nth(0).locator("input[name^=v-]").nth(11)).toHaveValue("8");
    await controller.goto(`${own}/bedomning`);
    await controller.locator("select[name=uppfoljning]").selectOption({ label: "Årsredovisning per december" });
    await press(controller, "Visa");
    // 106 of 120 is red; one of two green is less than the rule asks for.
    await expect(controller.getByText(/Regeln föreslår/)).toContainText("röd");
    await controller.getByRole("radio", { name: "gul" }).check();
    await controller.getByLabel("Motivering").fill("Antalet nåddes nästan och väntetiden hölls hela året.");
    await press(controller, "Spara bedömningen");
    await controller.goto(own);
    await expect(controller.getByText("Antalet nåddes nästan och väntetiden hölls hela året.").first()).toBeVisible();
    await expect(controller.getByRole("table", { name: /Mått mot riktvärden/ })).toContainText("106 mot minst 120");
  });
  await test.step("The elected member reads it all, and changes nothing", async () => {
    await member.goto(`${home}/oversikt`);
    await expect(member.getByRole("heading", { level: 1 })).toContainText(String(year));
    await member.goto(own);
    await expect(member.getByText("Antalet nåddes nästan").first()).toBeVisible();
    await expect(member.getByRole("link", { name: "Ändra målet" })).toHaveCount(0);
    expect((await member.request.get(`${home}/matt/aret`)).status()).toBe(403);
    expect((await member.request.get(`${home}/nytt-ar`)).status()).toBe(403);
  });
  await test.step("The year after is planned from this one: outcomes become baselines, and the old year stands", async () => {
    await controller.goto(`${home}/nytt-ar`);
    await controller.locator("select[name^=mal-]").first().selectOption({ label: "följer med" });
    await expect(controller.getByLabel(`Ingående värde ${year + 1}: ${measures[0]!}`)).toHaveValue("106");
    await controller.getByLabel(`Riktvärde ${year + 1}: ${measures[0]!}`).fill("110");
    await press(controller, `Spara planen för ${year + 1}`);
    await saved(controller);
    await controller.getByRole("link", { name: `Visa planen för ${year + 1}` }).first().click();
    await expect(controller.getByText(`Utredningar görs utan dröjsmål ${year}`).first()).toBeVisible();
    await controller.goto(own);
    await expect(controller.getByRole("table", { name: /Mått mot riktvärden/ })).toContainText("106 mot minst 120");
  });
  await test.step("The head of unit writes the unit's part of the interim report; the committee's draws the parts together", async () => {
    await head.goto(`${home}/dokument`);
    await head.getByRole("link", { name: `Texterna i Delårsrapport per augusti ${year}` }).click();
    await expect(head.getByText(/texter? kvar att skriva/)).toBeVisible();
    await expect(head.getByRole("link", { name: "Sammanfattning", exact: true })).toHaveCount(0);
    await head.getByRole("link", { name: /om Händelser under perioden/ }).click();
    // The plain field gives way to the editor as the page is loaded.
    if (script) await head.locator(".editor").waitFor();
    await head.getByRole("textbox", { name: "Text", exact: true }).fill("Jouren flyttade till nya lokaler i maj.");
    await press(head, "Spara");
    await expect(head).toHaveURL(/\/avsnitt$/);
    await controller.goto(`${home}/dokument/interim-report-08`);
    await expect(controller.getByText("Jouren flyttade till nya lokaler i maj.")).toBeVisible();
  });
  const report = `${home}/dokument/annual-report`;
  await test.step("February after: the report is written with figures from the register, and approved as it was read", async () => {
    await controller.goto(`${report}/avsnitt/summary`);
    await controller.getByRole("textbox", { name: "Text", exact: true }).fill(`I december gjordes {{mått: ${measures[0]!} | ${year}-12}} utredningar.`);
    await press(controller, "Spara");
    await expect(controller.getByText("I december gjordes 8 utredningar.")).toBeVisible();
    await controller.goto(`${report}/avsnitt/summary`);
    await expect(controller.locator("details.typed")).toHaveCount(0);
    await controller.goto(`${report}/beslut`);
    await expect(controller.getByText("Utkast", { exact: true })).toBeVisible();
    await press(controller, "Lämna för granskning");
    await approver.goto(`${home}/dokument`);
    await approver.getByRole("link", { name: "Från utkast till beslut för årsredovisning" }).click();
    await expect(approver.getByRole("button", { name: "För in beslutet" })).toHaveCount(0);
    await press(approver, "Godkänn");
    await expect(approver.getByText("Det som är godkänt är dokumentet som det är nu")).toBeVisible();
  });
  await test.step("A figure that is corrected asks for approval again, and the difference is shown", async () => {
    await head.goto(`${home}/matt/aret`);
    await head.locator("table.year-grid tbody tr").nth(0).locator("input[name^=v-]").nth(11).fill("7");
    await press(head, "Spara allt");
    await expect(head.getByRole("status").filter({ hasText: /värden? spara/ })).toBeVisible();
    await secretary.goto(`${report}/beslut`);
    await expect(secretary.getByRole("row", { name: /Sammanfattning, i texten/ })).toContainText(/8\s*7/);
    await expect(secretary.getByRole("button", { name: "Lägg fram för sammanträdet" })).toHaveCount(0);
    await controller.goto(`${report}/avsnitt`);
    await expect(controller.getByText("1 text har siffror som har ändrats sedan texten skrevs")).toBeVisible();
    await controller.getByRole("link", { name: "Sammanfattning", exact: true }).click();
    await press(controller, "Jag har läst om texten, den stämmer");
    await expect(controller.getByText(/som har ändrats sedan texten skrevs/)).toHaveCount(0);
    await approver.goto(`${report}/beslut`);
    await press(approver, "Godkänn");
  });
  await test.step("The secretary puts it to the meeting and keeps what was decided; what changes after is shown, and changes nothing", async () => {
    await secretary.goto(`${report}/beslut`);
    const form = (button: string) => secretary.locator("form.step").filter({ has: secretary.getByRole("button", { name: button, exact: true }) });
    await form("Lägg fram för sammanträdet").getByLabel("Sammanträdets dag").fill(`${year + 1}-02-15`);
    await press(secretary, "Lägg fram för sammanträdet");
    await expect(form("För in beslutet").getByLabel("Sammanträdets dag")).toHaveValue(`${year + 1}-02-15`);
    await form("För in beslutet").getByLabel(/^Paragraf och beslut/).fill("§ 12");
    await press(secretary, "För in beslutet");
    await expect(secretary.getByText("Registret säger detsamma som det beslutade dokumentet.")).toBeVisible();
    await head.goto(`${home}/matt/aret`);
    await head.locator("table.year-grid tbody tr").nth(0).locator("input[name^=v-]").nth(11).fill("6");
    await press(head, "Spara allt");
    await expect(head.getByRole("status").filter({ hasText: /värden? spara/ })).toBeVisible();
    await member.goto(report);
    await expect(member.getByText("I december gjordes 7 utredningar.")).toBeVisible();
    await expect(member.getByText(new RegExp(`^Beslutat ${year + 1}-02-15, § 12`))).toBeVisible();
    await member.goto(`${report}/beslut`);
    await expect(member.getByRole("row", { name: /Sammanfattning, i texten/ })).toContainText(/7\s*6/);
    await expect(member.locator("form.step")).toHaveCount(0);
    await member.goto(`${report}/skillnader`);
    await expect(member.getByRole("link", { name: "Hämta skillnaderna som PDF" })).toBeVisible();
    const difference = await member.request.get((await member.getByRole("link", { name: "Hämta skillnaderna som PDF" }).getAttribute("href"))!);
    expect([difference.status(), difference.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  });
  await test.step("The secretary publishes it, and whoever comes reads it without signing in: section by section, its tables as data", async () => {
    await secretary.goto(`${report}/beslut`);
    await press(secretary, "Publicera");
    const open = await browser.newContext({ storageState: NOBODY, locale: "sv-SE" });
    const visitor = await open.newPage();
    await visitor.goto("/publicerat");
    const site = (await secretary.getByRole("link", { name: "Så läses det av alla" }).getAttribute("href"))!;
    await visitor.locator(`a[href="${site}"]`).click();
    await visitor.getByRole("navigation", { name: "Avsnitt" }).getByRole("link", { name: "Sammanfattning" }).click();
    await expect(visitor.getByText("I december gjordes 7 utredningar.")).toBeVisible();
    await expect(visitor.locator("article a.figure")).toHaveCount(0);
    await visitor.goto(site);
    await visitor.getByRole("link", { name: "Mål och uppdrag" }).click();
    await expect(visitor.getByRole("heading", { level: 1, name: "Mål och uppdrag" })).toBeVisible();
    if (script) expect(await axe(visitor)).toEqual([]);
    await visitor.setViewportSize({ width: 320, height: 800 });
    expect(await visitor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const file = await visitor.request.get((await visitor.getByRole("link", { name: /^CSV/ }).first().getAttribute("href"))!);
    expect([file.status(), file.headers()["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect((await visitor.request.get(`${site}/hela.pdf`)).headers()["content-type"]).toBe("application/pdf");
    await visitor.goto(`${report}/beslut`);
    await expect(visitor).toHaveURL(/\/logga-in/);
    await open.close();
  });
  for (const page of [approver, controller, head, member, secretary]) await page.context().close();
});
