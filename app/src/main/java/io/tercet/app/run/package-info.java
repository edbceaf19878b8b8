/** A run: training from data to run folder, the folder's files, the report. */
@NullMarked
package io.tercet.app.run;

import org.jspecify.annotations.NullMarked;
