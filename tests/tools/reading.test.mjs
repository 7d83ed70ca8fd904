// What helps in reading where scripts run: previews of sources by mouse,
// keyboard and touch, what each claim rests on, colours, the current section.
// Each test also asserts that nothing is fetched for it and that the console is
// silent under the guide's own policy.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axe, launch } from './chromium.mjs';
import { build, files, guides, serve } from './guides.mjs';

/** The longest wait for what a pause of the pointer brings: far more than it takes. */
const PATIENCE = 5_000;
/** Longer than the pause after which a preview opens or closes. */
const PAUSE = 700;
/** A small screen, in CSS pixels. */
const NARROW = { width: 320, height: 640 };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Builds the guide of the tests with a citation style, and serves it. */
async function served(style) {
  const root = mkdtempSync(join(tmpdir(), 'wellsourced-reading-'));
  process.on('exit', () => rmSync(root, { recursive: true, force: true }));
  cpSync(guides[0].root, root, { recursive: true });
  if (style) writeFileSync(join(root, 'site.yaml'), `${readFileSync(join(root, 'site.yaml'), 'utf8')}style: ${style}\n`);
  const site = build(root);
  return { site, ...(await serve(site, guides[0].path)) };
}

/** Opens a window, hands it over, and asserts that it was quiet and asked for nothing after it was loaded. */
async function look(address, options, visit) {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  const noise = [];
  try {
    const page = await context.newPage();
    let loaded = false;
    page.on('console', (message) => noise.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loaded = false;
      // Drawings of the page and its icon come when the browser likes.
      if (loaded && request.resourceType() !== 'image' && !/\/icon\.[^/]*$/.test(request.url())) noise.push(`asked: ${request.url()}`);
    });
    page.on('load', () => (loaded = true));
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    await visit(page, context);
  } finally {
    await context.close();
  }
  assert.deepEqual(noise, []);
}

const preview = (page) => page.locator('.preview');
const opened = (page) => preview(page).waitFor({ state: 'visible' });
const closed = (page) => preview(page).waitFor({ state: 'detached' });
const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);
const pressed = (page) => page.locator('#ws-claims').getAttribute('aria-pressed');

/** Asserts that a preview is whole on the screen, and that no id is there twice. */
async function isWellPlaced(page) {
  const { box, screen, ids } = await page.evaluate(() => ({
    box: document.querySelector('.preview').getBoundingClientRect().toJSON(),
    screen: { width: document.documentElement.clientWidth, height: innerHeight, scroll: document.scrollingElement.scrollWidth },
    ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
  }));
  assert.ok(box.left >= 0 && box.right <= screen.width, `${box.left} to ${box.right} of ${screen.width}`);
  assert.ok(box.top >= 0 && box.bottom <= screen.height, `${box.top} to ${box.bottom} of ${screen.height}`);
  assert.ok(screen.scroll <= screen.width, 'the page does not scroll sideways');
  assert.equal(new Set(ids).size, ids.length, 'no id is there twice');
}

