import type { Hono } from "hono";
import type { Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { addAgreementParty, addPartyAgreement, AGREEMENT_PARTIES, changeAgreementParty, changePartyAgreement, PARTY_AGREEMENTS, removeAgreementParty, removePartyAgreement } from "./matter-commands.ts";
import { matterHref } from "./matter-href.ts";
import { listAgreements, listMatters, listParties } from "./matter-reads.ts";
import { diaryNumberOf } from "./matter.ts";
import { AGREEMENT_RULES, agreementState } from "./party-agreement.ts";

/** Agreements between parties: who has adopted it when, and from when it is in force. */
export function partyAgreementPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/arenden";
  const parent = (scope: Scope) => <a href={matterHref(scope)}>Ärenden {scope.year}</a>;
  const placeOf = ({ committee }: Scope) => ({ committeeId: committee.id, year: null });
  const home = (scope: Scope): string => matterHref(scope, "/overenskommelser");
  const trail = (scope: Scope) => <>{parent(scope)} · <a href={home(scope)}>Överenskommelser</a></>;
  registerPages(app, tools, {
    path: `${base}/overenskommelser`, active: "arenden", register: PARTY_AGREEMENTS, commands: { add: addPartyAgreement, change: changePartyAgreement, remove: removePartyAgreement }, newTitle: "Ny överenskommelse", home, trail, placeOf, begun: () => ({ rule: "all" }),
    choices: async (c, scope) => ({ matter_id: [["", "inget"], ...(await listMatters(tools.db(c), scope.committee.id)).map((matter) => [String(matter.id), `${diaryNumberOf(matter)} ${matter.title}`] as const)] }),
    list: {
      parent, title: () => "Överenskommelser", empty: () => "Här förs överenskommelser mellan parter: vilka som har antagit dem och när, från när de gäller, och hur de sägs upp.",
      content: async (c, scope, hrefOf) => {
        const [agreements, parties] = [await listAgreements(tools.db(c), scope.committee.id), await listParties(tools.db(c), scope.committee.id)];
        if (!agreements.length) return null;
        const now = today();
        const may = tools.may(c, "matter.keep", scope.committee.id);
        return (
          <>
            {agreements.map((agreement) => {
              const own = parties.filter(({ agreementId }) => agreementId === agreement.id);
              const href = hrefOf(agreement);
              return (
                <section id={`rad-${agreement.id}`}>
                  <h2>{href ? <a href={href}>{agreement.name}</a> : agreement.name}</h2>
                  <p><strong>{agreementState(agreement, own, now)}</strong>. Börjar gälla {AGREEMENT_RULES[agreement.rule]}{agreement.fromDate && ` (${agreement.fromDate})`}{agreement.toDate && `, till ${agreement.toDate}`}.{agreement.notice && ` Uppsägning: ${agreement.notice}.`}</p>
                  {own.length > 0 && <WordTable sparse caption={`Parter i ${agreement.name}`} columns={["Part", "Antog den", "Beslut", "Lämnade"]} rows={own.map((party) => ({ cells: [may ? <a href={matterHref(scope, `/parter/${party.id}/andring`)}>{party.name}</a> : party.name, party.adoptedOn ?? "inte ännu", party.decision, party.leftOn] }))} />}
                  {may && <p class="small"><a href={matterHref(scope, `/parter/ny?overenskommelse=${agreement.id}`)}>Lägg till en part<span class="visually-hidden"> i {agreement.name}</span></a></p>}
                </section>
              );
            })}
          </>
        );
      },
    },
  });
  registerPages(app, tools, {
    path: `${base}/parter`, active: "arenden", register: AGREEMENT_PARTIES, commands: { add: addAgreementParty, change: changeAgreementParty, remove: removeAgreementParty }, newTitle: "Ny part", home, trail, placeOf, begun: (_, c): Record<string, string> => (/^\d{1,9}$/.test(c.req.query("overenskommelse") ?? "") ? { agreement_id: c.req.query("overenskommelse")! } : {}),
    choices: async (c, scope) => ({ agreement_id: [["", "välj"], ...(await listAgreements(tools.db(c), scope.committee.id)).map(({ id, name }) => [String(id), name] as const)] }),
  });
}
