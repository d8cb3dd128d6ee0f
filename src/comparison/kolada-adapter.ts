import { z } from "zod";
import type { ComparisonGender } from "./comparison.ts";

/** A definition as Kolada gives it. */
export interface KoladaDefinition {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly byGender: boolean;
}
export interface KoladaValue {
  readonly kpi: string;
  readonly code: string;
  readonly year: number;
  readonly gender: ComparisonGender;
  /** Exactly as it was written; null where it is missing. */
  readonly value: string | null;
  readonly status: string | null;
}
/** Asks Kolada, by its protocol v3. */
export interface Kolada {
  definitions(ids: readonly string[]): Promise<KoladaDefinition[]>;
  municipalities(codes: readonly string[]): Promise<{ code: string; name: string }[]>;
  values(ids: readonly string[], codes: readonly string[], years: readonly number[]): Promise<KoladaValue[]>;
}
/** Kolada did not answer as it should; the message is one Swedish sentence. */
export class KoladaFailure extends Error {}

/** The most ids that a part of an address may name. */
const SEGMENT = 25;
const MOST_PAGES = 400;
const TIMEOUT_MS = 20_000;
const page = <Row extends z.ZodType>(row: Row) => z.object({ values: z.array(row), next_url: z.string().nullish() });
const Definition = z.object({ id: z.string(), title: z.string(), description: z.string().nullish(), is_divided_by_gender: z.union([z.boolean(), z.number(), z.string()]).nullish() });
const Municipality = z.object({ id: z.string(), title: z.string() });
const Row = z.object({
  kpi: z.string(), municipality: z.string(), period: z.union([z.number(), z.string()]),
  values: z.array(z.object({ gender: z.enum(["T", "K", "M"]), value: z.union([z.string(), z.number()]).nullish(), status: z.string().nullish() })),
});

const parts = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / SEGMENT) }, (_, index) => all.slice(index * SEGMENT, (index + 1) * SEGMENT));

/** A number as it was written, not as a machine would round it. */
const exactly = (text: string): unknown => JSON.parse(text, (key, value: unknown, context?: { source?: string }) => (key === "value" && typeof value === "number" ? (context?.source ?? String(value)) : value));
/** "1.2E-5" and the like in plain digits; null for what is no number. */
function plain(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value);
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  return /^-?\d+(\.\d+)?[eE][+-]?\d+$/.test(text) ? Number(text).toFixed(12).replace(/\.?0+$/, "") : null;
}

/** Opens the way to a server that speaks Kolada's protocol: `https://api.kolada.se/v3`. */
export function openKolada(base: string): Kolada {
  const root = base.replace(/\/+$/, "");
  const { origin } = new URL(root);
  const all = async <Schema extends z.ZodType>(path: string, row: Schema): Promise<z.infer<Schema>[]> => {
    const found: z.infer<Schema>[] = [];
    let address: string | null = `${root}${path}`;
    for (let pages = 0; address !== null; pages++) {
      // What a page leads on to is on the same server, or it is not followed.
      if (pages >= MOST_PAGES || new URL(address).origin !== origin) throw new KoladaFailure("Kolada svarade med en fortsättning som inte går att följa; försök igen senare.");
      let body: unknown;
      try {
        const answer: Response = await fetch(address, { headers: { accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
        if (!answer.ok) throw new KoladaFailure(`Kolada svarade ${answer.status}; försök igen senare.`);
        body = exactly(await answer.text());
      } catch (error) {
        if (error instanceof KoladaFailure) throw error;
        throw new KoladaFailure("Kolada svarar inte; kontrollera KOLADA_URL och att nätet släpper fram Rödtråd dit.", { cause: error });
      }
      const read = page(row).safeParse(body);
      if (!read.success) throw new KoladaFailure("Kolada svarade på ett sätt som Rödtråd inte förstår.");
      found.push(...(read.data.values as z.infer<Schema>[]));
      const next: string | null = read.data.next_url ?? null;
      address = next === null || next === "" ? null : new URL(next, address).href;
    }
    return found;
  };
  return {
    definitions: async (ids) => (await Promise.all(parts(ids).map((some) => all(`/kpi/${some.join(",")}`, Definition)))).flat().map(({ description, id, is_divided_by_gender: divided, title }) => ({ id, title: title.trim(), description: description ?? null, byGender: divided === true || divided === 1 || divided === "1" || divided === "true" })),
    municipalities: async (codes) => (await Promise.all(parts(codes).map((some) => all(`/municipality/${some.join(",")}`, Municipality)))).flat().map(({ id, title }) => ({ code: id, name: title })),
    values: async (ids, codes, years) => {
      const found: KoladaValue[] = [];
      for (const kpis of parts(ids)) for (const towns of parts(codes)) for (const span of parts(years)) {
        for (const { kpi, municipality, period, values } of await all(`/data/kpi/${kpis.join(",")}/municipality/${towns.join(",")}/year/${span.join(",")}`, Row)) {
          found.push(...values.map(({ gender, status, value }) => ({ kpi, code: municipality, year: Number(period), gender, value: status === "Missing" ? null : plain(value), status: status || null })));
        }
      }
      return found;
    },
  };
}
