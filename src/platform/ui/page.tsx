import { raw } from "hono/html";
import type { Child } from "hono/jsx";

export interface NavigationItem {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  /** Stands a little apart from the ones above. */
  readonly apart?: boolean;
}
export interface PageFrame {
  readonly title: string;
  readonly brand: { readonly label: string; readonly href: string };
  /** The switch in the top bar: what everything on the page is about. */
  readonly switcher: Child;
  readonly navigation: readonly NavigationItem[];
  /** Whether the chain is a text's contents: longer words, and out of the way on a narrow screen. */
  readonly contents?: boolean;
  readonly footer: Child;
  /** Stands first on paper, where the top bar is not: whose the page is. */
  readonly printHead: string;
  /** Names of browser scripts in /static; pages work without them. */
  readonly islands: readonly string[];
  readonly styleHref: string;
  /** What is the page's own beside the style sheet. */
  readonly style?: string;
  /** ISO 639-1; Swedish where it is left out. */
  readonly language?: string;
  readonly children: Child;
}

/** The frame of every page: skip link, top bar, the chain at the left, content. */
export const Page = (frame: PageFrame) => (
  <html lang={frame.language ?? "sv"}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{frame.title}</title>
      <link rel="stylesheet" href={frame.styleHref} />
      {frame.style && <style>{raw(frame.style)}</style>}
      <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect x='6.5' width='3' height='16' fill='%23b91c1c'/%3E%3C/svg%3E" />
      {frame.islands.map((name) => <script type="module" src={`/static/${name}.js`}></script>)}
    </head>
    <body>
      <a class="skip" href="#innehall">Hoppa till innehållet</a>
      <header class="top">
        <div>
          <a class="brand" href={frame.brand.href}>{frame.brand.label}</a>
          {frame.switcher}
        </div>
      </header>
      <div class={frame.contents ? "frame of-text" : "frame"}>
        {frame.navigation.length === 0 ? <div></div> : <nav class="chain" aria-label={frame.contents ? "Innehåll" : "Huvudmeny"}>
          <ul>
            {frame.navigation.map((item) => (
              <li class={item.apart ? "apart" : undefined}><a href={item.href} aria-current={item.current ? "page" : undefined}>{item.label}</a></li>
            ))}
          </ul>
        </nav>}
        <main id="innehall" tabindex={-1}><p class="print-only">{frame.printHead}</p>{frame.children}</main>
      </div>
      <footer class="foot"><p>{frame.footer}</p></footer>
    </body>
  </html>
);

/** A piece of a page as it is written. */
export const documentPart = (part: Child): string => (part as { toString(): string }).toString();
export const documentOf = (page: Child): string => `<!doctype html>${(page as { toString(): string }).toString()}`;

/** One clear sentence for what could not be done, where the eye lands first; it leads to the field that it is about. */
export const FailureBox = ({ field, heading, message }: { field?: string | undefined; heading: string; message: string }) => (
  <div class="failure" role="alert" tabindex={-1} id="fel" autofocus><h2>{heading}</h2><p id="fel-mening">{field ? <a href={`#falt-${field}`}>{message}</a> : message}</p></div>
);

/** What makes a field the one that a failure is about: where its sentence leads, and told to those who do not see. */
export const fieldOf = (failure: { readonly field?: string | undefined } | null, name: string) => ({
  id: `falt-${name}`, ...(failure?.field === name ? { "aria-invalid": "true" as const, "aria-describedby": "fel-mening" } : {}),
});

export { raw };
