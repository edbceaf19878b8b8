/* The embedding space of a run: its points, legend, playback, and the neighbors of one example. */

import * as api from './api.js';
import { element, named, number, picture } from './dom.js';
import { MOST, markIcon, onSchemeChange } from './palette.js';
import { isLive } from './header.js';
import { Scatter, canDraw } from './scatter.js';

const PLAY_MILLISECONDS = 750;

/** The frame whose principal components are the basis of all frames: the last one of a finished run, the first one after the start of training of an active run. */
function basisOf(run) {
  const epochs = run.frames.map((frame) => frame.epoch);
  return isLive(run.state) ? (epochs.find((epoch) => epoch > 0) ?? epochs[0]) : epochs.at(-1);
}

export class Space {
  constructor(root, onFrame) {
    this.onFrame = onFrame;
    this.loaded = new Map();
    this.at = -1;
    this.selected = -1;
    this.build(root);
    if (canDraw()) {
      this.scatter = new Scatter(this.stage, {
        onHover: (index, event) => this.hover(index, event),
        onPick: (index) => this.pick(index),
      });
    } else {
      this.none.textContent = 'This plot requires WebGL, which this browser does not support.';
    }
    onSchemeChange(() => {
      this.scatter?.paint();
      this.renderLegend();
    });
  }

  build(root) {
    this.note = element('span', { class: 'faint' });
    this.none = element('p', { class: 'none' }, 'No embeddings yet.');
    this.tip = element('div', { class: 'tip', hidden: true });
    this.stage = element('div', { class: 'stage' }, this.none, this.tip);
    this.legend = element('div', { class: 'legend', role: 'group', 'aria-label': 'Classes' });
    this.details = element('aside', { 'aria-live': 'polite' });
    this.slider = element('input', { type: 'range', min: 0, max: 0, value: 0, 'aria-label': 'epoch', oninput: () => this.show(+this.slider.value, true) });
    this.label = element('output');
    this.playing = element('button', { onclick: () => this.togglePlay() }, 'Play');
    const dimension = (count) =>
      element('button', { class: 'choice', 'aria-pressed': String(count === 3), 'data-dimensions': count, onclick: () => this.setDimensions(count) }, `${count}D`);
    this.dimensions = [dimension(2), dimension(3)];
    this.find = element('input', { type: 'text', style: 'width:112px', 'aria-label': 'example, by number or name', placeholder: 'example', onchange: () => this.pick(this.number(this.find.value.trim())) });
    root.append(
      element('div', { class: 'row spread' }, element('h2', {}, 'Embedding space'), this.note),
      element('div', { class: 'two' },
        element('div', {},
          this.stage,
          element('div', { class: 'play' }, this.playing, this.slider, this.label),
          this.legend),
        element('div', {},
          element('div', { class: 'row' }, ...this.dimensions,
            element('button', { onclick: () => this.scatter?.lookFromStart() }, 'Reset view'), this.find),
          this.details)));
    this.renderDetails();
  }

  setDimensions(count) {
    this.dimensions.forEach((button) => button.setAttribute('aria-pressed', String(+button.dataset.dimensions === count)));
    this.scatter?.setDimensions(count);
  }

  /** Shows another run, or updates the same one. */
  async setRun(run) {
    const other = this.run?.id !== run.id || this.run?.examples === undefined;
    const wasLast = this.at < 0 || this.at === this.slider.max - 0;
    this.run = run;
    if (other) {
      this.stop();
      this.loaded.clear();
      this.at = -1;
      this.selected = -1;
      this.renderDetails();
      this.renderLegend();
      if (run.examples && this.scatter) {
        this.scatter.setLabels(run.examples.labels);
        this.scatter.resize();
      }
    }
    const shown = run.frames.length && run.examples;
    this.none.hidden = Boolean(shown) && Boolean(this.scatter);
    this.slider.max = Math.max(0, run.frames.length - 1);
    this.slider.disabled = this.playing.disabled = run.frames.length < 2;
    if (!shown) {
      this.note.textContent = '';
      this.label.textContent = '';
      return;
    }
    const basis = basisOf(run);
    if (basis !== this.basis) {
      this.basis = basis;
      this.loaded.clear();
    }
    this.note.textContent = `${number(run.examples.count)} test examples on the principal components of epoch ${basis}`;
    if (other || wasLast || this.at >= run.frames.length) {
      await this.show(run.frames.length - 1, !other);
    } else {
      await this.show(this.at, false);
    }
  }

  async points(index) {
    const epoch = this.run.frames[index].epoch;
    const key = `${this.run.id}/${this.basis}/${epoch}`;
    if (!this.loaded.has(key)) {
      this.loaded.set(key, await api.points(this.run.id, epoch, this.basis));
    }
    return this.loaded.get(key);
  }

  /** One scale for all frames seen so far, so that growth is visible. */
  scale() {
    let largest = 0;
    for (const frame of this.loaded.values()) {
      for (let i = 0; i < frame.length; i += 3) {
        largest = Math.max(largest, frame[i] ** 2 + frame[i + 1] ** 2 + frame[i + 2] ** 2);
      }
    }
    return largest > 0 ? 1 / Math.sqrt(largest) : 1;
  }

