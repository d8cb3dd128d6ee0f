import type { Context, Hono } from "hono";
import { FINDING_KINDS } from "../checking/finding-kinds.ts";
import type { FindingSeverity } from "../checking/finding.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { StatusMark, type StatusLook } from "../platform/ui/status.tsx";
import { listFindings } from "./document-check-reads.ts";
import { LONGEST_ANSWER, openErrors, type AnsweredFinding } from "./document-check.ts";
import { answerFinding } from "./finding-answer-commands.ts";
import { findPlannedDocument } from "./template-reads.ts";
import { partKey, type PlannedDocument } from "./template.ts";

export const SEVERITY_LOOKS: Readonly<Record<FindingSeverity, StatusLook>> = { error: { shape: "square", colour: "red", label: "Fel" }, warning: { shape: "diamond", colour: "amber", label: "Varning" }, note: { shape: "ring", colour: "grey", label: "Att se efter" } };
/** The longest text of a section that is checked while it is written. */
const LONGEST_DRAFT = 200_000;

/** What a finding says, with its quote: the same wherever it is shown. */
export const FindingText = ({ finding: { code, expected, message, quote, severity } }: Pick<AnsweredFinding, "finding">) => (
  <>
    <p class="finding-head"><StatusMark status={SEVERITY_LOOKS[severity]} /> <span class="muted">{FINDING_KINDS[code].label}</span></p>
    <p>{message}</p>
    <blockquote>{quote.slice(0, 300)}</blockquote>
    {expected !== null && <p class="small">Väntat: <strong>{expected.slice(0, 300)}</strong></p>}
  </>
);

