import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { today } from "../platform/clock.ts";
import { counted } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { addContractObligation, addContractSupplier, addProcurementNeed, addReviewForm, changeContractObligation, changeContractSupplier, changeProcurementNeed, changeReviewForm, CONTRACT_OBLIGATIONS, CONTRACT_SUPPLIERS, PROCUREMENT_NEEDS, removeContractObligation, removeContractSupplier, removeProcurementNeed, removeReviewForm, REVIEW_FORMS, takeContractObligations } from "./contract-commands.ts";
import { OBLIGATION_INTERVALS } from "./contract-obligation.ts";
import { contractHref } from "./contract-pages.tsx";
import { listContracts, listNeeds, listObligations, listReviewForms, listSuppliers } from "./contract-reads.ts";
import { ECONOMY_RESULTS, PERMIT_RESULTS, supplierWait } from "./contract-supplier.ts";
import { toProcure } from "./contract.ts";
import { NEED_KINDS } from "./procurement-need.ts";
import { questionsOf } from "./review-form.ts";

/** What belongs to contracts: who delivers, what is promised, what is to be procured, and the questions that they are followed up by. */
export function contractPartPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/avtal";
  const parent = (scope: Scope) => <a href={contractHref(scope)}>Avtal</a>;
  const contracts = async (c: Context, scope: Scope) => [["", "välj"] as const, ...(await listContracts(tools.db(c), scope.committee.id)).map(({ id, name }) => [String(id), name] as const)];
  const chosen = (_: Scope, c: Context): Record<string, string> => (/^\d{1,9}$/.test(c.req.query("avtal") ?? "") ? { contract_id: c.req.query("avtal")! } : {});
  const part = (rest: string, words: string) => ({ path: `${base}${rest}`, active: "avtal", home: (scope: Scope) => contractHref(scope, rest), trail: (scope: Scope) => <>{parent(scope)} · <a href={contractHref(scope, rest)}>{words}</a></> });
  const placeOf = ({ committee }: Scope) => ({ committeeId: committee.id, year: null });
  const ofContract = (scope: Scope, fields: Readonly<Record<string, string | null>>): string => contractHref(scope, `/${fields["contract_id"] ?? ""}`);
  const linked = (href: string | null, words: string) => (href ? <a href={href}>{words}</a> : words);

  registerPages(app, tools, {
    ...part("/leverantorer", "Leverantörer"), register: CONTRACT_SUPPLIERS, commands: { add: addContractSupplier, change: changeContractSupplier, remove: removeContractSupplier }, homeOf: ofContract, newTitle: "Ny leverantör", placeOf, begun: (scope, c) => ({ placed: "no", ...chosen(scope, c) }),
    choices: async (c, scope) => ({ contract_id: await contracts(c, scope) }),
    list: {
      parent, title: () => "Leverantörer", empty: () => "Här förs de som levererar under avtal med flera leverantörer, och när deras tillstånd och ekonomi kontrollerades, mot vilken källa och vad det visade.",
      content: async (c, scope, hrefOf) => {
        const suppliers = await listSuppliers(tools.db(c), scope.committee.id);
        if (!suppliers.length) return null;
        const names = new Map(await contracts(c, scope));
        const now = today();
        const waiting = suppliers.filter((one) => supplierWait(one, now) !== "").length;
        return (
          <>
            <p>{counted(suppliers.length, "leverantör", "leverantörer")}{waiting > 0 && <>, <strong>{counted(waiting, "har", "har")} tillstånd eller ekonomi som inte är kontrollerad det senaste året</strong></>}.</p>
            <WordTable sparse caption="Leverantörer" columns={["Leverantör", "Avtal", "Anlitad", "Tillstånd", "Kontrollerat", "Källa", "Ekonomi", "Kontrollerad", "Att kontrollera"]} rows={suppliers.map((one) => ({
              id: `rad-${one.id}`, cells: [linked(hrefOf(one), one.name), <a href={contractHref(scope, `/${one.contractId}`)}>{names.get(String(one.contractId))}</a>, one.placed === "yes" ? "ja" : "", one.permitResult === null ? "" : PERMIT_RESULTS[one.permitResult], one.permitCheckedOn, one.permitSource, one.economyResult === null ? "" : ECONOMY_RESULTS[one.economyResult], one.economyCheckedOn, supplierWait(one, now)],
            }))} />
          </>
        );
      },
    },
  });
  registerPages(app, tools, {
    ...part("/ataganden", "Åtaganden"), register: CONTRACT_OBLIGATIONS, commands: { add: addContractObligation, change: changeContractObligation, remove: removeContractObligation, take: takeContractObligations }, homeOf: ofContract, newTitle: "Nytt åtagande", importTitle: "Läs in åtaganden", placeOf, begun: chosen,
    choices: async (c, scope) => ({ contract_id: await contracts(c, scope) }),
    list: {
      parent, title: () => "Löpande åtaganden", empty: () => "Här förs det som leverantörer har åtagit sig att göra varje vecka, månad, termin eller år. Hur det går förs in vid avtalets uppföljning.",
      content: async (c, scope, hrefOf) => {
        const obligations = await listObligations(tools.db(c), scope.committee.id);
        if (!obligations.length) return null;
        const names = new Map(await contracts(c, scope));
        return <WordTable sparse caption="Åtaganden" columns={["Åtagande", "Avtal", "Intervall", "Gäller inte från"]} rows={obligations.map((one) => ({ id: `rad-${one.id}`, cells: [linked(hrefOf(one), one.name), <a href={contractHref(scope, `/${one.contractId}`)}>{names.get(String(one.contractId))}</a>, OBLIGATION_INTERVALS[one.interval], one.endedOn] }))} />;
      },
    },
  });
  registerPages(app, tools, {
    ...part("/mallar", "Mallar med frågor"), register: REVIEW_FORMS, commands: { add: addReviewForm, change: changeReviewForm, remove: removeReviewForm }, newTitle: "Ny mall", placeOf,
    list: {
      parent, title: () => "Mallar med frågor", empty: () => "Här skrivs de områden och frågor som avtal följs upp med, en rad för varje. Samma mall används år efter år, så att svaren går att jämföra.",
      content: async (c, scope, hrefOf) => {
        const forms = await listReviewForms(tools.db(c), scope.committee.id);
        if (!forms.length) return null;
        return <WordTable sparse caption="Mallar" columns={["Mall", "Områden", "Frågor"]} rows={forms.map((form) => { const questions = questionsOf(form.questions); return { id: `rad-${form.id}`, cells: [linked(hrefOf(form), form.name), String(new Set(questions.map(({ area }) => area)).size), String(questions.length)] }; })} />;
      },
    },
  });
  registerPages(app, tools, {
    ...part("/upphandling", "Upphandling"), register: PROCUREMENT_NEEDS, commands: { add: addProcurementNeed, change: changeProcurementNeed, remove: removeProcurementNeed }, newTitle: "Nytt upphandlingsbehov", placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }), begun: () => ({ kind: "new" }),
    list: {
      parent, title: ({ year }) => `Upphandling ${year}`, empty: ({ year }) => `Konkurrensplanen för ${year}: de avtal som ska upphandlas på nytt hämtas ur avtalen, och här förs det som inget avtal täcker. Inget finns för ${year}.`,
      content: async (c, scope, hrefOf) => {
        const needs = await listNeeds(tools.db(c), scope.committee.id, scope.year);
        const renewed = toProcure(await listContracts(tools.db(c), scope.committee.id), scope.year);
        if (!needs.length && !renewed.length) return null;
        return (
          <>
            <p>Konkurrensplanen står i <a href={pageHref(scope, "dokument", "/operational-plan")}>verksamhetsplanen</a>.</p>
            <h2>Befintliga avtal som ska upphandlas på nytt</h2>
            {renewed.length === 0 ? <p>Inga avtal ska upphandlas på nytt {scope.year}.</p> : <WordTable sparse caption="Avtal som ska upphandlas på nytt" columns={["Avtal", "Diarienummer", "Gäller till"]} rows={renewed.map((one) => ({ cells: [<a href={contractHref(scope, `/${one.id}`)}>{one.name}</a>, one.diaryNumber, one.validTo] }))} />}
            <h2>Nya upphandlingsbehov och större avrop</h2>
            {needs.length === 0 ? <p>Inga nya upphandlingsbehov {scope.year}.</p> : <WordTable sparse caption="Upphandlingsbehov" columns={["Vad", "Slag", "När", "Diarienummer", "Anteckning"]} rows={needs.map((need) => ({ id: `rad-${need.id}`, cells: [linked(hrefOf(need), need.name), NEED_KINDS[need.kind], need.planned, need.diaryNumber, need.note] }))} />}
          </>
        );
      },
    },
  });
}
