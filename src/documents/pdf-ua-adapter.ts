import { PDFDict, PDFDocument, PDFStream, type PDFObject, type PDFPage } from "@cantoo/pdf-lib";
import {
  bytesOf, dictAt, dictsAt, itemsAt, marksOf, missingRowHeader, numberAt, spanOf, STANDARD_ROLES, structureOf, tableAttributes, tableRows, textAt,
  valueAt, type ContentMarks, type StructureElement, type StructureTree, type TableRow,
} from "./pdf-structure.ts";

/** A breach of PDF/UA-1, or of what we ask for on top of it. */
export interface PdfUaFinding {
  /** The checkpoint of the Matterhorn Protocol, or "own" for what is ours alone. */
  readonly rule: string;
  readonly message: string;
}

export interface PdfUaReport {
  readonly findings: readonly PdfUaFinding[];
  readonly pages: number;
  readonly tables: number;
  readonly figures: number;
  readonly headings: number;
  readonly language: string | null;
  readonly title: string | null;
}

interface Link {
  readonly dict: PDFDict;
  readonly reference: string;
}
interface Page {
  readonly dict: PDFDict;
  readonly number: number;
  readonly marks: ContentMarks;
  readonly annotated: boolean;
  readonly links: readonly Link[];
}
interface Subject {
  readonly catalog: PDFDict;
  readonly xmp: string | null;
  readonly language: string | null;
  readonly tree: StructureTree | null;
  readonly elements: readonly StructureElement[];
  readonly tables: readonly (readonly TableRow[])[];
  readonly pages: readonly Page[];
  readonly links: readonly Link[];
  readonly fonts: readonly PDFDict[];
}
/** Gives a sentence for each fault it finds. */
type Check = (subject: Subject) => readonly string[];

const HEADING = /^H[1-6]$/;
const MAX_DEPTH = 20;
const UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/";

const CHECKS: readonly (readonly [rule: string, check: Check])[] = [
  ["06-001", missingMetadata],
  ["06-002", missingUaIdentifier],
  ["06-003", missingMetadataTitle],
  ["01", notMarkedAsTagged],
  ["01", missingStructure],
  ["01", incompleteParentTree],
  ["01-005", untaggedContent],
  ["01-005", contentOutsideStructure],
  ["02-001", unknownRoles],
  ["07-001", titleDisplayNotStated],
  ["07-002", titleNotDisplayed],
  ["09-004", misplaced({ TR: ["Table", "THead", "TBody", "TFoot"], TH: ["TR"], TD: ["TR"], THead: ["Table"], TBody: ["Table"], TFoot: ["Table"] })],
  ["09-005", misplaced({ LI: ["L"], LBody: ["LI"] })],
  ["09-006", misplaced({ TOCI: ["TOC"] })],
  ["10-001", fontsWithoutUnicode],
  ["11-006", missingLanguage],
  ["own", foreignLanguage],
  ["13-004", withoutAlternative("Figure", "figurer")],
  ["14-002", wrongFirstHeading],
  ["14-003", skippedHeadings],
  ["15", tablesWithoutHeaders],
  ["15", irregularTables],
  ["15-003", headersWithoutScope],
  ["own", rowsWithoutHeader],
  ["17-002", withoutAlternative("Formula", "formler")],
  ["19-003", notesWithoutId],
  ["19-004", notesSharingId],
  ["own", missingBookmarks],
  ["28-008", annotatedPagesWithoutTabOrder],
  ["28-009", annotatedPagesInWrongTabOrder],
  ["28-011", linksOutsideStructure],
  ["28-011", linksWithoutStructParent],
  ["28-012", linksWithoutDescription],
  ["31-009", fontsNotEmbedded],
];

/** Checks a PDF against what a machine can check of PDF/UA-1, and against our own stricter rules. A damaged PDF is a finding. */
export async function checkPdfUa(pdf: Uint8Array): Promise<PdfUaReport> {
  try {
    const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
    const subject = subjectOf(document);
    const count = (matches: (role: string) => boolean) => subject.elements.filter(({ role }) => matches(role)).length;
    return {
      findings: CHECKS.flatMap(([rule, check]) => check(subject).map((message) => ({ rule, message }))),
      pages: subject.pages.length,
      tables: subject.tables.length,
      figures: count((role) => role === "Figure"),
      headings: count((role) => HEADING.test(role)),
      language: subject.language,
      title: document.getTitle() ?? null,
    };
  } catch {
    const message = "PDF-filen är skadad eller låst och går inte att kontrollera.";
    return { findings: [{ rule: "own", message }], pages: 0, tables: 0, figures: 0, headings: 0, language: null, title: null };
  }
}

