import type { Hono } from "hono";
import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Scope } from "../organisation/scope.ts";
import { scale } from "../platform/decimal.ts";
import { figure } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { FigureLink, sourceHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { indexOf, matrixCell, riskBand, riskRow, type ControlCheck, type Risk } from "./control-plan.ts";
import { listControlChecks, listRisks } from "./control-plan-reads.ts";

const LIKELIHOOD = ["Osannolik", "Mindre sannolik", "Möjlig", "Sannolik"] as const;
const CONSEQUENCE = ["Försumbar", "Lindrig", "Kännbar", "Allvarlig"] as const;
const NOT_CHECKED = { shape: "ring", colour: "grey", label: "Inte redovisad" } as const;

export function controlPlanPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/intern-kontroll", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const risks = await listRisks(tools.db(c), scope.committee.id, scope.year);
    const checks = await listControlChecks(tools.db(c), scope.committee.id, scope.year);
    const results = await listAssessmentsOfYear(tools.db(c), "control-check", checks.map(({ id }) => id), scope.year);
    return tools.page(c, {
      title: "Intern kontroll",
      active: "intern-kontroll", live: ["risk@here", "control_check@here"],
      body: (
        <>
          <h1>Intern kontroll {scope.year}</h1>
          {risks.length === 0 && checks.length === 0 && (
            <p>Här visas risker i en matris och vad kontrollerna kom fram till. Inget finns för {scope.year}. <a href="/las-in">Läs in en internkontrollplan eller årsredovisning</a>, eller välj ett annat år överst.</p>
          )}
          {risks.length === 0 && checks.length > 0 && <p class="notice">Ingen internkontrollplan med risker är inläst för {scope.year}; här visas kontrollernas resultat.</p>}
          {risks.length > 0 && <><Matrix risks={risks} /><RiskTable risks={risks} checks={checks} /></>}
          {checks.length > 0 && <CheckTable checks={checks} results={results} />}
        </>
      ),
    }, scope);
  });
}

/** Likelihood upwards, consequence to the right. A risk whose index alone is known stands below, not in a guessed cell. */
function Matrix({ risks }: { risks: readonly Risk[] }) {
  const numbered = risks.map((risk, index) => ({ risk, number: index + 1, cell: matrixCell(risk) }));
  const unplaced = numbered.filter(({ cell }) => cell === null);
  const link = ({ risk, number }: { risk: Risk; number: number }) => <><a href={`#risk-${risk.id}`} aria-label={`Risk ${number}: ${risk.process || risk.description}`}>{number}</a>{" "}</>;
  return (
    <section>
      <h2 id="riskmatris">Riskmatris</h2>
      <table class="matrix" aria-labelledby="riskmatris">
        <thead><tr><th scope="col"><span class="visually-hidden">Sannolikhet</span></th>{CONSEQUENCE.map((label, index) => <th scope="col"><span class="visually-hidden">Konsekvens </span>{index + 1} <span class="wide-only">{label}</span></th>)}</tr></thead>
        <tbody>
          {[4, 3, 2, 1].map((likelihood) => (
            <tr>
              <th scope="row"><span class="visually-hidden">Sannolikhet </span>{likelihood} <span class="wide-only">{LIKELIHOOD[likelihood - 1]}</span></th>
              {[1, 2, 3, 4].map((consequence) => (
                <td class={riskBand(String(likelihood * consequence))}>
                  <span class="index">{likelihood * consequence}</span>
                  {numbered.filter(({ cell }) => cell?.likelihood === likelihood && cell.consequence === consequence).map(link)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small muted">Sannolikhet 1–4 uppåt, konsekvens 1–4 åt höger. Siffran överst i rutan är riskindex. De understrukna siffrorna är riskernas nummer i tabellen.</p>
      {unplaced.length > 0 && <p>Källan anger bara riskindex, inte sannolikhet och konsekvens, för risk {unplaced.map(link)}. De står därför inte i matrisen.</p>}
    </section>
  );
}

const RiskTable = ({ risks, checks }: { risks: readonly Risk[]; checks: readonly ControlCheck[] }) => (
  <section>
    <h2>Risker och kontrollmoment</h2>
    <TableScroll label="Risker och kontrollmoment">
      <WordTable
        caption="Internkontrollplan"
        columns={["Nr och process", "Kategori", "Riskindex", "Risk", "Kontrollmoment"]}
        rows={risks.map((risk, index) => ({
          id: `risk-${risk.id}`,
          cells: [
            `${index + 1}. ${risk.process || "Utan process"}`,
            risk.category,
            <FigureLink figure={figure(indexOf(risk), scale(indexOf(risk) ?? "0"), [riskRow(risk)])} label={`Riskindex för risk ${index + 1}`} />,
            risk.description,
            checks.filter(({ riskId }) => riskId === risk.id).map(({ description }) => description).join(" "),
          ],
        }))}
      />
    </TableScroll>
  </section>
);

function CheckTable({ checks, results }: { checks: readonly ControlCheck[]; results: readonly Assessment[] }) {
  const reported = checks.filter((check) => results.some(({ subjectId }) => subjectId === check.id));
  const shown = reported.length ? checks : [];
  if (!shown.length) return null;
  return (
    <section>
      <h2>Kontrollernas resultat</h2>
      <TableScroll label="Kontrollernas resultat">
        <WordTable
          caption="Uppföljning av internkontrollplanen"
          columns={["Process", "Kontrollmoment", "Resultat", "Vad som framkom"]}
          rows={shown.map((check) => {
            const result = results.find(({ subjectId }) => subjectId === check.id);
            return {
              cells: [
                check.process || check.category || "Utan process",
                check.description,
                <StatusMark status={result?.level ?? NOT_CHECKED} />,
                result && <>{result.reasoning} <a class="small" href={sourceHref([{ table: "assessment", key: String(result.id), origin: result.origin }])} aria-label={`Ursprung för resultatet av: ${check.description}`}>Ursprung</a></>,
              ],
            };
          })}
        />
      </TableScroll>
    </section>
  );
}
