/** What a browser is like without network, and what can be read of it by anyone who has the machine. */
/** What a browser says of a network that is cut. */
export const OFFLINE = /ERR_INTERNET_DISCONNECTED|chromewebdata|chrome-error/;

/**
 * A page that is left goes on for a moment, and on a loaded machine long enough to try again what it holds, which the emulated cut no longer holds back: as without
 * network, nothing leaves it any more.
 */
const sendsNothing = (page) =>
  page.evaluate(() => {
    XMLHttpRequest.prototype.send = () => undefined;
    window.fetch = () => new Promise(() => undefined);
  });

/** Reloads without network: the page is lost, until its error page loads it again by itself. */
export async function lose(page) {
  await sendsNothing(page);
  await page.reload().catch(() => undefined);
}

/** Closes a page that has no network. */
export async function closeWithoutNetwork(page) {
  await sendsNothing(page);
  await page.close();
}

/** What anyone who opens the browser's storage can read, as text. */
export const onDisk = (page) =>
  page.evaluate(async () => {
    const database = await new Promise((resolve, reject) => {
      const asked = indexedDB.open('passerelle');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const records = await new Promise((resolve) => {
      const asked = database.transaction('kept').objectStore('kept').getAll();
      asked.onsuccess = () => resolve(asked.result);
    });
    database.close();
    const text = (bytes) => [...new Uint8Array(bytes)].map((code) => String.fromCharCode(code)).join('');
    return records.map((each) => JSON.stringify({ ...each, sealed: each.sealed && text(each.sealed.data) }));
  });
