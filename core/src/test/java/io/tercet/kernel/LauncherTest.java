package io.tercet.kernel;

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
  private static final Pattern METHOD = Pattern.compile("\\b([a-z.]+[A-Z]\\w+)::([a-z]\\w*)");

  @Test
  void methodsThatItsFlagsNameAreThere() throws IOException, ClassNotFoundException {
    List<MatchResult> named =
        METHOD.matcher(Files.readString(Path.of("../tools/jdk.sh"))).results().toList();
    assertThat(named).isNotEmpty();
    for (MatchResult method : named) {
      Class<?> declaring = Class.forName("io.tercet." + method.group(1));
      assertThat(Arrays.stream(declaring.getDeclaredMethods()).map(Method::getName))
          .as(method.group())
          .contains(method.group(2));
    }
  }
}
