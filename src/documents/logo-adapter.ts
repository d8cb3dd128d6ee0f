import { Resvg } from "@resvg/resvg-js";
import { succeed, type Outcome } from "../platform/outcome.ts";
import type { DocumentLogo } from "./document-look.ts";

const MOST_BYTES = 500_000;
const DRAWN_WIDTH = 900;
/** How much higher than wide, and wider than high, a logotype may be. */
const MOST_HIGH = 3;
const MOST_WIDE = 12;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MOST_POINTS = 4000;

const refused = (code: string, message: string): Outcome<never> => ({ ok: false, failure: { code, message, field: "logo" } });

/** A logotype from a PNG or an SVG, drawn anew as a PNG of our own: nothing else that a file may hold comes along. */
export function readLogo(fileName: string, bytes: Uint8Array): Outcome<DocumentLogo> {
  if (bytes.length > MOST_BYTES) return refused("large-logo", `»${fileName}« är större än ${MOST_BYTES / 1000} kB; spara logotypen mindre.`);
  const isPng = PNG.every((mark, index) => bytes[index] === mark);
  const text = isPng ? "" : new TextDecoder().decode(bytes);
  if (!isPng && !/<svg[\s>]/i.test(text.slice(0, 2000))) return refused("no-logo", `»${fileName}« är varken PNG eller SVG; spara logotypen som en av dem.`);
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return refused("no-logo", `»${fileName}« har en dokumenttyp (DOCTYPE); spara logotypen som ren SVG eller PNG.`);
  if (/<text[\s>]/i.test(text)) return refused("no-logo", `»${fileName}« har text som inte är gjord till former; gör om texten till kurvor, eller spara som PNG.`);
  // What lies elsewhere, on this machine or another, is not drawn.
  if ([...text.matchAll(/(?:href\s*=\s*["']?|url\(\s*["']?|@import\s*["']?)\s*([^"')\s>]*)/gi)].some(([, to]) => !/^(#|data:image\/)/i.test(to!))) return refused("no-logo", `»${fileName}« hänvisar till en annan fil; bädda in bilden eller spara som PNG.`);
  try {
    let svg = text;
    if (isPng) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const [width, height] = [view.getUint32(16), view.getUint32(20)];
      if (!width || !height || width > MOST_POINTS || height > MOST_POINTS) return refused("large-logo", `»${fileName}« är ${width} × ${height} bildpunkter; högst ${MOST_POINTS} åt varje håll.`);
      svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${Buffer.from(bytes).toString("base64")}"/></svg>`;
    }
    const logo = new Resvg(svg, { fitTo: { mode: "width", value: DRAWN_WIDTH }, font: { loadSystemFonts: false } });
    if (!(logo.height <= logo.width * MOST_HIGH) || !(logo.width <= logo.height * MOST_WIDE)) return refused("large-logo", `»${fileName}« är ${logo.height > logo.width ? "mycket högre än den är bred" : "mycket bredare än den är hög"}; beskär logotypen.`);
    const drawn = logo.render();
    // Every fourth byte says how much of a point is seen.
    if (!drawn.pixels.some((byte, index) => index % 4 === 3 && byte > 0)) return refused("no-logo", `I »${fileName}« syns ingenting; öppna filen, spara den på nytt och försök igen.`);
    return succeed({ png: drawn.asPng().toString("base64"), width: drawn.width, height: drawn.height });
  } catch {
    return refused("no-logo", `»${fileName}« går inte att rita; öppna den, spara den på nytt och försök igen.`);
  }
}
