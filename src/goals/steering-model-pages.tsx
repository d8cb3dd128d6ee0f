import type { Context, Hono } from "hono";
import { SCALES_OF } from "../assessment/assessment.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { keptNumber } from "./goal-plan.ts";
import { READY_MODELS } from "./ready-models.ts";
import { addDocument, setSteeringModel } from "./steering-model-commands.ts";
import { listGoverningDocuments, listScales, steeringModel } from "./steering-model-reads.ts";
import { isRequirement, KEEPERS, LEVEL_RULES, REQUIREMENTS, type LevelInput, type SteeringModel } from "./steering-model.ts";

const DOCUMENT_KINDS = { programme: "program", plan: "plan", policy: "policy", strategy: "strategi", guideline: "riktlinje", other: "annat" } as const;
const MOST_LEVELS = 12;

/** Where a year's levels of goals are written down: what they are called, whose they are, how they are judged, what they require. */
export function steeringModelPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/mal/modell";
  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: FormData | null = null) => {
    const { municipality, municipalityId } = scope.committee;
    const { db } = tools.command(c);
    const model = await steeringModel(db, municipalityId, scope.year);
    const may = tools.may(c, "steering.model", municipalityId);
    const scales = (await listScales(db)).filter(({ code }) => SCALES_OF.goal.includes(code));
    const ready = READY_MODELS.find(({ key }) => key === c.req.query("fran"));
    const documents = await listGoverningDocuments(db, municipalityId);
    return tools.page(c, {
      title: "Styrmodell", active: "mal", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, writing: may,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "mal")}>Alla mål</a></p>
          <h1>Styrmodell {scope.year}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          <p>Så hänger målen ihop i {municipality} {scope.year}: vilka nivåer som finns, vem som bestämmer dem, hur de bedöms och vad ett mål på nivån ska ha. {model.stated ? "" : model.year < scope.year ? `Året har ingen egen modell ännu; ${model.year} års gäller.` : "Året har ingen egen modell ännu; nivåerna är de som målen själva anger."}</p>
          {may ? (
            <>
              <form method="get" class="filters">
                <label>Börja från en färdig modell
                  <select name="fran">{READY_MODELS.map(({ key, name, source }) => <option value={key} selected={key === ready?.key}>{name} ({source})</option>)}</select>
                </label>
                <button class="ds-button" data-variant="secondary">Fyll i</button>
              </form>
              <LevelForm model={model} levels={sent && failure?.code !== "changed" ? sentLevels(sent) : (ready?.levels ?? model.levels)} scales={scales} failure={failure} ready={Boolean(ready)} />
            </>
          ) : <LevelTable model={model} scales={scales} />}
          <h2 id="dokument">Styrande dokument</h2>
          <p>Program, planer och policyer som målen svarar mot. De väljs när ett mål ändras.</p>
          {documents.length > 0 && <TableScroll label="Styrande dokument"><WordTable caption="Styrande dokument" columns={["Namn", "Slag", "Gäller"]} rows={documents.map(({ fromYear, kind, name, toYear }) => ({ cells: [name, DOCUMENT_KINDS[kind], fromYear || toYear ? `${fromYear ?? ""}–${toYear ?? ""}` : "tills vidare"] }))} /></TableScroll>}
          {may && (
            <details open={failure?.field === "namn" || documents.length === 0}><summary>Lägg till ett dokument</summary>
              <form method="post" action={`${c.req.path.replace(/\/dokument$/, "")}/dokument`} class="narrow">
                <label>Namn<input class="ds-input" name="namn" required maxlength={200} value={sent?.has("slag") ? (sentField(sent, "namn") ?? "") : ""} {...fieldOf(failure, "namn")} /></label>
                <label>Slag<select name="slag">{Object.entries(DOCUMENT_KINDS).map(([key, word]) => <option value={key}>{word}</option>)}</select></label>
                <label>Gäller från år<input class="ds-input" name="fran" inputmode="numeric" pattern="[0-9]{4}" {...fieldOf(failure, "fran")} /></label>
                <label>Till och med år<input class="ds-input" name="till" inputmode="numeric" pattern="[0-9]{4}" {...fieldOf(failure, "till")} /></label>
                <p class="actions"><button class="ds-button" data-variant="secondary">Lägg till</button></p>
              </form>
            </details>
          )}
        </>
      ),
    }, scope);
  };

  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("steering.model"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const sent = await c.req.formData().catch(() => new FormData());
    const seen = Object.fromEntries(String(sent.get("sett") ?? "").split(",").flatMap((pair) => (/^\d{1,9}:\d{1,9}$/.test(pair) ? [pair.split(":").map(Number) as [number, number]] : [])));
    const saved = await setSteeringModel(tools.command(c), { municipalityId: scope.committee.municipalityId, year: scope.year, seen, levels: sentLevels(sent) });
    return saved.ok ? c.redirect(pageHref(scope, "mal", "/modell?sparat=1"), 303) : show(c, scope, saved.failure, sent);
  });
  app.post(`${address}/dokument`, guard("steering.model"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const sent = await c.req.formData().catch(() => new FormData());
    const year = (name: string): number | null => (sentField(sent, name) === null ? null : Number(sentField(sent, name)));
    const saved = await addDocument(tools.command(c), { municipalityId: scope.committee.municipalityId, name: sentField(sent, "namn") ?? "", kind: String(sent.get("slag") ?? ""), fromYear: year("fran"), toYear: year("till") });
    return saved.ok ? c.redirect(pageHref(scope, "mal", "/modell?sparat=1#dokument"), 303) : show(c, scope, saved.failure, sent);
  });
}

