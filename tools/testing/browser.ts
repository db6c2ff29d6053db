import { findBrowser } from '../browser.mjs';

/** Lets the product find the browser that this machine has. Called before the first page is drawn. */
export async function useBrowser(): Promise<void> {
  const { executablePath, env } = await findBrowser();
  Object.assign(process.env, env, { PUPPETEER_EXECUTABLE_PATH: executablePath });
}
