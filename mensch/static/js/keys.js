// Keys are declared in the HTML as data-key="d" or data-key="g t". Single keys rest inside fields, and can be switched off.
let first = "";
let timer = 0;

const off = () => document.documentElement.dataset.keys === "off";
const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

export function keyed() {
  return [...document.querySelectorAll("[data-key]")].filter((element) => visible(element) && !element.disabled);
}

function press(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function move(step) {
  const names = [...document.querySelectorAll("main a.name, main h2 a")].filter(visible);
  const here = names.indexOf(document.activeElement);
  names[Math.min(Math.max(here + step, 0), names.length - 1)]?.focus();
}

function sheet() {
  const dialog = document.getElementById("keys");
  const list = document.getElementById("keys-list");
  const rows = keyed().map((element) => [element.dataset.key, element.getAttribute("aria-label") || words(element)]);
  rows.push(["Ctrl K", list.dataset.palette], ["?", list.dataset.sheet]);
  list.replaceChildren(...rows.map(([key, text]) => row(key, text)));
  dialog.showModal();
}

function words(element) {
  if (element.labels?.length) return element.labels[0].textContent;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd").forEach((key) => key.remove());
  return copy.textContent.trim();
}

function row(key, text) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const cap = document.createElement("kbd");
  name.className = "what";
  name.textContent = text;
  cap.textContent = key;
  item.append(name, cap);
  return item;
}

function single(event) {
  const wanted = first ? `${first} ${event.key}` : event.key;
  const found = keyed().find((element) => element.dataset.key === wanted);
  if (found) press(found);
  else if (event.key === "?") sheet();
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (!first && keyed().some((element) => element.dataset.key.startsWith(`${event.key} `))) return wait(event.key);
  else return wait("");
  event.preventDefault();
  wait("");
}

function wait(key) {
  first = key;
  clearTimeout(timer);
  timer = setTimeout(() => (first = ""), 1500);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form") ?? document.querySelector("main [data-send]")?.form;
    const send = [...(form?.elements ?? [])].find((element) => element.matches("[data-send]")) ?? form?.querySelector("button");
    if (send) {
      event.preventDefault();
      send.click();
    }
  } else if (!typing && !off() && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]")) {
    single(event);
  }
});

// A small menu closes when the reader turns elsewhere.
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenus(null));

function closeMenus(inside) {
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (menu.contains(inside)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}
