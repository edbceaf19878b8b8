/** Image files and folders, and augmentation. */
@NullMarked
package io.tercet.image;

import org.jspecify.annotations.NullMarked;
