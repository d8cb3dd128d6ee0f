import type { Context, Hono } from "hono";
import { raw } from "hono/html";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { waterfall } from "../platform/chart/waterfall.ts";
import { divide, round, subtract, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure, Outcome } from "../platform/outcome.ts";
import { formatNumber, formatSigned, parseNumber } from "../platform/swedish.ts";
import { sentField, sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addFrame, changeFrame, removeFrame, setFrameDecision } from "./frame-commands.ts";
import { listFrames } from "./frame-reads.ts";
import { FRAME_STEP_KINDS, FRAME_YEARS, frameYears, isFrameStepKind, missingPopulations, USUAL_STEPS, type FrameInput, type FrameScenario, type FrameStepInput } from "./frame.ts";

const SPARE_STEPS = 3;
const EMPTY: FrameStepInput = { kind: "index", label: "", values: [null, null, null], note: null };
const NONE: readonly null[] = Array.from({ length: FRAME_YEARS + 1 }, () => null);
const mkr = (amount: Decimal): string => formatNumber(round(divide(amount, "1000000"), 1), 1);
const mkrSigned = (amount: Decimal): string => formatSigned(round(divide(amount, "1000000"), 1), 1);
const yearsFrom = (year: number): number[] => Array.from({ length: FRAME_YEARS }, (_, at) => year + at);
const plain = (value: Decimal | null): string => (value === null ? "" : formatNumber(value));

/** Where frames are built step by step, seen beside each other, and the one that was decided is named. */
export function framePages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/ramar");
  interface Sent {
    /** Of which frame; null for a new one. */
    readonly id: number | null;
    readonly input: FrameInput | null;
    readonly texts: FormData;
  }
  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: Sent | null = null) => {
    const db = tools.db(c);
    const { committee, year } = scope;
    const frames = await listFrames(db, committee.id, year);
    const may = tools.may(c, "frame.plan", committee.id);
    const asked = c.req.query("ram");
    const making = asked === "ny" || (sent !== null && sent.id === null);
    const chosen = making ? null : (frames.find(({ id }) => String(id) === (sent ? String(sent.id) : asked)) ?? frames[0] ?? null);
    const copied = frames.find(({ id }) => String(id) === c.req.query("av"));
    const before = (await listFrames(db, committee.id, year - 1)).find(({ decision }) => decision !== null);
    const begun: FrameInput = copied
      ? { ...copied, name: `${copied.name}, kopia` }
      : { name: frames.length === 0 ? "Förslag" : `Förslag ${frames.length + 1}`, opening: before ? frameYears(before, before.year)[0]!.closing : "", population: before ? [...before.population.slice(1), null] : NONE, steps: USUAL_STEPS };
    const shown = frames.map((frame) => ({ frame, years: frameYears(frame, year) }));
    const first = shown[0];
    return tools.page(c, {
      title: "Ramar", active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["frame@here"], writing: making || sent !== null,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a></p>
          <h1>Ramar från {year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {frames.length === 0 && !making && <p>Här byggs nämndens ram steg för steg, från förra årets till de tre kommande årens: uppräkning, volym, prioriteringar, pensioner och effektivisering. Flera förslag kan stå bredvid varandra. {may ? <a href={`${home(scope)}?ram=ny`}>Gör den första</a> : "Ingen är gjord ännu."}</p>}
          {frames.length > 0 && (
            <TableScroll label="Ramarna bredvid varandra">
              <table class="figures">
                <caption>Ramarna bredvid varandra<span class="unit">, mkr</span></caption>
                <thead><tr><th scope="col">Ram</th><th scope="col" class="number">Ingående</th>{yearsFrom(year).map((one) => <th scope="col" class="number">{one}</th>)}{frames.length > 1 && <th scope="col" class="number">{year} mot {first!.frame.name}</th>}</tr></thead>
                <tbody>{shown.map(({ frame, years }) => <tr><th scope="row"><a href={`${home(scope)}?ram=${frame.id}`} aria-current={frame === chosen ? "true" : undefined}>{frame.name}</a>{frame.decision !== null && <span class="muted"> beslutad</span>}</th><td class="number">{mkr(frame.opening)}</td>{years.map(({ closing }) => <td class="number">{mkr(closing)}</td>)}{frames.length > 1 && <td class="number">{frame === first!.frame ? "" : mkrSigned(subtract(years[0]!.closing, first!.years[0]!.closing))}</td>}</tr>)}</tbody>
              </table>
            </TableScroll>
          )}
          {may && frames.length > 0 && !making && <p><a href={`${home(scope)}?ram=ny`}>Ny ram</a>{chosen && <> · <a href={`${home(scope)}?ram=ny&av=${chosen.id}`}>Ny ram av {chosen.name}</a></>}</p>}
          {chosen && <Chain frame={chosen} />}
          {may && (making || (chosen && chosen.decision === null)) && <FrameForm action={home(scope)} frame={chosen} given={sent?.input ?? chosen ?? begun} failure={failure} texts={sent?.texts ?? null} year={year} away={home(scope)} />}
          {may && chosen && !making && <Decision action={home(scope)} frame={chosen} failure={failure} />}
        </>
      ),
    }, scope);
  };

  const address = "/:committee/:year{[0-9]{4}}/ekonomi/ramar";
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("frame.plan"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const frameId = Number(/^\d{1,9}$/.exec(String(form.get("ram") ?? ""))?.[0] ?? 0);
    const version = sentVersion(form);
    const done = sentField(form, "gor");
    const answered = (saved: Outcome<unknown>, sent: Sent | null, to: string) => (saved.ok ? c.redirect(`${home(scope)}?${to}sparat=1`, 303) : show(c, scope, saved.failure, sent));
    if (done === "bort") return answered(await removeFrame(tools.command(c), { frameId, version }), null, "");
    if (done === "beslut" || done === "aterta") return answered(await setFrameDecision(tools.command(c), { frameId, version, decision: done === "beslut" ? (sentField(form, "decision") ?? "") : null }), { id: frameId, input: null, texts: form }, `ram=${frameId}&`);
    const read = readForm(form);
    const sent: Sent = { id: frameId || null, input: read.input, texts: form };
    if (read.failure) return show(c, scope, read.failure, sent);
    if (frameId) return answered(await changeFrame(tools.command(c), { frameId, version, input: read.input }), sent, `ram=${frameId}&`);
    const added = await addFrame(tools.command(c), { committeeId: scope.committee.id, year: scope.year, input: read.input });
    return answered(added, sent, added.ok ? `ram=${added.value.id}&` : "");
  });
}

