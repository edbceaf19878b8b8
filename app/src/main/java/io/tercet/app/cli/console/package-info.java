/** The terminal: progress lines, escaping, standard streams. */
@NullMarked
package io.tercet.app.cli.console;

import org.jspecify.annotations.NullMarked;
