import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { outcomeOf, Refused, valueOf, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { categoryChoices } from "./control-plan-edit-pages.tsx";
import { addRisk, agreeRisks, judgeRisks } from "./control-plan-edit-commands.ts";
import { CONSEQUENCE_WORDS, indexOf, LIKELIHOOD_WORDS, RISK_RESPONSES, riskBand, stageOf, type Risk } from "./control-plan.ts";
import { listControlChecks, listJudgements, listRisks } from "./control-plan-reads.ts";
import { isSplit, spreadOf } from "./risk-judgement.ts";

const BANDS = { high: "hög", medium: "medelhög", low: "låg" } as const;

/** Where several people gather risks, judge each for themselves, and agree. */
export function riskWorkshopPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/intern-kontroll/riskworkshop";
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const risks = await listRisks(db, scope.committee.id, scope.year);
    return { scope, risks, checks: await listControlChecks(db, scope.committee.id, scope.year), judgements: await listJudgements(db, risks.map(({ id }) => id)) };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

  const show = (c: Context, { checks, judgements, risks, scope }: Loaded, failure: Failure | null = null, sent: FormData | null = null) => {
    const { actor } = c.get("identity");
    const lead = tools.may(c, "control.plan", scope.committee.id);
    const judge = tools.may(c, "control.judge", scope.committee.id);
    const agreed = risks.filter((risk) => stageOf(risk, checks.filter(({ riskId }) => riskId === risk.id).length) === "agreed");
    const people = new Set(judgements.map((one) => one.actor)).size;
    const choice = (name: string, label: string, words: readonly string[], value: number | null) => (
      <select name={name} aria-label={label} {...fieldOf(failure, name)}><option value="">–</option>{words.map((word, index) => <option value={String(index + 1)} selected={(sent ? sent.get(name) === String(index + 1) : value === index + 1)}>{index + 1} {word}</option>)}</select>
    );
    return tools.page(c, {
      title: "Riskworkshop", active: "intern-kontroll", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["risk@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "intern-kontroll")}>Intern kontroll</a></p>
          <h1>Riskworkshop {scope.year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p>Samla riskerna, bedöm dem var för sig och enas sedan. De andras bedömningar visas när du har gjort din egen. {risks.length > 0 && `${counted(risks.length, "risk", "risker")}, ${people === 0 ? "ingen har bedömt ännu" : `${counted(people, "person", "personer")} har bedömt`}.`}</p>
          {risks.length === 0 && <p>Inga risker är samlade för {scope.year} ännu. Lägg till den första nedan, eller gör planen av årets kontroller under <a href={pageHref({ ...scope, year: scope.year - 1 }, "intern-kontroll", "/nasta-ar")}>Nästa års plan i {scope.year - 1}</a>.</p>}
          {(lead || (risks.length > 0 && judge)) && (
            <form method="post">
              {lead && (
                <fieldset class="filters plain-set">
                  <legend class="visually-hidden">Ny risk</legend>
                  <label>Process eller rutin<input class="ds-input" name="process" maxlength={500} size={24} value={sent ? (sentField(sent, "process") ?? "") : ""} /></label>
                  <label>Kategori<select name="category">{categoryChoices(risks.map(({ category }) => category)).map(([value, words]) => <option value={value} selected={sent?.get("category") === value}>{words}</option>)}</select></label>
                  <label class="wide">Vad kan gå fel?<input class="ds-input" name="description" maxlength={2000} size={44} value={sent ? (sentField(sent, "description") ?? "") : ""} {...fieldOf(failure, "description")} /></label>
                  <button class="ds-button" data-variant="secondary" name="gor" value="lagg-till">Lägg till risken</button>
                </fieldset>
              )}
              {risks.length > 0 && (<>
              <TableScroll label="Risker att bedöma">
                <table class="figures entry workshop">
                  <caption class="visually-hidden">Risker, din bedömning, allas och vad ni har enats om</caption>
                  <thead><tr><th scope="col">Risk</th>{judge && <th scope="col">Din bedömning: sannolikhet, konsekvens</th>}<th scope="col">Alla</th>{lead && <th scope="col">Ni har enats om: sannolikhet, konsekvens</th>}<th scope="col" class="number">Index</th></tr></thead>
                  <tbody>
                    {risks.map((risk) => {
                      const own = judgements.find((one) => one.riskId === risk.id && one.actor === actor.key);
                      const spread = spreadOf(judgements.filter(({ riskId }) => riskId === risk.id));
                      const name = `${risk.process ? `${risk.process}: ` : ""}${risk.description}`.slice(0, 120);
                      const index = indexOf(risk);
                      return (
                        <tr id={`risk-${risk.id}`}>
                          <th scope="row">{risk.process && <span class="muted small">{risk.process}<br /></span>}{risk.description}</th>
                          {judge && <td class="two" data-label="Din bedömning: ">{choice(`s-${risk.id}`, `Din sannolikhet: ${name}`, LIKELIHOOD_WORDS, own?.likelihood ?? null)} {choice(`k-${risk.id}`, `Din konsekvens: ${name}`, CONSEQUENCE_WORDS, own?.consequence ?? null)}</td>}
                          <td data-label="Alla: ">{spread === null ? <span class="muted">ingen ännu</span> : !own && !lead ? <span class="muted">{counted(spread.count, "person", "personer")}</span> : (
                            <>{counted(spread.count, "person", "personer")}: index {spread.index.lowest === spread.index.highest ? spread.index.lowest : `${spread.index.lowest}–${spread.index.highest}`}{isSplit(spread) && <strong class="small"> Ni ser olika: prata om den.</strong>}</>
                          )}</td>
                          {lead && (
                            <td class="two" data-label="Ni har enats om: ">
                              {choice(`as-${risk.id}`, `Enad sannolikhet: ${name}`, LIKELIHOOD_WORDS, risk.likelihood)} {choice(`ak-${risk.id}`, `Enad konsekvens: ${name}`, CONSEQUENCE_WORDS, risk.consequence)}
                              {spread && risk.likelihood === null && <span class="muted small"> mitten är {spread.likelihood.middle} × {spread.consequence.middle}</span>}
                              <input type="hidden" name={`v-${risk.id}`} value={sent ? String(sent.get(`v-${risk.id}`) ?? risk.version) : String(risk.version)} />
                            </td>
                          )}
                          <td class="number" data-label="Index: ">{index === null ? <span class="muted">–</span> : <><strong>{index.replace(".", ",")}</strong> <span class="muted small">{BANDS[riskBand(index)]}</span></>}</td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </TableScroll>
              <p class="actions"><button class="ds-button" name="gor" value="spara">{judge && lead ? "Spara bedömningarna" : judge ? "Spara min bedömning" : "Spara vad ni har enats om"}</button></p>
              </>)}
            </form>
          )}
          {lead && agreed.length > 0 && (
            <section>
              <h2>Vad görs åt riskerna?</h2>
              <p>{agreed.length === 1 ? "En risk har" : `${agreed.length} risker har`} ett index men ingen har bestämt vad som görs åt {agreed.length === 1 ? "den" : "dem"}. En risk som kontrolleras får ett kontrollmoment; annars skrivs varför den {RISK_RESPONSES.mend}, {RISK_RESPONSES.watch} eller {RISK_RESPONSES.accept}.</p>
              <ul class="rows">{agreed.map((risk: Risk) => <li><div><strong>{indexOf(risk)!.replace(".", ",")}</strong> {risk.description}</div><span><a href={pageHref(scope, "intern-kontroll", `/kontroller/ny?risk=${risk.id}`)} aria-label={`Lägg till kontroll av: ${risk.description}`}>Kontrollera</a> · <a href={pageHref(scope, "intern-kontroll", `/risker/${risk.id}/andring`)} aria-label={`Bestäm annat om: ${risk.description}`}>Annat</a></span></li>)}</ul>
            </section>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("control.judge"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { risks, scope } = loaded;
    const sent = await c.req.formData().catch(() => new FormData());
    const place = { committeeId: scope.committee.id, year: scope.year };
    const step = (name: string): number => Number(/^[1-4]$/.exec(String(sent.get(name) ?? ""))?.[0] ?? 0);
    const pairs = (first: string, second: string) => risks.map(({ id }) => ({ riskId: id, likelihood: step(`${first}-${id}`), consequence: step(`${second}-${id}`), version: sentNumber(sent, `v-${id}`) })).filter(({ consequence, likelihood }) => likelihood !== 0 || consequence !== 0);
    const half = (some: ReturnType<typeof pairs>, first: string, second: string): Failure | null => {
      const one = some.find(({ consequence, likelihood }) => likelihood === 0 || consequence === 0);
      const risk = risks.find(({ id }) => id === one?.riskId);
      return one && risk ? { code: "half", message: `Ange både sannolikhet och konsekvens för »${risk.description.slice(0, 80)}«.`, field: `${one.likelihood === 0 ? first : second}-${one.riskId}` } : null;
    };
    const [judged, agreed] = [pairs("s", "k"), pairs("as", "ak")];
    const wrong = half(judged, "s", "k") ?? half(agreed, "as", "ak");
    if (wrong) return show(c, loaded, wrong, sent);
    const adds = sent.get("gor") === "lagg-till";
    if (!adds && sent.get("gor") !== "spara") throw new Refused({ code: "bad-form", message: "Formuläret gick inte att förstå; ladda om sidan." });
    const context = tools.command(c);
    try {
      // All that was written on the page is saved, whichever button was pressed: or nothing is.
      const saved = await outcomeOf(() => inTransaction(context.db, async (db) => {
        const own = { ...context, db };
        if (judged.length) await valueOf(judgeRisks(own, { ...place, judgements: judged }));
        if (agreed.length) await valueOf(agreeRisks(own, { ...place, agreed }));
        return adds ? (await valueOf(addRisk(own, { ...place, fields: { process: sentField(sent, "process"), category: sentField(sent, "category"), description: sentField(sent, "description") ?? "" } }))).id : null;
      }));
      return saved.ok ? c.redirect(`${c.req.path}?sparat=1${saved.value === null ? "" : `#risk-${saved.value}`}`, 303) : show(c, loaded, saved.failure, sent);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      return show(c, (await load(c))!, { code: "changed", message: "Någon annan har just enats om en av riskerna till något annat. Sidan visar hur det nu står: se efter och spara igen." });
    }
  });
}
