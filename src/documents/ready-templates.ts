import { DECISION_REPORT } from "../quality/unexecuted-decision.ts";
import type { BoundBlock, Template, TemplateSection } from "./template.ts";

type Said = Partial<Omit<TemplateSection, "key" | "heading" | "guidance" | "blocks">>;
/** A section that shows data says when there is none; one of prose alone is left out. */
const section = (key: string, heading: string, guidance: string, blocks: readonly BoundBlock[] = [], said: Said = {}): TemplateSection => ({
  key, heading, guidance, blocks, level: 1, required: false, writer: null, perUnit: false, whenEmpty: blocks.length ? "say" : "hide", ...said,
});
const below: Said = { level: 2 };
const finance: Said = { writer: "finance-officer" };

const RESPONSIBILITY = section("responsibility", "Nämndens ansvarsområden", "Vad nämnden ansvarar för, och för vem.");
const STEERING = section("steering", "Styrning och uppföljning", "Hur mål, pengar och kontroll hänger ihop i nämnden, och när de följs upp.");
const STAFF_GUIDANCE = "Vad som har förändrats i bemanning, sjukfrånvaro och medarbetarnas syn på arbetet, och varför.";
const OUTLOOK = section("outlook", "Förväntad utveckling", "Vad som väntas påverka nämnden de närmaste åren.");
const COMPETITION = section("competition", "Konkurrensutsättning", "Vad som är konkurrensutsatt, och vad som planeras.", ["procurement"], { whenEmpty: "hide" });
const CROSS_SECTOR = [
  section("cross-sector", "Tvärsektoriella frågor", "Frågor som flera nämnder delar."),
  section("international", "Internationellt", "Samarbeten och utblickar.", [], below),
  section("equal-treatment", "Likabehandling", "Vad som har gjorts för att alla ska behandlas lika.", [], below),
  section("environment", "Miljö och klimat", "Vad nämnden har gjort för miljö och klimat.", [], below),
];
const template = (key: string, title: string, per: Template["per"], purpose: string, sections: readonly TemplateSection[]): Template => ({ key, title, per, purpose, moneyUnit: null, moneyColumns: [], revision: 0, sections });

