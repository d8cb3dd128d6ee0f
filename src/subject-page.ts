import { REGISTER_WORDS } from "./audit/register-words.ts";
import { findSubject } from "./audit/audit-reads.ts";
import { pageHref, type ScopePage } from "./organisation/scope.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { today } from "./platform/clock.ts";
import type { Db } from "./platform/db/database.ts";

const PAGES: Readonly<Record<string, { page: ScopePage; rest: (id: string) => string; label: string }>> = {
  goal: { page: "mal", rest: (id) => `#mal-${id}`, label: "Målet på sin sida" },
  assignment: { page: "mal", rest: (id) => `#uppdrag-${id}`, label: "Uppdraget på sin sida" },
  indicator: { page: "matt", rest: (id) => `/${id}`, label: "Måttet på sin sida" },
  statement: { page: "ekonomi", rest: (id) => `#tabell-${id}`, label: "Uppställningen på sin sida" },
  investment: { page: "ekonomi", rest: (id) => `/investeringar#rad-${id}`, label: "Investeringarna" },
  grant: { page: "ekonomi", rest: (id) => `/bidrag#rad-${id}`, label: "Statsbidragen" },
  fee_rate: { page: "ekonomi", rest: (id) => `/taxor#rad-${id}`, label: "Taxorna" },
  fee: { page: "ekonomi", rest: () => "#taxor", label: "Taxorna" },
  risk: { page: "intern-kontroll", rest: () => "", label: "Intern kontroll" },
  control_check: { page: "intern-kontroll", rest: (id) => `/kontroller/${id}`, label: "Kontrollmomentet på sin sida" },
  control_action: { page: "intern-kontroll", rest: (id) => `#atgard-${id}`, label: "Åtgärden på sin sida" },
  ...Object.fromEntries(Object.entries(REGISTER_WORDS).map(([subject, { label, listed, page, path }]) => [subject, { page, rest: (id: string) => (listed ? `${path}#rad-${id}` : path), label }])),
  report_back: { page: "dokument", rest: () => "/annual-report", label: "Årsredovisningen" },
  section_text: { page: "dokument", rest: (id) => `/${id.split("/")[2] ?? ""}`, label: "Dokumentet" },
};

/** The page where an object of the trail is seen by those who may; null where it has none. A fragment comes last, after any question. */
export async function pageOfSubject(db: Db, subject: string): Promise<{ path: string; fragment: string; label: string } | null> {
  const [kind = "", id = ""] = subject.split(":");
  const place = PAGES[kind];
  const found = place && (await findSubject(db, subject));
  if (!place || !found) return null;
  const year = found.year ?? Number(today().slice(0, 4));
  const committee = (await listCommittees(db, year)).find((one) => one.id === found.committeeId);
  if (!committee) return null;
  const [rest, fragment] = place.rest(id).split("#");
  return { path: pageHref({ committee, year }, place.page, rest), fragment: fragment ? `#${fragment}` : "", label: place.label };
}
