// axe-core finds nothing in any kind of page: rules of WCAG 2.0 to 2.2, levels A
// and AA, and its best practices; in both schemes, at three widths, with all
// that is folded opened.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launch, visit } from './chromium.mjs';
import { build, guides, serve } from './guides.mjs';
import { pages, standFor } from './pages.mjs';

/** Rules about colours: in the dark, nothing but colours is another. */
const ofColour = ['color-contrast', 'link-in-text-block'];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const schemes = ['light', 'dark'];
const widths = [320, 768, 1280];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What axe-core finds in a page as it is shown now. */
async function violations(page, rules) {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
  const { violations, passes } = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ['violations'] }), runOnly);
  assert.ok(passes.length > (rules ? 0 : 10), 'axe-core has looked');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`));
}

test('what is wrong is found', async () => {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><html><title>A</title><p style="color: #aaa; background: #fff">grey<img src="a.png"><h3>B</h3><a href="#b" style="font-size: 8px">c</a><a href="#d" style="font-size: 8px">e</a>');
  await page.evaluate(axe);
  const rules = new Set((await violations(page)).map((each) => each.split(':')[0]));
  for (const rule of ['html-has-lang', 'image-alt', 'color-contrast', 'landmark-one-main']) assert.ok(rules.has(rule), rule);
  await page.close();
});

for (const guide of guides) {
  describe(guide.name, () => {
    let server;
    let chosen;
    before(async () => {
      const site = build(guide.root);
      chosen = standFor(pages(site));
      server = await serve(site, guide.path);
    });
    after(() => server?.close());

    test('axe-core finds no violation on any kind of page', async (context) => {
      const found = new Map();
      const page = await browser.newPage({ serviceWorkers: 'block' });
      for (const { path, kind } of chosen) {
        await visit(page, server.address + path.replace(/(^|\/)index\.html$/, '$1'));
        await page.evaluate(axe);
        await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          for (const width of widths) {
            await page.setViewportSize({ width, height: 800 });
            for (const each of await violations(page, colorScheme === 'dark' ? ofColour : undefined)) {
              const fault = `${kind} ${path}: ${each}`;
              found.set(fault, [...(found.get(fault) ?? []), `${width} px ${colorScheme}`]);
            }
          }
        }
      }
      await page.close();
      assert.deepEqual([...found].map(([fault, where]) => `${fault} (${where.join(', ')})`), []);
      const kinds = new Set(chosen.map(({ kind }) => kind));
      context.diagnostic(`${chosen.length} pages of ${kinds.size} kinds, ${chosen.length * schemes.length * widths.length} looks`);
    });

    if (guide.cites) {
      test('axe-core finds no violation in what scripts add: previews, what claims rest on, chosen colours', async (context) => {
        const found = [];
        let previews = 0;
        const page = await browser.newPage({ serviceWorkers: 'block' });
        for (const { path } of chosen.filter(({ kind }) => kind === 'article')) {
          for (const width of [320, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            await visit(page, server.address + path.replace(/(^|\/)index\.html$/, '$1'));
            await page.evaluate(axe);
            await page.getByRole('button', { name: 'Show what each sentence rests on' }).click();
            for (const colours of ['light', 'dark']) {
              await page.getByLabel('Colours').selectOption(colours);
              await page.locator('.cite a:not(.unseen)').first().hover();
              await page.locator('.preview').waitFor({ state: 'visible' });
              // It fades in: colours half-way are nobody's choice.
              await page.locator('.preview').evaluate((preview) => Promise.all(preview.getAnimations().map((fade) => fade.finished)));
              previews += 1;
              for (const each of await violations(page)) found.push(`${path}, ${colours}, ${width} px: ${each}`);
              await page.mouse.move(0, 0);
              await page.locator('.preview').waitFor({ state: 'detached' });
            }
          }
        }
        await page.close();
        assert.deepEqual(found, []);
        assert.ok(previews > 0);
        context.diagnostic(`${previews} previews`);
      });
    }
  });
}
