import type { ToldNumber } from "./told-number.ts";

/** What is ahead is told under such a heading. */
export const AHEAD_HEADING = /framåt|framtid|förväntad\s+utveckling|utblick|kommande|nästa\s+år/iu;
/** A mean over a time. */
export const IN_MEAN = /(?<![a-zà-ÿ])i\s+(?:genom)?snitt/iu;
/** "Av de 274 … blev 219 klara": what comes after is some of them. */
export const SOME_OF = /(?<![a-zà-ÿ])av\s+(?:de\s+|alla\s+|samtliga\s+|totalt\s+)?\d[\d\s]*[^.;]*$/iu;
/** The budget before it was changed, the whole that some are of, a mean over a time, and what another report said. */
export const isOtherwise = (text: string, number: ToldNumber): boolean => /(?<![a-zà-ÿ])ursprunglig|(?<![a-zà-ÿ])(?:medel|snitt|genomsnitts)(?:pris|kostnad|värde|betyg|poäng)/iu.test(text.slice(0, number.at)) || /(?:^|[^a-zà-ÿ])av\s+(?:de\s+|alla\s+|samtliga\s+|totalt\s+)?$/iu.test(text.slice(0, number.at)) || IN_MEAN.test(text) || /^I\s+[a-zà-ÿ]+\s+ingår(?![a-zà-ÿ])/iu.test(text) || /(?:redovisningen|rapporten|bokslutet|planen)\s+(?:för\s+)?(?:19|20)\d\d\s+redovisa/iu.test(text) || OTHERWISE.test(text) || /^\s*(?:[a-zà-ÿ]+\s+)?(?:och\s+|som\s+)?ingår\s+i(?![a-zà-ÿ])|^\s*(?:[a-zà-ÿ]+\s+)?brutto(?![a-zà-ÿ])|^\s*\((?:den\s+)?\d{1,2}\s+[a-zà-ÿ]+\)/iu.test(text.slice(number.end));
/** The start of the year, a project from its beginning to its end, a plan that is not the budget, and what is told in parts. */
const OTHERWISE = /(?<![a-zà-ÿ])vid\s+(?:[a-zà-ÿ]+s?\s+)?(?:början|ingång(?:en)?|start(?:en)?)(?![a-zà-ÿ])|^De\s+(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d+)\s+[a-zà-ÿ]+a\s|(?<![a-zà-ÿ])slutkostnad|(?<![a-zà-ÿ])(?:års|tillsyns|kontroll)planen\s+(?:för\s+(?:19|20)\d\d\s+)?(?:omfatta(?:r|de)|ang(?:er|av)|inneh(?:åller|öll)|upptog)|(?<![a-zà-ÿ])fördela[rt]\s+sig\s+på(?![a-zà-ÿ])|(?<![a-zà-ÿ])ingår\s+(?:i|även|också)(?![a-zà-ÿ])/iu;
/** "Målvärdet 90 procent nåddes": a target is none of the outcomes. */
export const IS_TARGET = /(?<![a-zà-ÿ])målvärde[a-zà-ÿ]*\s+(?:på\s+|om\s+|är\s+|var\s+)?$/iu;
