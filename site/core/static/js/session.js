// Says that a session is about to end, and keeps it while somebody types. Typing alone counts, not an open page.
const session = document.currentScript.dataset;
const NEAR = 120;
const EVERY = 60;
let typed = false;
let told = null;

const token = () => JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
const ask = (url, options) => fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" }, ...options });

async function look() {
  const headers = { "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token() };
  const answer = await (typed ? ask(session.sessionKeep, { method: "POST", headers }) : ask(session.sessionLeft));
  typed = false;
  if (answer.status === 403) return tell(session.ended, session.logIn, () => window.open(session.logInUrl));
  if (!answer.ok) return;
  const { left } = await answer.json();
  if (left > NEAR + EVERY) return told?.remove();
  tell(session.ends, session.stay, () => { typed = true; told.remove(); look(); });
}

function tell(words, label, act) {
  told?.remove();
  told = document.createElement("div");
  told.className = "session-ends help-block help-warning";
  told.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = label;
  button.addEventListener("click", act);
  told.append(`${words} `, button);
  document.body.prepend(told);
}

if (document.body?.classList.contains("login") !== true) {
  document.addEventListener("input", () => { typed = true; });
  setInterval(() => look().catch(() => {}), EVERY * 1000);
}
