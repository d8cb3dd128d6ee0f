import os from "node:os";
import type { Kind, Told, Verdict } from "./load.ts";

export interface Happening { readonly name: string; readonly since: number; readonly failedUntil: number; readonly until: number; readonly mendedIn: number }
interface Run {
  readonly happenings: readonly Happening[];
  readonly told: readonly Told[];
  readonly verdict: Verdict;
  readonly kinds: readonly Kind[];
  /** How long it may be between two answers that were given. */
  readonly backMs: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** How many of the checks are of the whole run, last in the list. */
const LAST = 5;
const WORDS: Readonly<Record<Kind, string>> = { write: "Skrivning", page: "Sidor", public: "Publicerat", report: "Dokument", job: "Jobb" };
const seconds = (ms: number): string => (ms / 1000).toLocaleString("sv-SE", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The longest time, ms, that one and the same person had no answer, from when something happened until it was over. */
export function longestGap(told: readonly Told[], kind: Kind, { since, until }: Happening): number {
  const gaps = [...Map.groupBy(told.filter((one) => one.kind === kind), ({ by }) => by).values()].map((own) => {
    const answered = own.filter(({ status }) => status === 200).map(({ at }) => at);
    const before = Math.max(since, ...answered.filter((at) => at <= since));
    const times = [before, ...answered.filter((at) => at > since && at <= until).toSorted((a, b) => a - b), until];
    return Math.max(...times.slice(1).map((at, index) => at - times[index]!));
  });
  return Math.max(...gaps, 0);
}

/** The run as a page of the handbook, and what of it held. */
export function reportOf({ backMs, happenings, kinds, told, verdict, versions }: Run): { text: string; passed: number; failed: number } {
  const gaps = happenings.map((one) => kinds.map((kind) => longestGap(told, kind, one)));
  const statuses = kinds.map((kind) => Map.groupBy(told.filter((one) => one.kind === kind), ({ status }) => status));
  const count = (of: Map<number, readonly Told[]>, pick: (status: number) => boolean) => [...of].filter(([status]) => pick(status)).reduce((sum, [, own]) => sum + own.length, 0);
  const checks: [string, boolean][] = [
    ...happenings.flatMap(({ name }, row) => kinds.filter((kind) => kind !== "job").map((kind): [string, boolean] => [`${name}: ${WORDS[kind].toLowerCase()} tillbaka inom ${backMs / 1000} s`, gaps[row]![kinds.indexOf(kind)]! <= backMs])),
    ["Inget som sagts vara sparat är borta", verdict.lost === 0 && verdict.acknowledged > 0],
    ["Inget är gjort två gånger", verdict.doubled === 0],
    ["Loggens kedja är hel", verdict.brokenAt === null],
    ["Varje jobb är gjort, och gjort en gång", verdict.jobsUndone === 0 && verdict.jobsTwice === 0 && verdict.jobs > 0],
    ["Inget svar var ett fel i programmet", statuses.every((of) => !of.has(500))],
  ];
  const broken = checks.filter(([, held]) => !held);
  const sentences = [...new Set(told.flatMap(({ message }) => (message ? [message] : [])))].toSorted();
  const text = `# Provresultat

Klustret i [Kluster](3-kluster.md) med sina filer som de står, på sju värdar i egna nät på en maskin, medan några arbetar: tre som skriver, två som läser sidor, två som läser det publicerade, en som hämtar ett dokument, en som begär kontroller. Körs med \`npm run test:cluster\`, som root.

${new Date().toISOString().slice(0, 10)} · ${os.cpus().length} kärnor, ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB för alla värdar tillsammans · ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}

## Hur länge någon var utan svar

Längsta tid i sekunder som en och samma användare var utan ett lyckat svar. När något försvinner märks det först på att det inte hörs av: en ledare som är borta är inte ledare längre efter tjugo sekunder (\`ttl\`).

| Vad som hände | ${kinds.map((kind) => WORDS[kind]).join(" | ")} | Helt igen efter |
|---|${kinds.map(() => "--:").join("|")}|--:|
${happenings.map(({ mendedIn, name }, row) => `| ${name} | ${gaps[row]!.map(seconds).join(" | ")} | ${seconds(mendedIn)} |`).join("\n")}

»Helt igen efter« räknas från att det som försvann är tillbaka tills tre värdar följer varandra i takt.

## Vad som fick svar

| | Lyckade | »Svarar inte just nu« (503) | Utan svar inom tio sekunder | Annat |
|---|--:|--:|--:|--:|
${kinds.map((kind, index) => `| ${WORDS[kind]} | ${count(statuses[index]!, (status) => status === 200)} | ${count(statuses[index]!, (status) => status === 503)} | ${count(statuses[index]!, (status) => status === 0)} | ${count(statuses[index]!, (status) => ![0, 200, 503].includes(status))} |`).join("\n")}

Ett avslag med 503 och ett uteblivet svar skickades igen med samma nyckel tills det togs emot. Det som sades: ${sentences.map((one) => `»${one}«`).join(", ") || "inget"}.

## Vad som höll

| | |
|---|---|
| Sparade värden som kvitterats | ${verdict.acknowledged} |
| Borta | ${verdict.lost} |
| Sparade två gånger | ${verdict.doubled} |
| Händelser i loggens kedja | ${verdict.events}, ${verdict.brokenAt === null ? "kedjan är hel" : `bruten vid ${verdict.brokenAt}`} |
| Jobb som begärts | ${verdict.jobs}, ogjorda ${verdict.jobsUndone}, begärda två gånger ${verdict.jobsTwice} |

${broken.length ? `Det som inte höll:\n\n${broken.map(([name]) => `- ${name}`).join("\n")}` : `Alla ${checks.length} kontroller höll: ${checks.slice(-LAST).map(([name]) => name.toLowerCase()).join("; ")}; och för varje händelse är skrivning, sidor, det publicerade och dokument tillbaka inom ${backMs / 1000} sekunder.`}
`;
  return { text, passed: checks.filter(([, held]) => held).length, failed: checks.filter(([, held]) => !held).length };
}
