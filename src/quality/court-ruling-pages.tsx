import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { addCourtRuling, changeCourtRuling, COURT_RULINGS, removeCourtRuling } from "./court-ruling-commands.ts";
import { listCourtRulings } from "./court-ruling-reads.ts";
import { RULING_APPEALS, RULING_OUTCOMES, rulingsOf, rulingsToExecute } from "./court-ruling.ts";

/** Rulings in cases against the committee, and what they led to. */
export function courtRulingPages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/domar");
  registerPages(app, tools, {
    path: "/:committee/:year{[0-9]{4}}/kvalitet/domar", active: "kvalitet", register: COURT_RULINGS, commands: { add: addCourtRuling, change: changeCourtRuling, remove: removeCourtRuling }, homeOf: (scope, fields) => home({ ...scope, year: Number((fields["ruled_on"] ?? "").slice(0, 4)) || scope.year }), newTitle: "Ny dom", home,
    trail: (scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Domar</a></>, placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({ appealed: "undecided" }),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      parent: (scope) => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>,
      title: ({ year }) => `Domar ${year}`,
      empty: () => "Här förs domstolars avgöranden i mål mot nämnden: vad målet gällde, utgången, vad domen ledde till och när den verkställdes. Inga namn och inga målnummer.",
      content: async (c, scope, hrefOf) => {
        const rulings = await listCourtRulings(tools.db(c), scope.committee.id);
        if (!rulings.length) return null;
        const waiting = rulingsToExecute(rulings);
        const table = (caption: string, rows: typeof rulings) => (
          <WordTable titled sparse caption={caption} columns={["Dag", "Domstol", "Lag", "Vad målet gällde", "Utgång", "Överklagas", "Vad domen ledde till", "Verkställd", "Vad som ändras"]} rows={rows.map((ruling) => {
            const href = hrefOf(ruling);
            return { id: `rad-${ruling.id}`, cells: [href ? <a href={href} aria-label={`Ändra domen ${ruling.ruledOn}, ${ruling.concerning}`}>{ruling.ruledOn}</a> : ruling.ruledOn, ruling.court, ruling.act, ruling.concerning, RULING_OUTCOMES[ruling.outcome], RULING_APPEALS[ruling.appealed], ruling.done, ruling.doneOn, ruling.learned] };
          })} />
        );
        const own = rulingsOf(rulings, scope.year);
        const earlier = waiting.filter(({ ruledOn }) => !ruledOn.startsWith(`${scope.year}-`));
        return (
          <>
            <p>{own.length === 0 ? `Inga domar ${scope.year}.` : `${counted(own.length, "dom", "domar")} ${scope.year}.`} {waiting.length > 0 && <strong>{waiting.length === 1 ? "En dom som gick emot nämnden är inte verkställd." : `${waiting.length} domar som gick emot nämnden är inte verkställda.`}</strong>}</p>
            {own.length > 0 && table(`Domar ${scope.year}`, own)}
            {earlier.length > 0 && table("Från andra år, inte verkställda", earlier)}
          </>
        );
      },
    },
  });
}
