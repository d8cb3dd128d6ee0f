/** Which unit an object of the ledger belongs to. */
export interface UnitMapRow {
  readonly code: string;
  readonly unitId: number;
}
/** The objects of one dimension, often the cost centres, and the units they belong to, from a year on. */
export interface UnitMap {
  readonly fromYear: number;
  readonly dimension: string;
  readonly rows: readonly UnitMapRow[];
}

/** The map that holds in a year: the latest that begins by then; null where there is none. */
export const unitMapIn = (maps: readonly UnitMap[], year: number): UnitMap | null => [...maps].sort((a, b) => a.fromYear - b.fromYear).findLast(({ fromYear }) => fromYear <= year) ?? null;
/** The unit of an object; null for what belongs to none: it is shown by itself, and never left out. */
export const unitOfObject = ({ rows }: UnitMap, code: string | null): number | null => (code === null ? null : (rows.find((row) => row.code === code)?.unitId ?? null));
/** A map in one line: what was seen is held against what is. */
export const seenUnits = (map: UnitMap | null): string => (map ? `${map.dimension}: ${map.rows.map(({ code, unitId }) => `${code}=${unitId}`).sort().join(" ")}` : "");

const MAY_BE_UNITS = /kostnadsst|ansvar|enhet|resultatenhet/i;
/** The dimension that units are likeliest to be told by: the one that is named so, else the first. */
export const dimensionOfUnits = <D extends { readonly number: string; readonly name: string }>(dimensions: readonly D[]): D | null => dimensions.find(({ name }) => MAY_BE_UNITS.test(name)) ?? dimensions.find(({ number }) => number === "1") ?? dimensions[0] ?? null;

const plain = (name: string): string => name.toLowerCase().replace(/^(enheten? för|enheten|avdelningen|sektionen för)\s+/, "").replace(/[^\p{L}\d]+/gu, " ").trim();
/** The unit whose name an object has, where exactly one has it; nothing is guessed further. */
export function unitNamedAs(name: string, units: readonly { readonly id: number; readonly name: string }[]): number | null {
  const found = plain(name) ? units.filter((unit) => plain(unit.name) === plain(name)) : [];
  return found.length === 1 ? found[0]!.id : null;
}
