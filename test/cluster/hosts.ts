import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { readService } from "./unit-file.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FILES = path.join(ROOT, "docs/drift/filer/kluster");
const PREFIX = "rodtrad-";
const SWITCH = `${PREFIX}switch`;
/** A user of nobody's, as the service manager makes one for a service. */
const DYNAMIC_USER = "61184";
/** What each host has of its own, at its usual place. */
const OWN = ["etc/hosts", "etc/patroni", "etc/default", "etc/haproxy", "var/lib/postgresql", "var/lib/etcd", "run", "opt"] as const;

export function sh(command: string, ...args: string[]): string {
  const { error, status, stderr, stdout } = spawnSync(command, args, { encoding: "utf8" });
  if (error || status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
  return stdout;
}

/** A host on a network of the test's own: a network namespace, with files of its own laid over the machine's. */
export class Host {
  readonly name: string;
  readonly address: string;
  readonly files: string;
  readonly #units = new Map<string, ChildProcess>();

  /** @param trees the folders of the example configuration that are this host's, laid over each other. */
  constructor(folder: string, name: string, address: string, trees: readonly string[]) {
    [this.name, this.address, this.files] = [name, address, path.join(folder, name)];
    for (const own of OWN) fs.mkdirSync(path.join(this.files, path.extname(own) || own === "etc/hosts" ? path.dirname(own) : own), { recursive: true });
    fs.mkdirSync(path.join(this.files, "log"));
    fs.mkdirSync(path.join(this.files, "opt/rodtrad"));
    fs.copyFileSync(path.join(FILES, "hosts"), path.join(this.files, "etc/hosts"));
    for (const tree of trees) fs.cpSync(path.join(FILES, tree), this.files, { recursive: true });
    fs.mkdirSync(path.join(this.files, "run/postgresql"), { recursive: true });
    const own = (user: string, ...places: string[]) => {
      for (const place of places) if (fs.existsSync(path.join(this.files, place))) sh("chown", "-R", user, path.join(this.files, place));
    };
    own("postgres", "var/lib/postgresql", "run/postgresql", "etc/patroni");
    own("etcd", "var/lib/etcd");
    const wire = `v-${name}`;
    sh("ip", "netns", "add", this.space);
    sh("ip", "link", "add", "eth0", "netns", this.space, "type", "veth", "peer", "name", wire, "netns", SWITCH);
    sh("ip", "-n", SWITCH, "link", "set", wire, "master", "br0", "up");
    sh("ip", "-n", this.space, "addr", "add", `${address}/24`, "dev", "eth0");
    sh("ip", "-n", this.space, "link", "set", "eth0", "up");
    sh("ip", "-n", this.space, "link", "set", "lo", "up");
  }

  get space(): string {
    return `${PREFIX}${this.name}`;
  }

  /** As when its power is back. */
  rise(...units: string[]): void {
    this.wire("up");
    for (const unit of units) this.start(unit);
  }

  /** Starts a unit as the host's service manager would. */
  start(unit: string): void {
    const { command, environment, folder, user } = readService(this.files, unit, this.name);
    const mounts = OWN.map((own) => `mount --bind '${path.join(this.files, own)}' '/${own}'`);
    const as = user === undefined ? "" : user === null ? `setpriv --reuid ${DYNAMIC_USER} --regid ${DYNAMIC_USER} --clear-groups ` : `setpriv --reuid ${user} --regid ${user} --init-groups `;
    const script = ["set -e", ...mounts, `mount --bind '${ROOT}' /opt/rodtrad`, `cd ${folder}`, `exec ${as}${command.map((word) => `'${word}'`).join(" ")}`].join("\n");
    const log = fs.openSync(path.join(this.files, "log", `${unit}.log`), "a");
    const child = spawn("ip", ["netns", "exec", this.space, "unshare", "-m", "sh", "-c", script], { env: { ...environment }, stdio: ["ignore", log, log] });
    child.on("exit", () => this.#units.delete(unit));
    fs.closeSync(log);
    this.#units.set(unit, child);
  }

  /** Asks a unit to end, and waits until it has. */
  async stop(unit: string, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#units.get(unit);
    if (!child) return;
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill(signal);
    await ended;
  }

  /** As when its power is cut: everything that runs on it is gone, and nobody is told. */
  async die(): Promise<void> {
    this.wire("down");
    for (let round = 0; round < 20; round++) {
      const ids = sh("ip", "netns", "pids", this.space).split("\n").filter(Boolean);
      if (!ids.length) break;
      spawnSync("kill", ["-9", ...ids]);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // What a host loses with its power.
    for (const file of fs.readdirSync(path.join(this.files, "run"))) if (file !== "postgresql") fs.rmSync(path.join(this.files, "run", file), { force: true, recursive: true });
  }

  /** As when its cable is drawn, or put back. */
  wire(state: "up" | "down"): void {
    sh("ip", "-n", SWITCH, "link", "set", `v-${this.name}`, state);
  }

  log(unit: string): string {
    const file = path.join(this.files, "log", `${unit}.log`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  }
}

/** The switch that the hosts are joined by. What an earlier run left is taken away first. */
export function layNetwork(): void {
  clearNetwork();
  sh("ip", "netns", "add", SWITCH);
  sh("ip", "-n", SWITCH, "link", "add", "br0", "type", "bridge");
  sh("ip", "-n", SWITCH, "link", "set", "br0", "up");
}

export function clearNetwork(): void {
  const spaces = sh("ip", "netns", "list").split("\n").map((line) => line.split(" ")[0]!).filter((name) => name.startsWith(PREFIX));
  for (const space of spaces) {
    const ids = sh("ip", "netns", "pids", space).split("\n").filter((id) => id && Number(id) !== process.pid);
    if (ids.length) spawnSync("kill", ["-9", ...ids]);
    sh("ip", "netns", "del", space);
  }
}

/** A program of the test's own, on a host of its own. */
export const spawnOn = (host: Host, args: readonly string[], environment: Record<string, string>): ChildProcess =>
  spawn("ip", ["netns", "exec", host.space, "unshare", "-m", "sh", "-c", `mount --bind '${path.join(host.files, "etc/hosts")}' /etc/hosts && exec "$@"`, "sh", process.execPath, ...args], { env: { ...process.env, ...environment }, stdio: ["pipe", "pipe", "inherit"] });
