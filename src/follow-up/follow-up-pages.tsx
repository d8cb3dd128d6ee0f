import type { Context, Hono } from "hono";
import { namesOn, pageHref, type Scope } from "../organisation/scope.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { spokenOfOn } from "../organisation/unit.ts";
import { swedishTime } from "../platform/clock.ts";
import type { Context as CommandContext } from "../platform/command.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { onceEach } from "../platform/ui/once.ts";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { delegateTasks, stepFollowUp } from "./follow-up-commands.ts";
import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import { boardOf, NEXT_STEP, stateOf, TASK_WORDS, type FollowUpStep, type FollowUpTask, type FollowUpTaskKind } from "./follow-up-task.ts";
import { listAble, listReminders, loadRound, ownTasks } from "./follow-up-reads.ts";
import { remindNow, type SendReminder } from "./reminder-commands.ts";

const STATE_WORDS = { waiting: "Inte öppnad ännu", open: "Öppen", closed: "Stängd" } as const;
const STEP_WORDS = { opened: "Öppnad", closed: "Stängd", reopened: "Öppnad igen" } as const;
const STEP_BUTTONS = { opened: "Öppna uppföljningen", closed: "Stäng uppföljningen", reopened: "Öppna igen" } as const;
const KINDS = Object.keys(TASK_WORDS) as FollowUpTaskKind[];

/** What the board needs of others: the queue of letters, and who opens years. */
export interface FollowUpParts {
  readonly send: SendReminder | null;
  openYear(context: CommandContext, input: { municipalityId: number; year: number }): Promise<unknown>;
}

/** Lists of tasks that are remembered, and the board of them. */
const listOnce = onceEach<readonly FollowUpTask[]>();

