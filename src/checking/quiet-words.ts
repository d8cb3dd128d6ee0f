import { fold } from "../reading/layout.ts";

/**
 * Words that a sentence has about any figure, and that narrow down nothing: how it is said, when, whose it is, and what it is beside. All folded. What is
 * not among them says of which part, by whom, or in which way it was counted.
 */
const QUIET = new RegExp(String.raw`^(?:${[
  // Being and becoming.
  "var", "vara", "varit", "blev", "blir", "bli", "blivit", "hade", "har", "haft", "fanns", "finns", "uppg[a-z]+", "ligg[a-z]*", "lag(?:t)?", "land[a-z]+", "visa[a-z]*", "redovisa[a-z]*", "motsvara[a-z]*", "innebar[a-z]*", "medfor[a-z]*", "slut(?:et)?", "utgang(?:en)?", "utgor[a-z]*", "utgjorde", "kosta[a-z]*", "belop[a-z]*", "omfatta[a-z]*", "summera[a-z]*", "kom(?:mer)?", "mat(?:t|te|s|er)", "noter[a-z]*", "registrera[a-z]*", "kopta?", "rapportera[a-z]*", "genomfor[a-z]*", "gjord[a-z]*", "nadde", "natt", "nar", "lamna[a-z]*", "gav", "gett", "givit", "drog", "dragit", "hamna[a-z]*", "stanna[a-z]*", "uppvisa[a-z]*", "forblev", "kvarsta[a-z]*", "bokfor[a-z]*", "framga[a-z]*", "fatta[a-z]*",
  // Moving.
  "ok(?:a|ar|at|ade|ning|ningen)", "minsk[a-z]*", "stig(?:er|it|a)", "steg", "sjonk", "sjunk(?:er|it|a)", "forandr[a-z]*", "fortsatt[a-z]*", "vaxt[a-z]*", "gick", "gatt", "ned", "ner", "upp", "hoj(?:d|des|ts|t|er|s)?", "sank(?:t|te|s|ts|tes|er)?", "hogre", "lagre", "mer", "mindre", "fler", "farre", "battre", "samre", "storre", "oforandra[a-z]*", "kraftigt", "markant", "tydligt", "svagt", "marginellt", "obetydligt", "successivt", "stadigt", "ganska", "nagot", "betydligt", "vasentligt", "overskr[a-z]+", "overst[a-z]+", "underskr[a-z]+", "underst[a-z]+", "langre", "kortare",
  // Small words.
  "ett", "den", "det", "att", "som", "och", "till", "for", "med", "under", "mot", "fran", "vid", "inom", "hos", "samt", "sig", "sin", "sitt", "sina", "dar", "darmed", "daremot", "alltsa", "saledes", "dock", "ocksa", "aven", "bara", "endast", "inte", "detta", "denna", "dessa", "vilket", "hela", "jamfor[a-z]*", "enligt", "per", "medan", "men", "eller", "eftersom", "trots", "nagot", "storst[a]?", "minst", "hogst", "lagst", "mest", "framst", "klart", "kommer", "rakna[a-z]*", "negativ[at]?", "positiv[at]?", "ordinarie", "arbetstid(?:en)?", "lika", "samma", "redan", "hittills", "fortfarande", "dessutom", "emellertid", "namligen",
  "cirka", "drygt", "knappt", "omkring", "ungefar", "nastan", "narmare", "over", "runt", "totalt?", "totala", "sammanlag[a-z]*", "sammantaget", "samlade", "summa", "genomsnitt[a-z]*", "snitt", "medel", "antal", "antalet", "andel", "andelen", "procent[a-z]*", "mkr", "mnkr", "tkr", "kronor", "miljoner", "miljon",
  // When.
  "aret", "arets", "ars", "period(?:en|ens)?", "manad[a-z]*", "kvartal[a-z]*", "tertial[a-z]*", "helar[a-z]*", "halvar[a-z]*", "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december", "foregaende", "forra", "fjol[a-z]*", "tidigare", "innan", "fore", "sedan", "mellan", "senaste", "tid",
  // Whose.
  "omradet", "namnd(?:en|ens)?", "kommun(?:en|ens)?", "forvaltning(?:en|ens)?", "verksamhet(?:en|ens)?", "styrelsen?s?", "kommunstyrelsens?", "utskottets?", "fullmaktiges?", "kommunfullmaktiges?", "beslut[a-z]*", "faststall[a-z]*", "godkann[a-z]*", "foresla[a-z]*", "begar[a-z]*", "tillstyrk[a-z]*", "reserver[a-z]*", "avsatt[a-z]*", "anslag[a-z]*", "anvis[a-z]*", "arsredovisning(?:en|ens)?", "bokslut(?:et|ets)?", "delarsrapport(?:en|ens)?", "rapport(?:en|ens)?", "verksamhetsberattelse[a-z]*", "verksamhetsplan(?:en|ens)?",
  // What it is beside.
  "medarbetar[a-z]*", "utfall(?:et)?", "resultat(?:et)?", "budget(?:en|ens)?", "arsbudget(?:en)?", "prognos(?:en|ens)?", "avvik[a-z]*", "overskott(?:et)?", "underskott(?:et)?", "plus", "minus", "malet?", "malvarde[a-z]*", "ram(?:en)?", "skillnad[a-z]*", "differens[a-z]*", "niva(?:n|er)?", "belopp(?:et)?", "siffra[n]?", "tabell(?:en)?", "ovan", "nedan",
].join("|")})$`, "u");

/** Machines read "ö" as "é": no Swedish word has that before a consonant. */
const MISREAD = /é(?=[bcdfghjklmnpqrstvxz])/giu;
/** What leads from one sentence to the next. */
const ASIDE = /(?<![a-zà-ÿ])(?:till att börja med|för det (?:första|andra|tredje)|å (?:ena|andra) sidan|till skillnad från detta|trots detta|mot den bakgrunden)(?![a-zà-ÿ])/giu;
/** The words of a text that narrow down what is told of; of three letters only those that are names of something: "LSS", "HVB". */
export const tellingNarrower = (text: string): string[] => fold(text.replace(MISREAD, "ö").replace(ASIDE, " ")).split(" ").filter((word) => /^[A-Za-zÀ-ÿ]{3,}$/u.test(word) && (word.length > 3 || text.includes(word.toUpperCase())) && !QUIET.test(word));
