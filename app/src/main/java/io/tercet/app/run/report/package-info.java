/** Evaluation of a run at its end: scores, report, advice. */
@NullMarked
package io.tercet.app.run.report;

import org.jspecify.annotations.NullMarked;
