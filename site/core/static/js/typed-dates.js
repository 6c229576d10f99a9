// Dates are typed as people write them, and only the server says what they mean. Wagtail's calendar read a field again as
// it was left, and wrote over what it did not understand: « 9 h 30 » became the current time. It writes on a click alone.
{
  jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

  const PAUSE = 300;
  const OPENS_WITHIN = 200;
  const KINDS = ["day", "hour", "moment"];
  const FIELDS = KINDS.map((kind) => `.w-field--${kind}_field`).join();
  const echoes = new WeakMap();
  const asked = new WeakMap();

  const kindOf = (field) => KINDS.find((kind) => field.classList.contains(`w-field--${kind}_field`));
  const inputOf = (field) => field.querySelector("input[type=text]");

  // A day and two hours in one row are one thing: « vendredi 12 février 2027, de 9 h 30 à 12 h 30 ».
  const placeOf = (field) => {
    const row = field.closest(".w-field-row");
    const kinds = row ? [...row.querySelectorAll(FIELDS)].map(kindOf) : [];
    return kinds.join() === "day,hour,hour" ? row : field;
  };

  const fieldsOf = (place) => (place.matches(FIELDS) ? [place] : [...place.querySelectorAll(FIELDS)]);

  // There before it speaks: a screen reader says what changes in a region that it knows.
  const echoOf = (place) => {
    if (!echoes.has(place)) {
      const echo = Object.assign(document.createElement("p"), { className: "typed-date" });
      echo.setAttribute("role", "status");
      if (place.matches(FIELDS)) place.append(echo);
      else place.after(echo);
      echoes.set(place, echo);
    }
    return echoes.get(place);
  };

  const ask = async (place) => {
    const echo = echoOf(place);
    const question = new URLSearchParams();
    for (const field of fieldsOf(place)) {
      question.append("as", kindOf(field));
      question.append("text", inputOf(field).value);
    }
    if (asked.get(place) === String(question)) return;
    asked.set(place, String(question));
    const address = document.querySelector("script[data-typed-dates]").dataset.typedDates;
    const answer = await fetch(`${address}?${question}`)
      .then((response) => (response.ok ? response.json() : {}))
      .catch(() => ({}));
    // What was typed meanwhile has its own answer.
    if (asked.get(place) !== String(question)) return;
    echo.textContent = answer.refused ?? answer.understood ?? "";
    echo.classList.toggle("typed-date--refused", "refused" in answer);
    // A server that did not answer is asked again.
    if (!("refused" in answer || "understood" in answer)) asked.delete(place);
  };

  // The calendar opens a moment after its field is entered, also when it was left by then: it would stay, over the buttons.
  document.addEventListener("focusout", ({ target }) => {
    if (!target.matches("input") || !target.closest(FIELDS)) return;
    setTimeout(() => {
      if (document.activeElement !== target) jQuery(target).datetimepicker("hide");
    }, OPENS_WITHIN);
  });

  const pauses = new WeakMap();
  for (const name of ["focusin", "input", "change"]) {
    document.addEventListener(name, ({ target }) => {
      const field = target.matches("input") && target.closest(FIELDS);
      if (!field) return;
      const place = placeOf(field);
      clearTimeout(pauses.get(place));
      echoOf(place);
      pauses.set(place, setTimeout(() => ask(place), name === "input" ? PAUSE : 0));
    });
  }
}
