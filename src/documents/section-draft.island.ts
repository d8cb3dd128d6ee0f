// Keeps what is being written until it is saved: a line that is cut, a server that is gone or a window that is closed takes
// no word. What is left unsaved is offered again where it was written, on the same machine.
const area = document.querySelector<HTMLTextAreaElement>("textarea[data-draft]");
const SAVE_AFTER_MS = 400;
const KEPT_DAYS = 14;

interface Draft {
  readonly text: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

if (area) {
  const form = area.form!;
  // Each user's own: another who signs in on the same machine is offered nothing of it.
  const key = `rodtrad:text:${area.dataset["draft"]!}:${new URL(form.action).pathname}`;
  const version = form.querySelector<HTMLInputElement>('input[name="version"]')!;
  const read = (): Draft | null => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
      return kept && typeof kept.text === "string" && Date.now() - kept.at < KEPT_DAYS * 86_400_000 ? kept : null;
    } catch {
      return null;
    }
  };
  const keep = (): void => {
    try {
      localStorage.setItem(key, JSON.stringify({ text: area.value, version: version.value, at: Date.now() } satisfies Draft));
    } catch {
      // A browser that keeps nothing: the page itself still warns before it is left.
    }
  };
  const forget = (): void => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  };
  /** What is kept on the server; null where the page brings back what was refused. Text that was restored by the browser differs from it. */
  let saved: string | null = area.dataset["unsaved"] === undefined ? area.defaultValue.replace(/^\n/, "") : null;
  let timer = 0;
  let leaving = false;
  const unsaved = (): boolean => !leaving && area.value !== saved;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(keep, SAVE_AFTER_MS);
  });
  addEventListener("pagehide", () => unsaved() && keep());
  // A page that comes back as it was left is an old one.
  addEventListener("pageshow", (event) => { if (event.persisted && leaving) location.reload(); });
  addEventListener("beforeunload", (event) => { if (unsaved()) event.preventDefault(); });

  const told = document.createElement("div");
  told.setAttribute("role", "alert");
  form.before(told);
  const tell = (...paragraphs: string[]): void => {
    const box = document.createElement("div");
    box.className = "failure";
    box.append(...paragraphs.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    told.replaceChildren(box);
  };

  const draft = read();
  // Written together with another's, all of it is there too, in a later version.
  const joined = draft !== null && draft.version !== version.value && draft.text !== "" && draft.text.split(/\n{2,}/).every((paragraph) => area.value.includes(paragraph));
  if (saved === null) keep();
  else if (draft && draft.text !== area.value && !joined) {
    const box = document.createElement("section");
    box.className = "notice";
    const time = new Date(draft.at).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
    const words = Object.assign(document.createElement("p"), { textContent: `Det du skrev här ${time} blev inte sparat.${draft.version === version.value ? "" : " Texten har sparats av någon sedan dess; skiljer det sig åt får du välja när du sparar."}` });
    const old = Object.assign(document.createElement("details"), { innerHTML: "<summary>Visa texten</summary>" });
    old.append(Object.assign(document.createElement("div"), { className: "version", textContent: draft.text }));
    const actions = Object.assign(document.createElement("p"), { className: "actions" });
    const button = (label: string, act: () => void): HTMLButtonElement => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "ds-button", textContent: label });
      made.dataset["variant"] = "secondary";
      made.addEventListener("click", () => { act(); box.remove(); });
      return made;
    };
    actions.append(
      button("Fortsätt på det", () => {
        area.value = draft.text;
        version.value = draft.version;
        area.dispatchEvent(new Event("rodtrad:text"));
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }),
      button("Kasta det", forget),
    );
    box.append(words, old, actions);
    form.before(box);
  } else if (draft) forget();

  const save = form.querySelector<HTMLButtonElement>("button:not([type])")!;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
    save.setAttribute("aria-busy", "true");
    void send().finally(() => save.removeAttribute("aria-busy"));
  });
  async function send(): Promise<void> {
    let answer: Response;
    const sent = area!.value;
    try {
      answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>), redirect: "manual", signal: AbortSignal.timeout(20_000) });
    } catch {
      return tell("Inte sparat: servern svarar inte. Texten står kvar, och finns kvar på den här datorn om du stänger fönstret. Försök igen om en stund.");
    }
    if (answer.type === "opaqueredirect") {
      saved = sent;
      // What was written while it was on its way is not saved: it stays.
      if (area!.value !== sent) return tell("Det du hade skrivit är sparat. Det du skrev medan det sparades är inte det: spara igen.");
      leaving = true;
      clearTimeout(timer);
      forget();
      location.assign(form.dataset["away"]!);
      return;
    }
    if (answer.status >= 500) return tell("Inte sparat: servern kunde inte spara just nu. Texten står kvar. Försök igen om en stund.");
    // What the server says of it, a question or a fault, is a page of its own.
    leaving = true;
    form.submit();
  }
}
