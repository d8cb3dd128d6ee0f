// npm test: installs what tests need, then checks types, style, layout, dependencies, units, databases and browsers.
"use strict";
const { spawnSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const { setUp, root, tell } = require("./setup.js");

const node = setUp("development");
const bin = (name) => path.join(root, "node_modules", name);
const environment = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`, FORCE_COLOR: "0" };
delete environment.NO_COLOR;
for (const name of ["DATABASE_URL", "PORT", "HOST", "LOG_LEVEL"]) delete environment[name];

const isRoot = process.getuid && process.getuid() === 0;
const has = (command) => spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;

const CLUSTER = { patroni: "patroni", etcd: "etcd-server", haproxy: "haproxy", openssl: "openssl", curl: "curl", ip: "iproute2", setpriv: "util-linux" };
const [, , asked] = process.argv;

const missingPackages = () => [
  ...(asked === "cluster" || browser() ? [] : ["chromium"]), ...(postgresFolder() ? [] : ["postgresql"]), ...(asked === "cluster" || has("qpdf") ? [] : ["qpdf"]),
  ...(asked === "cluster" ? Object.keys(CLUSTER).filter((command) => !has(command)).map((command) => CLUSTER[command]) : []),
];

/** Chromium and PostgreSQL come from Debian's packages; elsewhere one line says what to install. */
function ensurePackages() {
  const wanted = missingPackages();
  if (!wanted.length) return;
  const sudo = isRoot ? [] : has("sudo") && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? ["sudo", "-n"] : null;
  if (sudo && has("apt-get")) {
    tell(`Installerar ${wanted.join(", ")} …`);
    const [command, ...before] = [...sudo, "apt-get"];
    const run = (args) => spawnSync(command, [...before, ...args], { stdio: ["ignore", "ignore", 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    run(["update", "-qq"]);
    run(["install", "-y", "-qq", "--no-install-recommends", ...wanted]);
  }
  const missing = missingPackages();
  if (missing.length) {
    tell(`Installera ${missing.join(" och ")} och kör npm test igen.`);
    process.exit(1);
  }
}

function browser() {
  return [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => file && fs.existsSync(file));
}

function postgresFolder() {
  const base = "/usr/lib/postgresql";
  const versions = fs.existsSync(base) ? fs.readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => path.join(base, version, "bin")).find((folder) => fs.existsSync(path.join(folder, "initdb")));
  return found && Number(path.basename(path.dirname(found))) >= 15 ? found : undefined;
}

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A server of its own for this run, on loopback, in a temporary folder, ended with the run. */
async function startPostgres() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-postgres-"));
  const port = await freePort();
  const programs = postgresFolder();
  if (isRoot) spawnSync("chown", ["postgres", folder]);
  const asUser = (program, args, options) => (isRoot ? spawnSync("runuser", ["-u", "postgres", "--", path.join(programs, program), ...args], options) : spawnSync(path.join(programs, program), args, options));
  const data = path.join(folder, "data");
  const made = asUser("initdb", ["-D", data, "-U", "rodtrad", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"], { stdio: ["ignore", "ignore", 2] });
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=100`;
  const started = asUser("pg_ctl", ["-D", data, "-w", "-l", path.join(folder, "log"), "-o", options, "start"], { stdio: ["ignore", "ignore", 2] });
  if (made.status !== 0 || started.status !== 0) {
    tell("PostgreSQL kunde inte startas för testerna.");
    process.exit(1);
  }
  const stop = () => {
    asUser("pg_ctl", ["-D", data, "-m", "immediate", "stop"], { stdio: "ignore" });
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://rodtrad@127.0.0.1:${port}/postgres`, stop };
}

function run(name, args, extra = {}) {
  return new Promise((resolve) => {
    tell(`\n— ${name}`);
    const started = Date.now();
    const child = spawn(node, args, { cwd: root, env: { ...environment, ...extra }, stdio: ["ignore", "inherit", "inherit"] });
    child.on("exit", (code) => {
      tell(`${name}: ${code === 0 ? "grönt" : "rött"} (${Math.round((Date.now() - started) / 1000)} s)`);
      resolve(code === 0);
    });
  });
}

/** Known holes of the dependencies. Where the registry gives no answer it is said, and nothing is claimed. */
function audit() {
  tell("\n— Beroenden");
  const script = process.env.npm_execpath;
  const command = script ? [process.execPath, [script]] : ["npm", []];
  const result = spawnSync(command[0], [...command[1], "audit", "--omit=dev", "--json", "--audit-level=high"], { cwd: root, encoding: "utf8" });
  try {
    const report = JSON.parse(result.stdout);
    if (!report.metadata) throw new Error("no report");
    const { high, critical } = report.metadata.vulnerabilities;
    tell(`Beroenden: ${high + critical} allvarliga kända brister.`);
    return high + critical === 0;
  } catch {
    tell("Beroenden: registret svarar inte på frågan om kända brister; kontrollen hoppades över.");
    return true;
  }
}

/** The browser tests that failed once and then passed. */
const flaky = (suites) => suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky")).map(({ title }) => title), ...flaky(inner)]);

const readJson = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : null);

async function main() {
  ensurePackages();
  if (asked === "cluster") process.exit((await run("Kluster", ["--import", "tsx", path.join("test", "cluster", "run.ts")])) ? 0 : 1);
  const killOnly = asked === "kill";
  const results = path.join(root, "test-results");
  fs.rmSync(results, { recursive: true, force: true });
  fs.mkdirSync(results, { recursive: true });
  const checks = [];
  if (!killOnly) {
    checks.push(await run("Typer", [bin("typescript/bin/tsc")]));
    checks.push(await run("Stil", [bin("oxlint/bin/oxlint"), "--deny-warnings"]));
    checks.push(audit());
  }
  const postgres = await startPostgres();
  process.on("exit", postgres.stop);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  const units = path.join(results, "units.json");
  if (killOnly) {
    const whole = await run("Avbrott", [bin("vitest/vitest.mjs"), "run", "test/kill", "--reporter=verbose"], { ALL_KILLS: "1", TEST_POSTGRES_URL: postgres.url, NO_COLOR: "1", FORCE_COLOR: undefined });
    process.exit(whole ? 0 : 1);
  }
  await run("Enheter och databaser", [bin("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${units}`], { TEST_POSTGRES_URL: postgres.url, NO_COLOR: "1", FORCE_COLOR: undefined });
  await run("Webbläsare", [bin("@playwright/test/cli.js"), "test"], { CHROMIUM: browser() });

  const unitReport = readJson(units);
  const pages = readJson(path.join(results, "e2e.json"));
  let passed = checks.filter(Boolean).length;
  let failed = checks.length - passed;
  let skipped = 0;
  if (unitReport) {
    passed += unitReport.numPassedTests;
    failed += unitReport.numFailedTests + (unitReport.success || unitReport.numFailedTests ? 0 : 1);
    skipped += unitReport.numPendingTests + unitReport.numTodoTests;
  } else failed++;
  if (pages) {
    passed += pages.stats.expected + pages.stats.flaky;
    failed += pages.stats.unexpected + pages.errors.length;
    skipped += pages.stats.skipped;
    for (const name of flaky(pages.suites)) tell(`Gick först andra gången: ${name}`);
  } else failed++;
  const line = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
  fs.writeSync(1, `\n${line}\n`);
  process.exit(failed ? 1 : 0);
}

main();
