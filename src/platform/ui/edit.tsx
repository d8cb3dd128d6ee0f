import type { Child } from "hono/jsx";
import { swedishTime } from "../clock.ts";
import type { Conflict, FieldConflict } from "../edit/conflict.ts";
import { FailureBox } from "./page.tsx";

/** A field of a form as it was sent, with line ends as they are kept; "" is null. */
export function sentField(form: FormData, name: string): string | null {
  const text = String(form.get(name) ?? "").replaceAll("\u0000", "").replaceAll("\r\n", "\n").trim();
  return text === "" ? null : text;
}
export const sentVersion = (form: FormData): number => Number(/^\d{1,9}$/.exec(String(form.get("version") ?? ""))?.[0] ?? 0);

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly conflict: FieldConflict;
  /** How a value is shown. */
  readonly show?: (value: string | null) => string;
  /** Whether one text after the other makes sense. */
  readonly joinable?: boolean;
}

/** Both versions of what two people changed and what they started from, field by field, to choose from. */
export function ConflictForm({ action, asked, away, children, conflict, note, who }: {
  action: string;
  /** Where one goes who lets the other's stand. */
  away: string;
  asked: readonly Asked[];
  conflict: Pick<Conflict, "at" | "by">;
  /** What follows the choice: hidden fields with the new versions. */
  children: Child;
  note?: Child;
  who: (key: string) => string;
}) {
  const by = conflict.by ? who(conflict.by) : "Någon annan";
  return (
    <>
      <FailureBox heading="Inget är sparat ännu" message={`${by} ändrade samma sak${conflict.at ? ` ${swedishTime(conflict.at)}` : ""}, medan du skrev. Välj vad som ska gälla.`} />
      {note}
      <form method="post" action={action}>
        {asked.map(({ conflict: { base, mine, theirs }, joinable = false, label, name, show = (value) => value ?? "(tomt)" }, index) => {
          const long = [base, mine, theirs].some((text) => (text?.length ?? 0) > 120 || text?.includes("\n"));
          const option = (value: string | null, words: string, id: string, checked: boolean) => (
            <div class="choice">
              <input type="radio" name={name} id={`${id}-${index}`} value={value ?? ""} checked={checked} required />
              <label for={`${id}-${index}`}><strong>{words}</strong><span class="version">{show(value)}</span></label>
            </div>
          );
          return (
            <fieldset class="conflict">
              <legend>{label}</legend>
              <p class="muted">Ni utgick båda från: <span class="version">{base === undefined ? "(okänt)" : show(base)}</span></p>
              {option(mine, "Ditt", "mitt", false)}
              {option(theirs, `${by} skrev`, "andras", false)}
              {long && joinable && mine && theirs && option(`${theirs}\n\n${mine}`, "Båda, efter varandra", "bada", false)}
            </fieldset>
          );
        })}
        {children}
        <p class="actions"><button class="ds-button">Spara det valda</button> <a href={away}>Avbryt, låt det andra stå</a></p>
      </form>
    </>
  );
}
