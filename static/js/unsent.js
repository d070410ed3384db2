// What is recorded on a tablet is kept on the device first and sent until the server has answered:
// no network, a reload or an empty battery loses nothing, and the command's id makes it one.
//   <form data-queue="Enter CR05" method="post" action="...">      its words in the list
//   <a data-unsent hidden data-says="{n} not sent">                how many there are
//   event "queue-changed" on the document after every change
import { hear, serverNow } from "./clock.js";
import { all, put, remove } from "./store.js";
import { notice, withdraw } from "./session.js";

const AGAIN_SECONDS = 10;
const { user = "", userName = "" } = document.body.dataset;
const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
let isSending = false;

function entryOf(form, button) {
  const typed = new FormData(form, button ?? undefined);
  typed.delete("csrfmiddlewaretoken"); // sent as a header, as it is when it is sent
  typed.set("pressed_at", serverNow());
  return {
    id: typed.get("command_id"),
    user,
    name: userName,
    title: form.dataset.queue,
    draft: form.dataset.draft,
    url: form.action,
    page: location.pathname + location.search,
    fields: [...typed],
    at: typed.get("pressed_at"),
    state: "waiting",
  };
}

function bodyOf(entry) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  return body;
}

/** The page's answer; nothing where it was not reached: no network, a lost session, a fault. */
async function sent(entry) {
  try {
    const answer = await fetch(entry.url, {
      method: "POST",
      body: bodyOf(entry),
      headers: { "X-CSRFToken": token(), "X-Queued": "1" },
      redirect: "manual", // to the door
      signal: AbortSignal.timeout(20000),
    });
    hear(answer);
    const isAnswered = answer.headers.has("X-Answered") && answer.status < 500;
    return isAnswered ? answer : null;
  } catch {
    return null;
  }
}

async function show() {
  const entries = await all();
  for (const place of document.querySelectorAll("[data-unsent]")) {
    place.hidden = entries.length === 0;
    place.textContent = place.dataset.says.replace("{n}", entries.length);
  }
  document.dispatchEvent(new CustomEvent("queue-changed", { detail: { entries } }));
}

/** Puts the page that says why in the place of this one; what was typed stands in its form. */
async function showRefusal(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.getElementById("main");
  if (!main) return notice(answer.status === 403 ? "forbidden" : "refused");
  document.getElementById("main").replaceWith(document.adoptNode(main));
  main.querySelector("[data-focus]")?.focus();
  document.dispatchEvent(new CustomEvent("main-changed"));
}

async function submit(form, button) {
  const entry = entryOf(form, button);
  try {
    await put(entry);
  } catch {
    notice("not-kept"); // said, and sent all the same: the network may be there
  }
  const answer = await sent(entry);
  if (answer === null) {
    notice("kept");
    form.elements.command_id.value = crypto.randomUUID(); // the next one is another
    form.dispatchEvent(new CustomEvent("queued", { bubbles: true, detail: { entry } }));
    await show();
    return;
  }
  await remove(entry.id);
  await show();
  if (answer.status === 204) location.assign(answer.headers.get("X-Location") ?? location.href);
  else await showRefusal(answer);
}

/** Sends what waits, one after the other; a refusal is kept with its reason, never dropped. */
async function sendWaiting() {
  if (isSending) return;
  isSending = true;
  try {
    for (const entry of await all()) {
      if (entry.user !== user || entry.state !== "waiting") continue;
      const answer = await sent(entry);
      if (answer === null) return;
      if (answer.status === 204) await done(entry);
      else await put({ ...entry, state: "refused", why: await reasonOf(answer) });
      withdraw("kept");
    }
  } finally {
    isSending = false;
    await show();
  }
}

async function done(entry) {
  await remove(entry.id);
  document.dispatchEvent(new CustomEvent("draft-done", { detail: { key: entry.draft } }));
}

async function reasonOf(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const reasons = [...page.querySelectorAll("[data-reason]")].map((one) => one.textContent.trim());
  return reasons.filter(Boolean).join(" ") || `${answer.status} ${answer.statusText}`;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.queue || event.defaultPrevented) return;
  if (form.querySelector("input[type=password]")) return; // a secret is never kept
  event.preventDefault();
  if (form.dataset.busy) return; // a double tap
  form.dataset.busy = "yes";
  submit(form, event.submitter).finally(() => delete form.dataset.busy);
});
addEventListener("online", sendWaiting);
document.addEventListener("visibilitychange", () => document.hidden || sendWaiting());
document.addEventListener("send-now", sendWaiting);
setInterval(sendWaiting, AGAIN_SECONDS * 1000);
sendWaiting();
navigator.storage?.persist?.();
const { serviceWorker } = document.body.dataset; // on an enrolled tablet
if (serviceWorker) navigator.serviceWorker?.register(serviceWorker);
