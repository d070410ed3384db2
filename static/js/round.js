// Samples of a round whose entry is on this device only say so, beside their form and on the plan.
//   <section class="sample" id="s-3"> ... <p data-kept hidden>
//   <a class="spot" href="#s-3" data-state="...">
let kept = new Set(); // the addresses that entries wait for

function mark() {
  for (const section of document.querySelectorAll(".sample")) {
    const isKept = [...section.querySelectorAll("form")].some((form) => kept.has(form.action));
    section.querySelector("[data-kept]").hidden = !isKept;
    const spot = document.querySelector(`.spot[href="#${section.id}"]`);
    if (!spot) continue;
    spot.dataset.before ??= spot.dataset.state;
    spot.dataset.state = isKept ? "hold" : spot.dataset.before;
  }
}

document.addEventListener("queue-changed", ({ detail: { entries } }) => {
  kept = new Set(entries.map((entry) => entry.url));
  mark();
});
document.addEventListener("main-changed", mark);
