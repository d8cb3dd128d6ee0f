// Tells whoever has a page open that somebody changed what it is about. Listens only while the page is seen.
const box = document.querySelector<HTMLElement>("[data-live]");
if (box) {
  const words = box.querySelector<HTMLElement>("[data-live-words]")!;
  const query = new URLSearchParams(box.dataset["live"]);
  let source: EventSource | null = null;
  const listen = () => {
    if (document.visibilityState !== "visible") {
      source?.close();
      source = null;
      return;
    }
    source ??= new EventSource(`/handelser?${query}`);
    source.addEventListener("changed", (message: MessageEvent<string>) => {
      const { at, event, own: mine, who } = JSON.parse(message.data) as { at: string; event: number; own: boolean; who: string };
      query.set("sedan", String(event));
      // A page that saves as one writes knows of its own changes.
      if (mine && document.querySelector("[data-grid]")) return;
      words.textContent = `${who} ändrat något ${at}.`;
      box.hidden = false;
    });
  };
  box.querySelector("[data-live-close]")!.addEventListener("click", () => (box.hidden = true));
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  listen();
}