/** The templates that every municipality has, until it writes its own. */
export const READY_TEMPLATES: readonly Template[] = [
  template("annual-report", "Årsredovisning", "year", "Nämndens svar för året: mål, ekonomi, personal, intern kontroll, verksamhetsmått och återrapportering.", [
    section("summary", "Sammanfattning", "Året i korthet: hur gick det för målen, pengarna och dem verksamheten är till för?", ["money-summary"], { whenEmpty: "hide" }),
    section("events", "Händelser av väsentlig betydelse", "Det som har påverkat verksamheten mest, och vad det ledde till."),
    STEERING, RESPONSIBILITY,
    section("goals", "Mål och uppdrag", "Läget för målen som helhet. Bedömningarna hämtas ur registret."),
    section("committee-goals", "Nämndmål", "Det som behöver sägas utöver bedömningarnas motiveringar.", ["goals"], below),
    section("assignments", "Uppdrag", "Det som behöver sägas utöver uppdragens bedömningar.", ["assignments"], below),
    section("economy", "Ekonomisk analys", "Varför utfallet avviker från budgeten och från förra året. Beloppen hämtas ur registret.", ["statements", "variances", "investments"], finance),
    section("staff", "Väsentliga personalförhållanden", STAFF_GUIDANCE, ["staff"]),
    ...CROSS_SECTOR, OUTLOOK, COMPETITION,
    section("contract-review", "Avtalsuppföljning", "Vad uppföljningarna visade som helhet. Vilka avtal det gäller hämtas ur registret.", ["contract-reviews"], { ...below, whenEmpty: "hide" }),
    section("control", "Intern kontroll", "Vad kontrollerna visade som helhet, och vad som görs åt bristerna.", ["control-results"]),
    section("measures", "Verksamhetsmått", "Vad månadsserierna visar.", ["monthly-series"]),
    section("yearly", "Årsstatistik", "Vad årsstatistiken visar.", ["yearly-figures"]),
    section("report-backs", "Återrapportering av nämndbeslut", "Beslut som nämnden har bett att få svar på.", ["report-backs"], { writer: "committee-secretary" }),
  ]),
  template("operational-plan", "Verksamhetsplan och budget", "year", "Nämndens plan: mål med aktiviteter och mått, budget, taxor, kvalitetsdeklarationer och internkontrollplan.", [
    section("summary", "Sammanfattning", "Vad nämnden vill nå under året, och med vilka pengar."),
    STEERING, RESPONSIBILITY,
    section("declarations", "Kvalitetsdeklarationer", "Vad den som får del av verksamheten kan räkna med.", ["declarations"]),
    section("goals", "Mål och uppdrag", "Hur målen hänger ihop med fullmäktiges."),
    section("plan-goals", "Mål, aktiviteter och mått", "Det som behöver sägas utöver målens egna texter.", ["plan-goals"], below),
    section("assignments", "Uppdrag", "Uppdrag från fullmäktige och hur de tas om hand.", ["assignments"], below),
    section("ongoing", "Löpande verksamhet", "Det som görs varje år, och vad som blir annorlunda i år.", [], below),
    section("economy", "Ekonomi", "Ramen, hur den är fördelad och vad som är osäkert.", ["budgets", "investments", "grants"], finance),
    section("fees", "Taxor och avgifter", "Ändringar av taxor och avgifter.", ["fees"], finance),
    section("staff", "Väsentliga personalförhållanden", STAFF_GUIDANCE),
    ...CROSS_SECTOR, OUTLOOK, COMPETITION,
    section("control", "Intern kontroll", "Hur planen har tagits fram.", ["control-plan"]),
  ]),
  template("control-plan", "Internkontrollplan", "year", "Årets risker, vad som görs åt dem, och de kontroller som ska göras.", [
    section("background", "Bakgrund", "Varför nämnden har en internkontrollplan, och vem som svarar för den (kommunallagen 6 kap. 6 §)."),
    section("method", "Så är planen framtagen", "Vilka som har bedömt riskerna, när, och hur det vägdes samman."),
    section("control", "Risker och kontrollmoment", "Det som behöver sägas om riskerna utöver tabellerna.", ["control-plan"]),
    section("earlier", "Erfarenheter av förra årets plan", "Vad som lärdes av förra årets kontroller, och vad som är ändrat."),
  ]),
  template("interim-report", "Delårsrapport", "point", "Läget vid en uppföljning under året: ekonomi med prognos, mål, uppdrag och kontroller.", [
    section("summary", "Sammanfattning", "Läget i korthet, och vad som väntas av resten av året.", ["money-summary"], { whenEmpty: "hide" }),
    section("events", "Händelser under perioden", "Det som har påverkat verksamheten mest sedan årets början.", [], { perUnit: true }),
    section("goals", "Mål och uppdrag", "Läget för målen som helhet, och prognosen för året."),
    section("committee-goals", "Nämndmål", "Det som behöver sägas utöver bedömningarnas motiveringar.", ["goals"], below),
    section("assignments", "Uppdrag", "Det som behöver sägas utöver uppdragens bedömningar.", ["assignments"], below),
    section("economy", "Ekonomi och prognos", "Varför prognosen avviker från budgeten, och vad som görs åt det.", ["statements", "variances"], finance),
    section("staff", "Personal", STAFF_GUIDANCE, ["staff"]),
    section("control", "Intern kontroll", "Vad periodens kontroller visade.", ["control-results"]),
    section("measures", "Verksamhetsmått", "Vad månadsserierna visar.", ["monthly-series"]),
  ]),
  template("memorandum", "Tjänsteskrivelse", "any", "Förvaltningens förslag till beslut i ett ärende, med det som ledamöterna behöver för att ta ställning.", [
    section("proposal", "Förslag till beslut", "En punkt för varje beslut, som den ska stå i protokollet.", [], { required: true }),
    section("summary", "Sammanfattning", "Ärendet och förslaget på några rader.", [], { required: true }),
    section("background", "Bakgrund", "Vad som har hänt, och varför ärendet kommer nu."),
    section("assessment", "Förvaltningens bedömning", "Varför förslaget är det bästa, och vilka andra som har prövats."),
    section("economy", "Ekonomiska konsekvenser", "Vad beslutet kostar eller sparar, och varifrån pengarna tas.", [], finance),
    section("enclosures", "Handlingar", "De filer som bifogas räknas upp av sig själva. Skriv bara om handlingar som inte bifogas.", ["enclosures"]),
    section("signatories", "Undertecknare", "En punkt för var och en som undertecknar: namn och befattning."),
    section("dispatch", "Beslutet skickas till", "En punkt för var och en som ska ha beslutet."),
  ]),
  template(DECISION_REPORT, "Ej verkställda beslut", "quarter", "Kvartalets rapport till Inspektionen för vård och omsorg, kommunens revisorer och fullmäktige om gynnande beslut som inte är verkställda.", [
    section("proposal", "Förslag till beslut", "En punkt för varje beslut, som den ska stå i protokollet."),
    section("summary", "Sammanfattning", "Hur uppgifterna är hämtade, och vad som behöver sägas utöver antalen.", ["unexecuted-summary"]),
    section("decisions", "Beslut som inte är verkställda", "Det som behöver sägas utöver tabellerna. Inga namn; ingen person ska kännas igen.", ["unexecuted-decisions"]),
    section("enclosures", "Handlingar", "De filer som bifogas räknas upp av sig själva. Skriv bara om handlingar som inte bifogas.", ["enclosures"], { whenEmpty: "hide" }),
    section("signatories", "Undertecknare", "En punkt för var och en som undertecknar: namn och befattning."),
    section("dispatch", "Beslutet skickas till", "En punkt för var och en som ska ha beslutet, till exempel fullmäktige och revisorerna."),
  ]),
  template("survey-plan", "Plan för uppföljningar med brukarperspektiv", "year", "Årets undersökningar och uppföljningar bland dem som verksamheten är till för, och när de redovisas.", [
    section("proposal", "Förslag till beslut", "En punkt för varje beslut, som den ska stå i protokollet."),
    section("summary", "Sammanfattning", "Varför undersökningarna görs, vad förra årets ledde till, och vad som är nytt."),
    section("surveys", "Plan", "Det som behöver sägas utöver tabellen.", ["surveys"]),
    section("results", "Genomförda undersökningar", "Det som behöver sägas utöver tabellen.", ["survey-results"]),
    section("signatories", "Undertecknare", "En punkt för var och en som undertecknar: namn och befattning."),
  ]),
  template("quality-report", "Kvalitetsberättelse", "year", "Det systematiska kvalitetsarbetet under året: risker, egenkontroller, avvikelser, synpunkter, undersökningar, och vad de ledde till.", [
    section("summary", "Sammanfattning", "Vad årets kvalitetsarbete visade som helhet, och vad som har blivit bättre."),
    section("method", "Så arbetar nämnden med kvalitet", "Ledningssystemet: vem som ansvarar för vad, och hur delarna hänger ihop (SOSFS 2011:9)."),
    section("declarations", "Kvalitetsdeklarationer", "Om det utlovade hölls.", ["declarations", "service-promises"]),
    section("legal-times", "Lagens tider", "Varför tider inte hölls, och vad som görs åt det.", ["legal-times"], { whenEmpty: "hide" }),
    section("control", "Riskanalyser och intern kontroll", "De risker som styrde årets arbete.", ["control-results"]),
    section("own-controls", "Egenkontroller", "Det som behöver sägas utöver tabellen.", ["own-controls"]),
    section("incidents", "Avvikelser", "Vad avvikelserna hade gemensamt, och vad som är gjort åt orsakerna.", ["incident-statistics"]),
    section("lex-sarah", "Lex Sarah", "Vad rapporterna lärde verksamheten. Inga uppgifter om enskilda.", ["lex-sarah-statistics"]),
    section("feedback", "Synpunkter och klagomål", "Vad de handlade om, och vad som har ändrats.", ["feedback-statistics"]),
    section("survey-results", "Brukarundersökningar", "Det som behöver sägas utöver tabellen.", ["survey-results"]),
    section("rulings", "Domar mot nämnden", "Vad domarna lärde verksamheten.", ["rulings"]),
    section("ahead", "Nästa års kvalitetsarbete", "Vad som ska förbättras, och hur det syns att det blev bättre."),
  ]),
  template("contract-review-plan", "Tidsplan för avtalsuppföljning", "year", "Vilka avtal som följs upp under året, på vilket sätt och när det redovisas.", [
    section("proposal", "Förslag till beslut", "En punkt för varje beslut, som den ska stå i protokollet."),
    section("summary", "Sammanfattning", "Hur avtal följs upp enligt rutinen, och vad som är särskilt i år."),
    section("plan", "Plan för uppföljning", "Det som behöver sägas utöver planen.", ["contract-review-plan"]),
    section("signatories", "Undertecknare", "En punkt för var och en som undertecknar: namn och befattning."),
  ]),
  template("contract-review", "Avtalsuppföljning", "review", "Vad uppföljningen av ett avtal visade: frågor och bedömningar, rekommendationer och brister, leverantörer och löpande åtaganden.", [
    section("proposal", "Förslag till beslut", "En punkt för varje beslut, som den ska stå i protokollet."),
    section("summary", "Sammanfattning", "Avtalet, uppföljningen och resultatet på några rader."),
    section("background", "Bakgrund", "Vad som är upphandlat, sedan när och för vem."),
    section("method", "Uppföljningens struktur", "Vad som granskades, vilka som besöktes och möttes, och hur bedömningen görs."),
    section("judgement", "Samlad bedömning", "Den samlade bedömningen hämtas ur uppföljningen. Skriv det som behövs därutöver.", ["contract-review-summary"]),
    section("remarks", "Rekommendationer och brister", "Det som behöver sägas utöver tabellen.", ["contract-review-remarks"]),
    section("answers", "Områden och frågor", "Det som behöver sägas utöver bedömningarna.", ["contract-review-answers"]),
    section("suppliers", "Leverantörer", "Det som behöver sägas om leverantörernas tillstånd, ekonomi och tillsyn.", ["contract-suppliers"], { whenEmpty: "hide" }),
    section("obligations", "Löpande verksamhet", "Det som behöver sägas om hur åtagandena följs.", ["contract-obligations"], { whenEmpty: "hide" }),
    section("enclosures", "Handlingar", "De filer som bifogas räknas upp av sig själva.", ["enclosures"], { whenEmpty: "hide" }),
    section("signatories", "Undertecknare", "En punkt för var och en som undertecknar: namn och befattning."),
    section("dispatch", "Beslutet skickas till", "En punkt för var och en som ska ha beslutet."),
  ]),
  template("inspection-plan", "Tillsynsplan", "year", "Årets tillsyn enligt alkohollagen, lagen om tobak och liknande produkter och lagen om handel med vissa receptfria läkemedel.", [
    section("proposal", "Förslag till beslut", "En punkt för varje beslut, som den ska stå i protokollet."),
    section("summary", "Sammanfattning", "Vad planen är till för, och vad som är nytt i år."),
    section("background", "Tillsynen och lagarna", "Vad kommunen har tillsyn över, och tillsammans med vem (alkohollagen 9 kap. 2 §; lag 2018:2088, 7 kap.)."),
    section("preventive", "Förebyggande tillsyn", "Information, rådgivning och utbildning."),
    section("plan", "Årets mål", "Det som behöver sägas utöver tabellen: inre och yttre tillsyn, omgångar och polisen.", ["inspection-plan"]),
    section("cooperation", "Samverkan", "Myndigheter och förvaltningar som tillsynen samverkar med."),
    section("signatories", "Undertecknare", "En punkt för var och en som undertecknar: namn och befattning."),
    section("dispatch", "Beslutet skickas till", "Länsstyrelsen ska ha tillsynsplanen."),
  ]),
  template("inspection-report", "Tillståndsgruppens årsrapport", "year", "Tillstånd och tillsyn under året, med tre års statistik.", [
    section("summary", "Tillstånd och tillsyn", "Året i korthet. Antalen hämtas ur registret.", ["inspection-summary"]),
    section("inspections", "Tillsynen", "Vad som kontrollerades, vad det visade och vad som gjordes åt bristerna.", ["inspection-progress"]),
    section("preventive", "Förebyggande tillsyn", "Utbildningar och information."),
    section("statistics", "Statistik", "Det som behöver förklaras i tabellen.", ["licence-events"]),
    section("licences", "Serveringstillstånd", "Det som behöver förklaras i tabellen.", ["licence-counts"], below),
    section("service", "E-tjänst och service", "Innehavarnas egna sidor, och resultatet av mätningar bland dem."),
    section("sales", "Tobak, folköl, e-cigaretter och receptfria läkemedel", "Vad som har ändrats bland försäljningsställena.", ["sales-counts"]),
    section("sales-inspections", "Tillsyn av försäljning", "Vad besöken i butikerna visade.", ["inspection-counts"], below),
    section("other", "Övrigt", "Det som inte hör till någon annan rubrik."),
  ]),
  template("meeting-notice", "Kallelse", "meeting", "Kallelse och dagordning till ett sammanträde.", [
    section("agenda", "Dagordning", "Det som behöver sägas utöver dagordningen.", ["meeting-agenda"]),
    section("practical", "Praktiskt", "Hur förhinder anmäls, och var handlingarna finns."),
  ]),
  template("minutes", "Protokoll", "meeting", "Vad ett sammanträde beslutade, paragraf för paragraf.", [
    section("present", "Närvarande", "Beslutande, ersättare och övriga, en punkt för var och en.", []),
    section("adjusters", "Justering", "Vem som justerar, när och var."),
    section("decisions", "Beslut", "Det som behöver sägas utöver besluten.", ["meeting-decisions"]),
    section("signatories", "Underskrifter", "En punkt för var och en som undertecknar: namn och uppgift."),
  ]),
  template("free-document", "Fritt dokument", "any", "Ett dokument med valfria rubriker, som hämtar sina siffror ur registret.", [
    section("text", "Text", "Skriv fritt; underrubriker börjar med ###."),
  ]),
];
