import {
  PDFArray, PDFBool, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, PDFPage, PDFPageLeaf, PDFRawStream, PDFRef, PDFString,
  type PDFContext, type PDFObject,
} from "@cantoo/pdf-lib";
import { dictAt, dictsAt, itemsAt, numberAt, structureOf, textAt, valueAt, type StructureTree } from "./pdf-structure.ts";

/** A file whose pages stand in another, after the page where a heading stands. */
export interface InsertedPdf {
  /** Which of the document's headings it follows, from 0, as they are read. */
  readonly heading: number;
  readonly title: string;
  readonly bytes: Uint8Array;
  /** Whether nothing was found against its accessibility (PDF/UA-1). */
  readonly accessible: boolean;
}

const name = PDFName.of;
const UA_PART = /<pdfuaid:part>\d<\/pdfuaid:part>|pdfuaid:part="\d"/;
/** What a page takes from those above it (ISO 32000-1, 7.7.3.4). */
const INHERITED = ["Resources", "MediaBox", "CropBox", "Rotate"];
/** Things of a page that act, or lead to what does not come along. */
const LEFT_OUT = new Set(["Parent", "AA", "B", "PieceInfo", "Metadata"]);

/**
 * Puts files into a tagged PDF of our own. What they have of tags comes along under a tag of their own; what has none is tagged
 * page by page, so that nothing is silent to who listens. A file that is not accessible takes the mark of PDF/UA from the whole.
 * @throws where a file cannot be read.
 */
export async function insertPdfs(pdf: Uint8Array, inserted: readonly InsertedPdf[], headings: number): Promise<Uint8Array> {
  if (!inserted.length) return pdf;
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const places = outlinePages(document).slice(-headings);
  const tree = new TreeOfTags(document);
  const before = document.getPages().map(({ ref }) => String(ref));
  for (const { bytes, heading, title } of inserted) {
    const page = places[heading];
    if (!page) throw new Error(`The document has no heading ${heading}`);
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    const at = document.getPages().findIndex(({ ref }) => ref === page);
    const copied = copyPages(source, document, tree.nextKey);
    for (const [index, own] of copied.pages.entries()) document.insertPage(at + 1 + index, own);
    tree.insert(copied, title, before.slice(0, before.indexOf(String(page)) + 1));
  }
  tree.finish();
  if (inserted.some(({ accessible }) => !accessible)) withoutUaMark(document);
  return document.save({ useObjectStreams: true, updateFieldAppearances: false });
}

/** The page that each bookmark leads to, in order. */
function outlinePages({ catalog }: PDFDocument): PDFRef[] {
  const pages: PDFRef[] = [];
  const follow = (first: PDFDict | null) => {
    for (let item = first; item; item = dictAt(item, "Next")) {
      const destination = valueAt(item, "Dest") ?? valueAt(dictAt(item, "A"), "D");
      const page = destination instanceof PDFArray ? destination.get(0) : undefined;
      if (page instanceof PDFRef) pages.push(page);
      follow(dictAt(item, "First"));
    }
  };
  follow(dictAt(dictAt(catalog, "Outlines"), "First"));
  return pages;
}

interface CopiedPages {
  readonly pages: readonly PDFPage[];
  /** The tags that stood above all others in the file; null where it has none. */
  readonly tags: readonly PDFRef[] | null;
  /** The structure of the file, with its own objects. */
  readonly structure: StructureTree | null;
  readonly source: PDFDocument;
  readonly copy: (value: PDFObject) => PDFObject;
}

