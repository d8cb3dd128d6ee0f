import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentVersion } from "../platform/ui/edit.tsx";
import { historyHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addInspection, addInspectionTarget, changeInspection, changeInspectionTarget, INSPECTION_TARGETS, INSPECTIONS, removeInspection, removeInspectionTarget } from "./inspection-commands.ts";
import { listInspectionTargets, listNotices, loadInspections } from "./inspection-reads.ts";
import { answersOf, CHECK_ANSWERS, CHECKLIST, missedWords, INSPECTION_RESULTS, INSPECTION_WHATS, kindsOf, progressOf, roundsOf, TARGET_RULES, TARGET_WHATS, visitProposals, type Inspection, type InspectionTarget } from "./inspection.ts";
import { STATISTICS, statisticOf, statisticYears, type Statistic, type StatisticTable } from "./licence-statistics.ts";
import { waitsForHolder, waitsForUs } from "./licence-notice.ts";
import { holds, LICENCE_KINDS, type LicenceKind } from "./licence.ts";

/** The address of a committee's inspections, and where each part of them is. */
export const inspectionHref = (scope: Scope, rest = ""): string => pageHref(scope, "tillsyn", rest);
export const TABLE_CAPTIONS: Readonly<Record<StatisticTable, string>> = { events: "Ansökan, anmälan och andra händelser", licences: "Serveringstillstånd", sales: "Antal registrerade försäljningsställen", inspections: "Tillsyn" };
const MOST_PROPOSED = 20;
export const targetWords = ({ kind, number, rule, what }: InspectionTarget): string => `${TARGET_WHATS[what]}${kind ? `, ${LICENCE_KINDS[kind]}` : ""}: ${rule === "number" ? number : TARGET_RULES[rule]}`;

/** What was filled in of a visit, as it is kept: a point that was not asked about is not answered. */
function fieldsOf(sent: FormData): Record<string, string | null> {
  const kinds = sent.getAll("kinds").map(String);
  const asked = CHECKLIST.filter(({ kinds: of }) => of.some((kind) => kinds.includes(kind)));
  const yes = (name: string): string => (sentField(sent, name) === "yes" ? "yes" : "no");
  return {
    place_id: sentField(sent, "place_id"), what: sentField(sent, "what"), on_date: sentField(sent, "on_date"), kinds: kinds.join(", ") || null, evening: yes("evening"), in_round: yes("in_round"), with_police: yes("with_police"),
    answers: asked.flatMap(({ key }) => { const answer = sentField(sent, `check-${key}`); return answer ? [`${key}=${answer}`] : []; }).join(", ") || null, result: sentField(sent, "result"), findings: sentField(sent, "findings"), follow_on: sentField(sent, "follow_on"),
  };
}
/** A visit as its form would send it. */
function formOf({ answers, evening, findings, followOn, inRound, kinds, onDate, placeId, result, what, withPolice }: Inspection): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ place_id: String(placeId), what, on_date: onDate, evening, in_round: inRound, with_police: withPolice, result, findings: findings ?? "", follow_on: followOn ?? "" })) form.set(name, value);
  for (const kind of kindsOf(kinds)) form.append("kinds", kind);
  for (const [key, answer] of answersOf(answers)) form.set(`check-${key}`, answer);
  return form;
}

