import { expect, test } from "@playwright/test";
import { axe } from "./page-steps.ts";

/** The committee that has all registers, by year; and what is of no year. */
const OF_YEAR: Readonly<Record<string, readonly string[]>> = {
  1999: [
    "oversikt", "ekonomi",
  ],
  2021: [
    "oversikt", "mal", "matt", "matt?visa=diagram&grupp=Vuxna", "matt/1", "ekonomi", "intern-kontroll", "dokument", "dokument/annual-report", "dokument/annual-report/granskning",
    "matt/aret", "matt/inmatning", "matt/smadiagram", "matt/register", "matt/jamforelse", "matt/rimlighet", "uppfoljning", "nytt-ar", "mal?organisation=idag", "dokument/mallar/alla",
    "dokument/mallar/interim-report", "dokument/interim-report-08/avsnitt", "dokument/interim-report-08", "dokument/annual-report/beslut", "dokument/annual-report/skillnader",
    "dokument/annual-report/siffror?sok=antal", "dokument/annual-report/avsnitt/summary", "dokument/mallar/utseende", "dokument/annual-report/publicering",
    "dokument/annual-report/avsnitt/summary/kommentarer?citat=mkr", "matt/20/varden", "matt/20/definition", "mal/6/andring", "mal/6", "mal/6/avslut", "mal/6/aktiviteter",
    "matt/inmatning?manad=12", "matt/import", "matt/20/samband", "matt/20/riktvarden", "mal/6/bedomning", "intern-kontroll/nasta-ar", "intern-kontroll/kontroller/1",
    "intern-kontroll/kontroller/1/stickprov", "intern-kontroll/kontroller/1/andring", "intern-kontroll/kontroller/1/bedomning", "dokument/annual-report/avsnitt",
    "dokument/annual-report/handlingar", "ekonomi/utfall?per=20", "ekonomi/utfall/rad/staff", "ekonomi/ramar?ram=ny", "ekonomi/budget", "ekonomi/utfall/konto/5010?manad=12",
    "ekonomi/kontotabell", "kvalitet", "kvalitet/ej-verkstallda?kvartal=3", "kvalitet/ej-verkstallda/1/andring", "ekonomi/inlasning",
  ],
  2023: [
    "oversikt", "mal", "ekonomi", "intern-kontroll", "dokument/operational-plan", "matt/nytt", "uppfoljning", "mal/nytt", "mal/modell?fran=weighted", "uppdrag/nytt",
    "intern-kontroll/riskworkshop", "kvalitet",
  ],
};
const OTHERS = [
  "/arbetsmarknadsnamnden/2021/oversikt", "/arbetsmarknadsnamnden/2023/intern-kontroll", "/las-in", "/las-in/1", "/granska", "/finns-inte", "/organisation", "/organisation/3",
  "/publicerat", "/publicerat/sok?q=ingenting", "/publicerat/data", "/publicerat/tillganglighet", "/konto", "/behorighet", "/anvandare", "/anvandare/1", "/granskning", "/historik/goal/1",
  "/kalender",
];
const PAGES = [...Object.entries(OF_YEAR).flatMap(([year, pages]) => pages.map((page) => `/individ-och-familjenamnden/${year}/${page}`)), ...OTHERS];

// The same page is sent with script and without, so each is seen once.
for (const address of PAGES) {
  test(`axe finds nothing and nothing sticks out at 320 px on ${address} @script`, async ({ page }) => {
    // Also before the typeface has come, or where it never does.
    await page.route("**/*.woff2", (route) => route.abort());
    await page.goto(address);
    await expect(page.locator("h1")).toHaveCount(1);
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    const [width, mode] = await page.evaluate(() => [document.documentElement.scrollWidth, document.compatMode]);
    expect(width).toBeLessThanOrEqual(320);
    expect(mode).toBe("CSS1Compat");
  });
}
