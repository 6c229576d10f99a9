// What is pasted from an office program goes to the server, which makes blocks of it (core/pasting): this script only asks,
// inserts what comes back, says what could not be kept, and takes all of it back when asked. What it leans on of Wagtail's
// scripts is listed in docs/howto/upgrade-wagtail.md.

const settings = document.querySelector("script[data-paste-url]").dataset;
const BODY = ["heading", "rich_text", "table"];
const SEVERAL_CELLS = /<t[dh][\s>][^]*<t[dh][\s>]/i;
// Draft.js copies from one editor to another with this: what is in it is inserted as it is, in one step that undo knows.
const FRAGMENT = "data-draftjs-conductor-fragment";

const own = new WeakSet();
let lastUndo = null;

const rootOf = (element) => {
  for (let above = element; above; above = above.parentElement) if (above.rootBlock) return above.rootBlock;
  return null;
};

const entryOf = (root, element) => root?.children?.find((entry) => entry.element.contains(element));

// --- Where it was pasted ---

function textPlace(target) {
  const editor = target.closest("[data-draftail-editor-wrapper]");
  const input = editor && [...editor.parentElement.children].find((element) => element.draftailEditor);
  if (!input) return null;
  const stream = rootOf(editor);
  const entry = entryOf(stream, editor);
  const names = stream?.blockDef.childBlockDefsByName ?? {};
  const isOfBody = entry && input.name === `${entry.prefix}-value` && BODY.every((name) => name in names);
  return { field: editor, input, stream: isOfBody ? stream : null, entry };
}

function tablePlace(target, html) {
  const box = target.matches("input, textarea") && target.closest(".typed-table-block");
  const block = box && entryOf(rootOf(box), box)?.block;
  const blocks = block ? [block, ...Object.values(block.childBlocks ?? {})] : [];
  const table = blocks.find(({ container, setState }) => setState && container?.[0] === box);
  if (!table || !SEVERAL_CELLS.test(html)) return null;
  const cell = target.closest("td, th");
  // The name of a table that holds something is a name; that of an empty one is where there is to paste.
  if (!cell) return table.columns.length ? null : { field: box, table, row: -1, column: 0 };
  const row = cell.matches("th") ? -1 : cell.parentElement.sectionRowIndex;
  return { field: box, table, row, column: cell.cellIndex - 1 };
}

// --- Inserting ---

function pasteInto(editor, type, data) {
  const clipboardData = new DataTransfer();
  clipboardData.setData(type, data);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  own.add(event);
  editor.querySelector("[contenteditable=true]").dispatchEvent(event);
}

function insertText({ field }, content) {
  const holder = document.createElement("div");
  holder.setAttribute(FRAGMENT, content);
  pasteInto(field, "text/html", holder.outerHTML);
}

function insertBlocks(place, blocks) {
  const { stream, entry, input } = place;
  const before = input.draftailEditor.getEditorState();
  const isEmpty = !before.getCurrentContent().hasText();
  const { stateBefore, stateAfter } = window.draftail.splitState(before);
  const inserted = [];
  const insert = (type, value, index) =>
    inserted.push(stream.insert({ type, value, id: crypto.randomUUID() }, index, {}));

  // An empty text takes the first words there are; another, those that come first.
  const words = blocks.findIndex(({ type }) => type === "rich_text");
  const isFilled = words === 0 || (isEmpty && words > 0);
  const above = isEmpty && isFilled ? blocks.slice(0, words) : [];
  const below = blocks.slice(isFilled ? words + 1 : 0);
  above.forEach(({ type, value }) => insert(type, value, entry.index));
  if (!isEmpty) input.draftailEditor.onChange(window.DraftJS.EditorState.moveSelectionToEnd(stateBefore));
  if (isFilled) insertText(place, blocks[words].value);
  let index = entry.index + 1;
  below.forEach(({ type, value }) => insert(type === "rich_text" ? entry.type : type, value, index++));
  if (!isEmpty && stateAfter.getCurrentContent().hasText()) insert(entry.type, stateAfter, index);
  // A text that is left empty would be refused when the page is published.
  const isReplaced = isEmpty && !isFilled;
  const position = entry.index;
  if (isReplaced) {
    stream.deleteBlock(position, {});
    // What there is to say is said where there is something to see.
    place.field = inserted[0].element.querySelector(".w-panel__content").lastElementChild;
  }

  return () => {
    inserted.forEach((child) => stream.deleteBlock(stream.children.indexOf(child), {}));
    if (isReplaced) stream.insert({ type: entry.type, value: before, id: entry.id }, position, { focus: true });
    else {
      input.draftailEditor.onChange(before);
      input.draftailEditor.focus();
    }
  };
}

