// Tells beside the text, while it is written, what in it says something else than the document's tables and other sentences.
// What is right all the same is answered there. Without it the whole document's check has a page of its own.
interface ToldFinding {
  readonly key: string;
  readonly severity: "error" | "warning" | "note";
  readonly words: string;
  readonly label: string;
  readonly message: string;
  readonly quote: string;
  readonly expected: string | null;
  readonly answer: { readonly reason: string; readonly by: string } | null;
}
const CHECK_AFTER_MS = 1200;
const MARKS = { error: "■", warning: "◆", note: "○" } as const;

const aside = document.querySelector<HTMLElement>("[data-findings]");
const written = document.querySelector<HTMLTextAreaElement>("textarea[data-editor]");
if (aside && written) watchText(aside, written);

function watchText(home: HTMLElement, area: HTMLTextAreaElement): void {
  const list = document.createElement("ol");
  list.className = "findings";
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.className = "small muted";
  home.querySelector("h2")!.after(told, list);
  let shown = "";
  let asking: AbortController | null = null;
  let timer = 0;

  async function check(): Promise<void> {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(home.dataset["findings"]!, { method: "POST", body: new URLSearchParams({ body: area.value }), signal: asking.signal });
      if (!answer.ok) return;
      show((await answer.json()) as ToldFinding[]);
    } catch {
      // Nobody is told of a check that did not come: the text is kept all the same, and the next change asks again.
    }
  }
  function show(findings: readonly ToldFinding[]): void {
    const now = JSON.stringify(findings);
    if (now === shown) return;
    shown = now;
    const open = findings.filter(({ answer }) => answer === null).length;
    told.textContent = findings.length === 0 ? "Inget i avsnittet säger emot dokumentet." : open === 0 ? "Allt är besvarat." : open === 1 ? "1 sak att rätta eller svara på." : `${open} saker att rätta eller svara på.`;
    list.replaceChildren(...findings.map(item));
    document.dispatchEvent(new CustomEvent("rodtrad:findings", { detail: findings.filter(({ answer }) => answer === null).map(({ message, quote, severity }) => ({ message, quote, severity })) }));
  }
  const made = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text: string, className = ""): HTMLElementTagNameMap[Tag] => Object.assign(document.createElement(tag), { textContent: text, className });

  function item(finding: ToldFinding): HTMLLIElement {
    const one = document.createElement("li");
    one.dataset["severity"] = finding.severity;
    const head = made("p", "", "finding-head");
    head.append(made("span", `${MARKS[finding.severity]} ${finding.words}`, `severity ${finding.severity}`), made("span", finding.label, "muted"));
    one.append(head, made("p", finding.message), made("blockquote", finding.quote.slice(0, 200)));
    if (finding.expected !== null) one.append(made("p", `Väntat: ${finding.expected.slice(0, 200)}`, "small"));
    one.append(finding.answer ? made("p", `Rätt så här, därför att ${finding.answer.reason} (${finding.answer.by})`, "small") : answering(finding));
    return one;
  }
  function answering({ key }: ToldFinding): HTMLElement {
    const box = document.createElement("details");
    const field = Object.assign(document.createElement("textarea"), { rows: 2, className: "ds-input", maxLength: 1000 });
    const label = made("label", "Varför det är rätt", "wide");
    label.append(field);
    const button = Object.assign(document.createElement("button"), { type: "button", className: "ds-button", textContent: "Spara svaret" });
    button.dataset["variant"] = "secondary";
    const failure = made("p", "", "small failure-text");
    failure.setAttribute("role", "alert");
    button.addEventListener("click", async () => {
      if (!field.value.trim()) return field.focus();
      button.disabled = true;
      try {
        const answer = await fetch(home.dataset["answers"]!, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams({ nyckel: key, svar: field.value }) });
        const said = (await answer.json()) as { message?: string };
        if (answer.ok) await check();
        else failure.textContent = /står inte så längre/.test(said.message ?? "") ? "Spara texten först: svaret gäller det som är sparat." : (said.message ?? "Svaret är inte sparat.");
      } catch {
        failure.textContent = "Svaret är inte sparat: servern svarar inte. Försök igen.";
      }
      button.disabled = false;
    });
    box.append(made("summary", "Rätt så här, därför att …"), label, button, failure);
    return box;
  }
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void check(), CHECK_AFTER_MS);
  });
  void check();
}
