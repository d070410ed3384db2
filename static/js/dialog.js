// [data-opens="id"] opens that <dialog>; a form with method="dialog" or [data-shuts] closes it.
// dialog[data-open] is open when the page comes: something in it was wrong.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  event.target.closest("[data-shuts]")?.closest("dialog")?.close();
});
function openThose(within) {
  for (const dialog of within.querySelectorAll?.("dialog[data-open]") ?? []) {
    if (!dialog.open) dialog.showModal();
  }
}
document.addEventListener("htmx:load", (event) => openThose(event.detail.elt));
openThose(document);
