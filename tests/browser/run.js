// Tests the page of `cruddur serve` in Chromium. tests/cli/serve/browser.rs starts the server and runs this file:
//
//   node run.js URL          the URL that the server printed, which signs in as andrewbrown
//
//   node run.js URL WORDS    only the tests whose names contain these words
//
// CRUDDUR is the binary, and this process has the environment and the directory in which it runs.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { axe, launch } = require('./chromium.js');

const signIn = process.argv[2];
const { origin } = new URL(signIn);
const token = signIn.split('#token=')[1];

const ME = 'andrewbrown';
const WITH_BAYKO = '5ae290ed-55d1-47a0-bc6d-fe2bc2700399'; // 114 messages of the seeds
const WITH_GARIBALDI = '00000000-0000-4000-8000-000000010000'; // 10,000 messages, which the Rust test seeds
const PAINTED_WITHIN = 500; // ms
const SHOWN_WITHIN = 1000;

/** Writes a message by the command line. */
function write(from, to, text) {
  const args = ['ddb', 'patterns', 'create-message', '--quiet', '--as', from, '--with', to, text];
  execFileSync(process.env.CRUDDUR, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

// ---- the browser, and what no page may do ----

let browser;
const faults = []; // requests to others, violations of the policy, and errors of scripts, in any test

async function context(options = {}) {
  const made = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'UTC', ...options });
  made.setDefaultTimeout(10_000);
  made.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== origin) faults.push(`a request to ${url.origin}`);
  });
  made.on('dialog', (dialog) => faults.push(`a dialog: ${dialog.message()}`));
  made.on('weberror', (error) => faults.push(error.error().stack));
  made.on('console', (message) => /Content Security Policy|Refused to/.test(message.text()) && faults.push(message.text()));
  await made.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return made;
}

/** Returns a page that is signed in, at a fragment. */
async function open(fragment = '#/', options = {}) {
  const page = await (await context(options)).newPage();
  await page.goto(signIn);
  await page.locator('.row').first().waitFor();
  await page.locator('#live[data-live="live"]').waitFor();
  if (fragment !== '#/') await page.evaluate((to) => (location.hash = to), fragment);
  if (fragment.startsWith('#/c/')) await page.locator('.message').first().waitFor();
  return page;
}

const lastMessage = (page) => page.locator('.message .bubble').last();
const bubble = (page, text) => page.locator('.bubble', { hasText: text });
const unique = (text) => `${text} ${Math.random().toString(36).slice(2)}`;

// ---- the tests ----

