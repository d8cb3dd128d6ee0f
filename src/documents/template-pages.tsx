import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { isRole, ROLES } from "../permission/role.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { READY_TEMPLATES } from "./ready-templates.ts";
import { changeTemplate, restoreTemplate, type SectionInput, type TemplateChange } from "./template-commands.ts";
import { listTemplates } from "./template-reads.ts";
import { BOUND_BLOCKS, isBoundBlock, isMoneyColumn, MONEY_COLUMNS, MONEY_UNITS, MOST_SECTIONS, TEMPLATE_NUMBERS, type MoneyUnit, type Template, type TemplateNumber } from "./template.ts";

const NEW = "ny";
/** How many empty sections are offered after those that there are. */
const SPARE = 2;
const WRITERS = ["controller", "editor", "finance-officer", "committee-secretary"] as const;
const EMPTY_SECTION: SectionInput = { key: null, heading: "", level: 1, guidance: "", required: false, writer: null, perUnit: false, whenEmpty: "hide", blocks: [] };
const EMPTY: TemplateChange["input"] = { title: "", purpose: "", per: "any", moneyUnit: null, moneyColumns: [], sections: [] };

/** Where a municipality writes down what its documents are made of. */
export function templatePages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/dokument/mallar";
  app.get(`${base}/alla`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const templates = await listTemplates(tools.db(c), scope.committee.municipalityId);
    return tools.page(c, {
      title: "Dokumentens mallar", active: "dokument",
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument")}>Dokument {scope.year}</a></p>
          <h1>Dokumentens mallar</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p>En mall säger vilka avsnitt ett dokument har, vem som skriver dem och vad de hämtar ur registret. Mallarna gäller hela {scope.committee.municipality}. Ett beslutat dokument ändras aldrig av att mallen ändras.</p>
          <TableScroll label="Mallar">
            <WordTable caption="Mallar" columns={["Mall", "Antal", "Avsnitt", "Läge"]} rows={templates.map((template) => ({ cells: [<a href={pageHref(scope, "dokument", `/mallar/${template.key}`)}>{template.title}</a>, TEMPLATE_NUMBERS[template.per], String(template.sections.length), template.revision === 0 ? "färdig mall" : READY_TEMPLATES.some(({ key }) => key === template.key) ? "anpassad" : "egen"] }))} />
          </TableScroll>
          {tools.may(c, "template.change", scope.committee.municipalityId) && <p class="actions"><a class="ds-button" data-variant="secondary" href={pageHref(scope, "dokument", `/mallar/${NEW}`)}>Ny mall</a></p>}
        </>
      ),
    }, scope);
  });

  const find = async (c: Context) => {
    const scope = await tools.scope(c);
    const key = c.req.param("key") ?? "";
    if (!scope) return null;
    const template = key === NEW ? null : (await listTemplates(tools.command(c).db, scope.committee.municipalityId)).find((one) => one.key === key);
    return template === undefined ? null : { scope, template };
  };
  const show = (c: Context, { scope, template }: { scope: Scope; template: Template | null }, failure: Failure | null = null, sent: FormData | null = null) => {
    const may = tools.may(c, "template.change", scope.committee.municipalityId);
    const input = sent && failure?.code !== "changed" ? sentTemplate(sent) : (template ?? EMPTY);
    const ready = template !== null && template.revision > 0 && READY_TEMPLATES.some(({ key }) => key === template.key);
    return tools.page(c, {
      title: template ? `Mall: ${template.title}` : "Ny mall", active: "dokument", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, writing: may,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument", "/mallar/alla")}>Dokumentens mallar</a></p>
          <h1>{template ? `Mall: ${template.title}` : "Ny mall"}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {may ? <TemplateForm input={input} seen={template?.revision ?? 0} failure={failure} /> : template && <SectionTable template={template} />}
          {may && ready && (
            <form method="post" action={pageHref(scope, "dokument", `/mallar/${template.key}/fardig`)}>
              <h2>Tillbaka till den färdiga mallen</h2>
              <p>Den färdiga mallen gäller igen för dokument som inte är beslutade. Texterna ändras inte.</p>
              <input type="hidden" name="seen" value={String(template.revision)} />
              <p class="actions"><button class="ds-button" data-variant="secondary">Använd den färdiga mallen</button></p>
            </form>
          )}
        </>
      ),
    }, scope);
  };
  const address = `${base}/:key{[a-z0-9-]+}`;
  app.get(address, guard("read"), async (c) => {
    const found = await find(c);
    return found ? show(c, found) : tools.notFound(c);
  });
  app.post(address, guard("template.change"), async (c) => {
    const found = await find(c);
    if (!found) return tools.notFound(c);
    const sent = await c.req.formData().catch(() => new FormData());
    const saved = await changeTemplate(tools.command(c), { municipalityId: found.scope.committee.municipalityId, key: found.template?.key ?? null, seen: sentNumber(sent, "seen"), input: sentTemplate(sent) });
    return saved.ok ? c.redirect(pageHref(found.scope, "dokument", "/mallar/alla?sparat=1"), 303) : show(c, (await find(c)) ?? found, saved.failure, sent);
  });
  app.post(`${address}/fardig`, guard("template.change"), async (c) => {
    const found = await find(c);
    if (!found?.template) return tools.notFound(c);
    const sent = await c.req.formData().catch(() => new FormData());
    const saved = await restoreTemplate(tools.command(c), { municipalityId: found.scope.committee.municipalityId, key: found.template.key, seen: sentNumber(sent, "seen") });
    return saved.ok ? c.redirect(pageHref(found.scope, "dokument", "/mallar/alla?sparat=1"), 303) : show(c, (await find(c)) ?? found, saved.failure);
  });
}

