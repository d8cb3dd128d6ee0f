import { listIndicators } from "../indicators/indicator-reads.ts";
import { holdUnit } from "../organisation/unit-reads.ts";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { volumePriceFault, type VolumePrice, type VolumePriceInput } from "./volume-price.ts";
import { deleteVolumePrice, findVolumePrice, insertVolumePrice, loadVolumePrices, writeVolumePrice } from "./volume-price-store.ts";

const MOST_VOLUMES = 60;
const subject = (committeeId: number): string => `volume_price:${committeeId}`;
const trimmed = (input: VolumePriceInput): VolumePriceInput => ({ ...input, name: input.name.trim(), note: input.note?.trim() || null, ownVolume: input.method === "own" ? input.ownVolume : null });

async function check({ db }: CommandContext, committeeId: number, year: number, input: VolumePriceInput): Promise<void> {
  const fault = volumePriceFault(input);
  if (fault) throw new Refused({ code: "bad-volume", ...fault });
  if (!(await listIndicators(db, committeeId, { from: year, to: year })).some(({ frequency, id }) => id === input.indicatorId && frequency === "month")) throw new Refused({ code: "no-indicator", field: "indicatorId", message: "Välj ett mått som nämnden följer varje månad." });
}
async function own(context: CommandContext, id: number, version: number): Promise<VolumePrice> {
  const seen = await findVolumePrice(context.db, id);
  if (!seen) throw new Refused({ code: "no-volume", message: "Volymen finns inte längre; ladda om sidan." });
  context.permit(seen.committeeId);
  await holdUnit(context.db, seen.committeeId);
  const held = await findVolumePrice(context.db, id);
  if (held?.version !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat volymen sedan du öppnade sidan; se hur den är nu och ändra igen." });
  return held;
}

/** Says what a line's cost or income is made of: a measure's volume and a price. */
export const addVolumePrice = outcomeCommand("budget.plan", async (context, { committeeId, input, year }: { readonly committeeId: number; readonly year: number; readonly input: VolumePriceInput }): Promise<{ id: number }> => {
  context.permit(committeeId);
  await holdUnit(context.db, committeeId);
  const row = trimmed(input);
  await check(context, committeeId, year, row);
  const known = await loadVolumePrices(context.db, committeeId, year);
  if (known.length >= MOST_VOLUMES) throw new Refused({ code: "many-volumes", message: `Det finns redan ${MOST_VOLUMES} volymer för ${year}.` });
  if (known.some(({ name }) => name === row.name)) throw new Refused({ code: "same-name", field: "name", message: `»${row.name}« finns redan; välj ett annat namn.` });
  const id = await insertVolumePrice(context.db, committeeId, year, row);
  context.record({ action: "volume-price.added", subject: subject(committeeId), details: { volume: id, year, name: row.name } });
  return { id };
});
export const changeVolumePrice = outcomeCommand("budget.plan", async (context, { id, input, version }: { readonly id: number; readonly version: number; readonly input: VolumePriceInput }): Promise<null> => {
  const held = await own(context, id, version);
  const row = trimmed(input);
  await check(context, held.committeeId, held.year, row);
  if ((Object.keys(row) as (keyof VolumePriceInput)[]).every((key) => row[key] === held[key])) return null;
  await writeVolumePrice(context.db, id, row);
  context.record({ action: "volume-price.changed", subject: subject(held.committeeId), details: { volume: id, year: held.year, name: row.name } });
  return null;
});
export const removeVolumePrice = outcomeCommand("budget.plan", async (context, { id, version }: { readonly id: number; readonly version: number }): Promise<null> => {
  const held = await own(context, id, version);
  await deleteVolumePrice(context.db, id);
  context.record({ action: "volume-price.removed", subject: subject(held.committeeId), details: { volume: id, year: held.year, name: held.name } });
  return null;
});
