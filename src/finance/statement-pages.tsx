import { pageHref, type Scope } from "../organisation/scope.ts";
import { committeesTold } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { compare, scale } from "../platform/decimal.ts";
import { commaGaps, figure } from "../platform/figure.ts";
import { counted, formatNumber, formatSigned } from "../platform/swedish.ts";
import { FigureLink, gapStyle, historyHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { listFees } from "./fee-reads.ts";
import type { Fee } from "./fee.ts";
import { amountRows, disagreements, forecastVarianceNote, wrongSums, type Amount, type Column, type Statement } from "./statement.ts";
import { listStatements, yearsWithStatements } from "./statement-reads.ts";

interface Stated {
  readonly accounts: readonly { readonly name: string; readonly statements: readonly Statement[]; readonly fees: readonly Fee[] }[];
  /** Years that have statements. */
  readonly years: readonly number[];
}
/** What the documents of a committee, and of those that have gone up in it, state of a year. */
export async function loadStated(db: Db, scope: Scope): Promise<Stated> {
  const accounts = [];
  for (const { id, name } of await committeesTold(db, scope)) accounts.push({ name, statements: await listStatements(db, id, scope.year), fees: await listFees(db, id, scope.year) });
  return { accounts, years: await yearsWithStatements(db, scope.committee.id) };
}
/** The statements, budget, investments and fees of a committee's documents. */
export function StatedPart({ quiet, scope, stated: { accounts, years } }: { scope: Scope; stated: Stated; /** Nothing is said where nothing is stated. */ quiet: boolean }) {
  const statements = accounts.flatMap((own) => own.statements);
  return (
    <>
      {quiet && statements.length > 0 && <h2 class="part">Ur nämndens dokument</h2>}
      {statements.length > 0 && <p class="muted">Intäkter är plus och kostnader minus. En budgetavvikelse med plus är bättre än budget. Klicka på ett belopp för att se varifrån det kommer.</p>}
      {statements.length === 0 && !quiet && (
        <p>
          Här visas nämndens resultaträkning, budget, prognos och investeringar. Inget finns för {scope.year}.{" "}
          {years.length > 0 ? <>Belopp finns för {years.map((year, index) => <>{index > 0 && ", "}<a href={pageHref({ ...scope, year }, "ekonomi")}>{year}</a></>)}.</> : <><a href={pageHref(scope, "ekonomi", "/inlasning")}>Läs in utfall ur huvudboken</a> eller <a href="/las-in">läs in en årsredovisning</a>.</>}
        </p>
      )}
      {accounts.map(({ fees, name, statements: own }) => (
        <>
          {accounts.length > 1 && own.length + fees.length > 0 && <p class="owner"><strong>{name}</strong></p>}
          {own.map((statement) => <StatementView statement={statement} />)}
          {fees.length > 0 && <FeeTable fees={fees} />}
        </>
      ))}
    </>
  );
}

function StatementView({ statement }: { statement: Statement }) {
  const gaps = statement.columns.map((_, index) => commaGaps(statement.lines.map((line) => (line.amounts[index] ? formatNumber(line.amounts[index].amount) : ""))));
  const note = forecastVarianceNote(statement);
  const differing = [...wrongSums(statement), ...disagreements(statement)];
  return (
    <section id={`tabell-${statement.id}`}>
      <h2>{statement.title}</h2>
      <TableScroll label={statement.title}>
        <table class="figures">
          <caption>{statement.title} {statement.year}{statement.unit && <span class="unit">, {statement.unit}</span>}</caption>
          <thead><tr><th scope="col">Rad</th>{statement.columns.map((column) => <th scope="col" class="number">{column.label}</th>)}</tr></thead>
          <tbody>
            {statement.lines.map((line, at) => (
              <tr class={line.total ? "total" : undefined}>
                <th scope="row">{line.label}</th>
                {statement.columns.map((column, index) => <td class="number" style={gapStyle(gaps[index]![at]!)}><AmountView amount={line.amounts[index] ?? null} column={column} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p class="small"><a href={historyHref("statement", statement.id)} aria-label={`Historik för ${statement.title}`}>Historik</a></p>
      {note && <p class="table-note">{note}</p>}
      {differing.length > 0 && (
        <details>
          <summary>{counted(differing.length, "uppgivet belopp", "uppgivna belopp")} stämmer inte med tabellens egna belopp</summary>
          <ul class="plain">
            {differing.map(({ line, column, stated, computed }) => (
              <li>{line.label}, {statement.columns[column]!.label}: uppgivet {formatNumber(stated)}, räknat ur tabellens egna belopp {formatNumber(computed, scale(computed))}.</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Deviations carry a sign and a mark that does not rest on colour; other amounts stand as they are stated. */
function AmountView({ amount, column }: { amount: Amount | null; column: Column }) {
  if (!amount) return null;
  const shown = figure(amount.amount, scale(amount.amount), amountRows(amount));
  if (column.measure !== "budget-variance") return <FigureLink figure={shown} />;
  const sign = compare(amount.amount, "0");
  return (
    <span class={sign > 0 ? "good" : sign < 0 ? "bad" : "even"}>
      <FigureLink figure={shown} text={formatSigned(amount.amount, scale(amount.amount))} />
    </span>
  );
}

const FeeTable = ({ fees }: { fees: readonly Fee[] }) => (
  <section id="taxor">
    <h2>Taxor och avgifter</h2>
    <TableScroll label="Taxor och avgifter">
      <WordTable
        caption="Nämndens taxor och avgifter"
        columns={["Taxa eller avgift", "Beslutad", "Status", "Nytt beslut", "Gäller från"]}
        rows={fees.map((fee) => ({ cells: [fee.name, fee.decided, fee.status, fee.newDecision, fee.validFrom] }))}
      />
    </TableScroll>
  </section>
);
