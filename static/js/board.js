// The board says how old it is: the clock runs on with each answer of the server, and after
// 20 seconds without one the rooms turn grey and the words say so.
//   <div class="board" data-board> ... <div hx-get="..." hx-trigger="every 5s">
//     <span data-as-of="ISO time" data-says="As of {time}" data-says-stale="No answer since {time}">
// An answer "304, nothing is new" moves the clock and leaves the rooms, and the focus, alone.
const STALE_SECONDS = 20;
const NOT_MODIFIED = 304;
let heard = performance.now();
let serverTime = new Date(document.querySelector("[data-as-of]")?.dataset.asOf ?? Date.now());
let etag = "";

function show() {
  const isStale = (performance.now() - heard) / 1000 > STALE_SECONDS;
  for (const board of document.querySelectorAll("[data-board]")) {
    board.toggleAttribute("data-stale", isStale);
  }
  const zone = document.body.dataset.timeZone || undefined;
  const time = serverTime.toLocaleTimeString("en-GB", { timeZone: zone });
  for (const clock of document.querySelectorAll("[data-as-of]")) {
    const text = (isStale ? clock.dataset.saysStale : clock.dataset.says).replace("{time}", time);
    if (clock.textContent !== text) clock.textContent = text;
    sign(clock, isStale ? "alert" : "ok");
  }
}

function sign(clock, state) {
  const around = clock.closest("[data-state]");
  if (!around || around.dataset.state === state) return;
  around.dataset.state = state;
  const use = around.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#i-${state}`));
}

const isBoard = (event) => Boolean(event.target.closest?.("[data-board]"));

document.addEventListener("htmx:configRequest", (event) => {
  if (isBoard(event) && etag) event.detail.headers["If-None-Match"] = etag;
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isBoard(event) && event.detail.xhr.status === NOT_MODIFIED) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!isBoard(event) || !event.detail.successful) return;
  const { xhr } = event.detail;
  heard = performance.now();
  etag = xhr.getResponseHeader("ETag") ?? etag;
  const date = xhr.getResponseHeader("Date");
  if (date) serverTime = new Date(date);
  show();
});
setInterval(show, 1000);
show();