/** Inspections: how far the year's plan has come, whom to visit next and why, the visits, and the statistics. */
export function inspectionPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/tillsyn";
  const parent = (scope: Scope) => <a href={inspectionHref(scope)}>Tillsyn {scope.year}</a>;
  app.get(base, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const { committee, year } = scope;
    const db = tools.db(c);
    const [register, targets, notices] = [await loadInspections(db, committee.id), await listInspectionTargets(db, committee.id, year), await listNotices(db, committee.id)];
    const now = today();
    const on = `${year}-12-31` < now ? `${year}-12-31` : now;
    // Of a year that has ended there is nobody left to visit.
    const proposals = year === Number(now.slice(0, 4)) ? visitProposals(register, targets, year, on) : null;
    const rounds = roundsOf(register.inspections, year);
    const open = notices.filter((notice) => waitsForUs(notice) || waitsForHolder(notice));
    const ended = new Set(register.places.filter(({ endedOn }) => endedOn !== null && endedOn <= on).map(({ id }) => id));
    const held = register.licences.filter((licence) => holds(licence, on));
    const may = tools.may(c, "inspection.keep", committee.id);
    const link = (rest: string, words: string) => <a href={inspectionHref(scope, rest)}>{words}</a>;
    return tools.page(c, {
      title: "Tillsyn", active: "tillsyn", live: ["inspection@here", "licence@here", "licence_notice@here"],
      body: (
        <>
          <h1>Tillsyn {year}</h1>
          <p class="parts">{link("/stallen", "Ställen och tillstånd")} · {link("/besok", "Besök")} · {link("/plan", `Tillsynsplan ${year}`)} · {link("/anmalningar", "Anmälningar")} · {link("/handelser", "Händelser")} · {link("/statistik", "Statistik")}</p>
          {register.places.length === 0 ? <p>Här förs de ställen som har tillstånd att servera eller sälja alkohol, tobak och receptfria läkemedel, årets tillsynsplan, besöken och vad de visade. {may && link("/stallen/ny", "Lägg till det första stället")}</p> : (
            <>
              <p>{counted(register.places.filter(({ endedOn }) => endedOn === null || endedOn > on).length, "ställe", "ställen")} med {counted(held.length, "tillstånd eller anmälan", "tillstånd och anmälningar")}. {held.some(({ placeId }) => ended.has(placeId)) && <strong>{counted(held.filter(({ placeId }) => ended.has(placeId)).length, "av dem hör", "av dem hör")} till ett ställe som har upphört. </strong>}{open.length > 0 && <strong><a href={inspectionHref(scope, "/anmalningar")}>{counted(open.length, "anmälan väntar", "anmälningar väntar")}</a></strong>}</p>
              {may && <p class="actions"><a class="ds-button" href={inspectionHref(scope, "/besok/ny")}>För in ett besök</a></p>}
              <h2>Tillsynsplanen</h2>
              {targets.length === 0 ? <p>Ingen tillsynsplan finns för {year}. {may && link("/plan/ny", "Lägg till det första målet")}</p> : (
                <TableScroll label="Tillsynsplanen">
                  <table class="figures">
                    <caption>Planen och hur långt den har kommit</caption>
                    <thead><tr><th scope="col">Mål</th><th scope="col" class="number">Ska göras</th><th scope="col" class="number">Gjort</th><th scope="col" class="number">Kvar</th></tr></thead>
                    <tbody>{progressOf(targets, register, register.events, year).map(({ aim, done, target }) => <tr><th scope="row">{targetWords(target)}</th><td class="number">{aim}</td><td class="number">{done}</td><td class="number">{Math.max(0, aim - done)}</td></tr>)}</tbody>
                  </table>
                </TableScroll>
              )}
              {proposals !== null && <h2>Besök härnäst</h2>}
              {proposals === null ? null : proposals.length === 0 ? <p>Inget ställe behöver besökas enligt planen.</p> : (
                <>
                  <p class="muted small">Det som ska följas upp först, därefter provotider och de ställen som planen säger ska besökas. {proposals.length > MOST_PROPOSED && `De ${MOST_PROPOSED} första av ${proposals.length} visas.`}</p>
                  <WordTable caption="Förslag till besök" columns={["Ställe", "Adress", "Varför", "Senast besökt"]} rows={proposals.slice(0, MOST_PROPOSED).map(({ last, place, reasons }) => ({ cells: [<a href={inspectionHref(scope, `/stallen/${place.id}`)}>{place.name}</a>, place.address, reasons.join(", "), last ?? "aldrig"] }))} />
                </>
              )}
              {rounds.length > 0 && <><h2>Tillsynsomgångar</h2><WordTable caption="Tillsynsomgångar" columns={["Dag", "Besök", "När", "Polisen"]} rows={rounds.map(({ evening, onDate, visits, withPolice }) => ({ cells: [onDate, String(visits), evening ? "kvällstid" : "dagtid", withPolice ? "med polisen" : ""] }))} /></>}
              <p class="small"><a href={pageHref(scope, "dokument", "/inspection-report")}>Årsrapporten som dokument</a> · <a href={pageHref(scope, "dokument", "/inspection-plan")}>Tillsynsplanen som dokument</a></p>
            </>
          )}
        </>
      ),
    }, scope);
  });

  registerPages(app, tools, {
    path: `${base}/plan`, active: "tillsyn", register: INSPECTION_TARGETS, commands: { add: addInspectionTarget, change: changeInspectionTarget, remove: removeInspectionTarget }, newTitle: "Nytt mål", home: (scope) => inspectionHref(scope, "/plan"),
    trail: (scope) => <>{parent(scope)} · <a href={inspectionHref(scope, "/plan")}>Tillsynsplan</a></>, placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }),
    list: {
      parent, title: ({ year }) => `Tillsynsplan ${year}`, empty: ({ year }) => `Här förs årets mål för tillsynen: vilka ställen som ska besökas och hur ofta, hur många inre tillsyner och omgångar, och hur många av dem tillsammans med polisen. Inga mål finns för ${year}.`,
      content: async (c, scope, hrefOf) => {
        const targets = await listInspectionTargets(tools.db(c), scope.committee.id, scope.year);
        if (!targets.length) return null;
        return <WordTable caption="Mål" columns={["Vad", "Gäller", "Omfattning", "Anteckning"]} sparse rows={targets.map((target) => { const href = hrefOf(target); const words = TARGET_WHATS[target.what]; return { id: `rad-${target.id}`, cells: [href ? <a href={href}>{words}</a> : words, target.kind ? LICENCE_KINDS[target.kind] : "alla slag", target.rule === "number" ? String(target.number) : TARGET_RULES[target.rule], target.note] }; })} />;
      },
    },
  });

  app.get(`${base}/statistik`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const register = await loadInspections(tools.db(c), scope.committee.id);
    const years = statisticYears(scope.year);
    const may = tools.may(c, "inspection.keep", scope.committee.id);
    const stated = years.some((year) => register.totals.some((total) => total.year === year));
    return tools.page(c, {
      title: `Statistik ${scope.year}`, active: "tillsyn", live: ["inspection@here", "licence@here", "licence_event@here"],
      body: (
        <>
          <p class="small">{parent(scope)}</p>
          <h1>Statistik {scope.year}</h1>
          <p>Tre år, räknade ur tillstånden, händelserna och besöken: det som gällde vid årets slut, och det som hände under året. Ett år före registret som ingen har angett något för är okänt.</p>
          {(Object.keys(STATISTICS) as StatisticTable[]).map((table) => (
            <TableScroll label={TABLE_CAPTIONS[table]}>
              <table class="figures">
                <caption>{TABLE_CAPTIONS[table]}</caption>
                <thead><tr><th scope="col">Vad</th>{years.map((year) => <th scope="col" class="number">{year}</th>)}</tr></thead>
                <tbody>{Object.entries(STATISTICS[table]).map(([measure, words]) => <tr><th scope="row">{words}</th>{years.map((year) => { const { number, stated: own } = statisticOf(register, measure as Statistic, year); return <td class="number">{number ?? <span class="muted">–<span class="visually-hidden">okänt</span></span>}{own && <sup><abbr title="angivet, inte räknat">a</abbr></sup>}</td>; })}</tr>)}</tbody>
              </table>
            </TableScroll>
          ))}
          {stated && <p class="muted small">a: angivet för året, före registrets egna rader.</p>}
          {may && <p class="small">Summor för år före registret: {years.map((year, index) => <>{index > 0 && ", "}<a href={inspectionHref({ ...scope, year }, "/arssummor")}>{year}</a></>)}</p>}
        </>
      ),
    }, scope);
  });

  const visits = `${base}/besok`;
  const visitHome = (scope: Scope): string => inspectionHref(scope, "/besok");
  registerPages(app, tools, {
    path: visits, active: "tillsyn", register: INSPECTIONS, commands: { change: changeInspection, remove: removeInspection }, ownForms: true, newTitle: "För in ett besök", home: visitHome, trail: (scope) => <>{parent(scope)} · <a href={visitHome(scope)}>Besök</a></>,
    placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), choices: async (c, { committee }) => ({ place_id: [["", "välj"], ...(await loadInspections(tools.db(c), committee.id)).places.map(({ id, name }) => [String(id), name] as const)] }),
    list: {
      parent, title: ({ year }) => `Besök ${year}`, empty: () => "Här förs tillsynsbesök och inre tillsyn in. Formuläret går att fylla i på telefonen också där det inte finns någon förbindelse; det sparas på enheten och skickas sedan.",
      content: async (c, scope, hrefOf) => {
        const { inspections, places } = await loadInspections(tools.db(c), scope.committee.id);
        if (!inspections.length) return null;
        const own = inspections.filter(({ onDate }) => onDate.startsWith(`${scope.year}-`)).toReversed();
        const names = new Map(places.map(({ id, name }) => [id, name]));
        if (!own.length) return <p>Inga besök {scope.year}.</p>;
        return (
          <>
            <p>{counted(own.length, "besök", "besök")}, varav {own.filter(({ what }) => what === "inner").length} inre tillsyn.</p>
            <WordTable sparse caption={`Besök ${scope.year}`} columns={["Dag", "Ställe", "Slag", "Gäller", "När", "Resultat", "Iakttagelser", "Följs upp"]} rows={own.map((visit) => { const href = hrefOf(visit); return { id: `rad-${visit.id}`, cells: [href ? <a class="when" href={href} aria-label={`Ändra besöket ${visit.onDate}, ${names.get(visit.placeId)}`}>{visit.onDate}</a> : visit.onDate, <a href={inspectionHref(scope, `/stallen/${visit.placeId}`)}>{names.get(visit.placeId)}</a>, INSPECTION_WHATS[visit.what], kindsOf(visit.kinds).map((kind) => LICENCE_KINDS[kind]).join(", "), [visit.evening === "yes" ? "kväll" : "dag", visit.inRound === "yes" ? "omgång" : "", visit.withPolice === "yes" ? "polisen" : ""].filter(Boolean).join(", "), INSPECTION_RESULTS[visit.result], <>{missedWords(visit) && <strong>{missedWords(visit)}. </strong>}{visit.findings}</>, visit.followOn] }; })} />
          </>
        );
      },
    },
  });

  const refuse = (c: Context, scope: Scope): void => {
    if (!tools.may(c, "inspection.keep", scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("inspection.keep") });
  };
  const form = async (c: Context, scope: Scope, failure: Failure | null, given: FormData | null, kept: Inspection | null = null) => {
    const sent = given ?? (kept ? formOf(kept) : null);
    const { licences, places } = await loadInspections(tools.db(c), scope.committee.id);
    const now = today();
    const kindsAt = (id: number): LicenceKind[] => [...new Set(licences.filter((licence) => licence.placeId === id && holds(licence, now)).map(({ kind }) => kind))];
    const asked = sent ? (sentField(sent, "place_id") ?? "") : (c.req.query("stalle") ?? "");
    const chosen = new Set<string>(sent ? sent.getAll("kinds").map(String) : /^\d{1,9}$/.test(asked) ? kindsAt(Number(asked)) : []);
    const value = (name: string, none = ""): string => (sent ? (sentField(sent, name) ?? "") : none);
    const tick = (name: string, label: string) => <label class="tick"><input type="checkbox" name={name} value="yes" checked={value(name) === "yes"} /> {label}</label>;
    return tools.page(c, {
      title: kept ? "Ändra besöket" : "För in ett besök", active: "tillsyn", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, islands: kept ? [] : ["visit-form"], writing: true, live: kept ? [`inspection:${kept.id}`] : [],
      body: (
        <>
          <p class="small">{parent(scope)} · <a href={visitHome(scope)}>Besök</a>{kept && <> · <a href={historyHref("inspection", kept.id)}>Historik</a></>}</p>
          <h1>{kept ? "Ändra besöket" : "För in ett besök"}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          <div class="notice" role="status" data-visit-queue hidden></div>
          {places.length === 0 ? <p>Inga ställen finns ännu. <a href={inspectionHref(scope, "/stallen/ny")}>Lägg till det första</a></p> : (
            <form method="post" class="narrow visit" action={kept ? c.req.path : inspectionHref(scope, "/besok/ny")} {...(kept ? {} : { "data-visit": c.get("identity").actor.key })} {...(sent ? { "data-sent": "" } : {})}>
              {kept ? <input type="hidden" name="version" value={String(given ? sentVersion(given) : kept.version)} /> : <input type="hidden" name="key" value={value("key", crypto.randomUUID())} />}
              <label>Ställe<select name="place_id" required {...fieldOf(failure, "place_id")}><option value="">välj</option>{places.filter(({ endedOn }) => endedOn === null || endedOn > now).map(({ address, id, name }) => <option value={String(id)} data-has={kindsAt(id).join(",")} selected={asked === String(id)}>{name}{address && `, ${address}`}</option>)}</select></label>
              <label>Slag av tillsyn<select name="what">{Object.entries(INSPECTION_WHATS).map(([key, words]) => <option value={key} selected={value("what", "outer") === key}>{words}</option>)}</select></label>
              <label>Dag<input class="ds-input" type="date" name="on_date" required value={value("on_date", now)} {...fieldOf(failure, "on_date")} /></label>
              <fieldset><legend>Gäller</legend>{Object.entries(LICENCE_KINDS).map(([kind, words]) => <label class="tick"><input type="checkbox" name="kinds" value={kind} checked={chosen.has(kind)} /> {words}</label>)}</fieldset>
              <fieldset><legend>När och hur</legend>{tick("evening", "Kvällstid")}{tick("in_round", "I en tillsynsomgång")}{tick("with_police", "Tillsammans med polisen")}</fieldset>
              <fieldset data-points>
                <legend>Kontrollpunkter</legend>
                {CHECKLIST.map(({ key, kinds, question }) => (
                  <div class="check" data-kinds={kinds.join(",")} role="radiogroup" aria-label={question}>
                    <span>{question}</span>
                    <span>{Object.entries(CHECK_ANSWERS).map(([answer, words]) => <label><input type="radio" name={`check-${key}`} value={answer} checked={value(`check-${key}`) === answer} /> {words}</label>)}</span>
                  </div>
                ))}
              </fieldset>
              <label>Resultat<select name="result" required {...fieldOf(failure, "result")}><option value="">välj</option>{Object.entries(INSPECTION_RESULTS).map(([key, words]) => <option value={key} selected={value("result") === key}>{words}</option>)}</select></label>
              <label>Iakttagelser<span class="hint"> (inga namn på gäster eller personal)</span><textarea class="ds-input" name="findings" rows={5} {...fieldOf(failure, "findings")}>{value("findings")}</textarea></label>
              <label>Följs upp senast<span class="hint"> (vid brist)</span><input class="ds-input" type="date" name="follow_on" value={value("follow_on")} {...fieldOf(failure, "follow_on")} /></label>
              <p class="actions"><button class="ds-button">Spara besöket</button> <a href={visitHome(scope)}>Avbryt</a></p>
              <p class="muted small" role="status" data-visit-offline></p>
            </form>
          )}
          {kept && <p><a href={`${visitHome(scope)}/${kept.id}/bort`}>Ta bort besöket</a></p>}
        </>
      ),
    }, scope);
  };
  app.get(`${visits}/ny`, guard("inspection.keep"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    refuse(c, scope);
    return form(c, scope, null, null);
  });
  app.post(`${visits}/ny`, guard("inspection.keep"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    refuse(c, scope);
    const sent = await c.req.formData().catch(() => new FormData());
    const fields = fieldsOf(sent);
    const kept = await addInspection(tools.command(c), { committeeId: scope.committee.id, fields, sentKey: sentField(sent, "key") });
    return kept.ok ? c.redirect(`${visitHome({ ...scope, year: Number((fields["on_date"] ?? "").slice(0, 4)) || scope.year })}?sparat=1#rad-${kept.value.id}`, 303) : form(c, scope, kept.failure, sent);
  });
  const load = async (c: Context): Promise<{ scope: Scope; visit: Inspection } | null> => {
    const scope = await tools.scope(c);
    const row = scope && (await findRegisterRow(tools.command(c).db, "inspection", Number(c.req.param("id"))));
    if (!scope || !row || row["committee_id"] !== scope.committee.id) return null;
    refuse(c, scope);
    return { scope, visit: rowOf<Inspection>(row) };
  };
  app.get(`${visits}/:id{[0-9]{1,9}}/andring`, guard("inspection.keep"), async (c) => {
    const found = await load(c);
    return found ? form(c, found.scope, null, null, found.visit) : tools.notFound(c);
  });
  app.post(`${visits}/:id{[0-9]{1,9}}/andring`, guard("inspection.keep"), async (c) => {
    const found = await load(c);
    if (!found) return tools.notFound(c);
    const { scope, visit } = found;
    const sent = await c.req.formData().catch(() => new FormData());
    const fields = fieldsOf(sent);
    try {
      const changed = await changeInspection(tools.command(c), { id: visit.id, version: sentVersion(sent), fields });
      return changed.ok ? c.redirect(`${visitHome({ ...scope, year: Number((fields["on_date"] ?? "").slice(0, 4)) || scope.year })}?sparat=1#rad-${visit.id}`, 303) : form(c, scope, changed.failure, sent, visit);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      return form(c, scope, { code: "changed", message: "Någon annan har ändrat besöket under tiden. Inget är sparat; öppna det igen och se hur det är nu." }, sent, visit);
    }
  });
}
