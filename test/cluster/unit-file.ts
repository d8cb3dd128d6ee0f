import fs from "node:fs";
import path from "node:path";

/** What a service manager starts by a unit file: of the directives, those that say what is run, as whom and with what. */
export interface Service {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Null for a user made for the service alone, undefined for root. */
  readonly user: string | null | undefined;
  readonly folder: string;
}

const LIBRARY = "/lib/systemd/system";

function settings(text: string): [string, string][] {
  const service = /\[Service\]\n([\s\S]*?)(?=\n\[|$)/.exec(`${text}\n`)?.[1] ?? "";
  return service.split("\n").filter((line) => /^[A-Za-z]+=/.test(line)).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
}

const assignments = (text: string): [string, string][] => text.split("\n").filter((line) => /^[A-Z_a-z0-9]+=/.test(line)).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);

/** Reads a unit as the service manager of a host would, with what its drop-ins add. @param root the host's own files. */
export function readService(root: string, unit: string, host: string): Service {
  const own = path.join(root, "etc/systemd/system");
  const file = [path.join(own, `${unit}.service`), path.join(LIBRARY, `${unit}.service`)].find((one) => fs.existsSync(one));
  if (!file) throw new Error(`No unit file for ${unit}`);
  const more = path.join(own, `${unit}.service.d`);
  const lines = [file, ...(fs.existsSync(more) ? fs.readdirSync(more).toSorted().map((name) => path.join(more, name)) : [])].flatMap((one) => settings(fs.readFileSync(one, "utf8")));
  const all = (name: string): string[] => lines.filter(([key]) => key === name).map(([, value]) => value.replaceAll("%H", host).replaceAll("%p", unit));
  const environment: Record<string, string> = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8" };
  for (const value of all("Environment")) for (const [, name, text] of value.matchAll(/"?([A-Za-z_]+)=([^"\s]*(?: [^"=\s]+)*)"?/g)) environment[name!] = text!;
  for (const value of all("EnvironmentFile")) {
    const [, optional, at] = /^(-?)(.*)$/.exec(value)!;
    const place = path.join(root, at!);
    if (fs.existsSync(place)) Object.assign(environment, Object.fromEntries(assignments(fs.readFileSync(place, "utf8"))));
    else if (!optional) throw new Error(`${unit}: ${at} is not there`);
  }
  const command = all("ExecStart").at(-1)!.split(/\s+/).flatMap((word) => (/^\$\w+$/.test(word) ? (environment[word.slice(1)] ?? "").split(/\s+/).filter(Boolean) : [word]));
  return { command, environment, user: all("DynamicUser").includes("yes") ? null : all("User").at(-1), folder: all("WorkingDirectory").at(-1) ?? "/" };
}