/** What a form sent, with numbers as Swedes write them; the first that cannot be read is told. */
function readForm(form: FormData): { input: FrameInput; failure: Failure | null } {
  let failure: Failure | null = null;
  const number = (field: string, what: string): Decimal | null => {
    const text = sentField(form, field);
    if (text === null) return null;
    const value = parseNumber(text.replace(/\s*(%|kr|procent)$/i, ""));
    if (value === null) failure ??= { code: "bad-number", field, message: `${what}: »${text.slice(0, 40)}« är inget tal.` };
    return value;
  };
  const opening = number("opening", "Ingående ram") ?? "";
  const population = NONE.map((_, at) => number(`population-${at}`, "Befolkning"));
  const steps: FrameStepInput[] = [];
  for (let at = 0; form.has(`label-${at}`); at++) {
    const label = sentField(form, `label-${at}`);
    const values = Array.from({ length: FRAME_YEARS }, (_, index) => number(`value-${at}-${index}`, `Steg ${at + 1}`));
    const note = sentField(form, `note-${at}`);
    const kind = sentField(form, `kind-${at}`) ?? "";
    if (label !== null || note !== null || values.some((value) => value !== null)) steps.push({ kind: isFrameStepKind(kind) ? kind : "index", label: label ?? "", values, note });
  }
  return { input: { name: sentField(form, "name") ?? "", opening, population, steps }, failure };
}

/** A chain of frames: the picture of its first year, and every year's steps with how each was reckoned. */
function Chain({ frame }: { frame: FrameScenario }) {
  const years = frameYears(frame, frame.year);
  const [first] = years;
  const missing = missingPopulations(frame);
  const chart = { title: `Från ${frame.year - 1} års ram till ${frame.year} års, ${frame.name}`, unit: "mkr", decimals: 1, steps: [{ label: `Ram ${frame.year - 1}`, kind: "level" as const, amount: divide(first!.opening, "1000000") }, ...first!.steps.map(({ amount, label }) => ({ label, kind: "change" as const, amount: divide(amount, "1000000") })), { label: `Ram ${frame.year}`, kind: "level" as const, amount: divide(first!.closing, "1000000") }] };
  return (
    <section>
      <h2>{frame.name}</h2>
      {frame.decision !== null && <p><strong>Beslutad</strong>: {frame.decision}.</p>}
      {missing.length > 0 && <p class="notice"><strong>Volymen är inte räknad</strong> för {missing.map((at) => frame.year + at).join(", ")}: befolkningen saknas för året eller året före.</p>}
      <div class="chart" role="group" tabindex={0} aria-label={`Diagram: ${chart.title}`}>{raw(waterfall(chart))}</div>
      {years.map(({ closing, opening, steps, year }) => (
        <TableScroll label={`Ramen ${year}`}>
          <table class="figures">
            <caption>Ramen {year}<span class="unit">, kr</span></caption>
            <thead><tr><th scope="col">Steg</th><th scope="col">Så är det räknat</th><th scope="col" class="number">Kronor</th></tr></thead>
            <tbody>
              <tr><th scope="row">Ram {year - 1}</th><td></td><td class="number">{formatNumber(opening, 0)}</td></tr>
              {steps.map(({ amount, formula, label, note }) => <tr><th scope="row">{label}</th><td>{formula}{note && <span class="muted small"> {note}</span>}</td><td class="number">{formatSigned(round(amount, 0), 0)}</td></tr>)}
              <tr class="total"><th scope="row">Ram {year}</th><td></td><td class="number">{formatNumber(round(closing, 0), 0)}</td></tr>
            </tbody>
          </table>
        </TableScroll>
      ))}
    </section>
  );
}