function subjectOf(document: PDFDocument): Subject {
  const { catalog } = document;
  const tree = structureOf(document);
  const elements = tree?.elements ?? [];
  const metadata = valueAt(catalog, "Metadata");
  const pages = document.getPages().map(pageOf);
  return {
    catalog,
    xmp: metadata ? Buffer.from(bytesOf(metadata)).toString("utf8") : null,
    language: textAt(catalog, "Lang"),
    tree,
    elements,
    tables: elements.filter(({ role }) => role === "Table").map(tableRows),
    pages,
    links: pages.flatMap(({ links }) => links),
    fonts: fontsOf(document.getPages()),
  };
}

function pageOf(page: PDFPage, index: number): Page {
  const annotations = itemsAt(page.node, "Annots").map((item) => ({ reference: String(item), dict: page.node.context.lookup(item) }));
  const links = annotations.filter((link): link is Link => link.dict instanceof PDFDict && textAt(link.dict, "Subtype") === "Link");
  return { dict: page.node, number: index + 1, marks: marksOf(page), annotated: annotations.length > 0, links };
}

const isTrue = (dict: PDFDict | null, key: string): boolean => String(valueAt(dict, key)) === "true";
const when = (fault: boolean, message: string): string[] => (fault ? [message] : []);

/** One sentence for all that share a fault: "2 av 3 figurer saknar …". */
const share = (faulty: number, all: number, noun: string, fault: string): string[] => when(faulty > 0, `${faulty} av ${all} ${noun} ${fault}.`);
const faulty = <T>(all: readonly T[], isFaulty: (item: T) => boolean, noun: string, fault: string): string[] =>
  share(all.filter(isFaulty).length, all.length, noun, fault);

const pageList = (pages: readonly Page[]): string => `${pages.length === 1 ? "Sidan" : "Sidorna"} ${pages.map(({ number }) => number).join(", ")}`;
const onPages = (pages: readonly Page[], fault: string): string[] => when(pages.length > 0, `${pageList(pages)} ${fault}.`);

function missingMetadata({ xmp }: Subject): string[] {
  return when(xmp === null, "Dokumentet saknar metadata i XMP.");
}

