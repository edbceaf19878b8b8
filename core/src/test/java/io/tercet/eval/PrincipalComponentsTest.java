package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

  /** Variances 25, 9 and 1 along axes that are turned by 30 degrees in the first plane. */
  private static Matrix ellipsoid() {
    Matrix points = Randoms.gaussian(4000, 3, 1);
    double cos = Math.cos(Math.PI / 6);
    double sin = Math.sin(Math.PI / 6);
    for (int i = 0; i < points.rows(); i++) {
      double x = 5 * points.get(i, 0);
      double y = 3 * points.get(i, 1);
      points.set(i, 0, (float) (cos * x - sin * y + 100));
      points.set(i, 1, (float) (sin * x + cos * y));
    }
    return points;
  }

  @Test
  void findsTheAxesOfAnEllipsoid() {
    PrincipalComponents components = PrincipalComponents.fit(ellipsoid(), 2);
    double[] first = components.directions()[0];
    double[] second = components.directions()[1];
    assertThat(first).containsExactly(new double[] {Math.cos(Math.PI / 6), 0.5, 0}, within(0.05));
    assertThat(second).containsExactly(new double[] {-0.5, Math.cos(Math.PI / 6), 0}, within(0.05));
    assertThat(components.shares()[0]).isCloseTo(25.0 / 35, within(0.02));
    assertThat(components.shares()[1]).isCloseTo(9.0 / 35, within(0.02));
  }

  @Test
  void projectionIsCenteredAndUncorrelated() {
    Matrix points = ellipsoid();
    Matrix projected = PrincipalComponents.fit(points, 2).project(points);
    double[] sums = new double[3];
    for (int i = 0; i < projected.rows(); i++) {
      sums[0] += projected.get(i, 0);
      sums[1] += projected.get(i, 1);
      sums[2] += projected.get(i, 0) * projected.get(i, 1);
    }
    for (double sum : sums) {
      assertThat(sum / projected.rows()).isCloseTo(0, within(1e-3));
    }
  }

  @Test
  void collapsedPointsGiveFiniteCoordinates() {
    Matrix same = Matrix.zeros(20, 4);
    PrincipalComponents components = PrincipalComponents.fit(same, 2);
    assertThat(components.shares()).containsExactly(0, 0);
    assertThat(components.project(same).data()).containsOnly(0f);
  }

  @Test
  void refusesMoreComponentsThanDimensions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrincipalComponents.fit(Matrix.zeros(5, 3), 4))
        .withMessage("components must be 1 to 3, found 4");
  }
}