function FrameForm({ action, away, failure, frame, given, texts, year }: { action: string; away: string; failure: Failure | null; frame: FrameScenario | null; given: FrameInput; texts: FormData | null; year: number }) {
  /** What was typed stands as it was typed. */
  const typed = (field: string, value: Decimal | null): string => (texts?.has(field) ? (sentField(texts, field) ?? "") : plain(value));
  const rows = [...given.steps, ...Array.from({ length: SPARE_STEPS }, () => EMPTY)];
  const years = yearsFrom(year);
  return (
    <section>
      <h2>{frame ? `Ändra ${frame.name}` : "Ny ram"}</h2>
      <form method="post" action={action}>
        <input type="hidden" name="ram" value={frame ? String(frame.id) : ""} />
        <input type="hidden" name="version" value={String(frame?.version ?? 0)} />
        <div class="filters">
          <label>Namn<input class="ds-input" name="name" size={24} maxlength={80} required value={given.name} {...fieldOf(failure, "name")} /></label>
          <label>Ram {year - 1}, kr<input class="ds-input" name="opening" size={14} inputmode="decimal" required autocomplete="off" value={typed("opening", given.opening || null)} {...fieldOf(failure, "opening")} /></label>
        </div>
        <fieldset class="filters"><legend>Befolkning <span class="hint">(behövs för volymsteg)</span></legend>{[year - 1, ...years].map((one, at) => <label>{one}<input class="ds-input" name={`population-${at}`} size={9} inputmode="numeric" autocomplete="off" value={typed(`population-${at}`, given.population[at] ?? null)} {...fieldOf(failure, `population-${at}`)} /></label>)}</fieldset>
        <h3>Stegen, i den ordning de räknas</h3>
        <table class="figures stack" role="table">
          <caption class="visually-hidden">Stegen, i den ordning de räknas</caption>
          <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Steg</th><th scope="col" role="columnheader">Räknas som</th>{years.map((one) => <th scope="col" role="columnheader">{one}</th>)}<th scope="col" role="columnheader">Varför, och vilket beslut</th></tr></thead>
          <tbody role="rowgroup">
            {rows.map((step, at) => (
              <tr role="row">
                <td role="cell" data-label="Steg"><input class="ds-input" name={`label-${at}`} size={17} maxlength={100} autocomplete="off" aria-label={`Steg ${at + 1}`} value={step.label} {...fieldOf(failure, `label-${at}`)} /></td>
                <td role="cell" data-label="Räknas som"><select name={`kind-${at}`} aria-label={`Hur steg ${at + 1} räknas`}>{Object.entries(FRAME_STEP_KINDS).map(([key, words]) => <option value={key} selected={key === step.kind}>{words}</option>)}</select></td>
                {years.map((one, index) => <td role="cell" data-label={String(one)}><input class="ds-input" name={`value-${at}-${index}`} size={7} inputmode="decimal" autocomplete="off" aria-label={`Steg ${at + 1}, ${one}`} value={typed(`value-${at}-${index}`, step.values[index] ?? null)} {...fieldOf(failure, `value-${at}-${index}`)} /></td>)}
                <td role="cell" data-label="Varför"><input class="ds-input" name={`note-${at}`} size={15} maxlength={500} autocomplete="off" aria-label={`Varför steg ${at + 1}`} value={step.note ?? ""} {...fieldOf(failure, `note-${at}`)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="hint">Ett steg utan namn och värden tas bort. Ett krav på effektivisering skrivs med minus, till exempel −1,53.</p>
        <p class="actions"><button class="ds-button">Spara ramen</button> <a href={away}>Avbryt</a></p>
      </form>
    </section>
  );
}

function Decision({ action, failure, frame }: { action: string; frame: FrameScenario; failure: Failure | null }) {
  const hidden = <><input type="hidden" name="ram" value={String(frame.id)} /><input type="hidden" name="version" value={String(frame.version)} /></>;
  return (
    <section>
      <h2>Fullmäktiges beslut</h2>
      {frame.decision === null ? (
        <>
          <form method="post" action={action} class="filters">{hidden}<label>Dag och paragraf<input class="ds-input" name="decision" size={32} maxlength={200} required placeholder="KF 2022-11-28, § 142" {...fieldOf(failure, "decision")} /></label><button class="ds-button" name="gor" value="beslut">Ramen är beslutad</button></form>
          <form method="post" action={action}>{hidden}<button class="ds-button" data-variant="tertiary" name="gor" value="bort">Ta bort ramen<span class="visually-hidden"> {frame.name}</span></button></form>
        </>
      ) : <form method="post" action={action}>{hidden}<p>Beslutad: {frame.decision}. En beslutad ram ändras inte.</p><button class="ds-button" data-variant="secondary" name="gor" value="aterta">Beslutet är fel infört</button></form>}
    </section>
  );
}
