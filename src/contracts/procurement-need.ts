import type { Register } from "../platform/edit/register.ts";

export const NEED_KINDS = { new: "nytt upphandlingsbehov", "call-off": "större avrop på ramavtal" } as const;
/** What is to be bought in a year that no contract covers, or is called off in a larger way (konkurrensplan). */
export interface ProcurementNeed {
  readonly id: number;
  readonly year: number;
  readonly kind: keyof typeof NEED_KINDS;
  readonly name: string;
  readonly planned: string | null;
  readonly diaryNumber: string | null;
  readonly note: string | null;
  readonly version: number;
}
export const NEED_FIELDS = [
  { name: "kind", label: "Slag", kind: "select", required: true, options: Object.entries(NEED_KINDS) },
  { name: "name", label: "Vad som ska köpas", required: true, longest: 200 },
  { name: "planned", label: "När", hint: "(till exempel hösten 2026)", longest: 60 },
  { name: "diary_number", label: "Diarienummer", longest: 60 },
  { name: "note", label: "Anteckning", kind: "area", rows: 3, longest: 1000 },
] as const satisfies Register["fields"];
