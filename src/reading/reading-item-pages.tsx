import type { Child } from "hono/jsx";
import { isDecimal } from "../platform/decimal.ts";
import { counted, formatNumber, MONTHS } from "../platform/swedish.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { yearlyTables, type Part } from "./acceptance.ts";
import type { Reading, ReadIndicator } from "./reading.ts";

/** One line for an item, so that it can be known again in the source. */
export function itemText(reading: Reading, part: Part, index: number): string {
  const about = {
    goals: () => {
      const goal = reading.goals[index]!;
      const parts = [goal.level, goal.assessment, goal.activities.length ? counted(goal.activities.length, "aktivitet", "aktiviteter") : null, goal.measures.length + goal.indicators.length ? counted(goal.measures.length + goal.indicators.length, "mått", "mått") : null];
      return `${goal.text} (${parts.filter(Boolean).join(", ")})`;
    },
    assignments: () => `${reading.assignments[index]!.text} (${reading.assignments[index]!.status ?? "utan status"})`,
    indicators: () => `${reading.indicators[index]!.group ? `${reading.indicators[index]!.group}: ` : ""}${reading.indicators[index]!.name}`,
    series: () => {
      const series = reading.series[index]!;
      return `${series.group ? `${series.group}: ` : ""}${series.name} (${Object.keys(series.years).join(", ")})`;
    },
    statements: () => `${reading.statements[index]!.title}${reading.statements[index]!.unit ? `, ${reading.statements[index]!.unit}` : ""} (${counted(reading.statements[index]!.rows.length, "rad", "rader")})`,
    yearlyTables: () => `${yearlyTables(reading)[index]!.header[0] || yearlyTables(reading)[index]!.heading || "Tabell"} (${counted(yearlyTables(reading)[index]!.rows.length, "rad", "rader")})`,
    risks: () => `${reading.risks[index]!.process ?? ""}: ${reading.risks[index]!.risk} (index ${reading.risks[index]!.riskIndex ?? "saknas"})`,
    controlResults: () => `${reading.controlResults[index]!.check} (${reading.controlResults[index]!.grade ?? "utan omdöme"})`,
    declarations: () => `${reading.declarations[index]!.service} (${reading.declarations[index]!.decided ?? "utan datum"})`,
    fees: () => `${reading.fees[index]!.fee} (${reading.fees[index]!.status ?? "utan status"})`,
    reportBacks: () => reading.reportBacks[index]!.matter,
    sections: () => `${reading.sections[index]!.heading} (${counted(reading.sections[index]!.paragraphs.length, "stycke", "stycken")})`,
  }[part];
  const text = about();
  return text.length > 220 ? `${text.slice(0, 217)}…` : text;
}

const shown = (value: string | null | undefined): string => (value === null || value === undefined ? "–" : isDecimal(value) ? formatNumber(value) : value);

const Values = ({ caption, header, rows }: { caption: string; header: readonly string[]; rows: readonly (readonly (string | null | undefined)[])[] }) => (
  <TableScroll label={caption}>
    <table class="figures">
      <caption class="visually-hidden">{caption}</caption>
      <thead><tr>{header.map((cell, index) => <th scope="col" class={index ? "number" : undefined}>{cell || "Rad"}</th>)}</tr></thead>
      <tbody>{rows.map(([label, ...cells]) => <tr><th scope="row">{label}</th>{cells.map((cell) => <td class="number">{shown(cell)}</td>)}</tr>)}</tbody>
    </table>
  </TableScroll>
);

function indicatorTable(indicators: readonly ReadIndicator[]): Child {
  const years = (pick: (indicator: ReadIndicator) => Readonly<Record<string, string>>) => [...new Set(indicators.flatMap((indicator) => Object.keys(pick(indicator))))].sort();
  const outcomes = years(({ values }) => values);
  const targets = years((indicator) => indicator.targets);
  return (
    <Values
      caption="Mått som lästes"
      header={["Mått", "Ingående värde", ...outcomes.map((year) => `Utfall ${year}`), ...targets.map((year) => `Riktvärde ${year}`), "Källa"]}
      rows={indicators.map((indicator) => [indicator.name, indicator.baseline, ...outcomes.map((year) => indicator.values[year]), ...targets.map((year) => indicator.targets[year]), indicator.source])}
    />
  );
}

/** What was understood of an item, value by value, to be held against the source; null where its line says it all. */
export function itemContent(reading: Reading, part: Part, index: number): Child | null {
  switch (part) {
    case "goals": {
      const { activities, assessment, comment, indicators, measures, parent } = reading.goals[index]!;
      if (!activities.length && !indicators.length && !measures.length && !comment && !parent) return null;
      return (
        <>
          {parent && <p>Under: {parent}</p>}
          {assessment && <p>Bedömning: {assessment}</p>}
          {comment && comment.split("\n\n").map((paragraph) => <p>{paragraph}</p>)}
          {activities.length > 0 && <ul>{activities.map(({ title, description }) => <li>{title}{description && `: ${description}`}</li>)}</ul>}
          {measures.length > 0 && <p>Mått: {measures.join("; ")}</p>}
          {indicators.length > 0 && indicatorTable(indicators)}
        </>
      );
    }
    case "indicators":
      return indicatorTable([reading.indicators[index]!]);
    case "series": {
      const { name, years } = reading.series[index]!;
      return <Values caption={name} header={["År", ...MONTHS]} rows={Object.entries(years).map(([year, months]) => [year, ...months])} />;
    }
    case "statements": {
      const { columns, rows, title } = reading.statements[index]!;
      return <Values caption={title} header={["Rad", ...columns]} rows={rows.map(({ cells, label }) => [label, ...cells])} />;
    }
    case "yearlyTables": {
      const { header, heading, rows } = yearlyTables(reading)[index]!;
      return <Values caption={heading ?? "Årsstatistik"} header={header} rows={rows} />;
    }
    case "risks": {
      const { category, check, consequence, likelihood, riskIndex } = reading.risks[index]!;
      return <p>Kategori: {category ?? "–"}. Sannolikhet {shown(likelihood)}, konsekvens {shown(consequence)}, riskindex {shown(riskIndex)}. Kontroll: {check ?? "–"}</p>;
    }
    case "controlResults":
      return <p>{reading.controlResults[index]!.text ?? "Ingen text."}</p>;
    case "assignments":
      return reading.assignments[index]!.comment && <p>{reading.assignments[index]!.comment}</p>;
    case "declarations":
      return <p>Status: {reading.declarations[index]!.status ?? "–"}</p>;
    case "fees": {
      const { decided, newDecision, validFrom } = reading.fees[index]!;
      return <p>Beslutad: {decided ?? "–"}. Nytt beslut: {newDecision ?? "–"}. Gäller från: {validFrom ?? "–"}</p>;
    }
    case "reportBacks": {
      const { decision, meeting, report } = reading.reportBacks[index]!;
      return <><p>{meeting}</p><p>Beslut: {decision ?? "–"}</p><p>Återrapportering: {report ?? "–"}</p></>;
    }
    case "sections":
      return <>{reading.sections[index]!.paragraphs.map((paragraph) => <p>{paragraph}</p>)}</>;
  }
}
