import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices, unitsDuring } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { addUnexecutedDecision, changeUnexecutedDecision, removeUnexecutedDecision, takeUnexecutedDecisions, UNEXECUTED_DECISIONS } from "./unexecuted-decision-commands.ts";
import { listUnexecutedDecisions } from "./unexecuted-decision-reads.ts";
import { asOf, DECISION_ACTS, DECISION_SEXES, DECISION_REPORT, decisionStatus, lastDayOf, quarterOf, quarterReport, reportRule, waiting, type ReportQuarter, type UnexecutedDecision } from "./unexecuted-decision.ts";

const QUARTERS = [1, 2, 3, 4] as const;

/** How many wait, and how many of them for more than three months. */
export function WaitingLine({ late, open }: { readonly open: number; readonly late: number }) {
  if (open === 0) return <p>Inga beslut väntar på att verkställas.</p>;
  return <p>{counted(open, "beslut väntar", "beslut väntar")} på att verkställas{late === 0 ? ", inom tre månader" : late === open ? <>, <strong>{open === 1 ? "sedan mer än tre månader" : "alla sedan mer än tre månader"}</strong></> : <>, <strong>{late} av dem sedan mer än tre månader</strong></>}.</p>;
}

interface DecisionTableProps {
  readonly caption: string;
  readonly rows: readonly UnexecutedDecision[];
  readonly units: ReadonlyMap<number, string>;
  /** The day that their state is told of. */
  readonly on: string;
  hrefOf(row: UnexecutedDecision): string | null;
  /** Rows are led to from elsewhere: once on a page. */
  readonly anchored?: boolean;
}
function DecisionTable({ anchored, caption, hrefOf, on, rows, units }: DecisionTableProps) {
  return (
    <TableScroll label={caption}>
      <table class="figures">
        <caption>{caption}</caption>
        <thead><tr><th scope="col">Beslutsdatum</th><th scope="col">Kön</th><th scope="col">Enhet</th><th scope="col">Lag</th><th scope="col">Typ av bistånd</th><th scope="col">Avbröts</th><th scope="col">Skäl</th><th scope="col">Läge</th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const href = hrefOf(row);
            const status = decisionStatus(row, on);
            return (
              <tr {...(anchored ? { id: `rad-${row.id}` } : {})}>
                <th scope="row" class="when">{href ? <a href={href} aria-label={`Ändra beslutet ${row.decidedOn}, ${row.assistance}`}>{row.decidedOn}</a> : row.decidedOn}</th>
                <td>{DECISION_SEXES[row.sex]}</td><td>{row.unitId === null ? "" : (units.get(row.unitId) ?? "")}</td><td>{DECISION_ACTS[row.act]}</td><td>{row.assistance}</td><td class="when">{row.interruptedOn ?? ""}</td><td class="wide">{row.reason ?? ""}</td><td>{status.words} <span class="when">{status.day}</span>{status.how && `: ${status.how}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Favourable decisions that are not executed: all that wait, and what is reported of a quarter. */
export function unexecutedDecisionPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/kvalitet/ej-verkstallda";
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/ej-verkstallda");
  app.get(path, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const { committee, year } = scope;
    const db = tools.db(c);
    const decisions = await listUnexecutedDecisions(db, committee.id);
    const units = new Map((await unitsDuring(db, committee.id, year)).map(({ id, name }) => [id, name]));
    const now = today();
    const asked = QUARTERS.find((one) => String(one) === c.req.query("kvartal"));
    // This year's, the quarter that ended last; else the year's last.
    const current = quarterOf(now);
    const quarter: ReportQuarter = { year, quarter: asked ?? (current.year === year && current.quarter > 1 ? ((current.quarter - 1) as 1 | 2 | 3) : current.year === year ? 1 : 4) };
    const on = lastDayOf(quarter) < now ? lastDayOf(quarter) : now;
    const { followed, fresh } = quarterReport(decisions, quarter);
    const { late, open } = waiting(decisions, now);
    const may = [committee.id, ...units.keys()].some((reach) => tools.may(c, "quality.unexecuted", reach));
    const hrefOf = ({ id, unitId }: UnexecutedDecision): string | null => (tools.may(c, "quality.unexecuted", unitId ?? committee.id) ? `${home(scope)}/${id}/andring` : null);
    const rules = [...new Set([...fresh, ...followed].map(({ act }) => reportRule(act, on)))];
    const shown = (rows: readonly UnexecutedDecision[]): UnexecutedDecision[] => rows.map((row) => asOf(row, on));
    return tools.page(c, {
      title: "Ej verkställda beslut", active: "kvalitet", live: ["unexecuted_decision@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "kvalitet")}>Kvalitet {year}</a></p>
          <h1>Ej verkställda beslut</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {decisions.length === 0 ? <p>Här förs de gynnande beslut in som inte är verkställda, eller vars verkställighet har avbrutits: beslutsdatum, kön, enhet och typ av bistånd, men inga namn. De som dröjer mer än tre månader rapporteras varje kvartal. {may && <a href={`${home(scope)}/ny`}>Lägg till det första</a>}</p> : (
            <>
              <WaitingLine open={open.length} late={late} />
              {open.length > 0 && <DecisionTable caption="Väntar nu" rows={open} units={units} on={now} hrefOf={hrefOf} anchored />}
              <h2>Rapport för kvartal {quarter.quarter} {year}</h2>
              <nav aria-label="Kvartal" class="actions">{QUARTERS.map((one) => (one === quarter.quarter ? <strong aria-current="page">Kvartal {one}</strong> : <a href={`${home(scope)}?kvartal=${one}`}>Kvartal {one}</a>))}</nav>
              <p class="small muted">{rules.length ? `Rapporteras enligt ${rules.join(" och ")}. ` : ""}Läget är det som gällde {on}. <a href={pageHref(scope, "dokument", `/${DECISION_REPORT}-${quarter.quarter}`)}>Rapporten som dokument</a></p>
              <h3>Inte verkställda inom tre månader</h3>
              {fresh.length ? <DecisionTable caption={`Nya i kvartal ${quarter.quarter} ${year}`} rows={shown(fresh)} units={units} on={on} hrefOf={hrefOf} /> : <p>Inga nya beslut att rapportera.</p>}
              <h3>Tidigare rapporterade</h3>
              {followed.length ? <DecisionTable caption={`Rapporterade före kvartal ${quarter.quarter} ${year}`} rows={shown(followed)} units={units} on={on} hrefOf={hrefOf} /> : <p>Inga tidigare rapporterade beslut att återrapportera.</p>}
            </>
          )}
          {may && <p class="actions">{decisions.length > 0 && <a class="ds-button" href={`${home(scope)}/ny`}>Nytt beslut</a>} <a href={`${home(scope)}/inlasning`}>Läs in beslut ur en fil</a></p>}
        </>
      ),
    }, scope);
  });
  registerPages(app, tools, {
    path, active: "kvalitet", register: UNEXECUTED_DECISIONS, commands: { add: addUnexecutedDecision, change: changeUnexecutedDecision, remove: removeUnexecutedDecision, take: takeUnexecutedDecisions }, importTitle: "Läs in beslut", newTitle: "Nytt ej verkställt beslut", home, trail: (scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Ej verkställda beslut</a></>,
    placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({}),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
  });
}
