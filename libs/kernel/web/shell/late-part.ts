/**
 * A part of the client that is loaded with an open form. Where the network goes in that very moment, it is asked for again once the network is
 * said to be back; any other failure is one.
 */
export async function latePart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (failure) {
    if (navigator.onLine) throw failure;
    await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
    return latePart(load);
  }
}
