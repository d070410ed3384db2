// Draws the calendar of bookings with Event Calendar; its twin without script is the list.
//   <div data-calendar data-events="/bookings/events/" data-new="/bookings/new/" ...>
const SIZES = ["resourceTimelineDay", "resourceTimelineWeek", "resourceTimelineMonth"];
const place = document.querySelector("[data-calendar]");
const says = document.querySelector("[data-calendar-says]");
const LOOKS = {
  REQUESTED: "booked-requested", APPROVED: "booked-approved", BEGUN: "booked-begun",
  NO_SHOW: "booked-no_show", BLACKOUT: "booked-blackout", BUSY: "booked-busy", DONE: "booked-done",
};
const pad = (number) => String(number).padStart(2, "0");
const local = (at) =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
const minutes = (at, number) => new Date(new Date(at).getTime() + number * 60000);

function drawn([code, start, end, state, title, number, setup, changeover], withBuffers) {
  const word = { REQUESTED: place.dataset.requested, NO_SHOW: place.dataset.missed, BUSY: place.dataset.busy }[state];
  const text = state === "BUSY" ? word : [title, word && `(${word})`].filter(Boolean).join(" ");
  const event = {
    resourceIds: [code], start, end, title: text, classNames: [LOOKS[state]],
    extendedProps: { number },
  };
  const buffer = { resourceIds: [code], display: "background", title: place.dataset.buffer, classNames: ["booked-buffer"] };
  const buffers = [];
  if (withBuffers && setup) buffers.push({ ...buffer, start: minutes(start, -setup), end: start });
  if (withBuffers && changeover) buffers.push({ ...buffer, start: end, end: minutes(end, changeover) });
  return [event, ...buffers];
}

async function load(asked) {
  const query = new URLSearchParams({
    from: asked.startStr.slice(0, 16), until: asked.endStr.slice(0, 16), kind: place.dataset.kind,
    suite: place.dataset.suite,
  });
  try {
    const answer = await fetch(`${place.dataset.events}?${query}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    const few = asked.end - asked.start < 9 * 86400000;
    says.textContent = "";
    return told.events.flatMap((one) => drawn(one, few));
  } catch (error) {
    says.textContent = place.dataset.failed;
    throw error;
  }
}

function ask(start, end, resource) {
  if (!place.dataset.new) return;
  const query = new URLSearchParams({ begins_at: local(start), ends_at: local(end) });
  if (resource) query.set(place.dataset.kind === "devices" ? "device" : "room", resource.id);
  location.assign(`${place.dataset.new}?${query}`);
}

const narrow = matchMedia("(max-width: 60rem)").matches;
const calendar = EventCalendar.create(place, {
  view: narrow ? SIZES[0] : SIZES[1],
  date: place.dataset.today,
  firstDay: new Date(place.dataset.today).getDay(),
  locale: "en-GB",
  headerToolbar: { start: "prev,next today", center: "title", end: SIZES.join(",") },
  buttonText: {
    today: place.dataset.now, prev: place.dataset.before, next: place.dataset.after,
    [SIZES[0]]: place.dataset.day, [SIZES[1]]: place.dataset.week, [SIZES[2]]: place.dataset.weeks,
  },
  views: {
    [SIZES[0]]: { slotDuration: "01:00", slotWidth: 48, scrollTime: "06:00:00" },
    [SIZES[1]]: { slotDuration: "12:00", slotWidth: 62 },
    [SIZES[2]]: { duration: { weeks: 6 }, slotWidth: 72 },
  },
  dayHeaderFormat: { weekday: "short", day: "numeric", month: "short" },
  slotLabelFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
  eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
  resourceLabelContent: ({ resource }) => ({ domNodes: labelled(resource) }),
  resources: JSON.parse(place.dataset.resources).map(([id, name]) => ({ id, title: id, extendedProps: { name } })),
  eventSources: [{ events: load }],
  eventContent: ({ event, timeText }) => ({ domNodes: told(event, timeText) }),
  eventDidMount: ({ el, event, timeText }) => {
    if (event.display !== "background") el.title = `${timeText} ${event.title}`;
  },
  displayEventEnd: true,
  nowIndicator: true,
  selectable: Boolean(place.dataset.new),
  editable: false,
  select: ({ start, end, resource }) => ask(start, end, resource),
  dateClick: ({ date, resource }) => ask(date, new Date(date.getTime() + 4 * 3600000), resource),
});

// The library calls its boxes a table without rows; what is read aloud are the links and the codes.
const PARTS = ["table", "rowgroup", "row", "rowheader", "columnheader", "cell"].map((role) => `[role=${role}]`);
const SAID = ["role", "aria-colindex", "aria-colspan", "aria-rowindex", "aria-colcount", "aria-rowcount"];
const plain = () => {
  for (const one of place.querySelectorAll(PARTS.join())) SAID.forEach((name) => one.removeAttribute(name));
};
plain();
new MutationObserver(plain).observe(place, { childList: true, subtree: true });

function told(event, timeText) {
  const { number } = event.extendedProps;
  const words = document.createElement(number ? "a" : "span");
  words.textContent = event.title;
  if (number) {
    words.href = `${place.dataset.page}${number}/`;
    words.setAttribute("aria-label", `${event.resourceIds.join(", ")}: ${timeText} ${event.title}`);
  }
  return [words];
}

function labelled(resource) {
  const code = document.createElement("b");
  code.className = "id";
  code.textContent = resource.title;
  const name = document.createElement("small");
  name.textContent = ` ${resource.extendedProps.name}`;
  return [code, name];
}
