import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { historyHref, WordTable } from "../platform/ui/figures.tsx";
import { addContract, changeContract, CONTRACTS, removeContract, takeContracts } from "./contract-commands.ts";
import { byInterval, OBLIGATION_INTERVALS } from "./contract-obligation.ts";
import { listContracts, listObligations, listReviews, listSuppliers } from "./contract-reads.ts";
import { REVIEW_KINDS } from "./contract-review.ts";
import { ECONOMY_RESULTS, PERMIT_RESULTS, supplierWait } from "./contract-supplier.ts";
import { CONTRACT_FORMS, contractDays, isInForce, type Contract } from "./contract.ts";

/** The address of a committee's contracts, and where each part of them is. */
export const contractHref = (scope: Scope, rest = ""): string => pageHref(scope, "avtal", rest);
const spanOf = ({ endedOn, validFrom, validTo }: Contract): string => (endedOn === null ? `${validFrom} – ${validTo ?? "tills vidare"}` : `${validFrom} – ${endedOn} (avslutat)`);

/** The contracts of a committee: those that hold, the days that are near, and each with all that belongs to it. */
export function contractPages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/avtal";
  const home = (scope: Scope): string => contractHref(scope);
  registerPages(app, tools, {
    path, active: "avtal", register: CONTRACTS, commands: { add: addContract, change: changeContract, remove: removeContract, take: takeContracts }, backTo: (scope, id) => contractHref(scope, `/${id}`), newTitle: "Nytt avtal", importTitle: "Läs in avtal", home,
    trail: (scope) => <a href={home(scope)}>Avtal</a>, placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({ valid_from: today() }),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      links: (scope) => (
        <>
          <a href={contractHref(scope, "/uppfoljningar")}>Avtalsuppföljningar {scope.year}</a> · <a href={contractHref(scope, "/upphandling")}>Upphandling {scope.year}</a> · <a href={contractHref(scope, "/leverantorer")}>Leverantörer</a> · <a href={contractHref(scope, "/ataganden")}>Åtaganden</a> · <a href={contractHref(scope, "/mallar")}>Mallar med frågor</a>
        </>
      ),
      title: () => "Avtal",
      empty: () => "Här förs nämndens avtal: leverantör, form, diarienummer, när de gäller och kan förlängas, när de ska sägas upp och upphandlas på nytt, och hur de följs upp. Gemensamma avtal förs med sin huvudman.",
      content: async (c, scope) => {
        const contracts = await listContracts(tools.db(c), scope.committee.id);
        if (!contracts.length) return null;
        const now = today();
        const days = contractDays(contracts, now);
        const inForce = contracts.filter((one) => isInForce(one, now));
        const later = contracts.filter((one) => !isInForce(one, now));
        const table = (caption: string, rows: readonly Contract[]) => rows.length > 0 && (
          <WordTable titled sparse caption={caption} columns={["Avtal", "Område", "Leverantör", "Form", "Diarienummer", "Huvudman", "Från", "Till", "Kan förlängas till", "Upphandlas"]} rows={rows.map((one) => ({
            id: `rad-${one.id}`, cells: [<a href={contractHref(scope, `/${one.id}`)}>{one.name}</a>, one.area, one.contractor, CONTRACT_FORMS[one.form], one.diaryNumber, one.host, one.validFrom, one.endedOn ?? one.validTo ?? "tills vidare", one.extendableTo, one.procureYear === null ? "" : String(one.procureYear)],
          }))} />
        );
        return (
          <>
            <p>{counted(inForce.length, "avtal gäller", "avtal gäller")} i dag.</p>
            {days.length > 0 && (
              <section>
                <h2>Att bevaka</h2>
                <ul>{days.map(({ contractId, day, words }) => <li><span class="when">{day}</span> <a href={contractHref(scope, `/${contractId}`)}>{words}</a>{day < now && <strong> har passerats</strong>}</li>)}</ul>
              </section>
            )}
            {table("Egna avtal", inForce.filter(({ host }) => host === null))}
            {table("Gemensamma avtal", inForce.filter(({ host }) => host !== null))}
            {table("Gäller inte i dag", later)}
          </>
        );
      },
    },
  });
  app.get(`${path}/:id{[0-9]{1,9}}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const row = scope && (await findRegisterRow(tools.db(c), "contract", Number(c.req.param("id"))));
    if (!scope || !row || row["committee_id"] !== scope.committee.id) return tools.notFound(c);
    const contract = rowOf<Contract>(row);
    const db = tools.db(c);
    const now = today();
    const suppliers = (await listSuppliers(db, scope.committee.id)).filter(({ contractId }) => contractId === contract.id);
    const obligations = (await listObligations(db, scope.committee.id)).filter(({ contractId, endedOn }) => contractId === contract.id && (endedOn === null || endedOn > now));
    const reviews = (await listReviews(db, scope.committee.id)).filter(({ contractId }) => contractId === contract.id).toReversed();
    const may = tools.may(c, "contract.keep", scope.committee.id);
    const part = (label: string, text: string | number | null | undefined) => text !== null && text !== undefined && text !== "" && <><dt>{label}</dt><dd class="prose">{String(text)}</dd></>;
    const add = (rest: string, words: string) => may && <p class="small"><a href={contractHref(scope, `${rest}/ny?avtal=${contract.id}`)}>{words}</a></p>;
    const units = new Map(await unitChoices(db, scope));
    return tools.page(c, {
      title: contract.name, active: "avtal", live: [`contract:${contract.id}`],
      body: (
        <>
          <p class="small"><a href={contractHref(scope)}>Avtal</a></p>
          <h1>{contract.name}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <dl class="terms">
            {part("Form", CONTRACT_FORMS[contract.form])}
            {part("Område", contract.area)}
            {part("Leverantör", contract.contractor)}
            {part("Diarienummer", contract.diaryNumber)}
            {part("Huvudman", contract.host)}
            {part("Enhet", contract.unitId === null ? null : units.get(String(contract.unitId)))}
            {part("Gäller", spanOf(contract))}
            {part("Kan förlängas till", contract.extendableTo)}
            {part("Förlängning meddelas senast", contract.extendBy)}
            {part("Sägs upp senast", contract.noticeBy)}
            {part("Priset följer", contract.priceIndex)}
            {part("Priset räknas om", contract.priceOn)}
            {part("Upphandlas på nytt", contract.procureYear)}
            {part("Anteckning", contract.note)}
          </dl>
          <p class="actions small">{may && <><a href={contractHref(scope, `/${contract.id}/andring`)}>Ändra uppgifterna</a> · </>}<a href={historyHref("contract", contract.id)}>Historik</a></p>
          <h2>Uppföljningar</h2>
          {reviews.length === 0 ? <p>Ingen uppföljning är planerad.</p> : <ul>{reviews.map((review) => <li><a href={pageHref({ ...scope, year: review.year }, "avtal", `/uppfoljningar/${review.id}`)}>{review.year}, {REVIEW_KINDS[review.kind]}</a>{review.reviewedOn ? `, genomförd ${review.reviewedOn}` : ", planerad"}{review.presentation && `, redovisas ${review.presentation}`}</li>)}</ul>}
          {add("/uppfoljningar", `Planera en uppföljning ${scope.year}`)}
          <h2>Leverantörer</h2>
          {suppliers.length === 0 ? <p>{contract.contractor ? `${contract.contractor} levererar.` : "Inga leverantörer är införda."}</p> : (
            <WordTable sparse caption="Leverantörer" columns={["Leverantör", "Anlitad", "Tillstånd", "Kontrollerat", "Källa", "Ekonomi", "Kontrollerad", "Att kontrollera"]} rows={suppliers.map((one) => ({
              id: `leverantor-${one.id}`, cells: [may ? <a href={contractHref(scope, `/leverantorer/${one.id}/andring`)}>{one.name}</a> : one.name, one.placed === "yes" ? "ja" : "", one.permitResult === null ? "" : `${PERMIT_RESULTS[one.permitResult]}${one.permit ? ` (${one.permit})` : ""}`, one.permitCheckedOn, one.permitSource, one.economyResult === null ? "" : ECONOMY_RESULTS[one.economyResult], one.economyCheckedOn, supplierWait(one, now)],
            }))} />
          )}
          {add("/leverantorer", "Lägg till en leverantör")}
          <h2>Löpande åtaganden</h2>
          {obligations.length === 0 ? <p>Inga åtaganden är införda.</p> : byInterval(obligations).map(({ interval, own }) => <><h3>{OBLIGATION_INTERVALS[interval]}</h3><ul>{own.map(({ id, name }) => <li>{may ? <a href={contractHref(scope, `/ataganden/${id}/andring`)}>{name}</a> : name}</li>)}</ul></>)}
          {add("/ataganden", "Lägg till ett åtagande")}
        </>
      ),
    }, scope);
  });
}
