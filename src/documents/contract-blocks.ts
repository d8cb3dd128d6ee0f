import { byInterval, OBLIGATION_INTERVALS } from "../contracts/contract-obligation.ts";
import type { WholeReview } from "../contracts/contract-reads.ts";
import { byArea, countLevels, REVIEW_KINDS, toWatch } from "../contracts/contract-review.ts";
import { ECONOMY_RESULTS, PERMIT_RESULTS } from "../contracts/contract-supplier.ts";
import { CONTRACT_FORMS, toProcure } from "../contracts/contract.ts";
import { headingId, nothing, OWN } from "./block-parts.ts";
import { text, words, type Block, type Cell } from "./document.ts";
import type { RegisterData } from "./register-data.ts";
import type { BoundBlock } from "./template.ts";

const QUESTION_COLUMNS = [{ label: "Område", align: "text", weight: 2.4 }, { label: "Bedömning", align: "text", weight: 1.5 }, { label: "Kommentar", align: "text", weight: 4 }] as const;
const paragraph = (sentence: string): Block => ({ kind: "paragraph", inlines: [words(sentence)] });
const status = ({ colour, label, shape }: { readonly colour: "green" | "amber" | "red" | "grey"; readonly label: string; readonly shape: "circle" | "diamond" | "square" | "ring" }): Cell => ({ kind: "status", status: { shape, colour, label }, text: null });

