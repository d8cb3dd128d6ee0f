import type { Context, Hono } from "hono";
import type { Scope } from "../organisation/scope.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import { fileDisposition, sizeText } from "../platform/file-name.ts";
import { formPages } from "../platform/http/form-pages.tsx";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { historyHref, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { addMatterEnclosure, changeMatterEnclosure, removeMatterEnclosure } from "./matter-enclosure-commands.ts";
import { findMatterFile, listMatterEnclosures } from "./matter-enclosure-reads.ts";
import { ENCLOSURE_ENDINGS, ENCLOSURE_KINDS, enclosureKindWords, MOST_MATTER_ENCLOSURE_BYTES, type MatterEnclosure } from "./matter-enclosure.ts";
import { matterHref } from "./matter-href.ts";
import { diaryNumberOf, type Matter } from "./matter.ts";

const SECRECIES = [["open", "offentlig"], ["secret", "sekretess"]] as const;
const filesHref = (scope: Scope, matterId: number, rest = ""): string => matterHref(scope, `/${matterId}/handlingar${rest}`);

/** The files of a matter, each with its form and secrecy; what is secret is opened only by whom the table lets. */
export function MatterEnclosures({ enclosures, may, opens, scope }: { readonly enclosures: readonly MatterEnclosure[]; readonly scope: Scope; readonly may: boolean; /** Whether the reader opens what is secret. */ readonly opens: boolean }) {
  if (enclosures.length === 0) return null;
  return (
    <WordTable sparse caption="Handlingar" columns={["Handling", "Form", "Tillagd", "Sekretess", "Ändra"]} rows={enclosures.map((one) => ({
      id: `handling-${one.id}`,
      cells: [
        one.secrecy === "open" || opens ? <a href={filesHref(scope, one.matterId, `/${one.id}`)}>{one.title}</a> : one.title, `${enclosureKindWords(one.mediaType)}, ${sizeText(one.byteCount)}`, one.addedOn,
        one.secrecy === "open" ? "" : `sekretess, ${one.secrecyGround}`, may && <><a href={filesHref(scope, one.matterId, `/${one.id}/andring`)}>Ändra<span class="visually-hidden"> {one.title}</span></a> · <a href={historyHref("matter_enclosure", one.id)}>Historik<span class="visually-hidden"> för {one.title}</span></a></>,
      ],
    }))} />
  );
}

/** Files that lie with a matter: laid there, opened, told of otherwise, and taken away with a reason. */
export function matterEnclosurePages(app: Hono, tools: PageTools<Scope>): void {
  const path = "/:committee/:year{[0-9]{4}}/arenden/:id{[0-9]{1,9}}";
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    const row = scope && (await findRegisterRow(tools.db(c), "matter", Number(c.req.param("id"))));
    if (!scope || !row || row["committee_id"] !== scope.committee.id) return null;
    const matter = rowOf<Matter>(row);
    const enclosures = await listMatterEnclosures(tools.db(c), [matter.id]);
    return { scope, matter, enclosures, own: enclosures.find(({ id }) => String(id) === c.req.param("own")) ?? null, home: matterHref(scope, `/${matter.id}`) };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const trail = ({ home, matter }: Loaded) => <a href={home}>{diaryNumberOf(matter)} {matter.title}</a>;
  const show = (c: Context, loaded: Loaded, failure: Failure | null, sent: FormData | null) => {
    const { home, matter, scope } = loaded;
    const field = (name: string) => ({ ...fieldOf(failure, name), id: `falt-${name}` });
    const value = (name: string): string => (sent ? (sentField(sent, name) ?? "") : "");
    return tools.page(c, {
      title: "Ny handling", active: "arenden", status: failure ? 422 : 200, writing: true,
      body: (
        <>
          <p class="small">{trail(loaded)}</p>
          <h1>Ny handling</h1>
          {failure && <FailureBox heading="Inget sparades" {...failure} />}
          <p>{ENCLOSURE_KINDS.map(({ words }) => words).join(", ")}, högst {sizeText(MOST_MATTER_ENCLOSURE_BYTES)}. Handlingens namn syns för alla som läser nämnden, även när handlingen har sekretess.</p>
          <form method="post" action={filesHref(scope, matter.id, "/ny")} enctype="multipart/form-data" class="narrow">
            <label>Fil<input type="file" name="fil" accept={ENCLOSURE_ENDINGS.join(",")} required {...field("file")} /></label>
            <label>Namn <span class="hint">(frivilligt; annars filens namn)</span><input class="ds-input" name="title" maxlength={200} value={value("title")} {...field("title")} /></label>
            <label>Sekretess<select name="secrecy" {...field("secrecy")}>{SECRECIES.map(([own, words]) => <option value={own} selected={(value("secrecy") || (matter.secrecy === "secret" ? "secret" : "open")) === own}>{words}</option>)}</select></label>
            <label>Grund för sekretess <span class="hint">(till exempel OSL 26 kap. 1 §)</span><input class="ds-input" name="secrecy_ground" maxlength={150} value={sent ? value("secrecy_ground") : (matter.secrecy === "secret" ? (matter.secrecyGround ?? "") : "")} {...field("secrecy_ground")} /></label>
            <p class="actions"><button class="ds-button">Lägg till</button> <a href={home}>Avbryt</a></p>
          </form>
        </>
      ),
    }, scope);
  };
  app.get(`${path}/handlingar/ny`, guard("matter.keep"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded, null, null) : tools.notFound(c);
  });
  app.post(`${path}/handlingar/ny`, guard("matter.keep"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const file = form.get("fil");
    if (!(file instanceof File) || !file.name) return show(c, loaded, { code: "no-file", field: "file", message: "Välj filen som ska läggas till." }, form);
    const title = sentField(form, "title") || file.name.replace(/\.[^.]*$/, "").replace(/[_\s]+/g, " ").trim();
    const added = await addMatterEnclosure(tools.command(c), { matterId: loaded.matter.id, fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()), input: { title, secrecy: sentField(form, "secrecy") ?? "", secrecyGround: sentField(form, "secrecy_ground") } });
    return added.ok ? c.redirect(`${loaded.home}?sparat=1#handling-${added.value.id}`, 303) : show(c, loaded, added.failure, form);
  });
  app.get(`${path}/handlingar/:own{[0-9]{1,9}}`, guard("read"), async (c) => {
    const loaded = await load(c);
    const bytes = loaded?.own ? await findMatterFile(tools.command(c).db, loaded.own.id) : null;
    if (!loaded?.own || !bytes) return tools.notFound(c);
    const { fileName, mediaType } = loaded.own;
    // Only what a browser shows safely is opened in it.
    const shown = mediaType === "application/pdf" || mediaType.startsWith("image/") ? "inline" : "attachment";
    return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { "content-type": mediaType, "x-content-type-options": "nosniff", "content-disposition": fileDisposition(shown, fileName, fileName.split(".").at(-1) ?? ""), "cache-control": "no-store" } });
  });
  const options = { action: "matter.keep", active: "arenden" };
  formPages(app, tools, `${path}/handlingar/:own{[0-9]{1,9}}/andring`, options, async (c) => {
    const loaded = await load(c);
    const own = loaded?.own;
    return !loaded || !own ? null : {
      scope: loaded.scope, reach: loaded.scope.committee.id, version: own.version, title: "Ändra handlingen", trail: trail(loaded), away: loaded.home, live: [`matter_enclosure:${own.id}`],
      fields: [{ name: "title", label: "Namn", required: true }, { name: "secrecy", label: "Sekretess", kind: "select", required: true, options: SECRECIES }, { name: "secrecy_ground", label: "Grund för sekretess", hint: "(till exempel OSL 26 kap. 1 §)" }],
      values: { title: own.title, secrecy: own.secrecy, secrecy_ground: own.secrecyGround }, after: <p><a href={filesHref(loaded.scope, loaded.matter.id, `/${own.id}/bort`)}>Ta bort handlingen</a></p>,
      save: ({ fields, version }) => changeMatterEnclosure(tools.command(c), { id: own.id, version, input: { title: fields["title"] ?? "", secrecy: fields["secrecy"] ?? "", secrecyGround: fields["secrecy_ground"] ?? null } }), done: () => `${loaded.home}?sparat=1#handling-${own.id}`,
    };
  });
  formPages(app, tools, `${path}/handlingar/:own{[0-9]{1,9}}/bort`, options, async (c) => {
    const loaded = await load(c);
    const own = loaded?.own;
    return !loaded || !own ? null : {
      scope: loaded.scope, reach: loaded.scope.committee.id, version: own.version, title: "Ta bort handlingen", button: "Ta bort", reason: "required", trail: trail(loaded), intro: <p class="lead-text">{own.title}</p>, fields: [], values: {}, away: loaded.home,
      save: ({ reason, version }) => removeMatterEnclosure(tools.command(c), { id: own.id, version, reason }), done: () => `${loaded.home}?sparat=1`,
    };
  });
}
