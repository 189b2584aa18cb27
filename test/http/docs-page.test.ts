import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openServerStore } from '../../src/node/serve-store.ts';
import { startServer } from '../../src/node/serve.ts';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(BROWSER === undefined)('the page of the API in a browser (skipped where no Chromium is installed)', () => {
  it('shows the operations, breaks no rule of its content policy and asks nothing outside', async () => {
    const store = openServerStore(':memory:');
    const server = await startServer({ store, uploads: null, analyst: null }, { host: '127.0.0.1', port: 0 });
    const browser = await chromium.launch({ executablePath: BROWSER ?? '', args: ARGUMENTS });
    onTestFinished(async () => {
      await browser.close();
      await server.close();
      store.close();
    });
    const page = await browser.newPage();
    const complaints: string[] = [];
    const outside: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) outside.push(request.url());
    });
    await page.goto(`${server.url}/docs`);
    await page.getByText('Sums of charges by any dimensions').click();
    await page.getByText('Dimensions, separated by commas').first().waitFor();
    expect(await page.locator('.opblock').count()).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
  }, 180_000);
});
