import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { isLateDay } from "./due-day.ts";
import { listDueDays } from "./due-day-reads.ts";

/** All days that somebody has to think of, from every register, on one page. */
export function dueDayPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/uppfoljning/bevakning", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const now = today();
    const days = await listDueDays(tools.db(c), scope, now);
    const late = days.filter((day) => isLateDay(day, now)).length;
    return tools.page(c, {
      title: "Dagar att bevaka", active: "uppfoljning",
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "uppfoljning")}>Uppföljning {scope.year}</a></p>
          <h1>Dagar att bevaka</h1>
          {days.length === 0 ? <p>Inget är nära förestående. Här står det som närmar sig i avtal, tillsyn, ärenden och kvalitetsregister, av det du får se.</p> : (
            <>
              <p>{counted(days.length, "dag", "dagar")} i nämndens register{late > 0 && <>, <strong>{late === 1 ? "en har passerats" : `${late} har passerats`}</strong></>}. Du ser dem som hör till rader som du får läsa.</p>
              <WordTable caption="Dagar att bevaka" columns={["Dag", "Vad", "Hör till"]} rows={days.map((day) => ({ cells: [<><span class="when">{day.day}</span>{isLateDay(day, now) && <strong> passerad</strong>}</>, <a href={day.href}>{day.words}</a>, day.of] }))} />
            </>
          )}
        </>
      ),
    }, scope);
  });
}
