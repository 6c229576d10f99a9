// Says that a session is about to end, and keeps it while somebody types. Typing alone counts, not an open page.
{
  const session = document.currentScript.dataset;
  const NEAR = 120;
  const EVERY = 60;
  let typed = false;
  let told = null;
  let token = null;

  const firstToken = () => JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
  const ask = (url, method) => fetch(url, {
    method,
    headers: { "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token ?? firstToken() },
  });

  const look = async () => {
    let answer = typed ? await ask(session.sessionKeep, "POST") : null;
    if (answer?.ok) typed = false;
    // Refused: the session has ended, or its token is new since a log-in in another tab. This asks which.
    else answer = await ask(session.sessionLeft, "GET");
    if (answer.status === 403) return tell(session.ended, session.logIn, () => window.open(session.logInUrl));
    if (!answer.ok) return;
    const said = await answer.json();
    token = said.token;
    document.getElementsByName("csrfmiddlewaretoken").forEach((field) => { field.value = token; });
    if (said.left > NEAR + EVERY) return told?.remove();
    tell(session.ends, session.stay, () => { typed = true; told.remove(); lookQuietly(); });
  };
  const lookQuietly = () => look().catch(() => {});

  const tell = (words, label, act) => {
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
  };

  // The pages of the log-in carry the script too, as all of the admin does.
  if (!document.body.classList.contains("login")) {
    document.addEventListener("input", () => { typed = true; });
    setInterval(lookQuietly, EVERY * 1000);
    // Back from the tab of the log-in.
    window.addEventListener("focus", () => { if (told?.isConnected) lookQuietly(); });
  }
}
