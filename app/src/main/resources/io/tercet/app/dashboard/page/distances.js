/* Distance histograms of same-class and different-class pairs, and the ROC curve derived from them. */

import uPlot from 'uplot';
import { element, number } from './dom.js';
import { onSchemeChange, token } from './palette.js';

const HEIGHT = 240;

export class Distances {
  constructor(root) {
    this.note = element('span', { class: 'faint' });
    this.histogram = element('div', { class: 'chart' });
    this.roc = element('div', { class: 'chart' });
    this.auc = element('h3', { style: 'margin:2px 0' }, 'ROC');
    root.append(
      element('div', { class: 'row spread' }, element('h2', {}, 'Distances'), this.note),
      element('div', { class: 'charts' },
        element('div', { class: 'chart' }, element('h3', { style: 'margin:2px 0' }, 'Pairs of test examples by their distance'), this.histogram),
        element('div', { class: 'chart' }, this.auc, this.roc)));
    this.plots = [];
    new ResizeObserver(() => this.resize()).observe(root);
    onSchemeChange(() => this.show(this.frame));
  }

  resize() {
    for (const [plot, holder] of this.plots) {
      plot.setSize({ width: holder.clientWidth, height: HEIGHT });
    }
  }

  show(frame) {
    this.frame = frame;
    for (const [plot] of this.plots) {
      plot.destroy();
    }
    this.plots = [];
    if (!frame?.histogram) {
      this.note.textContent = 'No same-class and different-class pairs yet.';
      return;
    }
    this.note.textContent = `epoch ${frame.epoch}: mean ${number(frame.positive_distance, 3)} within a class, ${number(frame.negative_distance, 3)} between classes`;
    const { width, same, different } = frame.histogram;
    const x = same.map((_, i) => (i + 0.5) * width);
    const good = token('--good');
    const bad = token('--bad');
    const stepped = uPlot.paths.stepped({ align: 0 });
    const percent = (plot, v) => (v === null || v === undefined ? '–' : `${(100 * v).toFixed(1)} %`);
    this.add(this.histogram, [x, same, different], [
      { label: 'distance', value: (plot, v) => (v === null || v === undefined ? '–' : v.toFixed(3)) },
      { label: 'same class', stroke: good, fill: `${good}44`, paths: stepped, points: { show: false }, value: percent, width: 2 },
      { label: 'different', stroke: bad, fill: `${bad}33`, dash: [6, 4], paths: stepped, points: { show: false }, value: percent, width: 2 },
    ]);
    const far = [0];
    const found = [0];
    for (let i = 0; i < same.length; i++) {
      far.push(far[i] + different[i]);
      found.push(found[i] + same[i]);
    }
    let area = 0;
    for (let i = 1; i < far.length; i++) {
      area += ((far[i] - far[i - 1]) * (found[i] + found[i - 1])) / 2;
    }
    this.auc.textContent = `ROC from the histogram, area ${number(area, 4)}`;
    this.add(this.roc, [far, found], [
      { label: 'false accepts', value: percent },
      { label: 'true accepts', stroke: token('--accent'), value: percent, width: 2, points: { show: false } },
    ]);
  }

  add(holder, data, series) {
    const grid = { stroke: token('--line'), width: 1 };
    const axis = { stroke: token('--faint'), grid, ticks: grid, font: '12px system-ui, sans-serif' };
    const percent = (plot, splits) => splits.map((v) => `${+(100 * v).toFixed(1)} %`);
    const isRoc = holder === this.roc;
    const plot = new uPlot({
      width: holder.clientWidth || 380,
      height: HEIGHT,
      scales: { x: { time: false, range: isRoc ? [0, 1] : undefined }, y: { range: isRoc ? [0, 1.02] : (u, min, max) => [0, max * 1.08 || 1] } },
      axes: [{ ...axis, size: 34, values: isRoc ? percent : undefined }, { ...axis, size: 58, values: percent }],
      series,
    }, data, holder);
    this.plots.push([plot, holder]);
  }
}
