// The recovery codes on paper or in a file, from the page alone: the server shows them once.
{
  const codes = [...document.querySelectorAll(".recovery-codes code")].map((code) => code.textContent).join("\n");
  document.querySelector(".by-script").hidden = false;
  document.querySelector("[data-recovery=print]").addEventListener("click", () => window.print());
  document.querySelector("[data-recovery=save]").addEventListener("click", (event) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([codes + "\n"], { type: "text/plain" }));
    link.download = `${event.target.dataset.name}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
