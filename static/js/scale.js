// Draws where a value lies among its limits. Positions are pixels, so floats do; verdicts never
// come from here.
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 470;
const TOP = 28;
const HEIGHT = 14;
const LABEL_GAP = 46;

/** Redraws `svg`: bounds are texts by name; `value` is plain, or empty; `typed` labels the marker. */
export function drawScale(svg, bounds, value, state, typed) {
  const known = Object.values(bounds).map(Number);
  if (!known.length || !known.every(Number.isFinite)) return;
  const place = placing(known, bounds);
  const parts = [...bands(bounds, place), ...labels(svg, bounds, place)];
  const number = value === "" ? NaN : Number(value);
  if (Number.isFinite(number)) parts.push(...marker(place(number), typed, state));
  svg.replaceChildren(...parts);
  svg.removeAttribute("hidden");
}

function placing(known, bounds) {
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high > low ? high - low : Math.abs(high) / 2 || 1;
  const hasLower = "actionLower" in bounds || "alertLower" in bounds;
  const hasUpper = "actionUpper" in bounds || "alertUpper" in bounds;
  const from = low - span * (hasLower ? 0.2 : 0.9);
  const to = high + span * (hasUpper ? 0.2 : 0.9);
  return (number) => Math.min(WIDTH, Math.max(0, ((number - from) / (to - from)) * WIDTH));
}

function bands(bounds, place) {
  const at = (name, otherwise) => (name in bounds ? place(Number(bounds[name])) : otherwise);
  const edges = [0, at("actionLower", 0)];
  edges.push(at("alertLower", edges[1]));
  const actionUpper = at("actionUpper", WIDTH);
  edges.push(at("alertUpper", actionUpper), actionUpper, WIDTH);
  const names = ["sc-action", "sc-alert", "sc-ok", "sc-alert", "sc-action"];
  const drawn = names.map((name, index) =>
    element("rect", { class: name, x: edges[index], y: TOP, width: edges[index + 1] - edges[index], height: HEIGHT }),
  );
  const limits = ["actionLower", "actionUpper"].filter((name) => name in bounds);
  const ticks = limits.map((name) => element("path", { class: "sc-limit", d: `M${at(name)} ${TOP - 6}v${HEIGHT + 12}` }));
  return [...drawn.filter((band) => band.getAttribute("width") > 0), ...ticks];
}

function labels(svg, bounds, place) {
  const drawn = [];
  const order = ["actionLower", "actionUpper", "alertLower", "alertUpper"].filter((name) => name in bounds);
  for (const name of order) {
    const x = Math.min(WIDTH - 20, Math.max(20, place(Number(bounds[name]))));
    if (drawn.every((other) => Math.abs(other.x - x) > LABEL_GAP)) drawn.push({ x, text: bounds[name] });
  }
  const inside = (innermost(bounds, "Lower", place, 0) + innermost(bounds, "Upper", place, WIDTH)) / 2;
  if (drawn.every((other) => Math.abs(other.x - inside) > LABEL_GAP * 1.4)) {
    drawn.push({ x: inside, text: svg.dataset.middle });
  }
  return drawn.map(({ x, text }) => word(x, 68, text));
}

function innermost(bounds, side, place, otherwise) {
  const bound = bounds[`alert${side}`] ?? bounds[`action${side}`];
  return bound === undefined ? otherwise : place(Number(bound));
}

function marker(x, text, state) {
  const y = TOP + HEIGHT / 2;
  const shapes = {
    action: `M${x - 6} ${y - 14}h12l8 8v12l-8 8h-12l-8-8v-12z`,
    alert: `M${x} ${y - 15}l14 25h-28z`,
    ok: `M${x - 9} ${y}a9 9 0 1 0 18 0a9 9 0 1 0-18 0z`,
  };
  const group = element("g", { "data-state": state });
  group.append(element("path", { class: "sc-dot", d: shapes[state] ?? shapes.ok }));
  const label = word(Math.min(WIDTH - 24, Math.max(24, x)), 12, text);
  label.setAttribute("class", "now");
  return [group, label];
}

function word(x, y, text) {
  const drawn = element("text", { x, y, "text-anchor": "middle" });
  drawn.textContent = text;
  return drawn;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
