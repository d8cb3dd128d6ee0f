import { raw } from "hono/html";

type Html = ReturnType<typeof raw>;
/**
 * What is made of something that was read and is remembered, and is the same to everybody: each is made once, and kept as long as that is. `key` is all else
 * that it is made of. What is kept is shared: nobody changes it.
 */
export function keptEach<Of extends object, Value>(): (of: Of, key: string, make: () => Value) => Value {
  const made = new WeakMap<Of, Map<string, Value>>();
  return (of, key, make) => {
    const known = made.get(of) ?? new Map<string, Value>();
    made.set(of, known);
    const value = known.has(key) ? known.get(key)! : make();
    known.set(key, value);
    return value;
  };
}
/** As {@link keptEach}, of parts of a page. */
export function onceEach<Of extends object>(): (of: Of, key: string, make: () => unknown) => Html {
  const each = keptEach<Of, Html>();
  return (of, key, make) => each(of, key, () => raw(String(make())));
}
/** As {@link onceEach}, of one part that is made in one way: `more` is all else that it is made of. */
export function onceOf<Of extends object, More extends readonly (string | number)[]>(make: (of: Of, ...more: More) => unknown): (of: Of, ...more: More) => Html {
  const each = onceEach<Of>();
  return (of, ...more) => each(of, more.join("\u0000"), () => make(of, ...more));
}
