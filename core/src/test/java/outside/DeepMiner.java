package outside;

import io.tercet.distance.Distance;
import io.tercet.mining.AnchorRow;
import io.tercet.mining.TripletMiner;
import org.jspecify.annotations.Nullable;

/**
 * A miner of a user's, in a package of a user's.
 *
 * @param depth negatives of each positive
 */
public record DeepMiner(int depth) implements TripletMiner {
  @Override
  public @Nullable Distance distance() {
    return null;
  }

  @Override
  public void mine(AnchorRow row, Triplets triplets) {
    for (int p = 0; p < row.positiveCount(); p++) {
      for (int n = 0; n < Math.min(depth, row.negativeCount()); n++) {
        triplets.accept(p, n);
      }
    }
  }
}
