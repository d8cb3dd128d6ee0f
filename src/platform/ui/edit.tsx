import type { Child } from "hono/jsx";
import { swedishTime } from "../clock.ts";
import type { Conflict, FieldConflict } from "../edit/conflict.ts";
import { mergeTexts } from "../edit/text-merge.ts";
import { counted } from "../swedish.ts";
import { FailureBox } from "./page.tsx";
import { TextChanges } from "./text-changes.tsx";

/** The choice of a text of one's own, which stands in a field beside. */
const OWN_TEXT = "rodtrad:egen-text";

/** A field of a form as it was sent, with line ends as they are kept; "" is null. */
export function sentField(form: FormData, name: string): string | null {
  const chosen = String(form.get(name) ?? "");
  const text = (chosen === OWN_TEXT ? String(form.get(`${name}-egen`) ?? "") : chosen).replaceAll("\u0000", "").replaceAll("\r\n", "\n").trim();
  return text === "" ? null : text;
}
/** A whole number of a form, as rows and versions are numbered; 0 for what is none. */
export const sentNumber = (form: FormData, name: string): number => Number(/^\d{1,9}$/.exec(String(form.get(name) ?? ""))?.[0] ?? 0);
export const sentVersion = (form: FormData): number => sentNumber(form, "version");

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly conflict: FieldConflict;
  /** How a value is shown. */
  readonly show?: (value: string | null) => string;
  /** Whether it is prose, which can be written together. */
  readonly prose?: boolean;
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
        {asked.map(({ conflict: { base, mine, theirs }, prose = false, label, name, show = (value) => value ?? "(tomt)" }, index) => {
          const option = (value: string | null, words: string, id: string) => (
            <div class="choice">
              <input type="radio" name={name} id={`${id}-${index}`} value={value ?? ""} required />
              <label for={`${id}-${index}`}><strong>{words}</strong><span class="version">{prose && typeof base === "string" && value !== null ? <TextChanges from={base} to={value} /> : show(value)}</span></label>
            </div>
          );
          const joined = prose && mine !== null && theirs !== null ? mergeTexts(base ?? "", theirs, mine) : null;
          return (
            <fieldset class="conflict">
              <legend>{label}</legend>
              {prose && typeof base === "string"
                ? <details><summary>Ni utgick båda från</summary><span class="version">{show(base)}</span></details>
                : <p class="muted">Ni utgick båda från: <span class="version">{base === undefined ? "(okänt)" : show(base)}</span></p>}
              {option(mine, "Ditt", "mitt")}
              {option(theirs, `${by} skrev`, "andras")}
              {joined && (
                <div class="choice">
                  <input type="radio" name={name} id={`egen-${index}`} value={OWN_TEXT} required />
                  <div>
                    <label for={`egen-${index}`}><strong>Bådas, skrivet ihop</strong></label>
                    <p class="muted small">{joined.both === 0 ? "Ni skrev i olika stycken: båda ändringarna står här." : `${counted(joined.both, "ställe", "ställen")} har ni båda ändrat: där står den andras stycke först och ditt efter. Skriv ihop dem.`}</p>
                    <textarea class="ds-input" name={`${name}-egen`} rows={14} aria-label={`${label}, skrivet ihop`}>{joined.text}</textarea>
                  </div>
                </div>
              )}
            </fieldset>
          );
        })}
        {children}
        <p class="actions"><button class="ds-button">Spara det valda</button> <a href={away}>Avbryt, låt det andra stå</a></p>
      </form>
    </>
  );
}
