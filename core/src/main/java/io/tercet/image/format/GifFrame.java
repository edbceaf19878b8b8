package io.tercet.image.format;

import io.tercet.image.ImageSize;

/**
 * A frame of a GIF file.
 *
 * @param left left offset on the canvas in pixels
 * @param top top offset on the canvas in pixels
 * @param interlaced whether rows are stored in four passes
 * @param codeBits bits of a palette index
 * @param data offset of the compressed pixels, in length-prefixed blocks
 */
record GifFrame(
    ImageSize size,
    int left,
    int top,
    boolean interlaced,
    ColorTable palette,
    int codeBits,
    int data) {}