function insertRows({ field, table, row, column }, rows) {
  const name = field.querySelector("[name$='-caption']");
  const stateNow = () => ({ ...table.getState(), caption: name.value });
  const [before, state] = [stateNow(), stateNow()];
  const [type] = Object.keys(table.childBlockDefsByName);
  const width = Math.max(state.columns.length, column + rows[0].length);
  while (state.columns.length < width) state.columns.push({ type, heading: "" });
  while (state.rows.length < Math.max(row + rows.length, 1)) state.rows.push({ values: [] });
  state.rows.forEach(({ values }) => values.push(...Array(width - values.length).fill("")));
  rows.forEach((texts, down) =>
    texts.forEach((text, right) => {
      if (row + down < 0) state.columns[column + right].heading = text;
      else state.rows[row + down].values[column + right] = text;
    }),
  );
  table.setState(state);
  field.querySelector("tbody input")?.focus();
  return () => table.setState(before);
}

// --- Saying ---

function say({ field }, notes, undo) {
  field.parentElement.querySelector(":scope > .pasted")?.remove();
  if (!notes.length && !undo) return;
  const box = document.createElement("div");
  box.className = "pasted help-block help-info";
  box.setAttribute("role", "status");
  field.after(box);
  const list = document.createElement("ul");
  list.append(...notes.map((note) => Object.assign(document.createElement("li"), { textContent: note })));
  box.append(list);
  box.scrollIntoView({ block: "nearest" });
  if (!undo) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small button-secondary" });
  button.textContent = settings.pasteUndo;
  button.addEventListener("click", () => lastUndo?.());
  box.append(button);
  lastUndo = () => {
    lastUndo = null;
    box.remove();
    undo();
  };
}

// --- The event ---

async function convert(place, html, text) {
  const asked = new FormData();
  asked.append("html", html);
  asked.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  if (place.table) asked.append("in_table", "on");
  if (place.stream) BODY.filter((name) => name !== "rich_text").forEach((name) => asked.append("beside", name));
  const types = place.input?.draftailEditor.props.blockTypes ?? [];
  if (types.some(({ type }) => type === "header-three")) asked.append("subheadings", "on");
  const response = await fetch(settings.pasteUrl, { method: "POST", body: asked }).catch(() => null);
  const isAnswer = response?.headers.get("content-type")?.startsWith("application/json");
  const { notes, blocks, rows } = isAnswer ? await response.json() : { notes: [settings.pasteFailed] };

  let undo = null;
  if (rows?.length) undo = insertRows(place, rows);
  else if (blocks?.length && (blocks.length > 1 || blocks[0].type !== "rich_text")) undo = insertBlocks(place, blocks);
  else if (blocks?.length) insertText(place, blocks[0].value);
  else if (place.table) document.execCommand("insertText", false, text);
  else if (!response?.ok) pasteInto(place.field, "text/plain", text);
  say(place, notes, undo);
}

document.addEventListener(
  "paste",
  (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (own.has(event) || !html || html.includes(FRAGMENT)) return;
    const place = textPlace(event.target) ?? tablePlace(event.target, html);
    if (!place) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    convert(place, html, event.clipboardData.getData("text/plain"));
  },
  { capture: true },
);

// Undo is of what was done last: once something else is typed, the editor's own undo comes first.
document.addEventListener("beforeinput", (event) => {
  if (event.isTrusted && event.target.closest("form")) lastUndo = null;
});

document.addEventListener(
  "keydown",
  (event) => {
    if (!lastUndo || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lastUndo();
  },
  { capture: true },
);
