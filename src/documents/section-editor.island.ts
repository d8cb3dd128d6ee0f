// Lets a section be written as it will be read: headings, lists, tables and footnotes, with figures found by / or =. The
// text itself stays in the form's own field, in the notation that the plain field shows; without this one writes there.
import { Editor, Extension, InputRule, Node, type JSONContent } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Slice, type Node as ProseMirrorNode } from "@tiptap/pm/model";
import { NodeSelection, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import StarterKit from "@tiptap/starter-kit";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import type { FigureChoice } from "./live-figure.ts";
import { blocksOf, editorDocument, pastedHtml, type SectionTextNode } from "./section-editor.ts";
import { footnoteOf, piecesOf, readProse, writeProse } from "./section-prose.ts";

/** A figure as the page tells it: what it is, how it reads, and where it comes from. */
type Token = FigureChoice & { readonly href?: string | null };

const field = document.querySelector<HTMLTextAreaElement>("textarea[data-editor]");
if (field) startEditor(field, field.form!);

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Readonly<Record<string, string>> = {}, ...children: (globalThis.Node | string)[]): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A text whose spaces are all of one kind, sign for sign. */
function spaced(text: string): string {
  return text.replace(/\s/g, " ");
}

function startEditor(area: HTMLTextAreaElement, form: HTMLFormElement): void {
  const tokens = new Map<string, Token>((JSON.parse(area.dataset["tokens"] ?? "[]") as Token[]).map((token) => [token.code, token]));
  const search = area.dataset["search"]!;
  const asked = async (query: readonly [string, string][], signal?: AbortSignal): Promise<Token[]> => {
    const answer = await fetch(`${search}?${new URLSearchParams(query as [string, string][])}`, signal ? { signal } : {});
    const found = answer.ok ? ((await answer.json()) as Token[]) : [];
    for (const token of found) tokens.set(token.code, token);
    return found;
  };
  const tokenOf = (code: string): Token => tokens.get(code) ?? { code, label: code.slice(2, -2).trim(), text: "…" };

  const LiveFigure = Node.create({
    name: "liveFigure", group: "inline", inline: true, atom: true, selectable: true,
    addAttributes: () => ({ code: { default: "" } }),
    parseHTML: () => [{ tag: "span[data-code]", getAttrs: (one) => ({ code: one.dataset["code"] ?? "" }) }],
    renderHTML: ({ node }) => ["span", { "data-code": String(node.attrs["code"]), class: "live-figure", title: tokenOf(String(node.attrs["code"])).label }, tokenOf(String(node.attrs["code"])).text],
    // Whoever knows the notation may write it.
    addInputRules() {
      return [new InputRule({
        find: /\{\{[^{}]+\}\}$/,
        handler: ({ match, range, state }) => {
          const code = match[0];
          const footnote = /^\{\{\s*fotnot\s*:/.test(code);
          const made = footnote ? state.schema.nodes["footnote"]!.create({ text: code.replace(/^\{\{\s*fotnot\s*:\s*|\}\}$/g, "") }) : this.type.create({ code });
          state.tr.replaceWith(range.from, range.to, made);
        },
      })];
    },
  });
  const Footnote = Node.create({
    name: "footnote", group: "inline", inline: true, atom: true, selectable: true,
    addAttributes: () => ({ text: { default: "" } }),
    parseHTML: () => [{ tag: "span[data-footnote]", getAttrs: (one) => ({ text: one.dataset["footnote"] ?? "" }) }],
    renderHTML: ({ node }) => ["span", { "data-footnote": String(node.attrs["text"]), class: "footnote-mark", title: `Fotnot: ${String(node.attrs["text"])}` }, "fotnot"],
  });
  // Tab leaves the editor, from a table too: nobody is caught in it.
  const CaptionedTable = Table.extend({ addAttributes: () => ({ caption: { default: "" } }), addKeyboardShortcuts: () => ({}), renderHTML: ({ HTMLAttributes }) => ["table", { "data-caption": String(HTMLAttributes["caption"] ?? "") }, ["tbody", 0]] });
  const finder = (char: string) => Extension.create({
    name: `finder${char}`,
    addProseMirrorPlugins() {
      return [Suggestion<Token, Token>({
        editor: this.editor, char, pluginKey: new PluginKey(`finder${char}`), allowSpaces: true, allowedPrefixes: [" ", "(", "\u00a0"], debounce: 150, minQueryLength: 2,
        // "3 / 4" and "a = b" are what they are.
        allow: ({ range, state }) => !/\s/.test(state.doc.textBetween(range.from + 1, Math.min(range.from + 2, range.to))),
        items: ({ query, signal }) => asked([["sok", query]], signal).catch(() => []),
        command: ({ editor: own, props, range }) => own.chain().focus().insertContentAt(range, [{ type: "liveFigure", attrs: { code: props.code } }]).run(),
        render: suggestions,
      })];
    },
  });

  /** The words that open comments are about, and the sentences that something is found in, marked where they stand. */
  const quotes = [...document.querySelectorAll(".comments > .comment blockquote p")].map((one) => spaced(one.textContent ?? "")).filter(Boolean);
  let findings: readonly { readonly quote: string; readonly message: string; readonly severity: string }[] = [];
  const Quoted = Extension.create({
    name: "quoted",
    addProseMirrorPlugins: () => [new Plugin({
      props: {
        decorations: ({ doc }) => {
          const found: Decoration[] = [];
          doc.descendants((block, at) => {
            if (!block.isTextblock) return true;
            const { places, text } = readText(block, at + 1);
            const mark = (quote: string, attributes: Readonly<Record<string, string>>): void => {
              for (let from = text.indexOf(quote); from >= 0; from = text.indexOf(quote, from + quote.length)) found.push(Decoration.inline(places[from]!, places[from + quote.length - 1]! + 1, attributes));
            };
            for (const quote of quotes) mark(quote, { class: "quoted", title: "Kommenterat" });
            for (const { message, quote, severity } of findings) if (quote) mark(spaced(quote), { class: `found-words ${severity}`, title: message });
            return false;
          });
          return DecorationSet.create(doc, found);
        },
      },
    })],
  });
  document.addEventListener("rodtrad:findings", (event) => {
    findings = (event as CustomEvent<typeof findings>).detail;
    // Nothing is changed but how it is shown.
    editor.view.dispatch(editor.state.tr.setMeta("addToHistory", false));
  });
  /** A block's text as it is read, figures and all, with the place in the document of each sign. */
  function readText(block: ProseMirrorNode, start: number): { text: string; places: number[] } {
    let text = "";
    const places: number[] = [];
    block.forEach((child, offset) => {
      const own = child.isText ? child.text! : child.type.name === "liveFigure" ? tokenOf(String(child.attrs["code"])).text : "";
      for (let index = 0; index < own.length; index++) places.push(start + offset + (child.isText ? index : 0));
      text += own;
    });
    return { text: spaced(text), places };
  }
  const newComment = document.querySelector<HTMLDetailsElement>("[data-new-comment]");
  function comment(): void {
    const { from, to } = editor.state.selection;
    const marked = editor.state.doc.textBetween(from, to, " ", (leaf) => (leaf.type.name === "liveFigure" ? tokenOf(String(leaf.attrs["code"])).text : ""));
    newComment!.open = true;
    newComment!.querySelector<HTMLInputElement>("[name=quote]")!.value = marked.replace(/\s+/g, " ").trim().slice(0, 300);
    newComment!.querySelector<HTMLTextAreaElement>("[name=comment]")!.focus();
  }

  const said = element("p", { role: "status", class: "visually-hidden" });
  function suggestions() {
    let list: HTMLElement | null = null;
    let unmount = (): void => undefined;
    let current: SuggestionProps<Token, Token> | null = null;
    let chosen = 0;
    const view = (): HTMLElement => editor.view.dom;
    const draw = (props: SuggestionProps<Token, Token>): void => {
      if (!list) return;
      current = props;
      chosen = Math.min(chosen, Math.max(0, props.items.length - 1));
      const waiting = props.query.length < 2 ? "Skriv ord ur måttets namn: antal besök, män av alla, barn + vuxna" : props.loading ? "Söker …" : props.items.length ? "" : "Inget mått eller belopp har de orden.";
      list.replaceChildren(...(waiting ? [element("p", { class: "muted small" }, waiting)] : props.items.slice(0, 20).map((item, index) => {
        const option = element("div", { role: "option", id: `siffra-${index}`, "aria-selected": String(index === chosen) }, element("span", { class: "small muted" }, item.label), element("span", {}, item.text));
        option.addEventListener("mousedown", (event) => { event.preventDefault(); props.command(item); });
        return option;
      })));
      said.textContent = waiting || `${Math.min(20, props.items.length)} förslag. Pil ned och upp väljer, Retur infogar.`;
      if (waiting) view().removeAttribute("aria-activedescendant");
      else view().setAttribute("aria-activedescendant", `siffra-${chosen}`);
      list.querySelector(`#siffra-${chosen}`)?.scrollIntoView({ block: "nearest" });
    };
    return {
      onStart: (props: SuggestionProps<Token, Token>) => {
        chosen = 0;
        list = element("div", { role: "listbox", "aria-label": "Siffror", id: "siffror", class: "finder" });
        unmount = props.mount(list);
        view().setAttribute("aria-controls", "siffror");
        draw(props);
      },
      onUpdate: draw,
      onExit: () => {
        unmount();
        list?.remove();
        list = null;
        view().removeAttribute("aria-activedescendant");
        view().removeAttribute("aria-controls");
        said.textContent = "";
      },
      onKeyDown: ({ event }: { event: KeyboardEvent }): boolean => {
        const items = current?.items.slice(0, 20) ?? [];
        if (!current || !items.length || current.query.length < 2) return false;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          chosen = (chosen + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
          draw(current);
          return true;
        }
        if (event.key !== "Enter") return false;
        current.command(items[chosen]!);
        return true;
      },
    };
  }

  const home = element("div", { class: "editor-text" });
  const content = (text: string): JSONContent => editorDocument(readProse(text)) as JSONContent;
  const editor = new Editor({
    element: home,
    extensions: [
      StarterKit.configure({ bold: false, italic: false, strike: false, underline: false, code: false, codeBlock: false, blockquote: false, horizontalRule: false, link: false, dropcursor: false, heading: { levels: [2] }, listItem: false, trailingNode: false }),
      Node.create({ name: "listItem", content: "paragraph", defining: true, parseHTML: () => [{ tag: "li" }], renderHTML: () => ["li", 0], addKeyboardShortcuts() { return { Enter: () => this.editor.commands.splitListItem("listItem") || this.editor.commands.liftListItem("listItem") }; } }),
      CaptionedTable.configure({ resizable: false }), TableRow, TableHeader.extend({ content: "paragraph+" }), TableCell.extend({ content: "paragraph+" }),
      LiveFigure, Footnote, Quoted, finder("/"), finder("="),
    ],
    content: content(area.value),
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": area.dataset["editor"]!, "aria-describedby": area.getAttribute("aria-describedby") ?? "", lang: "sv", spellcheck: "true" },
      transformPastedHTML: pastedHtml,
      // Text in the notation is what it says; it is copied so too.
      clipboardTextParser: (text, _context, _plain, view) => new Slice(view.state.schema.nodeFromJSON(content(text.replaceAll("\r\n", "\n"))).content, 1, 1),
      clipboardTextSerializer: (slice) => writeProse(blocksOf({ type: "doc", content: (slice.content.toJSON() ?? []) as SectionTextNode[] })) || slice.content.textBetween(0, slice.content.size, "\n\n"),
    },
    onUpdate: () => changed(),
    onTransaction: () => showContext(),
  });
  function redraw(): void {
    const { from, to } = editor.state.selection;
    editor.commands.setContent(editor.getJSON(), { emitUpdate: false });
    editor.commands.setTextSelection({ from, to });
  }
  function changed(): void {
    area.value = writeProse(blocksOf(editor.getJSON() as SectionTextNode));
    if (area.value.includes("{{")) void tellFigures();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // --- the bar of what can be done, and of what the cursor stands in
  const button = (words: string, act: () => void, active?: () => boolean, unfit?: () => boolean): HTMLButtonElement => {
    const made = element("button", { type: "button" }, words);
    made.addEventListener("click", act);
    if (active) pressed.push(() => made.setAttribute("aria-pressed", String(active())));
    if (unfit) pressed.push(() => made.toggleAttribute("disabled", unfit()));
    return made;
  };
  const pressed: (() => void)[] = [];
  const chain = () => editor.chain().focus();
  /** What is put in stands after what is chosen, and takes nothing away. */
  const after = () => chain().setTextSelection(editor.state.selection.to);
  const bar = element("div", { role: "group", "aria-label": "Verktyg", class: "editor-bar" },
    button("Underrubrik", () => chain().toggleHeading({ level: 2 }).run(), () => editor.isActive("heading"), () => editor.isActive("table")),
    button("Punkter", () => chain().toggleBulletList().run(), () => editor.isActive("bulletList"), () => editor.isActive("table")),
    button("Numrerad", () => chain().toggleOrderedList().run(), () => editor.isActive("orderedList"), () => editor.isActive("table")),
    button("Tabell", () => after().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), undefined, () => editor.isActive("table")),
    button("Fotnot", () => {
      const at = editor.state.selection.to;
      editor.chain().setTextSelection(at).insertContentAt(at, { type: "footnote", attrs: { text: "" } }).setNodeSelection(at).run();
      context.querySelector("input")?.focus();
    }),
    button("Siffra /", () => {
      const { to } = editor.state.selection;
      const before = editor.state.doc.textBetween(Math.max(0, to - 1), to);
      after().insertContent(before && !/\s/.test(before) ? " /" : "/").run();
    }),
    ...(newComment ? [button("Kommentera", comment)] : []),
    button("Ångra", () => chain().undo().run()),
    button("Gör om", () => chain().redo().run()),
    element("span", { class: "apart" }, button("Ren text", () => plain())),
  );
  const context = element("div", { class: "editor-context" });
  let shown = "";
  function showContext(): void {
    for (const press of pressed) press();
    const { selection } = editor.state;
    const selected = selection instanceof NodeSelection ? selection.node : null;
    const key = selected ? `${selected.type.name}${selection.from}` : editor.isActive("table") ? "table" : "";
    if (key === shown && key !== "") return;
    shown = key;
    context.replaceChildren(...contextOf(selected?.type.name ?? (key === "table" ? "table" : ""), selected?.attrs ?? {}));
  }
  function contextOf(kind: string, attrs: Readonly<Record<string, unknown>>): (globalThis.Node | string)[] {
    if (kind === "liveFigure") {
      const { href, label, text } = tokenOf(String(attrs["code"]));
      return [element("span", {}, element("strong", {}, text), ` ${label}`), ...(href ? [element("a", { href, target: "_blank", rel: "noopener" }, "Varifrån siffran kommer (ny flik)")] : [])];
    }
    if (kind === "footnote") return [writtenHere("Fotnotens text", String(attrs["text"]), (text) => {
      // A node that is written anew is no longer chosen: it is chosen again, so that one can go on.
      const { from } = editor.state.selection;
      const changedNote = editor.state.tr.setNodeMarkup(from, undefined, { text });
      editor.view.dispatch(changedNote.setSelection(NodeSelection.create(changedNote.doc, from)));
    })];
    if (kind === "table") {
      return [
        writtenHere("Tabellens rubrik", String(editor.getAttributes("table")["caption"] ?? ""), (caption) => editor.commands.updateAttributes("table", { caption })),
        button("Ny rad", () => chain().addRowAfter().run()), button("Ny kolumn", () => chain().addColumnAfter().run()), button("Ta bort raden", () => chain().deleteRow().run()), button("Ta bort kolumnen", () => chain().deleteColumn().run()), button("Ta bort tabellen", () => chain().deleteTable().run()),
      ];
    }
    return [];
  }
  function writtenHere(label: string, value: string, keep: (text: string) => void): HTMLElement {
    const input = element("input", { class: "ds-input", value, size: "40", autocomplete: "off" });
    input.addEventListener("input", () => keep(input.value));
    input.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === "Escape") { event.preventDefault(); editor.commands.setTextSelection(editor.state.selection.to); editor.view.focus(); } });
    return element("label", {}, label, input);
  }

  // --- the plain field comes and goes
  const label = area.closest("label")!;
  const whole = element("div", { class: "editor" }, bar, context, home, said);
  const plainBar = element("p", { class: "editor-bar" }, element("span", { class: "apart" }, button("Som det läses", () => { editor.commands.setContent(content(area.value), { emitUpdate: false }); label.hidden = true; whole.hidden = false; plainBar.hidden = true; notation(false); editor.commands.focus(); })));
  // Who has begun in the plain field goes on in the editor.
  const begun = document.activeElement === area;
  label.before(whole, plainBar);
  plainBar.hidden = true;
  form.append(area);
  label.remove();
  const plainLabel = label;
  plainLabel.textContent = area.dataset["editor"]!;
  area.hidden = true;
  /** How the plain field is written in says nothing to who writes in the editor. */
  const notation = (seen: boolean): boolean | undefined => document.querySelector("#skrivhjalp")?.toggleAttribute("hidden", !seen);
  notation(false);
  function plain(): void {
    plainLabel.append(area);
    plainBar.after(plainLabel);
    plainLabel.hidden = false;
    area.hidden = false;
    whole.hidden = true;
    plainBar.hidden = false;
    notation(true);
    area.focus();
  }
  /** Fills in the figures that the page has not told: those that are pasted, or that a text kept here brings back. */
  async function tellFigures(): Promise<void> {
    const unknown = [...new Set(piecesOf(area.value).flatMap((piece) => (piece.kind === "reference" && footnoteOf(piece.code) === null && !tokens.has(piece.code) ? [piece.code] : [])))].slice(0, 60);
    if (!unknown.length) return;
    await asked(unknown.map((code) => ["kod", code])).catch(() => []);
    redraw();
  }
  void tellFigures();
  if (begun) {
    editor.commands.setTextSelection(editor.state.doc.content.size);
    editor.view.focus();
  }
  if (area.getAttribute("aria-invalid") === "true") editor.view.dom.setAttribute("aria-invalid", "true");
  area.addEventListener("rodtrad:text", () => {
    editor.commands.setContent(content(area.value), { emitUpdate: false });
    void tellFigures();
  });
}
