import type { Hono } from "hono";
import { LIGHT_MARKS } from "../goals/goal-status.ts";
import { statedText } from "../indicators/indicator.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { figure, figureText } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { listPublicDeclarations } from "../quality/service-declaration-reads.ts";
import { monthTold, paragraphsOf, PROMISE_LIGHTS, type JudgedServicePromise } from "../quality/service-declaration.ts";
import { publishedFrame, type PublishedSite } from "./published-frame-pages.tsx";

/** How it goes with a promise, where a measure may tell of it. */
function Outcome({ judged: { judgement, measure, target } }: { judged: JudgedServicePromise }) {
  if (!measure || !judgement?.light) return null;
  return <>{figureText(figure(judgement.outcome, measure.decimals, [], measure.unit))}{measure.unit && `\u00a0${measure.unit}`}{target && `, riktvärde ${statedText(target)}`} <StatusMark status={{ ...LIGHT_MARKS[judgement.light], label: PROMISE_LIGHTS[judgement.light] }} /></>;
}

/** What the committees promise of their services, for everybody to read: decided declarations, and whether they hold. */
export function publishedDeclarationPages(app: Hono, site: PublishedSite): void {
  const { html } = publishedFrame(site);
  app.get("/publicerat/kvalitetsdeklarationer", guard("published.read"), async (c) => {
    const now = today();
    const all = await listPublicDeclarations(site.db(c), now);
    const committees = await listCommittees(site.db(c));
    const real = all.some(({ committeeId }) => committees.find(({ id }) => id === committeeId)?.example === false);
    const own = committees.flatMap((committee) => { const told = all.filter(({ committeeId }) => committeeId === committee.id); return told.length && !(real && committee.example) ? [{ committee, told }] : []; });
    return html(c, {
      title: "Kvalitetsdeklarationer",
      body: (
        <>
          <p class="small"><a href="/publicerat">Beslutade dokument</a></p>
          <h1>Vad kommunen lovar om sina tjänster</h1>
          {own.length === 0 ? <p>Ingen kvalitetsdeklaration är publicerad ännu.</p> : <p>Kvalitetsdeklarationerna är beslutade av nämnderna. Där det mäts om ett löfte hålls står det vid löftet. Blev det inte som utlovat? <a href="/synpunkter">Lämna en synpunkt</a></p>}
          {own.map(({ committee, told }) => (
            <section>
              <h2>{committee.name}{committee.example && " (exempel)"}</h2>
              {told.map(({ declaration, promises }) => (
                <article id={`deklaration-${declaration.id}`}>
                  <h3>{declaration.service}</h3>
                  {paragraphsOf(declaration.body).map((paragraph) => <p>{paragraph}</p>)}
                  {promises.length > 0 && !promises.some(({ judgement }) => judgement?.light) && <><p>Det här kan du vänta dig:</p><ul>{promises.map(({ promise }) => <li>{promise.promise}</li>)}</ul></>}
                  {promises.some(({ judgement }) => judgement?.light) && <WordTable sparse caption={`Löften: ${declaration.service}`} columns={["Det här kan du vänta dig", "Hur det mäts", `Hur det går, till och med ${MONTH_NAMES[monthTold(declaration.year, now)! - 1]} ${declaration.year}`]} rows={promises.map((judged) => ({ cells: [judged.promise.promise, judged.judgement?.light ? judged.measure!.name : "", judged.judgement?.light ? <Outcome judged={judged} /> : ""] }))} />}
                  <p class="small muted">Beslutad {declaration.decided}.</p>
                </article>
              ))}
            </section>
          ))}
        </>
      ),
    });
  });
}
