/** The web dashboard of runs, live while they train. */
@NullMarked
package io.tercet.app.dashboard;

import org.jspecify.annotations.NullMarked;
