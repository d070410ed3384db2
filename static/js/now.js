// [data-now-for="id"] fills that date-and-time field with the facility's present minute:
// 2026-11-19 14:03 in a text field, with a T between in a datetime-local field.
const PARTS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function facilityMinute(zone) {
  const parts = new Intl.DateTimeFormat("en-GB", { ...PARTS, timeZone: zone }).formatToParts(new Date());
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return [`${part.year}-${part.month}-${part.day}`, `${part.hour}:${part.minute}`];
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-now-for]");
  const field = button && document.getElementById(button.dataset.nowFor);
  if (!field) return;
  const minute = facilityMinute(document.body.dataset.timeZone || undefined);
  field.value = minute.join(field.type === "datetime-local" ? "T" : " ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
