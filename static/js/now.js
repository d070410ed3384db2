// [data-now-for="id"] fills that date-and-time field with the facility's present minute:
// 2026-11-19 14:03 in a text field, with a T between in a datetime-local field. A minute that comes
// twice, when the clocks are put back, gets its offset in a text field: 2026-10-25 02:30+02:00.
const PARTS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const SHIFTS = [-120, -60, -30, 30, 60, 120]; // minutes by which clocks are put back

function partsOf(date, options) {
  const parts = new Intl.DateTimeFormat("en-GB", options).formatToParts(date);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

function facilityMinute(date, timeZone) {
  const part = partsOf(date, { ...PARTS, timeZone });
  return [`${part.year}-${part.month}-${part.day}`, `${part.hour}:${part.minute}`];
}

function comesTwice(date, timeZone) {
  const shown = facilityMinute(date, timeZone).join();
  return SHIFTS.some((shift) => facilityMinute(new Date(date.getTime() + shift * 60_000), timeZone).join() === shown);
}

function offset(date, timeZone) {
  return partsOf(date, { timeZone, timeZoneName: "longOffset" }).timeZoneName.slice("GMT".length) || "+00:00";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-now-for]");
  const field = button && document.getElementById(button.dataset.nowFor);
  if (!field) return;
  const now = new Date();
  const zone = document.body.dataset.timeZone || undefined;
  const minute = facilityMinute(now, zone);
  field.value = field.type === "datetime-local"
    ? minute.join("T")
    : minute.join(" ") + (comesTwice(now, zone) ? offset(now, zone) : "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
