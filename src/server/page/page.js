// The page of `cruddur serve`: an inbox, a conversation, and forms to write. Text of users reaches the document only as text nodes.

const PAGE = 50; // rows of a request
const LONGEST = 1024; // characters of a message
const TIMEOUT = 30_000; // of a request, in ms
const SILENCE = 45_000; // after which the stream counts as lost; the server sends a line every 15 s
const LONGEST_WAIT = 15_000; // between two attempts to reach the stream
const HIDDEN_FOR = 20_000; // a browser has six connections a server, so a tab that nobody sees gives its own back
const SAME_GROUP = 5 * 60_000; // messages of one sender within this time share a heading
const AT_END = 40; // px

const $ = (id) => document.getElementById(id);

const state = {
  token: sessionStorage.getItem('token'),
  session: null, // what /api/session says: the user, the target, whether it can be written
  inbox: [], // rows, the newest first
  inboxEnds: false,
  readingInbox: false,
  open: null, // the conversation that is shown
  search: null, // the matches, and which of them is shown
  drafts: new Map(), // by conversation id, and 'new'
  unread: new Set(), // conversation ids
};

// ---- requests ----

/** What went wrong, in a sentence for the reader. */
class Problem extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

// By the codes of the server, and by status for answers without one of them.
const SENTENCES = {
  message_blank: 'The message is empty.',
  message_exceed_max_chars: `The message is longer than ${LONGEST.toLocaleString()} characters.`,
  message_to_oneself: 'You cannot write to yourself.',
  read_only: 'This server only reads.',
  no_user: 'The token is valid, but it belongs to no user of the users database, or to several.',
  try_again: 'The store is busy. Try again in a moment.',
  store_failed: 'The store could not answer. The output of cruddur serve says why.',
  401: 'The token is not valid, or it has expired.',
  403: 'The server does not allow this.',
  404: 'It does not exist, or you are not a participant.',
  413: 'The message is too large.',
  429: 'There were too many requests. Try again in a moment.',
};

/** Returns the sentence for an answer that is not 200. */
function sentence(status, body) {
  const code = Array.isArray(body) ? body[0] : body?.error;
  return SENTENCES[code] ?? SENTENCES[status] ?? `The server answered with status ${status}.`;
}

/** Returns the JSON of an answer. A 401 ends the session. */
async function api(path, { body, key, signal } = {}) {
  const { token } = state;
  const headers = { Authorization: `Bearer ${token}` };
  if (body) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  const signals = [AbortSignal.timeout(TIMEOUT), signal].filter(Boolean);
  let response, answer;
  try {
    response = await fetch(path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body), signal: AbortSignal.any(signals) });
    answer = await response.json().catch(() => null);
  } catch (error) {
    if (signal?.aborted) throw error;
    const late = error.name === 'TimeoutError';
    throw new Problem(0, late ? 'The server did not answer in time.' : `No answer came from ${location.host}. Check that cruddur serve still runs.`);
  }
  if (response.status === 401 && token === state.token) endSession(sentence(401, answer));
  if (!response.ok || answer === null) throw new Problem(response.status, sentence(response.status, answer));
  return answer;
}

const query = (values) => `?${new URLSearchParams(values)}`;

// ---- text and times ----

// As the command line prints foreign text: without control characters, and without marks that change the direction of text.
const UNPRINTABLE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const printable = (text) => String(text ?? '').replace(/[\u2028\u2029]/g, ' ').replace(UNPRINTABLE, '');
const oneLine = (text) => printable(text).replace(/\s+/g, ' ').trim();
const characters = (text) => [...text].length;
const nameOf = (row) => oneLine(row.display_name) || `@${oneLine(row.handle)}`;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** Returns a row's time, or null if it is not one. */
function timeOf(row) {
  const date = new Date(row.created_at);
  return Number.isNaN(date.getTime()) ? null : date;
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const daysAgo = (date) => Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);

function dayName(date) {
  const days = daysAgo(date);
  return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : longDay.format(date);
}

function inboxTime(date) {
  const days = daysAgo(date);
  if (days === 0) return clock.format(date);
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return weekday.format(date);
  return date.getFullYear() === new Date().getFullYear() ? shortDay.format(date) : date.toLocaleDateString();
}

/** Compares two rows by time. Times in one millisecond differ in their text. */
function byTime(a, b) {
  const difference = (timeOf(a)?.getTime() ?? 0) - (timeOf(b)?.getTime() ?? 0);
  return difference || (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0);
}

