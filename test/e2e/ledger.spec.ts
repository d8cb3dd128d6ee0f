import { expect, test, type Page } from "@playwright/test";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
/** A year's ledger in which an account is of no line. */
const ledger = (year: number, stray: string, staff: string): string => `#FLAGGA 0
#PROGRAM "Ekonomi" 7.1
#FORMAT PC8
#SIETYP 4
#FNAMN "Ekhamns kommun"
#RAR 0 ${year}0101 ${year}1231
#KONTO 2890 "Avrakning"
#KONTO 3110 "Avgifter"
#KONTO 5010 "Loner"
#KONTO ${stray}10 "Ranta"
#DIM 1 "Ansvar"
#OBJEKT 1 "100" "Staben"
#VER A 1 ${year}0115 "Januari"
{
#TRANS 3110 {} -250000.00
#TRANS 5010 {1 "100"} ${staff}
#TRANS ${stray}10 {} 7000
#TRANS 2890 {} ${(243000 - Number(staff)).toFixed(2)}
}
`;

test("a ledger is looked through, read in, and followed from the line down to the voucher; an account is given its line", async ({ page }, info) => {
  test.setTimeout(120_000);
  const year = (info.project.name === "with-script" ? 2071 : 2074) + info.retry;
  // The account's class is its own for each way of browsing: the map is the whole town's.
  const stray = String(84 + (info.project.name === "with-script" ? 0 : 1) + 2 * info.retry);
  const home = `/arbetsmarknadsnamnden/${year}/ekonomi`;
  const upload = async (text: string, name = "utfall.se") => {
    await page.goto(`${home}/inlasning`);
    await page.getByLabel(/^Fil/).setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.getByLabel(/^Ur vilken huvudbok/).fill(`Prov ${year}`);
    await press(page, "Granska filen");
  };
  await upload("<html><head><title>404</title></head></html>", "utfall.html");
  await expect(page.getByText("»utfall.html« är en webbsida med rubriken »404«, ingen SIE-fil; hämta själva filen igen.")).toBeVisible();
  // A table says by its headings what it is; what they do not say is chosen, and its signs are seen.
  await upload(`Konto;Period;Kronor;Ansvar\n5010;${year}-02;-1 000,00;100\n3110;${year}-02;400,00;100\n`, "utfall.csv");
  await expect(page.getByText("Välj vilken kolumn som är belopp, eller en för debet och en för kredit.")).toBeVisible();
  await page.getByLabel("Vad kolumnen Kronor är").selectOption({ label: "Belopp" });
  await page.getByLabel(/^Tecken/).selectOption({ label: "intäkter plus, kostnader minus (som i en resultaträkning)" });
  await press(page, "Läs om tabellen");
  await expect(page.getByRole("row", { name: /^Verksamhetens nettokostnader/ })).toContainText(/−600,00/);
  await press(page, "Läs inte in filen");
  await upload(ledger(year, stray, "1000000.00").replace("{} 7000", "{} 7001"));
  await expect(page.getByText(/Verifikation A 1 summerar till 1\.00 i stället för noll/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Läs in", exact: true })).toHaveCount(0);
  await press(page, "Läs inte in filen");
  await expect(page.getByText("Filen är borttagen. Inget av den är inläst.")).toBeVisible();

  await upload(ledger(year, stray, "1000000.00"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Granska utfall.se");
  await expect(page.getByRole("row", { name: /^Personalkostnader/ })).toContainText(/−1.000.000,00/);
  await expect(page.getByRole("row", { name: new RegExp(`^${stray}10`) })).toContainText("Ranta");
  await press(page, "Läs in");
  await expect(page).toHaveURL(new RegExp(`${home}/utfall`));
  await expect(page.getByRole("row", { name: /^Konton utan rad/ })).toContainText("−7,0");
  await page.getByRole("link", { name: "Personalkostnader", exact: true }).click();
  await page.getByRole("link", { name: "5010 Loner" }).click();
  await expect(page.getByText(/−1.000.000,00.kr/)).toBeVisible();
  await page.getByRole("link", { name: "A 1", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Verifikation A 1");
  await expect(page.getByRole("row", { name: /^5010/ })).toContainText("Ansvar 100");

  // The same month once more is told beside what there is, and takes its place.
  await upload(ledger(year, stray, "900000.00"));
  await expect(page.getByRole("row", { name: /^Personalkostnader/ })).toContainText(/−900.000,00.*−1.000.000,00.*\+100.000,00/);
  await press(page, "Läs in");
  await expect(page.getByRole("row", { name: /^Personalkostnader/ })).toContainText("−900,0");

  await page.goto(`${home}/kontotabell`);
  await page.getByLabel("Gäller från").fill(`${year}-01-01`);
  const empty = page.locator("tbody tr").filter({ has: page.locator('input[name^="from-"][value=""]') }).first();
  await empty.getByLabel(/^Konton från/).fill(stray);
  await empty.getByLabel(/^Rad i resultaträkningen/).selectOption({ label: "Kapitalkostnader" });
  await press(page, "Spara");
  await expect(page.getByText("Sparat.")).toBeVisible();
  await page.goto(`${home}/utfall`);
  await expect(page.getByRole("row", { name: /^Kapitalkostnader/ })).toContainText("−7,0");
  await expect(page.getByRole("row", { name: /^Konton utan rad/ })).toHaveCount(0);
});
