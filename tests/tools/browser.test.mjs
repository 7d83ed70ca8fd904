// A reader's way through a built guide, in Chromium: from a claim to its
// reference and back, to the page of the source, and on to another page that
// uses it. Nothing is said in the console, nothing is asked of another host,
// nothing is wider than a narrow screen, and all of it is there without scripts.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch } from './chromium.mjs';
import { build, files, guides, serve } from './guides.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const guide of guides) {
  describe(guide.name, () => {
    let site;
    let server;
    let pages;
    before(async () => {
      site = build(guide.root);
      server = await serve(site, guide.path);
      // A page that has moved sends its reader on before anything can be looked at.
      const stays = (path) => !readFileSync(join(site, decodeURIComponent(path)), 'utf8').includes('http-equiv="refresh"');
      pages = files(site, '.html').filter(stays).map((path) => server.address + path.replace(/(^|\/)index\.html$/, '$1'));
    });
    after(() => server?.close());

    /** Opens a window, hands it over, and asserts afterwards that it was quiet. */
    async function look(options, visit) {
      const context = await browser.newContext({ serviceWorkers: 'block', ...options });
      const noise = [];
      try {
        const page = await context.newPage();
        page.on('console', (message) => noise.push(`console: ${message.text()} (${page.url()})`));
        page.on('pageerror', (error) => noise.push(`error: ${error.message} (${page.url()})`));
        page.on('request', (request) => {
          const url = request.url();
          if (!url.startsWith(server.address) && !url.startsWith('data:')) noise.push(`asked: ${url}`);
        });
        page.on('response', (response) => {
          if (response.status() >= 400) noise.push(`${response.status()}: ${response.url()}`);
        });
        await visit(page);
      } finally {
        await context.close();
      }
      assert.deepEqual(noise, []);
    }

    /** Whether an element is on the screen. */
    const onScreen = (locator) =>
      locator.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });

    /** Reads a guide: claim, reference, back, source, another page. */
    async function read(page) {
      // A page whose first citation names a source that another page uses too.
      await page.goto(server.address);
      const start = await findShared(page);
      await page.goto(start.page);
      assert.equal(await page.locator('h1').count(), 1);

      const claim = page.locator('[id^="c-"]', { has: page.locator(`a[href="#${start.reference}"]:not(.unseen)`) }).first();
      const citation = claim.locator(`a[href="#${start.reference}"]:not(.unseen)`).first();
      await citation.click();
      const reference = page.locator(`[id="${start.reference}"]`);
      assert.equal(decodeURIComponent(new URL(page.url()).hash), `#${start.reference}`);
      assert.ok(await onScreen(reference), 'the citation leads to its reference');
      assert.ok(await reference.evaluate((element) => element.matches(':target')));

      const uses = reference.locator('details.uses');
      if ((await uses.count()) > 0 && !(await uses.evaluate((element) => element.open))) {
        await uses.locator('summary').click();
      }
      const back = reference.locator('a[role="doc-backlink"]').first();
      const marker = (await back.getAttribute('href')).slice(1);
      await back.click();
      assert.equal(new URL(page.url()).hash, `#${marker}`);
      assert.ok(await onScreen(page.locator(`[id="${marker}"]`)), 'the back-link leads to the claim');

      await reference.locator('.on-site a').click();
      assert.equal(page.url(), start.source);
      assert.match(await page.locator('main').innerText(), /claims? rests? on it/);
      const other = page.locator('main h3 a', { hasNotText: start.title }).first();
      const address = await other.evaluate((element) => element.href);
      assert.notEqual(address, start.page);
      await page.locator(`main li a[href^="${await other.getAttribute('href')}#c-"]`).first().click();
      assert.equal(page.url().split('#')[0], address, 'a claim of another page');
      const target = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
      assert.ok(await onScreen(target), 'the link leads to the very claim');
    }

    /** A page, its reference and the page of the source, where others use it too. */
    async function findShared(page) {
      for (const source of pages.filter((url) => /\/references\/[^/]+\/$/.test(url))) {
        await page.goto(source);
        const users = page.locator('main h3 a');
        if ((await users.count()) < 2) continue;
        const user = users.last();
        const key = decodeURIComponent(source.split('/').at(-2));
        const found = {
          page: await user.evaluate((element) => element.href),
          title: await user.innerText(),
          source,
          reference: `src-${key}`,
        };
        await page.goto(found.page);
        const cited = page.locator(`[id^="c-"] a[href="#${found.reference}"]:not(.unseen)`);
        if ((await cited.count()) > 0) return found;
      }
      return assert.fail('no source of this guide is used on two pages');
    }

    /** Chooses among the sources: a kind, a source of it, its files. */
    async function choose(page) {
      await page.goto(`${server.address}references/`);
      const all = await page.locator('.entries > li').count();
      await page.getByRole('link', { name: 'Sources by kind' }).click();
      const kind = page.locator('.choices-list a').first();
      const name = await kind.innerText();
      await kind.click();
      assert.match(await page.locator('h1').innerText(), new RegExp(name));
      const some = await page.locator('.entries > li').count();
      assert.ok(some > 0 && some < all, `${some} of ${all} sources are of the kind ${name}`);
      await page.locator('.entries .on-site a').first().click();
      assert.ok((await page.locator('.fields').innerText()).includes(name), 'the source is of that kind');
      for (const file of await page.locator('.downloads a').all()) {
        const url = await file.evaluate((element) => element.href);
        const response = await page.request.get(url);
        assert.ok(response.ok() && (await response.text()).length > 20, url);
      }
    }

    if (guide.cites) {
      test('a reader chooses among the sources, without scripts', () => look({ javaScriptEnabled: false }, choose));
      test('a reader follows a citation there and back, and on', () => look({}, read));
      test('the same way is open without scripts', () => look({ javaScriptEnabled: false }, read));
    }

    test('without scripts all of the text is there', async () => {
      const texts = { true: [], false: [] };
      for (const javaScriptEnabled of [true, false]) {
        await look({ javaScriptEnabled }, async (page) => {
          for (const url of pages) {
            await page.goto(url);
            // What is said only to those without scripts is left out, and the switch
            // that only a script can serve is no text.
            const text = (main) => {
              for (const only of main.querySelectorAll('noscript, .claim-view')) only.remove();
              return main.innerText;
            };
            texts[javaScriptEnabled].push(await page.locator('main').evaluate(text));
          }
        });
      }
      assert.deepEqual(texts.false, texts.true);
    });

    // What a sheet of A4 holds between the margins of the style: 174 × 266 mm at 96 dpi.
    const sheet = { width: 658, height: 1005 };

    test('on paper, red flags, numbers and dates stand on the first sheet, and references in full', (context) =>
      look({ viewport: sheet }, async (page) => {
        await page.emulateMedia({ media: 'print' });
        let found = 0;
        for (const url of pages.filter((page) => !/\/(references|rules)\//.test(page))) {
          await page.goto(url);
          const place = url.replace(server.address, '/');
          const low = await page.evaluate((height) => {
            const parts = document.querySelectorAll('.red-flags, .page-head');
            return [...parts]
              // A box within the text is where the text is; one that opens it comes first.
              .filter((part) => !part.closest('.body') || part.contains(document.querySelector('.body h2')))
              .filter((part) => part.getBoundingClientRect().bottom > height)
              .map((part) => part.className);
          }, sheet.height);
          assert.deepEqual(low, [], place);
          for (const block of await page.locator('.red-flags').all()) {
            found += 1;
            for (const number of await block.locator('a[href^="tel:"]').all()) {
              assert.ok(await number.isVisible(), `${place}: ${await number.innerText()}`);
            }
            assert.ok((await block.locator('.crisis-region').count()) > 1, place);
          }
          const link = page.locator('.references .links a.external').first();
          if ((await link.count()) > 0) {
            const shown = await link.evaluate((element) => getComputedStyle(element, '::after').content);
            assert.ok(shown.includes(await link.getAttribute('href')), `${place}: ${shown}`);
          }
        }
        assert.ok(found > 0 || !guide.cites, 'no page with red flags');
        context.diagnostic(`${found} blocks of red flags`);
      }));

    test('on a phone the head of the site is low, and its menu opens without scripts, by keyboard', () =>
      look({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false }, async (page) => {
        await page.goto(`${server.address}search/`);
        const head = page.locator('.site-header');
        const low = (await head.boundingBox()).height;
        assert.ok(low <= 120, `${low} px`);
        const sections = head.locator('.site-nav a');
        assert.ok((await sections.count()) > 0);
        assert.equal(await sections.first().isVisible(), false);
        const urgent = head.getByRole('link', { name: 'Urgent help' });
        if (guide.cites) assert.ok(await urgent.isVisible());

        await head.locator('summary').focus();
        await page.keyboard.press('Enter');
        for (const section of await sections.all()) assert.ok(await section.isVisible());
        const [button, first] = [await head.locator('summary').boundingBox(), await sections.first().boundingBox()];
        assert.ok(first.y >= button.y + button.height && first.width > 250, 'the list is below the button, and wide');
        await page.keyboard.press('Tab');
        await Promise.all([page.waitForURL((url) => !url.pathname.endsWith('/search/')), page.keyboard.press('Enter')]);
      }));

    test('on a wide screen the sections are there at once', () =>
      look({ viewport: { width: 1280, height: 800 } }, async (page) => {
        await page.goto(server.address);
        assert.equal(await page.locator('.site-nav summary').isVisible(), false);
        for (const section of await page.locator('.site-nav a').all()) assert.ok(await section.isVisible());
      }));

    if (guide.cites) {
      test('no line ends between a word and its citation, or within its brackets', async (context) => {
        let seen = 0;
        for (const [width, hasTouch] of [[320, true], [768, false], [1280, false]]) {
          await look({ viewport: { width, height: 800 }, hasTouch }, async (page) => {
            for (const url of pages.filter((url) => !/\/(references|claims|topics)\//.test(url))) {
              await page.goto(url);
              const { count, torn } = await page.evaluate(() => {
                /** How high the last or the first character of a text stands. */
                const line = (text, at) => {
                  const range = document.createRange();
                  range.setStart(text, at);
                  range.setEnd(text, at + 1);
                  const { top, bottom } = range.getBoundingClientRect();
                  return (top + bottom) / 2;
                };
                const apart = (one, other) => Math.abs(one - other) > 10;
                const all = [...document.querySelectorAll('.cite')].filter((cite) => cite.checkVisibility());
                const torn = all.filter((cite) => {
                  const texts = document.createTreeWalker(cite, NodeFilter.SHOW_TEXT);
                  const places = [];
                  while (texts.nextNode()) {
                    const text = texts.currentNode;
                    if (!text.parentElement.closest('.unseen')) for (let at = 0; at < text.length; at += 1) places.push([text, at]);
                  }
                  const torn = ([one, other]) => apart(line(...one), line(...other));
                  const word = cite.previousSibling;
                  const pairs = [places.slice(0, 2), places.slice(-2)];
                  if (word?.nodeType === Node.TEXT_NODE && word.length > 0) pairs.push([[word, word.length - 1], places[0]]);
                  return pairs.some(torn);
                });
                return { count: all.length, torn: torn.map((cite) => `${cite.textContent} after ${cite.parentElement.textContent.slice(0, 40)}`) };
              });
              seen += count;
              assert.deepEqual(torn, [], `${url}, ${width} px`);
            }
          });
        }
        assert.ok(seen > 50, `${seen} citations`);
        context.diagnostic(`${seen} citations`);
      });
    }

    if (guide.cites) {
      test('on a phone the caption of a table is in sight as a whole', () =>
        look({ viewport: { width: 320, height: 640 } }, async (page) => {
          let captions = 0;
          for (const url of pages.filter((url) => !/\/(references|claims|topics)\//.test(url))) {
            await page.goto(url);
            for (const caption of await page.locator('caption').all()) {
              captions += 1;
              const { left, right } = await caption.evaluate((element) => {
                const range = document.createRange();
                range.selectNodeContents(element);
                return range.getBoundingClientRect();
              });
              assert.ok(left >= 0 && right <= 320, `${url}: ${left} to ${right}`);
            }
          }
          assert.ok(captions > 0);
        }));
    }

    for (const colorScheme of ['light', 'dark']) {
      test(`no page scrolls sideways on a narrow screen (${colorScheme})`, (context) =>
        look({ viewport: { width: 320, height: 640 }, colorScheme }, async (page) => {
          const wide = [];
          for (const url of pages) {
            await page.goto(url);
            const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
            if (width > 320) wide.push(`${url.replace(server.address, '/')}: ${width} px`);
          }
          assert.deepEqual(wide, []);
          context.diagnostic(`${pages.length} pages`);
        }));
    }
  });
}
