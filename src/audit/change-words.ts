import type { RowChange, RowContent } from "../platform/audit/row-change.ts";
import { isDecimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { REGISTER_WORDS, STEPS_TOLD, type RegisterWords } from "./register-words.ts";

/** What rows that are only numbers in a change are called. */
export interface ChangeNames {
  /** Table, then key: `scale_level` → `12` → "Målet uppfylls i år". */
  readonly [table: string]: ReadonlyMap<string, string>;
}

/** A column in words; the table that its number is a row of, or the words of what is chosen in it. */
type ChangeColumn = string | readonly [label: string, table: string] | { readonly label: string; readonly options: ReadonlyMap<string, string> };
interface ChangeTable {
  /** What the row is, for "… tillagd": taken from its key and content. */
  noun(key: string, content: RowContent, names: ChangeNames): string;
  /** The columns that are told when they change, in words. Others are told by their own names. */
  readonly columns: Readonly<Record<string, ChangeColumn>>;
  /** The one column that says it all: told as "Riktvärde 2024 satt till 80". */
  readonly value?: string;
}

const MISSING = "inget";
const quoted = (text: string | null | undefined): string => `»${text ?? ""}«`;
const period = (iso: string): string => `${MONTH_NAMES[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
const STEP: Readonly<Record<string, ChangeColumn>> = { decided: "beslutad", status: "status", new_decision: "nytt beslut", valid_from: "gäller från" };

const PLANNED: Readonly<Record<string, ChangeColumn>> = { responsible: "Ansvarig", unit_id: ["Enhet", "unit"], retired_on: "Gäller inte från", retired_reason: "Skäl att avsluta" };

/** A register's columns are called as its form calls them. */
const registerColumn = ({ kind, label, name, options }: RegisterWords["fields"][number]): ChangeColumn => (kind === "id" ? [label, name.replace(/_id$/, "")] : options ? { label, options: new Map(options) } : label);
const REGISTERS: Readonly<Record<string, ChangeTable>> = Object.fromEntries(Object.entries(REGISTER_WORDS).map(([table, { fields, kind, named }]) => [table, {
  noun: (_: string, row: RowContent) => `${kind} ${quoted(named.flatMap((column) => row[column] ?? []).join(", "))}`,
  columns: Object.fromEntries([...fields.map((field) => [field.name, registerColumn(field)] as const), ["import_key", "nyckeln i det andra systemet"] as const]),
}]));

const TABLES: Readonly<Record<string, ChangeTable>> = {
  ...REGISTERS,
  goal: { noun: (_, row) => `Målet ${quoted(row["text"])}`, columns: { text: "Målets text", parent_id: ["Överordnat mål", "goal"], level_id: ["Nivå", "goal_level"], description: "Beskrivning", method: "Så mäts det", weight: "Vikt", green_share: "Andel gröna", previous_id: ["Samma mål året före", "goal"], ...PLANNED } },
  plan_dropped: { noun: () => "Tas inte med nästa år", columns: { reason: "Skäl" } },
  activity: { noun: (_, row) => `Aktiviteten ${quoted(row["title"])}`, columns: { title: "Aktivitetens rubrik", description: "Aktivitetens beskrivning", starts_on: "Börjar", ends_on: "Slutar", ...PLANNED } },
  goal_agenda: { noun: (key) => `Kopplingen till Agenda 2030, mål ${key.split("/")[1]}`, columns: {} },
  goal_document: { noun: (_, row, names) => `Kopplingen till ${quoted(names["governing_document"]?.get(row["document_id"] ?? "") ?? "")}`, columns: { document_id: ["Dokument", "governing_document"] } },
  goal_point: { noun: () => "Tillfälle då målet redovisas", columns: {} },
  assignment_point: { noun: () => "Tillfälle då uppdraget redovisas", columns: {} },
  steering_level: { noun: (_, row, names) => `Nivån ${quoted(names["goal_level"]?.get(row["level_id"] ?? "") ?? "")} ${row["year"] ?? ""}`, columns: { level_id: ["Nivå", "goal_level"], rank: "Plats", keeper: "Bestäms av", scale_id: ["Skala", "scale"], rule: "Regel", green_share: "Andel gröna", required: "Krav" } },
  governing_document: { noun: (_, row) => `Dokumentet ${quoted(row["name"])}`, columns: { name: "Namn", kind: "Slag", from_year: "Gäller från", to_year: "Gäller till" } },
  goal_indicator: { noun: (_, row, names) => `Kopplingen till måttet ${quoted(names["indicator"]?.get(row["indicator_id"] ?? "") ?? row["indicator_id"])}`, columns: {} },
  assignment: { noun: (_, row) => `Uppdraget ${quoted(row["text"])}`, columns: { text: "Uppdragets text", kind: "Slag", description: "Beskrivning", decided: "Beslutat", due_on: "Klart senast", ...PLANNED } },
  indicator: {
    noun: (_, row) => `Måttet ${quoted(row["name"])}`,
    columns: { name: "Namn", group_name: "Grupp", unit: "Enhet", frequency: "Period", aggregation: "Summering över året", better: "Bättre är", margin: "Marginal för gult", decimals: "Decimaler", source: "Källa", note: "Anmärkning" },
  },
  indicator_value: { noun: (key) => `Värdet för ${period(key.split("/")[1]!)}`, columns: { value: "värde", missing_reason: "saknas därför att", preliminary: "preliminärt" }, value: "value" },
  comparison_measure: { noun: (_, row) => `Nyckeltalet ${row["kpi"] ?? ""}`.trim(), columns: { title: "Namn", other_title: "Namn i Kolada", description: "Beskrivning" } },
  comparison_municipality: { noun: (_, row) => `Kommunen ${row["name"] ?? ""}`.trim(), columns: { own: "egen" } },
  indicator_relation: { noun: (_, row, names) => `Sambandet med ${quoted(names["indicator"]?.get(row["other_id"] ?? "") ?? "")}`, columns: { other_id: ["Mått", "indicator"], kind: "Slag" } },
  plausibility_answer: { noun: (_, row) => `Svaret om ${row["period"] ? period(row["period"]) : ""}`, columns: { reason: "skäl" } },
  indicator_target: { noun: (key) => `Riktvärdet ${key.split("/")[1]}`, columns: { stated: "riktvärde", amount: "tal", direction: "riktning" }, value: "stated" },
  indicator_baseline: { noun: (key) => ["Ingående värde", key.split("/")[1]].filter(Boolean).join(" "), columns: { stated: "värde", amount: "tal" }, value: "stated" },
  statement: { noun: (_, row) => `Uppställningen ${quoted(row["title"])}`, columns: { title: "Rubrik", amount_unit: "Enhet" } },
  statement_column: { noun: (_, row) => `Kolumnen ${quoted(row["label"])}`, columns: { label: "Kolumnens rubrik" } },
  statement_line: { noun: (_, row) => `Raden ${quoted(row["label"])}`, columns: { label: "Radens namn", total: "Summa" } },
  statement_amount: { noun: (key, _, names) => `Beloppet på raden ${quoted(names["statement_line"]?.get(key.split("/")[0]!) ?? "")}`, columns: { amount: "belopp" }, value: "amount" },
  fee: { noun: (_, row) => `Taxan ${quoted(row["name"])}`, columns: { name: "Namn", ...STEP } },
  risk: { noun: (_, row) => `Risken ${quoted(row["description"])}`, columns: { description: "Riskens beskrivning", category: "Kategori", process: "Process", likelihood: "Sannolikhet", consequence: "Konsekvens", risk_index: "Riskindex", response: "Vad som görs", response_reason: "Varför", previous_id: ["Samma risk året före", "risk"], ...PLANNED } },
  control_check: { noun: (_, row) => `Kontrollmomentet ${quoted(row["description"])}`, columns: { description: "Kontrollmomentets text", category: "Kategori", process: "Process", risk_id: ["Risk", "risk"], goal_id: ["Mål", "goal"], method: "Metod", months: "Månader", reported_to: "Rapporteras till", checklist: "Frågor", previous_id: ["Samma kontroll året före", "control_check"], ...PLANNED } },
  risk_judgement: { noun: () => "Bedömningen av risken", columns: { likelihood: "Sannolikhet", consequence: "Konsekvens" } },
  control_sample: { noun: (_, row) => `Stickprovet ${row["drawn_at"]?.slice(0, 10) ?? ""}`.trim(), columns: {} },
  control_sample_item: { noun: (key) => `Stickprovets rad ${key.split("/")[1] ?? ""}`, columns: { answers: "svar", note: "anteckning" } },
  control_result: { noun: (key) => `Kontrollens resultat i ${MONTH_NAMES[Number(key.split("/")[1]) - 1] ?? ""}`, columns: { checked: "kontrollerade", correct: "rätt", findings: "iakttagelser" } },
  control_action: { noun: (_, row) => `Åtgärden ${quoted(row["description"])}`, columns: { description: "Åtgärd", responsible: "Ansvarig", due_on: "Klar senast", done_on: "Klar", outcome: "Vad som gjordes", control_check_id: ["Kontrollmoment", "control_check"], risk_id: ["Risk", "risk"] } },
  control_succession: { noun: () => "Nästa års plan", columns: { kind: "Slag", reason: "Skäl" } },
  control_answer: { noun: () => "Svaret på en fråga", columns: { reason: "skäl" } },
  report_back: { noun: (_, row) => `Återrapporteringen av ${quoted(row["matter"])}`, columns: { meeting: "Sammanträde", matter: "Ärende", decision: "Beslut", report: "Återrapportering" } },
  report: { noun: () => "Dokumentets titel", columns: { title: "titel", diary_number: "diarienummer" }, value: "title" },
  document_template: { noun: (_, row) => `Mallen »${row["title"] ?? ""}«`, columns: { title: "namn", purpose: "till för", per: "antal", money_unit: "belopp i", money_columns: "kolumner", revision: "gång" } },
  document_look: { noun: () => "Dokumentens utseende", columns: { accent: "färg", typeface: "typsnitt", logo_width: "logotypens bredd", email: "e-post" } },
  template_section: { noun: (_, row) => `Avsnittet »${row["heading"] ?? ""}«`, columns: { heading: "rubrik", level: "nivå", guidance: "skrivhjälp", required: "ska ha text", writer: "skrivs av", per_unit: "enheterna skriver", when_empty: "utan innehåll", blocks: "hämtar", position: "plats" } },
  planned_document: { noun: (_, row) => `Dokumentet »${row["name"] ?? row["document_kind"] ?? ""}«`, columns: { name: "namn", due_on: "texterna klara" } },
  section_text: { noun: () => "Texten", columns: { body: "text", read_as: "läst som", carried: "från förra året" }, value: "body" },
  budget_version: { noun: (_, row) => `Budgeten »${row["name"] ?? ""}« för ${row["year"] ?? ""}`, columns: { name: "namn", decision: "beslut" } },
  budget_amount: { noun: (_, row) => `Budget, ${row["line"] ?? ""} i ${MONTH_NAMES[Number(row["month"] ?? 1) - 1]}`, columns: { amount: "belopp" } },
  frame_scenario: { noun: (_, row) => `Ramen »${row["name"] ?? ""}« från ${row["year"] ?? ""}`, columns: { name: "namn", opening: "ingående ram", population: "befolkning", steps: "steg", decision: "beslut" } },
  budget_note: { noun: () => "Förklaringen till en ändring i budgeten", columns: { note: "förklaring" }, value: "note" },
  ledger_unit: { noun: (_, row) => `Objekt ${row["code"] ?? ""} i huvudboken från ${row["from_year"] ?? ""}`, columns: { unit_id: ["enhet", "unit"] } },
  variance_threshold: { noun: () => "Gränsen för vad som ska förklaras", columns: { amount: "belopp", percent: "procent" } },
  variance_notice: { noun: () => "Meddelandet till stadsledningen", columns: { sent_at: "skickat", seen_at: "sett", failure: "fel" } },
  volume_price: { noun: (_, row) => `Volymen »${row["name"] ?? ""}«`, columns: { name: "namn", line: "rad", indicator_id: ["mått", "indicator"], budget_volume: "budgeterad volym", budget_price: "budgeterat pris", price: "pris", method: "metod", own_volume: "egen volym", note: "anteckning" } },
  investment: { noun: (_, row) => `Investeringen »${row["name"] ?? ""}«`, columns: { name: "namn", kind: "slag", status: "status", unit_id: ["enhet", "unit"], goal_id: ["mål", "goal"], decision: "beslut", note: "anteckning" } },
  investment_year: { noun: (key) => `Investeringens ${key.split("/")[1] ?? ""}`, columns: { budget: "budget", actual: "utfall", forecast: "prognos" } },
  grant_income: { noun: (_, row) => `Bidraget »${row["name"] ?? ""}«`, columns: { name: "namn", kind: "slag", scope: "generellt eller riktat", from_whom: "från", amount_low: "väntat belopp", amount_high: "högst", in_budget: "i budgeten", status: "status", received: "utbetalt", goal_id: ["mål", "goal"], note: "anteckning" } },
  fee_rate: { noun: (_, row) => `Avgiften »${row["name"] ?? ""}«`, columns: { name: "namn", basis: "räknas som", value: "belopp eller procent", per: "per", valid_from: "gäller från", reduction: "nedsättning", reduced_when: "när den sätts ned", decision: "beslut" } },
  price_base_amount: { noun: (key) => `Prisbasbeloppet ${key.split("/")[1] ?? ""}`, columns: { amount: "belopp" }, value: "amount" },
  account_map: { noun: (_, row) => `Kontotabellen från ${row["valid_from"] ?? ""}, konton ${row["from_account"] ?? ""}–${row["to_account"] ?? ""}`, columns: { line: "rad i resultaträkningen" } },
  enclosure: { noun: (_, row) => `Handlingen »${row["title"] ?? ""}«`, columns: { title: "namn", file_name: "fil", hash: "fingeravtryck", position: "ordning" } },
  publication_withheld: { noun: (key) => `Undantag från publicering, ${key.split("/")[4] || "hela dokumentet"}`, columns: { ground: "grund" } },
  finding_answer: { noun: (_, row) => `Svaret på »${row["message"] ?? ""}«`, columns: { reason: "varför det är rätt" } },
  section_comment: { noun: (_, row) => `Kommentaren »${row["body"] ?? ""}«`, columns: { body: "kommentar", quote: "gäller", resolved_by: "klar" } },
  assessment: { noun: (_, row, names) => `Bedömningen ${quoted(names["scale_level"]?.get(row["scale_level_id"] ?? "") ?? "")}`, columns: { scale_level_id: ["nivå", "scale_level"], reasoning: "motivering", proposed_level_id: ["regelns nivå", "scale_level"], proposal: "regelns förslag", superseded_by: "ersatt" } },
  unit: { noun: () => "Enheten", columns: { merged_into: ["Uppgick i", "unit"] } },
  unit_version: { noun: (_, row) => `Namnet ${quoted(row["name"])}`, columns: { name: "namn", valid: "gäller", parent_id: ["ligger under", "unit"] } },
  ...Object.fromEntries(Object.entries(STEPS_TOLD).map(([table, words]) => [table, { noun: (_: string, row: RowContent) => `Steget »${words[row["kind"] ?? ""] ?? row["kind"] ?? ""}«`, columns: { note: "anteckning" } }])),
  contract_review_answer: { noun: (_, row) => `Svaret på ${quoted(row["question"])}`, columns: { scale_level_id: ["bedömning", "scale_level"], comment: "kommentar", remark: "rekommendation eller brist", follow_on: "följs upp", evidence: "underlag" } },
  contract_review_obligation: { noun: () => "Åtagandets läge", columns: { scale_level_id: ["läge", "scale_level"], other_level_id: ["läge i annan del", "scale_level"], comment: "kommentar" } },
  diary_series: { noun: () => "Diarienumrens beteckning", columns: { prefix: "beteckning" }, value: "prefix" },
  licence_link: { noun: () => "Adressen till innehavarens sida", columns: { ended_at: "slutade gälla" } },
  follow_up_step: { noun: (_, row) => `Uppföljningen ${{ opened: "öppnad", closed: "stängd", reopened: "öppnad igen" }[row["kind"] ?? ""] ?? ""}`, columns: {} },
  document_step: { noun: (_, row) => `Dokumentet ${{ reread: "omläst", planned: "planerat", due: "dag då texterna ska vara klara", tabled: "framlagt för sammanträdet", reviewed: "lämnat för granskning", approved: "godkänt", proposed: "framlagt", decided: "beslutat", published: "publicerat", returned: "åter till utkast", revised: "i ny upplaga" }[row["kind"] ?? ""] ?? ""}`, columns: {} },
  follow_up_delegation: { noun: () => "Uppgiften", columns: { user_id: "Användare" } },
  follow_up_reminder: { noun: (_, row) => `Påminnelsen ${row["on_day"] ?? ""}`.trim(), columns: { sent_at: "skickad", failure: "fel" } },
  follow_up_point: { noun: (_, row) => `Uppföljningen ${row["name"] ?? ""} ${row["on_date"] ?? ""}`.trim(), columns: {} },
  user_role: { noun: (_, row, names) => `Rollen ${names["role"]?.get(row["role"] ?? "") ?? row["role"] ?? ""}`, columns: { valid_from: "gäller från", valid_to: "gäller till", unit_id: ["för", "unit"] } },
};

/** A long text is told by its beginning. */
const SHOWN = 160;
function shown(text: string | null | undefined, table: string | null, names: ChangeNames): string {
  if (text === null || text === undefined || text === "") return MISSING;
  if (table) return names[table]?.get(text) ?? text;
  if (text === "true" || text === "false") return text === "true" ? "ja" : "nej";
  if (isDecimal(text)) return formatNumber(text);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Words that are "ändrad", not "ändrat". */
const COMMON_GENDER = /(text|texten|titel|rubrik|beskrivning|nivå|grupp|enhet|period|summering över året|källa|anmärkning|kategori|process|sannolikhet|konsekvens|risk|tjänst|status|återrapportering|summa|under)$/i;

/** What was done to a row, in Swedish: "Riktvärdet 2024 ändrat från öka till 80". One sentence for each column that differs. */
export function changeWords({ after, before, key, table }: RowChange, names: ChangeNames): string[] {
  const known = TABLES[table];
  const noun = known?.noun(key, { ...before, ...after }, names) ?? `${table} ${key}`;
  const of = (column: string): { label: string; table: string | null; options: ReadonlyMap<string, string> | null } => {
    const word = known?.columns[column] ?? column;
    return typeof word === "string" ? { label: word, table: null, options: null } : "options" in word ? { label: word.label, table: null, options: word.options } : { label: word[0], table: word[1], options: null };
  };
  const told = (value: string | null | undefined, column: string): string => { const { options, table: other } = of(column); return (value && options?.get(value)) || shown(value, other, names); };
  if (!before) {
    if (table === "assessment") return [`${noun} gjord`];
    return [known?.value ? `${noun} satt till ${shown(after?.[known.value] ?? after?.["missing_reason"], null, names)}` : `Nytt: ${noun}`];
  }
  if (!after) return [known?.value ? `${noun} borttaget (var ${shown(before[known.value], null, names)})` : `Borttaget: ${noun}`];
  const columns = Object.keys(after);
  // What only follows from the value is not told twice.
  const differing = known?.value && columns.includes(known.value) ? columns.filter((column) => column === known.value || !["amount", "direction"].includes(column) || known.value === "amount") : columns;
  return differing.flatMap((column) => {
    if (table === "assessment" && column === "superseded_by") return before["superseded_by"] === null ? [`${noun} ersatt av en ny`] : [];
    const { label } = of(column);
    const change = `från ${told(before[column], column)} till ${told(after[column], column)}`;
    const form = (word: string): string => (COMMON_GENDER.test(word) ? "ändrad" : "ändrat");
    return [column === known?.value ? `${noun} ${form(noun)} ${change}` : known?.value ? `${noun}, ${label}: ${change}` : `${label} ${form(label)} ${change}`];
  });
}

/** Texts of a change that are too long to be told by their beginning: both versions, and what they are. */
export function longTexts({ after, before, table }: RowChange): { label: string; from: string; to: string }[] {
  if (!before || !after) return [];
  return Object.keys(after).flatMap((column) => {
    const [from, to] = [before[column] ?? "", after[column] ?? ""];
    const word = TABLES[table]?.columns[column];
    return typeof word === "string" && (from.length > SHOWN || to.length > SHOWN) ? [{ label: word, from, to }] : [];
  });
}

/** The rows that a change names only by number, so that their names can be fetched together. */
export function namedRows(changes: readonly RowChange[]): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  const want = (table: string, key: string | null | undefined) => key && wanted.set(table, (wanted.get(table) ?? new Set()).add(key));
  for (const { after, before, key, table } of changes) {
    if (table === "statement_amount") want("statement_line", key.split("/")[0]);
    for (const row of [before, after]) {
      if (!row) continue;
      if (table === "goal_indicator") want("indicator", row["indicator_id"]);
      for (const [column, word] of Object.entries(TABLES[table]?.columns ?? {})) if (typeof word !== "string" && !("options" in word)) want(word[1], row[column]);
    }
  }
  return wanted;
}

const KINDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(REGISTER_WORDS).map(([subject, { kind }]) => [subject, kind])),
  "ledger-units": "Enheterna i huvudboken", ledger_unit: "Enheterna i huvudboken", variance: "Avvikelse", "volume-price": "Volym och pris", volume_price: "Volym och pris", investment: "Investering", investments: "Investeringar", grant: "Statsbidrag", fee_rate: "Avgift", "price-base-amount": "Prisbasbelopp", price_base_amount: "Prisbasbelopp",
  forecast: "Prognos", budget: "Budget", frame: "Ram", ledger: "Huvudbok", "account-map": "Kontotabell", account_map: "Kontotabell",
  goal: "Mål", activity: "Aktivitet", steering: "Styrmodell", "governing-document": "Styrande dokument", governing_document: "Styrande dokument", assignment: "Uppdrag", indicator: "Mått", statement: "Uppställning", fee: "Taxa", risk: "Risk", "control-check": "Kontrollmoment", control_check: "Kontrollmoment", "control-action": "Åtgärd", control_action: "Åtgärd",
  "service-declaration": "Kvalitetsdeklaration", "report-back": "Återrapportering", report_back: "Återrapportering", "section-text": "Text", "section-comment": "Kommentar", assessment: "Bedömning", document: "Dokument", template: "Dokumentmall",
  unit: "Enhet", "follow-up-point": "Uppföljning", "follow-up": "Uppföljning", follow_up: "Uppföljning", reading: "Inläsning", "value-import": "Inläsning av värden", value_import: "Inläsning av värden", user: "Användare", "user-role": "Roll", session: "Inloggning", password: "Lösenord", passkey: "Passnyckel", link: "Engångslänk", "api-key": "Nyckel för program",
  "calendar-feed": "Kalenderadress", comparison: "Jämförelse", "sign-in": "Misslyckad inloggning", audit: "Granskning", backup: "Säkerhetskopia", example: "Exempelkommunen", "due-letter": "Brev om det som är att se till", due_letter: "Brev om det som är att se till", archive: "Arkivpaket",
};
const DONE: Readonly<Record<string, string>> = {
  addressed: "adress gjord", completed: "komplettering begärd", supplemented: "kompletterad", granted: "beviljad", refused: "avslagen", noted: "antecknad", 
  begun: "frågor hämtade", obligations: "åtaganden införda",
  assessed: "bedömd", acted: "åtgärdad", "effect-checked": "effekt kontrollerad", received: "mottagen", secured: "säkerhet ordnad", investigated: "utredd", notified: "anmäld",
  assigned: "fördelad", learned: "lärdom dragen",
  added: "tillagt", changed: "ändrat", made: "gjord", linked: "kopplat", proposed: "granskas", forgotten: "bortglömd", accepted: "sparad", renamed: "nytt namn", merged: "sammanslagen", ended: "avslutad", opened: "öppnad",
  closed: "stängd", erased: "personuppgifter borttagna", invited: "upplagd", given: "given", renewed: "förnyad", failed: "misslyckad", set: "satt", removed: "borttagen", exported: "hämtad", checked: "kontrollerad", asked: "begärd",
  restored: "återläst", moved: "flyttad", carried: "tillagt ur året före", dropped: "tas inte med nästa år", resumed: "gäller igen", signed: "inloggad", answered: "besvarad", reopened: "öppnad igen", delegated: "uppgifter överlämnade", reminded: "påmind", judged: "bedömd", drawn: "stickprov draget", performed: "resultat infört", decided: "beslutat", reread: "omläst", planned: "planerat", due: "dag då texterna ska vara klara", tabled: "framlagt för sammanträdet", reviewed: "lämnat för granskning", approved: "godkänt", published: "publicerat", returned: "åter till utkast", revised: "ny upplaga", explained: "förklarat", "threshold-set": "gräns satt", seen: "sedd", indexed: "uppräknat", transferred: "omfördelat", amounts: "belopp införda", fetched: "hämtad ur Kolada", resolved: "klar", withheld: "undantag från publicering", imported: "utfall inläst", discarded: "fil borttagen", enclosed: "handling bifogad eller ändrad", unenclosed: "handling borttagen",
};

/** "indicator.changed" → "Mått: ändrat". */
export function eventWords(action: string): string {
  const [kind = "", done = ""] = action.split(".");
  return `${KINDS[kind] ?? kind}: ${DONE[done] ?? done}`;
}
/** Kinds of events in words; where two spell the same, the last is the one that events carry. */
export const KIND_WORDS: Readonly<Record<string, string>> = { ...KINDS, section_text: "Text", section_comment: "Kommentar", follow_up_point: "Uppföljning", read_document: "Inläst fil" };
