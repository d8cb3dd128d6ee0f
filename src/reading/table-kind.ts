import { fold, type Table } from "./layout.ts";
import { BLANK, isNumberCell, isWordColumn, isYear, monthOf, yearOf } from "./table-cells.ts";

export const TABLE_KINDS = [
  "monthly-series", "risks", "control-results", "activities", "measures", "indicators", "declarations", "fees",
  "report-backs", "goal-assessments", "assignments", "statement", "yearly-figures",
] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

type Test = (header: readonly string[]) => boolean;

const some = (header: readonly string[], pattern: RegExp): boolean => header.some((cell) => pattern.test(cell));
const first = (header: readonly string[], pattern: RegExp): boolean => pattern.test(header.find(Boolean) ?? "");

const INDICATOR = /indikator|nyckeltal|(^| )(resultat|effekt|kvalitets|verksamhets)?matt(et)?( |$)|styrtal/;

/** The heading of a column of goals: "Mål", "Nämndens mål", "Kommunfullmäktiges mål", "Effektmål 2023". */
export const GOAL_COLUMN = /^((namndens|kommunens|kommunfullmaktiges|fullmaktiges|kf|overgripande|prioriterade) )?(namnd|effekt|kommun|inriktnings|verksamhets|resultat|utvecklings|fullmaktige)?mal(et|en)?( \d{4})?$/;

/** What the words of a heading row say. Order matters: the most telling words first. Cells are folded. */
const BY_HEADING: readonly (readonly [TableKind, Test])[] = [
  ["control-results", (h) => some(h, /kontroll(moment|aktivitet|punkt)|^kontroll$/) && h.some((cell) => /resultat|utfall|iakttagelse|avvikelse/.test(cell) && !/rapport|ansvar| till$/.test(cell))],
  ["risks", (h) => some(h, /risk(index|varde|poang|tal)|sannolikhet|^s ?x ?k$/) && some(h, /^risk(er|beskrivning)?$|^risk |kontrollmoment|process/)],
  ["risks", (h) => some(h, /^risk(er)?$|riskbeskrivning/) && (some(h, /kontrollmoment|kontrollmetod/) || (some(h, /^s$/) && some(h, /^k$/)))],
  ["activities", (h) => first(h, /^aktivitet(er)?\b/) && some(h, /beskrivning|status|kommentar|uppfoljning|ansvarig|tidplan|^klart?\b/)],
  ["goal-assessments", (h) => GOAL_COLUMN.test(h[0] ?? "") && some(h, /^(indikator|nyckeltal|matt)(er|en)?$/)],
  ["indicators", (h) => some(h, /ingaende varde|basvarde|utgangsvarde|utgangslage|startvarde|nulage/) && some(h, /riktvarde|malvarde|malniva|^mal \d{4}|^\d{4}$/)],
  ["indicators", (h) => first(h, INDICATOR) && some(h, /riktvarde|malvarde|malniva|^mal(tal)?( \d{4})?$|^(utfall|resultat|varde)( \d{4})?$/)],
  ["declarations", (h) => first(h, /kvalitetsdeklaration|tjanstedeklaration|servicedeklaration|tjanstegaranti/) && h.length > 1],
  ["fees", (h) => first(h, /^(taxor|taxa|avgift)/) && some(h, /beslut|status|galler/)],
  ["report-backs", (h) => some(h, /aterrapportering|atgard/) && some(h, /arende/) && some(h, /beslut/)],
  ["goal-assessments", (h) => GOAL_COLUMN.test(h.find((cell) => cell && !/^(nr|nummer|fokusomrade|omrade|malomrade|perspektiv)$/.test(cell)) ?? "") && some(h, /bedomning|maluppfyllelse|status|uppfyllelse|prognos/)],
  ["assignments", (h) => some(h, /^uppdrag|^fokusomrade/) && some(h, /status|bedomning|avrapporteras/)],
];

const STATEMENT_WORDS =
  /resultatrakning|driftredovisning|driftbudget|verksamhet|investering|kostnad|intakt|personal|periodutfall|belopp|projekt|anslag|ram\b|budget/;
const MONEY = /\b(mkr|mnkr|tkr|kr|msek|tsek)\b/;
/** What the heading of a column of figures may say beside a year. */
const VALUE_COLUMN = /budget|utfall|prognos|avvikelse|forandr|diff|bokslut|^netto|nettokostnad|^intakter$|^kostnader$|belopp|aterstar|ram\b|%/;

/** The label of a row of a staff table. */
export const STAFF_ROW = /anstallda|arsarbetare|sjukfranvaro|tillsvidareanstall|visstidsanstall|medarbetarengagemang/;
/** Whether a heading says that its column holds figures: a year, or what they are. */
export const tellsFigures = (cell: string): boolean => isYear(cell) || VALUE_COLUMN.test(fold(cell)) || (yearOf(cell) !== null && !isNumberCell(cell));

