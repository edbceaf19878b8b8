/** Images as people have them: files and folders of many formats, augmentation. */
@NullMarked
package io.tercet.image;

import org.jspecify.annotations.NullMarked;
