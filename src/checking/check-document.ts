import { isTable, type Layout } from "../reading/layout.ts";
import type { Reading } from "../reading/reading.ts";
import { aboutTheSumFindings } from "./about-the-sum.ts";
import { againstFindings, type CheckedBeside } from "./against.ts";
import { allOfThemFindings } from "./all-of-them.ts";
import { approvedMonthFindings, approvedYearFindings } from "./approved-year.ts";
import { areaFrameFindings } from "./area-frames.ts";
import { assessmentFindings } from "./assessment-findings.ts";
import { balanceSheetFindings, bareBalanceFindings } from "./balance-sheet.ts";
import { beforeMeetingFindings } from "./before-meeting.ts";
import { besideSumFindings } from "./beside-sum.ts";
import { betterThanBudgetFindings } from "./better-than-budget.ts";
import { bothEndsFindings } from "./both-ends.ts";
import { bracketedBeforeFindings } from "./bracketed-before.ts";
import { bridgedTotalFindings } from "./bridged-total.ts";
import { budgetAdherenceFindings } from "./budget-adherence.ts";
import { captionTotalFindings } from "./caption-totals.ts";
import { carriedOverFindings } from "./carried-over.ts";
import { causeFindings } from "./causes-and-ways.ts";
import { changeFindings } from "./change-claim.ts";
import { checkedSentences } from "./checked-sentences.ts";
import { citedActFindings } from "./cited-acts.ts";
import { columnRateFindings } from "./column-rates.ts";
import { columnYearFindings } from "./column-years.ts";
import { contractEndFindings, contractLengthFindings, proseContractLengthFindings, toldContractLengthFindings } from "./contract-dates.ts";
import { countedCloseByFindings } from "./counted-close-by.ts";
import { countedPercentFindings } from "./counted-percents.ts";
import { crossCellFindings } from "./cross-cells.ts";
import { crossedPercentFindings } from "./crossed-percents.ts";
import { cuedAmountFindings } from "./cued-amounts.ts";
import { cutOffFindings } from "./cut-off.ts";
import { dateColumnFindings } from "./date-columns.ts";
import { dateFindings } from "./date-findings.ts";
import { datedAmountFindings } from "./dated-amounts.ts";
import { datedCaptionFindings } from "./dated-captions.ts";
import { decidedTotalFindings } from "./decided-totals.ts";
import { decisionAmountFindings } from "./decision-amounts.ts";
import { decisionDateFindings } from "./decision-dates.ts";
import { decisionVerdictFindings } from "./decision-verdicts.ts";
import { deficitCountFindings } from "./deficit-counts.ts";
import { diaryFindings } from "./diary-numbers.ts";
import { slipFindings } from "./digit-slips.ts";
import { eachTimesFindings } from "./each-times.ts";
import { elevenMonthFindings, otherYearTotalFindings } from "./eleven-months.ts";
import { emptyCellFindings } from "./empty-cells.ts";
import { eventOrderFindings } from "./event-order.ts";
import { expectedGrowthFindings } from "./expected-growth.ts";
import { figureTables, headsOf, monthColumns, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { flattenedTotalFindings } from "./flattened-total.ts";
import { flowAndShareFindings } from "./flows-and-shares.ts";
import { forecastChangeFindings } from "./forecast-changes.ts";
import { forecastRowFindings } from "./forecast-rows.ts";
import { fullCoverFindings } from "./full-cover.ts";
import { goalMeasureFindings } from "./goal-measures.ts";
import { allGoalFindings, goalVerdictFindings } from "./goal-verdicts.ts";
import { gradeScaleFindings } from "./grade-scale.ts";
import { gradedPointFindings } from "./graded-points.ts";
import { halfYearFindings } from "./half-years.ts";
import { headlessTables } from "./headless-tables.ts";
import { impliedPriceFindings } from "./implied-prices.ts";
import { incomeAndCostFindings } from "./income-and-cost.ts";
import { investmentFrameFindings } from "./investment-frames.ts";
import { judgedLineFindings } from "./judged-lines.ts";
import { knownRatioFindings } from "./known-ratios.ts";
import { largestChangeFindings } from "./largest-change.ts";
import { lastYearLeftFindings } from "./last-year-left.ts";
import { ledShareFindings } from "./led-shares.ts";
import { levelFindings } from "./level-claims.ts";
import { givenTotalFindings, linesToTotalFindings } from "./lines-to-total.ts";
import { listedCountFindings } from "./listed-counts.ts";
import { listedPercentFindings } from "./listed-percents.ts";
import { listedShareFindings } from "./listed-shares.ts";
import { listedTotalFindings } from "./listed-totals.ts";
import { loneSignFindings } from "./lone-sign.ts";
import { looselyToldFindings } from "./loosely-told.ts";
import { meanFindings } from "./means-between.ts";
import { listedMemoFindings, memoDateFindings } from "./memo-dates.ts";
import { minedRatioFindings } from "./mined-ratios.ts";
import { minedRelationFindings } from "./mined-relations.ts";
import { missingHeadingFindings } from "./missing-headings.ts";
import { monthlyBudgetFindings } from "./monthly-budget.ts";
import { monthlyFindings } from "./monthly-findings.ts";
import { monthlyMeanFindings } from "./monthly-means.ts";
import { monthsCountedFindings } from "./months-counted.ts";
import { mostCommonFindings } from "./most-common.ts";
import { movedToFindings } from "./moved-to.ts";
import { namedBaseFindings } from "./named-base.ts";
import { namedEventFindings } from "./named-events.ts";
import { nameFindings } from "./names-alike.ts";
import { neededCutFindings } from "./needed-cuts.ts";
import { netClaimFindings } from "./net-claims.ts";
import { netFindings } from "./net-figures.ts";
import { netOrGrossFindings } from "./net-or-gross.ts";
import { noneAndSomeFindings } from "./none-and-some.ts";
import { numberedAnnexFindings } from "./numbered-annexes.ts";
import { numberedDecisionFindings } from "./numbered-decisions.ts";
import { monthsOverPlacesFindings, occupancyFindings, yearlyOccupancyFindings } from "./occupancy.ts";
import { openingDayFindings } from "./opening-days.ts";
import { optionFindings } from "./option-used.ts";
import { otherBaseFindings } from "./other-base.ts";
import { outcomeForecastFindings } from "./outcome-forecast.ts";
import { partFindings } from "./part-of-whole.ts";
import { partYearChangeFindings } from "./part-year-changes.ts";
import { partsAfterColonFindings } from "./parts-after-colon.ts";
import { perEachFindings } from "./per-each.ts";
import { percentAmountFindings } from "./percent-or-amount.ts";
import { periodFindings } from "./period-findings.ts";
import { plainArithmeticFindings } from "./plain-arithmetic.ts";
import { plainFindings } from "./plain-claims.ts";
import { plannedControlFindings } from "./planned-controls.ts";
import { plannedYearFindings } from "./planned-years.ts";
import { priceTimesCountFindings } from "./price-times-count.ts";
import { privacyFindings } from "./privacy-findings.ts";
import { promisedFindings } from "./promised-parts.ts";
import { noOptionLeftFindings, proseContractEndFindings } from "./prose-contract-ends.ts";
import { proseStatusFindings } from "./prose-status.ts";
import { quarterMonthFindings, quarterTotalFindings } from "./quarters-and-months.ts";
import { raisedPairFindings } from "./raised-pairs.ts";
import { rankedFindings } from "./ranked-among.ts";
import { reckonedInWordsFindings } from "./reckoned-in-words.ts";
import { reckonedRowFindings } from "./reckoned-rows.ts";
import { referenceFindings } from "./references.ts";
import { repeatedShareFindings } from "./repeated-shares.ts";
import { repeatedFindings } from "./repeated-statements.ts";
import { reportMonthFindings } from "./report-months.ts";
import { restatedFindings } from "./restated.ts";
import { lineRiskFindings, riskFindings } from "./risk-values.ts";
import { risksInPlanFindings } from "./risks-in-plan.ts";
import { rowTotalFindings } from "./row-total.ts";
import { rowsWithinFindings } from "./rows-within.ts";
import { runningTotalFindings } from "./running-totals.ts";
import { sameEventFindings } from "./same-event.ts";
import { samePeriodFindings } from "./same-period.ts";
import { samePhraseFindings } from "./same-phrase.ts";
import { copiedColumnFindings, copiedQuarterFindings, copiedRowFindings, sameRowFindings } from "./same-row.ts";
import { sampleClaimFindings } from "./sample-claims.ts";
import { sentenceUnitFindings } from "./sentence-units.ts";
import { seriesBoundFindings } from "./series-bounds.ts";
import { setByTwoFindings } from "./set-by-two.ts";
import { shareOfFrameFindings } from "./share-of-frame.ts";
import { sharesInListFindings } from "./shares-in-list.ts";
import { sharesOfHundredFindings } from "./shares-of-hundred.ts";
import { shortLabelFindings } from "./short-labels.ts";
import { shortListFindings } from "./short-lists.ts";
import { signedDeviationFindings } from "./signed-deviation.ts";
import { signedFlowFindings } from "./signed-flows.ts";
import { sinceNewYearFindings } from "./since-new-year.ts";
import { sinceYearFindings } from "./since-year.ts";
import { moreThanAllFindings, someOfRowFindings } from "./some-of-row.ts";
import { statedDifferenceFindings } from "./stated-differences.ts";
import { statedPartFindings } from "./stated-parts.ts";
import { statusCountFindings } from "./status-counts.ts";
import { surplusYearFindings } from "./surplus-years.ts";
import { swappedCellFindings } from "./swapped-cells.ts";
import { differenceFindings } from "./table-difference.ts";
import { tablePeriodFindings } from "./table-periods.ts";
import { totalFindings } from "./table-total.ts";
import { takenUpFindings } from "./taken-up.ts";
import { checkedTargets, targetFindings } from "./target-status.ts";
import { tenfoldFindings } from "./tenfold.ts";
import { thanOthersFindings } from "./than-others.ts";
import { thanThenFindings } from "./than-then.ts";
import { toldAllFindings } from "./told-all.ts";
import { toldBaseAlikeFindings } from "./told-bases-alike.ts";
import { toldBaseFindings } from "./told-bases.ts";
import { toldBeforeFindings } from "./told-before.ts";
import { toldColumnFindings } from "./told-columns.ts";
import { toldComparisonFindings } from "./told-comparisons.ts";
import { compoundFindings } from "./told-compounds.ts";
import { toldDayFindings } from "./told-days.ts";
import { toldDeadlineFindings } from "./told-deadlines.ts";
import { durationFindings } from "./told-durations.ts";
import { fasterFindings } from "./told-faster.ts";
import { toldFigureFindings } from "./told-figures.ts";
import { followUpFindings } from "./told-follow-ups.ts";
import { toldFrameFindings } from "./told-frames.ts";
import { toldInOrderFindings } from "./told-in-order.ts";
import { toldInWordsFindings } from "./told-in-words.ts";
import { toldLevelFindings } from "./told-level.ts";
import { mostFindings } from "./told-most.ts";
import { toldMovementFindings } from "./told-movements.ts";
import { toldPartFindings } from "./told-periods.ts";
import { quarterFindings } from "./told-quarter.ts";
import { ratioFindings } from "./told-ratios.ts";
import { toldRows } from "./told-row.ts";
import { toldSentences } from "./told-sentence.ts";
import { toldStatusFindings } from "./told-status.ts";
import { streakFindings } from "./told-streak.ts";
import { toldSumFindings } from "./told-sums.ts";
import { superlativeFindings } from "./told-superlative.ts";
import { toldTargetFindings } from "./told-target.ts";
import { transferFindings } from "./told-transfers.ts";
import { totalAsRowFindings } from "./total-as-row.ts";
import { turnedAmountFindings } from "./turned-amounts.ts";
import { turnedDayFindings } from "./turned-days.ts";
import { twinSentenceFindings } from "./twin-sentences.ts";
import { twoTargetFindings } from "./two-targets.ts";
import { underOneTableFindings } from "./under-one-table.ts";
import { unexecutedDateFindings } from "./unexecuted-dates.ts";
import { unitFindings } from "./unit-findings.ts";
import { unitMeanFindings } from "./unit-means.ts";
import { unmeasuredGoalFindings } from "./unmeasured-goals.ts";
import { volumeTables } from "./volume-tables.ts";
import { wholeYearFindings } from "./whole-year-effects.ts";
import { yearFindings } from "./year-findings.ts";
import { yearNotOverFindings } from "./year-not-over.ts";
import { yearSlipFindings } from "./year-slips.ts";
import { yearsCountedFindings } from "./years-counted.ts";

/** Plans are made for this many years at most. */
const PLANNED_AHEAD = 4;

/** A document that has been read, and what it is called. */
export interface CheckedFile {
  readonly fileName: string;
  readonly layout: Layout;
  readonly reading: Reading;
}
const beside = ({ fileName, layout, reading }: CheckedFile): CheckedBeside => ({ fileName, reading, tables: valueTables(figureTables(layout, reading.statements)) });
/** Measures by month are told by their own rules; only their years, months and sums are a table's. */
const valueTables = (tables: readonly FigureTable[]): FigureTable[] => tables.filter((table) => monthColumns(table).length < 3);

/** Whether the document says itself which year it is of: surely whose it is, or a title that names one year only. */
function isOfItsYear({ scanned }: CheckedFile["layout"], { kind, sure, title, year }: CheckedFile["reading"]["document"]): boolean {
  const named = new Set((title ?? "").match(/(?<!\d)(?:19|20)\d\d(?!\d)/g));
  return sure || (!scanned && kind !== "other" && year !== null && named.size === 1 && named.has(year));
}

/**
 * Everything in one document that contradicts itself or cannot be, in the order of its lines, and what it has otherwise than the
 * documents that it is put beside. What is within rounding is not there. `year` is when it is read, for a document that says no
 * year of its own.
 */
export function checkDocument({ layout, reading }: Pick<CheckedFile, "layout" | "reading">, year: number, against: readonly CheckedFile[] = []): Finding[] {
  const heads = headsOf(reading.statements);
  const sentences = checkedSentences(layout, heads);
  const all = figureTables(layout, reading.statements);
  const tables = valueTables(all);
  const own = Number(reading.document.year);
  // A year that is not surely the document's, or is far ahead, dates nothing.
  const written = isOfItsYear(layout, reading.document) && own > 0 && own <= year + PLANNED_AHEAD ? own : null;
  const ownYear = written === null ? null : String(written);
  const rows = toldRows(tables, reading.series, ownYear);
  const told = toldSentences(sentences, rows);
  const slips = slipFindings(told, all);
  const repeated = repeatedFindings(sentences);
  const volumes = volumeTables(tables);
  const restated = restatedFindings(told, layout).filter(({ line }) => !repeated.some((other) => other.line === line));
  const found = [
    ...differenceFindings(tables, sentences), ...totalFindings(all), ...flattenedTotalFindings(sentences), ...rowTotalFindings(all), ...netFindings(tables), ...swappedCellFindings(tables), ...flowAndShareFindings(tables), ...sameRowFindings(tables), ...copiedRowFindings(all), ...copiedColumnFindings(all), ...copiedQuarterFindings(all), ...unitFindings(tables, sentences), ...yearFindings(layout, all, /report/.test(reading.document.kind) ? written : null, written), ...monthlyFindings(reading.series), ...seriesBoundFindings(reading.series, sentences),
    ...changeFindings(sentences), ...citedActFindings(sentences, { written, now: year }), ...periodFindings(sentences), ...tablePeriodFindings(tables, all, layout, sentences),
    ...assessmentFindings(layout, sentences, reading), ...percentAmountFindings(sentences, tables), ...repeated, ...diaryFindings(sentences), ...targetFindings(layout), ...mostFindings(sentences, all, ownYear), ...dateFindings(sentences, written), ...dateColumnFindings(layout), ...riskFindings(layout, sentences), ...emptyCellFindings(layout), ...privacyFindings(sentences, reading.series),
    ...promisedFindings(layout, sentences, reading.reportBacks), ...nameFindings(sentences, layout),
    ...toldFigureFindings(told, rows, ownYear), ...toldMovementFindings(told), ...ratioFindings(told, tables), ...sentenceUnitFindings(told, rows, tables), ...partFindings(sentences), ...toldSumFindings(told, tables), ...levelFindings(told), ...decisionAmountFindings(told, tables), ...forecastRowFindings(told, tables), ...referenceFindings(layout, sentences), ...streakFindings(told, rows), ...superlativeFindings(sentences, all), ...listedCountFindings(layout, sentences), ...restated,
    ...toldColumnFindings(told, tables), ...toldDayFindings(sentences, ownYear), ...toldAllFindings(sentences, all), ...eventOrderFindings(sentences), ...yearSlipFindings(layout, sentences), ...toldLevelFindings(told), ...toldTargetFindings(told, checkedTargets(layout)), ...plannedYearFindings(sentences), ...quarterFindings(sentences, all, ownYear), ...statusCountFindings(layout, sentences), ...sampleClaimFindings(layout, sentences), ...netClaimFindings(told, rows, ownYear), ...approvedYearFindings(sentences, written, reading.document.kind), ...approvedMonthFindings(layout, sentences),
    ...proseStatusFindings(layout), ...carriedOverFindings(told, tables), ...decisionDateFindings(layout), ...judgedLineFindings(layout), ...gradeScaleFindings(layout, sentences, reading.controlResults), ...rowsWithinFindings(tables), ...goalMeasureFindings(layout), ...deficitCountFindings(sentences, tables), ...reckonedRowFindings(tables), ...balanceSheetFindings(tables), ...followUpFindings(told, all), ...wholeYearFindings(told, tables), ...contractEndFindings(layout), ...datedCaptionFindings(layout), ...contractLengthFindings(layout), ...numberedDecisionFindings(layout), ...crossCellFindings(told, tables), ...monthlyBudgetFindings(told, reading.series, all), ...transferFindings(told), ...toldBaseFindings(told, tables, ownYear), ...columnRateFindings(told, tables), ...monthlyMeanFindings(told, sentences, all, reading.series, ownYear), ...ledShareFindings(told, tables), ...outcomeForecastFindings(told, tables), ...decidedTotalFindings(told, tables), ...tenfoldFindings(told, rows), ...quarterTotalFindings(all), ...budgetAdherenceFindings(tables, layout, ownYear), ...allOfThemFindings(sentences), ...decisionVerdictFindings(layout, sentences), ...toldBeforeFindings(told, tables, ownYear), ...beforeMeetingFindings(layout, sentences), ...listedShareFindings(told, tables), ...fasterFindings(told), ...toldPartFindings(told, tables), ...captionTotalFindings(all, reading.series, layout), ...quarterMonthFindings(all), ...compoundFindings(told, rows), ...samePeriodFindings(sentences, reading.series), ...plannedControlFindings(layout, sentences), ...occupancyFindings(all), ...unexecutedDateFindings(layout, sentences), ...durationFindings(sentences, tables, ownYear), ...investmentFrameFindings(told), ...someOfRowFindings(told, tables, ownYear), ...moreThanAllFindings(told, tables, ownYear), ...goalVerdictFindings(layout), ...allGoalFindings(layout, sentences), ...risksInPlanFindings(layout, sentences), ...elevenMonthFindings(reading.series, told, tables, written), ...meanFindings(tables), ...crossedPercentFindings(told, tables), ...toldFrameFindings(told, tables, ownYear), ...areaFrameFindings(told, tables), ...fullCoverFindings(told, tables), ...netOrGrossFindings(told, tables), ...raisedPairFindings(sentences), ...repeatedShareFindings(sentences), ...thanOthersFindings(sentences, tables), ...otherYearTotalFindings(reading.series, told), ...yearlyOccupancyFindings(tables), ...columnYearFindings(told, tables, ownYear), ...partYearChangeFindings(told, tables), ...proseContractEndFindings(layout, sentences), ...noOptionLeftFindings(layout, sentences), ...proseContractLengthFindings(sentences), ...monthsOverPlacesFindings(sentences, reading.series, all), ...turnedAmountFindings(told), ...unitMeanFindings(sentences, all, reading.series, ownYear), ...yearNotOverFindings(sentences, own || null, reading.document.kind), ...signedDeviationFindings(told, tables), ...sinceNewYearFindings(told, rows, ownYear), ...optionFindings(layout, sentences), ...rankedFindings(sentences, all, reading.document.organisation), ...sameEventFindings(layout, heads), ...memoDateFindings(layout, sentences), ...listedMemoFindings(layout), ...openingDayFindings(layout, sentences), ...forecastChangeFindings(told, tables), ...halfYearFindings(sentences, all), ...mostCommonFindings(sentences, tables, ownYear), ...datedAmountFindings(layout, told, tables), ...priceTimesCountFindings(sentences), ...toldStatusFindings(layout, sentences), ...toldDeadlineFindings(layout, sentences),
    ...impliedPriceFindings(volumes), ...expectedGrowthFindings(sentences, volumes), ...turnedDayFindings(layout), ...noneAndSomeFindings(sentences), ...unmeasuredGoalFindings(sentences), ...setByTwoFindings(sentences), ...cutOffFindings(layout), ...numberedAnnexFindings(layout), ...missingHeadingFindings(layout),
    ...againstFindings({ fileName: "", tables, reading }, against.map(beside)),
  ];
  // The more general rules are silent where a closer one has told of the line.
  const isCode = (...codes: Finding["code"][]) => ({ code }: Finding): boolean => codes.includes(code);
  const flows = untold(signedFlowFindings(tables), found, isCode("flow-stock", "table-total"));
  const changes = untold(largestChangeFindings(sentences, tables), found, isCode("told-most"));
  const bases = untold(otherBaseFindings(told, tables, ownYear), found, isCode("told-share", "told-differs", "told-other"));
  const apart = untold(statedDifferenceFindings(told), found);
  const shares = untold([...shortLabelFindings(sentences, tables), ...underOneTableFindings(told, tables), ...besideSumFindings(told, tables), ...aboutTheSumFindings(told, tables), ...takenUpFindings(sentences), ...plainArithmeticFindings(told), ...toldInWordsFindings(sentences, layout), ...toldContractLengthFindings(sentences), ...lineRiskFindings(layout), ...reportMonthFindings(sentences), ...knownRatioFindings(told, tables), ...givenTotalFindings(layout), ...countedCloseByFindings(sentences), ...toldInOrderFindings(sentences, layout), ...gradedPointFindings(layout, sentences), ...monthsCountedFindings(layout, sentences), ...cuedAmountFindings(told), ...reckonedInWordsFindings(told), ...betterThanBudgetFindings(told), ...causeFindings(sentences), ...yearsCountedFindings(told), ...samePhraseFindings(told), ...shortListFindings(layout), ...listedPercentFindings(tables), ...toldComparisonFindings(told), ...perEachFindings(sentences), ...eachTimesFindings(sentences), ...loneSignFindings(tables), ...sinceYearFindings(sentences, tables), ...surplusYearFindings(told, tables), ...shareOfFrameFindings(told), ...bracketedBeforeFindings(told, tables), ...sharesInListFindings(layout), ...partsAfterColonFindings(sentences), ...namedBaseFindings(sentences), ...incomeAndCostFindings(told), ...totalAsRowFindings(told, tables), ...movedToFindings(told, layout), ...listedTotalFindings(layout), ...statedPartFindings(told), ...sharesOfHundredFindings(told, layout), ...thanThenFindings(told), ...countedPercentFindings(told, layout), ...toldBaseAlikeFindings(told)], found);
  // What other rules tell of a table's line, or lead to it, is not told once more.
  const isTold = ({ evidence, line }: Finding): boolean => found.some((other) => other.line === line || evidence.some((one) => one.line === other.line) || other.evidence.some((one) => one.line === line));
  const running = [...runningTotalFindings(tables, layout), ...bareBalanceFindings(layout), ...linesToTotalFindings(layout)].filter((one) => !isTold(one));
  const mined = [...minedRelationFindings([...tables, ...headlessTables(layout)]), ...minedRatioFindings(tables)].filter((one) => !isTold(one));
  const twice = [...twinSentenceFindings(sentences), ...namedEventFindings(sentences), ...twoTargetFindings(sentences)].filter((one) => !isTold(one));
  const cuts = untold(neededCutFindings(told, volumes), found);
  const bridged = untold(bridgedTotalFindings(tables), found);
  const left = untold([...lastYearLeftFindings(told, ownYear), ...looselyToldFindings(told, rows)], found);
  const ends = untold(bothEndsFindings(told), found, ({ code }) => /^(?:change|level)-/.test(code));
  const plain = untold(plainFindings(told, ownYear), [...found, ...ends, ...left], (other, { quote }) => quote.includes(other.quote));
  // A number that has been told of as another is not told of once more as a slip.
  const findings = [...found, ...flows, ...changes, ...bases, ...ends, ...plain, ...bridged, ...left, ...cuts, ...apart, ...shares, ...twice, ...running, ...mined.filter(({ line }) => !running.some((other) => other.line === line)), ...untold(slips, [...found, ...plain], (other, { quote }) => other.quote === quote)];
  // Of what two rules tell of one sentence in the same way, one is enough.
  const once = findings.filter(({ code, line, quote }, at) => code !== "told-way" || findings.findIndex((other) => other.code === code && other.line === line && other.quote === quote) === at);
  // What is graded by the paper's own scale is told of by that, and not by what is usual too.
  const surest = once.filter(({ code, line, severity }) => code !== "grade-mild" || severity !== "note" || !once.some((other) => other.code === code && other.line === line && other.severity !== "note"));
  return surely(surest, layout).toSorted((a, b) => a.line - b.line);
}

/** Those of which nothing has been told yet on their line, of such as are alike. */
const untold = (own: readonly Finding[], before: readonly Finding[], isAlike: (other: Finding, one: Finding) => boolean = () => true): Finding[] => own.filter((one) => !before.some((other) => other.line === one.line && isAlike(other, one)));

/** What stands on a row whose numbers could be parted in several ways is no certain error. */
function surely(findings: readonly Finding[], { blocks }: Layout): Finding[] {
  const guessed = new Set(blocks.filter(isTable).flatMap(({ rows }) => rows.flatMap((row) => (row.guessed ? [row.line] : []))));
  return findings.map((finding) => (finding.severity === "error" && [finding, ...finding.evidence].some(({ line }) => guessed.has(line)) ? { ...finding, severity: "warning" } : finding));
}
