// After a swap the focus goes where the reader is: an error, else the heading marked data-focus. Long work is announced in quarters.
const told = new Map();

function quarter(job) {
  const bar = job.querySelector("[role=progressbar]");
  const share = bar ? Math.floor((4 * bar.ariaValueNow) / bar.ariaValueMax) : 4;
  if (told.get(job.id) === share) return;
  told.set(job.id, share);
  document.getElementById("live").textContent = job.querySelector("[data-live]").textContent;
}

document.addEventListener("htmx:afterSettle", (event) => {
  const there = event.detail.elt;
  const marked = there.matches?.("[data-focus]") ? there : there.querySelector?.("[data-focus]");
  marked?.focus();
  if (there.querySelector?.("[data-live]")) quarter(there);
  const mail = there.querySelector?.("a[data-open]");
  if (mail) location.assign(mail.href);
});
document.querySelector("[role=alert][data-focus]")?.focus();
