/** Recorders of a run in training: metrics, snapshots, triplets. */
@NullMarked
package io.tercet.app.run.record;

import org.jspecify.annotations.NullMarked;
