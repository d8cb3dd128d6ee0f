import { execFile, spawnSync } from "node:child_process";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const BASE = "/usr/lib/postgresql";
const isRoot = process.getuid?.() === 0;
const programs = (): string => path.join(BASE, fs.readdirSync(BASE).toSorted((a, b) => Number(b) - Number(a)).find((version) => fs.existsSync(path.join(BASE, version, "bin", "initdb")))!, "bin");

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A database server of its own process and folder, as a host of a cluster is: it leads or follows, dies, is cut off, takes over. */
export class PostgresHost {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-host-"));
  readonly name: string;
  port = 0;

  constructor(name: string) {
    this.name = name;
    if (isRoot) spawnSync("chown", ["postgres", this.folder]);
  }

  get #data(): string {
    return path.join(this.folder, "data");
  }

  /** By the server's user; what a server says goes to its log, so that nobody waits for its output to end. */
  async #run(program: string, args: string[]): Promise<string> {
    const all = [path.join(programs(), program), ...args];
    const { stdout } = await promisify(execFile)(isRoot ? "runuser" : all[0]!, isRoot ? ["-u", "postgres", "--", ...all] : all.slice(1), { cwd: "/" });
    return stdout.trim();
  }

  async #start(): Promise<void> {
    this.port ||= await freePort();
    await this.#run("pg_ctl", ["-D", this.#data, "-w", "-l", path.join(this.folder, "log"), "-o", `-p ${this.port} -k ${this.folder} -c listen_addresses=127.0.0.1 -c max_connections=60 -c cluster_name=${this.name}`, "start"]);
  }

  async lead(): Promise<void> {
    await this.#run("initdb", ["-D", this.#data, "-U", "rodtrad", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]);
    await this.#start();
  }

  /** A copy of another, which takes what it writes as it is written. */
  async follow(leader: PostgresHost): Promise<void> {
    fs.rmSync(this.#data, { recursive: true, force: true });
    await this.#run("pg_basebackup", ["-D", this.#data, "-R", "-c", "fast", "-d", `host=127.0.0.1 port=${leader.port} user=rodtrad application_name=${this.name}`]);
    await this.#start();
  }

  sql(statement: string): Promise<string> {
    return this.#run("psql", ["-h", "127.0.0.1", "-p", String(this.port), "-U", "rodtrad", "-d", "postgres", "-Atc", statement]);
  }

  /** What an acknowledged write waits for: that the other has it too. */
  async waitFor(follower: PostgresHost | null): Promise<void> {
    await this.sql(`alter system set synchronous_standby_names = '${follower?.name ?? ""}'`);
    await this.sql("select pg_reload_conf()");
  }

  async takeOver(): Promise<void> {
    await this.waitFor(null);
    await this.#run("pg_ctl", ["-D", this.#data, "-w", "promote"]);
  }

  async restart(): Promise<void> {
    await this.#run("pg_ctl", ["-D", this.#data, "-w", "-m", "fast", "stop"]);
    await this.#start();
  }

  /** As when the power goes. */
  async die(): Promise<void> {
    await this.#run("pg_ctl", ["-D", this.#data, "-m", "immediate", "stop"]);
  }

  get #postmaster(): number {
    return Number(fs.readFileSync(path.join(this.#data, "postmaster.pid"), "utf8").split("\n")[0]);
  }

  #signalAll(name: NodeJS.Signals): void {
    const postmaster = this.#postmaster;
    // The one that makes the others first, and those it made twice: one may come while the list is read, another end.
    for (let round = 0; round < 2; round++) {
      process.kill(postmaster, name);
      for (const child of fs.readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ").filter(Boolean)) {
        try {
          process.kill(Number(child), name);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
        }
      }
    }
  }

  /** As when its cable is out: connections stay, and nothing is answered. */
  freeze(): void {
    this.#signalAll("SIGSTOP");
  }

  thaw(): void {
    this.#signalAll("SIGCONT");
  }

  async remove(): Promise<void> {
    if (fs.existsSync(path.join(this.#data, "postmaster.pid"))) {
      this.thaw();
      await this.die();
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
