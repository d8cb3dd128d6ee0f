import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { figure } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { compareSwedish, counted, formatNumber, formatSigned } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { FigureLink, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { mapOn } from "./account-map.ts";
import { periodText } from "./ledger-import.ts";
import { previewLines } from "./ledger-preview.ts";
import { isUnmapped } from "./ledger-statement.ts";
import { isLedgerColumn, LEDGER_COLUMNS, LEDGER_DECIMALS, LEDGER_SIGNS, ledgerMappingFault, type LedgerColumn } from "./ledger-table.ts";
import { acceptLedger, dropLedger, mapLedger, proposeLedger } from "./ledger-upload-commands.ts";
import { findLedgerUpload, listSourceAmounts, type StoredLedgerUpload } from "./ledger-upload-reads.ts";
import { listAccountMaps, listLedgerImports, listUnitMaps } from "./ledger-reads.ts";
import { unitMapIn, unitOfObject } from "./unit-map.ts";

const USUAL_SOURCE = "Huvudbok";

/** Where ledger files are read in: looked through first, then all of it or nothing. */
export function ledgerImportPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/inlasning";
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/inlasning");

  const show = async (c: Context, scope: Scope, failure: Failure | null = null, source: string | null = null) => {
    const db = tools.command(c).db;
    const imports = await listLedgerImports(db, scope.committee.id);
    const who = await tools.who(c, imports.map(({ importedBy }) => importedBy));
    const may = tools.may(c, "ledger.import", scope.committee.id);
    return tools.page(c, {
      title: "Läs in utfall", active: "ekonomi", status: failure ? 422 : 200, live: ["ledger@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={pageHref(scope, "ekonomi", "/utfall")}>Utfall ur huvudboken</a></p>
          <h1>Läs in utfall</h1>
          {failure && <FailureBox heading="Filen är inte inläst" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">{c.req.query("sparat") === "bort" ? "Filen är borttagen. Inget av den är inläst." : "Inläst."}</p>}
          <p>En SIE-fil (typ 1–4 eller SIE 5) ur ekonomisystemet, eller en tabell med konto, dag eller period och belopp (Excel eller CSV). Filen granskas först; inget räknas förrän du säger till. Månader som redan är inlästa ur samma huvudbok ersätts, andra rörs inte.</p>
          {may ? (
            <form method="post" enctype="multipart/form-data" class="narrow">
              <label>Fil <span class="hint">(högst 60 MB; större läses in med <code>rodtrad ledger import</code>)</span><input type="file" name="fil" accept=".se,.si,.sie,.xml,.csv,.txt,.xlsx" required {...fieldOf(failure, "file")} /></label>
              <label>Ur vilken huvudbok <span class="hint">(månader ersätts bara ur samma)</span><input class="ds-input" name="source" maxlength={60} required value={source ?? imports[0]?.source ?? USUAL_SOURCE} list="huvudbocker" {...fieldOf(failure, "source")} /></label>
              <datalist id="huvudbocker">{[...new Set(imports.map((one) => one.source))].map((name) => <option value={name} />)}</datalist>
              <p class="actions"><button class="ds-button">Granska filen</button></p>
            </form>
          ) : <p class="notice">{c.get("identity").actor.refusal("ledger.import")}</p>}
          <h2>Inlästa filer</h2>
          {imports.length === 0 ? <p>Inget är inläst ännu.</p> : (
            <TableScroll label="Inlästa filer">
              <WordTable caption="De senaste först" columns={["Fil", "Huvudbok", "Månader", "Inläst", "Av", "Räknas", "Fingeravtryck"]} rows={imports.map((one) => ({ cells: [one.fileName, one.source, one.periods.map(periodText).join(", "), swedishTime(one.importedAt), who(one.importedBy), one.counts ? "ja" : "ersatt", one.fileHash.slice(0, 12)] }))} />
            </TableScroll>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("ledger.import"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const file = form.get("fil");
    const source = sentField(form, "source");
    if (!(file instanceof File) || !file.name) return show(c, scope, { code: "no-file", field: "file", message: "Välj den fil som ska läsas in." }, source);
    const proposed = await proposeLedger(tools.command(c), { committeeId: scope.committee.id, source: source ?? "", fileName: file.name.replaceAll("\u0000", "").slice(-150), bytes: new Uint8Array(await file.arrayBuffer()) });
    return proposed.ok ? c.redirect(`${home(scope)}/${proposed.value.id}`, 303) : show(c, scope, proposed.failure, source);
  });

  const load = async (c: Context): Promise<{ scope: Scope; upload: StoredLedgerUpload } | null> => {
    const scope = await tools.scope(c);
    const upload = scope && (await findLedgerUpload(tools.command(c).db, Number(c.req.param("id"))));
    return scope && upload?.committeeId === scope.committee.id ? { scope, upload } : null;
  };
  const review = async (c: Context, { scope, upload }: { scope: Scope; upload: StoredLedgerUpload }, failure: Failure | null = null) => {
    const { db } = tools.command(c);
    const { preview } = upload;
    const last = preview.periods.at(-1)?.to ?? `${scope.year}-12`;
    const map = mapOn(await listAccountMaps(db, scope.committee.municipalityId), `${last}-28`);
    const known = await listSourceAmounts(db, scope.committee.id, upload.source, preview.periods);
    const lines = previewLines(preview.amounts, known, map);
    const units = unitMapIn(await listUnitMaps(tools.command(c).db, scope.committee.id), scope.year);
    const loose = units ? (preview.objects?.[units.dimension] ?? []).filter((code) => unitOfObject(units, code) === null) : [];
    const unmapped = preview.amounts.filter(({ account }) => isUnmapped(map, account)).sort((a, b) => compareSwedish(a.account, b.account));
    const kronor = (amount: string | null, signed = false): string => (amount === null ? "" : signed ? formatSigned(amount, 2) : formatNumber(amount, 2));
    const fault = upload.table && ledgerMappingFault(upload.table.mapping);
    const fit = !fault && preview.errorCount === 0 && preview.periods.length > 0;
    return tools.page(c, {
      title: `Granska ${upload.fileName}`, active: "ekonomi", status: failure ? 422 : 200, writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={home(scope)}>Läs in utfall</a></p>
          <h1>Granska {upload.fileName}</h1>
          {failure && <FailureBox heading="Filen är inte inläst" {...failure} />}
          {upload.table && <MappingForm action={`${home(scope)}/${upload.id}/kolumner`} table={upload.table} fault={fault} />}
          <p><strong>{upload.table ? "Tabell" : `SIE ${preview.type}`}</strong>{preview.company && ` från ${preview.company}`}{preview.program && `, gjord av ${preview.program}`}. {counted(preview.vouchers, "verifikation", "verifikationer")}, {counted(preview.transactions, "rad", "rader")}. {!upload.table && `Skriven i ${preview.encoding}.`}{preview.checksum?.ok && " Kontrollsumman stämmer."}</p>
          <p>{preview.periods.length > 0 ? <>Gäller <strong>{preview.periods.map(periodText).join(", ")}</strong> ur <q>{upload.source}</q>.</> : upload.table ? "Ingen rad är läst." : "Filen har varken verifikationer, månader eller resultat."}{preview.budget && " Filens budget läses in som ekonomisystemets budget."}</p>
          {preview.errorCount > 0 && <Remarks heading={`${counted(preview.errorCount, "fel", "fel")}: filen kan inte läsas in`} remarks={preview.errors} open />}
          {lines.length > 0 && (
            <TableScroll label="Filen som resultaträkning">
              <table class="figures">
                <caption>Filen som resultaträkning<span class="unit">, kr</span></caption>
                <thead><tr><th scope="col">Rad</th><th scope="col" class="number">I filen</th>{known.length > 0 && <><th scope="col" class="number">Inläst nu</th><th scope="col" class="number">Skillnad</th></>}</tr></thead>
                <tbody>{lines.map(({ amount, before, change, label, total }) => <tr class={total ? "total" : undefined}><th scope="row">{label}</th><td class="number">{kronor(amount)}</td>{known.length > 0 && <><td class="number">{kronor(before)}</td><td class="number">{kronor(change, true)}</td></>}</tr>)}</tbody>
              </table>
            </TableScroll>
          )}
          {known.length === 0 && preview.periods.length > 0 && <p class="muted small">Inget är inläst av de här månaderna ur samma huvudbok.</p>}
          {unmapped.length > 0 && (
            <section>
              <h2>Konton utan rad</h2>
              <p>{counted(unmapped.length, "konto hör", "konton hör")} inte till någon rad i resultaträkningen. Beloppen räknas i nettokostnaden och visas för sig. <a href={pageHref(scope, "ekonomi", "/kontotabell")}>Kontotabellen</a></p>
              <TableScroll label="Konton utan rad">
                <table class="figures"><caption class="visually-hidden">Konton utan rad, kr</caption><thead><tr><th scope="col">Konto</th><th scope="col">Namn</th><th scope="col" class="number">Belopp, debet plus</th></tr></thead><tbody>{unmapped.map(({ account, amount }) => <tr><th scope="row">{account}</th><td>{preview.names[account]}</td><td class="number"><FigureLink figure={figure(amount, 2, [])} /></td></tr>)}</tbody></table>
              </TableScroll>
            </section>
          )}
          {loose.length > 0 && <details><summary>{counted(loose.length, "objekt hör", "objekt hör")} inte till någon enhet</summary><p>{loose.slice(0, 100).join(", ")}{loose.length > 100 && " …"}. Beloppen visas som utan enhet. <a href={pageHref(scope, "ekonomi", "/utfall/enheter")}>Enheterna i huvudboken</a></p></details>}
          {preview.unnamed.length > 0 && <details><summary>{counted(preview.unnamed.length, "objekt", "objekt")} saknar namn i filen</summary><p>Dimension och kod: {preview.unnamed.join(", ")}.</p></details>}
          {preview.warningCount > 0 && <Remarks heading={counted(preview.warningCount, "anmärkning", "anmärkningar")} remarks={preview.warnings} />}
          <div class="actions">
            {fit && <form method="post" action={`${home(scope)}/${upload.id}`} class="inline"><button class="ds-button">Läs in</button></form>}
            <form method="post" action={`${home(scope)}/${upload.id}/bort`} class="inline"><button class="ds-button" data-variant="secondary">Läs inte in filen</button></form>
          </div>
        </>
      ),
    }, scope);
  };
  const one = `${address}/:id{[0-9]{1,9}}`;
  app.get(one, guard("ledger.import"), async (c) => {
    const loaded = await load(c);
    return loaded ? review(c, loaded) : tools.notFound(c);
  });
  app.post(one, guard("ledger.import"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const accepted = await acceptLedger(tools.command(c), { uploadId: loaded.upload.id });
    if (!accepted.ok) return review(c, loaded, accepted.failure);
    const year = Number(accepted.value.periods.at(-1)!.to.slice(0, 4));
    return c.redirect(pageHref({ ...loaded.scope, year }, "ekonomi", "/utfall?sparat=1"), 303);
  });
  app.post(`${one}/kolumner`, guard("ledger.import"), async (c) => {
    const loaded = await load(c);
    if (!loaded?.upload.table) return tools.notFound(c);
    const { mapping } = loaded.upload.table;
    const form = await c.req.formData().catch(() => new FormData());
    const columns = mapping.columns.map((_, index): LedgerColumn => { const chosen = sentField(form, `kolumn-${index}`) ?? ""; return isLedgerColumn(chosen) ? chosen : "ignore"; });
    const mapped = await mapLedger(tools.command(c), { uploadId: loaded.upload.id, mapping: { headerRow: mapping.headerRow, columns, sign: sentField(form, "sign") === "statement" ? "statement" : "ledger" } });
    return mapped.ok ? c.redirect(`${home(loaded.scope)}/${loaded.upload.id}`, 303) : review(c, { ...loaded, upload: { ...loaded.upload, table: { ...loaded.upload.table, mapping: { ...mapping, columns } } } }, mapped.failure);
  });
  app.post(`${one}/bort`, guard("ledger.import"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const dropped = await dropLedger(tools.command(c), { uploadId: loaded.upload.id });
    return dropped.ok ? c.redirect(`${home(loaded.scope)}?sparat=bort`, 303) : review(c, loaded, dropped.failure);
  });
}

const AMOUNTS: ReadonlySet<LedgerColumn> = new Set(["amount", "debit", "credit"]);
/** What each column of a table is, beside what it holds. */
const MappingForm = ({ action, fault, table: { decimals, head, mapping } }: { action: string; table: NonNullable<StoredLedgerUpload["table"]>; fault: string | null }) => (
  <section>
    <h2>Kolumnerna</h2>
    {fault && <p class="notice"><strong>Tabellen är inte läst.</strong> {fault}</p>}
    <form method="post" action={action}>
      <table class="figures stack" role="table">
        <caption class="visually-hidden">Vad kolumnerna är</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Rubrik i filen</th><th scope="col" role="columnheader">Är</th><th scope="col" role="columnheader">De första cellerna</th></tr></thead>
        <tbody role="rowgroup">
          {mapping.columns.map((column, index) => (
            <tr role="row">
              <th scope="row" role="rowheader">{head[0]?.[index] || `Kolumn ${index + 1}`}</th>
              <td role="cell" data-label="Är"><select name={`kolumn-${index}`} aria-label={`Vad kolumnen ${head[0]?.[index] || index + 1} är`}>{Object.entries(LEDGER_COLUMNS).map(([key, label]) => <option value={key} selected={key === column}>{label}</option>)}</select></td>
              <td role="cell" data-label="De första cellerna" class="muted">{head.slice(1, 4).map((row) => row[index]).filter(Boolean).join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {decimals && mapping.columns.some((column) => AMOUNTS.has(column)) && <p>Beloppen är skrivna med {[...new Set(mapping.columns.flatMap((column, index) => (AMOUNTS.has(column) ? [LEDGER_DECIMALS[decimals[index] ?? "none"]] : [])))].join(" och ")}.</p>}
      <div class="filters"><label>Tecken <span class="hint">(föreslaget av filens egna intäkter och kostnader)</span><select name="sign">{Object.entries(LEDGER_SIGNS).map(([key, label]) => <option value={key} selected={key === mapping.sign}>{label}</option>)}</select></label><button class="ds-button" data-variant="secondary">Läs om tabellen</button></div>
    </form>
  </section>
);

const Remarks = ({ heading, open, remarks }: { heading: string; remarks: StoredLedgerUpload["preview"]["warnings"]; open?: boolean }) => (
  <details open={open}><summary>{heading}</summary><ul>{remarks.map(({ line, message }) => <li>{line > 0 && `Rad ${line}: `}{message}</li>)}</ul></details>
);
