/**
 * The visit form where there is no connection: what is written is kept on the device, a visit that cannot be sent waits in a
 * queue, and is sent when the connection is back. Each has a key of its own, so that none is kept twice.
 */
const FORM = document.querySelector<HTMLFormElement>("form[data-visit]");
const QUEUE = "rodtrad:besok-att-skicka";
const DRAFT = "rodtrad:besok-utkast";

interface Waiting {
  readonly key: string;
  readonly action: string;
  readonly name: string;
  readonly body: string;
  /** Why the server would not keep it, where it would not. */
  refused?: string;
}
const read = <T>(name: string, none: T): T => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") ?? none;
  } catch {
    return none;
  }
};
const queue = (): Waiting[] => read<Waiting[]>(QUEUE, []);
const keep = (waiting: readonly Waiting[]): void => (waiting.length ? localStorage.setItem(QUEUE, JSON.stringify(waiting)) : localStorage.removeItem(QUEUE));

if (FORM) {
  const form = FORM;
  const box = document.querySelector<HTMLElement>("[data-visit-queue]")!;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement & HTMLSelectElement;
  const kinds = [...form.querySelectorAll<HTMLInputElement>("input[name=kinds]")];
  const show = (): void => {
    const waiting = queue();
    box.hidden = waiting.length === 0;
    box.replaceChildren(...waiting.map(({ name, refused }) => {
      const line = document.createElement("p");
      line.textContent = refused ? `${name}: ${refused}` : `${name} är sparat på den här enheten och skickas när det finns förbindelse.`;
      return line;
    }));
  };
  /** What the place has no licence for is not asked about. */
  const fit = (): void => {
    const chosen = new Set(kinds.filter(({ checked }) => checked).map(({ value }) => value));
    for (const row of form.querySelectorAll<HTMLElement>("[data-kinds]")) row.hidden = !row.dataset["kinds"]!.split(",").some((kind) => chosen.has(kind));
  };
  const draft = (): void => localStorage.setItem(DRAFT, new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])).toString());
  const restore = (): void => {
    const text = localStorage.getItem(DRAFT);
    if (!text || form.hasAttribute("data-sent") || new URLSearchParams(location.search).has("stalle")) return;
    const sent = new URLSearchParams(text);
    for (const element of form.elements) {
      if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) || !element.name) continue;
      if (element instanceof HTMLInputElement && (element.type === "checkbox" || element.type === "radio")) element.checked = sent.getAll(element.name).includes(element.value);
      else if (sent.has(element.name)) element.value = sent.get(element.name)!;
    }
  };
  const begin = (): void => {
    localStorage.removeItem(DRAFT);
    form.reset();
    field("key").value = crypto.randomUUID();
    fit();
  };
  let sending = false;
  const send = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      for (const one of queue()) {
        if (one.refused) continue;
        let answer: Response;
        try {
          answer = await fetch(one.action, { method: "POST", body: new URLSearchParams(one.body), headers: { accept: "text/html" } });
        } catch {
          return;
        }
        if (answer.redirected && !answer.url.includes("/logga-in")) keep(queue().filter(({ key }) => key !== one.key));
        else if (answer.status >= 500) return;
        else {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const said = answer.url.includes("/logga-in") || answer.status === 401 ? "Logga in igen; besöket finns kvar och skickas sedan." : (page.querySelector("#fel-mening")?.textContent ?? "Besöket kunde inte sparas.");
          if (answer.status === 422) keep(queue().map((other) => (other.key === one.key ? { ...other, refused: said } : other)));
          else return;
        }
      }
    } finally {
      sending = false;
      show();
    }
  };
  field("place_id").addEventListener("change", () => {
    const own = field("place_id").selectedOptions[0]?.dataset["has"]?.split(",") ?? [];
    for (const kind of kinds) kind.checked = own.includes(kind.value);
    fit();
  });
  for (const kind of kinds) kind.addEventListener("change", fit);
  form.addEventListener("input", draft);
  form.addEventListener("change", draft);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = `${field("place_id").selectedOptions[0]?.textContent ?? ""} ${field("on_date").value}`;
    const one: Waiting = { key: field("key").value, action: form.action, name, body: new URLSearchParams([...new FormData(form)].map(([own, value]) => [own, String(value)])).toString() };
    void (async () => {
      try {
        const answer = await fetch(one.action, { method: "POST", body: new URLSearchParams(one.body), headers: { accept: "text/html" } });
        if (answer.redirected && !answer.url.includes("/logga-in")) {
          localStorage.removeItem(DRAFT);
          location.assign(answer.url);
          return;
        }
        if (answer.status === 422) {
          // What was wrong is told as without script: the answer is shown as it came, with the same key.
          const page = await answer.text();
          document.open();
          document.write(page);
          document.close();
          return;
        }
        throw new Error(String(answer.status));
      } catch {
        keep([...queue().filter(({ key }) => key !== one.key), one]);
        begin();
        show();
        box.scrollIntoView({ block: "nearest" });
      }
    })();
  });
  restore();
  fit();
  show();
  void send();
  addEventListener("online", () => void send());
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/static/visit-offline.js", { scope: location.pathname, type: "module" }).catch(() => undefined);
}
