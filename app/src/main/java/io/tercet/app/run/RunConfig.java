package io.tercet.app.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tercet.nn.Encoder;
import io.tercet.train.TrainingConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a run.
 *
 * @param training everything that determines the model
 * @param threads number of threads; does not change the model
 * @param out the run folder, or null for one named by time and recipe
 * @param pictures whether to draw plots and record embeddings of epochs for the dashboard
 * @param evaluation whether to evaluate at the end
 * @param heldOut how training is validated, or null for no validation
 * @param start initial weights, or null to draw them
 * @param live whether a dashboard is attached: snapshots are then recorded immediately
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