/** Copies a file's pages with all that they need. Numbers into the tree of tags go on from a first one. */
function copyPages(source: PDFDocument, target: PDFDocument, firstKey: number): CopiedPages {
  const structure = structureOf(source);
  const tagged = structure !== null && structure.elements.length > 0 && String(valueAt(dictAt(source.catalog, "MarkInfo"), "Marked")) === "true";
  const known = new Map<string, PDFRef>();
  const waiting: [PDFRef, PDFRef][] = [];
  const reference = (from: PDFRef): PDFRef => {
    const done = known.get(String(from));
    if (done) return done;
    const to = target.context.nextRef();
    known.set(String(from), to);
    waiting.push([from, to]);
    return to;
  };
  const copyDict = (dict: PDFDict): PDFDict => {
    const own = target.context.obj({});
    const page = textAt(dict, "Type") === "Page";
    for (const [key, value] of dict.entries()) {
      const word = key.decodeText();
      if (page && LEFT_OUT.has(word)) continue;
      if (word === "StructParents" || word === "StructParent") {
        if (tagged && value instanceof PDFNumber) own.set(key, PDFNumber.of(value.asNumber() + firstKey));
      } else own.set(key, copy(value));
    }
    if (page) {
      for (const word of INHERITED) {
        for (let above = dict, depth = 0; above && !own.has(name(word)) && depth < 50; above = dictAt(above, "Parent")!, depth++) {
          const value = above.get(name(word));
          if (value) own.set(name(word), copy(value));
        }
      }
    }
    return own;
  };
  const copy = (value: PDFObject): PDFObject => {
    if (value instanceof PDFRef) return reference(value);
    if (value instanceof PDFDict) return copyDict(value);
    if (value instanceof PDFArray) {
      const own = target.context.obj([]);
      for (const item of value.asArray()) own.push(copy(item));
      return own;
    }
    if (value instanceof PDFRawStream) return PDFRawStream.of(copyDict(value.dict), value.contents);
    if (value instanceof PDFName) return name(value.decodeText());
    if (value instanceof PDFNumber) return PDFNumber.of(value.asNumber());
    if (value instanceof PDFHexString) return PDFHexString.of(value.asString());
    if (value instanceof PDFString) return PDFString.of(value.asString());
    if (value instanceof PDFBool) return value;
    return PDFNull;
  };
  const drain = () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const value = source.context.lookup(next[0]);
      target.context.assign(next[1], value === undefined ? PDFNull : copy(value));
    }
  };
  const refs = source.getPages().map(({ ref }) => reference(ref));
  const tags = tagged ? itemsAt(structure.root, "K").filter((item) => item instanceof PDFRef).map((item) => reference(item as PDFRef)) : null;
  drain();
  const draining = (value: PDFObject): PDFObject => {
    const own = copy(value);
    drain();
    return own;
  };
  const pages = refs.map((ref) => pageOf(target, ref));
  for (const annotation of pages.flatMap(({ node }) => dictsAt(node, "Annots"))) {
    annotation.delete(name("AA"));
    if (!isAddress(dictAt(annotation, "A"))) annotation.delete(name("A"));
  }
  return { pages, tags, structure, source, copy: draining };
}
const isAddress = (action: PDFDict | null): boolean => textAt(action, "S") === "URI" || textAt(action, "S") === "GoTo";

function pageOf(document: PDFDocument, ref: PDFRef): PDFPage {
  const leaf = PDFPageLeaf.fromMapWithContext(new Map(document.context.lookup(ref, PDFDict).entries()), document.context, false);
  document.context.assign(ref, leaf);
  return PDFPage.of(leaf, ref, document);
}

/** The tree of tags of a PDF as Typst writes it, into which others are put. */
class TreeOfTags {
  readonly #context: PDFContext;
  readonly #root: PDFDict;
  readonly #body: PDFDict;
  readonly #bodyRef: PDFObject;
  /** What stood in it before anything was put in. */
  readonly #kids: PDFObject[];
  readonly #after = new Map<number, PDFRef[]>();
  readonly #parents: PDFArray;
  readonly #ids: [id: PDFObject, element: PDFObject][] = [];
  #count = 0;
  nextKey: number;

