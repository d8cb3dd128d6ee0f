/**
 * A form that is kept on the device while it is written, and sent again without doubling when the connection was away: it
 * carries a key of its own. `data-kept` names it; `data-kept-for="session"` forgets it with the window, for what others at
 * the same device should not see; else it stays until it is sent. `data-offline` is what is told where there is no connection.
 */
function setUpKept(form: HTMLFormElement): void {
  const store = form.dataset["keptFor"] === "session" ? sessionStorage : localStorage;
  const name = `rodtrad:${form.dataset["kept"]}`;
  const told = form.querySelector<HTMLElement>("[data-kept-words]");
  type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  const fields = (): Field[] => [...form.elements].filter((field): field is Field => (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) && field.name !== "" && !field.hasAttribute("data-unkept") && (field.type !== "hidden" || field.hasAttribute("data-key")));
  const isTick = (field: Field): field is HTMLInputElement => field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
  const nameOf = (field: Field): string => (isTick(field) ? `${field.name}=${field.value}` : field.name);
  const tell = (words: string): void => {
    if (told) told.textContent = words;
  };
  const keep = (): void => store.setItem(name, JSON.stringify(Object.fromEntries(fields().map((field) => [nameOf(field), isTick(field) ? field.checked : field.value]))));
  const restore = (): void => {
    const text = store.getItem(name);
    // A form that came back with a fault carries what was sent already.
    if (!text || form.hasAttribute("data-sent")) return;
    const kept = JSON.parse(text) as Record<string, string | boolean>;
    for (const field of fields()) {
      const value = kept[nameOf(field)];
      if (isTick(field)) field.checked = value === true;
      else if (typeof value === "string") field.value = value;
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
      // What was wrong is told as without script, and the form that came with it is kept like the first.
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector("main")!.replaceWith(page.querySelector("main")!);
      document.title = page.title;
      setUpAll();
      document.querySelector<HTMLElement>("#fel")?.focus();
    } catch {
      tell(form.dataset["offline"] ?? "");
      told?.scrollIntoView({ block: "nearest" });
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
}
function setUpAll(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-kept]")) setUpKept(form);
}
setUpAll();
