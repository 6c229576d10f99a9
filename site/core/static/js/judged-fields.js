// A field whose value the server judges while the form is open: what it says stands under the field. Nothing is written
// into the field, and without this script the server says the same when the page is published.

const verdicts = new WeakMap();

function verdictOf(field) {
  if (!verdicts.has(field)) {
    const verdict = document.createElement("p");
    verdict.className = "help-block help-warning";
    verdict.setAttribute("role", "status");
    verdict.hidden = true;
    field.after(verdict);
    verdicts.set(field, verdict);
  }
  return verdicts.get(field);
}

async function judge(field) {
  const verdict = verdictOf(field);
  const asked = field.value;
  const response = await fetch(`${field.dataset.judgedAt}?${new URLSearchParams({ value: asked })}`);
  // Somebody went on typing, or is logged out by now: the form will say it.
  if (!response.ok || field.value !== asked) return;
  const { reason } = await response.json();
  verdict.textContent = reason;
  verdict.hidden = !reason;
}

document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-judged-at]")) judge(target);
});
