import { tokenHash } from "../platform/auth/token.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import { findRegisterRow, loadRegister, rowOf } from "../platform/edit/register-row-store.ts";
import { holdOwn } from "../platform/edit/register.ts";
import { loadStepsOfRows } from "../platform/edit/step-store.ts";
import { linkSince, placeOfLink } from "./inspection-store.ts";
import type { Inspection, InspectionTarget } from "./inspection.ts";
import type { HandledNotice, LicenceNotice, NoticeStepKind } from "./licence-notice.ts";
import type { LicenceTotal } from "./licence-statistics.ts";
import type { Licence, LicenceEvent, LicensedPlace } from "./licence.ts";

export { linkSince };

/** Holds that a place that a row names is the committee's. @throws Refused */
export const holdPlace = (db: Db, committeeId: number, placeId: string | null | undefined): Promise<void> => holdOwn(db, committeeId, "licensed_place", placeId, "place_id", "Stället är inte nämndens.", "no-place");
export const listPlaces = async (db: Db, committeeId: number): Promise<LicensedPlace[]> => (await loadRegister<LicensedPlace>(db, "licensed_place", committeeId)).toSorted((a, b) => a.name.localeCompare(b.name, "sv"));
export const listInspectionTargets = (db: Db, committeeId: number, year: number): Promise<InspectionTarget[]> => loadRegister(db, "inspection_target", committeeId, year);
export const listEvents = async (db: Db, committeeId: number): Promise<LicenceEvent[]> => (await loadRegister<LicenceEvent>(db, "licence_event", committeeId)).toSorted((a, b) => a.onDate.localeCompare(b.onDate) || a.id - b.id);

/** All of a committee's licences and inspections, of all years: statistics look three years back. */
export interface InspectionRegister {
  readonly places: readonly LicensedPlace[];
  readonly licences: readonly Licence[];
  readonly inspections: readonly Inspection[];
  readonly events: readonly LicenceEvent[];
  readonly totals: readonly LicenceTotal[];
}
export async function loadInspections(db: Db, committeeId: number): Promise<InspectionRegister> {
  const [places, licences, inspections, events, totals] = await together(db, [() => listPlaces(db, committeeId), () => loadRegister<Licence>(db, "licence", committeeId), () => loadRegister<Inspection>(db, "inspection", committeeId), () => listEvents(db, committeeId), () => loadRegister<LicenceTotal>(db, "licence_total", committeeId)]);
  return { places, licences, inspections: inspections.toSorted((a, b) => a.onDate.localeCompare(b.onDate) || a.id - b.id), events, totals };
}
export async function listNotices(db: Db, committeeId: number): Promise<HandledNotice[]> {
  const all = await loadRegister<LicenceNotice>(db, "licence_notice", committeeId);
  const steps = await loadStepsOfRows<NoticeStepKind>(db, "licence_notice_step", "licence_notice_id", all.map(({ id }) => id));
  return all.map((one) => ({ ...one, steps: steps.get(one.id) ?? [] }));
}
/** What the holder of an address may see: the place, its licences and what they have told; null where the address holds no more. */
export async function findHoldersPage(db: Db, token: string): Promise<{ readonly place: LicensedPlace; readonly licences: readonly Licence[]; readonly notices: readonly HandledNotice[] } | null> {
  const id = await placeOfLink(db, tokenHash(token));
  const row = id === null ? null : await findRegisterRow(db, "licensed_place", id);
  if (!row) return null;
  const place = rowOf<LicensedPlace>(row);
  const licences = (await loadRegister<Licence>(db, "licence", place.committeeId)).filter(({ placeId }) => placeId === place.id);
  return { place, licences, notices: (await listNotices(db, place.committeeId)).filter(({ placeId }) => placeId === place.id) };
}
