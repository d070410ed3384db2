// A photo is sent as soon as it is taken: <form data-queue="..." data-photo> <input type="file">.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-photo]");
  if (form && event.target.files?.length) form.requestSubmit();
});
