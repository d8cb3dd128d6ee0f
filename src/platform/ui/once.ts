import { raw } from "hono/html";

type Html = ReturnType<typeof raw>;
/**
 * A part of a page that is made of something that was read and is remembered, and tells everybody the same: it is made once of each, and kept as long as
 * that is. `more` is all else that it is made of.
 */
export function onceOf<Of extends object, More extends readonly (string | number)[]>(make: (of: Of, ...more: More) => unknown): (of: Of, ...more: More) => Html {
  const made = new WeakMap<Of, Map<string, Html>>();
  return (of, ...more) => {
    const key = more.join("\u0000");
    const known = made.get(of) ?? new Map<string, Html>();
    made.set(of, known);
    const html = known.get(key) ?? raw(String(make(of, ...more)));
    known.set(key, html);
    return html;
  };
}
