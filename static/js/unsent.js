// What is recorded on a tablet is kept on the device first and sent until the server has answered:
// no network, a reload or an empty battery loses nothing, and the command's id makes it one.
//   <form data-queue="Enter CR05" method="post" action="...">      its words in the list
//   <a data-unsent hidden data-says="{n} not sent">                how many there are
//   <input type="hidden" data-unsent-count>        how many, for a record
//   event "queue-changed" on the document after every change
import { hear, serverNow } from "./clock.js";
import { all, put, remove } from "./store.js";
import { notice, withdraw } from "./session.js";

const AGAIN_SECONDS = 10;
const PATIENCE_SECONDS = 20;
const PATIENCE_WITH_FILES_SECONDS = 180;
const { user = "", userName = "" } = document.body.dataset;
const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
const inHand = new Set(); // entries that their form is sending itself
let sending = null;

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

function patience(entry) {
  const hasFile = entry.fields.some(([, value]) => value instanceof File);
  return hasFile ? PATIENCE_WITH_FILES_SECONDS : PATIENCE_SECONDS;
}

/** The page's answer; nothing where it was not reached: no network, a lost session, a fault. */
async function sent(entry) {
  try {
    const answer = await fetch(entry.url, {
      method: "POST",
      body: bodyOf(entry),
      headers: { "X-CSRFToken": token(), "X-Queued": "1" },
      redirect: "manual", // to the door
      signal: AbortSignal.timeout(1000 * patience(entry)),
    });
    hear(answer);
    const isAnswered = answer.headers.has("X-Answered") && answer.status < 500;
    return isAnswered ? answer : null;
  } catch {
    return null;
  }
}

async function show() {
  const entries = (await all()).filter((one) => !inHand.has(one.id));
  for (const place of document.querySelectorAll("[data-unsent]")) {
    place.hidden = entries.length === 0;
    place.textContent = place.dataset.says.replace("{n}", entries.length);
  }
  for (const field of document.querySelectorAll("[data-unsent-count]")) field.value = entries.length;
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

/** Whether something older of this person still waits; what was done first is sent first. */
async function isBehind(entry) {
  await sendWaiting();
  const older = (one) => one.user === user && one.state === "waiting" && one.at < entry.at;
  return (await all()).some(older);
}

async function submit(form, button) {
  const entry = entryOf(form, button);
  inHand.add(entry.id);
  try {
    await put(entry);
    const answer = (await isBehind(entry)) ? null : await sent(entry);
    inHand.delete(entry.id);
    if (answer === null) await keep(form, entry);
    else await answered(entry, answer);
  } catch {
    await sendUnkept(entry);
  } finally {
    inHand.delete(entry.id);
  }
}

/** This device keeps nothing: said, and sent all the same; unsent, it stands in its form. */
async function sendUnkept(entry) {
  notice("not-kept");
  const answer = await sent(entry);
  if (answer?.status === 204) goOn(answer);
  else if (answer) await showRefusal(answer);
}

/** Empties the form for the next entry: this one is in the list of what was not sent. */
async function keep(form, entry) {
  notice("kept");
  form.reset();
  forgetRefusal(form);
  form.elements.command_id.value = crypto.randomUUID();
  form.dispatchEvent(new CustomEvent("queued", { bubbles: true, detail: { entry } }));
  await show();
}

/** What was refused and is put right now does not come back with the empty form. */
function forgetRefusal(form) {
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.value = "";
  }
  for (const said of form.querySelectorAll("[role=alert], .errorlist")) said.remove();
}

async function answered(entry, answer) {
  await remove(entry.id);
  await show();
  if (answer.status === 204) goOn(answer);
  else await showRefusal(answer);
}

/** Where the answer leads; another part of this page is this page again, as it is now. */
function goOn(answer) {
  const to = new URL(answer.headers.get("X-Location") ?? location.href, location.href);
  const isHere = to.pathname === location.pathname && to.search === location.search;
  if (!isHere || !to.hash) return location.assign(to);
  location.hash = to.hash;
  location.reload();
}

/** Sends what waits, one after the other; a refusal is kept with its reason, never dropped. */
function sendWaiting() {
  sending ??= sendEach().finally(() => (sending = null));
  return sending;
}

async function sendEach() {
  for (const entry of await all()) {
    if (entry.user !== user || entry.state !== "waiting" || inHand.has(entry.id)) continue;
    const answer = await sent(entry);
    if (answer === null) break;
    if (answer.status === 204) await done(entry);
    else await put({ ...entry, state: "refused", why: await reasonOf(answer) });
    withdraw("kept");
  }
  await show();
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
// A page that was opened without network is the one from before, with the id of what was sent then.
for (const form of document.querySelectorAll("form[data-queue]")) form.elements.command_id.value = crypto.randomUUID();
addEventListener("online", sendWaiting);
document.addEventListener("visibilitychange", () => document.hidden || sendWaiting());
document.addEventListener("send-now", sendWaiting);
setInterval(sendWaiting, AGAIN_SECONDS * 1000);
sendWaiting();
navigator.storage?.persist?.();
const { serviceWorker } = document.body.dataset; // on an enrolled tablet
if (serviceWorker) navigator.serviceWorker?.register(serviceWorker);
