/* Shows one run, kept up to date by events; other runs can be overlaid on its curves. */

import * as api from './api.js';
import { Curves } from './curves.js';
import { Distances } from './distances.js';
import { element, number } from './dom.js';
import { isLive, phaseText, renderHeader } from './header.js';
import { Mistakes } from './mistakes.js';
import { Space } from './space.js';
import { Triplets } from './triplets.js';

const LIST_MILLISECONDS = 3000;
const MISTAKES_MILLISECONDS = 10000;
const part = (id) => document.getElementById(id);

const curves = new Curves(part('curves'));
const distances = new Distances(part('distances'));
const triplets = new Triplets(part('triplets'));
const mistakes = new Mistakes(part('mistakes'), (example) => {
  space.pick(example);
  part('space').scrollIntoView({ behavior: 'smooth' });
});
const space = new Space(part('space'), showFrame);

let mistakesShown = 0;
function showFrame(frame) {
  distances.show(frame);
  // Computing mistakes occupies a processor for a while, which training needs.
  if (current.state.phase !== 'running' || Date.now() - mistakesShown > MISTAKES_MILLISECONDS) {
    mistakesShown = Date.now();
    mistakes.show(current, frame.epoch).catch((error) => mistakes.clear(error.status ? error.message : undefined));
  }
}

let current = null;
let opened = null;
let opening = false;
let unfollow = () => {};
const compared = new Map();

function notice(text) {
  part('notice').textContent = text;
  part('notice').hidden = !text;
}

// ---- connection state

const reached = { list: true, events: true };
function showConnection() {
  let text = current && isLive(current.state) ? 'live' : '';
  if (!reached.list || reached.events === false) {
    text = 'server not reached, trying again';
  } else if (reached.events === 'refused' && text) {
    text = 'not live: the server refuses more viewers, trying again';
  }
  if (part('connection').textContent !== text) {
    part('connection').textContent = text;
  }
}

// ---- the list of runs

let listed = [];
async function refreshList() {
  let changed;
  try {
    changed = await api.runs();
    reached.list = true;
  } catch {
    reached.list = false;
    return;
  } finally {
    showConnection();
  }
  const all = changed ?? listed;
  listed = all;
  part('empty').hidden = all.length > 0 || current !== null;
  if (changed || shownAs !== current?.id) {
    renderList(all);
  }
  if (!current && !opening && all.length) {
    const wanted = wantedRun();
    await open(all.find((run) => run.id === wanted)?.id ?? all[0].id);
  }
}

/** The run id in the URL's fragment; malformed escapes are taken literally. */
function wantedRun() {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let shownAs;

function renderList(all) {
  shownAs = current?.id;
  const focused = document.activeElement?.closest?.('#runs [data-id]')?.dataset;
  const kind = document.activeElement?.tagName;
  part('runs').replaceChildren(...all.map((run) => {
    const more = [phaseText(run.state), run.precision_at_1 !== undefined ? `p@1 ${number(run.precision_at_1, 3)}` : null, run.problems ? 'cannot all be read' : null].filter(Boolean).join(' · ');
    const tick = element('input', { type: 'checkbox', 'aria-label': `compare with ${run.id}`, 'data-id': run.id, onchange: (event) => compare(run.id, event.target.checked) });
    tick.checked = compared.has(run.id);
    tick.disabled = run.id === current?.id;
    return element('li', {},
      element('button', { class: 'pick', 'data-id': run.id, 'aria-current': String(run.id === current?.id), title: [run.id, ...(run.problems ?? [])].join('\n'), onclick: () => open(run.id) },
        element('span', { class: 'title' }, `${run.recipe}, ${run.data}`),
        element('span', { class: 'more' }, run.id),
        element('span', { class: 'more' }, more)),
      element('label', { title: 'lay its curves over those of the run that is open' }, tick));
  }));
  if (focused) {
    part('runs').querySelector(`${kind.toLowerCase()}[data-id="${CSS.escape(focused.id)}"]`)?.focus();
  }
}

async function compare(id, wanted) {
  if (wanted) {
    const run = await api.run(id).catch(() => null); // deleted concurrently: the list will show it
    if (run) {
      compared.set(id, run);
    }
  } else {
    compared.delete(id);
  }
  drawCurves();
}

const drawCurves = () => curves.draw([current, ...[...compared.values()].filter((run) => run.id !== current.id)]);

// ---- the selected run

async function open(id) {
  unfollow();
  mistakesShown = 0;
  reached.events = true;
  notice('');
  location.hash = encodeURIComponent(id);
  current = null;
  opened = id;
  opening = true;
  try {
    await load(id);
  } finally {
    opening = false;
  }
  if (opened === id && current) {
    // Requests that fail because the server is unreachable are repeated after reconnection.
    unfollow = api.follow(id, (kind, data) => heard(id, kind, data).catch(() => {}));
    refreshList();
  }
}

async function load(id) {
  let run;
  try {
    run = await api.run(id);
  } catch (error) {
    if (error.status === 404) {
      gone();
    } else if (error.status) {
      notice(`${id}: ${error.message}`);
    }
    return;
  }
  if (opened !== id) {
    return; // another run was selected meanwhile
  }
  current = run;
  showConnection();
  document.title = `${run.recipe} on ${run.data} – Tercet`;
  part('empty').hidden = true;
  part('run').hidden = false;
  render();
  if (!run.frames.length) {
    distances.show(null);
    mistakes.clear();
  }
  // Errors in one part do not prevent showing the others.
  await Promise.allSettled([space.setRun(run), loadTriplets(run)]);
}

async function loadTriplets(run) {
  try {
    triplets.show(run.has_triplets ? await api.triplets(run.id) : null);
  } catch (error) {
    triplets.fail(error.message);
  }
}

function gone() {
  notice('This run\'s folder was deleted. The data below was read before.');
  unfollow();
}

let waiting = false;
function render() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (current) {
        renderHeader(part('header'), current, (state) => heard(current.id, 'state', state));
        drawCurves();
      }
    });
  }
}

/** Lines are ordered by epoch and step; known lines may be repeated after a reconnection. */
function append(lines, line) {
  const last = lines.at(-1);
  const after = !last || line.epoch > last.epoch || (line.epoch === last.epoch && (line.step ?? 0) > (last.step ?? 0));
  if (after) {
    lines.push(line);
  }
  return after;
}

async function heard(id, kind, data) {
  if (current?.id !== id) {
    return;
  }
  const run = current;
  switch (kind) {
    case 'open':
      reached.events = true;
      showConnection();
      await load(id); // catch up on events missed before the connection
      break;
    case 'away':
      reached.events = data.refused ? 'refused' : false;
      showConnection();
      break;
    case 'step':
      append(run.steps, data);
      render();
      break;
    case 'epoch':
      append(run.epochs, data);
      render();
      break;
    case 'frame':
      if (run.examples && append(run.frames, data)) {
        render();
        await space.setRun(run);
      } else if (!run.examples) {
        await load(id);
      }
      break;
    case 'triplets':
      run.has_triplets = true;
      await loadTriplets(run);
      break;
    case 'state': {
      const ended = isLive(run.state) && !isLive(data);
      run.state = data;
      showConnection();
      render();
      if (ended) {
        await load(id);
        if (space.frame()) {
          showFrame(space.frame());
        }
      }
      refreshList();
      break;
    }
    case 'gone':
      gone();
      break;
    case 'lost':
      await load(id);
      break;
  }
}

refreshList();
setInterval(() => {
  if (!document.hidden) {
    refreshList();
  }
}, LIST_MILLISECONDS);
