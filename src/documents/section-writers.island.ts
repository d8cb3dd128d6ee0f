// Tells others that somebody writes in a section, and who writes that others do, for as long as it goes on.
const notice = document.querySelector<HTMLElement>("[data-writers]");
const EVERY_MS = 30_000;
if (notice) {
  const area = document.querySelector<HTMLTextAreaElement>("textarea[data-draft]")!;
  const address = notice.dataset["writers"]!;
  let written = false;
  /** Whether anything has been written since it was last told. */
  let since = false;
  const tell = async (): Promise<void> => {
    if (!since || document.visibilityState !== "visible") return;
    since = false;
    try {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams() });
      const { writers } = (await answer.json()) as { writers: string };
      if (notice.textContent !== writers) notice.textContent = writers;
      notice.hidden = !writers;
    } catch {
      // Nobody is told while the line is cut; the text itself is kept elsewhere.
    }
  };
  area.addEventListener("input", () => {
    since = true;
    if (written) return;
    written = true;
    void tell();
  });
  setInterval(() => void tell(), EVERY_MS);
  addEventListener("pagehide", () => written && navigator.sendBeacon(address, new URLSearchParams({ slut: "ja" })));
}
