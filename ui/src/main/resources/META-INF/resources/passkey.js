// Passkeys on pages of the server: a form says what is asked for and takes the answer. Without this script, or where a browser has none
// for this name, the form stays hidden and the page works as before.
"use strict";
(() => {
  const form = document.querySelector("form[data-question]");
  const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  if (!form || !known || location.hostname !== form.dataset.domain) return;
  form.hidden = false;
  const fault = form.querySelector("[data-fault]");
  const ask = async () => {
    const token = form.elements["_csrf"].value;
    const answer = await fetch(form.dataset.question, { method: "POST", headers: { "X-CSRF-TOKEN": token } });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const options = await answer.json();
    const credential = form.dataset.make === undefined
      ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
    form.elements["answer"].value = JSON.stringify(credential.toJSON());
    const stay = document.getElementById("stay");
    if (stay && stay.checked) form.elements["stay"].value = "on";
    form.submit();
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    fault.hidden = true;
    ask().catch(() => { fault.hidden = false; });
  });
})();
