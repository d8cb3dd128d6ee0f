/**
 * A form that is kept on the device while it is written, and sent again without doubling when the connection was away: it
 * carries a key of its own. `data-kept` names it; `data-kept-for="session"` forgets it with the window, for what others at
 * the same device should not see; else it stays until it is sent. `data-offline` is what is told where there is no connection.
 */
const KEPT_FORM = document.querySelector<HTMLFormElement>("form[data-kept]");

if (KEPT_FORM) {
  const form = KEPT_FORM;
  const store = form.dataset["keptFor"] === "session" ? sessionStorage : localStorage;
  const name = `rodtrad:${form.dataset["kept"]}`;
  const told = form.querySelector<HTMLElement>("[data-kept-words]");
  const fields = (): HTMLElement[] => [...form.elements].filter((field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement);
  const tell = (words: string): void => {
    if (told) told.textContent = words;
  };
  const keep = (): void => {
    const kept: Record<string, string | boolean> = {};
    for (const field of fields() as (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]) {
      if (!field.name || (field.type === "hidden" && !field.hasAttribute("data-key")) || field.hasAttribute("data-unkept")) continue;
      const key = field.type === "checkbox" || field.type === "radio" ? `${field.name}=${field.value}` : field.name;
      kept[key] = field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio") ? field.checked : field.value;
    }
    store.setItem(name, JSON.stringify(kept));
  };
  const restore = (): void => {
    const text = store.getItem(name);
    // A form that came back with a fault carries what was sent already.
    if (!text || form.hasAttribute("data-sent")) return;
    const kept = JSON.parse(text) as Record<string, string | boolean>;
    for (const field of fields() as (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]) {
      if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
        const value = kept[`${field.name}=${field.value}`];
        if (typeof value === "boolean") field.checked = value;
      } else {
        const value = kept[field.name];
        if (typeof value === "string" && !field.hasAttribute("data-unkept") && (field.type !== "hidden" || field.hasAttribute("data-key"))) field.value = value;
      }
    }
  };
  let sending = false;
  const send = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    keep();
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body: new URLSearchParams([...new FormData(form)].map(([key, value]) => [key, String(value)])), headers: { accept: "text/html" } });
      if (answer.redirected) {
        store.removeItem(name);
        location.assign(answer.url);
        return;
      }
      if (answer.status >= 500) throw new Error(String(answer.status));
      // What was wrong is told as without script: the answer is shown as it came.
      const page = await answer.text();
      document.open();
      document.write(page);
      document.close();
    } catch {
      tell(form.dataset["offline"] ?? "");
      told?.scrollIntoView({ block: "nearest" });
      if (form.hasAttribute("data-send-later")) form.setAttribute("data-waiting", "");
    } finally {
      sending = false;
    }
  };
  restore();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  addEventListener("online", () => {
    if (form.hasAttribute("data-waiting")) void send();
  });
}
