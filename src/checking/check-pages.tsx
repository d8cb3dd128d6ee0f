import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { isTableFileKind, tableAnswer } from "../platform/http/table-answer.ts";
import { counted, slug } from "../platform/swedish.ts";
import { FailureBox } from "../platform/ui/page.tsx";
import { StatusMark, type StatusLook } from "../platform/ui/status.tsx";
import { MAX_FILE_BYTES } from "../reading/file-reads.ts";
import { checkInTurn } from "./file-check-adapter.ts";
import type { CheckedDocument, SentFile } from "./file-check-reads.ts";
import { FINDING_GROUPS, FINDING_KINDS, type FindingGroup } from "./finding-kinds.ts";
import { FINDING_SEVERITIES, type Finding, type FindingSeverity } from "./finding.ts";

const LOOKS: Readonly<Record<FindingSeverity, StatusLook>> = { error: { shape: "square", colour: "red", label: "Fel" }, warning: { shape: "diamond", colour: "amber", label: "Varning" }, note: { shape: "ring", colour: "grey", label: "Att se efter" } };
const PLURALS: Readonly<Record<FindingSeverity, readonly [string, string]>> = { error: ["fel", "fel"], warning: ["varning", "varningar"], note: ["sak att se efter", "saker att se efter"] };
const SEVERITIES = Object.keys(FINDING_SEVERITIES) as FindingSeverity[];
const PLACES = { text: "rad", pdf: "sida", docx: "stycke" } as const;
/** Lines longer than this are a page's whole text, or no text. */
const LONGEST_LINE = 20_000;

/** What goes out as a file: each finding as one row, as the page shows it. */
const Exported = z.array(z.object({ code: z.string().max(60), severity: z.string().max(20), line: z.number().int(), quote: z.string(), message: z.string(), expected: z.string().nullable() })).max(20_000);
const COLUMNS = ["Grad", "Kod", "Ställe", "Vad", "Väntat", "Där står"];

/** Any document checked against itself: what in it cannot be right, beside its text. The file is read and forgotten. */
export function checkPages<Scope>(app: Hono, tools: PageTools<Scope>): void {
  const start = (c: Context, failure: string | null, status: 200 | 413 | 422 = 200) => tools.page(c, {
    title: "Granska en handling", active: "granska", islands: ["dropzone"], status,
    body: (
      <>
        <h1>Granska en handling</h1>
        {failure && <FailureBox heading="Filen gick inte att läsa" message={failure} />}
        <p>Släpp en årsredovisning, en plan eller en annan handling, egen eller andras. Granskningen säger vad i den som inte kan vara rätt: summor, procent, år och enheter, text som säger annat än tabellen, månader som inte går ihop. Filen sparas inte.</p>
        <form method="post" action="/granska" enctype="multipart/form-data">
          <div class="dropzone" data-dropzone>
            <label for="fil"><strong>Handlingen</strong> <span class="muted">(PDF, Word eller text, högst {MAX_FILE_BYTES / 1048576} MB)</span></label><br />
            <input id="fil" type="file" name="fil" accept=".txt,.md,.pdf,.docx,text/plain,application/pdf" required />
            <p class="muted small" data-drop-hint hidden>Du kan också släppa filen här.</p>
          </div>
          <p><label>Jämför med <span class="hint">(frivilligt: förra årets handling, eller planen som den svarar mot)</span><br /><input type="file" name="jamfor" accept=".txt,.md,.pdf,.docx,text/plain,application/pdf" multiple /></label></p>
          <p class="actions"><button class="ds-button">Granska</button> <span role="status" data-progress></span></p>
        </form>
        <p class="muted small">Ett tryckt tal står för allt som avrundas till det, så avrundning blir aldrig ett fel.</p>
      </>
    ),
  });

  app.get("/granska", guard("document.check"), (c) => start(c, null));

  app.post("/granska", guard("document.check"), async (c) => {
    if (Number(c.req.header("content-length") ?? 0) > MAX_FILE_BYTES + 100_000) return start(c, `Filerna är tillsammans större än ${MAX_FILE_BYTES / 1048576} MB; granska en i taget.`, 413);
    const form = await c.req.formData().catch(() => null);
    const sent = (name: string): File[] => (form?.getAll(name) ?? []).filter((one): one is File => one instanceof File && one.name !== "");
    const [own, ...more] = sent("fil");
    if (!own || more.length) return start(c, "Välj en handling att granska, och försök igen.", 422);
    const files: SentFile[] = [];
    for (const file of [own, ...sent("jamfor")]) files.push({ fileName: file.name.replaceAll("\u0000", ""), bytes: new Uint8Array(await file.arrayBuffer()) });
    const checked = await checkInTurn(files);
    if (!checked.ok) return start(c, checked.failure.message, 422);
    return tools.page(c, { title: `Granskning av ${checked.value.fileName}`, active: "granska", islands: ["finding-filter"], body: <Checked file={checked.value} /> });
  });

  app.post("/granska/fil", guard("document.check"), async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    const [kind, name, content] = ["som", "namn", "fynd"].map((field) => String(form.get(field) ?? "")) as [string, string, string];
    const findings = Exported.safeParse(parsed(content));
    if (!findings.success) return start(c, "Det som skulle bli en fil kom inte fram; granska handlingen igen.", 422);
    const fileName = `granskning-${slug(name) || "handling"}`;
    if (isTableFileKind(kind)) return tableAnswer(c, kind, fileName, [{ name: "Granskning", rows: [COLUMNS, ...findings.data.map(({ code, expected, line, message, quote, severity }) => [severity, code, String(line), message, expected ?? "", quote])] }]);
    return c.body(findings.data.map((finding) => JSON.stringify(finding)).join("\n"), 200, { "content-type": "application/jsonl; charset=utf-8", "content-disposition": `attachment; filename="${fileName}.jsonl"`, "cache-control": "private, no-store" });
  });
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

