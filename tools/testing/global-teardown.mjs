/** Stops the server that global-setup.mjs started. */
export default async function teardown() {
  await globalThis.__TEST_POSTGRES__?.stop();
}
