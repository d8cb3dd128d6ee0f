// Lets a file be dropped on the page and says that reading goes on. Without it the form works as it is.
const zone = document.querySelector<HTMLElement>("[data-dropzone]");
const input = zone?.querySelector<HTMLInputElement>("input[type=file]");
if (zone && input) {
  zone.querySelector<HTMLElement>("[data-drop-hint]")!.hidden = false;
  for (const type of ["dragenter", "dragover"]) {
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const type of ["dragleave", "drop"]) zone.addEventListener(type, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    zone.closest("form")!.requestSubmit();
  });
  zone.closest("form")!.addEventListener("submit", () => {
    document.querySelector("[data-progress]")!.textContent = "Läser filen …";
  });
}
