// "/" puts the cursor into the scan box, from anywhere but a field.
const TYPING = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(TYPING)) return;
  const box = document.querySelector("[data-scan-box]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
