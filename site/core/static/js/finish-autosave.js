// Wagtail saves a form by itself a moment after each change, and goes on doing so while the form is on its way: a new
// page would be made twice, and a form that the server refuses would come back to a version it does not know, as if
// somebody else had saved meanwhile. So the form waits until the save in hand has answered, and none starts after it.

let saving = false;
let waiting = null;
let leaving = false;

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault();
  else saving = true;
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
    if (!saving || !form.matches("[data-edit-form]")) return;
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

// Last of all: something else may have held the form back, and then its editor goes on writing.
window.addEventListener("submit", (event) => {
  if (event.target.matches("[data-edit-form]")) leaving = !event.defaultPrevented;
});

// The way back may lead to this very page, kept as it was: its editor writes again.
window.addEventListener("pageshow", () => {
  leaving = false;
});
