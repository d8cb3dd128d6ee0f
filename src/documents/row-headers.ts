/** A PDF's objects by number, each as the text that stands between `obj` and `endobj`. */
export type PdfObjects = Map<number, string>;

/**
 * Makes the first cell of each body row its row's header, which Typst has no way to say, and leaves the rows alone that
 * a header above reaches down into. Changes the objects in place; they are structure elements as Typst writes them.
 */
export function tagRowHeaders(objects: PdfObjects): void {
  for (const element of objects.values()) {
    if (roleOf(element) === "Table") tagTable(objects, kidsOf(element));
  }
}

function tagTable(objects: PdfObjects, kids: readonly number[]): void {
  let reachingDown = 0;
  for (const { section, cells } of rowsOf(objects, kids)) {
    const first = cells[0];
    const isBody = section === "TBody" || section === "Table";
    const free = reachingDown === 0;
    reachingDown = Math.max(0, reachingDown - 1);
    if (first !== undefined && free) reachingDown = rowSpanOf(objects.get(first)!) - 1;
    const hasHeader = cells.some((cell) => roleOf(objects.get(cell)!) === "TH");
    for (const cell of cells) objects.set(cell, withoutHeaderList(objects.get(cell)!));
    if (first !== undefined && isBody && free && !hasHeader) objects.set(first, asRowHeader(objects.get(first)!));
  }
}

function rowsOf(objects: PdfObjects, kids: readonly number[]): { section: string; cells: number[] }[] {
  return kids.flatMap((kid) => {
    const element = objects.get(kid)!;
    const role = roleOf(element);
    if (role === "TR") return [{ section: "Table", cells: kidsOf(element) }];
    return role === "Caption" ? [] : kidsOf(element).map((row) => ({ section: role, cells: kidsOf(objects.get(row)!) }));
  });
}

const roleOf = (element: string): string => /^<<\s+\/Type \/StructElem\s+\/S \/(\w+)/.exec(element)?.[1] ?? "";
const kidsOf = (element: string): number[] => [...(/\/K \[([^\]]*)\]/.exec(element)?.[1] ?? "").matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]));
const rowSpanOf = (cell: string): number => Number(/\/RowSpan (\d+)/.exec(cell)?.[1] ?? 1);

/** A list of headers outranks Scope, and Typst's lists name the column headers alone. */
const withoutHeaderList = (cell: string): string => cell.replace(/\s+\/Headers \[[^\]]*\]/, "");
const asRowHeader = (cell: string): string => cell.replace("/S /TD", "/S /TH").replace("/O /Table", "/O /Table\n    /Scope /Row");
