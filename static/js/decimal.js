// Exact decimals as they are typed: an integer and a power of ten, never a float.
// Accepts what measures/numbers.py accepts.
const NUMBER = /^([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:\s*(?:[eE]|[x×*]\s*10\s*\^)\s*([+-]?[0-9]{1,2}))?$/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
const PLAIN = "0123456789-+";
const LONGEST = 40;

/** {integer, power} of the typed text, or null when it is not a number. */
export function readDecimal(text) {
  const clean = text
    .trim()
    .replace(/[−–]/g, "-")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+$/, (raised) => `^${[...raised].map((sign) => PLAIN[RAISED.indexOf(sign)]).join("")}`);
  const match = clean.length <= LONGEST ? NUMBER.exec(clean) : null;
  if (!match) return null;
  const [, sign, whole = "", part = "", onlyPart = "", exponent = "0"] = match;
  const fraction = part + onlyPart;
  const integer = BigInt(whole + fraction || "0");
  return { integer: sign === "-" ? -integer : integer, power: Number(exponent) - fraction.length };
}

/** Negative, zero or positive, as a is below, equal to or above b. */
export function compare(a, b) {
  const power = Math.min(a.power, b.power);
  const difference = scaled(a, power) - scaled(b, power);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function scaled({ integer, power }, to) {
  return integer * 10n ** BigInt(power - to);
}
