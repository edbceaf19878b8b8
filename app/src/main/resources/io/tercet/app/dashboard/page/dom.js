/* Helpers that create DOM elements. */

/** element('button', {class: 'main', onclick: f}, 'Go') */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** The name of a class or example, which may be long and in any script: truncated with CSS, with the full name as tooltip. */
export const named = (text) => element('bdi', { class: 'named', title: text }, text);

/** An example's image, or its class name if the examples are not images. */
export function picture(source, label, large = false) {
  const size = large ? 'example large' : 'example';
  return source
    ? element('img', { class: size, src: source, alt: label, loading: 'lazy' })
    : element('span', { class: `${size} blank` }, label);
}

export const number = (value, digits = 0) =>
  value === undefined || value === null
    ? '–'
    : Math.abs(value) >= 1e12 ? value.toExponential(3)
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)} h` : `${minutes}:${two(rest)} min`;
}
