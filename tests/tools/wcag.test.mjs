// What WCAG 2.2 asks of a page that is used otherwise than its author does:
// with wider spacing (1.4.12), larger text (1.4.4), the keyboard (2.1.1, 2.4.7,
// 2.4.11), a finger (2.5.8), colours of the system, less motion, and on paper.
// The success criteria that axe-core can tell are in axe.test.mjs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { parse, wcagContrast } from 'culori';
import { axe, launch, visit } from './chromium.mjs';
import { build, guides, rightToLeft, serve } from './guides.mjs';
import { pages, standFor } from './pages.mjs';

/** The lower bounds of success criterion 1.4.12. */
const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';
/** Text of double size, in as much room as a window of 1,280 px has at double size. */
const large = 'html { font-size: 200% !important }';

/** What runs out of the screen or is cut off in a page as it is shown now. */
function lost() {
  const found = [];
  const width = document.documentElement.clientWidth;
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent.trim().slice(0, 40)}`;
  if (document.scrollingElement.scrollWidth > width) found.push(`the page scrolls sideways: ${document.scrollingElement.scrollWidth} px of ${width}`);
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const unseen = (element) => element.closest('.unseen, .skip') !== null;
  for (const element of document.body.querySelectorAll('*')) {
    if (unseen(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const cut = (how, inner, outer) => /hidden|clip/.test(how) && inner > outer + 1;
    if (cut(overflowX, element.scrollWidth, element.clientWidth) || cut(overflowY, element.scrollHeight, element.clientHeight)) found.push(`cut off: ${name(element)}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || unseen(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(texts.currentNode);
    for (const { left, right } of range.getClientRects()) {
      if ((right > width + 1 || left < -1) && !scrolls(element)) {
        found.push(`outside of the screen: ${name(element)}`);
        break;
      }
    }
  }
  return found;
}

/**
 * The colour of each text of a page and of what it stands on. axe-core cannot
 * tell where the system's colours are forced: it reads the fill of a button's
 * text, which is not forced but not painted either.
 */
function painted() {
  const clear = (colour) => /^rgba\(.*, 0\)$/.test(colour);
  const surfaceOf = (element) => {
    const colour = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
    return element && clear(colour) ? surfaceOf(element.parentElement) : colour;
  };
  const all = [...document.body.querySelectorAll('*')].filter(
    (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && [...each.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()),
  );
  return all.map((each) => ({
    colour: getComputedStyle(each).color,
    surface: surfaceOf(each),
    name: `${each.tagName.toLowerCase()}.${each.className}: ${each.textContent.trim().slice(0, 40)}`,
  }));
}

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Shows some pages of a guide one after another, folds open; what is said of each is collected. */
async function look(server, chosen, options, ask) {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  const page = await context.newPage();
  const found = [];
  try {
    for (const { path, kind } of chosen) {
      page.removeAllListeners('console');
      page.on('console', (message) => found.push(`${kind} ${path}: console: ${message.text()}`));
      await visit(page, server.address + path.replace(/(^|\/)index\.html$/, '$1'));
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      for (const each of await ask(page)) found.push(`${kind} ${path}: ${each}`);
    }
  } finally {
    await context.close();
  }
  return found;
}

test('what is lost is found', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  for (const [html, said] of [
    ['<p style="width: 400px">wide', /sideways/],
    ['<p style="height: 1em; overflow: hidden">one<br>two', /cut off/],
    ['<p style="width: 5em; overflow: clip; white-space: nowrap">one two three four five', /cut off/],
    ['<body style="overflow-x: hidden"><p style="margin-left: 300px; width: 100px">one two three', /outside/],
  ]) {
    await page.setContent(`<!doctype html><title>A</title>${html}`);
    const found = await page.evaluate(lost);
    assert.ok(found.some((each) => said.test(each)), `${html}: ${found}`);
  }
  await page.setContent('<!doctype html><title>A</title><p>one</p><div style="overflow-x: auto"><pre>a line that is much longer than the screen is wide, and scrolls');
  assert.deepEqual(await page.evaluate(lost), []);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setContent('<!doctype html><title>A</title><p style="forced-color-adjust: none; background: #777; color: #888">grey</p><p>plain');
  const faint = (await page.evaluate(painted)).filter(({ colour, surface }) => wcagContrast(parse(colour), parse(surface)) < 4.5);
  assert.deepEqual(faint.map(({ name }) => name), ['p.: grey']);
  await page.close();
});

