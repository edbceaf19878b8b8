package io.tercet.mining;

import io.tercet.distance.Distance;
import org.jspecify.annotations.Nullable;

/** Every triplet of the batch (Hermans, Beyer and Leibe 2017, "batch all"). */
public record BatchAllMiner() implements TripletMiner {

  @Override
  public String description() {
    return "batch-all";
  }

  @Override
  public @Nullable Distance distance() {
    return null;
  }

  @Override
  public TripletRange gapRange() {
    return TripletRange.ALL;
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    gapRange().mine(row, triplets);
  }
}
