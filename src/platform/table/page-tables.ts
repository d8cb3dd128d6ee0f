import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { parseNumber } from "../swedish.ts";
import type { TableCell } from "./table-file.ts";

/** A table of a page, as its reader sees it. */
export interface PageTable {
  readonly name: string;
  readonly rows: readonly (readonly TableCell[])[];
}

const attribute = (element: Tree.Element, name: string): string | null => element.attrs.find((one) => one.name === name)?.value ?? null;
const classes = (element: Tree.Element): string[] => (attribute(element, "class") ?? "").split(/\s+/);
const children = (node: Tree.Node): Tree.ChildNode[] => ("childNodes" in node ? node.childNodes : []);
const isElement = (node: Tree.Node): node is Tree.Element => "tagName" in node;

/** What a cell says: a field by what is in it, and nothing that is only told to some, or only leads on. */
function textOf(node: Tree.Node): string {
  if (node.nodeName === "#text") return (node as Tree.TextNode).value;
  if (!isElement(node)) return "";
  if (attribute(node, "aria-hidden") === "true" || classes(node).includes("visually-hidden") || ["svg", "button", "template", "sup"].includes(node.tagName)) return "";
  // Where marks say it on the page, words say it in a file.
  const words = attribute(node, "data-words");
  if (words !== null) return words;
  if (node.tagName === "br" || node.tagName === "p") return ` ${children(node).map(textOf).join("")} `;
  if (node.tagName === "input") {
    const type = attribute(node, "type") ?? "text";
    if (type === "checkbox" || type === "radio") return attribute(node, "checked") === null ? "" : "ja ";
    return type === "hidden" ? "" : ` ${attribute(node, "value") ?? ""} `;
  }
  if (node.tagName === "select") {
    const options = children(node).filter((one): one is Tree.Element => isElement(one) && one.tagName === "option");
    const chosen = options.find((one) => attribute(one, "selected") !== null);
    return chosen && attribute(chosen, "value") !== "" ? ` ${children(chosen).map(textOf).join("")} ` : "";
  }
  return children(node).map(textOf).join("");
}

/** Whether it is what it is a heading of that names a table, where its caption does not. */
const HEADINGS = new Set(["h1", "h2", "h3"]);

/** The tables of a page with their headings, in order: numbers as they are shown, what is missing as empty. Cells that span are told once. */
export function tablesIn(html: string): PageTable[] {
  const found: PageTable[] = [];
  let heading = "";
  const clean = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim();
  const cellOf = (cell: Tree.Element): TableCell => {
    const text = clean(textOf(cell));
    const number = parseNumber(text);
    return text === "" || text === "–" ? null : number !== null && cell.tagName === "td" ? { number } : text;
  };
  const rowsOf = (node: Tree.Node): Tree.Element[] => children(node).flatMap((one) => (!isElement(one) ? [] : one.tagName === "tr" ? [one] : one.tagName === "table" ? [] : rowsOf(one)));
  const captionOf = (table: Tree.Element): string => {
    const caption = children(table).find((one): one is Tree.Element => isElement(one) && one.tagName === "caption");
    return caption ? clean(children(caption).map(textOf).join("")) : "";
  };
  const walk = (node: Tree.Node): void => {
    if (isElement(node) && HEADINGS.has(node.tagName)) heading = clean(textOf(node));
    if (isElement(node) && node.tagName === "table") {
      const rows = rowsOf(node).map((row) => children(row).filter((one): one is Tree.Element => isElement(one) && (one.tagName === "td" || one.tagName === "th")).flatMap((cell) => {
        const span = Math.min(50, Math.max(1, Number(attribute(cell, "colspan") ?? 1) || 1));
        return [cellOf(cell), ...Array.from({ length: span - 1 }, () => null)];
      }));
      if (rows.length) found.push({ name: captionOf(node) || heading || "Tabell", rows });
      return;
    }
    for (const child of children(node)) walk(child);
  };
  walk(parse(html));
  return found;
}