// ---- elements ----

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function timeElement(row, date, text) {
  const made = element('time', '', text);
  made.dateTime = row.created_at;
  if (date) made.title = whole.format(date);
  return made;
}

function fillAvatar(avatar, row) {
  const words = nameOf(row).replace(/^@/, '').split(' ');
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  avatar.textContent = letters.map((word) => [...word][0] ?? '').join('').toUpperCase();
  avatar.dataset.tone = [...String(row.handle)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 8191, 7) % 8;
}

function announce(text) {
  $('announcement').textContent = text;
}

// ---- signing in ----

/** Takes the token out of the address bar. Returns whether there was one. */
function takeToken() {
  const token = tokenIn(location.hash);
  if (!token) return false;
  keepToken(token);
  history.replaceState(null, '', `${location.pathname}#/`);
  return true;
}

const tokenIn = (text) => new URLSearchParams(/#(.*)$/.exec(text)?.[1] ?? '').get('token');

function keepToken(token) {
  state.token = token;
  sessionStorage.setItem('token', token);
}

async function start() {
  forget();
  if (!state.token) return showSignIn('');
  try {
    const session = await api('/api/session');
    if (state.session?.user.uuid !== session.user.uuid) state.drafts.clear();
    state.session = session;
  } catch (problem) {
    return showSignIn(problem.message);
  }
  showBanner();
  stream.start();
  route();
  await refreshInbox();
}

function showBanner() {
  const { environment, target, table, user, writes } = state.session;
  document.body.dataset.environment = environment;
  $('environment').textContent = environment;
  const stores = oneLine(target).replace(/^(local|prod), /, '');
  $('stores').textContent = [`table ${oneLine(table)}`, writes ? '' : 'read-only', stores].filter(Boolean).join(' · ');
  $('target').title = oneLine(target);
  $('me').textContent = `@${oneLine(user.handle)}`;
  $('me').title = nameOf(user);
  $('target').hidden = $('account').hidden = false;
}

function showSignIn(problem) {
  $('sign-in-problem').textContent = problem;
  showView('sign-in');
  $('token').focus();
}

/** Removes what the page has of a session. Drafts stay for the same user. */
function forget() {
  stream.stop();
  closeConversation();
  Object.assign(state, { inbox: [], inboxEnds: false });
  state.unread.clear();
  delete document.body.dataset.environment;
  $('target').hidden = $('account').hidden = true;
  $('conversations').replaceChildren();
  showTitle();
}

function endSession(problem) {
  state.token = null;
  sessionStorage.removeItem('token');
  forget();
  showSignIn(problem);
}

$('sign-in-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = $('token').value.trim();
  keepToken(tokenIn(typed) ?? typed);
  $('token').value = '';
  start();
});

$('sign-out').addEventListener('click', () => {
  state.drafts.clear();
  endSession('');
});

// ---- views ----

const SECTIONS = { 'sign-in': 'sign-in', inbox: 'welcome', conversation: 'conversation', new: 'new' };

function showView(name) {
  document.body.dataset.view = name;
  for (const [view, id] of Object.entries(SECTIONS)) $(id).hidden = view !== name;
  $('inbox').hidden = name === 'sign-in';
  markOpenRow();
}

