import { counted } from "../platform/swedish.ts";
import { yearlyTables } from "./acceptance.ts";
import type { Reading } from "./reading.ts";

export const KIND_WORDS = {
  "annual-report": "Årsredovisning",
  "operational-plan": "Verksamhetsplan och budget",
  "interim-report": "Delårsrapport",
  "control-plan": "Internkontrollplan",
  "contract-review": "Avtalsuppföljning",
  memorandum: "Tjänsteskrivelse",
  other: "Annat dokument",
} as const;

/** What was understood, for people: a line for each sort of thing, with how many of them are unsure. */
export function summaryOf(reading: Reading): string {
  const { document } = reading;
  const line = (items: readonly { readonly sure: boolean }[], one: string, many: string): string[] => {
    const unsure = items.filter(({ sure }) => !sure).length;
    return items.length ? [`  ${counted(items.length, one, many)}${unsure ? `, varav ${unsure} osäkra` : ""}`] : [];
  };
  const unread = reading.tables.filter(({ recognisedAs }) => recognisedAs === null);
  const known = [
    ...line(reading.goals, "mål", "mål"),
    ...line(reading.assignments, "uppdrag", "uppdrag"),
    ...line(reading.indicators, "mått utan mål över sig", "mått utan mål över sig"),
    ...line(reading.series, "månadsserie", "månadsserier"),
    ...line(reading.statements, "ekonomi- eller personaltabell", "ekonomi- och personaltabeller"),
    ...line(yearlyTables(reading), "årstabell", "årstabeller"),
    ...line(reading.risks, "risk", "risker"),
    ...line(reading.controlResults, "kontrollresultat", "kontrollresultat"),
    ...line(reading.declarations, "kvalitetsdeklaration", "kvalitetsdeklarationer"),
    ...line(reading.fees, "taxa eller avgift", "taxor och avgifter"),
    ...line(reading.reportBacks, "återrapportering", "återrapporteringar"),
    ...(reading.sections.length ? [`  ${counted(reading.sections.length, "textavsnitt", "textavsnitt")}`] : []),
  ];
  return [
    `${KIND_WORDS[document.kind]} ${document.year ?? "okänt år"}, ${document.committee ?? "okänd nämnd"}, ${document.organisation ?? "okänd kommun"}` +
      `${document.diaryNumber ? ` (${document.diaryNumber})` : ""}`,
    ...(known.length ? ["Förstått:", ...known] : ["Inget av innehållet kändes igen."]),
    ...(unread.length ? [`Inte förstått: ${counted(unread.length, "tabell", "tabeller")} (rad ${unread.map((table) => table.line).join(", ")})`] : []),
  ].join("\n");
}
