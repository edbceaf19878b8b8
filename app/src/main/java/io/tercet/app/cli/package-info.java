/** The command line: commands, what they print, how mistakes are answered. */
@NullMarked
package io.tercet.app.cli;

import org.jspecify.annotations.NullMarked;
