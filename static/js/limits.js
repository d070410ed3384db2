// Limits are seen while typing. A value out of range is accepted and marked, never refused here;
// the verdict that counts is the server's.
import { compare, readDecimal } from "./decimal.js";
import { drawScale } from "./scale.js";

const SIDES = ["actionLower", "actionUpper", "alertLower", "alertUpper"];
const STATE = { within: "ok", belowAlert: "alert", aboveAlert: "alert", belowAction: "action", aboveAction: "action" };
const BOUND = { belowAlert: "alertLower", aboveAlert: "alertUpper", belowAction: "actionLower", aboveAction: "actionUpper" };

/** What is to be said of a typed text: within, belowAlert ... recorded, unreadable or empty. */
export function judge(text, limits) {
  if (text.trim() === "") return "empty";
  const value = readDecimal(text);
  if (!value) return "unreadable";
  for (const kind of ["action", "alert"]) {
    const name = kind[0].toUpperCase() + kind.slice(1);
    if (outside(value, limits, `${kind}Lower`, -1)) return `below${name}`;
    if (outside(value, limits, `${kind}Upper`, 1)) return `above${name}`;
  }
  return SIDES.some((side) => side in limits) ? "within" : "recorded";
}

function outside(value, limits, side, direction) {
  const bound = side in limits ? readDecimal(limits[side]) : null;
  if (!bound) return false;
  const order = compare(value, bound);
  return order === direction || (order === 0 && `${side}Exclusive` in limits);
}

function show(box) {
  const field = box.querySelector("[data-number]");
  const verdict = judge(field.value, box.dataset);
  box.dataset.state = STATE[verdict] ?? "neutral";
  const word = box.querySelector("[data-says]");
  word.dataset.expected ??= word.textContent;
  word.textContent = words(verdict, box.dataset, word.dataset.expected);
  turn(box.querySelector(".limit use"), verdict === "unreadable" ? "info" : box.dataset.state);
  scale(box, field, verdict);
  tellForm(field.form);
}

function words(verdict, data, expected) {
  if (verdict === "empty" || (verdict === "recorded" && expected)) return expected;
  const say = data[`say${verdict[0].toUpperCase()}${verdict.slice(1)}`];
  return verdict in BOUND ? `${say} ${data[BOUND[verdict]]}` : say;
}

function turn(use, icon) {
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#i-${icon}`));
}

function scale(box, field, verdict) {
  const svg = document.querySelector(`[data-scale-of="${CSS.escape(field.id)}"]`);
  const value = verdict in STATE ? readDecimal(field.value) : null;
  const bounds = Object.fromEntries(SIDES.filter((side) => side in box.dataset).map((side) => [side, box.dataset[side]]));
  if (svg) drawScale(svg, bounds, value ? `${value.integer}e${value.power}` : "", box.dataset.state, field.value.trim());
}

// What is only asked when something is outside: a reason, a second entry.
function tellForm(form) {
  if (!form) return;
  const isOutside = form.querySelector('[data-limits][data-state="action"], [data-not-accepted]:checked');
  for (const part of form.querySelectorAll("[data-when-outside]")) part.hidden = !isOutside;
}

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-limits]");
  if (box) show(box);
  else tellForm(event.target.form);
});

function start() {
  for (const box of document.querySelectorAll("[data-limits]")) show(box);
  for (const form of document.forms) tellForm(form);
}
document.addEventListener("htmx:load", start);
start();
