// The number pad for gloved hands. It types at the end of the number field that was touched last,
// or of the only one, and fires the same input event as a keyboard.
const POWER = "×10^";
const LONGEST = 40;
let touched = null;

/** The text after a key: digits, ".", "sign", "power", "back" or "clear". */
export function press(text, key) {
  const [mantissa, exponent] = text.split(POWER);
  const hasPower = exponent !== undefined;
  switch (key) {
    case "clear":
      return "";
    case "back":
      return text.endsWith(POWER) ? mantissa : text.slice(0, -1);
    case "sign":
      return hasPower ? mantissa + POWER + turned(exponent) : turned(text);
    case "power":
      return hasPower || !/\d/.test(text) ? text : text + POWER;
    case ".":
      return hasPower || text.includes(".") ? text : text + key;
    default:
      return text.length < LONGEST ? text + key : text;
  }
}

function turned(number) {
  return number.startsWith("-") ? number.slice(1) : `-${number}`;
}

function target() {
  if (touched?.isConnected) return touched;
  return document.querySelector("[data-number]:not(:disabled)");
}

function quietKeyboard() {
  if (!document.querySelector("[data-pad]")) return;
  for (const field of document.querySelectorAll("[data-number]")) field.inputMode = "none";
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-number]")) touched = event.target;
});
// Keeps the cursor in the field while keys of the pad are tapped.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("[data-pad] [data-key]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-pad] [data-key]");
  const field = key && target();
  if (!field) return;
  field.value = press(field.value, key.dataset.key);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
});
document.addEventListener("htmx:load", quietKeyboard);
quietKeyboard();
