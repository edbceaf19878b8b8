/* The header of a run: settings, progress and controls. */

import * as api from './api.js';
import { duration, element, number } from './dom.js';

const PHASES = {
  running: 'training', paused: 'paused', evaluating: 'evaluating', finished: 'finished', stopped: 'stopped',
  failed: 'failed', lost: 'interrupted', unreadable: 'state cannot be read',
};
const LIVE = ['running', 'paused', 'evaluating'];

export const phaseText = (state) => PHASES[state.phase] ?? state.phase;
export const isLive = (state) => LIVE.includes(state.phase);

/** Training progress, from 0 to the number of epochs. */
export function position(run) {
  const step = run.steps.at(-1);
  return step && run.state.steps_per_epoch ? step.epoch - 1 + step.step / run.state.steps_per_epoch : (run.epochs.at(-1)?.epoch ?? 0);
}

export function renderHeader(root, run, onState) {
  const { config, state } = run;
  const training = config.training ?? {};
  const epochs = state.epochs ?? training.epochs;
  const done = position(run);
  const elapsed = run.steps.at(-1)?.seconds;
  const last = run.epochs.at(-1);
  const control = (action, label, main) =>
    element('button', { class: main ? 'main' : '', 'data-action': action, onclick: () => api.act(run.id, action).then(onState, (error) => onState({ ...state, message: error.message })) }, label);
  const controls = [];
  if (run.controlled && isLive(state) && state.phase !== 'evaluating') {
    controls.push(state.phase === 'paused' ? control('resume', 'Resume', true) : control('pause', 'Pause'));
    controls.push(control('stop', 'Stop'));
  }
  const figure = (name, value) => element('div', {}, element('dt', {}, name), element('dd', {}, value));
  const figures = [
    figure('epoch', `${number(run.epochs.at(-1)?.epoch ?? 0)} of ${epochs ? number(epochs) : '?'}`),
    figure('step', run.steps.length ? `${number(run.steps.at(-1).step)} of ${number(state.steps_per_epoch)}` : '–'),
    figure('loss', number(run.steps.at(-1)?.loss ?? last?.loss, 4)),
    figure('precision@1', number(run.frames.at(-1)?.precision_at_1, 4)),
    figure('trained for', duration(elapsed)),
  ];
  if (state.phase === 'running' && elapsed && done > 0) {
    figures.push(figure('time left', duration((elapsed / done) * (epochs - done))));
  }
  const settings = [
    ['data', `${run.data}, ${number(config.training_examples)} + ${number(config.test_examples)} examples`],
    ['recipe', run.recipe],
    ['seed', String(training.seed ?? '?')],
    ['device', `${config.threads ?? '?'} threads, ${config.kernels ?? '?'}`],
    ['started', run.started ? new Date(run.started).toLocaleString() : '?'],
    ['tercet', `${config.tercet ?? '?'}, JDK ${config.jdk ?? '?'}`],
  ];
  const open = root.querySelector('details')?.open ?? false;
  root.replaceChildren(
    element('div', { class: 'row spread' },
      element('h2', { style: 'margin:0' }, `${run.recipe} on ${run.data} `,
        element('span', { class: `phase ${state.phase}` }, phaseText(state)),
        state.collapsed ? element('span', { class: 'phase collapsed', style: 'margin-left:6px' }, 'collapsed') : null),
      element('div', { class: 'row' }, ...controls)),
    element('p', { class: 'faint', style: 'margin:2px 0 8px' }, run.id),
    element('progress', { max: epochs ?? 1, value: done, 'aria-label': 'progress of the training' }),
    element('dl', { class: 'figures' }, ...figures),
    ...(run.problems ?? []).map((line) => element('p', { class: 'notice problem', style: 'margin-top:12px' }, `Cannot be shown: ${line}`)),
    ...(state.message ? [element('p', { class: 'notice', style: 'margin-top:12px' }, state.message)] : []),
    ...(state.collapsed
      ? [element('p', { class: 'notice', style: 'margin-top:12px' },
          'This run has collapsed: its embeddings are nearly one point. Try ', element('code', {}, '--miner semi-hard'), ', ',
          element('code', {}, '--variance-weight 25'), ' or a smaller ', element('code', {}, '--learning-rate'), '.')]
      : []),
    element('dl', { class: 'figures' }, ...settings.map(([name, value]) => figure(name, value))),
    element('details', { style: 'margin-top:12px', open },
      element('summary', {}, 'Encoder'),
      element('pre', {}, (Array.isArray(config.encoder) ? config.encoder : ['This run was created by a version that did not record the encoder.']).join('\n'))));
}
