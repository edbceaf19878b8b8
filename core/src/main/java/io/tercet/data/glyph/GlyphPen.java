package io.tercet.data.glyph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws characters into 28 x 28 images in the manner of handwriting: the skeleton's points are
 * jittered, the whole is slanted, rotated, stretched and bent, and stroked with a pen of random
 * width.
 *
 * <p>Each pixel stores its distance to the nearest stroke; ink falls off over one pixel around the
 * pen's edge. Only {@link StrictMath} and plain arithmetic are used, so that the bytes are the same
 * on all platforms.
 */
final class GlyphPen {
  static final int SIDE = 28;

  /** Width and height of the character's box in pixels before stretching. */
  private static final float BOX = 18;

  private static final int STEPS = 6;
  private static final float REACH = 3;

  private final float[] squaredDistance = new float[SIDE * SIDE];
  private final RandomGenerator random;

  // The warp of this character: a point p of the box, from -0.5 to 0.5, goes to
  // center + A (p + bend sin(p')), where A combines rotation, slant and stretch.
  private float a00;
  private float a01;
  private float a10;
  private float a11;
  private float bendX;
  private float bendY;
  private float phaseX;
  private float phaseY;
  private float centerX;
  private float centerY;

  GlyphPen(RandomGenerator random) {
    this.random = random;
  }

  /** Draws a character of a class to {@code image}, starting at {@code offset}. */
  void draw(int character, byte[] image, int offset) {
    float[][][] forms = GlyphSkeletons.forms(character);
    float[][] form = forms[random.nextInt(forms.length)];
    Arrays.fill(squaredDistance, REACH * REACH);
    chooseWarp();
    for (float[] stroke : form) {
      drawStroke(warp(jitter(stroke)));
    }
    ink(image, offset);
  }

  private void chooseWarp() {
    float angle = spread(0.20f);
    float slant = 0.12f + spread(0.30f);
    float width = BOX * (0.78f + spread(0.20f));
    float height = BOX * (1.04f + spread(0.13f));
    float cos = (float) StrictMath.cos(angle);
    float sin = (float) StrictMath.sin(angle);
    a00 = cos * width;
    a01 = -cos * slant * width - sin * height;
    a10 = sin * width;
    a11 = -sin * slant * width + cos * height;
    bendX = spread(0.07f);
    bendY = spread(0.06f);
    phaseX = spread(3.1f);
    phaseY = spread(3.1f);
    centerX = SIDE / 2f - 0.5f + spread(1.2f);
    centerY = SIDE / 2f - 0.5f + spread(1.0f);
  }

  /** A triangular distribution from -range to range: the mean of two uniform draws. */
  private float spread(float range) {
    return range * (random.nextFloat() + random.nextFloat() - 1) * 1.4f;
  }

  /** A copy of the stroke with jittered points; the two points of a corner move together. */
  private float[] jitter(float[] stroke) {
    float[] moved = new float[stroke.length];
    for (int i = 0; i < stroke.length; i += 2) {
      boolean corner = i > 0 && stroke[i] == stroke[i - 2] && stroke[i + 1] == stroke[i - 1];
      moved[i] = corner ? moved[i - 2] : stroke[i] + spread(0.05f);
      moved[i + 1] = corner ? moved[i - 1] : stroke[i + 1] + spread(0.05f);
    }
    return moved;
  }

  private float[] warp(float[] stroke) {
    float[] warped = new float[stroke.length];
    for (int i = 0; i < stroke.length; i += 2) {
      float x = stroke[i] - 0.5f;
      float y = stroke[i + 1] - 0.5f;
      float bentX = x + bendX * (float) StrictMath.sin(4 * y + phaseX);
      float bentY = y + bendY * (float) StrictMath.sin(4 * x + phaseY);
      warped[i] = centerX + a00 * bentX + a01 * bentY;
      warped[i + 1] = centerY + a10 * bentX + a11 * bentY;
    }
    return warped;
  }

  /** A Catmull-Rom curve through the points, as short straight lines. */
  private void drawStroke(float[] points) {
    int count = points.length / 2;
    float fromX = points[0];
    float fromY = points[1];
    for (int i = 0; i + 1 < count; i++) {
      int before = isCorner(points, i - 1) ? i : Math.max(i - 1, 0);
      int after = isCorner(points, i + 1) ? i + 1 : Math.min(i + 2, count - 1);
      for (int step = 1; step <= STEPS; step++) {
        float t = step / (float) STEPS;
        float x = curve(points, 0, before, i, after, t);
        float y = curve(points, 1, before, i, after, t);
        drawLine(fromX, fromY, x, y);
        fromX = x;
        fromY = y;
      }
    }
  }

  /** Whether points i and i + 1 are one point given twice. */
  private static boolean isCorner(float[] points, int i) {
    return i >= 0
        && 2 * i + 3 < points.length
        && points[2 * i] == points[2 * i + 2]
        && points[2 * i + 1] == points[2 * i + 3];
  }

  private static float curve(float[] points, int axis, int before, int i, int after, float t) {
    float p0 = points[2 * before + axis];
    float p1 = points[2 * i + axis];
    float p2 = points[2 * i + 2 + axis];
    float p3 = points[2 * after + axis];
    float cubic = 3 * (p1 - p2) + p3 - p0;
    float square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
    return p1 + 0.5f * t * (p2 - p0 + t * (square + t * cubic));
  }

  /** Lowers the distance of the pixels around a line. */
  private void drawLine(float x0, float y0, float x1, float y1) {
    int left = clamp((float) Math.floor(Math.min(x0, x1) - REACH));
    int right = clamp((float) Math.ceil(Math.max(x0, x1) + REACH));
    int top = clamp((float) Math.floor(Math.min(y0, y1) - REACH));
    int bottom = clamp((float) Math.ceil(Math.max(y0, y1) + REACH));
    float dx = x1 - x0;
    float dy = y1 - y0;
    float scale = 1 / Math.max(dx * dx + dy * dy, 1e-6f);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        float t = Math.clamp(((x - x0) * dx + (y - y0) * dy) * scale, 0f, 1f);
        float ex = x - x0 - t * dx;
        float ey = y - y0 - t * dy;
        float distance = ex * ex + ey * ey;
        int at = y * SIDE + x;
        squaredDistance[at] = Math.min(squaredDistance[at], distance);
      }
    }
  }

  private static int clamp(float pixel) {
    return (int) Math.clamp(pixel, 0f, SIDE - 1f);
  }

  private void ink(byte[] image, int offset) {
    float radius = 1.25f + spread(0.55f);
    float strength = 0.96f + spread(0.05f);
    for (int i = 0; i < squaredDistance.length; i++) {
      if (squaredDistance[i] >= REACH * REACH) {
        continue;
      }
      float edge = (float) Math.sqrt(squaredDistance[i]) - radius;
      float cover = Math.clamp(0.5f - 0.8f * edge, 0f, 1f);
      if (cover > 0) {
        float grain = 1 - 0.12f * random.nextFloat();
        image[offset + i] = (byte) Math.min(255, Math.round(255 * cover * strength * grain));
      }
    }
  }
}
