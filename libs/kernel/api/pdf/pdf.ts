import { access, constants } from 'node:fs/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import puppeteer, { type Browser, type HTTPRequest } from 'puppeteer';
import { FairTurns } from '../jobs/fair-turns.js';
import { pdfFont } from './pdf-fonts.js';
import { Problem } from '../http/problem.js';
import { say } from '../say.js';

/** Ours, never the packaged list: that one switches the browser's own guards off. */
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'];

/** In milliseconds: a page of ours draws in well under one second. */
const PATIENCE = 30_000;

/** Each page drawn takes a core and its memory. */
const AT_ONCE = 2;

/** Of one person: more is no reader, but a loop. */
const WAITING = 20;

/** What the browser is told of our environment: where its libraries, fonts and temporary files are. None of our secrets (docs/security.md). */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'LD_LIBRARY_PATH',
  'FONTCONFIG_PATH',
  'FONTCONFIG_FILE',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_RUNTIME_DIR',
] as const;

export interface PdfPage {
  /** A whole document, its style included: nothing is fetched but fonts of ours (`PDF_FONT_STYLE`). */
  readonly html: string;
  /** At the foot of each page; `<span class="pageNumber">` and `<span class="totalPages">` are filled in. Its style stands in it. */
  readonly footer: string;
}

/**
 * Draws A4 pages in one browser that stays open. The content is patient data: it runs no script, reaches no network, and each document has a
 * browser context of its own, thrown away after it. The browser is the one of `PUPPETEER_EXECUTABLE_PATH`.
 */
@Injectable()
export class Pdf implements OnApplicationShutdown {
  private readonly logger = new Logger(Pdf.name);
  private readonly turns = new FairTurns(AT_ONCE, WAITING);
  private opening: Promise<Browser> | undefined;

  /**
   * Draws in turn: a few pages at once, and anyone who asks for many keeps nobody waiting.
   * @throws Problem `unavailable` when no browser can be opened, or the page cannot be drawn within thirty seconds; `too-many-requests` to who
   * has twenty waiting already.
   */
  async draw(page: PdfPage, personId: string): Promise<Buffer> {
    if (!this.turns.admits(personId))
      throw new Problem('too-many-requests', {
        detail: say({ code: 'documents-waiting', params: { count: WAITING } }),
      });
    return this.turns.take(personId, () => this.drawNow(page));
  }

  private async drawNow(page: PdfPage): Promise<Buffer> {
    try {
      const browser = await this.browser();
      return await this.drawIn(browser, page).catch((error: unknown) => {
        if (browser.connected) throw error;
        // It died while it drew, which says nothing of the page: the person who asked does not have to ask again.
        return this.browser().then((another) => this.drawIn(another, page));
      });
    } catch (error) {
      this.logger.error({ message: 'A page could not be drawn.', name: (error as Error).name, stack: (error as Error).stack });
      throw new Problem('unavailable', {
        detail: say({ code: 'document-not-made' }),
      });
    }
  }

  /** There is a browser to open; whether it draws is seen when it does. @throws Error */
  async demandBrowser(): Promise<void> {
    await access(await puppeteer.executablePath(), constants.X_OK);
  }

  private async drawIn(browser: Browser, { html, footer }: PdfPage): Promise<Buffer> {
    const context = await browser.createBrowserContext();
    try {
      const page = await context.newPage();
      await page.setJavaScriptEnabled(false);
      await page.setRequestInterception(true);
      // A page that is gone meanwhile wants its answer no more.
      page.on('request', (request) => void passOwn(request).catch(() => undefined));
      await page.setContent(html, { waitUntil: 'load', timeout: PATIENCE });
      const bytes = await page.pdf({
        format: 'A4',
        margin: { top: '16mm', right: '16mm', bottom: '20mm', left: '16mm' },
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footer,
        printBackground: true,
        tagged: true,
        outline: true,
        timeout: PATIENCE,
      });
      return Buffer.from(bytes);
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    const browser = await this.opening?.catch(() => undefined);
    await browser?.close();
  }

  /** The open browser; a new one when there is none yet, or it died: one for all who ask at once. */
  private async browser(): Promise<Browser> {
    const known = this.opening;
    const open = await known?.catch(() => undefined);
    if (open?.connected) return open;
    // Who asked meanwhile may have opened it.
    const opening = this.opening !== undefined && this.opening !== known ? this.opening : this.launch();
    this.opening = opening;
    return opening;
  }

  private async launch(): Promise<Browser> {
    const browser = await puppeteer.launch({ args: ARGUMENTS, env: passedOn(process.env), headless: true, timeout: PATIENCE });
    browser.on('disconnected', () => this.logger.warn('The browser is gone; the next document opens another.'));
    return browser;
  }
}

/** @param env the environment of this process */
export function passedOn(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** The document itself, what stands in it, and fonts of ours; anything else is refused. */
async function passOwn(request: HTTPRequest): Promise<void> {
  if (/^(about|data):/.test(request.url())) return request.continue();
  const font = await pdfFont(request.url()).catch(() => undefined);
  if (!font) return request.abort('blockedbyclient');
  await request.respond({ body: font, contentType: 'font/woff2', headers: { 'Access-Control-Allow-Origin': '*' } });
}
