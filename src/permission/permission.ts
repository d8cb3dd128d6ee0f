import { ROLE_NAMES, ROLES, type Role } from "./role.ts";

interface PermissionRow {
  readonly area: string;
  /** What it lets one do, in words. */
  readonly label: string;
  readonly roles: readonly Role[];
}

const all = ROLE_NAMES;
const row = (area: string, label: string, roles: readonly Role[]): PermissionRow => ({ area, label, roles });
const plan = ["editor", "controller"] as const;
const content = ["editor", "controller", "finance-officer", "committee-secretary"] as const;

/**
 * The one table of who may do what: each command, page and operation asks a row of it. A role holds for a part of the
 * organisation, a unit and all below it, and for a time.
 */
export const PERMISSIONS = {
  "sign-in": row("Läsa", "Logga in; det får också den som inte är inloggad", all),
  "published.read": row("Läsa", "Läsa publicerade dokument och deras data; det får också den som inte är inloggad", all),
  "read": row("Läsa", "Läsa mål, mått, ekonomi, intern kontroll och dokument", all),
  "own-account": row("Läsa", "Se behörighetstabellen och sköta sitt eget konto", all),
  "reading.propose": row("Läsa in", "Läsa in en fil och granska det som förstods", content),
  "reading.accept": row("Läsa in", "Spara det granskade i registret; varje del kräver sin egen behörighet", content),
  "indicator.define": row("Mått", "Ändra måttens definitioner, riktvärden och ingående värden", plan),
  "indicator.enter": row("Mått", "Föra in och ändra värden", ["reporter", ...plan]),
  "goal.plan": row("Mål", "Ändra mål, aktiviteter och uppdrag", plan),
  "steering.model": row("Mål", "Ändra styrmodellen: nivåer, skalor och regler, och styrande dokument", ["controller", "administrator"]),
  "assess": row("Mål", "Bedöma mål, aktiviteter, uppdrag och kontroller", ["reporter", "approver", ...plan]),
  "follow-up.lead": row("Uppföljning", "Öppna och stänga uppföljningar och påminna om dem", plan),
  "follow-up.hand-over": row("Uppföljning", "Lämna över uppgifter till någon annan", ["reporter", "approver", ...plan]),
  "money.enter": row("Ekonomi", "Föra in uppställningar, taxor och avgifter", ["finance-officer", "controller"]),
  "ledger.import": row("Ekonomi", "Läsa in utfall ur huvudboken, och säga vilka enheter det hör till", ["finance-officer", "controller"]),
  "account-map.change": row("Ekonomi", "Ändra vilken rad i resultaträkningen som konton hör till, för hela kommunen", ["finance-officer", "controller"]),
  "frame.plan": row("Ekonomi", "Göra och ändra nämndens ramar, och säga vilken som är beslutad", ["finance-officer", "controller"]),
  "budget.plan": row("Ekonomi", "Göra och ändra nämndens budget, investeringar, statsbidrag och volymer, och säga att budgeten är beslutad", ["finance-officer", "controller"]),
  "forecast.make": row("Ekonomi", "Göra prognoser för helåret, och förklara avvikelser mot budgeten", ["reporter", "approver", "finance-officer", "controller"]),
  "oversight.see": row("Ekonomi", "Säga att man har tagit del av en befarad avvikelse", ["executive-office"]),
  "oversight.report": row("Ekonomi", "Rapportera ett bolag eller ett kommunalförbund till kommunstyrelsens uppsikt", ["reporter", "approver", "finance-officer", "executive-office", "controller"]),
  "control.plan": row("Intern kontroll", "Ändra risker och kontrollmoment", plan),
  "control.judge": row("Intern kontroll", "Bedöma risker på en riskworkshop", ["reporter", "approver", ...plan]),
  "control.perform": row("Intern kontroll", "Dra stickprov, föra in kontrollernas resultat och bestämma åtgärder", ["reporter", "approver", ...plan]),
  "quality.declare": row("Kvalitet", "Ändra kvalitetsdeklarationer", plan),
  "quality.unexecuted": row("Kvalitet", "Föra registret över ej verkställda beslut", ["reporter", ...plan]),
  "quality.follow": row("Kvalitet", "Föra in brukarundersökningar, egenkontroller och domar", ["reporter", ...plan]),
  "feedback.leave": row("Kvalitet", "Lämna en synpunkt; det får också den som inte är inloggad", all),
  "feedback.handle": row("Kvalitet", "Läsa och ta hand om synpunkter och klagomål", ["reporter", "approver", "committee-secretary", ...plan]),
  "incident.report": row("Kvalitet", "Rapportera avvikelser, och missförhållanden enligt lex Sarah; det man har rapporterat ser man själv", ["reporter", "approver", "finance-officer", "committee-secretary", "quality-investigator", ...plan]),
  "incident.handle": row("Kvalitet", "Läsa avvikelser och ta hand om dem", ["reporter", "approver", "quality-investigator", "controller"]),
  "lex-sarah.handle": row("Kvalitet", "Läsa och utreda rapporter enligt lex Sarah; ingen annan ser att de finns", ["quality-investigator"]),
  "contract.keep": row("Avtal", "Föra avtal, leverantörer, åtaganden och upphandlingsbehov, och följa upp avtal", ["finance-officer", "committee-secretary", ...plan]),
  "inspection.keep": row("Tillsyn", "Föra tillstånd, tillsyn och innehavares anmälningar", ["reporter", ...plan]),
  "licence.notify": row("Tillsyn", "Anmäla ändringar av sitt tillstånd, med den adress man har fått", all),
  "matter.keep": row("Ärenden", "Föra diariet, sammanträden, beslut och expediering", ["committee-secretary", "controller"]),
  "matter.secret": row("Ärenden", "Öppna ärendens handlingar som har sekretess", ["approver", "committee-secretary", "controller", "elected-member"]),
  "matter.report-back": row("Ärenden", "Återrapportera beslut", ["committee-secretary", "controller"]),
  "document.check": row("Dokument", "Granska en handling, egen eller andras: vad i den som säger emot sig självt", all),
  "document.write": row("Dokument", "Skriva dokumentens texter, lämna dokument för granskning och påbörja reviderade upplagor", content),
  "document.write-part": row("Dokument", "Skriva sin enhets del av ett dokument", ["reporter", ...content]),
  "document.comment": row("Dokument", "Kommentera dokumentens texter, svara på kommentarer och säga att de är klara", ["reporter", "approver", ...content]),
  "template.change": row("Dokument", "Ändra dokumentens mallar och utseende", ["controller", "administrator"]),
  "document.approve": row("Dokument", "Godkänna dokument, och skicka dem tillbaka med ett skäl", ["approver", "controller"]),
  "document.decide": row("Dokument", "Lägga fram dokument för sammanträdet, föra in beslut och publicera", ["committee-secretary", "controller"]),
  "calendar.open-year": row("Organisation", "Öppna ett planeringsår med dess uppföljningar", [...content, "administrator"]),
  "organisation.change": row("Organisation", "Lägga till, byta namn på, flytta, dela, slå ihop och avsluta enheter", ["administrator"]),
  "organisation.add": row("Organisation", "Lägga till en nämnd som en inläst rapport gäller", ["controller", "administrator"]),
  "user.manage": row("Användare", "Bjuda in användare, ge och ta bort roller, stänga konton", ["administrator"]),
  "audit.read": row("Granskning", "Läsa händelser i hela loggen och exportera dem", ["auditor", "administrator"]),
  "audit.check": row("Granskning", "Låta hela loggens kedja kontrolleras", ["auditor", "administrator"]),
} as const satisfies Record<string, PermissionRow>;
export type PermissionAction = keyof typeof PERMISSIONS;

