import type { Hono } from "hono";
import { listActions, listRisks } from "../internal-control/control-plan-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsDuring } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { together } from "../platform/db/together.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { listCourtRulings } from "./court-ruling-reads.ts";
import { listOwnControls } from "./own-control-reads.ts";
import { wheelOf, type WheelPart } from "./quality-wheel.ts";
import { judgedPromises, listServiceDeclarations } from "./service-declaration-reads.ts";
import { monthTold } from "./service-declaration.ts";
import { listTimedCases } from "./timed-case-reads.ts";
import { loadTold } from "./told-description-reads.ts";
import { listUnexecutedDecisions } from "./unexecuted-decision-reads.ts";
import { listUserSurveys } from "./user-survey-reads.ts";

/** Where each part of the wheel is, what it is called, and what lets one see it. */
const PARTS: Readonly<Record<WheelPart, { readonly name: string; readonly page: "kvalitet" | "intern-kontroll"; readonly path: string; readonly action: string }>> = {
  "declarations": { name: "Kvalitetsdeklarationer", page: "kvalitet", path: "/deklarationer", action: "read" },
  "timed": { name: "Lagens tider", page: "kvalitet", path: "/lagens-tider", action: "read" },
  "risks": { name: "Risker", page: "intern-kontroll", path: "", action: "read" },
  "own-controls": { name: "Egenkontroller", page: "kvalitet", path: "/egenkontroller", action: "read" },
  "incidents": { name: "Avvikelser", page: "kvalitet", path: "/avvikelser", action: "incident.report" },
  "lex-sarah": { name: "Lex Sarah", page: "kvalitet", path: "/lex-sarah", action: "incident.report" },
  "feedback": { name: "Synpunkter och klagomål", page: "kvalitet", path: "/synpunkter", action: "feedback.handle" },
  "surveys": { name: "Brukarundersökningar", page: "kvalitet", path: "/undersokningar", action: "read" },
  "rulings": { name: "Domar mot nämnden", page: "kvalitet", path: "/domar", action: "read" },
  "unexecuted": { name: "Ej verkställda beslut", page: "kvalitet", path: "/ej-verkstallda", action: "read" },
  "actions": { name: "Åtgärder", page: "intern-kontroll", path: "", action: "read" },
};

/** The wheel of quality: what the committee knows of its quality this year, and what somebody should see to. */
export function qualityPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/kvalitet", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const { committee, year } = scope;
    const db = tools.db(c);
    const [risks, actions, ownControls, told, surveys, rulings, decisions, declarations, promises, timed, units] = await together(db, [
      () => listRisks(db, committee.id, year), () => listActions(db, committee.id, year), () => listOwnControls(db, committee.id, year), () => loadTold(db, committee.id), () => listUserSurveys(db, committee.id, year),
      () => listCourtRulings(db, committee.id), () => listUnexecutedDecisions(db, committee.id), () => listServiceDeclarations(db, committee.id, year), () => judgedPromises(db, committee.id, year, monthTold(year, today())), () => listTimedCases(db, committee.id), () => unitsDuring(db, committee.id, year),
    ]);
    const wheel = wheelOf({ risks, actions, ownControls, told, surveys, rulings, decisions, declarations, promises, timed }, year, today());
    /** Whether one may see a part: for the committee, or for any unit of it. */
    const may = (action: string): boolean => [committee.id, ...units.map(({ id }) => id)].some((reach) => tools.may(c, action, reach));
    return tools.page(c, {
      title: "Kvalitet", active: "kvalitet", live: ["unexecuted_decision@here", "service_declaration@here", "service_promise@here", "timed_case@here", "user_survey@here", "own_control@here", "court_ruling@here"],
      body: (
        <>
          <h1>Kvalitet {year}</h1>
          <p>Kvalitetshjulet: vad som kan gå fel, vad som gick fel, vad de som verksamheten är till för säger, och vad som görs åt det. <a href={pageHref(scope, "dokument", "/quality-report")}>Kvalitetsberättelsen</a> skrivs ur det här.</p>
          <WordTable caption={`Kvalitetshjulet ${year}`} columns={["Del", "Vad som finns", "Att se till"]} rows={wheel.map(({ kept, notable, part }) => {
            const { action, name, page, path } = PARTS[part];
            return { cells: [may(action) ? <a href={pageHref(scope, page, path)}>{name}</a> : name, kept, notable && <strong>{notable}</strong>] };
          })} />
          <p class="small">Alla kan lämna synpunkter i det <a href="/synpunkter">öppna formuläret</a>.{may("incident.report") && <> Har något gått fel? <a href={pageHref(scope, "kvalitet", "/avvikelser/ny")}>Rapportera en avvikelse</a>.</>}</p>
        </>
      ),
    }, scope);
  });
}
