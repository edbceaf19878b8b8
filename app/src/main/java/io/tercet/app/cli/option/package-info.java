/** Options that commands share, and the names that people type for components. */
@NullMarked
package io.tercet.app.cli.option;

import org.jspecify.annotations.NullMarked;
