// Takes the picture of the README anew:
//
//     node tests/tools/screenshot.mjs [GUIDE [PAGE]]
//
// GUIDE is a guide's folder, the example guide if it is left out; PAGE is an
// address on it. It is no test, and `tests/run` does not run it.

import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { build, repository, serve } from './guides.mjs';

const [root = repository, path = 'oxytocin/trust/'] = process.argv.slice(2);
const server = await serve(build(root), '/');
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
await page.goto(server.address + path);
await page.screenshot({ path: join(repository, 'docs', 'screenshot.png') });
await browser.close();
await server.close();
