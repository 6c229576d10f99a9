// What scripts add to pages that work without them. One small module: a page that asks for it twice loads it once.

// Copies the text of a clause. The buttons are hidden in the HTML: without this script nothing is dead.
// The words announced come from the button, so that they are translated with the page.
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  const status = button.closest("section").querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
      status.textContent = button.dataset.copied;
    } catch {
      status.textContent = button.dataset.failed;
    }
    setTimeout(() => { status.textContent = ""; }, 5000);
  });
}

// Marks, in the table of contents, the part being read.
const links = new Map();
for (const link of document.querySelectorAll("[data-toc] a")) {
  const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (part) links.set(part, link);
}
const observer = new IntersectionObserver((entries) => {
  const seen = entries.find((entry) => entry.isIntersecting);
  if (!seen) return;
  for (const [part, link] of links) {
    if (part === seen.target) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}, { rootMargin: "0px 0px -70% 0px" });
for (const part of links.keys()) observer.observe(part);

// Loads a video where it stands, and only on a click: until then nothing is asked of the host.
for (const stage of document.querySelectorAll("[data-video]")) {
  const button = stage.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = stage.dataset.video;
    frame.title = stage.dataset.title;
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.tabIndex = -1;
    stage.replaceChildren(frame);
    frame.focus();
  });
}