/** A template as its form tells it: sections in the order of their places. */
function sentTemplate(form: FormData): TemplateChange["input"] {
  const count = Math.min(MOST_SECTIONS + SPARE, sentNumber(form, "count"));
  const rows = Array.from({ length: count }, (_, index) => {
    const writer = sentField(form, `writer-${index}`);
    const section: SectionInput = {
      key: sentField(form, `key-${index}`), heading: sentField(form, `heading-${index}`) ?? "", level: form.get(`level-${index}`) === "2" ? 2 : 1, guidance: sentField(form, `guidance-${index}`) ?? "",
      required: form.has(`required-${index}`), writer: writer !== null && isRole(writer) ? writer : null, perUnit: form.has(`perUnit-${index}`), whenEmpty: form.get(`whenEmpty-${index}`) === "say" ? "say" : "hide",
      blocks: form.getAll(`blocks-${index}`).map(String).filter(isBoundBlock),
    };
    return { index, section, place: Number(/^\d{1,3}$/.exec(String(form.get(`place-${index}`) ?? ""))?.[0] ?? index + 1) };
  });
  const per = sentField(form, "per") ?? "";
  const unit = sentField(form, "moneyUnit") ?? "";
  return {
    title: sentField(form, "title") ?? "", purpose: sentField(form, "purpose") ?? "", per: Object.hasOwn(TEMPLATE_NUMBERS, per) ? (per as TemplateNumber) : "any",
    moneyUnit: Object.hasOwn(MONEY_UNITS, unit) ? (unit as MoneyUnit) : null, moneyColumns: form.getAll("moneyColumns").map(String).filter(isMoneyColumn),
    sections: rows.toSorted((a, b) => a.place - b.place || a.index - b.index).map(({ section }) => section),
  };
}