/** The board of a follow-up: who has what left, one's own tasks first. */
export function followUpPages(app: Hono, tools: PageTools<Scope>, { openYear, send }: FollowUpParts): void {
  const address = "/:committee/:year{[0-9]{4}}/uppfoljning";
  const hrefOf = (scope: Scope, { id, kind }: FollowUpTask, point: FollowUpPoint): string => {
    if (kind === "value") return pageHref(scope, "matt", `/${id}/varden`);
    if (kind === "forecast") return pageHref(scope, "ekonomi", `/prognos?efter=${Number(point.onDate.slice(5, 7))}${id === scope.committee.id ? "" : `&enhet=${id}`}`);
    if (kind === "check") return pageHref(scope, "intern-kontroll", `/kontroller/${id}`);
    return pageHref(scope, ({ activity: "aktiviteter", assignment: "uppdrag", goal: "mal" } as const)[kind], `/${id}/bedomning?uppfoljning=${point.id}`);
  };
  const show = async (c: Context, scope: Scope, failure: Failure | null = null) => {
    const db = tools.db(c);
    const asked = Number(/^\d{1,9}$/.exec(c.req.query("tillfalle") ?? "")?.[0] ?? 0) || null;
    const round = await loadRound(db, scope, asked);
    if (!round) return tools.page(c, { title: "Uppföljning", active: "uppfoljning", body: (
      <>
        <h1>Uppföljning {scope.year}</h1>
        <p>Året har inga uppföljningstillfällen ännu. De läggs när året öppnas, när nästa års plan görs, eller när en rapport för året läses in.</p>
        {tools.may(c, "calendar.open-year", "anywhere") && <form method="post" class="actions"><button class="ds-button" name="steg" value="oppna-ar">Öppna {scope.year}</button></form>}
      </>
    ) }, scope);
    const { point, points, steps, tasks } = round;
    const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]));
    const { userId } = c.get("identity");
    const own = await ownTasks(db, scope.committee.id, userId, tasks);
    const able = await listAble(db, scope.committee.id);
    const who = await tools.who(c, [...steps.map(({ actor }) => actor), ...tasks.flatMap((task) => (task.userId === null ? [] : [`user:${task.userId}`]))]);
    const names = new Map(tasks.map((task) => {
      const unit = task.unitId === null ? null : units.get(task.unitId);
      return [task, task.userId !== null ? who(`user:${task.userId}`) : (task.responsible ?? (unit ? spokenOfOn(unit, namesOn(scope)).name : scope.committee.name))];
    }));
    const nameOf = (task: FollowUpTask): string => names.get(task)!;
    const state = stateOf(steps);
    const next = NEXT_STEP[state];
    const lead = tools.may(c, "follow-up.lead", scope.committee.id);
    const left = tasks.filter(({ done }) => !done);
    const mayHand = (task: FollowUpTask) => tools.may(c, "follow-up.hand-over", task.unitId ?? scope.committee.id);
    const handing = left.some(mayHand);
    const reminded = lead ? await listReminders(db, { committeeId: scope.committee.id, pointId: point.id }) : [];
    const lastReminded = reminded.at(-1)?.onDay ?? null;
    const failed = reminded.filter(({ failure }) => failure !== null);
    const href = pageHref(scope, "uppfoljning", `?tillfalle=${point.id}`);
    // The same for everybody who may hand over the same, for as long as nothing of it is changed.
    const list = (some: readonly FollowUpTask[], pick: boolean) => listOnce(tasks, [pick, point.id, pageHref(scope, "uppfoljning"), ...some.map((task) => `${task.key} ${nameOf(task)} ${pick && mayHand(task)}`)].join("\n"), () => (
      <>
        {KINDS.map((kind) => {
          const ofKind = some.filter((task) => task.kind === kind);
          return ofKind.length === 0 ? null : (
            <details open={ofKind.length <= 15}>
              <summary>{TASK_WORDS[kind]}: {ofKind.length} kvar</summary>
              <ul class="rows">
                {ofKind.map((task) => (
                  <li>
                    {pick && mayHand(task) && <input type="checkbox" name="uppgift" value={task.key} aria-label={`Lämna över: ${task.text.slice(0, 80)}`} />}
                    <div><a href={hrefOf(scope, task, point)}>{task.text}</a> <span class="muted small">{task.left}</span></div>
                    <span class="muted small">{nameOf(task)}</span>
                  </li>
                ))}
              </ul>
            </details>
          );
        })}
      </>
    ));
    return tools.page(c, {
      title: `Uppföljning: ${point.name}`, active: "uppfoljning", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["*@here"], writing: lead,
      body: (
        <>
          <h1>{point.name} {scope.year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {points.length > 1 && <form class="filters" method="get"><label>Uppföljning<select name="tillfalle">{points.map((one) => <option value={String(one.id)} selected={one.id === point.id}>{one.name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
          <p><strong>{STATE_WORDS[state]}.</strong> {tasks.length === 0 ? "Inget ska göras." : `${tasks.length - left.length} av ${counted(tasks.length, "uppgift", "uppgifter")} är gjorda.`}{steps.length > 0 && <span class="muted"> {steps.map(({ actor, at, kind, reason }) => `${STEP_WORDS[kind]} ${swedishTime(at)} av ${who(actor)}${reason ? `: ${reason}` : ""}`).join(". ")}.</span>}</p>
          {lead && (
            <form method="post" action={href} class="filters">
              <input type="hidden" name="steg" value={next} />
              {next !== "opened" && <label>{next === "reopened" ? "Varför öppnas den igen?" : "Anmärkning (valfri)"}<input class="ds-input" name="reason" size={34} maxlength={1000} required={next === "reopened"} {...fieldOf(failure, "reason")} /></label>}
              <button class="ds-button" data-variant={next === "opened" ? "primary" : "secondary"}>{STEP_BUTTONS[next]}</button>
            </form>
          )}
          {lead && state === "open" && left.length > 0 && (
            <form method="post" action={href} class="filters">
              <input type="hidden" name="steg" value="pamin" />
              {send && <button class="ds-button" data-variant="secondary">Påminn med e-post</button>}
              <span class="small muted">{lastReminded ? `Senast påmint ${lastReminded}: ${counted(reminded.filter(({ onDay }) => onDay === lastReminded).length, "person", "personer")}.` : "Ingen är påmind ännu."} {send ? "Alla som har något kvar påminns också en gång i veckan." : "Ingen kan påminnas härifrån: e-post är inte inställd i installationen."}{failed.length > 0 && ` ${counted(failed.length, "brev", "brev")} gick inte fram: ${failed.at(-1)!.failure}`}</span>
            </form>
          )}
          <p class="small"><a href="/kalender">Uppföljningarna i din kalender</a></p>
          {own.length > 0 && <><h2>Mina uppgifter</h2>{own.every(({ done }) => done) ? <p>Allt är gjort.</p> : list(own.filter(({ done }) => !done), false)}</>}
          {tasks.length > 0 && (
            <>
              <h2>Vem har vad kvar?</h2>
              <TableScroll label="Vem har vad kvar">
                <table class="figures">
                  <caption class="visually-hidden">Gjort av allt, för var och en</caption>
                  <thead><tr><th scope="col">Ansvarig</th>{KINDS.map((kind) => <th scope="col" class="number">{TASK_WORDS[kind]}</th>)}<th scope="col" class="number">Kvar</th></tr></thead>
                  {listOnce(tasks, `${point.id}\n${[...names.values()].join("\n")}`, () => <tbody>{boardOf(tasks, nameOf).map(({ counts, left: open, name }) => <tr><th scope="row">{name}</th>{KINDS.map((kind) => <td class="number">{counts[kind].all === 0 ? "" : `${counts[kind].done} av ${counts[kind].all}`}</td>)}<td class="number">{open === 0 ? "klart" : open}</td></tr>)}</tbody>)}
                </table>
              </TableScroll>
            </>
          )}
          {left.length > 0 && (
            <>
              <h2>Kvar att göra</h2>
              {handing ? (
                <form method="post" action={href}>
                  {list(left, true)}
                  <p class="filters"><label>Lämna över de förkryssade till<select name="till"><option value="">ingen särskild</option>{able.map(({ id, name }) => <option value={String(id)}>{name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Lämna över</button></p>
                </form>
              ) : list(left, false)}
            </>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("follow-up.hand-over"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const place = { committeeId: scope.committee.id, pointId: Number(/^\d{1,9}$/.exec(c.req.query("tillfalle") ?? "")?.[0] ?? 0) };
    const step = String(form.get("steg") ?? "");
    const to = sentField(form, "till");
    if (step === "oppna-ar") {
      await openYear(tools.command(c), { municipalityId: scope.committee.municipalityId, year: scope.year });
      return c.redirect(`${c.req.path}?sparat=1`, 303);
    }
    if (step === "pamin") {
      const asked = await remindNow(tools.command(c), { ...place, send });
      return asked.ok ? c.redirect(`${c.req.path}?tillfalle=${place.pointId}&sparat=${asked.value.asked}`, 303) : show(c, scope, asked.failure);
    }
    const saved = Object.hasOwn(STEP_WORDS, step)
      ? await stepFollowUp(tools.command(c), { ...place, kind: step as FollowUpStep["kind"], reason: sentField(form, "reason") })
      : await delegateTasks(tools.command(c), { ...place, tasks: form.getAll("uppgift").map(String), userId: to && /^\d{1,9}$/.test(to) ? Number(to) : null });
    return saved.ok ? c.redirect(`${c.req.path}?tillfalle=${place.pointId}&sparat=1`, 303) : show(c, scope, saved.failure);
  });
}
