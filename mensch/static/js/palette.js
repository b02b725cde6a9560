// Ctrl K: people first, then what can be done here. Without script the find form does the same.
import { keyed } from "./keys.js";

const dialog = document.getElementById("palette");
const field = document.getElementById("palette-find");
const people = document.getElementById("palette-people");
const acts = document.getElementById("palette-acts");
let timer = 0;
let asked = 0;

function open() {
  field.value = "";
  people.replaceChildren();
  offerActs();
  filter("");
  dialog.showModal();
}

function offerActs() {
  acts.querySelectorAll("[data-here]").forEach((item) => item.remove());
  const here = keyed().filter((element) => element.matches("main button"));
  acts.prepend(...here.map(actOf));
}

function actOf(element) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.append(...element.cloneNode(true).childNodes);
  button.addEventListener("click", () => {
    dialog.close();
    element.click();
  });
  item.dataset.here = "";
  item.append(button);
  return item;
}

function filter(text) {
  for (const item of acts.children) item.hidden = !item.textContent.toLowerCase().includes(text.toLowerCase());
}

async function find(text) {
  const turn = ++asked;
  if (!text || !dialog.dataset.people) return people.replaceChildren();
  const answer = await fetch(`${dialog.dataset.people}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  people.replaceChildren(...[...page.querySelectorAll("main a.name")].slice(0, 7).map(rowOf));
}

function rowOf(name) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const face = name.closest("li")?.querySelector(".av");
  link.href = name.getAttribute("href");
  if (face) link.append(document.importNode(face, true));
  link.append(name.textContent);
  item.append(link);
  return item;
}

function step(by) {
  const all = [...dialog.querySelectorAll("li:not([hidden]) > :is(a, button)")];
  const here = all.indexOf(document.activeElement);
  (here + by < 0 ? field : all[Math.min(here + by, all.length - 1)])?.focus();
}

document.addEventListener("keydown", (event) => {
  if (dialog && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    open();
  }
});
dialog?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === field) {
    event.preventDefault();
    dialog.querySelector("li:not([hidden]) > :is(a, button)")?.click();
  }
});
field?.addEventListener("input", () => {
  filter(field.value);
  clearTimeout(timer);
  timer = setTimeout(() => find(field.value.trim()), 80);
});