/** Three different months at least: "mars 2023 | mars 2022" compares years. */
export const isMonthHeading = (cells: readonly string[]): boolean => {
  const months = cells.filter((cell) => monthOf(cell) !== null).length;
  return new Set(cells.flatMap((cell) => monthOf(cell) ?? [])).size >= 3 && months >= cells.filter((cell) => cell.trim()).length - 4;
};

/** Months stand as rows and years as columns. */
function isTransposedMonths(table: Table): boolean {
  const body = table.rows.slice(1);
  const months = body.filter((row) => monthOf(row.cells[0] ?? "") !== null).length;
  const columns = (table.rows[0]?.cells.slice(1) ?? []).filter((cell) => cell.trim());
  return months >= 3 && months >= body.length - 2 && columns.length > 0 && columns.every((cell) => !isNumberCell(cell) || isYear(cell)) && monthOf(table.rows[0]?.cells[1] ?? "") === null;
}

/** The kind that the heading row alone tells, so that a table broken by a page can be told from a new one. */
export function kindOfHeading(cells: readonly string[]): TableKind | null {
  if (isMonthHeading(cells)) return "monthly-series";
  const header = cells.map(fold);
  const known = BY_HEADING.find(([, test]) => test(header));
  if (known) return known[0];
  if (cells.filter((cell) => cell.trim()).length === 1 && first(header, /^(matt|indikator(er)?|nyckeltal)$/)) return "measures";
  return kindOfFigures(header, cells);
}

/** A column of figures beside the ones that tell what they are: a sum, a part, a number of its own. */
const BESIDE = /^(totalt?|summa|resultat|plan|klart|status|diff|kvinnor|man|fg ar|foregaende ar|projekt ?n(umme)?r|nr|konto|andel|antal)\b|^(mkr|mnkr|tkr|kr|msek|tsek)$/;
const ECONOMY = /budget|prognos|bokslut|netto|^intakter$|^kostnader$|belopp|aterstar|ram\b|%/;

function kindOfFigures(header: readonly string[], cells: readonly string[]): TableKind | null {
  const values = cells.slice(1).filter((cell) => cell.trim() && !isWordColumn(cell));
  if (!values.length) return null;
  const telling = values.filter(tellsFigures);
  const money = MONEY.test(header.join(" ")) || STATEMENT_WORDS.test(header[0] ?? "");
  const rest = values.filter((cell) => !telling.includes(cell));
  if (rest.length && !(rest.every((cell) => BESIDE.test(fold(cell))) && (money || telling.length >= values.length / 2))) return null;
  if (money) return telling.length || MONEY.test(values.map(fold).join(" ")) ? "statement" : null;
  if (values.every(isYear)) return "yearly-figures";
  if (telling.some((cell) => ECONOMY.test(fold(cell)))) return "statement";
  return values.every((cell) => yearOf(cell)) ? "yearly-figures" : telling.length === values.length ? "statement" : null;
}

/** What kind of table this is, judged by its heading words and shape alone; null when no recogniser takes it. */
export function kindOfTable(table: Table): TableKind | null {
  if (isTransposedMonths(table)) return "monthly-series";
  const kind = kindOfHeading(table.rows[0]?.cells ?? []);
  if (kind !== "statement" && kind !== "yearly-figures") return kind;
  const words = (table.rows[0]?.cells ?? []).map(isWordColumn);
  const body = table.rows.slice(1).flatMap((row) => row.cells.filter((_, column) => column > 0 && !words[column])).filter((cell) => !BLANK.test(cell));
  const numbers = body.filter(isNumberCell).length;
  if (numbers === 0 || numbers < body.length * 0.6) return null;
  const money = table.rows.some((row) => /^(summa )?(intakter|kostnader|nettokostnad(er)?|personalkostnad(er)?)$/.test(fold(row.cells[0] ?? "")));
  const staff = table.rows.slice(1).filter((row) => STAFF_ROW.test(fold(row.cells[0] ?? ""))).length;
  if (money || staff * 2 >= Math.max(2, table.rows.length - 1)) return "statement";
  // Counts and surveys have columns like a statement's, but no money: they are figures by year where each column has one.
  const header = table.rows[0]!.cells;
  const ofMoney = MONEY.test([...header, table.caption ?? ""].map(fold).join(" ")) || STATEMENT_WORDS.test(fold(header[0] ?? "")) || header.slice(1).some((cell) => ECONOMY.test(fold(cell)));
  if (kind === "statement" && !ofMoney) return header.slice(1).every((cell) => !cell.trim() || yearOf(cell)) ? "yearly-figures" : null;
  return kind;
}