/** The app's frontend has a conversation at `/messages/CONVERSATION`. */
function takePath() {
  const [, id] = /^\/messages\/([^/]+)$/.exec(location.pathname) ?? [];
  if (location.pathname !== '/') history.replaceState(null, '', `/${id ? `#/c/${id}` : location.hash}`);
}

/** Shows what the fragment names: `#/`, `#/c/CONVERSATION` or `#/new`. */
function route() {
  const [, view, id] = /^#\/(c|new)?(?:\/(.+))?$/.exec(location.hash) ?? [];
  if (view === 'c' && id) return openConversation(decoded(id));
  const last = closeConversation();
  if (view === 'new') return showNew();
  showView('inbox');
  (rowLink(last) ?? $('inbox-title')).focus({ preventScroll: !last });
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const linkTo = (id) => `#/c/${encodeURIComponent(id)}`;

function showTitle() {
  const count = state.unread.size;
  const name = state.open && $('title-name').textContent;
  document.title = `${count ? `(${count}) ` : ''}${name ? `${name} · ` : ''}Cruddur`;
}

addEventListener('hashchange', () => {
  if (takeToken()) start();
  else if (state.session && state.token) route();
});

// ---- the inbox ----

const rowOf = (id) => state.inbox.find((row) => row.uuid === id);
const rowLink = (id) => rowOf(id)?.item?.firstChild;

/** Reads the newest rows again. */
async function refreshInbox() {
  await readInbox({ limit: PAGE });
}

async function moreOfInbox() {
  if (state.inboxEnds || !state.inbox.length || state.readingInbox) return;
  await readInbox({ limit: PAGE, before: state.inbox.at(-1).created_at });
}

async function readInbox(values) {
  const { token } = state;
  state.readingInbox = true;
  try {
    const rows = await api(`/api/message_groups${query(values)}`);
    if (token !== state.token) return;
    const isLast = values.before || !state.inbox.length;
    const added = rows.filter(putRow).length;
    if (isLast && (rows.length < PAGE || !added)) state.inboxEnds = true;
    $('inbox-problem').textContent = '';
  } catch (problem) {
    if (state.token) $('inbox-problem').textContent = `The inbox could not be read. ${problem.message}`;
    return;
  } finally {
    state.readingInbox = false;
  }
  showInbox();
}

/** Adds a row, or brings the one of the same conversation up to date. Returns whether it was added. */
function putRow(row) {
  const known = rowOf(row.uuid);
  if (!known) state.inbox.push(row);
  else if (byTime(row, known) >= 0) Object.assign(known, row);
  return !known;
}

function showInbox() {
  const list = $('conversations');
  const focused = document.activeElement;
  state.inbox.sort((a, b) => byTime(b, a));
  state.inbox.forEach((row, index) => {
    showRow(row);
    if (list.children[index] !== row.item) list.insertBefore(row.item, list.children[index] ?? null);
  });
  if (list.contains(focused)) focused.focus({ preventScroll: true });
  $('inbox-empty').hidden = state.inbox.length > 0;
  markOpenRow();
  nameConversation();
  watch(inboxWatcher, $('inbox-more'));
}

function showRow(row) {
  const date = timeOf(row);
  const link = row.item?.firstChild ?? element('a', 'row');
  row.item ??= element('li', '', link);
  link.href = linkTo(row.uuid);
  const avatar = element('span', 'avatar');
  avatar.ariaHidden = 'true';
  fillAvatar(avatar, row);
  link.replaceChildren(
    avatar,
    element('bdi', 'name', nameOf(row)),
    timeElement(row, date, date ? inboxTime(date) : ''),
    element('bdi', 'last', oneLine(row.message)),
  );
  if (!state.unread.has(row.uuid)) return;
  const mark = element('span', 'unread');
  mark.role = 'img';
  mark.ariaLabel = 'new messages';
  link.append(mark);
}

function markOpenRow() {
  for (const row of state.inbox) {
    if (row.uuid === state.open?.id) row.item.firstChild.setAttribute('aria-current', 'page');
    else row.item?.firstChild.removeAttribute('aria-current');
  }
}

function markRead(id) {
  if (!state.unread.delete(id)) return;
  const row = rowOf(id);
  if (row) showRow(row);
  showTitle();
}

// ---- a conversation ----

function openConversation(id) {
  if (state.open?.id === id) return;
  closeConversation();
  state.open = { id, entries: [], known: new Set(), early: [], abort: new AbortController(), reading: false, complete: false };
  $('beginning').hidden = true;
  $('compose').hidden = false;
  showView('conversation');
  nameConversation();
  markRead(id);
  showDraft(conversationForm);
  // A touch screen would show its keyboard over the messages.
  if (matchMedia('(pointer: fine)').matches && state.session.writes) $('text').focus();
  else $('title').focus();
  readMessages();
}

/** Returns the id of the conversation that was open. */
function closeConversation() {
  const { open } = state;
  closeSearch();
  open?.abort.abort();
  state.open = null;
  $('messages').replaceChildren();
  $('newest').hidden = true;
  $('conversation-problem').textContent = '';
  showTitle();
  return open?.id;
}

/** The other participant: as the inbox names them, else the sender of a message. */
function otherParticipant() {
  const { open } = state;
  return rowOf(open.id) ?? open.entries.find((entry) => !isMine(entry.row))?.row;
}

function nameConversation() {
  if (!state.open) return;
  const other = otherParticipant();
  $('title-name').textContent = other ? nameOf(other) : 'Conversation';
  $('title-handle').textContent = other ? `@${oneLine(other.handle)}` : '';
  $('avatar').hidden = !other;
  if (other) fillAvatar($('avatar'), other);
  showTitle();
}

const isMine = (row) => row.handle === state.session.user.handle;
// The oldest messages have no uuid. No two messages of a conversation have one time.
const keyOf = (row) => row.uuid || row.created_at;

/** Reads the newest messages, or those before the oldest that was read. */
async function readMessages() {
  const { open } = state;
  if (!open || open.reading || open.complete) return;
  open.reading = true;
  $('loading').hidden = false;
  $('again').hidden = true;
  $('conversation-problem').textContent = '';
  const before = open.entries[0]?.row.created_at;
  try {
    const rows = await api(messagesPath(open.id, before), { signal: open.abort.signal });
    if (open !== state.open) return;
    const added = prepend(rows);
    open.complete = rows.length < PAGE || !added;
    open.read = true;
    open.early.splice(0).forEach(insert);
    watch(olderWatcher, $('older'));
  } catch (problem) {
    if (open !== state.open) return;
    const what = before ? 'Older messages could not be read.' : 'This conversation could not be read.';
    $('conversation-problem').textContent = `${what} ${problem.message}`;
    $('again').hidden = $('compose').hidden = problem.status === 404;
  } finally {
    open.reading = false;
    if (open === state.open) $('loading').hidden = true;
  }
  $('beginning').hidden = !open.complete;
  nameConversation();
  if (state.search) search();
}

function messagesPath(id, before) {
  return `/api/messages/${encodeURIComponent(id)}${query(before ? { limit: PAGE, before } : { limit: PAGE })}`;
}

/** Reads the newest messages again, to add those that came while no stream was open. */
async function refreshConversation() {
  const { open } = state;
  if (!open?.read) return;
  const rows = await api(messagesPath(open.id), { signal: open.abort.signal });
  if (open !== state.open) return;
  if (open.entries.length && rows.length === PAGE && !rows.some((row) => open.known.has(keyOf(row)))) {
    // More than a page came, so what is shown has a gap.
    closeConversation();
    route();
    return;
  }
  rows.forEach(insert);
}

/** Adds messages before all others. Returns how many. */
function prepend(rows) {
  const { entries, known } = state.open;
  const added = rows.filter((row) => !known.has(keyOf(row))).map(makeEntry);
  entries.unshift(...added);
  for (let index = 0; index <= added.length && index < entries.length; index++) decorate(index);
  if (added.length) $('messages').prepend(element('ol', 'page', ...added.map((entry) => entry.item)));
  return added.length;
}

/** Adds a message where its time belongs. Returns whether it was new. */
function insert(row) {
  const { open } = state;
  if (open.known.has(keyOf(row))) return false;
  const { entries } = open;
  let index = entries.length;
  while (index > 0 && byTime(entries[index - 1].row, row) > 0) index--;
  if (index === 0 && entries.length && !open.complete) return false; // it is read with the older ones
  const entry = makeEntry(row);
  const { scrollHeight } = $('scroll');
  const atEnd = isAtEnd();
  if (index < entries.length) entries[index].item.before(entry.item);
  else lastPage().append(entry.item);
  entries.splice(index, 0, entry);
  decorate(index);
  if (index + 1 < entries.length) decorate(index + 1);
  if (atEnd) $('scroll').scrollTop = 0;
  else {
    $('scroll').scrollTop -= $('scroll').scrollHeight - scrollHeight;
    $('newest').hidden = false;
  }
  if (state.search) search();
  return true;
}

/** Returns the list to which new messages are added. A list is a unit of what the browser lays out, so it does not grow for ever. */
function lastPage() {
  const last = $('messages').lastElementChild;
  if (last?.childElementCount < 2 * PAGE) return last;
  const page = element('ol', 'page');
  $('messages').append(page);
  return page;
}

function makeEntry(row) {
  state.open.known.add(keyOf(row));
  const date = timeOf(row);
  const bubble = element('div', 'bubble', printable(row.message));
  bubble.dir = 'auto';
  if (date) bubble.title = whole.format(date);
  return { row, date, bubble, item: element('li', isMine(row) ? 'message mine' : 'message', bubble) };
}

/** Gives a message the day and the heading that it needs after the one before it. */
function decorate(index) {
  const { entries } = state.open;
  const { row, date, bubble, item } = entries[index];
  const previous = entries[index - 1];
  const newDay = date && (!previous?.date || midnight(date) - midnight(previous.date) !== 0);
  const heading = newDay || previous?.row.handle !== row.handle || date - previous.date > SAME_GROUP;
  item.classList.toggle('first', heading);
  item.replaceChildren(bubble);
  if (heading) item.prepend(element('p', 'meta', element('bdi', isMine(row) ? 'hidden-text' : 'who', isMine(row) ? 'You' : nameOf(row)), timeElement(row, date, date ? clock.format(date) : oneLine(row.created_at))));
  if (newDay) item.prepend(element('p', 'day', dayName(date)));
}

// The end of a reversed column is at 0, and what is above it is negative.
const isAtEnd = () => $('scroll').scrollTop > -AT_END;

$('scroll').addEventListener('scroll', () => isAtEnd() && ($('newest').hidden = true), { passive: true });
$('newest').addEventListener('click', () => ($('scroll').scrollTop = 0));
$('again').addEventListener('click', readMessages);

// An observer reports only changes, so each page observes again.
function watch(watcher, sentinel) {
  watcher.unobserve(sentinel);
  watcher.observe(sentinel);
}

const whenSeen = (root, read) =>
  new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && read(), { root, rootMargin: '800px 0px' });
const olderWatcher = whenSeen($('scroll'), readMessages);
const inboxWatcher = whenSeen($('inbox-scroll'), moreOfInbox);

// ---- search ----

function openSearch() {
  if (!state.open) return;
  $('search').hidden = false;
  $('search-open').ariaExpanded = 'true';
  $('search-text').select();
  $('search-text').focus();
}

function closeSearch() {
  $('search').hidden = true;
  $('search-open').ariaExpanded = 'false';
  $('search-text').value = '';
  search();
}

/** Finds the text in the loaded messages. The match that was shown stays, if it still is one. */
function search() {
  const typed = $('search-text').value.trim();
  const shown = state.search?.matches[state.search.at];
  shown?.item.classList.remove('found-now');
  CSS.highlights?.delete('found');
  state.search = null;
  $('search-count').textContent = '';
  if (!typed || !state.open) return;
  const pattern = new RegExp(typed.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  const ranges = [];
  const matches = state.open.entries.filter((entry) => {
    const before = ranges.length;
    const node = entry.bubble.firstChild;
    for (const { index, 0: { length } } of node?.data.matchAll(pattern) ?? []) {
      ranges.push(new StaticRange({ startContainer: node, startOffset: index, endContainer: node, endOffset: index + length }));
    }
    return ranges.length > before;
  });
  if (ranges.length && globalThis.Highlight) CSS.highlights.set('found', new Highlight(...ranges));
  const at = matches.indexOf(shown);
  state.search = { matches, at: at < 0 ? matches.length - 1 : at };
  showMatch(at < 0);
}

function showMatch(scroll) {
  const { matches, at } = state.search;
  const match = matches[at];
  match?.item.classList.add('found-now');
  if (scroll) match?.item.scrollIntoView({ block: 'center' });
  $('search-count').textContent = match ? `${matches.length - at} of ${matches.length}` : 'No match';
}

/** Goes to an older match (-1) or a newer one (1). */
function moveMatch(step) {
  const found = state.search;
  if (!found?.matches.length) return;
  found.matches[found.at].item.classList.remove('found-now');
  found.at = (found.at + step + found.matches.length) % found.matches.length;
  showMatch(true);
}

$('search-open').addEventListener('click', openSearch);
$('search-close').addEventListener('click', leaveSearch);
$('search-newer').addEventListener('click', () => moveMatch(1));
$('search-text').addEventListener('input', search);
$('search-text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !event.shiftKey) return;
  event.preventDefault();
  moveMatch(1);
});
$('search').addEventListener('submit', (event) => {
  event.preventDefault();
  moveMatch(-1);
});

function leaveSearch() {
  closeSearch();
  $('scroll').focus();
}

// ---- writing ----

// A form to write in: its elements, the name of its draft, and what it sends.
const conversationForm = {
  text: $('text'), send: $('send'), count: $('text-count'), problem: $('compose-problem'), placeholder: 'Write a message',
  name: () => state.open?.id,
  body: (message) => ({ message, message_group_uuid: state.open.id }),
  missing: () => SENTENCES[404],
  sent: (answer) => {
    receive(answer);
    $('scroll').scrollTop = 0;
  },
};

const newForm = {
  text: $('new-text'), send: $('new-send'), count: $('new-count'), problem: $('new-problem'), placeholder: '',
  name: () => 'new',
  body: (message) => ({ message, handle: typedHandle() }),
  missing: () => noUser(typedHandle()),
  sent: (answer) => {
    $('handle').value = $('handle-note').textContent = '';
    refreshInbox();
    if (location.hash === '#/new') location.replace(linkTo(answer.message_group_uuid));
  },
};

function draftOf(name) {
  if (!state.drafts.has(name)) state.drafts.set(name, { text: '', problem: '', sending: false });
  return state.drafts.get(name);
}

function showDraft(form) {
  const draft = draftOf(form.name());
  const { writes } = state.session;
  const length = characters(draft.text);
  if (form.text.value !== draft.text) form.text.value = draft.text;
  form.text.readOnly = draft.sending;
  form.text.disabled = !writes;
  form.text.placeholder = writes ? form.placeholder : 'This server only reads.';
  form.send.disabled = draft.sending || !writes;
  form.send.textContent = draft.sending ? 'Sending' : draft.problem ? 'Send again' : 'Send';
  form.problem.textContent = draft.problem;
  form.count.hidden = length < LONGEST * 0.8;
  form.count.textContent = `${length.toLocaleString()} of ${LONGEST.toLocaleString()} characters`;
  form.count.toggleAttribute('data-over', length > LONGEST);
}

/** Returns the key of a request. It stays while the body does, so that a message that is sent again is written once. */
function keyFor(draft, body) {
  const text = JSON.stringify(body);
  if (draft.body !== text) Object.assign(draft, { body: text, key: crypto.randomUUID() });
  return draft.key;
}

function unsent({ status, message }) {
  if (status >= 400 && status < 500) return `The message was not sent. ${message}`;
  return `The message may not have been sent. ${message} If you send it again, it is written only once.`;
}

async function send(form) {
  const name = form.name();
  const draft = draftOf(name);
  const message = draft.text.toWellFormed();
  if (draft.sending || !message.trim()) return form.text.focus();
  if (characters(message) > LONGEST) {
    draft.problem = SENTENCES.message_exceed_max_chars;
    return showDraft(form);
  }
  const body = form.body(message);
  Object.assign(draft, { sending: true, problem: '' });
  showDraft(form);
  let answer;
  try {
    answer = await api('/api/messages', { body, key: keyFor(draft, body) });
    state.drafts.delete(name);
  } catch (problem) {
    if (problem.status === 404) problem.message = form.missing();
    Object.assign(draft, { sending: false, problem: unsent(problem) });
  }
  if (!state.token) return;
  if (form.name() === name) showDraft(form);
  if (answer) form.sent(answer);
}

function connect(form, element) {
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    send(form);
  });
  form.text.addEventListener('input', () => {
    draftOf(form.name()).text = form.text.value;
    showDraft(form);
  });
  form.text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(form);
  });
}

