package io.tercet.app.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tercet.nn.Encoder;
import io.tercet.train.TrainingConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A training and all around it.
 *
 * @param training what decides the model
 * @param threads number of threads; does not change the model
 * @param out the run folder, or null for one named by time and recipe
 * @param pictures whether to draw, and to keep embeddings of the epochs for the dashboard
 * @param evaluation whether to judge at the end
 * @param heldOut how the training is watched, or null for not at all
 * @param start weights to start from, or null to draw them
 * @param live whether somebody watches: what is drawn is also kept for the dashboard, at once
 */
public record RunConfig(
    TrainingConfig training,
    int threads,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Path out,
    boolean pictures,
    boolean evaluation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HeldOut heldOut,
    @JsonIgnore @Nullable Encoder start,
    boolean live) {}
