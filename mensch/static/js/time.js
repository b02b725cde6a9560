// <time data-local> is shown in the reader's own zone and language; the server's words stay when that fails.
function localise(root) {
  for (const time of root.querySelectorAll("time[data-local][datetime]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.textContent = at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  }
}
localise(document);
document.addEventListener("htmx:afterSettle", (event) => localise(event.detail.elt));
