// A field whose value the server judges while the form is open: what it says stands under the field. Nothing is written
// into the field, and without this script the server says the same when the page is published.

const places = new WeakMap();

// There before it says anything: what appears in it is read aloud.
function placeOf(field) {
  if (!places.has(field)) {
    const place = document.createElement("div");
    place.setAttribute("role", "status");
    field.after(place);
    places.set(field, place);
  }
  return places.get(field);
}

function say(place, reason) {
  place.replaceChildren();
  if (!reason) return;
  place.innerHTML =
    '<p class="help-block help-warning"><svg class="icon icon-warning icon" aria-hidden="true"><use href="#icon-warning"></use></svg></p>';
  place.firstElementChild.append(reason);
}

async function judge(field) {
  const asked = field.value;
  const response = await fetch(`${field.dataset.judgedAt}?${new URLSearchParams({ value: asked })}`);
  // Somebody went on typing, or is logged out by now: the form will say it.
  if (!response.ok || field.value !== asked) return;
  say(placeOf(field), (await response.json()).reason);
}

document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.("[data-judged-at]")) placeOf(target);
});
document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-judged-at]")) judge(target);
});
