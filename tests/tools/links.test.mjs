// Nothing in a built guide leads nowhere: no link, fragment, picture, style,
// feed, redirect or address for programs; no id is given twice or missing where
// it is named; headings make an outline; and every page can be reached.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import { parse as parseCss, walk } from 'css-tree';
import { build, guides } from './guides.mjs';
import { attribute, kindOf, page, text, words } from './pages.mjs';

/** Attributes that hold an address, by the elements that may have them. */
const addresses = {
  href: ['a', 'area', 'link', 'use', 'image'],
  'xlink:href': ['a', 'use', 'image'],
  src: ['img', 'script', 'iframe', 'audio', 'video', 'source', 'track', 'embed', 'input'],
  poster: ['video'],
  data: ['object'],
  action: ['form'],
  formaction: ['button', 'input'],
  cite: ['blockquote', 'q', 'ins', 'del'],
};

/** Attributes that name other elements of the same page by their ids. */
const references = [
  'aria-activedescendant', 'aria-controls', 'aria-describedby', 'aria-details', 'aria-errormessage',
  'aria-flowto', 'aria-labelledby', 'aria-owns', 'for', 'headers', 'list', 'form', 'popovertarget', 'commandfor',
];

/** Addresses of metadata, such as `og:url`. */
const namesAddress = /^(og:url|og:image|twitter:image|citation_(public|fulltext_html|abstract_html)_url)$/;

/** A site as a folder of files: what stands where, and what is wrong there. */
class Folder {
  /** From texts by path, and the address that it is to stand at. */
  constructor(files, base) {
    this.files = files;
    this.base = base;
    this.pages = new Map();
    for (const [path, content] of files) if (path.endsWith('.html')) this.pages.set(path, page(content));
    this.reached = new Map();
    this.faults = [];
  }

  /** The address of a file. */
  address(path) {
    return new URL(path.split('/').map(encodeURIComponent).join('/').replace(/(^|\/)index\.html$/, '$1'), this.base).href;
  }

  fault(path, what) {
    this.faults.push(`${path}: ${what}`);
  }

  /** Looks where an address leads that a file names; gives the file there, if it is one of the site. */
  follow(from, href) {
    let url;
    try {
      url = new URL(href, this.address(from));
    } catch {
      return this.fault(from, `no address: ${href}`);
    }
    if (!url.href.startsWith(this.base)) {
      if (url.protocol === 'https:') {
        if (url.origin === new URL(this.base).origin) this.fault(from, `leaves the guide's folder: ${href}`);
        else if (/\s/.test(href) || !url.hostname.includes('.')) this.fault(from, `no good address: ${href}`);
      } else if (!/^(mailto:([^\s@?]+@[^\s@?]+(\?|$)|\?)|tel:\+?[\d-]+$|sms:\+?[\d-]+|data:)/.test(href)) {
        this.fault(from, `an address of another kind: ${href}`);
      }
      return undefined;
    }
    let path = url.pathname.slice(new URL(this.base).pathname.length);
    if (path === '' || path.endsWith('/')) path += 'index.html';
    path = decodeURIComponent(path);
    if (!this.files.has(path)) return this.fault(from, `leads nowhere: ${href}`);
    const fragment = decodeURIComponent(url.hash.slice(1));
    const target = this.pages.get(path);
    if (fragment && !target?.ids.includes(fragment)) this.fault(from, `there is no such place: ${href}`);
    return path;
  }

