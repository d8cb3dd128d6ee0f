// Makes a table of fields quick: rows and columns are pasted at once, Enter and the arrows move. Without it the table is a form.
const form = document.querySelector<HTMLFormElement>("[data-paste-grid]");
if (form) {
  form.querySelectorAll<HTMLElement>("[data-paste-help]").forEach((help) => (help.hidden = false));
  /** Row by row, the fields that numbers are typed in. */
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")]).filter((row) => row.length > 0);
  const placeOf = (field: HTMLInputElement): { row: number; column: number } => { const row = rows.findIndex((own) => own.includes(field)); return { row, column: rows[row]?.indexOf(field) ?? -1 }; };
  const go = (field: HTMLInputElement | undefined): boolean => {
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  };
  /** Months that are typed or pasted are one's own; a year's amount is spread as the row says. */
  const typedIn = (field: HTMLInputElement): void => {
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.name.startsWith("m-")) return;
    const key = field.closest("tr")?.querySelector<HTMLSelectElement>("select[name^=nyckel-]");
    if (key) key.value = "own";
  });
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const { column, row } = placeOf(field);
    if (row < 0) return;
    const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey) ? 1 : event.key === "ArrowUp" || event.key === "Enter" ? -1 : 0;
    const [from, until] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
    const at = from === until || until - from === field.value.length;
    const across = event.key === "ArrowRight" && at && until === field.value.length ? 1 : event.key === "ArrowLeft" && at && from === 0 ? -1 : 0;
    const to = down ? rows[row + down]?.[column] : across ? rows[row]?.[column + across] : undefined;
    // Enter on the last row does not send the form: it is sent by its button.
    if (go(to) || event.key === "Enter") event.preventDefault();
  });
  form.addEventListener("paste", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    const lines = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    if (lines.length < 2 && lines[0]!.length < 2) return;
    event.preventDefault();
    const from = placeOf(field);
    let last = field;
    for (const [down, cells] of lines.entries()) {
      for (const [across, text] of cells.entries()) {
        const to = rows[from.row + down]?.[from.column + across];
        if (!to) continue;
        to.value = text.trim();
        typedIn(to);
        last = to;
      }
    }
    last.focus();
  });
}
