// The page of what this device has not sent: each entry with who made it, when, and why it was
// refused. A refused one is entered again on its page, or taken off once the trail has it.
import { remove } from "./store.js";
import { notice } from "./session.js";
import "./unsent.js";

const { user, timeZone } = document.body.dataset;
const list = document.querySelector("[data-entries]");
const asides = new Map(); // the ids under which entries were set aside
let shown = null;
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

function row(entry, number) {
  const made = document.querySelector("template[data-entry]").content.firstElementChild.cloneNode(true);
  const isRefused = entry.state === "refused";
  made.dataset.state = isRefused ? "action" : "hold";
  made.querySelector("[data-title]").textContent = entry.title;
  const at = new Date(entry.at).toLocaleString("en-GB", { timeZone });
  made.querySelector("[data-who]").textContent = `${entry.name}, ${at}`;
  made.querySelector("[data-why]").textContent = entry.why ?? "";
  const form = made.querySelector("[data-aside]");
  form.hidden = !isRefused || entry.user !== user;
  const field = form.querySelector("input");
  form.querySelector("label").htmlFor = field.id = `reason-${number}`;
  form.querySelector("[data-page]").href = entry.page;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    setAside(entry, form.action, field.value);
  });
  return made;
}

/** The same words are the same command, however often its answer is lost. */
function asideId(entry, reason) {
  const said = `${entry.id} ${reason}`;
  if (!asides.has(said)) asides.set(said, crypto.randomUUID());
  return asides.get(said);
}

async function setAside(entry, url, reason) {
  const said = Object.fromEntries(entry.fields.map(([name, value]) => [name, value.name ?? value]));
  const body = new URLSearchParams({
    command_id: asideId(entry, reason), title: entry.title, made_at: entry.at,
    said: JSON.stringify(said), why: entry.why ?? "", reason,
  });
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token() } });
    if (answer.status !== 204) return notice("refused");
  } catch {
    return notice("offline");
  }
  await remove(entry.id);
  document.dispatchEvent(new CustomEvent("send-now"));
}

document.addEventListener("queue-changed", ({ detail: { entries } }) => {
  const now = JSON.stringify(entries.map(({ id, state, why }) => [id, state, why]));
  if (now === shown) return; // a reason that is being typed stays
  shown = now;
  list.replaceChildren(...entries.map(row));
  document.querySelector("[data-none]").hidden = entries.length > 0;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-send-now]")) document.dispatchEvent(new CustomEvent("send-now"));
});
