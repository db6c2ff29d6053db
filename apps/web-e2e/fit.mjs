/** Whether a page is for everyone: what axe finds, at both widths, in light and in dark. */
import { violations } from './axe.mjs';
import { expect } from './people.mjs';

export const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Addresses of a route as the manifests write it, from the root: `/dossiers/:id`; `/**` is none of ours. */
const addressesOf = (route) => new RegExp(`^${route.replace('**', '.*').replace(/:\w+/g, '[^/]+')}$`);

/**
 * The page as it stands, at both widths, its colours light and dark: no violation, and nothing to scroll sideways for.
 * @param route of which every one is to be seen somewhere: apps/web/app/accessible-routes.spec.ts reads them where they are written
 */
export async function isFitForAll(page, route, name = route) {
  // The page that one comes from stands until the one that was asked for is loaded.
  await expect(page, name).toHaveURL((url) => addressesOf(route).test(url.pathname));
  // Not by its role: behind a dialog the page is hidden from those who hear it.
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('app-skeleton')).toHaveCount(0);
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(beyond, `${name}: pixels beyond ${size.width}`).toBeLessThanOrEqual(0);
    // The colours of a page do not depend on its width.
    for (const colorScheme of size === WIDTHS[0] ? ['light', 'dark'] : ['light']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Sections that were out of sight keep the colours of the scheme in which they were last drawn.
      await page.evaluate(() => document.querySelectorAll('section').forEach(({ style }) => (style.contentVisibility = 'visible')));
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      // Of all rules, one depends on colours.
      const told = await violations(page, colorScheme === 'light' ? undefined : ['color-contrast']);
      expect.soft(told, `${name}, ${size.width} px, ${colorScheme}`).toEqual([]);
    }
  }
}