describe('in a style of numbers', () => {
  let guide;
  let article;
  before(async () => {
    guide = await served();
    article = `${guide.address}treatments/`;
  });
  after(() => guide?.close());

  test('the scripts are small', (context) => {
    const scripts = files(guide.site, '.js').map((path) => join(guide.site, path));
    assert.ok(scripts.length > 0);
    const reading = scripts.filter((path) => /\/(first|reader)\./.test(path));
    assert.equal(reading.length, 2);
    const size = reading.map((path) => gzipSync(readFileSync(path)).length).reduce((a, b) => a + b);
    assert.ok(size <= 12 * 1024, `${size} bytes`);
    context.diagnostic(`${size} bytes compressed`);
  });

  test('a preview opens under the mouse, stays while the pointer is on it, and closes behind it', () =>
    look(article, {}, async (page) => {
      const marker = page.locator('.cite > a').first();
      await marker.hover();
      assert.equal(await preview(page).count(), 0, 'not at once: a pointer on its way elsewhere opens nothing');
      await opened(page);
      assert.equal(await preview(page).getAttribute('aria-label'), 'Source 1');
      const text = await preview(page).innerText();
      for (const part of ['Noetel', 'In people', 'What it supports:', 'DOI', 'About this source', 'See in the list']) {
        assert.ok(text.includes(part), `${part} is in: ${text}`);
      }
      assert.equal(await marker.getAttribute('aria-expanded'), 'true');
      assert.equal(await page.evaluate(() => document.activeElement), await page.evaluate(() => document.body), 'the focus stays');
      await isWellPlaced(page);
      await preview(page).hover();
      await page.waitForTimeout(PAUSE);
      assert.equal(await preview(page).count(), 1, 'the pointer may be on it');
      await page.mouse.move(2, 2);
      await closed(page);
      assert.equal(await marker.getAttribute('aria-expanded'), null);
    }));

  test('Escape closes a preview that the mouse has opened', () =>
    look(article, {}, async (page) => {
      await page.locator('.cite > a').first().hover();
      await opened(page);
      await page.keyboard.press('Escape');
      await closed(page);
      await page.waitForTimeout(PAUSE);
      assert.equal(await preview(page).count(), 0, 'it stays closed while the pointer rests');
    }));

  test('with the keyboard, Tab goes from the marker through the preview, and on', () =>
    look(article, {}, async (page) => {
      const marker = page.locator('.cite > a').first();
      await page.locator('.anchor').first().focus();
      await page.keyboard.press('Tab');
      assert.ok(await isFocused(marker));
      await opened(page);
      await isWellPlaced(page);

      await page.keyboard.press('Escape');
      await closed(page);
      assert.ok(await isFocused(marker), 'the focus stays on the marker');

      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      await opened(page);
      await page.keyboard.press('Tab');
      const inside = preview(page).locator('a');
      assert.ok(await isFocused(inside.first()), 'Tab goes into the preview');
      await page.keyboard.press('Escape');
      await closed(page);
      assert.ok(await isFocused(marker), 'Escape leads back to the marker');
      assert.equal(await preview(page).count(), 0, 'and does not open it again');

      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      const links = await inside.count();
      for (let at = 0; at < links; at += 1) await page.keyboard.press('Tab');
      assert.ok(await isFocused(inside.last()));
      assert.equal(await inside.last().innerText(), 'See in the list');
      await page.keyboard.press('Tab');
      assert.ok(await isFocused(page.locator('.cite > a').nth(1)), 'behind the preview comes what follows the marker');
      assert.equal(await preview(page).getAttribute('aria-label'), 'Source 2', 'one preview is open at most');
      await page.keyboard.press('Enter');
      await closed(page);
      assert.match(page.url(), /#src-/, 'Enter follows the link');
    }));

  test('who comes back from the list is not met by a preview', () =>
    look(article, {}, async (page) => {
      const back = page.locator('.references [role="doc-backlink"]').first();
      await back.focus();
      await page.keyboard.press('Enter');
      assert.match(page.url(), /#cite-1$/);
      await page.waitForTimeout(PAUSE);
      assert.equal(await preview(page).count(), 0);
    }));

  test('a first tap opens, a second one follows, one elsewhere closes', () =>
    look(article, { hasTouch: true, viewport: NARROW }, async (page) => {
      const marker = page.locator('.cite > a:not(.unseen)').nth(1);
      await marker.tap();
      await opened(page);
      assert.equal(new URL(page.url()).hash, '', 'the first tap does not jump');
      await isWellPlaced(page);
      await page.locator('h1').tap();
      await closed(page);
      await marker.tap();
      await opened(page);
      await marker.tap();
      await closed(page);
      assert.match(page.url(), /#src-/, 'the second tap does');

      await page.goto(article);
      await marker.tap();
      await preview(page).getByText('See in the list').tap();
      assert.match(page.url(), /#src-/);
      await closed(page);
    }));

  for (const width of [320, 768, 1280]) {
    test(`every preview is on the screen as a whole (${width} px)`, () =>
      look(article, { viewport: { width, height: 600 } }, async (page) => {
        const markers = await page.locator('.cite > a:not(.unseen)').all();
        assert.ok(markers.length > 5);
        for (const marker of markers) {
          for (const block of ['start', 'end']) {
            await marker.evaluate((link, at) => link.scrollIntoView({ block: at }), block);
            await marker.focus();
            await page.keyboard.press('Shift');
            await marker.blur();
            await page.mouse.move(0, 0);
            await marker.hover();
            await opened(page);
            await isWellPlaced(page);
            await page.keyboard.press('Escape');
          }
        }
      }));
  }

  test('under a finger, no preview on a small screen need be scrolled, and the marker stays in sight', () =>
    look(article, { viewport: NARROW, hasTouch: true }, async (page) => {
      for (const marker of await page.locator('.cite > a:not(.unseen)').all()) {
        await marker.evaluate((link) => link.scrollIntoView({ block: 'center' }));
        await marker.tap();
        await opened(page);
        await isWellPlaced(page);
        const { hidden, top, bottom } = await marker.evaluate((link) => {
          const { top, bottom } = link.getBoundingClientRect();
          const { scrollHeight, clientHeight } = document.querySelector('.preview');
          return { hidden: scrollHeight - clientHeight, top, bottom };
        });
        const text = await preview(page).innerText();
        assert.ok(hidden <= 1, `${hidden} px are hidden of ${text}`);
        assert.ok(top >= 0 && bottom <= NARROW.height, `${top} to ${bottom}`);
        assert.doesNotMatch(text, /10\.\d{4}/, 'identifiers are left to the links');
        await page.keyboard.press('Escape');
      }
    }));

  test('a retraction, or that a work is disputed, is told first of all in a preview too', () =>
    look(article, {}, async (page) => {
      await page.locator('.references > ol > li').first().evaluate((item) => {
        const notice = Object.assign(document.createElement('p'), { className: 'notice', textContent: 'Please note: invented' });
        item.append(notice);
      });
      await page.locator('.cite > a').first().hover();
      await opened(page);
      assert.match(await preview(page).innerText(), /Please note: invented[\s\S]*What it supports/);
    }));

  test('a reader sees what each sentence rests on, in as many places as the page counts', () =>
    look(article, {}, async (page, context) => {
      const button = page.getByRole('button', { name: 'Show what each sentence rests on' });
      const count = async (part) => Number(await page.locator(`.account .${part} dd`).first().innerText());
      const [total, covered, waived] = [await count('total'), await count('with-source'), await count('by-waiver')];
      assert.equal(total, covered + waived);
      const before = await page.locator('.body').innerText();
      assert.equal(await page.locator('.rests').count(), 0);

      await button.click();
      assert.equal(await pressed(page), 'true');
      const texts = await page.locator('.rests').allInnerTexts();
      const none = await page.locator('.body span.no-source').count();
      assert.equal(texts.filter((text) => !/no source/.test(text)).length, covered);
      assert.equal(texts.filter((text) => /\(no source[:)]/.test(text)).length + none, waived);
      assert.equal(await page.getByRole('status').innerText(), `${total} claims: ${covered} with a source, ${waived} without.`);
      const said = texts.map((text) => text.trim());
      assert.ok(said.includes('(source: Noetel et al. 2024, review that pools studies)'), said.join('\n'));
      assert.ok(said.includes("(through its table's caption: Noetel et al. 2024, review that pools studies)"), said.join('\n'));
      assert.ok(said.includes('(through the section it sums up)'), said.join('\n'));
      assert.equal(await page.locator('a a').count(), 0, 'no link stands in another');

      await page.goto(`${guide.address}sleep/`);
      assert.equal(await pressed(page), 'true', 'it holds on the next page');
      assert.ok((await page.locator('.rests').count()) > 0);
      await page.goto(article);
      await button.click();
      assert.equal(await pressed(page), 'false');
      assert.equal(await page.locator('.body').innerText(), before, 'nothing is left of it');
      assert.deepEqual(await context.cookies(), []);
    }));

  test('a claim that nothing stands for is called that', () =>
    look(article, {}, async (page) => {
      await page.locator('.claim[id]').first().evaluate((claim) => claim.removeAttribute('data-sources'));
      await page.locator('#ws-claims').click();
      assert.equal((await page.locator('.rests').first().innerText()).trim(), '(no source yet)');
    }));

  test('chosen colours hold on the next page and against the device', () =>
    look(article, { colorScheme: 'light' }, async (page) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const choice = page.getByLabel('Colours');
      const light = await paper();
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await paper();
      assert.notEqual(dark, light);

      await choice.selectOption('light');
      assert.equal(await paper(), light);
      await page.goto(`${guide.address}sleep/`);
      assert.equal(await paper(), light);
      assert.equal(await choice.inputValue(), 'light');
      await choice.selectOption('dark');
      await page.emulateMedia({ colorScheme: 'light' });
      assert.equal(await paper(), dark);
      await page.emulateMedia({ colorScheme: 'light', media: 'print' });
      assert.equal(await paper(), 'rgb(255, 255, 255)', 'paper is white');
      await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
      await choice.selectOption('');
      assert.equal(await paper(), light, 'the device decides again');
      await page.reload();
      assert.equal(await paper(), light);
    }));

  test('colours that are kept are there before anything is painted', () =>
    look(article, { colorScheme: 'light' }, async (page) => {
      await page.getByLabel('Colours').selectOption('dark');
      await page.addInitScript(() => {
        window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.moved += entry.value))).observe({ type: 'layout-shift', buffered: true });
        addEventListener('DOMContentLoaded', () => (window.early = document.documentElement.dataset.colours));
      });
      // The script that comes later is not what sets them.
      await page.route('**/reader.*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      await page.reload();
      assert.equal(await page.evaluate(() => window.early), 'dark');
      await page.unroute('**/reader.*.js');
      await page.reload();
      await page.waitForTimeout(PAUSE);
      assert.equal(await page.evaluate(() => window.moved), 0, 'nothing moves when the switches come');
    }));

  test('the contents mark the section that is read', () =>
    look(`${guide.address}sleep/`, { viewport: { width: 1280, height: 500 } }, async (page) => {
      const current = page.locator('.contents-side [aria-current="true"]');
      const links = await page.locator('.contents-side a').count();
      assert.ok(links >= 3);
      const height = await page.locator('.contents-side').evaluate((side) => side.getBoundingClientRect().height);
      for (const [id, title] of [['open', 'Which questions stay open?'], ['what-did-experiments-find', 'What did experiments find?']]) {
        await page.locator(`#${id}`).evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
        await page.locator('.contents-side [aria-current="true"]', { hasText: title }).waitFor();
        assert.equal(await current.count(), 1);
        assert.equal(await page.locator('.contents details [aria-current="true"]').count(), 1, 'also in the fold of narrow screens');
      }
      assert.equal(await page.locator('.contents-side').evaluate((side) => side.getBoundingClientRect().height), height, 'nothing moves');
      await page.evaluate(() => scrollTo(0, 0));
      await current.waitFor({ state: 'detached' });
      await page.evaluate(() => scrollTo(0, document.scrollingElement.scrollHeight));
      await page.locator('.contents-side [aria-current="true"]', { hasText: 'References' }).waitFor();
      await page.locator('h1').evaluate(() => scrollTo(0, 0));
      await current.waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Back to top' }).click();
      assert.equal(await page.evaluate(() => scrollY), 0);
    }));

  test('the key / leads to the search, unless it is switched off or something is being written', () =>
    look(article, {}, async (page) => {
      await page.keyboard.press('/');
      await page.waitForURL('**/search/#ws-search');
      const field = page.getByRole('searchbox');
      await page.locator('h1').click();
      await page.keyboard.press('/');
      assert.ok(await isFocused(field));
      assert.equal(await field.inputValue(), '');
      await page.keyboard.press('/');
      assert.equal(await field.inputValue(), '/', 'in a field it is a character');
      await page.getByLabel('The key / leads to the search').uncheck();
      await page.locator('h1').click();
      await page.keyboard.press('/');
      assert.ok(!(await isFocused(field)));
      await page.goto(article);
      await page.keyboard.press('/');
      await page.waitForTimeout(PAUSE);
      assert.equal(page.url(), article, 'the choice is kept');
    }));

  test('axe-core finds no violation while a preview is open and claims are told', () =>
    look(article, {}, async (page) => {
      await page.locator('#ws-claims').click();
      await page.evaluate(axe);
      for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 320], ['dark', 320]]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 700 });
        await page.locator('.cite > a').first().hover();
        await opened(page);
        const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
        await page.keyboard.press('Escape');
        await page.mouse.move(0, 0);
      }
    }));

  test('a preview is not printed', () =>
    look(article, {}, async (page) => {
      await page.locator('.cite > a').first().hover();
      await opened(page);
      await page.emulateMedia({ media: 'print' });
      assert.ok(!(await preview(page).isVisible()));
      assert.ok(!(await page.locator('#ws-claims').isVisible()));
    }));

  test('without scripts a marker is a link, and no switch is shown that would do nothing', () =>
    look(article, { javaScriptEnabled: false }, async (page) => {
      assert.ok(!(await page.locator('#ws-claims').isVisible()));
      assert.ok(!(await page.locator('#ws-colours').isVisible()));
      const marker = page.locator('.cite > a').first();
      await marker.hover();
      await page.waitForTimeout(PAUSE);
      assert.equal(await preview(page).count(), 0);
      await marker.click();
      assert.match(page.url(), /#src-/);
      assert.ok(await page.locator('.references li').first().evaluate((item) => item.matches(':target')));
    }));

  test('where nothing may be kept, everything else works', () =>
    look(article, {}, async (page) => {
      await page.addInitScript(() => {
        for (const area of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(window, area, { get: () => { throw new DOMException('no', 'SecurityError'); } });
        }
      });
      await page.reload();
      await page.getByLabel('Colours').selectOption('dark');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.colours), 'dark');
      await page.locator('#ws-claims').click();
      assert.ok((await page.locator('.rests').count()) > 0);
    }));
});

for (const [style, marker, heading] of [
  ['apa', '.citation > a', 'Noetel'],
  ['chicago-notes', '.noteref > a', 'Note 1'],
]) {
  describe(`in the style ${style}`, () => {
    let guide;
    before(async () => (guide = await served(style)));
    after(() => guide?.close());

    test('previews open, and say what the source is', () =>
      look(`${guide.address}treatments/`, {}, async (page) => {
        await page.locator(marker).first().hover();
        await opened(page);
        assert.ok((await preview(page).getAttribute('aria-label')).startsWith(heading));
        const text = await preview(page).innerText();
        assert.match(text, /Noetel[\s\S]*What it supports:/);
        assert.match(text, /In people/);
        await isWellPlaced(page);
        await page.keyboard.press('Escape');
        await page.locator('#ws-claims').click();
        const covered = Number(await page.locator('.account .with-source dd').first().innerText());
        const texts = await page.locator('.rests').allInnerTexts();
        assert.equal(texts.filter((text) => !/no source/.test(text)).length, covered);
      }));
  });
}