const oneOf = <Key extends string>(words: Readonly<Record<Key, string>>, text: string | null, otherwise: Key): Key => (text !== null && Object.hasOwn(words, text) ? (text as Key) : otherwise);

/** The levels of a form that have a name, in the order of their places. */
function sentLevels(form: FormData): LevelInput[] {
  const rows = Array.from({ length: MOST_LEVELS }, (_, index) => ({
    place: Number(/^\d{1,3}$/.exec(String(form.get(`place-${index}`) ?? ""))?.[0] ?? index + 1), index,
    level: {
      name: sentField(form, `name-${index}`) ?? "", keeper: oneOf(KEEPERS, sentField(form, `keeper-${index}`), "committee"), scale: sentField(form, `scale-${index}`), rule: oneOf(LEVEL_RULES, sentField(form, `rule-${index}`), "judgement"),
      greenShare: keptNumber(sentField(form, `greenShare-${index}`)), required: form.getAll(`required-${index}`).map(String).filter(isRequirement),
    },
  }));
  return rows.filter(({ level }) => level.name !== "").toSorted((a, b) => a.place - b.place || a.index - b.index).map(({ level }) => level);
}

interface Scales {
  readonly scales: readonly { readonly code: string; readonly name: string }[];
}

function LevelForm({ failure, levels, model, ready, scales }: Scales & { model: SteeringModel; levels: readonly LevelInput[]; failure: Failure | null; ready: boolean }) {
  const rows = [...levels, { name: "", keeper: "committee", scale: null, rule: "judgement", greenShare: null, required: [] } satisfies LevelInput].slice(0, MOST_LEVELS);
  return (
    <form method="post">
      {ready && <p class="notice">Ifyllt från den färdiga modellen. Inget är sparat ännu.</p>}
      <input type="hidden" name="sett" value={model.stated ? model.levels.map(({ levelId, version }) => `${levelId}:${version}`).join(",") : ""} />
      <ol class="levels">
        {rows.map((level, index) => (
          <li>
            <fieldset>
              <legend>{level.name || "Ny nivå"}</legend>
              <div class="filters">
                <label>Plats<input class="ds-input" name={`place-${index}`} value={String(index + 1)} size={3} inputmode="numeric" /></label>
                <label>Namn<input class="ds-input" name={`name-${index}`} value={level.name} size={26} maxlength={100} {...fieldOf(failure, `name-${index}`)} /></label>
                <label>Bestäms av<select name={`keeper-${index}`}>{Object.entries(KEEPERS).map(([key, word]) => <option value={key} selected={key === level.keeper}>{word}</option>)}</select></label>
                <label>Bedöms på<select name={`scale-${index}`} {...fieldOf(failure, `scale-${index}`)}><option value="">bedöms inte</option>{scales.map(({ code, name }) => <option value={code} selected={code === level.scale}>{name}</option>)}</select></label>
                <label>Genom<select name={`rule-${index}`}>{Object.entries(LEVEL_RULES).map(([key, word]) => <option value={key} selected={key === level.rule}>{word}</option>)}</select></label>
                <label>Andel gröna, %<input class="ds-input" name={`greenShare-${index}`} value={level.greenShare?.replace(".", ",") ?? ""} size={5} inputmode="decimal" {...fieldOf(failure, `greenShare-${index}`)} /></label>
              </div>
              <details open={level.required.length > 0}>
                <summary>Ett mål på nivån ska ha{level.required.length > 0 && `: ${level.required.length}`}</summary>
                <ul class="ticks">{Object.entries(REQUIREMENTS).map(([key, word]) => <li><label><input type="checkbox" name={`required-${index}`} value={key} checked={level.required.includes(key as keyof typeof REQUIREMENTS)} /> {word}</label></li>)}</ul>
              </details>
            </fieldset>
          </li>
        ))}
      </ol>
      <p class="muted small">En nivå utan namn tas bort. Sparas bara för {""}det här året; andra år ändras inte.</p>
      <p class="actions"><button class="ds-button">Spara styrmodellen</button></p>
    </form>
  );
}

const LevelTable = ({ model, scales }: Scales & { model: SteeringModel }) => (
  <TableScroll label="Nivåer">
    <WordTable
      caption="Nivåer, den högsta först" columns={["Nivå", "Bestäms av", "Bedöms på", "Genom", "Ska ha"]}
      rows={model.levels.map(({ greenShare, keeper, name, required, rule, scale }) => ({ cells: [name, KEEPERS[keeper], scales.find(({ code }) => code === scale)?.name ?? "bedöms inte", scale === null ? "" : `${LEVEL_RULES[rule]}${greenShare ? `, minst ${greenShare.replace(".", ",")} %` : ""}`, required.map((one) => REQUIREMENTS[one]).join(", ")] }))}
    />
  </TableScroll>
);
