/** Benchmarks by JMH, each named for what it measures. */
@NullMarked
package io.tercet.bench;

import org.jspecify.annotations.NullMarked;
