// Security keys (WebAuthn). A form with data-key="get" or "create" asks the key when it is sent, puts
// the answer into its field "credential" and is then sent in earnest. What the key is asked stands in
// the form as JSON, or comes from data-key-options. A form that is hidden is shown where keys work.
//   <form data-key="get" data-key-options="/session/unlock/key/"> <input name="credential">
//     <p data-says="words when it failed"></p>
const FORMS = "form[data-key]";

async function optionsOf(form) {
  const given = form.querySelector('script[type="application/json"]');
  if (given) {
    const found = JSON.parse(given.textContent);
    return found.request_options ?? found.creation_options;
  }
  const answer = await fetch(form.dataset.keyOptions, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function ask(form) {
  const { publicKey } = await optionsOf(form);
  const credential = form.dataset.key === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  form.elements.credential.value = JSON.stringify(credential.toJSON());
}

function show() {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  for (const form of document.querySelectorAll(FORMS)) form.hidden = false;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(FORMS);
  if (!form || form.elements.credential.value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const words = form.querySelector("[data-says]");
  words.textContent = "";
  try {
    await ask(form);
    form.requestSubmit();
  } catch {
    words.textContent = words.dataset.says;
  }
}, { capture: true }); // before anybody who would send the form without the key's answer
show();
