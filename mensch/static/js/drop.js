// Shows which files were chosen, and takes files dropped anywhere on the form. Without script the field does the same.
const form = document.querySelector("[data-drop]");
if (form) {
  const field = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-chosen]");
  const show = () => {
    list.replaceChildren(...[...field.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = file.name;
      return line;
    }));
  };
  const over = (on) => (event) => {
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  field.addEventListener("change", show);
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    over(false)(event);
    field.files = event.dataTransfer.files;
    show();
  });
}
