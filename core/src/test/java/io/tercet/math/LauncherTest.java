package io.tercet.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The JVM says nothing of flags that name a method which is not there. */
class LauncherTest {
  private static final Pattern METHOD = Pattern.compile("\\b([A-Z]\\w+)::([a-z]\\w*)");

  @Test
  void methodsThatItsFlagsNameAreThere() throws IOException, ClassNotFoundException {
    List<String> named =
        METHOD
            .matcher(Files.readString(Path.of("../tools/jdk.sh")))
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(named).isNotEmpty();
    for (String method : named) {
      String[] parts = method.split("::");
      Class<?> declaring = Class.forName("io.tercet.math." + parts[0]);
      assertThat(Arrays.stream(declaring.getDeclaredMethods()).map(Method::getName))
          .as(method)
          .contains(parts[1]);
    }
  }
}
