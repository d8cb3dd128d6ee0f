import { holdUnit } from "../organisation/unit-reads.ts";
import { SCALES_OF } from "../assessment/assessment.ts";
import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { levelFault, type LevelInput } from "./steering-model.ts";
import { addGoverningDocument, goalsOnLevel, levelNamed, loadModel, removeLevel, scaleId, writeLevel, type DocumentKind } from "./steering-model-store.ts";

export interface ModelInput {
  readonly municipalityId: number;
  readonly year: number;
  /** The versions of the levels that the form showed, by their numbers: empty where the year had no model of its own. */
  readonly seen: Readonly<Record<number, number>>;
  /** Highest first. */
  readonly levels: readonly LevelInput[];
}

/**
 * Keeps the steering model of a year as it is written down. Levels that are left out go, where no goal of the year stands
 * on them. Other years are not touched.
 */
export const setSteeringModel = outcomeCommand("steering.model", async (context, { levels, municipalityId, seen, year }: ModelInput): Promise<null> => {
  context.permit(municipalityId);
  const { db } = context;
  if (!levels.length) throw new Refused({ code: "no-levels", message: "En styrmodell har minst en nivå; skriv dess namn." });
  for (const [index, level] of levels.entries()) {
    const fault = levelFault(level);
    if (fault) throw new Refused({ code: "bad-level", message: fault.message, field: `${fault.field}-${index}` });
    if (level.scale !== null && (!SCALES_OF.goal.includes(level.scale) || (await scaleId(db, level.scale)) === null)) throw new Refused({ code: "no-scale", message: `Skalan för »${level.name}« finns inte; välj en i listan.`, field: `scale-${index}` });
    if (levels.findIndex((other) => other.name.trim().toLowerCase() === level.name.trim().toLowerCase()) < index) throw new Refused({ code: "same-level", message: `Nivån »${level.name}« står två gånger.`, field: `name-${index}` });
  }
  await holdUnit(db, municipalityId);
  const now = await loadModel(db, municipalityId, year);
  const versions = Object.fromEntries(now.stated ? now.levels.map(({ levelId, version }) => [levelId, version]) : []);
  if (JSON.stringify(Object.entries(versions).toSorted()) !== JSON.stringify(Object.entries(seen).toSorted())) {
    throw new Refused({ code: "changed", message: "Någon annan har ändrat styrmodellen sedan du öppnade sidan. Inget är sparat: se nedan vad som gäller nu, och gör om din ändring." });
  }
  const kept = new Set<number>();
  let changed = false;
  for (const [rank, level] of levels.entries()) {
    const levelId = await levelNamed(db, municipalityId, level.name.trim(), rank);
    kept.add(levelId);
    changed = (await writeLevel(db, { municipalityId, year, levelId }, rank, { ...level, name: level.name.trim() })) || changed;
  }
  for (const { levelId, name } of now.levels.filter((level) => !kept.has(level.levelId))) {
    const goals = await goalsOnLevel(db, year, levelId);
    if (goals) throw new Refused({ code: "level-in-use", message: `Nivån »${name}« har ${counted(goals, "mål", "mål")} för ${year}; flytta dem till en annan nivå först.` });
    if (now.stated) await removeLevel(db, { municipalityId, year, levelId });
    changed = changed || now.stated;
  }
  if (changed) context.record({ action: "steering.changed", subject: `steering:${municipalityId}`, details: { year } });
  return null;
});

const KINDS = new Set<string>(["programme", "plan", "policy", "guideline", "strategy", "other"]);
export interface DocumentInput {
  readonly municipalityId: number;
  readonly name: string;
  readonly kind: string;
  readonly fromYear: number | null;
  readonly toYear: number | null;
}

/** Adds a programme, plan or policy that goals may answer to. */
export const addDocument = outcomeCommand("steering.model", async (context, input: DocumentInput): Promise<{ id: number }> => {
  context.permit(input.municipalityId);
  const name = input.name.trim();
  if (!name || name.length > 200) throw new Refused({ code: "bad-name", message: "Skriv dokumentets namn, högst 200 tecken.", field: "namn" });
  if (!KINDS.has(input.kind)) throw new Refused({ code: "bad-kind", message: "Välj vilket slags dokument det är.", field: "slag" });
  for (const year of [input.fromYear, input.toYear]) if (year !== null && !(Number.isInteger(year) && year >= 1950 && year <= 2100)) throw new Refused({ code: "bad-year", message: `»${year}« är inget år; skriv fyra siffror.`, field: "fran" });
  if (input.fromYear !== null && input.toYear !== null && input.toYear < input.fromYear) throw new Refused({ code: "bad-year", message: `Dokumentet kan inte gälla till ${input.toYear}, innan det börjar gälla ${input.fromYear}.`, field: "till" });
  const id = await addGoverningDocument(context.db, input.municipalityId, { name, kind: input.kind as DocumentKind, fromYear: input.fromYear, toYear: input.toYear });
  if (id === null) throw new Refused({ code: "same-document", message: `»${name}« finns redan.`, field: "namn" });
  context.record({ action: "governing-document.added", subject: `governing_document:${id}` });
  return { id };
});
