// Copies an address, where the browser allows it.
import { say } from "./toast.js";

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.closest("details").open = false;
    say(button.dataset.said);
  });
}
