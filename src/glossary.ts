/** One word of the field: what a user reads, what the code says, what it means, and where it comes from. */
export interface Term {
  /** Swedish, as a user reads it. */
  readonly swedish: string;
  /** The one identifier in code; a domain type or the beginning of one. */
  readonly identifier: string;
  readonly meaning: string;
  /** Law or standard, where there is one. */
  readonly source?: string;
  /** The tables that hold it. */
  readonly tables?: readonly string[];
}

const term = (swedish: string, identifier: string, meaning: string, more: { source?: string; tables?: readonly string[] } = {}): Term => ({
  swedish, identifier, meaning, ...more,
});

/** The field's words. A domain type or a table that is not here has no name yet: test/architecture.test.ts says so. */
export const GLOSSARY: readonly Term[] = [
  term("enhet, nämnd, förvaltning, kommun", "Unit", "En del av kommunens organisation, med namn och plats som gäller från och till en dag", { tables: ["unit", "unit_version", "organisation_change"] }),
  term("nämnd", "Committee", "Förtroendevalt organ som svarar för en del av kommunens verksamhet", { source: "KL 3:4" }),
  term("nämnd och år", "Scope", "Det som en sida handlar om"),
  term("uppföljningstillfälle", "FollowUpPoint", "En dag då mål, ekonomi och kontroller följs upp", { source: "KL 11:16, 11:20", tables: ["follow_up_point", "goal_point", "assignment_point"] }),
  term("uppföljning, uppgift", "FollowUp", "Det som ska göras vid ett uppföljningstillfälle, vem som gör det, och om det är öppet", { tables: ["follow_up_step", "follow_up_delegation"] }),
  term("påminnelse", "Reminder", "Ett brev till den som har något kvar av en öppen uppföljning", { tables: ["follow_up_reminder"] }),
  term("kalenderprenumeration", "CalendarFeed", "En hemlig adress där en persons kalenderprogram läser uppföljningarna", { source: "RFC 5545", tables: ["calendar_feed"] }),
  term("tavla", "Board", "Vem som har vad kvar vid en uppföljning"),
  term("skala, nivå", "Level", "Ett steg på en ordnad skala: ord, form och färg", { tables: ["scale", "scale_level"] }),
  term("det som bedöms", "Assessed", "Ett mål, en aktivitet, ett uppdrag eller en kontroll, som den bedöms vid en uppföljning"),
  term("bedömning", "Assessment", "Vad någon bedömde av ett mål, ett uppdrag eller en kontroll vid ett tillfälle; skrivs aldrig över", { tables: ["assessment"] }),
  term("mått, indikator, nyckeltal", "Indicator", "Ett definierat mått med värden per månad eller år", { tables: ["indicator", "indicator_value"] }),
  term("riktvärde", "Target", "Det värde eller den riktning ett mått ska nå ett år", { tables: ["indicator_target"] }),
  term("ingående värde", "Baseline", "Måttets värde när målet sattes", { tables: ["indicator_baseline"] }),
  term("undertryckt värde", "Suppressed", "Ett litet antal, eller det som skulle ge bort det, som inte visas i det som publiceras", { source: "OSL 26:1" }),
  term("rimlighet", "Plausibility", "Frågor om värden som någon bör titta på; de rättas aldrig av sig själva", { tables: ["plausibility_answer"] }),
  term("samband mellan mått", "IndicatorRelation", "Att ett mått är en del av ett annat, eller dygn för det", { tables: ["indicator_relation"] }),
  term("inläsning av värden", "Import", "En fil av värden som granskas innan något sparas, och hur dess kolumner läses", { tables: ["value_import", "import_mapping"] }),
  term("jämförelse", "Comparison", "Mått bredvid andra kommuners, med Koladas nyckeltal", { source: "Kolada v3", tables: ["comparison_measure", "comparison_municipality", "comparison_value"] }),
  term("inmatning", "Grid", "Måtten som ska föras in för en månad, på en sida"),
  term("slag av mått", "IndicatorKind", "Antal vid en tidpunkt, antal under en period, andel, medelvärde, index eller belopp"),
  term("summering över enheter", "UnitAggregation", "Hur enheters värden blir ett"),
  term("period", "Frequency", "Hur ofta ett mått mäts: varje månad, kvartal, tertial, halvår eller år"),
  term("summering över tid", "Aggregation", "Hur ett måtts värden läggs ihop över året, om det alls går"),
  term("riktning", "Direction", "Öka, minska eller oförändrat"),
  term("förändring", "Change", "Skillnaden mellan två kända värden, i tal och i procent av det första"),
  term("mål, nämndmål", "Goal", "Vad som ska uppnås, med sin plats i den röda tråden", { source: "KL 11:6", tables: ["goal", "goal_level", "goal_indicator"] }),
  term("nytt verksamhetsår", "NewYear", "Nästa års plan ur årets: vad som följer med, ändras och inte tas med, med ingående värden och riktvärden", { tables: ["plan_dropped"] }),
  term("styrmodell", "Steering", "Ett års nivåer av mål: vad de heter, vem som bestämmer dem och hur de bedöms", { tables: ["steering_level"] }),
  term("den som bestämmer", "Keeper", "Vem mål på en nivå är: fullmäktiges, nämndens, enhetens eller medarbetarens"),
  term("krav på ett mål", "Requirement", "Vad ett mål på en nivå ska ha, till exempel mått eller ansvarig"),
  term("styrande dokument", "GoverningDocument", "Ett program, en plan eller en policy som ett mål svarar mot", { tables: ["governing_document", "goal_document"] }),
  term("Agenda 2030-mål", "Agenda", "Ett av de sjutton globala målen", { source: "A/RES/70/1", tables: ["goal_agenda"] }),
  term("plan", "Plan", "Det som ändras av mål, aktiviteter och uppdrag, fält för fält"),
  term("underlag", "Evidence", "Allt som ett måls nivå bedöms av: mått mot riktvärden, aktiviteter, mål under det"),
  term("avslutat", "Retired", "Från när något inte längre gäller, och varför; det finns kvar"),
  term("bättre är", "Better", "Vad som är bra för ett mått: högre, lägre, lika eller inom ett spann"),
  term("aktivitet", "Activity", "Det som görs för att nå ett mål", { tables: ["activity"] }),
  term("uppdrag", "Assignment", "Något kommunfullmäktige har gett nämnden att göra", { tables: ["assignment"] }),
  term("huvudbok", "Ledger", "Det som är bokfört, ur ekonomisystemets filer: verifikationer, eller månader där filen bara har summor", { source: "SIE 4B, SIE 5", tables: ["ledger_import", "ledger_voucher", "ledger_posting", "ledger_month", "ledger_account_month", "ledger_combination", "ledger_dimension", "ledger_object", "ledger_upload", "ledger_upload_piece", "ledger_mapping"] }),
  term("konto", "Account", "Ett konto i huvudboken, och vilken rad i resultaträkningen det hör till", { source: "Kommun-Bas", tables: ["ledger_account", "account_map"] }),
  term("budget", "Budget", "Årets plan i pengar: utkast, beslutad och reviderad, per enhet, rad och månad", { source: "KL 2017:725, 11:5", tables: ["budget_version", "budget_amount"] }),
  term("prognos", "Forecast", "Vad en rad väntas bli för helåret, som det sågs efter en månad; tidigare prognoser finns kvar", { tables: ["forecast"] }),
  term("spridning över året", "Spreading", "Hur ett årsbelopp fördelas på månader"),
  term("ram", "Frame", "Vad nämnden får kosta netto, från förra årets ram steg för steg till de kommande årens", { source: "KL 2017:725, 11:5–6", tables: ["frame_scenario"] }),
  term("resultaträkning, driftbudget", "Statement", "En uppställning av belopp som den är beslutad eller redovisad", { source: "LKBR 2018:597", tables: ["statement", "statement_column", "statement_line", "statement_amount"] }),
  term("belopp", "Amount", "Ett exakt belopp på en rad i en kolumn"),
  term("utfall, budget, prognos", "Measure", "Vad en kolumn i en uppställning redovisar"),
  term("kolumn", "Column", "En kolumn i en uppställning, med innebörd och år"),
  term("motsägelse", "Disagreement", "En uppgiven avvikelse som tabellens egna belopp inte ger"),
  term("taxa, avgift", "Fee", "Vad nämnden tar betalt för, med beslut och giltighet", { source: "KL 2:5", tables: ["fee"] }),
  term("risk, riskindex", "Risk", "Vad som kan gå fel; sannolikhet gånger konsekvens, 1–16", { source: "KL 6:6", tables: ["risk"] }),
  term("riskbedömning", "RiskJudgement", "Vad var och en på en riskworkshop anser om en risk, innan alla enas", { tables: ["risk_judgement"] }),
  term("kontrollmoment", "ControlCheck", "Vad som kontrolleras för att en risk inte ska ha inträffat, hur och när", { source: "KL 6:6", tables: ["control_check"] }),
  term("kontrollplan, intern kontroll", "Control", "Ett års risker och kontroller, hur de gick och vad som görs åt det", { source: "KL 6:6", tables: ["control_answer"] }),
  term("stickprov", "Sample", "Rader som dragits ur en lista med ett sparat frö, så att dragningen kan göras om", { tables: ["control_sample", "control_sample_item"] }),
  term("resultat av kontroll", "ControlResult", "Hur många som kontrollerades en månad, hur många som var rätt, och vad som framkom", { tables: ["control_result"] }),
  term("åtgärd", "Action", "Vad som görs åt en risk eller det en kontroll fann, av vem och till när", { tables: ["control_action"] }),
  term("nästa års kontroll", "Succession", "Om ett kontrollmoment är kvar, lyfts till målen, förs till egenkontroll eller avslutas, och varför", { tables: ["control_succession"] }),
  term("ruta i riskmatrisen", "Cell", "Sannolikhet och konsekvens"),
  term("kvalitetsdeklaration", "ServiceDeclaration", "Vad kommunen utlovar om en tjänst", { tables: ["service_declaration"] }),
  term("återrapportering", "ReportBack", "Ett beslut som redovisas tillbaka till nämnden", { tables: ["report_back"] }),
  term("inläst dokument", "ReadDocument", "En fil som lästs, vad som förstods och vad som sparades", { tables: ["read_document"] }),
  term("läsning", "Reading", "Allt som förstods i ett dokument"),
  term("layout", "Layout", "En fils rubriker, stycken och tabeller, innan något förstås"),
  term("dokumentmall", "Template", "Ett slags dokument som en kommun har: dess avsnitt, vem som skriver dem och vad de visar", { tables: ["document_template", "template_section"] }),
  term("dokumentens utseende", "DocumentLook", "Kommunens färg, typsnitt och logotyp på dokument och publika sidor", { source: "WCAG 2.1, 1.4.3", tables: ["document_look"] }),
  term("planerat dokument", "PlannedDocument", "Ett av en nämnds dokument ett år, skrivet eller inte, med dagen då texterna ska vara klara", { tables: ["planned_document"] }),
  term("dokument", "Document", "Ett dokument som görs ur registret, och det som har gjorts med det från utkast till beslut", { tables: ["document_step", "frozen_document"] }),
  term("handling", "Enclosure", "En fil som är bifogad ett dokument, och godkänns och beslutas tillsammans med det", { tables: ["enclosure", "enclosure_file", "enclosure_piece"] }),
  term("rapport", "Report", "Ett dokuments titel och diarienummer", { tables: ["report"] }),
  term("sammanträdets handlingar", "Meeting", "Det som är framlagt för ett sammanträde, som en fil", { source: "KL 6:35" }),
  term("publicerat dokument", "PublishedDocument", "Ett beslutat dokument som alla läser, och det som är undantaget med sin grund i lag", { source: "TF 2:1, OSL 2009:400, lag 2018:1937", tables: ["publication_withheld"] }),
  term("undantaget från publicering", "WithheldDocument", "Det i ett dokument som inte publiceras, med lagrummet som står i stället", { source: "OSL 2009:400" }),
  term("avsnitt, text", "Section", "Ett avsnitts löpande text, det som sägs om den, och vem som skriver i den just nu", { tables: ["section_text", "section_comment", "comment_mention", "section_writer"] }),
  term("mall", "Template", "Ett dokuments avsnitt och vilka uppgifter de visar"),
  term("figur", "Figure", "Ett tal med enhet, decimaler och källrader"),
  term("ursprung", "Origin", "Var ett lagrat värde kommer ifrån", { tables: ["origin"] }),
  term("överblick", "Balance", "Årets nettokostnad mot budget och föregående år"),
  term("utveckling", "Movement", "Ett måtts förändring från ett år till nästa"),
  term("händelse, granskning", "Audit", "En ändring: vem, i vilken roll, när, vad, före och efter; läggs bara till, aldrig ändras", { tables: ["audit_event", "audit_check"] }),
  term("tidigare lydelse", "RowVersion", "Hur en rad såg ut från och till en tidpunkt", { tables: ["row_version"] }),
  term("senaste ändring", "LatestChange", "Vilken händelse som senast ändrade något slag av rader hos en nämnd", { tables: ["latest_change"] }),
  term("roll", "Role", "Vad en person är för en del av organisationen"),
  term("behörighet", "Permission", "Vad en roll får göra"),
  term("användare", "User", "Någon som loggar in, och de roller användaren har", { tables: ["user_account", "user_role"] }),
  term("inloggning", "Session", "En inloggad webbläsare", { tables: ["session", "sign_in_flow", "sign_in_failure"] }),
  term("lösenord, passnyckel, engångslänk", "Credential", "Det en användare visar vem den är med", { tables: ["password", "passkey", "one_time_link"] }),
  term("nyckel för program", "ApiKey", "Det ett program visar för att få arbeta som en användare", { tables: ["api_key", "idempotency_key"] }),
];

/** Tables of libraries and of the migrator, which are not ours to name. */
export const FOREIGN_TABLES: readonly string[] = ["kysely_migration", "kysely_migration_lock"];
