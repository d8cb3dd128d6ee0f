import { PDFDict, PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { itemsAt, missingRowHeader, structureOf, tableAttributes, tableRows, textAt } from "./pdf-structure.ts";

/**
 * Makes the first cell of each body row its row's header, which Typst has no way to say.
 * @throws when the PDF is damaged.
 */
export async function addRowHeaders(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
  for (const table of structureOf(document)?.elements.filter(({ role }) => role === "Table") ?? []) {
    for (const row of tableRows(table)) {
      const header = missingRowHeader(row);
      for (const { cell } of row.cells) dropHeaderList(cell.dict);
      if (header) makeRowHeader(header.dict);
    }
  }
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

/** A list of headers outranks Scope, and Typst's lists name the column headers alone. */
function dropHeaderList(cell: PDFDict): void {
  if (!tableAttributes(cell, "Headers")) return;
  changeTableAttributes(cell, (attributes) => attributes.delete(PDFName.of("Headers")));
}

function makeRowHeader(cell: PDFDict): void {
  cell.set(PDFName.of("S"), PDFName.of("TH"));
  changeTableAttributes(cell, (attributes) => attributes.set(PDFName.of("Scope"), PDFName.of("Row")));
}

/** Cells may share attributes, so the cell gets its own. */
function changeTableAttributes(cell: PDFDict, change: (attributes: PDFDict) => void): void {
  const { context } = cell;
  const isTable = (value: unknown) => value instanceof PDFDict && textAt(value, "O") === "Table";
  const items = itemsAt(cell, "A").slice();
  if (!items.some((item) => isTable(context.lookup(item)))) items.push(context.obj({ O: "Table" }));
  cell.set(
    PDFName.of("A"),
    context.obj(
      items.map((item) => {
        const value = context.lookup(item);
        if (!(value instanceof PDFDict) || !isTable(value)) return item;
        const own = value.clone();
        change(own);
        return own;
      }),
    ),
  );
}
