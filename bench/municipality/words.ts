import { numbers } from "../../test/random.ts";

/** What things are called in the made-up municipality, and sentences about them. Nothing in it is anybody's. */
export const COMMITTEES = ["Kommunstyrelsen", "Barn- och utbildningsnämnden", "Gymnasienämnden", "Socialnämnden", "Äldrenämnden", "Omsorgsnämnden", "Kultur- och fritidsnämnden", "Byggnadsnämnden", "Miljönämnden", "Tekniska nämnden", "Arbetsmarknadsnämnden", "Överförmyndarnämnden"] as const;
export const PLACES = ["Norr", "Söder", "Öster", "Väster", "Centrum", "Hamnen", "Ängen", "Åsen", "Dalen", "Backen", "Sjöstaden", "Kvarnen", "Lunden", "Strand", "Viken", "Berget"] as const;
export const UNITS = ["Förskolan", "Grundskolan", "Hemtjänsten", "Boendet", "Mottagningen", "Biblioteket", "Enheten för stöd", "Driftenheten", "Planenheten", "Tillsynsenheten"] as const;
export const MEASURES = ["Antal ärenden", "Antal besök", "Handläggningstid", "Andel nöjda", "Antal platser", "Sjukfrånvaro", "Antal timmar", "Kostnad per plats", "Antal avvikelser", "Andel i tid"] as const;
export const GOALS = ["Invånarna får rätt stöd i tid", "Verksamheten håller god kvalitet", "Lokalerna används väl", "Medarbetarna stannar och utvecklas", "Resurserna räcker till det som är viktigast", "Utsläppen minskar", "Tillgängligheten ökar", "Samverkan ger bättre resultat"] as const;
const SUBJECTS = ["Enheten", "Nämnden", "Förvaltningen", "Verksamheten", "Personalen", "Handläggningen", "Samverkan", "Tillsynen", "Planeringen", "Uppföljningen"] as const;
const VERBS = ["har prövat", "behöver se över", "har genomfört", "arbetar med", "följer", "redovisar", "har utvecklat", "föreslår", "har begränsat", "planerar"] as const;
const STEMS = ["förskole", "skol", "äldre", "bygg", "miljö", "vatten", "trafik", "kultur", "fritids", "biblioteks", "idrotts", "park", "gatu", "avfalls", "energi", "bostads", "närings", "arbetsmarknads", "integrations", "säkerhets", "beredskaps", "personal", "lokal", "upphandlings", "budget", "kvalitets", "tillsyns", "tillstånds", "livsmedels", "familje", "ungdoms", "hälso", "hamn", "cykel", "måltids", "bygglovs", "detaljplane", "anhörig", "praktik", "introduktions"] as const;
const KINDS = ["planen", "avgiften", "verksamheten", "utredningen", "strategin", "insatserna", "rutinerna", "avtalet", "bidraget", "programmet", "nätverket", "projektet", "uppdraget", "riktlinjerna", "organisationen", "samordningen", "utvecklingen", "dokumentationen", "inventeringen", "handläggningen"] as const;
/** Eight hundred things that a municipality writes about, as Swedish puts words together; the first are written of often, the last hardly ever. */
const THINGS = KINDS.flatMap((kind, at) => STEMS.map((_, index) => `${STEMS[(index * 7 + at * 3) % STEMS.length]!}${kind}`));
const ENDINGS = ["under året", "inför nästa år", "tillsammans med andra nämnder", "efter beslut i fullmäktige", "utan ökade kostnader", "med hänsyn till fler invånare", "enligt planen", "efter synpunkter från brukare"] as const;

export type Draw = () => number;
export const drawing = (seed: number): Draw => numbers(seed);
export const one = <T>(draw: Draw, of: readonly T[]): T => of[Math.floor(draw() * of.length)]!;
/** As words are in texts: a few are in most, most are in a few. */
const seldom = (draw: Draw): string => THINGS[Math.floor(draw() ** 4 * THINGS.length)]!;
export const sentence = (draw: Draw): string => `${one(draw, SUBJECTS)} ${one(draw, VERBS)} ${seldom(draw)} ${one(draw, ENDINGS)}.`;
export const paragraph = (draw: Draw, sentences: number): string => Array.from({ length: sentences }, () => sentence(draw)).join(" ");
/** What is searched for: a word that most texts have, two that some have together, and one that hardly any has. */
export const SEARCHES = ["nämnden", `${THINGS[0]!} ${THINGS[2]!}`, THINGS.at(-40)!] as const;
export const SEARCHED_PAGE = THINGS[40]!;
