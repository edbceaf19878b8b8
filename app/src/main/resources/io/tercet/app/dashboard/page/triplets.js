/* The hardest triplets of the last step. */

import { element, named, number, picture } from './dom.js';

function bar(kind, distance, largest, smallest) {
  const share = largest > smallest ? (distance - smallest) / (largest - smallest) : 0;
  const fill = element('i');
  fill.style.width = `${Math.max(2, 100 * share)}%`;
  return element('div', { class: `bar ${kind}` }, fill, element('span', {}, `${kind === 'near' ? 'positive' : 'negative'} ${number(distance, 3)}`));
}

function card(triplet, range) {
  const cell = (name) =>
    element('div', {}, picture(triplet[name].image, triplet[name].class), `${name}`, element('br'),
      element('b', {}, named(triplet[name].class)), ' ', element('span', { class: 'faint name', title: `training example ${triplet[name].id}: ${triplet[name].name ?? ''}` }, triplet[name].name ?? `#${triplet[name].id}`));
  return element('div', { class: 'triplet' },
    element('div', { class: 'images' }, cell('anchor'), cell('positive'), cell('negative')),
    bar('near', triplet.positive_distance, ...range),
    bar('far', triplet.negative_distance, ...range));
}

export class Triplets {
  constructor(root) {
    this.note = element('span', { class: 'faint' });
    this.cards = element('div', { class: 'cards' });
    root.append(element('div', { class: 'row spread' }, element('h2', {}, 'Triplets'), this.note), this.cards);
  }

  fail(reason) {
    this.note.textContent = reason;
    this.cards.replaceChildren();
  }

  show(found) {
    if (!found || !found.triplets.length) {
      this.note.textContent = found ? `epoch ${found.epoch}, step ${found.step}: no triplets` : 'None yet.';
      this.cards.replaceChildren();
      return;
    }
    const margin = found.margin === undefined ? '' : `, margin ${found.margin}`;
    const kind = found.similarity ? 'similarity, larger is nearer' : 'distance';
    this.note.textContent = `epoch ${found.epoch}, step ${found.step}: ${found.rule}; ${found.distance} ${kind}${margin}; hardest first`;
    const all = found.triplets.flatMap((triplet) => [triplet.positive_distance, triplet.negative_distance]);
    const range = [Math.max(...all), found.similarity ? Math.min(...all) : 0];
    this.cards.replaceChildren(...found.triplets.map((triplet) => card(triplet, range)));
  }
}
