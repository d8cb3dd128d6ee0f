// Makes a clone ready to run: installs what is missing, puts the pinned Node in place, builds when sources changed.
// No dependencies and old syntax on purpose: it runs before anything is installed, on whatever Node there is.
"use strict";
const { spawnSync } = require("node:child_process");
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const modules = path.join(root, "node_modules");
const marker = path.join(modules, ".rodtrad-installed");
const windows = process.platform === "win32";

const tell = (text) => fs.writeSync(2, `${text}\n`);
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");

function fail(sentence) {
  tell(sentence);
  process.exit(1);
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** One process at a time prepares the clone; the others wait. A lock whose process is gone is taken over. */
function locked(work) {
  const lock = path.join(root, ".setup-lock");
  for (let tries = 0; ; tries++) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") fail(`Mappen ${root} går inte att skriva i (${error.code}); kontrollera rättigheterna.`);
      const holder = Number(read(lock));
      let alive = true;
      try {
        process.kill(holder, 0);
      } catch (gone) {
        alive = gone.code === "EPERM";
      }
      if (!alive && holder > 0) fs.rmSync(lock, { force: true });
      else if (tries > 1200) fail(`En annan installation har hållit på i tio minuter; ta bort ${lock} om ingen pågår.`);
      else sleep(500);
    }
  }
  try {
    return work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function npm(args) {
  const script = process.env.npm_execpath;
  const viaScript = script && /npm-cli\.c?js$/.test(script);
  const result = viaScript
    ? spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: ["ignore", 2, 2] })
    : spawnSync(windows ? "npm.cmd" : "npm", args, { cwd: root, stdio: ["ignore", 2, 2], shell: windows });
  return result.status === 0;
}

/** "development" holds "production": what is installed for tests is enough to start. */
function install(scope) {
  const wanted = crypto.createHash("sha256").update(read(path.join(root, "package-lock.json"))).update(read(path.join(root, "package.json"))).digest("hex");
  const [installed, installedScope] = read(marker).split(" ");
  if (installed === wanted && (installedScope === scope || installedScope === "development")) return;
  tell("Installerar det som saknas …");
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  if (!npm(["ci", ...quiet, ...(scope === "production" ? ["--omit=dev"] : [])])) {
    fail("Installationen misslyckades; kontrollera nätet och kör samma kommando igen.");
  }
  placeNode();
  fs.writeFileSync(marker, `${wanted} ${scope}`);
}

function platformNode() {
  const file = path.join(modules, `node-${windows ? "win" : process.platform}-${process.arch}`, "bin", windows ? "node.exe" : "node");
  return fs.existsSync(file) ? file : null;
}

/** What the package "node" does in its install script, without running install scripts. */
function placeNode() {
  const own = platformNode();
  const target = path.join(modules, "node", "bin", windows ? "node.exe" : "node");
  if (!own) {
    npm(["rebuild", "node", "--ignore-scripts=false", "--foreground-scripts", "--loglevel=error"]);
    return;
  }
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.rmSync(target, { force: true });
  try {
    fs.linkSync(own, target);
  } catch {
    fs.copyFileSync(own, target);
  }
  if (windows) return;
  const shortcut = path.join(modules, ".bin", "node");
  fs.rmSync(shortcut, { force: true });
  fs.symlinkSync(path.join("..", "node", "bin", "node"), shortcut);
}

/** The pinned Node, else the running one when it is new enough. */
function nodeBinary() {
  const placed = path.join(modules, "node", "bin", windows ? "node.exe" : "node");
  if (platformNode()) return platformNode();
  if (fs.existsSync(placed)) return placed;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return fail("Node 24 saknas och gick inte att installera; installera Node 24 och kör igen.");
}

function newest(folder) {
  let time = 0;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(file) : fs.statSync(file).mtimeMs);
  }
  return time;
}

function build() {
  const stamp = path.join(root, "dist", ".built");
  const built = fs.existsSync(stamp) ? fs.statSync(stamp).mtimeMs : 0;
  const sources = Math.max(newest(path.join(root, "src")), fs.statSync(path.join(__dirname, "build.js")).mtimeMs, fs.existsSync(marker) ? fs.statSync(marker).mtimeMs : 0);
  if (built > sources) return;
  const result = spawnSync(nodeBinary(), [path.join(__dirname, "build.js")], { cwd: root, stdio: ["ignore", 2, 2] });
  if (result.status !== 0) fail("Bygget misslyckades; se felet ovan.");
}

/** Ready to run afterwards; answers the Node to run with. */
function setUp(scope) {
  locked(() => {
    install(scope);
    build();
  });
  return nodeBinary();
}

// As a program of its own it only prepares, for a server that is to be started by something else.
if (require.main === module) setUp("production");

module.exports = { setUp, nodeBinary, root, tell };
