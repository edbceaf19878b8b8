package io.tercet.image.format;

import io.tercet.image.ImageSize;

/**
 * A picture within a GIF file.
 *
 * @param left pixels of the canvas to its left
 * @param top pixels of the canvas above it
 * @param interlaced whether its rows come in four passes
 * @param codeBits bits of a palette number
 * @param data where its compressed pixels begin, in blocks of a length and as many bytes
 */
record GifFrame(
    ImageSize size,
    int left,
    int top,
    boolean interlaced,
    ColorTable palette,
    int codeBits,
    int data) {}