const tests = {
  async 'the printed URL signs in, and the token leaves the address bar'() {
    const page = await open();
    assert.equal(page.url(), `${origin}/#/`);
    assert.equal(await page.evaluate(() => history.length), 2, 'no entry of the history has the token');
    assert.equal(await page.evaluate(() => sessionStorage.getItem('token')), token);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(await page.locator('#me').textContent(), `@${ME}`);
    assert.equal(await page.locator('#environment').textContent(), 'local');
    assert.match(await page.locator('#stores').textContent(), /cruddur-messages/);
    // A reload stays signed in, and signing out forgets the token and what was shown.
    await page.reload();
    await page.locator('.row').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Address or token').waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    assert.equal(await page.locator('.row').count(), 0);
    // In a tab that has the page already, the URL changes only the fragment.
    await page.goto(signIn);
    await page.locator('.row').first().waitFor();
    assert.equal(page.url(), `${origin}/#/`);
  },

  async 'a wrong token is refused, and a pasted address signs in'() {
    const page = await (await context()).newPage();
    await page.goto(`${origin}/#/c/${WITH_BAYKO}`);
    await page.getByLabel('Address or token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('The token is not valid').waitFor();
    await page.getByLabel('Address or token').fill(signIn);
    await page.keyboard.press('Enter');
    await page.locator('.message').first().waitFor(); // the deep link was kept
    assert.equal(page.url(), `${origin}/#/c/${WITH_BAYKO}`);
  },

  async 'the inbox leads to a conversation, and a message is written there'() {
    const page = await open();
    await page.getByRole('link', { name: /Andrew Bayko/ }).click();
    await page.getByRole('heading', { name: 'Andrew Bayko' }).waitFor();
    assert.equal(page.url(), `${origin}/#/c/${WITH_BAYKO}`);
    const text = unique('First line\nsecond line, Zoë 👋');
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    await bubble(page, text).waitFor();
    assert.equal(await lastMessage(page).textContent(), text);
    assert.equal(await page.locator('.message').last().getAttribute('class').then((names) => names.includes('mine')), true);
    assert.equal(await page.locator('#text').inputValue(), '');
    assert.match(await page.locator('.row').first().textContent(), /First line second line/);
    // The stream brings the same message, which is shown once.
    await page.waitForTimeout(1500);
    assert.equal(await bubble(page, text).count(), 1);
    await page.reload();
    await bubble(page, text).waitFor();
    assert.equal(await bubble(page, text).count(), 1);
  },

  async 'a new conversation begins with a handle'() {
    const page = await open();
    await page.getByRole('link', { name: 'New message' }).first().click();
    await page.getByLabel('To', { exact: true }).fill('nobody');
    await page.getByLabel('To', { exact: true }).blur();
    await page.getByText('No user has the handle nobody.').waitFor();
    await page.locator('#new-text').fill('Is anybody there?');
    await page.locator('#new-send').click();
    await page.getByText('The message was not sent. No user has the handle nobody.').waitFor();
    await page.getByLabel('To', { exact: true }).fill(ME);
    await page.getByLabel('To', { exact: true }).blur();
    await page.getByText('This is you.').waitFor();
    await page.getByLabel('To', { exact: true }).fill('@delenn');
    await page.getByLabel('To', { exact: true }).blur();
    await page.locator('#handle-note', { hasText: 'Delenn' }).waitFor();
    const text = unique('Good morning');
    await page.locator('#new-text').fill(text);
    await page.locator('#new-send').click();
    await bubble(page, text).waitFor();
    await page.getByRole('heading', { name: /Delenn/ }).waitFor();
    assert.match(page.url(), /#\/c\/[0-9a-f-]{36}$/);
    assert.match(await page.locator('.row').first().textContent(), /Delenn/);
  },

  async 'a message of the command line appears within a second, without a reload'() {
    const page = await open(`#/c/${WITH_BAYKO}`);
    const times = [];
    for (const attempt of [1, 2, 3]) {
      const text = unique(`Number ${attempt} from the terminal`);
      write('bayko', ME, text);
      const written = performance.now(); // the command has ended, so the message is in the table
      await bubble(page, text).waitFor();
      times.push(performance.now() - written);
      // A screen reader hears it, and the inbox shows it.
      assert.equal(await page.locator('#announcement').textContent(), `Andrew Bayko: ${text}`);
      assert.match(await page.locator('.row').first().textContent(), new RegExp(text));
    }
    // Other work on the machine can delay one of them.
    assert.ok(Math.min(...times) < SHOWN_WITHIN, `they took ${times.map(Math.round).join(', ')} ms`);
    // A message of another conversation is marked in the inbox and in the title.
    write('londo', ME, unique('Mr. Brown!'));
    await page.locator('.row', { hasText: 'Londo' }).locator('.unread').waitFor();
    assert.match(await page.title(), /^\(1\) /);
    await page.locator('.row', { hasText: 'Londo' }).click();
    await page.locator('.message').first().waitFor();
    assert.equal(await page.locator('.unread').count(), 0);
    assert.doesNotMatch(await page.title(), /\(/);
  },

  async 'a lost stream is connected again, and misses nothing'() {
    const page = await (await context()).newPage();
    let broken = true;
    const lastIds = [];
    // The first stream ends after an event, and the next ones do not begin.
    await page.route('**/api/stream', async (route) => {
      lastIds.push(await route.request().headerValue('last-event-id'));
      if (lastIds.length === 1) return route.fulfill({ contentType: 'text/event-stream', body: ':\n\nid: the-last\n\n' });
      return broken ? route.abort() : route.continue();
    });
    await page.goto(signIn);
    await page.locator('#live[data-live="lost"]').waitFor();
    await page.evaluate((id) => (location.hash = `#/c/${id}`), WITH_BAYKO);
    await page.locator('.message').first().waitFor();
    const text = unique('While you were away');
    write('bayko', ME, text);
    await page.waitForTimeout(1000);
    assert.equal(await bubble(page, text).count(), 0);
    broken = false;
    await page.locator('#live[data-live="live"]').waitFor();
    await bubble(page, text).waitFor();
    assert.equal(await bubble(page, text).count(), 1);
    assert.deepEqual([lastIds[0], lastIds.at(-1)], [null, 'the-last']);
  },

  async 'a server without a stream is asked again and again'() {
    const page = await (await context()).newPage();
    await page.route('**/api/stream', (route) => route.fulfill({ status: 502, json: { error: 'store_failed' } }));
    await page.goto(signIn);
    await page.locator('#live[data-live="off"]').waitFor();
    await page.evaluate((id) => (location.hash = `#/c/${id}`), WITH_BAYKO);
    await page.locator('.message').first().waitFor();
    const text = unique('By the way');
    write('bayko', ME, text);
    await bubble(page, text).waitFor({ timeout: 20_000 });
  },

  async 'a hidden tab gives its connection back, and catches up when it is shown'() {
    const page = await (await context()).newPage();
    let streams = 0;
    page.on('request', (request) => (streams += request.url().endsWith('/api/stream')));
    page.on('requestfailed', (request) => (streams -= request.url().endsWith('/api/stream')));
    await page.clock.install();
    await page.goto(signIn);
    await page.locator('#live[data-live="live"]').waitFor();
    await page.evaluate((id) => (location.hash = `#/c/${id}`), WITH_BAYKO);
    await page.locator('.message').first().waitFor();
    const hide = (hidden) => page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    assert.equal(streams, 1);
    await hide(true);
    await page.clock.runFor(21_000);
    await page.waitForTimeout(100);
    assert.equal(streams, 0);
    const text = unique('Nobody looks');
    write('bayko', ME, text);
    await page.waitForTimeout(1000);
    assert.equal(await bubble(page, text).count(), 0);
    await hide(false);
    await bubble(page, text).waitFor();
    assert.equal(streams, 1);
  },

  async 'a deep link opens its conversation'() {
    const page = await (await context()).newPage();
    await page.addInitScript((value) => sessionStorage.setItem('token', value), token);
    await page.goto(`${origin}/#/c/${WITH_BAYKO}`);
    await page.getByRole('heading', { name: 'Andrew Bayko' }).waitFor();
    await page.goto(`${origin}/messages/${WITH_BAYKO}`); // a path of the app's frontend
    await page.getByRole('heading', { name: 'Andrew Bayko' }).waitFor();
    assert.equal(page.url(), `${origin}/#/c/${WITH_BAYKO}`);
    await page.goBack();
    await page.goto(`${origin}/#/c/00000000-0000-4000-8000-000000000000`);
    await page.getByText('It does not exist, or you are not a participant.').waitFor();
    assert.equal(await page.locator('#compose').isVisible(), false);
  },

  async 'the keyboard alone reads, searches and writes'() {
    const page = await open();
    const focused = () => page.evaluate(() => document.activeElement.closest('[id], .row')?.id || document.activeElement.textContent);
    await page.keyboard.press('j');
    const first = await focused();
    await page.keyboard.press('j');
    assert.notEqual(await focused(), first);
    await page.keyboard.press('k');
    assert.equal(await focused(), first);
    while (!(await focused()).includes('Bayko')) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.message').first().waitFor();
    assert.equal(await focused(), 'text');
    const text = unique('Typed, with a / and a j');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await bubble(page, text).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await focused(), 'scroll');
    await page.keyboard.press('/');
    assert.equal(await focused(), 'search-text');
    await page.keyboard.type('TYPED, with a /');
    assert.match(await page.locator('#search-count').textContent(), /^1 of \d+$/);
    assert.equal(await page.locator('.found-now .bubble').textContent(), text);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#search').isVisible(), false);
    await page.keyboard.press('Escape');
    assert.equal(page.url(), `${origin}/#/`);
    assert.match(await focused(), /Bayko/);
  },

  async 'the search goes through the loaded messages'() {
    const page = await open(`#/c/${WITH_BAYKO}`);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('the');
    const count = page.locator('#search-count');
    const total = Number((await count.textContent()).split(' of ')[1]);
    assert.ok(total >= 2, `${total} matches`);
    assert.equal(await page.evaluate(() => CSS.highlights.get('found').size >= 2), true);
    await page.keyboard.press('Enter');
    assert.equal(await count.textContent(), `2 of ${total}`);
    await page.keyboard.press('Shift+Enter');
    assert.equal(await count.textContent(), `1 of ${total}`);
    await page.getByRole('searchbox').fill('no such words (');
    assert.equal(await count.textContent(), 'No match');
  },

  async 'older messages are read by scrolling, and nothing jumps'() {
    const page = await open(`#/c/${WITH_BAYKO}`);
    assert.ok((await page.locator('.message').count()) < 114);
    let release;
    const held = new Promise((done) => (release = done));
    await page.route(/before=/, async (route) => {
      await held;
      await route.continue();
    });
    const top = () => page.evaluate(() => {
      const scroll = document.getElementById('scroll');
      scroll.scrollTop = -scroll.scrollHeight;
    });
    const place = page.locator('.message').first();
    const anchor = await place.locator('.bubble').elementHandle();
    await top();
    await page.waitForTimeout(200); // what is seen for the first time gets its true height
    await top();
    await page.waitForTimeout(200);
    const before = await anchor.boundingBox();
    release();
    await page.waitForFunction(() => document.querySelectorAll('.message').length > 60);
    await page.waitForTimeout(200);
    const after = await anchor.boundingBox();
    // The heading of a day may leave the message that was the first.
    assert.ok(Math.abs(after.y - before.y) < 60, `moved from ${before.y} to ${after.y}`);
    for (let round = 0; round < 20 && !(await page.getByText('This is the beginning').isVisible()); round++) {
      await top();
      await page.waitForTimeout(100);
    }
    assert.equal(await page.locator('.message .bubble').first().textContent(), 'Morning! Are you at your desk yet?');
    const times = await page.locator('.bubble').evaluateAll((all) => all.map((each) => each.textContent));
    assert.equal(new Set(times).size >= 110, true);
    // A new message does not move a reader who is not at the end.
    const read = await page.locator('.bubble').first().elementHandle();
    const at = await read.boundingBox();
    write('bayko', ME, unique('Still there?'));
    await page.getByRole('button', { name: 'New messages' }).waitFor();
    assert.ok(Math.abs((await read.boundingBox()).y - at.y) < 3);
    await page.getByRole('button', { name: 'New messages' }).click();
    await page.getByRole('button', { name: 'New messages' }).waitFor({ state: 'hidden' });
  },

  async 'a message that could not be sent stays, and is written once when it is sent again'() {
    const page = await open(`#/c/${WITH_BAYKO}`);
    const keys = [];
    await page.route('**/api/messages', async (route) => {
      keys.push(await route.request().headerValue('idempotency-key'));
      if (keys.length === 1) return route.abort(); // it did not reach the server
      const response = await route.fetch();
      return keys.length === 2 ? route.abort() : route.fulfill({ response }); // it did, and the answer was lost
    });
    const text = unique('Sent three times');
    await page.locator('#text').fill(text);
    for (const attempt of [1, 2]) {
      await page.locator('#send').click();
      await page.locator('#send', { hasText: 'Send again' }).waitFor();
      assert.match(await page.locator('#compose-problem').textContent(), /No answer came from 127\.0\.0\.1/, `attempt ${attempt}`);
      assert.equal(await page.locator('#text').inputValue(), text);
    }
    await page.locator('#send').click();
    await page.locator('#send', { hasText: /^Send$/ }).waitFor();
    assert.equal(await page.locator('#text').inputValue(), '');
    assert.equal(new Set(keys).size, 1, 'one key');
    await page.unroute('**/api/messages');
    // The same words, sent on purpose, are another message.
    await page.locator('#text').fill(text);
    await page.locator('#send').click();
    await page.waitForFunction(() => document.getElementById('text').value === '');
    await page.reload();
    await bubble(page, text).first().waitFor();
    assert.equal(await bubble(page, text).count(), 2);
  },

  async 'a message that the server refuses says why'() {
    const page = await open(`#/c/${WITH_BAYKO}`);
    const text = '👋'.repeat(1025);
    await page.locator('#text').fill(text);
    assert.match(await page.locator('#text-count').textContent(), /1,025 of 1,024/);
    await page.locator('#send').click();
    await page.getByText('The message is longer than 1,024 characters.').waitFor();
    // A character is one, though it is two units of UTF-16.
    await page.locator('#text').fill('👋'.repeat(1024));
    await page.locator('#send').click();
    await page.waitForFunction(() => document.getElementById('text').value === '');
    for (const [status, body, words] of [
      [503, { error: 'try_again' }, 'The store is busy.'],
      [502, { error: 'store_failed' }, 'The output of cruddur serve says why.'],
      [403, { error: 'read_only' }, 'This server only reads.'],
      [500, null, 'The server answered with status 500.'],
    ]) {
      await page.route('**/api/messages', (route) => route.fulfill({ status, json: body }));
      await page.locator('#text').fill(unique('No'));
      await page.locator('#send').click();
      await page.getByText(words).waitFor();
      await page.unroute('**/api/messages');
    }
  },

  async 'text of users is inert'() {
    const texts = [
      '<img src=x onerror="document.title=1">',
      '<script>document.title=1</script><b>bold</b>',
      'bell\u0007 escape\u001b[31m C1\u009b2J',
      '\u202egnp.exe \u2066isolated',
      'שלום עולם (hello)',
      'javascript:alert(1) https://example.com/',
      'Z' + '\u0301'.repeat(200),
      'x'.repeat(1000),
    ];
    for (const text of texts) write('londo', ME, text);
    const page = await open();
    await page.locator('.row', { hasText: 'Londo' }).click();
    await page.locator('.message').first().waitFor();
    const shown = await page.locator('.bubble').allTextContents();
    const clean = (text) => text.replace(/[\0-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
    assert.deepEqual(shown.slice(-texts.length), texts.map(clean));
    assert.equal(await page.locator('#messages :is(img, script, b, a, iframe)').count(), 0);
    assert.equal(await page.locator('.row :is(img, script, b)').count(), 0);
    assert.match(await page.title(), /Cruddur$/);
    // Hebrew turns its own bubble, and nothing beside it.
    const hebrew = bubble(page, 'שלום').last();
    assert.equal(await hebrew.evaluate((each) => getComputedStyle(each).direction), 'rtl');
    assert.equal(await hebrew.evaluate((each) => getComputedStyle(each).unicodeBidi), 'isolate');
    assert.equal(await page.locator('#messages').evaluate((each) => getComputedStyle(each).direction), 'ltr');
    for (const name of ['#content', '#inbox', 'body']) {
      assert.equal(await page.locator(name).evaluate((each) => each.scrollWidth <= each.clientWidth), true, `${name} is not wider than it should be`);
    }
  },

  async '10,000 messages are first painted within 500 ms'() {
    const page = await open();
    const paint = async (conversation) => {
      const took = await page.evaluate((id) => new Promise((done) => {
        const begun = performance.now();
        const watcher = new MutationObserver(() => {
          if (!document.querySelector('.message')) return;
          watcher.disconnect();
          // The second frame begins after the first was painted.
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
        });
        watcher.observe(document.getElementById('messages'), { childList: true });
        location.hash = `#/c/${id}`;
      }), conversation);
      const last = await lastMessage(page).textContent();
      await page.evaluate(() => (location.hash = '#/'));
      await page.locator('.message').first().waitFor({ state: 'hidden' });
      return { took, last };
    };
    const [many, few] = [[], []];
    for (let round = 0; round < 5; round++) {
      few.push((await paint(WITH_BAYKO)).took);
      const { took, last } = await paint(WITH_GARIBALDI);
      assert.match(last, /^Message 10000/);
      many.push(took);
    }
    const median = (times) => times.sort((a, b) => a - b)[2];
    console.log(`    first painted after ${Math.round(median(many))} ms, and a conversation of 100 after ${Math.round(median(few))} ms`);
    // On a machine that is busy with other work, both take longer.
    const bound = Math.max(PAINTED_WITHIN, 2 * median(few));
    assert.ok(median(many) < bound, `the median is ${median(many)} ms`);
    // All of them can be reached, and the page stays quick with the thousands that were read.
    await page.evaluate((id) => (location.hash = `#/c/${id}`), WITH_GARIBALDI);
    await page.waitForFunction(() => {
      const scroll = document.getElementById('scroll');
      scroll.scrollTop = -scroll.scrollHeight;
      return document.querySelectorAll('.message').length >= 1000;
    }, null, { timeout: 60_000, polling: 20 });
    const typed = await page.evaluate(() => {
      const begun = performance.now();
      document.getElementById('text').value = 'quick';
      document.getElementById('text').dispatchEvent(new Event('input'));
      document.getElementById('scroll').scrollTop = 0;
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun))));
    });
    console.log(`    with 1,000 messages read, the next frame after ${Math.round(typed)} ms`);
    assert.ok(typed < bound, `${typed} ms`);
  },

  async 'the banner of prod is red, and a server that only reads says so'() {
    const page = await (await context()).newPage();
    await page.route('**/api/session', async (route) => {
      const json = await (await route.fetch()).json();
      await route.fulfill({ json: { ...json, environment: 'prod', target: json.target.replace(/^local/, 'prod'), writes: false } });
    });
    await page.goto(signIn);
    await page.locator('.row').first().click();
    const [red, green, blue] = await page.locator('#banner').evaluate((each) => getComputedStyle(each).backgroundColor.match(/\d+/g).map(Number));
    assert.ok(red > 150 && green < 40 && blue < 40, `${red} ${green} ${blue}`);
    assert.equal(await page.locator('#environment').textContent(), 'prod');
    assert.match(await page.locator('#stores').textContent(), /read-only/);
    assert.equal(await page.locator('#text').isDisabled(), true);
    assert.equal(await page.locator('#text').getAttribute('placeholder'), 'This server only reads.');
    await audit(page, 'prod');
  },

  async 'axe-core finds nothing serious, and nothing is wider than 360 pixels'() {
    for (const [colorScheme, width] of [['light', 1280], ['light', 360], ['dark', 1280], ['dark', 360]]) {
      const options = { colorScheme, viewport: { width, height: 720 } };
      const name = `${colorScheme} ${width}`;
      const signedOut = await (await context(options)).newPage();
      await signedOut.goto(origin);
      await signedOut.locator('#token').waitFor();
      await audit(signedOut, `${name} sign-in`);
      const page = await open('#/', options);
      await audit(page, `${name} inbox`);
      await page.evaluate((id) => (location.hash = `#/c/${id}`), WITH_BAYKO);
      await page.locator('.message').first().waitFor();
      await page.locator('#search-open').click();
      await page.locator('#search-text').fill('the');
      await audit(page, `${name} conversation`);
      await page.evaluate(() => (location.hash = '#/new'));
      await page.locator('#new-text').fill('x'.repeat(1100));
      await page.locator('#new-send').click();
      await audit(page, `${name} new`);
      await page.evaluate(() => (location.hash = '#/c/none'));
      await page.locator('#conversation-problem').waitFor();
      await audit(page, `${name} missing`);
      await page.context().close();
    }
  },

  async 'every answer has the policy, without unsafe sources'() {
    for (const name of ['/', '/page.css', '/page.js']) {
      const response = await fetch(origin + name);
      const policy = response.headers.get('content-security-policy');
      assert.match(policy, /default-src 'none'/, name);
      for (const directive of ["script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:"]) {
        assert.ok(policy.split(/; */).includes(directive), `${name}: ${directive}`);
      }
      assert.doesNotMatch(policy, /unsafe|\*|https?:/, name);
    }
  },
};

/** Runs axe-core, and looks for sideways scrolling. */
async function audit(page, name) {
  await page.evaluate(axe());
  const { violations } = await page.evaluate(() => axe.run(document));
  const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
  const said = serious.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`);
  assert.deepEqual(said, [], name);
  for (const each of violations) console.log(`    ${name}: ${each.impact} ${each.id}: ${each.nodes.map((node) => node.html.slice(0, 100)).join(' ')}`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name} scrolls sideways`);
}

async function main() {
  browser = await launch();
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    if (process.argv[3] && !name.includes(process.argv[3])) continue;
    const begun = performance.now();
    try {
      await test();
      assert.deepEqual(faults.splice(0), [], 'what no page may do');
      console.log(`ok ${name} (${Math.round(performance.now() - begun)} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${name}\n${error.stack}`);
    }
    for (const each of browser.contexts()) await each.close();
  }
  await browser.close();
  process.exitCode = failed ? 1 : 0;
}

main();
