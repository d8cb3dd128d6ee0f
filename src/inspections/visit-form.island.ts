/**
 * The visit form where there is no connection: what is written is kept on the device, a visit that cannot be sent waits in a
 * queue, and is sent when the connection is back. Each has a key of its own, so that none is kept twice. What waits is the
 * person's own, and another who signs in on the same device neither sees nor sends it.
 */
interface WaitingVisit {
  readonly key: string;
  readonly action: string;
  readonly name: string;
  readonly body: string;
  /** What the server said, where it did not keep it. */
  readonly said?: string;
  /** Whether it is of no use to send it again as it is. */
  readonly refused?: boolean;
}
const CACHE_OF_FORM = "rodtrad-besok";
const TRY_AGAIN_MS = 15_000;
let tried: ReturnType<typeof setInterval> | undefined;

function setUpVisit(form: HTMLFormElement): void {
  const owner = form.dataset["visit"] ?? "";
  const queueName = `rodtrad:besok:${owner}`;
  const draftName = `rodtrad:besok-utkast:${owner}:${new URL(form.action).pathname}`;
  const read = (): WaitingVisit[] => {
    try {
      return JSON.parse(localStorage.getItem(queueName) ?? "[]") as WaitingVisit[];
    } catch {
      return [];
    }
  };
  const keep = (waiting: readonly WaitingVisit[]): void => (waiting.length ? localStorage.setItem(queueName, JSON.stringify(waiting)) : localStorage.removeItem(queueName));
  const note = (key: string, said: string, refused: boolean): void => keep(read().map((one) => (one.key === key ? { ...one, said, refused } : one)));
  const drop = (key: string): void => keep(read().filter((one) => one.key !== key));
  const box = document.querySelector<HTMLElement>("[data-visit-queue]")!;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement & HTMLSelectElement;
  const kinds = [...form.querySelectorAll<HTMLInputElement>("input[name=kinds]")];
  const today = (): string => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
  /** What the place has no licence for is not asked about. */
  const fit = (): void => {
    const chosen = new Set(kinds.filter(({ checked }) => checked).map(({ value }) => value));
    for (const row of form.querySelectorAll<HTMLElement>("[data-kinds]")) row.hidden = !row.dataset["kinds"]!.split(",").some((kind) => chosen.has(kind));
    const points = form.querySelector<HTMLElement>("[data-points]");
    if (points) points.hidden = chosen.size === 0;
  };
  const fill = (text: string): void => {
    const sent = new URLSearchParams(text);
    for (const element of form.elements) {
      if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) || !element.name) continue;
      if (element instanceof HTMLInputElement && (element.type === "checkbox" || element.type === "radio")) element.checked = sent.getAll(element.name).includes(element.value);
      else if (sent.has(element.name)) element.value = sent.get(element.name)!;
    }
    fit();
  };
  const bodyOf = (): string => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])).toString();
  const choosePlace = (): void => {
    const own = field("place_id").selectedOptions[0]?.dataset["has"]?.split(",") ?? [];
    for (const kind of kinds) kind.checked = own.includes(kind.value);
    fit();
  };
  const begin = (): void => {
    localStorage.removeItem(draftName);
    form.reset();
    field("key").value = crypto.randomUUID();
    field("on_date").value = today();
    fit();
  };
  const button = (words: string, about: string, work: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.setAttribute("aria-label", `${words}: ${about}`);
    made.addEventListener("click", work);
    return made;
  };
  const show = (): void => {
    const waiting = read();
    box.hidden = waiting.length === 0;
    box.replaceChildren(...waiting.map(({ body, key, name, refused, said }) => {
      const line = document.createElement("p");
      line.textContent = said ? `${name}: ${said} ` : `${name} är sparat på den här enheten och skickas när det finns förbindelse. `;
      if (refused) line.append(button("Öppna och rätta", name, () => { drop(key); fill(body); show(); form.scrollIntoView(); }), " ", button("Ta bort", name, () => { drop(key); show(); }));
      return line;
    }));
  };
  /** Sends one: kept, refused, or to be tried again, with what was said. */
  const post = async ({ action, body }: Pick<WaitingVisit, "action" | "body">): Promise<{ kept: string } | { said: string; refused: boolean; page: Document | null }> => {
    const answer = await fetch(action, { method: "POST", body: new URLSearchParams(body), headers: { accept: "text/html" } });
    if (answer.redirected && !answer.url.includes("/logga-in")) return { kept: answer.url };
    if (answer.url.includes("/logga-in") || answer.status === 401) return { said: "Du är utloggad. Logga in igen; besöket finns kvar här och skickas sedan.", refused: false, page: null };
    if (answer.status >= 500 || answer.status === 429) return { said: "Servern svarar inte som den ska; besöket finns kvar och skickas igen.", refused: false, page: null };
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { said: page.querySelector("#fel-mening")?.textContent ?? (answer.status === 403 ? "Du får inte föra in besök här." : "Besöket kunde inte sparas."), refused: true, page: answer.status === 422 ? page : null };
  };
  let sending = false;
  const sendQueue = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      for (const one of read()) {
        if (one.refused) continue;
        const answer = await post(one);
        if ("kept" in answer) drop(one.key);
        else {
          note(one.key, answer.said, answer.refused);
          if (!answer.refused) return;
        }
      }
    } catch {
      // No connection: they wait.
    } finally {
      sending = false;
      show();
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const one: WaitingVisit = { key: field("key").value, action: form.action, name: `${field("place_id").selectedOptions[0]?.textContent ?? ""} ${field("on_date").value}`, body: bodyOf() };
    void (async () => {
      try {
        const answer = await post(one);
        if ("kept" in answer) {
          localStorage.removeItem(draftName);
          location.assign(answer.kept);
          return;
        }
        if (answer.page) {
          // What was wrong is told as without script, and the form that came with it is the same visit.
          document.querySelector("main")!.replaceWith(answer.page.querySelector("main")!);
          const again = document.querySelector<HTMLFormElement>("form[data-visit]");
          if (again) setUpVisit(again);
          document.querySelector<HTMLElement>("#fel")?.focus();
          return;
        }
        keep([...read().filter(({ key }) => key !== one.key), { ...one, said: answer.said, refused: answer.refused }]);
      } catch {
        keep([...read().filter(({ key }) => key !== one.key), one]);
      }
      begin();
      show();
      box.scrollIntoView({ block: "nearest" });
    })();
  });
  field("place_id").addEventListener("change", choosePlace);
  for (const kind of kinds) kind.addEventListener("change", fit);
  const draft = (): void => localStorage.setItem(draftName, bodyOf());
  form.addEventListener("input", draft);
  form.addEventListener("change", draft);
  const asked = new URLSearchParams(location.search).get("stalle");
  const kept = localStorage.getItem(draftName);
  if (!form.hasAttribute("data-sent")) {
    // A page that was kept on the device has another day's date, and a key that may have been used.
    field("key").value = crypto.randomUUID();
    field("on_date").value = today();
    if (asked) {
      field("place_id").value = asked;
      choosePlace();
    } else if (kept) fill(kept);
  }
  fit();
  show();
  void sendQueue();
  addEventListener("online", () => void sendQueue());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") void sendQueue(); });
  // A browser does not always tell that the connection is back, as where the page itself was opened without one.
  clearInterval(tried);
  tried = setInterval(() => { if (read().some(({ refused }) => !refused)) void sendQueue(); }, TRY_AGAIN_MS);
}

/** Keeps the form and what it is drawn with on the device, from the first time that it is opened, and says when that is done. */
async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator) || !navigator.onLine) return;
  await navigator.serviceWorker.register("/static/visit-offline.js", { scope: location.pathname, type: "module" });
  await navigator.serviceWorker.ready;
  const cache = await caches.open(CACHE_OF_FORM);
  const page = await fetch(location.pathname);
  if (!page.ok || page.redirected) return;
  await cache.put(location.pathname, page);
  const used = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).pathname.startsWith("/static/"));
  await Promise.all([...new Set(used)].map(async (name) => {
    const answer = await fetch(name);
    if (answer.ok) await cache.put(name, answer);
  }));
  const words = document.querySelector<HTMLElement>("[data-visit-offline]");
  if (words) words.textContent = "Formuläret går nu att öppna och fylla i också utan förbindelse, på den här enheten.";
}

const visitForm = document.querySelector<HTMLFormElement>("form[data-visit]");
if (visitForm) {
  setUpVisit(visitForm);
  void keepPage().catch(() => undefined);
}
