// A channel's chart to look closer at: drawn by uPlot over the server's own drawing, which stays
// for paper and where this script does not run. Dragging asks the server for the part, so that a
// closer look has more readings and never fewer peaks; a double click goes back.
//   <div class="trend" data-trend="address of the numbers"> <svg>…</svg> </div>
const box = document.querySelector("[data-trend]");
const says = document.querySelector(".trend-says");
const help = document.querySelector("[data-trend-help]");
const zone = document.body.dataset.timeZone || "UTC";
const NUMBER = (text) => (text === null ? null : Number(text));
const USES = 30;
const DAY = 86400;

const probe = document.createElement("i");

// A token as a colour that a canvas knows, in the theme of the page.
function colour(name) {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

function told(answer) {
  const [times, least, most] = answer.columns;
  return [times, least.map(NUMBER), most.map(NUMBER)];
}

function reach(answer) {
  const values = [...answer.columns[1], ...answer.columns[2]].map(NUMBER);
  for (const [, , alert, action] of answer.levels) values.push(...[...alert, ...action].map(NUMBER));
  for (const [, peak] of answer.excursions) values.push(NUMBER(peak));
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const room = (high - low) / 10 || 1;
  return [low >= 0 && low < room ? 0 : low - room, high + room];
}

function across(u, since, until) {
  const left = Math.max(u.valToPos(since, "x", true), u.bbox.left);
  const right = Math.min(u.valToPos(until, "x", true), u.bbox.left + u.bbox.width);
  return [left, Math.max(right - left, 1)];
}

function band(u, paint, x, width, from, to) {
  const top = Math.max(Math.min(from, to), u.bbox.top);
  const end = Math.min(Math.max(from, to), u.bbox.top + u.bbox.height);
  if (end <= top) return;
  u.ctx.fillStyle = paint;
  u.ctx.fillRect(x, top, width, end - top);
}

function rule(u, paint, x, width, y, dash) {
  u.ctx.strokeStyle = paint;
  u.ctx.lineWidth = 2 * devicePixelRatio;
  u.ctx.setLineDash(dash.map((part) => part * devicePixelRatio));
  u.ctx.beginPath();
  u.ctx.moveTo(x, y);
  u.ctx.lineTo(x + width, y);
  u.ctx.stroke();
  u.ctx.setLineDash([]);
}

// Beyond the alert level amber, beyond the action limit red: below a lower bound and above an upper.
function levels(u, answer) {
  for (const [since, until, alert, action] of answer.levels) {
    const [x, width] = across(u, since, until);
    for (const [place, edge] of [[0, u.bbox.top + u.bbox.height], [1, u.bbox.top]]) {
      const inner = NUMBER(alert[place]);
      const outer = NUMBER(action[place]);
      const at = (value) => u.valToPos(value, "y", true);
      if (outer !== null) band(u, colour("--action-tint"), x, width, at(outer), edge);
      if (inner !== null) {
        band(u, colour("--alert-tint"), x, width, at(inner), outer === null ? edge : at(outer));
        rule(u, colour("--alert-solid"), x, width, at(inner), [7, 5]);
      }
      if (outer !== null) rule(u, colour("--action-solid"), x, width, at(outer), []);
    }
  }
}

// Who was in and what the room was for, below the axis of time.
function around(u, answer) {
  const scale = devicePixelRatio;
  const below = u.bbox.top + u.bbox.height;
  for (const [since, until, persons] of answer.crowds) {
    const [x, width] = across(u, since, until);
    u.ctx.fillStyle = colour("--info-solid");
    u.ctx.fillRect(x, below, width, Math.min(4 + 2 * persons, 12) * scale);
  }
  u.ctx.font = `${13 * scale}px ${getComputedStyle(box).fontFamily}`;
  u.ctx.textBaseline = "middle";
  for (const [since, until, label] of answer.uses) {
    const [x, width] = across(u, since, until);
    const top = below + 42 * scale;
    u.ctx.fillStyle = colour("--info-tint");
    u.ctx.fillRect(x, top, width, 24 * scale);
    u.ctx.strokeStyle = colour("--info-line");
    u.ctx.lineWidth = scale;
    u.ctx.strokeRect(x, top, width, 24 * scale);
    if (u.ctx.measureText(label).width + 12 * scale > width) continue;
    u.ctx.fillStyle = colour("--text");
    u.ctx.fillText(label, x + 6 * scale, top + 12 * scale);
  }
}

function peaks(u, answer) {
  for (const [at, peak, sign] of answer.excursions) {
    const x = u.valToPos(at, "x", true);
    if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) continue;
    u.ctx.beginPath();
    u.ctx.arc(x, u.valToPos(NUMBER(peak), "y", true), 6 * devicePixelRatio, 0, 2 * Math.PI);
    u.ctx.fillStyle = colour(`--${sign}-solid`);
    u.ctx.strokeStyle = colour("--surface");
    u.ctx.lineWidth = 2 * devicePixelRatio;
    u.ctx.fill();
    u.ctx.stroke();
  }
}