function missingUaIdentifier({ xmp }: Subject): string[] {
  const stated = xmp === null || (xmp.includes(UA_NAMESPACE) && /pdfuaid:part(?:\s*=\s*["']|>)\s*1\b/.test(xmp));
  return when(!stated, "Metadata anger inte att dokumentet följer PDF/UA-1.");
}

function missingMetadataTitle({ xmp }: Subject): string[] {
  return when(xmp !== null && !/<dc:title>[^]*?<rdf:li[^>]*>\s*[^<\s][^]*?<\/dc:title>/.test(xmp), "Metadata saknar dokumentets titel.");
}

function notMarkedAsTagged({ catalog }: Subject): string[] {
  return when(!isTrue(dictAt(catalog, "MarkInfo"), "Marked"), "Dokumentet är inte märkt som taggat.");
}

function missingStructure({ tree, elements }: Subject): string[] {
  if (!tree) return ["Dokumentet saknar taggar."];
  return when(!elements.some(({ content }) => content.length > 0), "Dokumentets taggar är tomma.");
}

function incompleteParentTree({ tree, pages }: Subject): string[] {
  if (!tree) return [];
  const parents = dictAt(tree.root, "ParentTree");
  if (!parents) return ["Dokumentet saknar förteckningen från innehåll till taggar."];
  const known = numberTreeKeys(parents);
  const unknown = pages.filter(({ dict, marks }) => marks.tagged.size > 0 && !known.has(numberAt(dict, "StructParents") ?? NaN));
  return onPages(unknown, "saknas i förteckningen från innehåll till taggar");
}

function numberTreeKeys(node: PDFDict, depth = 0): Set<number> {
  const keys = itemsAt(node, "Nums").filter((_, index) => index % 2 === 0).map((key) => Number(String(key)));
  const below = depth < MAX_DEPTH ? dictsAt(node, "Kids").flatMap((kid) => [...numberTreeKeys(kid, depth + 1)]) : [];
  return new Set([...keys, ...below]);
}

function untaggedContent({ pages }: Subject): string[] {
  const untagged = pages.filter(({ marks }) => marks.untagged > 0);
  return onPages(untagged, "har innehåll som varken är taggat eller märkt som utsmyckning");
}

function contentOutsideStructure({ pages, elements, tree }: Subject): string[] {
  const held = new Set(elements.flatMap(({ content }) => content));
  const loose = pages.filter(({ marks }) => tree && [...marks.tagged].some((key) => !held.has(key)));
  return onPages(loose, "har märkt innehåll som ingen tagg tar upp");
}

function unknownRoles({ elements }: Subject): string[] {
  const unknown = new Set(elements.map(({ role }) => role).filter((role) => !STANDARD_ROLES.has(role)));
  return when(unknown.size > 0, `Taggarna ${[...unknown].join(", ")} svarar inte mot någon standardtagg.`);
}

function titleDisplayNotStated({ catalog }: Subject): string[] {
  const stated = valueAt(dictAt(catalog, "ViewerPreferences"), "DisplayDocTitle") !== undefined;
  return when(!stated, "Dokumentet anger inte att titeln ska visas i fönstret.");
}

function titleNotDisplayed({ catalog }: Subject): string[] {
  const preferences = dictAt(catalog, "ViewerPreferences");
  const stated = valueAt(preferences, "DisplayDocTitle") !== undefined;
  return when(stated && !isTrue(preferences, "DisplayDocTitle"), "Dokumentet visar filnamnet i fönstret i stället för titeln.");
}

function misplaced(parents: Readonly<Record<string, readonly string[]>>): Check {
  return ({ elements }) => {
    const wrong = elements.filter(({ role, parent }) => parents[role] && !parents[role].includes(parent?.role ?? ""));
    const places = new Set(wrong.map(({ role, parent }) => `Taggen ${role} får inte ligga ${parent ? `i ${parent.role}` : "överst"}.`));
    return [...places];
  };
}

/** The fonts that pages, and the forms and patterns on them, can use; each once. */
function fontsOf(pages: readonly PDFPage[]): PDFDict[] {
  const fonts = new Set<PDFDict>();
  const passed = new Set<PDFDict>();
  const visit = (resources: PDFDict | null) => {
    if (!resources || passed.has(resources)) return;
    passed.add(resources);
    for (const font of valuesAt(resources, "Font")) if (font instanceof PDFDict) fonts.add(font);
    for (const stream of [...valuesAt(resources, "XObject"), ...valuesAt(resources, "Pattern")]) {
      if (stream instanceof PDFStream) visit(dictAt(stream.dict, "Resources"));
    }
  };
  for (const page of pages) visit(page.node.Resources() ?? null);
  return [...fonts];
}

function valuesAt(resources: PDFDict, kind: string): (PDFObject | undefined)[] {
  const named = dictAt(resources, kind);
  return named ? named.values().map((value) => named.context.lookup(value)) : [];
}

const fontName = (font: PDFDict): string => textAt(font, "BaseFont") ?? "utan namn";

function fontsWithoutUnicode({ fonts }: Subject): string[] {
  return fonts.filter((font) => !valueAt(font, "ToUnicode")).map((font) => `Typsnittet ${fontName(font)} anger inte vilka tecken som visas.`);
}

function fontsNotEmbedded({ fonts }: Subject): string[] {
  const isEmbedded = (font: PDFDict): boolean => {
    const [described = font] = dictsAt(font, "DescendantFonts");
    const descriptor = dictAt(described, "FontDescriptor");
    return textAt(font, "Subtype") === "Type3" || ["FontFile", "FontFile2", "FontFile3"].some((key) => valueAt(descriptor, key) !== undefined);
  };
  return fonts.filter((font) => !isEmbedded(font)).map((font) => `Typsnittet ${fontName(font)} är inte inbäddat.`);
}

function missingLanguage({ language }: Subject): string[] {
  return when(!language, "Dokumentet anger inte sitt språk.");
}

function foreignLanguage({ language }: Subject): string[] {
  return when(Boolean(language) && !/^sv(-|$)/i.test(language!), `Dokumentet anger språket ${language} i stället för svenska.`);
}

function withoutAlternative(role: string, noun: string): Check {
  return ({ elements }) => {
    const described = elements.filter((element) => element.role === role);
    return faulty(described, ({ dict }) => !textAt(dict, "Alt")?.trim() && !textAt(dict, "ActualText")?.trim(), noun, "saknar alternativtext");
  };
}

const headingLevels = ({ elements }: Subject): number[] => elements.filter(({ role }) => HEADING.test(role)).map(({ role }) => Number(role.slice(1)));

function wrongFirstHeading(subject: Subject): string[] {
  const [first = 1] = headingLevels(subject);
  return when(first !== 1, `Den första rubriken är på nivå ${first} i stället för 1.`);
}

function skippedHeadings(subject: Subject): string[] {
  const levels = headingLevels(subject);
  const steps = levels.slice(1).map((level, index) => [levels[index]!, level] as const);
  return steps.filter(([from, to]) => to > from + 1).map(([from, to]) => `En rubrik på nivå ${to} följer direkt på en rubrik på nivå ${from}.`);
}

const cellsOf = (rows: readonly TableRow[]): StructureElement[] => rows.flatMap(({ cells }) => cells.map(({ cell }) => cell));
const headersOf = (rows: readonly TableRow[]): StructureElement[] => cellsOf(rows).filter(({ role }) => role === "TH");

function tablesWithoutHeaders({ tables }: Subject): string[] {
  return faulty(tables, (rows) => headersOf(rows).length === 0, "tabeller", "saknar rubrikceller");
}

function irregularTables({ tables }: Subject): string[] {
  const isIrregular = (rows: readonly TableRow[]): boolean =>
    new Set(rows.map(({ columns }) => columns)).size !== 1 ||
    rows.some(({ cells }, index) => cells.some(({ cell }) => index + spanOf(cell, "RowSpan") > rows.length));
  return faulty(tables, isIrregular, "tabeller", "har rader med olika många kolumner");
}

function headersWithoutScope({ tables }: Subject): string[] {
  const headers = tables.flatMap(headersOf);
  return faulty(headers, ({ dict }) => !tableAttributes(dict, "Scope"), "rubrikceller", "saknar uppgift om de gäller rad eller kolumn");
}

function rowsWithoutHeader({ tables }: Subject): string[] {
  return faulty(tables, (rows) => rows.some(missingRowHeader), "tabeller", "har rader utan radrubrik");
}

const notesOf = ({ elements }: Subject): StructureElement[] => elements.filter(({ role }) => role === "Note");

function notesWithoutId(subject: Subject): string[] {
  return faulty(notesOf(subject), ({ dict }) => !textAt(dict, "ID"), "noter", "saknar identitet");
}

function notesSharingId(subject: Subject): string[] {
  const ids = notesOf(subject).map(({ dict }) => textAt(dict, "ID")).filter((id) => id !== null);
  return share(ids.length - new Set(ids).size, ids.length, "noter", "har samma identitet som en annan not");
}

function missingBookmarks({ catalog }: Subject): string[] {
  return when(!dictAt(dictAt(catalog, "Outlines"), "First"), "Dokumentet saknar bokmärken.");
}

const annotatedPages = ({ pages }: Subject): Page[] => pages.filter(({ annotated }) => annotated);

function annotatedPagesWithoutTabOrder(subject: Subject): string[] {
  return onPages(annotatedPages(subject).filter(({ dict }) => textAt(dict, "Tabs") === null), "har länkar men anger inte tabbordning");
}

function annotatedPagesInWrongTabOrder(subject: Subject): string[] {
  const wrong = annotatedPages(subject).filter(({ dict }) => ![null, "S"].includes(textAt(dict, "Tabs")));
  return onPages(wrong, "har en tabbordning som inte följer taggarna");
}

function linksOutsideStructure({ links, elements }: Subject): string[] {
  const held = new Set(elements.filter(({ role }) => role === "Link").flatMap(({ objects }) => objects));
  return faulty(links, ({ reference }) => !held.has(reference), "länkar", "ligger inte i en länktagg");
}

function linksWithoutStructParent({ links }: Subject): string[] {
  return faulty(links, ({ dict }) => numberAt(dict, "StructParent") === null, "länkar", "pekar inte ut sin tagg");
}

function linksWithoutDescription({ links }: Subject): string[] {
  return faulty(links, ({ dict }) => !textAt(dict, "Contents")?.trim(), "länkar", "saknar beskrivning");
}
