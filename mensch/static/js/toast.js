// What happened, for ten seconds, with Undo. It stays while the pointer or the focus is on it.
const region = document.getElementById("toasts");
const SECONDS = 10;

function tend(toast) {
  const close = toast.querySelector("[data-close]");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
  }
  let left = SECONDS;
  const timer = setInterval(() => {
    if (!toast.isConnected) return clearInterval(timer);
    if (!toast.matches(":hover, :focus-within")) left -= 1;
    if (left <= 0) toast.remove();
  }, 1000);
}

export function say(text) {
  const toast = document.createElement("div");
  const words = document.createElement("p");
  toast.className = "toast";
  words.textContent = text;
  toast.append(words);
  region.replaceChildren(toast);
  tend(toast);
}

region?.querySelectorAll(".toast").forEach(tend);
document.addEventListener("htmx:oobAfterSwap", () => region.querySelectorAll(".toast").forEach(tend));
document.addEventListener("htmx:responseError", () => say(region.dataset.failed));
document.addEventListener("htmx:sendError", () => say(region.dataset.offline));
