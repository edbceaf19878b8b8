/* A scatter plot in two or three dimensions, animated from frame to frame. Independent of runs. */

import * as THREE from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { color, mark, token } from './palette.js';

const MOVE_MILLISECONDS = 500;
const REACH_PIXELS = 9;

const VERTEX = `
  attribute vec3 target;
  attribute vec3 tint;
  attribute float mark;
  attribute float shown;
  uniform float progress, depth, size, scale;
  varying vec3 vTint;
  varying float vMark;
  void main() {
    vec3 place = mix(position, target, progress) * scale;
    place.z *= depth;
    vec4 seen = modelViewMatrix * vec4(place, 1.0);
    gl_Position = projectionMatrix * seen;
    gl_PointSize = shown * size * sqrt(2.2 / -seen.z);
    vTint = tint;
    vMark = mark;
  }`;
const FRAGMENT = `
  varying vec3 vTint;
  varying float vMark;
  void main() {
    vec2 p = gl_PointCoord * 2.0 - 1.0;
    float inside;
    if (vMark < 0.5) inside = 1.0 - length(p);
    else if (vMark < 1.5) inside = 1.0 - abs(p.x) - abs(p.y);
    else if (vMark < 2.5) inside = 0.82 - max(abs(p.x), abs(p.y));
    else if (vMark < 3.5) inside = min(0.9 - p.y, (p.y + 1.0) * 0.5 - abs(p.x));
    else if (vMark < 4.5) inside = min(0.9 + p.y, (1.0 - p.y) * 0.5 - abs(p.x));
    else inside = min(0.34 - abs(abs(p.x) - abs(p.y)), 0.95 - max(abs(p.x), abs(p.y)));
    if (inside < 0.0) discard;
    gl_FragColor = vec4(vTint, 1.0);
    #include <colorspace_fragment>
  }`;

/** Whether this browser supports WebGL. */
export function canDraw() {
  const canvas = document.createElement('canvas');
  return Boolean(canvas.getContext('webgl2'));
}

