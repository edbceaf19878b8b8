/* Client of the server's API. URLs are relative to the page, which may be served below a proxy's path. */

async function failure(answer) {
  const error = new Error((await answer.json().catch(() => ({}))).error ?? answer.statusText);
  error.status = answer.status;
  return error;
}

async function get(path, read) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw await failure(answer);
  }
  return read(answer);
}

const json = (path) => get(path, (answer) => answer.json());
const at = (id) => `api/runs/${encodeURIComponent(id)}`;

/* The list of runs, or null if unchanged (by ETag, since responses are not cached by the browser). */
let listTag = null;
export async function runs() {
  const answer = await fetch('api/runs', { headers: listTag ? { 'If-None-Match': listTag } : {} });
  if (answer.status === 304) {
    return null;
  }
  if (!answer.ok) {
    throw await failure(answer);
  }
  const list = await answer.json();
  listTag = answer.headers.get('ETag');
  return list;
}

export const run = (id) => json(at(id));
export const triplets = (id) => json(`${at(id)}/triplets`);
export const mistakes = (id, epoch) => json(`${at(id)}/frames/${epoch}/mistakes`);
export const neighbors = (id, epoch, example) => json(`${at(id)}/frames/${epoch}/neighbors/${example}`);
export const image = (id, example) => `${at(id)}/examples/${example}.png`;
export const points = (id, epoch, basis) =>
  get(`${at(id)}/frames/${epoch}/points?basis=${basis}`, async (answer) => new Float32Array(await answer.arrayBuffer()));

export async function act(id, action) {
  const answer = await fetch(`${at(id)}/${action}`, { method: 'POST' });
  if (!answer.ok) {
    throw await failure(answer);
  }
  return answer.json();
}

const KINDS = ['step', 'epoch', 'frame', 'triplets', 'state', 'gone', 'lost'];
const PATIENCE = 5000;

/** Subscribes to the events of a run: calls `on(kind, data)` for each event, with kind "open" after each (re)connection. */
export function follow(id, on) {
  let source;
  let timer;
  const connect = () => {
    source = new EventSource(`${at(id)}/events`);
    source.addEventListener('hello', () => on('open', {}));
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => on(kind, JSON.parse(event.data)));
    }
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED;
      on('away', { refused });
      if (refused) {
        timer = setTimeout(connect, PATIENCE);
      }
    };
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
