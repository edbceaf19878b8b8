/* Test examples whose nearest neighbor has another label, and the confusion matrix. */

import * as api from './api.js';
import { element, named, number, picture } from './dom.js';

export class Mistakes {
  constructor(root, onPick) {
    this.onPick = onPick;
    this.note = element('span', { class: 'faint' });
    this.content = element('div');
    root.append(element('div', { class: 'row spread' }, element('h2', {}, 'Mistakes'), this.note), this.content);
    this.asked = '';
  }

  clear(reason = 'No embeddings yet.') {
    this.asked = '';
    this.note.textContent = reason;
    this.content.replaceChildren();
  }

  async show(run, epoch) {
    const asked = `${run.id}/${epoch}`;
    if (asked === this.asked) {
      return;
    }
    this.asked = asked;
    const found = await api.mistakes(run.id, epoch);
    if (this.asked === asked) {
      this.render(run, found);
    }
  }

  render(run, found) {
    const share = found.examples ? (100 * found.wrong) / found.examples : 0;
    this.note.textContent = `epoch ${found.epoch}: ${number(found.wrong)} of ${number(found.examples)} examples (${share.toFixed(2)} %) have a nearest other of another class`;
    const image = (id) => (run.examples.image_shape ? api.image(run.id, id) : null);
    const cards = found.mistakes.map((mistake) =>
      element('button', { title: `${mistake.name ?? `#${mistake.id}`}, nearest ${mistake.nearest.name ?? `#${mistake.nearest.id}`}, distance ${number(mistake.nearest.distance, 4)}`, onclick: () => this.onPick(mistake.id) },
        picture(image(mistake.id), mistake.class), picture(image(mistake.nearest.id), mistake.nearest.class),
        element('span', {}, named(mistake.class), ' nearest ', element('b', { class: 'wrong' }, named(mistake.nearest.class)))));
    this.content.replaceChildren(
      ...(found.confusion ? [element('h3', {}, 'Class of an example (rows) and of its nearest neighbor (columns)'), this.matrix(run, found.confusion)] : []),
      ...(cards.length ? [element('h3', {}, 'Closest wrong neighbor first'), element('div', { class: 'mistakes' }, ...cards)] : []));
  }

  matrix(run, confusion) {
    const names = run.examples.class_names;
    const long = names.some((name) => name.length > 3);
    const largest = Math.max(1, ...confusion.flatMap((row, i) => row.filter((_, j) => i !== j)));
    const cell = (count, i, j) => {
      const strength = i === j ? 0 : Math.round(80 * Math.sqrt(count / largest));
      const color = i === j ? 'color-mix(in srgb, var(--good) 22%, transparent)' : `color-mix(in srgb, var(--bad) ${strength}%, transparent)`;
      return element('td', { style: `background:${color}`, title: `${names[i]} taken for ${names[j]}: ${count}` }, count ? String(count) : '');
    };
    return element('div', { class: 'scroll' },
      element('table', { class: long ? 'confusion long' : 'confusion' },
        element('thead', {}, element('tr', {}, element('th'), ...names.map((name) => element('th', { scope: 'col' }, named(name))))),
        element('tbody', {}, ...confusion.map((row, i) =>
          element('tr', {}, element('th', { scope: 'row' }, named(names[i])), ...row.map((count, j) => cell(count, i, j)))))));
  }
}
