// Keeps the person informed: a lost session, no network or a refusal is said on the page with what
// to do, instead of being swapped into it. The words are in <template data-notice="...">.
const region = () => document.querySelector("[data-notices]");

/** Shows the words of one template, once. */
export function notice(name) {
  const words = document.querySelector(`template[data-notice="${name}"]`);
  if (!words || region().querySelector(`[data-notice-shown="${name}"]`)) return;
  const shown = words.content.firstElementChild.cloneNode(true);
  shown.dataset.noticeShown = name;
  region().append(shown);
}

export function withdraw(name) {
  region()?.querySelector(`[data-notice-shown="${name}"]`)?.remove();
}

function noticeFor(status) {
  if (status === 401) return "signed-out";
  if (status === 403) return "forbidden";
  if (status === 404) return "gone";
  return status >= 500 ? "failed" : "refused";
}

function isSignIn(xhr) {
  const signIn = document.querySelector('meta[name="sign-in-url"]')?.content;
  return Boolean(signIn && xhr.responseURL) && new URL(xhr.responseURL).pathname === signIn;
}

// A lost session answers with the sign-in page: never into a fragment.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isSignIn(event.detail.xhr)) return;
  event.detail.shouldSwap = false;
  notice("signed-out");
});
document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  if (!xhr.getResponseHeader?.("X-Locked")) notice(noticeFor(xhr.status)); // js/lock.js covers the page
});
document.addEventListener("htmx:sendError", () => notice("offline"));
document.addEventListener("htmx:timeout", () => notice("offline"));
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) return;
  withdraw("offline");
  withdraw("signed-out");
});
document.addEventListener("click", (event) => {
  event.target.closest("[data-closes]")?.closest(".message")?.remove();
});

function focusErrors(within) {
  within.querySelector?.("[data-focus]")?.focus();
}
document.addEventListener("htmx:load", (event) => focusErrors(event.detail.elt));
focusErrors(document);
