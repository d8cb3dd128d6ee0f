import { diaryNumberOf } from "../matters/matter.ts";
import { decisionWords, OUTCOMES, paragraphWords } from "../matters/meeting.ts";
import type { WholeMeeting } from "../matters/matter-reads.ts";
import { nothing, OWN } from "./block-parts.ts";
import { text, words, type Block, type Inline } from "./document.ts";
import type { RegisterData } from "./register-data.ts";
import type { BoundBlock } from "./template.ts";

/** When and where a meeting is held, in a sentence. */
function whenBlocks({ meeting: { chair, onDate, place, startsAt } }: WholeMeeting): Block {
  return { kind: "paragraph", inlines: [words(`${[onDate, startsAt && `klockan ${startsAt}`, place].filter(Boolean).join(", ")}.${chair ? ` Ordförande: ${chair}.` : ""}`)] };
}
function agendaBlocks(meeting: WholeMeeting): Block[] {
  if (!meeting.items.length) return [whenBlocks(meeting), nothing(OWN.agenda)];
  return [whenBlocks(meeting), {
    kind: "table", caption: "Dagordning", unbroken: false, notes: meeting.items.some(({ matter }) => matter?.secrecy === "secret") ? ["Handlingar som omfattas av sekretess publiceras inte."] : [],
    columns: [{ label: "Nr", align: "text", weight: 0.5 }, { label: "Ärende", align: "text", weight: 3.4 }, { label: "Diarienummer", align: "text", weight: 1.3 }, { label: "Förslag till beslut", align: "text", weight: 3.4 }],
    rows: meeting.items.map((item) => ({ total: false, cells: [text(String(item.position)), text(item.title), text(item.matter ? diaryNumberOf(item.matter) : ""), text(item.matter?.secrecy === "secret" ? "sekretess" : (item.proposal ?? ""))] })),
  }];
}
/** What a meeting decided, paragraph by paragraph, with who is to have each decision. */
function decisionBlocks(meeting: WholeMeeting): Block[] {
  const decided = meeting.items.filter(({ outcome }) => outcome !== null).toSorted((a, b) => a.paragraph! - b.paragraph!);
  if (!decided.length) return [whenBlocks(meeting), nothing(OWN.agenda)];
  const part = (label: string, said: string | null): Block[] => (said ? said.split(/\n{2,}/).map((piece, index): Block => { const inlines: Inline[] = [...(index === 0 ? [{ kind: "text" as const, text: `${label}: `, strong: true }] : []), words(piece)]; return { kind: "paragraph", inlines }; }) : []);
  return [whenBlocks(meeting), ...decided.flatMap((item): Block[] => [
    { kind: "heading", level: 2, text: `${paragraphWords(item)} ${item.title}`, id: `paragraf-${item.paragraph}` },
    ...part("Diarienummer", item.matter ? diaryNumberOf(item.matter) : null),
    ...part(`Beslut (${OUTCOMES[item.outcome!]})`, decisionWords(item)),
    ...part("Reservationer", item.reservations),
    ...part("Beslutet skickas till", item.dispatches.map(({ recipient }) => recipient).join(", ") || null),
    ...part("Återrapporteras", item.reports.map(({ dueOn, responsible }) => `${responsible}${dueOn ? `, senast ${dueOn}` : ""}`).join("; ") || null),
  ])];
}
/** The blocks of meetings, by what a template calls them; null for what is another's. */
export function matterBlocks(block: BoundBlock, data: RegisterData): Block[] | null {
  if (block !== "meeting-agenda" && block !== "meeting-decisions") return null;
  const meeting = data.meetings.find((one) => one.meeting.id === data.subjectId);
  if (!meeting) return [nothing(OWN.agenda)];
  return block === "meeting-agenda" ? agendaBlocks(meeting) : decisionBlocks(meeting);
}
