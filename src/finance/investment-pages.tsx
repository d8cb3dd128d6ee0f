import type { Context, Hono } from "hono";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsDuring } from "../organisation/unit-reads.ts";
import type { Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addInvestment, changeInvestment, INVESTMENTS, removeInvestment, setInvestmentAmounts } from "./investment-commands.ts";
import { listInvestments } from "./investment-reads.ts";
import { INVESTMENT_KINDS, INVESTMENT_STATUSES, investmentRows, investmentTotals, seenInvestments, type Investment, type InvestmentKind, type InvestmentTotals } from "./investment.ts";
import { nameable } from "./register-reads.ts";

const PARTS = ["budget", "actual", "forecast"] as const;
const HEADS = { budget: "Budget", actual: "Utfall", forecast: "Prognos" } as const;

/** A committee's investment projects: what each is budgeted for, has cost and is forecast to cost. */
export function investmentPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/ekonomi/investeringar";
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/investeringar");
  const trail = (scope: Scope) => <><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={home(scope)}>Investeringar</a></>;
  app.get(path, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const { committee, year } = scope;
    const investments = await listInvestments(db, committee.id);
    const rows = investmentRows(investments, year);
    const may = tools.may(c, "budget.plan", committee.id);
    const units = new Map((await unitsDuring(db, committee.id, year)).map(({ id, name }) => [id, name]));
    const cell = (value: Decimal | null, signed = false): string => (value === null ? "" : (signed ? thousandsSigned : thousands)(value));
    const amounts = (row: InvestmentTotals) => <><td class="number">{cell(row.budget)}</td><td class="number">{cell(row.actual)}</td><td class="number">{cell(row.remaining)}</td><td class="number">{cell(row.forecast)}</td><td class="number">{cell(row.variance, true)}</td><td class="number">{cell(row.whole)}</td><td class="number">{cell(row.spent)}</td></>;
    const kinds = (Object.keys(INVESTMENT_KINDS) as InvestmentKind[]).filter((kind) => rows.some(({ investment }) => investment.kind === kind));
    return tools.page(c, {
      title: "Investeringar", active: "ekonomi", live: ["investment@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a></p>
          <h1>Investeringar {year}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {rows.length === 0 ? <p>Här förs nämndens investeringar in: ny-, re- och lokalinvesteringar, år för år. Ingen finns för {year}. {may && <a href={`${home(scope)}/ny`}>Lägg till den första</a>}</p> : (
            <>
              <TableScroll label="Investeringar">
                <table class="figures">
                  <caption>Investeringar {year}<span class="unit">, tkr utgift</span></caption>
                  <thead><tr><th scope="col">Projekt</th><th scope="col">Status</th><th scope="col" class="number">Budget {year}</th><th scope="col" class="number">Utfall {year}</th><th scope="col" class="number">Återstår</th><th scope="col" class="number">Prognos {year}</th><th scope="col" class="number">Budget mot prognos</th><th scope="col" class="number">Budget alla år</th><th scope="col" class="number">Utfall t.o.m. {year}</th></tr></thead>
                  <tbody>
                    {kinds.flatMap((kind) => {
                      const own = rows.filter(({ investment }) => investment.kind === kind);
                      return [
                        ...own.map((row) => <tr id={`rad-${row.investment.id}`}><th scope="row">{may ? <a href={`${home(scope)}/${row.investment.id}/andring`}>{row.investment.name}</a> : row.investment.name}{row.investment.unitId !== null && <span class="muted small">, {units.get(row.investment.unitId)}</span>}</th><td>{INVESTMENT_STATUSES[row.investment.status]}</td>{amounts(row)}</tr>),
                        ...(kinds.length > 1 ? [<tr class="total"><th scope="row">Summa {INVESTMENT_KINDS[kind]}ar</th><td></td>{amounts(investmentTotals(own))}</tr>] : []),
                      ];
                    })}
                    <tr class="total"><th scope="row">Summa</th><td></td>{amounts(investmentTotals(rows))}</tr>
                  </tbody>
                </table>
              </TableScroll>
              <p class="table-note">Belopp är utgifter; budget mot prognos med plus är billigare än budget. Det som inte är infört är tomt och räknas inte som noll; en summa är tom tills alla projekt med budget har sitt belopp.</p>
            </>
          )}
          {may && rows.length > 0 && <p class="actions"><a class="ds-button" href={`${home(scope)}/belopp`}>För in belopp för {year}</a> <a href={`${home(scope)}/ny`}>Ny investering</a></p>}
        </>
      ),
    }, scope);
  });

  const showAmounts = async (c: Context, scope: Scope, investments: readonly Investment[], failure: Failure | null = null, sent: FormData | null = null) => {
    const rows = investmentRows(investments, scope.year);
    // Where somebody else has changed them meanwhile, what one has not touched is shown as it is now.
    const began = failure?.code === "changed" && sent ? new Map(String(sent.get("sett") ?? "").split(" ").map((one) => { const [id = "", amounts = ""] = one.split("="); return [id, amounts.split("/")] as const; })) : null;
    const typed = (part: (typeof PARTS)[number], id: number, now: string): string => {
      const text = sent ? (sentField(sent, `${part}-${id}`) ?? "") : null;
      const was = began?.get(String(id))?.[PARTS.indexOf(part)] ?? "";
      return text === null || (began && text === (was ? formatNumber(was) : "")) ? now : text;
    };
    const others = began ? rows.flatMap(({ investment, ...row }) => { const was = began.get(String(investment.id)) ?? []; return PARTS.some((part, at) => (row[part] ?? "") !== (was[at] ?? "")) ? [`${investment.name}: ${PARTS.map((part) => `${HEADS[part].toLowerCase()} ${row[part] === null ? "–" : formatNumber(row[part])}`).join(", ")}`] : []; }) : [];
    return tools.page(c, {
      title: `Investeringar ${scope.year}, belopp`, active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, writing: true, islands: ["paste-grid"],
      body: (
        <>
          <p class="small">{trail(scope)}</p>
          <h1>Investeringar {scope.year}: belopp</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {others.length > 0 && <div class="notice"><p>Så är det nu, efter den andras ändring:</p><ul class="plain">{others.map((words) => <li>{words}</li>)}</ul><p>Det du inte har rört visas som det är nu, och det du har skrivit står kvar. Spara igen om det ska gälla.</p></div>}
          <p class="hint">Kronor, som utgift. Ett tomt fält betyder att inget är sagt. <span data-paste-help hidden>Klistra in rader och kolumner ur ett kalkylblad; pilarna flyttar mellan rutorna.</span></p>
          <form method="post" data-paste-grid>
            <input type="hidden" name="sett" value={sent && failure?.code !== "changed" ? String(sent.get("sett") ?? "") : seenInvestments(investments, scope.year)} />
            <TableScroll label="Belopp per investering">
              <table class="figures entry">
                <caption class="visually-hidden">Belopp per investering, kr</caption>
                <thead><tr><th scope="col">Projekt</th>{PARTS.map((part) => <th scope="col" class="number">{HEADS[part]} {scope.year}</th>)}</tr></thead>
                <tbody>{rows.map(({ investment, ...row }) => <tr><th scope="row">{investment.name}</th>{PARTS.map((part) => { const field = `${part}-${investment.id}`; return <td><input class="ds-input" name={field} size={12} inputmode="decimal" autocomplete="off" aria-label={`${investment.name}, ${HEADS[part].toLowerCase()}`} value={typed(part, investment.id, row[part] === null ? "" : formatNumber(row[part]))} {...fieldOf(failure, field)} /></td>; })}</tr>)}</tbody>
              </table>
            </TableScroll>
            <p class="actions"><button class="ds-button">Spara</button> <a href={home(scope)}>Avbryt</a></p>
          </form>
        </>
      ),
    }, scope);
  };
  app.get(`${path}/belopp`, guard("budget.plan"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? showAmounts(c, scope, await listInvestments(tools.command(c).db, scope.committee.id)) : tools.notFound(c);
  });
  app.post(`${path}/belopp`, guard("budget.plan"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const context = tools.command(c);
    const investments = await listInvestments(context.db, scope.committee.id);
    const form = await c.req.formData().catch(() => new FormData());
    const number = (field: string): Decimal | null => { const text = sentField(form, field); return text === null ? null : (parseNumber(text.replace(/\s*kr$/i, "")) ?? text); };
    const rows = investmentRows(investments, scope.year).map(({ investment: { id } }) => ({ investmentId: id, budget: number(`budget-${id}`), actual: number(`actual-${id}`), forecast: number(`forecast-${id}`) }));
    const saved = await setInvestmentAmounts(context, { committeeId: scope.committee.id, year: scope.year, rows, seen: String(form.get("sett") ?? "") });
    return saved.ok ? c.redirect(`${home(scope)}?sparat=1`, 303) : showAmounts(c, scope, investments, saved.failure, form);
  });
  registerPages(app, tools, {
    path, active: "ekonomi", register: INVESTMENTS, commands: { add: addInvestment, change: changeInvestment, remove: removeInvestment }, newTitle: "Ny investering", home, trail, placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({ kind: "new", status: "planned" }),
    choices: async (c, { committee, year }) => { const { goals, units } = await nameable(tools.db(c), committee.id, committee.municipalityId, year); return { unit_id: [["", "nämnden som helhet"], ...units], goal_id: [["", "inget"], ...goals] }; },
  });
}
