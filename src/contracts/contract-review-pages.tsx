import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import type { Level } from "../assessment/assessment.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { historyHref, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { byInterval, OBLIGATION_INTERVALS } from "./contract-obligation.ts";
import { contractHref } from "./contract-pages.tsx";
import { answersSeen, findWholeReview, listContracts, listReviewForms, listReviews, loadWholeReviews, questionLevels, statusesSeen, taskLevels, type WholeReview } from "./contract-reads.ts";
import { addContractReview, answerReview, beginReview, changeContractReview, CONTRACT_REVIEWS, removeContractReview, reportObligations } from "./contract-review-commands.ts";
import { byArea, countLevels, REVIEW_KINDS, toWatch, unplannedReviews, type AnswerInput, type ReviewAnswer } from "./contract-review.ts";
import { isInForce } from "./contract.ts";

const countWords = (answers: readonly ReviewAnswer[]): string => { const { levels, open } = countLevels(answers); return [...levels.map(({ count, level }) => `${count} ${level.label.toLowerCase()}`), ...(open ? [`${open} kvar`] : [])].join(", "); };

/** The follow-ups of contracts: the year's plan, and each question by question, with what was not as it should the last time first. */
export function contractReviewPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/avtal/uppfoljningar";
  const home = (scope: Scope): string => contractHref(scope, "/uppfoljningar");
  const trail = (scope: Scope) => <><a href={contractHref(scope)}>Avtal</a> · <a href={home(scope)}>Avtalsuppföljningar {scope.year}</a></>;
  const refuse = (c: Context, scope: Scope): void => {
    if (!tools.may(c, "contract.keep", scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("contract.keep") });
  };
  registerPages(app, tools, {
    path, active: "avtal", register: CONTRACT_REVIEWS, commands: { add: addContractReview, change: changeContractReview, remove: removeContractReview }, newTitle: "Planera en uppföljning", home, trail, backTo: (scope, id) => `${home(scope)}/${id}`,
    placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }), begun: (_, c) => ({ kind: "full", ...(/^\d{1,9}$/.test(c.req.query("avtal") ?? "") ? { contract_id: c.req.query("avtal")! } : {}) }),
    choices: async (c, scope) => ({ contract_id: [["", "välj"], ...(await listContracts(tools.db(c), scope.committee.id)).map(({ id, name }) => [String(id), name] as const)], form_id: [["", "ingen"], ...(await listReviewForms(tools.db(c), scope.committee.id)).map(({ id, name }) => [String(id), name] as const)] }),
    list: {
      parent: (scope) => <a href={contractHref(scope)}>Avtal</a>, title: ({ year }) => `Avtalsuppföljningar ${year}`,
      empty: ({ year }) => `Här planeras årets uppföljningar av avtal: en ordinarie vartannat år och en förenklad däremellan, och vid vilket sammanträde de redovisas. Inga är planerade för ${year}.`,
      content: async (c, scope) => {
        const db = tools.db(c);
        const whole = await loadWholeReviews(db, scope.committee.id, scope.year);
        const contracts = await listContracts(db, scope.committee.id);
        const unplanned = unplannedReviews(contracts.filter((one) => isInForce(one, `${scope.year}-12-31`)), await listReviews(db, scope.committee.id), scope.year);
        const name = (id: number): string => contracts.find((one) => one.id === id)?.name ?? "";
        const may = tools.may(c, "contract.keep", scope.committee.id);
        if (!whole.length && !unplanned.length) return null;
        const now = today();
        return (
          <>
            {whole.length > 0 && (
              <>
                <p>{counted(whole.length, "uppföljning", "uppföljningar")}, varav {whole.filter(({ review }) => review.reviewedOn !== null).length === 1 ? "en är genomförd" : `${whole.filter(({ review }) => review.reviewedOn !== null).length} är genomförda`}. <a href={pageHref(scope, "dokument", "/contract-review-plan")}>Tidsplanen som dokument</a></p>
                <WordTable sparse caption={`Avtalsuppföljningar ${scope.year}`} columns={["Avtal", "Uppföljning", "Redovisas", "Klar senast", "Läge", "Bedömningar", "Rapport"]} rows={whole.map(({ answers, contract, review }) => ({
                  id: `rad-${review.id}`,
                  cells: [<a href={`${home(scope)}/${review.id}`}>{contract.name}</a>, REVIEW_KINDS[review.kind], review.presentation, review.dueOn, review.reviewedOn ? `genomförd ${review.reviewedOn}` : review.dueOn !== null && review.dueOn < now ? <strong>försenad</strong> : answers.length ? "pågår" : "planerad", countWords(answers), <a href={pageHref(scope, "dokument", `/contract-review-${review.id}`)}>Rapporten<span class="visually-hidden"> om {contract.name}</span></a>],
                }))} />
              </>
            )}
            {unplanned.length > 0 && (
              <section>
                <h2>Inte planerade för {scope.year}</h2>
                <p class="muted small">En ordinarie uppföljning görs vartannat år, och en förenklad däremellan. Gemensamma avtal följs upp av sin huvudman.</p>
                <ul>{unplanned.map(({ contractId, kind }) => <li><a href={contractHref(scope, `/${contractId}`)}>{name(contractId)}</a>: {REVIEW_KINDS[kind]} enligt rutinen{may && <>. <a href={`${home(scope)}/ny?avtal=${contractId}`}>Planera den<span class="visually-hidden"> för {name(contractId)}</span></a></>}</li>)}</ul>
              </section>
            )}
          </>
        );
      },
    },
  });

  const load = async (c: Context): Promise<{ scope: Scope; whole: WholeReview } | null> => {
    const scope = await tools.scope(c);
    const whole = scope && (await findWholeReview(tools.db(c), scope.committee.id, scope.year, Number(c.req.param("id"))));
    return scope && whole ? { scope, whole } : null;
  };
  const show = async (c: Context, { scope, whole }: { scope: Scope; whole: WholeReview }, failure: Failure | null, sent: FormData | null) => {
    const { answers, before, contract, obligations, review, statuses } = whole;
    const may = tools.may(c, "contract.keep", scope.committee.id);
    const levels = await questionLevels(tools.db(c));
    const watched = toWatch(before);
    const value = (name: string, kept: string | null): string => (sent ? (sentField(sent, name) ?? "") : (kept ?? ""));
    const area = (name: string, label: string, kept: string | null, rows = 2) => <label>{label}<textarea class="ds-input" rows={rows} name={name} {...fieldOf(failure, name)}>{value(name, kept)}</textarea></label>;
    const own = `${home(scope)}/${review.id}`;
    const part = (label: string, text: string | null) => text && <><dt>{label}</dt><dd class="prose">{text}</dd></>;
    return tools.page(c, {
      title: `Uppföljning av ${contract.name}`, active: "avtal", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: [`contract_review:${review.id}`], writing: may, islands: may ? ["kept-form"] : [],
      body: (
        <>
          <p class="small">{trail(scope)} · <a href={contractHref(scope, `/${contract.id}`)}>{contract.name}</a></p>
          <h1>{REVIEW_KINDS[review.kind].replace(/^./, (letter) => letter.toUpperCase())} uppföljning av {contract.name}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <dl class="terms">
            {part("Redovisas", review.presentation)}{part("Klar senast", review.dueOn)}{part("Granskad dokumentation", review.documents)}{part("Besök", review.visited)}{part("Uppföljningsmöte", review.met)}{part("Genomförd", review.reviewedOn)}{part("Samlad bedömning", review.summary)}
          </dl>
          <p class="actions small">{may && <><a href={`${own}/andring`}>Ändra uppgifterna och den samlade bedömningen</a> · </>}<a href={pageHref(scope, "dokument", `/contract-review-${review.id}`)}>Rapporten som dokument</a> · {obligations.length > 0 && <><a href={`${own}/ataganden`}>Löpande åtaganden ({statuses.length} av {obligations.length} införda)</a> · </>}<a href={historyHref("contract_review", review.id)}>Historik</a></p>
          {watched.length > 0 && (
            <section>
              <h2>Att bevaka sedan förra uppföljningen</h2>
              <ul>{watched.map(({ followOn, level, question, remark }) => <li><StatusMark status={level!} /> {question}{remark && <>: {remark}</>}{followOn && <span class="muted"> (följs upp {followOn})</span>}</li>)}</ul>
            </section>
          )}
          {answers.length === 0 ? (
            <>
              <p>Frågorna är inte hämtade ännu.</p>
              {may && <form method="post" action={`${own}/fragor`}><button class="ds-button">Hämta frågorna</button></form>}
            </>
          ) : (
            <form method="post" class="narrow review" {...(may ? { "data-kept": `uppfoljning-${review.id}-${answersSeen(answers)}`, "data-offline": "Ingen förbindelse. Det du har skrivit finns kvar på den här enheten; spara igen när du är uppkopplad." } : {})} {...(sent ? { "data-sent": "" } : {})}>
              <input type="hidden" name="seen" value={answersSeen(answers)} />
              <p>{counted(answers.length, "fråga", "frågor")}: {countWords(answers)}. En fråga som är fungerande ska ha en rekommendation; en som är bristfällig vad som brister och när det följs upp.</p>
              {byArea(answers).map(({ area: heading, own: questions }) => (
                <section>
                  <h2>{heading}</h2>
                  {questions.map((answer) => may ? (
                    <fieldset id={`fraga-${answer.ordinal}`}>
                      <legend>{answer.question}{watched.some(({ question }) => question === answer.question) && <span class="muted"> (att bevaka)</span>}</legend>
                      <label>Bedömning<select name={`level-${answer.ordinal}`} {...fieldOf(failure, `level-${answer.ordinal}`)}><option value="">inte bedömd</option>{levels.map(({ id, label }) => <option value={String(id)} selected={value(`level-${answer.ordinal}`, answer.level ? String(answer.level.id) : null) === String(id)}>{label}</option>)}</select></label>
                      {area(`comment-${answer.ordinal}`, "Kommentar", answer.comment, 3)}
                      {area(`remark-${answer.ordinal}`, "Rekommendation, eller vad som brister", answer.remark)}
                      <details open={answer.followOn !== null || answer.evidence !== null || (failure?.field === `follow-${answer.ordinal}`)}>
                        <summary>Uppföljning och underlag</summary>
                        <label>Bristen följs upp<input class="ds-input" type="date" name={`follow-${answer.ordinal}`} value={value(`follow-${answer.ordinal}`, answer.followOn)} {...fieldOf(failure, `follow-${answer.ordinal}`)} /></label>
                        {area(`evidence-${answer.ordinal}`, "Underlag: var det sågs", answer.evidence)}
                      </details>
                    </fieldset>
                  ) : (
                    <div><h3>{answer.question}</h3>{answer.level ? <StatusMark status={answer.level} /> : <span class="muted">inte bedömd</span>}<p class="prose">{answer.comment}</p>{answer.remark && <p class="prose"><strong>{answer.level?.rank === 3 ? "Brist" : "Rekommendation"}:</strong> {answer.remark}</p>}</div>
                  ))}
                </section>
              ))}
              {may && <p class="actions sticky"><button class="ds-button">Spara svaren</button> <span role="status" data-kept-words></span></p>}
            </form>
          )}
        </>
      ),
    }, scope);
  };
  app.get(`${path}/:id{[0-9]{1,9}}`, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded, null, null) : tools.notFound(c);
  });
  app.post(`${path}/:id{[0-9]{1,9}}/fragor`, guard("contract.keep"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    refuse(c, loaded.scope);
    const begun = await beginReview(tools.command(c), { id: loaded.whole.review.id });
    return begun.ok ? c.redirect(`${home(loaded.scope)}/${loaded.whole.review.id}`, 303) : show(c, loaded, begun.failure, null);
  });
  app.post(`${path}/:id{[0-9]{1,9}}`, guard("contract.keep"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    refuse(c, loaded.scope);
    const sent = await c.req.formData().catch(() => new FormData());
    const answers = loaded.whole.answers.filter(({ ordinal }) => sent.has(`level-${ordinal}`)).map(({ ordinal }): AnswerInput => ({ ordinal, levelId: sentNumber(sent, `level-${ordinal}`) || null, comment: sentField(sent, `comment-${ordinal}`), remark: sentField(sent, `remark-${ordinal}`), followOn: sentField(sent, `follow-${ordinal}`), evidence: sentField(sent, `evidence-${ordinal}`) }));
    const answered = await answerReview(tools.command(c), { id: loaded.whole.review.id, seen: sentField(sent, "seen") ?? "", answers });
    return answered.ok ? c.redirect(`${home(loaded.scope)}/${loaded.whole.review.id}?sparat=1`, 303) : show(c, loaded, answered.failure, sent);
  });

  const showObligations = async (c: Context, { scope, whole: { contract, obligations, review, statuses } }: { scope: Scope; whole: WholeReview }, failure: Failure | null, sent: FormData | null) => {
    const levels = await taskLevels(tools.db(c));
    const may = tools.may(c, "contract.keep", scope.committee.id);
    const choice = (name: string, label: string, none: string, kept: Level | null) => <select name={name} aria-label={label} {...fieldOf(failure, name)}><option value="">{none}</option>{levels.map(({ id, label: words }) => <option value={String(id)} selected={(sent ? String(sent.get(name) ?? "") : kept ? String(kept.id) : "") === String(id)}>{words}</option>)}</select>;
    return tools.page(c, {
      title: `Åtaganden, ${contract.name}`, active: "avtal", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: [`contract_review:${review.id}`], writing: may,
      body: (
        <>
          <p class="small">{trail(scope)} · <a href={`${home(scope)}/${review.id}`}>{contract.name}</a></p>
          <h1>Löpande åtaganden, {contract.name}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <form method="post">
            <input type="hidden" name="seen" value={statusesSeen(statuses)} />
            {byInterval(obligations).map(({ interval, own }) => (
              <WordTable titled sparse caption={OBLIGATION_INTERVALS[interval]} columns={["Åtagande", "Läge", "I någon annan del", "Kommentar"]} rows={own.map(({ id, name }) => {
                const status = statuses.find(({ obligationId }) => obligationId === id) ?? null;
                if (!may) return { cells: [name, status ? <StatusMark status={status.level} /> : <span class="muted">inte infört</span>, status?.other ? <StatusMark status={status.other} /> : "", status?.comment] };
                return { cells: [name, choice(`level-${id}`, `Läge för ${name}`, "inte infört", status?.level ?? null), choice(`other-${id}`, `Läge i någon annan del för ${name}`, "samma", status?.other ?? null), <input class="ds-input" name={`comment-${id}`} aria-label={`Kommentar till ${name}`} value={sent ? String(sent.get(`comment-${id}`) ?? "") : (status?.comment ?? "")} {...fieldOf(failure, `comment-${id}`)} />] };
              })} />
            ))}
            {may && <p class="actions"><button class="ds-button">Spara</button> <a href={`${home(scope)}/${review.id}`}>Tillbaka</a></p>}
          </form>
        </>
      ),
    }, scope);
  };
  app.get(`${path}/:id{[0-9]{1,9}}/ataganden`, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? showObligations(c, loaded, null, null) : tools.notFound(c);
  });
  app.post(`${path}/:id{[0-9]{1,9}}/ataganden`, guard("contract.keep"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    refuse(c, loaded.scope);
    const sent = await c.req.formData().catch(() => new FormData());
    const rows = loaded.whole.obligations.filter(({ id }) => sent.has(`level-${id}`)).map(({ id }) => ({ obligationId: id, levelId: sentNumber(sent, `level-${id}`) || null, otherLevelId: sentNumber(sent, `other-${id}`) || null, comment: sentField(sent, `comment-${id}`) }));
    const kept = await reportObligations(tools.command(c), { id: loaded.whole.review.id, seen: sentField(sent, "seen") ?? "", rows });
    return kept.ok ? c.redirect(`${home(loaded.scope)}/${loaded.whole.review.id}/ataganden?sparat=1`, 303) : showObligations(c, loaded, kept.failure, sent);
  });
}
