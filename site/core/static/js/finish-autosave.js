// Publishing a new page while Wagtail saves it by itself for the first time would make it twice, and the second one is
// refused: its address is taken. So the form waits until that first save has answered, then goes to the page it made.

let saving = false;
let waiting = null;

document.addEventListener("w-autosave:save", () => {
  saving = true;
});

for (const answer of ["success", "error", "deactivated"]) {
  document.addEventListener(`w-autosave:${answer}`, () => {
    saving = false;
    const submit = waiting;
    waiting = null;
    submit?.();
  });
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!saving || waiting || !form.matches("[data-edit-form]") || !form.action.includes("/add/")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The button says what is asked (publish, submit for review), but by then Wagtail has switched it off.
    const { name, value } = event.submitter ?? {};
    waiting = () => {
      if (name) {
        const asked = Object.assign(document.createElement("input"), { type: "hidden", name, value });
        form.append(asked);
      }
      form.requestSubmit();
    };
  },
  { capture: true },
);
