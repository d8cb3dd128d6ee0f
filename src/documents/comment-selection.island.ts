// Lets whoever reads a document mark a word, a cell or a figure in it, and go on to comment it.
const article = document.querySelector<HTMLElement>("article.document");
const places = document.querySelector<HTMLElement>("[data-comments]");
const LONGEST = 300;
if (article && places) {
  const link = Object.assign(document.createElement("a"), { className: "ds-button comment-here", textContent: "Kommentera det markerade", hidden: true });
  link.dataset["variant"] = "secondary";
  article.after(link);
  const sections = [...places.querySelectorAll<HTMLAnchorElement>("a[data-section]")];
  const clean = (text: string): string => text.replace(/\s+/g, " ").trim();
  /** The section that a place in the text belongs to: the last of the sections' headings before it. */
  const sectionOf = (node: Node): HTMLAnchorElement | undefined =>
    sections.findLast((section) => {
      const heading = document.getElementById(section.dataset["section"]!);
      return heading !== null && (heading.contains(node) || (heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    });
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const from = selection?.anchorNode;
    const text = clean(selection?.toString() ?? "");
    const section = from && text && article.contains(from) ? sectionOf(from) : undefined;
    link.hidden = section === undefined;
    if (!section || !from || !selection) return;
    const cell = (from instanceof Element ? from : from.parentElement)?.closest("td");
    const table = cell?.closest("table");
    // A cell is told by its table, its row and its column.
    const where = cell && table ? [table.caption?.textContent, cell.parentElement!.querySelector("th")?.textContent, table.tHead?.rows[0]?.cells[cell.cellIndex]?.textContent].map((one) => clean(one ?? "")).filter(Boolean).join(", ") : "";
    link.href = `${section.href}?${new URLSearchParams({ citat: (where ? `${where}: ${text}` : text).slice(0, LONGEST) })}#kommentarer`;
    const { bottom, left } = selection.getRangeAt(0).getBoundingClientRect();
    link.style.top = `${bottom + scrollY + 6}px`;
    link.style.left = `${Math.max(8, Math.min(left + scrollX, innerWidth - 240))}px`;
  });
}