  async show(index, animated) {
    const moved = index !== this.at;
    this.at = index;
    this.slider.value = index;
    const frame = this.run.frames[index];
    this.label.textContent = frame.epoch === 0 ? 'before training' : `after epoch ${frame.epoch}`;
    const points = await this.points(index);
    if (this.at === index && this.scatter) {
      this.scatter.moveTo(points, this.scale(), animated);
    }
    if (moved) {
      this.onFrame(frame);
      this.renderDetails();
    }
  }

  /** The current frame. */
  frame() {
    return this.run?.frames[this.at];
  }

  togglePlay() {
    if (this.timer) {
      this.stop();
      return;
    }
    this.playing.textContent = 'Pause';
    if (this.at === this.run.frames.length - 1) {
      this.show(0, true);
    }
    this.timer = setInterval(() => {
      if (this.at >= this.run.frames.length - 1) {
        this.stop();
      } else {
        this.show(this.at + 1, true);
      }
    }, PLAY_MILLISECONDS);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.playing.textContent = 'Play';
  }

  renderLegend() {
    const names = this.run?.examples?.class_names ?? [];
    const all = names.length <= MOST || this.allClasses === this.run.id;
    this.legend.replaceChildren(...names.slice(0, all ? names.length : MOST).map((name, label) => {
      const button = element('button', { 'aria-pressed': String(!this.scatter?.hidden.has(label)), 'data-class': label }, markIcon(label), named(name));
      button.addEventListener('click', () => button.setAttribute('aria-pressed', String(this.scatter.toggle(label))));
      return button;
    }));
    if (!all) {
      const more = () => {
        this.allClasses = this.run.id;
        this.renderLegend();
      };
      this.legend.append(element('button', { class: 'more', onclick: more }, markIcon(MOST), `and ${number(names.length - MOST)} more`));
    }
  }

  className(index) {
    return this.run.examples.class_names[this.run.examples.labels[index]];
  }

  /* The id of an example, or its number in runs of older versions. */
  name(index) {
    return this.run.examples.ids?.[index] ?? `#${index}`;
  }

  /* Index of the example typed by the user: digits are an index, everything else an id; -1 if not found. */
  number(text) {
    return /^\d+$/.test(text) ? Number(text) : (this.run?.examples?.ids ?? []).indexOf(text);
  }

  image(index) {
    return this.run.examples.image_shape ? api.image(this.run.id, index) : null;
  }

  hover(index, event) {
    this.tip.hidden = index < 0;
    if (index < 0) {
      return;
    }
    if (this.tip.dataset.example !== String(index)) {
      this.tip.dataset.example = index;
      this.tip.replaceChildren(picture(this.image(index), this.className(index)),
        element('span', {}, element('b', {}, named(this.className(index))), element('br'), named(this.name(index))));
    }
    const box = this.stage.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    this.tip.style.left = `${x + 150 > box.width ? x - 140 : x + 14}px`;
    this.tip.style.top = `${y + 80 > box.height ? y - 70 : y + 12}px`;
  }

  pick(index) {
    if (!this.run?.examples || !(index >= 0 && index < this.run.examples.count)) {
      return;
    }
    this.selected = index;
    this.find.value = index;
    this.scatter?.select(index);
    this.renderDetails();
  }

  async renderDetails() {
    if (this.selected < 0 || this.at < 0) {
      this.scatter?.select(-1);
      this.details.replaceChildren(element('p', { class: 'faint' }, 'Click a point, or type the number or id of an example, to see its nearest neighbors.'));
      return;
    }
    const [run, index, epoch] = [this.run, this.selected, this.run.frames[this.at].epoch];
    const found = await api.neighbors(run.id, epoch, index);
    if (this.run.id !== run.id || this.selected !== index || this.run.frames[this.at].epoch !== epoch) {
      return;
    }
    const right = found.filter((neighbor) => neighbor.right).length;
    this.details.replaceChildren(
      element('div', { class: 'row', style: 'margin-top:12px' }, picture(this.image(index), this.className(index), true),
        element('div', {}, element('b', {}, named(this.className(index))), element('br'), element('span', { class: 'name', title: `test example ${index}` }, this.name(index)), element('br'),
          element('span', { class: 'faint' }, `${right} of ${found.length} nearest are right`))),
      element('ol', { class: 'neighbors' }, ...found.map((neighbor) =>
        element('li', {}, element('button', { onclick: () => this.pick(neighbor.id) },
          picture(this.image(neighbor.id), neighbor.class),
          element('span', { class: 'grow' }, named(neighbor.class), ' ', element('span', { class: 'faint name', title: `test example ${neighbor.id}: ${neighbor.name ?? ''}` }, neighbor.name ?? `#${neighbor.id}`)),
          element('span', {}, number(neighbor.distance, 3)),
          element('b', { class: neighbor.right ? 'right' : 'wrong', title: neighbor.right ? 'same class' : 'another class' }, neighbor.right ? '✓' : '✗'))))));
  }
}
