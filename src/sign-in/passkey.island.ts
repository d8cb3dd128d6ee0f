import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";

const post = async (address: string, body: unknown = {}): Promise<Record<string, never>> => {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const content = (await answer.json()) as Record<string, never>;
  if (!answer.ok) throw new Error(content["message"]);
  return content;
};

/** A button that asks the authenticator between two requests, and says in words what came of it. */
function offer(selector: string, work: (place: HTMLElement) => Promise<string>): void {
  const place = document.querySelector<HTMLElement>(selector);
  const button = place?.querySelector("button");
  const status = place?.querySelector("[role=status]");
  if (!place || !button || !status || !browserSupportsWebAuthn()) return;
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = "Väntar på passnyckeln …";
    try {
      location.assign(await work(place));
    } catch (error) {
      // The browser's own words are in its own language: only ours are shown.
      status.textContent = error instanceof Error && error.name === "Error" ? error.message : "Ingen passnyckel användes.";
      button.disabled = false;
    }
  });
}

offer("[data-passkey-sign-in]", async (place) => {
  const response = await startAuthentication({ optionsJSON: (await post("/logga-in/passnyckel/borja")) as never });
  return String((await post("/logga-in/passnyckel/svar", { response, to: place.dataset["to"] }))["to"]);
});
offer("[data-passkey-register]", async () => {
  const response = await startRegistration({ optionsJSON: (await post("/konto/passnycklar/borja")) as never });
  return String((await post("/konto/passnycklar/svar", { response }))["to"]);
});
