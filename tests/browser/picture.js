// Makes the picture of docs/serve.md: the conversation of the seeds, as bayko sees it.
//
//   node picture.js URL FILE          the URL that `cruddur serve --as bayko` printed
'use strict';
const { launch } = require('./chromium.js');

async function main() {
  const [url, file] = process.argv.slice(2);
  const browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-GB', timezoneId: 'UTC', colorScheme: 'light' });
  const page = await context.newPage();
  // "Today" is the day of the seeds.
  await page.clock.setFixedTime(process.env.CRUDDUR_NOW);
  await page.goto(url);
  await page.getByRole('link', { name: /Andrew Brown/ }).click();
  await page.locator('.message').first().waitFor();
  await page.locator('#live[data-live="live"]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, caret: 'hide' });
  await browser.close();
}

main();
