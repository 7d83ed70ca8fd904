// The Nu HTML Checker finds nothing to mend in any page, style or drawing of a
// built guide. It reads pages over HTTP, as a browser would: a policy that
// allows what comes from the page's own host means nothing in a folder.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import checker from 'vnu-jar';
import { build, files, guides, serve } from './guides.mjs';

/** The checker takes data for a script that the policy should allow. HTML leaves
 * data alone before it asks the policy (section "prepare the script element"),
 * and the browser's tests show that nothing is reported. */
function isMeant({ message, extract = '' }) {
  return !(message.startsWith('Inline script violates') && extract.includes('<script type="application/ld+json">'));
}

/** What the checker says, a line each. */
function check(...words) {
  // Without the property it asks nothing of the loopback address.
  const start = ['-Dnu.validator.servlet.allow-forbidden-hosts=true', '-Xss4m', '-jar', checker];
  return new Promise((done, fail) => {
    execFile('java', [...start, '--format', 'json', ...words], { maxBuffer: 1 << 28 }, (error, _, told) => {
      let messages;
      try {
        ({ messages } = JSON.parse(told));
      } catch {
        fail(new Error(`the checker failed: ${told}`, { cause: error }));
        return;
      }
      done(messages.filter(isMeant).map(({ type, subType, url, lastLine, message }) => `${subType ?? type}: ${url}:${lastLine}: ${message}`));
    });
  });
}

for (const guide of guides) {
  test(`every page of ${guide.name} is valid`, async (context) => {
    const site = build(guide.root);
    const pages = files(site, '.html');
    assert.ok(pages.length > 5, 'there are pages to check');
    const { address, close } = await serve(site, guide.path);
    assert.deepEqual(await check(...pages.map((path) => address + path)).finally(close), []);

    const others = files(site, '.css', '.svg').map((path) => join(site, decodeURIComponent(path)));
    assert.deepEqual(await check('--also-check-css', '--also-check-svg', ...others), []);
    context.diagnostic(`${pages.length} pages, ${others.length} styles and drawings: no error, no warning`);
  });
}
