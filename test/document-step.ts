import { approveDocument, decideDocument, writeOnDocument } from "../src/documents/document-step-commands.ts";
import { findDocument } from "../src/documents/document-step-reads.ts";
import type { DocumentStepKind } from "../src/documents/document-step.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import type { Context } from "../src/platform/command.ts";

export interface DocumentPlace {
  readonly committeeId: number;
  readonly year: number;
  readonly documentKind: string;
}

const COMMANDS = { reviewed: writeOnDocument, revised: writeOnDocument, approved: approveDocument, returned: approveDocument, proposed: decideDocument, decided: decideDocument, published: decideDocument } as const satisfies Record<DocumentStepKind, unknown>;

/** A planned document as it is now. */
export async function documentNow({ db }: Pick<Context, "db">, { committeeId, documentKind, year }: DocumentPlace) {
  const committee = (await listCommittees(db, year)).find(({ id }) => id === committeeId)!;
  return findDocument(db, { committee, year }, (await findPlannedDocument(db, committee, year, documentKind))!);
}

/** Takes a step from the document as it is now: the step was "taken", or what the refusal says. */
export async function takeStep(context: Context, place: DocumentPlace, kind: DocumentStepKind): Promise<string> {
  const now = await documentNow(context, place);
  const taken = await COMMANDS[kind](context, { ...place, kind, seen: now.steps.length, hash: now.hash, onDate: kind === "proposed" || kind === "decided" ? "2027-02-15" : null, note: null });
  return taken.ok ? "taken" : taken.failure.message;
}
