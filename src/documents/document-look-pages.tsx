import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { sentField, sentVersion } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { changeLook } from "./document-look-commands.ts";
import { findLook } from "./document-look-reads.ts";
import { TYPEFACES, type DocumentLook } from "./document-look.ts";
import { readLogo } from "./logo-adapter.ts";

interface SentLook {
  readonly accent: string | null;
  readonly typeface: string;
  readonly email: string | null;
}

/** Where a municipality says how its documents and its public site look. */
export function documentLookPages(app: Hono, tools: PageTools<Scope>): void {
  const show = async (c: Context, scope: Scope, failure: Failure | null = null, sent: SentLook | null = null) => {
    const look = await findLook(tools.command(c).db, scope.committee.municipalityId);
    const { accent, email, typeface } = sent ?? look;
    const may = tools.may(c, "template.change", scope.committee.municipalityId);
    return tools.page(c, {
      title: "Dokumentens utseende", active: "dokument", status: failure ? 422 : 200, writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument")}>Dokument {scope.year}</a> · <a href={pageHref(scope, "dokument", "/mallar/alla")}>Dokumentens mallar</a></p>
          <h1>Dokumentens utseende</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          <p>Gäller {scope.committee.municipality}s alla dokument som PDF, Word och webbsida, och sidorna där beslutade dokument publiceras. Innehållet ändras inte av det, inte heller i det som är beslutat.</p>
          <form method="post" enctype="multipart/form-data" class="narrow">
            <input type="hidden" name="version" value={String(look.version)} />
            <label>Färg på titlar och rubriker <span class="hint">(#rrggbb; tomt ger svart)</span><input class="ds-input" name="accent" size={12} autocomplete="off" value={accent ?? ""} {...fieldOf(failure, "accent")} /></label>
            {accent !== null && /^#[0-9a-f]{6}$/.test(accent) && <p class="look-sample" style={`color: ${accent}`}>Så här ser en rubrik ut</p>}
            <label>Typsnitt<select name="typeface" {...fieldOf(failure, "typeface")}>{Object.entries(TYPEFACES).map(([key, name]) => <option value={key} selected={key === typeface}>{name}</option>)}</select></label>
            {look.logo && <p><img class="look-logo" src={`data:image/png;base64,${look.logo.png}`} alt={`Logotyp: ${scope.committee.municipality}`} /></p>}
            <label>{look.logo ? "Annan logotyp" : "Logotyp"} <span class="hint">(PNG eller SVG, högst 500 kB)</span><input type="file" name="logo" accept="image/png,image/svg+xml" {...fieldOf(failure, "logo")} /></label>
            {look.logo && <label class="check"><input type="checkbox" name="utan" value="ja" /> Ta bort logotypen</label>}
            <label>E-post för frågor om det publicerade <span class="hint">(visas på den publika sidan)</span><input class="ds-input" name="email" type="email" size={40} autocomplete="off" value={email ?? ""} {...fieldOf(failure, "email")} /></label>
            {may ? <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "dokument")}>Avbryt</a></p> : <p class="notice">{c.get("identity").actor.refusal("template.change")}</p>}
          </form>
        </>
      ),
    }, scope);
  };
  const address = "/:committee/:year{[0-9]{4}}/dokument/mallar/utseende";
  app.get(address, guard("template.change"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? show(c, scope) : tools.notFound(c);
  });
  app.post(address, guard("template.change"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const sent = { accent: sentField(form, "accent")?.toLowerCase() ?? null, typeface: sentField(form, "typeface") ?? "", email: sentField(form, "email") };
    const file = form.get("logo");
    const known = (await findLook(tools.command(c).db, scope.committee.municipalityId)).logo;
    const read = file instanceof File && file.size > 0 ? readLogo(file.name, new Uint8Array(await file.arrayBuffer())) : null;
    if (read && !read.ok) return show(c, scope, read.failure, sent);
    const logo = read?.ok ? read.value : form.get("utan") === "ja" ? null : known;
    const saved = await changeLook(tools.command(c), { municipalityId: scope.committee.municipalityId, seen: sentVersion(form), look: { ...sent, logo } as DocumentLook });
    return saved.ok ? c.redirect(`${c.req.path}?sparat=1`, 303) : show(c, scope, saved.failure, sent);
  });
}
