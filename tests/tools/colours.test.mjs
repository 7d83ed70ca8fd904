// The palette of the theme keeps its distances, in both schemes, with more
// contrast and on paper: text to read 7:1 (WCAG 1.4.6, level AAA), all other
// text 4.5:1 (1.4.3), what tells a thing apart 3:1 (1.4.11). Chromium says what
// each name of the palette is; every name has a part here, or is decoration.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse, wcagContrast } from 'culori';
import { axe, launch, visit } from './chromium.mjs';
import { build, guides, serve } from './guides.mjs';
import { pages, standFor } from './pages.mjs';

const surfaces = ['paper', 'panel', 'spot', 'wait-panel', 'stop-panel', 'good-panel'];
/** What stands on what, and how far from it that must be. */
const parts = [
  { least: 7, names: ['ink', 'link', 'visited'], on: surfaces },
  { least: 4.5, names: ['quiet'], on: surfaces },
  { least: 4.5, names: ['wait'], on: ['paper', 'panel', 'wait-panel'] },
  { least: 4.5, names: ['stop'], on: ['paper', 'stop-panel'] },
  { least: 4.5, names: ['good'], on: ['paper', 'good-panel'] },
  { least: 4.5, names: ['code-string', 'code-word', 'code-value', 'code-name'], on: ['panel'] },
  // The number of the part that is shown, and the heading of a warning.
  { least: 4.5, names: ['paper'], on: ['link'] },
  { least: 4.5, names: ['#fff'], on: ['stop-band'] },
  { least: 3, names: ['edge'], on: ['paper', 'panel'] },
  { least: 3, names: ['link'], on: surfaces },
  { least: 3, names: ['wait-edge'], on: ['paper', 'wait-panel', 'spot'] },
  { least: 3, names: ['good-edge'], on: ['paper', 'good-panel'] },
  { least: 3, names: ['stop'], on: ['paper', 'stop-panel'] },
];
/** Lines and shadows that tell nothing: what they part is parted by room and words as well. */
const decoration = ['rule', 'shade'];

/** What the device asks for, and what the reader chose on the page. */
const modes = [{}, { contrast: 'more' }, { media: 'print' }].flatMap((mode) =>
  ['light', 'dark'].flatMap((colorScheme) =>
    [undefined, 'light', 'dark'].map((chosen) => ({ media: { media: 'screen', contrast: 'no-preference', ...mode, colorScheme }, chosen })),
  ),
);

/** The colours that a page's root names, as Chromium works them out. */
function palette() {
  const names = new Set();
  const inside = (rules) => {
    for (const rule of rules) {
      if (rule.selectorText?.startsWith(':root')) for (const name of rule.style) if (name.startsWith('--')) names.add(name);
      if (rule.cssRules) inside(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) inside(sheet.cssRules);
  const probe = document.body.appendChild(document.createElement('span'));
  const found = {};
  for (const name of names) {
    if (!CSS.supports('color', getComputedStyle(document.documentElement).getPropertyValue(name).trim())) continue;
    probe.style.color = `var(${name})`;
    found[name.slice(2)] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

/** The parts that are too near to each other. */
function near(colours) {
  const value = (name) => parse(name.startsWith('#') ? name : colours[name]);
  const known = parts.filter(({ names, on }) => [...names, ...on].every((name) => name.startsWith('#') || name in colours));
  return known.flatMap(({ least, names, on }) =>
    names.flatMap((name) => on.flatMap((surface) => {
      const ratio = wcagContrast(value(name), value(surface));
      return ratio < least ? [`${name} on ${surface}: ${ratio.toFixed(2)}, not ${least}`] : [];
    })),
  );
}

test('what is too near is found', () => {
  const grey = Object.fromEntries(parts.flatMap(({ names, on }) => [...names, ...on]).map((name) => [name, 'rgb(119, 119, 119)']));
  assert.ok(near(grey).length > 30);
  const far = { ...grey, ink: 'rgb(0, 0, 0)', paper: 'rgb(255, 255, 255)' };
  assert.ok(!near(far).some((each) => each.startsWith('ink on paper')));
  assert.ok(near(far).includes('link on paper: 4.48, not 7'));
});

describe('the colours of the theme', () => {
  const [guide] = guides;
  let browser;
  let server;
  let chosen;
  before(async () => {
    browser = await launch();
    const site = build(guide.root);
    chosen = standFor(pages(site));
    server = await serve(site, guide.path);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('every name of the palette is far enough from what it stands on', async (context) => {
    const page = await browser.newPage();
    await page.goto(server.address);
    const told = new Set([...parts.flatMap(({ names, on }) => [...names, ...on]), ...decoration]);
    let least = Infinity;
    for (const mode of modes) {
      await page.emulateMedia(mode.media);
      await page.evaluate((chosen) => {
        if (chosen) document.documentElement.dataset.colours = chosen;
        else delete document.documentElement.dataset.colours;
      }, mode.chosen);
      const colours = await page.evaluate(palette);
      assert.deepEqual([...told].filter((name) => !name.startsWith('#') && !(name in colours)), [], 'names that the palette has');
      assert.deepEqual(Object.keys(colours).filter((name) => !told.has(name)), [], 'names whose part is not told in tests/tools/colours.test.mjs');
      assert.deepEqual(near(colours), [], JSON.stringify(mode));
      const shown = mode.media.media === 'print' ? 'light' : (mode.chosen ?? mode.media.colorScheme);
      const isDark = wcagContrast(parse(colours.paper), parse('#fff')) > 10;
      assert.equal(isDark, shown === 'dark', JSON.stringify(mode));
      least = Math.min(least, wcagContrast(parse(colours.ink), parse(colours.paper)));
    }
    await page.close();
    context.diagnostic(`text on paper: ${least.toFixed(1)}:1 at least, in ${modes.length} modes`);
  });

  test('what is there to be read is 7:1 as it is shown', async () => {
    const page = await browser.newPage();
    const found = [];
    for (const { path } of chosen.filter(({ kind }) => ['home', 'article', 'section'].includes(kind))) {
      await visit(page, server.address + path.replace(/(^|\/)index\.html$/, '$1'));
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate(() =>
          axe.run({ include: ['.body'], exclude: ['pre'] }, { runOnly: { type: 'rule', values: ['color-contrast-enhanced'] }, resultTypes: ['violations'] }),
        );
        for (const { nodes } of violations) for (const { html, any } of nodes) found.push(`${path} (${colorScheme}): ${any[0].message} ${html.slice(0, 100)}`);
      }
    }
    await page.close();
    assert.deepEqual(found, []);
  });
});
