// Beside a date that is chosen, the same day in words: 05/06 is read in two ways.
const words = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

function say(input) {
  const output = input.parentElement.querySelector(":scope > output.day");
  if (output) output.value = input.value ? words.format(new Date(`${input.value.slice(0, 10)}T00:00Z`)) : "";
}

function prepare(within) {
  for (const input of within.querySelectorAll?.(".input > :is([type=date], [type=datetime-local])") ?? []) {
    const output = document.createElement("output");
    output.className = "unit day";
    output.htmlFor = input.id;
    input.after(output);
    say(input);
    input.addEventListener("input", () => say(input));
  }
}
document.addEventListener("htmx:load", (event) => event.detail.elt !== document.body && prepare(event.detail.elt));
prepare(document);