connect(conversationForm, $('compose'));
connect(newForm, $('new-form'));

const noUser = (handle) => `No user has the handle ${oneLine(handle)}.`;
const typedHandle = () => $('handle').value.trim().replace(/^@/, '');

function showNew() {
  showView('new');
  showDraft(newForm);
  $('handle').focus();
}

/** Says who has the handle that was typed. */
async function checkHandle() {
  const handle = typedHandle();
  const note = (text) => typedHandle() === handle && ($('handle-note').textContent = text);
  if (!handle) return note('');
  if (handle === state.session.user.handle) return note('This is you. Write to somebody else.');
  try {
    note(nameOf(await api(`/api/users/@${encodeURIComponent(handle)}/short`)));
  } catch (problem) {
    note(problem.status === 404 ? noUser(handle) : problem.message);
  }
}

$('handle').addEventListener('change', checkHandle);
$('handle').addEventListener('input', () => ($('handle-note').textContent = ''));

// ---- new messages ----

/** Takes a new message, from the stream or from the answer to one that was sent. */
function receive(event) {
  const { message_group_uuid: id, ...row } = event;
  const { open } = state;
  const isOpen = open?.id === id;
  if (isOpen && open.read) insert(row);
  else if (isOpen) open.early.push(row);
  if (!isMine(row) && !(isOpen && !document.hidden)) state.unread.add(id);
  if (!isMine(row)) announce(`${nameOf(row)}: ${oneLine(row.message).slice(0, 200)}`);
  showTitle();
  const known = rowOf(id);
  if (!known) return refreshInbox();
  putRow({ ...known, message: row.message, created_at: row.created_at });
  showInbox();
}

