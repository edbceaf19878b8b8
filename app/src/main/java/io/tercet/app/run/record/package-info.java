/** What a run records while it trains: metrics, snapshots, triplets. */
@NullMarked
package io.tercet.app.run.record;

import org.jspecify.annotations.NullMarked;
