// "/" puts the cursor into the scan box, from anywhere but a field or a dialog. On a page that is opened
// to scan (data-scan-now) it is there at once.
const TYPING = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(TYPING) || document.querySelector("dialog:modal")) return;
  const box = document.querySelector("[data-scan-box]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

if (document.querySelector("[data-scan-now]")) document.querySelector("[data-scan-box]")?.focus();
