import type { Routes } from '@angular/router';
import { readdirSync, readFileSync } from 'node:fs';
import { nothingUnsent } from '#kernel/web';
import { routes } from './routes.js';

/** Every address at which a page stands, with what its forms have below it. */
async function pagesOf(list: Routes, under = ''): Promise<string[]> {
  const found: string[] = [];
  for (const { path = '', component, loadComponent, children, loadChildren } of list) {
    const here = path ? `${under}/${path}` : under;
    const below = children ?? ((await loadChildren?.()) as Routes | undefined);
    if (below) found.push(...(await pagesOf(below, here)));
    else if (component ?? loadComponent) found.push(here || '/');
  }
  return found;
}

/** The routes that journeys name where they look at a page with axe: of a list of visits, or beside the page. */
const LOOKED_AT = /(?:\[\s*'[^']+',|\b(?:isFitForAll|isAccessible)\(\w+,)\s*'(\/[^'?]*)'/g;

function lookedAt(): Set<string> {
  const journeys = readdirSync('apps/web-e2e').filter((file) => file.endsWith('.spec.mjs'));
  const found = journeys.flatMap((file) => [...readFileSync(`apps/web-e2e/${file}`, 'utf8').matchAll(LOOKED_AT)]);
  return new Set(found.map(([, route]) => route ?? ''));
}

/** Every place below those that are asked about as one: an open form asks for both of what it holds. */
const PLACES = routes.find(({ children }) => children)?.children ?? [];

describe('pages for everyone', () => {
  it('each page of the product is looked at with axe: visit yours in apps/web-e2e/accessibility.spec.mjs', async () => {
    const pages = await pagesOf(routes);
    expect(pages.length).toBeGreaterThan(30);
    const seen = lookedAt();
    expect(pages.filter((page) => !seen.has(page))).toEqual([]);
  });

  it('and no journey looks at a page that is none', async () => {
    const pages = new Set(await pagesOf(routes));
    expect([...lookedAt()].filter((route) => !pages.has(route))).toEqual([]);
  });

  it('none is left without a question while words are written on it that are not sent', () => {
    expect(PLACES.length).toBeGreaterThan(20);
    const silent = PLACES.filter(({ canDeactivate }) => !canDeactivate?.includes(nothingUnsent));
    expect(silent.map(({ path }) => path)).toEqual(['dossiers/:id/fiches/:formId']);
  });
});
