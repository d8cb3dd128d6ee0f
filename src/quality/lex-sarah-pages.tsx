import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { rowOf } from "../platform/edit/register-row-store.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { stepPages } from "../platform/http/step-pages.tsx";
import { WordTable } from "../platform/ui/figures.tsx";
import { shortText } from "./incident-pages.tsx";
import { listLexSarah } from "./incident-reads.ts";
import { changeLexSarah, LEX_SARAH, LEX_SARAH_STEPS, removeLexSarah, reportLexSarah, takeLexSarahStep } from "./lex-sarah-commands.ts";
import { investigationDue, LEX_SARAH_JUDGEMENTS, LEX_SARAH_KINDS, LEX_SARAH_PROVIDERS, LEX_SARAH_STEP_WORDS, lexSarahRule, lexSarahWait, type LexSarah } from "./lex-sarah.ts";

/** Reports of wrongs (lex Sarah): who reports sees their own, who investigates sees all, and nobody else knows that there are any. */
export function lexSarahPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/kvalitet/lex-sarah";
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/lex-sarah");
  const trail = (scope: Scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Lex Sarah</a></>;
  registerPages(app, tools, {
    path, active: "kvalitet", register: LEX_SARAH, commands: { report: reportLexSarah, change: changeLexSarah, remove: removeLexSarah }, backTo: (scope, id) => `${home(scope)}/${id}`, newTitle: "Rapportera enligt lex Sarah", home, trail,
    placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({ occurred_on: today(), provider: "own" }),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      read: "incident.report", parent: (scope) => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>, title: () => "Lex Sarah",
      empty: () => "Den som arbetar i verksamheten ska genast rapportera missförhållanden och påtagliga risker för missförhållanden. Rapporten läses av den som utreder, och av dig som har skrivit den; ingen annan ser att den finns.",
      content: async (c, scope) => {
        const all = (await listLexSarah(tools.db(c), scope.committee.id)).toReversed();
        if (!all.length) return null;
        const units = new Map(await unitChoices(tools.db(c), scope));
        const now = today();
        return (
          <WordTable sparse caption="Rapporter" columns={["Rapporterad", "Gäller", "Enhet", "Vad som har hänt", "Bedömning", "Läge", "Att göra"]} rows={all.map((one) => {
            const may = tools.may(c, "lex-sarah.handle", one.unitId ?? one.committeeId);
            return { id: `rad-${one.id}`, cells: [<a class="when" href={`${home(scope)}/${one.id}`} aria-label={`Rapporten ${one.reportedOn}`}>{one.reportedOn}</a>, LEX_SARAH_KINDS[one.kind], one.unitId === null ? "" : units.get(String(one.unitId)), shortText(one.description), may ? LEX_SARAH_JUDGEMENTS[one.judgement] : "", one.steps.length ? LEX_SARAH_STEP_WORDS[one.steps.at(-1)!.kind] : "Rapporterad", may ? lexSarahWait(one, now) : ""] };
          })} />
        );
      },
    },
  });
  stepPages(app, tools, {
    path, active: "kvalitet", register: LEX_SARAH, rules: LEX_SARAH_STEPS, take: takeLexSarahStep, read: "incident.report", committeeOf: ({ committee }) => committee.id, home, trail,
    titleOf: (row) => `Rapport enligt lex Sarah ${row["reported_on"]}`,
    content: async (c, scope, row, steps) => {
      const one = rowOf<LexSarah>(row);
      const may = tools.may(c, "lex-sarah.handle", one.unitId ?? one.committeeId);
      const units = new Map(await unitChoices(tools.db(c), scope));
      const part = (label: string, text: string | null | undefined) => text && <><dt>{label}</dt><dd class="prose">{text}</dd></>;
      return (
        <>
          <p class="prose">{one.description}</p>
          <dl class="terms">
            {part("Gäller", LEX_SARAH_KINDS[one.kind])}
            {part("Hände", one.occurredOn)}
            {part("Enhet", one.unitId === null ? null : units.get(String(one.unitId)))}
            {part("Verksamhet", LEX_SARAH_PROVIDERS[one.provider])}
            {part("Gjordes genast", one.immediate)}
            {may && part("Bedömning", [LEX_SARAH_JUDGEMENTS[one.judgement], one.grounds].filter(Boolean).join(". "))}
            {may && part("Orsak", one.cause)}
            {may && part("Åtgärder", one.action)}
            {may && part("Lärdom", one.learned)}
            {may && part("Att göra", lexSarahWait({ ...one, steps }, today()))}
            {may && part("Utredningen klar senast", investigationDue(one))}
          </dl>
          <p class="small muted">Tas om hand enligt {lexSarahRule(one.reportedOn)}.</p>
        </>
      );
    },
  });
}
