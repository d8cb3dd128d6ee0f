// Keeps the visit form on the device, so that it opens where there is no connection: the page and what it is drawn with,
// the newest that was seen. Nothing else is kept, and nothing is sent from here.
interface WorkerEvent extends Event { readonly request: Request; waitUntil(work: Promise<unknown>): void; respondWith(answer: Promise<Response>): void }
interface FormWorker { readonly location: Location; readonly clients: { claim(): Promise<void> }; skipWaiting(): Promise<void>; addEventListener(name: string, listener: (event: WorkerEvent) => void): void }
const worker = self as unknown as FormWorker;
const CACHE = "rodtrad-besok";
const isForm = (url: URL): boolean => url.pathname.endsWith("/tillsyn/besok/ny");

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin || !(isForm(url) || url.pathname.startsWith("/static/"))) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    // The form is one page, whichever place it was opened for.
    const key = isForm(url) ? url.pathname : event.request.url;
    try {
      const answer = await fetch(event.request);
      if (answer.ok && !answer.redirected) await cache.put(key, answer.clone());
      return answer;
    } catch (error) {
      const kept = await cache.match(key);
      if (kept) return kept;
      throw error;
    }
  })());
});
