// The column beside the translation editor: it follows the passage in hand, and is made anew after each save. The editor
// itself is wagtail-localize's, and tells nobody what it does: this watches what it shows, and what it sends.

const editor = document.querySelector(".js-translation-editor");
const passages = JSON.parse(editor.dataset.props).segments.filter(({ type }) => type === "string");
const column = () => document.querySelector(".translation-desk");
const items = () => [...editor.querySelectorAll("li:has(> p)")];
const frenchOf = (item) => item.querySelector(":scope > p").textContent;
const sameFrench = (french) => items().filter((item) => frenchOf(item) === french);

let inHand = null;
let asked = 0;

// --- Which passage is which ----------------------------------------------------------------------------------------

// Passages that say the same stand in the same order in both.
function passageOf(item) {
  const french = frenchOf(item);
  return passages.filter(({ source }) => source === french)[sameFrench(french).indexOf(item)];
}

function itemOf(key) {
  const { source } = passages.find(({ id }) => id === key) ?? {};
  return sameFrench(source)[passages.filter((passage) => passage.source === source).findIndex(({ id }) => id === key)];
}

function open(item) {
  if (!item) return;
  const panel = item.closest("section[hidden]");
  if (panel) {
    document.querySelector(`[role=tab][href="#${panel.id}"]`).click();
    // Once the editor has shown it: nothing hidden can be written in.
    requestAnimationFrame(() => open(item));
    return;
  }
  item.scrollIntoView({ block: "center" });
  if (!item.querySelector("textarea")) [...item.querySelectorAll("button")].at(-1)?.click();
  item.querySelector("textarea")?.focus();
}

const gapAfter = (item) => {
  const all = items();
  const place = all.indexOf(item);
  return [...all.slice(place + 1), ...all.slice(0, place)].find((next) => next.matches(".incomplete, .errored"));
};

// --- The column, as things are now ---------------------------------------------------------------------------------

function address() {
  const found = new URL(column().dataset.address, location.href);
  if (inHand) found.searchParams.set("passage", inHand);
  const query = column().querySelector("[name=query]").value.trim();
  if (query) found.searchParams.set("query", query);
  return found;
}

function put(html) {
  const old = column();
  const made = new DOMParser().parseFromString(html, "text/html").querySelector(".translation-desk");
  if (!made) return;
  // What somebody is doing in the column goes on.
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.querySelectorAll("details").forEach((details, place) => {
    if (details.open) made.querySelectorAll("details")[place]?.setAttribute("open", "");
  });
  const question = old.querySelector("#translation-question").value;
  old.replaceWith(made);
  made.querySelector("#translation-question").value = question;
  if (focused) document.getElementById(focused)?.focus();
}

async function refresh() {
  const turn = ++asked;
  const response = await ask(address(), { headers: { "X-Requested-With": "translation-desk" } }).catch(() => null);
  if (response?.ok && !response.redirected && turn === asked) put(await response.text());
}

const ask = window.fetch.bind(window);

window.fetch = async (resource, options) => {
  const isSave = ["PUT", "DELETE"].includes(options?.method);
  const typed = isSave && options.body?.get?.("value");
  try {
    const response = await ask(resource, options);
    if (isSave && (!response.ok || response.redirected)) keep(typed);
    else if (isSave) refresh();
    return response;
  } catch (error) {
    if (isSave) keep(typed);
    throw error;
  }
};

// What failed is said, with the reason if there is one; what was typed stays in sight, whatever becomes of its field.
function keep(typed, reason) {
  const lost = column().querySelector(".translation-lost");
  lost.hidden = false;
  if (reason) lost.querySelector("p").textContent = reason;
  lost.querySelector("pre")?.remove();
  if (typed) lost.append(Object.assign(document.createElement("pre"), { textContent: typed }));
  lost.scrollIntoView({ block: "nearest" });
}

// --- What people do --------------------------------------------------------------------------------------------------

editor.addEventListener("focusin", ({ target }) => {
  const item = target.matches("textarea") && target.closest("li:has(> p)");
  const key = item && passageOf(item)?.id;
  if (!key || key === inHand) return;
  inHand = key;
  refresh().then(() => column().scrollTo({ top: 0 }));
});

// The editor saves at Enter; with Ctrl, one goes on. On the document: after the editor has had its turn.
document.addEventListener("keydown", (event) => {
  const item = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest?.("li:has(> p)");
  if (!item || !editor.contains(item)) return;
  const next = gapAfter(item);
  // Once the editor has put the saved passage away.
  if (next) requestAnimationFrame(() => open(next));
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".translation-desk button");
  if (button?.dataset.passage) open(itemOf(Number(button.dataset.passage)));
  if (button?.dataset.words !== undefined) write(button.dataset.words);
});

// The editor keeps what is in its field itself, and looks there only when somebody types.
function write(words) {
  const item = itemOf(inHand);
  open(item);
  requestAnimationFrame(() => {
    const field = item.querySelector("textarea");
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

// The forms of the column leave the page, and what is typed in it, where they are.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches(".translation-search")) {
    event.preventDefault();
    refresh();
  } else if (form.matches("[data-in-place]")) {
    event.preventDefault();
    const to = new URL(form.action);
    to.search = address().search;
    const options = { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "translation-desk" } };
    // A second click asks nothing twice.
    event.submitter.disabled = true;
    const response = await ask(to, options).catch(() => null);
    event.submitter.disabled = false;
    if (response?.status === 400) return keep("", await response.text());
    if (!response?.ok || response.redirected) return keep(form.elements.text?.value);
    if (form.elements.text) form.elements.text.value = "";
    put(await response.text());
  }
});
