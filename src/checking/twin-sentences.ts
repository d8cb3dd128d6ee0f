import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { gapsBetween, isMonth, otherInOnePlace, skeletonOf, toldOtherwise, tokensOf, type ToldOtherwise, type ToldGap, type ToldToken } from "./sentence-gaps.ts";

interface Told { readonly sentence: CheckedSentence; readonly tokens: readonly ToldToken[]; readonly words: readonly string[] }
/** Another sentence that says nearly the same, and where the two are not the same. */
interface Twin { readonly one: Told; readonly gaps: readonly ToldGap[] }

/** So many words that both have, and so large a part of the longer, make two tellings one. */
const [FEWEST, ALIKE] = [8, 0.8];
const MOST_TOKENS = 120;
/** So many sentences may have a word by which two are found. */
const RARE = 8;
const SHARED = 3;
/** So many words make a sentence one of its own, and no form that is filled in anew in each part. */
const FEWEST_WORDS = 6;
const LEAST_WORD = 4;

function tellings(sentences: readonly CheckedSentence[]): Told[] {
  const all = sentences.filter(({ inCell }) => !inCell).map((sentence): Told => {
    const tokens = tokensOf(sentence.text);
    return { sentence, tokens, words: [...new Set(tokens.filter(({ kind, text }) => kind === "word" && text.length >= LEAST_WORD).map(({ text }) => fold(text)))] };
  });
  return all.filter(({ tokens }) => tokens.length >= FEWEST && tokens.length <= MOST_TOKENS);
}
/** Those that have three rare words in common with each, or are it but for numbers, units and ways. */
function likely(told: readonly Told[]): (own: Told) => Told[] {
  const byWord = new Map<string, Told[]>();
  for (const one of told) {
    for (const word of one.words) {
      const having = byWord.get(word);
      if (having === undefined) byWord.set(word, [one]);
      else if (having.length <= RARE) having.push(one);
    }
  }
  const bySkeleton = Map.groupBy(told, ({ tokens }) => skeletonOf(tokens));
  return (own) => {
    const alike = own.words.length < FEWEST_WORDS ? [] : bySkeleton.get(skeletonOf(own.tokens))!;
    const shared = new Map<Told, number>(alike.length > RARE ? [] : alike.map((one) => [one, SHARED]));
    for (const having of own.words.map((word) => byWord.get(word)!)) if (having.length <= RARE) for (const one of having) shared.set(one, (shared.get(one) ?? 0) + 1);
    return [...shared].flatMap(([one, count]) => (one !== own && count >= SHARED ? [one] : []));
  };
}
function twinsOf(own: Told, all: readonly Told[]): Twin[] {
  const isLong = (length: number, one: Told): boolean => length >= ALIKE * Math.max(own.tokens.length, one.tokens.length);
  return all.filter((one) => isLong(Math.min(own.tokens.length, one.tokens.length), one)).map((one) => ({ one, gaps: gapsBetween(own.tokens, one.tokens) })).filter(({ gaps, one }) => {
    const both = own.tokens.length - gaps.reduce((sum, gap) => sum + gap.own.length, 0);
    return both >= FEWEST && isLong(both, one);
  });
}

/** A part that tells of all: what stands there stands in another part too. */
const OF_ALL = /sammanfatt|inledning|ärende|bakgrund|korthet|översikt|ekonomi|budget|resultat|kostnad|skrivelse|redovisning|uppföljning|analys|beslut|handlingar|tillsyn|avtal|mål|vision|plan|förvaltning/iu;
/** What each part has its own of. */
const EACH_HAS = /^(?:Verksamheten|Enheten|Projektet|Åtgärden|Avtalet|Besöket|Boendet|Skolan|Personalomsättningen|Det|Den|Här|Resultatet|Utfallet)s?(?![a-zà-ÿ])/u;
/** Who does it, and for whom, is another in each. */
const OF_WHOM = /(?<![a-zà-ÿ])(?:ansvarig[a-zà-ÿ]*|riktar\s+sig|vänder\s+sig|gäller\s+för|avser)(?![a-zà-ÿ])/iu;
const areOfOne = (a: CheckedSentence, b: CheckedSentence): boolean => !EACH_HAS.test(a.text) && (a.section.line === b.section.line || OF_ALL.test(a.section.heading) || OF_ALL.test(b.section.heading));
const DECIDED_IN = /(?<![a-zà-ÿ])har\s+i\s+[a-zà-ÿ]+\s+(?:beslutat|fastställt|antagit)(?![a-zà-ÿ])/iu;
/** Of what is decided, each point is of its own. */
const TO_DECIDE = /^(?:\d{1,2}[.)]\s*)?att\s/iu;
const FEWEST_OF_A_WORD = 12;
const CLOSE_BY = 6;

