// The Nu HTML Checker finds nothing to mend in any page, style or drawing of a
// built guide. It reads them over HTTP, as a browser would: a policy that
// allows what comes from the page's own host means nothing in a folder.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import checker from 'vnu-jar';
import { build, files, guides, serve } from './guides.mjs';

/** What the checker says. It ends with 1 if it has anything to say. */
function check(addresses) {
  // Without the property it asks nothing of the loopback address.
  const allow = '-Dnu.validator.servlet.allow-forbidden-hosts=true';
  const words = [allow, '-Xss4m', '-jar', checker, '--format', 'json', ...addresses];
  return new Promise((done, fail) => {
    execFile('java', words, { maxBuffer: 1 << 28 }, (error, _, told) => {
      try {
        done(JSON.parse(told).messages);
      } catch {
        fail(error ?? new Error(`the checker said: ${told}`));
      }
    });
  });
}

for (const guide of guides) {
  test(`every page of ${guide.name} is valid`, async (context) => {
    const site = build(guide.root);
    const pages = files(site, '.html');
    assert.ok(pages.length > 5, 'there are pages to check');
    const { address, close } = await serve(site, guide.path);
    const addresses = [...pages, ...files(site, '.css', '.svg')].map((path) => address + path);
    const messages = await check(addresses).finally(close);
    const told = messages.map(
      ({ type, subType, url, lastLine, message }) =>
        `${subType ?? type}: ${url?.replace(address, '')}:${lastLine}: ${message}`,
    );
    assert.deepEqual(told, []);
    context.diagnostic(`${addresses.length} files, ${pages.length} of them pages: no error, no warning`);
  });
}
