/* Colors distinguishable for color-blind people: Paul Tol's "muted" scheme and a gray, lighter ones of the same
   hues on dark pages. From the eleventh class on they come again with other marks; classes beyond the last mark
   share a light gray. The plots of a run use the same colors. */

const LIGHT = ['#332288', '#cc6677', '#117733', '#88ccee', '#ddaa33', '#882255', '#44aa99', '#999933', '#aa4499', '#555555'];
const DARK = ['#8d86f0', '#e58a99', '#3fae63', '#a8ddf7', '#ecc65f', '#d4609a', '#63d0bf', '#c9c95e', '#d784cb', '#b8bcc4'];
const MARKS = 6;
export const MOST = LIGHT.length * MARKS;
const others = () => (scheme.matches ? '#5b626d' : '#c4c8cf');

const scheme = window.matchMedia('(prefers-color-scheme: dark)');

export const colors = () => (scheme.matches ? DARK : LIGHT);
export const color = (index) => (index < MOST ? colors()[index % LIGHT.length] : others());
export const mark = (index) => (index < MOST ? Math.floor(index / LIGHT.length) : 0);
export const onSchemeChange = (listener) => scheme.addEventListener('change', listener);
export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const SHAPES = [
  '<circle cx="6" cy="6" r="5"/>',
  '<path d="M6 0 12 6 6 12 0 6z"/>',
  '<path d="M1 1h10v10H1z"/>',
  '<path d="M6 0 12 11H0z"/>',
  '<path d="M6 12 12 1H0z"/>',
  '<path d="M0 2 2 0l4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4z"/>',
];

/** The marker of a class as a small icon. */
export function markIcon(index) {
  const holder = document.createElement('template');
  holder.innerHTML = `<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="${color(index)}">${SHAPES[mark(index)]}</svg>`;
  return holder.content.firstChild;
}
