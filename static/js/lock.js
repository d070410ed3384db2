// The privacy lock. Without work the page is covered, and the server's session is locked with it; what
// was typed stays under the cover. Tabs of one browser lock and unlock together: what counts is work
// in any of them. The page itself says that somebody is at work, since typing asks nothing of the
// server; what it fetches by itself keeps nothing alive.
//   <dialog data-cover data-lock-after="180" data-over-after="900" data-alive-every="30" ...>
const WORK = ["pointerdown", "keydown", "input", "wheel"];
const SECOND = 1000;
const cover = document.querySelector("[data-cover]");
const user = document.body.dataset.user;
const places = { work: `work:${user}`, lock: `lock:${user}` };
let worked = Date.now();
let told = Date.now();

function shared(place, value) {
  try {
    if (value === undefined) return Number(localStorage.getItem(place)) || 0;
    localStorage.setItem(place, value);
  } catch {
    // this tab counts for itself
  }
  return 0;
}

function post(address, options = {}) {
  const token = cover.querySelector('[name="csrfmiddlewaretoken"]').value;
  return fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true, ...options });
}

const idleSeconds = () => (Date.now() - Math.max(worked, shared(places.work))) / SECOND;

function work() {
  if (cover.open || Date.now() - worked < SECOND) return;
  worked = Date.now();
  shared(places.work, worked);
  if (worked - told < cover.dataset.aliveEvery * SECOND) return;
  told = worked;
  post(cover.dataset.alive).then(({ status }) => status === 401 && shut()).catch(() => {});
}

function shut() {
  if (cover.open) return;
  document.documentElement.dataset.locked = "";
  cover.showModal();
}

function open() {
  worked = told = Date.now();
  delete document.documentElement.dataset.locked;
  cover.close();
}

function lock() {
  shut();
  shared(places.lock, Date.now());
  post(cover.dataset.lock).then(look).catch(() => {});
}

// A session that is over leads to the sign-in, and says so.
function look(answer) {
  if (answer.redirected || [401, 403].includes(answer.status)) over();
}

function over() {
  cover.querySelector("[data-while-locked]").hidden = true;
  cover.querySelector("[data-when-over]").hidden = false;
}

async function unlock(form) {
  const failed = cover.querySelector("[data-unlock-failed]");
  const body = new FormData(form);
  const headers = { Accept: "application/json" };
  form.reset();
  if (form.elements.credential) form.elements.credential.value = "";
  try {
    const answer = await fetch(form.action, { method: "POST", headers, body });
    if (answer.ok && !answer.redirected) {
      failed.textContent = "";
      if ((await answer.json()).reload) return location.reload();
      shared(places.lock, 0);
      return open();
    }
    if (answer.status !== 422) return over();
    failed.textContent = (await answer.json()).message;
  } catch {
    failed.textContent = cover.dataset.offline;
  }
}

function tick() {
  const idle = idleSeconds();
  if (!cover.open && idle >= cover.dataset.lockAfter) lock();
  if (cover.open && idle >= cover.dataset.overAfter) over();
}

if (cover) {
  for (const kind of WORK) addEventListener(kind, work, { capture: true, passive: true });
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-unlock]")) return;
    event.preventDefault();
    unlock(event.target);
  });
  addEventListener("storage", (event) => {
    if (event.key !== places.lock) return;
    if (Number(event.newValue)) shut();
    else if (cover.open) open();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.getResponseHeader("X-Locked")) shut();
  });
  shared(places.work, worked);
  setInterval(tick, SECOND);
}
