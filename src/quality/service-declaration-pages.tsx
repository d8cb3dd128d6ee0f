import type { Hono } from "hono";
import type { Child } from "hono/jsx";
import { LIGHT_MARKS, NOT_TOLD } from "../goals/goal-status.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import { nameInGroup, statedText, targetRow } from "../indicators/indicator.ts";
import { outcomeRows } from "../indicators/target-rule.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { figure, figureText } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, MONTH_NAMES } from "../platform/swedish.ts";
import { FigureLink, historyHref, sourceHref, WordTable } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { ANSWER_DAYS, FEEDBACK_SUBJECTS } from "./feedback.ts";
import { addServiceDeclaration, addServicePromise, changeServiceDeclaration, changeServicePromise, removeServiceDeclaration, removeServicePromise, SERVICE_DECLARATIONS, SERVICE_PROMISES, takeServiceDeclarations } from "./service-declaration-commands.ts";
import { judgedPromises, listServiceDeclarations } from "./service-declaration-reads.ts";
import { feedbackOn, monthTold, paragraphsOf, PROMISE_LIGHTS, promisesKept, type JudgedServicePromise } from "./service-declaration.ts";
import { loadTold } from "./told-description-reads.ts";

/** How many promises are kept, of those that a measure tells of. */
const keptWords = (judged: readonly JudgedServicePromise[]): string => {
  const { kept, promises, told } = promisesKept(judged);
  return promises === 0 ? "" : told === 0 ? `${counted(promises, "löfte", "löften")}, inget mått säger ännu hur det går` : `${kept} av ${told} mätta löften hålls${promises > told ? ` (${counted(promises, "löfte", "löften")} i allt)` : ""}`;
};

