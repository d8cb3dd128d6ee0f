import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime, today } from "../platform/clock.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import { formPages, type EditedThing } from "../platform/http/form-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { formatNumber, MONTH_NAMES, parseNumber } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { answerSample, drawSample } from "./control-round-commands.ts";
import type { ControlCheck } from "./control-plan.ts";
import { findSample, listControlChecks } from "./control-plan-reads.ts";
import { countWords } from "./control-result.ts";
import { faultsByQuestion, ONLY_QUESTION, SAMPLE_ANSWERS, sampleStateOf, sampleTally, type ControlSample } from "./control-sample.ts";

const STATE_WORDS = { right: "rätt", wrong: "fel", outside: "räknas inte", open: "" } as const;
const PROPOSED = 10;
const numberIn = (text: string | null): number => {
  const number = text === null ? null : parseNumber(text);
  return number !== null && /^\d+$/.test(number) ? Number(number) : Number.NaN;
};

/** Where rows are drawn from a list, and what was drawn is held against the check's questions. */
export function controlSamplePages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/intern-kontroll";
  const of = (scope: Scope, rest: string) => pageHref(scope, "intern-kontroll", rest);

  formPages(app, tools, `${base}/kontroller/:id{[0-9]{1,9}}/stickprov`, { action: "control.perform", active: "intern-kontroll" }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    const check = scope && (await listControlChecks(tools.command(c).db, scope.committee.id, scope.year)).find(({ id }) => id === Number(c.req.param("id")));
    if (!scope || !check) return null;
    const month = Number(today().slice(5, 7));
    const own = of(scope, `/kontroller/${check.id}`);
    return {
      scope, reach: check.unitId ?? scope.committee.id, version: 0, title: "Dra stickprov", button: "Dra", trail: <><a href={of(scope, "")}>Intern kontroll</a> · <a href={own}>Kontrollmomentet</a></>, away: own,
      intro: <><p class="lead-text">{check.description}</p><p>Gör en lista i ditt verksamhetssystem, till exempel alla ärenden som avslutades i månaden, i en ordning som går att göra om. Här dras radernas nummer: inga uppgifter om någon person behövs. Fröet som dragningen görs ur sparas, så att vem som helst kan göra om den.</p></>,
      fields: [
        { name: "month", label: "Månad", kind: "select", options: MONTH_NAMES.map((name, index) => [String(index + 1), name] as const) },
        { name: "population", label: "Vilken lista, och i vilken ordning?", hint: "(till exempel avslutade ärenden i april, i diarienummerordning)", required: true },
        { name: "populationSize", label: "Hur många rader har listan?", kind: "number", required: true },
        { name: "sampleSize", label: "Hur många ska dras?", kind: "number", required: true, hint: "(lika många som listan har drar alla)" },
      ],
      values: { month: String(check.months.findLast((one) => one <= month) ?? check.months[0] ?? month), population: null, populationSize: null, sampleSize: String(PROPOSED) },
      save: ({ fields }) => drawSample(tools.command(c), { checkId: check.id, month: numberIn(fields["month"] ?? null), population: fields["population"] ?? null, populationSize: numberIn(fields["populationSize"] ?? null), sampleSize: numberIn(fields["sampleSize"] ?? null) }),
      done: (value) => of(scope, `/stickprov/${(value as { id: number }).id}?sparat=draget`),
    };
  });

  const address = `${base}/stickprov/:id{[0-9]{1,9}}`;
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    const sample = scope && (await findSample(tools.db(c), Number(c.req.param("id"))));
    const check = scope && sample && (await listControlChecks(tools.db(c), scope.committee.id, scope.year)).find(({ id }) => id === sample.checkId);
    return scope && sample && check ? { scope, sample, check } : null;
  };
  const show = async (c: Context, { check, sample, scope }: { scope: Scope; sample: ControlSample; check: ControlCheck }, failure: Failure | null = null, sent: FormData | null = null) => {
    const questions = sample.checklist.length ? sample.checklist : [ONLY_QUESTION];
    const tally = sampleTally(sample);
    const may = tools.may(c, "control.perform", check.unitId ?? scope.committee.id);
    const who = await tools.who(c, [sample.actor]);
    const faults = faultsByQuestion(sample).filter(({ asked }) => asked > 0);
    return tools.page(c, {
      title: `Stickprov: ${check.description.slice(0, 60)}`, active: "intern-kontroll", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: [`control_sample:${sample.id}`], writing: may,
      body: (
        <>
          <p class="small"><a href={of(scope, "")}>Intern kontroll</a> · <a href={of(scope, `/kontroller/${check.id}`)}>Kontrollmomentet</a></p>
          <h1>Stickprov i {MONTH_NAMES[sample.month - 1]} {scope.year}</h1>
          <p class="lead-text">{check.description}</p>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") === "draget" ? <p class="notice" role="status">Stickprovet är draget. Ta fram raderna nedan i din lista och svara på {questions.length === 1 ? "frågan" : "frågorna"} för var och en.</p> : c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p>{sample.sampleSize} av {formatNumber(String(sample.populationSize))} rader ur: {sample.population}. <strong>{tally.open === 0 ? countWords(tally.checked, tally.correct) : `${tally.open} av ${sample.sampleSize} är inte besvarade`}</strong>{tally.open > 0 && tally.checked > 0 && `, hittills ${countWords(tally.checked, tally.correct)}`}.</p>
          <details><summary>Så är det draget</summary><p>Draget {swedishTime(sample.drawnAt)} av {who(sample.actor)} med fröet <code>{sample.seed}</code>. Radernas nummer ordnas efter SHA-256 av <code>{sample.seed}:nummer</code>, och de {sample.sampleSize} första i den ordningen är dragna. Samma frö och samma antal rader ger alltid samma nummer.</p></details>
          {faults.some((one) => one.faults > 0) && questions.length > 1 && <ul>{faults.map(({ asked, faults: count, question }) => <li>{question} <strong>{count} nej</strong> av {asked}</li>)}</ul>}
          <form method="post">
            <TableScroll label="Dragna rader">
              <table class="figures entry sample">
                <caption class="visually-hidden">Dragna rader och svar</caption>
                <thead><tr><th scope="col" class="number">Rad</th>{questions.map((question) => <th scope="col">{question}</th>)}<th scope="col">Anteckning</th><th scope="col">Blir</th></tr></thead>
                <tbody>
                  {sample.items.map((item) => (
                    <tr>
                      <th scope="row" class="number">{item.number}</th>
                      {questions.map((question, index) => {
                        const name = `svar-${item.number}-${index + 1}`;
                        const value = sent ? String(sent.get(name) ?? "-") : (item.answers[index] ?? "-");
                        return (
                          <td data-label={`${question} `}>
                            {may ? <select name={name} aria-label={`Rad ${item.number}: ${question}`} {...fieldOf(failure, name)}><option value="-">–</option>{Object.entries(SAMPLE_ANSWERS).filter(([key]) => key !== "-").map(([key, words]) => <option value={key} selected={key === value}>{words}</option>)}</select> : SAMPLE_ANSWERS[item.answers[index] ?? "-"]}
                          </td>
                        );
                      })}
                      <td data-label="Anteckning ">{may ? <input class="ds-input comment" name={`not-${item.number}`} maxlength={1000} value={sent ? (sentField(sent, `not-${item.number}`) ?? "") : (item.note ?? "")} aria-label={`Anteckning till rad ${item.number}`} {...fieldOf(failure, `not-${item.number}`)} /> : item.note}{may && <input type="hidden" name={`v-${item.number}`} value={String(sent && !failure?.code.startsWith("changed") ? (sentField(sent, `v-${item.number}`) ?? item.version) : item.version)} />}</td>
                      <td data-label="Blir ">{STATE_WORDS[sampleStateOf(item, questions.length)]}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
            {may && <p class="actions"><button class="ds-button">Spara svaren</button> <a href={of(scope, `/kontroller/${check.id}`)}>Till kontrollmomentet</a></p>}
          </form>
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("control.perform"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { check, sample, scope } = loaded;
    if (!tools.may(c, "control.perform", check.unitId ?? scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("control.perform") });
    const sent = await c.req.formData().catch(() => new FormData());
    const questions = Math.max(1, sample.checklist.length);
    const items = sample.items.filter(({ number }) => sent.has(`v-${number}`)).map(({ number }) => ({
      number, version: sentNumber(sent, `v-${number}`), answers: Array.from({ length: questions }, (_, index) => String(sent.get(`svar-${number}-${index + 1}`) ?? "-")), note: sentField(sent, `not-${number}`),
    }));
    try {
      const saved = await answerSample(tools.command(c), { sampleId: sample.id, items });
      return saved.ok ? c.redirect(`${c.req.path}?sparat=1`, 303) : show(c, loaded, saved.failure, sent);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      return show(c, (await load(c))!, { code: "changed", message: "Någon annan har svarat på samma rad medan du skrev. Dina svar står kvar nedan: spara igen om de ska gälla." }, sent);
    }
  });
}