  constructor(document: PDFDocument) {
    this.#context = document.context;
    this.#root = dictAt(document.catalog, "StructTreeRoot")!;
    [this.#bodyRef] = itemsAt(this.#root, "K") as [PDFObject];
    this.#body = this.#context.lookup(this.#bodyRef, PDFDict);
    this.#kids = itemsAt(this.#body, "K");
    const parentTree = dictAt(this.#root, "ParentTree")!;
    this.#parents = valueAt(parentTree, "Nums") as PDFArray;
    this.nextKey = numberAt(this.#root, "ParentTreeNextKey") ?? 0;
  }

  /** @param read the pages of the document up to where the file was put. */
  insert(copied: CopiedPages, title: string, read: readonly string[]): void {
    const own = this.#context.obj({ Type: "StructElem", S: "Sect", T: PDFHexString.fromText(title) });
    const ref = this.#context.register(own);
    own.set(name("P"), this.#bodyRef);
    const language = textAt(copied.source.catalog, "Lang");
    if (language) own.set(name("Lang"), PDFString.of(language));
    own.set(name("K"), this.#context.obj(copied.tags ? this.#adopt(copied, ref) : this.#describe(copied.pages, ref, title)));
    const at = lastIndex(this.#kids, (kid) => pagesOf(this.#context, kid).some((page) => read.includes(page)));
    this.#after.set(at, [...(this.#after.get(at) ?? []), ref]);
    this.#count++;
  }

  /** Tags that came along, with standard roles, and identities of their own. */
  #adopt({ copy, source, structure, tags }: CopiedPages, parent: PDFRef): PDFRef[] {
    const places = new Map(source.context.enumerateIndirectObjects().map(([place, value]) => [value, place]));
    for (const { dict, role } of structure!.elements) {
      const from = places.get(dict);
      if (!from) continue;
      const element = this.#context.lookup(copy(from), PDFDict);
      element.set(name("S"), name(role === "Document" ? "Part" : role));
      element.delete(name("NS"));
      element.delete(name("C"));
      const id = valueAt(element, "ID");
      if (id instanceof PDFString || id instanceof PDFHexString) {
        const mine = this.#identity(id);
        element.set(name("ID"), mine);
        this.#ids.push([mine, copy(from)]);
      }
      for (const attributes of dictsAt(element, "A")) {
        const headers = valueAt(attributes, "Headers");
        if (headers instanceof PDFArray) attributes.set(name("Headers"), this.#context.obj(headers.asArray().map((one) => (one instanceof PDFString || one instanceof PDFHexString ? this.#identity(one) : one))));
      }
    }
    for (const tag of tags!) this.#context.lookup(tag, PDFDict).set(name("P"), parent);
    const numbers = numbersOf(dictAt(structure!.root, "ParentTree"));
    for (const [key, value] of numbers) this.#own(key + this.nextKey, copy(value));
    this.nextKey += Math.max(0, ...numbers.map(([key]) => key + 1), numberAt(structure!.root, "ParentTreeNextKey") ?? 0);
    return [...tags!];
  }
  #identity = (id: PDFString | PDFHexString): PDFHexString => PDFHexString.fromText(`${this.#count}-${id.decodeText()}`);

  /** Tags for pages that have none: their text as it is painted, or that they are a picture. */
  #describe(pages: readonly PDFPage[], parent: PDFRef, title: string): PDFRef[] {
    return pages.map((page, index) => {
      const { context } = page.node;
      const pictured = !dictAt(page.node.Resources() ?? null, "Font")?.keys().length;
      const element = context.obj({ Type: "StructElem", S: pictured ? "Figure" : "P", P: parent, Pg: page.ref, K: 0 });
      if (pictured) element.set(name("Alt"), PDFHexString.fromText(`Sida ${index + 1} av ${pages.length} i ${title}, som bild.`));
      const ref = context.register(element);
      const stream = (text: string) => context.register(context.flateStream(text));
      page.node.set(name("Contents"), context.obj([stream(`/${pictured ? "Figure" : "P"} <</MCID 0>> BDC q\n`), ...itemsAt(page.node, "Contents"), stream("\nQ EMC\n")]));
      page.node.set(name("StructParents"), PDFNumber.of(this.nextKey));
      // A link that no tag holds is no help to who listens; its words stand.
      const kept = itemsAt(page.node, "Annots").filter((one) => textAt(context.lookup(one) as PDFDict, "Subtype") !== "Link");
      if (kept.length) page.node.set(name("Annots"), context.obj(kept));
      else page.node.delete(name("Annots"));
      this.#own(this.nextKey++, context.obj([ref]));
      return ref;
    });
  }
  #own(key: number, value: PDFObject): void {
    this.#parents.push(PDFNumber.of(key));
    this.#parents.push(value);
  }

  finish(): void {
    const kids = this.#kids.flatMap((kid, index) => [kid, ...(this.#after.get(index) ?? [])]);
    this.#body.set(name("K"), this.#context.obj([...(this.#after.get(-1) ?? []), ...kids]));
    this.#root.set(name("ParentTreeNextKey"), PDFNumber.of(this.nextKey));
    if (!this.#ids.length) return;
    const known = dictAt(this.#root, "IDTree");
    const all = [...namesOf(known), ...this.#ids].sort(([a], [b]) => Buffer.compare(bytesOfText(a), bytesOfText(b)));
    const names = this.#context.obj([]);
    for (const pair of all) for (const value of pair) names.push(value);
    this.#root.set(name("IDTree"), this.#context.obj({ Names: names }));
  }
}
const lastIndex = <T>(all: readonly T[], fits: (one: T) => boolean): number => { for (let index = all.length - 1; index >= 0; index--) if (fits(all[index]!)) return index; return -1; };
const bytesOfText = (id: PDFObject): Uint8Array => (id instanceof PDFString || id instanceof PDFHexString ? id.asBytes() : new Uint8Array());

/** The pages that a tag, and those in it, stand on. */
function pagesOf(context: PDFContext, item: PDFObject): string[] {
  const pages = new Set<string>();
  const waiting = [item];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const kid = context.lookup(next);
    if (!(kid instanceof PDFDict)) continue;
    const page = kid.get(name("Pg"));
    if (page) pages.add(String(page));
    waiting.push(...itemsAt(kid, "K"));
  }
  return [...pages];
}

/** All pairs of a number tree. */
function numbersOf(tree: PDFDict | null): [number, PDFObject][] {
  const pairs: [number, PDFObject][] = [];
  const waiting = tree ? [tree] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const numbers = itemsAt(next, "Nums");
    for (let index = 0; index + 1 < numbers.length; index += 2) pairs.push([(numbers[index] as PDFNumber).asNumber(), numbers[index + 1]!]);
    waiting.push(...dictsAt(next, "Kids"));
  }
  return pairs;
}
function namesOf(tree: PDFDict | null): [PDFObject, PDFObject][] {
  const pairs: [PDFObject, PDFObject][] = [];
  const waiting = tree ? [tree] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const names = itemsAt(next, "Names");
    for (let index = 0; index + 1 < names.length; index += 2) pairs.push([names[index]!, names[index + 1]!]);
    waiting.push(...dictsAt(next, "Kids"));
  }
  return pairs;
}

/** Takes away the claim that a document is PDF/UA, where a part of it is not. */
function withoutUaMark(document: PDFDocument): void {
  const metadata = valueAt(document.catalog, "Metadata");
  if (!(metadata instanceof PDFRawStream)) return;
  const text = Buffer.from(metadata.contents).toString("latin1").replace(UA_PART, "");
  document.catalog.set(name("Metadata"), document.context.register(document.context.stream(Buffer.from(text, "latin1"), { Type: "Metadata", Subtype: "XML" })));
}

