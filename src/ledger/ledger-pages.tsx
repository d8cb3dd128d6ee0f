import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsDuring } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { unitMapIn } from "./unit-map.ts";
import { absolute, isZero, negate, percentChange, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { commaGaps } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { compareSwedish, counted, formatNumber, formatSigned, MONTH_NAMES, monthNumbered, MONTHS } from "../platform/swedish.ts";
import { gapStyle, TableScroll } from "../platform/ui/figures.tsx";
import { lineLabel, lineOfAccount, mapOn, STATEMENT_LINES, type AccountMap } from "./account-map.ts";
import type { LedgerObjects } from "./ledger.ts";
import { ledgerStatement, type LedgerLine } from "./ledger-statement.ts";
import { thousands, thousandsSigned } from "./shown-amount.ts";
import { countPostings, findVoucher, lastLedgerMonth, listAccountMaps, listAccountNames, listDimensions, listMonthAmounts, listObjectAmounts, listObjectMonths, listObjectNames, listPostings, listUnitMaps, yearsWithLedger, type LedgerMonthAmount, type LedgerObjectFilter } from "./ledger-reads.ts";

const MOST_POSTINGS = 200;
/** An account with more rows than this is shown a month at a time. */
const MOST_SORTED = 20_000;

interface LedgerScope {
  readonly scope: Scope;
  readonly map: AccountMap;
  /** The last month shown, 1–12. */
  readonly until: number;
  readonly home: string;
  /** Whose part of the ledger is shown: a unit's, or an object's; null for all of it. */
  readonly part: LedgerPart | null;
}
interface LedgerPart extends LedgerObjectFilter {
  readonly words: string;
  /** As it follows along in addresses and forms. */
  readonly query: string;
  readonly field: readonly [name: string, value: string];
}
const isoMonth = (year: number, month: number): string => `${year}-${String(month).padStart(2, "0")}`;

/** What the ledger says: by line, account and object, down to the voucher. */
export function ledgerPages(app: Hono, tools: PageTools<Scope>): void {
  const load = async (c: Context): Promise<LedgerScope | null> => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const last = await lastLedgerMonth(db, scope.committee.id, scope.year);
    const asked = monthNumbered(c.req.query("till"));
    const until = asked || (last ? Number(last.slice(5)) : 12);
    const map = mapOn(await listAccountMaps(db, scope.committee.municipalityId), `${isoMonth(scope.year, until)}-28`);
    return { scope, map, until, home: pageHref(scope, "ekonomi", "/utfall"), part: await partOf(c, scope) };
  };
  /** "?enhet=7" is a unit's part, by the objects that are tied to it; "?objekt=20:110" an object's. */
  const partOf = async (c: Context, { committee, year }: Scope): Promise<LedgerPart | null> => {
    const db = tools.db(c);
    const unitId = Number(/^\d{1,9}$/.exec(c.req.query("enhet") ?? "")?.[0] ?? 0);
    const [, dimension, code] = /^(\d{1,9}):([^\u0000]{1,60})$/.exec(c.req.query("objekt") ?? "") ?? [];
    if (unitId) {
      const units = unitMapIn(await listUnitMaps(db, committee.id), year);
      const unit = unitId === committee.id ? { name: `${committee.name}, gemensamt` } : (await unitsDuring(db, committee.id, year)).find(({ id }) => id === unitId);
      return units && unit ? { dimension: units.dimension, codes: units.rows.flatMap((row) => (row.unitId === unitId ? [row.code] : [])), words: unit.name, query: `&enhet=${unitId}`, field: ["enhet", String(unitId)] } : null;
    }
    if (!dimension || !code) return null;
    const name = (await listObjectNames(db, committee.id, dimension)).get(code);
    return { dimension, codes: [code], words: `${code}${name ? ` ${name}` : ""}`, query: `&objekt=${dimension}:${encodeURIComponent(code)}`, field: ["objekt", `${dimension}:${code}`] };
  };
  /** What accounts changed by in some months, of all or of the part that is shown. */
  const monthsOf = async (db: Db, { part, scope }: LedgerScope, from: string, to: string, measure: "actual" | "budget" = "actual"): Promise<readonly LedgerMonthAmount[]> => {
    if (!part) return listMonthAmounts(db, scope.committee.id, from, to, measure);
    const codes = new Set(part.codes);
    return (await listObjectMonths(db, scope.committee.id, part.dimension, from, to, measure)).filter(({ code }) => code !== null && codes.has(code));
  };
  const top = ({ home, part, scope, until }: LedgerScope, here = "") => (
    <>
      <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a>{here && <> · <a href={`${home}?till=${until}${part?.query ?? ""}`}>Utfall ur huvudboken</a></>}</p>
      {part && <p class="notice">Här visas bara <strong>{part.words}</strong>. <a href={`${home}?till=${until}`}>Visa hela nämnden</a></p>}
    </>
  );

  app.get("/:committee/:year{[0-9]{4}}/ekonomi/utfall", guard("read"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { home, map, part, scope, until } = loaded;
    const query = part?.query ?? "";
    const db = tools.db(c);
    const { committee, year } = scope;
    const amounts = (of: number, measure: "actual" | "budget" = "actual") => monthsOf(db, loaded, isoMonth(of, 1), isoMonth(of, until), measure);
    const soFar = await amounts(year);
    const [now, month, before, budget] = [soFar, soFar.filter((one) => one.month === isoMonth(year, until)), await amounts(year - 1), await amounts(year, "budget")].map((own) => ledgerStatement(own, map)) as [LedgerLine[], LedgerLine[], LedgerLine[], LedgerLine[]];
    const years = await yearsWithLedger(db, committee.id);
    const has = (lines: readonly LedgerLine[]): boolean => lines.some(({ accounts }) => accounts.length > 0);
    const of = (lines: readonly LedgerLine[], key: string): Decimal | null => (has(lines) ? (lines.find((line) => line.key === key)?.amount ?? "0") : null);
    const shown = now.filter(({ amount, key, total }) => total || key === "unmapped" || !isZero(amount) || [before, budget].some((lines) => !isZero(of(lines, key) ?? "0")));
    const columns: { label: string; of: (key: string) => Decimal | null; signed?: boolean; percent?: boolean }[] = [
      { label: begun(MONTH_NAMES[until - 1]!), of: (key) => of(month, key) },
      { label: `Jan–${MONTHS[until - 1]} ${year}`, of: (key) => of(now, key) },
      ...(has(budget) ? [{ label: `Budget jan–${MONTHS[until - 1]}`, of: (key: string) => of(budget, key) }, { label: "Budgetavvikelse", signed: true, of: (key: string) => difference(of(now, key), of(budget, key)) }] : []),
      ...(has(before) ? [{ label: `Jan–${MONTHS[until - 1]} ${year - 1}`, of: (key: string) => of(before, key) }, { label: "Förändring", signed: true, of: (key: string) => difference(of(now, key), of(before, key)) }, { label: `Större, % av ${year - 1}`, signed: true, percent: true, of: (key: string) => changePercent(of(before, key), of(now, key)) }] : []),
    ];
    const cells = columns.map((column) => shown.map(({ key }) => { const value = column.of(key); return value === null ? "" : column.percent ? formatSigned(round(value, 1), 1) : (column.signed ? thousandsSigned : thousands)(value, 1); }));
    const gaps = cells.map(commaGaps);
    const dimensions = await listDimensions(db, committee.id);
    const asked = part ? null : (dimensions.find(({ number }) => number === c.req.query("per")) ?? null);
    return tools.page(c, {
      title: "Utfall ur huvudboken", active: "ekonomi", live: ["ledger@here", "account_map@here"],
      body: (
        <>
          {top(loaded)}
          <h1>Utfall ur huvudboken {year}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Inläst.</p>}
          {!has(now) ? (
            <p>Inget utfall är inläst för {year}. {years.length > 0 && <>Utfall finns för {years.map((other, index) => <>{index > 0 && ", "}<a href={pageHref({ ...scope, year: other }, "ekonomi", "/utfall")}>{other}</a></>)}. </>}{tools.may(c, "ledger.import", committee.id) && <a href={pageHref(scope, "ekonomi", "/inlasning")}>Läs in en SIE-fil</a>}</p>
          ) : (
            <>
              <form class="filters" method="get">
                <label>Till och med<select name="till">{MONTH_NAMES.map((name, index) => <option value={String(index + 1)} selected={index + 1 === until}>{name}</option>)}</select></label>
                <PartField part={part} />
                {!part && dimensions.length > 0 && <label>Dela upp per<select name="per"><option value="">ingenting</option>{dimensions.map(({ name, number }) => <option value={number} selected={asked?.number === number}>{name || `dimension ${number}`}</option>)}</select></label>}
                <button class="ds-button" data-variant="secondary">Visa</button>
              </form>
              <TableScroll label="Resultaträkning ur huvudboken">
                <table class="figures">
                  <caption>Resultaträkning ur huvudboken<span class="unit">, tkr</span></caption>
                  <thead><tr><th scope="col">Rad</th>{columns.map(({ label }) => <th scope="col" class="number">{label}</th>)}</tr></thead>
                  <tbody>{shown.map((line, at) => <tr class={line.total ? "total" : undefined}><th scope="row">{line.total ? line.label : <a href={`${home}/rad/${line.key}?till=${until}${query}`}>{line.label}</a>}</th>{columns.map((_, index) => <td class="number" style={gapStyle(gaps[index]![at]!)}>{cells[index]![at]}</td>)}</tr>)}</tbody>
                </table>
              </TableScroll>
              <p class="table-note">Intäkter är plus och kostnader minus. En avvikelse eller förändring i tkr med plus är bättre; procenten säger hur mycket större beloppet är än i fjol. {has(budget) && "Budgeten är ekonomisystemets."} Varje rad leder till sina konton, och de till verifikationerna.</p>
              {now.some(({ key }) => key === "unmapped") && <p class="notice"><strong>Konton utan rad</strong> hör inte till någon rad i resultaträkningen, och räknas i nettokostnaden. <a href={pageHref(scope, "ekonomi", "/kontotabell")}>Kontotabellen</a></p>}
              {asked && <ByObject home={home} name={asked.name || `dimension ${asked.number}`} number={asked.number} rows={await objectRows(db, loaded, asked.number)} year={year} until={until} />}
            </>
          )}
          <p class="small"><a href={pageHref(scope, "ekonomi", "/inlasning")}>Läs in utfall</a> · <a href={pageHref(scope, "ekonomi", "/kontotabell")}>Kontotabellen</a></p>
        </>
      ),
    }, scope);
  });

  /** What each object of a dimension has in income, costs and net; the largest net cost first. */
  const objectRows = async (db: ReturnType<typeof tools.db>, { map, scope, until }: LedgerScope, dimension: string) => {
    const amounts = await listObjectAmounts(db, scope.committee.id, dimension, isoMonth(scope.year, 1), isoMonth(scope.year, until));
    const names = await listObjectNames(db, scope.committee.id, dimension);
    return [...Map.groupBy(amounts, ({ code }) => code)].map(([code, own]) => {
      const lines = ledgerStatement(own, map);
      const of = (key: string): Decimal => lines.find((line) => line.key === key)?.amount ?? "0";
      return { code, name: code === null ? "" : (names.get(code) ?? ""), income: of("income"), costs: sum([of("costs"), of("unmapped")]), net: of("net") };
    }).filter(({ costs, income }) => !isZero(costs) || !isZero(income)).sort((a, b) => Number(a.net) - Number(b.net));
  };

  app.get("/:committee/:year{[0-9]{4}}/ekonomi/utfall/rad/:line{[a-z-]+}", guard("read"), async (c) => {
    const loaded = await load(c);
    const key = c.req.param("line");
    const label = STATEMENT_LINES.find((line) => line.key === key)?.label ?? (key === "unmapped" ? "Konton utan rad" : null);
    if (!loaded || label === null) return tools.notFound(c);
    const { home, map, part, scope, until } = loaded;
    const db = tools.db(c);
    const amounts = await monthsOf(db, loaded, isoMonth(scope.year, 1), isoMonth(scope.year, until));
    const accounts = new Set(ledgerStatement(amounts, map).find((line) => line.key === key)?.accounts.map(({ account }) => account) ?? []);
    const names = await listAccountNames(db, scope.committee.id);
    const rows = [...accounts].sort(compareSwedish).map((account) => ({ account, months: Array.from({ length: until }, (_, index) => negate(sum(amounts.filter((one) => one.account === account && one.month === isoMonth(scope.year, index + 1)).map(({ amount }) => amount)))) }));
    const totals = Array.from({ length: until }, (_, index) => sum(rows.map(({ months }) => months[index]!)));
    const cell = (amount: Decimal): string => (isZero(amount) ? "" : thousands(amount));
    return tools.page(c, {
      title: `${label}, utfall`, active: "ekonomi", live: ["ledger@here", "account_map@here"],
      body: (
        <>
          {top(loaded, label)}
          <h1>{label} {scope.year}</h1>
          {rows.length === 0 ? <p>Inget konto på raden har något utfall till och med {MONTH_NAMES[until - 1]}.</p> : (
            <TableScroll label={label}>
              <table class="figures monthly">
                <caption>Konton månad för månad<span class="unit">, tkr</span></caption>
                <thead><tr><th scope="col" style="width: 9.5rem">Konto</th>{totals.map((_, index) => <th scope="col" class="number">{MONTHS[index]}</th>)}<th scope="col" class="number">Summa</th></tr></thead>
                <tbody>
                  {rows.map(({ account, months }) => <tr><th scope="row"><a href={`${home}/konto/${account}?till=${until}${part?.query ?? ""}`}>{account}{names.get(account) && ` ${names.get(account)}`}</a></th>{months.map((amount) => <td class="number">{cell(amount)}</td>)}<td class="number">{cell(sum(months))}</td></tr>)}
                  <tr class="total"><th scope="row">Summa</th>{totals.map((amount) => <td class="number">{cell(amount)}</td>)}<td class="number">{cell(sum(totals))}</td></tr>
                </tbody>
              </table>
            </TableScroll>
          )}
        </>
      ),
    }, scope);
  });

  app.get("/:committee/:year{[0-9]{4}}/ekonomi/utfall/konto/:account{[^/]{1,20}}", guard("read"), async (c) => {
    const loaded = await load(c);
    const account = c.req.param("account");
    if (!loaded || account.includes("\u0000")) return tools.notFound(c);
    const { home, map, part, scope, until } = loaded;
    const query = part?.query ?? "";
    const db = tools.db(c);
    const chosen = monthNumbered(c.req.query("manad"));
    const timeOf = (month: number) => ({ account, objects: part, from: isoMonth(scope.year, month || 1), to: isoMonth(scope.year, month || until) });
    const whole = chosen ? 0 : await countPostings(db, scope.committee.id, timeOf(0));
    const month = whole > MOST_SORTED ? until : chosen;
    const page = Math.max(1, Number(/^\d{1,5}$/.exec(c.req.query("sida") ?? "")?.[0] ?? 1));
    const count = month ? await countPostings(db, scope.committee.id, timeOf(month)) : whole;
    const postings = await listPostings(db, scope.committee.id, timeOf(month), MOST_POSTINGS, (page - 1) * MOST_POSTINGS);
    const name = (await listAccountNames(db, scope.committee.id)).get(account);
    const sums = (await monthsOf(db, loaded, isoMonth(scope.year, month || 1), isoMonth(scope.year, month || until))).filter((one) => one.account === account);
    if (!name && !sums.length && !count) return tools.notFound(c);
    const line = lineOfAccount(map, account);
    const dimensions = await listDimensions(db, scope.committee.id);
    const here = (more: string): string => `${home}/konto/${account}?till=${until}${query}${more}`;
    const cells = postings.map(({ amount }) => formatNumber(negate(amount), 2));
    return tools.page(c, {
      title: `Konto ${account}`, active: "ekonomi", live: ["ledger@here"],
      body: (
        <>
          {top(loaded, account)}
          <h1>Konto {account}{name && ` ${name}`}</h1>
          <p>{line ? <>Hör till raden <a href={`${home}/rad/${line}?till=${until}${query}`}>{lineLabel(line)}</a>.</> : "Hör inte till någon rad i resultaträkningen."} {month ? MONTH_NAMES[month - 1] : `Januari till ${MONTH_NAMES[until - 1]}`} {scope.year}: <strong>{formatNumber(negate(sum(sums.map(({ amount }) => amount))), 2)} kr</strong>.</p>
          <form class="filters" method="get"><input type="hidden" name="till" value={String(until)} /><PartField part={part} /><label>Månad<select name="manad"><option value="">alla till och med {MONTH_NAMES[until - 1]}</option>{MONTH_NAMES.slice(0, until).map((one, index) => <option value={String(index + 1)} selected={index + 1 === month}>{one}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>
          {whole > MOST_SORTED && <p class="notice">Kontot har {formatNumber(String(whole))} rader till och med {MONTH_NAMES[until - 1]}; här visas {MONTH_NAMES[month - 1]}. Välj månad ovan.</p>}
          {count === 0 ? <p>{sums.length > 0 ? "Månaderna är inlästa som summor; filen har inga verifikationer." : "Kontot har inga verifikationer i de här månaderna."}</p> : (
            <TableScroll label={`Konto ${account}`}>
              <table class="figures">
                <caption>{counted(count, "rad", "rader")}, de senaste först<span class="unit">, kr</span></caption>
                <thead><tr><th scope="col">Dag</th><th scope="col">Verifikation</th><th scope="col">Text</th><th scope="col">Objekt</th><th scope="col" class="number">Belopp</th></tr></thead>
                <tbody>{postings.map((posting, at) => <tr><th scope="row">{posting.onDate}</th><td><a href={`${home}/verifikation/${posting.importId}/${posting.voucher}`}>{[posting.series, posting.number].filter(Boolean).join(" ") || posting.voucher}</a></td><td>{posting.text}</td><td>{objectsText(posting.objects, dimensions)}</td><td class="number">{cells[at]}</td></tr>)}</tbody>
              </table>
            </TableScroll>
          )}
          {count > MOST_POSTINGS && <nav class="turn" aria-label="Bläddra"><p>{page > 1 && <a rel="prev" href={here(`&sida=${page - 1}${month ? `&manad=${month}` : ""}`)}>← Senare rader</a>}</p><p>{page * MOST_POSTINGS < count && <a rel="next" href={here(`&sida=${page + 1}${month ? `&manad=${month}` : ""}`)}>Tidigare rader →</a>}</p></nav>}
        </>
      ),
    }, scope);
  });

  app.get("/:committee/:year{[0-9]{4}}/ekonomi/utfall/verifikation/:import{[0-9]{1,9}}/:ordinal{[0-9]{1,9}}", guard("read"), async (c) => {
    const loaded = await load(c);
    const db = tools.db(c);
    const voucher = loaded && (await findVoucher(db, loaded.scope.committee.id, Number(c.req.param("import")), Number(c.req.param("ordinal"))));
    if (!loaded || !voucher) return tools.notFound(c);
    const { home, scope } = loaded;
    const names = await listAccountNames(db, scope.committee.id);
    const dimensions = await listDimensions(db, scope.committee.id);
    const called = [voucher.series, voucher.number].filter(Boolean).join(" ");
    return tools.page(c, {
      title: `Verifikation ${called}`, active: "ekonomi",
      body: (
        <>
          {top(loaded, called)}
          <h1>Verifikation {called}</h1>
          <p>{voucher.onDate}{voucher.text && `, ${voucher.text}`}. Ur filen {voucher.fileName}, rad {formatNumber(String(voucher.line))}.</p>
          <TableScroll label={`Verifikation ${called}`}>
            <table class="figures">
              <caption>Som den är bokförd, debet är plus<span class="unit">, kr</span></caption>
              <thead><tr><th scope="col">Konto</th><th scope="col">Text</th><th scope="col">Objekt</th><th scope="col" class="number">Rad i filen</th><th scope="col" class="number">Belopp</th></tr></thead>
              <tbody>
                {voucher.postings.map((posting) => <tr><th scope="row"><a href={`${home}/konto/${posting.account}`}>{posting.account}{names.get(posting.account) && ` ${names.get(posting.account)}`}</a></th><td>{posting.text}</td><td>{objectsText(posting.objects, dimensions)}</td><td class="number">{formatNumber(String(posting.line))}</td><td class="number">{formatNumber(posting.amount, 2)}</td></tr>)}
                <tr class="total"><th scope="row">Summa</th><td></td><td></td><td></td><td class="number">{formatNumber(sum(voucher.postings.map(({ amount }) => amount)), 2)}</td></tr>
              </tbody>
            </table>
          </TableScroll>
        </>
      ),
    }, scope);
  });
}

const PartField = ({ part }: { part: LedgerPart | null }) => (part ? <input type="hidden" name={part.field[0]} value={part.field[1]} /> : null);
/** "Verksamhet 120": a dimension without a name is told by its number. */
const objectsText = (objects: LedgerObjects, dimensions: readonly { readonly number: string; readonly name: string }[]): string => objects.map(([dimension, code]) => `${dimensions.find(({ number }) => number === dimension)?.name || `Dimension ${dimension}`} ${code}`).join(", ");
const begun = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const difference = (a: Decimal | null, b: Decimal | null): Decimal | null => (a === null || b === null ? null : subtract(a, b));
/** How much larger an amount has become, as reports state it: a cost that grows from −100 to −101 has grown by 1 %. */
const changePercent = (from: Decimal | null, to: Decimal | null): Decimal | null => (from === null || to === null || isZero(from) || from.startsWith("-") !== to.startsWith("-") ? null : percentChange(absolute(from), absolute(to)));

function ByObject({ home, name, number, rows, until, year }: { home: string; name: string; number: string; rows: readonly { code: string | null; name: string; income: Decimal; costs: Decimal; net: Decimal }[]; year: number; until: number }) {
  const cell = (amount: Decimal): string => (isZero(amount) ? "" : thousands(amount, 1));
  return (
    <section id={`per-${number}`}>
      <h2>Per {name.toLowerCase()}</h2>
      <TableScroll label={`Per ${name.toLowerCase()}`}>
        <table class="figures">
          <caption>Jan–{MONTHS[until - 1]} {year}, störst nettokostnad först<span class="unit">, tkr</span></caption>
          <thead><tr><th scope="col">{name}</th><th scope="col" class="number">Intäkter</th><th scope="col" class="number">Kostnader</th><th scope="col" class="number">Netto</th></tr></thead>
          <tbody>
            {rows.map((row) => <tr><th scope="row">{row.code === null ? `utan ${name.toLowerCase()}` : <a href={`${home}?till=${until}&objekt=${number}:${encodeURIComponent(row.code)}`}>{row.code}{row.name && ` ${row.name}`}</a>}</th><td class="number">{cell(row.income)}</td><td class="number">{cell(row.costs)}</td><td class="number">{cell(row.net)}</td></tr>)}
            <tr class="total"><th scope="row">Summa</th><td class="number">{cell(sum(rows.map(({ income }) => income)))}</td><td class="number">{cell(sum(rows.map(({ costs }) => costs)))}</td><td class="number">{cell(sum(rows.map(({ net }) => net)))}</td></tr>
          </tbody>
        </table>
      </TableScroll>
    </section>
  );
}