  checkPage(path) {
    const { elements, ids, named } = this.pages.get(path);
    const kind = kindOf(path, this.pages.get(path));
    const lead = new Set();
    const follow = (href) => {
      const found = this.follow(path, href);
      if (found) lead.add(found);
      return found;
    };

    const known = new Set();
    for (const id of ids) {
      if (id === '' || /\s/.test(id)) this.fault(path, `no id: "${id}"`);
      if (known.has(id)) this.fault(path, `two have the id ${id}`);
      known.add(id);
    }

    for (const element of elements) {
      for (const name of references) {
        for (const id of words(element, name)) {
          if (!known.has(id)) this.fault(path, `${name} names ${id}, which is not there`);
        }
      }
      for (const [name, having] of Object.entries(addresses)) {
        const href = attribute(element, name);
        if (href === null || !having.includes(element.tagName)) continue;
        if (attribute(element, 'rel')?.startsWith('schema.')) continue;
        if (path === '404.html' && !/^(\/|#|[a-z]+:)/.test(href)) this.fault(path, `is shown anywhere, so this leads anywhere: ${href}`);
        const found = follow(href);
        if (attribute(element, 'rel') === 'canonical' && found !== path && kind !== 'moved') {
          this.fault(path, `says that it is ${href}`);
        }
      }
      for (const part of (attribute(element, 'srcset') ?? '').split(',').filter((part) => part.trim())) follow(part.trim().split(/\s+/)[0]);
      if (element.tagName === 'a' && attribute(element, 'href') === null) this.fault(path, 'a link without an address');
      if (element.tagName === 'meta') {
        const content = attribute(element, 'content') ?? '';
        if (namesAddress.test(attribute(element, 'property') ?? attribute(element, 'name') ?? '')) follow(content);
        if (attribute(element, 'http-equiv') === 'refresh') follow(content.replace(/^\d+; url=/, ''));
      }
    }

    const levels = elements.filter((each) => /^h[1-6]$/.test(each.tagName)).map((each) => Number(each.tagName[1]));
    if (named('h1').length !== 1 || levels[0] !== 1) this.fault(path, `${named('h1').length} headings of level 1, the first heading is of level ${levels[0]}`);
    levels.slice(1).forEach((level, index) => {
      if (level > levels[index] + 1) this.fault(path, `a heading of level ${level} after one of level ${levels[index]}`);
    });
    if (named('main').length !== 1) this.fault(path, `${named('main').length} main parts`);
    this.reached.set(path, lead);
  }

  checkCss(path) {
    walk(parseCss(this.files.get(path), { onParseError: (error) => this.fault(path, error.message) }), (node) => {
      if (node.type === 'Url') this.follow(path, node.value);
      if (node.type === 'Atrule' && node.name === 'import') this.fault(path, 'a style that asks for another one comes late');
    });
  }

  /** Every address in attributes and texts of a feed, a sitemap or a drawing. */
  checkXml(path) {
    let document;
    try {
      document = new DOMParser({ onError: () => {} }).parseFromString(this.files.get(path), 'text/xml');
    } catch (error) {
      return this.fault(path, `no XML: ${error.message}`);
    }
    const inside = (node) => {
      for (const name of ['href', 'xlink:href']) if (node.getAttribute?.(name)) this.follow(path, node.getAttribute(name));
      if (['loc', 'id', 'icon', 'logo'].includes(node.tagName)) this.follow(path, node.textContent);
      Array.from(node.childNodes ?? []).forEach(inside);
    };
    inside(document);
  }

  checkManifest(path) {
    const { start_url: start, scope, id, icons = [], screenshots = [], shortcuts = [] } = JSON.parse(this.files.get(path));
    for (const href of [start, scope, id]) if (href !== undefined) this.follow(path, href);
    for (const { src } of [...icons, ...screenshots]) this.follow(path, src);
    for (const { url } of shortcuts) this.follow(path, url);
  }

  /** Each old address has a page of its own too, and is led to a page that is there. */
  checkRedirects(path) {
    for (const line of this.files.get(path).trim().split('\n')) {
      const [from, to, status, ...more] = line.split(' ');
      if (status !== '301' || more.length > 0) this.fault(path, `no line of this file: ${line}`);
      for (const address of [from, to]) {
        if (!address?.startsWith('/')) this.fault(path, `no path from the root: ${address}`);
        this.follow(path, address);
      }
    }
  }

  checkMarkdown(path) {
    for (const [, href] of this.files.get(path).matchAll(/\]\(([^)\s]*)\)/g)) this.follow(path, href);
  }

  /** The places in pages that the ledger names. */
  checkLedger(path) {
    const part = JSON.parse(this.files.get(path));
    for (const { page, id } of part.entries) this.follow(path, `${this.base}${page}#${id}`);
    if (part.next) this.follow(path, this.base + part.next);
  }

  /** The value that a file of the search's index hands over. */
  handed(path) {
    const name = path.slice('assets/search/'.length, -'.js'.length);
    const text = this.files.get(path) ?? '';
    const [before, after] = [`wellsourced("${name}",`, ')\n'];
    if (!text.startsWith(before) || !text.endsWith(after)) return this.fault(path, 'no file of the index of this name');
    return JSON.parse(text.slice(before.length, -after.length));
  }

