import { figureText, type Figure } from "../platform/figure.ts";
import { unitText } from "./live-figure.ts";
import { enclosureLine } from "./enclosure.ts";
import { cellText, inlineText, type Block, type DocumentModel, type Inline } from "./document.ts";

/** A figure of a document, where it stands. */
interface FigurePlace {
  /** The same in two documents for the same figure, whatever it says. */
  readonly key: string;
  /** The id of the heading that it stands under. */
  readonly anchor: string;
  readonly where: string;
  readonly figure: Figure;
  readonly text: string;
}
/** A figure that says something else in one document than in another; null where it is not there. */
export interface FigureDifference {
  readonly anchor: string;
  /** In words: heading, table, row and column. */
  readonly where: string;
  readonly before: string | null;
  readonly after: string | null;
}
/** A section's text in two documents, with paragraphs parted by empty lines. */
export interface DocumentTextDifference {
  readonly anchor: string;
  readonly heading: string;
  readonly before: string;
  readonly after: string;
}

const sourceKey = ({ source }: Figure): string => source.map(({ key, table }) => `${table}:${key}`).join(" ");

/** Every figure of a document with its place. What stands twice in one place is told apart by its order. */
function placesOf(model: DocumentModel): FigurePlace[] {
  const seen = new Map<string, number>();
  const once = (key: string): string => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${key}#${count}`;
  };
  let anchor = "";
  let heading = "";
  const ofInlines = (inlines: readonly Inline[]): FigurePlace[] =>
    inlines.flatMap((inline) => (inline.kind === "figure" ? [{ key: once(`${anchor}/text/${sourceKey(inline.figure)}`), anchor, where: `${heading}, i texten`, figure: inline.figure, text: inline.text }] : []));
  return model.blocks.flatMap((block): FigurePlace[] => {
    if (block.kind === "heading") {
      anchor = block.id;
      heading = block.text;
      return [];
    }
    if (block.kind === "paragraph") return ofInlines(block.inlines);
    if (block.kind === "list") return block.items.flatMap(ofInlines);
    if (block.kind !== "table") return [];
    const table = once(`${anchor}/${block.caption}`);
    return block.rows.flatMap((row) => {
      const name = row.cells[0] ? cellText(row.cells[0]) : "";
      const line = once(`${table}/${name}`);
      return row.cells.flatMap((cell, index) =>
        cell.kind === "figure" ? [{ key: `${line}/${block.columns[index]!.label}/${index}`, anchor, where: [block.caption || heading, name, block.columns[index]!.label].filter(Boolean).join(", "), figure: cell.figure, text: cell.text ?? figureText(cell.figure) + unitText(cell.figure.unit) }] : []);
    });
  });
}

/** The figures that two documents tell otherwise, in the order of the first, then those that only the second has. Missing is not zero: an empty cell that gets a value is a difference. */
export function figureDifferences(before: DocumentModel, after: DocumentModel): FigureDifference[] {
  const now = new Map(placesOf(after).map((place) => [place.key, place]));
  const was = placesOf(before);
  const known = new Set(was.map(({ key }) => key));
  const told = ({ figure, text }: FigurePlace): string => (figure.value === null ? "" : text);
  return [
    ...was.flatMap((place): FigureDifference[] => {
      const other = now.get(place.key);
      if (other && other.figure.value === place.figure.value && other.figure.unit === place.figure.unit) return [];
      return [{ anchor: place.anchor, where: place.where, before: told(place), after: other ? told(other) : null }];
    }),
    ...[...now.values()].filter(({ key }) => !known.has(key)).map((place): FigureDifference => ({ anchor: place.anchor, where: place.where, before: null, after: told(place) })),
  ];
}

const paragraphOf = (inlines: readonly Inline[]): string => inlines.map(inlineText).join("");
const textOf = (block: Block): string[] => {
  if (block.kind === "paragraph") return [paragraphOf(block.inlines)];
  if (block.kind === "list") return block.items.map((item, index) => `${block.start === undefined ? "–" : `${block.start + index}.`} ${paragraphOf(item)}`);
  if (block.kind === "enclosures") return block.enclosures.map((enclosure, index) => `${index + 1}. ${enclosureLine(enclosure)}`);
  if (block.kind === "status") return [block.status.label];
  // What a table says in words; its figures are told for themselves.
  if (block.kind === "table") return [block.caption, ...block.rows.map((row) => row.cells.filter((cell) => cell.kind !== "figure").map(cellText).filter(Boolean).join(" | ")), ...block.notes].filter(Boolean);
  return [];
};
interface DocumentPart {
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}
function partsOf(model: DocumentModel): DocumentPart[] {
  const parts: { anchor: string; heading: string; lines: string[] }[] = [{ anchor: "", heading: model.title, lines: [] }];
  for (const block of model.blocks) {
    if (block.kind === "heading") parts.push({ anchor: block.id, heading: block.text, lines: [] });
    else parts.at(-1)!.lines.push(...textOf(block));
  }
  return parts.map(({ lines, ...part }) => ({ ...part, text: lines.join("\n\n") }));
}

/** The sections whose words differ, in the order of the second document, with those that it no longer has last. */
export function textDifferences(before: DocumentModel, after: DocumentModel): DocumentTextDifference[] {
  const [was, now] = [partsOf(before), partsOf(after)];
  const earlier = new Map(was.map((part) => [part.anchor, part]));
  const later = new Set(now.map(({ anchor }) => anchor));
  return [
    ...now.flatMap((part) => {
      const other = earlier.get(part.anchor);
      return other?.text === part.text && other.heading === part.heading ? [] : [{ anchor: part.anchor, heading: part.heading, before: other ? [other.heading === part.heading ? "" : other.heading, other.text].filter(Boolean).join("\n\n") : "", after: [other && other.heading !== part.heading ? part.heading : "", part.text].filter(Boolean).join("\n\n") }];
    }),
    ...was.filter(({ anchor }) => !later.has(anchor)).map(({ anchor, heading, text }) => ({ anchor, heading, before: text, after: "" })),
  ];
}
