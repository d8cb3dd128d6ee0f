import { Resvg } from "@resvg/resvg-js";
import { succeed, type Outcome } from "../platform/outcome.ts";
import type { DocumentLogo } from "./document-look.ts";

const MOST_BYTES = 500_000;
const DRAWN_WIDTH = 900;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MOST_POINTS = 4000;

const refused = (code: string, message: string): Outcome<never> => ({ ok: false, failure: { code, message, field: "logo" } });

/** A logotype from a PNG or an SVG, drawn anew as a PNG of our own: nothing else that a file may hold comes along. */
export function readLogo(fileName: string, bytes: Uint8Array): Outcome<DocumentLogo> {
  if (bytes.length > MOST_BYTES) return refused("large-logo", `»${fileName}« är större än ${MOST_BYTES / 1000} kB; spara logotypen mindre.`);
  const isPng = PNG.every((mark, index) => bytes[index] === mark);
  const text = isPng ? "" : new TextDecoder().decode(bytes);
  if (!isPng && !/<svg[\s>]/i.test(text.slice(0, 2000))) return refused("no-logo", `»${fileName}« är varken PNG eller SVG; spara logotypen som en av dem.`);
  try {
    let svg = text;
    if (isPng) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const [width, height] = [view.getUint32(16), view.getUint32(20)];
      if (!width || !height || width > MOST_POINTS || height > MOST_POINTS) return refused("large-logo", `»${fileName}« är ${width} × ${height} bildpunkter; högst ${MOST_POINTS} åt varje håll.`);
      svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${Buffer.from(bytes).toString("base64")}"/></svg>`;
    }
    const drawn = new Resvg(svg, { fitTo: { mode: "width", value: DRAWN_WIDTH }, font: { loadSystemFonts: false } }).render();
    if (drawn.height > MOST_POINTS) return refused("large-logo", `»${fileName}« är mycket högre än den är bred; beskär logotypen.`);
    return succeed({ png: drawn.asPng().toString("base64"), width: drawn.width, height: drawn.height });
  } catch {
    return refused("no-logo", `»${fileName}« går inte att rita; öppna den, spara den på nytt och försök igen.`);
  }
}
