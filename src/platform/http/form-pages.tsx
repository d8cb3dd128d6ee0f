import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import type { Reach } from "../command.ts";
import { Conflicted } from "../edit/conflict.ts";
import { Refused, type Failure, type Outcome } from "../outcome.ts";
import { ConflictForm, sentField, sentVersion } from "../ui/edit.tsx";
import { askedFields, Fields, sentFields, type FieldSpec, type FieldValues } from "../ui/field-form.tsx";
import { FailureBox } from "../ui/page.tsx";
import { guard } from "./guard.ts";
import type { PageTools } from "./shell.ts";

/** What one edits on a page of its own, loaded for one request. */
export interface EditedThing<Scope> {
  readonly scope: Scope;
  readonly reach: Reach;
  readonly title: string;
  /** Above the heading: where one came from. */
  readonly trail: Child;
  readonly intro?: Child;
  readonly fields: readonly FieldSpec[];
  readonly values: FieldValues;
  /** 0 for what is not there yet. */
  readonly version: number;
  /** Whether the form asks why; "required" where a reason is demanded. */
  readonly reason?: "optional" | "required";
  /** More of the form, below its fields; given what was sent, where it was. */
  more?(sent: FormData | null): Child;
  /** Below the form. */
  readonly after?: Child;
  readonly button?: string;
  readonly away: string;
  save(input: { fields: Record<string, string | null>; version: number; reason: string | null; form: FormData }): Promise<Outcome<unknown>>;
  /** Hidden fields with the versions as they are now, for the answer to a conflict, where each field has its own. */
  conflictVersions?(): readonly (readonly [name: string, version: string])[];
  /** Where one goes when it is saved, told what the save answered. */
  done(value: unknown): string;
  /** What is told of while the page is open. */
  readonly live?: readonly string[];
}

export interface FormPageOptions {
  /** The row of the permission table. */
  readonly action: string;
  /** Which link of the chain is current. */
  readonly active: string;
}

/** The page's own address, with what it was asked about. */
const addressOf = (c: Context): string => `${c.req.path}${new URL(c.req.url).search}`;

/**
 * A form at an address: shown, saved from the version that was read, shown again with what was sent where it could not
 * be, and with both versions where two changed the same.
 */
export function formPages<Scope>(app: Hono, tools: PageTools<Scope>, path: string, { action, active }: FormPageOptions, load: (c: Context) => Promise<EditedThing<Scope> | null>): void {
  const page = (c: Context, thing: EditedThing<Scope>, title: string, body: Child, status: 200 | 409 | 422) =>
    tools.page(c, { title, active, status, live: thing.live ?? [], writing: true, body: <><p class="small">{thing.trail}</p><h1>{title}</h1>{body}</> }, thing.scope);
  const form = (c: Context, thing: EditedThing<Scope>, failure: Failure | null, sent: FormData | null) => {
    const values = sent ? sentFields(sent, thing.fields) : thing.values;
    return (
      <>
        {failure && <FailureBox heading="Inget är sparat" {...failure} />}
        {thing.intro}
        <form method="post" action={addressOf(c)} class="narrow">
          <input type="hidden" name="version" value={String(sent ? sentVersion(sent) : thing.version)} />
          <Fields failure={failure} fields={thing.fields} values={values} />
          {thing.more?.(sent)}
          {thing.reason && <Fields failure={failure} fields={[{ name: "reason", label: thing.reason === "required" ? "Varför?" : "Varför ändras det?", hint: thing.reason === "required" ? "(syns i historiken)" : "(valfritt; syns i historiken)", required: thing.reason === "required" }]} values={{ reason: sent ? sentField(sent, "reason") : null }} />}
          <p class="actions"><button class="ds-button">{thing.button ?? "Spara"}</button> <a href={thing.away}>Avbryt</a></p>
        </form>
        {thing.after}
      </>
    );
  };
  const allowed = (c: Context, { reach }: EditedThing<Scope>): void => {
    if (!tools.may(c, action, reach)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal(action) });
  };
  app.get(path, guard(action), async (c) => {
    const thing = await load(c);
    if (!thing) return tools.notFound(c);
    allowed(c, thing);
    return page(c, thing, thing.title, form(c, thing, null, null), 200);
  });
  app.post(path, guard(action), async (c) => {
    const thing = await load(c);
    if (!thing) return tools.notFound(c);
    allowed(c, thing);
    const sent = await c.req.formData().catch(() => new FormData());
    try {
      const saved = await thing.save({ fields: sentFields(sent, thing.fields), version: sentVersion(sent), reason: sentField(sent, "reason"), form: sent });
      return saved.ok ? c.redirect(thing.done(saved.value), 303) : page(c, thing, thing.title, form(c, thing, saved.failure, sent), 422);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      const { conflict } = error;
      const who = await tools.who(c, [conflict.by ?? ""]);
      const { asked, rest } = askedFields(thing.fields, conflict);
      // What is chosen in lists follows along as it was sent.
      const renewed = thing.conflictVersions?.() ?? [];
      // Only what is asked about is answered from the new versions: the rest goes on from its own.
      const asks = new Set(asked.map(({ name }) => `version-${name}`));
      const others = [...sent.entries()].filter(([name]) => !(asks.has(name) && renewed.length) && name !== "version" && !name.endsWith("-egen") && !thing.fields.some((field) => field.name === name));
      return page(c, thing, "Två har ändrat samma sak", (
        <ConflictForm away={thing.away} action={addressOf(c)} conflict={conflict} who={who} asked={asked}>
          <input type="hidden" name="version" value={String(conflict.version)} />
          {rest.length && renewed.length ? thing.fields.filter(({ name }) => !asked.some((one) => one.name === name)).map(({ name }) => <input type="hidden" name={name} value={sentField(sent, name) ?? ""} />) : rest}
          {renewed.filter(([name]) => asks.has(name)).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
          {others.map(([name, value]) => <input type="hidden" name={name} value={String(value)} />)}
        </ConflictForm>
      ), 409);
    }
  });
}
