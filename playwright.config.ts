import fs from "node:fs";
import { defineConfig } from "@playwright/test";
import { SERVER_LOG, STATE } from "./test/e2e/sign-in.setup.ts";

const PORT = Number(process.env["E2E_PORT"] ?? 4611);
const BROWSER = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--lang=sv-SE",
];

fs.mkdirSync("test-results", { recursive: true });

export default defineConfig({
  globalSetup: "./test/e2e/sign-in.setup.ts",
  testDir: "test/e2e",
  outputDir: "test-results/browser",
  workers: 2,
  fullyParallel: true,
  expect: { timeout: 10_000 },
  timeout: 60_000,
  // A machine that is busy with something else makes a page late once; what fails twice is wrong. The run says which were late.
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: "sv-SE",
    // What is not there after so long does not come: the rest of a test's time is not waited out.
    actionTimeout: 20_000,
    storageState: STATE,
    extraHTTPHeaders: { origin: `http://127.0.0.1:${PORT}` },
    launchOptions: { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: BROWSER },
  },
  // One after the other: the long tests at the end of the first and the registers filled at the beginning of the second are of the same committee.
  projects: [{ name: "with-script", grepInvert: /@plain/ }, { name: "without-script", use: { javaScriptEnabled: false }, grepInvert: /@script/, dependencies: ["with-script"] }],
  webServer: {
    command: `${JSON.stringify(process.execPath)} dist/main.js > ${SERVER_LOG}`,
    env: { PORT: String(PORT), DATABASE_URL: "pglite://memory", LOG_LEVEL: "warn" },
    url: `http://127.0.0.1:${PORT}/logga-in`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
