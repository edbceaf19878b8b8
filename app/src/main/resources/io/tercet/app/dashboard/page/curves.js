/* Curves of a run, optionally overlaid with those of other runs. */

import uPlot from 'uplot';
import { element } from './dom.js';
import { color, onSchemeChange, token } from './palette.js';

const HEIGHT = 210;

const steps = (name) => (run) => {
  const each = run.state.steps_per_epoch || 1;
  return run.steps.length
    ? [run.steps.map((line) => line.epoch - 1 + line.step / each), run.steps.map((line) => line[name])]
    : [run.epochs.map((line) => line.epoch), run.epochs.map((line) => line[name])];
};
const speed = (run) => {
  const unit = run.epochs[0] && 'examples_per_second' in run.epochs[0] ? 'examples' : 'triplets';
  return run.steps.length && 'items_per_second' in run.steps[0]
    ? steps('items_per_second')(run)
    : [run.epochs.map((line) => line.epoch), run.epochs.map((line) => line[`${unit}_per_second`])];
};
const frames = (name) => (run) => [run.frames.map((frame) => frame.epoch), run.frames.map((frame) => frame[name])];

const CHARTS = [
  { title: 'Loss', series: [{ of: steps('loss') }], log: true },
  { title: 'Active triplets', series: [{ of: steps('active') }], share: true },
  { title: 'Speed, triplets or examples a second', series: [{ of: speed }] },
  { title: 'Precision@1 among some test examples', series: [{ of: frames('precision_at_1') }] },
  {
    title: 'Mean distance',
    series: [{ of: frames('positive_distance'), name: 'positive' }, { of: frames('negative_distance'), name: 'negative', dash: [6, 4] }],
  },
];

const short = (value) => {
  const size = Math.abs(value);
  return size >= 1e12 ? value.toExponential(2) : size >= 1e6 ? `${+(value / 1e6).toFixed(2)}M` : size >= 1e4 ? `${+(value / 1e3).toFixed(1)}k` : String(+value.toPrecision(4));
};

class Chart {
  constructor(root, chart) {
    this.chart = chart;
    this.logarithmic = false;
    this.holder = element('div', { class: 'chart' });
    this.plot = null;
    this.key = '';
    const toggle = chart.log
      ? element('button', { 'aria-pressed': 'false', class: 'choice', style: 'padding:1px 8px;font-size:12.5px', onclick: () => this.toggleLog(toggle) }, 'log')
      : null;
    root.append(element('div', { class: 'chart' },
      element('div', { class: 'row spread' }, element('h3', { style: 'margin:2px 0' }, chart.title), toggle), this.holder));
    new ResizeObserver(() => this.plot?.setSize({ width: this.holder.clientWidth, height: HEIGHT })).observe(this.holder);
  }

  toggleLog(button) {
    this.logarithmic = !this.logarithmic;
    button.setAttribute('aria-pressed', String(this.logarithmic));
    this.key = '';
    this.draw(this.shown);
  }

  draw(shown) {
    this.shown = shown;
    const tables = shown.flatMap((run) => this.chart.series.map((series) => series.of(run)));
    // A logarithmic axis has no 0.
    const data = uPlot.join(tables.map(([x, y]) => [x, this.logarithmic ? y.map((v) => (v > 0 ? v : null)) : y]));
    const key = shown.map((run) => run.id).join('|') + this.logarithmic;
    if (this.plot && key === this.key) {
      this.plot.setData(data, !this.isZoomed());
      return;
    }
    this.plot?.destroy();
    this.key = key;
    this.plot = new uPlot(this.options(shown), data, this.holder);
  }

  isZoomed() {
    const x = this.plot.data[0];
    const { min, max } = this.plot.scales.x;
    return x.length > 1 && (min > x[0] || max < x[x.length - 1]);
  }

  options(shown) {
    const ink = token('--faint');
    const grid = { stroke: token('--line'), width: 1 };
    const axis = { stroke: ink, grid, ticks: grid, font: '12px system-ui, sans-serif' };
    const value = (plot, v) => (v === null || v === undefined ? '–' : this.chart.share ? `${(100 * v).toFixed(1)} %` : short(v));
    return {
      width: this.holder.clientWidth || 380,
      height: HEIGHT,
      cursor: { sync: { key: 'tercet' }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { distr: this.logarithmic ? 3 : 1 } },
      axes: [
        { ...axis, label: undefined, size: 34 },
        { ...axis, size: 58, values: (plot, splits) => splits.map((v) => (v === null ? '' : this.chart.share ? `${+(100 * v).toFixed(1)} %` : short(v))) },
      ],
      series: [
        { label: 'epoch', value: (plot, v) => (v === null || v === undefined ? '–' : String(+v.toFixed(2))) },
        ...shown.flatMap((run, place) =>
          this.chart.series.map((series) => ({
            label: [shown.length > 1 ? run.id : null, series.name].filter(Boolean).join(' ') || 'value',
            stroke: color(shown.length > 1 ? place : this.chart.series.indexOf(series)),
            width: 2,
            dash: series.dash,
            spanGaps: true,
            value,
          }))),
      ],
    };
  }
}

export class Curves {
  constructor(root) {
    const grid = element('div', { class: 'charts' });
    root.append(
      element('div', { class: 'row spread' }, element('h2', {}, 'Curves'),
        element('span', { class: 'faint' }, 'Drag to zoom, double-click to see all. Tick other runs to compare.')),
      grid);
    this.charts = CHARTS.map((chart) => new Chart(grid, chart));
    onSchemeChange(() => {
      for (const chart of this.charts) {
        chart.key = '';
      }
      this.draw(this.shown ?? []);
    });
  }

  draw(shown) {
    this.shown = shown;
    if (shown.length) {
      this.charts.forEach((chart) => chart.draw(shown));
    }
  }
}
