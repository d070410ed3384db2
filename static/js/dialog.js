// A button with command="show-modal" and commandfor="id" opens that <dialog>, by the browser itself where it
// can: a press counts before this file has come. A form with method="dialog" or [data-shuts] closes it.
// dialog[data-open] is open when the page comes: something in it was wrong.
const opensByItself = "commandForElement" in HTMLButtonElement.prototype;

function show(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}
document.addEventListener("click", (event) => {
  const opener = !opensByItself && event.target.closest("[command=show-modal]");
  if (opener) show(document.getElementById(opener.getAttribute("commandfor")));
  event.target.closest("[data-shuts]")?.closest("dialog")?.close();
});
function openThose(within) {
  for (const dialog of within.querySelectorAll?.("dialog[data-open]") ?? []) show(dialog);
}
document.addEventListener("htmx:load", (event) => openThose(event.detail.elt));
openThose(document);
