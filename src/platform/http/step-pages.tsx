import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { today } from "../clock.ts";
import type { Command } from "../command.ts";
import type { Row } from "../db/database.ts";
import { findRegisterRow } from "../edit/register-row-store.ts";
import { reachOfRow, type Register } from "../edit/register.ts";
import { loadStepRows } from "../edit/step-store.ts";
import type { StepInput } from "../edit/step-command.ts";
import type { Step, StepRules } from "../edit/step.ts";
import type { Failure, Outcome } from "../outcome.ts";
import { sentField, sentNumber } from "../ui/edit.tsx";
import { Fields } from "../ui/field-form.tsx";
import { FailureBox } from "../ui/page.tsx";
import { guard } from "./guard.ts";
import type { PageTools } from "./shell.ts";

export interface StepPagesOptions<Scope, Kind extends string> {
  /** The address of the register; a row's page stands under it. */
  readonly path: string;
  readonly active: string;
  readonly register: Register;
  readonly rules: StepRules<Kind>;
  readonly take: Command<StepInput, Outcome<{ readonly kind: Kind }>>;
  /** The row of the permission table that lets one see the page; rows that one may not see are not found. */
  readonly read: string;
  /** What a day has to say to the step that is chosen: hints under the form. */
  readonly hint?: string;
  /** Whether all who see the row read what was noted at its steps; else those who take them. */
  readonly openNotes?: boolean;
  committeeOf(scope: Scope): number;
  home(scope: Scope): string;
  trail(scope: Scope): Child;
  titleOf(row: Row): string;
  /** What is shown of the row above its steps. */
  content(c: Context, scope: Scope, row: Row, steps: readonly Step<Kind>[]): Promise<Child>;
}

/** What has been done with a row, in its order, each with who and when. */
export function StepList<Kind extends string>({ by, noted, steps, who, words }: { readonly by?: StepRules<Kind>["by"] | undefined; /** Whether what was noted is shown: it is for those who take the steps. */ readonly noted: boolean; readonly steps: readonly Step<Kind>[]; readonly words: Readonly<Record<Kind, string>>; who(key: string): string }) {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li><span class="when">{step.onDate}</span> <strong>{words[step.kind]}</strong> <span class="muted">{by?.[step.kind] ?? who(step.actor)}</span>{noted && step.note && <p class="prose">{step.note}</p>}</li>
      ))}
    </ol>
  );
}

/** The page of a row that goes through steps: what it says, what has been done with it, and what may be done next. */
export function stepPages<Scope, Kind extends string>(app: Hono, tools: PageTools<Scope>, { active, committeeOf, content, hint, home, openNotes = false, path, read, register, rules, take, titleOf, trail }: StepPagesOptions<Scope, Kind>): void {
  const address = `${path}/:id{[0-9]{1,9}}`;
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    const db = c.req.method === "GET" ? tools.db(c) : tools.command(c).db;
    const row = scope && (await findRegisterRow(db, register.table, Number(c.req.param("id"))));
    return scope && row && row["committee_id"] === committeeOf(scope) ? { scope, row, steps: await loadStepRows<Kind>(db, rules.table, rules.parent, row["id"]) } : null;
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const show = async (c: Context, { row, scope, steps }: Loaded, failure: Failure | null, sent: FormData | null) => {
    const reach = reachOfRow(register, committeeOf(scope), row);
    const next = tools.may(c, rules.action, reach) ? rules.next(steps, row) : [];
    const who = await tools.who(c, steps.map(({ actor }) => actor));
    const title = titleOf(row);
    return tools.page(c, {
      title, active, status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: [`${register.subject}:${row["id"]}`], writing: failure !== null,
      body: (
        <>
          <p class="small">{trail(scope)}</p>
          <h1>{title}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {await content(c, scope, row, steps)}
          <h2>Vad som har gjorts</h2>
          {steps.length ? <StepList noted={openNotes || tools.may(c, rules.action, reach)} steps={steps} words={rules.words} by={rules.by} who={who} /> : <p class="muted">Inget ännu.</p>}
          {next.length > 0 && (
            <section>
              <h2 id="nasta">Nästa steg</h2>
              <form method="post" class="narrow" aria-labelledby="nasta">
                <input type="hidden" name="seen" value={String(steps.length)} />
                <Fields failure={failure} values={sent ? { kind: sentField(sent, "kind"), on_date: sentField(sent, "on_date"), note: sentField(sent, "note") } : { kind: next.length === 1 ? next[0]! : null, on_date: today(), note: null }} fields={[
                  { name: "kind", label: "Vad har gjorts?", kind: "select", required: true, options: [...(next.length === 1 ? [] : [["", "välj"] as const]), ...next.map((one) => [one, rules.words[one]] as const)] },
                  { name: "on_date", label: "Dag", kind: "date", required: true },
                  { name: "note", label: "Anteckning", kind: "area", rows: 4, ...(hint === undefined ? {} : { hint }) },
                ]} />
                <p class="actions"><button class="ds-button">Spara steget</button> <a href={home(scope)}>Tillbaka</a></p>
              </form>
            </section>
          )}
          <p class="actions small">{tools.may(c, register.action, reach) && <><a href={`${home(scope)}/${row["id"]}/andring`}>Ändra uppgifterna</a> · </>}<a href={`/historik/${register.subject}/${row["id"]}`}>Historik</a></p>
        </>
      ),
    }, scope);
  };
  app.get(address, guard(read), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded, null, null) : tools.notFound(c);
  });
  app.post(address, guard(rules.action), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const sent = await c.req.formData().catch(() => new FormData());
    const taken = await take(tools.command(c), { id: loaded.row["id"], kind: sentField(sent, "kind") ?? "", seen: sentNumber(sent, "seen"), onDate: sentField(sent, "on_date"), note: sentField(sent, "note") });
    if (taken.ok) return c.redirect(`${home(loaded.scope)}/${loaded.row["id"]}?sparat=1`, 303);
    return show(c, (await load(c)) ?? loaded, taken.failure, sent);
  });
}
