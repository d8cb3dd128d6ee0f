import type { Context, Hono } from "hono";
import type { Scope } from "../organisation/scope.ts";
import { swedishTime, today } from "../platform/clock.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { showOnce, takeShown } from "../platform/http/show-once.ts";
import { stepPages } from "../platform/http/step-pages.tsx";
import { Refused } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { historyHref, WordTable } from "../platform/ui/figures.tsx";
import { addLicence, addLicenceEvent, addLicenceNotice, addLicenceTotal, addLicensedPlace, changeLicence, changeLicenceEvent, changeLicenceNotice, changeLicenceTotal, changeLicensedPlace, LICENCE_EVENTS, LICENCE_NOTICES, LICENCE_TOTALS, LICENCES, LICENSED_PLACES, makeLicenceLink, NOTICE_STEPS, removeLicence, removeLicenceEvent, removeLicenceNotice, removeLicenceTotal, removeLicensedPlace, takeLicences, takeLicenceTotals, takeLicensedPlaces, takeNoticeStep } from "./inspection-commands.ts";
import { inspectionHref } from "./inspection-pages.tsx";
import { linkSince, listNotices, listPlaces, loadInspections } from "./inspection-reads.ts";
import { INSPECTION_RESULTS, INSPECTION_WHATS, missedWords } from "./inspection.ts";
import { NOTICE_KINDS, NOTICE_STEP_WORDS, type LicenceNotice } from "./licence-notice.ts";
import { STATISTIC_WORDS } from "./licence-statistics.ts";
import { END_REASONS, EVENT_KINDS, holds, LICENCE_KINDS, ORIENTATIONS, type Licence, type LicensedPlace } from "./licence.ts";

