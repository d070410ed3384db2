// [data-calibrates="id"]: buttons with data-by change the number in that field, and the outline
// [data-bankcard] (85.60 mm by 53.98 mm) is drawn as large as the field says.
const WIDTH = 85.6;
const HEIGHT = 53.98;
const card = document.querySelector("[data-bankcard]");
const tools = document.querySelector("[data-calibrates]");
const field = document.getElementById(tools.dataset.calibrates);

function draw() {
  const scale = Number(field.value);
  if (!(scale >= 2 && scale <= 40)) return;
  card.setAttribute("width", scale * WIDTH);
  card.setAttribute("height", scale * HEIGHT);
}

tools.hidden = false;
tools.addEventListener("click", (event) => {
  const button = event.target.closest("[data-by]");
  if (!button) return;
  field.value = (Number(field.value) + Number(button.dataset.by)).toFixed(3);
  draw();
});
field.addEventListener("input", draw);
draw();
