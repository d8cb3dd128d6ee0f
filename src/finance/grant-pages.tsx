import type { Hono } from "hono";
import { listGoalTitles } from "../goals/goal-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { compare } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, formatNumber } from "../platform/swedish.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { addGrant, changeGrant, GRANTS, removeGrant } from "./grant-commands.ts";
import { listGrants } from "./grant-reads.ts";
import { GRANT_KINDS, GRANT_SCOPES, GRANT_STATUSES, grantAmount, grantTotals, type Grant } from "./grant.ts";
import { nameable } from "./register-reads.ts";

/** Government grants and what is claimed back from the state. */
export function grantPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/ekonomi/bidrag";
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/bidrag");
  app.get(path, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const { committee, year } = scope;
    const grants = await listGrants(db, committee.id, year);
    const goals = new Map((await listGoalTitles(db, [committee.id, committee.municipalityId], year)).map(({ id, text }) => [id, text]));
    const may = tools.may(c, "budget.plan", committee.id);
    const span = (own: readonly Grant[]): string => { const { high, low } = grantTotals(own); return compare(low, high) === 0 ? formatNumber(low) : `${formatNumber(low)}–${formatNumber(high)}`; };
    const all = grantTotals(grants);
    const budgeted = grants.filter(({ inBudget }) => inBudget);
    return tools.page(c, {
      title: "Statsbidrag och återsökningar", active: "ekonomi", live: ["grant@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a></p>
          <h1>Statsbidrag och återsökningar {year}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {grants.length === 0 ? <p>Här förs de statsbidrag och återsökningar in som påverkar nämndens intäkter, med belopp, om de räknas in i budgeten och vilket mål de hjälper. Inget finns för {year}. {may && <a href={`${home(scope)}/ny`}>Lägg till det första</a>}</p> : (
            <>
              <p>Väntat: <strong>{span(grants)} kr</strong>, varav {span(budgeted)} kr räknas in i budgeten.{grants.some(({ received }) => received !== null) && ` Utbetalt: ${formatNumber(all.received)} kr.`}{all.untold > 0 && ` ${counted(all.untold, "bidrag har inget belopp", "bidrag har inget belopp")} och räknas inte med.`}</p>
              <TableScroll label="Statsbidrag och återsökningar">
                <table class="figures">
                  <caption>Statsbidrag och återsökningar {year}<span class="unit">, kr</span></caption>
                  <thead><tr><th scope="col">Namn</th><th scope="col">Slag</th><th scope="col">Status</th><th scope="col">I budgeten</th><th scope="col" class="number">Väntat</th><th scope="col" class="number">Utbetalt</th><th scope="col">Mål</th></tr></thead>
                  <tbody>
                    {grants.map((grant) => <tr id={`rad-${grant.id}`}><th scope="row">{may ? <a href={`${home(scope)}/${grant.id}/andring`}>{grant.name}</a> : grant.name}{grant.fromWhom && <span class="muted small">, {grant.fromWhom}</span>}</th><td>{GRANT_SCOPES[grant.scope]} {GRANT_KINDS[grant.kind]}</td><td>{GRANT_STATUSES[grant.status]}</td><td>{grant.inBudget ? "ja" : "nej"}</td><td class="number">{grantAmount(grant)}</td><td class="number">{grant.received === null ? "" : formatNumber(grant.received)}</td><td>{grant.goalId === null ? "" : <a href={pageHref(scope, "mal", `/${grant.goalId}`)}>{goals.get(grant.goalId) ?? "målet"}</a>}</td></tr>)}
                    <tr class="total"><th scope="row">Summa utan avslag</th><td></td><td></td><td></td><td class="number">{span(grants)}</td><td class="number">{formatNumber(all.received)}</td><td></td></tr>
                  </tbody>
                </table>
              </TableScroll>
            </>
          )}
          {may && grants.length > 0 && <p class="actions"><a class="ds-button" href={`${home(scope)}/ny`}>Nytt bidrag</a></p>}
        </>
      ),
    }, scope);
  });
  registerPages(app, tools, {
    path, active: "ekonomi", register: GRANTS, commands: { add: addGrant, change: changeGrant, remove: removeGrant }, newTitle: "Nytt bidrag", home, trail: (scope) => <><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={home(scope)}>Statsbidrag</a></>,
    placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }), begun: () => ({ kind: "grant", scope: "earmarked", in_budget: "false", status: "expected" }),
    choices: async (c, { committee, year }) => ({ goal_id: [["", "inget"], ...(await nameable(tools.db(c), committee.id, committee.municipalityId, year)).goals] }),
  });
}
