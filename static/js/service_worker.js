// Answers while there is no network: this release's files, and the tablet pages that this person
// opened here. A page of the server always comes first. Signing out forgets the pages.
const FILES = "files";
const PAGES = "pages";
const KEEP = "X-Keep-Offline"; // the server says which pages a tablet may open again

addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(FILES).then((cache) => cache.addAll([...KNOWS.files, KNOWS.offline])).then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(forgetOldFiles().then(() => clients.claim()));
});

async function forgetOldFiles() {
  const cache = await caches.open(FILES);
  const known = new Set([...KNOWS.files, KNOWS.offline]);
  for (const request of await cache.keys()) {
    if (!known.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

async function page(request) {
  try {
    const answer = await fetch(request);
    if (new URL(answer.url).pathname === KNOWS.signIn) await caches.delete(PAGES);
    else if (answer.ok && answer.headers.get(KEEP)) {
      const cache = await caches.open(PAGES);
      await cache.put(request, answer.clone());
    }
    return answer;
  } catch (error) {
    const pages = await caches.open(PAGES);
    const kept = (await pages.match(request)) ?? (await caches.match(KNOWS.offline));
    if (kept) return kept;
    throw error;
  }
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (KNOWS.files.includes(new URL(request.url).pathname)) event.respondWith(file(request));
});
