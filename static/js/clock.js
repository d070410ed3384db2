// The server's time on this device: what its clock is off by is read from every answer.
const PLACE = "clock-off-by";

/** Reads an answer's Date; half the way there and back is part of what is not known. */
export function hear(answer) {
  const date = answer.headers.get("Date");
  if (!date || answer.headers.get("Age")) return;
  try {
    localStorage.setItem(PLACE, String(Date.parse(date) - Date.now()));
  } catch {
    // A device that keeps nothing goes by its own clock.
  }
}

/** The present moment as the server would say it, in ISO 8601. */
export function serverNow() {
  let offBy = 0;
  try {
    offBy = Number(localStorage.getItem(PLACE)) || 0;
  } catch {
    // as above
  }
  return new Date(Date.now() + offBy).toISOString();
}
