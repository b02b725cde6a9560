// The browser knows its owner's time zone: offered where none was said yet, never sent before Keep is pressed.
const zone = document.querySelector("form[data-welcome] select[name=zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone?.value === "UTC" && [...zone.options].some((option) => option.value === here)) zone.value = here;
