// What is left until an instant that was recorded, never of a running tab:
//   <span data-until="ISO time" data-says="{time} left" data-over="Over">
import { serverNow } from "./clock.js";

function leftUntil(instant) {
  const seconds = Math.ceil((Date.parse(instant) - Date.parse(serverNow())) / 1000);
  if (!(seconds > 0)) return "";
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours} h ${two(minutes)} min` : `${minutes}:${two(seconds % 60)} min`;
}

function show() {
  for (const timer of document.querySelectorAll("[data-until]")) {
    const left = leftUntil(timer.dataset.until);
    const text = left ? timer.dataset.says.replace("{time}", left) : timer.dataset.over;
    if (timer.textContent !== text) timer.textContent = text;
  }
}

setInterval(show, 1000);
document.addEventListener("main-changed", show);
show();
