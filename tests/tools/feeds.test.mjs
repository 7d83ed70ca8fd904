// What feed readers, search engines and phones read is as their standards say:
// Atom feeds (RFC 4287), the sitemap (sitemaps.org 0.9), robots.txt (RFC 9309)
// and the web manifest. libxml2 checks the grammars of schemas/; what a grammar
// cannot say is checked here.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import { parse as parseColour } from 'culori';
import robotsParser from 'robots-parser';
import { validateXML } from 'xmllint-wasm';
import { build, guides, repository } from './guides.mjs';

const schemas = join(repository, 'tests', 'tools', 'schemas');
const atom = { schema: readFileSync(join(schemas, 'atom.rng'), 'utf8'), extension: 'relaxng' };
const sitemap = { schema: readFileSync(join(schemas, 'sitemap.xsd'), 'utf8') };

/** What libxml2 says of files against a schema. */
async function faults(kind, xml) {
  const { errors } = await validateXML({ ...kind, xml, initialMemoryPages: 1024, maxMemoryPages: 16384 });
  return errors.map((error) => error.rawMessage);
}

const children = (node, name) => Array.from(node.childNodes).filter((each) => each.nodeName === name);

/** What RFC 4287 asks for in words that no grammar can say. */
function feedFaults(text) {
  const feed = new DOMParser().parseFromString(text, 'text/xml').documentElement;
  const found = [];
  const links = (node, rel) => children(node, 'link').filter((each) => (each.getAttribute('rel') || 'alternate') === rel);
  const entries = children(feed, 'entry');
  const idOf = (node) => children(node, 'id')[0].textContent;
  const updated = (node) => Date.parse(children(node, 'updated')[0].textContent);

  if (links(feed, 'self').length !== 1) found.push('a feed names its own address');
  if (children(feed, 'author').length === 0 && entries.some((entry) => children(entry, 'author').length === 0)) found.push('an entry has no author');
  if (new Set(entries.map(idOf)).size !== entries.length) found.push('two entries have one id');
  if (entries.some((entry) => updated(entry) > updated(feed))) found.push('an entry is newer than its feed');
  for (const node of [feed, ...entries]) {
    if (!/^[a-z][a-z\d+.-]*:\S+$/i.test(idOf(node))) found.push(`an id is a whole address: ${idOf(node)}`);
    const kinds = links(node, 'alternate').map((each) => `${each.getAttribute('type')} ${each.getAttribute('hreflang')}`);
    if (new Set(kinds).size !== kinds.length) found.push(`two links to the same in one form: ${idOf(node)}`);
  }
  for (const entry of entries) {
    if (children(entry, 'content').length === 0 && links(entry, 'alternate').length === 0) found.push(`an entry has neither text nor link: ${idOf(entry)}`);
    if (children(entry, 'published').some((each) => Date.parse(each.textContent) > updated(entry))) found.push(`changed before it was published: ${idOf(entry)}`);
  }
  return found;
}

const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>A</title><id>https://example.org/feed.xml</id>
<link rel="self" href="https://example.org/feed.xml"/><updated>2026-01-02T00:00:00Z</updated><author><name>B</name></author>
<entry><title>C</title><id>https://example.org/c/</id><link href="https://example.org/c/"/><updated>2026-01-02T00:00:00Z</updated></entry></feed>`;

test('what is no feed is refused', async () => {
  assert.deepEqual(await faults(atom, feed), []);
  assert.deepEqual(feedFaults(feed), []);
  for (const [from, to] of [
    ['<title>A</title>', ''],
    ['<title>C</title>', '<title></title>'],
    ['<id>https://example.org/c/</id>', ''],
    ['2026-01-02T00:00:00Z', '2026-01-02'],
    ['2026-01-02T00:00:00Z', '2026-02-30T00:00:00Z'],
    ['2026-01-02T00:00:00Z', '2026-01-02T00:00:00'],
    ['<name>B</name>', ''],
    ['<entry>', '<entry><pubDate>2026-01-02T00:00:00Z</pubDate>'],
    ['<entry>', '<entry><category label="C"/>'],
    ['<entry>', '<entry><summary type="markdown">D</summary>'],
    ['<link href="https://example.org/c/"/>', '<link/>'],
    ['xml:lang="en"', 'xml:lang="not a language"'],
    ['http://www.w3.org/2005/Atom', 'http://www.w3.org/2006/Atom'],
  ]) {
    assert.notDeepEqual(await faults(atom, feed.replace(from, to)), [], to || `without ${from}`);
  }
  for (const [from, to] of [
    ['rel="self"', 'rel="related"'],
    ['<author><name>B</name></author>', ''],
    ['</feed>', `${feed.match(/<entry>.*<\/entry>/s)[0]}</feed>`],
    [/2026-01-02T00:00:00Z(?=<\/updated><\/entry>)/, '2026-01-03T00:00:00Z'],
    ['<link href="https://example.org/c/"/>', ''],
    ['<id>https://example.org/c/</id>', '<id>c/</id>'],
    ['<entry>', '<entry><published>2026-01-03T00:00:00Z</published>'],
  ]) {
    assert.equal(feedFaults(feed.replace(from, to)).length, 1, String(to || `without ${from}`));
  }
});

