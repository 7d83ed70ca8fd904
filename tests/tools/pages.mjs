// The pages of a built guide as documents, parsed as a browser would parse
// them, and which kind of page each of them is. A file of no known kind, or of
// two, is an error: whoever adds a kind of page has it looked at too.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';
import { files } from './guides.mjs';

/** All elements of a document in order, those within templates left out. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

/** An element's attribute, or null. */
export function attribute(element, name) {
  const found = element.attrs.find((each) => (each.prefix ? `${each.prefix}:${each.name}` : each.name) === name);
  return found ? found.value : null;
}

/** The words of an attribute, none if there is no such attribute. */
export const words = (element, name) => (attribute(element, name) ?? '').split(/\s+/).filter(Boolean);

/** The text within an element. */
export const text = (node) => node.value ?? (node.childNodes ?? []).map(text).join('');

/** A page: its elements in order, and its text as it was written. */
export function page(source) {
  const all = [...elements(parse(source))];
  return {
    source,
    elements: all,
    ids: all.map((each) => attribute(each, 'id')).filter((id) => id !== null),
    /** The elements of a name, with a class if one is given. */
    named: (name, its) => all.filter((each) => each.tagName === name && (!its || words(each, 'class').includes(its))),
  };
}

/** The parsed pages of a built guide by their paths in it. */
export function pages(site) {
  return new Map(files(site, '.html').map((path) => [path, page(readFileSync(join(site, decodeURIComponent(path)), 'utf8'))]));
}

const isArticle = (page) => page.named('article', 'page').length > 0;
const isMoved = (page) => page.named('meta').some((each) => attribute(each, 'http-equiv') === 'refresh');
const hasChildren = (page) => page.named('section', 'children').length > 0;
const own = (pattern) => (path, page) => pattern.test(path) && !isArticle(page) && !isMoved(page);

/** What tells the kinds of page: where they stand, and what their template leaves in them. */
const kinds = {
  home: (path, page) => path === 'index.html' && isArticle(page),
  article: (path, page) => path !== 'index.html' && isArticle(page) && !hasChildren(page),
  section: (path, page) => path !== 'index.html' && isArticle(page) && hasChildren(page),
  moved: (_, page) => isMoved(page),
  topics: own(/^topics\/index\.html$/),
  topic: own(/^topics\/[^/]+\/(page\/\d+\/)?index\.html$/),
  references: own(/^references\/(page\/\d+\/)?index\.html$/),
  choices: own(/^references\/by-(design|topic)\/index\.html$/),
  chosen: own(/^references\/by-(design|topic)\/[^/]+\/(page\/\d+\/)?index\.html$/),
  source: own(/^references\/(?!by-(design|topic)\/|page\/)[^/]+\/(page\/\d+\/)?index\.html$/),
  claims: own(/^claims\/(page\/\d+\/)?index\.html$/),
  'all pages': own(/^all-pages\/(page\/\d+\/)?index\.html$/),
  search: own(/^search\/index\.html$/),
  'urgent help': own(/^urgent-help\/index\.html$/),
  'not found': own(/^404\.html$/),
};

/** The kind of a page. */
export function kindOf(path, page) {
  const found = Object.keys(kinds).filter((kind) => kinds[kind](path, page));
  assert.equal(found.length, 1, `${path} is of one known kind, not of ${found.length} (${found}); tests/tools/pages.mjs tells them`);
  return found[0];
}

/** What a page is made of: its kinds of element, told by name, classes and role; words of programs are one kind. */
function parts(page) {
  const kind = (each) => [each.tagName, attribute(each, 'class'), attribute(each, 'role'), attribute(each, 'type')].join(' ');
  return new Set(page.elements.map((each) => kind(each).replace(/\b(hl|language)-\S+/g, '$1')));
}

/**
 * Few pages that stand for all: of every kind the least number, more or less,
 * that together hold each part that pages of that kind are made of. What has
 * been seen already, in other guides, is left out, and what is seen is added.
 */
export function standFor(pages, seen = new Set()) {
  const byKind = new Map();
  for (const [path, page] of pages) {
    const kind = kindOf(path, page);
    byKind.set(kind, [...(byKind.get(kind) ?? []), { path, kind, parts: parts(page) }]);
  }
  const chosen = [];
  for (const [kind, all] of byKind) {
    const open = new Set(all.flatMap((each) => [...each.parts]).filter((part) => !seen.has(`${kind}: ${part}`)));
    open.forEach((part) => seen.add(`${kind}: ${part}`));
    while (open.size > 0) {
      const gain = (each) => [...each.parts].filter((part) => open.has(part)).length;
      const best = all.reduce((best, each) => (gain(each) > gain(best) ? each : best));
      best.parts.forEach((part) => open.delete(part));
      chosen.push(best);
    }
  }
  return chosen;
}