type Against = ToldOtherwise & { readonly one: Told };
const agree = (all: readonly Against[]): boolean => new Set(all.map(({ otherText }) => otherText.toLowerCase())).size === 1;
const isLater = (own: Told, { one }: Against): boolean => one.sentence.line < own.sentence.line;

/** Those that tell it with another number, unit or way, where they are no fewer than those that tell it alike; a year or a month where all of them agree, or that it was decided in. */
function toldAgainst(own: Told, twins: readonly Twin[]): Against[] {
  const alike = twins.filter(({ gaps }) => gaps.every((gap) => [...gap.own, ...gap.other].every(({ kind }) => kind === "word"))).length;
  const apart = twins.flatMap(({ gaps, one }) => { const other = toldOtherwise(gaps); return other ? [{ one, ...other }] : []; });
  const times = apart.filter(({ when }) => when);
  const isOfOneTime = times.length > 1 && alike === 0 && agree(apart) && !EACH_HAS.test(own.sentence.text);
  const told = apart.filter((one) => !one.when || isOfOneTime || (isMonth(one.own) && DECIDED_IN.test(own.sentence.text) && alike === 0 && isLater(own, one)));
  // Where as many say as this one, it is told where it stands last.
  return alike + 1 > told.length || (alike + 1 === told.length && !told.every((one) => isLater(own, one))) ? [] : told;
}
/** Those that have another word in one place, where there are two and more and they agree; one, further off, where the word is the opposite of the other. */
function wordedAgainst(own: Told, twins: readonly Twin[]): Against[] {
  if (twins.some(({ gaps }) => gaps.length === 0) || own.tokens.length < FEWEST_OF_A_WORD || OF_WHOM.test(own.sentence.text) || EACH_HAS.test(own.sentence.text)) return [];
  const worded = twins.flatMap(({ gaps, one }) => { const other = otherInOnePlace(gaps); return other ? [{ one, ...other }] : []; });
  return agree(worded) && (worded.length > 1 || worded.every(({ one, opposite }) => opposite && own.sentence.line - one.sentence.line > CLOSE_BY)) ? worded : [];
}

/** One sentence that stands in two places, but for a number, a unit, the way something has gone, or a word. */
export function twinSentenceFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const told = tellings(sentences);
  const near = likely(told);
  return told.filter(({ sentence }) => !TO_DECIDE.test(sentence.text)).flatMap((own): Finding[] => {
    const twins = twinsOf(own, near(own));
    const said = toldAgainst(own, twins);
    const all = said.length || twins.some(({ gaps }) => toldOtherwise(gaps)?.when === false) ? said : wordedAgainst(own, twins);
    const [first] = all;
    // Three with three values are a form that each part fills in; so are two of two parts, unless one of them tells of the whole.
    if (!first || !agree(all) || (all.length === 1 && !areOfOne(own.sentence, first.one.sentence))) return [];
    const { sentence } = own;
    return [{
      code: "statements-differ", severity: "warning", line: lineAt(sentence, first.own.at), quote: sentence.text, expected: first.otherText,
      message: `Här står »${first.ownText}«, men »${first.otherText}« i samma mening på ${all.length > 1 ? `${all.length} andra ställen` : "ett annat ställe"}; en av dem är fel.`,
      evidence: all.slice(0, 3).map(({ one, other }) => ({ line: lineAt(one.sentence, other.at), quote: one.sentence.text })),
    }];
  });
}
