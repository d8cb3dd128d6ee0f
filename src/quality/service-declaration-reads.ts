import { listIndicators, listJudged } from "../indicators/indicator-reads.ts";
import type { Indicator } from "../indicators/indicator.ts";
import { forPublication } from "../indicators/suppression.ts";
import { listRelations } from "../indicators/plausibility-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { loadPartsOf, loadRegister } from "../platform/edit/register-row-store.ts";
import { loadPublishedDeclarations } from "./service-declaration-store.ts";
import { judgePromises, monthTold, type JudgedServicePromise, type ServiceDeclaration, type ServicePromise } from "./service-declaration.ts";

export { loadServiceDeclarations as listServiceDeclarations } from "./service-declaration-store.ts";

/** Measures as they may be published: what is small, or gives away what is, is gone before anything is judged, and nothing that it was in is told. */
const toldMeasures = async (db: Db, committeeId: number, year: number): Promise<Indicator[]> =>
  forPublication(await listIndicators(db, committeeId, { from: year - 1, to: year }), await listRelations(db, committeeId)).filter(({ values }) => !values.some(({ suppressed }) => suppressed !== undefined));

/** A year's promises, held against the targets of their measures as they stand after a month; with what may be published alone, where that is asked. */
export async function judgedPromises(db: Db, committeeId: number, year: number, month: number | null, published = false): Promise<JudgedServicePromise[]> {
  const promises = await loadRegister<ServicePromise>(db, "service_promise", committeeId, year);
  const ids = [...new Set(promises.flatMap(({ indicatorId }) => indicatorId ?? []))];
  return judgePromises(promises, ids.length === 0 ? [] : published ? await toldMeasures(db, committeeId, year) : await listJudged(db, committeeId, ids, year), year, month);
}

/** A declaration as everybody may read it. */
export interface PublicDeclaration {
  readonly declaration: ServiceDeclaration;
  readonly committeeId: number;
  readonly promises: readonly JudgedServicePromise[];
}
/** What is on the web on a day, with whether it holds: small counts are not told. */
export async function listPublicDeclarations(db: Db, on: string): Promise<PublicDeclaration[]> {
  const declarations = await loadPublishedDeclarations(db, Number(on.slice(0, 4)));
  const promises = await loadPartsOf<ServicePromise>(db, "service_promise", "declaration_id", declarations.map(({ id }) => id));
  const told: PublicDeclaration[] = [];
  for (const [committeeId, own] of Map.groupBy(declarations, (one) => one.committeeId)) {
    const { year } = own[0]!;
    const shown = promises.filter(({ declarationId, published }) => published === "yes" && own.some(({ id }) => id === declarationId));
    const measures = shown.length ? await toldMeasures(db, committeeId, year) : [];
    for (const declaration of own) {
      const judged = judgePromises(promises.filter(({ declarationId }) => declarationId === declaration.id), measures, year, monthTold(year, on));
      told.push({ declaration, committeeId, promises: judged.map((one) => (one.promise.published === "yes" ? one : { ...one, measure: null, target: null, judgement: null })) });
    }
  }
  return told;
}