  /** From the first file of the search's index to all others, and from their texts to the pages. */
  checkIndex() {
    const folder = 'assets/search/';
    const starts = [...this.files.keys()].filter((path) => path.startsWith(`${folder}index.`));
    if (starts.length !== 1) return this.fault(folder, `${starts.length} first files of the index`);
    const [start] = starts;
    const named = new Set([start]);
    const follow = (from, name) => {
      const path = `${folder}${name}.js`;
      named.add(path);
      if (this.files.has(path)) return this.handed(path);
      return this.fault(from, `names a file that is not there: ${name}`);
    };
    const { pages, names, words } = this.handed(start) ?? {};
    const texts = (names ?? '').match(/.{4}/g) ?? [];
    const text = (number, piece) => `t/${number}-${piece}.${texts[number]}`;

    const found = new Set();
    for (const mark of Object.values(words ?? {})) {
      const shard = `${folder}w/${mark}.js`;
      for (const [word, , list] of follow(start, `w/${mark}`) ?? []) {
        const numbers = typeof list === 'string' ? follow(shard, list) ?? [] : list;
        let document = 0;
        for (let at = 0; at < numbers.length; at += 3) {
          document += numbers[at];
          const number = document < pages ? document : pages + Math.floor((document - pages) / 8);
          const path = `${folder}${text(number, numbers[at + 2])}.js`;
          if (!found.has(path) && !this.files.has(path)) this.fault(shard, `“${word}” leads to a text that is not there: ${path}`);
          found.add(path);
        }
      }
    }
    let places = 0;
    texts.forEach((_, number) => {
      for (let piece = 0; piece === 0 || this.files.has(`${folder}${text(number, piece)}.js`); piece++) {
        const name = text(number, piece);
        for (const { url, parts } of follow(start, name) ?? []) {
          for (const id of ['', ...parts.map(([, id]) => id).filter(Boolean)]) {
            this.follow(`${folder}${name}.js`, `${this.base}${url}${id && '#'}${id}`);
            places++;
          }
        }
      }
    });
    for (const path of this.files.keys()) {
      if (path.startsWith(folder) && !named.has(path)) this.fault(path, 'the index does not name it');
    }
    return places;
  }

