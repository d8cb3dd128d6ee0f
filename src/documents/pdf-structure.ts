import { decodePDFRawStream, PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRawStream, PDFStream, PDFString } from "@cantoo/pdf-lib";
import type { PDFDocument, PDFObject, PDFPage } from "@cantoo/pdf-lib";

/** A tag in the structure tree, with its role looked up in the document's role map. */
export interface StructureElement {
  readonly dict: PDFDict;
  readonly role: string;
  readonly parent: StructureElement | null;
  readonly children: readonly StructureElement[];
  /** Keys, as {@link contentKey} makes them, of the marked content that the tag holds. */
  readonly content: readonly string[];
  /** References to the annotations that the tag holds. */
  readonly objects: readonly string[];
}

export interface StructureTree {
  readonly root: PDFDict;
  /** All tags in reading order. */
  readonly elements: readonly StructureElement[];
}

export interface TableRow {
  readonly section: "Table" | "THead" | "TBody" | "TFoot";
  readonly cells: readonly { readonly cell: StructureElement; readonly column: number }[];
  /** How many columns the row fills, counting cells that reach down into it. */
  readonly columns: number;
}

/** How a page's content is marked. */
export interface ContentMarks {
  /** Keys of the marked content that the structure tree should hold. */
  readonly tagged: ReadonlySet<string>;
  /** How many times something is painted that is neither tagged nor an artifact. */
  readonly untagged: number;
}

interface Operation {
  readonly operator: string;
  readonly operands: readonly string[];
}