function TemplateForm({ failure, input, seen }: { input: TemplateChange["input"]; seen: number; failure: Failure | null }) {
  const sections = [...input.sections, ...Array.from({ length: input.sections.length ? SPARE : SPARE + 2 }, () => EMPTY_SECTION)].slice(0, MOST_SECTIONS);
  return (
    <form method="post" class="template">
      <input type="hidden" name="seen" value={String(seen)} />
      <input type="hidden" name="count" value={String(sections.length)} />
      <div class="filters">
        <label>Namn<input class="ds-input" name="title" value={input.title} size={32} required {...fieldOf(failure, "title")} /></label>
        <label>Antal<select name="per">{Object.entries(TEMPLATE_NUMBERS).map(([key, word]) => <option value={key} selected={key === input.per}>{word}</option>)}</select></label>
        <label>Belopp i<select name="moneyUnit"><option value="">som de är angivna</option>{Object.keys(MONEY_UNITS).map((key) => <option value={key} selected={key === input.moneyUnit}>{key}</option>)}</select></label>
      </div>
      <label class="wide">Till för <span class="hint">(en mening)</span><input class="ds-input" name="purpose" value={input.purpose} {...fieldOf(failure, "purpose")} /></label>
      <details open={input.moneyColumns.length > 0}>
        <summary>Kolumner i uppställningarna: {input.moneyColumns.length ? input.moneyColumns.map((key) => MONEY_COLUMNS[key].toLowerCase()).join(", ") : "alla som är angivna"}</summary>
        <ul class="ticks">{Object.entries(MONEY_COLUMNS).map(([key, word]) => <li><label><input type="checkbox" name="moneyColumns" value={key} checked={input.moneyColumns.includes(key as keyof typeof MONEY_COLUMNS)} /> {word}</label></li>)}</ul>
      </details>
      <h2>Avsnitt</h2>
      <p class="muted small">Platsen bestämmer ordningen: skriv 3 för att lägga ett avsnitt som det tredje. Ett avsnitt utan rubrik tas bort; det går inte om någon har skrivit text i det.</p>
      <ol class="levels">
        {sections.map((section, index) => (
          <li>
            <fieldset>
              <legend>{section.heading || "Nytt avsnitt"}</legend>
              <input type="hidden" name={`key-${index}`} value={section.key ?? ""} />
              <div class="filters">
                <label>Plats<input class="ds-input" name={`place-${index}`} value={String(index + 1)} size={3} inputmode="numeric" /></label>
                <label>Rubrik<input class="ds-input" name={`heading-${index}`} value={section.heading} size={34} maxlength={150} {...fieldOf(failure, `heading-${index}`)} /></label>
                <label>Nivå<select name={`level-${index}`} {...fieldOf(failure, `level-${index}`)}><option value="1">rubrik</option><option value="2" selected={section.level === 2}>underrubrik</option></select></label>
                <label>Skrivs av<select name={`writer-${index}`}><option value="">vem som helst som får</option>{WRITERS.map((role) => <option value={role} selected={role === section.writer}>{ROLES[role].name}</option>)}</select></label>
                <label>Utan innehåll<select name={`whenEmpty-${index}`}><option value="hide">utelämnas</option><option value="say" selected={section.whenEmpty === "say"}>sägs det</option></select></label>
              </div>
              <details>
                <summary>{[section.blocks.length ? `Visar ${section.blocks.map((key) => BOUND_BLOCKS[key].toLowerCase()).join(", ")}` : "Bara text", section.required ? "ska ha text" : "", section.perUnit ? "enheterna skriver" : "", section.guidance ? "skrivhjälp" : ""].filter(Boolean).join(" · ")}</summary>
                <label class="wide">Skrivhjälp <span class="hint">(trycks aldrig)</span><textarea class="ds-input" name={`guidance-${index}`} rows={2} {...fieldOf(failure, `guidance-${index}`)}>{section.guidance}</textarea></label>
                <ul class="ticks">
                  <li><label><input type="checkbox" name={`required-${index}`} checked={section.required} /> Ska ha text innan dokumentet granskas</label></li>
                  <li><label><input type="checkbox" name={`perUnit-${index}`} checked={section.perUnit} /> Varje enhet skriver sin del</label></li>
                </ul>
                <p>Hämtas ur registret, efter texten:</p>
                <ul class="ticks">{Object.entries(BOUND_BLOCKS).map(([key, word]) => <li><label><input type="checkbox" name={`blocks-${index}`} value={key} checked={section.blocks.includes(key as keyof typeof BOUND_BLOCKS)} /> {word}</label></li>)}</ul>
              </details>
            </fieldset>
          </li>
        ))}
      </ol>
      <p class="actions"><button class="ds-button">Spara mallen</button></p>
    </form>
  );
}

const SectionTable = ({ template }: { template: Template }) => (
  <>
    {template.purpose && <p>{template.purpose}</p>}
    <TableScroll label="Avsnitt">
      <WordTable caption={counted(template.sections.length, "avsnitt", "avsnitt")} columns={["Rubrik", "Skrivs av", "Hämtar ur registret", "Ska ha text"]} rows={template.sections.map(({ blocks, heading, level, perUnit, required, writer }) => ({ cells: [level === 2 ? `– ${heading}` : heading, perUnit ? "enheterna" : writer ? ROLES[writer].name : "", blocks.map((key) => BOUND_BLOCKS[key]).join(", "), required ? "ja" : ""] }))} />
    </TableScroll>
  </>
);