  /** Every whole address of the guide in any text, such as a citation for reference managers. */
  checkWhole(path) {
    for (const [found] of this.files.get(path).matchAll(/https?:\/\/[^\s"'<>{}\\,)\]]+/g)) {
      if (found.startsWith(this.base)) this.follow(path, found.replace(/[.;*]+$/, ''));
    }
  }

  /** The pages that no way of links leads to from the first. */
  checkReach() {
    const seen = new Set(['index.html']);
    for (const path of seen) for (const next of this.reached.get(path) ?? []) seen.add(next);
    for (const [path, each] of this.pages) {
      if (!seen.has(path) && !['moved', 'not found'].includes(kindOf(path, each))) this.fault(path, 'no link leads here');
    }
  }

  check() {
    for (const path of this.files.keys()) {
      if (path.endsWith('.html')) this.checkPage(path);
      if (path.endsWith('.css')) this.checkCss(path);
      if (/\.(xml|svg)$/.test(path)) this.checkXml(path);
      if (path.endsWith('.webmanifest')) this.checkManifest(path);
      if (path === '_redirects') this.checkRedirects(path);
      if (path === 'llms.txt') this.checkMarkdown(path);
      if (/^claims(\/claims-\d+)?\.json$/.test(path)) this.checkLedger(path);
      this.checkWhole(path);
    }
    this.checkReach();
    if (this.pages.has('search/index.html')) this.places = this.checkIndex();
    return this.faults;
  }
}

/** The files of a built guide that hold text, and the names of the others. */
function read(site) {
  const paths = readdirSync(site, { recursive: true }).filter((path) => statSync(join(site, path)).isFile());
  return new Map(paths.sort().map((path) => [path, readFileSync(join(site, path), 'utf8')]));
}

test('what is wrong is found', () => {
  const html = (head, main) => `<!doctype html><html lang="en"><head><title>A</title>${head}</head><body><main>${main}</main></body></html>`;
  const good = html('<link rel="canonical" href="https://example.org/a/">', '<article class="page"><h1 id="top">A</h1><h2>B</h2><a href="#top">C</a></article>');
  const faults = (files, path = 'index.html') =>
    new Folder(new Map([['index.html', good], ...Object.entries(files)]), 'https://example.org/a/').check().filter((fault) => fault.startsWith(path));
  assert.deepEqual(faults({}), []);
  const article = (inner) => html('', `<article class="page"><h1>A</h1>${inner}</article>`);
  for (const [inner, said] of [
    ['<a href="b/">B</a>', /leads nowhere: b\//],
    ['<a href="../">B</a>', /leaves the guide's folder/],
    ['<a href="#b">B</a>', /no such place: #b/],
    ['<a href="http://example.com/">B</a>', /another kind/],
    ['<a href="mailto:b?subject=c">B</a>', /another kind/],
    ['<a href="https://">B</a>', /no address/],
    ['<a>B</a>', /without an address/],
    ['<img src="b.png" alt="">', /leads nowhere: b\.png/],
    ['<img src="index.html" srcset="c.png 2x" alt="">', /leads nowhere: c\.png/],
    ['<p id="b">B</p><p id="b">C</p>', /two have the id b/],
    ['<section aria-labelledby="c">B</section>', /aria-labelledby names c/],
    ['<label for="d">B</label>', /for names d/],
    ['<h3>B</h3>', /level 3 after one of level 1/],
    ['<h1>B</h1>', /2 headings of level 1/],
  ]) {
    const found = faults({ 'index.html': article(inner) });
    assert.equal(found.length, 1, `${inner}: ${found}`);
    assert.match(found[0], said);
  }
  for (const [path, content, said] of [
    ['index.html', html('<link rel="canonical" href="https://example.org/a/c.css">', '<article class="page"><h1>A</h1></article>'), /leads nowhere|says that it is/],
    ['style.css', 'a { background: url(b.svg) }', /leads nowhere: b\.svg/],
    ['feed.xml', '<feed><link href="https://example.org/a/b/"/></feed>', /leads nowhere/],
    ['feed.xml', '<feed>', /no XML/],
    ['sitemap.xml', '<urlset><url><loc>https://example.org/b/</loc></url></urlset>', /leaves the guide's folder/],
    ['site.webmanifest', '{"start_url": "./", "icons": [{"src": "b.svg"}]}', /leads nowhere: b\.svg/],
    ['_redirects', '/a/b/ /a/ 301\n', /leads nowhere: \/a\/b\//],
    ['llms.txt', '- [B](https://example.org/a/b/): B', /leads nowhere/],
    ['claims.json', '{"entries": [{"page": "", "id": "c-1"}]}', /no such place/],
    ['citation.ris', 'UR  - https://example.org/a/b/\n', /leads nowhere/],
    ['b/index.html', article(''), /no link leads here/],
    ['404.html', html('', '<h1>B</h1><a href="./">C</a>'), /leads anywhere/],
  ]) {
    const found = faults({ [path]: content }, path);
    assert.ok(found.some((fault) => said.test(fault)), `${path}: ${found}`);
  }
  const index = (files) => {
    const value = (name, value) => [`assets/search/${name}.js`, `wellsourced("${name}",${JSON.stringify(value)})\n`];
    const whole = {
      'index.a': { pages: 1, names: 'aaaabbbb', words: { '': 'c' } },
      'w/c': [['sleep', 1, [0, 9, 0, 1, 5, 0]], ['naps', 1, 'l/d']],
      'l/d': [0, 9, 0],
      't/0-0.aaaa': [{ url: '', parts: [['A', 'top', 'B'], ['', '', 'C']] }],
      't/1-0.bbbb': [{ url: '', parts: [['', '', 'D']] }],
      ...files,
    };
    const all = new Map(Object.entries(whole).filter(([, file]) => file).map(([name, file]) => value(name, file)));
    const folder = new Folder(new Map([['index.html', good], ...all]), 'https://example.org/a/');
    assert.ok(folder.checkIndex() > 0);
    return folder.faults;
  };
  assert.deepEqual(index({}), []);
  for (const [files, said] of [
    [{ 'w/c': null }, /names a file that is not there: w\/c/],
    [{ 'l/d': null }, /names a file that is not there: l\/d/],
    [{ 'l/d': [0, 9, 1] }, /“naps” leads to a text that is not there: .*0-1\.aaaa/],
    [{ 'w/c': [['sleep', 1, [9, 9, 0]], ['naps', 1, 'l/d']] }, /“sleep” leads to a text/],
    [{ 't/1-0.bbbb': null }, /names a file that is not there: t\/1-0/],
    [{ 't/0-0.aaaa': [{ url: 'b/', parts: [] }] }, /leads nowhere: .*\/a\/b\//],
    [{ 't/0-0.aaaa': [{ url: '', parts: [['A', 'there', 'B']] }] }, /no such place: .*#there/],
    [{ 'w/e': [] }, /w\/e\.js: the index does not name it/],
    [{ 't/0-0.eeee': [] }, /0-0\.eeee\.js: the index does not name it/],
  ]) {
    const found = index(files);
    assert.ok(found.some((fault) => said.test(fault)), `${JSON.stringify(files)}: ${found}`);
  }
  assert.throws(() => faults({ 'index.html': html('', '<h1>A page of no kind</h1>') }), /one known kind/);
});

for (const guide of guides) {
  describe(guide.name, () => {
    test('every link, fragment and id leads somewhere', (context) => {
      const files = read(build(guide.root));
      const sitemap = files.get('sitemap.xml')?.match(/<loc>(.*?)<\/loc>/)[1];
      const folder = new Folder(files, sitemap ?? `https://guide.example${guide.path}`);
      assert.deepEqual(folder.check(), []);
      const links = [...folder.pages.values()].reduce((sum, each) => sum + each.named('a').length, 0);
      assert.ok(links > folder.pages.size, 'there are links to follow');
      const unnamed = [...folder.pages].flatMap(([path, each]) =>
        each.named('a').filter((a) => !text(a).trim() && !attribute(a, 'aria-label')).map(() => path),
      );
      assert.deepEqual(unnamed, [], 'every link says where it leads');
      assert.ok(folder.places > 0, 'the search leads somewhere');
      context.diagnostic(`${folder.pages.size} pages, ${links} links, ${folder.places} places that the search leads to`);
    });
  });
}