/** What services promise, what is said of them on the web, and whether it holds. */
export function serviceDeclarationPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/kvalitet";
  const home = (scope: Scope, rest = ""): string => pageHref(scope, "kvalitet", `/deklarationer${rest}`);
  const parent = (scope: Scope): Child => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>;
  const placeOf = ({ committee, year }: Scope) => ({ committeeId: committee.id, year });
  const common = { active: "kvalitet", placeOf, trail: (scope: Scope) => <>{parent(scope)} · <a href={home(scope)}>Kvalitetsdeklarationer</a></> };
  registerPages(app, tools, {
    ...common, path: `${base}/deklarationer`, register: SERVICE_DECLARATIONS, commands: { add: addServiceDeclaration, change: changeServiceDeclaration, remove: removeServiceDeclaration, take: takeServiceDeclarations }, newTitle: "Ny kvalitetsdeklaration", importTitle: "Läs in kvalitetsdeklarationer", home, begun: () => ({ published: "no" }), backTo: (scope, id) => home(scope, `/${id}`),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      parent, title: ({ year }) => `Kvalitetsdeklarationer ${year}`, empty: ({ year }) => `Här förs vad nämnden lovar om sina tjänster: när det beslutades, texten på webben och de mått som visar om löftena hålls. Deklarationerna läses in med verksamhetsplanen eller läggs till här. Inga finns för ${year}.`,
      content: async (c, scope) => {
        const db = tools.db(c);
        const declarations = await listServiceDeclarations(db, scope.committee.id, scope.year);
        if (!declarations.length) return null;
        const units = new Map(await unitChoices(db, scope));
        const promises = await judgedPromises(db, scope.committee.id, scope.year, monthTold(scope.year, today()));
        const shown = declarations.filter(({ published }) => published === "yes").length;
        return (
          <>
            <p>{counted(declarations.length, "kvalitetsdeklaration", "kvalitetsdeklarationer")}, varav {shown === 0 ? "ingen visas" : `${shown} visas`} på <a href="/publicerat/kvalitetsdeklarationer">webben</a>.</p>
            <WordTable sparse caption={`Kvalitetsdeklarationer ${scope.year}`} columns={["Tjänst", "Beslutad", "Status", "Enhet", "På webben", "Löften"]} rows={declarations.map(({ decided, id, published, service, status, unitId }) => ({
              id: `rad-${id}`, cells: [<a href={home(scope, `/${id}`)}>{service}</a>, decided, status, unitId === null ? "" : units.get(String(unitId)), published === "yes" ? "ja" : "", keptWords(promises.filter(({ promise }) => promise.declarationId === id))],
            }))} />
          </>
        );
      },
    },
  });
  registerPages(app, tools, {
    ...common, path: `${base}/loften`, register: SERVICE_PROMISES, commands: { add: addServicePromise, change: changeServicePromise, remove: removeServicePromise }, newTitle: "Nytt löfte", home,
    homeOf: (scope, fields) => home(scope, `/${fields["declaration_id"] ?? ""}`), begun: (_, c) => ({ published: "no", ...(/^\d{1,9}$/.test(c.req.query("deklaration") ?? "") ? { declaration_id: c.req.query("deklaration")! } : {}) }),
    choices: async (c, scope) => ({
      declaration_id: [["", "välj"], ...(await listServiceDeclarations(tools.db(c), scope.committee.id, scope.year)).map(({ id, service }) => [String(id), service] as const)],
      indicator_id: [["", "inget mått"], ...(await listIndicators(tools.db(c), scope.committee.id, { from: scope.year, to: scope.year })).map((measure) => [String(measure.id), nameInGroup(measure)] as const)],
    }),
  });

  app.get(`${base}/deklarationer/:id{[0-9]{1,9}}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const db = tools.db(c);
    const declaration = scope && (await listServiceDeclarations(db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("id")));
    if (!scope || !declaration) return tools.notFound(c);
    const month = monthTold(scope.year, today());
    const promises = (await judgedPromises(db, scope.committee.id, scope.year, month)).filter(({ promise }) => promise.declarationId === declaration.id);
    const feedback = feedbackOn(declaration, (await loadTold(db, scope.committee.id)).feedback);
    const unit = declaration.unitId === null ? null : (new Map(await unitChoices(db, scope)).get(String(declaration.unitId)) ?? null);
    const may = tools.may(c, "quality.declare", scope.committee.id);
    const facts = ([["Beslutad", declaration.decided], ["Status", declaration.status], ["Enhet", unit], ["På webben", declaration.published === "yes" ? "ja" : "nej"]] as const).filter(([, words]) => words !== null);
    return tools.page(c, {
      title: declaration.service, active: "kvalitet", live: ["service_declaration@here", "service_promise@here"],
      body: (
        <>
          <p class="small">{parent(scope)} · <a href={home(scope)}>Kvalitetsdeklarationer</a></p>
          <h1>{declaration.service}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <dl class="facts">{facts.map(([name, words]) => <><dt>{name}</dt><dd>{words}</dd></>)}</dl>
          {declaration.body === null ? <p class="muted">Ingen text för webben är skriven.</p> : <section aria-label="Text på webben" class="lead-text">{paragraphsOf(declaration.body).map((paragraph) => <p>{paragraph}</p>)}</section>}
          <h2>Håller det?</h2>
          {promises.length === 0 ? <p>Inga löften är införda. Skriv dem ett och ett, och välj måttet som visar om de hålls.</p> : (
            <>
              <p>{month === null ? "Ingen hel månad har gått ännu" : `Som det är till och med ${MONTH_NAMES[month - 1]} ${scope.year}`}: {keptWords(promises)}.</p>
              <WordTable caption="Löften och hur de hålls" columns={["Löfte", "Mått", "Utfall", "Riktvärde", "Hålls det", "Hur det räknas", "Utfallet visas på webben"]} rows={promises.map(({ judgement, measure, promise, target }) => ({
                id: `rad-${promise.id}`, cells: [
                  may ? <a href={pageHref(scope, "kvalitet", `/loften/${promise.id}/andring`)}>{promise.promise}</a> : promise.promise,
                  measure ? <a href={pageHref(scope, "matt", `/${measure.id}`)}>{nameInGroup(measure)}</a> : "inget mått",
                  measure && judgement && <FigureLink figure={figure(judgement.outcome, measure.decimals, outcomeRows(measure, scope.year, month ?? 1), measure.unit)} text={`${figureText(figure(judgement.outcome, measure.decimals, [], measure.unit))}${measure.unit ? `\u00a0${measure.unit}` : ""}`} />,
                  measure && target && <a class="figure" href={sourceHref([targetRow(measure, target)])} title="Visa ursprung">{statedText(target)}</a>,
                  judgement && <StatusMark status={judgement.light ? { ...LIGHT_MARKS[judgement.light], label: PROMISE_LIGHTS[judgement.light] } : NOT_TOLD} />, judgement?.words, promise.published === "yes" ? "ja" : "nej",
                ],
              }))} />
            </>
          )}
          {feedback === null ? <p class="small muted">Välj enhet eller ämne för deklarationen, så räknas synpunkterna på tjänsten här.</p> : (
            <p>{feedback.count === 0 ? "Inga synpunkter" : counted(feedback.count, "synpunkt", "synpunkter")} {scope.year}{unit && <> på {unit}</>}{declaration.feedbackSubject && <> om {FEEDBACK_SUBJECTS[declaration.feedbackSubject]}</>}{feedback.asked > 0 && <>; {feedback.answered} av {feedback.asked} som vill ha svar har fått det, {feedback.inTime} inom {ANSWER_DAYS} dagar</>}. <a href={pageHref(scope, "kvalitet", "/synpunkter")}>Synpunkter och klagomål</a></p>
          )}
          {may && <p class="actions"><a class="ds-button" href={pageHref(scope, "kvalitet", `/loften/ny?deklaration=${declaration.id}`)}>Nytt löfte</a> <a class="ds-button" data-variant="secondary" href={home(scope, `/${declaration.id}/andring`)}>Ändra kvalitetsdeklarationen</a></p>}
          <p class="small"><a href={historyHref("service_declaration", declaration.id)}>Historik</a>{declaration.originId !== null && <> · <a href={sourceHref([{ table: "service_declaration", key: String(declaration.id), origin: declaration.originId }])}>Ursprung</a></>}</p>
        </>
      ),
    }, scope);
  });
}