test('what is no sitemap is refused', async () => {
  const map = (inner) => `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`;
  const good = '<url><loc>https://example.org/</loc><lastmod>2026-01-02</lastmod></url>';
  assert.deepEqual(await faults(sitemap, map(good)), []);
  assert.deepEqual(await faults(sitemap, map('<url><loc>https://example.org/</loc><lastmod>2026-01-02T03:04+01:00</lastmod></url>').replace('03:04', '03:04:05')), []);
  for (const inner of [
    '',
    '<url><lastmod>2026-01-02</lastmod></url>',
    good.replace('https://example.org/', 'a/'),
    good.replace('2026-01-02', '2 January 2026'),
    good.replace('2026-01-02', '2026-13-02'),
    `${good}${good}`,
    good.replace('<lastmod>', '<title>A</title><lastmod>'),
    `<url><loc>https://example.org/${'a'.repeat(2048)}</loc></url>`,
  ]) {
    assert.notDeepEqual(await faults(sitemap, map(inner)), [], inner.slice(0, 100));
  }
});

for (const guide of guides) {
  describe(guide.name, () => {
    const site = build(guide.root);
    const read = (path) => readFileSync(join(site, path), 'utf8');
    const xml = (pattern) =>
      readdirSync(site, { recursive: true })
        .filter((path) => pattern.test(path))
        .sort()
        .map((path) => ({ fileName: path.replaceAll('/', '-'), contents: read(path) }));
    const hasAddress = existsSync(join(site, 'sitemap.xml'));

    test('feeds are Atom', async (context) => {
      const found = xml(/(^|\/)feed\.xml$/);
      if (!hasAddress) return assert.deepEqual(found, [], 'a feed needs whole addresses');
      assert.ok(found.length > 1, 'there are feeds');
      assert.deepEqual(await faults(atom, found), []);
      for (const { fileName, contents } of found) assert.deepEqual(feedFaults(contents), [], fileName);
      context.diagnostic(`${found.length} feeds`);
    });

    test('the sitemap is one', async () => {
      if (!hasAddress) return assert.deepEqual(xml(/sitemap/), [], 'a sitemap needs whole addresses');
      assert.deepEqual(await faults(sitemap, xml(/^sitemap(-\d+)?\.xml$/)), []);
      const places = [...read('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => place);
      // A search engine is not asked to show what says that it should not be shown.
      const pages = places.map((place) => decodeURIComponent(place.slice(places[0].length)) + 'index.html');
      assert.deepEqual(pages.filter((path) => /<meta name="robots" content="[^"]*noindex/.test(read(path))), []);
    });

    test('robots may read all of it, and find the sitemap', () => {
      const home = hasAddress ? read('sitemap.xml').match(/<loc>(.*?)<\/loc>/)[1] : 'https://guide.example/';
      const robots = robotsParser(new URL('/robots.txt', home).href, read('robots.txt'));
      for (const path of ['', 'references/', 'claims/', 'assets/style.css']) assert.equal(robots.isAllowed(home + path, 'AnyBot'), true);
      assert.deepEqual(robots.getSitemaps(), hasAddress ? [`${home}sitemap.xml`] : []);
      const known = /^(User-agent|Allow|Disallow|Sitemap): \S+$/;
      assert.deepEqual(read('robots.txt').trim().split('\n').filter((line) => !known.test(line)), []);
    });

    test('the manifest has the members that phones look for', () => {
      const manifest = JSON.parse(read('site.webmanifest'));
      const members = {
        name: (value) => value.length > 0,
        short_name: (value) => value.length > 0 && value.length <= 30,
        description: (value) => value.length > 0,
        lang: (value) => Intl.getCanonicalLocales(value).length === 1,
        dir: (value) => ['ltr', 'rtl', 'auto'].includes(value),
        start_url: (value) => new URL(value, 'https://example.org/a/site.webmanifest').pathname === '/a/',
        scope: (value) => new URL(value, 'https://example.org/a/site.webmanifest').pathname === '/a/',
        id: (value) => typeof value === 'string',
        display: (value) => ['fullscreen', 'standalone', 'minimal-ui', 'browser'].includes(value),
        theme_color: (value) => parseColour(value) !== undefined,
        background_color: (value) => parseColour(value) !== undefined,
        icons: (value) => value.every(({ src, sizes, type }) => existsSync(join(site, src)) && /^(any|\d+x\d+)$/.test(sizes) && type.startsWith('image/')),
      };
      for (const [name, value] of Object.entries(manifest)) {
        assert.ok(members[name], `${name} is a member of a manifest`);
        assert.ok(members[name](value), `${name}: ${JSON.stringify(value)}`);
      }
      for (const name of ['name', 'start_url', 'display', 'icons', 'lang']) assert.ok(name in manifest, name);
      assert.ok(manifest.icons.length > 0);
    });
  });
}