const LIVE = { live: 'Live', connecting: 'Connecting', lost: 'Reconnecting', off: 'Not live' };

function showLive(name) {
  $('live').dataset.live = name;
  $('live-text').textContent = LIVE[name];
}

/** The stream of new messages. EventSource cannot send the token, so this reads the events by itself. */
const stream = {
  abort: null,
  lastId: '',

  start() {
    if (this.abort || !state.token || document.hidden) return;
    this.abort = new AbortController();
    this.follow(this.abort.signal);
  },

  stop() {
    this.abort?.abort();
    this.abort = null;
  },

  async follow(signal) {
    showLive('connecting');
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.read(signal, () => (failures = 0));
        showLive('lost');
      } catch (problem) {
        if (signal.aborted) return;
        if (problem.status === 401) return endSession(problem.message);
        showLive(problem.status ? 'off' : 'lost');
        // A server that has no stream has messages all the same.
        if (problem.status) catchUp();
      }
      if (!signal.aborted) await pause(Math.min(500 * 2 ** failures, LONGEST_WAIT) * (0.75 + Math.random() / 2));
    }
  },

  /** Reads until the stream ends. It is lost after a silence. */
  async read(signal, connected) {
    const silence = new AbortController();
    let timer;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE);
    };
    heard();
    const headers = { Authorization: `Bearer ${state.token}`, Accept: 'text/event-stream' };
    if (this.lastId) headers['Last-Event-ID'] = this.lastId;
    try {
      const response = await fetch('/api/stream', { headers, cache: 'no-store', signal: AbortSignal.any([signal, silence.signal]) });
      if (!response.ok) throw new Problem(response.status, sentence(response.status, null));
      connected();
      showLive('live');
      catchUp();
      const event = eventReader((id) => (this.lastId = id), receive);
      for await (const text of chunks(response.body)) {
        heard();
        event(text);
      }
    } finally {
      clearTimeout(timer);
    }
  },
};

