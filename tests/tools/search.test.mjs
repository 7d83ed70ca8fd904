// Searching a built guide, in Chromium: what is found and how it is told, by
// keyboard and without scripts, from a server and from a folder on the disk;
// how good the first results are, beside those of pagefind; how much a first
// search of a large guide fetches.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createIndex, close as closePagefind } from 'pagefind';
import { chromium } from 'playwright-core';
import { axe } from './chromium.mjs';
import { build, files, repository, serve } from './guides.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
assert.ok(existsSync(executablePath), `${executablePath} is missing; tests/run installs it`);

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});
after(() => browser?.close());

/** Opens a window, hands it over, and asserts afterwards that nothing went wrong in it. */
async function look(options, visit) {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  const noise = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => noise.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    await visit(page, noise);
  } finally {
    await context.close();
  }
  assert.deepEqual(noise, []);
}

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

/** How much of five results pagefind must have as well, as measured. */
const FLOOR = 0.88;

const field = (page) => page.getByRole('searchbox');
const status = (page) => page.getByRole('status');
const results = (page) => page.locator('.found > li');

/** Searches, and waits until the results are told. */
async function search(page, text) {
  await field(page).fill(text);
  await told(page, text);
}
const told = (page, text) =>
  page.waitForFunction((asked) => document.querySelector('[role=status]').textContent.includes(`“${asked}”`), text);

/** The results as they are shown: address, heading, text. */
const shown = (page) =>
  results(page).evaluateAll((items) =>
    items.map((item) => ({
      url: item.querySelector('h2 a').href,
      title: item.querySelector('h2').innerText,
      text: item.innerText,
      marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
    })),
  );

