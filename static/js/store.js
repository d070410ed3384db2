// What this device keeps until the server has it: one database, one store, by the entry's id.
//   {id, user, name, title, url, page, fields: [[name, value], ...], at, state, why}
const NAME = "cgtlims";
const STORE = "unsent";

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function inStore(mode, act) {
  const base = await opened();
  try {
    return await new Promise((done, failed) => {
      // On the disk before anybody is told that it is kept.
      const change = base.transaction(STORE, mode, { durability: "strict" });
      const asked = act(change.objectStore(STORE));
      change.oncomplete = () => done(asked.result);
      change.onerror = () => failed(change.error);
      change.onabort = () => failed(change.error);
    });
  } finally {
    base.close();
  }
}

export const put = (entry) => inStore("readwrite", (store) => store.put(entry));
export const remove = (id) => inStore("readwrite", (store) => store.delete(id));

/** All entries, in the order in which they were made. */
export async function all() {
  const found = await inStore("readonly", (store) => store.getAll());
  return found.sort((one, other) => one.at.localeCompare(other.at));
}