const countsOf = (findings: readonly Finding[]): string => SEVERITIES.map((severity) => counted(findings.filter((finding) => finding.severity === severity).length, ...PLURALS[severity])).join(", ");

function Checked({ file }: { file: CheckedDocument }) {
  const { against, findings } = file;
  const place = PLACES[file.layout.format];
  const groups = (Object.keys(FINDING_GROUPS) as FindingGroup[]).filter((group) => findings.some(({ code }) => FINDING_KINDS[code].group === group));
  return (
    <>
      <p class="small"><a href="/granska">Granska en annan handling</a></p>
      <h1>Granskning av {file.fileName}</h1>
      <p class="lead-in" role="status">{countsOf(findings)}{against.length > 0 && `, jämfört med ${against.join(" och ")}`}.</p>
      {file.layout.scanned && <p class="notice">Texten är läst ur en bild, och bokstäver och siffror kan vara fel lästa: se efter i bilden innan något rättas.</p>}
      {findings.length === 0 ? <p>Inget i handlingen säger emot sig självt, så långt granskningen ser. Den läser tal, tabeller och ord; den vet inte vad som är sant.</p> : (
        <>
          <form class="filters" data-finding-filter hidden>
            <label>Grad<select name="grad"><option value="">Alla</option>{SEVERITIES.map((severity) => <option value={severity}>{LOOKS[severity].label}</option>)}</select></label>
            <label>Om<select name="om"><option value="">Allt</option>{groups.map((group) => <option value={group}>{FINDING_GROUPS[group]}</option>)}</select></label>
            <span role="status" data-shown></span>
          </form>
          <form method="post" action="/granska/fil" class="inline">
            <input type="hidden" name="namn" value={file.fileName} />
            <input type="hidden" name="fynd" value={JSON.stringify(findings.map(({ code, expected, line, message, quote, severity }) => ({ code, severity, line, quote, message, expected })))} />
            <p class="small">Hämta allt som <button class="link" name="som" value="xlsx">Excel</button>, <button class="link" name="som" value="csv">CSV</button> eller <button class="link" name="som" value="jsonl">JSON</button>.</p>
          </form>
          <div class="reading">
            <ol class="findings">{findings.map((finding, index) => <FindingItem finding={finding} number={index + 1} place={place} />)}</ol>
            <Source file={file} />
          </div>
        </>
      )}
    </>
  );
}

function FindingItem({ finding: { code, evidence, expected, line, message, quote, severity }, number, place }: { finding: Finding; number: number; place: string }) {
  const { group, label } = FINDING_KINDS[code];
  return (
    <li id={`fynd-${number}`} data-severity={severity} data-group={group}>
      <p class="finding-head"><StatusMark status={LOOKS[severity]} /> <span class="muted">{label}</span> <a href={`#rad-${line}`}>{place} {line}</a></p>
      <p>{message}</p>
      <blockquote>{short(quote)}</blockquote>
      {evidence.length > 0 && (
        <details>
          <summary>{counted(evidence.length, "ställe", "ställen")} att jämföra med</summary>
          <ul class="plain">{evidence.map((one) => <li>{one.file ? <strong>{one.file}, {place} {one.line}</strong> : <a href={`#rad-${one.line}`}>{place} {one.line}</a>}: {short(one.quote)}</li>)}</ul>
        </details>
      )}
      {expected !== null && <p class="small">Väntat: <strong>{short(expected)}</strong></p>}
    </li>
  );
}
const SHORT = 300;
const short = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text);

/** The document's own text, with the lines marked where something is found. */
function Source({ file }: { file: CheckedDocument }): Child {
  const numbers = Map.groupBy(file.findings.map(({ line }, index) => ({ line, number: index + 1 })), ({ line }) => line);
  return (
    <section class="source" tabindex={0} aria-label={`Texten i ${file.fileName}`}>
      <ol>{file.layout.lines.map((line, index) => {
        const found = numbers.get(index + 1);
        return <li id={`rad-${index + 1}`} class={[file.layout.format === "pdf" ? "page" : "", found ? "found" : ""].filter(Boolean).join(" ") || undefined}>{line.slice(0, LONGEST_LINE)}{found && <span class="found-links"> {found.map(({ number }) => <a href={`#fynd-${number}`} aria-label={`Till anmärkning ${number}`}>{number}</a>)}</span>}</li>;
      })}</ol>
    </section>
  );
}
