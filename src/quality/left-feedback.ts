import { FEEDBACK_KINDS, FEEDBACK_SUBJECTS, type Feedback } from "./feedback.ts";

/** What somebody leaves in the public form. */
export type LeftFeedback = Pick<Feedback, "kind" | "subject" | "place" | "body" | "language" | "wantsAnswer" | "sender" | "contact">;

/** The words of the public form in a language. */
export interface LeftFeedbackWords {
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly secrecy: string;
  readonly committee: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<Feedback["kind"], string>>;
  readonly subject: string;
  readonly subjects: Readonly<Record<Feedback["subject"], string>>;
  readonly place: string;
  readonly body: string;
  readonly answer: string;
  readonly answerHint: string;
  readonly sender: string;
  readonly contact: string;
  readonly choose: string;
  readonly optional: string;
  readonly send: string;
  readonly leaveEmpty: string;
  readonly faults: { readonly heading: string; readonly committee: string; readonly kind: string; readonly subject: string; readonly body: string; readonly long: string; readonly contact: string; readonly links: string; readonly old: string; readonly fast: string; readonly many: string };
  readonly receipt: { readonly title: string; readonly thanks: string; readonly code: string; readonly keep: string; readonly follow: string; readonly look: string; readonly unknown: string; readonly received: string; readonly answered: string; readonly waiting: string; readonly closed: string; readonly again: string };
  readonly offline: string;
}
const SV: LeftFeedbackWords = {
  name: "Svenska", title: "Lämna en synpunkt", lead: "Berätta vad som är bra, vad som inte fungerar eller vad du undrar över. Du behöver inte säga vem du är.",
  secrecy: "Skriv inte mer om dig själv eller andra än vad som behövs. Det du skriver blir en handling hos kommunen; uppgifter om enskilda kan omfattas av sekretess.",
  committee: "Vad gäller det?", kind: "Vad vill du lämna?", kinds: { complaint: "Klagomål", view: "Synpunkt eller förslag", praise: "Beröm", question: "Fråga" },
  subject: "Ämne", subjects: { treatment: "Bemötande", access: "Tillgänglighet", time: "Väntetid", information: "Information", decision: "Ett beslut", content: "Hjälpens innehåll eller kvalitet", premises: "Lokaler och miljö", other: "Annat" },
  place: "Verksamhet eller plats", body: "Din synpunkt", answer: "Jag vill ha svar", answerHint: "Du kan läsa svaret här med koden som du får, också utan att säga vem du är.", sender: "Namn", contact: "E-post eller telefon", choose: "Välj", optional: "frivilligt", send: "Skicka", leaveEmpty: "Lämna fältet tomt",
  faults: { heading: "Inget är skickat ännu", committee: "Välj vad det gäller.", kind: "Välj vad du vill lämna.", subject: "Välj ett ämne.", body: "Skriv din synpunkt.", long: "Texten är längre än 5 000 tecken; korta den.", contact: "Uppgiften är för lång.", links: "Texten har för många länkar; ta bort några.", old: "Sidan har varit öppen för länge. Läs igenom och skicka igen.", fast: "Det gick för fort. Vänta några sekunder och skicka igen.", many: "Det har kommit många synpunkter härifrån på kort tid. Vänta en stund och försök igen." },
  receipt: { title: "Din synpunkt", thanks: "Tack. Din synpunkt har kommit fram.", code: "Din kod", keep: "Spara koden. Med den kan du se vad som händer och läsa svaret. Vi kan inte ta fram den igen.", follow: "Följ en synpunkt med din kod", look: "Visa", unknown: "Ingen synpunkt har den koden. Kontrollera att du har skrivit rätt.", received: "Mottagen", answered: "Svar", waiting: "Vi har inte svarat ännu.", closed: "Avslutad", again: "Lämna en till" },
  offline: "Ingen förbindelse. Det du har skrivit finns kvar; skicka igen när du är uppkopplad.",
};
const EN: LeftFeedbackWords = {
  name: "English", title: "Leave feedback", lead: "Tell us what is good, what does not work or what you wonder about. You do not have to say who you are.",
  secrecy: "Do not write more about yourself or others than is needed. What you write becomes a record of the municipality; details about individuals may be covered by secrecy.",
  committee: "What is it about?", kind: "What do you want to leave?", kinds: { complaint: "Complaint", view: "View or suggestion", praise: "Praise", question: "Question" },
  subject: "Subject", subjects: { treatment: "How I was treated", access: "Accessibility", time: "Waiting time", information: "Information", decision: "A decision", content: "Content or quality of the help", premises: "Premises and surroundings", other: "Other" },
  place: "Service or place", body: "Your feedback", answer: "I want an answer", answerHint: "You can read the answer here with the code you get, also without saying who you are.", sender: "Name", contact: "E-mail or telephone", choose: "Choose", optional: "optional", send: "Send", leaveEmpty: "Leave this field empty",
  faults: { heading: "Nothing has been sent yet", committee: "Choose what it is about.", kind: "Choose what you want to leave.", subject: "Choose a subject.", body: "Write your feedback.", long: "The text is longer than 5,000 characters; shorten it.", contact: "The text is too long.", links: "The text has too many links; remove some.", old: "The page has been open for too long. Read it through and send again.", fast: "That was too fast. Wait a few seconds and send again.", many: "Much feedback has come from here in a short time. Wait a while and try again." },
  receipt: { title: "Your feedback", thanks: "Thank you. Your feedback has arrived.", code: "Your code", keep: "Keep the code. With it you can see what happens and read the answer. We cannot find it for you again.", follow: "Follow feedback with your code", look: "Show", unknown: "No feedback has that code. Check that you have typed it correctly.", received: "Received", answered: "Answer", waiting: "We have not answered yet.", closed: "Closed", again: "Leave another" },
  offline: "No connection. What you have written is still here; send again when you are online.",
};
const FI: LeftFeedbackWords = {
  name: "Suomi", title: "Anna palautetta", lead: "Kerro, mikä on hyvää, mikä ei toimi tai mitä haluat kysyä. Sinun ei tarvitse kertoa, kuka olet.",
  secrecy: "Älä kirjoita itsestäsi tai muista enempää kuin on tarpeen. Kirjoittamastasi tulee kunnan asiakirja; yksityishenkilöitä koskevat tiedot voivat olla salassa pidettäviä.",
  committee: "Mitä palaute koskee?", kind: "Mitä haluat antaa?", kinds: { complaint: "Valitus", view: "Mielipide tai ehdotus", praise: "Kiitos", question: "Kysymys" },
  subject: "Aihe", subjects: { treatment: "Kohtelu", access: "Saavutettavuus", time: "Odotusaika", information: "Tiedotus", decision: "Päätös", content: "Avun sisältö tai laatu", premises: "Tilat ja ympäristö", other: "Muu" },
  place: "Palvelu tai paikka", body: "Palautteesi", answer: "Haluan vastauksen", answerHint: "Voit lukea vastauksen täältä saamallasi koodilla, myös kertomatta kuka olet.", sender: "Nimi", contact: "Sähköposti tai puhelin", choose: "Valitse", optional: "vapaaehtoinen", send: "Lähetä", leaveEmpty: "Jätä kenttä tyhjäksi",
  faults: { heading: "Mitään ei ole vielä lähetetty", committee: "Valitse, mitä palaute koskee.", kind: "Valitse, mitä haluat antaa.", subject: "Valitse aihe.", body: "Kirjoita palautteesi.", long: "Teksti on yli 5 000 merkkiä; lyhennä sitä.", contact: "Teksti on liian pitkä.", links: "Tekstissä on liian monta linkkiä; poista joitakin.", old: "Sivu on ollut auki liian kauan. Lue teksti ja lähetä uudelleen.", fast: "Lähetys oli liian nopea. Odota muutama sekunti ja lähetä uudelleen.", many: "Täältä on tullut paljon palautetta lyhyessä ajassa. Odota hetki ja yritä uudelleen." },
  receipt: { title: "Palautteesi", thanks: "Kiitos. Palautteesi on tullut perille.", code: "Koodisi", keep: "Säilytä koodi. Sillä näet, mitä tapahtuu, ja voit lukea vastauksen. Emme voi hakea sitä uudelleen.", follow: "Seuraa palautetta koodillasi", look: "Näytä", unknown: "Tällä koodilla ei löydy palautetta. Tarkista koodi.", received: "Vastaanotettu", answered: "Vastaus", waiting: "Emme ole vielä vastanneet.", closed: "Päätetty", again: "Anna uusi palaute" },
  offline: "Ei yhteyttä. Kirjoittamasi on tallessa; lähetä uudelleen, kun yhteys palaa.",
};
/** The languages of the public form: Swedish, and those that the municipality can read without help. */
export const FORM_LANGUAGES = { sv: SV, en: EN, fi: FI } as const;
export type LeftFeedbackLanguage = keyof typeof FORM_LANGUAGES;
export const formLanguage = (asked: string | undefined): LeftFeedbackLanguage => (asked !== undefined && Object.hasOwn(FORM_LANGUAGES, asked) ? (asked as LeftFeedbackLanguage) : "sv");

