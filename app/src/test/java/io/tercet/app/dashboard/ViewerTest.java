package io.tercet.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.app.dashboard.Viewer.Event;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ViewerTest {
  @Test
  void aSlowViewerLosesEventsAndIsToldSo() throws InterruptedException {
    Viewer viewer = new Viewer(2);
    for (int i = 0; i < 5; i++) {
      viewer.send(new Event("step", String.valueOf(i)));
    }
    assertThat(next(viewer).data()).isEqualTo("0");
    assertThat(next(viewer).data()).isEqualTo("1");
    viewer.send(new Event("step", "5"));
    assertThat(next(viewer).name()).isEqualTo("lost");
    assertThat(next(viewer).data()).isEqualTo("5");
    assertThat(viewer.next(0)).isNull();
  }

  private static Event next(Viewer viewer) throws InterruptedException {
    return Objects.requireNonNull(viewer.next(1));
  }
}
