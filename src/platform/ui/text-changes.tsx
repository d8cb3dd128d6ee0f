import { textChanges } from "../edit/text-merge.ts";
import { counted } from "../swedish.ts";

/** A text with what was done to it marked, and what was not touched told by how much it is. */
export const TextChanges = ({ from, to }: { from: string; to: string }) => (
  <>
    {textChanges(from, to).map((one) => "unchanged" in one
      ? <span class="unchanged">{counted(one.unchanged, "stycke", "stycken")} utan ändring</span>
      : <span class="paragraph">{one.parts.map(({ kind, text }) => kind === "added" ? <ins><span class="visually-hidden"> tillagt: </span>{text}</ins> : kind === "removed" ? <del><span class="visually-hidden"> struket: </span>{text}</del> : text)}</span>)}
  </>
);
