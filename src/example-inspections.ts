import type { App } from "./app.ts";
import { KEPT_BY } from "./example-registers.ts";
import { addInspection, addInspectionTarget, addLicence, addLicenceEvent, addLicenceNotice, addLicenceTotal, addLicensedPlace, takeNoticeStep } from "./inspections/inspection-commands.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { program, type Context } from "./platform/command.ts";
import { valueOf } from "./platform/outcome.ts";

/** Places of a town that is not, with invented companies: name, address, orientation, and the kinds that they have, each since when. */
const PLACES: readonly (readonly [name: string, address: string, orientation: string, holder: string, number: string, kinds: readonly (readonly [kind: string, from: string])[]])[] = [
  ["Restaurang Eken", "Stortorget 2", "evening", "Ekens krog AB", "559000-0001", [["serving-public", "2017-03-01"]]],
  ["Hamnens bar", "Kajen 7", "evening", "Kajens nöjen AB", "559000-0002", [["serving-public", "2021-06-01"]]],
  ["Lunchrummet", "Industrigatan 14", "day", "Goda luncher HB", "969000-0003", [["serving-public", "2019-09-01"]]],
  ["Föreningsgården", "Parkvägen 1", "events", "Ekhamns hembygdsförening", "802000-0004", [["serving-closed", "2015-01-01"]]],
  ["Kiosken vid stationen", "Järnvägsgatan 3", "day", "Stationskiosken AB", "559000-0005", [["tobacco", "2020-07-01"], ["folk-beer", "2020-07-01"], ["medicines", "2020-07-01"]]],
  ["Eklunds livs", "Lundvägen 22", "day", "Eklunds livs AB", "559000-0006", [["tobacco", "2020-07-01"], ["folk-beer", "2018-02-01"]]],
  ["Bensin och annat", "Norra infarten 1", "day", "Norra infarten AB", "559000-0007", [["tobacco", "2021-02-01"], ["e-cigarettes", "2021-02-01"], ["medicines", "2021-02-01"]]],
];
const TARGETS = [
  { what: "outer", rule: "all", kind: "serving-public" }, { what: "outer", rule: "all", kind: "tobacco" }, { what: "outer", rule: "all", kind: "folk-beer" }, { what: "outer", rule: "third", kind: "medicines" }, { what: "inner", rule: "half", kind: "tobacco" },
  { what: "round", rule: "number", number: "4", note: "två på våren och två på hösten" }, { what: "joint-round", rule: "number", number: "1" }, { what: "training", rule: "number", number: "2" },
] as const;
const VISITS: readonly (readonly [place: number, onDate: string, what: string, kinds: string, flags: string, result: string, findings?: string, followOn?: string])[] = [
  [0, "2021-05-21", "outer", "serving-public", "krp", "good"], [1, "2021-06-18", "outer", "serving-public", "kr", "deficient", "Serveringsansvarig var inte på plats.", "2021-09-01"], [0, "2021-06-18", "outer", "serving-public", "kr", "good"], [4, "2021-09-07", "outer", "tobacco, folk-beer, medicines", "", "minor", "Skylt om åldersgräns saknades; uppsatt under besöket."],
  [5, "2021-09-07", "outer", "tobacco, folk-beer", "", "good"], [4, "2021-10-11", "inner", "tobacco", "", "good"], [5, "2021-10-11", "inner", "tobacco", "", "good"], [2, "2021-11-02", "outer", "serving-public", "", "good"],
];
const EVENTS = [["knowledge-test", "2021-03-10", "4"], ["ownership", "2021-04-02", "1"], ["warning", "2021-10-01", "1"], ["extended-area", "2021-06-15", "2"], ["temporary-closed", "2021-08-28", "1"], ["training", "2021-10-19", "1"]] as const;
/** Sums of the year before, as they were stated before the register. */
const BEFORE = [["serving-public", "3"], ["serving-closed", "1"], ["serving-all", "4"], ["visits", "3"], ["inner", "0"], ["tobacco", "2"], ["folk-beer", "2"], ["medicines", "1"], ["e-cigarettes", "0"], ["sales-all", "2"]] as const;

/** Licences and inspections of the example municipality, with a plan that was nearly followed and a notification that waits. */
export async function inspectionsExample({ database }: App): Promise<void> {
  const context: Context = { db: database.db, actor: program("start") };
  const committee = (await listCommittees(database.db)).find(({ name }) => name === KEPT_BY.committee);
  if (!committee) return;
  const [place, yearly] = [{ committeeId: committee.id, year: null }, { committeeId: committee.id, year: KEPT_BY.year }];
  const ids: string[] = [];
  for (const [name, address, orientation, holder, number, kinds] of PLACES) {
    const { id } = await valueOf(addLicensedPlace(context, { ...place, fields: { name, address, orientation } }));
    ids.push(String(id));
    for (const [kind, from] of kinds) await valueOf(addLicence(context, { ...place, fields: { place_id: String(id), kind, holder, organisation_number: number, valid_from: from } }));
  }
  for (const fields of TARGETS) await valueOf(addInspectionTarget(context, { ...yearly, fields }));
  for (const [at, onDate, what, kinds, flags, result, findings = null, followOn = null] of VISITS) {
    const yes = (flag: string): string => (flags.includes(flag) ? "yes" : "no");
    await valueOf(addInspection(context, { committeeId: committee.id, fields: { place_id: ids[at]!, on_date: onDate, what, kinds, evening: yes("k"), in_round: yes("r"), with_police: yes("p"), result, findings, follow_on: followOn } }));
  }
  for (const [kind, onDate, number] of EVENTS) await valueOf(addLicenceEvent(context, { ...place, fields: { kind, on_date: onDate, number } }));
  for (const [measure, number] of BEFORE) await valueOf(addLicenceTotal(context, { committeeId: committee.id, year: KEPT_BY.year - 1, fields: { measure, number, source: "Årsrapporten 2020" } }));
  const { id } = await valueOf(addLicenceNotice(context, { ...place, fields: { place_id: ids[0]!, received_on: "2021-06-07", kind: "extended-hours", from_date: "2021-06-19", to_date: "2021-06-20", body: "Servering till 03.00 under midsommarhelgen." } }));
  await valueOf(takeNoticeStep(context, { id, kind: "granted", seen: 0, onDate: "2021-06-14", note: "Till 02.00, med ordningsvakter från 22.00." }));
  await valueOf(addLicenceNotice(context, { ...place, fields: { place_id: ids[1]!, received_on: "2021-12-20", kind: "ownership", body: "Ny styrelse från årsskiftet." } }));
}