const LONGEST = { body: 5_000, place: 200, sender: 100, contact: 200 } as const;
const MOST_LINKS = 2;
/** What was sent, as it is kept, or the field that it cannot be kept for and why, in the language of the form. */
export function readLeftFeedback(sent: (name: string) => string | null, language: LeftFeedbackLanguage): { readonly left: LeftFeedback } | { readonly field: string; readonly message: string } {
  const { faults } = FORM_LANGUAGES[language];
  const [kind, subject, body] = [sent("kind") ?? "", sent("subject") ?? "", sent("body")];
  if (!Object.hasOwn(FEEDBACK_KINDS, kind)) return { field: "kind", message: faults.kind };
  if (!Object.hasOwn(FEEDBACK_SUBJECTS, subject)) return { field: "subject", message: faults.subject };
  if (body === null) return { field: "body", message: faults.body };
  if (body.length > LONGEST.body) return { field: "body", message: faults.long };
  if ((body.match(/https?:\/\//gi) ?? []).length > MOST_LINKS) return { field: "body", message: faults.links };
  for (const name of ["place", "sender", "contact"] as const) if ((sent(name)?.length ?? 0) > LONGEST[name]) return { field: name, message: faults.contact };
  return { left: { kind: kind as Feedback["kind"], subject: subject as Feedback["subject"], body, language, place: sent("place"), wantsAnswer: sent("answer") === "yes" ? "yes" : "no", sender: sent("sender"), contact: sent("contact") } };
}
