import type { App } from "./app.ts";
import { addContract, addContractObligation, addContractSupplier, addProcurementNeed, addReviewForm } from "./contracts/contract-commands.ts";
import { answersSeen, findWholeReview, questionLevels, statusesSeen, taskLevels } from "./contracts/contract-reads.ts";
import { addContractReview, answerReview, beginReview, changeContractReview, reportObligations } from "./contracts/contract-review-commands.ts";
import { KEPT_BY } from "./example-registers.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { program, type Context } from "./platform/command.ts";
import { valueOf } from "./platform/outcome.ts";

const QUESTIONS = [
  "1. Stöd och arbetssätt", "1.1. Planering tillsammans med den enskilde", "1.2. Aktiviteter och sysselsättning", "1.3. Samverkan med hälso- och sjukvården",
  "2. Information till nämnden", "2.1. Avvikelser och lex Sarah", "2.2. Väsentliga händelser",
  "3. Bemanning och kompetens", "3.1. Bemanning dygnet runt", "3.2. Introduktion och handledning",
  "4. Lokaler och säkerhet", "4.1. Brandskydd och utrymning", "4.2. Mat och måltider",
].join("\n");
/** The grades of the questions by their place on the scale, with a comment and what could be better. Words ours. */
const ANSWERS: readonly (readonly [rank: number, comment: string, remark?: string, followOn?: string])[] = [
  [1, "Alla boende har en plan som de har varit med om att skriva."], [2, "Aktiviteter finns på vardagar, men få på helger.", "Planera minst en gemensam aktivitet varje helg."], [2, "Möten hålls varje månad; slutenvården deltar sällan.", "Ta upp samverkan med regionen i det gemensamma forumet."],
  [1, "Rutinen är känd av alla som arbetar i boendet."], [1, "Nämnden får besked samma dag."],
  [1, "Vikariepoolen täcker sjukfrånvaron."], [3, "Nya medarbetare har börjat utan full introduktion.", "Introduktionen följs inte för korta vikariat.", "2022-03-31"],
  [1, "Övning hålls två gånger om året."], [1, "Veckans meny planeras tillsammans."],
];
const OBLIGATIONS = [["week", "Boendemöte"], ["week", "Enskild tid med stödpersonen"], ["month", "Rapport till nämnden om synpunkter"], ["month", "Utflykt"], ["term", "Uppdatering av genomförandeplaner"], ["year", "Brandövning"], ["other", "Handledning tio gånger om året"]] as const;
const STATUSES: readonly (readonly [rank: number, comment: string])[] = [[1, "fortlöpande"], [1, "fortlöpande"], [1, "fortlöpande"], [2, "inställd under våren"], [1, ""], [1, "hållen i oktober"], [2, "sju av tio gånger"]];

/** Contracts of the example municipality, with a follow-up that has been made and one that is planned. */
export async function contractsExample({ database }: App): Promise<void> {
  const context: Context = { db: database.db, actor: program("start") };
  const committee = (await listCommittees(database.db)).find(({ name }) => name === KEPT_BY.committee);
  if (!committee) return;
  const place = { committeeId: committee.id, year: null };
  const add = async (fields: Record<string, string>): Promise<number> => (await valueOf(addContract(context, { ...place, fields }))).id;
  const homes = await add({ name: "Driften av två gruppbostäder", area: "Boenden för psykiskt funktionsnedsatta", form: "lou", contractor: "Björkdungens omsorg AB", diary_number: "IFN/2018:22", valid_from: "2018-10-01", valid_to: "2027-09-30", extendable_to: "2029-09-30", extend_by: "2027-01-31", notice_by: "2027-03-31", price_index: "omsorgsprisindex, en gång om året", price_on: "2027-01-01" });
  const counselling = await add({ name: "Familjerådgivning", area: "Familjerådgivning", form: "lov", diary_number: "IFN/2020:61", valid_from: "2020-06-01" });
  await add({ name: "HVB för barn och unga", area: "Placeringar", form: "framework", host: "Inköpscentralen", diary_number: "IFN/2019:14", valid_from: "2019-03-01", valid_to: "2027-02-28" });
  await add({ name: "Personliga ombud", form: "lou", contractor: "Ombud i samverkan, ekonomisk förening", diary_number: "IFN/2017:9", valid_from: "2017-05-01", valid_to: "2022-04-30", procure_year: "2021" });
  for (const [name, placed, permit] of [["Samtal vid sjön AB", "yes", "2021-11-08"], ["Familjehuset HB", "no", "2021-11-08"], ["Norra samtalsbyrån AB", "no", ""]]) await valueOf(addContractSupplier(context, { ...place, fields: { contract_id: String(counselling), name: name!, placed: placed!, ...(permit ? { permit_result: "not-needed", permit_checked_on: permit, economy_result: "good", economy_checked_on: permit } : {}) } }));
  await valueOf(addProcurementNeed(context, { committeeId: committee.id, year: KEPT_BY.year, fields: { kind: "new", name: "Skyddat boende", planned: "hösten 2021", note: "I stället för enskilda avrop." } }));
  const { id: form } = await valueOf(addReviewForm(context, { ...place, fields: { name: "Boenden", questions: QUESTIONS } }));
  for (const [interval, name] of OBLIGATIONS) await valueOf(addContractObligation(context, { ...place, fields: { contract_id: String(homes), interval, name } }));
  const { id } = await valueOf(addContractReview(context, { committeeId: committee.id, year: KEPT_BY.year, fields: { contract_id: String(homes), form_id: String(form), kind: "full", presentation: "på nämndens sammanträde i december 2021", due_on: "2021-11-30", documents: "Verksamhetsberättelse, patientsäkerhetsberättelse, avvikelser under året.", visited: "Båda bostäderna, 2021-10-19 och 2021-10-21.", met: "Verksamhetschefen, 2021-11-04." } }));
  await valueOf(beginReview(context, { id }));
  const whole = async () => (await findWholeReview(database.db, committee.id, KEPT_BY.year, id))!;
  const [levels, tasks] = [await questionLevels(database.db), await taskLevels(database.db)];
  const level = (own: typeof levels, rank: number): number => own.find((one) => one.rank === rank)!.id;
  await valueOf(answerReview(context, { id, seen: answersSeen((await whole()).answers), answers: ANSWERS.map(([rank, comment, remark = null, followOn = null], index) => ({ ordinal: index + 1, levelId: level(levels, rank), comment, remark, followOn, evidence: null })) }));
  const { obligations, statuses } = await whole();
  await valueOf(reportObligations(context, { id, seen: statusesSeen(statuses), rows: STATUSES.map(([rank, comment], index) => ({ obligationId: obligations[index]!.id, levelId: level(tasks, rank), otherLevelId: null, comment: comment || null })) }));
  await valueOf(changeContractReview(context, { id, version: (await whole()).review.version, fields: { reviewed_on: "2021-11-22", summary: "Leverantören driver bostäderna i enlighet med avtalet och med god kvalitet. En brist i introduktionen av vikarier ska vara rättad i mars." } }));
  await valueOf(addContractReview(context, { committeeId: committee.id, year: KEPT_BY.year, fields: { contract_id: String(counselling), kind: "simplified", presentation: "på nämndens sammanträde i februari 2022", due_on: "2022-01-31" } }));
}