// 12:00 within a day; the day where it begins, and alone where whole days are marked.
function moments(u, marks, axis, space, step) {
  const part = (at, form) => new Date(at * 1e3).toLocaleString("en-GB", { timeZone: zone, ...form });
  let before = "";
  return marks.map((at) => {
    const day = part(at, { day: "numeric", month: "short" });
    const time = part(at, { hour: "2-digit", minute: "2-digit" });
    const isNew = day !== before;
    before = day;
    if (step >= DAY) return day;
    return isNew ? `${time}\n${day}` : time;
  });
}

function shape(state) {
  const axis = {
    stroke: colour("--text-muted"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
    font: `13px ${getComputedStyle(box).fontFamily}`,
  };
  const line = { stroke: colour("--text"), width: 1.25, points: { show: false } };
  return {
    width: box.clientWidth,
    height: 360,
    padding: [12, 12, USES, 0],
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), zone),
    scales: { x: { time: true, range: () => state.answer.span }, y: { range: () => reach(state.answer) } },
    axes: [{ ...axis, size: 40, values: moments }, { ...axis, size: 72 }],
    series: [{}, line, line],
    bands: [{ series: [2, 1], fill: colour("--neutral-tint") }],
    cursor: { drag: { x: true, y: false, setScale: false } },
    hooks: {
      drawClear: [(u) => levels(u, state.answer), (u) => around(u, state.answer)],
      draw: [(u) => peaks(u, state.answer)],
      setCursor: [(u) => says && tell(u, state)],
      setSelect: [(u) => u.select.width > 4 && closer(u, state)],
    },
  };
}

function tell(u, state) {
  const [times, least, most] = state.answer.columns;
  const place = u.cursor.idx;
  if (place === null || place === undefined || least[place] === null) {
    says.firstChild.textContent = state.words;
    return;
  }
  const when = new Date(times[place] * 1e3).toLocaleString("en-GB", {
    timeZone: zone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
  });
  const value = least[place] === most[place] ? least[place] : `${least[place]} – ${most[place]}`;
  says.firstChild.textContent = `${when}: ${value} ${state.answer.unit} `;
}

async function numbers(query) {
  const answer = await fetch(`${box.dataset.trend}${query}`, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function closer(u, state) {
  const from = Math.floor(u.posToVal(u.select.left, "x"));
  const to = Math.ceil(u.posToVal(u.select.left + u.select.width, "x"));
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (to - from < 60) return;
  state.answer = await numbers(`&from=${from}&to=${to}`);
  u.setData(told(state.answer));
}

async function begin() {
  const whole = await numbers("");
  if (!whole.columns[0].length) return;
  const state = { answer: whole, words: says?.firstChild.textContent ?? "" };
  const drawing = box.querySelector("svg");
  const place = document.createElement("div");
  box.append(probe, place);
  const u = new uPlot(shape(state), told(whole), place);
  drawing.classList.add("on-paper");
  if (help) help.hidden = false;
  u.over.addEventListener("dblclick", () => {
    state.answer = whole;
    u.setData(told(whole));
  });
  new ResizeObserver(() => u.setSize({ width: box.clientWidth, height: 360 })).observe(box);
}

if (box && globalThis.uPlot) begin();
