// Ties the form of a passkey to allauth's script, which speaks with the browser, and says so when nothing comes of it.
{
  const form = document.querySelector("form[data-passkey]");
  if (form && window.PublicKeyCredential) {
    const button = form.querySelector("button[type=button]");
    const ids = { data: "passkey-options", credential: form.elements.credential.id };
    ids[button.id.replace("passkey-", "")] = button.id;
    window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
    document.addEventListener("allauth.error", (event) => {
      event.preventDefault();
      form.querySelector("[role=alert]").textContent = form.dataset.failed;
    });
    form.hidden = false;
  }
}
