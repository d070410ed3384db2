// Signing with a security key. A button [data-sign-key="credential"] stands beside a secret: it asks the
// server what to ask the key of the person named in the field data-who, puts the key's answer into the
// field it names, and sends the form when nothing else is missing. Shown where the browser knows keys.
const BUTTON = "[data-sign-key]";
const knowsKeys = Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function optionsFor(button, form) {
  const asked = new FormData();
  asked.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  asked.set("who", form.elements[button.dataset.who].value);
  asked.set("shown", form.elements.shown.value);
  asked.set("meaning", button.dataset.meaning);
  const answer = await fetch(button.closest("[data-key-options]").dataset.keyOptions, {
    method: "POST", body: asked, redirect: "error", headers: { Accept: "application/json" },
  });
  if (answer.ok) return answer.json();
  throw new Error(answer.status === 422 ? (await answer.json()).message : "");
}

/** Whether a field is filled, or its key has answered. */
function isGiven(control) {
  const button = control.closest(".field")?.querySelector(BUTTON);
  return Boolean(control.value || (button && control.form.elements[button.dataset.signKey].value));
}

async function sign(button) {
  const { form } = button;
  const words = button.parentElement.querySelector("[data-says]");
  const say = (text) => { words.textContent = text; words.hidden = !text; };
  say("");
  try {
    const { publicKey } = await optionsFor(button, form);
    const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey);
    const credential = await navigator.credentials.get({ publicKey: options });
    form.elements[button.dataset.signKey].value = JSON.stringify(credential.toJSON());
  } catch (error) {
    say((error.name === "Error" && error.message) || words.dataset.says);
    return;
  }
  say(words.dataset.done);
  const missing = [...form.querySelectorAll("[required]")].find((control) => !isGiven(control));
  if (missing) missing.focus();
  else form.requestSubmit();
}

function show(within) {
  if (!knowsKeys) return;
  for (const button of within.querySelectorAll?.(BUTTON) ?? []) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(BUTTON);
  if (button) sign(button);
});
document.addEventListener("htmx:load", (event) => show(event.detail.elt));
show(document);
