import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { isDay, today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure, Outcome } from "../platform/outcome.ts";
import { compareSwedish } from "../platform/swedish.ts";
import { Fields, sentFields, type FieldSpec, type FieldValues } from "../platform/ui/field-form.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import type { Scope } from "./scope.ts";
import { addUnit, endUnit, mergeUnits, moveUnit, renameUnit, splitUnit } from "./unit-commands.ts";
import { listUnits } from "./unit-reads.ts";
import { ADDED_UNIT_KINDS, belongsTo, endOf, mayLieUnder, municipalityOf, spellOn, spokenOfOn, UNIT_KINDS, type UnitHistory, type UnitKind } from "./unit.ts";

type Change = "lagg-till" | "namn" | "flytt" | "samman" | "dela" | "avsluta";
interface Refusal {
  readonly change: Change;
  readonly failure: Failure;
  readonly values: FieldValues;
}
interface Line {
  readonly unit: UnitHistory;
  readonly depth: number;
}

/** Units that are on a day, each under its own and in Swedish order. */
function asTree(units: readonly UnitHistory[], day: string): Line[] {
  const living = units.filter((unit) => spellOn(unit, day));
  const below = Map.groupBy(living, (unit) => spellOn(unit, day)!.parentId);
  const from = (parentId: number | null, depth: number): Line[] =>
    depth > 20 ? [] : (below.get(parentId) ?? []).toSorted((a, b) => compareSwedish(spokenOfOn(a, day).name, spokenOfOn(b, day).name)).flatMap((unit) => [{ unit, depth }, ...from(unit.id, depth + 1)]);
  return from(null, 0);
}

