// Shows the findings that are asked for. Without it all of them are shown.
const filter = document.querySelector<HTMLFormElement>("[data-finding-filter]");
if (filter) {
  filter.hidden = false;
  const items = [...document.querySelectorAll<HTMLElement>(".findings > li")];
  const told = filter.querySelector<HTMLElement>("[data-shown]")!;
  const show = (): void => {
    const asked = new FormData(filter);
    const [severity, group] = [String(asked.get("grad")), String(asked.get("om"))];
    for (const item of items) item.hidden = (severity !== "" && item.dataset["severity"] !== severity) || (group !== "" && item.dataset["group"] !== group);
    const shown = items.filter((item) => !item.hidden).length;
    told.textContent = shown === items.length ? "" : `${shown} av ${items.length} visas.`;
  };
  filter.addEventListener("change", show);
  filter.addEventListener("submit", (event) => event.preventDefault());
  // A browser that remembers what was chosen shows it so.
  show();
}
