import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { stepPages } from "../platform/http/step-pages.tsx";
import { counted, formatNumber } from "../platform/swedish.ts";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { rowOf } from "../platform/edit/register-row-store.ts";
import { addFeedback, changeFeedback, FEEDBACK, FEEDBACK_STEPS, removeFeedback, takeFeedbackStep } from "./feedback-commands.ts";
import { listFeedback } from "./feedback-reads.ts";
import { ANSWER_DAYS, countFeedback, FEEDBACK_CHANNELS, LANGUAGE_NAMES, FEEDBACK_KINDS, FEEDBACK_STATE_WORDS, FEEDBACK_SUBJECTS, feedbackOf, isLateAnswer, isOpen, stateOfFeedback, toldOf, type Feedback, type FeedbackCount, type HandledFeedback, type ToldFeedback } from "./feedback.ts";

const SHOWN_BODY = 140;
const short = (text: string): string => (text.length > SHOWN_BODY ? `${text.slice(0, SHOWN_BODY - 1).trimEnd()}…` : text);

/** A count of feedback in the cells of a row: how many, how many of those that asked were answered, and in how many days. */
const countCells = ({ answered, asked, count, inTime, learned, middleDays }: FeedbackCount) => (
  <><td class="number">{count}</td><td class="number">{asked}</td><td class="number">{answered}</td><td class="number">{inTime}</td><td class="number">{middleDays === null ? "" : formatNumber(String(middleDays))}</td><td class="number">{learned}</td></>
);
function CountTable({ caption, head, groups }: { readonly caption: string; readonly head: string; readonly groups: readonly (readonly [name: string, own: readonly ToldFeedback[]])[] }) {
  return (
    <TableScroll label={caption}>
      <table class="figures">
        <caption>{caption}</caption>
        <thead><tr><th scope="col">{head}</th><th scope="col" class="number">Antal</th><th scope="col" class="number">Vill ha svar</th><th scope="col" class="number">Har fått svar</th><th scope="col" class="number">Inom {ANSWER_DAYS} dagar</th><th scope="col" class="number">Dagar till svar, median</th><th scope="col" class="number">Lärdom dragen</th></tr></thead>
        <tbody>
          {groups.map(([name, own]) => <tr><th scope="row">{name}</th>{countCells(countFeedback(own))}</tr>)}
          <tr class="total"><th scope="row">Summa</th>{countCells(countFeedback(groups.flatMap(([, own]) => own)))}</tr>
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Views and complaints as they are taken care of: what is open, what waits for its answer, and the year counted. */
export function feedbackPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/kvalitet/synpunkter";
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/synpunkter");
  const trail = (scope: Scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Synpunkter och klagomål</a></>;
  registerPages(app, tools, {
    path, active: "kvalitet", register: FEEDBACK, commands: { add: addFeedback, change: changeFeedback, remove: removeFeedback }, backTo: (scope, id) => `${home(scope)}/${id}`, newTitle: "Ny synpunkt", home, trail,
    placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({ received_on: today(), channel: "phone", wants_answer: "yes" }),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      read: "feedback.handle",
      parent: (scope) => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>,
      title: ({ year }) => `Synpunkter och klagomål ${year}`,
      empty: () => "Här tas synpunkter, klagomål och beröm om hand. De kommer in genom det öppna formuläret under /synpunkter, eller förs in av den som tar emot dem.",
      content: async (c, scope) => {
        const all = await listFeedback(tools.db(c), scope.committee.id);
        if (!all.length) return null;
        const units = new Map(await unitChoices(tools.db(c), scope));
        const unitOf = ({ unitId }: Feedback): string => (unitId === null ? "" : (units.get(String(unitId)) ?? ""));
        const now = today();
        const open = all.filter(isOpen).toSorted((a, b) => a.receivedOn.localeCompare(b.receivedOn) || a.id - b.id);
        const late = open.filter((one) => isLateAnswer(one, now)).length;
        const own = feedbackOf(all, scope.year);
        const closed = own.filter((one) => !isOpen(one)).toReversed();
        const groups = (nameOf: (one: HandledFeedback) => string) => [...Map.groupBy(own, nameOf)].map(([name, some]) => [name, some.map(toldOf)] as const).toSorted((a, b) => b[1].length - a[1].length);
        const table = (caption: string, rows: readonly HandledFeedback[]) => (
          <WordTable titled sparse caption={caption} columns={["Mottagen", "Slag", "Ämne", "Enhet", "Synpunkten", "Läge"]} rows={rows.map((one) => ({
            id: `rad-${one.id}`,
            cells: [<a class="when" href={`${home(scope)}/${one.id}`} aria-label={`${FEEDBACK_KINDS[one.kind]} mottagen ${one.receivedOn}: ${short(one.body).slice(0, 60)}`}>{one.receivedOn}</a>, FEEDBACK_KINDS[one.kind], FEEDBACK_SUBJECTS[one.subject], unitOf(one), short(one.body), <>{FEEDBACK_STATE_WORDS[stateOfFeedback(one)]}{isLateAnswer(one, now) && <>, <strong>svaret dröjer</strong></>}</>],
          }))} />
        );
        return (
          <>
            <p>{open.length === 0 ? "Allt är avslutat." : <>{counted(open.length, "är öppen", "är öppna")}{late > 0 && <>, <strong>{counted(late, "har", "har")} väntat på svar i mer än {ANSWER_DAYS} dagar</strong></>}.</>}</p>
            {open.length > 0 && table("Öppna", open)}
            {own.length > 0 && (
              <>
                <h2>{scope.year} i tal</h2>
                <CountTable caption={`Per slag ${scope.year}`} head="Slag" groups={groups(({ kind }) => FEEDBACK_KINDS[kind])} />
                <CountTable caption={`Per ämne ${scope.year}`} head="Ämne" groups={groups(({ subject }) => FEEDBACK_SUBJECTS[subject])} />
                <CountTable caption={`Per enhet ${scope.year}`} head="Enhet" groups={groups((one) => unitOf(one) || "ingen enhet")} />
              </>
            )}
            {closed.length > 0 && table(`Avslutade, mottagna ${scope.year}`, closed)}
          </>
        );
      },
    },
  });
  stepPages(app, tools, {
    path, active: "kvalitet", register: FEEDBACK, rules: FEEDBACK_STEPS, take: takeFeedbackStep, read: "feedback.handle", committeeOf: ({ committee }) => committee.id, home, trail,
    hint: "(ett svar läses av avsändaren med sin kod; skriv inget som andra inte får veta)",
    titleOf: (row) => { const { kind, receivedOn } = rowOf<Feedback>(row); return `${FEEDBACK_KINDS[kind].replace(/^./, (letter) => letter.toUpperCase())} ${receivedOn}`; },
    content: async (c, scope, row) => {
      const one = rowOf<Feedback>(row);
      const units = new Map(await unitChoices(tools.db(c), scope));
      return (
        <>
          <p class="prose" lang={one.language}>{one.body}</p>
          <dl class="terms">
            <dt>Ämne</dt><dd>{FEEDBACK_SUBJECTS[one.subject]}</dd>
            <dt>Kom in genom</dt><dd>{FEEDBACK_CHANNELS[one.channel]}</dd>{one.language !== "sv" && <><dt>Språk</dt><dd>{LANGUAGE_NAMES[one.language] ?? one.language}</dd></>}
            {one.place && <><dt>Gäller</dt><dd>{one.place}</dd></>}
            <dt>Enhet</dt><dd>{one.unitId === null ? "inte fördelad" : units.get(String(one.unitId))}</dd>
            <dt>Vill ha svar</dt><dd>{one.wantsAnswer === "yes" ? "ja" : "nej"}</dd>
            <dt>Avsändare</dt><dd>{one.sender ?? "anonym"}{one.contact && `, ${one.contact}`}</dd>
          </dl>
        </>
      );
    },
  });
}