/** Yields the text of a body. Not every browser iterates over a stream by itself. */
async function* chunks(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** Returns a function that takes the text of a stream piece by piece. Source: HTML Standard, "Server-sent events". */
function eventReader(onId, onMessage) {
  let rest = '';
  let data = [];
  let name = '';
  const line = (text) => {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(text);
    if (text === '') {
      // The other events say that the stream begins. The page reads what it may have missed whenever one does.
      if (data.length && (name || 'message') === 'message') onMessage(JSON.parse(data.join('\n')));
      data = [];
      name = '';
    } else if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') onId(value);
  };
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const each of lines) line(each.replace(/\r$/, ''));
  };
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Reads what came while no stream was open. */
async function catchUp() {
  await refreshInbox();
  await refreshConversation().catch(() => {}); // what is shown is still right, and the next connection tries again
}

let hiding;
document.addEventListener('visibilitychange', () => {
  clearTimeout(hiding);
  if (document.hidden) {
    hiding = setTimeout(() => stream.stop(), HIDDEN_FOR);
    return;
  }
  stream.start();
  if (state.open) markRead(state.open.id);
});

// ---- keys ----

/** Moves the focus in the inbox, from the focused row or else the one that is open. */
function moveInInbox(step) {
  if ($('inbox').hidden || !state.inbox.length) return;
  const at = state.inbox.findIndex((row) => row.item.firstChild === document.activeElement);
  const from = at >= 0 ? at : state.inbox.findIndex((row) => row.uuid === state.open?.id);
  const to = Math.min(Math.max(from + step, 0), state.inbox.length - 1);
  state.inbox[to].item.firstChild.focus();
}

/** Goes one step back: from the search, from a field, from the conversation. */
function goBack() {
  if (!$('search').hidden) return leaveSearch();
  if (document.activeElement === $('text')) return $('scroll').focus();
  if (state.token && location.hash !== '#/') location.hash = '#/';
}

const KEYS = { j: () => moveInInbox(1), k: () => moveInInbox(-1), '/': openSearch };

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') return goBack();
  if (event.target.matches('input, textarea') || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

takeToken();
takePath();
start();