const MAX_SPAN = 1000;
const PAINTING: ReadonlySet<string> = new Set(["Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"]);
const TOKEN = /[\s\0]+|%[^\r\n]*|<<|>>|<[\dA-Fa-f\s\0]*>|[[\]{}]|\/[^\s\0()<>[\]{}/%]*|[^\s\0()<>[\]{}/%]+/y;
const OPERAND = /^([[\]{}<>/(]|[+-]?\.?\d|(true|false|null)$)/;
const INLINE_IMAGE_END = /[\s\0]EI(?=[\s\0]|$)/g;

/** The structure types of PDF 1.7. */
export const STANDARD_ROLES: ReadonlySet<string> = new Set(
  [
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody",
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form",
  ].flatMap((line) => line.split(" ")),
);

export function valueAt(dict: PDFDict | null, key: string): PDFObject | undefined {
  return dict?.lookup(PDFName.of(key));
}

export function dictAt(dict: PDFDict | null, key: string): PDFDict | null {
  const value = valueAt(dict, key);
  return value instanceof PDFDict ? value : null;
}

/** The text of a string or a name; null where there is none. */
export function textAt(dict: PDFDict | null, key: string): string | null {
  const value = valueAt(dict, key);
  return value instanceof PDFString || value instanceof PDFHexString || value instanceof PDFName ? value.decodeText() : null;
}

export function numberAt(dict: PDFDict | null, key: string): number | null {
  const value = valueAt(dict, key);
  return value instanceof PDFNumber ? value.asNumber() : null;
}

/** The items of an array as they stand, references not followed; PDF lets a lone item stand without its array. */
export function itemsAt(dict: PDFDict, key: string): PDFObject[] {
  const value = valueAt(dict, key);
  if (value === undefined) return [];
  return value instanceof PDFArray ? value.asArray() : [dict.get(PDFName.of(key))!];
}

/** The dictionaries in an array, references followed. */
export function dictsAt(dict: PDFDict | null, key: string): PDFDict[] {
  if (!dict) return [];
  return itemsAt(dict, key).map((item) => dict.context.lookup(item)).filter((item) => item instanceof PDFDict);
}

/** @throws when the stream is damaged. */
export function bytesOf(stream: PDFObject | undefined): Uint8Array {
  if (stream instanceof PDFRawStream) return decodePDFRawStream(stream).decode();
  if (stream instanceof PDFStream) return stream.getContents();
  throw new Error("a stream is missing");
}

/** Names a piece of marked content by the page, or form, that it stands on. */
export const contentKey = (owner: PDFObject | undefined, mcid: number): string => `${owner} ${mcid}`;

/** Reads the structure tree; null in a PDF without tags. */
export function structureOf(document: PDFDocument): StructureTree | null {
  const root = dictAt(document.catalog, "StructTreeRoot");
  if (!root) return null;
  const roleMap = dictAt(root, "RoleMap");
  const elements: StructureElement[] = [];
  const seen = new Set<PDFDict>();

  const readKids = (dict: PDFDict, parent: StructureElement | null): { children: StructureElement[]; content: string[]; objects: string[] } => {
    const found = { children: [] as StructureElement[], content: [] as string[], objects: [] as string[] };
    const page = dict.get(PDFName.of("Pg"));
    for (const item of itemsAt(dict, "K")) {
      const kid = dict.context.lookup(item);
      if (kid instanceof PDFNumber) found.content.push(contentKey(page, kid.asNumber()));
      if (!(kid instanceof PDFDict) || seen.has(kid)) continue;
      seen.add(kid);
      const mcid = numberAt(kid, "MCID");
      const object = kid.get(PDFName.of("Obj"));
      if (mcid !== null) found.content.push(contentKey(kid.get(PDFName.of("Stm")) ?? kid.get(PDFName.of("Pg")) ?? page, mcid));
      else if (object) found.objects.push(String(object));
      else if (kid.has(PDFName.of("S"))) found.children.push(read(kid, parent));
    }
    return found;
  };
  const read = (dict: PDFDict, parent: StructureElement | null): StructureElement => {
    const role = roleOf(dict, roleMap);
    const element = { dict, role, parent, children: [] as StructureElement[], content: [] as string[], objects: [] as string[] };
    elements.push(element);
    return Object.assign(element, readKids(dict, element));
  };

  readKids(root, null);
  return { root, elements };
}

function roleOf(dict: PDFDict, roleMap: PDFDict | null): string {
  const passed = new Set<string>();
  let role = textAt(dict, "S") ?? "";
  while (!STANDARD_ROLES.has(role) && !passed.has(role)) {
    passed.add(role);
    role = textAt(roleMap, role) ?? role;
  }
  return role;
}

/** The table attributes of a cell that state the named one; null where none does. */
export function tableAttributes(cell: PDFDict, key: string): PDFDict | null {
  return dictsAt(cell, "A").find((attributes) => textAt(attributes, "O") === "Table" && attributes.has(PDFName.of(key))) ?? null;
}

export function spanOf({ dict }: StructureElement, key: "RowSpan" | "ColSpan"): number {
  return Math.min(MAX_SPAN, Math.max(1, numberAt(tableAttributes(dict, key), key) ?? 1));
}

/** Lays a table's cells out in columns, those that reach over several rows or columns included. */
export function tableRows(table: StructureElement): TableRow[] {
  const rows: TableRow[] = [];
  const rowsLeft: number[] = [];
  for (const { section, row } of rowsOf(table)) {
    const open = rowsLeft.filter((left) => left > 0).length;
    let column = 0;
    let filled = 0;
    const cells = [];
    for (const cell of row.children.filter(({ role }) => role === "TH" || role === "TD")) {
      while ((rowsLeft[column] ?? 0) > 0) column++;
      cells.push({ cell, column });
      for (const end = column + spanOf(cell, "ColSpan"); column < end; column++, filled++) rowsLeft[column] = spanOf(cell, "RowSpan");
    }
    for (let index = 0; index < rowsLeft.length; index++) rowsLeft[index] = Math.max(0, (rowsLeft[index] ?? 0) - 1);
    rows.push({ section, cells, columns: open + filled });
  }
  return rows;
}

function rowsOf(table: StructureElement): { section: TableRow["section"]; row: StructureElement }[] {
  return table.children.flatMap((child): { section: TableRow["section"]; row: StructureElement }[] => {
    if (child.role === "TR") return [{ section: "Table", row: child }];
    if (child.role !== "THead" && child.role !== "TBody" && child.role !== "TFoot") return [];
    const section = child.role;
    return child.children.filter(({ role }) => role === "TR").map((row) => ({ section, row }));
  });
}

/** The data cell that should be its body row's header; null where the row has a header or a cell above reaches down into it. */
export function missingRowHeader({ section, cells }: TableRow): StructureElement | null {
  const [first] = cells;
  if (section === "THead" || section === "TFoot" || first?.column !== 0 || cells.some(({ cell }) => cell.role === "TH")) return null;
  return first.cell;
}

/** Goes through what a page paints, into the forms it draws. @throws when a stream is damaged. */
export function marksOf(page: PDFPage): ContentMarks {
  const tagged = new Set<string>();
  const passed = new Set<PDFObject>();
  let untagged = 0;

  const scan = (content: string, owner: PDFObject, resources: PDFDict | null) => {
    const covers: boolean[] = [];
    for (const { operator, operands } of operationsOf(content)) {
      if (operator === "BMC" || operator === "BDC") {
        const mcid = operator === "BDC" ? mcidOf(operands, resources) : null;
        if (mcid !== null) tagged.add(contentKey(owner, mcid));
        covers.push(mcid !== null || operands[0] === "/Artifact");
      } else if (operator === "EMC") covers.pop();
      else if (PAINTING.has(operator) && !covers.includes(true)) {
        const form = operator === "Do" ? formNamed(operands.at(-1), resources) : null;
        if (!form) untagged++;
        else if (!passed.has(form.stream)) {
          passed.add(form.stream);
          scan(textOf(form.stream), form.reference, dictAt(form.stream.dict, "Resources") ?? resources);
        }
      }
    }
  };

  const streams = itemsAt(page.node, "Contents").map((item) => page.node.context.lookup(item));
  scan(streams.map(textOf).join("\n"), page.ref, page.node.Resources() ?? null);
  return { tagged, untagged };
}

const textOf = (stream: PDFObject | undefined): string => Buffer.from(bytesOf(stream)).toString("latin1");

function formNamed(name: string | undefined, resources: PDFDict | null): { stream: PDFRawStream; reference: PDFObject } | null {
  const forms = dictAt(resources, "XObject");
  const key = name?.slice(1) ?? "";
  const stream = valueAt(forms, key);
  const reference = forms?.get(PDFName.of(key));
  return stream instanceof PDFRawStream && reference && textAt(stream.dict, "Subtype") === "Form" ? { stream, reference } : null;
}

/** The number of marked content, stated in place or by name among the resources. */
function mcidOf(operands: readonly string[], resources: PDFDict | null): number | null {
  const key = operands.indexOf("/MCID");
  if (key > 0) return Number(operands[key + 1]);
  const name = operands.at(-1) ?? "";
  return name.startsWith("/") ? numberAt(dictAt(dictAt(resources, "Properties"), name.slice(1)), "MCID") : null;
}

function* operationsOf(content: string): Generator<Operation> {
  let operands: string[] = [];
  for (let at = 0; at < content.length; ) {
    const token = content[at] === "(" ? stringAt(content, at) : tokenAt(content, at);
    at += token.length;
    if (/^[\s\0%]/.test(token)) continue;
    if (OPERAND.test(token)) {
      operands.push(token);
      continue;
    }
    if (token === "ID") {
      INLINE_IMAGE_END.lastIndex = at;
      at = INLINE_IMAGE_END.test(content) ? INLINE_IMAGE_END.lastIndex : content.length;
    }
    yield { operator: token === "ID" ? "EI" : token, operands };
    operands = [];
  }
}

function tokenAt(content: string, at: number): string {
  TOKEN.lastIndex = at;
  return TOKEN.exec(content)?.[0] ?? content[at]!;
}

function stringAt(content: string, from: number): string {
  let depth = 0;
  for (let at = from; at < content.length; at++) {
    if (content[at] === "\\") at++;
    else if (content[at] === "(") depth++;
    else if (content[at] === ")" && --depth === 0) return content.slice(from, at + 1);
  }
  return content.slice(from);
}
