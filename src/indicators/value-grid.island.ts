// Makes the grid of values quick: a column is pasted at once, Enter and the arrows move, each row is saved for itself,
// and what was saved can be undone. Without it the page is a form with one button.
import type { GridAnswer } from "./value-grid.ts";

const form = document.querySelector<HTMLFormElement>("[data-grid]");
const SAVE_AFTER_MS = 150;
type Cell = HTMLTableRowElement | HTMLTableCellElement;

if (form) {
  /** A row of a month, or a cell of a year. */
  const rows = [...form.querySelectorAll<Cell>("[data-row]")];
  const keyOf = (row: Cell): string => row.dataset["row"]!;
  const inputOf = (row: Cell, kind: "v" | "n" | "k" | "p"): HTMLInputElement | null => row.querySelector<HTMLInputElement>(`[name="${kind}-${keyOf(row)}"]`);
  const field = (row: Cell, kind: "v" | "n"): HTMLInputElement => inputOf(row, kind)!;
  /** What is said of a value: in fields of its own, or kept by the cell and written in the one line under the table. */
  const commentOf = (row: Cell): string => (inputOf(row, "k")?.value ?? row.dataset["comment"] ?? "").trim();
  const preliminary = (row: Cell): boolean => inputOf(row, "p")?.checked ?? row.dataset["preliminary"] === "yes";
  const contentOf = (row: Cell): string => JSON.stringify([field(row, "v").value.trim(), commentOf(row), preliminary(row)]);
  const tell = (row: Cell, words: string, wrong = false): void => {
    row.querySelector("[data-state]")!.textContent = words;
    row.dataset["saved"] = wrong ? "no" : words.startsWith("Sparar") ? "soon" : "yes";
    field(row, "v").toggleAttribute("aria-invalid", wrong);
    if (wrong) field(row, "v").setAttribute("aria-invalid", "true");
    tellFaults();
  };
  const faults = form.querySelector<HTMLElement>("[data-grid-faults]")!;
  /** What is not saved is told in one place, and led to: it may be far off the window. */
  function tellFaults(): void {
    const wrong = rows.filter((row) => row.dataset["saved"] === "no");
    faults.hidden = wrong.length === 0;
    faults.querySelector("span")!.textContent = wrong.length === 1 ? "1 ruta är inte sparad." : `${wrong.length} rutor är inte sparade.`;
  }
  faults.querySelector("button")!.addEventListener("click", () => {
    const first = rows.find((row) => row.dataset["saved"] === "no");
    if (!first) return;
    first.closest("details")?.setAttribute("open", "");
    show(first);
  });
  /** How much is entered, of a group and of all, where the page tells it. */
  const count = (): void => {
    for (const told of form.closest("main")!.querySelectorAll<HTMLElement>("[data-done-of]")) {
      const own = told.dataset["doneOf"] === "all" ? rows : rows.filter((row) => told.closest("details")!.contains(row));
      told.textContent = String(own.filter((row) => row.dataset["done"] === "yes").length + Number(told.dataset["doneBefore"] ?? 0));
    }
  };
  const kept = new Map(rows.map((row) => [row, contentOf(row)]));
  /** What is on its way: what the row says is held against it, so that an undo meanwhile is saved too. */
  const underway = new Map<Cell, string>();
  const lastOf = (row: Cell): string => underway.get(row) ?? kept.get(row)!;
  const done: { row: Cell; text: string }[] = [];
  const waiting = new Set<Cell>();
  let timer = 0;
  let sending = false;
  form.closest("main")!.querySelector<HTMLElement>("[data-grid-help]")!.hidden = false;

  const send = async (): Promise<void> => {
    timer = 0;
    if (sending) return plan();
    const own = [...waiting];
    waiting.clear();
    if (!own.length) return;
    sending = true;
    const body = new FormData();
    body.set("reason", form.querySelector<HTMLInputElement>("[name=reason]")!.value);
    for (const row of own) {
      for (const kind of ["v", "n"] as const) body.set(`${kind}-${keyOf(row)}`, field(row, kind).value);
      body.set(`k-${keyOf(row)}`, commentOf(row));
      if (preliminary(row)) body.set(`p-${keyOf(row)}`, "on");
      tell(row, "Sparar …");
    }
    const sent = new Map(own.map((row) => [row, contentOf(row)]));
    for (const [row, content] of sent) underway.set(row, content);
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { cells } = (await answer.json()) as { cells: GridAnswer[] };
      for (const { indicatorId, message, period, question, state, version } of cells) {
        const row = own.find((one) => keyOf(one) === `${indicatorId}-${period}`);
        if (!row) continue;
        field(row, "n").value = String(version);
        if (state === "saved" || state === "unchanged") {
          kept.set(row, sent.get(row)!);
          const [value, , early] = JSON.parse(sent.get(row)!) as [string, string, boolean];
          const words = value === "" ? "Tomt, sparat" : early ? "Preliminärt, sparat" : "Sparat";
          tell(row, question ? `${words}. Stämmer det? ${question}` : words);
          if (question) row.querySelector("[data-state]")!.append(" ", Object.assign(document.createElement("a"), { href: location.pathname.replace(/[^/]+$/, "rimlighet"), textContent: "Svara" }));
          if (row.dataset["done"] !== undefined) row.dataset["done"] = value === "" ? "no" : "yes";
          count();
        } else tell(row, message ?? "Inte sparat", true);
      }
    } catch {
      for (const row of own) tell(row, "Inte sparat: servern svarar inte. Försök igen med Spara allt.", true);
    } finally {
      underway.clear();
      sending = false;
    }
    if (waiting.size) plan();
  };
  function plan(): void {
    timer ||= window.setTimeout(() => void send(), SAVE_AFTER_MS);
  }
  const save = (row: Cell): void => {
    if (contentOf(row) === lastOf(row) && !waiting.has(row)) return;
    waiting.add(row);
    plan();
  };
  const remember = (row: Cell): void => {
    const [text] = JSON.parse(lastOf(row)) as [string];
    const last = done.at(-1);
    // Enter and leaving the field tell of the same change.
    if (field(row, "v").value.trim() !== text && !(last?.row === row && last.text === text)) done.push({ row, text });
  };
  /** The cells of the same column, down the page; all of them where there is one column. */
  const seen = (row: Cell): Cell[] => rows.filter((one) => one.offsetParent !== null && one.dataset["column"] === row.dataset["column"]);
  /** The cell so many columns to the right, in the same row. */
  const beside = (row: Cell, columns: number): Cell | undefined => rows.find((one) => one.dataset["line"] === row.dataset["line"] && Number(one.dataset["column"]) === Number(row.dataset["column"]) + columns);
  const show = (to: Cell): void => {
    field(to, "v").focus();
    field(to, "v").select();
  };
  const go = (row: Cell, step: number): void => {
    const all = seen(row);
    const to = all[all.indexOf(row) + step];
    if (to) show(to);
  };

  for (const row of rows) {
    const value = field(row, "v");
    value.addEventListener("keydown", (event) => {
      const down = event.key === "Enter" ? (event.shiftKey ? -1 : 1) : event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (down) {
        event.preventDefault();
        // Leaving the field saves it; on the last row there is nowhere to go.
        if (event.key === "Enter") {
          remember(row);
          save(row);
        }
        go(row, down);
      } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && row.dataset["column"] !== undefined && value.selectionStart === (event.key === "ArrowLeft" ? 0 : value.selectionEnd) && (event.key === "ArrowLeft" ? value.selectionEnd === 0 || value.selectionEnd === value.value.length : value.selectionEnd === value.value.length)) {
        const to = beside(row, event.key === "ArrowRight" ? 1 : -1);
        if (!to) return;
        event.preventDefault();
        show(to);
      } else if (event.key === "Escape") {
        [value.value] = JSON.parse(kept.get(row)!) as [string];
      } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && contentOf(row) === lastOf(row)) {
        const last = done.pop();
        if (!last) return;
        event.preventDefault();
        field(last.row, "v").value = last.text;
        field(last.row, "v").focus();
        save(last.row);
      }
    });
    value.addEventListener("paste", (event) => {
      const lines = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
      const columns = row.dataset["column"] === undefined ? 1 : Math.max(...lines.map((line) => line.split("\t").length));
      if (lines.length < 2 && columns < 2) return;
      event.preventDefault();
      const all = seen(row);
      const from = all.indexOf(row);
      for (const [index, line] of lines.entries()) {
        const first = all[from + index];
        if (!first) break;
        for (const [offset, text] of line.split("\t").slice(0, columns).entries()) {
          const to = offset === 0 ? first : beside(first, offset);
          if (!to) break;
          field(to, "v").value = text.trim();
          remember(to);
          save(to);
        }
      }
      field(all[Math.min(from + lines.length, all.length) - 1]!, "v").focus();
    });
    value.addEventListener("change", () => {
      remember(row);
      save(row);
    });
    for (const kind of ["k", "p"] as const) inputOf(row, kind)?.addEventListener("change", () => save(row));
  }
  const line = form.querySelector<HTMLElement>("[data-cell-comment]");
  if (line) {
    const [comment, early] = [...line.querySelectorAll("input")] as [HTMLInputElement, HTMLInputElement];
    let at: Cell | null = null;
    const keep = (): void => {
      if (!at) return;
      at.dataset["comment"] = comment.value.trim();
      at.dataset["preliminary"] = early.checked ? "yes" : "no";
      save(at);
    };
    for (const row of rows) {
      field(row, "v").addEventListener("focus", () => {
        at = row;
        line.hidden = false;
        line.querySelector("[data-cell-name]")!.textContent = `Kommentar: ${field(row, "v").getAttribute("aria-label") ?? ""}`;
        comment.value = row.dataset["comment"] ?? "";
        early.checked = preliminary(row);
      });
      // As in a spreadsheet: to what is said of the cell.
      field(row, "v").addEventListener("keydown", (event) => {
        if (event.key !== "F2" || !event.shiftKey) return;
        event.preventDefault();
        comment.focus();
      });
    }
    comment.addEventListener("change", keep);
    early.addEventListener("change", keep);
    // Enter leads back to the cell that was commented; the form is not sent by it.
    comment.addEventListener("keydown", (event) => {
      if ((event.key !== "Enter" && event.key !== "Escape") || !at) return;
      event.preventDefault();
      if (event.key === "Escape") comment.value = at.dataset["comment"] ?? "";
      else keep();
      show(at);
    });
  }
  // A reason that was asked for lets what waited for it through.
  form.querySelector("[name=reason]")!.addEventListener("change", () => {
    for (const row of rows) save(row);
  });
  // Who saves it all is not asked whether to leave.
  let submitting = false;
  form.addEventListener("submit", () => (submitting = true));
  window.addEventListener("beforeunload", (event) => {
    if (submitting) return;
    if (timer || sending || rows.some((row) => row.dataset["saved"] === "no")) event.preventDefault();
  });
}
