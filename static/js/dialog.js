// [data-opens="id"] opens that <dialog>; a form with method="dialog" or [data-shuts] closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  event.target.closest("[data-shuts]")?.closest("dialog")?.close();
});