export const isAction = (text: string): text is PermissionAction => Object.hasOwn(PERMISSIONS, text);

/** What lets one see rows that not every reader of a committee sees; where nobody is let, the rows are not there. */
export const CONFIDENTIAL_ACTIONS = ["feedback.handle", "incident.handle", "lex-sarah.handle", "matter.secret"] as const satisfies readonly PermissionAction[];

/** What is let to whoever comes, signed in or not. */
export const OPEN_ACTIONS: ReadonlySet<string> = new Set<PermissionAction>(["sign-in", "published.read", "feedback.leave", "licence.notify"]);

/** Whether the table lets the role do it. What is no row is let to nobody. */
export const permits = (role: Role, action: string): boolean => isAction(action) && (PERMISSIONS[action].roles as readonly Role[]).includes(role);

/** One sentence for who may not: what was asked for, and who could. */
export function refusalSentence(action: string, signedIn: boolean): string {
  if (!signedIn) return "Logga in först.";
  if (!isAction(action)) return "Din behörighet räcker inte.";
  const { label, roles } = PERMISSIONS[action];
  const who = roles.map((role) => ROLES[role].name);
  const able = who.length > 1 ? `${who.slice(0, -1).join(", ")} eller ${who.at(-1)}` : who[0];
  const what = label.split(";")[0]!;
  return `Du får inte ${what.charAt(0).toLowerCase()}${what.slice(1).replaceAll(" och ", " eller ")} här. Det får en ${able} i den delen av organisationen.`;
}
