// The browser knows where its owner is: offered where nothing was said yet, never sent before Keep is pressed.
const form = document.querySelector("form[data-welcome]");
const offer = (select, value) => {
  if (select && [...select.options].some((option) => option.value === value)) select.value = value;
};
if (form) {
  const { zone, region } = form.elements;
  if (zone.value === "UTC") offer(zone, Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (!region.value) offer(region, new Intl.Locale(navigator.language).region ?? "");
}