/** The parts of pages that some guide had already. */
const seen = new Set();

for (const guide of [...guides, rightToLeft]) {
  describe(guide.name, () => {
    let server;
    let chosen;
    let news;
    before(async () => {
      const site = build(guide.root);
      chosen = standFor(pages(site));
      news = standFor(pages(site), seen);
      server = await serve(site, guide.path);
    });
    after(() => server?.close());

    test('nothing is lost with wider spacing of text, or with text of double size', async () => {
      // The policy of the pages lets no style in; a reader's own is not asked.
      const found = await look(server, chosen, { bypassCSP: true }, async (page) => {
        const found = [];
        for (const [what, content, width] of [['wider spacing', spacing, 320], ['double size', large, 640], ['double size', large, 320]]) {
          await page.setViewportSize({ width, height: 640 });
          const style = await page.addStyleTag({ content });
          found.push(...(await page.evaluate(lost)).map((each) => `${what}, ${width} px: ${each}`));
          await style.evaluate((element) => element.remove());
        }
        return found;
      });
      assert.deepEqual(found, []);
    });

    if (guide.cites) {
      test('a marker of a citation is a target for a finger', async (context) => {
        let markers = 0;
        for (const width of [320, 1280]) {
          const found = await look(server, chosen, { viewport: { width, height: 800 }, hasTouch: true }, async (page) => {
            const { count, faults } = await page.evaluate(() => {
              // Within a range, as in 1–4, the middle ones are for the keyboard and for listeners.
              const all = [...document.querySelectorAll(':is(.cite, .noteref) a:not(.unseen)')].filter((each) => each.checkVisibility());
              const faults = all.flatMap((each) => {
                each.scrollIntoView({ block: 'center', inline: 'center' });
                const { left, right, top, bottom, width, height } = each.getBoundingClientRect();
                const [x, y] = [(left + right) / 2, (top + bottom) / 2];
                const name = `${each.textContent} after ${each.closest('p, li, td, th, caption, figcaption, dd')?.textContent.slice(0, 30)}`;
                const missed = [[x - 11.5, y], [x + 11.5, y], [x, y - 11.5], [x, y + 11.5]].filter((point) => {
                  const hit = document.elementFromPoint(...point);
                  return hit !== each && !each.contains(hit);
                });
                return [
                  ...(width < 24 || height < 24 ? [`${width} × ${height} px: ${name}`] : []),
                  ...(missed.length > 0 ? [`something else lies over it: ${name}`] : []),
                ];
              });
              return { count: all.length, faults };
            });
            markers += count;
            return faults;
          });
          assert.deepEqual(found, [], `${width} px`);
        }
        assert.ok(markers > 5, `${markers} markers`);
        context.diagnostic(`${markers} markers`);
      });

    }

    // A reader of PDF files gives Arabic in the order and the forms in which it is painted.
    if (guide.cites && guide !== rightToLeft) {
      test('on paper there are the references, their addresses and the day', async (context) => {
        let references = 0;
        const articles = chosen.filter(({ kind }) => kind === 'article' || kind === 'home' || kind === 'section');
        const bare = (text) => text.normalize('NFKC').replace(/[\s\u00ad\u200b]+/g, '');
        const found = await look(server, articles, {}, async (page) => {
          const wanted = await page.evaluate(() => {
            const words = (element) => element.textContent.trim();
            const all = [...document.querySelectorAll('.references li[id]')];
            return {
              references: all.map((each) => words(each.querySelector('.work'))),
              addresses: all.flatMap((each) => [...each.querySelectorAll('a.external')].map((link) => link.getAttribute('href'))),
              first: [document.querySelector('h1'), ...document.querySelectorAll('.facts time, .review p')].map(words),
              canonical: document.querySelector('link[rel=canonical]')?.href,
            };
          });
          const pdf = await page.pdf({ format: 'A4' });
          const read = (...words) => bare(execFileSync('pdftotext', ['-layout', ...words, '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 }));
          const [whole, first] = [read(), read('-l', '1')];
          references += wanted.references.length;
          const missing = (where, what) => (where.includes(bare(what)) ? [] : [`not on paper: ${what}`]);
          return [
            ...[...wanted.references, ...wanted.addresses, ...(wanted.canonical ? [wanted.canonical] : [])].flatMap((each) => missing(whole, each)),
            ...wanted.first.flatMap((each) => missing(first, each)),
          ];
        });
        assert.deepEqual(found, []);
        assert.ok(references > 0, 'there are references');
        context.diagnostic(`${references} references`);
      });
    }

    test('colours of the system and more contrast: all of it can be read', async () => {
      const found = await look(server, news, { viewport: { width: 320, height: 640 } }, async (page) => {
        const found = [];
        await page.evaluate(axe);
        for (const mode of [{ forcedColors: 'active' }, { contrast: 'more' }]) {
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ forcedColors: 'none', contrast: 'no-preference', ...mode, colorScheme });
            const grey = mode.forcedColors
              ? (await page.evaluate(painted)).filter(({ colour, surface }) => wcagContrast(parse(colour), parse(surface)) < 4.5).map(({ name }) => name)
              : (await page.evaluate(() => axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] }))).violations.flatMap(
                  ({ nodes }) => nodes.map(({ target }) => target.join(' ')),
                );
            const faults = [...grey.map((name) => `hard to read: ${name}`), ...(await page.evaluate(lost))];
            found.push(...faults.map((each) => `${JSON.stringify(mode)}, ${colorScheme}: ${each}`));
          }
        }
        return found;
      });
      assert.deepEqual(found, []);
    });

    test('who asks for less motion gets none', async () => {
      const found = await look(server, news, { reducedMotion: 'reduce' }, (page) =>
        page.evaluate(() => {
          const moves = (style) => style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
          const all = [...document.querySelectorAll('*')].flatMap((element) => ['', '::before', '::after'].map((part) => [element, getComputedStyle(element, part)]));
          return all.filter(([, style]) => moves(style)).map(([element]) => `moves: ${element.tagName}.${element.className}`);
        }),
      );
      assert.deepEqual(found, []);
    });

    for (const width of [320, 1280]) {
      test(`every function is there for the keyboard, and seen when it is reached (${width} px)`, async (context) => {
        let steps = 0;
        const found = await look(server, news, { viewport: { width, height: 800 }, reducedMotion: 'reduce' }, async (page) => {
          const wanted = await page.evaluate(() => {
            const all = document.querySelectorAll('a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"], audio[controls], video[controls]');
            const seen = [...all].filter((each) => each.checkVisibility({ visibilityProperty: true }));
            window.wanted = new Map(seen.map((each, index) => [each, index]));
            document.activeElement.blur();
            window.plain = seen.map((each) => {
              const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
              return JSON.stringify({ outlineStyle, outlineWidth, boxShadow });
            });
            return seen.length;
          });
          const reached = new Set();
          const faults = [];
          const limit = steps + 6 * wanted;
          let round = false;
          while (reached.size < wanted) {
            await page.keyboard.press('Tab');
            steps += 1;
            const now = await page.evaluate(() => {
              const element = document.activeElement;
              const { outlineStyle, outlineWidth, boxShadow, opacity } = getComputedStyle(element);
              const index = window.wanted.get(element);
              const box = [...element.getClientRects()].find((each) => each.width > 0 && each.height > 0) ?? element.getBoundingClientRect();
              const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
              const top = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), Math.min(Math.max(y, 1), innerHeight - 1));
              return {
                index,
                nowhere: element === document.body,
                name: `${element.tagName.toLowerCase()}.${element.className}: ${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 40)}`,
                changed: JSON.stringify({ outlineStyle, outlineWidth, boxShadow }) !== window.plain[index],
                clear: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
                shown: Number(opacity) > 0.9 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 1,
                uncovered: element.contains(top) || top?.contains(element),
              };
            });
            const known = now.index !== undefined;
            // A page may begin in its search field: then the way goes once round the end.
            if (now.nowhere && !round) {
              round = true;
              continue;
            }
            if (now.nowhere || steps > limit || reached.has(now.index)) {
              faults.push(`${wanted - reached.size} of ${wanted} cannot be reached; the last was ${now.name}`);
              break;
            }
            // What is not known came with the focus, such as the links of a preview.
            if (known) reached.add(now.index);
            if ((known && !now.changed) || !now.clear) faults.push(`looks alike with the focus: ${now.name}`);
            if (!now.shown || !now.uncovered) faults.push(`not seen with the focus: ${now.name}`);
          }
          return faults;
        });
        assert.deepEqual(found, []);
        context.diagnostic(`${steps} steps with Tab on ${news.length} pages`);
      });
    }

  });
}