describe('the example guide', () => {
  let site;
  let server;
  before(async () => {
    site = build(repository);
    server = await serve(site, '/guide/');
  });
  after(() => server?.close());

  test('the first result says where the words stand, and its link leads there, by keyboard alone', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}oxytocin/`);
      await page.getByRole('banner').getByRole('link', { name: 'Search' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search/#ws-search');
      assert.ok(await field(page).evaluate((element) => element === document.activeElement), 'the field has the focus');
      await page.keyboard.type('supraoptic nucleus', { delay: 20 });
      await told(page, 'supraoptic nucleus');
      const [first] = await shown(page);
      assert.match(first.url, /\/guide\/oxytocin\/#where-is-oxytocin-made$/);
      assert.match(first.title, /^What is oxytocin\? Where is oxytocin made\?$/);
      assert.deepEqual([...new Set(first.marks)].sort(), ['nucleus', 'supraoptic']);
      assert.match(await status(page).innerText(), /^\d+ results? for “supraoptic nucleus”\.$/);
      assert.equal(new URL(page.url()).searchParams.get('q'), 'supraoptic nucleus');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/oxytocin/#where-is-oxytocin-made');
      const top = await page.locator('[id="where-is-oxytocin-made"]').evaluate((element) => element.getBoundingClientRect().top);
      assert.ok(top >= 0 && top < 400, `the section is on the screen (${top})`);
      await page.goBack();
      await told(page, 'supraoptic nucleus');
      assert.equal(await field(page).inputValue(), 'supraoptic nucleus');
    }));

  test('results are a list with headings in a page with a search landmark', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}search/?q=cortisol`);
      await told(page, 'cortisol');
      assert.equal(await page.getByRole('search').count(), 1);
      assert.equal(await page.locator('ol.found > li > h2 > a').count(), await results(page).count());
      const count = Number((await status(page).innerText()).split(' ')[0]);
      assert.ok(count > 10, `${count} results`);
      assert.equal(await results(page).count(), 10);
      await page.getByRole('button', { name: 'Show more results' }).click();
      await page.waitForFunction((count) => document.querySelectorAll('.found > li').length === count, Math.min(count, 20));
      const focused = await page.evaluate(() => document.activeElement.closest('li')?.previousElementSibling.matches(':nth-child(10)'));
      assert.ok(focused, 'the focus is on the first of the new results');
      assert.equal((await page.title()).startsWith('Search'), true);
      assert.equal(await page.locator('meta[name=robots]').getAttribute('content'), 'noindex');
    }));

  test('Escape clears the field and the results', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}search/`);
      await search(page, 'sleep');
      await field(page).press('Escape');
      await page.waitForFunction(() => document.querySelectorAll('.found > li').length === 0);
      await page.waitForFunction(() => document.querySelector('[role=status]').textContent === '');
      assert.equal(await field(page).inputValue(), '');
      assert.equal(new URL(page.url()).search, '');
    }));

  test('slips of the finger, other forms and beginnings of words are understood', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}search/`);
      for (const [typed, meant] of [
        ['cortsiol', 'cortisol'],
        ['oxitocin', 'oxytocin'],
        ['xoytocin', 'oxytocin'],
        ['meditaton', 'meditation'],
        ['antidepresants', 'antidepressants'],
      ]) {
        await search(page, typed);
        assert.match(await status(page).innerText(), new RegExp(`Looked for “${meant}” instead of “${typed}”`));
        assert.ok((await results(page).count()) > 0);
      }
      await search(page, 'slep');
      assert.ok((await shown(page)).some(({ marks }) => marks.includes('sleep')), 'no word, but the beginning of “slept”');
      await search(page, 'siestas after zzzzzz');
      assert.equal(await results(page).count(), 0, '“after” alone leads anywhere');
      await search(page, 'breastf');
      assert.match((await shown(page))[0].url, /birth-and-breastfeeding/);
      for (const [one, other] of [['hug', 'hugging'], ['burn-out', 'burnout'], ['ANTIDEPRESSANT', 'antidepressants'], ['Vargas-Cáceres', 'vargas caceres']]) {
        await search(page, one);
        const first = (await shown(page))[0]?.url;
        await search(page, other);
        assert.ok(first, one);
        assert.equal((await shown(page))[0].url, first, `${one} and ${other}`);
      }
      await search(page, 'zzzzzz');
      assert.match(await status(page).innerText(), /^No results for “zzzzzz”\. Nothing in this guide has the word “zzzzzz”/);
      assert.equal(await results(page).count(), 0);
      assert.ok(await page.getByRole('link', { name: 'All pages' }).first().isVisible());
    }));

  test('a source is found by author, year, title and DOI', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}search/`);
      for (const asked of [
        'Cardoso 2014',
        '10.1016/j.psyneuen.2014.07.014',
        'https://doi.org/10.1016/J.PSYNEUEN.2014.07.014',
        'doi: 10.1016/j.psyneuen.2014.07.014',
        'PMID 25086828',
        'https://pubmed.ncbi.nlm.nih.gov/25086828/',
        'cardosso 2014',
        'meta-analytic review impact intranasal oxytocin administration',
      ]) {
        await search(page, asked);
        const [first] = await shown(page);
        assert.match(first?.url ?? '', /\/references\/cardoso-2014\/$/, asked);
        assert.match(first.text, /^Cardoso et al\. 2014: .*\n+Source · /);
        assert.doesNotMatch(await status(page).innerText(), /Nothing in this guide|“(paid|doi|pubmed)”/);
      }
    }));

  test('what is no word, and what is very long, is answered in one line', () =>
    look({ viewport: { width: 320, height: 640 } }, async (page) => {
      await page.goto(`${server.address}search/`);
      const answer = async (text, part) => {
        await field(page).fill(text);
        await page.waitForFunction((part) => document.querySelector('[role=status]').textContent.includes(part), part);
        assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320, text.slice(0, 20));
        return status(page).innerText();
      };
      for (const text of ['!?', '-', '“”']) {
        assert.equal(await answer(text, `“${text}”`), `There is no word in “${text}” to search for.`);
        assert.equal(await results(page).count(), 0);
      }
      const letters = await answer('x'.repeat(5000), 'xxx');
      assert.ok(letters.length < 250, `${letters.length} letters`);
      const text = 'what can I do if the tablets that I take against my depression make me feel numb';
      assert.match(await answer(text, 'Only'), /^\d+ results? for “what can .*”\. Only the 12 longest words were looked for\.$/);
      assert.match((await shown(page))[0].url, /\/numbness\/medicines\//);
      assert.match(await answer('sleep '.repeat(600), '“sleep sleep'), /^\d+ results for “sleep sleep [^”]*…”\.$/);
      await search(page, 'sleep sleep');
      const twice = await shown(page);
      await search(page, 'sleep');
      assert.deepEqual(await shown(page), twice);
    }));

  test('words in the other direction stand by themselves', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}search/`);
      await search(page, 'كورتيزول cortisol');
      assert.equal(await field(page).evaluate((element) => getComputedStyle(element).direction), 'rtl');
      assert.equal(await status(page).locator('bdi').first().innerText(), 'كورتيزول cortisol');
      assert.match(await status(page).innerText(), /Nothing in this guide has the word “كورتيزول”\.$/);
      assert.ok((await results(page).count()) > 0, 'the other word is found');
    }));

  test('a text is shown as text, whatever is asked for', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}search/?q=${encodeURIComponent('<img src=x onerror=alert(1)> sleep')}`);
      await told(page, '<img src=x onerror=alert(1)> sleep');
      assert.equal(await page.locator('main img').count(), 0);
    }));

  test('where the index cannot be had, the page says so', () =>
    look({}, async (page, noise) => {
      await page.route('**/assets/search/**', (route) => route.abort());
      await page.goto(`${server.address}search/?q=sleep`);
      await page.waitForFunction(() => document.querySelector('[role=status]').textContent !== '');
      assert.match(await status(page).innerText(), /could not load its index/);
      await page.unroute('**/assets/search/**');
      await search(page, 'sleep');
      assert.ok((await results(page).count()) > 0, 'it works again when the connection does');
      noise.splice(0, noise.length, ...noise.filter((line) => !line.includes('ERR_FAILED')));
    }));

  test('from a folder on the disk it works too', () =>
    look({}, async (page) => {
      await page.goto(`${pathToFileURL(join(site, 'search', 'index.html'))}`);
      await search(page, 'cortisol');
      const [first] = await shown(page);
      await page.locator('.found a').first().click();
      assert.equal(page.url(), first.url);
      assert.match(first.url, /^file:.*index\.html(#|$)/);
      assert.ok((await page.locator('main').innerText()).length > 100);
    }));

  test('without scripts, the page says so and leads to the lists', () =>
    look({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${server.address}oxytocin/`);
      await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
      assert.match(await page.locator('main').innerText(), /needs JavaScript/);
      for (const name of ['Topics', 'All pages', 'All sources of this guide']) {
        const link = page.locator('main').getByRole('link', { name });
        const response = await page.request.get(await link.evaluate((element) => element.href));
        assert.ok(response.ok(), name);
      }
    }));

  test('the page for a wrong address searches', () =>
    look({}, async (page, noise) => {
      const root = await serve(site, '/');
      await page.goto(`${root.address}there-is/nothing/`);
      await field(page).fill('cortisol');
      await field(page).press('Enter');
      await told(page, 'cortisol');
      assert.equal(page.url(), `${root.address}search/?q=cortisol`);
      assert.ok((await results(page).count()) > 0);
      await root.close();
      noise.splice(0, noise.length, ...noise.filter((line) => !line.includes('404')));
    }));

  for (const colorScheme of ['light', 'dark']) {
    test(`results fit a narrow screen (${colorScheme})`, () =>
      look({ viewport: { width: 320, height: 640 }, colorScheme }, async (page) => {
        await page.goto(`${server.address}search/?q=oxytocin`);
        await told(page, 'oxytocin');
        assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320);
        for (const target of await page.locator('.found a, .search-row > *, .more').all()) {
          const { height } = await target.boundingBox();
          assert.ok(height >= 24, `${await target.innerText()}: ${height} px`);
        }
      }));
  }

  test('axe-core finds nothing in results, in words that are missing, and where nothing is found', () =>
    look({}, async (page) => {
      await page.goto(`${server.address}search/`);
      for (const asked of ['cortisol', 'oxitocin cardoso', 'zzzzzz']) {
        await search(page, asked);
        await page.evaluate(axe);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
          assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
        }
      }
    }));

  test('drafts are nowhere in the index, and the search is in no list for machines', () => {
    const texts = files(site, '.js').map((path) => readFileSync(join(site, decodeURIComponent(path)), 'utf8'));
    assert.ok(texts.some((text) => text.includes('oxytocin')));
    for (const name of ['sitemap.xml', 'llms.txt']) {
      assert.doesNotMatch(readFileSync(join(site, name), 'utf8'), /search\//);
    }
  });

  test('the first five results, beside pagefind’s', async (context) => {
    const queries = JSON.parse(readFileSync(join(repository, 'tests', 'search', 'queries.json'), 'utf8'));
    assert.equal(queries.length, 50);
    const pagefind = await theirs(queries);
    const ours = await searchAll(queries);
    const place = (found, at) => found[at].indexOf(queries[at].page);
    const count = (found, below) => queries.filter((_, at) => place(found, at) >= 0 && place(found, at) < below).length;
    const overlap = queries.map((_, at) => ours[at].filter((page) => pagefind[at].includes(page)).length / Math.max(1, Math.min(ours[at].length, pagefind[at].length)));
    const mean = overlap.reduce((a, b) => a + b, 0) / queries.length;
    context.diagnostic(`the expected page is first: ${count(ours, 1)} of 50, pagefind ${count(pagefind, 1)}`);
    context.diagnostic(`it is among the first five: ${count(ours, 5)} of 50, pagefind ${count(pagefind, 5)}`);
    context.diagnostic(`of five results, pagefind has as well: ${(100 * mean).toFixed(0)} %`);
    const told = (found, at) => (place(found, at) < 0 ? 'not there' : `number ${place(found, at) + 1}`);
    queries.forEach(({ query, page }, at) => {
      if (place(ours, at) !== 0) context.diagnostic(`“${query}”: ${page} is ${told(ours, at)}, with pagefind ${told(pagefind, at)}`);
    });
    assert.ok(count(ours, 1) >= 47, `${count(ours, 1)} first`);
    assert.ok(count(ours, 5) >= 49, `${count(ours, 5)} among five`);
    assert.ok(count(ours, 1) >= count(pagefind, 1), 'not worse than pagefind');
    assert.ok(mean >= FLOOR, `overlap ${mean}`);
  });

  /** The first five pages for each query, of our search: pagefind has no results of sources. */
  async function searchAll(queries) {
    const found = [];
    await look({}, async (page) => {
      await page.goto(`${server.address}search/`);
      for (const { query } of queries) {
        await search(page, query);
        const pages = (await shown(page)).map(({ url }) => new URL(url).pathname.slice('/guide/'.length));
        found.push(pages.filter((path) => !path.startsWith('references/')).slice(0, 5));
      }
    });
    return found;
  }

  /** The same of pagefind, over the texts of the same pages. */
  async function theirs(queries) {
    const { index } = await createIndex({ rootSelector: 'main', excludeSelectors: ['nav', '.references', '.account', '.cite-page'] });
    for (const path of files(site, '.html')) {
      if (/^(claims|topics|all-pages|references|search|404)/.test(path)) continue;
      const content = readFileSync(join(site, decodeURIComponent(path)), 'utf8');
      const { errors } = await index.addHTMLFile({ sourcePath: path, content });
      assert.deepEqual(errors, []);
    }
    const folder = mkdtempSync(join(tmpdir(), 'wellsourced-pagefind-'));
    try {
      await index.writeFiles({ outputPath: join(folder, 'pagefind') });
      for (const name of ['index.html', '404.html']) writeFileSync(join(folder, name), '<!doctype html><title>-</title>');
      const other = await serve(folder, '/');
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        await page.goto(other.address);
        return await page.evaluate(async (queries) => {
          const pagefind = await import('/pagefind/pagefind.js');
          const found = [];
          for (const { query } of queries) {
            const { results } = await pagefind.search(query);
            const data = await Promise.all(results.slice(0, 5).map((result) => result.data()));
            found.push(data.map(({ url }) => url.replace(/^\//, '')));
          }
          return found;
        }, queries);
      } finally {
        await context.close();
        await other.close();
      }
    } finally {
      await closePagefind();
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

// Ten thousand pages take minutes: WELLSOURCED_LARGE=1 builds them as well, best
// with WELLSOURCED naming a program that is built with --release.
for (const [pages, most] of [[1_000, 100_000], [10_000, 250_000]]) describe(`a guide of ${pages.toLocaleString('en')} pages`, () => {
  const skip = pages > 1_000 && !process.env.WELLSOURCED_LARGE && 'takes minutes, set WELLSOURCED_LARGE=1';
  test(`a first search fetches at most ${most / 1_000} KB`, { skip }, async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'wellsourced-large-'));
    try {
      const words = ['run', '--quiet', '--locked', '--example', 'make_guide', '--', String(pages), folder];
      const { status: code, stderr } = spawnSync('cargo', words, { cwd: repository, encoding: 'utf8' });
      assert.equal(code, 0, stderr);
      const server = await serve(build(folder), '/guide/');
      try {
        for (const query of ['migraine', 'does exercise help with knee pain', 'what did the trials show', 'side effects sleep']) {
          const { plain, packed, requests } = await fetched(server, query);
          context.diagnostic(`“${query}”: ${requests} files, ${kb(plain)}, with gzip ${kb(packed)}`);
          assert.ok(plain <= most, `“${query}” fetches ${plain} bytes`);
        }
      } finally {
        await server.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What one search in a new window fetches: the script, the index, the texts. */
async function fetched(server, query) {
  let sizes = [];
  await look({}, async (page) => {
    const bodies = [];
    page.on('response', (response) => {
      if (response.url().includes('/assets/search')) bodies.push(response.body());
    });
    await page.goto(`${server.address}search/?q=${encodeURIComponent(query)}`);
    await told(page, query);
    assert.ok((await results(page).count()) > 0, query);
    sizes = (await Promise.all(bodies)).map((body) => [body.length, gzipSync(body).length]);
  });
  const sum = (at) => sizes.reduce((all, size) => all + size[at], 0);
  return { plain: sum(0), packed: sum(1), requests: sizes.length };
}
