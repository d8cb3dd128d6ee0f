import type { Context, Hono } from "hono";
import { standingOf } from "../documents/document-step.ts";
import { findFrozen, listDocumentSteps } from "../documents/document-step-reads.ts";
import { enclosureKey } from "../documents/enclosure.ts";
import { findPlannedDocument } from "../documents/template-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { withholdDocument } from "./publication-commands.ts";
import { listWithheldOf } from "./published-document-reads.ts";
import { editionHref, LONGEST_GROUND, seenOf, withheldOf, withholdable, type WithheldDocument } from "./published-document.ts";

/** Where it is said what of a decided document is not published, and why. */
export function publicationPages(app: Hono, tools: PageTools<Scope>): void {
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    const { db } = tools.command(c);
    const planned = scope && (await findPlannedDocument(db, scope.committee, scope.year, c.req.param("kind") ?? ""));
    if (!scope || !planned) return null;
    const place = { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key };
    const standing = standingOf(await listDocumentSteps(db, place));
    const asked = c.req.query("upplaga");
    const decision = (asked === undefined ? standing.decided.at(-1) : standing.decided.findLast(({ edition }) => String(edition) === asked)) ?? null;
    const model = decision?.hash ? await findFrozen(db, scope.committee.id, decision.hash) : null;
    const withheld = decision ? withheldOf(await listWithheldOf(db, place), decision.edition) : [];
    return { scope, planned, place, standing, decision, model, withheld };
  };
  const show = (c: Context, loaded: NonNullable<Awaited<ReturnType<typeof load>>>, failure: Failure | null = null, sent: readonly WithheldDocument[] | null = null) => {
    const { decision, model, planned, scope, standing, withheld } = loaded;
    if (!tools.may(c, "document.decide", scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("document.decide") });
    const home = pageHref(scope, "dokument", `/${planned.key}`);
    const groundOf = (section: string): string => (sent ?? withheld).find((one) => one.section === section)?.ground ?? "";
    const lost = model ? withheld.filter(({ section }) => !withholdable(model).has(section)) : [];
    const rows = [{ id: "", text: "Hela dokumentet", level: 1 }, ...(model?.blocks ?? []).flatMap((block) => (block.kind === "heading" && block.level < 3 ? [block] : block.kind === "enclosures" ? block.enclosures.map((enclosure) => ({ id: enclosureKey(enclosure), text: `Handling: ${enclosure.title}`, level: 2 })) : []))];
    return tools.page(c, {
      title: `Publicering: ${planned.title}`, active: "dokument", status: failure ? 422 : 200, writing: true,
      body: (
        <>
          <p class="small"><a href={home}>{planned.title}</a> · <a href={`${home}/beslut`}>Från utkast till beslut</a></p>
          <h1>Publicering: {planned.title}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {standing.state === "published" && decision && <p>Dokumentet läses av alla på <a href={editionHref({ committeeSlug: scope.committee.slug, year: scope.year, kind: planned.key, edition: decision.edition })}>{editionHref({ committeeSlug: scope.committee.slug, year: scope.year, kind: planned.key, edition: decision.edition })}</a>.</p>}
          {!decision || !model ? <p>Dokumentet är inte beslutat. Det som ska undantas från publicering väljs när det är det.</p> : (
            <form method="post" action={`${home}/publicering?upplaga=${decision.edition}`}>
              <input type="hidden" name="sett" value={seenOf(withheld)} />
              {standing.decided.length > 1 && <p>Gäller {decision.edition === 1 ? "första upplagan" : `upplaga ${decision.edition}`}, beslutad {decision.onDate}. {standing.decided.filter(({ edition }) => edition !== decision.edition).map(({ edition }, index) => <>{index > 0 && ", "}<a href={`${home}/publicering?upplaga=${edition}`}>{edition === 1 ? "Första upplagan" : `Upplaga ${edition}`}</a></>)}. Det som undantas i en upplaga är undantaget i de senare, tills du har gått igenom dem.</p>}
              {lost.length > 0 && <p class="notice"><strong>Kontrollera:</strong> {lost.map(({ ground, section }) => `»${section}« (${ground})`).join(", ")} undantogs i en tidigare upplaga, och har ingen motsvarande rubrik här. Undanta det avsnitt där texten står nu.</p>}
              <p>Det som har en grund här publiceras inte: i stället står grunden. Det beslutade dokumentet ändras inte av det, och läses som förut av den som är inloggad.</p>
              <table class="figures stack" role="table">
                <caption class="visually-hidden">Grund för att undanta</caption>
                <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Avsnitt</th><th scope="col" role="columnheader">Undantas med stöd av (lagrum)</th></tr></thead>
                <tbody role="rowgroup">{rows.map(({ id, level, text }) => <tr role="row"><th scope="row" role="rowheader" class={level === 2 ? "below" : undefined}><label for={`falt-${id}`}>{text}</label></th><td role="cell" data-label="Lagrum"><input class="ds-input" name={`grund.${id}`} size={40} maxlength={LONGEST_GROUND} autocomplete="off" placeholder={id === "" ? "26 kap. 1 § OSL" : undefined} value={groundOf(id)} {...fieldOf(failure, id)} /></td></tr>)}</tbody>
              </table>
              <p class="actions"><button class="ds-button">Spara</button> <a href={`${home}/beslut`}>Avbryt</a></p>
            </form>
          )}
        </>
      ),
    }, scope);
  };
  const address = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/publicering";
  app.get(address, guard("document.decide"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("document.decide"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const withheld = [...form.keys()].flatMap((name) => {
      const ground = name.startsWith("grund.") ? sentField(form, name) : null;
      return ground === null ? [] : [{ section: name.slice("grund.".length), ground }];
    });
    const saved = await withholdDocument(tools.command(c), { ...loaded.place, edition: loaded.decision?.edition ?? 0, withheld, seen: String(form.get("sett") ?? "") });
    return saved.ok ? c.redirect(`${c.req.path}?upplaga=${loaded.decision!.edition}&sparat=1`, 303) : show(c, loaded, saved.failure, withheld);
  });
}
