/** Runs as a web page: what their folders hold, live while they train. */
@NullMarked
package io.tercet.app.dashboard;

import org.jspecify.annotations.NullMarked;
