// The colours that were chosen: put on <html> at once and kept in a cookie, so that the server
// already sends the next page with them and nothing flashes.
const YEAR_SECONDS = 31_536_000;

document.addEventListener("change", (event) => {
  const choice = event.target.closest("[data-theme-choice] input");
  if (!choice) return;
  document.documentElement.dataset.theme = choice.value;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${choice.value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
});
