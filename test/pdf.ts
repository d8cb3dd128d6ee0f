import { PDFDocument, PDFName, PDFString, StandardFonts } from "@cantoo/pdf-lib";

/** A PDF without tags, as many programs make them: so many pages, each with its number. */
export async function plainPdf(text: string, pages = 1, width = 595): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  const font = await made.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page++) made.addPage([width, 842]).drawText(`${text} ${page}`, { font, size: 12, x: 60, y: 700 });
  return made.save();
}

/** A PDF that would run a program where it is opened. */
export async function actingPdf(): Promise<Uint8Array> {
  const made = await PDFDocument.load(await plainPdf("Program"));
  made.catalog.set(PDFName.of("OpenAction"), made.context.obj({ S: "JavaScript", JS: PDFString.of("app.alert(1)") }));
  return made.save();
}
