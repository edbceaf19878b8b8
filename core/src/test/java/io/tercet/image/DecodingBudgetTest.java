package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.DataException;
import io.tercet.parallel.Workers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodingBudgetTest {
  private static final Path PATH = Path.of("a.png");

  @Test
  void noMoreIsTakenAtATimeThanThereIs() {
    DecodingBudget budget = new DecodingBudget(400);
    AtomicLong taken = new AtomicLong();
    AtomicLong most = new AtomicLong();
    try (Workers workers = new Workers(8)) {
      workers.run(
          400,
          i -> {
            try {
              long share = budget.acquire(PATH, 30 + i % 40);
              most.accumulateAndGet(taken.addAndGet(share), Math::max);
              Thread.onSpinWait();
              taken.addAndGet(-share);
              budget.release(share);
            } catch (DataException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    assertThat(most.get()).isBetween(30L, 100L);
    assertThat(taken.get()).isZero();
  }

  @Test
  void aLargeOneIsAloneAndOneThatNeverFitsIsRefused() throws DataException {
    DecodingBudget budget = new DecodingBudget(400 << 20);
    long share = budget.acquire(PATH, 290L << 20);
    assertThat(share).isEqualTo(100L << 20);
    budget.release(share);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> budget.acquire(PATH, 310L << 20))
        .withMessage("a.png: decoding it needs 310 MB, the heap has 400 MB (-Xmx)");
  }
}
