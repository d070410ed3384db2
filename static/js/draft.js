// What was typed stays on this device, per person and form, until the server has confirmed it:
// a lost session, a reload or an empty battery loses nothing.
//   <form data-draft="step:12">            keeps its fields
//   <p data-draft-status="step:12" hidden data-says="Not saved yet. Kept here since {time}.">
//   data-draft-done="draft:step:12"        on the page that confirms, or the event draft-done
const NEVER = ["password", "hidden", "file", "submit", "button"];
const user = document.body.dataset.user || "nobody";
const place = (key) => `draft:${user}:${key}`;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(place(key)));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(place(key), JSON.stringify(draft));
    else localStorage.removeItem(place(key));
    return true;
  } catch {
    return false; // the device keeps nothing; the page goes on as without drafts
  }
}

function fields(form) {
  return [...form.elements].filter(
    (field) => field.name && !NEVER.includes(field.type) && !("noDraft" in field.dataset),
  );
}

function keep(form) {
  const kept = {};
  for (const field of fields(form)) {
    if ("checked" in field && ["radio", "checkbox"].includes(field.type)) {
      if (field.checked) (kept[field.name] ??= []).push(field.value);
    } else if (field.value !== "") (kept[field.name] ??= []).push(field.value);
  }
  const draft = { at: new Date().toISOString(), fields: kept };
  if (write(form.dataset.draft, draft)) tell(form.dataset.draft, draft);
}

function restore(form) {
  const draft = read(form.dataset.draft);
  if (!draft) return;
  for (const field of fields(form)) put(field, [...(draft.fields[field.name] ?? [])]);
  tell(form.dataset.draft, draft);
}

function put(field, values) {
  if (["radio", "checkbox"].includes(field.type)) {
    if (field.checked === values.includes(field.value)) return;
    field.checked = values.includes(field.value);
  } else {
    const value = values[0] ?? "";
    if (value === "" || field.value === value) return;
    field.value = value;
  }
  field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: { restored: true } }));
}

function tell(key, draft) {
  for (const status of document.querySelectorAll(`[data-draft-status="${CSS.escape(key)}"]`)) {
    status.hidden = !draft;
    const word = status.querySelector("[data-says]") ?? status;
    const zone = document.body.dataset.timeZone || undefined;
    const time = draft && new Date(draft.at).toLocaleTimeString("en-GB", { timeZone: zone });
    word.textContent = draft ? word.dataset.says.replace("{time}", time) : "";
  }
}

function forget(key) {
  write(key, null);
  tell(key, null);
}

function start() {
  for (const done of document.querySelectorAll("[data-draft-done]")) {
    for (const word of done.dataset.draftDone.split(" ")) {
      if (word.startsWith("draft:")) forget(word.slice("draft:".length));
    }
  }
  for (const form of document.querySelectorAll("form[data-draft]")) restore(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.draft && !event.detail?.restored) keep(form);
});
document.addEventListener("draft-done", (event) => forget(event.detail.key));
document.addEventListener("htmx:load", start);
start();