/** What an own document says against itself: the whole of it on a page, and a section's own while it is written. */
export function documentCheckPages(app: Hono, tools: PageTools<Scope>): void {
  const place = async (c: Context): Promise<{ scope: Scope; planned: PlannedDocument } | null> => {
    const scope = await tools.scope(c);
    const planned = scope && (await findPlannedDocument(tools.db(c), scope.committee, scope.year, c.req.param("kind") ?? ""));
    return scope && planned ? { scope, planned } : null;
  };
  const address = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}";

  const show = async (c: Context, { planned, scope }: { scope: Scope; planned: PlannedDocument }, failure: Failure | null = null, sent: FormData | null = null) => {
    const findings = await listFindings(tools.db(c), scope.committee, scope.year, planned);
    const home = pageHref(scope, "dokument", `/${planned.key}`);
    const may = tools.may(c, "document.write", scope.committee.id);
    const who = await tools.who(c, findings.flatMap(({ answer }) => answer?.answeredBy ?? []));
    const open = findings.filter(({ answer }) => answer === null);
    const answered = findings.filter(({ answer }) => answer !== null);
    const errors = openErrors(findings).length;
    return tools.page(c, {
      title: `Granskning: ${planned.title}`, active: "dokument", status: failure ? 422 : 200, live: ["*@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={home}>{planned.title}</a> · <a href={`${home}/avsnitt`}>Alla avsnitt</a> · <a href={`${home}/beslut`}>Från utkast till beslut</a></p>
          <h1>Granskning: {planned.title}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          <p>Här står vad i dokumentet som säger emot sig självt. Rätta texten eller registret, eller svara varför det är rätt så här: svaret gäller tills orden eller siffrorna ändras. {errors > 0 ? `${counted(errors, "fel", "fel")} är varken ${errors === 1 ? "rättat eller besvarat" : "rättade eller besvarade"}.` : "Inget fel är obesvarat."}</p>
          {findings.length === 0 && <p>Inget i dokumentet säger emot sig självt, så långt granskningen ser.</p>}
          {[...Map.groupBy(open, ({ anchor }) => anchor)].map(([anchor, group]) => (
            <section>
              <h2><a href={`${home}#${anchor}`}>{group[0]!.heading}</a></h2>
              <ol class="findings">
                {group.map((one) => (
                  <li>
                    <FindingText finding={one.finding} />
                    {may && <AnswerForm finding={one} failure={sent && sentField(sent, "nyckel") === one.key ? failure : null} given={sent && sentField(sent, "nyckel") === one.key ? (sentField(sent, "svar") ?? "") : ""} />}
                  </li>
                ))}
              </ol>
            </section>
          ))}
          {answered.length > 0 && (
            <section>
              <h2>Besvarade</h2>
              <ol class="findings">
                {answered.map((one) => (
                  <li>
                    <p class="small"><a href={`${home}#${one.anchor}`}>{one.heading}</a></p>
                    <FindingText finding={one.finding} />
                    <p><strong>Rätt så här, därför att</strong> {one.answer!.reason} <span class="muted small">{who(one.answer!.answeredBy)} {swedishTime(one.answer!.answeredAt)}</span></p>
                    {may && <form method="post"><input type="hidden" name="nyckel" value={one.key} /><input type="hidden" name="svar" value="" /><p class="actions"><button class="ds-button" data-variant="secondary">Ta tillbaka svaret</button></p></form>}
                  </li>
                ))}
              </ol>
            </section>
          )}
        </>
      ),
    }, scope);
  };

  app.get(`${address}/granskning`, guard("read"), async (c) => {
    const found = await place(c);
    return found ? show(c, found) : tools.notFound(c);
  });
  app.post(`${address}/granskning`, guard("document.write"), async (c) => {
    const found = await place(c);
    if (!found) return tools.notFound(c);
    const { planned, scope } = found;
    const sent = await c.req.formData().catch(() => new FormData());
    const [key, reason] = [(sentField(sent, "nyckel") ?? "").slice(0, 64), sentField(sent, "svar") ?? ""];
    const answered = await answerFinding(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key, key, reason });
    // Who answers beside the text stays there.
    if (c.req.header("accept")?.includes("application/json")) return answered.ok ? c.json(answered.value) : c.json({ message: answered.failure.message }, 422);
    return answered.ok ? c.redirect(`${pageHref(scope, "dokument", `/${planned.key}/granskning`)}?sparat=ja`, 303) : show(c, found, answered.failure, sent);
  });

  const ofSection = async (c: Context): Promise<Response> => {
    const found = await place(c);
    const section = found?.planned.template.sections.find(({ key }) => key === c.req.param("section"));
    if (!found || !section) return tools.notFound(c);
    const { planned, scope } = found;
    const unit = c.req.param("unit");
    const sent = await c.req.formData().catch(() => new FormData());
    const body = (sentField(sent, "body") ?? "").replaceAll("\r\n", "\n").slice(0, LONGEST_DRAFT);
    const findings = await listFindings(tools.command(c).db, scope.committee, scope.year, planned, { section: unit ? partKey(section.key, Number(unit)) : section.key, body });
    const who = await tools.who(c, findings.flatMap(({ answer }) => answer?.answeredBy ?? []));
    // A section's own subheadings lie under it until the next of the template's.
    return c.json(findings.filter(({ within }) => within.includes(section.key)).map(({ answer, finding: { code, expected, message, quote, severity }, key }) => ({ key, severity, words: SEVERITY_LOOKS[severity].label, label: FINDING_KINDS[code].label, message, quote, expected, answer: answer && { reason: answer.reason, by: who(answer.answeredBy) } })));
  };
  app.post(`${address}/avsnitt/:section{[a-z0-9-]+}/granskning.json`, guard("document.write"), ofSection);
  app.post(`${address}/avsnitt/:section{[a-z0-9-]+}/enhet/:unit{[0-9]{1,9}}/granskning.json`, guard("document.write-part"), ofSection);
}

const AnswerForm = ({ failure, finding: { key }, given }: { finding: AnsweredFinding; failure: Failure | null; given: string }) => (
  <details open={failure !== null}>
    <summary>Rätt så här, därför att …</summary>
    <form method="post">
      <input type="hidden" name="nyckel" value={key} />
      <label class="wide">Varför det är rätt<textarea class="ds-input" name="svar" rows={2} maxlength={LONGEST_ANSWER} required {...fieldOf(failure, "reason")}>{given}</textarea></label>
      <p class="actions"><button class="ds-button" data-variant="secondary">Spara svaret</button></p>
    </form>
  </details>
);