export class Scatter {
  constructor(stage, { onHover, onPick }) {
    this.stage = stage;
    this.count = 0;
    this.labels = [];
    this.hidden = new Set();
    this.renderer = new THREE.WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.setPixelRatio(window.devicePixelRatio);
    const canvas = this.renderer.domElement;
    canvas.tabIndex = 0;
    canvas.setAttribute('aria-label', 'Scatter plot of the embeddings; arrow keys turn or move it, plus and minus zoom');
    stage.append(canvas);
    this.scene = new THREE.Scene();
    this.camera = new THREE.PerspectiveCamera(45, 1, 0.01, 100);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.addEventListener('change', () => this.redraw());
    this.material = new THREE.ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: { progress: { value: 1 }, depth: { value: 1 }, size: { value: 10 }, scale: { value: 1 } },
    });
    this.ring = new THREE.Mesh(new THREE.RingGeometry(0.8, 1, 32), new THREE.MeshBasicMaterial({ depthTest: false }));
    this.ring.visible = false;
    this.scene.add(this.ring);
    this.setDimensions(3);
    new ResizeObserver(() => this.resize()).observe(stage);
    this.listen(canvas, onHover, onPick);
  }

  listen(canvas, onHover, onPick) {
    let pressed = null;
    let last = null;
    canvas.addEventListener('pointermove', (event) => {
      last = event;
      requestAnimationFrame(() => {
        if (last === event) {
          onHover(event.buttons ? -1 : this.pick(event), event);
        }
      });
    });
    canvas.addEventListener('pointerleave', (event) => {
      last = null;
      onHover(-1, event);
    });
    canvas.addEventListener('pointerdown', (event) => {
      pressed = [event.clientX, event.clientY];
    });
    canvas.addEventListener('pointerup', (event) => {
      const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < 4;
      const found = still ? this.pick(event) : -1;
      if (found >= 0) {
        onPick(found);
      }
    });
    canvas.addEventListener('keydown', (event) => this.key(event));
  }

  key(event) {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const zoom = { '+': 0.9, '=': 0.9, '-': 1 / 0.9 }[event.key];
    if (!turn && !zoom) {
      return;
    }
    event.preventDefault();
    const offset = this.camera.position.clone().sub(this.controls.target);
    if (zoom) {
      offset.multiplyScalar(zoom);
    } else if (this.dimensions === 3) {
      const place = new THREE.Spherical().setFromVector3(offset);
      place.theta += 0.12 * turn[0];
      place.phi = Math.min(Math.PI - 0.05, Math.max(0.05, place.phi - 0.12 * turn[1]));
      offset.setFromSpherical(place);
    } else {
      this.controls.target.add(new THREE.Vector3(0.1 * turn[0], 0.1 * turn[1], 0));
    }
    this.camera.position.copy(this.controls.target).add(offset);
    this.controls.update();
    this.redraw();
  }

  setDimensions(dimensions) {
    this.dimensions = dimensions;
    this.material.uniforms.depth.value = dimensions === 3 ? 1 : 0;
    this.controls.enableRotate = dimensions === 3;
    this.controls.mouseButtons.LEFT = dimensions === 3 ? THREE.MOUSE.ROTATE : THREE.MOUSE.PAN;
    this.controls.touches.ONE = dimensions === 3 ? THREE.TOUCH.ROTATE : THREE.TOUCH.PAN;
    this.lookFromStart();
  }

  lookFromStart() {
    const away = Math.max(1, 1 / this.camera.aspect); // a narrow stage is filled horizontally
    this.controls.target.set(0, 0, 0);
    this.camera.position.set(...(this.dimensions === 3 ? [1.1, 0.9, 1.9] : [0, 0, 2.45]).map((at) => at * away));
    this.controls.update();
    this.redraw();
  }

  /** Replaces the examples, given their class numbers. */
  setLabels(labels) {
    this.labels = labels;
    this.count = labels.length;
    this.frame = null;
    this.hidden.clear();
    if (this.cloud) {
      this.scene.remove(this.cloud);
      this.cloud.geometry.dispose();
    }
    const geometry = new THREE.BufferGeometry();
    const attribute = (name, width) => geometry.setAttribute(name, new THREE.BufferAttribute(new Float32Array(width * this.count), width));
    ['position', 'target', 'tint'].forEach((name) => attribute(name, 3));
    ['mark', 'shown'].forEach((name) => attribute(name, 1));
    this.cloud = new THREE.Points(geometry, this.material);
    this.cloud.frustumCulled = false;
    this.scene.add(this.cloud);
    this.paint();
  }

  /** Updates colors, markers and visibility from the classes. */
  paint() {
    if (!this.cloud) {
      return;
    }
    const { tint, mark: marks, shown } = this.cloud.geometry.attributes;
    const tints = new Map();
    this.labels.forEach((label, i) => {
      if (!tints.has(label)) {
        tints.set(label, new THREE.Color(color(label)));
      }
      const { r, g, b } = tints.get(label);
      tint.setXYZ(i, r, g, b);
      marks.setX(i, mark(label));
      shown.setX(i, this.hidden.has(label) ? 0 : 1);
    });
    [tint, marks, shown].forEach((each) => (each.needsUpdate = true));
    this.ring.material.color.set(token('--ink'));
    this.redraw();
  }

  toggle(label) {
    if (!this.hidden.delete(label)) {
      this.hidden.add(label);
    }
    this.paint();
    return !this.hidden.has(label);
  }

  /** Animates the points to new positions [n x 3]. */
  moveTo(frame, scale, animated) {
    const { position, target } = this.cloud.geometry.attributes;
    const from = this.places();
    position.array.set(from ?? frame);
    target.array.set(frame);
    position.needsUpdate = true;
    target.needsUpdate = true;
    this.frame = frame;
    this.material.uniforms.scale.value = scale;
    this.material.uniforms.progress.value = animated && from ? 0 : 1;
    this.began = performance.now();
    this.redraw();
  }

  /** Current positions during an animation. */
  places() {
    if (!this.frame) {
      return null;
    }
    const progress = this.material.uniforms.progress.value;
    const { position, target } = this.cloud.geometry.attributes;
    return progress >= 1 ? target.array.slice() : target.array.map((to, i) => position.array[i] + progress * (to - position.array[i]));
  }

  /** Highlights one point with a ring; -1 for none. */
  select(index) {
    this.selected = index;
    this.redraw();
  }

  pick(event) {
    if (!this.frame) {
      return -1;
    }
    const box = this.stage.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const matrix = new THREE.Matrix4().multiplyMatrices(this.camera.projectionMatrix, this.camera.matrixWorldInverse).elements;
    const { scale, depth } = this.material.uniforms;
    let found = -1;
    let best = REACH_PIXELS ** 2;
    for (let i = 0; i < this.count; i++) {
      if (this.hidden.has(this.labels[i])) {
        continue;
      }
      const [px, py, pz] = [this.frame[3 * i] * scale.value, this.frame[3 * i + 1] * scale.value, this.frame[3 * i + 2] * scale.value * depth.value];
      const w = matrix[3] * px + matrix[7] * py + matrix[11] * pz + matrix[15];
      const sx = ((matrix[0] * px + matrix[4] * py + matrix[8] * pz + matrix[12]) / w + 1) * 0.5 * box.width;
      const sy = (1 - (matrix[1] * px + matrix[5] * py + matrix[9] * pz + matrix[13]) / w) * 0.5 * box.height;
      const away = (sx - x) ** 2 + (sy - y) ** 2;
      if (away < best) {
        best = away;
        found = i;
      }
    }
    return found;
  }

  resize() {
    const { clientWidth, clientHeight } = this.stage;
    if (clientWidth && clientHeight) {
      const first = this.camera.aspect === 1;
      this.camera.aspect = clientWidth / clientHeight;
      this.camera.updateProjectionMatrix();
      this.renderer.setSize(clientWidth, clientHeight, false);
      this.material.uniforms.size.value = 4.6 * window.devicePixelRatio * (clientHeight / 560) * (this.count > 4000 ? 1 : 1.5);
      if (first) {
        this.lookFromStart();
      }
      this.redraw();
    }
  }

  redraw() {
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => this.draw());
    }
  }

  draw() {
    this.waiting = false;
    const { progress } = this.material.uniforms;
    if (progress.value < 1) {
      const share = Math.min(1, (performance.now() - this.began) / MOVE_MILLISECONDS);
      progress.value = share * share * (3 - 2 * share) || 1e-6;
      if (share >= 1) {
        progress.value = 1;
      }
      this.redraw();
    }
    this.placeRing();
    this.renderer.render(this.scene, this.camera);
    this.drawn = (this.drawn ?? 0) + 1;
  }

  placeRing() {
    const { scale, depth } = this.material.uniforms;
    this.ring.visible = this.frame !== null && this.selected >= 0 && this.selected < this.count;
    if (this.ring.visible) {
      const at = 3 * this.selected;
      this.ring.position.set(this.frame[at] * scale.value, this.frame[at + 1] * scale.value, this.frame[at + 2] * scale.value * depth.value);
      this.ring.quaternion.copy(this.camera.quaternion);
      this.ring.scale.setScalar(0.018 * this.camera.position.distanceTo(this.ring.position));
    }
  }
}