/** A follow-up's questions, area by area, as they were graded. */
function answerBlocks(reviews: readonly WholeReview[]): Block[] {
  const answers = reviews.flatMap((whole) => whole.answers);
  if (!answers.length) return [nothing(OWN.reviewAnswers)];
  return byArea(answers).flatMap(({ area, own }): Block[] => [
    { kind: "heading", level: 2, text: area, id: headingId(area, "omrade") },
    { kind: "table", caption: `Bedömningar i område ${area.split(/[.\s]/)[0]!}`, unbroken: false, notes: [], columns: QUESTION_COLUMNS, rows: own.map(({ comment, level, question }) => ({ total: false, cells: [text(question), level ? status(level) : text("inte bedömd"), text(comment ?? "")] })) },
  ]);
}
/** What could be better and what is deficient, with when it is followed up: looked at first the next time. */
function remarkBlocks(reviews: readonly WholeReview[]): Block[] {
  const answers = reviews.flatMap((whole) => whole.answers);
  if (answers.every(({ level }) => level === null)) return [nothing(OWN.reviewAnswers)];
  const watched = toWatch(answers);
  if (!watched.length) return [nothing(OWN.reviewRemarks)];
  return [{
    kind: "table", caption: "Rekommendationer och brister", unbroken: false, notes: [], columns: [{ label: "Område", align: "text", weight: 2.4 }, { label: "Bedömning", align: "text", weight: 1.4 }, { label: "Rekommendation, eller vad som brister", align: "text", weight: 3.6 }, { label: "Följs upp", align: "text", weight: 1.2 }],
    rows: watched.map(({ followOn, level, question, remark }) => ({ total: false, cells: [text(question), status(level!), text(remark ?? ""), text(followOn ?? "vid nästa uppföljning")] })),
  }];
}
/** How the contractor's promises are kept, by how often they are made. */
function obligationBlocks(reviews: readonly WholeReview[]): Block[] {
  const parts = reviews.flatMap(({ obligations, statuses }) => byInterval(obligations.filter(({ id }) => statuses.some(({ obligationId }) => obligationId === id))).map(({ interval, own }): Block => ({
    kind: "table", caption: `Åtaganden, ${OBLIGATION_INTERVALS[interval].toLowerCase()}`, unbroken: own.length <= 8, notes: [],
    columns: [{ label: OBLIGATION_INTERVALS[interval], align: "text", weight: 3 }, { label: "Status", align: "text", weight: 1.6 }, { label: "Kommentar", align: "text", weight: 3 }],
    rows: own.map(({ id, name }) => { const kept = statuses.find(({ obligationId }) => obligationId === id)!; return { total: false, cells: [text(name), kept.other && kept.other.id !== kept.level.id ? { ...status(kept.level), text: kept.other.label } as Cell : status(kept.level), text(kept.comment ?? "")] }; }),
  })));
  return parts.length ? parts : [nothing(OWN.reviewObligations)];
}
/** How many questions have each level, in a sentence, and the whole judgement in the words of who made it. */
function reviewSummary(reviews: readonly WholeReview[]): Block[] {
  if (reviews.every(({ answers, review }) => review.summary === null && answers.every(({ level }) => level === null))) return [nothing(OWN.reviewAnswers)];
  return reviews.flatMap(({ answers, contract, review }) => {
    const { levels } = countLevels(answers);
    const total = levels.reduce((sum, { count }) => sum + count, 0);
    return [
      ...(total ? [paragraph(`Vid uppföljningen av ${contract.name} bedömdes ${total} frågor: ${levels.map(({ count, level }) => `${count} som ${level.label.toLowerCase()}`).join(", ")}.`)] : []),
      ...(review.summary ?? "").split(/\n{2,}/).filter(Boolean).map(paragraph),
    ];
  });
}
/** Who delivers, and what was found of their permits and economy, when and by what source. */
function supplierBlocks(reviews: readonly WholeReview[]): Block[] {
  const suppliers = reviews.flatMap((whole) => whole.suppliers);
  if (!suppliers.length) return [];
  const told = suppliers.filter(({ inspection }) => inspection !== null);
  return [
    {
      kind: "table", caption: "Leverantörer och kontroll av tillstånd och ekonomi", unbroken: false, notes: [],
      columns: [{ label: "Leverantör", align: "text", weight: 2.4 }, { label: "Anlitad", align: "text", weight: 0.9 }, { label: "Tillstånd", align: "text", weight: 2 }, { label: "Kontrollerat", align: "text", weight: 1.3 }, { label: "Källa", align: "text", weight: 1.5 }, { label: "Ekonomi", align: "text", weight: 1.5 }],
      rows: suppliers.map((one) => ({ total: false, cells: [text(one.name), text(one.placed === "yes" ? "ja" : "nej"), text(one.permitResult === null ? "inte kontrollerat" : PERMIT_RESULTS[one.permitResult]), text(one.permitCheckedOn ?? ""), text(one.permitSource ?? ""), text(one.economyResult === null ? "inte kontrollerad" : ECONOMY_RESULTS[one.economyResult])] })),
    },
    ...told.flatMap(({ inspection, name }): Block[] => [{ kind: "heading", level: 2, text: name, id: headingId(name, "leverantor") }, ...inspection!.split(/\n{2,}/).map(paragraph)]),
  ];
}
/** The year's plan of follow-ups: for each area which contracts, and where they are presented; joint ones by who follows them up. */
function planBlocks({ contracts, reviews }: RegisterData): Block[] {
  if (!reviews.length) return [nothing(OWN.reviewPlan)];
  const groups = [...Map.groupBy(reviews, ({ contract, review }) => `${contract.area ?? contract.name} – ${review.kind === "full" ? "Ordinarie" : "Förenklad"} avtalsuppföljning`)];
  const hosts = [...Map.groupBy(contracts.filter(({ endedOn, host }) => host !== null && endedOn === null), ({ host }) => host!)];
  return [
    ...groups.flatMap(([heading, own]): Block[] => [
      { kind: "heading", level: 2, text: heading, id: headingId(heading, "uppfoljning") },
      { kind: "list", items: own.map(({ contract }) => [words(`${contract.contractor ? `${contract.name} (${contract.contractor})` : contract.name}, ${CONTRACT_FORMS[contract.form]}${contract.diaryNumber ? ` ${contract.diaryNumber}` : ""}`)]) },
      ...[...new Set(own.flatMap(({ review }) => review.presentation ?? []))].map((presentation) => paragraph(`Redovisas ${presentation}.`)),
    ]),
    ...(hosts.length ? [{ kind: "heading" as const, level: 2 as const, text: "Gemensamma avtal", id: "uppfoljning-gemensamma" }, { kind: "list" as const, items: hosts.map(([host, own]) => [words(`${host} följer upp ${own.map(({ name }) => name).join(", ")}.`)]) }] : []),
  ];
}
/** What has been followed up in the year, in a table for the annual report. */
function yearBlocks({ reviews }: RegisterData): Block[] {
  const done = reviews.filter(({ review }) => review.reviewedOn !== null);
  if (!done.length) return [];
  return [{
    kind: "table", caption: "Genomförda avtalsuppföljningar", unbroken: true, notes: [], columns: [{ label: "Avtal", align: "text", weight: 2.6 }, { label: "Uppföljning", align: "text", weight: 1.2 }, { label: "Genomförd", align: "text", weight: 1.2 }, { label: "Bedömningar", align: "text", weight: 2.6 }],
    rows: done.map(({ answers, contract, review }) => ({ total: false, cells: [text(contract.name), text(REVIEW_KINDS[review.kind]), text(review.reviewedOn!), text(countLevels(answers).levels.map(({ count, level }) => `${count} ${level.label.toLowerCase()}`).join(", "))] })),
  }];
}
/** The competition plan: contracts that are to be procured anew, and what no contract covers. Nothing where the committee keeps no contracts. */
function procurementBlocks({ contracts, needs }: RegisterData, year: number): Block[] {
  if (!contracts.length && !needs.length) return [];
  const renewed = toProcure(contracts, year);
  const heading = (own: string, id: string): Block => ({ kind: "heading", level: 2, text: own, id });
  return [
    heading("Befintliga avtal som ska upphandlas på nytt", "upphandlas-pa-nytt"),
    renewed.length ? { kind: "table", caption: `Avtal som ska upphandlas på nytt ${year}`, unbroken: true, notes: [], columns: [{ label: "Avtalsbeteckning", align: "text", weight: 4 }, { label: "Diarienummer", align: "text", weight: 1.4 }], rows: renewed.map(({ diaryNumber, name }) => ({ total: false, cells: [text(name), text(diaryNumber ?? "")] })) } : paragraph(`Nämnden har inga befintliga avtal som ska upphandlas på nytt ${year}.`),
    heading("Nya upphandlingsbehov samt större avrop på befintliga ramavtal", "nya-upphandlingsbehov"),
    needs.length ? { kind: "table", caption: `Nya upphandlingsbehov ${year}`, unbroken: true, notes: [], columns: [{ label: "Nya upphandlingsbehov", align: "text", weight: 4 }, { label: "När", align: "text", weight: 1.4 }], rows: needs.map(({ kind, name, planned }) => ({ total: false, cells: [text(kind === "call-off" ? `${name} (avrop)` : name), text(planned ?? "")] })) } : paragraph(`Nämnden har inga nya upphandlingsbehov för ${year}.`),
  ];
}

/** The blocks of contracts, by what a template calls them; null for what is another's. A document of one follow-up is told of that alone. */
export function contractBlocks(block: BoundBlock, data: RegisterData, year: number): Block[] | null {
  const own = data.subjectId === null ? data.reviews : data.reviews.filter(({ review }) => review.id === data.subjectId);
  switch (block) {
    case "contract-review-summary": return reviewSummary(own);
    case "contract-review-answers": return answerBlocks(own);
    case "contract-review-remarks": return remarkBlocks(own);
    case "contract-obligations": return obligationBlocks(own);
    case "contract-suppliers": return supplierBlocks(own);
    case "contract-review-plan": return planBlocks(data);
    case "contract-reviews": return yearBlocks(data);
    case "procurement": return procurementBlocks(data, year);
    default: return null;
  }
}