/** The organisation as it is, and where it is changed from a day on: nothing of what was is lost by it. */
export function unitPages(app: Hono, tools: PageTools<Scope>): void {
  const may = (c: Context, { id }: UnitHistory) => tools.may(c, "organisation.change", id);

  app.get("/organisation", guard("organisation.change"), async (c) => {
    const units = await listUnits(tools.command(c).db);
    const lines = asTree(units, today()).filter(({ unit }) => may(c, unit));
    const gone = units.filter((unit) => may(c, unit) && (endOf(unit) ?? "9") <= today());
    const coming = units.filter((unit) => may(c, unit) && (unit.spells[0]!.from ?? "") > today());
    const row = (unit: UnitHistory, words: string) => <li><div><a href={`/organisation/${unit.id}`}>{spokenOfOn(unit, today()).name}</a></div><span class="muted small">{words}</span></li>;
    return tools.page(c, {
      title: "Organisation", active: "organisation",
      body: (
        <>
          <h1>Organisation</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p>Nämnder, förvaltningar och enheter som de är idag. Välj en för att byta namn på den, flytta, dela, slå ihop eller avsluta den, eller för att lägga till något under den. En ändring gäller från en dag; det som var står kvar som det var.</p>
          <ul class="rows units">{lines.map(({ depth, unit }) => <li style={`--depth: ${depth}`}><div><a href={`/organisation/${unit.id}`}>{spokenOfOn(unit, today()).name}</a></div><span class="muted small">{UNIT_KINDS[unit.kind]}{unit.example ? ", exempel" : ""}</span></li>)}</ul>
          {coming.length > 0 && <><h2>Kommer</h2><ul class="rows">{coming.map((unit) => row(unit, `från ${unit.spells[0]!.from}`))}</ul></>}
          {gone.length > 0 && <><h2>Har upphört</h2><ul class="rows">{gone.map((unit) => row(unit, `${endOf(unit)}${unit.mergedInto === null ? "" : `, uppgick i ${spokenOfOn(units.find(({ id }) => id === unit.mergedInto)!, today()).name}`}`))}</ul></>}
        </>
      ),
    });
  });

  const find = async (c: Context) => {
    const units = await listUnits(tools.command(c).db);
    const unit = units.find(({ id }) => id === Number(c.req.param("id")));
    return unit && may(c, unit) ? { unit, units } : null;
  };
  const show = (c: Context, { unit, units }: { unit: UnitHistory; units: readonly UnitHistory[] }, refused: Refusal | null) => {
    const day = today();
    const nameOf = (id: number | null) => (id === null ? "" : spokenOfOn(units.find((one) => one.id === id)!, day).name);
    const now = spokenOfOn(unit, day);
    const end = endOf(unit);
    const parts = units.filter(({ splitFrom }) => splitFrom === unit.id);
    const absorbed = units.filter(({ mergedInto }) => mergedInto === unit.id);
    const under = units.filter((one) => endOf(one) === null && one.spells.at(-1)?.parentId === unit.id);
    return tools.page(c, {
      title: now.name, active: "organisation", status: refused ? 422 : 200,
      body: (
        <>
          <p class="small"><a href="/organisation">Organisation</a></p>
          <h1>{now.name}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {refused && <FailureBox heading="Inget är ändrat" {...refused.failure} />}
          <p class="muted">{UNIT_KINDS[unit.kind][0]!.toUpperCase()}{UNIT_KINDS[unit.kind].slice(1)}, nummer {unit.id}.{unit.splitFrom !== null && ` Bildades ur ${nameOf(unit.splitFrom)}.`}{parts.length > 0 && ` Ur den har bildats ${parts.map(({ id }) => nameOf(id)).join(", ")}.`}{absorbed.length > 0 && ` I den har gått upp ${absorbed.map(({ id }) => nameOf(id)).join(", ")}.`}{end !== null && ` ${end > day ? "Upphör" : "Upphörde"} ${end}${unit.mergedInto === null ? "" : ` och ${end > day ? "går" : "gick"} upp i ${nameOf(unit.mergedInto)}`}.`}</p>
          <TableScroll label="Namn och plats">
            <table class="figures">
              <caption>Namn och plats genom tiden</caption>
              <thead><tr><th scope="col">Namn</th><th scope="col">Under</th><th scope="col">Från</th><th scope="col">Till och med dagen före</th></tr></thead>
              <tbody>{unit.spells.map((spell) => <tr><th scope="row">{spell.name}</th><td>{nameOf(spell.parentId) || "–"}</td><td class="when">{spell.from ?? "början"}</td><td class="when">{spell.to ?? "tills vidare"}</td></tr>)}</tbody>
            </table>
          </TableScroll>
          {under.length > 0 && (
            <>
              <h2>Under den</h2>
              <ul>{under.map((one) => { const { from } = one.spells[0]!; return <li>{may(c, one) ? <a href={`/organisation/${one.id}`}>{nameOf(one.id)}</a> : nameOf(one.id)}{from !== null && from > day && <span class="muted"> från och med {from}</span>}</li>; })}</ul>
            </>
          )}
          {end === null && (
            <>
              <h2>Ändra</h2>
              {changesOf(unit, units.filter((one) => may(c, one))).map(({ button, change, fields, heading, words }) => (
                <details class="change" open={refused?.change === change}>
                  <summary>{heading}</summary>
                  <p>{words}</p>
                  <form method="post" class="narrow">
                    <input type="hidden" name="andring" value={change} />
                    <Fields fields={fields} values={refused?.change === change ? refused.values : { from: day, name: change === "namn" ? now.name : null }} failure={refused?.change === change ? refused.failure : null} />
                    <p class="actions"><button class="ds-button">{button}</button></p>
                  </form>
                </details>
              ))}
            </>
          )}
        </>
      ),
    });
  };
  app.get("/organisation/:id{[0-9]{1,9}}", guard("organisation.change"), async (c) => {
    const found = await find(c);
    return found ? show(c, found, null) : tools.notFound(c);
  });
  app.post("/organisation/:id{[0-9]{1,9}}", guard("organisation.change"), async (c) => {
    const found = await find(c);
    if (!found) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const offered = changesOf(found.unit, found.units).find(({ change }) => change === form.get("andring"));
    if (!offered) return show(c, found, null);
    const values = sentFields(form, offered.fields);
    const from = values["from"] ?? "";
    const refuse = (failure: Failure) => show(c, found, { change: offered.change, failure, values });
    if (!isDay(from)) return refuse({ code: "bad-date", field: "from", message: from ? `»${from.slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.` : "Skriv från vilken dag det gäller." });
    const changed = await carryOut(c, offered.change, found.unit.id, values, from);
    return changed.ok ? c.redirect(`/organisation/${found.unit.id}?sparat=1`, 303) : refuse(changed.failure);
  });

  const carryOut = (c: Context, change: Change, unitId: number, values: FieldValues, from: string): Promise<Outcome<unknown>> => {
    const context = tools.command(c);
    const other = Number(/^\d{1,9}$/.exec(values["unit"] ?? "")?.[0] ?? 0);
    const names = (values["names"] ?? "").split("\n").map((name) => name.trim()).filter(Boolean);
    switch (change) {
      case "lagg-till": return addUnit(context, { kind: (values["kind"] ?? "unit") as UnitKind, name: values["name"] ?? "", parentId: unitId, from });
      case "namn": return renameUnit(context, { unitId, name: values["name"] ?? "", from });
      case "flytt": return moveUnit(context, { unitId, parentId: other, from });
      case "samman": return mergeUnits(context, { unitIds: [unitId], intoId: other, from });
      case "dela": return splitUnit(context, { unitId, names, from, goesOn: values["goes_on"] === "ja" });
      default: return endUnit(context, { unitId, from });
    }
  };
}