/** Places and their licences, what happens with them, and what their holders tell of. */
export function licencePages(app: Hono, tools: PageTools<Scope>, { origin, secure }: { readonly secure: boolean; origin(c: Context): string }): void {
  const base = "/:committee/:year{[0-9]{4}}/tillsyn";
  const parent = (scope: Scope) => <a href={inspectionHref(scope)}>Tillsyn {scope.year}</a>;
  const part = (rest: string, words: string) => ({ path: `${base}${rest}`, active: "tillsyn", home: (scope: Scope) => inspectionHref(scope, rest), trail: (scope: Scope) => <>{parent(scope)} · <a href={inspectionHref(scope, rest)}>{words}</a></> });
  const placeOf = ({ committee }: Scope) => ({ committeeId: committee.id, year: null });
  const places = async (c: Context, { committee }: Scope, none: string) => [["", none] as const, ...(await listPlaces(tools.db(c), committee.id)).map(({ id, name }) => [String(id), name] as const)];
  const chosen = (_: Scope, c: Context): Record<string, string> => (/^\d{1,9}$/.test(c.req.query("stalle") ?? "") ? { place_id: c.req.query("stalle")! } : {});
  const ofPlace = (scope: Scope, fields: Readonly<Record<string, string | null>>): string => inspectionHref(scope, `/stallen/${fields["place_id"] ?? ""}`);
  const linked = (href: string | null, words: string) => (href ? <a href={href}>{words}</a> : words);

  registerPages(app, tools, {
    ...part("/stallen", "Ställen"), register: LICENSED_PLACES, commands: { add: addLicensedPlace, change: changeLicensedPlace, remove: removeLicensedPlace, take: takeLicensedPlaces }, backTo: (scope, id) => inspectionHref(scope, `/stallen/${id}`), newTitle: "Nytt ställe", importTitle: "Läs in ställen", placeOf, begun: () => ({ orientation: "day" }),
    list: {
      parent, title: () => "Ställen och tillstånd", empty: () => "Här förs serveringsställen och försäljningsställen. Under varje ställe förs dess tillstånd, vem som har dem och vad som har hänt.",
      content: async (c, scope) => {
        const { inspections, licences, places: all } = await loadInspections(tools.db(c), scope.committee.id);
        if (!all.length) return null;
        const now = today();
        return (
          <>
            <p>{counted(all.length, "ställe", "ställen")}. <a href={inspectionHref(scope, "/tillstand")}>Alla tillstånd</a></p>
            <WordTable sparse caption="Ställen" columns={["Ställe", "Adress", "Tillstånd", "Innehavare", "Inriktning", "Senast besökt", "Upphört"]} rows={all.map((place) => {
              const own = licences.filter((licence) => licence.placeId === place.id && holds(licence, now));
              return { id: `rad-${place.id}`, cells: [<a href={inspectionHref(scope, `/stallen/${place.id}`)}>{place.name}</a>, place.address, own.map(({ kind }) => LICENCE_KINDS[kind]).join(", "), [...new Set(own.map(({ holder }) => holder))].join(", "), ORIENTATIONS[place.orientation].split(",")[0]!, inspections.findLast(({ placeId, what }) => placeId === place.id && what !== "inner")?.onDate ?? "", place.endedOn] };
            })} />
          </>
        );
      },
    },
  });
  const show = async (c: Context, scope: Scope, place: LicensedPlace, token: string | null) => {
    const db = tools.db(c);
    const { events, inspections, licences } = await loadInspections(db, scope.committee.id);
    const own = licences.filter(({ placeId }) => placeId === place.id).toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
    const visits = inspections.filter(({ placeId }) => placeId === place.id).toReversed();
    const notices = (await listNotices(db, scope.committee.id)).filter(({ placeId }) => placeId === place.id).toReversed();
    const may = tools.may(c, "inspection.keep", scope.committee.id);
    const since = await linkSince(db, place.id);
    const now = today();
    const held = ({ endedOn, endReason, validFrom }: Licence): string => (endedOn === null ? `från ${validFrom}` : `${validFrom} – ${endedOn}, ${END_REASONS[endReason!]}`);
    return tools.page(c, {
      title: place.name, active: "tillsyn", live: [`licensed_place:${place.id}`],
      body: (
        <>
          <p class="small">{parent(scope)} · <a href={inspectionHref(scope, "/stallen")}>Ställen</a></p>
          <h1>{place.name}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <dl class="terms">
            {place.address && <><dt>Adress</dt><dd>{place.address}</dd></>}
            <dt>Inriktning</dt><dd>{ORIENTATIONS[place.orientation]}</dd>
            {place.trialUntil && <><dt>Provotid till</dt><dd>{place.trialUntil}</dd></>}
            {place.endedOn && <><dt>Upphört</dt><dd>{place.endedOn}</dd></>}
            {place.note && <><dt>Anteckning</dt><dd class="prose">{place.note}</dd></>}
          </dl>
          <p class="actions small">{may && <><a href={inspectionHref(scope, `/stallen/${place.id}/andring`)}>Ändra uppgifterna</a> · <a href={inspectionHref(scope, `/besok/ny?stalle=${place.id}`)}>För in ett besök</a> · </>}<a href={historyHref("licensed_place", place.id)}>Historik</a></p>
          <h2>Tillstånd och anmälningar om försäljning</h2>
          {place.endedOn !== null && place.endedOn <= now && own.some((licence) => holds(licence, now)) && <p class="notice"><strong>Stället har upphört, men har tillstånd som gäller.</strong> Skriv när och hur vart och ett upphörde; tills dess räknas de i statistiken.</p>}
          {own.length === 0 ? <p>Inga tillstånd är införda.</p> : <WordTable sparse caption="Tillstånd" columns={["Slag", "Innehavare", "Organisationsnummer", "Gäller", "Diarienummer", "Villkor"]} rows={own.map((licence) => ({ id: `tillstand-${licence.id}`, cells: [may ? <a href={inspectionHref(scope, `/tillstand/${licence.id}/andring`)}>{LICENCE_KINDS[licence.kind]}</a> : LICENCE_KINDS[licence.kind], licence.holder, licence.organisationNumber, <>{holds(licence, now) ? "" : <span class="muted">gäller inte: </span>}{held(licence)}</>, licence.diaryNumber, licence.terms] }))} />}
          {may && <p class="small"><a href={inspectionHref(scope, `/tillstand/ny?stalle=${place.id}`)}>Lägg till ett tillstånd</a></p>}
          <h2>Besök</h2>
          {visits.length === 0 ? <p>Aldrig besökt.</p> : <WordTable sparse caption="Besök" columns={["Dag", "Slag", "Resultat", "Iakttagelser", "Följs upp"]} rows={visits.map((visit) => ({ cells: [may ? <a class="when" href={inspectionHref(scope, `/besok/${visit.id}/andring`)}>{visit.onDate}</a> : visit.onDate, INSPECTION_WHATS[visit.what], INSPECTION_RESULTS[visit.result], <>{missedWords(visit) && <strong>{missedWords(visit)}. </strong>}{visit.findings}</>, visit.followOn] }))} />}
          <h2>Händelser</h2>
          {events.some(({ placeId }) => placeId === place.id) ? <ul>{events.filter(({ placeId }) => placeId === place.id).toReversed().map(({ kind, note, onDate }) => <li><span class="when">{onDate}</span> {EVENT_KINDS[kind]}{note && `: ${note}`}</li>)}</ul> : <p>Inga händelser.</p>}
          {may && <p class="small"><a href={inspectionHref(scope, `/handelser/ny?stalle=${place.id}`)}>Lägg till en händelse</a></p>}
          <h2>Innehavarens egen sida</h2>
          {token !== null && <div class="notice" role="status"><p>Skicka adressen till innehavaren. Den visas bara nu, och ersätter en tidigare:</p><p><code class="token">{token}</code></p></div>}
          <p>{since === null ? "Innehavaren har ingen adress ännu." : `Innehavaren har en adress sedan ${swedishTime(since)}.`} Där anmäler innehavaren utökad tid eller yta, nya ägare och serveringsansvarig personal, och ser vad som hänt med anmälan.</p>
          {may && <form method="post" action={inspectionHref(scope, `/stallen/${place.id}/adress`)}><button class="ds-button" data-variant="secondary">{since === null ? "Gör en adress" : "Gör en ny adress"}</button>{since !== null && <span class="muted small"> Den som gäller nu slutar då att gälla.</span>}</form>}
          {notices.length > 0 && <ul>{notices.map((notice) => <li><span class="when">{notice.receivedOn}</span> <a href={inspectionHref(scope, `/anmalningar/${notice.id}`)}>{NOTICE_KINDS[notice.kind]}</a>, {notice.steps.length ? NOTICE_STEP_WORDS[notice.steps.at(-1)!.kind].toLowerCase() : "väntar"}</li>)}</ul>}
        </>
      ),
    }, scope);
  };
  const load = async (c: Context): Promise<{ scope: Scope; place: LicensedPlace } | null> => {
    const scope = await tools.scope(c);
    const row = scope && (await findRegisterRow(tools.db(c), "licensed_place", Number(c.req.param("id"))));
    return scope && row && row["committee_id"] === scope.committee.id ? { scope, place: rowOf<LicensedPlace>(row) } : null;
  };
  app.get(`${base}/stallen/:id{[0-9]{1,9}}`, guard("read"), async (c) => {
    const found = await load(c);
    return found ? show(c, found.scope, found.place, takeShown(c, c.req.path)) : tools.notFound(c);
  });
  app.post(`${base}/stallen/:id{[0-9]{1,9}}/adress`, guard("inspection.keep"), async (c) => {
    const found = await load(c);
    if (!found) return tools.notFound(c);
    const made = await makeLicenceLink(tools.command(c), { placeId: found.place.id });
    if (!made.ok) throw new Refused(made.failure);
    return showOnce(c, inspectionHref(found.scope, `/stallen/${found.place.id}`), `${origin(c)}/tillstand/${made.value.token}`, secure);
  });
  registerPages(app, tools, {
    ...part("/tillstand", "Tillstånd"), register: LICENCES, commands: { add: addLicence, change: changeLicence, remove: removeLicence, take: takeLicences }, homeOf: ofPlace, newTitle: "Nytt tillstånd", importTitle: "Läs in tillstånd", placeOf, begun: (scope, c) => ({ valid_from: today(), ...chosen(scope, c) }),
    choices: async (c, scope) => ({ place_id: await places(c, scope, "välj") }),
    list: {
      parent: (scope) => <>{parent(scope)} · <a href={inspectionHref(scope, "/stallen")}>Ställen</a></>, title: () => "Alla tillstånd", empty: () => "Här står alla tillstånd att servera och sälja, och anmälningar om försäljning. De förs under sina ställen, eller läses in ur en fil.",
      content: async (c, scope, hrefOf) => {
        const { licences, places: all } = await loadInspections(tools.db(c), scope.committee.id);
        if (!licences.length) return null;
        const names = new Map(all.map(({ id, name }) => [id, name]));
        return <WordTable sparse caption="Tillstånd" columns={["Ställe", "Slag", "Innehavare", "Från", "Upphörde", "Hur", "Diarienummer"]} rows={licences.map((licence) => ({ id: `rad-${licence.id}`, cells: [linked(hrefOf(licence), names.get(licence.placeId) ?? ""), LICENCE_KINDS[licence.kind], licence.holder, licence.validFrom, licence.endedOn, licence.endReason ? END_REASONS[licence.endReason] : "", licence.diaryNumber] }))} />;
      },
    },
  });
  registerPages(app, tools, {
    ...part("/handelser", "Händelser"), register: LICENCE_EVENTS, commands: { add: addLicenceEvent, change: changeLicenceEvent, remove: removeLicenceEvent }, homeOf: (scope, fields) => (fields["place_id"] ? ofPlace(scope, fields) : inspectionHref({ ...scope, year: Number((fields["on_date"] ?? "").slice(0, 4)) || scope.year }, "/handelser")), newTitle: "Ny händelse", placeOf, begun: (scope, c) => ({ on_date: today(), number: "1", ...chosen(scope, c) }),
    choices: async (c, scope) => ({ place_id: await places(c, scope, "inget särskilt") }),
    list: {
      parent, title: ({ year }) => `Händelser ${year}`, empty: () => "Här förs varningar och erinringar, kunskapsprov, anmälda ändringar, tillfälliga tillstånd, utbildningar och brev. Nya och återkallade tillstånd räknas ur tillstånden.",
      content: async (c, scope, hrefOf) => {
        const { events, places: all } = await loadInspections(tools.db(c), scope.committee.id);
        if (!events.length) return null;
        const names = new Map(all.map(({ id, name }) => [id, name]));
        const own = events.filter(({ onDate }) => onDate.startsWith(`${scope.year}-`)).toReversed();
        return own.length === 0 ? <p>Inga händelser {scope.year}.</p> : <WordTable sparse caption={`Händelser ${scope.year}`} columns={["Dag", "Vad", "Ställe", "Antal", "Anteckning"]} rows={own.map((event) => ({ id: `rad-${event.id}`, cells: [linked(hrefOf(event), event.onDate), EVENT_KINDS[event.kind], event.placeId === null ? "" : names.get(event.placeId), String(event.number), event.note] }))} />;
      },
    },
  });
  registerPages(app, tools, {
    ...part("/arssummor", "Årssummor"), register: LICENCE_TOTALS, commands: { add: addLicenceTotal, change: changeLicenceTotal, remove: removeLicenceTotal, take: takeLicenceTotals }, newTitle: "Ny årssumma", importTitle: "Läs in årssummor", placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }),
    list: {
      parent: (scope) => <>{parent(scope)} · <a href={inspectionHref(scope, "/statistik")}>Statistik</a></>, title: ({ year }) => `Årssummor ${year}`, empty: ({ year }) => `För år före registret förs summorna som de angavs, till exempel ur årsrapporten för ${year}. En angiven summa gäller före det som går att räkna.`,
      content: async (c, scope, hrefOf) => {
        const own = (await loadInspections(tools.db(c), scope.committee.id)).totals.filter(({ year }) => year === scope.year);
        return own.length === 0 ? null : <WordTable sparse caption={`Årssummor ${scope.year}`} columns={["Vad", "Antal", "Källa"]} rows={own.map((total) => ({ id: `rad-${total.id}`, cells: [linked(hrefOf(total), STATISTIC_WORDS[total.measure]), String(total.number), total.source] }))} />;
      },
    },
  });
  const notices = part("/anmalningar", "Anmälningar");
  registerPages(app, tools, {
    ...notices, register: LICENCE_NOTICES, commands: { add: addLicenceNotice, change: changeLicenceNotice, remove: removeLicenceNotice }, backTo: (scope, id) => inspectionHref(scope, `/anmalningar/${id}`), newTitle: "Ny anmälan", placeOf, begun: (scope, c) => ({ received_on: today(), ...chosen(scope, c) }),
    choices: async (c, scope) => ({ place_id: await places(c, scope, "välj") }),
    list: {
      parent, title: () => "Anmälningar från innehavare", empty: () => "Här kommer det som innehavare anmäler på sina egna sidor: utökad tid eller yta, nya ägare och serveringsansvarig personal. Det som kommer på annat sätt förs in här.",
      content: async (c, scope) => {
        const all = await listNotices(tools.db(c), scope.committee.id);
        if (!all.length) return null;
        const names = new Map((await listPlaces(tools.db(c), scope.committee.id)).map(({ id, name }) => [id, name]));
        return <WordTable sparse caption="Anmälningar" columns={["Mottagen", "Ställe", "Gäller", "Från", "Till", "Läge"]} rows={all.toReversed().map((notice) => ({ id: `rad-${notice.id}`, cells: [<a class="when" href={inspectionHref(scope, `/anmalningar/${notice.id}`)} aria-label={`Anmälan ${notice.receivedOn}, ${names.get(notice.placeId)}`}>{notice.receivedOn}</a>, names.get(notice.placeId), NOTICE_KINDS[notice.kind], notice.fromDate, notice.toDate, notice.steps.length ? NOTICE_STEP_WORDS[notice.steps.at(-1)!.kind].toLowerCase() : <strong>väntar</strong>] }))} />;
      },
    },
  });
  stepPages(app, tools, {
    ...notices, register: LICENCE_NOTICES, rules: NOTICE_STEPS, take: takeNoticeStep, read: "read", openNotes: true, committeeOf: ({ committee }) => committee.id, hint: "(innehavaren läser anteckningen på sin sida)",
    titleOf: (row) => `Anmälan ${row["received_on"]}`,
    content: async (c, scope, row) => {
      const notice = rowOf<LicenceNotice>(row);
      const name = (await listPlaces(tools.db(c), scope.committee.id)).find(({ id }) => id === notice.placeId)?.name;
      return <><p class="prose">{notice.body}</p><dl class="terms"><dt>Ställe</dt><dd><a href={inspectionHref(scope, `/stallen/${notice.placeId}`)}>{name}</a></dd><dt>Gäller</dt><dd>{NOTICE_KINDS[notice.kind]}</dd>{notice.fromDate && <><dt>När</dt><dd>{notice.fromDate}{notice.toDate && ` – ${notice.toDate}`}</dd></>}</dl></>;
    },
  });
}
