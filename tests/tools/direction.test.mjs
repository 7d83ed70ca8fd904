// A guide in a language that is written from right to left is laid out from
// right to left: sides are named by where a line begins and ends, never left
// and right.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { generate, parse, walk } from 'css-tree';
import { launch, visit } from './chromium.mjs';
import { build, repository, rightToLeft, serve } from './guides.mjs';
import { attribute, pages } from './pages.mjs';

/** Properties that name a side of the screen, and shorthands whose second and fourth value may differ. */
const physical = /^(left|right|(margin|padding|scroll-margin|scroll-padding)-(left|right)|border-(left|right)(-\w+)?|border-(top|bottom)-(left|right)-radius)$/;
const shorthand = /^(margin|padding|inset|border-(width|style|color)|scroll-margin|scroll-padding)$/;
const sided = /^(text-align|float|clear|caption-side)$/;

/** The declarations of a style that name left or right, but in a rule that says it is `a drawing`. */
function physicalSides(css) {
  const found = [];
  const drawings = [];
  walk(parse(css, { positions: true, onComment: (text, loc) => /^\s*a drawing\b/.test(text) && drawings.push(loc.end.line) }), {
    visit: 'Declaration',
    enter(node) {
      const { property, value, loc } = node;
      if (drawings.includes(loc.start.line) || drawings.includes(loc.start.line - 1)) return;
      const values = value.type === 'Value' ? value.children.toArray().map(generate) : [];
      const uneven = shorthand.test(property) && values.length === 4 && values[1] !== values[3];
      if (physical.test(property) || uneven || (sided.test(property) && values.some((each) => /^(left|right)$/.test(each)))) {
        found.push(`line ${loc.start.line}: ${generate(node)}`);
      }
    },
  });
  return found;
}

test('a side by its place on the screen is found', () => {
  for (const wrong of ['margin-left: 1px', 'padding: 0 1px 0 2px', 'border-right-color: red', 'left: 0', 'text-align: left', 'float: right', 'inset: 0 1px 0 auto']) {
    assert.equal(physicalSides(`a { ${wrong} }`).length, 1, wrong);
  }
  for (const right of ['margin-inline-start: 1px', 'padding: 0 1px', 'inset: 0', 'text-align: start', 'margin: 0 1px 2px 1px']) {
    assert.deepEqual(physicalSides(`a { ${right} }`), [], right);
  }
  assert.deepEqual(physicalSides('/* a drawing: a tick */\na { border-width: 0 0 2px 3px }'), []);
});

test('no style of the theme names left or right', () => {
  const theme = join(repository, 'themes', 'default');
  const styles = readdirSync(theme).filter((path) => path.endsWith('.css'));
  assert.ok(styles.length > 0);
  for (const path of styles) assert.deepEqual(physicalSides(readFileSync(join(theme, path), 'utf8')), [], path);
});

describe('a guide in Arabic', () => {
  let browser;
  let server;
  let all;
  before(async () => {
    browser = await launch();
    const site = build(rightToLeft.root);
    all = pages(site);
    server = await serve(site, rightToLeft.path);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('every page says that it runs from right to left', () => {
    for (const [path, { named }] of all) assert.equal(attribute(named('html')[0], 'dir'), 'rtl', path);
  });

  test('no page scrolls sideways, at any width', async () => {
    const page = await browser.newPage();
    const wide = [];
    for (const path of all.keys()) {
      await visit(page, server.address + path.replace(/(^|\/)index\.html$/, '$1'));
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        const taken = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (taken > width) wide.push(`${path}: ${taken} px of ${width}`);
      }
    }
    await page.close();
    assert.deepEqual(wide, []);
  });

  test('the page is laid out from the right', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${server.address}sleep/`);
    const middle = (selector) =>
      page.locator(selector).first().evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (left + right) / 2;
      });
    assert.ok((await middle('.site-title')) > (await middle('.site-nav')), 'the title of the guide is on the right of its sections');
    assert.ok((await middle('.contents-side')) < (await middle('.body')), 'the contents are on the left of the text');
    const sides = await page.locator('blockquote').first().evaluate((element) => getComputedStyle(element).borderRightWidth);
    assert.notEqual(sides, '0px', 'a quotation has its line on the right');
    const style = (selector, name) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], name);
    assert.equal(await style('.table', 'direction'), 'rtl');
    assert.equal(await style('pre', 'direction'), 'ltr', 'a program runs from left to right');
    assert.equal(await style('.work', 'unicodeBidi'), 'plaintext', 'a work is told in its own direction');
    await page.setViewportSize({ width: 320, height: 640 });
    const table = page.locator('.table').first();
    assert.ok(await table.evaluate((element) => element.scrollWidth > element.clientWidth && element.scrollLeft === 0), 'a wide table begins on the right');
    await page.close();
  });
});