const FROM: FieldSpec = { name: "from", label: "Från och med", kind: "date", required: true };
const NAME: FieldSpec = { name: "name", label: "Namn", required: true };

/** What may be changed of a unit, each with its form; choices are those of the units that who asks may change. */
function changesOf(unit: UnitHistory, units: readonly UnitHistory[]): { change: Change; heading: string; words: Child; button: string; fields: FieldSpec[] }[] {
  const day = today();
  const options = (wanted: (other: UnitHistory) => boolean) => asTree(units, day).flatMap(({ depth, unit: other }) => (other.id !== unit.id && endOf(other) === null && municipalityOf(units, other.id) === municipalityOf(units, unit.id) && wanted(other) ? [[String(other.id), `${"\u00a0\u00a0".repeat(depth)}${spokenOfOn(other, day).name}`] as const] : []));
  const kinds = ADDED_UNIT_KINDS.filter((kind) => mayLieUnder(kind, unit.kind));
  const parents = options((other) => mayLieUnder(unit.kind, other.kind) && !belongsTo(units, other.id, unit.id) && other.id !== unit.spells.at(-1)!.parentId);
  const alike = options((other) => other.kind === unit.kind && !belongsTo(units, other.id, unit.id));
  const part = unit.kind !== "municipality";
  return [
    ...(kinds.length ? [{ change: "lagg-till" as const, heading: "Lägg till under den", words: "En ny del, som inte fanns före dagen.", button: "Lägg till", fields: [NAME, { name: "kind", label: "Slag", kind: "select" as const, options: kinds.map((kind) => [kind, UNIT_KINDS[kind]] as const) }, FROM] }] : []),
    { change: "namn", heading: "Byt namn", words: "Det som sades under det gamla namnet behåller det; adresser med det leder vidare.", button: "Byt namn", fields: [NAME, FROM] },
    ...(parents.length ? [{ change: "flytt" as const, heading: "Flytta", words: "Den flyttar med allt som ligger under den. Roller som gavs för den nya platsen gäller inte för den förrän någon har bekräftat dem.", button: "Flytta", fields: [{ name: "unit", label: "In under", kind: "select" as const, options: parents }, FROM] }] : []),
    ...(part && alike.length ? [{ change: "samman" as const, heading: "Slå ihop med en annan", words: "Den upphör och går upp i den andra, som får det som ligger under den. Dess historia är kvar, och kan visas i den andras.", button: "Slå ihop", fields: [{ name: "unit", label: "Går upp i", kind: "select" as const, options: alike }, FROM] }] : []),
    ...(part ? [
      { change: "dela" as const, heading: "Dela", words: "Nya enheter bildas ur den. Ingen kan säga hur det som var skulle delas, så deras serier börjar den dagen.", button: "Dela", fields: [{ name: "names", label: "De nyas namn, ett per rad", kind: "area" as const, required: true, rows: 3 }, { name: "goes_on", label: "Enheten själv", kind: "select" as const, options: [["nej", "upphör"], ["ja", "går vidare med det som är kvar"]] as const }, FROM] },
      { change: "avsluta" as const, heading: "Avsluta", words: "Den upphör utan att gå upp i någon annan. Det som ligger under den flyttas eller avslutas först.", button: "Avsluta", fields: [FROM] },
    ] : []),
  ];
}
