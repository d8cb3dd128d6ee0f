import type { Context, Hono } from "hono";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { compare, isZero, subtract } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure, Outcome } from "../platform/outcome.ts";
import { compareSwedish, counted } from "../platform/swedish.ts";
import { sentField, sentNumber, sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { listActivities, activityName } from "./activity-reads.ts";
import { BudgetChanges, IndexForm, readIndexing, readNotes, readTransfer, Transfers } from "./budget-change-pages.tsx";
import { addBudget, explainBudget, indexBudget, setBudgetDecision, transferBudget } from "./budget-commands.ts";
import { findBudget, listBudgetNotes, listBudgetRows, listBaseRows, listBudgets, listRowsInForce, listTransfers } from "./budget-reads.ts";
import { budgetDifferences, budgetTotals, leftOfFrame } from "./budget.ts";
import { budgetUnits, frameOf } from "./budget-unit-reads.ts";

/** Where a year's budget is made, unit by unit and month by month, with what is left of the frame in sight. */
export function budgetPages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/budget");

  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: FormData | null = null) => {
    const db = tools.db(c);
    const { committee, year } = scope;
    const budgets = await listBudgets(db, committee.id, year);
    const asked = sent?.has("budget") ? String(sentNumber(sent, "budget")) : c.req.query("version");
    const chosen = budgets.find(({ id }) => String(id) === asked) ?? budgets.at(-1) ?? null;
    const rows = chosen ? await listBudgetRows(db, chosen.id) : [];
    const inForce = chosen ? await listRowsInForce(db, chosen.id) : [];
    const base = chosen?.basedOn ? await findBudget(db, chosen.basedOn) : null;
    const baseRows = base ? await listBaseRows(db, chosen!) : [];
    const movedSince = base && chosen!.decision === null ? (await listTransfers(db, base.id)).filter(({ id }) => id > (chosen!.basedOnTransfer ?? 0)).length : 0;
    const notes = chosen ? await listBudgetNotes(db, chosen.id) : new Map<string, string>();
    const differences = base ? budgetDifferences(baseRows, rows, chosen!.indexing, notes) : [];
    const transfers = chosen ? await listTransfers(db, chosen.id) : [];
    const before = (await listBudgets(db, committee.id, year - 1)).reverse();
    const activities = await listActivities(db, committee.id);
    const units = await budgetUnits(db, scope);
    const nameOf = new Map(units.map(({ id, name }) => [id, name]));
    const frame = await frameOf(db, scope);
    const may = tools.may(c, "budget.plan", committee.id);
    const totals = budgetTotals(rows);
    const left = frame ? leftOfFrame(frame.amount, rows) : null;
    return tools.page(c, {
      title: "Budget", active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["budget@here", "frame@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a> · <a href={pageHref(scope, "ekonomi", "/ramar")}>Ramar</a></p>
          <h1>Budget {year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {budgets.length === 0 && <p>Här fördelas nämndens ram på enheter, rader och månader. Ingen budget är gjord för {year}.</p>}
          {budgets.length > 1 && <p>Versioner: {budgets.map((one, index) => <>{index > 0 && " · "}{one === chosen ? <strong>{one.name}</strong> : <a href={`${home(scope)}?version=${one.id}`}>{one.name}</a>}{one.decision !== null && <span class="muted"> beslutad</span>}</>)}</p>}
          {chosen && (
            <section>
              <h2>{chosen.name}</h2>
              {chosen.decision !== null && <p><strong>Beslutad</strong>: {chosen.decision}. En beslutad budget ändras inte; gör en ny version av den.</p>}
              {frame ? <p>Ramen ({frame.name}{frame.decided ? ", beslutad" : ", inte beslutad"}) är {thousands(frame.amount)} tkr. {compare(left!, "0") < 0 ? <strong class="bad">Budgeten är {thousands(left!.slice(1))} tkr över ramen.</strong> : isZero(left!) ? <strong>Hela ramen är fördelad.</strong> : <strong>{thousands(left!)} tkr är kvar att fördela.</strong>}</p> : <p class="muted">Ingen ram är gjord för {year}. <a href={pageHref(scope, "ekonomi", "/ramar")}>Ramar</a></p>}
              <TableScroll label="Budgeten per enhet">
                <table class="figures">
                  <caption>Per enhet<span class="unit">, tkr</span></caption>
                  <thead><tr><th scope="col">Enhet</th><th scope="col" class="number">Intäkter</th><th scope="col" class="number">Kostnader</th><th scope="col" class="number">Netto</th>{transfers.length > 0 && <th scope="col" class="number">Omfördelat</th>}{transfers.length > 0 && <th scope="col" class="number">Netto nu</th>}</tr></thead>
                  <tbody>
                    {units.map((unit) => { const [own, now] = [budgetTotals(rows.filter(({ unitId }) => unitId === unit.id)), budgetTotals(inForce.filter(({ unitId }) => unitId === unit.id))]; return <tr><th scope="row"><a href={`${home(scope)}/${chosen.id}/enhet/${unit.id}`}>{unit.name}</a></th><td class="number">{thousands(own.income)}</td><td class="number">{thousands(own.costs)}</td><td class="number">{thousands(own.net)}</td>{transfers.length > 0 && <td class="number">{isZero(subtract(now.net, own.net)) ? "" : thousandsSigned(subtract(now.net, own.net))}</td>}{transfers.length > 0 && <td class="number">{thousands(now.net)}</td>}</tr>; })}
                    <tr class="total"><th scope="row">Summa</th><td class="number">{thousands(totals.income)}</td><td class="number">{thousands(totals.costs)}</td><td class="number">{thousands(totals.net)}</td>{transfers.length > 0 && <td class="number"></td>}{transfers.length > 0 && <td class="number">{thousands(budgetTotals(inForce).net)}</td>}</tr>
                  </tbody>
                </table>
              </TableScroll>
              {rows.some(({ activity }) => activity !== null) && (
                <TableScroll label="Budgeten per verksamhet">
                  <table class="figures">
                    <caption>Per verksamhet<span class="unit">, tkr</span></caption>
                    <thead><tr><th scope="col">Verksamhet</th><th scope="col" class="number">Intäkter</th><th scope="col" class="number">Kostnader</th><th scope="col" class="number">Netto</th></tr></thead>
                    <tbody>{[...Map.groupBy(rows, ({ activity }) => activity)].sort(([a], [b]) => compareSwedish(a ?? "~", b ?? "~")).map(([activity, some]) => { const own = budgetTotals(some); return <tr><th scope="row">{activityName(activities, activity)}</th><td class="number">{thousands(own.income)}</td><td class="number">{thousands(own.costs)}</td><td class="number">{thousands(own.net)}</td></tr>; })}</tbody>
                  </table>
                </TableScroll>
              )}
              {may && chosen.decision === null && base && <IndexForm action={home(scope)} budget={chosen} base={base} baseRows={baseRows} failure={failure} sent={sent} />}
              {movedSince > 0 && <p class="notice">{counted(movedSince, "omfördelning", "omfördelningar")} i {base!.name} är gjord{movedSince === 1 ? "" : "a"} sedan utkastet gjordes, och finns inte i det.</p>}
              {base && <BudgetChanges action={home(scope)} base={base} budget={chosen} differences={differences} nameOf={nameOf} activityOf={(code) => (code === null ? null : activityName(activities, code))} may={may && chosen.decision === null} failure={failure} sent={sent} />}
              {chosen.decision !== null && <Transfers action={home(scope)} activities={activities} inForce={inForce} budget={chosen} transfers={transfers} units={units} nameOf={nameOf} who={await tools.who(c, transfers.map(({ madeBy }) => madeBy))} may={may && !budgets.some(({ decision, id }) => decision !== null && id > chosen.id)} failure={failure} sent={sent} />}
              {may && chosen.decision === null && (
                <form method="post" action={home(scope)} class="filters">
                  <input type="hidden" name="gor" value="beslut" /><input type="hidden" name="budget" value={String(chosen.id)} /><input type="hidden" name="version" value={String(chosen.version)} />
                  <label>Nämndens beslut: dag och paragraf<input class="ds-input" name="decision" size={32} maxlength={200} required value={sent ? (sentField(sent, "decision") ?? "") : ""} {...fieldOf(failure, "decision")} /></label><button class="ds-button">Budgeten är beslutad</button>
                </form>
              )}
            </section>
          )}
          {may && (
            <section>
              <h2>{budgets.length ? "Ny version" : "Ny budget"}</h2>
              <form method="post" action={home(scope)} class="filters">
                <label>Namn<input class="ds-input" name="name" size={28} maxlength={80} required value={sent ? (sentField(sent, "name") ?? "") : budgets.length === 0 ? `Budget ${year}` : budgets.at(-1)!.decision === null ? "" : `Reviderad budget ${year}`} {...fieldOf(failure, "name")} /></label>
                {budgets.length + before.length > 0 && <label>Görs av<select name="basedOn"><option value="">ingen, tom</option>{budgets.map(({ id, name }) => <option value={String(id)} selected={id === chosen?.id}>{name}</option>)}{before.map(({ id, name }, index) => <option value={String(id)} selected={!chosen && index === 0}>{name} (från {year - 1})</option>)}</select></label>}
                <button class="ds-button" data-variant="secondary">Gör budgeten</button>
              </form>
            </section>
          )}
        </>
      ),
    }, scope);
  };
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/budget";
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("budget.plan"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const budgetId = sentNumber(form, "budget");
    const context = tools.command(c);
    const done = sentField(form, "gor");
    const saved: Outcome<unknown> = done === "beslut" ? await setBudgetDecision(context, { budgetId, version: sentVersion(form), decision: sentField(form, "decision") ?? "" })
      : done === "index" ? await indexBudget(context, { budgetId, version: sentVersion(form), indexing: readIndexing(form) })
      : done === "varfor" ? await explainBudget(context, { budgetId, notes: readNotes(form) })
      : done === "omfordela" ? await transferBudget(context, { budgetId, ...readTransfer(form) })
      : await addBudget(context, { committeeId: scope.committee.id, year: scope.year, name: sentField(form, "name") ?? "", basedOn: sentNumber(form, "basedOn") || null });
    return saved.ok ? c.redirect(`${home(scope)}?${done ? `version=${budgetId}&` : ""}sparat=1`, 303) : show(c, scope, saved.failure, form);
  });
}

