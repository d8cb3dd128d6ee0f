import type { Hono } from "hono";
import { nextPoint } from "../calendar/follow-up-point.ts";
import { listAskedComments } from "../documents/section-comment-reads.ts";
import { listFearedVariances } from "../finance/variance-reads.ts";
import { amountRows, disagreements } from "../finance/statement.ts";
import { monthRows, nameInGroup } from "../indicators/indicator.ts";
import { ownTasks } from "../follow-up/follow-up-reads.ts";
import { listDueDays } from "../follow-up/due-day-reads.ts";
import { stateOf } from "../follow-up/follow-up-task.ts";
import { lineLabel } from "../ledger/account-map.ts";
import { indexOf } from "../internal-control/control-plan.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { absolute, compare, subtract } from "../platform/decimal.ts";
import { figure } from "../platform/figure.ts";
import { counted, formatNumber, formatSigned, MONTH_NAMES } from "../platform/swedish.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { FigureLink } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { LatestReport } from "./oversight-report-pages.tsx";
import { countLevels, type Balance, type LevelCount, type Movement } from "./overview.ts";
import { loadOverview } from "./overview-reads.ts";

/** How many days of the registers are told here; the rest are one step away. */
const MOST_DUE = 4;
const longDate = (iso: string): string => `${Number(iso.slice(8))} ${MONTH_NAMES[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;

export function overviewPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/oversikt", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const { id } = scope.committee;
    const { assignments, balances, checks, goals, goalStatus, history, movements, points, reports, results, risks, round, statuses } = await loadOverview(db, scope);
    const high = risks.filter((risk) => Number(indexOf(risk) ?? 0) >= 12).length;
    const isPast = scope.year < Number(today().slice(0, 4));
    const next = nextPoint(points, today());
    const ownPoints = points.filter(({ year }) => year === scope.year);
    const unassessed = goals.length - goalStatus.length;
    const mine = round ? (await ownTasks(db, id, c.get("identity").userId, round.tasks)).filter(({ done }) => !done) : [];
    const asked = await listAskedComments(db, c.get("identity").userId, 5);
    const feared = await listFearedVariances(db, c.get("identity").userId, 5);
    const due = scope.year <= Number(today().slice(0, 4)) ? await listDueDays(db, scope, today()) : [];
    const askers = await tools.who(c, asked.map(({ comment }) => comment.author));
    const isOutside = scope.committee.kind !== "committee";
    const isEmpty = isOutside && goals.length + assignments.length + movements.length + risks.length + results.length === 0 && balances.every(({ balance }) => !balance);
    const values = mine.filter(({ kind }) => kind === "value").length;
    const left = round && stateOf(round.steps) !== "closed" ? round.tasks.filter(({ done }) => !done).length : 0;
    return tools.page(c, {
      title: "Överblick",
      active: "oversikt", live: ["*@here"],
      body: (
        <>
          <h1>{scope.committee.name} {scope.year}</h1>
          {history.length > 0 && <p class="notice">{history.join(" ")}</p>}
          {scope.committee.example && (
            <p class="notice">Detta är en exempelkommun. Kommunen är påhittad men siffrorna är verkliga, hämtade ur en publicerad årsredovisning och verksamhetsplan. {tools.may(c, "reading.propose", "anywhere") && <><a href="/las-in">Läs in en egen rapport</a> för att börja.</>}</p>
          )}
          <div class="answers">
            {isOutside && <LatestReport points={points} reports={reports} scope={scope} />}
            {!isEmpty && <>
            <section>
              <h2>Hur går det för målen?</h2>
              {goals.length === 0 ? <p>Inga mål för {scope.year}.</p> : <p class="lead">{counted(goals.length, "mål", "mål")}</p>}
              <Levels levels={countLevels(goalStatus)} unassessed={unassessed} unassessedLabel={goalStatus.length || isPast ? "Inte bedömda" : "Bedöms vid årets uppföljningar"} />
              {assignments.length > 0 && <><h3>Uppdrag</h3><Levels levels={countLevels(statuses)} unassessed={assignments.length - statuses.length} unassessedLabel="Inte bedömda" /></>}
              <p><a href={pageHref(scope, "mal")}>Mål och aktiviteter</a></p>
            </section>
            <section>
              <h2>Är pengarna i balans?</h2>
              {balances.length === 1 ? <Money balance={balances[0]!.balance} /> : balances.map(({ balance, name }) => <><h3>{name}</h3><Money balance={balance} /></>)}
              <p><a href={pageHref(scope, "ekonomi")}>Ekonomi</a></p>
            </section>
            <section>
              <h2>Vad sticker ut?</h2>
              {movements.length === 0 ? <p>Inga månadsvärden att jämföra för {scope.year}.</p> : <Movements movements={movements} scope={scope} />}
              <p><a href={pageHref(scope, "matt")}>Mått</a></p>
            </section>
            <section>
              <h2>Intern kontroll</h2>
              {risks.length > 0 && <p>{counted(risks.length, "risk", "risker")} i planen, varav {formatNumber(String(high))} med riskindex 12 eller högre.</p>}
              {results.length > 0 && <Levels levels={countLevels(results)} unassessed={checks.length - results.length} unassessedLabel="Inte redovisade" />}
              {risks.length + results.length === 0 && <p>Ingen plan eller uppföljning för {scope.year}.</p>}
              <p><a href={pageHref(scope, "intern-kontroll")}>Risker och kontroller</a></p>
            </section>
            </>}
            <section>
              <h2>När är nästa uppföljning?</h2>
              {next ? <><p class="lead">{longDate(next.onDate)}</p><p>{next.name}{next.year !== scope.year && <>, som gäller <strong>{next.year}</strong></>}</p></> : <p>Ingen kommande uppföljning är lagd.</p>}
              {ownPoints.length > 0 && <details><summary>Uppföljningar {scope.year}</summary><ul class="plain">{ownPoints.map((point) => <li>{longDate(point.onDate)}: {point.name}</li>)}</ul></details>}
            </section>
            <section>
              <h2>Vad behöver göras?</h2>
              <ul class="plain">
                {mine.length > 0 && <li><a href={pageHref(scope, "uppfoljning", `?tillfalle=${round!.point.id}`)}><strong>Du har {counted(mine.length, "uppgift", "uppgifter")} kvar</strong></a></li>}
                {feared.map(({ explanation, href, where }) => <li><a href={href}><strong>Ta del av en befarad avvikelse</strong>: {where}, {lineLabel(explanation.line).toLowerCase()} {explanation.year}</a></li>)}
                {asked.map(({ comment, href, where }) => <li><a href={href}><strong>Svara {askers(comment.author)}</strong> om {where}</a></li>)}
                {values > 0 && <li><a href={pageHref(scope, "matt", "/inmatning")}>För in värden för {counted(values, "mått", "mått")}</a></li>}
                {left > mine.length && <li><a href={pageHref(scope, "uppfoljning", `?tillfalle=${round!.point.id}`)}>{counted(left, "uppgift", "uppgifter")} kvar vid {round!.point.name.toLowerCase()}</a></li>}
                {due.slice(0, MOST_DUE).map(({ day, href, words }) => <li><a href={href}>{day}: {words}</a>{day < today() && <strong> passerad</strong>}</li>)}
                {due.length > MOST_DUE && <li><a href={pageHref(scope, "uppfoljning", "/bevakning")}>Alla {due.length} dagar att bevaka</a></li>}
                {unassessed > 0 && tools.may(c, "assess", id) && <li><a href={pageHref(scope, "mal")}>{counted(unassessed, "mål är inte bedömt", "mål är inte bedömda")}</a></li>}
                <li><a href={pageHref(scope, "dokument")}>Hämta årsredovisning eller verksamhetsplan</a></li>
                <li><a href={pageHref(scope, "oversikt", "/uppsikt")}>Alla nämnder: uppsikt</a></li>
                {tools.may(c, "reading.propose", "anywhere") && <li><a href="/las-in">Läs in en rapport</a></li>}
              </ul>
            </section>
          </div>
        </>
      ),
    }, scope);
  });
}

const Levels = ({ levels, unassessed, unassessedLabel }: { levels: readonly LevelCount[]; unassessed: number; unassessedLabel: string }) => (
  <ul>
    {levels.map(({ level, count }) => <li><span><StatusMark status={level} />: {count}</span></li>)}
    {unassessed > 0 && <li><span><StatusMark status={{ shape: "ring", colour: "grey", label: unassessedLabel }} />: {unassessed}</span></li>}
  </ul>
);

function Money({ balance }: { balance: Balance | null }) {
  if (!balance) return <p>Inga belopp för året.</p>;
  const { statement, line, net, variance, change } = balance;
  const unit = statement.unit ?? "";
  const size = absolute(net.amount);
  return (
    <>
      <p class="lead"><FigureLink figure={figure(size, 1, amountRows(net))} text={`${formatNumber(size, 1)} ${unit}`} /></p>
      <p>{statement.columns[net.column]!.measure === "budget" ? `Budgeterade nettokostnader ${statement.year}` : line.label}{statement.made && statement.made.until < 12 && `, januari–${MONTH_NAMES[statement.made.until - 1]}`}</p>
      {variance && (
        <p>
          <span class={compare(variance.amount, "0") < 0 ? "bad" : "good"}><FigureLink figure={figure(variance.amount, 1, amountRows(variance))} text={`${formatSigned(variance.amount, 1)} ${unit}`} /></span>
          {compare(variance.amount, "0") < 0 ? " sämre än budget" : " bättre än budget"}{statement.made && statement.made.until < 12 && " för samma tid"}
          {disagreements(statement).some((other) => other.line === line && other.stated === variance.amount) && ", men tabellens egna belopp säger annat"}
        </p>
      )}
      {change?.percent && <p>{compare(absolute(net.amount), absolute(subtract(net.amount, change.difference))) > 0 ? "Ökade" : "Minskade"} med {formatNumber(absolute(change.difference), 1)} {unit} ({formatNumber(absolute(change.percent), 1)} % av {statement.year - 1} års nettokostnad{statement.made && statement.made.until < 12 && " samma tid"})</p>}
    </>
  );
}

const Movements = ({ movements, scope }: { movements: readonly Movement[]; scope: Scope }) => (
  <>
    <p class="muted small">Månadsmedel {scope.year} jämfört med {scope.year - 1}</p>
    <ul>
      {movements.map(({ indicator, from, to, percent }) => (
        <li>
          <span>
            <a href={pageHref(scope, "matt", `/${indicator.id}`)}>{nameInGroup(indicator)}</a>{" "}
            från <FigureLink figure={figure(from, 1, monthRows(indicator, scope.year - 1))} /> till <FigureLink figure={figure(to, 1, monthRows(indicator, scope.year))} /> ({formatSigned(percent, 0)} %)
          </span>
        </li>
      ))}
    </ul>
  </>
);
