import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { changeAccountMap } from "./account-map-commands.ts";
import { lineLabel, mapOn, READY_ACCOUNT_MAP, seenMap, STATEMENT_LINES, type AccountMapRow, type StatementLineKey } from "./account-map.ts";
import { listAccountMaps } from "./ledger-reads.ts";

const SPARE_ROWS = 5;

interface SentMap {
  readonly validFrom: string | null;
  readonly rows: readonly AccountMapRow[];
}

/** Where a municipality says which line of the statement its accounts belong to. */
export function accountMapPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/kontotabell";
  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: SentMap | null = null) => {
    const maps = await listAccountMaps(tools.command(c).db, scope.committee.municipalityId);
    const asked = maps.find(({ validFrom }) => validFrom === c.req.query("fran"));
    const held = asked ?? mapOn(maps, `${scope.year}-12-31`);
    const validFrom = sent ? (sent.validFrom ?? "") : (held.validFrom ?? `${scope.year}-01-01`);
    const rows = sent?.rows ?? held.rows;
    const may = tools.may(c, "account-map.change", scope.committee.municipalityId);
    const sorted = sent ? rows : [...rows].sort((a, b) => a.from.localeCompare(b.from) || a.to.length - b.to.length);
    const empty = { from: "", to: "", line: "other-costs" as StatementLineKey };
    const line = (at: number, chosen: StatementLineKey, row: boolean) => <select name={`line-${at}`} aria-label={`Rad i resultaträkningen, rad ${at + 1}`} disabled={!may}>{!row && <option value="">–</option>}{STATEMENT_LINES.map(({ key, label }) => <option value={key} selected={row && key === chosen}>{label}</option>)}</select>;
    return tools.page(c, {
      title: "Kontotabellen", active: "ekonomi", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={pageHref(scope, "ekonomi", "/utfall")}>Utfall ur huvudboken</a></p>
          <h1>Kontotabellen</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          <p>Säger vilken rad i resultaträkningen ett konto hör till, för hela {scope.committee.municipality}. <q>60 till 62</q> är alla konton som börjar på 60, 61 eller 62. Ett undantag skrivs som en egen rad inom en annan: den snävaste raden gäller. {held === READY_ACCOUNT_MAP && "Tabellen nedan är den färdiga, efter Kommun-Bas; den gäller tills kommunen har sparat en egen."}</p>
          {maps.length > 0 && <p>Tabeller: {maps.map((map, index) => <>{index > 0 && ", "}{map === held ? <strong>från {map.validFrom}</strong> : <a href={`${pageHref(scope, "ekonomi", "/kontotabell")}?fran=${map.validFrom}`}>från {map.validFrom}</a>}</>)}.</p>}
          <form method="post">
            <input type="hidden" name="sett" value={seenMap(maps.find((map) => map.validFrom === validFrom)?.rows ?? [])} />
            <div class="narrow"><label>Gäller från <span class="hint">(en ny dag ger en ny tabell; det som var före den dagen ändras inte)</span><input class="ds-input" type="date" name="validFrom" required value={validFrom} disabled={!may} {...fieldOf(failure, "validFrom")} /></label></div>
            <table class="figures stack" role="table">
              <caption class="visually-hidden">Konton och rader</caption>
              <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Konton från</th><th scope="col" role="columnheader">till</th><th scope="col" role="columnheader">Rad i resultaträkningen</th></tr></thead>
              <tbody role="rowgroup">
                {[...sorted, ...(may ? Array.from({ length: SPARE_ROWS }, () => empty) : [])].map((row, at) => (
                  <tr role="row">
                    <td role="cell" data-label="Konton från"><input class="ds-input" name={`from-${at}`} size={8} maxlength={10} inputmode="numeric" autocomplete="off" aria-label={`Konton från, rad ${at + 1}`} value={row.from} disabled={!may} {...fieldOf(failure, `from-${at}`)} /></td>
                    <td role="cell" data-label="till"><input class="ds-input" name={`to-${at}`} size={8} maxlength={10} inputmode="numeric" autocomplete="off" aria-label={`Konton till, rad ${at + 1}`} value={row.to} disabled={!may} /></td>
                    <td role="cell" data-label="Rad">{line(at, row.line, at < sorted.length)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="hint">En rad utan konton tas bort. Samma konton från som till: låt till vara tomt. Fem tomma rader finns alltid sist.</p>
            {may ? <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "ekonomi", "/utfall")}>Avbryt</a></p> : <p class="notice">{c.get("identity").actor.refusal("account-map.change")}</p>}
          </form>
          <details><summary>Raderna</summary><ul class="plain">{STATEMENT_LINES.map(({ key, side }) => <li>{lineLabel(key)} <span class="muted">({side === "income" ? "intäkt" : "kostnad"})</span></li>)}</ul></details>
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("account-map.change"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const rows: AccountMapRow[] = [];
    for (let at = 0; form.has(`from-${at}`) || form.has(`to-${at}`); at++) {
      const from = sentField(form, `from-${at}`);
      const to = sentField(form, `to-${at}`);
      if (from ?? to) rows.push({ from: from ?? to!, to: to ?? from!, line: (sentField(form, `line-${at}`) ?? "") as StatementLineKey });
    }
    const sent = { validFrom: sentField(form, "validFrom"), rows };
    const saved = await changeAccountMap(tools.command(c), { municipalityId: scope.committee.municipalityId, validFrom: sent.validFrom ?? "", rows, seen: String(form.get("sett") ?? "") });
    return saved.ok ? c.redirect(`${pageHref(scope, "ekonomi", "/kontotabell")}?fran=${sent.validFrom}&sparat=1`, 303) : show(c, scope, saved.failure, sent);
  });
}
