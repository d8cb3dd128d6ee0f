import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { listServiceDeclarations } from "./service-declaration-reads.ts";
import { listUnexecutedDecisions } from "./unexecuted-decision-reads.ts";
import { WaitingLine } from "./unexecuted-decision-pages.tsx";
import { waiting } from "./unexecuted-decision.ts";

/** What the committee keeps of its quality: decisions that wait, and what it has promised of its services. */
export function qualityPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/kvalitet", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const { committee, year } = scope;
    const db = tools.db(c);
    const { late, open } = waiting(await listUnexecutedDecisions(db, committee.id), today());
    const declarations = await listServiceDeclarations(db, committee.id, year);
    return tools.page(c, {
      title: "Kvalitet", active: "kvalitet", live: ["unexecuted_decision@here", "service_declaration@here"],
      body: (
        <>
          <h1>Kvalitet {year}</h1>
          <h2><a href={pageHref(scope, "kvalitet", "/ej-verkstallda")}>Ej verkställda beslut</a></h2>
          <WaitingLine open={open.length} late={late} />
          <h2>Kvalitetsdeklarationer</h2>
          {declarations.length === 0 ? <p>Inga kvalitetsdeklarationer finns för {year}. De läses in med verksamhetsplanen.</p> : (
            <TableScroll label="Kvalitetsdeklarationer">
              <table class="figures">
                <caption>Kvalitetsdeklarationer {year}</caption>
                <thead><tr><th scope="col">Tjänst</th><th scope="col">Beslutad</th><th scope="col">Status</th></tr></thead>
                <tbody>{declarations.map(({ decided, id, service, status }) => <tr id={`deklaration-${id}`}><th scope="row">{service}</th><td>{decided ?? ""}</td><td>{status ?? ""}</td></tr>)}</tbody>
              </table>
            </TableScroll>
          )}
        </>
      ),
    }, scope);
  });
}
