// A column of numbers for the keyboard: Enter and the arrows go up and down, what is pasted fills
// the cells below. Nothing is sent by Enter.
//   <table data-grid> ... <input>
const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

function cells(grid) {
  return [...grid.querySelectorAll("input")];
}

for (const grid of document.querySelectorAll("[data-grid]")) {
  grid.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const all = cells(grid);
    const next = all[all.indexOf(event.target) + step];
    next?.focus();
    next?.select();
  });
  grid.addEventListener("paste", (event) => {
    const values = event.clipboardData.getData("text").trimEnd().split(/\r?\n/);
    if (values.length < 2 || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const all = cells(grid);
    const first = all.indexOf(event.target);
    for (const [place, value] of values.entries()) {
      const cell = all[first + place];
      if (!cell) break;
      cell.value = value.trim();
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}
